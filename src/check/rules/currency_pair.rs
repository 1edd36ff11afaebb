//! See `currency_pair.md`.

use crate::check::Report;
use crate::check::figures::interval::{Interval, agrees};
use crate::check::figures::passage::{Figure, Passage, value};
use crate::check::figures::spoken::spoken;
use crate::lexicon::{FIGURE_WORDS, FigureUse, Table, Uses, decimal, money_name, rows, table, unit_at};
use crate::value::{AmountKind, Decimal, plain, pow10};
use serde::Deserialize;

/// What a word of `currency_pair.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// A rate of exchange is applied.
    Rate,
    /// All that stands between a rate of exchange and the sum it gives.
    AtRate,
}

static WORDS: Table<Uses<Use>> = table!("currency_pair.csv", Uses::new);

/// The least and the most yen that one unit of a currency (ISO 4217) has cost since 2000, with a margin.
#[derive(Deserialize)]
struct Range {
    unit: String,
    #[serde(deserialize_with = "decimal")]
    low: Decimal,
    #[serde(deserialize_with = "decimal")]
    high: Decimal,
}

static RANGES: Table<Vec<Range>> = table!("currency_pair/ranges.csv", rows);

/// How many sentences after a rate of exchange a sum may stand that it is applied to.
const REACH: u32 = 6;

pub(super) fn check(report: &mut Report) {
    let passage = Passage::new(report.record);
    for m in passage.figures() {
        let Some(other) = m.value.equivalent_of.and_then(|k| passage.figures().get(k)) else { continue };
        let (foreign, yen) = if is_yen(m) { (other, m) } else { (m, other) };
        if !is_yen(yen) || foreign.value.amount.kind != AmountKind::Money {
            continue;
        }
        match rate(passage, foreign) {
            Some(rate) => against_rate(report, foreign, yen, rate),
            None => against_history(report, foreign, yen),
        }
    }
    at_the_rate(report, passage);
    in_a_row(report, passage);
}

fn is_yen(m: Figure) -> bool {
    m.value.amount.unit == "JPY"
}

/// The currency that a figure is the price of, as in 1ドル=110円.
fn priced(m: Figure) -> Option<&'static str> {
    let (unit, len) = unit_at(&m.value.per_unit)?;
    (is_yen(m) && len == m.value.per_unit.len()).then_some(unit.unit.as_str())
}

fn range(currency: &str) -> Option<&'static Range> {
    RANGES.iter().find(|r| r.unit == currency)
}

/// The rate that the document itself states for a currency: 1ドル=110円.
fn rate<'a>(passage: Passage<'a>, foreign: Figure) -> Option<Figure<'a>> {
    // a rate of another time is not applied
    let now = |m: Figure| {
        let own = passage.record().reading.view.sentence(m.sentence as usize);
        m.sentence == foreign.sentence || !FIGURE_WORDS.any_in(own, FigureUse::Base)
    };
    let near = |m: Figure| m.view.end <= foreign.view.start && foreign.sentence - m.sentence <= REACH;
    let unit = foreign.value.amount.unit.as_str();
    passage.figures().iter().rfind(|m| priced(m) == Some(unit) && now(m) && near(m))
}

fn against_rate(report: &mut Report, foreign: Figure, yen: Figure, rate: Figure) {
    let product = value(foreign).zip(value(rate)).map(|(f, r)| f * r);
    let interval = Interval::of(foreign).zip(Interval::of(rate)).map(|(f, r)| f.times(&r));
    let (Some(product), Some(interval), Some(_)) = (product, interval, value(yen)) else { return report.skips() };
    if agrees(yen, &interval) {
        return report.holds();
    }
    let text = &report.record.document.text;
    let number = spoken(&product, yen);
    let (f, r, y) = (foreign.span.of(text), rate.span.of(text), yen.span.of(text));
    let message = format!("{f}は、{r}の換算では{number}で、「{y}」と合いません");
    let place = report.place(yen.span, format!("計算では{number}"));
    let related = vec![report.place(foreign.span, "外貨"), report.place(rate.span, "レート")];
    report.fails(place, related, message).suggestion = format!("{number}にするか、レートを確かめる");
}

/// Without a stated rate: no rate of the last quarter century makes the two equal.
fn against_history(report: &mut Report, foreign: Figure, yen: Figure) {
    let Some(Range { low, high, .. }) = range(&foreign.value.amount.unit) else { return report.skips() };
    let bounds = |m: Figure| {
        let (l, u) = m.value.amount.bounds();
        Some((l.or(u)?.clone(), u.or(l)?.clone()))
    };
    let (Some((fl, fu)), Some((yl, yu))) = (bounds(foreign), bounds(yen)) else { return report.skips() };
    let tenth = |d: Decimal, n: i64| d * Decimal::from(n) * pow10(-1);
    // a tenth of leeway for 約
    if tenth(yl, 9) <= fu * high && fl * low <= tenth(yu, 11) {
        return report.holds();
    }
    let text = &report.record.document.text;
    let (f, y) = (foreign.span.of(text), yen.span.of(text));
    let message = format!("「{f}」と「{y}」は、どの時期の為替でも同じ金額になりません");
    let name = money_name(&foreign.value.amount.unit);
    let place = report.place(foreign.span, format!("1{name}は{}〜{}円ほど", plain(low), plain(high)));
    let related = vec![report.place(yen.span, "")];
    report.fails(place, related, message).suggestion = "万や億の書き落としがないか確かめる".to_owned();
}

/// A sum, a rate and the product: 420万ユーロ、1ユーロ=160円で6億7200万円.
fn in_a_row(report: &mut Report, passage: Passage) {
    for (k, pair) in passage.figures().windows(2).enumerate() {
        let [rate, yen] = pair else { continue };
        let Some(currency) = priced(rate).filter(|c| is_yen(yen) && range(c).is_some()) else { continue };
        let applied = WORDS.is(passage.between(rate, yen).trim_end_matches('約'), Use::AtRate);
        let foreign = passage.figures()[..k].iter().rfind(|m| {
            m.value.amount.unit == currency && m.value.per_unit.is_empty() && value(m).is_some_and(|v| *v != 1)
        });
        if let Some(foreign) = foreign.filter(|f| applied && rate.sentence - f.sentence <= 1) {
            against_rate(report, foreign, yen, rate);
        }
    }
}

/// The sentence says that the rate is applied: 2000万ドルも、このレートなら22億円.
fn at_the_rate(report: &mut Report, passage: Passage) {
    for pair in passage.figures().windows(2) {
        let [foreign, yen] = pair else { continue };
        let sums = [foreign, yen].iter().all(|m| m.value.per_unit.is_empty()) && yen.sentence == foreign.sentence;
        let fiat = foreign.value.amount.kind == AmountKind::Money && !is_yen(foreign);
        if sums
            && fiat
            && is_yen(yen)
            && yen.value.equivalent_of.is_none()
            && WORDS.any_in(passage.between(foreign, yen), Use::Rate)
            && let Some(rate) = rate(passage, foreign)
        {
            against_rate(report, foreign, yen, rate);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_range_has_a_width() {
        assert!(RANGES.iter().all(|r| r.low > 0 && r.low < r.high));
    }
}
