//! What the text has spoken of so far: the dates that 同日, 翌月, 27日 and 23時 lean on.

use super::super::grammar::raw::Raw;
use super::super::grammar::written_time::Clock;
use super::chronicle::Chronicle;
use super::days::PAST;
use super::named::Named;
use super::tense::Tense;
use crate::lexicon::{Era, era_at};
use crate::value::{Anchor, days_between};
use jiff::civil::Date;
use std::collections::VecDeque;

/// State of a reader between two expressions of one document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Discourse {
    /// Publication date, if known.
    pub published: Option<Date>,
    /// Whether that date is stated rather than inferred from the dates of the text.
    pub stated: bool,
    /// Whether it is the day of the meeting that the text is the record of.
    pub recorded: bool,
    /// The day spoken of last, in the block or under the heading where it was.
    pub day: Option<Date>,
    /// The day that the story has come to, and the block in which it did: plans and what is only compared with do not move it.
    pub story: Option<(Date, usize)>,
    /// The day of what the page tells of at a time of day alone, where its affair knows it.
    pub event: Option<Date>,
    /// The first day the text speaks of: what a report is about.
    pub lead: Option<Date>,
    /// Whether that day was written with its year.
    pub lead_written: bool,
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
    /// The fiscal year spoken of last.
    pub fiscal: Option<i16>,
    /// The period of months spoken of last.
    pub period: Option<(Date, Date)>,
    /// The clock time spoken of last.
    pub clock: Option<Clock>,
    /// The day named last in this sentence.
    pub sentence_day: Option<Date>,
    /// Whether the month spoken of last was named without a day.
    pub month_alone: bool,
    /// Whether that was in this sentence.
    pub month_fresh: bool,
    /// The month company terms close in (12月期), where one was named.
    pub closing: Option<i8>,
    /// Whether years of two digits are counted by the era in this text, once one has shown it.
    pub era_years: Option<bool>,
    /// The era by which the text last counted a year, as long as it has written none by the century.
    pub era: Option<&'static Era>,
    /// Whether the text has written a year in two digits with its month (20年3月).
    pub short_years: bool,
    /// The first day the text tells a time of day of.
    pub timed: Option<Date>,
    /// The day of a dateline with a clock time (4日午後2時25分 東京): what a flash reports is of that day.
    pub flash: Option<Date>,
    /// Whether the block being read is an entry of a list: ◆同7時46分 最後の降下.
    pub entry: bool,
    /// The table and row being read.
    pub cell: Option<(u32, u32)>,
    /// The last day in a table, with its table and row.
    pub table_day: Option<(u32, u32, Date)>,
    /// The days resolved last, whatever they leaned on.
    pub told: VecDeque<Date>,
    /// Whether the text has told of a day near its publication date.
    pub recent: bool,
    /// The spans of time the text has named with their year, the last ones.
    pub spoken: VecDeque<(Date, Date)>,
    /// What the sentence speaks of.
    pub tense: Tense,
    /// Whether the expression being read is an hour of a habit, which has no day.
    pub habit: bool,
    /// The block in which weeks were last counted through a course of measurements.
    pub course: Option<usize>,
    /// Whether days without a month cannot be placed by the publication date, which is known by its year only.
    pub month_open: bool,
    /// Whether the day, month and year spoken of last rest on what the corpus says of the page.
    pub inferred: bool,
    /// Days written with a wrong year.
    pub slips: Vec<Date>,
    /// Whether the expression being read is the moment of a count: 4日の時点で.
    pub as_of: bool,
    /// The days named with their month.
    pub named: Named,
    /// What headings announce, and the list being read.
    pub chronicle: Chronicle,
}

/// The longest time whose days are near each other, in days.
const SEASON: i32 = 100;

/// How many times spoken of are remembered.
const REMEMBERED: usize = 16;

impl Discourse {
    /// Takes in how an expression of block `block` writes its year; `text` begins with it.
    pub fn note_year(&mut self, raw: &Raw, text: &str, block: usize) {
        if raw.has_written_year() {
            self.years_in = Some(block);
            self.short_years |= raw.has_short_year_and_month();
            match era_at(text) {
                Some(era) => self.era = Some(era),
                None if raw.has_full_year() => self.era = None,
                None => {}
            }
        }
        if raw.year().is_some() && self.lead.is_none() {
            self.lead_written = raw.has_written_year() && raw.day().is_some();
        }
    }

