//! Centuries and decades: 21世紀, 1990年代, 昭和50年代の初め.

use super::super::context::discourse::Discourse;
use super::super::grammar::parts::Portion;
use super::super::grammar::raw::Epoch;
use crate::value::{Anchor, Granularity, Modifier, Temporal, TimeSpan};
use jiff::civil::Date;

/// The years of an epoch, and its names.
struct Years {
    first: i16,
    count: i16,
    /// As written.
    timex: String,
    /// Resolved.
    value: String,
    anchor: Anchor,
}

/// Resolves a century or a decade, or a part of one.
pub(crate) fn epoch(epoch: Epoch, part: Option<Portion>, d: &Discourse) -> Temporal {
    let granularity = match epoch {
        Epoch::Century(_) | Epoch::CenturyFromDocument(_) => Granularity::Century,
        Epoch::Decade(_) | Epoch::ShortDecade(_) | Epoch::EraDecade(_) => Granularity::Decade,
    };
    let Years { first, count, timex, value, anchor } = match years(epoch, d) {
        Ok(years) => years,
        Err(timex) => return Temporal { value: timex.clone(), timex, granularity, ..Temporal::default() },
    };
    let (from, to, modifier) = match part {
        Some(Portion::Start) => (0, count * 3 / 10, Some(Modifier::Start)),
        Some(Portion::Middle) => (count * 4 / 10, count * 6 / 10, Some(Modifier::Mid)),
        Some(Portion::End) => (count * 8 / 10, count, Some(Modifier::End)),
        Some(Portion::FirstHalf) => (0, count / 2, Some(Modifier::Start)),
        Some(Portion::SecondHalf) => (count / 2, count, Some(Modifier::End)),
        None => (0, count, None),
    };
    let span = match (Date::new(first + from, 1, 1), Date::new(first + to - 1, 12, 31)) {
        (Ok(a), Ok(b)) => TimeSpan::days(a, b),
        _ => TimeSpan::default(),
    };
    Temporal { timex, value, span, granularity, anchor, modifier, ..Temporal::default() }
}

/// The years of an epoch, or its TIMEX3 value as written where nothing says which they are.
fn years(epoch: Epoch, d: &Discourse) -> Result<Years, String> {
    let now = d.now_year().map(|(year, _)| year);
    match epoch {
        Epoch::Century(n) => Ok(century(n)),
        Epoch::CenturyFromDocument(n) => {
            let timex = "XXXX".to_owned();
            let Some(now) = now else { return Err(timex) };
            Ok(Years { timex, anchor: Anchor::Document, ..century((now - 1) / 100 + 1 + n) })
        }
        Epoch::Decade(first) => Ok(decade(first)),
        Epoch::EraDecade(first) => {
            let name = format!("{first:04}/{:04}", first + 9);
            Ok(Years { timex: name.clone(), value: name, ..decade(first) })
        }
        Epoch::ShortDecade(n) => {
            let timex = format!("XX{}X", n / 10);
            let Some(now) = now else { return Err(timex) };
            let first = if 2000 + n <= now { 2000 + n } else { 1900 + n };
            Ok(Years { timex, ..decade(first) })
        }
    }
}

fn century(n: i16) -> Years {
    let first = if n > 0 { (n - 1) * 100 + 1 } else { n * 100 + 1 };
    let value = if n > 0 { format!("{:02}", n - 1) } else { format!("BC{:02}", -n - 1) };
    Years { first, count: 100, timex: format!("{value}XX"), value, anchor: Anchor::Explicit }
}

fn decade(first: i16) -> Years {
    let value = format!("{:03}", first / 10);
    Years { first, count: 10, timex: format!("{value}X"), value, anchor: Anchor::Explicit }
}
