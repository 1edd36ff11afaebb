//! Totals in running text and the parts they are the sum of.

use super::super::rules::sum::like;
use super::arithmetic::{Reach, Term, agrees, value};
use super::total::WORDS as TOTAL;
use crate::claim::slice;
use crate::extract::amount::Quantity;
use crate::extract::{Mention, Record};
use crate::lexicon::{FIGURE_WORDS, FigureUse, PairUse, Table, Uses, pairs, table};
use crate::value::{AmountKind, Decimal};
use serde::Deserialize;

/// What a word of `parts.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// What stands before is added up.
    Added,
    /// All that stands between the last term and a total of the terms.
    Joined,
    /// All parts of a whole follow.
    Breakdown,
    /// The last part of a list that then is complete.
    Closing,
    /// Between a number and the parts of a total, to which it does not belong then.
    NoPart,
    /// In the bracket after a total, which holds more than its parts or fewer.
    NotAll,
    /// In a list that is no list of all parts.
    ListOpen,
}

static WORDS: Table<Uses<Use>> = table!("parts.csv", Uses::new);

pub(crate) type Terms<'a> = Vec<Term<'a>>;

/// 小学生21点、中学生14点、高校生9点の計44点; 300円に200円を足して500円: the parts before a total, without a stop between.
pub(crate) fn totalled<'a>(record: &Record, amounts: &'a [Mention<Quantity>], k: usize) -> Option<Terms<'a>> {
    let text = &record.reading.view.text;
    let stated = &amounts[k];
    // 1株22円の配当は中間の20円と合わせて42円
    let like = |m: &Mention<Quantity>| {
        like(m, stated)
            || m.value.amount.unit == stated.value.amount.unit
                && stated.value.per_unit.is_empty()
                && matches!(m.value.amount.kind, AmountKind::Price)
    };
    let previous = amounts[..k].iter().rfind(|m| like(m))?;
    let gap = &text[previous.view.end..stated.view.start];
    let joined = WORDS.after(gap.trim_end_matches(['約', ' ']), Use::Joined) == Some("");
    let added = WORDS.any_in(gap, Use::Added);
    let named = ends_in_total(gap.trim_end_matches(['は', ' ', '約', 'で'])) && gap.chars().count() <= 12;
    let inside = TOTAL.begins(stated.view.of(text));
    if !(added || joined || named || inside && gap.chars().count() <= 8) || gap.contains('。') {
        return None;
    }
    let mut parts: Terms = vec![previous];
    for m in amounts[..k].iter().rev().skip_while(|m| m.view.start >= previous.view.start) {
        let between = &text[m.view.end..parts[0].view.start];
        // 乗客は23人、けが人は重傷3人、軽傷15人を合わせて: another topic ends the list, 用地費は does not
        if between.contains('は') && !between.trim_end_matches(['約', ' ']).ends_with('は') {
            break;
        }
        if !like(m)
            || between.contains(['。', '（', '）', '＝'])
            || between.chars().count() > 24
            || WORDS.any_in(between, Use::NoPart)
        {
            break;
        }
        parts.insert(0, m);
    }
    (parts.len() >= 2).then_some(parts)
}

/// Whether a word for a total stands last; 計 only as a word of its own, since 一般会計 is no sum.
fn ends_in_total(text: &str) -> bool {
    // 市と町が合わせて1億円: the words before it name other terms
    let own = |head: &&str| !head.rsplit('、').next().is_some_and(|clause| clause.contains(['が', 'は', 'も']));
    TOTAL.before(text).filter(own).is_some_and(|head| {
        !text.ends_with('計') || head.is_empty() || head.ends_with(['の', '、', '（', ' ', '合', '総'])
    })
}

/// 80件(個人52件 企業21件 団体7件): a bracket right after a total that holds nothing but its parts.
pub(crate) fn restated<'a>(record: &Record, amounts: &'a [Mention<Quantity>], k: usize) -> Option<Terms<'a>> {
    let text = &record.reading.view.text;
    let inner = text[amounts[k].view.end..].strip_prefix('（')?;
    let (inner, _) = inner.split_once('）')?;
    let end = amounts[k].view.end + "（".len() + inner.len();
    let parts: Terms = amounts[k + 1..].iter().filter(|m| m.view.end <= end).collect();
    let all_like = parts.iter().all(|m| like(m, &amounts[k]));
    let open = WORDS.any_in(inner, Use::NotAll);
    (parts.len() >= 2 && all_like && !open).then_some(parts)
}

/// 57人で、このうち重傷は12人、軽傷は35人: two parts that make up a whole.
pub(crate) fn partition<'a>(record: &Record, amounts: &'a [Mention<Quantity>], k: usize) -> Option<Terms<'a>> {
    let text = &record.reading.view.text;
    let [first, second] = amounts.get(k + 1..k + 3)?.first_chunk::<2>()?;
    let lead = &text[amounts[k].view.end..first.view.start];
    let middle = &text[first.view.end..second.view.start];
    let after = text[second.view.end..].trim_start_matches(['が', 'は', 'の']);
    // うち重傷は12人、軽傷は35人; うち12人が重傷、35人が軽傷
    let named = pairs(PairUse::Parts).any(|(a, b)| {
        lead.contains(a) && middle.contains(b) || middle.contains(a) && !middle.contains(b) && after.starts_with(b)
    });
    // うち3人が重傷、2人が軽傷、残る5人: there are more parts than the two
    let more = amounts.get(k + 3).is_some_and(|m| like(m, &amounts[k]));
    (named
        && !more
        && lead.contains("うち")
        && !middle.contains('。')
        && like(first, &amounts[k])
        && like(second, &amounts[k]))
    .then(|| vec![first, second])
}

