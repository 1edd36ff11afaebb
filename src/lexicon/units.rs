//! Units, counters and currencies beside a number, and the hedges around it.

use super::{Prefixes, Table, rows, table};
use crate::text::fold_str;
use crate::value::Modifier;
use serde::Deserialize;

/// Kinds of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitClass {
    /// Fiat money.
    Money,
    /// The sign or code of fiat money before a number: $20, USD 20.
    MoneyBefore,
    /// The hundredth of a currency, after the main unit: 20円50銭.
    MoneyFraction,
    /// A crypto asset.
    Crypto,
    /// Per cent, 割, points.
    Percent,
    /// N分のM.
    Fraction,
    /// 倍.
    Ratio,
    /// Years of age.
    Age,
    /// An age bracket of ten years (30代).
    AgeBand,
    /// A place in an order.
    Rank,
    /// A counter.
    Count,
    /// A physical measure.
    Measure,
    /// Part of an identifier: no quantity.
    Identifier,
    /// Any other.
    Other,
}

/// A row of `units.csv`.
#[derive(Clone, Debug, Deserialize)]
pub struct Unit {
    /// As written, folded.
    pub surface: String,
    /// Its kind.
    pub class: UnitClass,
    /// ISO 4217, ticker, %, UCUM, or the counter as written.
    pub unit: String,
    /// Power of ten that it multiplies the number by: 8 for 億円.
    pub exponent: i32,
}

/// A row of `hedges.csv`.
#[derive(Clone, Debug, Deserialize)]
pub struct Hedge {
    /// As written.
    pub surface: String,
    /// `before` or `after` the number.
    pub place: String,
    /// How it softens the value.
    pub modifier: Modifier,
}

/// In the order of the file, the usual name of a unit first.
static ROWS: Table<Vec<Unit>> = table!("units.csv", rows);
static UNITS: Table<Prefixes<&Unit>> = table!("units.csv", |_| units(false));
static MONEY_BEFORE: Table<Prefixes<&Unit>> = table!("units.csv", |_| units(true));

/// The units that stand before a number, or those that stand after it.
fn units(before: bool) -> Prefixes<&'static Unit> {
    let placed = ROWS.iter().filter(|u| (u.class == UnitClass::MoneyBefore) == before);
    Prefixes::new(placed.map(|u| (fold_str(&u.surface), u)))
}

static BEFORE: Table<Vec<Hedge>> = table!("hedges.csv", |csv| hedges(csv, "before"));
static AFTER: Table<Prefixes<Hedge>> =
    table!("hedges.csv", |csv| Prefixes::new(hedges(csv, "after").into_iter().map(|h| (h.surface.clone(), h))));

static BEFORE_STARTS: Table<Prefixes<Hedge>> =
    table!("hedges.csv", |csv| Prefixes::new(hedges(csv, "before").into_iter().map(|h| (h.surface.clone(), h))));

fn hedges(csv: &str, place: &str) -> Vec<Hedge> {
    let mut rows: Vec<Hedge> = rows(csv);
    rows.retain(|h| h.place == place);
    rows.sort_by_key(|h| std::cmp::Reverse(h.surface.len()));
    rows
}

/// The longest unit at the start of `text`, with its length in bytes.
pub fn unit_at(text: &str) -> Option<(&'static Unit, usize)> {
    UNITS.longest(text).map(|(unit, len)| (*unit, len))
}

/// The longest sign or code of money that stands before numbers, at the start of `text`, with its length in bytes.
pub fn money_before_at(text: &str) -> Option<(&'static Unit, usize)> {
    MONEY_BEFORE.longest(text).map(|(unit, len)| (*unit, len))
}

/// First characters of these signs and codes.
pub fn money_before_starts() -> impl Iterator<Item = char> {
    MONEY_BEFORE.starts()
}

/// The name of a currency after a number: ウォン for KRW; the code itself if no row has a Japanese name.
pub fn money_name(code: &str) -> &str {
    let named = |u: &&Unit| u.class == UnitClass::Money && u.exponent == 0 && u.unit == code && !u.surface.is_ascii();
    ROWS.iter().find(named).map_or(code, |u| u.surface.as_str())
}

/// The longest hedge that `text` ends with.
pub fn hedges_before(text: &str) -> Option<&'static Hedge> {
    BEFORE.iter().find(|h| text.ends_with(h.surface.as_str()))
}

/// The longest hedge that stands before numbers, at the start of `text`, with its length in bytes.
pub fn hedge_before_at(text: &str) -> Option<(&'static Hedge, usize)> {
    BEFORE_STARTS.longest(text)
}

/// The hedges that stand before numbers.
pub fn hedge_words_before() -> impl Iterator<Item = &'static str> {
    BEFORE_STARTS.keys()
}

/// The longest hedge that stands after numbers, at the start of `text`, with its length in bytes.
pub fn hedges_after(text: &str) -> Option<(&'static Hedge, usize)> {
    AFTER.longest(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn currencies_have_names() {
        let named = ["USD", "KRW", "JPY", "AUD", "XXX"].map(money_name);
        assert_eq!(named, ["ドル", "ウォン", "円", "豪ドル", "XXX"]);
    }
}
