//! See `date_weekday.md`.

use crate::check::Report;
use crate::extract::date::Dated;
use crate::extract::{Mention, Record};
use crate::value::weekday_sign;
use jiff::civil::{Date, Weekday};

pub(super) fn check(report: &mut Report) {
    let record = report.record;
    for m in &record.dates {
        // in which year the day lies is a guess, unless the other weekdays of that year confirm it
        if m.value.inferred && !confirmed(report.record, m) {
            m.value.weekdays.iter().for_each(|_| report.skips());
            continue;
        }
        for (written, date) in &m.value.weekdays {
            if date.weekday() == *written {
                report.holds();
                continue;
            }
            let place = report.place(m.span, format!("{date} は{}曜日", weekday_sign(date.weekday())));
            let message = format!(
                "{}は{}曜日ではなく{}曜日です",
                spoken(*date),
                weekday_sign(*written),
                weekday_sign(date.weekday())
            );
            let other = nearest(*date, *written);
            report.fails(place, Vec::new(), message).suggestion = format!(
                "曜日を「{}」にするか、日付を{}({})にする",
                weekday_sign(date.weekday()),
                spoken(other),
                weekday_sign(*written)
            );
        }
    }
}

/// How many weekdays of other days confirm in which year they lie.
const WITNESSES: usize = 3;

/// Returns true if the weekdays of enough other days of the year fit it, and at most one does not: moved to another year, all
/// of them would be wrong.
fn confirmed(record: &Record, own: &Mention<Dated>) -> bool {
    let Some(year) = own.value.weekdays.first().map(|(_, date)| date.year()) else { return false };
    let others = record.dates.iter().filter(|m| m.view != own.view).flat_map(|m| &m.value.weekdays);
    let fits: Vec<bool> =
        others.filter(|(_, date)| date.year() == year).map(|(written, date)| date.weekday() == *written).collect();
    fits.len() >= WITNESSES && fits.iter().all(|fits| *fits)
}

/// The nearest day that falls on the weekday, the later of two equally near.
fn nearest(date: Date, weekday: Weekday) -> Date {
    let days = [1, -1, 2, -2, 3, -3].into_iter().map(|n| date.saturating_add(jiff::Span::new().days(n)));
    days.into_iter().find(|d| d.weekday() == weekday).unwrap_or(date)
}

fn spoken(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}
