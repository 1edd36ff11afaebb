//! Changes and what they lead from and to: 前年の80億円から25%増の100億円.
//!
//! A change is read only where the words between the three numbers leave no other reading. Order and words differ
//! from writer to writer, so each shape has its own line in [`read`].

use super::arithmetic::{Term, value};
use crate::claim::slice;
use crate::extract::amount::Quantity;
use crate::extract::{Mention, Record};
use crate::lexicon::{FIGURE_WORDS, FigureUse, Table, Uses, change_at, table};
use crate::text::is_noun_char;
use crate::value::{AmountKind, Decimal, Direction};
use serde::Deserialize;

/// What a word of `change.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// The name of a rate or of the size of a change.
    RateName,
    /// After a change that is only aimed at: what it leads to may be somebody else's figure.
    Aim,
    /// Between what was expected and what came instead.
    Expected,
    /// After what a change leads to.
    Arrives,
}

static WORDS: Table<Uses<Use>> = table!("change.csv", Uses::new);

/// A stated change with its two ends.
#[derive(Clone, Copy)]
pub(crate) struct Change<'a> {
    pub from: Term<'a>,
    pub to: Term<'a>,
    pub by: Term<'a>,
    /// Which way, where a word says so; 2倍 needs none.
    pub direction: Option<Direction>,
}

/// All changes of a document whose two ends are in the text.
pub(crate) struct Changes<'a> {
    pub read: Vec<Change<'a>>,
    /// How many more lack an end.
    pub lacking: u64,
}

/// Reads the changes of a document.
pub(crate) fn changes(record: &Record) -> Changes<'_> {
    let mut out = Changes { read: Vec::new(), lacking: 0 };
    for (k, by) in record.amounts.iter().enumerate() {
        let direction = direction(record, by);
        let site = Site { record, k, by };
        let named = site.name().is_some();
        if direction.is_none() && !named && by.value.amount.unit != "倍" {
            continue;
        }
        let found = match named {
            true => site.named(),
            false => site.read().or_else(|| site.next_sentence()).or_else(|| site.by_label()),
        };
        match found.filter(|(from, to)| comparable(from, to)) {
            Some((from, to)) => out.read.push(Change { from, to, by, direction }),
            None => out.lacking += 1,
        }
    }
    out
}

/// Whether two numbers can be of one thing: 453億円 is no later price of 2216円.
fn comparable(a: Term, b: Term) -> bool {
    let (Some(a), Some(b)) = (value(a), value(b)) else { return false };
    let (a, b) = (a.abs(), b.abs());
    &a * Decimal::from(FOLD) >= b && &b * Decimal::from(FOLD) >= a
}

/// How many times a thing grows between two reports at most.
const FOLD: i64 = 50;

/// The way a change goes: its own sign, or the word after it.
fn direction(record: &Record, by: Term) -> Option<Direction> {
    let a = &by.value.amount;
    let after = &record.reading.view.text[by.view.end..];
    let after = ["ほど", "も", "を", "分"].iter().fold(after, |t, w| t.strip_prefix(w).unwrap_or(t));
    a.direction.or_else(|| change_at(after).map(|(d, ..)| d))
}

/// Whether the words between a change and its two ends fit one way of putting it.
type Shape<'a> = fn(&Site<'a>, Term<'a>, Term<'a>) -> bool;

struct Site<'a> {
    record: &'a Record,
    k: usize,
    by: Term<'a>,
}

/// Topics and objects of another clause.
fn plain(gap: &str) -> bool {
    !gap.contains(['は', 'が', 'も', 'を', '。']) && !gap.contains("うち")
}

fn short(gap: &str, most: usize) -> bool {
    gap.chars().count() <= most
}

