//! What stands around a quantity: hedges, direction of change, basis, price base, restatement, head noun.

use super::hedge::{band, soften};
use super::quantity::{Quantity, negate};
use super::rate::per_unit;
use super::sentence::Sentence;
use super::words::{Use, WORDS};
use crate::extract::Mention;
use crate::lexicon::{change_at, hedges_after, hedges_before};
use crate::text::tail;
use crate::value::{Amount, AmountKind, Direction};
use std::ops::Range;

/// Characters before a value in which 比 stands that says what it is compared with.
const BASIS: usize = 14;

/// Characters between a sum and the same in another currency.
const RESTATED: usize = 14;

/// Tokens that a head noun has at most.
const HEAD: usize = 6;

/// Fills in what the neighbourhood of a quantity says, and gives its span with attached hedges. `room` is the part of the
/// sentence that no other mention covers.
pub(super) fn complete(
    sentence: Sentence<'_>,
    q: &mut Quantity,
    span: Range<usize>,
    room: Range<usize>,
) -> Range<usize> {
    use AmountKind::{Count, Crypto, Measure, Money, Percent, Rank, Ratio};
    let text = sentence.text;
    let Range { mut start, mut end } = span;
    if band(&text[end..], &mut q.amount) {
        end += "台".len();
    }
    if let Some((hedge, len)) = hedges_after(&text[end..])
        .filter(|(_, len)| end + len <= room.end)
        .filter(|(hedge, _)| !(q.amount.kind == Rank && hedge.surface.chars().count() == 1))
    {
        soften(&mut q.amount, hedge);
        // を超えた is a verb, and no part of the mention
        if !hedge.surface.starts_with('を') {
            end += len;
        }
    }
    let ahead = text[..start].trim_end_matches(' ');
    if let Some(hedge) = hedges_before(ahead).filter(|h| ahead.len() - h.surface.len() >= room.start) {
        soften(&mut q.amount, hedge);
        start = ahead.len() - hedge.surface.len();
    }
    if matches!(q.amount.kind, Percent | Money | Count | Ratio | Measure) {
        end += change(&text[end..], &mut q.amount);
    }
    q.basis = basis(&text[..start]);
    if matches!(q.amount.kind, Money | Crypto | Measure) {
        q.per_unit = per_unit(&text[..start]);
    }
    if !q.per_unit.is_empty() && q.amount.kind == Money {
        q.amount.kind = AmountKind::Price;
    }
    q.head = head(sentence, end);
    start..end
}

/// Notes the direction of a change that the text after an amount tells, and gives the bytes that belong to the quantity:
/// 8.4％減 is a change of -8.4.
fn change(after: &str, amount: &mut Amount) -> usize {
    let Some((direction, inside, len)) = change_at(after) else { return 0 };
    let share = inside && amount.kind == AmountKind::Percent;
    if amount.direction.is_none() {
        amount.direction = Some(direction);
        if direction == Direction::Down && share {
            negate(amount);
        }
    }
    if share { len } else { 0 }
}

/// What a change is against: 前年同期比, 前期比, 前年度比; empty if nothing says so.
fn basis(before: &str) -> String {
    let near = tail(before, BASIS);
    let Some((head, gap)) = near.rsplit_once('比') else { return String::new() };
    if !gap.chars().all(|c| matches!(c, 'で' | 'は' | ' ' | '、' | '約' | '（' | '▲' | '△')) {
        return String::new();
    }
    let mut from = head;
    while let Some(rest) = WORDS.before(from, Use::BasisPart) {
        from = rest;
    }
    let basis = &head[from.len()..];
    if basis.is_empty() { String::new() } else { format!("{basis}比") }
}

/// Returns true if a sum that begins at `start` restates the amount before it in another currency: 数百ウォン（日本円にしておよそ数十億円）.
pub(super) fn restates(sentence: Sentence<'_>, start: usize, q: &Quantity, other: &Mention<Quantity>) -> bool {
    if other.value.amount.unit == q.amount.unit
        || q.amount.kind != AmountKind::Money
        || !matches!(other.value.amount.kind, AmountKind::Money | AmountKind::Crypto)
    {
        return false;
    }
    let gap = other.view.end.checked_sub(sentence.start()).and_then(|from| sentence.text.get(from..start));
    gap.is_some_and(|gap| {
        let opened = gap.starts_with('（') && !gap.contains('）');
        gap.chars().count() <= RESTATED && (opened || WORDS.any_in(gap, Use::Converted))
    })
}

/// The noun that a quantity counts, after the byte where it ends: 顧客 of 30人程度の顧客, NEM of 580億円相当のNEM.
fn head(sentence: Sentence<'_>, end: usize) -> String {
    let after = &sentence.text[end..];
    let Some(noun) = WORDS.after(after, Use::OfValue).unwrap_or(after).strip_prefix('の') else {
        return String::new();
    };
    let tokens = sentence.tokens_from(sentence.text.len() - noun.len());
    let nouns = tokens.iter().take_while(|t| t.pos.is_nominal() || t.pos.is_suffix() || t.pos.is_name());
    nouns.take(HEAD).map(|token| sentence.reading.text(token)).collect()
}
