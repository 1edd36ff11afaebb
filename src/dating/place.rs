//! The day on which what a page says agrees best with what other pages say.

use super::{Affairs, Page, Statement, When};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// A page placed by its affair.
#[derive(Clone, Debug, PartialEq)]
pub struct Placement {
    /// The day near which the page reads best: at or after the last event that it tells.
    pub reference: Date,
    /// Share of the evidence that speaks for it and not for the next best month.
    pub confidence: f32,
    /// Number of its statements that other pages agree with.
    pub agreed: usize,
    /// The pages it leans on, by index, the most telling first.
    pub leans_on: Vec<usize>,
}

/// Rounds in which pages that were placed help to place others.
const ROUNDS: usize = 3;

/// Candidate days that are compared.
const CANDIDATES: usize = 16;

/// Least evidence, and least share of it, for a page to be placed.
const ENOUGH: f32 = 0.3;
const SURE: f32 = 0.6;

/// How far before its reference date a month and day may lie, and how far after, in days.
const PAST: i32 = 275;
const FUTURE: i32 = 120;

/// Places the pages that do not state when they were published; `None` for those that do, and for those that nothing
/// places.
pub fn place(pages: &[Page]) -> Vec<Option<Placement>> {
    let affairs = Affairs::new(pages);
    let mut placed: Vec<Option<Placement>> = vec![None; pages.len()];
    let open: Vec<usize> = (0..pages.len()).filter(|p| pages[*p].published.is_none()).collect();
    let neighbours: BTreeMap<usize, Vec<(usize, f32)>> = open.iter().map(|p| (*p, affairs.neighbours(*p))).collect();
    for _ in 0..ROUNDS {
        let known: Vec<Vec<Known>> = pages.iter().zip(&placed).map(|(page, own)| known(page, own.as_ref())).collect();
        let before = placed.iter().flatten().count();
        let next: Vec<(usize, Placement)> = open
            .iter()
            .filter(|p| placed[**p].is_none())
            .filter_map(|p| Some((*p, one(*p, pages, &neighbours[p], &known, &affairs)?)))
            .collect();
        next.into_iter().for_each(|(p, own)| placed[p] = Some(own));
        if placed.iter().flatten().count() == before {
            break;
        }
    }
    placed
}

/// A statement whose day is known.
struct Known<'p> {
    day: Date,
    /// Whether no more than the month is known.
    statement: &'p Statement,
    /// How much it tells: less where the page was placed itself.
    worth: f32,
}

/// What a page says of known days.
fn known<'p>(page: &'p Page, placed: Option<&Placement>) -> Vec<Known<'p>> {
    let of = |s: &'p Statement| {
        let day = s.day.or_else(|| resolve(s.when, placed?.reference))?;
        let worth = if s.day.is_some() { 1.0 } else { 0.7 };
        Some(Known { day, statement: s, worth })
    };
    page.statements.iter().filter_map(of).collect()
}

/// The day of a time on a page with that reference date.
fn resolve(when: When, reference: Date) -> Option<Date> {
    if let Some((years, months, days)) = when.offset {
        if days != 0 || years == 0 && months == 0 {
            return reference.checked_add(days.days()).ok();
        }
        let moved = reference.checked_add(years.years().months(months)).ok()?;
        let month = when.month.unwrap_or(moved.month());
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
            let before = reference.first_of_month().yesterday().ok().and_then(|x| Date::new(x.year(), x.month(), d).ok());
            this.filter(|x| days_between(reference, *x) <= 10).or(before)
        }
        _ => None,
    }
}

fn days_between(a: Date, b: Date) -> i32 {
    (b.duration_since(a).as_hours() / 24) as i32
}

/// What two statements about one day share, besides the day.
fn agreement(s: &Statement, t: &Statement, affairs: &Affairs) -> f32 {
    let sum = |terms: &[u32]| terms.iter().map(|t| affairs.idf(*t)).sum::<f32>();
    let both: Vec<u32> = s.terms.iter().filter(|x| t.terms.binary_search(x).is_ok()).copied().collect();
    let all = sum(&s.terms) + sum(&t.terms);
    let words = if all > 0.0 { 2.0 * sum(&both) / all } else { 0.0 };
    let values = s.values.iter().filter(|x| t.values.binary_search(x).is_ok()).count().min(2) as f32;
    let clock = match (s.when.minute, t.when.minute) {
        (Some(a), Some(b)) if a == b => if a % 60 == 0 { 0.4 } else { 1.0 },
        (Some(_), Some(_)) => -0.1,
        _ => 0.0,
    };
    words + 0.4 * values + clock
}

/// Evidence that the days are the same because of the parts they are written with alone.
fn base(when: When) -> f32 {
    match (when.offset, when.month, when.day) {
        (Some(_), ..) => 0.05,
        (None, Some(_), Some(_)) => 0.25,
        (None, None, Some(_)) => 0.05,
        _ => 0.0,
    }
}

