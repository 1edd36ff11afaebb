//! Hard constraints: differences that two claims of one fact never have, however alike their words.

use super::super::Verdict;
use super::super::values::compare::{days_between, lengths_apart};
use super::super::values::partial::of_unknown_months;
use super::profile::Profile;
use crate::claim::{Claim, SubjectFrom};
use crate::lexicon::Modality;
use crate::value::{Decimal, Granularity, day};
use compact_str::CompactString;

/// The first constraint that a pair breaks, in words; empty if it breaks none.
///
/// `verdict` is how the values compare; `moved` says whether both were probably true at their time, and is evaluated last,
/// since it costs more than all constraints.
pub(crate) fn excluded(p: &Profile, q: &Profile, verdict: Verdict, moved: impl Fn() -> bool) -> &'static str {
    let (a, b) = (p.claim, q.claim);
    let differ = verdict == Verdict::Conflict;
    let number = a.stated.dimension != "date";
    // 8カ所増やす and 8カ所加える: an equal number of several digits is the same fact however it is put
    let distinctive = number && verdict == Verdict::Agree && a.stated.digits() >= 3;
    let constraints: [(&'static str, &dyn Fn() -> bool); 12] = [
        ("one is a change, the other a level", &|| !distinctive && a.scope.change != b.scope.change),
        ("prices of different units", &|| other_units(&a.scope.per_unit, &b.scope.per_unit)),
        ("different periods", &|| number && other_periods(a, b, differ)),
        // an equal number is repeated years later; a different one belongs to another time
        ("years apart", &|| number && a.as_of_explicit && b.as_of_explicit && years_apart(a, b)),
        ("different lengths of time", &|| {
            differ && a.stated.dimension == "duration" && lengths_apart(&a.stated, &b.stated)
        }),
        ("one begins, the other ends", &|| matches!((a.stated.edge, b.stated.edge), (Some(x), Some(y)) if x != y)),
        ("days of unknown months", &|| !number && differ && of_unknown_months(&a.stated, &b.stated)),
        ("dates far apart", &|| !number && differ && !is_planned(a) && !is_planned(b) && dates_far_apart(a, b)),
        ("different places", &|| number && disjoint(&a.places, &b.places)),
        ("words that exclude each other", &|| !distinctive && contrast(p, q)),
        ("different subjects", &|| number && other_subjects(a, b)),
        ("orders of magnitude apart", &|| number && differ && magnitudes_apart(p, q, &moved)),
    ];
    constraints.into_iter().find(|(_, broken)| broken()).map_or("", |(why, _)| why)
}

/// Returns true if both are prices or rates, for different units.
fn other_units(a: &str, b: &str) -> bool {
    !a.is_empty() && !b.is_empty() && a != b
}

fn is_planned(c: &Claim) -> bool {
    c.modality == Modality::Planned
}

/// Returns true if the subjects are two organisations, known to be different, neither of which is the other's partner.
fn other_subjects(a: &Claim, b: &Claim) -> bool {
    let is_org = |c: &Claim| c.subject_type == "ORG" && !c.subject.is_empty();
    let known = |c: &Claim| c.subject_from >= SubjectFrom::Section;
    let mentions = |c: &Claim, name: &str| c.keywords.iter().any(|word| word == name);
    // the document of `a` distinguishes both organisations, that of `b` knows only its own
    let apart = |a: &Claim, b: &Claim| known(a) && mentions(a, &b.subject) && !mentions(b, &a.subject);
    let named = |c: &Claim| c.subject_from == SubjectFrom::Sentence;
    // neither document knows the other's subject
    let strangers = || known(a) && known(b) && !mentions(a, &b.subject) && !mentions(b, &a.subject);
    let different = || named(a) && named(b) || apart(a, b) || apart(b, a) || strangers();
    is_org(a) && is_org(b) && a.subject != b.subject && different() && !are_partners(a, b)
}

