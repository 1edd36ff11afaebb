//! Regions: ranges of files in a repository, for programs that annotate those.

use crate::check::Place;

/// A range of a file. Lines and columns are 1-based; the last line is included, the last column is not.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Region<'a> {
    /// The file, as given.
    pub file: &'a str,
    /// First line.
    pub line: u32,
    /// Last line.
    pub end_line: u32,
    /// Columns in code points; `None` in a record of a JSON Lines or CSV file, where the text is escaped.
    pub columns: Option<(u32, u32)>,
    /// Columns in bytes, likewise.
    pub bytes: Option<(u32, u32)>,
}

impl<'a> Region<'a> {
    /// The region of a place.
    pub fn of(place: &'a Place) -> Self {
        if let Some((file, line)) = record(&place.path) {
            return Region { file, line, end_line: line, columns: None, bytes: None };
        }
        let surface = &place.excerpt.surface;
        let (breaks, last) = (surface.matches('\n').count() as u32, surface.rsplit('\n').next().unwrap_or(""));
        let base = |column: u32| if breaks == 0 { column } else { 1 };
        Region {
            file: &place.path,
            line: place.line.max(1),
            end_line: place.line.max(1) + breaks,
            columns: Some((place.column.max(1), base(place.column.max(1)) + last.chars().count() as u32)),
            bytes: Some((place.byte_column.max(1), base(place.byte_column.max(1)) + last.len() as u32)),
        }
    }
}

/// File and line of a record: `feed.jsonl#3` is line 3. A `#` in any other path is part of it.
fn record(path: &str) -> Option<(&str, u32)> {
    let (file, line) = path.rsplit_once('#')?;
    let bare = [".gz", ".zst"].iter().find_map(|e| file.strip_suffix(e)).unwrap_or(file).to_ascii_lowercase();
    let feed = file == "-" || [".jsonl", ".ndjson", ".csv"].iter().any(|e| bare.ends_with(e));
    Some((file, line.parse().ok()?)).filter(|(_, line)| feed && *line > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Excerpt;

    fn place(path: &str, surface: &str) -> Place {
        let excerpt = Excerpt { surface: surface.to_owned(), ..Excerpt::default() };
        Place { path: path.to_owned(), line: 3, column: 2, byte_column: 5, excerpt, ..Place::default() }
    }

    #[test]
    fn columns_end_behind_the_words() {
        let p = place("a#3.md", "𠮷円");
        let region = Region::of(&p);
        assert_eq!((region.file, region.line, region.end_line), ("a#3.md", 3, 3));
        assert_eq!((region.columns, region.bytes), (Some((2, 4)), Some((5, 12))));
        let p = place("a.md", "1月\n26日");
        let region = Region::of(&p);
        assert_eq!((region.end_line, region.columns, region.bytes), (4, Some((2, 4)), Some((5, 6))));
    }

    #[test]
    fn a_record_is_a_line_of_its_feed() {
        let p = place("news/feed.jsonl.gz#7", "x");
        assert_eq!(
            Region::of(&p),
            Region { file: "news/feed.jsonl.gz", line: 7, end_line: 7, columns: None, bytes: None }
        );
        assert_eq!(record("a.csv#0"), None);
        assert_eq!(record("c#1"), None);
    }
}
