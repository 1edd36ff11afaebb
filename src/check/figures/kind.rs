//! Whether figures are of one kind, so that they can be added and compared.

use super::passage::Figure;
use crate::lexicon::{Table, Uses, table};
use crate::value::AmountKind;
use serde::Deserialize;

/// What a counter of `kind.csv` counts.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// Persons or firms: 5人, 2社.
    Party,
    /// Both alike: 5人と2社の計7者.
    AnyParty,
}

static WORDS: Table<Uses<Use>> = table!("kind.csv", Uses::new);

/// Returns true if two figures have one unit and are prices or rates of one thing, if of any.
pub(crate) fn alike(a: Figure, b: Figure) -> bool {
    a.value.amount.unit == b.value.amount.unit && a.value.per_unit == b.value.per_unit
}

/// Returns true if a figure counts or measures something: 5人, 80億円. Shares, ratios, ranks and ages do not.
pub(crate) fn counts(m: Figure) -> bool {
    !matches!(m.value.amount.kind, AmountKind::Percent | AmountKind::Ratio | AmountKind::Rank | AmountKind::Age)
}

/// Returns true if two figures can be added: they are [`alike`], or count parties, and [`counts`] holds.
pub(crate) fn addable(a: Figure, b: Figure) -> bool {
    let is = |m: Figure, usage| WORDS.is(&m.value.amount.unit, usage);
    let any = |m: Figure| is(m, Use::AnyParty);
    let party = |m: Figure| is(m, Use::Party) || any(m);
    let parties = (any(a) || any(b)) && party(a) && party(b);
    (a.value.amount.unit == b.value.amount.unit || parties) && a.value.per_unit == b.value.per_unit && counts(a)
}
