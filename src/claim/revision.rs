//! Revisions that a document states itself: 82億円から88億円に引き上げた, 88億円（従来は82億円）, 10月から1月に遅れる.
//!
//! The two values are of one fact, each at its time, whatever other documents say.

use super::mentions::slice;
use super::period::is_term;
use super::{Claim, closeness};
use crate::extract::Record;
use crate::lexicon::{Replaced, Table, Uses, moves_date, replaced_after, replaced_before, table};
use crate::text::{BlockKind, Span, head, tail};
use crate::value::TimexType;
use serde::Deserialize;

/// What a word of `revision.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// After the second of two values: they are the ends of a range, and the first was not replaced.
    RangeEnd,
    /// Between a word for an earlier value and a value: the word belongs to something else.
    Separates,
    /// After a word for an earlier value: the two are a name.
    Name,
    /// A concept that says how firm a value is, not what it is of.
    Firmness,
}

static WORDS: Table<Uses<Use>> = table!("revision.csv", Uses::new);

/// A claim with the place of its value.
pub(super) struct Placed {
    pub claim: Claim,
    /// Index of the sentence.
    pub sentence: usize,
    /// Byte range of the value in the view.
    pub view: Span,
    /// True if the layout gives it the moment it holds for, and not its own sentence.
    pub in_entry: bool,
}

/// Most bytes between the two values of a change (41億円から35億円に): some twenty characters.
const CHANGE: usize = 60;

/// Code points before a value in which a word that calls it replaced is looked for.
const LOOK_BACK: usize = 16;

/// Most bytes between such a word and the value.
const GAP: usize = 30;

/// Marks the claims whose value was replaced, and by which value. Claims are in the order of their values.
pub(super) fn mark(record: &Record, all: &mut [Placed]) {
    let mut hinted = Vec::new();
    for k in 0..all.len() {
        let to = became(record, all, k);
        let former = former(record, &all[k]);
        all[k].claim.scope.former |= to.is_some() || former == Some(Replaced::Said) || is_same_bracket(record, all, k);
        if let Some(to) = to {
            all[k].claim.replaced_by = Some(all[to].claim.char_start);
        } else if former == Some(Replaced::Hinted) {
            hinted.push(k);
        }
    }
    for k in 0..all.len() {
        let open = all[k].claim.replaced_by.is_none();
        let to = match (all[k].claim.scope.former, hinted.binary_search(&k).is_ok()) {
            (true, _) if open => successor(record, all, k),
            (false, true) => alike(all, k, candidates(all, k)),
            _ => None,
        };
        if let Some(to) = to {
            all[k].claim.replaced_by = Some(all[to].claim.char_start);
            all[k].claim.scope.former = true;
        }
    }
}

/// The text of the sentence before and after a value.
fn text<'r>(record: &'r Record, p: &Placed) -> (&'r str, &'r str) {
    let all = &record.reading.view.text;
    let span = record.reading.view.sentences[p.sentence].span;
    (all.get(span.start..p.view.start).unwrap_or(""), all.get(p.view.end..span.end).unwrap_or(""))
}

/// The value Y that value `k` became by XからYに.
fn became(record: &Record, all: &[Placed], k: usize) -> Option<usize> {
    let x = &all[k];
    let (before, after) = text(record, x);
    after.strip_prefix("から")?;
    let comparable = |y: &Placed| y.sentence == x.sentence && y.claim.stated.dimension == x.claim.stated.dimension;
    let to = (k + 1..all.len()).take_while(|i| all[*i].sentence == x.sentence).find(|i| comparable(&all[*i]))?;
    let y = &all[to];
    let rest = text(record, y).1;
    let near = y.view.start.saturating_sub(x.view.end) <= CHANGE;
    // 2歳から91歳にわたる is a range
    let becomes = rest.starts_with(['に', 'へ', 'と']) && !WORDS.begins(rest, Use::RangeEnd);
    let date = is_date(x);
    // 前期の31億円から36億円に: growth from one period to the next is no revision
    let grown = before.ends_with('の')
        && slice(&record.dates, x.sentence).iter().any(|d| {
            let t = &d.value.time;
            d.view.end + 'の'.len_utf8() == x.view.start && t.kind == TimexType::Date && is_term(t.granularity)
        });
    let moved = !date || head(rest, 24).split('。').next().is_some_and(moves_date);
    (near && becomes && moved && !grown).then_some(to)
}

/// How the words beside a value call it replaced, if they do.
fn former(record: &Record, p: &Placed) -> Option<Replaced> {
    let (before, after) = text(record, p);
    // 当初の見込みより2日遅い: the 2 days are the difference; 当初予算 is a name
    let separates = |gap: &str| {
        gap.contains(|c: char| c.is_ascii_digit() || "、）（".contains(c))
            || WORDS.any_in(gap, Use::Separates)
            || WORDS.begins(gap, Use::Name)
    };
    let called = replaced_before(tail(before, LOOK_BACK)).filter(|(_, gap)| gap.len() <= GAP && !separates(gap));
    if replaced_after(after) { Some(Replaced::Said) } else { called.map(|(how, _)| how) }
}

/// Returns true for （同53億円） after another bracket with a replaced value.
fn is_same_bracket(record: &Record, all: &[Placed], k: usize) -> bool {
    let x = &all[k];
    text(record, x).0.ends_with("（同")
        && all[..k].iter().rev().take_while(|p| p.sentence == x.sentence).any(|p| p.claim.scope.former)
}

/// Most values on either side that are considered as a successor: more than a sentence or a row has.
const REACH: usize = 96;

