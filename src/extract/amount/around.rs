//! What stands around a quantity: hedges, direction of change, basis, price base, restatement, head noun.

use super::Quantity;
use super::parse::negate;
use crate::extract::{Mention, Reading};
use crate::lexicon::{Hedge, Table, Uses, change_at, hedges_after, hedges_before, table};
use crate::text::tail;
use crate::value::{Amount, AmountKind, Decimal, Direction, Modifier, pow10};
use serde::Deserialize;

/// What a word of `around.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// Before a price or a rate for a length of time, by its first character: 月額.
    PerPeriod,
    /// A character of the words before 比 that say what a change is against: 前年同期比.
    BasisPart,
    /// Between a sum and what it comes to in another currency.
    Converted,
}

static WORDS: Table<Uses<Use>> = table!("around.csv", Uses::new);

/// Widens the span over attached hedges and fills in what the neighbourhood says.
#[allow(clippy::too_many_arguments)]
pub(super) fn complete(
    reading: &Reading,
    sentence: usize,
    text: &str,
    mut q: Quantity,
    start: usize,
    end: usize,
    room: std::ops::Range<usize>,
    before: &[Mention<Quantity>],
    index: usize,
) -> (usize, usize, Quantity) {
    let (mut start, mut end) = (start, end);
    band(text, &mut end, &mut q.amount);
    if let Some((hedge, len)) = hedges_after(&text[end..])
        .filter(|(_, len)| end + len <= room.end)
        .filter(|(h, _)| !(q.amount.kind == AmountKind::Rank && h.surface.chars().count() == 1))
    {
        soften(&mut q.amount, hedge);
        if hedge.surface != "を超え" {
            end += len;
        }
    }
    let ahead = text[..start].trim_end_matches(' ');
    if let Some(hedge) = hedges_before(ahead).filter(|h| ahead.len() - h.surface.len() >= room.start) {
        soften(&mut q.amount, hedge);
        start = ahead.len() - hedge.surface.len();
    }
    if matches!(
        q.amount.kind,
        AmountKind::Percent | AmountKind::Money | AmountKind::Count | AmountKind::Ratio | AmountKind::Measure
    ) {
        change(text, &mut end, &mut q.amount);
    }
    q.basis = basis(&text[..start]);
    if matches!(q.amount.kind, AmountKind::Money | AmountKind::Crypto | AmountKind::Measure) {
        q.per_unit = per_unit(&text[..start]);
    }
    if !q.per_unit.is_empty() && q.amount.kind == AmountKind::Money {
        q.amount.kind = AmountKind::Price;
    }
    q.equivalent_of = restated(&text[..start], before, &q, reading, sentence).map(|k| k + index);
    q.head = head(reading, sentence, &text[end..], end);
    (start, end, q)
}

/// 100円台 is 100 to 199, 110円台 110 to 119: the last digit that is not zero is the one that stands.
fn band(text: &str, end: &mut usize, amount: &mut Amount) {
    if !text[*end..].starts_with('台')
        || matches!(amount.kind, AmountKind::Rank | AmountKind::Ratio | AmountKind::Crypto)
    {
        return;
    }
    let Some(value) = amount.value.take() else { return };
    *end += "台".len();
    let (_, scale) = value.normalized().into_bigint_and_exponent();
    let step = pow10(-(scale as i32));
    // 144円台 ends below 145: the hundredth is the least anybody quotes
    let least = if step == 1 { -2 } else { amount.precision.min(0) };
    amount.upper = Some(&value + step - pow10(least));
    amount.lower = Some(value);
    amount.modifier = Some(Modifier::Vague);
}

/// 100余社: from the number to a tenth more.
pub(super) fn exceed(amount: &mut Amount) {
    amount.modifier = Some(Modifier::SlightlyMore);
    amount.upper = amount.value.as_ref().map(|v| v * Decimal::from(11) * pow10(-1));
}

fn soften(amount: &mut Amount, hedge: &Hedge) {
    let value = amount.value.clone().or_else(|| amount.lower.clone());
    amount.modifier = Some(hedge.modifier);
    let tenths = |n: i64| value.as_ref().map(|v| v * Decimal::from(n) * pow10(-1));
    if amount.kind == AmountKind::Rank && amount.unit == "震度" {
        amount.upper = None;
        return;
    }
    match hedge.modifier {
        Modifier::AtLeast | Modifier::MoreThan => (amount.lower, amount.upper) = (value, None),
        Modifier::AtMost if hedge.place == "before" => {}
        Modifier::AtMost | Modifier::LessThan => (amount.lower, amount.upper) = (None, amount.upper.take().or(value)),
        Modifier::SlightlyMore => (amount.lower, amount.upper) = (value.clone(), tenths(11)),
        Modifier::SlightlyLess => (amount.lower, amount.upper) = (tenths(9), value),
        _ => {}
    }
    // ▲42万円弱 lies above -42万
    if matches!((&amount.lower, &amount.upper), (Some(l), Some(u)) if l > u) {
        std::mem::swap(&mut amount.lower, &mut amount.upper);
    }
}

