//! The day on which what a page says agrees best with what other pages say.

use super::{Affairs, Page, Statement, When};
use crate::corpus::Reference;
use crate::extract::date::Offset;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// A page placed by its affair.
#[derive(Clone, Debug, PartialEq)]
pub struct Placement {
    /// The day near which the page reads best, at or after the last event that it tells; `None` where it states one.
    pub day: Option<Date>,
    /// The day of what it tells of at a time of day alone.
    pub event: Option<Date>,
    /// Whether the month in which the page tells its days is known, too, and not the year alone.
    pub month: bool,
    /// Share of the evidence that speaks for it and not for the next best reading.
    pub confidence: f32,
    /// Number of its statements that other pages agree with.
    pub agreed: usize,
    /// The pages it leans on, by index, the most telling first.
    pub leans_on: Vec<usize>,
    /// Days that the page writes with a year that no other page knows and that is one off the year all others have.
    pub slips: Vec<Date>,
}

impl Placement {
    /// What reading the page once more needs of it.
    pub fn reference(&self) -> Reference {
        Reference { day: self.day, month: self.month, event: self.event, slips: self.slips.clone() }
    }
}

/// Rounds in which pages that were placed help to place others.
const ROUNDS: usize = 4;

/// Candidate days that are compared.
const CANDIDATES: usize = 24;

/// Least evidence, and least share of it, for a page to be placed.
const ENOUGH: f32 = 0.22;
const SURE: f32 = 0.6;

/// How far before its reference date a month and day may lie, and how far after, in days.
const PAST: i32 = 275;
const FUTURE: i32 = 120;

/// How far ahead of it a day without its month may lie.
const SOON: i32 = 10;

/// Places the pages that do not state when they were published; `None` for those that do, and for those that nothing
/// places.
pub fn place(pages: &[Page]) -> Vec<Option<Placement>> {
    let affairs = Affairs::new(pages);
    let mut placed: Vec<Option<Placement>> = vec![None; pages.len()];
    let open: Vec<usize> = (0..pages.len()).filter(|p| pages[*p].is_open()).collect();
    let neighbours: BTreeMap<usize, Vec<(usize, f32)>> = open.iter().map(|p| (*p, affairs.neighbours(*p))).collect();
    // what a page writes with a wrong year is known of no other day
    let all: Vec<Vec<Known>> = pages.iter().map(|page| known(page, None, &[])).collect();
    let slips: Vec<Vec<Date>> = (0..pages.len())
        .map(|p| {
            neighbours.get(&p).map_or_else(Vec::new, |near| slips(&pages[p], &matches(p, pages, near, &all, &affairs)))
        })
        .collect();
    for _ in 0..ROUNDS {
        let known: Vec<Vec<Known>> =
            (0..pages.len()).map(|p| known(&pages[p], placed[p].as_ref(), &slips[p])).collect();
        let before = placed.iter().flatten().count();
        let unplaced = open.iter().filter(|p| placed[**p].is_none());
        let place = |p: &usize| {
            let matches = matches(*p, pages, &neighbours[p], &known, &affairs);
            let found = match pages[*p].published {
                Some(published) => event(&pages[*p], published, pages, &matches),
                None => one(&pages[*p], &slips[*p], pages, &matches),
            };
            Some((*p, found?))
        };
        let next: Vec<(usize, Placement)> = unplaced.filter_map(place).collect();
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
    statement: &'p Statement,
    /// How much it tells: less where the page was placed itself.
    worth: f32,
}

/// What a page says of known days.
fn known<'p>(page: &'p Page, placed: Option<&Placement>, slips: &[Date]) -> Vec<Known<'p>> {
    let of = |s: &'p Statement| {
        let slipped = |d: &Date| slips.iter().any(|slip| slip.year() == d.year());
        let own = s.day.filter(|d| !slipped(d));
        let day = own.or_else(|| resolve(When { year: None, ..s.when }, placed?.day?))?;
        let stated = page.published.is_some() || s.when.year.is_some();
        // a clock time alone has the day of another
        let own = if s.when.day.is_some() || s.when.offset.is_some() { 1.0 } else { 0.6 };
        let worth = own * if stated { 1.0 } else { 0.7 };
        Some(Known { day, statement: s, worth })
    };
    page.statements.iter().filter_map(of).collect()
}

