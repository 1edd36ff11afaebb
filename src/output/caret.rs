//! Excerpts for a terminal: cut to its width, with carets under the mention. Widths are terminal columns, of which a
//! full-width character has two.

use super::shown::one_line;
use crate::text::Excerpt;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The excerpt cut to at most `columns`, with `…` where something was cut off around the mention. Control characters and
/// line breaks become signs of one column.
pub fn fit(excerpt: &Excerpt, columns: usize) -> Excerpt {
    let [before, surface, after] = [&excerpt.before, &excerpt.surface, &excerpt.after].map(|s| one_line(s));
    let surface = head(&surface, columns);
    let room = columns.saturating_sub(surface.width());
    let (left, right) = (before.width(), after.width());
    let left = if right < room / 2 { room - right } else { left.min(room - room / 2) };
    let before = tail(&before, left);
    let after = head(&after, room - before.width());
    Excerpt { before, surface, after }
}

/// Blanks and carets for the line below a [`fit`] excerpt.
pub fn carets(excerpt: &Excerpt) -> String {
    " ".repeat(excerpt.before.width()) + &"^".repeat(excerpt.surface.width().max(1))
}

/// The excerpt as one line.
pub fn line(excerpt: &Excerpt) -> String {
    format!("{}{}{}", excerpt.before, excerpt.surface, excerpt.after)
}

/// The beginning of a text, at most `columns` wide, with `…` where it was cut.
pub fn head(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut width = 1;
    for c in text.chars() {
        width += c.width().unwrap_or(0);
        if width > columns {
            break;
        }
        out.push(c);
    }
    if columns > 0 {
        out.push('…');
    }
    out
}

/// The end of a text, at most `columns` wide, with `…` where it was cut.
fn tail(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let reversed: String = text.chars().rev().collect();
    head(&reversed, columns).chars().rev().collect()
}

/// A text with blanks after it up to `columns`.
pub fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(text.width())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(before: &str, surface: &str, after: &str) -> Excerpt {
        Excerpt { before: before.to_owned(), surface: surface.to_owned(), after: after.to_owned() }
    }

    #[test]
    fn carets_stand_under_full_width_text() {
        let e = fit(&excerpt("被害はABC", "580億円", "だった。"), 60);
        assert_eq!(line(&e), "被害はABC580億円だった。");
        assert_eq!(carets(&e), "         ^^^^^^^"); // 3 × 2 + 3 columns, then 3 + 2 × 2
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides_and_never_too_wide() {
        let e = excerpt(&"前".repeat(60), "1,234円", &"後".repeat(60));
        for columns in 10..100 {
            let e = fit(&e, columns);
            assert!(line(&e).width() <= columns, "{columns}");
            assert_eq!(e.surface, "1,234円");
        }
        let e = fit(&e, 21);
        assert_eq!(line(&e), "…前前前1,234円後後後…");
    }
}
