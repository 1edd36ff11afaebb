//! See `unit_price.md`.

use super::super::Report;
use super::super::figures::arithmetic::{Reach, Term, agrees, spoken, value};
use super::super::figures::total::WORDS as TOTAL;
use crate::extract::Record;
use crate::lexicon::{Table, Uses, same_unit, table};
use crate::value::{AmountKind, Decimal, plain};
use serde::Deserialize;

/// What a word of `unit_price.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// What a number of things at a price come to.
    Proceeds,
    /// A product follows.
    Product,
}

static WORDS: Table<Uses<Use>> = table!("unit_price.csv", Uses::new);

/// How far apart price and quantity may stand, in sentences.
const REACH: u32 = 2;

pub(crate) fn check(report: &mut Report) {
    let record = report.record;
    let text = &record.reading.view.text;
    for (k, total) in record.amounts.iter().enumerate() {
        if !matches!(total.value.amount.kind, AmountKind::Money)
            || total.value.amount.value.is_none()
            || !total.value.per_unit.is_empty()
        {
            continue;
        }
        let near: Vec<Term> =
            record.amounts[..k].iter().rev().take_while(|p| total.sentence - p.sentence <= REACH).collect();
        let Some(quantity) = before(record, total, &near)
            .or_else(|| summed(record, total, &near))
            .or_else(|| bought(record, total, &near))
        else {
            continue;
        };
        let prices: Vec<Term> = near
            .iter()
            .filter(|p| prices(text, p, quantity) && p.value.amount.unit == total.value.amount.unit)
            .copied()
            .collect();
        // 39億7440万円(1株1656円): a price in brackets is that of the sum before it; with two prices for two things it is open
        // which is meant
        let fitting = prices.iter().find(|p| product(p, quantity).is_some_and(|(_, r)| agrees(total, &r)));
        let own = prices.first().filter(|p| prices.iter().all(|q| value(q) == value(p)) && !bracketed(text, p));
        match fitting.or(own) {
            Some(price) => compare(report, price, quantity, total),
            None => report.skips(),
        }
    }
}

/// The number right before the total in the same sentence, with a cue between.
fn before<'a>(record: &Record, total: Term, near: &[Term<'a>]) -> Option<Term<'a>> {
    let quantity = near
        .first()
        .copied()
        .filter(|q| q.sentence == total.sentence && value(q).is_some() && q.value.per_unit.is_empty())?;
    let gap = &record.reading.view.text[quantity.view.end..total.view.start];
    (WORDS.any_in(gap, Use::Product) && !gap.contains('割')).then_some(quantity)
}

/// 16校に置く。1校当たり2175万円で、総額は3億4800万円: the only number nearby of what the price right before is for.
fn summed<'a>(record: &Record, total: Term, near: &[Term<'a>]) -> Option<Term<'a>> {
    let text = &record.reading.view.text;
    let price = near.first().filter(|p| p.sentence == total.sentence && !p.value.per_unit.is_empty())?;
    let gap = &text[price.view.end..total.view.start];
    TOTAL.before(gap.trim_end_matches(['は', '約', ' ', 'で'])).filter(|h| h.chars().count() <= 8)?;
    let one = |m: &Term| value(m).is_some_and(|v| *v == 1);
    let mut counts = near.iter().filter(|m| m.sentence + 1 >= price.sentence && !one(m) && prices(text, price, m));
    counts.next().copied().filter(|_| counts.next().is_none())
}

/// 2175万株を1株1450円で買い取った。買収額は315億3750万円: a sentence with one number of things and their price, and what it
/// comes to at the beginning of the next.
fn bought<'a>(record: &Record, total: Term, near: &[Term<'a>]) -> Option<Term<'a>> {
    let text = &record.reading.view.text;
    let start = record.reading.view.sentences[total.sentence as usize].span.start;
    let head = text[start..total.view.start].trim_end_matches(['約', ' ']).strip_suffix('は')?;
    WORDS.before(head, Use::Proceeds).filter(|h| h.is_empty())?;
    let last: Vec<Term> = near.iter().filter(|m| m.sentence + 1 == total.sentence).copied().collect();
    let mut prices_there = last.iter().filter(|m| !m.value.per_unit.is_empty());
    let price = prices_there.next().filter(|_| prices_there.next().is_none())?;
    let mut counts = last.iter().filter(|m| prices(text, price, m) && value(m).is_some_and(|v| *v != 1));
    counts.next().copied().filter(|_| counts.next().is_none())
}

/// Whether a number stands in brackets right after another.
fn bracketed(text: &str, m: Term) -> bool {
    let head = &text[..m.view.start];
    head.rfind('（').is_some_and(|at| !head[at..].contains(['）', '。']) && head[..at].ends_with(['円', '万', '億']))
}

fn product(price: Term, quantity: Term) -> Option<(Decimal, Reach)> {
    let exact = value(price).zip(value(quantity)).map(|(p, q)| p * q)?;
    Some((exact, Reach::of(price)?.times(&Reach::of(quantity)?)))
}

/// Whether `price` is for one of what `quantity` counts, or the two are multiplied with ×.
fn prices(text: &str, price: Term, quantity: Term) -> bool {
    if price.view.end <= quantity.view.start && text[price.view.end..quantity.view.start].trim() == "×" {
        return true;
    }
    let per = price.value.per_unit.as_str();
    !per.is_empty() && same_unit(per) == same_unit(&quantity.value.amount.unit)
}

fn compare(report: &mut Report, price: Term, quantity: Term, total: Term) {
    let (Some((product, reach)), Some(said)) = (product(price, quantity), value(total)) else { return report.skips() };
    if agrees(total, &reach) {
        return report.holds();
    }
    let text = &report.record.document.text;
    let (p, q, t) = (price.span.of(text), quantity.span.of(text), total.span.of(text));
    let number = spoken(&product, total);
    let message = format!("{p}×{q}は{number}で、「{t}」と合いません");
    let place = report.place(total.span, format!("計算では{number}"));
    let related = vec![report.place(price.span, "単価"), report.place(quantity.span, "数量")];
    let gap = plain(&(said - &product));
    let finding = report.fails(place, related, message);
    finding.difference = gap;
    finding.suggestion = format!("{number}にするか、単価と数量を確かめる");
}
