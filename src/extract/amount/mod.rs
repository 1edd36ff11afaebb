//! Quantities: money, counts, percentages, measures.

mod announced;
mod around;
mod before;
mod boundary;
mod counter;
mod hedge;
mod measure;
mod parse;
mod quantity;
mod range;
mod rate;
mod sentence;
mod unit;
mod words;

use super::date::Dated;
use super::scan::{Chars, Scan};
use super::{Mention, Reading, number};
use crate::lexicon::money_before_starts;
use crate::text::{BlockKind, Span};
use crate::value::TimexType;
use announced::Announced;
use before::Before;
pub use quantity::Quantity;
use sentence::Sentence;
use std::sync::LazyLock;

/// Characters at which a quantity can begin: a numeral, or the first of a word or a currency that stands before one.
static STARTS: LazyLock<Chars> =
    LazyLock::new(|| Chars::of(number::can_start).and(Before::starts()).and(money_before_starts()));

/// Reads every quantity of a document, in order, in what the dates left.
pub fn read(reading: &Reading, dates: &[Mention<Dated>]) -> Vec<Mention<Quantity>> {
    let mut out: Vec<Mention<Quantity>> = Vec::new();
    let mut announced: Option<Announced> = None;
    let mut block = u32::MAX;
    // 週3回 is a set of times and three times a week
    let dates: Vec<&Mention<Dated>> = dates.iter().filter(|d| d.value.time.kind != TimexType::Set).collect();
    let mut dates = dates.as_slice();
    for (index, span) in reading.view.sentences.iter().enumerate() {
        let sentence = Sentence::new(reading, index);
        if span.block != block {
            block = span.block;
            if let BlockKind::Heading(_) = sentence.block() {
                announced = None;
            }
        }
        announced = Announced::read(sentence.text).or(announced);
        let (own, rest) = dates.split_at(dates.iter().take_while(|d| d.sentence as usize == index).count());
        dates = rest;
        read_sentence(sentence, own, announced, &mut out);
    }
    out
}

/// Reads the quantities of a sentence; `dates` are its dates.
fn read_sentence(
    sentence: Sentence<'_>,
    dates: &[&Mention<Dated>],
    announced: Option<Announced>,
    out: &mut Vec<Mention<Quantity>>,
) {
    let Sentence { reading, index, text } = sentence;
    let base = sentence.start();
    let first = out.len();
    let mut dates = dates.iter().peekable();
    let mut scan = Scan::of(text, &STARTS);
    let mut at = 0;
    let mut floor = 0; // end of the mention before: no hedge is shared
    while let Some((from, c)) = scan.next_from(at) {
        at = from;
        while dates.peek().is_some_and(|d| d.view.end <= base + at) {
            dates.next();
        }
        if let Some(date) = dates.peek().filter(|d| d.view.start <= base + at) {
            at = date.view.end - base;
            floor = at;
            continue;
        }
        let limit = dates.peek().map_or(text.len(), |d| d.view.start - base);
        let before_date = Sentence { text: &text[..limit], ..sentence };
        if let Some((mut quantity, end)) = parse::quantity(before_date, at, announced) {
            let span = around::complete(sentence, &mut quantity, at..end, floor..limit);
            let last = out[first..].last();
            let restates = last.is_some_and(|other| around::restates(sentence, span.start, &quantity, other));
            quantity.equivalent_of = restates.then(|| out.len() - 1);
            let view = Span::new(base + span.start, base + span.end);
            out.push(Mention { span: reading.view.original(view), view, sentence: index as u32, value: quantity });
            at = span.end;
            floor = span.end;
        } else if c.is_ascii_digit() {
            at += number::len(&text[at..]);
        } else {
            at += number::overlong(&text[at..]).unwrap_or(c.len_utf8());
        }
    }
}
