//! See `unused_ignore.md`.

use super::super::{Finding, Severity, Unmatched};

/// A comment, with what is wrong with it, if anything is.
pub(crate) fn check(comment: Unmatched) -> Finding {
    let Unmatched { place: comment, what: why, .. } = comment;
    let message =
        if why.is_empty() { "このコメントが閉じる指摘はありません".to_owned() } else { why };
    Finding {
        rule: "unused-ignore".to_owned(),
        severity: Severity::Warning,
        message,
        place: comment,
        suggestion: "<!-- totsugo: ignore[規則] 理由 --> と書くか、消す".to_owned(),
        ..Finding::default()
    }
}
