//! Totals in running text and the parts they are the sum of.

use super::interval::{Interval, agrees};
use super::kind::addable;
use super::passage::{Figure, Passage, only, short, value};
use super::total::TOTAL;
use crate::extract::Mention;
use crate::extract::amount::Quantity;
use crate::lexicon::{FIGURE_WORDS, FigureUse, Table, Uses, rows, table};
use crate::text::is_kanji;
use crate::value::{AmountKind, Decimal};
use bigdecimal::ToPrimitive;
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
    /// Likewise, where the whole stands in the sentence before.
    Rest,
    /// Between a number and the parts of a total, to which it does not belong then.
    NoPart,
    /// Before a number that counts more than once.
    Each,
    /// In the bracket after a total, which holds more than its parts or fewer.
    NotAll,
    /// In a list that is no list of all parts.
    ListOpen,
    /// After a list: there are more parts.
    More,
    /// Right after a term: it is added to what the sentence before counts.
    Adds,
    /// All that stands between the number of terms and their total: 4カ国で205億円.
    Together,
}

static WORDS: Table<Uses<Use>> = table!("parts.csv", Uses::new);

/// Two words that make up a whole between them: 重傷 and 軽傷.
#[derive(Deserialize)]
struct Halves {
    first: String,
    second: String,
}

static HALVES: Table<Vec<Halves>> = table!("halves.csv", rows);

/// How many sentences before a list of parts the whole may stand.
const REACH: u32 = 3;

/// The parts of a total.
pub(crate) type Parts<'a> = Vec<Figure<'a>>;

/// The parts before a total, without a stop between: 小学生21点、中学生14点、高校生9点の計44点; 300円に200円を足して500円. The total is
/// the figure at `index` of its sentence.
pub(crate) fn totalled<'a>(passage: Passage<'a>, figures: &'a [Mention<Quantity>], index: usize) -> Option<Parts<'a>> {
    let stated = &figures[index];
    // 1株22円の配当は中間の20円と合わせて42円
    let like = |m: Figure| {
        addable(m, stated)
            || m.value.amount.unit == stated.value.amount.unit
                && stated.value.per_unit.is_empty()
                && matches!(m.value.amount.kind, AmountKind::Price)
    };
    let last = figures[..index].iter().rposition(like)?;
    // 531人に指示した。411人を加え、計942人に膨らんだ: the first term may stand in the sentence before
    let added_to = |gap: &str| {
        WORDS
            .begins(gap, Use::Adds)
            .then(|| only(passage.in_sentence_before(stated.sentence)?.iter().filter(|m| like(m))))?
    };
    let counted =
        figures.get(last + 1).filter(|_| last + 2 == index).and_then(|n| counts(passage, &figures[last], n, stated));
    let gap = passage.between(&figures[last], stated);
    // 18日に411人を加え、対象は386世帯、計942人に
    let adds = WORDS.begins(gap, Use::Adds) && TOTAL.before(gap.trim_end_matches(['約', ' '])).is_some();
    let joined = WORDS.after(gap.trim_end_matches(['約', ' ']), Use::Joined) == Some("");
    let added = WORDS.any_in(gap, Use::Added);
    let named = ends_in_total(gap.trim_end_matches(['は', ' ', '約', 'で'])) && short(gap, 12);
    let inside = TOTAL.begins(passage.surface(stated)) && short(gap, 8);
    // 職員3人、住民2人、並びに議長の計6人: one part stands without its number
    let unnumbered =
        gap.trim_start_matches(['、', 'と']).find('の').is_some_and(|at| at > 0) && gap.starts_with(['、', 'と']);
    if !(added || adds || joined || (named || inside) && !unnumbered || counted.is_some()) || gap.contains('。') {
        return None;
    }
    let mut parts: Parts = vec![&figures[last]];
    for m in figures[..last].iter().rev() {
        let between = passage.between(m, parts[0]);
        // 乗客は23人、けが人は重傷3人、軽傷15人を合わせて: another topic ends the list, 用地費は does not
        if between.contains('は') && !between.trim_end_matches(['約', ' ']).ends_with('は') {
            break;
        }
        // 旭川に7店、千歳に4店: an age or what looks like one stands beside a part
        if m.value.amount.kind == AmountKind::Age {
            continue;
        }
        if !like(m)
            || between.contains(['。', '（', '）', '＝'])
            || !short(between, 24)
            || WORDS.any_in(between, Use::NoPart)
        {
            break;
        }
        parts.insert(0, m);
    }
    if parts.len() == 1
        && last == 0
        && let Some(first) = added_to(gap)
    {
        parts.insert(0, first);
    }
    if let Some(n) = counted {
        parts.drain(..parts.len().checked_sub(n)?);
    } else if let Some(own) = (2..parts.len()).find_map(|n| fitting(&parts[parts.len() - n..], stated)) {
        // 37件の候補から、自然遺産2件と文化遺産16件の計18件: an earlier figure may be no part
        parts = own;
    }
    (parts.len() >= 2 && !parts.iter().any(|m| counts_each(passage, m))).then_some(parts)
}

