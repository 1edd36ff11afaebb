//! See `difference.md`.

use crate::check::Report;
use crate::check::figures::interval::Interval;
use crate::check::figures::kind::addable;
use crate::check::figures::passage::{Figure, Passage, value};
use crate::check::figures::spoken::spoken;
use crate::lexicon::{Phrases, Table, table};
use crate::value::{Direction, plain};

/// The difference of two figures follows.
static WORDS: Table<Phrases> = table!("difference.csv", Phrases::new);

pub(super) fn check(report: &mut Report) {
    let passage = Passage::new(report.record);
    let changes = report.changes();
    for c in changes.whole.iter().filter(|c| !matches!(c.by.value.amount.unit.as_str(), "%" | "倍")) {
        let (low, high) = if c.direction == Some(Direction::Down) { (c.to, c.from) } else { (c.from, c.to) };
        compare(report, c.by, high, low, c.direction.is_none());
    }
    (0..changes.lacking).for_each(|_| report.skips());
    for stated in passage.figures() {
        if let Some((a, b)) = named(passage, stated) {
            compare(report, stated, a, b, true);
        }
    }
}

/// The only two figures like a stated difference before it, in its sentence or, where there is none, in the two before:
/// 820台と500台で、2社の差は320台.
fn named<'a>(passage: Passage<'a>, stated: Figure) -> Option<(Figure<'a>, Figure<'a>)> {
    WORDS.before(passage.before(stated).trim_end_matches([' ', '約']))?;
    let own = passage.in_sentence(stated.sentence).iter();
    let mut terms: Vec<Figure> = own.filter(|m| m.view.end <= stated.view.start && addable(m, stated)).collect();
    if terms.is_empty() && stated.sentence >= 2 {
        let before = (stated.sentence - 2..stated.sentence).flat_map(|s| passage.in_sentence(s));
        terms = before.filter(|m| addable(m, stated) && m.value.amount.direction.is_none()).collect();
    }
    <[Figure; 2]>::try_from(terms).ok().map(|[a, b]| (a, b))
}

/// Compares a stated difference with its two figures; `either` where the text does not say which of them is higher.
fn compare(report: &mut Report, stated: Figure, high: Figure, low: Figure, either: bool) {
    let (Some(a), Some(b), Some(said)) = (value(high), value(low), value(stated)) else { return report.skips() };
    let (first, second) = if either && a < b { (low, high) } else { (high, low) };
    let Some(computed) = Interval::difference(first, second, stated) else { return report.skips() };
    let Some(size) = Interval::result(stated).map(Interval::abs) else { return report.skips() };
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
