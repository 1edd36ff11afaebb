//! The grammar of temporal expressions: text to [`Raw`]. One pass forward, bounded look-ahead, no context.

use super::form::FormReader;
use super::marks::{MarkUse, mark_at};
use super::named_day::named_day_at;
use super::openers::{begins_with_opener, opener_starts};
use super::raw::{Form, Raw};
use super::time_words::{DayPart, NamedPeriod, time_word_at};
use super::written_date::Day;
use super::written_time::Time;
use super::{bare_time, calendar, clock, duration, epoch, fiscal, named_period, numeric, set, weekday};
use crate::extract::cursor::Cursor;
use crate::extract::number;
use crate::extract::scan::Chars;
use crate::lexicon::eras;
use crate::value::Modifier;
use std::sync::LazyLock;

/// The forms, each tried where those before it read nothing.
static FORMS: [FormReader; 8] = [
    fiscal::FORM,
    set::FORM,
    duration::FORM,
    numeric::FORM,
    epoch::FORM,
    calendar::FORM,
    bare_time::FORM,
    named_period::FORM,
];

/// Characters at which an expression can begin.
pub(crate) static STARTS: LazyLock<Chars> = LazyLock::new(|| {
    let letters = eras().iter().map(|era| era.letter);
    Chars::of(|c| number::can_start(c) || SIGNS.contains(c)).and(opener_starts().chain(letters))
});

/// First characters that the forms declare.
static SIGNS: LazyLock<Chars> = LazyLock::new(|| {
    Chars::of(|_| false).and(FORMS.iter().flat_map(|form| form.begins).flat_map(|signs| signs.chars()))
});

/// The forms that a character can belong to after a numeral, a bit for each of [`FORMS`], by code point.
static AFTER_NUMBER: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut forms = vec![0; 0x10000];
    for (n, form) in FORMS.iter().enumerate() {
        for c in (form.after_number)().chars() {
            if let Some(forms) = forms.get_mut(c as usize) {
                *forms |= 1 << n;
            }
        }
    }
    forms
});

/// Returns true if an expression can begin with `text`, whose first character is `c`.
pub(crate) fn can_begin(text: &str, c: char) -> bool {
    number::can_start(c) || SIGNS.contains(c) || c.is_ascii_uppercase() || begins_with_opener(text)
}

/// Reads the longest expression that begins at the cursor.
pub(crate) fn expression(c: &mut Cursor) -> Option<Raw> {
    let start = c.at;
    let forms = candidates(c);
    let is_candidate = |n: &usize| forms >> n & 1 == 1;
    let mut raw = (0..FORMS.len()).filter(is_candidate).find_map(|n| (FORMS[n].read)(c))?;
    complete(c, &mut raw.form);
    if c.at == start {
        return None;
    }
    if raw.modifier.is_none() {
        raw.modifier = softened(c, &raw);
    }
    Some(raw)
}

/// The forms that can begin at the cursor, a bit for each of [`FORMS`]: after a numeral those that declare the next
/// character, blanks left out. A word of time may look like a numeral at first (一昨日).
fn candidates(c: &Cursor) -> u8 {
    let Some(n) = number::read(c.rest()) else { return u8::MAX };
    if time_word_at(c.rest()).is_some() || named_day_at(c.rest()).is_some() {
        return u8::MAX;
    }
    let next = c.rest()[n.len..].trim_start_matches(' ').chars().next();
    next.and_then(|next| AFTER_NUMBER.get(next as usize)).copied().unwrap_or(0)
}

/// Reads what may follow a point in time: its weekday, its time of day, 付.
fn complete(c: &mut Cursor, form: &mut Form) {
    // 来週末の12月1日(日): the date inside says it all
    if let Form::Named(NamedPeriod::Weekend | NamedPeriod::WeekStart, _) = form {
        let mut ahead = *c;
        ahead.eat("の");
        if let Some(inner) = calendar::read(&mut ahead).filter(|inner| inner.day().is_some()) {
            *form = inner.form;
            *c = ahead;
        }
    }
    match form {
        Form::Day(day, time) => {
            weekday_beside(c, day);
            let known = match time {
                Some(Time::Part(part)) => Some(*part),
                _ => None,
            };
            // 金曜 alone is as often said of every Friday
            if !matches!(day, Day::Weekday(_)) {
                *time = time_after(c, known, true).or(*time);
            }
        }
        Form::Time { time, .. } => {
            if let Time::Part(part) = *time {
                *time = time_after(c, Some(part), false).unwrap_or(*time);
            }
        }
        Form::Period(_) | Form::Named(..) => {}
        _ => return,
    }
    c.eat_any(&["付け", "付"]);
}

