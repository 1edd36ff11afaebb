//! What keeps two claims apart, however alike their words: scope, subject, period, place, time, magnitude.

use super::super::Verdict;
use super::super::verdict::compare::{day, days_between, lengths_apart};
use super::item::Item;
use crate::claim::{Claim, SubjectFrom};
use crate::lexicon::Modality;
use crate::value::{Decimal, Granularity};
use compact_str::CompactString;

/// What two claims of one fact never differ in. `moved` says whether a change in the world likely explains the difference;
/// it is asked last, since it costs more than all rules.
pub(crate) fn excluded(p: &Item, q: &Item, verdict: Verdict, moved: impl Fn() -> bool) -> &'static str {
    let (a, b) = (p.claim, q.claim);
    let differ = verdict == Verdict::Conflict;
    let amount = a.stated.dimension != "date";
    // 8カ所増やす and 8カ所加える: an equal figure of many digits is the same however it is put
    let telling = verdict == Verdict::Agree && a.stated.digits() >= 3;
    let rules: [(&'static str, &dyn Fn() -> bool); 12] = [
        ("one is a change, the other a level", &|| !telling && a.scope.change != b.scope.change),
        ("prices of different units", &|| units(&a.scope.per_unit, &b.scope.per_unit)),
        ("different periods", &|| amount && periods(a, b, differ)),
        // an equal figure is told again years later; a different one is of another time
        ("years apart", &|| amount && a.as_of_explicit && b.as_of_explicit && background(a, b)),
        ("different lengths of time", &|| {
            differ && a.stated.dimension == "duration" && lengths_apart(&a.stated, &b.stated)
        }),
        ("one begins, the other ends", &|| matches!((a.stated.edge, b.stated.edge), (Some(x), Some(y)) if x != y)),
        ("dates far apart", &|| !amount && differ && !open(a) && !open(b) && far(a, b)),
        ("different places", &|| amount && disjoint(&a.places, &b.places)),
        ("words that exclude each other", &|| !telling && contrast(p, q)),
        ("different subjects", &|| amount && subjects(a, b)),
        ("orders of magnitude apart", &|| amount && differ && unlike(p, q, &moved)),
        ("different times", &|| amount && differ && times(p, q) && !moved()),
    ];
    rules.into_iter().find(|(_, applies)| applies()).map_or("", |(why, _)| why)
}

fn units(a: &str, b: &str) -> bool {
    !a.is_empty() && !b.is_empty() && a != b
}

fn open(c: &Claim) -> bool {
    c.modality == Modality::Planned
}

/// Two organisations, each named as the subject in its sentence, of which neither is the other's partner.
fn subjects(a: &Claim, b: &Claim) -> bool {
    let org = |c: &Claim| c.subject_type == "ORG" && !c.subject.is_empty();
    let firm = |c: &Claim| c.subject_from >= SubjectFrom::Section;
    let speaks_of = |c: &Claim, name: &str| c.topics.iter().any(|topic| topic == name);
    // a document that tells two companies apart means the one, where another knows only the other
    let apart = |a: &Claim, b: &Claim| firm(a) && speaks_of(a, &b.subject) && !speaks_of(b, &a.subject);
    let named = |c: &Claim| c.subject_from == SubjectFrom::Sentence;
    // nor have two documents one subject that know nothing of each other's
    let strangers = || firm(a) && firm(b) && !speaks_of(a, &b.subject) && !speaks_of(b, &a.subject);
    let known = || named(a) && named(b) || apart(a, b) || apart(b, a) || strangers();
    org(a) && org(b) && a.subject != b.subject && known() && !parties(a, b)
}

/// Two periods: where the figures differ, one that is named in the clause and another; where they agree, two named ones
/// that share no day. Years of two companies that begin in different months are one.
fn periods(a: &Claim, b: &Claim, differ: bool) -> bool {
    let (Some(m), Some(n)) = (&a.scope.period, &b.scope.period) else { return false };
    let apart = m.1 < n.0 || n.1 < m.0;
    let named = (a.scope.period_explicit, b.scope.period_explicit);
    m != n && !same_length_and_near(m, n) && (differ && (named.0 || named.1) || apart && named.0 && named.1)
}

fn same_length_and_near(m: &(CompactString, CompactString), n: &(CompactString, CompactString)) -> bool {
    let days = |x: &str, y: &str| Some(day(x)?.until(day(y)?).ok()?.get_days());
    let (Some(p), Some(q), Some(shift)) = (days(&m.0, &m.1), days(&n.0, &n.1), days(&m.0, &n.0)) else { return false };
    p > 300 && (p - q).abs() <= 31 && shift.abs() <= 100
}

fn disjoint(a: &[CompactString], b: &[CompactString]) -> bool {
    !a.is_empty() && !b.is_empty() && !a.iter().any(|p| b.contains(p))
}

/// Both hold for a day they name, and each for another.
fn times(p: &Item, q: &Item) -> bool {
    let (a, b) = (p.claim, q.claim);
    let moving = p.dynamic >= NAMED && q.dynamic >= NAMED;
    a.as_of_explicit && b.as_of_explicit && apart_in_time(a, b) && !moving
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
pub(crate) fn background(a: &Claim, b: &Claim) -> bool {
    let at = |c: &Claim| day(&c.as_of_upper).or_else(|| day(&c.published));
    let stated = !a.as_of_upper.is_empty() || !b.as_of_upper.is_empty();
    matches!((at(a), at(b)), (Some(x), Some(y)) if stated && x.until(y).map_or(0, |s| s.get_days().abs()) > 300)
}

/// Whether two dates are too far apart to be one event misdated: by more than a month, or two years where one is no finer
/// than a month, unless only the month or only the year differs.
fn far(a: &Claim, b: &Claim) -> bool {
    let (Some(x), Some(y)) = (day(&a.stated.lower), day(&b.stated.lower)) else { return false };
    let days = days_between(&a.stated, &b.stated).map_or(0, i32::abs);
    let one_field = x.day() == y.day() && (x.month() == y.month()) != (x.year() == y.year());
    let coarse = a.stated.precision.min(b.stated.precision) <= Granularity::Month as i32;
    days > if coarse { 730 } else { 31 } && !one_field
}

/// Whether two numbers are too far apart to be the same thing misreported, unless the digits are the same and only
/// the scale was lost (5億2300万 and 5万2300).
fn unlike(a: &Item, b: &Item, moved: &impl Fn() -> bool) -> bool {
    let (Some(x), Some(y)) = (&a.number, &b.number) else { return false };
    let (x, y) = (x.abs(), y.abs());
    let (small, large) = if x < y { (x, y) } else { (y, x) };
    let digits = |n: &Decimal| n.normalized().into_bigint_and_exponent().0;
    // nobody is missing any more
    let none = || small == 0 && large < 1000 && moved();
    &small * Decimal::from(10) < large && digits(&small) != digits(&large) && !none()
}

/// From this closeness on a contrast is named right at the value.
const NAMED: u8 = 70;

/// Each contrast group's closest member must be the same: 死者 against 負傷者, 連結 against 単体.
fn contrast(a: &Item, b: &Item) -> bool {
    a.contrasts.iter().any(|p| {
        let other = b.contrasts.iter().find(|q| q.group == p.group && p.closeness.min(q.closeness) >= NAMED);
        other.is_some_and(|q| !p.members.iter().any(|m| q.members.contains(m)))
    })
}