/// Least closeness of a word that names the value.
const NAMING: u8 = closeness::PREDICATE;

/// The value that replaced value `k`: the one in whose brackets `k` stands, else the nearest of the same name, else the only
/// other value of the sentence, or of it and the one before, else the one above it under the same label.
fn successor(record: &Record, all: &[Placed], k: usize) -> Option<usize> {
    let x = &all[k];
    let text = &record.reading.view.text;
    let candidates: Vec<usize> = candidates(all, k).collect();
    let bracket = candidates.iter().copied().rfind(|i| {
        let gap = text.get(all[*i].view.end..x.view.start).unwrap_or("");
        gap.starts_with('（') && !gap.contains(['）', '。'])
    });
    let sentences = &record.reading.view.sentences;
    let only = |from: usize| {
        let near = |p: &Placed| {
            (from..=x.sentence).contains(&p.sentence) && sentences[p.sentence].block == sentences[x.sentence].block
        };
        let alike = |p: &Placed| !is_date(p) || p.claim.stated.precision == x.claim.stated.precision;
        let mut near = candidates.iter().copied().filter(|i| near(&all[*i]) && alike(&all[*i]));
        near.next().filter(|_| near.next().is_none())
    };
    let before = x.sentence.saturating_sub(1);
    bracket
        .or_else(|| alike(all, k, candidates.iter().copied()))
        .or_else(|| only(x.sentence))
        .or_else(|| only(before))
        .or_else(|| labelled(record, all, k))
}

/// The last value before with the same label, in tables and lists that give earlier values in a row: 前回の予想 売上高1100億円.
fn labelled(record: &Record, all: &[Placed], k: usize) -> Option<usize> {
    let x = &all[k];
    let view = &record.reading.view;
    if view.blocks[view.sentences[x.sentence].block as usize].1 == BlockKind::Paragraph {
        return None;
    }
    let labels = naming(x, closeness::LABEL);
    let same = |p: &Placed| {
        fits(x, p)
            && p.claim.modality == x.claim.modality
            && naming(p, closeness::LABEL).iter().any(|w| labels.contains(w))
    };
    let from = k.saturating_sub(REACH);
    all[from..k].iter().rposition(same).map(|i| from + i)
}

/// Returns true if the value is a date.
fn is_date(p: &Placed) -> bool {
    p.claim.stated.dimension == "date"
}

/// The values of the sentence and the two beside it that may have replaced value `k`, in order.
fn candidates(all: &[Placed], k: usize) -> impl Iterator<Item = usize> + '_ {
    let x = &all[k];
    let near = |p: &Placed| p.sentence + 1 >= x.sentence && p.sentence <= x.sentence + 1;
    let (from, to) = (k.saturating_sub(REACH), all.len().min(k + REACH));
    (from..to).filter(move |i| *i != k && near(&all[*i]) && fits(x, &all[*i]))
}

/// Returns true if `new` may have replaced `old`: it is another value of the same dimension and kind, and not itself replaced.
fn fits(old: &Placed, new: &Placed) -> bool {
    let (a, b) = (&old.claim, &new.claim);
    a.stated.dimension == b.stated.dimension
        && !b.scope.former
        && a.stated.value != b.stated.value
        && (a.scope.change, &a.scope.per_unit) == (b.scope.change, &b.scope.per_unit)
}

/// The nearest candidate that shares a naming word, the earlier of two.
fn alike(all: &[Placed], k: usize, candidates: impl Iterator<Item = usize>) -> Option<usize> {
    let own = naming(&all[k], NAMING);
    let far = |i: usize| (all[i].sentence.abs_diff(all[k].sentence), i.abs_diff(k), i);
    candidates.filter(|i| naming(&all[*i], NAMING).iter().any(|w| own.contains(w))).min_by_key(|i| far(*i))
}

/// The words of at least that closeness that say what a value is of.
fn naming(p: &Placed, closeness: u8) -> Vec<&str> {
    let close = p.claim.terms.iter().filter(|t| t.closeness >= closeness).map(|t| t.word.as_str());
    close.filter(|w| !WORDS.is(w, Use::Firmness)).collect()
}

#[cfg(test)]
mod tests {
    use crate::claim::testing::replaced;
    use crate::corpus::Format;

    #[test]
    fn a_value_called_replaced_has_its_successor() {
        // the text, and each replaced value with the one that took its place
        for (text, expected) in [
            ("売上高の予想を1100億円から1150億円へ引き上げた。", "1100億円→1150億円"),
            ("営業利益は88億円（従来は82億円）、純利益は57億円（同53億円）を見込む。", "82億円→88億円 53億円→57億円"),
            ("開館は2020年10月から2021年1月に遅れる。", "2020年10月→2021年1月"),
            ("利用者は52万人としていたが、61万人に膨らんだ。", "52万人→61万人"),
            ("バスは最初は12往復でしたが、16往復に増やしました。", "12往復→16往復"),
            ("収容人数は1万9600人と、計画の2万人から縮めた。", "2万人→1万9600人"),
            // growth from one year to the next, a range, the size of a change, a name
            ("売上高は前期の31億円から36億円に伸びた。", ""),
            ("年齢は2歳から91歳にわたる。", ""),
            ("総事業費は41億円で、もとの案より2億円多い。", ""),
            ("当初予算の設計費1億4200万円のうち3100万円を使った。", ""),
            ("会議は10月5日から10月8日に開く。", ""),
        ] {
            assert_eq!(replaced(text, Format::Txt), expected, "{text}");
        }
    }
}
