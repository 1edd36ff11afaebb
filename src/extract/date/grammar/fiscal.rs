//! Fiscal years and terms: 平成30年度, 2018年3月期, 第3四半期累計, 4〜12月期, 前年同期.

use super::form::FormReader;
use super::parts::ten_days;
use super::raw::{Closing, Fiscal, FiscalYear, Form, Raw, Term};
use super::time_words::{Meaning, TimeWord, time_word_at};
use super::written_date::{Field, ShortYear, WrittenYear};
use crate::extract::cursor::Cursor;
use crate::lexicon::{Era, Table, Uses, era_at, table};
use serde::Deserialize;

/// What a word of `fiscal.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// After a word for a term, which only looks like a period then: an item of a statement (当期純利益).
    StatementItem,
    /// After a word for a term, which begins another word then: 今期間.
    NoTerm,
    /// After a quarter as 3Q that stands without its year: 3Q決算.
    AfterQuarter,
}

static WORDS: Table<Uses<Use>> = table!("fiscal.csv", Uses::new);

/// How the form is found.
pub(crate) const FORM: FormReader = FormReader {
    file: file!(),
    examples: &["FY2018", "Q3決算", "第3四半期", "'18年度", "2018年度", "4月〜12月", "3Q決算", "4〜12月期", "3、4月"],
    begins: &["FQ第'"],
    after_number: || "年月Q〜-―ー、・".to_owned(),
    read,
};

/// Reads a fiscal period.
pub(crate) fn read(c: &mut Cursor) -> Option<Raw> {
    named_year(c).or_else(|| written(c)).or_else(|| months(c, None)).or_else(|| without_year(c)).map(Raw::new)
}

/// Reads 来年度, 新年度, and the term in it.
fn named_year(c: &mut Cursor) -> Option<Form> {
    let (word, len) = time_word_at(c.rest())?;
    let year = match word.meaning {
        Meaning::FiscalYear(year) => FiscalYear::Year(Field::At(year)),
        Meaning::NewFiscalYear => FiscalYear::New,
        _ => return None,
    };
    c.at += len;
    Some(of_year(c, year, Closing::March))
}

/// Reads FY2018, 2018年度, 2015〜18年度, 2018年3月期, 2018年4〜12月期, 2018年第1四半期.
fn written(c: &mut Cursor) -> Option<Form> {
    let mut ahead = *c;
    if ahead.eat("FY") {
        let year = ahead.digits(4, 4).or_else(|| ahead.digits(2, 2))?;
        *c = ahead;
        return Some(of_year(c, FiscalYear::Year(Field::Is(figures(year as i16, false))), Closing::March));
    }
    let year = year_number(&mut ahead)?;
    if let WrittenYear::Full(first) = year
        && let Some((last, end)) = range_end(&ahead, c, first)
    {
        c.at = end;
        return Some(Form::FiscalYears(first, last));
    }
    if !ahead.eat("年") {
        return None;
    }
    let fiscal_year = FiscalYear::Year(Field::Is(year));
    if ahead.eat("度") {
        *c = ahead;
        return Some(of_year(c, fiscal_year, Closing::March));
    }
    let mut closing = ahead;
    if let Some(m) = closing.count(1, 12, &["月期", "月末期"]) {
        *c = closing;
        return Some(of_year(c, fiscal_year, Closing::Month(m as i8)));
    }
    if let Some(found) = months(&mut ahead, Some(year)) {
        *c = ahead;
        return Some(found);
    }
    // 2018年第1四半期 without 度 is a quarter of the calendar year
    let year = year.full()?;
    ahead.skip_blanks();
    ahead.eat("の");
    let Some(Term::Quarter(quarter)) = quarter(&mut ahead, false) else { return None };
    *c = ahead;
    Some(Form::Quarter { year, quarter })
}

/// A year in four digits, or in fewer.
fn figures(year: i16, leading_zero: bool) -> WrittenYear {
    match year {
        0..100 => WrittenYear::Short(ShortYear { digits: year, leading_zero, past: false }),
        _ => WrittenYear::Full(year),
    }
}

/// Reads a year before its 年 or 年度.
fn year_number(c: &mut Cursor) -> Option<WrittenYear> {
    let mut ahead = *c;
    if let Some(era) = era_at(c.rest()) {
        ahead.at += era.surface.len();
        let n = if ahead.eat("元") { 1 } else { ahead.number()?.int().filter(|n| (1..100).contains(n))? };
        *c = ahead;
        return era.year(n).map(WrittenYear::Full);
    }
    if let Some(era) = ahead.peek().and_then(Era::at_letter) {
        ahead.at += era.letter.len_utf8();
        let n = ahead.digits(1, 2).filter(|n| (1..65).contains(n) && ahead.sees(&["年度", "年3月期"]))?;
        *c = ahead;
        return era.year(n).map(WrittenYear::Full);
    }
    ahead.eat("'");
    let n = ahead.number()?;
    let value = n.int().filter(|v| !n.grouped && (1..2200).contains(v))?;
    if (100..1800).contains(&value) || value < 100 && n.digits > 2 {
        return None;
    }
    *c = ahead;
    Some(figures(value as i16, c.before().ends_with(&format!("0{value}"))))
}

