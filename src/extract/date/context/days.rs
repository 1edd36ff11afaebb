//! Arithmetic of days and months, and how far a date may lie from the publication date.

use jiff::ToSpan;
use jiff::civil::Date;

/// How far before the publication date a partial date may lie, in days: nine months.
pub(super) const PAST: i32 = 275;

/// How far after it: three months, so that the ten-day margin of notices ("2カ月後の4月22日") fits.
pub(super) const FUTURE: i32 = 90;

/// How far ahead a day may lie of which no tense is said.
pub(super) const SOON: i32 = 10;

/// The month after one.
pub(super) fn following((year, month): (i16, i8)) -> (i16, i8) {
    if month == 12 { (year + 1, 1) } else { (year, month + 1) }
}

/// The month before one.
pub(super) fn previous((year, month): (i16, i8)) -> (i16, i8) {
    if month == 1 { (year - 1, 12) } else { (year, month - 1) }
}

/// `date` moved by days.
pub(crate) fn plus_days(date: Date, days: i64) -> Option<Date> {
    date.checked_add(days.days()).ok()
}

/// First of the month `months` after `date`'s.
pub(crate) fn plus_months(date: Date, months: i64) -> Option<Date> {
    date.first_of_month().checked_add(months.months()).ok()
}
