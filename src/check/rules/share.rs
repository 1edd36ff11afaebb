//! See `share.md`.

use super::super::Report;
use super::super::figures::arithmetic::{Reach, Term, value};
use crate::claim::slice;
use crate::extract::Record;
use crate::lexicon::{FIGURE_WORDS, FigureUse, Quotient, Table, Uses, quotients, table};
use crate::text::{is_kanji, tail};
use crate::value::{AmountKind, plain, pow10};
use serde::Deserialize;

/// What a word of `share.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// After a share: what it is a share for, and not what else the whole is used for.
    For,
    /// A sentence opens with it before a share of what the sentence before counts.
    Opens,
    /// Between a part and its share.
    Ties,
}

static WORDS: Table<Uses<Use>> = table!("share.csv", Uses::new);

pub(crate) fn check(report: &mut Report) {
    let record = report.record;
    for (k, share) in record.amounts.iter().enumerate() {
        let a = &share.value.amount;
        let rate = a.unit == "%" || a.unit == "倍";
        if !rate || a.direction.is_some() || !share.value.basis.is_empty() || value(share).is_none() {
            continue;
        }
        let site = Site { record, k, share };
        match site.spoken().or_else(|| site.next()).filter(|_| a.unit == "%").or_else(|| site.named()) {
            Some((part, whole)) => compare(report, part, whole, share),
            None => report.skips(),
        }
    }
}

fn compare(report: &mut Report, part: Term, whole: Term, share: Term) {
    let quotient = || Reach::of(part)?.over(&Reach::of(whole)?);
    let (Some(quotient), Some(stated)) = (quotient(), Reach::result(share)) else { return report.skips() };
    let percent = share.value.amount.unit == "%";
    let computed = if percent { quotient.percent() } else { quotient };
    if stated.meets(&computed) {
        return report.holds();
    }
    let (Some(p), Some(w), Some(said)) = (value(part), value(whole), value(share)) else { return };
    let scale = if percent { pow10(2) } else { pow10(0) };
    let digits = i64::from(-share.value.amount.precision.min(0)).max(if percent { 0 } else { 1 });
    let exact = (p * scale / w).with_scale_round(digits, bigdecimal::RoundingMode::HalfUp);
    let number = format!("{}{}", plain(&exact), if percent { "%" } else { "倍" });
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

struct Site<'a> {
    record: &'a Record,
    k: usize,
    share: Term<'a>,
}