/// The day of a time on a page with that reference date.
fn resolve(when: When, reference: Date) -> Option<Date> {
    if let Some(offset) = when.offset {
        let moved = match offset {
            Offset::Days(n) => return reference.checked_add(n.days()).ok(),
            Offset::Months(n) => reference.first_of_month().checked_add(n.months()).ok()?,
            Offset::Years(n) => reference.first_of_year().checked_add(n.years()).ok()?,
        };
        let month = when.month.or(matches!(offset, Offset::Months(_)).then_some(moved.month()))?;
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
        (Some(a), Some(b)) if a == b && a % 60 == 0 => 0.25,
        (Some(a), Some(b)) if a == b => 1.0,
        (Some(_), Some(_)) => -0.1,
        _ => 0.0,
    };
    words + 0.4 * values + clock
}

/// Evidence that two days are one because of the parts they are written with alone.
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
    /// Index of the statement; `LEAD` for what the page leads in with.
    statement: usize,
    page: usize,
    day: Date,
    /// The reference date under which they are of one day.
    reference: Date,
    weight: f32,
}

const LEAD: usize = usize::MAX;

/// What a lead in tells of a day, as a share of what a statement of that day does.
const LEADING: f32 = 0.5;

fn matches(
    p: usize,
    pages: &[Page],
    neighbours: &[(usize, f32)],
    known: &[Vec<Known>],
    affairs: &Affairs,
) -> Vec<Match> {
    let page = &pages[p];
    let mut out: Vec<Match> = Vec::new();
    for (other, similarity) in neighbours {
        for t in &known[*other] {
            for (i, s) in page.statements.iter().enumerate() {
                let Some(reference) = implied(s.when, t) else { continue };
                let weight = similarity * t.worth * (base(s.when) + agreement(s, t.statement, affairs).max(0.0));
                if weight > 0.03 {
                    out.push(Match { statement: i, page: *other, day: t.day, reference, weight });
                }
            }
            let weight = LEADING * similarity * t.worth * agreement(&page.lead, t.statement, affairs);
            if weight > 0.1 {
                out.push(Match { statement: LEAD, page: *other, day: t.day, reference: t.day, weight });
            }
        }
    }
    out
}

fn one(page: &Page, slips: &[Date], pages: &[Page], matches: &[Match]) -> Option<Placement> {
    let lost: Vec<bool> = page.statements.iter().map(|s| is_open(s, slips)).collect();
    let mut votes: BTreeMap<Date, f32> = BTreeMap::new();
    for m in matches.iter().filter(|m| m.statement == LEAD || lost[m.statement]) {
        *votes.entry(m.reference).or_default() += m.weight;
    }
    let mut candidates: Vec<(Date, f32)> = votes.into_iter().collect();
    candidates.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    candidates.truncate(CANDIDATES);
    let mut scored: Vec<(Date, f32)> = candidates.iter().map(|(r, _)| (*r, score(page, *r, matches, &lost))).collect();
    scored.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let (best, most) = *scored.first()?;
    #[allow(clippy::print_stderr)]
    if std::env::var("DBG").is_ok() {
        eprintln!("{}", page.path);
        eprintln!("   {:?} slips {slips:?}", scored.iter().take(6).collect::<Vec<_>>());
        for (i, s) in page.statements.iter().enumerate() {
            eprintln!(
                "   {i} {:?} {:?} best {:?}",
                s.when,
                s.day,
                matches.iter().filter(|m| m.statement == i).max_by(|a, b| a.weight.total_cmp(&b.weight)).map(|m| (
                    m.day,
                    m.weight,
                    &pages[m.page].path
                ))
            );
        }
        eprintln!(
            "   lead best {:?}",
            matches.iter().filter(|m| m.statement == LEAD).max_by(|a, b| a.weight.total_cmp(&b.weight)).map(|m| (
                m.day,
                m.weight,
                &pages[m.page].path
            ))
        );
    }
    let rival = scored.iter().find(|(r, _)| reads_otherwise(page, best, *r, &lost)).map_or(0.0, |(_, s)| s.max(0.0));
    let confidence = most / (most + rival);
    if most < ENOUGH || confidence < SURE {
        return None;
    }
    let mut told: BTreeMap<usize, f32> = BTreeMap::new();
    let mut agreed = BTreeSet::new();
    for m in matches.iter().filter(|m| m.statement != LEAD && lost[m.statement]) {
        if resolves(&page.statements[m.statement].when, best, m.day) {
            *told.entry(m.page).or_default() += m.weight;
            agreed.insert(m.statement);
        }
    }
    let mut leans_on: Vec<(usize, f32)> = told.into_iter().collect();
    leans_on.sort_by(|a, b| b.1.total_cmp(&a.1).then(pages[a.0].path.cmp(&pages[b.0].path)));
    let leans_on = leans_on.into_iter().map(|(page, _)| page).take(5).collect();
    let near = |m: &&Match| match m.statement {
        LEAD => (-1..=7).contains(&days_between(m.day, best)) && m.weight > 0.2,
        s => lost[s] && page.statements[s].when.month.is_none() && resolves(&page.statements[s].when, best, m.day),
    };
    let month = matches.iter().filter(near).any(|m| m.weight >= 0.12);
    let event = hours(page, matches, &|day| (-40..=1).contains(&days_between(best, day))).map(|(day, _)| day);
    Some(Placement {
        day: Some(settled(page, best, onset(matches, best))),
        event,
        month,
        confidence,
        agreed: agreed.len(),
        leans_on,
        slips: slips.to_vec(),
    })
}

