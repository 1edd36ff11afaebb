//! The reference date of one page: the day under which most of what it says of open days is what other pages say.

use super::day::{resolve, resolves};
use super::evidence::{Match, Of};
use super::{Page, Statement};
use crate::corpus::Reference;
use crate::extract::date::FromDocument;
use crate::value::days_between;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Candidate days that are compared.
const CANDIDATES: usize = 24;

/// Least evidence, and least share of it, for a page to be placed.
const ENOUGH: f32 = 0.22;
const SURE: f32 = 0.6;

/// Least evidence of one statement for the month of a page, and for the day of its times of day.
const MONTH: f32 = 0.12;
const LEADS_MONTH: f32 = 0.2;
const HOUR: f32 = 0.4;

/// Days after the reference date in which a day told as past may lie: the date is only near.
const AHEAD: i32 = 10;

/// Most pages that are named as those a page leans on.
const NAMED: usize = 5;

/// A page that leaves days open, with its matches.
pub(super) struct OpenPage<'p> {
    page: &'p Page,
    pages: &'p [Page],
    slips: &'p [Date],
    matches: &'p [Match],
    /// For each statement, whether the page leaves its day open.
    open: Vec<bool>,
}

impl<'p> OpenPage<'p> {
    pub fn new(page: &'p Page, slips: &'p [Date], pages: &'p [Page], matches: &'p [Match]) -> Self {
        let slipped =
            |s: &Statement, d: Date| s.when.year.is_none() && slips.iter().any(|slip| slip.year() == d.year());
        let open = page.statements.iter().map(|s| s.day.is_none_or(|d| slipped(s, d))).collect();
        OpenPage { page, pages, slips, matches, open }
    }

    /// Its placement, where there is evidence enough.
    pub fn place(&self) -> Option<Reference> {
        match self.page.published {
            Some(published) => self.place_hours(published),
            None => self.place_page(),
        }
    }

    /// Places what a page that states its publication date leaves open: the day of its times of day.
    fn place_hours(&self, published: Date) -> Option<Reference> {
        let (day, mut told) = self.event(&|day| (-30..=0).contains(&days_between(published, day)))?;
        told.sort_by(|a, b| self.pages[*a].path.cmp(&self.pages[*b].path));
        let leans_on = self.paths(told);
        let agreed = self.page.statements.iter().filter(|s| s.is_hour()).count();
        let slips = Vec::new();
        Some(Reference { day: None, event: Some(day), month: true, confidence: 1.0, agreed, leans_on, slips })
    }

    fn place_page(&self) -> Option<Reference> {
        let scored = self.candidates();
        let (best, most) = *scored.first()?;
        let rival = scored.iter().find(|(day, _)| self.reads_otherwise(best, *day)).map_or(0.0, |(_, s)| s.max(0.0));
        let confidence = most / (most + rival);
        if most < ENOUGH || confidence < SURE {
            return None;
        }
        let (agreed, leans_on) = self.support(best);
        Some(Reference {
            day: Some(self.settled(best)),
            event: self.event(&|day| (-40..=1).contains(&days_between(best, day))).map(|(day, _)| day),
            month: self.knows_month(best),
            confidence,
            agreed,
            leans_on,
            slips: self.slips.to_vec(),
        })
    }

    /// The days for which there is most evidence, each with its score, the best first.
    fn candidates(&self) -> Vec<(Date, f32)> {
        let mut votes: BTreeMap<Date, f32> = BTreeMap::new();
        for m in self.matches.iter().filter(|m| self.statement(m).is_none_or(|(_, open)| open)) {
            *votes.entry(m.reference).or_default() += m.weight;
        }
        let best_first = |all: &mut Vec<(Date, f32)>| all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut votes: Vec<(Date, f32)> = votes.into_iter().collect();
        best_first(&mut votes);
        votes.truncate(CANDIDATES);
        let mut scored: Vec<(Date, f32)> = votes.iter().map(|(day, _)| (*day, self.score(*day))).collect();
        best_first(&mut scored);
        scored
    }

    /// The statement of a match and whether its day is open; `None` for the lead.
    fn statement(&self, m: &Match) -> Option<(&Statement, bool)> {
        match m.of {
            Of::Lead => None,
            Of::Time(i) => Some((&self.page.statements[i], self.open[i])),
        }
    }

    /// The statements whose day is open.
    fn open(&self) -> impl Iterator<Item = &Statement> {
        self.page.statements.iter().zip(&self.open).filter(|(_, open)| **open).map(|(s, _)| s)
    }

    /// Sum over the statements of the best evidence that others tell of the day that each has under `reference`, less
    /// what speaks against it.
    fn score(&self, reference: Date) -> f32 {
        let mut best = vec![0.0_f32; self.page.statements.len()];
        let mut lead = 0.0_f32;
        let resolves_open =
            |i: usize, m: &Match| self.open[i] && resolves(self.page.statements[i].when, reference, m.day);
        for m in self.matches {
            match m.of {
                Of::Lead if (-1..=7).contains(&days_between(m.day, reference)) => lead = lead.max(m.weight),
                Of::Time(i) if resolves_open(i, m) => best[i] = best[i].max(m.weight),
                _ => {}
            }
        }
        let weekday = |(s, w): (&Statement, &f32)| match (s.when.weekday, resolve(s.when, reference)) {
            (Some(own), Some(day)) if day.weekday() == own => w + 0.3,
            (Some(_), Some(_)) => w - 0.2,
            _ => *w,
        };
        // days without a month are of one or two
        let days = self.open().filter(|s| s.when.day.is_some() && s.when.month.is_none());
        let months: BTreeSet<(i16, i8)> =
            days.filter_map(|s| resolve(s.when, reference)).map(|d| (d.year(), d.month())).collect();
        let spread = 0.1 * months.len().saturating_sub(1) as f32;
        // a page is written after what it tells of as past
        let mut past = self.page.statements.iter().filter(|s| s.when.year.is_some() && !s.ahead).filter_map(|s| s.day);
        let early = if past.any(|d| days_between(reference, d) > 30) { 0.3 } else { 0.0 };
        let told = self.page.statements.iter().filter(|s| s.past && s.when.month.is_some() && s.when.day.is_some());
        let ahead = told.filter_map(|s| resolve(s.when, reference)).any(|d| days_between(reference, d) > AHEAD);
        let early = early + if ahead { 0.3 } else { 0.0 };
        self.page.statements.iter().zip(&best).map(weekday).sum::<f32>() + lead - spread - early
    }