impl<'a> Site<'a> {
    /// The level `n` mentions before (or after) the change, if it is one of its kind in the same sentence.
    fn level(&self, n: isize) -> Option<Term<'a>> {
        let m = self.record.amounts.get(self.k.checked_add_signed(n)?)?;
        (m.sentence == self.by.sentence && self.is_level(m)).then_some(m)
    }

    fn is_level(&self, m: Term) -> bool {
        let (a, by) = (&m.value.amount, &self.by.value.amount);
        let kind = match by.unit.as_str() {
            "%" | "倍" => {
                !matches!(a.kind, AmountKind::Percent | AmountKind::Ratio | AmountKind::Rank | AmountKind::Age)
            }
            "ポイント" => a.unit == "%" || a.unit == "ポイント",
            unit => a.unit == unit,
        };
        kind && a.direction.is_none() && value(m).is_some() && m.value.equivalent_of.is_none()
    }

    fn gap(&self, a: Term, b: Term) -> &'a str {
        self.record.reading.view.text.get(a.view.end..b.view.start).unwrap_or("")
    }

    fn before(&self, m: Term) -> &'a str {
        let sentence = self.record.reading.view.sentences[m.sentence as usize].span;
        &self.record.reading.view.text[sentence.start..m.view.start]
    }

    fn after(&self, m: Term) -> &'a str {
        let sentence = self.record.reading.view.sentences[m.sentence as usize].span;
        self.record.reading.view.text.get(m.view.end..sentence.end).unwrap_or("")
    }

    /// Where the change leads from and to.
    fn read(&self) -> Option<(Term<'a>, Term<'a>)> {
        let pair = |from: isize, to: isize| {
            let (from, to) = (self.level(from)?, self.level(to)?);
            (from.value.amount.unit == to.value.amount.unit && from.value.per_unit == to.value.per_unit)
                .then_some((from, to))
        };
        let aim = WORDS.any_in(self.after(self.by), Use::Aim);
        let shapes: [(isize, isize, Shape<'a>); 6] = [
            (-1, 1, Site::with_change_between),
            (-2, -1, Site::with_change_last),
            (-1, -2, Site::to_from_by),
            (2, 1, Site::by_to_from),
            (-2, -1, Site::once_now_by),
            (1, -1, Site::to_by_from),
        ];
        if let Some(found) = self.across().filter(|_| !aim) {
            return Some(found);
        }
        let found = shapes.iter().find_map(|(from, to, fits)| pair(*from, *to).filter(|(f, t)| fits(self, f, t)));
        found.filter(|_| !aim)
    }

    /// Whether the change is said right after what it is compared with: から, に比べて約, を…上回る.
    fn compared(&self, from: Term) -> bool {
        let gap = self.gap(from, self.by);
        let after = self.after(self.by);
        let times = self.by.value.amount.unit == "倍" && matches!(gap, "の" | "の約");
        let exceeds = gap == "を" && ["上回", "下回", "超"].iter().any(|w| after.starts_with(w));
        let rest = FIGURE_WORDS.after(gap, FigureUse::Compare).map(|r| r.trim_start_matches(['、', ' ', '約']));
        times || exceeds || rest.is_some_and(|r| short(r, 4) && plain(r) && !r.contains(['（', '）', '比']))
    }

    /// 前年の80億円から25%増の100億円; 80億円を25%上回る100億円.
    fn with_change_between(&self, from: Term<'a>, to: Term<'a>) -> bool {
        let gap = self.gap(self.by, to);
        self.compared(from)
            && gap != "、"
            && short(gap, 8)
            && plain(gap)
            && !gap.contains(['（', '・'])
            && !gap.is_empty()
    }

    /// 80億円から100億円に25%増えた; 80億円から100億円に引き上げる(25%増).
    fn with_change_last(&self, from: Term<'a>, to: Term<'a>) -> bool {
        let (first, second) = (self.gap(from, to), self.gap(to, self.by));
        let Some(rest) = first.strip_prefix("から").filter(|r| short(r, 10) && plain(r)) else { return false };
        let bracket = second.ends_with('（') && short(second, 10) && plain(second);
        let direct =
            WORDS.after(second, Use::Arrives).is_some_and(|r| short(r, 4) && plain(r) && !r.contains(['し', '比']));
        !rest.contains('、') && (bracket || direct)
    }

    /// 100億円で、前年の80億円から25%増えた; 100億円(前年80億円、25%増).
    fn to_from_by(&self, from: Term<'a>, to: Term<'a>) -> bool {
        let (first, second) = (self.gap(to, from), self.gap(from, self.by));
        if let Some(label) = first.strip_prefix('（') {
            let joint = second.trim_start_matches(['）', '、', 'で', 'と', ' ', '約']);
            let joint = FIGURE_WORDS.after(joint, FigureUse::Compare).unwrap_or(joint);
            return self.names_base(label) && short(second, 6) && (joint.is_empty() || joint == self.by.value.basis);
        }
        let dated = slice(&self.record.dates, to.sentence as usize)
            .iter()
            .any(|d| to.view.end <= d.view.start && d.view.end <= from.view.start);
        // 1日では2310人。ふだんの1420人の2.3倍だ
        let first = first.strip_prefix("だった。").or_else(|| first.strip_prefix('。')).unwrap_or(first);
        short(first, 24)
            && plain(first)
            && (dated || FIGURE_WORDS.any_in(first, FigureUse::Base))
            && self.compared(from)
    }

    /// 前年同期比25%増の100億円(前年同期は80億円).
    fn by_to_from(&self, from: Term<'a>, to: Term<'a>) -> bool {
        let (first, second) = (self.gap(self.by, to), self.gap(to, from));
        let joined = short(first, 6) && plain(first) && first.contains('の') && !first.contains('、');
        joined && second.strip_prefix('（').is_some_and(|label| self.names_base(label))
    }

    /// 前年は80億円だったが、今年は100億円と25%増えた.
    fn once_now_by(&self, from: Term<'a>, to: Term<'a>) -> bool {
        let (first, second) = (self.gap(from, to), self.gap(to, self.by));
        let label = self.before(from);
        let once = label.strip_suffix('は').and_then(|l| FIGURE_WORDS.before(l, FigureUse::Base)).is_some();
        let now = short(first, 16)
            && !first.contains('。')
            && FIGURE_WORDS.any_in(first, FigureUse::Now)
            && first.ends_with('は');
        let joint = ["と", "に", "で、", "へ"]
            .iter()
            .any(|w| second.strip_prefix(w).is_some_and(|r| matches!(r, "" | "約" | "、")));
        once && now && joint
    }

    /// 1日では2310人。ふだんの1420人の2.3倍だ; 2430円で初値を形成した。公開価格の1800円を35%上回った: the sentence begins with what
    /// the only number of its kind in the sentence before is compared with.
    fn across(&self) -> Option<(Term<'a>, Term<'a>)> {
        let from = self.level(-1).filter(|f| self.compared(f))?;
        let label = self.before(from);
        let alike = |m: &&Mention<Quantity>| self.is_level(m) && m.value.amount.unit == from.value.amount.unit;
        let mut levels = slice(&self.record.amounts, self.by.sentence.checked_sub(1)? as usize).iter().filter(alike);
        let to = levels.next().filter(|_| levels.next().is_none())?;
        let exceeds = self.gap(from, self.by) == "を" && short(self.after(to), 14);
        let ends = ["。", "だ", "に", "で"].iter().any(|w| self.after(to).starts_with(w)) && short(self.after(to), 8);
        let named = label.ends_with('の') && short(label, 10) && plain(label) && !label.contains('、');
        (named && (exceeds || ends && FIGURE_WORDS.any_in(label, FigureUse::Base))).then_some((from, to))
    }

    /// 45トンで、当初の見立ての1.5倍だった(当初は30トン); 64億円で、15%増(前年は56億円).
    fn to_by_from(&self, from: Term<'a>, to: Term<'a>) -> bool {
        let (first, second) = (self.gap(to, self.by), self.gap(self.by, from));
        let label = ["（", "だった（", "となった（", "になった（"].iter().find_map(|w| second.strip_prefix(w));
        let based = FIGURE_WORDS.any_in(first, FigureUse::Base) || self.by.value.amount.unit != "倍";
        short(first, 16) && plain(first) && based && label.is_some_and(|l| self.names_base(l))
    }

    /// The sentence up to the name of a rate (減り幅は, 率にして) right before the change.
    fn name(&self) -> Option<&'a str> {
        let head = self.before(self.by).trim_end_matches(['約', ' ']);
        let head = head.strip_suffix(['は', 'が']).unwrap_or(head);
        WORDS.before(head, Use::RateName).or_else(|| {
            // 売上高の修正幅は5.6%、利益は65%になる
            let (clause, label) = head.rsplit_once('、').filter(|(_, l)| (2..=6).contains(&l.chars().count()))?;
            let before = clause.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '％'));
            let rate = before.strip_suffix('は').and_then(|b| WORDS.before(b, Use::RateName));
            rate.filter(|_| before.len() < clause.len()).map(|_| label)
        })
    }

    /// 売上高を80億円から100億円へ引き上げた。売上高の修正幅は25%になる.
    fn named(&self) -> Option<(Term<'a>, Term<'a>)> {
        let head = self.name()?;
        let label = head.trim_end_matches('の');
        let own = label.is_empty() || !label.contains(['、', '。']);
        let sentence = if own { self.by.sentence.checked_sub(1)? } else { self.by.sentence };
        let levels: Vec<Term> = slice(&self.record.amounts, sentence as usize)
            .iter()
            .filter(|m| m.view.end <= self.by.view.start)
            .collect();
        let pairs: Vec<(Term, Term)> = levels
            .windows(2)
            .map(|w| (w[0], w[1]))
            .filter(|(a, b)| self.is_level(a) && self.is_level(b) && a.value.amount.unit == b.value.amount.unit)
            .filter(|(a, b)| self.leads(a, b))
            .collect();
        match pairs.as_slice() {
            [pair] => Some(*pair),
            _ if own && !label.is_empty() => pairs
                .into_iter()
                .find(|(a, _)| self.before(a).rsplit('、').next().is_some_and(|clause| clause.contains(label))),
            _ => None,
        }
    }

    /// 80億円から100億円へ; 80億円と見込んでいたが、100億円に.
    fn leads(&self, from: Term, to: Term) -> bool {
        let (gap, after) = (self.gap(from, to), self.after(to));
        let arrives = WORDS.begins(after, Use::Arrives);
        let once = WORDS.begins(gap, Use::Expected) && gap.ends_with("が、");
        arrives && short(gap, 14) && (gap.strip_prefix("から").is_some_and(plain) || once)
    }

    /// 2340円の初値がつき、公開価格を35%上回った: what it is compared with stands elsewhere under that name, once.
    fn by_label(&self) -> Option<(Term<'a>, Term<'a>)> {
        let to = self.level(-1)?;
        let gap = self.gap(to, self.by);
        let head = gap.strip_suffix('を').or_else(|| FIGURE_WORDS.before(gap, FigureUse::Compare))?;
        let label = head.rsplit(['、', 'は']).next().filter(|l| *l != head)?;
        let exceeds = !gap.ends_with('を') || ["上回", "下回"].iter().any(|w| self.after(self.by).starts_with(w));
        let noun = label.chars().all(is_noun_char);
        if !exceeds
            || !noun
            || label.chars().count() < 4
            || FIGURE_WORDS.any_in(label, FigureUse::Base)
            || gap.contains('。')
        {
            return None;
        }
        let text = &self.record.reading.view.text;
        let mut found = self.record.amounts.iter().filter(|m| {
            let head = text[..m.view.start].trim_end_matches(['の', 'は', '：', ':', ' ']);
            self.is_level(m) && m.value.amount.unit == to.value.amount.unit && head.ends_with(label)
        });
        let from = found.next()?;
        found.all(|m| value(m) == value(from)).then_some((from, to))
    }

    /// 前年同期比25%増の100億円だった。前年同期は80億円。
    fn next_sentence(&self) -> Option<(Term<'a>, Term<'a>)> {
        let own: Vec<Term> = slice(&self.record.amounts, self.by.sentence as usize).iter().collect();
        let mut levels = own.iter().filter(|m| self.is_level(m));
        let to = levels.next().filter(|_| levels.next().is_none())?;
        let joint = if to.view.start > self.by.view.start { self.gap(self.by, to) } else { self.gap(to, self.by) };
        let from = slice(&self.record.amounts, self.by.sentence as usize + 1).first()?;
        let label = self.before(from).strip_suffix('は')?;
        let fits = self.is_level(from)
            && from.value.amount.unit == to.value.amount.unit
            && short(joint, 10)
            && plain(joint)
            && !self.by.value.basis.is_empty()
            && short(label, 6)
            && self.names_base(label);
        fits.then_some((from, *to))
    }

    /// Whether a label is that of an earlier figure, and the one the change itself names (前年同期比).
    fn names_base(&self, label: &str) -> bool {
        let basis = &self.by.value.basis;
        let start: String = basis.chars().take(2).collect();
        let same = basis.is_empty() || basis.starts_with('同') || label.contains(&start);
        short(label, 12) && FIGURE_WORDS.any_in(label, FigureUse::Base) && same && !label.contains(['、', '）'])
    }
}