/// The day that the times of day of a page which names no day to them are told of elsewhere, and the pages that tell it.
fn hours(page: &Page, matches: &[Match], near: &dyn Fn(Date) -> bool) -> Option<(Date, Vec<usize>)> {
    let mut days: BTreeMap<Date, (f32, Vec<usize>)> = BTreeMap::new();
    let alone = |m: &&Match| m.statement != LEAD && page.statements[m.statement].is_hour() && near(m.day);
    for m in matches.iter().filter(alone).filter(|m| m.weight >= 0.4) {
        let told = days.entry(m.day).or_default();
        told.0 += m.weight;
        told.1.push(m.page);
    }
    let (day, (_, mut told)) = days.into_iter().max_by(|a, b| a.1.0.total_cmp(&b.1.0).then(b.0.cmp(&a.0)))?;
    told.sort_unstable();
    told.dedup();
    Some((day, told))
}

/// What a page that states when it was published leaves open: the day of its times of day.
fn event(page: &Page, published: Date, pages: &[Page], matches: &[Match]) -> Option<Placement> {
    let (day, mut told) = hours(page, matches, &|day| (-30..=0).contains(&days_between(published, day)))?;
    told.sort_by(|a, b| pages[*a].path.cmp(&pages[*b].path));
    told.truncate(5);
    let agreed = page.statements.iter().filter(|s| s.is_hour()).count();
    Some(Placement {
        day: None,
        event: Some(day),
        month: true,
        confidence: 1.0,
        agreed,
        leans_on: told,
        slips: Vec::new(),
    })
}

/// Returns true if the page itself does not say which day a statement means.
fn is_open(s: &Statement, slips: &[Date]) -> bool {
    let slipped = |d: Date| s.when.year.is_none() && slips.iter().any(|slip| slip.year() == d.year());
    s.day.is_none_or(slipped)
}