    /// Returns true if most of what the page leaves open has other days under `b` than under `a`.
    fn reads_otherwise(&self, a: Date, b: Date) -> bool {
        let days = || self.open().filter(|s| s.when.day.is_some());
        let all = days().count();
        let same = days().filter(|s| resolve(s.when, a) == resolve(s.when, b)).count();
        if all == 0 { days_between(a, b).abs() > 15 } else { all > 2 * same }
    }

    /// How many statements other pages agree with under `best`, and which pages those are, the most telling first.
    fn support(&self, best: Date) -> (usize, Vec<String>) {
        let mut told: BTreeMap<usize, f32> = BTreeMap::new();
        let mut agreed = 0;
        for (i, s) in self.page.statements.iter().enumerate().filter(|(i, _)| self.open[*i]) {
            let same = |m: &&Match| m.of == Of::Time(i) && resolves(s.when, best, m.day);
            let mut any = false;
            for m in self.matches.iter().filter(same) {
                *told.entry(m.page).or_default() += m.weight;
                any = true;
            }
            agreed += usize::from(any);
        }
        let mut leans_on: Vec<(usize, f32)> = told.into_iter().collect();
        leans_on.sort_by(|a, b| b.1.total_cmp(&a.1).then(self.pages[a.0].path.cmp(&self.pages[b.0].path)));
        (agreed, self.paths(leans_on.into_iter().map(|(page, _)| page)))
    }

    /// The paths of the first few of some pages.
    fn paths(&self, pages: impl IntoIterator<Item = usize>) -> Vec<String> {
        pages.into_iter().map(|page| self.pages[page].path.clone()).take(NAMED).collect()
    }

    /// Returns true if others tell of what the page tells of days without a month, or of what it leads in with.
    fn knows_month(&self, best: Date) -> bool {
        self.matches.iter().any(|m| match self.statement(m) {
            None => (-1..=7).contains(&days_between(m.day, best)) && m.weight > LEADS_MONTH,
            Some((s, open)) => open && s.when.month.is_none() && resolves(s.when, best, m.day) && m.weight >= MONTH,
        })
    }

    /// The day that the times of day of a page which names no day with them are told of elsewhere, and the pages that tell
    /// it; only of days for which `near` is true.
    fn event(&self, near: &dyn Fn(Date) -> bool) -> Option<(Date, Vec<usize>)> {
        let mut days: BTreeMap<Date, (f32, Vec<usize>)> = BTreeMap::new();
        let hour = |m: &Match| self.statement(m).is_some_and(|(s, _)| s.is_hour());
        for m in self.matches.iter().filter(|m| m.weight >= HOUR && hour(m) && near(m.day)) {
            let told = days.entry(m.day).or_default();
            told.0 += m.weight;
            told.1.push(m.page);
        }
        let (day, (_, mut told)) = days.into_iter().max_by(|a, b| a.1.0.total_cmp(&b.1.0).then(b.0.cmp(&a.0)))?;
        told.sort_unstable();
        told.dedup();
        Some((day, told))
    }

    /// The first of the days of which most pages tell what the page tells: that of the event, not of what came of it.
    fn onset(&self) -> Option<Date> {
        let mut told: BTreeMap<Date, BTreeSet<usize>> = BTreeMap::new();
        for m in self.matches {
            told.entry(m.day).or_default().insert(m.page);
        }
        let most = told.values().map(BTreeSet::len).max()?;
        told.into_iter().find(|(_, pages)| pages.len() == most).map(|(day, _)| day)
    }

    /// The reference date near `best`: the day the page calls today, the anniversary it tells of, or the last day that it
    /// tells of as past.
    fn settled(&self, best: Date) -> Date {
        let all = &self.page.statements;
        if let Some(day) = all.iter().filter(|s| s.today).find_map(|s| resolve(s.when, best)) {
            return day;
        }
        let anniversary = |months: i32| self.onset().unwrap_or(best).checked_add(months.months()).ok();
        if let Some(later) = self.page.anniversary.and_then(anniversary) {
            return later;
        }
        // きのう, of what others tell the day of
        let counted = |m: &Match| match self.statement(m) {
            Some((s, _)) if matches!(s.when.offset, Some(FromDocument::Days(_))) => resolves(s.when, best, m.day),
            _ => false,
        };
        if self.matches.iter().any(counted) {
            return best;
        }
        let past = all.iter().filter(|s| s.when.day.is_some() && s.when.offset.is_none() && !s.ahead);
        let last = past.fold(best, |last, s| resolve(s.when, last).map_or(last, |day| last.max(day)));
        // nothing that others agree with may read otherwise for it
        let agreed = |m: &&Match| {
            let open = self.statement(m).is_some_and(|(s, open)| open && resolves(s.when, best, m.day));
            open && m.weight >= MONTH
        };
        let same = |m: &Match| self.statement(m).is_some_and(|(s, _)| resolves(s.when, last, m.day));
        if self.matches.iter().filter(agreed).all(same) { last } else { best }
    }
}
