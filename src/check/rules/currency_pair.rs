//! See `currency_pair.md`.

use super::super::Report;
use super::super::figures::arithmetic::{Reach, agrees, spoken, value};
use crate::extract::Mention;
use crate::extract::amount::Quantity;
use crate::lexicon::{FIGURE_WORDS, FigureUse, Table, Uses, money_name, table, yen_range};
use crate::value::{AmountKind, Decimal, plain, pow10};
use serde::Deserialize;

/// What a word of `currency_pair.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// A rate of exchange is applied.
    Rate,
    /// Between a rate of exchange and the sum it gives.
    AtRate,
}

static WORDS: Table<Uses<Use>> = table!("currency_pair.csv", Uses::new);

pub(crate) fn check(report: &mut Report) {
    let record = report.record;
    for m in &record.amounts {
        let Some(other) = m.value.equivalent_of.and_then(|k| record.amounts.get(k)) else { continue };
        let (foreign, yen) = if m.value.amount.unit == "JPY" { (other, m) } else { (m, other) };
        if yen.value.amount.unit != "JPY" || foreign.value.amount.kind != AmountKind::Money {
            continue;
        }
        match rate(report, foreign) {
            Some(rate) => against_rate(report, foreign, yen, rate),
            None => against_history(report, foreign, yen),
        }
    }
    at_the_rate(report);
    in_a_row(report);
}

/// The rate the document itself states for a currency: 1ドル=110円.
fn rate<'a>(report: &Report<'a>, foreign: &Mention<Quantity>) -> Option<&'a Mention<Quantity>> {
    let record = report.record;
    let unit = foreign.value.amount.unit.as_str();
    let per = |m: &&Mention<Quantity>| {
        m.value.amount.unit == "JPY"
            && crate::lexicon::unit_at(&m.value.per_unit)
                .is_some_and(|(u, n)| u.unit == unit && n == m.value.per_unit.len())
    };
    // a rate of another time is not applied
    let now = |m: &Mention<Quantity>| {
        let own = record.reading.view.sentence(m.sentence as usize);
        m.sentence == foreign.sentence || !FIGURE_WORDS.any_in(own, FigureUse::Base)
    };
    record
        .amounts
        .iter()
        .rfind(|m| per(m) && now(m) && m.view.end <= foreign.view.start && foreign.sentence - m.sentence <= 6)
}

fn against_rate(report: &mut Report, foreign: &Mention<Quantity>, yen: &Mention<Quantity>, rate: &Mention<Quantity>) {
    let product = value(foreign).zip(value(rate)).map(|(f, r)| f * r);
    let reach = Reach::of(foreign).zip(Reach::of(rate)).map(|(f, r)| f.times(&r));
    let (Some(product), Some(reach), Some(_)) = (product, reach, value(yen)) else { return report.skips() };
    if agrees(yen, &reach) {
        return report.holds();
    }
    let text = &report.record.document.text;
    let number = spoken(&product, yen);
    let message = format!(
        "{}は、{}の換算では{number}で、「{}」と合いません",
        foreign.span.of(text),
        rate.span.of(text),
        yen.span.of(text)
    );
    let place = report.place(yen.span, format!("計算では{number}"));
    let related = vec![report.place(foreign.span, "外貨"), report.place(rate.span, "レート")];
    report.fails(place, related, message).suggestion = format!("{number}にするか、レートを確かめる");
}

/// Without a stated rate: no rate of the last quarter century makes the two equal.
fn against_history(report: &mut Report, foreign: &Mention<Quantity>, yen: &Mention<Quantity>) {
    let Some((low, high)) = yen_range(&foreign.value.amount.unit) else { return report.skips() };
    let bounds = |m: &Mention<Quantity>| {
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
    let place = report.place(
        foreign.span,
        format!("1{}は{}〜{}円ほど", money_name(&foreign.value.amount.unit), plain(low), plain(high)),
    );
    let related = vec![report.place(yen.span, "")];
    report.fails(place, related, message).suggestion = "万や億の書き落としがないか確かめる".to_owned();
}

/// 420万ユーロ、1ユーロ=160円で6億7200万円: a sum, a rate and the product.
fn in_a_row(report: &mut Report) {
    let record = report.record;
    let text = &record.reading.view.text;
    for (k, pair) in record.amounts.windows(2).enumerate() {
        let [rate, yen] = pair else { continue };
        let currency = crate::lexicon::unit_at(&rate.value.per_unit)
            .filter(|(u, n)| *n == rate.value.per_unit.len() && yen_range(&u.unit).is_some())
            .map(|(u, _)| u.unit.as_str());
        let Some(currency) = currency.filter(|_| rate.value.amount.unit == "JPY" && yen.value.amount.unit == "JPY")
        else {
            continue;
        };
        let gap = &text[rate.view.end..yen.view.start];
        let applied = WORDS.is(gap.trim_end_matches('約'), Use::AtRate);
        let foreign = record.amounts[..k].iter().rfind(|m| {
            m.value.amount.unit == currency && m.value.per_unit.is_empty() && value(m).is_some_and(|v| *v != 1)
        });
        if let Some(foreign) = foreign.filter(|f| applied && rate.sentence - f.sentence <= 1) {
            against_rate(report, foreign, yen, rate);
        }
    }
}

/// 2000万ドルも、このレートなら22億円: the sentence says that the rate is applied.
fn at_the_rate(report: &mut Report) {
    let record = report.record;
    let text = &record.reading.view.text;
    for pair in record.amounts.windows(2) {
        let [foreign, yen] = pair else { continue };
        let fiat = foreign.value.amount.kind == AmountKind::Money
            && foreign.value.amount.unit != "JPY"
            && foreign.value.per_unit.is_empty();
        if !fiat
            || yen.value.amount.unit != "JPY"
            || yen.sentence != foreign.sentence
            || yen.value.equivalent_of.is_some()
            || !yen.value.per_unit.is_empty()
        {
            continue;
        }
        let gap = &text[foreign.view.end..yen.view.start];
        if WORDS.any_in(gap, Use::Rate)
            && let Some(rate) = rate(report, foreign)
        {
            against_rate(report, foreign, yen, rate);
        }
    }
}
