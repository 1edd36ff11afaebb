//! See `unit_conversion.md`.

use crate::check::Report;
use crate::check::figures::interval::{Interval, agrees};
use crate::check::figures::passage::{Figure, Passage, value};
use crate::check::figures::spoken::spoken;
use crate::claim::rate;
use crate::lexicon::{Phrases, Table, comparable_unit, decimal, rows, table};
use crate::value::{AmountKind, Decimal, pow10};
use serde::Deserialize;

/// All that stands between a bracket and the same measure in another unit.
static WORDS: Table<Phrases> = table!("unit_conversion.csv", Phrases::new);

/// A unit that is no power of ten of the one it is converted to: 1ノット is 1.852 km/h.
#[derive(Deserialize)]
struct Conversion {
    unit: String,
    base: String,
    #[serde(deserialize_with = "decimal")]
    factor: Decimal,
}

static CONVERSIONS: Table<Vec<Conversion>> = table!("unit_conversion/units.csv", rows);

pub(super) fn check(report: &mut Report) {
    let passage = Passage::new(report.record);
    for pair in passage.figures().windows(2) {
        let [first, second] = pair else { continue };
        let measures = [first, second].iter().all(|m| m.value.amount.kind == AmountKind::Measure);
        if measures && first.sentence == second.sentence && restates(passage.between(first, second)) {
            compare(report, first, second);
        }
    }
}

/// 1286ヘクタール（128.6平方キロ）, 18.4ノット（時速約27キロ）, 3坪＝約10平方メートル.
fn restates(gap: &str) -> bool {
    let rest = gap.trim_start_matches(' ').strip_prefix(['（', '＝', '=']).map(str::trim);
    rest.is_some_and(|rest| rest.is_empty() || WORDS.is(rest))
}

fn compare(report: &mut Report, first: Figure, second: Figure) {
    let ((own, factor), (other, per)) = (base(first), base(second));
    // 3メートル（2トン） are two things, 3キロ（2キロ） two lengths
    if own != other || written(first) == written(second) {
        return;
    }
    let scaled = |i: Interval| i.times(&Interval::exactly(&factor)).over(&Interval::exactly(&per));
    let (Some(number), Some(interval)) = (value(first), Interval::of(first).and_then(scaled)) else {
        return report.skips();
    };
    if agrees(second, &interval) {
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

/// The unit that measures of a kind are compared in, and how many of it one of the measure's own is; that of a speed with
/// its hour.
fn base<'a>(m: Figure<'a>) -> (&'a str, Decimal) {
    match rate(&m.value) {
        Some((unit, exponent)) => {
            let (base, factor) = base_unit(unit);
            (base, factor * pow10(exponent))
        }
        None => base_unit(&m.value.amount.unit),
    }
}

fn base_unit(unit: &str) -> (&str, Decimal) {
    let (unit, scale) = comparable_unit(unit).map_or((unit, pow10(0)), |(base, exponent)| (base, pow10(exponent)));
    match CONVERSIONS.iter().find(|own| own.unit == unit) {
        Some(Conversion { base, factor, .. }) => {
            let (base, further) = base_unit(base);
            (base, scale * factor * further)
        }
        None => (unit, scale),
    }
}

/// The unit as it is written.
fn written<'a>(m: Figure<'a>) -> (&'a str, Option<&'a str>) {
    (&m.value.amount.unit, rate(&m.value).map(|_| m.value.per_unit.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_leads_to_its_base() {
        assert!(CONVERSIONS.iter().all(|own| base_unit(&own.unit).0 != own.unit));
        let (base, factor) = base_unit("[kn_i]");
        assert_eq!((base, factor.round(3).to_string().as_str()), ("m/s", "0.514"));
    }
}
