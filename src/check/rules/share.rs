//! See `share.md`.

use crate::check::Report;
use crate::check::figures::interval::Interval;
use crate::check::figures::kind::{alike, counts};
use crate::check::figures::passage::{Figure, Passage, only, short, value};
use crate::check::figures::spoken::rounded;
use crate::lexicon::{FIGURE_WORDS, FigureUse, Table, Uses, rows, table};
use crate::text::{is_kanji, tail};
use crate::value::{plain, pow10};
use serde::Deserialize;

/// What a word of `share.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// After a share: what it is a share for, and not what else the whole is used for.
    For,
    /// After a share: what is left is the part.
    Level,
    /// All that stands between a share and its part.
    Equals,
    /// Between a whole and its part: 1000人に占める女性400人.
    Occupied,
    /// All that stands between a part and its share, after the whole of the part.
    ShareOf,
    /// Between a whole and a rate of it.
    Against,
    /// At the end of the name of a rate.
    RateEnding,
    /// A sentence opens with it before a share of what the sentence before counts.
    Opens,
    /// Between a part and its share.
    Ties,
}

static WORDS: Table<Uses<Use>> = table!("share.csv", Uses::new);

/// A rate with a name of its own, and the names of what it is the quotient of.
#[derive(Deserialize)]
struct Quotient {
    /// 投票率.
    rate: String,
    /// 投票者数.
    part: String,
    /// 有権者数.
    whole: String,
}

static QUOTIENTS: Table<Vec<Quotient>> = table!("share/quotients.csv", rows);

/// Sentences before a rate in which the figures under the names of its part and whole are looked for.
const REACH: u32 = 3;

pub(super) fn check(report: &mut Report) {
    let passage = Passage::new(report.record);
    for (index, share) in passage.figures().iter().enumerate() {
        let a = &share.value.amount;
        let rate = a.unit == "%" || a.unit == "倍";
        if !rate || a.direction.is_some() || !share.value.basis.is_empty() || value(share).is_none() {
            continue;
        }
        match (Candidate { passage, index, share }).terms() {
            Some(terms) => compare(report, terms, share),
            None => report.skips(),
        }
    }
}

fn compare(report: &mut Report, Terms { part, whole }: Terms, share: Figure) {
    let quotient = || Interval::of(part)?.over(&Interval::of(whole)?);
    let (Some(quotient), Some(stated)) = (quotient(), Interval::result(share)) else { return report.skips() };
    let percent = share.value.amount.unit == "%";
    let computed = if percent { quotient.percent() } else { quotient };
    if stated.meets(&computed) {
        return report.holds();
    }
    let (Some(p), Some(w), Some(said)) = (value(part), value(whole), value(share)) else { return };
    let (scale, unit) = if percent { (pow10(2), "%") } else { (pow10(0), "倍") };
    let digits = i64::from(-share.value.amount.precision.min(0)).max(i64::from(!percent));
    let exact = rounded(&(p * scale / w), digits);
    let number = format!("{}{unit}", plain(&exact));
    let text = &report.record.document.text;
    let (p, w, s) = (part.span.of(text), whole.span.of(text), share.span.of(text));
    let message = format!("「{s}」とあるが、{p}は{w}の{number}です");
    let place = report.place(share.span, format!("計算では{number}"));
    let related = vec![report.place(part.span, "一部"), report.place(whole.span, "全体")];
    let difference = plain(&(said - &exact));
    let finding = report.fails(place, related, message);
    finding.difference = difference;
    finding.suggestion = format!("{number}にするか、「{p}」と「{w}」を確かめる");
}

/// What a share is the quotient of.
#[derive(Clone, Copy)]
struct Terms<'a> {
    part: Figure<'a>,
    whole: Figure<'a>,
}

/// A figure that may state a share.
struct Candidate<'a> {
    passage: Passage<'a>,
    /// Index among the figures of the document.
    index: usize,
    share: Figure<'a>,
}