/// 8.4％減 is a change of -8.4; the direction column says it too.
fn change(text: &str, end: &mut usize, amount: &mut Amount) {
    let Some((direction, inside, len)) = change_at(&text[*end..]) else { return };
    let share = inside && amount.kind == AmountKind::Percent;
    if amount.direction.is_none() {
        amount.direction = Some(direction);
        if direction == Direction::Down && share {
            negate(amount);
        }
    }
    if share {
        *end += len;
    }
}

/// What a change is against: 前年同期比, 前期比, 前年度比, 同.
fn basis(before: &str) -> String {
    let near = tail(before, 14);
    let Some(at) = near.rfind('比') else { return String::new() };
    let gap = &near[at + "比".len()..];
    if !gap.chars().all(|c| matches!(c, 'で' | 'は' | ' ' | '、' | '約' | '（' | '▲' | '△')) {
        return String::new();
    }
    let head = &near[..at];
    let mut from = head;
    while let Some(rest) = WORDS.before(from, Use::BasisPart) {
        from = rest;
    }
    let basis = &head[from.len()..];
    if basis.is_empty() { String::new() } else { format!("{basis}比") }
}

/// The unit a price or rate is for: 1XEM＝, 1人当たり, 1株につき, 1校2175万円, 月額.
fn per_unit(before: &str) -> String {
    let near = tail(before, 24);
    if let Some(rest) = WORDS.before(near, Use::PerPeriod) {
        return near[rest.len()..].chars().take(1).collect();
    }
    // 1人当たりの一般会計予算 約41万9000円: the rate word may stand before the noun it is of
    let rate = near.char_indices().rev().find_map(|(at, c)| {
        let words: &[&str] = match c {
            '当' => &["当たり"],
            'あ' => &["あたり"],
            'に' => &["につき"],
            '＝' => &["＝"],
            '=' => &["="],
            'を' => &["を"],
            'は' => &["は"],
            // 1人が3000円 is what one paid
            'が' if near[..at].ends_with(|p: char| p.is_ascii_uppercase()) => &["が"],
            _ => &[],
        };
        words.iter().find(|w| near[at..].starts_with(**w)).map(|w| (at, *w))
    });
    let head = match rate {
        Some((at, w)) => {
            let gap = &near[at + w.len()..];
            let loose = matches!(w, "当たり" | "あたり" | "につき");
            let plain = |c: char| matches!(c, ' ' | '約' | '（' | '、') || "およそ平均".contains(c);
            let near_enough = if loose {
                !gap.contains(|c: char| c.is_ascii_digit() || "。、はがを".contains(c))
            } else {
                gap.chars().all(plain)
            };
            near_enough.then(|| &near[..at])
        }
        None => None,
    };
    head.and_then(one).or_else(|| one(near.trim_end_matches([' ', '約']))).unwrap_or_default()
}

/// The counter after a lone 1 at the end of `text`.
fn one(text: &str) -> Option<String> {
    let at = text.rfind('1')?;
    let unit = &text[at + 1..];
    let alone = !text[..at].ends_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '第'));
    let counter = crate::lexicon::unit_at(unit).is_some_and(|(_, n)| n == unit.len())
        || (3..=6).contains(&unit.len()) && unit.bytes().all(|b| b.is_ascii_uppercase());
    (alone && counter).then(|| unit.to_owned())
}

/// An amount in brackets right after another restates it: 数百ウォン（日本円にしておよそ数十億円）.
fn restated(
    before: &str,
    amounts: &[Mention<Quantity>],
    q: &Quantity,
    reading: &Reading,
    sentence: usize,
) -> Option<usize> {
    let (last, other) = amounts.iter().enumerate().next_back()?;
    let foreign = other.value.amount.unit != q.amount.unit;
    if !foreign
        || q.amount.kind != AmountKind::Money
        || !matches!(other.value.amount.kind, AmountKind::Money | AmountKind::Crypto)
    {
        return None;
    }
    let from = other.view.end.checked_sub(reading.view.sentences[sentence].span.start)?;
    let gap = before.get(from..)?;
    let opened = gap.starts_with('（') && !gap.contains('）');
    let said = WORDS.any_in(gap, Use::Converted);
    (gap.chars().count() <= 14 && (opened || said)).then_some(last)
}

/// The noun a quantity counts: 30人程度の顧客, 580億円相当のNEM.
fn head(reading: &Reading, sentence: usize, after: &str, end: usize) -> String {
    let rest = after
        .strip_prefix("相当")
        .or_else(|| after.strip_prefix("分"))
        .or_else(|| after.strip_prefix("規模"))
        .unwrap_or(after);
    let Some(noun) = rest.strip_prefix('の') else { return String::new() };
    let from = end + (after.len() - noun.len());
    let base = reading.view.sentences[sentence].span.start;
    let tokens = reading.sentence_tokens(sentence);
    let first = tokens.partition_point(|t| (t.start as usize) < base + from);
    let mut out = String::new();
    for t in tokens[first..].iter().take_while(|t| t.pos.is_nominal() || t.pos.is_suffix() || t.pos.is_name()).take(6) {
        out.push_str(reading.text(t));
    }
    out
}
