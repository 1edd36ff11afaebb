//! See `stale_decision.md`.

use super::super::{Finding, Place, Severity};

/// What is reported for a row of the baseline, `what` being the rule and message it was about, at `gone`.
pub fn stale(row: Place, what: &str, gone: Option<Place>) -> Finding {
    Finding {
        rule: "stale-decision".to_owned(),
        severity: Severity::Warning,
        message: format!("{}行目の決定に当たる指摘はもうありません: {what}", row.line),
        // the words of the row are its fingerprint
        identity: row.excerpt.surface.clone(),
        place: row,
        related: gone.into_iter().collect(),
        suggestion: "行を消すか、--update-baseline で書き直す".to_owned(),
        ..Finding::default()
    }
}
