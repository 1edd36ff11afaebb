//! What the text has spoken of so far: the dates that 同日, 翌月, 27日 and 23時 lean on.

use super::super::grammar::raw::{Clock, Raw};
use super::chronicle::Chronicle;
use super::named::{Named, is_news};
use crate::lexicon::Era;
use crate::value::{Anchor, Modifier, days_in_month};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use std::collections::VecDeque;

/// State of a reader between two expressions of one document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Discourse {
    /// Publication date, if known.
    pub published: Option<Date>,
    /// Whether that date is stated rather than inferred from the dates of the text.
    pub stated: bool,
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
    /// Whether the block being read begins with the mark of an entry: ◆同7時46分 最後の降下.
    pub bullet: bool,
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
    /// Days written with a wrong year.
    pub slips: Vec<Date>,
    /// Whether the expression being read is the moment of a count: 4日の時点で.
    pub as_of: bool,
    /// The days named with their month.
    pub named: Named,
    /// What headings announce, and the list being read.
    pub chronicle: Chronicle,
}

/// Time a sentence speaks of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Tense {
    /// Its predicate is in the past.
    Past,
    /// Its predicate is a plain verb.
    Future,
    /// It speaks of plans, deadlines or forecasts, which lie near, on either side.
    Plan,
    /// Neither: a noun, a state.
    #[default]
    Open,
}

/// How far ahead a month and day may lie of which no tense is said.
const OPEN: i32 = 200;

impl Tense {
    /// Whether it speaks of what may still come.
    pub fn ahead(self) -> bool {
        matches!(self, Tense::Future | Tense::Plan)
    }
}

/// How near a day is to a time spoken of to be of it, in days.
const NEAR: i32 = 45;

/// The longest time whose days are near each other, in days.
const SEASON: i32 = 100;

/// How many times spoken of are remembered.
const REMEMBERED: usize = 16;

/// How far before the publication date a partial date may lie, in days: nine months.
const PAST: i32 = 275;
/// How far after it: three months, so that the ten-day margin of notices ("2カ月後の4月22日") fits.
const FUTURE: i32 = 90;

/// How far ahead a day may lie of which no tense is said.
const SOON: i32 = 10;
/// By how much a day must be less than the one before it to be of the next month.
const WRAP: i8 = 15;

impl Discourse {
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
        let last = self.day.filter(|_| same || self.bullet || here && self.story.is_none());
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
    fn long_ago(&self) -> Option<Date> {
        let (lead, now) = (self.lead?, self.published?);
        let behind = days_between(lead, now) > PAST || !self.stated && self.lead_written;
        (behind && !self.recent && self.heading.is_none()).then_some(self.day.or(Some(lead))?)
    }

    /// The year of a date that gives month and day only: the one spoken of, where that puts the date near the
    /// publication date or the sentence itself names the year; else the nearest by tense.
    pub fn year_of(&self, month: i8, day: Option<i8>, here: bool) -> Option<(i16, Anchor)> {
        let at = |y: i16| Date::new(y, month, day.unwrap_or(15).min(days_in_month(y, month))).ok();
        let spoken = self.passing_year.or(self.year).map(|y| (y, Anchor::Discourse));
        let (past, future) = match self.tense {
            Tense::Future => (FUTURE, PAST),
            Tense::Plan => (2 * FUTURE, PAST),
            Tense::Past => (PAST, FUTURE),
            // of the other 8月5日 a writer says 昨年
            Tense::Open => (PAST, OPEN),
        };
        let within = |now: Date, y: i16, ahead: i32| {
            at(y).is_some_and(|date| (-past..=ahead).contains(&days_between(now, date)))
        };
        // a year of the same sentence holds whatever it is; one of another only where the date stays near
        let holds = |y: i16| match self.published {
            // but no plan lies in the past, and nothing that has happened in the future: 2011年の震災から7年の3月11日に開く,
            // 開業を来年10月に控え、7月10日に試運転した
            Some(p) if self.passing_year.is_some() => at(y).is_none_or(|date| match self.tense {
                Tense::Future => days_between(p, date) >= -past,
                Tense::Past => days_between(p, date) <= future,
                Tense::Plan | Tense::Open => true,
            }),
            None if self.passing_year.is_some() => true,
            Some(p) => {
                let elsewhere = (-1..=1).any(|n| within(p, p.year() + n, future));
                here && (p.year() - y).abs() <= 1 && (within(p, y, future) || !elsewhere)
            }
            None => here,
        };
        if let Some((year, _)) = spoken.filter(|(y, _)| holds(*y)) {
            // where the publication date says the same, the date leans on no other sentence
            let said = self.published.is_some_and(|p| p.year() == year && p.month() >= month);
            return Some((year, if said { Anchor::Document } else { Anchor::Discourse }));
        }
        // the background of a story goes on, too: 2010年8月に勧告し、10月に公表した。11月には
        let far = |y: i16| self.published.is_some_and(|p| (p.year() - y).abs() > 1);
        if let (true, Some(y), Some(last), Tense::Past) = (here, self.year, self.month, self.tense)
            && far(y)
            && last.0 == y
        {
            return Some((if month < last.1 { y + 1 } else { y }, Anchor::Discourse));
        }
        // a story of long ago goes on: 2018年1月26日 … 円が戻ったのは2月13日
        if let Some(last) = self.long_ago().filter(|_| self.tense != Tense::Plan) {
            let gap = |y: i16| {
                at(y).map(|d| (if d < last.saturating_sub(30.days()) { 1 } else { 0 }, days_between(last, d).abs(), y))
            };
            if let Some((.., y)) = (-1..=1).filter_map(|n| gap(last.year() + n)).min() {
                return Some((y, Anchor::Discourse));
            }
        }
        let Some(now) = self.heading.or(self.published).or(self.day) else { return spoken };
        let anchor = if self.published.is_some() { Anchor::Document } else { Anchor::Discourse };
        // 昨秋の流出 and then 侵入は9月15日: what has been spoken of is nearer than the coming year
        let year = [now.year(), now.year() - 1, now.year() + 1].into_iter().find(|y| within(now, *y, future));
        let distant = |y: i16| self.tense == Tense::Open && !within(now, y, FUTURE);
        let year = year.map(|y| if distant(y) && at(y - 1).is_some_and(|d| self.speaks_of(d)) { y - 1 } else { y });
        Some((year.unwrap_or(now.year()), anchor))
    }

