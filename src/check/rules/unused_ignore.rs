//! See `unused_ignore.md`.

use super::super::{Finding, Place, Severity};

/// What is reported for a comment that closes nothing, `why` being what is wrong with it, if anything is.
pub fn unused(comment: Place, why: &str) -> Finding {
    let message = if why.is_empty() { "このコメントが閉じる指摘はありません" } else { why };
    Finding {
        rule: "unused-ignore".to_owned(),
        severity: Severity::Warning,
        message: message.to_owned(),
        place: comment,
        suggestion: "<!-- totsugo: ignore[規則] 理由 --> と書くか、消す".to_owned(),
        ..Finding::default()
    }
}
