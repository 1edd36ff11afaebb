//! The value that a claim is about, in its sentence: which words can belong to it.

use super::context::Context;
use super::sentence::{Word, WordKind};
use crate::text::Span;
use std::ops::Range;

/// A value in its sentence, with what is computed once for weighing every word against it. Offsets are bytes of the view.
pub(super) struct Target {
    /// The value.
    pub view: Span,
    /// True for a date, false for an amount.
    pub is_date: bool,
    /// Its clause.
    pub clause: Span,
    /// Number of words before it.
    pub words_before: usize,
    /// Words that begin before this offset belong to the value before.
    pub cut_left: Option<usize>,
    /// Words that begin at or after this offset belong to the value after.
    pub cut_right: Option<usize>,
    /// True if the value changed from the one before: 41億円から35億円に.
    pub changed: bool,
    /// True if a sign of arithmetic follows: a label before 88.549円×5億2300万XEM=463億円 names the result.
    pub is_operand: bool,
    /// True for a date that only says when something else holds.
    pub is_moment: bool,
    /// Words before it that begin at or after this offset belong to the value before: 2名が重傷、19名が軽傷.
    pub taken_from: Option<usize>,
    /// True if a word stands right before it.
    pub labelled: bool,
    /// For a date, the words that name what happens then.
    pub event: Range<usize>,
}

/// Most words on either side of a value that are weighed: more than a sentence has.
const REACH: usize = 96;

/// Most bytes between the two values of a change (41億円から35億円に): some forty characters.
const CHANGE: usize = 120;

impl Target {
    /// The value at `view`.
    pub fn new(context: &Context, view: Span, is_date: bool) -> Self {
        let words = &context.sentence.words;
        let clause = context.sentence.clause(view.start);
        let changed = |other: &Span| {
            let gap = context.between(other.end, view.start).filter(|gap| gap.len() <= CHANGE);
            gap.is_some_and(|gap| gap.contains("から") || gap.contains("より"))
        };
        let (mut cut_left, mut cut_right, mut last) = (None, None, None);
        for other in context.other_values(view, is_date).filter(|other| clause.contains(*other)) {
            if other.start >= view.end {
                cut_right = cut_right.or(Some(other.start));
            } else if other.end <= view.start {
                last = Some(other);
                // a value right before this one (5億2300万XEM、580億円相当) shares its words; any other takes those before it
                let next = words.partition_point(|w| w.span.start < other.end);
                if changed(&other) || words.get(next).is_some_and(|w| w.span.end <= view.start) {
                    cut_left = Some(other.end);
                }
            }
        }
        Target {
            view,
            is_date,
            clause,
            words_before: words.partition_point(|w| w.span.end <= view.start),
            cut_left,
            cut_right,
            changed: !is_date && last.is_some_and(|other| changed(&other)),
            is_operand: !is_date && is_operand(context, view),
            is_moment: is_date && context.is_moment(view),
            taken_from: last.filter(|other| are_parallel(context, *other, view)).map(|other| other.end),
            labelled: words.iter().any(|w| w.span.end == view.start),
            event: if is_date { event(context, view, clause, cut_right) } else { 0..0 },
        }
    }

    /// Indices of the words that are weighed.
    pub fn near(&self, words: &[Word]) -> Range<usize> {
        self.words_before.saturating_sub(REACH)..words.len().min(self.words_before + REACH)
    }
}

/// Returns true if the same particle follows two values (2名が重傷、19名が軽傷), or a word right after each (2人死亡、34人けが):
/// each goes with the words after it.
fn are_parallel(context: &Context, first: Span, second: Span) -> bool {
    let particle = |view: Span| context.after(view.end).chars().next().filter(|c| "がはのを".contains(*c));
    let directly = |view: Span| context.sentence.words.iter().any(|w| w.span.start == view.end);
    match (particle(first), particle(second)) {
        (Some(p), Some(q)) => p == q,
        _ => directly(first) && directly(second),
    }
}

/// Returns true if a sign of arithmetic follows.
fn is_operand(context: &Context, view: Span) -> bool {
    let after = context.after(view.end).trim_start();
    after.starts_with(['×', '÷', '+', '＋', '*'])
        || after.starts_with(['＝', '=']) && !context.before(view.start).ends_with(['＝', '='])
}

/// The words that name what happens at a date, up to the next value (`cut`). 14日に起きた事故の報告を公表した: a date goes with
/// the next predicate. 28日、起きた事故の報告を公表した: one that a comma separates goes with the last.
fn event(context: &Context, view: Span, clause: Span, cut: Option<usize>) -> Range<usize> {
    let words = &context.sentence.words;
    let end = cut.unwrap_or(clause.end).min(clause.end);
    let from = words.partition_point(|w| w.span.start < view.end);
    let to = words.partition_point(|w| w.span.end <= end);
    let after = context.after(view.end);
    let apart = after.trim_start_matches(['に', 'は', 'の', 'ご', 'ろ', '頃', '）']).starts_with('、');
    let own = from..to.max(from);
    // 出金停止を告知: 出金 and 停止 are one word, whose verb is 告知
    let compounded = |k: usize| k + 1 < own.end && words[k + 1].span.start == words[k].span.end;
    let mut verbs = own.clone().filter(|k| words[*k].kind == WordKind::Verb && !compounded(*k));
    let verb = if apart { verbs.next_back() } else { verbs.next() };
    match verb {
        Some(v) if apart => own.start.max(v.saturating_sub(2))..own.end,
        Some(v) => own.start..own.end.min(v + 2),
        None => own,
    }
}