/// 845億円だった。内訳は自動車513億円、機械249億円、その他83億円: a list of all parts, and what they are the parts of.
pub(crate) fn broken_down(record: &Record, sentence: usize) -> Option<(Term<'_>, Terms<'_>)> {
    let text = record.reading.view.sentence(sentence);
    let at = record.reading.view.sentences[sentence].span.start + WORDS.find(text, Use::Breakdown)?;
    let amounts = slice(&record.amounts, sentence);
    let parts: Terms = amounts.iter().filter(|m| m.view.start > at).collect();
    let first = parts.first()?;
    let list = record.reading.view.text.get(at..parts.last()?.view.end)?;
    let rest = record.reading.view.text.get(parts.last()?.view.end..)?;
    let open = FIGURE_WORDS.any_in(list, FigureUse::Base) || WORDS.any_in(list, Use::ListOpen);
    let more = ["など", "ほか", "等"].iter().any(|w| rest.starts_with(w));
    if parts.len() < 2 || open || more || !parts.iter().all(|m| like(m, first)) {
        return None;
    }
    let own = amounts.iter().filter(|m| m.view.end <= at);
    let before = sentence.checked_sub(1).map_or(&[][..], |s| slice(&record.amounts, s));
    let wholes: Terms = if own.clone().next().is_some() { own.collect() } else { before.iter().collect() };
    let wholes: Terms = wholes.into_iter().filter(|m| like(m, first) && m.value.amount.direction.is_none()).collect();
    // of several numbers before the list, the one that fits is meant
    let reach = Reach::sum(&parts)?;
    let fitting = wholes.iter().find(|w| agrees(w, &reach)).copied();
    let whole = fitting.or_else(|| wholes.first().copied().filter(|_| wholes.len() == 1))?;
    Some((whole, parts))
}

/// 10人のうち3人が重傷、残る7人が軽傷; 178人。A市が71人、B町38人、その他69人: a list that names its rest is complete.
pub(crate) fn closed(record: &Record, sentence: usize) -> Option<(Term<'_>, Terms<'_>)> {
    let text = &record.reading.view.text;
    let amounts = slice(&record.amounts, sentence);
    let label = |k: usize| &text[amounts[k - 1].view.end..amounts[k].view.start];
    let last = (1..amounts.len()).find(|k| WORDS.any_in(label(*k), Use::Closing))?;
    let rest = label(last);
    let of = (0..last).rfind(|k| text[amounts[*k].view.end..].starts_with("のうち"));
    let own = |from: usize| amounts[from..=last].iter().filter(|m| like(m, &amounts[last])).collect::<Terms>();
    let plain = amounts[..=last].iter().all(|m| m.value.amount.direction.is_none());
    let after = &text[amounts[last].view.end..];
    let part = |from: usize| (from + 1..=last).any(|k| label(k).contains("うち") && !label(k).starts_with("のうち"));
    if !plain || after.starts_with("のうち") || rest.chars().count() > 16 || rest.contains('。') {
        return None;
    }
    if let Some(of) = of.filter(|of| like(&amounts[*of], &amounts[last]) && !part(*of)) {
        let parts = own(of + 1);
        return (parts.len() >= 2).then_some((&amounts[of], parts));
    }
    let parts = own(0);
    let before = slice(&record.amounts, sentence.checked_sub(1)?);
    let mut wholes = before.iter().filter(|m| like(m, &amounts[last]) && m.value.amount.direction.is_none());
    let whole = wholes.next().filter(|_| wholes.next().is_none())?;
    let names_rest = ["その他", "そのほか", "それ以外"].iter().any(|w| rest.contains(w));
    let complete =
        names_rest && parts.len() >= 3 && of.is_none() && !part(0) && parts.len() == parts_like(amounts, last);
    (complete && close(whole, &parts)).then_some((whole, parts))
}

/// Whether parts come near a number before them, so that it is their whole and not another number: 120件の応募 of which
/// three prizes and 10 others are chosen.
fn close(whole: Term, parts: &[Term]) -> bool {
    let sum = parts.iter().filter_map(|m| value(m)).sum::<Decimal>();
    value(whole).is_some_and(|w| (&sum - w).abs() * Decimal::from(10) <= w * Decimal::from(3))
}

/// How many numbers up to the last part are of its kind, shares beside them left out.
fn parts_like(amounts: &[Mention<Quantity>], last: usize) -> usize {
    amounts[..=last].iter().filter(|m| m.value.amount.kind != AmountKind::Percent).count()
}
