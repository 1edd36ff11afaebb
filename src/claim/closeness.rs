//! How close a word stands to a value: a number from 0 to 100, by the place of the word.

use super::context::Context;
use super::sentence::{Word, WordKind};
use super::target::Target;
use crate::lexicon::{Table, Uses, table};
use crate::text::Span;
use serde::Deserialize;

/// What a word of `closeness.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// Between a value and the noun it is of: 580億円相当のNEM.
    OfValue,
    /// Before a value, a formal noun or a particle that names nothing: 亡くなった人は9人.
    OfNumber,
}

static WORDS: Table<Uses<Use>> = table!("closeness.csv", Uses::new);

/// The label of a row, the word before a colon, the noun a value is joined to.
pub(super) const LABEL: u8 = 100;
/// Among the three words before the value, or the label of a column.
pub(super) const NEAR: u8 = 80;
/// After the value, in its clause.
pub(super) const PREDICATE: u8 = 70;
/// Implied by the layout: a dateline is the day of the publication.
pub(super) const IMPLIED: u8 = 65;
/// Before the three words closest to the value, or after a date in its clause.
pub(super) const FAR: u8 = 45;
/// The topic of the sentence, in an earlier clause.
pub(super) const TOPIC: u8 = 40;
/// Elsewhere in the clause, beyond another value.
pub(super) const CLAUSE: u8 = 30;
/// The heading above.
pub(super) const HEADING: u8 = 22;
/// Elsewhere in the sentence.
pub(super) const SENTENCE: u8 = 6;

/// Closeness of word `k` of the sentence to a value.
pub(super) fn closeness(context: &Context, k: usize, word: &Word, target: &Target) -> u8 {
    match () {
        () if !target.clause.contains(word.span) && word.topic && k < target.words_before => TOPIC,
        () if !target.clause.contains(word.span) => SENTENCE,
        () if k < target.words_before => before(context, k, word, target),
        () => after(context, k, word, target),
    }
}

/// Closeness of a word before the value, in its clause.
fn before(context: &Context, k: usize, word: &Word, target: &Target) -> u8 {
    let Target { view, is_date, .. } = *target;
    let taken = !is_date && target.taken_from.is_some_and(|from| word.span.start >= from);
    let crossed = target.cut_left.is_some_and(|cut| word.span.start < cut) || target.is_operand || taken;
    match crossed {
        false if is_date => TOPIC,
        false if is_joined(context.between(word.span.end, view.start).unwrap_or("")) => LABEL,
        false if target.words_before - k > 3 => FAR,
        false => NEAR,
        // 営業利益は41億円から35億円に: the topic names both
        true if word.topic && target.changed => NEAR,
        true if word.topic => TOPIC,
        true => CLAUSE,
    }
}

/// Closeness of a word after the value, in its clause.
fn after(context: &Context, k: usize, word: &Word, target: &Target) -> u8 {
    let Target { view, is_date, .. } = *target;
    let between = context.between(view.end, word.span.start).unwrap_or("");
    if WORDS.is(between, Use::OfValue) {
        return LABEL;
    }
    // 朝凪町6弱 沖ノ瀬村5強: a word right before the next value belongs to that
    let gap_to_next = target.cut_right.and_then(|cut| context.between(word.span.end, cut));
    let crossed = target.cut_right.is_some_and(|cut| word.span.start >= cut)
        || gap_to_next.is_some_and(|gap| gap.is_empty() && target.labelled);
    let listed = !is_date && target.cut_right.is_some() && between.contains(['、', 'と', '（', '）']);
    // 1月1日の人口: the date says when the number holds
    let holds = target.is_moment || is_date && between.starts_with('の') && word.kind != WordKind::Verb;
    match (crossed || listed || holds, is_date) {
        (true, _) => CLAUSE,
        (false, true) if target.event.contains(&k) => NEAR,
        (false, true) => FAR,
        (false, false) => PREDICATE,
    }
}

/// Returns true if a value is stated of a name as its own: 羽鳥氏4986票, 瀬川社長（37）.
pub(super) fn is_borne_by(context: &Context, name: &Word, view: Span) -> bool {
    let between = context.between(name.span.end, view.start);
    between.is_some_and(|b| b.len() <= 24 && !b.contains(|c: char| "はがをにでとのもや、。」".contains(c)))
}

/// Returns true if only particles and formal nouns stand between a word and the value after it: 亡くなった人は9人, 被害の額が580億円.
fn is_joined(between: &str) -> bool {
    let mut joint = between;
    while let Some(rest) = WORDS.after(joint, Use::OfNumber) {
        joint = rest;
    }
    joint.len() <= 12
        && joint.chars().count() <= 4
        && joint.chars().all(|c| "はがもをでの：: 、約計（にと".contains(c) || c.is_ascii_punctuation())
}
