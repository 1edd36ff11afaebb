//! Words by which a text says that a value was replaced by another: 従来の82億円, 15日としていた, 10月から1月に遅れる.

use super::{Prefixes, Table, rows, table};
use crate::text::Words;
use serde::Deserialize;

/// Where such a word stands, and what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Side {
    /// Shortly before the value that was replaced.
    Before,
    /// Shortly before a value that was replaced, or that is no more than an earlier count: 2月の時点では5人.
    Moment,
    /// Right after the value that was replaced.
    After,
    /// After the second of two dates: the first was moved to it.
    Shift,
}

#[derive(Deserialize)]
struct Row {
    surface: String,
    side: Side,
}

static ROWS: Table<Vec<Row>> = table!("revisions.csv", rows);

/// The words of [`Side::Before`] and of [`Side::Moment`], each to be looked for all at once.
static BEFORE: Table<[Words; 2]> =
    table!("revisions.csv", |_| [Side::Before, Side::Moment].map(|side| Words::new(of(side))));
/// The words of both: every value is asked for, and few have one.
static ANY_BEFORE: Table<Words> = table!("revisions.csv", |_| Words::new(of(Side::Before).chain(of(Side::Moment))));
static AFTER: Table<Prefixes<()>> =
    table!("revisions.csv", |_| Prefixes::new(of(Side::After).map(|surface| (surface.to_owned(), ()))));
static SHIFT: Table<Words> = table!("revisions.csv", |_| Words::new(of(Side::Shift)));

fn of(side: Side) -> impl Iterator<Item = &'static str> {
    ROWS.iter().filter(move |r| r.side == side).map(|r| r.surface.as_str())
}

/// How surely a text says that a value was replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replaced {
    /// 従来の82億円: it does.
    Said,
    /// 27日の時点では5人: it may.
    Hinted,
}

/// How surely the text before a value says that it was replaced, and what stands between that word and the value; `None` if
/// it does not say so.
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

/// Returns true if the text after a value says that it was replaced.
pub fn replaced_after(after: &str) -> bool {
    AFTER.longest(after).is_some()
}

/// Returns true if the text after the second of two dates says that the first was moved to it.
pub fn moves_date(after: &str) -> bool {
    SHIFT.any_in(after)
}