/// A statement of the page that may tell the same as one of another page.
struct Match {
    statement: usize,
    page: usize,
    day: Date,
    weight: f32,
}

fn one(
    p: usize,
    pages: &[Page],
    neighbours: &[(usize, f32)],
    known: &[Vec<Known>],
    affairs: &Affairs,
) -> Option<Placement> {
    let page = &pages[p];
    let mut matches: Vec<Match> = Vec::new();
    let mut votes: BTreeMap<Date, f32> = BTreeMap::new();
    for (i, s) in page.statements.iter().enumerate().filter(|(_, s)| s.when.year.is_none()) {
        for (other, similarity) in neighbours {
            for t in &known[*other] {
                let Some(reference) = implied(s.when, t) else { continue };
                let weight = similarity * t.worth * (base(s.when) + agreement(s, t.statement, affairs).max(0.0));
                if weight > 0.03 {
                    *votes.entry(reference).or_default() += weight;
                    matches.push(Match { statement: i, page: *other, day: t.day, weight });
                }
            }
        }
    }
    let mut candidates: Vec<(Date, f32)> = votes.into_iter().collect();
    candidates.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    candidates.truncate(CANDIDATES);
    let mut scored: Vec<(Date, f32)> = candidates.iter().map(|(r, _)| (*r, score(page, *r, &matches))).collect();
    scored.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let (best, most) = *scored.first()?;
    let apart = |d: Date| days_between(best, d).abs() > 45;
    let second = scored.iter().filter(|(d, _)| apart(*d)).map(|(_, s)| *s).next().unwrap_or(0.0);
    let confidence = most / (most + second);
    if most < ENOUGH || confidence < SURE {
        return None;
    }
    let reference = last_told(page, best);
    let mut told: BTreeMap<usize, f32> = BTreeMap::new();
    let mut agreed = BTreeSet::new();
    for m in matches.iter().filter(|m| resolves(&page.statements[m.statement].when, best, m.day)) {
        *told.entry(m.page).or_default() += m.weight;
        agreed.insert(m.statement);
    }
    let mut leans_on: Vec<(usize, f32)> = told.into_iter().collect();
    leans_on.sort_by(|a, b| b.1.total_cmp(&a.1).then(pages[a.0].path.cmp(&pages[b.0].path)));
    let leans_on = leans_on.into_iter().map(|(page, _)| page).take(5).collect();
    Some(Placement { reference, confidence, agreed: agreed.len(), leans_on })
}

/// The reference date under which a time would be the day of a known statement.
fn implied(when: When, t: &Known) -> Option<Date> {
    if let Some((years, months, days)) = when.offset {
        if days != 0 || years == 0 && months == 0 {
            return t.day.checked_sub(days.days()).ok();
        }
        let fits = when.month.is_none_or(|m| m == t.day.month()) && when.day.is_none_or(|d| d == t.day.day());
        // 昨年3月 is of any day of the year after; the middle of it stands for all
        return (fits && when.month.is_some()).then(|| Date::new(t.day.year() - years as i16, 7, 1).ok()).flatten();
    }
    let fits = when.month.is_none_or(|m| m == t.day.month()) && when.day.is_none_or(|d| d == t.day.day());
    let clock = when.day.is_some() || when.minute.is_some() && when.minute == t.statement.when.minute;
    (fits && clock).then_some(t.day)
}

/// Returns true if a time is that day on a page with that reference date.
fn resolves(when: &When, reference: Date, day: Date) -> bool {
    match resolve(*when, reference) {
        Some(own) => own == day,
        // a clock time alone is of a day of the story
        None if when.day.is_none() && when.month.is_none() && when.minute.is_some() => {
            (-7..=1).contains(&days_between(reference, day))
        }
        None => match when.offset {
            Some((years, ..)) => day.year() == reference.year() + years as i16 && when.month == Some(day.month()),
            None => false,
        },
    }
}

/// Sum over the statements of a page of the best evidence that it is told elsewhere of the day it has under `reference`.
fn score(page: &Page, reference: Date, matches: &[Match]) -> f32 {
    let mut best = vec![0.0_f32; page.statements.len()];
    for m in matches {
        let own = &page.statements[m.statement];
        if m.weight > best[m.statement] && resolves(&own.when, reference, m.day) {
            best[m.statement] = m.weight;
        }
    }
    let weekday = |(s, w): (&Statement, &f32)| match (s.when.weekday, resolve(s.when, reference)) {
        (Some(own), Some(day)) if day.weekday() == own => w + 0.3,
        (Some(_), Some(_)) => w - 0.2,
        _ => *w,
    };
    page.statements.iter().zip(&best).map(weekday).sum()
}

/// The last day that the page tells of under `reference`, which it was written on or after.
fn last_told(page: &Page, reference: Date) -> Date {
    let days = page.statements.iter().filter(|s| s.when.month.is_some() && s.when.day.is_some());
    days.fold(reference, |last, s| resolve(s.when, last).map_or(last, |day| last.max(day)))
}
