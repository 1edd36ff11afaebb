//! Labels of speakers in minutes and interviews: 梶原委員　記録では…, ○町長（大沼伊知郎） …, 事務局：…. Their words do not belong to
//! the values of the speech.

use crate::lexicon::{AffixRole, Phrases, Table, affixes, table};
use crate::morph::Token;
use crate::text::head;

/// Speakers without a name or title: 事務局, 会員A.
static WORDS: Table<Phrases> = table!("speaker.csv", Phrases::new);

/// Longest label, in code points.
const LABEL: usize = 24;

/// Byte offset in a sentence at which the speech begins, after the label of its speaker; 0 without a label. `tokens` are
/// those of the sentence, `base` is its byte offset in the view.
pub(super) fn speech(text: &str, tokens: &[Token], base: usize) -> usize {
    let start = head(text, LABEL);
    let Some((at, gap)) = start.char_indices().find(|(_, c)| matches!(c, ' ' | '\u{3000}' | '：' | ':')) else {
        return 0;
    };
    let label = &text[..at];
    let from = at + gap.len_utf8();
    let mut speech = tokens.iter().skip_while(|t| (t.start as usize) < base + from);
    // 議長 1人 is a row of a table
    let spoken = text.ends_with(['。', '」']) && speech.any(|t| t.pos.is_predicate());
    if spoken && is_speaker(label) { from } else { 0 }
}

/// Returns true if a label names a speaker: it ends with a title, an honorific or a word of the table.
fn is_speaker(label: &str) -> bool {
    let label = label.trim_start_matches(|c: char| !c.is_alphanumeric());
    // 十一番（相良ミツ子） is a member, called by the seat
    let seat = label.split_once(['（', '(']).filter(|(_, rest)| rest.ends_with(['）', ')']));
    let name = seat.map_or(label, |(seat, _)| seat).trim_end_matches(|c: char| c.is_ascii_alphanumeric());
    let titled = |(i, _): (usize, char)| {
        let roles = affixes().roles(&name[i..]);
        roles.has(AffixRole::Title) || roles.has(AffixRole::Honorific)
    };
    !name.contains(['。', '、', 'は', 'が']) && (WORDS.ends(name) || name.char_indices().any(titled))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_names_a_speaker() {
        for label in
            ["梶原委員", "議長", "○町長（大沼伊知郎）", "○十一番（相良ミツ子）", "人事担当取締役", "事務局", "会員A"]
        {
            assert!(is_speaker(label), "{label}");
        }
        for label in ["死者", "総事業費", "社長は", "（注）", ""] {
            assert!(!is_speaker(label), "{label}");
        }
    }
}