/// Days that are written with a year, which other pages tell of in the year before or after only.
fn slips(page: &Page, matches: &[Match]) -> Vec<Date> {
    let mut out = Vec::new();
    for (i, s) in page.statements.iter().enumerate().filter(|(_, s)| s.when.year.is_some()) {
        let Some(day) = s.day else { continue };
        let of = |shift: i16| {
            let years = |m: &&Match| m.statement == i && m.day.year() == day.year() + shift;
            matches.iter().filter(years).map(|m| m.weight).fold(0.0, f32::max)
        };
        if of(0) == 0.0 && of(1).max(of(-1)) >= 0.5 {
            out.push(day);
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// The reference date under which a time would be the day of a known statement.
fn implied(when: When, t: &Known) -> Option<Date> {
    let fits = when.month.is_none_or(|m| m == t.day.month()) && when.day.is_none_or(|d| d == t.day.day());
    match when.offset {
        Some(Offset::Days(n)) => return t.day.checked_sub(n.days()).ok(),
        // 昨年3月 is told on any day of the year after; the middle of it stands for all
        Some(Offset::Years(n)) => {
            return (fits && when.month.is_some()).then(|| Date::new(t.day.year() - n as i16, 7, 1).ok()).flatten();
        }
        Some(Offset::Months(n)) => {
            let told = |d: Date| d.first_of_month().checked_sub(n.months()).ok().map(|d| d.last_of_month());
            return (fits && when.day.is_some()).then(|| told(t.day)).flatten();
        }
        None => {}
    }
    let clock = when.day.is_some() || when.minute.is_some() && when.minute == t.statement.when.minute;
    (fits && clock).then_some(t.day)
}

/// Returns true if a time is that day on a page with that reference date.
fn resolves(when: &When, reference: Date, day: Date) -> bool {
    match (resolve(*when, reference), when.offset) {
        (Some(own), _) => own == day,
        (None, Some(Offset::Years(n))) => day.year() == reference.year() + n as i16 && when.month == Some(day.month()),
        (None, Some(_)) => false,
        // a clock time alone is of a day of the story
        (None, None) => when.day.is_none() && when.month.is_none() && (-7..=1).contains(&days_between(reference, day)),
    }
}

/// Returns true if most of what the page leaves open has other days under `b` than under `a`.
fn reads_otherwise(page: &Page, a: Date, b: Date, lost: &[bool]) -> bool {
    let open = page.statements.iter().zip(lost).filter(|(s, lost)| **lost && s.when.day.is_some()).map(|(s, _)| s);
    let (mut same, mut other) = (0, 0);
    for s in open {
        match resolve(s.when, a) == resolve(s.when, b) {
            true => same += 1,
            false => other += 1,
        }
    }
    if same + other == 0 { days_between(a, b).abs() > 15 } else { other > same }
}

/// Sum over the statements of a page of the best evidence that it is told elsewhere of the day it has under `reference`.
fn score(page: &Page, reference: Date, matches: &[Match], lost: &[bool]) -> f32 {
    let mut best = vec![0.0_f32; page.statements.len()];
    let mut lead = 0.0_f32;
    for m in matches {
        if m.statement == LEAD {
            if (-1..=7).contains(&days_between(m.day, reference)) {
                lead = lead.max(m.weight);
            }
            continue;
        }
        let own = &page.statements[m.statement];
        if lost[m.statement] && m.weight > best[m.statement] && resolves(&own.when, reference, m.day) {
            best[m.statement] = m.weight;
        }
    }
    let weekday = |(s, w): (&Statement, &f32)| match (s.when.weekday, resolve(s.when, reference)) {
        (Some(own), Some(day)) if day.weekday() == own => w + 0.3,
        (Some(_), Some(_)) => w - 0.2,
        _ => *w,
    };
    // days without a month are of one or two
    let open =
        page.statements.iter().zip(lost).filter(|(s, lost)| **lost && s.when.day.is_some() && s.when.month.is_none());
    let months: BTreeSet<(i16, i8)> =
        open.filter_map(|(s, _)| resolve(s.when, reference)).map(|d| (d.year(), d.month())).collect();
    let spread = 0.1 * months.len().saturating_sub(1) as f32;
    // a page is written after what it tells of as past
    let later = page.statements.iter().filter(|s| s.when.year.is_some() && !s.ahead);
    let early = if later.filter_map(|s| s.day).any(|d| days_between(reference, d) > 30) { 0.3 } else { 0.0 };
    page.statements.iter().zip(&best).map(weekday).sum::<f32>() + lead - spread - early
}

/// The day that most pages tell of what the page tells of: that of the event itself, not of what came of it.
fn onset(matches: &[Match], best: Date) -> Date {
    let mut told: BTreeMap<Date, BTreeSet<usize>> = BTreeMap::new();
    for m in matches {
        told.entry(m.day).or_default().insert(m.page);
    }
    let most = told.values().map(BTreeSet::len).max().unwrap_or(0);
    told.into_iter().find(|(_, pages)| pages.len() == most).map_or(best, |(day, _)| day)
}

/// The reference date that a page has which reads best near `best`: the day it calls today, or else the last one that it
/// tells of as past.
fn settled(page: &Page, best: Date, onset: Date) -> Date {
    if let Some(day) = page.statements.iter().filter(|s| s.today).find_map(|s| resolve(s.when, best)) {
        return day;
    }
    if let Some(later) = page.anniversary.and_then(|months| onset.checked_add(months.months()).ok()) {
        return later;
    }
    let counted = |s: &Statement| matches!(s.when.offset, Some(Offset::Days(_)));
    if page.statements.iter().any(counted) {
        return best;
    }
    let past = page.statements.iter().filter(|s| s.when.day.is_some() && s.when.offset.is_none() && !s.ahead);
    let last = past.fold(best, |last, s| resolve(s.when, last).map_or(last, |day| last.max(day)));
    // what follows must not read otherwise for it
    let open = page.statements.iter().filter(|s| s.day.is_none() && s.when.day.is_some());
    let same = open.into_iter().all(|s| resolve(s.when, last) == resolve(s.when, best));
    if same { last } else { best }
}
