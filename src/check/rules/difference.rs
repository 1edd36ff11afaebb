//! See `difference.md`.

use super::super::Report;
use super::super::figures::arithmetic::{Reach, Term, spoken, value};
use super::sum::like;
use crate::claim::slice;
use crate::extract::Record;
use crate::lexicon::{Phrases, Table, table};
use crate::value::{Direction, plain};
/// The difference of two numbers follows.
static WORDS: Table<Phrases> = table!("difference.csv", Phrases::new);

pub(crate) fn check(report: &mut Report) {
    let record = report.record;
    let changes = report.changes();
    for c in changes.read.iter().filter(|c| !matches!(c.by.value.amount.unit.as_str(), "%" | "倍")) {
        let (low, high) = if c.direction == Some(Direction::Down) { (c.to, c.from) } else { (c.from, c.to) };
        compare(report, c.by, high, low, c.direction.is_none());
    }
    (0..changes.lacking).for_each(|_| report.skips());
    for k in 0..record.amounts.len() {
        if let Some((a, b)) = named(record, k) {
            compare(report, &record.amounts[k], a, b, true);
        }
    }
}

/// 2社の差は320台: the difference of the only two numbers of its kind before the word, in its sentence or, where there is
/// none, in the two before.
fn named(record: &Record, k: usize) -> Option<(Term<'_>, Term<'_>)> {
    let stated = &record.amounts[k];
    let sentence = record.reading.view.sentences[stated.sentence as usize].span;
    let head = record.reading.view.text[sentence.start..stated.view.start].trim_end_matches([' ', '約']);
    WORDS.before(head)?;
    let before: Vec<Term> = slice(&record.amounts, stated.sentence as usize)
        .iter()
        .filter(|m| m.view.end <= stated.view.start && like(m, stated))
        .collect();
    let before: Vec<Term> = if before.is_empty() && stated.sentence >= 2 {
        (stated.sentence - 2..stated.sentence)
            .flat_map(|s| slice(&record.amounts, s as usize))
            .filter(|m| like(m, stated) && m.value.amount.direction.is_none())
            .collect()
    } else {
        before
    };
    <[Term; 2]>::try_from(before).ok().map(|[a, b]| (a, b))
}

fn compare(report: &mut Report, stated: Term, high: Term, low: Term, either: bool) {
    let (Some(a), Some(b), Some(said)) = (value(high), value(low), value(stated)) else { return report.skips() };
    let (first, second) = if either && a < b { (low, high) } else { (high, low) };
    let Some(computed) = Reach::difference(first, second, stated) else { return report.skips() };
    let Some(size) = Reach::result(stated).map(Reach::abs) else { return report.skips() };
    if size.meets(&computed) {
        return report.holds();
    }
    let gap = (a - b).abs();
    let text = &report.record.document.text;
    let (x, y, s) = (high.span.of(text), low.span.of(text), stated.span.of(text));
    let number = spoken(&gap, stated);
    let reversed = if !either && a < b { "、増減も逆" } else { "" };
    let message = format!("「{s}」とあるが、{x}と{y}の差は{number}{reversed}です");
    let place = report.place(stated.span, format!("計算では{number}"));
    let related = vec![report.place(high.span, ""), report.place(low.span, "")];
    let difference = plain(&(said.abs() - &gap));
    let finding = report.fails(place, related, message);
    finding.difference = difference;
    finding.suggestion = format!("{number}にするか、「{x}」と「{y}」を確かめる");
}
