//! What is known about an article from outside its text.

use super::{Document, PublishedFrom, Status};
use crate::lexicon::{Table, era_at, rows, table};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;
use std::collections::HashMap;

/// A field of front matter, of a JSON object or of a CSV row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Field {
    Text,
    Id,
    Title,
    Source,
    Url,
    Published,
}

#[derive(Deserialize)]
struct FieldName {
    name: String,
    field: Field,
}

/// The names that fields go by, in lower case.
static NAMES: Table<HashMap<String, Field>> =
    table!("fields.csv", |csv| rows::<FieldName>(csv).into_iter().map(|row| (row.name, row.field)).collect());

impl Field {
    /// The field of a name in lower case: `body` and 「本文」 are the text.
    pub fn of(name: &str) -> Option<Self> {
        NAMES.get(name).copied()
    }
}

/// Metadata: fields of front matter, of a record, of the head of a page. Empty where nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Meta {
    pub id: String,
    pub title: String,
    pub source: String,
    pub url: String,
    pub published: Option<Date>,
    /// A publication date that was given but is no full date.
    pub unread_date: Option<String>,
}

impl Meta {
    /// Sets a field, unless it has a value already. The text is no metadata and is left out.
    pub(super) fn set(&mut self, field: Field, value: &str) {
        let value = value.trim();
        let own = match field {
            Field::Id => &mut self.id,
            Field::Title => &mut self.title,
            Field::Source => &mut self.source,
            Field::Url => &mut self.url,
            Field::Published if !value.is_empty() && self.published.is_none() => {
                self.published = parse_date(value);
                self.unread_date = self.published.is_none().then(|| value.chars().take(40).collect());
                return;
            }
            Field::Published | Field::Text => return,
        };
        if own.is_empty() {
            *own = value.to_owned();
        }
    }

    /// Sets a field whose value may be a number, as in `id: 7`; other values are left out.
    pub(super) fn set_value(&mut self, field: Field, value: &Value) {
        match value {
            Value::String(s) => self.set(field, s),
            Value::Number(n) => self.set(field, &n.to_string()),
            _ => {}
        }
    }

    /// Moves the metadata into a document. An id that does not begin with a letter gets the prefix `d`.
    pub(super) fn move_into(self, document: &mut Document) {
        if !self.id.is_empty() {
            let letter = self.id.starts_with(|c: char| c.is_ascii_alphabetic());
            let clean = self.id.replace(char::is_control, "_");
            document.id = if letter { clean } else { format!("d{clean}") };
        }
        for (value, field) in
            [(self.title, &mut document.title), (self.source, &mut document.source), (self.url, &mut document.url)]
        {
            if !value.is_empty() {
                *field = value;
            }
        }
        if self.published.is_some() {
            document.published = self.published;
            document.published_from = PublishedFrom::Metadata;
        }
        if document.published.is_none()
            && let Some(date) = date_of_path(&document.url)
        {
            (document.published, document.published_from) = (Some(date), PublishedFrom::Url);
        }
        if let Some(given) = self.unread_date {
            document
                .note(Status::Warning, &format!("“{given}” is no full date; write the publication date as 2018-01-26"));
        }
    }
}

/// The date in the path of an address: `/2018/02/19/` or `/20180219/`, which sites give the pages of a day.
fn date_of_path(url: &str) -> Option<Date> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let number = |part: &str, width: usize| part.parse::<i32>().ok().filter(|_| part.len() <= width);
    let split = |w: &[&str]| {
        let (year, month, day) = (number(w[0], 4)?, number(w[1], 2)?, number(w[2], 2)?);
        (1990..2100).contains(&year).then(|| date(year, month, day))?
    };
    let whole = |part: &&str| {
        let n = number(part, 8).filter(|_| part.len() == 8)?;
        (1990..2100).contains(&(n / 10_000)).then(|| date(n / 10_000, n / 100 % 100, n % 100))?
    };
    parts.windows(3).find_map(split).or_else(|| parts.iter().find_map(whole))
}

/// The publication date in a text as metadata have it; `None` for anything less than a full date.
///
/// ISO 8601 dates and datetimes (the date as written, whatever the time zone), `2018/3/1`, `2018.3.1`, `20180301`,
/// 「2018年3月1日」, 「平成30年3月1日」 and `Thu, 01 Mar 2018 …`.
pub fn parse_date(text: &str) -> Option<Date> {
    let text = text.trim();
    let era = era_at(text);
    let named = era.map(|e| e.surface.as_str()).or(text.starts_with("西暦").then_some("西暦")).unwrap_or_default();
    let text: String = text[named.len()..].chars().take(64).map(half_width).collect();
    let year = |n: i32| era.map_or(i16::try_from(n).ok(), |e| e.year(n.into()));
    numeric(&text, !named.is_empty(), year).or_else(|| english(&text))
}