/// Returns true if a number counts more than once: A市とB市がそれぞれ14人.
fn counts_each(passage: Passage, m: Figure) -> bool {
    WORDS.ends(passage.before(m), Use::Each)
}

/// These figures, if their sum can be the one stated.
fn fitting<'a>(parts: &[Figure<'a>], stated: Figure) -> Option<Parts<'a>> {
    Interval::sum(parts).is_some_and(|sum| agrees(stated, &sum)).then(|| parts.to_vec())
}

/// The number of terms before a total, if the text gives it between them: 米国90億円、英国70億円、仏国45億円の3カ国で205億円.
fn counts(passage: Passage, last: Figure, number: Figure, stated: Figure) -> Option<usize> {
    let joint = passage.between(number, stated).trim_end_matches(['約', ' ']);
    let counter = number.value.amount.kind == AmountKind::Count && !addable(number, stated);
    (counter && passage.between(last, number) == "の" && WORDS.is(joint, Use::Together))
        .then(|| value(number)?.to_usize())
        .flatten()
        .filter(|n| *n >= 2)
}

/// Returns true if a word for a total stands last; 計 and 合計 only as words of their own, since 一般会計 is no sum.
fn ends_in_total(text: &str) -> bool {
    // 市と町が合わせて1億円: the words before it name other terms
    let own = |head: &&str| !head.rsplit('、').next().is_some_and(|clause| clause.contains(['が', 'は', 'も']));
    // 198億円、102億円を引き受け、買収総額は1300億円: a total of something else
    let other = |head: &str| head.contains('、') && head.ends_with(is_kanji);
    TOTAL.before(text).filter(own).is_some_and(|head| {
        !other(head) && (!text.ends_with('計') || head.is_empty() || head.ends_with(['の', '、', '（', ' ']))
    })
}

/// The parts in a bracket right after a total that holds nothing else: 80件(個人52件 企業21件 団体7件).
pub(crate) fn restated<'a>(passage: Passage, figures: &'a [Mention<Quantity>], index: usize) -> Option<Parts<'a>> {
    let whole = &figures[index];
    let (inner, _) = passage.rest(whole).strip_prefix('（')?.split_once('）')?;
    let end = whole.view.end + "（".len() + inner.len();
    let parts: Parts = figures[index + 1..].iter().filter(|m| m.view.end <= end).collect();
    let all_like = parts.iter().all(|m| addable(m, whole));
    // 候補者106人（61人/45人）, 100本に2本: what is no list of labelled parts is something else
    let text = &passage.record().reading.view.text;
    let labelled = parts.iter().enumerate().all(|(k, m)| {
        let from = k.checked_sub(1).map_or(whole.view.end + "（".len(), |before| parts[before].view.end);
        let gap = text.get(from..m.view.start).unwrap_or("");
        let label = gap.trim_start_matches(['、', '・', '，', ',', ' ', '＋', '+', '／', '/', '：', 'と']);
        !label.trim_end_matches(['は', 'が', '約']).is_empty() && (k == 0 || label.len() < gap.len())
    });
    // 通算1112勝（重賞65勝、GI15勝): what comes nowhere near is no list of all parts
    let all = parts.len() >= 2 && all_like && labelled && !WORDS.any_in(inner, Use::NotAll);
    (all && close(whole, &parts)).then_some(parts)
}

/// Two parts that make up a whole: 57人で、このうち重傷は12人、軽傷は35人.
pub(crate) fn partition<'a>(passage: Passage<'a>, figures: &'a [Mention<Quantity>], index: usize) -> Option<Parts<'a>> {
    let whole = &figures[index];
    // けが人は57人だった。このうち重傷は12人、軽傷は35人: the parts may fill a sentence of their own
    let next = || passage.in_sentence(whole.sentence + 1);
    let alone = index + 1 == figures.len() && only(figures.iter().filter(|m| addable(m, whole))).is_some();
    let view = &passage.record().reading.view;
    let block = |s: u32| view.sentences.get(s as usize).map(|s| s.block);
    let follows = block(whole.sentence + 1) == block(whole.sentence);
    let rest = if alone && follows { next() } else { &figures[index + 1..] };
    let [first, second] = rest.first_chunk::<2>()?;
    let (lead, middle) = (passage.between(whole, first), passage.between(first, second));
    let after = passage.rest(second).trim_start_matches(['が', 'は', 'の']);
    // うち重傷は12人、軽傷は35人; うち12人が重傷、35人が軽傷
    let named = HALVES.iter().any(|Halves { first: a, second: b }| {
        lead.contains(a) && middle.contains(b) || middle.contains(a) && !middle.contains(b) && after.starts_with(b)
    });
    // うち3人が重傷、2人が軽傷、残る5人: there are more parts than the two
    let more = rest[2..].iter().any(|m| addable(m, whole));
    (named
        && !more
        && lead.contains("うち")
        && !middle.contains('。')
        && addable(first, whole)
        && addable(second, whole))
    .then(|| vec![first, second])
}

