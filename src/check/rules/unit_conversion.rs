//! See `unit_conversion.md`.

use super::super::Report;
use super::super::figures::arithmetic::{Reach, Term, agrees, spoken, value};
use crate::claim::rate;
use crate::lexicon::base_unit;
use crate::value::{AmountKind, Decimal, pow10};

pub(crate) fn check(report: &mut Report) {
    let record = report.record;
    for pair in record.amounts.windows(2) {
        let (first, second) = (&pair[0], &pair[1]);
        let measures = [first, second].iter().all(|m| m.value.amount.kind == AmountKind::Measure);
        let gap = record.reading.view.text.get(first.view.end..second.view.start).unwrap_or("");
        if measures && first.sentence == second.sentence && restates(gap) {
            compare(report, first, second);
        }
    }
}

/// 1286ヘクタール（128.6平方キロ）, 18.4ノット（時速約27キロ）, 3坪＝約10平方メートル.
fn restates(gap: &str) -> bool {
    let said = gap.trim_start_matches(' ').strip_prefix(['（', '＝', '=']);
    said.is_some_and(|rest| matches!(rest.trim(), "" | "約" | "およそ" | "時速" | "秒速" | "時速約" | "秒速約"))
}

fn compare(report: &mut Report, first: Term, second: Term) {
    let ((own, factor), (other, per)) = (base(first), base(second));
    // 3メートル（2トン） are two things, 3キロ（2キロ） two lengths
    if own != other || written(first) == written(second) {
        return;
    }
    let scaled = |reach: Reach| reach.times(&Reach::exactly(&factor)).over(&Reach::exactly(&per));
    let (Some(number), Some(reach)) = (value(first), Reach::of(first).and_then(scaled)) else { return report.skips() };
    if agrees(second, &reach) {
        return report.holds();
    }
    let converted: Decimal = number * factor / per;
    let text = &report.record.document.text;
    let (x, y, number) = (first.span.of(text), second.span.of(text), spoken(&converted, second));
    let message = format!("{x}は{number}で、「{y}」と合いません");
    let place = report.place(second.span, format!("換算では{number}"));
    let related = vec![report.place(first.span, "もとの値")];
    report.fails(place, related, message).suggestion = format!("{number}にするか、「{x}」を確かめる");
}

/// The unit a measure is compared in, and how many of it one of its own is; that of a speed with its hour.
fn base<'a>(m: Term<'a>) -> (&'a str, Decimal) {
    match rate(&m.value) {
        Some((unit, exponent)) => {
            let (base, factor) = base_unit(unit);
            (base, factor * pow10(exponent))
        }
        None => base_unit(&m.value.amount.unit),
    }
}

/// The unit as it is written.
fn written<'a>(m: Term<'a>) -> (&'a str, Option<&'a str>) {
    (&m.value.amount.unit, rate(&m.value).map(|_| m.value.per_unit.as_str()))
}
