//! 月末 and 年末 as the last day of the month or as its last ten days: a loan falls due and a balance is taken on the day, 3月末に発表した
//! is some day towards the end.

use super::super::grammar::raw::{Raw, Shape, Sub, Term};
use crate::lexicon::{Class, MarkUse, mark_at, marks};
use crate::text::Span;
use crate::value::{Granularity, Modifier, Temporal, TimeSpan, month_end};
use jiff::civil::Date;

/// The end of the month of `day`, as `base` leans on it: from the 21st on, until [`at_month_end`] says it is the last day.
/// A year and a fiscal year end as their last month does.
pub(crate) fn of_month(day: Date, base: Temporal) -> Temporal {
    let last = month_end(day);
    let from = Date::new(day.year(), day.month(), 21).unwrap_or(last);
    Temporal {
        value: format!("{:04}-{:02}", day.year(), day.month()),
        span: TimeSpan::days(from, last),
        granularity: Granularity::TenDays,
        modifier: Some(Modifier::End),
        ..base
    }
}

/// Whether it is said of a month, a year or a fiscal year that it ends; 下旬 is as long and never the last day.
fn names_end(raw: &Raw) -> bool {
    raw.sub == Some(Sub::End)
        || matches!(
            raw.shape,
            Shape::Fiscal { term: Term::End, .. }
                | Shape::Named(Class::YearEnd | Class::FiscalEnd | Class::MonthEnd, _)
        )
}

/// The last day, where what stands at `at` of `text`, its sentence, means that; `past` says that the sentence tells what
/// has happened.
pub(crate) fn at_month_end(raw: &Raw, t: &mut Temporal, text: &str, at: Span, past: bool) {
    if !names_end(raw) || t.granularity != Granularity::TenDays {
        return;
    }
    let (before, own, after) = (&text[..at.start], at.of(text), &text[at.end..]);
    let due = |w: &str| if past { happens(w, before, after) } else { text.contains(w) };
    if is_moment(own, after) || marks(MarkUse::Stock).any(|w| text.contains(w)) || marks(MarkUse::Due).any(due) {
        t.span.lower = t.span.upper;
        t.granularity = Granularity::Day;
        t.value = t.lower();
    }
}

/// 3月末まで, 3月末の時点, 3月末で退く, but not 3月末です.
fn is_moment(own: &str, after: &str) -> bool {
    let of = |text| mark_at(text, MarkUse::Moment).is_some();
    let copula = after.strip_prefix('で').is_some_and(|rest| rest.starts_with(['す', 'し', 'あ', 'も', 'な']));
    own.ends_with(['付', 'け']) || !copula && (of(after) || after.strip_prefix('の').is_some_and(of))
}

/// Whether `word` is what the sentence tells (契約は3月末に切れた, 期限は3月末だった), not what it tells about
/// (3月末に閉鎖を発表した).
fn happens(word: &str, before: &str, after: &str) -> bool {
    let next = |text: &str, test: fn(char) -> bool| {
        text.match_indices(word).any(|(at, _)| text[at + word.len()..].chars().next().is_some_and(test))
    };
    next(after, |c| "しさすせれてたっめえら".contains(c)) || next(before, |c| "はが:".contains(c))
}
