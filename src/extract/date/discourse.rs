//! What the text has spoken of so far: the dates that 同日, 翌月, 27日 and 23時 lean on.

use super::event::Events;
use super::raw::Clock;
use crate::value::{Anchor, days_in_month};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// State of a reader between two expressions of one document.
#[derive(Clone, Debug, Default)]
pub(super) struct Discourse {
    /// Publication date, if known.
    pub published: Option<Date>,
    /// Whether that date is stated rather than inferred from the dates of the text.
    pub stated: bool,
    /// The day spoken of last, in the block or under the heading where it was.
    pub day: Option<Date>,
    /// The first day the text speaks of: what a report is about.
    pub lead: Option<Date>,
    /// The month spoken of last.
    pub month: Option<(i16, i8)>,
    /// The year spoken of last.
    pub year: Option<i16>,
    /// A year named without month in this sentence (2014年のマウントゴックスでは): 同年 means it, but a date in the next
    /// sentence does not fall in it.
    pub passing_year: Option<i16>,
    /// Block in which a year was last written in figures.
    pub years_in: Option<usize>,
    /// Block in which `year` and `month` were last written or inherited.
    pub block: usize,
    /// The day a heading announced; what follows stands under it until the next heading.
    pub heading: Option<Date>,
    /// The fiscal year spoken of last, and the month its term closes in.
    pub fiscal: Option<i16>,
    /// The period of months spoken of last.
    pub period: Option<(Date, Date)>,
    /// The clock time spoken of last.
    pub clock: Option<Clock>,
    /// The days spoken of, with the words after them.
    pub events: Events,
    /// Whether the sentence speaks of what is to come.
    pub future: bool,
}

/// How far before the publication date a partial date may lie, in days: nine months.
const PAST: i32 = 275;
/// How far after it: three months, so that the ten-day margin of notices ("2カ月後の4月22日") fits.
const FUTURE: i32 = 90;

impl Discourse {
    /// The date everything unanchored is counted from: under a dated heading of a chronicle that is its day.
    pub fn now(&self) -> Option<Date> {
        self.heading.or(self.published).or(self.day)
    }

    /// The day spoken of: in this block, else the one the heading announced.
    pub fn current_day(&self) -> Option<Date> {
        self.day.or(self.heading)
    }

    /// The day of a bare clock time: the one spoken of in its paragraph or heading, else the day of the event the
    /// text began with, since the paragraph before may have ended on another.
    pub fn clock_day(&self, here: bool) -> Option<Date> {
        let carried = self.day.filter(|_| here);
        carried.or(self.heading).or(self.lead).or(self.day)
    }

    /// The year of a date that gives month and day only.
    pub fn year_of(&self, month: i8, day: Option<i8>, here: bool) -> Option<(i16, Anchor)> {
        let spoken = self.passing_year.or(self.year).map(|y| (y, Anchor::Discourse));
        let here = here || self.passing_year.is_some();
        let carried = spoken.filter(|(y, _)| here && self.published.is_none_or(|p| (p.year() - y).abs() <= 1));
        let by_document = || {
            self.published
                .filter(|p| (p.year(), Anchor::Discourse) == carried.unwrap_or_default() && p.month() >= month)
        };
        if let Some((year, _)) = carried {
            // where the publication date says the same, the date leans on no other sentence
            return Some((year, if by_document().is_some() { Anchor::Document } else { Anchor::Discourse }));
        }
        let Some(now) = self.published.or(self.heading).or(self.day) else { return spoken };
        let anchor = if self.published.is_some() { Anchor::Document } else { Anchor::Discourse };
        let (past, future) = if self.future { (FUTURE, PAST) } else { (PAST, FUTURE) };
        let year = [now.year(), now.year() - 1, now.year() + 1].into_iter().find(|y| {
            let day = day.unwrap_or(15).min(days_in_month(*y, month));
            let Ok(date) = Date::new(*y, month, day) else { return false };
            let distance = days_between(now, date);
            -past <= distance && distance <= future
        });
        Some((year.unwrap_or(now.year()), anchor))
    }

    /// Year and month of a date that gives the day only: the month spoken of in the same paragraph or under the
    /// same heading, else the publication date's; where that date is itself inferred, the month last spoken of.
    /// A month that lies far from the publication date (the background of a story) is not carried on, nor one
    /// that would put the day after it (a deadline named before). A weekday, if written, decides between the two.
    pub fn month_of(&self, day: i8, weekday: Option<Weekday>, here: bool) -> Option<(i16, i8, Anchor)> {
        let date = |(y, m): (i16, i8)| Date::new(y, m, day).ok();
        let published = self.published.and_then(|p| {
            let this = (p.year(), p.month());
            // a day later than the publication day is last month's, or still to come
            let later = day > p.day() && !self.future;
            [if later { previous(this) } else { this }, this].into_iter().find_map(date)
        });
        let carried = here || !self.stated || self.heading.is_some();
        let spoken = self.month.filter(|_| carried).and_then(|m| date(m).or_else(|| date(previous(m))));
        let spoken = spoken.filter(|s| match self.published {
            Some(p) => (-PAST..=if self.future || !self.stated { FUTURE } else { 0 }).contains(&days_between(p, *s)),
            None => true,
        });
        let fits = |d: &Date| weekday.is_none_or(|w| d.weekday() == w);
        let near = published.filter(|p| fits(p) && !spoken.as_ref().is_some_and(fits));
        let found = |d: Date, anchor| (d.year(), d.month(), anchor);
        near.map(|d| found(d, Anchor::Document))
            .or(spoken.map(|d| found(d, Anchor::Discourse)))
            .or(published.map(|d| found(d, Anchor::Document)))
    }

    /// Takes in a resolved day.
    pub fn note_day(&mut self, day: Date, block: usize) {
        self.day = Some(day);
        // the day of publication in a byline is not what a report is about
        self.lead = self.lead.or(Some(day).filter(|d| Some(*d) != self.published));
        self.month = Some((day.year(), day.month()));
        self.year = Some(day.year());
        self.block = block;
    }

    /// Takes in a resolved month or year.
    pub fn note_month(&mut self, year: i16, month: Option<i8>, block: usize) {
        self.passing_year = Some(year);
        if let Some(month) = month {
            self.year = Some(year);
            self.month = Some((year, month));
            self.block = block;
        }
    }
}

fn previous((year, month): (i16, i8)) -> (i16, i8) {
    if month == 1 { (year - 1, 12) } else { (year, month - 1) }
}

/// Days from `a` to `b`.
pub(super) fn days_between(a: Date, b: Date) -> i32 {
    a.until(b).map_or(0, |s| s.get_days())
}

/// `date` moved by days.
pub(super) fn plus_days(date: Date, days: i64) -> Option<Date> {
    date.checked_add(days.days()).ok()
}

/// First of the month `months` after `date`'s.
pub(super) fn plus_months(date: Date, months: i64) -> Option<Date> {
    date.first_of_month().checked_add(months.months()).ok()
}
