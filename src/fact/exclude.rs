//! What keeps two claims apart, however alike their words: scope, subject, period, place, time, magnitude.

use super::Verdict;
use super::compare::{day, lengths_apart};
use super::item::Item;
use super::change::dynamic;
use crate::claim::{Claim, SubjectFrom};
use crate::lexicon::Modality;
use crate::value::{Decimal, Granularity};

/// What two claims of one fact never differ in.
pub(super) fn excluded(p: &Item, q: &Item, verdict: Verdict) -> &'static str {
    let (a, b) = (p.claim, q.claim);
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
        && firm(a)
        && firm(b)
        && a.subject_type == b.subject_type
        && a.subject_type == "ORG"
        && a.subject != b.subject
        && !parties(a, b)
    {
        return "different subjects";
    }
    if amount && let (Some(m), Some(n)) = (&a.scope.period, &b.scope.period) {
        let apart = m.1 < n.0 || n.1 < m.0;
        if m != n && (differ || apart && a.scope.period_explicit && b.scope.period_explicit) {
            return "different periods";
        }
    }
    // an equal figure is told again years later; a different one is of another time
    let held_apart = differ || a.as_of_explicit && b.as_of_explicit;
    if amount && held_apart && background(a, b) {
        return "years apart";
    }
    let moving = || dynamic(a, NAMED) && dynamic(b, NAMED);
    if differ && amount && a.as_of_explicit && b.as_of_explicit && apart_in_time(a, b) && !moving() {
        return "different times";
    }
    if differ && a.stated.dimension == "duration" && lengths_apart(&a.stated, &b.stated) {
        return "different lengths of time";
    }
    let postponed = a.modality == Modality::Planned || b.modality == Modality::Planned;
    if differ && !amount && !postponed && far(a, b) {
        return "dates far apart";
    }
    if differ && amount && unlike(p, q) {
        return "orders of magnitude apart";
    }
    let disjoint = !a.places.is_empty() && !b.places.is_empty() && !a.places.iter().any(|p| b.places.contains(p));
    if amount && disjoint {
        return "different places";
    }
    let whole = |c: &Claim| c.terms.iter().any(|t| t.word == "全体" && t.weight >= 70);
    if differ && whole(a) != whole(b) {
        return "part and whole";
    }
    contrast(p, q)
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

/// Whether two dates are too far apart to be one event misdated: by more than a month, or two years where one is no finer
/// than a month, unless only the month or only the year differs.
fn far(a: &Claim, b: &Claim) -> bool {
    let (Some(x), Some(y)) = (day(&a.stated.lower), day(&b.stated.lower)) else { return false };
    let days = x.until(y).map_or(0, |s| s.get_days().abs());
    let one_field = x.day() == y.day() && (x.month() == y.month()) != (x.year() == y.year());
    let coarse = a.stated.precision.min(b.stated.precision) <= Granularity::Month as i32;
    days > if coarse { 730 } else { 31 } && !one_field
}

/// Whether two numbers are too far apart to be the same thing misreported, unless the digits are the same and only
/// the scale was lost (5億2300万 and 5万2300).
fn unlike(a: &Item, b: &Item) -> bool {
    let (Some(x), Some(y)) = (&a.number, &b.number) else { return false };
    let (x, y) = (x.abs().normalized(), y.abs().normalized());
    let same_digits = x.clone().into_bigint_and_exponent().0 == y.clone().into_bigint_and_exponent().0;
    let (small, large) = if x < y { (x, y) } else { (y, x) };
    !same_digits && small * Decimal::from(10) < large
}

/// From this closeness on a contrast is named right at the value.
const NAMED: u8 = 70;

/// Each contrast group's closest member must be the same: 死者 against 負傷者, 連結 against 単体.
fn contrast(a: &Item, b: &Item) -> &'static str {
    let differ = a.contrasts.iter().any(|p| {
        let other = b.contrasts.iter().find(|q| q.group == p.group && p.closeness.min(q.closeness) >= NAMED);
        other.is_some_and(|q| !p.members.iter().any(|m| q.members.contains(m)))
    });
    if differ { "words that exclude each other" } else { "" }
}
