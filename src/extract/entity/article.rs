//! The article of a law: 第63条の16第1項第2号.

/// Where a reference to an article that begins at byte `at` ends; `at` if there is none.
pub(super) fn end(text: &str, at: usize) -> usize {
    let mut rest = &text[at..];
    let mut end = at;
    let mut first = true;
    loop {
        // the article comes first, and once
        let Some((len, _)) = numbered(rest).filter(|(_, unit)| first == (*unit == '条')) else { return end };
        first = false;
        end += len;
        rest = &text[end..];
        while let Some(len) = branch(rest) {
            end += len;
            rest = &text[end..];
        }
    }
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十百千〇".contains(c)
}

/// 第N条, N条, 第N項, 第N号 at the start of `text`: length and unit.
fn numbered(text: &str) -> Option<(usize, char)> {
    let digits = text.strip_prefix('第').unwrap_or(text);
    let unit_at = digits.trim_start_matches(is_numeral);
    let unit = unit_at.chars().next().filter(|u| "条項号".contains(*u))?;
    let len = text.len() - unit_at.len() + unit.len_utf8();
    (unit_at.len() < digits.len()).then_some((len, unit))
}

/// のN after an article.
fn branch(text: &str) -> Option<usize> {
    let digits = text.strip_prefix('の')?;
    let after = digits.trim_start_matches(is_numeral);
    (after.len() < digits.len()).then_some(text.len() - after.len())
}

#[cfg(test)]
mod tests {
    #[test]
    fn articles() {
        for (text, article) in [
            ("第63条の16第1項第2号に", "第63条の16第1項第2号"),
            ("第七百九条に", "第七百九条"),
            ("63条の16の規定", "63条の16"),
            ("の規定", ""),
            ("第1項", ""),
        ] {
            assert_eq!(&text[..super::end(text, 0)], article);
        }
    }
}
