//! 月末 and 年末 as the last day of the month or as its last ten days: a loan falls due and a balance is taken on the day,
//! 3月末に発表した is some day towards the end.

use super::super::grammar::parts::Portion;
use super::super::grammar::raw::{Fiscal, Form, Raw, Term};
use super::super::grammar::time_words::NamedPeriod;
use super::super::grammar::written_date::{MonthPart, Period, YearPart};
use crate::lexicon::{Table, Uses, table};
use crate::text::Span;
use crate::value::{Granularity, Modifier, Temporal, TimeSpan, month_end};
use jiff::civil::Date;
use serde::Deserialize;

/// What a word of `month_end.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// After the end of a month, which is its last day then: 3月末時点.
    Moment,
    /// In the sentence: what is counted at a moment (3月末の残高).
    Stock,
    /// In the sentence: what ends or falls due (3月末に満了する).
    Due,
}

static WORDS: Table<Uses<Use>> = table!("month_end.csv", Uses::new);

/// The end of the month of `day`, with the other fields of `base`: from the 21st on, until [`at_month_end`] says that it is
/// the last day. A year and a fiscal year end as their last month does.
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

/// Returns true for the end of a month, a year or a fiscal year; 下旬 is as long and never the last day.
fn names_end(raw: &Raw) -> bool {
    match &raw.form {
        Form::Period(Period::Month(_, part)) => *part == Some(MonthPart::Portion(Portion::End)),
        Form::Period(Period::Year(_, part)) => *part == Some(YearPart::Portion(Portion::End)),
        Form::Fiscal(Fiscal { term, .. }) => *term == Term::End,
        Form::Named(named, _) => {
            matches!(named, NamedPeriod::YearEnd | NamedPeriod::FiscalEnd | NamedPeriod::MonthEnd)
        }
        _ => false,
    }
}

/// Makes `t` the last day of the month, where the expression at `at` of its sentence `text` means that; `past` says that
/// the sentence tells what has happened.
pub(crate) fn at_month_end(raw: &Raw, t: &mut Temporal, text: &str, at: Span, past: bool) {
    if !names_end(raw) || t.granularity != Granularity::TenDays {
        return;
    }
    let (before, own, after) = (&text[..at.start], at.of(text), &text[at.end..]);
    let due = |w: &str| if past { happens(w, before, after) } else { text.contains(w) };
    if is_moment(own, after) || WORDS.any_in(text, Use::Stock) || WORDS.words(Use::Due).any(due) {
        t.span.lower = t.span.upper;
        t.granularity = Granularity::Day;
        t.value = t.lower();
    }
}

/// Returns true for 3月末まで, 3月末の時点, 3月末で退く, but not for 3月末です.
fn is_moment(own: &str, after: &str) -> bool {
    let moment = |text| WORDS.begins(text, Use::Moment);
    let copula = after.strip_prefix('で').is_some_and(|rest| rest.starts_with(['す', 'し', 'あ', 'も', 'な']));
    own.ends_with(['付', 'け']) || !copula && (moment(after) || after.strip_prefix('の').is_some_and(moment))
}

/// Returns true if `word` is what the sentence tells (契約は3月末に切れた, 期限は3月末だった), not what it tells about
/// (3月末に閉鎖を発表した).
fn happens(word: &str, before: &str, after: &str) -> bool {
    let next = |text: &str, test: fn(char) -> bool| {
        text.match_indices(word).any(|(at, _)| text[at + word.len()..].chars().next().is_some_and(test))
    };
    next(after, |c| "しさすせれてたっめえら".contains(c)) || next(before, |c| "はが:".contains(c))
}
