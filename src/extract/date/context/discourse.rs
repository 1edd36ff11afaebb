//! What the text has spoken of so far: the dates that 同日, 翌月, 27日 and 23時 lean on.

use super::super::grammar::raw::Raw;
use super::super::grammar::written_time::Clock;
use super::chronicle::Chronicle;
use super::days::PAST;
use super::named::Named;
use super::page::Page;
use super::place::Place;
use super::standing::{Lead, SpokenMonth, Standing};
use super::tense::Tense;
use super::told::Told;
use super::years::YearStyle;
use crate::value::{Anchor, days_between};
use jiff::civil::Date;

/// State of a reader between two expressions of one document, from what reaches furthest to what ends first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Discourse {
    /// What is known of the page before it is read.
    pub page: Page,
    /// How the text writes its years.
    pub years: YearStyle,
    /// The days and spans told so far.
    pub told: Told,
    /// The days named with their month.
    pub named: Named,
    /// The fiscal years and periods spoken of.
    pub accounts: Accounts,
    /// What headings announce, and the list being read.
    pub chronicle: Chronicle,
    /// The heading, entry or row being read.
    pub place: Place,
    /// Where the story stands.
    pub at: Standing,
    /// The clock time spoken of last.
    pub clock: Option<Clock>,
    /// The block in which weeks were last counted through a course of measurements.
    pub course: Option<usize>,
    /// What the sentence has said so far.
    pub said: Said,
}

/// Fiscal years and periods spoken of.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Accounts {
    /// The fiscal year spoken of last.
    pub year: Option<i16>,
    /// The period of months spoken of last.
    pub period: Option<(Date, Date)>,
    /// The month company terms close in (12月期), where one was named.
    pub closing: Option<i8>,
}

/// What a sentence has said so far, and how the expression being read stands in it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Said {
    /// A year named without month (2014年のマウントゴックスでは): 同年 means it, but a date in the next sentence does not
    /// fall in it.
    pub year: Option<i16>,
    /// Whether the month spoken of was named in this sentence, without a day.
    pub month: bool,
    /// The day named last.
    pub day: Option<Date>,
    /// The tense of the expression's clause.
    pub tense: Tense,
    /// Whether the expression writes a day with its year.
    pub full: bool,
    /// Whether the expression is an hour of a habit, which has no day.
    pub habit: bool,
    /// Whether the expression is the moment of a count: 4日の時点で.
    pub as_of: bool,
}

impl Discourse {
    /// Takes in how an expression of block `block` writes its year; `text` begins with it.
    pub fn note_year(&mut self, raw: &Raw, text: &str, block: usize) {
        self.years.note(raw, text, block);
        self.said.full = raw.has_written_year() && raw.day().is_some();
    }

    /// The date everything unanchored is counted from: under a dated heading of a chronicle that is its day.
    pub fn now(&self) -> Option<Date> {
        self.place.heading.or(self.page.day()).or(self.at.day)
    }

    /// The year that years written in part are near to: that of [`Self::now`], else the one spoken of.
    pub fn now_year(&self) -> Option<(i16, Anchor)> {
        let known = self.place.heading.or(self.page.day()).map(|n| (n.year(), Anchor::Document));
        known.or(self.at.day.map(|n| n.year()).or(self.at.year).map(|y| (y, Anchor::Discourse)))
    }

    /// The day spoken of: in this block, else the one the heading announced.
    pub fn current_day(&self) -> Option<Date> {
        self.at.day.or(self.place.heading)
    }

    /// The day of a bare clock time: the one spoken of in its paragraph or heading, else the day of the event the
    /// text began with, since the paragraph before may have ended on another.
    pub fn clock_day(&self, block: usize, same: bool) -> Option<Date> {
        let (published, at) = (self.page.day(), &self.at);
        let here = at.block == block;
        let lead = at.lead.map(|lead| lead.day);
        // the background of a story lends no day to its hours
        let background = |d: &Date| {
            let far = |d: Date| published.is_some_and(|p| days_between(d, p) > PAST);
            far(*d) && lead.is_some_and(|lead| !far(lead))
        };
        // nothing is told as past that lies ahead
        let past = self.page.is_published() && self.said.tense == Tense::Past;
        let told = |d: &Date| !(past && published.is_some_and(|p| *d > p));
        let last = at.day.filter(|_| same || self.place.is_entry() || here && at.story.is_none());
        let story = at.story.filter(|(_, own)| *own == block).map(|(day, _)| day);
        let carried = self.said.day.filter(told).or(last.or(story).filter(|d| !background(d)));
        let told_last = self.told.timed.or(lead).filter(told).or(at.day.filter(told));
        let listed = self.chronicle.within().or(self.place.day_of_table()).or(self.place.heading);
        carried.or(listed).or(self.told.flash).or(told_last).or(self.page.event)
    }

    /// The day that a story of long ago has reached: a page that begins years before its publication date and has not
    /// come back to it tells on from there, 5年後 as on the day.
    pub(super) fn long_ago(&self) -> Option<Date> {
        let (lead, now) = (self.at.lead?, self.page.day()?);
        let behind = days_between(lead.day, now) > PAST || !self.page.is_published() && lead.full;
        let reached = self.at.day.or(Some(lead.day));
        reached.filter(|_| behind && !self.told.recent && self.place.heading.is_none())
    }

    /// Takes in a resolved day.
    pub fn note_day(&mut self, day: Date, block: usize) {
        // 2017年1月26日 of what all others tell of 2018
        if self.page.slips.contains(&day) {
            return;
        }
        let published = self.page.day();
        self.told.note_day(day, published);
        let ahead = self.said.tense.ahead() || self.page.is_published() && published.is_some_and(|p| day > p);
        if !ahead {
            self.at.story = Some((day, block));
        }
        (self.at.day, self.said.day) = (Some(day), Some(day));
        // the day of publication in a byline is not what a report is about
        let leads = Some(day) != published && !self.place.is_entry();
        self.at.lead = self.at.lead.or(leads.then_some(Lead { day, full: self.said.full }));
        (self.at.year, self.at.month, self.at.block) = (Some(day.year()), Some(SpokenMonth::of(day)), block);
    }

    /// Takes in a resolved month.
    pub fn note_month(&mut self, year: i16, month: i8, block: usize) {
        let month = Some(SpokenMonth { year, month, alone: true });
        (self.at.year, self.at.month, self.at.block) = (Some(year), month, block);
        self.said.month = true;
    }

    /// Leaves the story where it stood before a day beside it; a day is spoken of all the same where none was.
    pub fn step_aside(&mut self, before: Standing) {
        self.at.story = before.story;
        if before.day.is_some() {
            (self.at.day, self.at.lead, self.at.block) = (before.day, before.lead, before.block);
        }
    }

    /// Leaves the month as it was before a month beside the story.
    pub fn keep_month(&mut self, before: Standing) {
        self.at.month = before.month;
        self.said.month = false;
    }
}