/// Full-width figures and separators in half width, 元 (of 元年) as 1.
fn half_width(c: char) -> char {
    match c {
        '０'..='９' | '／' | '－' | '．' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '元' => '1',
        c => c,
    }
}

/// A date in figures. `gregorian` is the year in the western calendar; with `by_era`, an era stood before the figures, so
/// that the year has neither four figures nor stands in a run of eight.
fn numeric(text: &str, by_era: bool, gregorian: impl Fn(i32) -> Option<i16>) -> Option<Date> {
    let (year, rest) = number(text)?;
    if !by_era && rest.len() + 8 == text.len() && !rest.starts_with(|c: char| c.is_ascii_digit()) {
        return date(year / 10_000, year / 100 % 100, year % 100);
    }
    if !by_era && rest.len() + 4 != text.len() {
        return None;
    }
    let (month, rest) = number(rest.strip_prefix(['-', '/', '.', '年'])?.trim_start())?;
    let (day, rest) = number(rest.strip_prefix(['-', '/', '.', '月'])?.trim_start())?;
    // 2018-01-2689 is something else
    if rest.starts_with(['-', '/']) { None } else { date(gregorian(year)?.into(), month, day) }
}

/// `Thu, 01 Mar 2018 10:00:00 +0900`, `1 March 2018`, `March 1, 2018`.
fn english(text: &str) -> Option<Date> {
    let words: Vec<&str> = text.split([' ', ',', '-']).filter(|w| !w.is_empty()).collect();
    let at = words.iter().position(|w| month(w).is_some())?;
    let day_of = |w: Option<&&str>| w.and_then(|w| w.parse::<i32>().ok());
    let month = month(words[at])?;
    let before = at.checked_sub(1).and_then(|i| day_of(words.get(i)));
    match before {
        Some(day) => date(day_of(words.get(at + 1))?, month, day),
        None => date(day_of(words.get(at + 2))?, month, day_of(words.get(at + 1))?),
    }
}

/// The month, 1 to 12, that an English word begins like.
fn month(word: &str) -> Option<i32> {
    const NAMES: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let lower = word.get(..3)?.to_ascii_lowercase();
    NAMES.iter().position(|n| *n == lower).map(|i| i as i32 + 1)
}

/// The number at the start of a text, and what follows it.
fn number(text: &str) -> Option<(i32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    Some((text[..end].parse().ok()?, &text[end..]))
}

fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok().filter(|d| d.year() >= 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_written() {
        for (text, expected) in [
            ("2018-02-09", Some("2018-02-09")),
            ("2018-02-14T23:30:00-10:00", Some("2018-02-14")),
            ("2018-02-14 10:30", Some("2018-02-14")),
            ("2018/3/1", Some("2018-03-01")),
            ("2018.03.01", Some("2018-03-01")),
            ("20180301", Some("2018-03-01")),
            ("20180301T1000", Some("2018-03-01")),
            ("2018年3月1日(木) 10時", Some("2018-03-01")),
            ("２０１８年３月１日", Some("2018-03-01")),
            ("平成30年3月1日", Some("2018-03-01")),
            ("令和元年5月1日", Some("2019-05-01")),
            ("大正15年12月1日", Some("1926-12-01")),
            ("明治元年10月23日", Some("1868-10-23")),
            ("西暦2018年3月1日", Some("2018-03-01")),
            ("Thu, 01 Mar 2018 10:00:00 +0900", Some("2018-03-01")),
            ("March 1, 2018", Some("2018-03-01")),
            ("2018-02", None),
            ("2018-02-30", None),
            ("30", None),
            ("1517961600", None),
            ("", None),
            ("きのう", None),
        ] {
            assert_eq!(parse_date(text).map(|d| d.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn every_era_of_the_lexicon_dates_a_document() {
        for era in crate::lexicon::eras() {
            let text = format!("{}2年3月4日", era.surface);
            assert_eq!(parse_date(&text), Date::new(era.first_year + 1, 3, 4).ok(), "{text}");
        }
        assert_eq!(parse_date("平成99999年1月1日"), None);
    }

    #[test]
    fn every_name_of_a_field_is_read_in_any_format() {
        for (name, field) in NAMES.iter() {
            assert_eq!(name.to_lowercase(), *name);
            let mut meta = Meta::default();
            meta.set(*field, "2018-02-09");
            assert_eq!(meta == Meta::default(), *field == Field::Text, "{name}");
        }
        assert_eq!((Field::of("本文"), Field::of("tags")), (Some(Field::Text), None));
    }

    #[test]
    fn an_id_starts_with_a_letter_and_stays_readable() {
        for (id, expected) in [("a-1", "a-1"), ("42", "d42"), ("記事1", "d記事1"), ("a\nb", "a_b")] {
            let mut document = Document::default();
            Meta { id: id.to_owned(), ..Meta::default() }.move_into(&mut document);
            assert_eq!(document.id, expected);
        }
    }
}