    /// Year and month of a date that gives the day only. In order: the month of the day named before in the sentence,
    /// or the one after it (31日から1日まで); the month spoken of in the paragraph or under the heading; the month by
    /// the publication date and the tense. A weekday, if written, decides between them. A month that lies far from the
    /// publication date (the background of a story) is not carried on, nor one still to come in a sentence that is not.
    pub fn month_of(&self, day: i8, raw: &Raw, here: bool) -> Option<(i16, i8, Anchor)> {
        let weekday = raw.weekday;
        let by_document =
            self.published.filter(|_| !self.month_open).and_then(|p| self.near(p, day, weekday, raw.modifier));
        let date = |(y, m): (i16, i8)| Date::new(y, m, day).ok();
        let fits = |d: &Date| weekday.is_none_or(|w| d.weekday() == w);
        let found = |d: Date, anchor| Some((d.year(), d.month(), anchor));
        let beside = self.sentence_day.and_then(|before| {
            let month = (before.year(), before.month());
            // 27日 and then 26日 goes back, 31日 and then 1日 goes on
            // but 先月22日を最後に雨がなく、17日まで goes on, too
            let until = before.day() > day && raw.modifier == Some(Modifier::AtMost);
            let wraps = before.day() - day >= WRAP || until;
            let next = date(following(month))
                .filter(|d| !self.stated || self.published.is_none_or(|p| days_between(p, *d) <= SOON));
            if wraps { next.or_else(|| date(month)) } else { date(month).or_else(|| date(following(month))) }
        });
        // 7月16日 | 11日17時の時点: the cells of a row tell of one time
        if let (Some((table, row)), Some((own, at, day_of_row))) = (self.cell, self.table_day)
            && (table, row) == (own, at)
            && let Some(d) = date((day_of_row.year(), day_of_row.month())).filter(|d| *d <= day_of_row && fits(d))
        {
            return found(d, Anchor::Discourse);
        }
        // 8月26日の公開から4日の時点で: the moment of a count is near the day it is told
        let counted = self.as_of && by_document.is_some();
        if let Some(d) = beside.filter(|d| fits(d) && !counted) {
            return found(d, Anchor::Discourse);
        }
        // the month of another sentence lends itself only with a day, or where nothing else is known
        let lends = self.month_fresh || !self.month_alone || !self.stated;
        let carried = lends && (here || !self.stated || self.heading.is_some());
        let spoken = self.month.filter(|_| carried).and_then(|m| {
            let last = self.day.filter(|x| here && !self.month_alone && (x.year(), x.month()) == m);
            // 31日 and then 2日 goes on into the next month, in the next sentence too
            let wraps = last.is_some_and(|x| x.day() - day >= WRAP);
            let next =
                date(following(m)).filter(|d| wraps && self.published.is_none_or(|p| days_between(p, *d) <= SOON));
            next.or_else(|| date(m)).or_else(|| date(previous(m)))
        });
        // 2014年5月17日… 18日…: a sequel is of its month, however long ago
        let sequel = here
            && self.tense == Tense::Past
            && self.day.is_some_and(|x| (1..=7).contains(&(day - x.day())))
            && by_document.zip(self.published).is_none_or(|(d, p)| days_between(p, d).abs() > 3);
        let long_ago = self.long_ago().filter(|_| self.tense != Tense::Plan);
        let spoken = long_ago.map_or(spoken, |last| {
            let this = date((last.year(), last.month()));
            let next = date(following((last.year(), last.month())));
            [this, next, date(previous((last.year(), last.month())))]
                .into_iter()
                .flatten()
                .find(|d| days_between(last, *d) >= -15)
        });
        let spoken = spoken.filter(|s| match self.published {
            Some(_) if sequel || long_ago.is_some() => true,
            Some(p) => {
                let ahead = match () {
                    () if self.month_fresh => PAST,
                    () if self.tense.ahead() || !self.stated => FUTURE,
                    () => 0,
                };
                let behind = if self.tense == Tense::Future && self.stated { 0 } else { -PAST };
                (behind..=ahead).contains(&days_between(p, *s))
            }
            None => true,
        });
        // yesterday's news is not of the month a report of long ago was told in
        let is_news = |d: Date| self.published.is_some_and(|p| is_news(p, d, spoken));
        if let Some(d) = by_document.filter(|d| self.stated && self.tense == Tense::Past && fits(d) && is_news(*d)) {
            return found(d, Anchor::Document);
        }
        if let Some(d) = by_document.filter(|_| counted) {
            return found(d, Anchor::Document);
        }
        // 11日 once more is the 11th told of before
        let told = self.told.iter().find(|d| d.day() == day && fits(d)).copied();
        let far = |d: &Date| self.published.is_some_and(|p| days_between(*d, p) > 45) && spoken.is_none();
        if let Some(d) = told.filter(|d| far(d) && self.tense != Tense::Future) {
            return found(d, Anchor::Discourse);
        }
        let again = || self.named.again(day, weekday, by_document);
        if let Some(d) = (spoken.is_none() && !self.tense.ahead()).then(again).flatten() {
            return found(d, Anchor::Discourse);
        }
        let near = by_document.filter(|p| fits(p) && !spoken.as_ref().is_some_and(fits));
        if let Some(d) = near {
            return found(d, Anchor::Document);
        }
        let spoken = spoken.map(|d| (d, Anchor::Discourse));
        spoken.or(by_document.map(|d| (d, Anchor::Document))).and_then(|(d, anchor)| found(d, anchor))
    }

