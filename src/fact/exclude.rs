//! What keeps two claims apart, however alike their words: scope, subject, period, place, time, magnitude.

use super::Verdict;
use super::compare::{day, lengths_apart};
use super::verdict::dynamic;
use crate::claim::{Claim, SubjectFrom};
use crate::lexicon::concepts;
use crate::value::Decimal;
use std::collections::HashMap;

/// What two claims of one fact never differ in.
pub(super) fn excluded(a: &Claim, b: &Claim, verdict: Verdict) -> &'static str {
    if a.scope.change != b.scope.change {
        return "one is a change, the other a level";
    }
    let differ = verdict == Verdict::Conflict;
    if a.scope.per_unit != b.scope.per_unit && (differ || !a.scope.per_unit.is_empty() && !b.scope.per_unit.is_empty())
    {
        return "prices of different units";
    }
    let amount = a.stated.dimension != "date";
    let firm = |c: &Claim| c.subject_from >= SubjectFrom::Section;
    if amount
        && (firm(a) || firm(b))
        && a.subject_type == b.subject_type
        && a.subject_type == "ORG"
        && a.subject != b.subject
        && !parties(a, b)
    {
        return "different subjects";
    }
    if amount && let (Some(p), Some(q)) = (&a.scope.period, &b.scope.period) {
        let apart = p.1 < q.0 || q.1 < p.0;
        if p != q && (differ || apart && a.scope.period_explicit && b.scope.period_explicit) {
            return "different periods";
        }
    }
    // an equal figure is told again years later; a different one is of another time
    let held_apart = differ || a.as_of_explicit && b.as_of_explicit;
    if amount && held_apart && background(a, b) {
        return "years apart";
    }
    if differ && amount && a.scope.former != b.scope.former {
        return "a former figure and a current one";
    }
    let moving = || dynamic(a, NAMED) && dynamic(b, NAMED);
    if differ && amount && a.as_of_explicit && b.as_of_explicit && apart_in_time(a, b) && !moving() {
        return "different times";
    }
    if differ && a.stated.dimension == "duration" && lengths_apart(&a.stated, &b.stated) {
        return "different lengths of time";
    }
    if differ && !amount && far(a, b) {
        return "dates far apart";
    }
    if differ && amount && unlike(a, b) {
        return "orders of magnitude apart";
    }
    // a number for one place is no total, even where small numbers happen to be equal
    let disjoint = !a.places.is_empty() && !b.places.is_empty() && !a.places.iter().any(|p| b.places.contains(p));
    let small = a.stated.value.len() <= 2;
    if amount && a.places != b.places && (differ || disjoint || small) {
        return "different places";
    }
    let whole = |c: &Claim| c.terms.iter().any(|t| t.word == "全体" && t.weight >= 70);
    if differ && whole(a) != whole(b) {
        return "part and whole";
    }
    contrast(a, b)
}

/// Whether each names the other's subject: the two sides of one deal or suit.
fn parties(a: &Claim, b: &Claim) -> bool {
    let names = |c: &Claim, subject: &str| c.entities.iter().any(|e| e == subject);
    names(a, &b.subject) || names(b, &a.subject)
}

fn apart_in_time(a: &Claim, b: &Claim) -> bool {
    let day = |s: &str| s.get(..10).unwrap_or("").to_owned();
    day(&a.as_of_upper) < day(&b.as_of_lower) || day(&b.as_of_upper) < day(&a.as_of_lower)
}

/// Whether one number is told of another time, such as an earlier earthquake: most of a year lies between the moments
/// they hold for, the publication date standing for a moment not stated.
fn background(a: &Claim, b: &Claim) -> bool {
    let at = |c: &Claim| day(&c.as_of_upper).or_else(|| day(&c.published));
    let stated = !a.as_of_upper.is_empty() || !b.as_of_upper.is_empty();
    matches!((at(a), at(b)), (Some(x), Some(y)) if stated && x.until(y).map_or(0, |s| s.get_days().abs()) > 300)
}

/// Whether two dates are too far apart to be one event misdated: more than a month, unless only the month or only the
/// year differs.
fn far(a: &Claim, b: &Claim) -> bool {
    let (Some(x), Some(y)) = (day(&a.stated.lower), day(&b.stated.lower)) else { return false };
    let days = x.until(y).map_or(0, |s| s.get_days().abs());
    let one_field = x.day() == y.day() && (x.month() == y.month()) != (x.year() == y.year());
    days > 31 && !one_field
}

/// Whether two numbers are too far apart to be the same thing misreported, unless the digits are the same and only
/// the scale was lost (5億2300万 and 5万2300).
fn unlike(a: &Claim, b: &Claim) -> bool {
    let parse = |c: &Claim| c.stated.value.parse::<Decimal>().ok().map(|d| d.abs().normalized());
    let (Some(x), Some(y)) = (parse(a), parse(b)) else { return false };
    let same_digits = x.clone().into_bigint_and_exponent().0 == y.clone().into_bigint_and_exponent().0;
    let (small, large) = if x < y { (x, y) } else { (y, x) };
    !same_digits && small * Decimal::from(10) < large
}

/// One side names a contrast right at its value; the other may have it from its heading.
const NAMED: u8 = 70;
const INHERITED: u8 = 20;

/// The closest words of each contrast group, with their closeness.
fn contrasts(c: &Claim) -> HashMap<&'static str, (u8, Vec<&str>)> {
    let mut best: HashMap<&'static str, (u8, Vec<&str>)> = HashMap::new();
    for t in c.terms.iter().filter(|t| t.weight >= INHERITED) {
        let Some(row) = concepts().get(&t.word).filter(|r| !r.contrast.is_empty()) else { continue };
        let entry = best.entry(row.contrast.as_str()).or_insert((t.weight, Vec::new()));
        if t.weight > entry.0 {
            *entry = (t.weight, Vec::new());
        }
        if t.weight == entry.0 {
            entry.1.push(t.word.as_str());
        }
    }
    best
}

/// Each contrast group's closest member must be the same: 死者 against 負傷者, 連結 against 単体.
fn contrast(a: &Claim, b: &Claim) -> &'static str {
    let (x, y) = (contrasts(a), contrasts(b));
    let differ = |(group, (p, words)): (&&str, &(u8, Vec<&str>))| {
        let other = y.get(*group).filter(|(q, _)| *p.max(q) >= NAMED);
        other.is_some_and(|(_, others)| !words.iter().any(|w| others.contains(w)))
    };
    if x.iter().any(differ) { "words that exclude each other" } else { "" }
}
