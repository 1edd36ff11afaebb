//! The values of claims as the tables print them.

use super::Stated;
use crate::extract::amount::Quantity;
use crate::extract::date::Dated;
use crate::lexicon::same_unit;
use crate::value::{AmountKind, TimexType, plain};

pub(super) fn stated_amount(q: &Quantity) -> Stated {
    let a = &q.amount;
    let kind = match a.kind {
        AmountKind::Price | AmountKind::Money => format!("money:{}", a.unit),
        kind => format!("{}:{}", kind.as_str(), same_unit(&a.unit)),
    };
    let print = |d: &Option<crate::value::Decimal>| d.as_ref().map(|d| plain(d).into()).unwrap_or_default();
    Stated {
        dimension: kind.into(),
        value: print(&a.value),
        lower: print(&a.lower),
        upper: print(&a.upper),
        unit: a.unit.as_str().into(),
        modifier: a.modifier.map(|m| m.as_str().into()).unwrap_or_default(),
        precision: a.precision,
    }
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
    }
}
