//! See `stale_decision.md`.

use crate::check::{Finding, Unmatched};

/// A row of the baseline, with the rule and message it was about.
pub(super) fn check(row: Unmatched) -> Finding {
    let Unmatched { place: row, what, gone } = row;
    Finding {
        message: format!("{}行目の決定に当たる指摘はもうありません: {what}", row.line),
        // the words of the row are its fingerprint
        identity: row.excerpt.surface.clone(),
        place: row,
        related: gone.into_iter().collect(),
        suggestion: "行を消すか、--update-baseline で書き直す".to_owned(),
        ..Finding::default()
    }
}
