//! Partial times on a page with a reference date: the day that they mean, and the reference date that a day implies.

use super::When;
use crate::extract::date::FromDocument;
use crate::value::days_between;
use jiff::ToSpan;
use jiff::civil::Date;

/// How far before its reference date a month and day may lie, and how far after, in days.
const PAST: i32 = 275;
const FUTURE: i32 = 120;

/// How far after it a day without its month may lie, in days.
const SOON: i32 = 10;

/// The day of a time on a page with that reference date; `None` where the time is no day.
///
/// 1月26日 is 2018-01-26 on a page of 2018-03-01 and on one of 2017-12-20; 27日 is of the month of the page or the one
/// before; 昨年10月3日 is counted from it.
pub(super) fn resolve(when: When, reference: Date) -> Option<Date> {
    if let Some(offset) = when.offset {
        let moved = match offset {
            FromDocument::Days(n) => return reference.checked_add(n.days()).ok(),
            FromDocument::Months(n) => reference.first_of_month().checked_add(n.months()).ok()?,
            FromDocument::Years(n) => reference.first_of_year().checked_add(n.years()).ok()?,
        };
        let month = when.month.or(matches!(offset, FromDocument::Months(_)).then_some(moved.month()))?;
        return Date::new(moved.year(), month, when.day?).ok();
    }
    match (when.year, when.month, when.day) {
        (Some(y), Some(m), Some(d)) => Date::new(y, m, d).ok(),
        (None, Some(m), Some(d)) => {
            let years = [reference.year(), reference.year() - 1, reference.year() + 1];
            let near = |date: &Date| (-PAST..=FUTURE).contains(&days_between(reference, *date));
            years.into_iter().filter_map(|y| Date::new(y, m, d).ok()).find(near)
        }
        (None, None, Some(d)) => {
            let this = Date::new(reference.year(), reference.month(), d).ok();
            let before = reference.first_of_month().yesterday().ok();
            let before = before.and_then(|x| Date::new(x.year(), x.month(), d).ok());
            this.filter(|x| days_between(reference, *x) <= SOON).or(before)
        }
        _ => None,
    }
}

/// The reference date under which a time would be `day`; `None` where it cannot be.
///
/// A time of day alone can be only where `minute`, the time of day that is known of `day`, is the same.
pub(super) fn implied(when: When, day: Date, minute: Option<i32>) -> Option<Date> {
    let fits = when.month.is_none_or(|m| m == day.month()) && when.day.is_none_or(|d| d == day.day());
    match when.offset {
        Some(FromDocument::Days(n)) => return day.checked_sub(n.days()).ok(),
        // 昨年3月 is told on any day of the year after; the middle of it stands for all
        Some(FromDocument::Years(n)) => {
            return (fits && when.month.is_some()).then(|| Date::new(day.year() - n as i16, 7, 1).ok()).flatten();
        }
        Some(FromDocument::Months(n)) => {
            let told = |d: Date| d.first_of_month().checked_sub(n.months()).ok().map(|d| d.last_of_month());
            return (fits && when.day.is_some()).then(|| told(day)).flatten();
        }
        None => {}
    }
    let clock = when.day.is_some() || when.minute.is_some() && when.minute == minute;
    (fits && clock).then_some(day)
}

/// Returns true if a time is `day` on a page with that reference date.
pub(super) fn resolves(when: When, reference: Date, day: Date) -> bool {
    match (resolve(when, reference), when.offset) {
        (Some(own), _) => own == day,
        (None, Some(FromDocument::Years(n))) => {
            day.year() == reference.year() + n as i16 && when.month == Some(day.month())
        }
        (None, Some(_)) => false,
        // a clock time alone is of a day of the story
        (None, None) => when.day.is_none() && when.month.is_none() && (-7..=1).contains(&days_between(reference, day)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn month_day(month: i8, day: i8) -> When {
        When { month: Some(month), day: Some(day), ..When::default() }
    }

    #[test]
    fn a_month_and_day_are_of_the_nearest_year() {
        let on = |y, m, d| resolve(month_day(1, 26), date(y, m, d));
        assert_eq!(on(2018, 3, 1), Some(date(2018, 1, 26)));
        assert_eq!(on(2017, 12, 20), Some(date(2018, 1, 26)));
        assert_eq!(on(2018, 10, 1), Some(date(2018, 1, 26)));
    }

    #[test]
    fn a_day_is_of_this_month_or_the_one_before() {
        let day = |d| When { day: Some(d), ..When::default() };
        assert_eq!(resolve(day(27), date(2018, 2, 3)), Some(date(2018, 1, 27)));
        assert_eq!(resolve(day(9), date(2018, 2, 3)), Some(date(2018, 2, 9)));
        assert_eq!(resolve(day(31), date(2018, 5, 1)), None);
    }

    #[test]
    fn a_reference_date_resolves_what_it_was_implied_by() {
        let yesterday = When { offset: Some(FromDocument::Days(-1)), ..When::default() };
        for when in [month_day(1, 26), yesterday] {
            let reference = implied(when, date(2018, 1, 26), None).expect("a day");
            assert!(resolves(when, reference, date(2018, 1, 26)), "{when:?}");
        }
        assert_eq!(implied(month_day(1, 27), date(2018, 1, 26), None), None);
        let noon = When { minute: Some(720), ..When::default() };
        assert_eq!(implied(noon, date(2018, 1, 26), Some(720)), Some(date(2018, 1, 26)));
        assert_eq!(implied(noon, date(2018, 1, 26), Some(721)), None);
    }
}