/// The last year of 2015〜18年度, 平成27〜29年度 and the byte offset of the end of the expression. The cursor `from` stands
/// after the first year, `start` before it.
fn range_end(from: &Cursor, start: &Cursor, first: i16) -> Option<(i16, usize)> {
    let mut ahead = *from;
    if !ahead.eat_dash() {
        return None;
    }
    let last = year_number(&mut ahead).filter(|_| ahead.eat("年度"))?;
    let last = match (last, era_at(start.rest())) {
        (WrittenYear::Short(short), Some(era)) => era.year(short.digits.into())?,
        (WrittenYear::Short(short), None) => first / 100 * 100 + short.digits,
        (last, _) => last.full()?,
    };
    (last > first).then_some((last, ahead.at))
}

/// A fiscal year just read, with the term in it that may follow.
fn of_year(c: &mut Cursor, year: FiscalYear, closing: Closing) -> Form {
    let mut ahead = *c;
    ahead.skip_blanks();
    ahead.eat("の");
    let term = term(&mut ahead, false);
    if term.is_some() {
        *c = ahead;
    }
    Form::Fiscal(Fiscal { year: Some(year), term: term.unwrap_or(Term::Year), closing })
}

/// Reads a part of a fiscal year; `bare` says that no year stands before it.
fn term(c: &mut Cursor, bare: bool) -> Option<Term> {
    let mut ahead = *c;
    let found = quarter(&mut ahead, bare)
        .or_else(|| (!bare && ahead.eat("末")).then_some(Term::End))
        .or_else(|| half(&mut ahead))
        .filter(|_| !WORDS.begins(ahead.rest(), Use::StatementItem))?;
    *c = ahead;
    Some(found)
}

/// Reads 上半期.
fn half(c: &mut Cursor) -> Option<Term> {
    let (word, len) = time_word_at(c.rest())?;
    let Meaning::Half(n) = word.meaning else { return None };
    c.at += len;
    Some(Term::Half(n))
}

/// Reads 第3四半期, 第3四半期累計, 第2四半期末; after a year also 3Q and Q3, which alone are as often labels of another kind.
fn quarter(c: &mut Cursor, bare: bool) -> Option<Term> {
    let mut ahead = *c;
    let first = ahead.eat("第");
    let n = match ahead.count(1, 4, &["四半期"]) {
        Some(n) if first || !bare => n,
        Some(_) => return None,
        None => {
            let n = ahead
                .count(1, 4, &["Q"])
                .or_else(|| ahead.eat("Q").then(|| ahead.digits(1, 1))?.filter(|n| (1..=4).contains(n)))?;
            let ends = !ahead.rest().starts_with(|p: char| p.is_ascii_alphanumeric());
            if !ends || bare && !WORDS.begins(ahead.rest(), Use::AfterQuarter) {
                return None;
            }
            n
        }
    } as i8;
    *c = ahead;
    Some(if c.eat("累計") {
        Term::Cumulative(n)
    } else if c.eat("末") {
        Term::QuarterEnd(n)
    } else {
        Term::Quarter(n)
    })
}

/// Reads 4〜12月期, 4〜12月, 4月〜12月 after their year, if one is written.
fn months(c: &mut Cursor, year: Option<WrittenYear>) -> Option<Form> {
    let mut ahead = *c;
    let from = ahead.count(1, 12, &["月", ""])?;
    let listed = !ahead.eat_dash();
    if listed {
        ahead.eat_any(&["、", "・"])?;
    }
    let to = ahead.count(1, 12, &["月"])?;
    // 3、4月 is both months; 3、9月 two
    if listed && to != from % 12 + 1 {
        return None;
    }
    let ends_within = ten_days(&mut { ahead }).is_some() || ahead.sees(&["末"]);
    if ahead.rest().starts_with(|d: char| d.is_ascii_digit()) || ends_within {
        return None;
    }
    ahead.eat("期");
    *c = ahead;
    Some(Form::Months { year, from: from as i8, to: to as i8 })
}

/// Reads terms without a year: 第3四半期, 今期, 前年同期.
fn without_year(c: &mut Cursor) -> Option<Form> {
    if let Some(term) = term(c, true) {
        return Some(Form::Fiscal(Fiscal { year: None, term, closing: Closing::AsOthers }));
    }
    let (word, len) = time_word_at(c.rest())?;
    let form = by_word(word, &c.rest()[len..])?;
    c.at += len;
    Some(form)
}

/// The period that a word of time names before `rest`.
fn by_word(word: &TimeWord, rest: &str) -> Option<Form> {
    match word.meaning {
        Meaning::Term(year) => {
            let is_term = !WORDS.begins(rest, Use::StatementItem) && !WORDS.begins(rest, Use::NoTerm);
            let year = Some(FiscalYear::Year(Field::At(year)));
            is_term.then_some(Form::Fiscal(Fiscal { year, term: Term::Year, closing: Closing::AsOthers }))
        }
        Meaning::SamePeriod(years) => Some(Form::SamePeriod(years)),
        Meaning::SameMonth(years) => Some(Form::SameMonth(years)),
        _ => None,
    }
}