/// Reads the weekday beside a day: 26日(金), 26日の金曜日.
fn weekday_beside(c: &mut Cursor, day: &mut Day) {
    let (Day::Numbered { weekday, .. } | Day::NumberedInWeek { weekday, .. } | Day::Relative { weekday, .. }) = day
    else {
        return;
    };
    *weekday = weekday::beside_date(c).or_else(|| {
        let mut ahead = *c;
        let found = ahead.eat("の").then(|| weekday::named(&mut ahead))??;
        *c = ahead;
        Some(found)
    });
}

/// Reads the time of day after a date or a part of the day: 26日午後3時, 26日、朝, 26日（9時）.
fn time_after(c: &mut Cursor, known: Option<DayPart>, beside_date: bool) -> Option<Time> {
    let mut ahead = *c;
    if !ahead.eat("の") {
        ahead.eat("、");
    }
    ahead.skip_blanks();
    let bracket = ahead.eat("（");
    let time = clock::time(&mut ahead, known, beside_date)?;
    if bracket && !ahead.eat("）") {
        return None;
    }
    *c = ahead;
    Some(time)
}

/// The modifier of 頃, 以降, まで … after a point in time.
fn softened(c: &mut Cursor, raw: &Raw) -> Option<Modifier> {
    if matches!(raw.form, Form::Duration { .. } | Form::Set(_)) {
        return None;
    }
    let clock = || mark_at(c.rest(), MarkUse::Clock).filter(|_| raw.has_clock());
    let (mark, len) = mark_at(c.rest(), MarkUse::Point).or_else(clock)?;
    if mark.inside {
        c.at += len;
    }
    mark.modifier
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold_str;
    use std::collections::BTreeMap;
    use std::path::Path;

    /// The examples of the forms, and the texts and examples of all tables, folded.
    fn texts() -> Vec<String> {
        let mut out: Vec<String> = FORMS.iter().flat_map(|form| form.examples).map(|text| fold_str(text)).collect();
        let mut folders = vec![Path::new("src").to_owned(), Path::new("tests/tables").to_owned()];
        while let Some(folder) = folders.pop() {
            for path in std::fs::read_dir(&folder).expect("a folder").flatten().map(|entry| entry.path()) {
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|e| e == "csv") {
                    let mut reader = csv::Reader::from_path(&path).expect("a table");
                    let headers = reader.headers().expect("a header").clone();
                    let columns = ["text", "example"].map(|name| headers.iter().position(|h| h == name));
                    for row in reader.records().map(|row| row.expect("a row")) {
                        out.extend(columns.iter().flatten().filter_map(|column| row.get(*column)).map(fold_str));
                    }
                }
            }
        }
        out
    }

    #[test]
    fn forms_read_their_examples() {
        let unread = |form: &&FormReader, example: &&&str| (form.read)(&mut Cursor::new(example, 0)).is_none();
        let unread: Vec<String> = FORMS
            .iter()
            .flat_map(|form| form.examples.iter().filter(move |e| unread(&form, e)).map(move |e| (form.file, e)))
            .map(|(file, example)| format!("{file} does not read 「{example}」"))
            .collect();
        assert!(unread.is_empty(), "{}", unread.join("\n"));
    }

    #[test]
    fn forms_declare_how_they_begin_and_what_follows_their_number() {
        let mut lacking: BTreeMap<String, String> = BTreeMap::new();
        let mut read = 0;
        for text in texts() {
            for (at, first) in text.char_indices() {
                let start = Cursor::new(&text, at);
                let begins = STARTS.contains(first) && can_begin(&text[at..], first);
                let forms = candidates(&start);
                for (n, form) in FORMS.iter().enumerate() {
                    let mut end = start;
                    if (form.read)(&mut end).is_none() || end.at == at {
                        continue;
                    }
                    read += 1;
                    let number = number::read(&text[at..]).map_or("", |n| &text[at..at + n.len]);
                    let next = text[at + number.len()..].trim_start().chars().next().unwrap_or(' ');
                    let what = match () {
                        () if !begins => format!("begins: {first}"),
                        () if forms >> n & 1 == 0 => format!("after_number: {next}"),
                        () => continue,
                    };
                    lacking.entry(format!("{} lacks in {what}", form.file)).or_insert(text[at..end.at].to_owned());
                }
            }
        }
        assert!(read > 3_000, "{read} expressions");
        let lines: Vec<String> = lacking.iter().map(|(what, example)| format!("{what}, as of 「{example}」")).collect();
        assert!(lines.is_empty(), "what no reader would find:\n{}", lines.join("\n"));
    }
}
