//! See `difference.md`.

use crate::check::Report;
use crate::check::figures::interval::Interval;
use crate::check::figures::kind::addable;
use crate::check::figures::passage::{Figure, Passage, only, value};
use crate::check::figures::spoken::spoken;
use crate::lexicon::{FIGURE_WORDS, FigureUse, Table, Uses, table};
use crate::value::{Direction, plain};
use serde::Deserialize;

/// What a word of `difference.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// The difference of two figures follows.
    Named,
    /// Before such a name, which then is none: 誤差.
    Other,
    /// Between such a name, or what something is compared with, and the difference: わずか.
    Adverb,
    /// After a difference: what is lacking up to a figure, or left.
    Left,
}

static WORDS: Table<Uses<Use>> = table!("difference.csv", Uses::new);

pub(super) fn check(report: &mut Report) {
    let passage = Passage::new(report.record);
    let changes = report.changes();
    for c in changes.whole.iter().filter(|c| !matches!(c.by.value.amount.unit.as_str(), "%" | "倍")) {
        let (low, high) = if c.direction == Some(Direction::Down) { (c.to, c.from) } else { (c.from, c.to) };
        compare(report, c.by, high, low, c.direction.is_none());
    }
    (0..changes.lacking).for_each(|_| report.skips());
    for stated in passage.figures() {
        if let Some((a, b)) = named(passage, stated).or_else(|| left(passage, stated)) {
            compare(report, stated, a, b, true);
        }
    }
}

/// The only two figures like a stated difference before it, in its sentence or, where there is none, in the two before:
/// 820台と500台で、2社の差は320台.
fn named<'a>(passage: Passage<'a>, stated: Figure) -> Option<(Figure<'a>, Figure<'a>)> {
    let head = WORDS.before(lead(passage.before(stated)), Use::Named)?;
    // 計測の誤差は400km, 差が35周目に縮まった
    if WORDS.ends(head, Use::Other) || passage.after(stated).starts_with('目') {
        return None;
    }
    let own = passage.in_sentence(stated.sentence).iter();
    let mut terms: Vec<Figure> = own.filter(|m| m.view.end <= stated.view.start && addable(m, stated)).collect();
    if terms.is_empty() && stated.sentence >= 2 {
        let before = (stated.sentence - 2..stated.sentence).flat_map(|s| passage.in_sentence(s));
        terms = before.filter(|m| addable(m, stated) && m.value.amount.direction.is_none()).collect();
    }
    <[Figure; 2]>::try_from(terms).ok().map(|[a, b]| (a, b))
}

/// A text without the adverb or 約 at its end: 差はわずか is 差は.
fn lead(text: &str) -> &str {
    let text = text.trim_end_matches([' ', '約', '、']);
    WORDS.before(text, Use::Adverb).unwrap_or(text).trim_end_matches('、')
}

/// A figure, and the only one of the sentence before from which something lacks up to it: 工費は1490億円。上限の1550億円まで60億円の余裕が
/// ある.
fn left<'a>(passage: Passage<'a>, stated: Figure) -> Option<(Figure<'a>, Figure<'a>)> {
    if !WORDS.begins(passage.after(stated), Use::Left) {
        return None;
    }
    let like = |m: &Figure| addable(m, stated) && m.value.amount.direction.is_none() && m.value.equivalent_of.is_none();
    let up_to = lead(passage.before(stated)).trim_end_matches('は').strip_suffix("まで")?;
    let mut own = passage.in_sentence(stated.sentence).iter().filter(|m| like(m) && m.view.end <= stated.view.start);
    let goal = own.find(|m| up_to.ends_with(passage.surface(m)))?;
    let sentence = stated.sentence.checked_sub(1)?;
    // 「城」の196億円を3億円上回り: what something is compared with is not what lacks
    let compared = |m: &Figure| passage.after(m).starts_with('を');
    let before = passage.in_sentence(sentence);
    let once = FIGURE_WORDS.any_in(passage.record().reading.view.sentence(sentence as usize), FigureUse::Base);
    let from = only(before.iter().filter(|m| like(m) && !compared(m) && !WORDS.begins(passage.after(m), Use::Left)))
        .filter(|_| !once)?;
    Some((goal, from))
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
