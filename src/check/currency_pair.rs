//! See `currency_pair.md`.

use super::Report;
use super::arithmetic::{agrees, value};
use crate::extract::Mention;
use crate::extract::amount::Quantity;
use crate::lexicon::yen_range;
use crate::value::{AmountKind, Decimal, plain, pow10};

pub(super) fn check(report: &mut Report) {
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
    spoken(report);
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
    // the last one before, else the first after
    record.amounts.iter().rfind(|m| per(m) && m.view.end <= foreign.view.start && foreign.sentence - m.sentence <= 6)
}

fn against_rate(report: &mut Report, foreign: &Mention<Quantity>, yen: &Mention<Quantity>, rate: &Mention<Quantity>) {
    let (Some(f), Some(_), Some(r)) = (value(foreign), value(yen), value(rate)) else { return report.skips() };
    let product = f * r;
    if agrees(yen, &product, &[foreign, rate]) {
        return report.holds();
    }
    let text = &report.record.document.text;
    let message = format!(
        "{}は、{}の換算では{}億円で、「{}」と合いません",
        foreign.span.of(text),
        rate.span.of(text),
        plain(&crate::value::oku(&product)),
        yen.span.of(text)
    );
    let place = report.place(yen.span, format!("計算では{}円", plain(&product)));
    let related = vec![report.place(foreign.span, "外貨"), report.place(rate.span, "レート")];
    report.fails(place, related, message).suggestion =
        format!("{}億円にするか、レートを確かめる", plain(&crate::value::oku(&product)));
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
    let place =
        report.place(foreign.span, format!("1{}は{}〜{}円ほど", foreign.value.amount.unit, plain(low), plain(high)));
    let related = vec![report.place(yen.span, "")];
    report.fails(place, related, message).suggestion = "万や億の書き落としがないか確かめる".to_owned();
}

/// 2000万ドルも、このレートなら22億円: the sentence says that the rate is applied.
fn spoken(report: &mut Report) {
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
        if ["このレート", "レートで", "レートなら", "換算"].iter().any(|w| gap.contains(w))
            && let Some(rate) = rate(report, foreign)
        {
            against_rate(report, foreign, yen, rate);
        }
    }
}