    /// The date everything unanchored is counted from: under a dated heading of a chronicle that is its day.
    pub fn now(&self) -> Option<Date> {
        self.heading.or(self.published).or(self.day)
    }

    /// The year that years written in part are near to: that of [`Self::now`], else the one spoken of.
    pub fn now_year(&self) -> Option<(i16, Anchor)> {
        let known = self.heading.or(self.published).map(|n| (n.year(), Anchor::Document));
        known.or(self.day.map(|n| n.year()).or(self.year).map(|y| (y, Anchor::Discourse)))
    }

    /// The day spoken of: in this block, else the one the heading announced.
    pub fn current_day(&self) -> Option<Date> {
        self.day.or(self.heading)
    }

    /// The day of a bare clock time: the one spoken of in its paragraph or heading, else the day of the event the
    /// text began with, since the paragraph before may have ended on another.
    pub fn clock_day(&self, block: usize, same: bool) -> Option<Date> {
        let here = self.block == block;
        // the background of a story lends no day to its hours
        let background = |d: &Date| {
            let far = |d: Date| self.published.is_some_and(|p| days_between(d, p) > PAST);
            far(*d) && self.lead.is_some_and(|lead| !far(lead))
        };
        // nothing is told as past that lies ahead
        let told = |d: &Date| !(self.stated && self.tense == Tense::Past && self.published.is_some_and(|p| *d > p));
        let last = self.day.filter(|_| same || self.entry || here && self.story.is_none());
        let story = self.story.filter(|(_, own)| *own == block).map(|(day, _)| day);
        let carried = self.sentence_day.filter(told).or(last.or(story).filter(|d| !background(d)));
        let own = |(table, ..): &(u32, u32, Date)| self.cell.is_some_and(|(cell, _)| cell == *table);
        let row = self.table_day.filter(own).map(|(.., day)| day);
        let entry = self.chronicle.within();
        let told_last = self.timed.or(self.lead).filter(told).or(self.day.filter(told));
        carried.or(entry).or(row).or(self.heading).or(self.flash).or(told_last).or(self.event)
    }

    /// The day that a story of long ago has reached: a page that begins years before its publication date and has not
    /// come back to it tells on from there, 5年後 as on the day.
    pub(super) fn long_ago(&self) -> Option<Date> {
        let (lead, now) = (self.lead?, self.published?);
        let behind = days_between(lead, now) > PAST || !self.stated && self.lead_written;
        (behind && !self.recent && self.heading.is_none()).then_some(self.day.or(Some(lead))?)
    }

    /// Takes in a span of time named with its year.
    pub fn note_span(&mut self, from: Date, to: Date) {
        if days_between(from, to) <= SEASON {
            self.spoken.truncate(REMEMBERED - 1);
            self.spoken.push_front((from, to));
        }
    }

    /// Takes in a resolved day.
    pub fn note_day(&mut self, day: Date, block: usize) {
        // 2017年1月26日 of what all others tell of 2018
        if self.slips.contains(&day) {
            return;
        }
        self.recent |= self.published.is_some_and(|p| days_between(day, p).abs() <= 120);
        self.told.truncate(REMEMBERED - 1);
        self.told.push_front(day);
        let ahead = self.tense.ahead() || self.stated && self.published.is_some_and(|p| day > p);
        if !ahead {
            self.story = Some((day, block));
        }
        self.day = Some(day);
        self.sentence_day = Some(day);
        self.month_alone = false;
        // the day of publication in a byline is not what a report is about
        self.lead = self.lead.or(Some(day).filter(|d| Some(*d) != self.published && !self.entry));
        self.month = Some((day.year(), day.month()));
        self.year = Some(day.year());
        self.block = block;
    }

    /// Takes in a resolved month or year.
    pub fn note_month(&mut self, year: i16, month: Option<i8>, block: usize) {
        if let Some(month) = month {
            self.year = Some(year);
            self.month = Some((year, month));
            (self.month_alone, self.month_fresh) = (true, true);
            self.block = block;
        }
    }
}
