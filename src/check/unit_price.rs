//! See `unit_price.md`.

use super::Report;
use super::arithmetic::{agrees, value};
use crate::extract::Mention;
use crate::extract::amount::Quantity;
use crate::lexicon::same_unit;
use crate::value::{AmountKind, plain};

/// Words that say a product follows: the number before them, times the price, is the number after.
const CUES: [&str; 15] = [
    "＝",
    "=",
    "掛け",
    "かけ",
    "計算",
    "合わせて",
    "あわせて",
    "れば",
    "せば",
    "えば",
    "なら",
    "合計",
    "総額",
    "すると",
    "で割",
];

/// How far apart price and quantity may stand, in sentences.
const REACH: u32 = 2;

pub(super) fn check(report: &mut Report) {
    let record = report.record;
    let text = &record.reading.view.text;
    for (k, total) in record.amounts.iter().enumerate() {
        if !matches!(total.value.amount.kind, AmountKind::Money)
            || total.value.amount.value.is_none()
            || !total.value.per_unit.is_empty()
        {
            continue;
        }
        // the number right before the total in the same sentence, with a cue between
        let Some(quantity) = k.checked_sub(1).map(|i| &record.amounts[i]).filter(|q| q.sentence == total.sentence)
        else {
            continue;
        };
        let gap = &text[quantity.view.end..total.view.start];
        if !CUES.iter().any(|w| gap.contains(w)) || gap.contains("割") || value(quantity).is_none() {
            continue;
        }
        let price = record.amounts[..k]
            .iter()
            .rev()
            .take_while(|p| total.sentence - p.sentence <= REACH)
            .find(|p| prices(text, p, quantity) && p.value.amount.unit == total.value.amount.unit);
        let Some(price) = price else {
            report.skips();
            continue;
        };
        let Some(product) = value(price).zip(value(quantity)).map(|(p, q)| p * q) else { continue };
        compare(report, price, quantity, total, &product);
    }
}

/// Whether `price` is for one of what `quantity` counts, or the two are multiplied with ×.
fn prices(text: &str, price: &Mention<Quantity>, quantity: &Mention<Quantity>) -> bool {
    if price.view.end <= quantity.view.start && text[price.view.end..quantity.view.start].trim() == "×" {
        return true;
    }
    let per = price.value.per_unit.as_str();
    !per.is_empty() && same_unit(per) == same_unit(&quantity.value.amount.unit)
}

fn compare(
    report: &mut Report,
    price: &Mention<Quantity>,
    quantity: &Mention<Quantity>,
    total: &Mention<Quantity>,
    product: &crate::value::Decimal,
) {
    if agrees(total, product, &[price, quantity]) {
        return report.holds();
    }
    let text = &report.record.document.text;
    let (p, q, t) = (price.span.of(text), quantity.span.of(text), total.span.of(text));
    let message = format!("{p}×{q}は{}円で、「{t}」と合いません", plain(product));
    let place = report.place(total.span, format!("計算では{}円", plain(product)));
    let related = vec![report.place(price.span, "単価"), report.place(quantity.span, "数量")];
    let gap = value(total).map(|v| plain(&(v - product))).unwrap_or_default();
    let finding = report.fails(place, related, message);
    finding.difference = gap;
    finding.suggestion = format!(
        "{}億円前後にするか、単価と数量を確かめる",
        plain(&crate::value::oku(product).with_scale_round(2, bigdecimal::RoundingMode::HalfEven))
    );
}
