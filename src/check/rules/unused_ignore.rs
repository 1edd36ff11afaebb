//! See `unused_ignore.md`.

use crate::check::{Finding, Unmatched};

/// A comment, with what is wrong with it, if anything is.
pub(super) fn check(comment: Unmatched) -> Finding {
    let Unmatched { place: comment, what: why, .. } = comment;
    let message =
        if why.is_empty() { "このコメントが閉じる指摘はありません".to_owned() } else { why };
    Finding {
        message,
        place: comment,
        suggestion: "<!-- totsugo: ignore[規則] 理由 --> と書くか、消す".to_owned(),
        ..Finding::default()
    }
}
