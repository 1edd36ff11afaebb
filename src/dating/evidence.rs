//! Evidence that a statement of one page and a statement of another are of one day.

use super::affair::Affairs;
use super::day::{implied, resolve};
use super::{Page, Statement, When};
use jiff::civil::Date;

/// A statement whose day is known.
pub(super) struct Known<'p> {
    day: Date,
    statement: &'p Statement,
    /// Factor of its evidence: 1 where the page writes the day, less where the page was placed by others.
    worth: f32,
}

/// A statement of a page that may be of the same day as a statement of another page.
pub(super) struct Match {
    /// The statement.
    pub of: Of,
    /// Index of the other page.
    pub page: usize,
    /// The day of the other statement.
    pub day: Date,
    /// The reference date under which both are of one day.
    pub reference: Date,
    /// Evidence for it, at least 0.03.
    pub weight: f32,
}

/// Which statement of a page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// That of its title and first sentences.
    Lead,
    /// One with a time of its own, by index.
    Time(usize),
}

/// Factor of the evidence of a lead, which says less of a day than a sentence with the day does.
const LEADING: f32 = 0.5;

/// Least evidence of a statement and of a lead to be a match.
const LEAST: f32 = 0.03;
const LEAST_OF_LEAD: f32 = 0.1;

/// Least evidence for another year to hold a written one for a slip.
const SLIPPED: f32 = 0.5;

/// The statements of a page whose day is known: from the page itself, or on a page with that reference date.
///
/// A day written in a year that is a slip is of the reference date's year.
pub(super) fn known<'p>(page: &'p Page, reference: Option<Date>, slips: &[Date]) -> Vec<Known<'p>> {
    let of = |s: &'p Statement| {
        let slipped = |d: &Date| slips.iter().any(|slip| slip.year() == d.year());
        let own = s.day.filter(|d| !slipped(d));
        let day = own.or_else(|| resolve(When { year: None, ..s.when }, reference?))?;
        let stated = page.published.is_some() || s.when.year.is_some();
        // a clock time alone has the day of another
        let own = if s.when.day.is_some() || s.when.offset.is_some() { 1.0 } else { 0.6 };
        Some(Known { day, statement: s, worth: own * if stated { 1.0 } else { 0.7 } })
    };
    page.statements.iter().filter_map(of).collect()
}

/// The matches of page `p` with what is known of its neighbours, which come with their similarity.
pub(super) fn matches(
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
                let Some(reference) = implied(s.when, t.day, t.statement.when.minute) else { continue };
                let weight = similarity * t.worth * (base(s.when) + agreement(s, t.statement, affairs).max(0.0));
                if weight > LEAST {
                    out.push(Match { of: Of::Time(i), page: *other, day: t.day, reference, weight });
                }
            }
            let weight = LEADING * similarity * t.worth * agreement(&page.lead, t.statement, affairs);
            if weight > LEAST_OF_LEAD {
                out.push(Match { of: Of::Lead, page: *other, day: t.day, reference: t.day, weight });
            }
        }
    }
    out
}

/// Evidence that two statements are of one day by what they share besides the day: words weighted by idf (Dice
/// coefficient), values, the time of day.
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

/// Evidence that two days are one by the parts they are written with: a month and a day are seldom equal by chance.
fn base(when: When) -> f32 {
    match (when.offset, when.month, when.day) {
        (Some(_), ..) => 0.05,
        (None, Some(_), Some(_)) => 0.25,
        (None, None, Some(_)) => 0.05,
        _ => 0.0,
    }
}

/// Days that a page writes with a year, which other pages tell of in the year before or after only: 2017年1月26日 of what
/// all others tell of 2018. Sorted, each once.
pub(super) fn slips(page: &Page, matches: &[Match]) -> Vec<Date> {
    let mut out = Vec::new();
    for (i, s) in page.statements.iter().enumerate().filter(|(_, s)| s.when.year.is_some()) {
        let Some(day) = s.day else { continue };
        let of = |shift: i16| {
            let years = |m: &&Match| m.of == Of::Time(i) && m.day.year() == day.year() + shift;
            matches.iter().filter(years).map(|m| m.weight).fold(0.0, f32::max)
        };
        if of(0) == 0.0 && of(1).max(of(-1)) >= SLIPPED {
            out.push(day);
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}
