//! The month of a date that gives its day alone: 「27日」.

use super::days::{FUTURE, PAST, SOON, following, previous};
use super::discourse::Discourse;
use super::named::is_news;
use super::standing::SpokenMonth;
use super::tense::Tense;
use crate::value::{Anchor, days_between};
use jiff::civil::{Date, Weekday};

/// By how much a day must be less than the one before it to be of the next month.
const WRAP: i8 = 15;

impl Discourse {
    /// Year and month of a date that gives the day only. In order: the month of the day named before in the sentence,
    /// or the one after it (31日から1日まで); the month spoken of in the paragraph or under the heading; the month by
    /// the publication date and the tense. A weekday, if written, decides between them. A month that lies far from the
    /// publication date (the background of a story) is not carried on, nor one still to come in a sentence that is not.
    pub fn month_of(&self, day: i8, weekday: Option<Weekday>, until: bool, here: bool) -> Option<(i16, i8, Anchor)> {
        let by_document = self.page.day_of_month().and_then(|p| self.near(p, day, weekday, until));
        let date = |(y, m): (i16, i8)| Date::new(y, m, day).ok();
        let fits = |d: &Date| weekday.is_none_or(|w| d.weekday() == w);
        let found = |d: Date, anchor| Some((d.year(), d.month(), anchor));
        let beside = self.said.day.and_then(|before| {
            let month = (before.year(), before.month());
            // 27日 and then 26日 goes back, 31日 and then 1日 goes on
            // but 先月22日を最後に雨がなく、17日まで goes on, too
            let until = before.day() > day && until;
            let wraps = before.day() - day >= WRAP || until;
            // 7月29日、2日未明に起こした障害: what has happened does not lie ahead
            let ahead = if self.said.tense == Tense::Past { 0 } else { SOON };
            let next = date(following(month))
                .filter(|d| !self.page.is_published() || self.page.day().is_none_or(|p| days_between(p, *d) <= ahead));
            if wraps { next.or_else(|| date(month)) } else { date(month).or_else(|| date(following(month))) }
        });
        // 7月16日 | 11日17時の時点: the cells of a row tell of one time
        if let Some(own) = self.place.day_of_row()
            && let Some(d) = date((own.year(), own.month())).filter(|d| *d <= own && fits(d))
        {
            return found(d, Anchor::Discourse);
        }
        // 8月26日の公開から4日の時点で: the moment of a count is near the day it is told
        let counted = self.said.as_of && by_document.is_some();
        if let Some(d) = beside.filter(|d| fits(d) && !counted) {
            return found(d, Anchor::Discourse);
        }
        // the month of another sentence lends itself only with a day, or where nothing else is known
        let known = self.page.day_of_month().is_some();
        let alone = self.at.month.is_some_and(|m| m.alone);
        let lends = self.said.month || !alone || !known;
        let carried = lends && (here || !known || self.place.heading.is_some());
        let spoken = self.at.month.filter(|_| carried).map(SpokenMonth::pair).and_then(|m| {
            let last = self.at.day.filter(|x| here && !alone && (x.year(), x.month()) == m);
            // 31日 and then 2日 goes on into the next month, in the next sentence too
            let wraps = last.is_some_and(|x| x.day() - day >= WRAP);
            let next =
                date(following(m)).filter(|d| wraps && self.page.day().is_none_or(|p| days_between(p, *d) <= SOON));
            next.or_else(|| date(m)).or_else(|| date(previous(m)))
        });
        // 2014年5月17日… 18日…: a sequel is of its month, however long ago
        let sequel = here
            && self.said.tense == Tense::Past
            && self.at.day.is_some_and(|x| (1..=7).contains(&(day - x.day())))
            && by_document.zip(self.page.day()).is_none_or(|(d, p)| days_between(p, d).abs() > 3);
        let long_ago = self.long_ago().filter(|_| self.said.tense != Tense::Plan);
        let spoken = long_ago.map_or(spoken, |last| {
            let this = date((last.year(), last.month()));
            let next = date(following((last.year(), last.month())));
            [this, next, date(previous((last.year(), last.month())))]
                .into_iter()
                .flatten()
                .find(|d| days_between(last, *d) >= -15)
        });
        let spoken = spoken.filter(|s| match self.page.day() {
            Some(_) if sequel || long_ago.is_some() => true,
            Some(p) => {
                let ahead = match () {
                    () if self.said.month => PAST,
                    () if self.said.tense.ahead() || !self.page.is_published() => FUTURE,
                    () => 0,
                };
                let behind = if self.said.tense == Tense::Future && self.page.is_published() { 0 } else { -PAST };
                (behind..=ahead).contains(&days_between(p, *s))
            }
            None => true,
        });
        // yesterday's news is not of the month a report of long ago was told in
        let is_news = |d: Date| self.page.day().is_some_and(|p| is_news(p, d, spoken));
        if let Some(d) =
            by_document.filter(|d| self.page.is_published() && self.said.tense == Tense::Past && fits(d) && is_news(*d))
        {
            return found(d, Anchor::Document);
        }
        if let Some(d) = by_document.filter(|_| counted) {
            return found(d, Anchor::Document);
        }
        // 11日 once more is the 11th told of before, on a page that is still about that time
        let told = self.told.days.iter().find(|d| d.day() == day && fits(d)).copied();
        let far = |d: &Date| self.page.day().is_some_and(|p| days_between(*d, p) > 45) && spoken.is_none();
        if let Some(d) =
            told.filter(|d| far(d) && self.at.day.as_ref().is_none_or(far) && self.said.tense != Tense::Future)
        {
            return found(d, Anchor::Discourse);
        }
        let again = || self.named.again(day, weekday, by_document);
        if let Some(d) = (spoken.is_none() && !self.said.tense.ahead()).then(again).flatten() {
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
    fn near(&self, p: Date, day: i8, weekday: Option<Weekday>, until: bool) -> Option<Date> {
        let this = (p.year(), p.month());
        let months = [this, previous(this), following(this)];
        let dates = || months.into_iter().filter_map(|(y, m)| Date::new(y, m, day).ok());
        let fits = |d: &Date| weekday.is_some_and(|w| d.weekday() == w);
        if let Some(d) = dates().filter(fits).min_by_key(|d| days_between(p, *d).abs()) {
            return Some(d);
        }
        // of a page that its affair places no more is known than the days just before
        if !self.page.is_published() {
            return dates().find(|d| (-15..=SOON).contains(&days_between(p, *d)));
        }
        let nearest = || dates().min_by_key(|d| days_between(p, *d).abs());
        let chosen = match self.said.tense {
            // 27日までかかる所を広げた: the end of a time may lie ahead
            Tense::Past if until => nearest(),
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
}