impl<'a> Site<'a> {
    fn number(&self, n: isize) -> Option<Term<'a>> {
        let m = self.record.amounts.get(self.k.checked_add_signed(n)?)?;
        let counts = !matches!(
            m.value.amount.kind,
            AmountKind::Percent | AmountKind::Ratio | AmountKind::Rank | AmountKind::Age
        );
        (m.sentence == self.share.sentence && counts && value(m).is_some() && m.value.amount.direction.is_none())
            .then_some(m)
    }

    fn gap(&self, a: Term, b: Term) -> &'a str {
        self.record.reading.view.text.get(a.view.end..b.view.start).unwrap_or("")
    }

    /// Part and whole where the words between the three say so.
    fn spoken(&self) -> Option<(Term<'a>, Term<'a>)> {
        let after = &self.record.reading.view.text[self.share.view.end..];
        let alike =
            |a: Term, b: Term| a.value.amount.unit == b.value.amount.unit && a.value.per_unit == b.value.per_unit;
        let (two, one) = (self.number(-2), self.number(-1)?);
        if let Some(next) = self.number(1).filter(|n| alike(n, one)) {
            // 1000人のうち40%にあたる400人
            let joint = self.gap(self.share, next);
            let tied = ["にあたる", "に当たる", "に相当する"].contains(&joint);
            let lead = self.gap(one, self.share);
            if tied && (lead.contains("うち") || lead == "の") && lead.chars().count() <= 8 {
                return Some((next, one));
            }
        }
        let two = two.filter(|t| alike(t, one))?;
        let (first, second) = (self.gap(two, one), self.gap(one, self.share));
        let near = first.chars().count() <= 24 && !first.contains('。');
        if !near {
            return None;
        }
        // 1000人のうち400人(40%)
        if first.contains("うち") && !first.contains('、') && ties(second, after) {
            return Some((one, two));
        }
        // 全体1000人に占める女性400人の割合は40%
        if first.contains("に占め") && ["の割合は", "の比率は", "の割合が"].contains(&second) {
            return Some((one, two));
        }
        let topic = first.contains(['が', 'も']) || first.trim_start_matches('は').contains('は');
        let shared = WORDS.begins(after, Use::For);
        // 400人は、全体1000人の40%に当たる; 1000人から400人へ、約40%の水準に減った
        // 38ミリで、基準の120ミリの約32%だった
        let ends = ["。", "だ", "です", "に"].iter().any(|w| after.starts_with(w));
        let shared = shared || ends && first.starts_with("で、") && first.ends_with('の');
        // 286万円(目標400万円の71.5%)
        if first.starts_with('（')
            && matches!(second, "の" | "の約")
            && after.starts_with('）')
            && !first.contains('）')
        {
            return Some((two, one));
        }
        if shared && !topic && matches!(second, "の" | "の約") && !first.contains("から") {
            return Some((two, one));
        }
        if after.starts_with("の水準") && first.starts_with("から") && second.starts_with(['へ', 'に']) && !topic
        {
            return Some((one, two));
        }
        // 64億8000万円で、通期予想88億円に対する進捗率は73.6%
        let against = second.starts_with("に対する") && second.chars().count() <= 12;
        let rate = second.trim_end_matches(['は', 'が', '約']).ends_with(['率', '合']);
        (against && rate && !topic).then_some((two, one))
    }

    /// 4万7250個のうち、戻ったのは3万3800個。割合にして71.5%だ.
    fn next(&self) -> Option<(Term<'a>, Term<'a>)> {
        let view = &self.record.reading.view;
        let at = view.sentences[self.share.sentence as usize].span.start;
        let head = view.text[at..self.share.view.start].trim_end_matches(['約', ' ']);
        if !WORDS.is(head, Use::Opens) {
            return None;
        }
        let before = slice(&self.record.amounts, (self.share.sentence as usize).checked_sub(1)?);
        let [.., whole, part] = before else { return None };
        let gap = self.gap(whole, part);
        let alike = whole.value.amount.unit == part.value.amount.unit && part.value.amount.direction.is_none();
        (alike && gap.starts_with("のうち") && gap.chars().count() <= 20).then_some((part, whole))
    }

    /// Rates with a name of their own, when both terms stand under their names nearby, each once.
    fn named(&self) -> Option<(Term<'a>, Term<'a>)> {
        let rows = quotients().iter().filter(|q| labelled(self.record, self.share, &q.rate));
        rows.filter_map(|q| self.terms(q)).next()
    }

    fn terms(&self, q: &Quotient) -> Option<(Term<'a>, Term<'a>)> {
        let view = &self.record.reading.view;
        let block = view.sentences[self.share.sentence as usize].block;
        let near = (self.share.sentence.saturating_sub(3)..=self.share.sentence + 1)
            .filter(|s| view.sentences.get(*s as usize).is_some_and(|s| s.block == block))
            .flat_map(|s| slice(&self.record.amounts, s as usize));
        let only = |label: &str| {
            let mut found = near.clone().filter(|m| labelled(self.record, m, label));
            found.next().filter(|_| found.next().is_none())
        };
        let (part, whole) = (only(&q.part)?, only(&q.whole)?);
        (part.value.amount.unit == whole.value.amount.unit).then_some((part, whole))
    }
}

/// Whether a share belongs to the part right before it: in brackets, as 全体の, or under the name of what the
/// part did (投票し、投票率は).
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

/// Whether a number stands right after its name: 投票者数は, 投票率:. Not when the name is an earlier one's (前回の投票率).
fn labelled(record: &Record, m: Term, name: &str) -> bool {
    let sentence = record.reading.view.sentences[m.sentence as usize].span;
    let before = &record.reading.view.text[sentence.start..m.view.start];
    let head = before.trim_end_matches([' ', '約', '：', ':', 'は', 'が', 'も', 'で', 'の', '計']);
    head.strip_suffix(name).is_some_and(|head| {
        let clause = head.rsplit(['、', '。', '（']).next().unwrap_or("");
        !head.ends_with(is_kanji) && !FIGURE_WORDS.any_in(clause, FigureUse::Base)
    })
}
