//! Findings as diagnostics, for a person at a terminal.

use super::caret::{fit, line};
use super::plural;
use super::render::Color;
use super::shown::one_line;
use crate::check::{Finding, Place, Severity};
use crate::text::Excerpt;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

/// Columns left of an excerpt: line number and frame.
const FRAME: usize = 10;

/// Most related places shown with excerpts.
const RELATED: usize = 4;

/// A finding as several lines: message, excerpts of its place and the related ones with carets under the words, notes.
pub fn diagnostic(finding: &Finding, columns: usize, color: Color) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let mut group = Group::with_title(level.primary_title(one_line(&finding.message)).id(one_line(&finding.rule)));
    let columns = columns.saturating_sub(FRAME).max(20);
    let mut quoted = Vec::new();
    for (i, place) in std::iter::once(&finding.place).chain(finding.related.iter().take(RELATED)).enumerate() {
        let quote = fit(&place.excerpt, columns);
        let kind = if i == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        group = group.element(snippet(place, &quote, kind));
        quoted.push((place, quote.before.chars().count() + 1));
    }
    if finding.related.len() > RELATED {
        group = group
            .element(Level::NOTE.message(format!("and {}", plural(finding.related.len() - RELATED, "more place"))));
    }
    for (name, value) in [("difference", &finding.difference), ("suspected cause", &finding.suspected_cause)] {
        if !value.is_empty() {
            group = group.element(Level::NOTE.message(format!("{name}: {}", one_line(value))));
        }
    }
    if !finding.suggestion.is_empty() {
        group = group.element(Level::HELP.message(one_line(&finding.suggestion)));
    }
    let renderer = if color == Color::On { Renderer::styled() } else { Renderer::plain() };
    // the excerpts are cut already: the renderer would cut the mention off
    let shown = renderer.term_width(usize::from(u16::MAX)).render(&[group]);
    with_columns(shown, &quoted) + "\n"
}

/// The excerpt of a place.
fn snippet<'a>(place: &Place, quote: &Excerpt, kind: AnnotationKind) -> Snippet<'a, Annotation<'a>> {
    let start = quote.before.len();
    let mut mark: Annotation = kind.span(start..start + quote.surface.len());
    if !place.label.is_empty() {
        mark = mark.label(one_line(&place.label));
    }
    Snippet::source(line(quote)).line_start(place.line as usize).path(one_line(&place.path)).annotation(mark)
}

/// The diagnostic with the columns of the document. The renderer counts from the beginning of an excerpt: `quoted` has the
/// places in their order, each with that column. The title is the first line.
fn with_columns(mut shown: String, quoted: &[(&Place, usize)]) -> String {
    let mut from = shown.find('\n').unwrap_or(0);
    for (place, column) in quoted {
        let origin = |column: usize| format!("{}:{}:{column}", one_line(&place.path), place.line);
        let wrong = origin(*column);
        if let Some(at) = shown[from..].find(&wrong).map(|at| from + at) {
            let right = origin(place.column as usize);
            shown.replace_range(at..at + wrong.len(), &right);
            from = at + right.len();
        }
    }
    shown
}

/// A finding as `path:line:column: severity[rule] message`, which editors and CI logs turn into links.
pub fn concise_line(finding: &Finding) -> String {
    let Place { path, line, column, .. } = &finding.place;
    // a line that begins with :: is a command to GitHub Actions
    let here = if path.trim_start().starts_with("::") { "./" } else { "" };
    format!(
        "{here}{}:{line}:{column}: {}[{}] {}",
        one_line(path),
        finding.severity.as_str(),
        finding.rule,
        one_line(&finding.message)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::testing::finding as example;

    #[test]
    fn both_places_are_shown_with_carets_under_the_words() {
        let shown = diagnostic(&example(), 80, Color::Off);
        let expected = "\
error[fact-conflict]: 毎日と朝日で流出額が違う
  --> corpus/a.md:12:34
   |
12 | 被害は580億円だった。
   |       ^^^^^^^ ここ
   |
  ::: corpus/b.md:3:4
   |
 3 | 被害は597億円だった。
   |       ------- 朝日はこう書く
   |
   = note: difference: 1700000000
   = note: suspected cause: digits swapped
   = help: どちらかを確かめる
";
        assert_eq!(shown, expected);
        let colored = diagnostic(&example(), 80, Color::On);
        assert!(colored.contains("corpus/a.md:12:34") && colored.contains('\u{1b}'));
    }

    #[test]
    fn a_concise_line_begins_with_the_place() {
        assert_eq!(concise_line(&example()), "corpus/a.md:12:34: error[fact-conflict] 毎日と朝日で流出額が違う");
    }
}