impl<'a> Candidate<'a> {
    fn terms(&self) -> Option<Terms<'a>> {
        let percent = self.share.value.amount.unit == "%";
        let beside = || {
            self.part_after()
                .or_else(|| self.both_before())
                .or_else(|| self.sentence_before())
                .or_else(|| self.of_all())
        };
        percent.then(beside).flatten().or_else(|| self.named())
    }

    /// The number `n` figures after the share (before it, if negative) in its sentence, if it counts something.
    fn number(&self, n: isize) -> Option<Figure<'a>> {
        let m = self.passage.figures().get(self.index.checked_add_signed(n)?)?;
        (m.sentence == self.share.sentence && self.counts(m)).then_some(m)
    }

    /// Returns true if a figure counts something, and is no change of it.
    fn counts(&self, m: Figure) -> bool {
        counts(m) && value(m).is_some() && m.value.amount.direction.is_none()
    }

    /// 1000人のうち40%にあたる400人.
    fn part_after(&self) -> Option<Terms<'a>> {
        let whole = self.number(-1)?;
        let part = self.number(1).filter(|part| alike(part, whole))?;
        let tied = WORDS.is(self.passage.between(self.share, part), Use::Equals);
        let lead = self.passage.between(whole, self.share);
        (tied && (lead.contains("うち") || lead == "の") && short(lead, 8)).then_some(Terms { part, whole })
    }

    /// Part and whole before the share in its sentence, where the words between the three say which is which.
    fn both_before(&self) -> Option<Terms<'a>> {
        let (two, one) = (self.number(-2)?, self.number(-1)?);
        let (first, second) = (self.passage.between(two, one), self.passage.between(one, self.share));
        let after = self.passage.rest(self.share);
        if !alike(two, one) || !short(first, 24) || first.contains('。') {
            return None;
        }
        let (whole_first, part_first) = (Terms { whole: two, part: one }, Terms { part: two, whole: one });
        // 1000人のうち400人(40%)
        let among = first.contains("うち") && !first.replace("うち、", "").contains('、') && ties(second, after);
        // 1000人に占める女性400人の割合は40%
        let occupied = WORDS.any_in(first, Use::Occupied) && WORDS.is(second, Use::ShareOf);
        if among || occupied {
            return Some(whole_first);
        }
        let of = matches!(second, "の" | "の約");
        // 286万円(目標400万円の71.5%)
        if of && first.starts_with('（') && !first.contains('）') && after.starts_with('）') {
            return Some(part_first);
        }
        let topic = first.contains(['が', 'も']) || first.trim_start_matches('は').contains('は');
        // 400人は、1000人の40%に当たる; 38ミリで、基準の120ミリの約32%だった
        let ends = ["。", "だ", "です", "に"].iter().any(|w| after.starts_with(w));
        let says = WORDS.begins(after, Use::For) || ends && first.starts_with("で、") && first.ends_with('の');
        if of && says && !topic && !first.contains("から") {
            return Some(part_first);
        }
        // 1000人から400人へ、約40%の水準に減った
        let falls = first.starts_with("から") && second.starts_with(['へ', 'に']);
        if falls && WORDS.begins(after, Use::Level) && !topic {
            return Some(whole_first);
        }
        // 64億8000万円で、通期予想88億円に対する進捗率は73.6%
        let against = WORDS.begins(second, Use::Against) && short(second, 12);
        let rate = WORDS.ends(second.trim_end_matches(['は', 'が', '約']), Use::RateEnding);
        (against && rate && !topic).then_some(part_first)
    }

    /// 4万7250個のうち、戻ったのは3万3800個。割合にして71.5%だ.
    fn sentence_before(&self) -> Option<Terms<'a>> {
        if !WORDS.is(self.passage.before(self.share).trim_end_matches(['約', ' ']), Use::Opens) {
            return None;
        }
        let [.., whole, part] = self.passage.in_sentence_before(self.share.sentence)? else { return None };
        let gap = self.passage.between(whole, part);
        let like = whole.value.amount.unit == part.value.amount.unit && part.value.amount.direction.is_none();
        (like && gap.starts_with("のうち") && short(gap, 20)).then_some(Terms { part, whole })
    }

    /// 市を訪れた客は113万人。古町の客は58万人が70万人に増えた。市全体の62%を占める: the part is the last figure of the sentence before, the whole
    /// the only larger one of the sentences before that.
    fn of_all(&self) -> Option<Terms<'a>> {
        let head = self.passage.before(self.share).trim_end_matches(['約', ' ']).strip_suffix("全体の")?;
        let says = WORDS.begins(self.passage.rest(self.share), Use::For);
        let sentence = self.share.sentence.checked_sub(1)?;
        let counts = |m: &Figure| self.counts(m);
        let part = self.passage.in_sentence(sentence).iter().rfind(counts)?;
        let first = sentence.saturating_sub(REACH - 1);
        let view = &self.passage.record().reading.view;
        let once = |m: &Figure| FIGURE_WORDS.any_in(tail(self.passage.before(m), 10), FigureUse::Base);
        let block = |s: u32| view.sentences[s as usize].block;
        let wholes =
            (first..sentence).filter(|s| block(*s) == block(sentence)).flat_map(|s| self.passage.in_sentence(s));
        let wholes = wholes.filter(|m| self.counts(m) && alike(m, part) && value(m) > value(part) && !once(m));
        let whole = only(wholes)?;
        // 千葉が全体の68%を占める has its part in the sentence
        (says && short(head, 4) && head.chars().all(is_kanji)).then_some(Terms { part, whole })
    }

    /// Rates with a name of their own, when part and whole stand under their names nearby, each once.
    fn named(&self) -> Option<Terms<'a>> {
        QUOTIENTS.iter().filter(|q| self.labelled(self.share, &q.rate)).find_map(|q| self.quotient(q))
    }

    fn quotient(&self, q: &Quotient) -> Option<Terms<'a>> {
        let view = &self.passage.record().reading.view;
        let sentence = self.share.sentence;
        let block = view.sentences[sentence as usize].block;
        let near = (sentence.saturating_sub(REACH)..=sentence + 1)
            .filter(|s| view.sentences.get(*s as usize).is_some_and(|s| s.block == block))
            .flat_map(|s| self.passage.in_sentence(s));
        let labelled = |label: &str| only(near.clone().filter(|m| self.labelled(m, label)));
        let (part, whole) = (labelled(&q.part)?, labelled(&q.whole)?);
        (part.value.amount.unit == whole.value.amount.unit).then_some(Terms { part, whole })
    }

    /// Returns true if a figure stands right after its name: 投票者数は, 投票率:. Not where the name is that of an earlier one
    /// (前回の投票率).
    fn labelled(&self, m: Figure, name: &str) -> bool {
        let before = self.passage.before(m);
        let head = before.trim_end_matches([' ', '約', '：', ':', 'は', 'が', 'も', 'で', 'の', '計']);
        head.strip_suffix(name).is_some_and(|head| {
            let clause = head.rsplit(['、', '。', '（']).next().unwrap_or("");
            !head.ends_with(is_kanji) && !FIGURE_WORDS.any_in(clause, FigureUse::Base)
        })
    }
}

/// Returns true if a share belongs to the part right before it: in brackets, as 全体の, or under the name of what the part
/// did (投票し、投票率は).
fn ties(gap: &str, after: &str) -> bool {
    if gap == "（" {
        return after.starts_with('）');
    }
    let lead = gap.trim_end_matches(['約', ' ']);
    if WORDS.is(lead, Use::Ties) {
        return true;
    }
    let Some(name) = lead.strip_suffix("率は") else { return false };
    let stem = tail(name, 2);
    stem.chars().count() == 2 && name.len() > stem.len() && name[..name.len() - stem.len()].contains(stem)
}
