//! Words for kinds of things, which say what the name beside them is: 映画「朝の海」, 小惑星ミナト, a column 車種, A、B、Cの3県.

use super::EntityKind;
use crate::lexicon::{Table, rows, table};
use crate::text::{begins, ends};
use serde::Deserialize;

/// Where a word stands to the name whose type it says.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Use {
    /// Before a name in quotation marks: 映画「朝の海」.
    Quoted,
    /// Before a name without quotation marks: 小惑星ミナト.
    Bare,
    /// After a name in Latin letters: nanacoポイント.
    After,
    /// At the head of a column of names: 車種.
    Head,
    /// After the number of the names before it: A、Bの2県.
    Counted,
}

/// A row of `kinds.csv`.
#[derive(Deserialize)]
struct Row {
    surface: String,
    #[serde(rename = "type")]
    kind: EntityKind,
    #[serde(rename = "use")]
    usage: Use,
}

/// Longer words first, so that 新型車 is found before 車.
static KINDS: Table<Vec<Row>> = table!("kinds.csv", |csv| {
    let mut rows: Vec<Row> = rows(csv);
    rows.sort_by_key(|row| std::cmp::Reverse(row.surface.len()));
    rows
});

/// The rows of a use.
fn of(usage: Use) -> impl Iterator<Item = &'static Row> {
    KINDS.iter().filter(move |row| row.usage == usage)
}

/// The type of a name that stands after `before`, の between them or not; `quoted` says whether it has quotation marks.
pub(super) fn named_after(before: &str, quoted: bool) -> Option<EntityKind> {
    let before = before.strip_suffix('の').unwrap_or(before);
    of(if quoted { Use::Quoted } else { Use::Bare }).find(|row| ends(before, &row.surface)).map(|row| row.kind)
}

/// The type of a name in Latin letters that stands before `after`.
pub(super) fn named_before(after: &str) -> Option<EntityKind> {
    of(Use::After).find(|row| begins(after, &row.surface)).map(|row| row.kind)
}

/// The type of the names in a column with this head: 車種, 対象車種, 会社名.
pub(super) fn named_under(head: &str) -> Option<EntityKind> {
    let head = head.strip_suffix('名').unwrap_or(head);
    of(Use::Head).find(|row| ends(head, &row.surface)).map(|row| row.kind)
}

/// The type of the names before a number that `after` follows: 県 after 高知、徳島の2.
pub(super) fn counted(after: &str) -> Option<EntityKind> {
    let after = after.strip_prefix('つ').unwrap_or(after);
    let after = after.strip_prefix('の').unwrap_or(after);
    of(Use::Counted).find(|row| begins(after, &row.surface)).map(|row| row.kind)
}
