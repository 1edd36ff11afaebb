//! The values of claims as the tables print them.

use super::Stated;
use crate::extract::amount::Quantity;
use crate::extract::date::Dated;
use crate::lexicon::{comparable_unit, same_unit};
use crate::value::{AmountKind, TimexType, plain};

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

/// A measure made of two: 時速85キロ is 85 km/h.
pub(crate) fn rate(q: &Quantity) -> Option<(&'static str, i32)> {
    let of_two = || format!("{}/{}", q.amount.unit, q.per_unit);
    (!q.per_unit.is_empty()).then(of_two).as_deref().and_then(comparable_unit)
}

/// The unit of a price or rate; a speed is a measure of its own.
pub(super) fn per_unit(q: &Quantity) -> &str {
    if q.per_unit.is_empty() {
        return "";
    }
    let unit = rate(q).map_or(q.amount.unit.as_str(), |(unit, _)| unit);
    if unit.contains('/') { "" } else { same_unit(&q.per_unit) }
}

pub(super) fn stated_date(d: &Dated) -> Stated {
    let t = &d.time;
    Stated {
        dimension: if t.kind == TimexType::Duration { "duration" } else { "date" }.into(),
        value: t.value.as_str().into(),
        lower: if t.kind == TimexType::Duration { "".into() } else { t.lower().into() },
        upper: if t.kind == TimexType::Duration { "".into() } else { t.upper().into() },
        unit: "".into(),
        modifier: t.modifier.map(|m| m.as_str().into()).unwrap_or_default(),
        precision: t.granularity as i32,
        clock: t.timex.starts_with('T'),
        ..Stated::default()
    }
}

/// The distance a point is told by, as a length of time.
pub(super) fn stated_length(d: &Dated, length: &str) -> Stated {
    let modifier = d.time.modifier.map(|m| m.as_str().into()).unwrap_or_default();
    Stated { dimension: "duration".into(), value: length.into(), modifier, ..Stated::default() }
}