    /// The day of that number nearest to the publication date: before it in a sentence of the past, after it in one of
    /// the future, and else before it, unless it is only days away. A weekday is met first of all.
    fn near(&self, p: Date, day: i8, weekday: Option<Weekday>, modifier: Option<Modifier>) -> Option<Date> {
        let this = (p.year(), p.month());
        let months = [this, previous(this), following(this)];
        let dates = || months.into_iter().filter_map(|(y, m)| Date::new(y, m, day).ok());
        let fits = |d: &Date| weekday.is_some_and(|w| d.weekday() == w);
        if let Some(d) = dates().filter(fits).min_by_key(|d| days_between(p, *d).abs()) {
            return Some(d);
        }
        // of a page that its affair places no more is known than the days just before
        if !self.stated {
            return dates().find(|d| (-15..=SOON).contains(&days_between(p, *d)));
        }
        let nearest = || dates().min_by_key(|d| days_between(p, *d).abs());
        let chosen = match self.tense {
            // 27日までかかる所を広げた: the end of a time may lie ahead
            Tense::Past if modifier == Some(Modifier::AtMost) => nearest(),
            // 会場をあとにする株主ら（24日午後）: a caption tells in the present what was
            Tense::Future if nearest().is_some_and(|d| d <= p && days_between(d, p) <= 3) => nearest(),
            Tense::Past => dates().filter(|d| *d <= p).max(),
            Tense::Future => dates().filter(|d| *d >= p).min(),
            Tense::Plan => nearest(),
            // on the 29th, 2日 is of this month
            Tense::Open => {
                let this = dates().find(|d| (d.year(), d.month()) == (p.year(), p.month()));
                this.filter(|d| days_between(p, *d) <= SOON).or(dates().filter(|d| *d <= p).max())
            }
        };
        chosen.or_else(|| dates().next())
    }

    /// Whether `date` lies near a time named with its year.
    fn speaks_of(&self, date: Date) -> bool {
        let near = |(from, to): &(Date, Date)| days_between(*from, date) >= -NEAR && days_between(date, *to) >= -NEAR;
        self.spoken.iter().any(near)
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
        self.lead = self.lead.or(Some(day).filter(|d| Some(*d) != self.published));
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

fn following((year, month): (i16, i8)) -> (i16, i8) {
    if month == 12 { (year + 1, 1) } else { (year, month + 1) }
}

fn previous((year, month): (i16, i8)) -> (i16, i8) {
    if month == 1 { (year - 1, 12) } else { (year, month - 1) }
}

/// Days from `a` to `b`.
pub(crate) fn days_between(a: Date, b: Date) -> i32 {
    // not `until`: that builds a span of all units
    (b.duration_since(a).as_hours() / 24) as i32
}

/// `date` moved by days.
pub(crate) fn plus_days(date: Date, days: i64) -> Option<Date> {
    date.checked_add(days.days()).ok()
}

/// First of the month `months` after `date`'s.
pub(crate) fn plus_months(date: Date, months: i64) -> Option<Date> {
    date.first_of_month().checked_add(months.months()).ok()
}