/// Returns true if the values are for different periods. Different values: one period is named in the clause. Equal values:
/// both are, and they share no day. Business years that begin in different months count as one period.
fn other_periods(a: &Claim, b: &Claim, differ: bool) -> bool {
    let (Some(m), Some(n)) = (&a.scope.period, &b.scope.period) else { return false };
    let apart = m.1 < n.0 || n.1 < m.0;
    let named = (a.scope.period_explicit, b.scope.period_explicit);
    m != n && !is_same_year(m, n) && (differ && (named.0 || named.1) || apart && named.0 && named.1)
}

/// Returns true if two periods are years that begin within 100 days of each other.
fn is_same_year(m: &(CompactString, CompactString), n: &(CompactString, CompactString)) -> bool {
    let days = |x: &str, y: &str| Some(day(x)?.until(day(y)?).ok()?.get_days());
    let (Some(p), Some(q), Some(shift)) = (days(&m.0, &m.1), days(&n.0, &n.1), days(&m.0, &n.0)) else { return false };
    p > 300 && (p - q).abs() <= 31 && shift.abs() <= 100
}

/// Returns true if both lists have places, and none in common.
fn disjoint(a: &[CompactString], b: &[CompactString]) -> bool {
    !a.is_empty() && !b.is_empty() && !a.iter().any(|p| b.contains(p))
}

/// Returns true if one sentence mentions the other's subject: the two sides of a deal or suit.
fn are_partners(a: &Claim, b: &Claim) -> bool {
    let names = |c: &Claim, subject: &str| c.entities.iter().any(|e| e == subject);
    names(a, &b.subject) || names(b, &a.subject)
}

/// Returns true if one number belongs to another time, as that of an earlier earthquake does: more than 300 days lie
/// between the moments they hold for, the publication date standing for one not stated.
pub(crate) fn years_apart(a: &Claim, b: &Claim) -> bool {
    let at = |c: &Claim| day(&c.as_of_upper).or_else(|| day(&c.published));
    let stated = !a.as_of_upper.is_empty() || !b.as_of_upper.is_empty();
    matches!((at(a), at(b)), (Some(x), Some(y)) if stated && x.until(y).map_or(0, |s| s.get_days().abs()) > 300)
}

/// Returns true if two dates are too far apart to be one date misreported: by more than 31 days, or by more than 730 if
/// one is no finer than a month, and more than one of year and month differs.
fn dates_far_apart(a: &Claim, b: &Claim) -> bool {
    let (Some(x), Some(y)) = (day(&a.stated.lower), day(&b.stated.lower)) else { return false };
    let days = days_between(&a.stated, &b.stated).map_or(0, i32::abs);
    let one_field = x.day() == y.day() && (x.month() == y.month()) != (x.year() == y.year());
    let coarse = a.stated.precision.min(b.stated.precision) <= Granularity::Month as i32;
    days > if coarse { 730 } else { 31 } && !one_field
}

/// Returns true if one number is more than ten times the other and has other digits: 5億2300万 and 5万2300 may be one value
/// whose scale was lost. A small number that went to zero is not excluded.
fn magnitudes_apart(a: &Profile, b: &Profile, moved: &impl Fn() -> bool) -> bool {
    let (Some(x), Some(y)) = (&a.number, &b.number) else { return false };
    let (x, y) = (x.abs(), y.abs());
    let (small, large) = if x < y { (x, y) } else { (y, x) };
    let digits = |n: &Decimal| n.normalized().into_bigint_and_exponent().0;
    // nobody is missing any more
    let none = || small == 0 && large < 1000 && moved();
    &small * Decimal::from(10) < large && digits(&small) != digits(&large) && !none()
}

/// Least closeness of a word that names the value.
const NAMED: u8 = 70;

/// Returns true if the closest members of a contrast group are different on the two sides: 死者 and 負傷者, 連結 and 単体.
fn contrast(a: &Profile, b: &Profile) -> bool {
    a.contrasts.iter().any(|p| {
        let other = b.contrasts.iter().find(|q| q.group == p.group && p.closeness.min(q.closeness) >= NAMED);
        other.is_some_and(|q| !p.members.iter().any(|m| q.members.contains(m)))
    })
}
