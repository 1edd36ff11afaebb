//! The values of claims, normalised and printed.

use super::Stated;
use crate::extract::amount::Quantity;
use crate::extract::date::Dated;
use crate::lexicon::{comparable_unit, same_unit};
use crate::value::{AmountKind, TimexType, plain};

/// The value of an amount.
pub(super) fn stated_amount(q: &Quantity) -> Stated {
    let a = &q.amount;
    let rate = rate(q);
    let comparable =
        rate.or_else(|| comparable_unit(&a.unit)).filter(|_| matches!(a.kind, AmountKind::Count | AmountKind::Measure));
    let kind = match (a.kind, comparable) {
        (AmountKind::Price | AmountKind::Money, _) => format!("money:{}", a.unit),
        (_, Some((unit, _))) => format!("unit:{unit}"),
        (kind, None) => format!("{}:{}", kind.as_str(), same_unit(&a.unit)),
    };
    let print = |d: &Option<crate::value::Decimal>| d.as_ref().map(|d| plain(d).into()).unwrap_or_default();
    Stated {
        dimension: kind.into(),
        value: print(&a.value),
        lower: print(&a.lower),
        upper: print(&a.upper),
        unit: rate.map_or(a.unit.as_str(), |(unit, _)| unit).into(),
        modifier: a.modifier.map(|m| m.as_str().into()).unwrap_or_default(),
        precision: a.precision,
        exponent: comparable.map_or(0, |(_, exponent)| exponent),
        ..Stated::default()
    }
}

/// The unit of a rate that is a measure by itself, with the power of ten that brings its values to the unit of the dimension:
/// 時速85キロ is 85 km/h. None for other amounts.
pub(crate) fn rate(q: &Quantity) -> Option<(&'static str, i32)> {
    let of_two = || format!("{}/{}", q.amount.unit, q.per_unit);
    (!q.per_unit.is_empty()).then(of_two).as_deref().and_then(comparable_unit)
}

/// The unit that a price or rate is for (1人当たり2万円); empty for other amounts and for speeds, which are measures.
pub(super) fn per_unit(q: &Quantity) -> &str {
    if q.per_unit.is_empty() {
        return "";
    }
    let unit = rate(q).map_or(q.amount.unit.as_str(), |(unit, _)| unit);
    if unit.contains('/') { "" } else { same_unit(&q.per_unit) }
}

/// The value of a date or of a length of time.
pub(super) fn stated_date(d: &Dated) -> Stated {
    let t = &d.time;
    let partial = d.inferred || t.kind != TimexType::Duration && t.span.lower.is_none() && d.nonexistent.is_none();
    Stated {
        dimension: if t.kind == TimexType::Duration { "duration" } else { "date" }.into(),
        value: t.value.as_str().into(),
        lower: if t.kind == TimexType::Duration { "".into() } else { t.lower().into() },
        upper: if t.kind == TimexType::Duration { "".into() } else { t.upper().into() },
        unit: "".into(),
        modifier: t.modifier.map(|m| m.as_str().into()).unwrap_or_default(),
        precision: t.granularity as i32,
        written: if partial { t.timex.as_str().into() } else { "".into() },
        clock: t.timex.starts_with('T'),
        ..Stated::default()
    }
}

/// The value of a date that is stated for its distance from an event, which is a length of time.
pub(super) fn stated_length(d: &Dated, length: &str) -> Stated {
    let modifier = d.time.modifier.map(|m| m.as_str().into()).unwrap_or_default();
    Stated { dimension: "duration".into(), value: length.into(), modifier, ..Stated::default() }
}