/// A list of all parts, and what they are the parts of: 845億円だった。内訳は自動車513億円、機械249億円、その他83億円.
pub(crate) fn broken_down(passage: Passage<'_>, sentence: u32) -> Option<(Figure<'_>, Parts<'_>)> {
    let view = &passage.record().reading.view;
    let announced =
        |s: u32| Some(view.sentences[s as usize].span.start + WORDS.find(view.sentence(s as usize), Use::Breakdown)?);
    let figures = passage.in_sentence(sentence);
    // 内訳は次の通り。国内が513億円、海外が332億円: the words may be a sentence of their own
    let before = sentence.checked_sub(1).filter(|s| passage.in_sentence(*s).is_empty());
    let (at, said) = match announced(sentence) {
        Some(at) => (at, sentence),
        None => before.and_then(|s| announced(s).map(|at| (at, s)))?,
    };
    // 内訳は自動車が10%増の513億円、機械が332億円で、前回から26億円増えた: neither shares nor a change of the whole are parts
    let listed = figures.iter().filter(|m| m.view.start > at && m.value.amount.kind != AmountKind::Percent);
    let parts: Parts = listed.take_while(|m| m.value.amount.direction.is_none()).collect();
    let (first, last) = (parts.first()?, parts.last()?);
    let list = view.text.get(at..last.view.end)?;
    let open = FIGURE_WORDS.any_in(list, FigureUse::Base) || WORDS.any_in(list, Use::ListOpen);
    let more = WORDS.begins(passage.rest(last), Use::More);
    let each = parts.iter().any(|m| counts_each(passage, m));
    if parts.len() < 2 || open || more || each || !parts.iter().all(|m| addable(m, first)) {
        return None;
    }
    let own: Parts = figures.iter().filter(|m| m.view.end <= at).collect();
    let level = |m: &Figure| addable(m, first) && m.value.amount.direction.is_none();
    let earlier =
        || (said.saturating_sub(REACH)..said).flat_map(|s| passage.in_sentence(s)).filter(|m| !passage.is_part(m));
    let wholes: Parts =
        if own.is_empty() { earlier().filter(level).collect() } else { own.into_iter().filter(level).collect() };
    // of several figures before the list, the one that fits is meant
    let sum = Interval::sum(&parts)?;
    let fitting = wholes.iter().find(|w| agrees(w, &sum)).copied();
    let whole = fitting.or_else(|| only(wholes.iter().copied()))?;
    Some((whole, parts))
}

/// A list that names its rest, so that it is complete, and its whole: 10人のうち3人が重傷、残る7人が軽傷; 178人。A市が71人、B町38人、
/// その他69人.
pub(crate) fn closed(passage: Passage<'_>, sentence: u32) -> Option<(Figure<'_>, Parts<'_>)> {
    let figures = passage.in_sentence(sentence);
    let label = |k: usize| passage.between(&figures[k - 1], &figures[k]);
    let last = (1..figures.len()).find(|k| WORDS.any_in(label(*k), Use::Closing))?;
    let rest = label(last);
    let of_it = |k: usize| passage.rest(&figures[k]).starts_with("のうち");
    let of = (0..last).rfind(|k| of_it(*k));
    let own = |from: usize| figures[from..=last].iter().filter(|m| addable(m, &figures[last])).collect::<Parts>();
    let levels = figures[..=last].iter().all(|m| m.value.amount.direction.is_none());
    let part = |from: usize| (from + 1..=last).any(|k| label(k).contains("うち") && !label(k).starts_with("のうち"));
    let each = figures[..=last].iter().any(|m| counts_each(passage, m));
    if !levels || each || of_it(last) || !short(rest, 16) || rest.contains('。') {
        return None;
    }
    if let Some(of) = of.filter(|of| addable(&figures[*of], &figures[last]) && !part(*of)) {
        let parts = own(of + 1);
        return (parts.len() >= 2).then_some((&figures[of], parts));
    }
    let parts = own(0);
    let before = passage.in_sentence_before(sentence)?;
    let whole = only(before.iter().filter(|m| addable(m, &figures[last]) && m.value.amount.direction.is_none()))?;
    let complete = WORDS.any_in(rest, Use::Rest)
        && parts.len() >= 3
        && of.is_none()
        && !part(0)
        && parts.len() == beside_shares(&figures[..=last]);
    (complete && close(whole, &parts)).then_some((whole, parts))
}

/// Returns true if parts come near a figure before them, so that it is their whole and not another: 120件の応募 of which
/// three prizes and 10 others are chosen.
fn close(whole: Figure, parts: &[Figure]) -> bool {
    let sum = parts.iter().filter_map(|m| value(m)).sum::<Decimal>();
    value(whole).is_some_and(|w| (&sum - w).abs() * Decimal::from(10) <= w * Decimal::from(3))
}

/// Number of figures, not counting shares beside them.
fn beside_shares(figures: &[Mention<Quantity>]) -> usize {
    figures.iter().filter(|m| m.value.amount.kind != AmountKind::Percent).count()
}
