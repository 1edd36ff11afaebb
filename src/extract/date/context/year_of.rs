//! The year of a date that gives its month alone: 「3月4日」.

use super::days::{FUTURE, PAST};
use super::discourse::Discourse;
use super::tense::Tense;
use crate::value::{Anchor, days_between, days_in_month};
use jiff::ToSpan;
use jiff::civil::Date;

/// How far ahead a month and day may lie of which no tense is said.
const OPEN: i32 = 200;

/// How near a day is to a time spoken of to be of it, in days.
const NEAR: i32 = 45;

impl Discourse {
    /// The year of a date that gives month and day only: the one spoken of, where that puts the date near the
    /// publication date or the sentence itself names the year; else the nearest by tense.
    pub fn year_of(&self, month: i8, day: Option<i8>, here: bool) -> Option<(i16, Anchor)> {
        let at = |y: i16| Date::new(y, month, day.unwrap_or(15).min(days_in_month(y, month))).ok();
        // 来年3月末に改めた。6月1日現在で: the moment of a count is near the day it is told
        let counted = self.said.as_of && self.page.day().is_some();
        let spoken = self.said.year.or(self.at.year.filter(|_| !counted)).map(|y| (y, Anchor::Discourse));
        let (past, future) = match self.said.tense {
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
        let holds = |y: i16| match self.page.day() {
            // but no plan lies in the past, and nothing that has happened in the future: 2011年の震災から7年の3月11日に開く,
            // 開業を来年10月に控え、7月10日に試運転した
            Some(p) if self.said.year.is_some() => at(y).is_none_or(|date| match self.said.tense {
                Tense::Future => days_between(p, date) >= -past,
                Tense::Past => days_between(p, date) <= future,
                Tense::Plan | Tense::Open => true,
            }),
            None if self.said.year.is_some() => true,
            Some(p) => {
                let elsewhere = (-1..=1).any(|n| within(p, p.year() + n, future));
                here && (p.year() - y).abs() <= 1 && (within(p, y, future) || !elsewhere)
            }
            None => here,
        };
        if let Some((year, _)) = spoken.filter(|(y, _)| holds(*y)) {
            // where the publication date says the same, the date leans on no other sentence
            let said = self.page.day().is_some_and(|p| p.year() == year && p.month() >= month);
            return Some((year, if said { Anchor::Document } else { Anchor::Discourse }));
        }
        // the background of a story goes on, too: 2010年8月に勧告し、10月に公表した。11月には
        let far = |y: i16| self.page.day().is_some_and(|p| (p.year() - y).abs() > 1);
        if let (true, Some(y), Some(last), Tense::Past) = (here, self.at.year, self.at.month, self.said.tense)
            && far(y)
            && last.year == y
        {
            return Some((if month < last.month { y + 1 } else { y }, Anchor::Discourse));
        }
        // a story of long ago goes on: 2018年1月26日 … 円が戻ったのは2月13日
        if let Some(last) = self.long_ago().filter(|_| self.said.tense != Tense::Plan) {
            let gap = |y: i16| {
                at(y).map(|d| (if d < last.saturating_sub(30.days()) { 1 } else { 0 }, days_between(last, d).abs(), y))
            };
            if let Some((.., y)) = (-1..=1).filter_map(|n| gap(last.year() + n)).min() {
                return Some((y, Anchor::Discourse));
            }
        }
        let Some(now) = self.now() else { return spoken };
        let anchor = if self.page.day().is_some() { Anchor::Document } else { Anchor::Discourse };
        // 昨秋の流出 and then 侵入は9月15日: what has been spoken of is nearer than the coming year
        let year = [now.year(), now.year() - 1, now.year() + 1].into_iter().find(|y| within(now, *y, future));
        let distant = |y: i16| self.said.tense == Tense::Open && !within(now, y, FUTURE);
        let year = year.map(|y| if distant(y) && at(y - 1).is_some_and(|d| self.speaks_of(d)) { y - 1 } else { y });
        Some((year.unwrap_or(now.year()), anchor))
    }

    /// Returns true if `date` lies near a time named with its year.
    fn speaks_of(&self, date: Date) -> bool {
        let near = |(from, to): &(Date, Date)| days_between(*from, date) >= -NEAR && days_between(date, *to) >= -NEAR;
        self.told.spans.iter().any(near)
    }
}
