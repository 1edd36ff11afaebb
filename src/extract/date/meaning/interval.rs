//! The interval between two resolved expressions.

use crate::value::{Temporal, TimeSpan, TimexType};
use jiff::civil::DateTime;

/// Joins the ends of a range; `None` where they are none.
pub(crate) fn join(first: &Temporal, last: &Temporal) -> Option<Temporal> {
    // 平日の9時〜17時 has no day
    let habit = [first, last].iter().all(|t| t.kind == TimexType::Time && t.span == TimeSpan::default());
    let span = if habit {
        TimeSpan::default()
    } else {
        let (from, to): (DateTime, DateTime) = (first.span.lower?, last.span.upper?);
        if to < from || first.kind != last.kind || first.kind == TimexType::Set {
            return None;
        }
        TimeSpan { lower: Some(from), upper: Some(to) }
    };
    Some(Temporal {
        value: format!("{}/{}", first.value, last.value),
        timex: format!("{}/{}", first.timex, last.timex),
        span,
        granularity: first.granularity.max(last.granularity),
        ..first.clone()
    })
}
