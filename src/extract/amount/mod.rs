//! Quantities: money, counts, percentages, measures.

mod around;
mod counter;
mod measure;
mod parse;
mod range;
mod unit;

use super::cursor::Cursor;
use super::date::Dated;
use super::scan::{Chars, Scan, figures_begin};
use super::{Mention, Reading, number};
use crate::lexicon::{Unit, UnitClass, money_before_starts, unit_at};
use crate::morph::Pos;
use crate::text::{BlockKind, Span, is_katakana};
use crate::value::{Amount, TimexType};
use std::sync::LazyLock;

/// A quantity with what its neighbourhood says about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quantity {
    /// The value.
    pub amount: Amount,
    /// What a change is measured against: 前年同期比.
    pub basis: String,
    /// The unit it is a price or rate for: 1XEM, 月.
    pub per_unit: String,
    /// Index among the document's amounts of the one it restates in another unit.
    pub equivalent_of: Option<usize>,
    /// The noun it counts or describes: 顧客 in 30人程度の顧客.
    pub head: String,
}

/// A unit announced for the bare figures of a table: （単位：百万円）.
#[derive(Clone, Copy)]
struct Announced {
    unit: &'static Unit,
    exponent: i32,
}

/// Reads every quantity of a document, in order, in what the dates left.
pub fn read(reading: &Reading, dates: &[Mention<Dated>]) -> Vec<Mention<Quantity>> {
    let mut out: Vec<Mention<Quantity>> = Vec::new();
    let mut announced: Option<Announced> = None;
    let mut block = u32::MAX;
    let mut next_date = 0;
    // 週3回 is a set of times and three times a week
    let dates: Vec<&Mention<Dated>> = dates.iter().filter(|d| d.value.time.kind != TimexType::Set).collect();
    for (i, sentence) in reading.view.sentences.iter().enumerate() {
        let text = sentence.span.of(&reading.view.text);
        if sentence.block != block {
            block = sentence.block;
            if let BlockKind::Heading(_) = reading.view.blocks[block as usize].1 {
                announced = None;
            }
        }
        announced = announcement(text).or(announced);
        let from = next_date;
        while dates.get(next_date).is_some_and(|d| d.sentence as usize == i) {
            next_date += 1;
        }
        read_sentence(reading, i, &dates[from..next_date], announced, &mut out);
    }
    out
}

/// Characters at which a quantity can begin, by code point: a numeral, a sign or a currency before one, 震度, マグニチュード.
static STARTS: LazyLock<Chars> =
    LazyLock::new(|| Chars::of(number::can_start).and("▲△マプM-+震氷零摂華".chars().chain(money_before_starts())));

fn read_sentence(
    reading: &Reading,
    sentence: usize,
    dates: &[&Mention<Dated>],
    announced: Option<Announced>,
    out: &mut Vec<Mention<Quantity>>,
) {
    let span = reading.view.sentences[sentence].span;
    let text = span.of(&reading.view.text);
    let first = out.len();
    let mut dates = dates.iter().peekable();
    let mut scan = Scan::of(text, &STARTS);
    let mut at = 0;
    let mut floor = 0; // end of the mention before: no hedge is shared
    while let Some((start, c)) = scan.next_from(at) {
        at = start;
        while dates.peek().is_some_and(|d| d.view.end <= span.start + at) {
            dates.next();
        }
        if let Some(date) = dates.peek().filter(|d| d.view.start <= span.start + at) {
            at = date.view.end - span.start;
            floor = at;
            continue;
        }
        let limit = dates.peek().map_or(text.len(), |d| d.view.start - span.start);
        if let Some((quantity, start, end)) = parse::quantity(reading, sentence, &text[..limit], at, announced) {
            let (start, end, quantity) =
                around::complete(reading, sentence, text, quantity, start, end, floor..limit, &out[first..], first);
            let view = Span::new(span.start + start, span.start + end);
            out.push(Mention { span: reading.view.original(view), view, sentence: sentence as u32, value: quantity });
            at = end;
            floor = end;
        } else if c.is_ascii_digit() {
            at += number::len(&text[at..]);
        } else {
            at += number::overlong(&text[at..]).unwrap_or(c.len_utf8());
        }
    }
}

/// The unit that （単位：百万円） announces for what follows it.
fn announcement(text: &str) -> Option<Announced> {
    // `contains` is vectorised, `find` is not
    if !text.contains("単位") {
        return None;
    }
    let at = text.find("単位")? + "単位".len();
    let mut c = Cursor::new(text, at);
    c.eat_any(&["は", "：", ":"]);
    c.skip_blanks();
    let exponent = match c.number() {
        Some(n) => n.precision,
        None => c.eat_any(&["億", "万"]).map_or(0, |w| if w == "億" { 8 } else { 4 }),
    };
    let (unit, _) = unit_at(c.rest())?;
    Some(Announced { unit, exponent: exponent + unit.exponent })
}

/// Whether a numeral may begin at `at`: never inside an identifier, a longer number or a name.
fn may_begin(reading: &Reading, sentence: usize, text: &str, at: usize, c: char) -> bool {
    if c.is_ascii_digit() {
        return figures_begin(text, at) || counts_devices(text, at);
    }
    let Some(token) = reading.token_at(sentence, at) else { return false };
    let starts = token.start as usize == at + reading.view.sentences[sentence].span.start;
    starts
        && !token.pos.is_name()
        && !text[..at].ends_with('第')
        && (token.pos == Pos::Number || token.pos.is_nominal() || token.pos == Pos::Adverb || c == '数')
}

/// Whether the digits after a word of Latin letters count it (ATM645台, PC20台) rather than belong to it (F35, ISO9001): the word
/// is of two letters or more, and a Japanese counter follows.
fn counts_devices(text: &str, at: usize) -> bool {
    let letters = text[..at].chars().rev().take_while(char::is_ascii_uppercase).count();
    let rest = text[at..].trim_start_matches(|c: char| c.is_ascii_digit() || c == ',');
    let counter = unit_at(rest).is_some_and(|(unit, _)| unit.class == UnitClass::Count && !unit.surface.is_ascii());
    letters >= 2 && counter
}

/// Whether a unit ends where the tokeniser also sees a word end, so that 3人気 counts nobody.
fn unit_ends(reading: &Reading, sentence: usize, unit: &Unit, end: usize, text: &str) -> bool {
    // ㎡ and ℃ are no words: the tokeniser takes ㎡。 for one sign
    let sign = unit
        .surface
        .ends_with(|c: char| c.is_ascii_alphanumeric() || ('\u{3300}'..='\u{33ff}').contains(&c) || c == '℃');
    if sign {
        return !text[end..].starts_with(|c: char| c.is_ascii_alphanumeric());
    }
    let katakana = unit.surface.ends_with(is_katakana);
    if katakana && text[end..].starts_with(|c| is_katakana(c) || c == '・') {
        return false;
    }
    matches!(
        unit.class,
        UnitClass::Money | UnitClass::Percent | UnitClass::MoneyFraction | UnitClass::Identifier | UnitClass::Fraction
    ) || unit.surface.chars().count() > 1
        || reading.ends_token(sentence, end)
        || text[end..].is_empty()
}
