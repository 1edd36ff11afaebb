//! Totals in running text and the parts they are the sum of.

use super::interval::{Interval, agrees};
use super::kind::addable;
use super::passage::{Figure, Passage, only, short, value};
use super::total::TOTAL;
use crate::extract::Mention;
use crate::extract::amount::Quantity;
use crate::lexicon::{FIGURE_WORDS, FigureUse, Table, Uses, rows, table};
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
}

static WORDS: Table<Uses<Use>> = table!("parts.csv", Uses::new);

/// Two words that make up a whole between them: 重傷 and 軽傷.
#[derive(Deserialize)]
struct Halves {
    first: String,
    second: String,
}

static HALVES: Table<Vec<Halves>> = table!("halves.csv", rows);

/// The parts of a total.
pub(crate) type Parts<'a> = Vec<Figure<'a>>;

/// The parts before a total, without a stop between: 小学生21点、中学生14点、高校生9点の計44点; 300円に200円を足して500円. The total is
/// the figure at `index` of its sentence.
pub(crate) fn totalled<'a>(passage: Passage, figures: &'a [Mention<Quantity>], index: usize) -> Option<Parts<'a>> {
    let stated = &figures[index];
    // 1株22円の配当は中間の20円と合わせて42円
    let like = |m: Figure| {
        addable(m, stated)
            || m.value.amount.unit == stated.value.amount.unit
                && stated.value.per_unit.is_empty()
                && matches!(m.value.amount.kind, AmountKind::Price)
    };
    let last = figures[..index].iter().rposition(like)?;
    let gap = passage.between(&figures[last], stated);
    let joined = WORDS.after(gap.trim_end_matches(['約', ' ']), Use::Joined) == Some("");
    let added = WORDS.any_in(gap, Use::Added);
    let named = ends_in_total(gap.trim_end_matches(['は', ' ', '約', 'で'])) && short(gap, 12);
    let inside = TOTAL.begins(passage.surface(stated));
    if !(added || joined || named || inside && short(gap, 8)) || gap.contains('。') {
        return None;
    }
    let mut parts: Parts = vec![&figures[last]];
    for m in figures[..last].iter().rev() {
        let between = passage.between(m, parts[0]);
        // 乗客は23人、けが人は重傷3人、軽傷15人を合わせて: another topic ends the list, 用地費は does not
        if between.contains('は') && !between.trim_end_matches(['約', ' ']).ends_with('は') {
            break;
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
    let text = &passage.record().reading.view.text;
    let each = |m: &Figure| WORDS.ends(&text[..m.view.start], Use::Each);
    (parts.len() >= 2 && !parts.iter().any(each)).then_some(parts)
}

/// Returns true if a word for a total stands last; 計 and 合計 only as words of their own, since 一般会計 is no sum.
fn ends_in_total(text: &str) -> bool {
    // 市と町が合わせて1億円: the words before it name other terms
    let own = |head: &&str| !head.rsplit('、').next().is_some_and(|clause| clause.contains(['が', 'は', 'も']));
    TOTAL
        .before(text)
        .filter(own)
        .is_some_and(|head| !text.ends_with('計') || head.is_empty() || head.ends_with(['の', '、', '（', ' ']))
}

/// The parts in a bracket right after a total that holds nothing else: 80件(個人52件 企業21件 団体7件).
pub(crate) fn restated<'a>(passage: Passage, figures: &'a [Mention<Quantity>], index: usize) -> Option<Parts<'a>> {
    let whole = &figures[index];
    let (inner, _) = passage.rest(whole).strip_prefix('（')?.split_once('）')?;
    let end = whole.view.end + "（".len() + inner.len();
    let parts: Parts = figures[index + 1..].iter().filter(|m| m.view.end <= end).collect();
    let all_like = parts.iter().all(|m| addable(m, whole));
    (parts.len() >= 2 && all_like && !WORDS.any_in(inner, Use::NotAll)).then_some(parts)
}

/// Two parts that make up a whole: 57人で、このうち重傷は12人、軽傷は35人.
pub(crate) fn partition<'a>(passage: Passage, figures: &'a [Mention<Quantity>], index: usize) -> Option<Parts<'a>> {
    let whole = &figures[index];
    let [first, second] = figures.get(index + 1..index + 3)?.first_chunk::<2>()?;
    let (lead, middle) = (passage.between(whole, first), passage.between(first, second));
    let after = passage.rest(second).trim_start_matches(['が', 'は', 'の']);
    // うち重傷は12人、軽傷は35人; うち12人が重傷、35人が軽傷
    let named = HALVES.iter().any(|Halves { first: a, second: b }| {
        lead.contains(a) && middle.contains(b) || middle.contains(a) && !middle.contains(b) && after.starts_with(b)
    });
    // うち3人が重傷、2人が軽傷、残る5人: there are more parts than the two
    let more = figures.get(index + 3).is_some_and(|m| addable(m, whole));
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
    let text = view.sentence(sentence as usize);
    let at = view.sentences[sentence as usize].span.start + WORDS.find(text, Use::Breakdown)?;
    let figures = passage.in_sentence(sentence);
    let parts: Parts = figures.iter().filter(|m| m.view.start > at).collect();
    let (first, last) = (parts.first()?, parts.last()?);
    let list = view.text.get(at..last.view.end)?;
    let open = FIGURE_WORDS.any_in(list, FigureUse::Base) || WORDS.any_in(list, Use::ListOpen);
    let more = WORDS.begins(passage.rest(last), Use::More);
    if parts.len() < 2 || open || more || !parts.iter().all(|m| addable(m, first)) {
        return None;
    }
    let own: Parts = figures.iter().filter(|m| m.view.end <= at).collect();
    let before = passage.in_sentence_before(sentence).unwrap_or_default();
    let wholes: Parts = if own.is_empty() { before.iter().collect() } else { own };
    let wholes: Parts =
        wholes.into_iter().filter(|m| addable(m, first) && m.value.amount.direction.is_none()).collect();
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
    if !levels || of_it(last) || !short(rest, 16) || rest.contains('。') {
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
