//! Words by which a text says that a value was replaced by another: 従来の82億円, 15日としていた, 10月から1月に遅れる.

use super::{Prefixes, Table, rows, table};
use crate::text::Words;
use serde::Deserialize;

/// Where such a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Side {
    /// Shortly before the value that was replaced.
    Before,
    /// The same, where it may as well be no more than an earlier count.
    Moment,
    /// Right after it.
    After,
    /// After the second of two dates of which it says that the first was moved to it.
    Shift,
}

#[derive(Deserialize)]
struct Row {
    surface: String,
    side: Side,
    #[cfg_attr(not(test), allow(dead_code))]
    example: String,
}

static ROWS: Table<Vec<Row>> = table!("revisions.csv", rows);

/// Words of one side, to be looked for all at once.
static BEFORE: Table<[Words; 2]> =
    table!("revisions.csv", |_| [Side::Before, Side::Moment].map(|side| Words::new(of(side))));
/// Those of both: every value is asked for, and few have one.
static ANY_BEFORE: Table<Words> = table!("revisions.csv", |_| Words::new(of(Side::Before).chain(of(Side::Moment))));
static AFTER: Table<Prefixes<()>> =
    table!("revisions.csv", |_| Prefixes::new(of(Side::After).map(|surface| (surface.to_owned(), ()))));
static SHIFT: Table<Words> = table!("revisions.csv", |_| Words::new(of(Side::Shift)));

fn of(side: Side) -> impl Iterator<Item = &'static str> {
    ROWS.iter().filter(move |r| r.side == side).map(|r| r.surface.as_str())
}

/// How surely the text before a value calls it replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replaced {
    /// 従来の82億円: it does.
    Said,
    /// 27日の時点では5人: it may.
    Hinted,
}

/// Whether the text before a value calls it replaced, and what stands between that word and the value.
pub fn replaced_before(before: &str) -> Option<(Replaced, &str)> {
    if !ANY_BEFORE.any_in(before) {
        return None;
    }
    let [said, hinted] = &*BEFORE;
    let last = |words: &Words, side, how| {
        if !words.any_in(before) {
            return None;
        }
        let gaps = of(side).filter_map(|w| before.rsplit_once(w)).map(|(_, gap)| gap);
        gaps.min_by_key(|gap| gap.len()).map(|gap| (how, gap))
    };
    let told = last(said, Side::Before, Replaced::Said);
    told.or_else(|| last(hinted, Side::Moment, Replaced::Hinted))
}

/// Whether the text after a value calls it replaced.
pub fn replaced_after(after: &str) -> bool {
    AFTER.longest(after).is_some()
}

/// Whether the text after the second of two dates says that the first was moved to it.
pub fn moves_date(after: &str) -> bool {
    SHIFT.any_in(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_stands_in_its_example() {
        assert_eq!(ROWS.len(), include_str!("revisions.csv").lines().count() - 1);
        for row in ROWS.iter() {
            let at = row.example.find(&row.surface);
            let digit = |t: &str| t.contains(|c: char| c.is_ascii_digit() || c == '年');
            let sides = at.map(|at| (digit(&row.example[..at]), digit(&row.example[at + row.surface.len()..])));
            match row.side {
                Side::Before | Side::Moment => assert!(sides.is_some_and(|(_, after)| after), "{}", row.example),
                Side::After | Side::Shift => assert!(sides.is_some_and(|(before, _)| before), "{}", row.example),
            }
        }
    }
}
