//! The sheets of Excel's format.

use super::archive::Archive;
use super::grid::Grid;
use super::xml::{attribute, reference};
use quick_xml::events::Event;
use quick_xml::reader::Reader;

/// The rows of the first sheet whose head `wanted` accepts.
///
/// # Errors
/// What is wrong with the workbook, as a message.
pub(super) fn sheet(
    archive: &mut Archive,
    wanted: &dyn Fn(&[String]) -> bool,
) -> Result<Option<Vec<Vec<String>>>, String> {
    let strings = strings(&archive.text("xl/sharedStrings.xml")?.unwrap_or_default())?;
    let is_sheet = |n: &String| n.starts_with("xl/worksheets/") && n.ends_with(".xml");
    let mut sheets: Vec<String> = archive.names().filter(is_sheet).collect();
    if sheets.is_empty() {
        return Err("it has no sheet".to_owned());
    }
    sheets.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b))); // sheet10 after sheet9
    for name in sheets {
        let rows = cells(&archive.text(&name)?.unwrap_or_default(), &strings)?;
        if rows.first().is_some_and(|head| wanted(head)) {
            return Ok(Some(rows));
        }
    }
    Ok(None)
}

/// The texts that cells refer to by number.
fn strings(xml: &str) -> Result<Vec<String>, String> {
    let (mut out, mut text) = (Vec::new(), Text::default());
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().map_err(|e| e.to_string())? {
            Event::Start(tag) if tag.local_name().as_ref() == "si" => text = Text::default(),
            Event::Empty(tag) if tag.local_name().as_ref() == "si" => out.push(String::new()),
            Event::End(tag) if tag.local_name().as_ref() == "si" => out.push(std::mem::take(&mut text.read)),
            Event::Eof => return Ok(out),
            event => text.take(&event),
        }
    }
}

/// The visible text of a string: without the readings (`rPh`) that Excel keeps of kanji.
#[derive(Default)]
struct Text {
    read: String,
    inside: bool,
    phonetic: bool,
}

impl Text {
    fn take(&mut self, event: &Event) {
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                self.tag(tag.local_name().as_ref(), matches!(event, Event::Start(_)))
            }
            Event::End(tag) => self.tag(tag.local_name().as_ref(), false),
            Event::Text(text) if self.inside && !self.phonetic => self.read += &text.xml10_content(),
            Event::CData(text) if self.inside && !self.phonetic => self.read += &text.xml10_content(),
            Event::GeneralRef(name) if self.inside && !self.phonetic => self.read.extend(reference(name)),
            _ => {}
        }
    }

    fn tag(&mut self, name: &str, begins: bool) {
        match name {
            "t" | "v" => self.inside = begins,
            "rPh" => self.phonetic = begins,
            _ => {}
        }
    }
}

/// The cells of a sheet.
fn cells(xml: &str, strings: &[String]) -> Result<Vec<Vec<String>>, String> {
    let mut grid = Grid::default();
    let (mut row, mut column) = (0, 0); // those of the cell that comes next
    let (mut kind, mut text) = (String::new(), Text::default());
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().map_err(|e| e.to_string())? {
            Event::Start(tag) if tag.local_name().as_ref() == "row" => {
                let given = attribute(&tag, "r").and_then(|r| r.parse::<usize>().ok());
                (row, column) = (given.unwrap_or(row + 1).saturating_sub(1), 0);
            }
            Event::End(tag) if tag.local_name().as_ref() == "row" => row += 1,
            Event::Start(tag) if tag.local_name().as_ref() == "c" => {
                column = attribute(&tag, "r").map_or(column, |place| column_of(&place));
                kind = attribute(&tag, "t").unwrap_or_default();
                text = Text::default();
            }
            Event::Empty(tag) if tag.local_name().as_ref() == "c" => column += 1,
            Event::End(tag) if tag.local_name().as_ref() == "c" => {
                let read = std::mem::take(&mut text.read);
                match kind.as_str() {
                    "s" => grid.put(
                        row,
                        column,
                        read.trim().parse().ok().and_then(|n: usize| strings.get(n)).map_or("", String::as_str),
                    ),
                    "e" => Ok(()),
                    // 4.6387E4 is 46387
                    "" | "n" => grid.put(row, column, &read.trim().parse::<f64>().map_or(read, |n| n.to_string())),
                    _ => grid.put(row, column, &read),
                }?;
                column += 1;
            }
            Event::Eof => return Ok(grid.rows()),
            event => text.take(&event),
        }
    }
}

/// The column of a cell by its name: 27 of AB3. Immense for a name that is none.
fn column_of(place: &str) -> usize {
    let letters =
        place.bytes().take_while(u8::is_ascii_alphabetic).map(|b| usize::from(b.to_ascii_uppercase() - b'A') + 1);
    letters.fold(0, |n: usize, digit| n.saturating_mul(26).saturating_add(digit)).checked_sub(1).unwrap_or(usize::MAX)
}
