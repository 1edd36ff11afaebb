//! The two ends of a stated change: what it leads from and to.
//!
//! They are read only where the words between the three figures leave no other reading. Order and words differ from
//! writer to writer, so each way of putting it has its own line in [`Candidate::joined`].

use super::kind::{alike, counts};
use super::passage::{Figure, Passage, one_clause, only, short, value};
use crate::claim::slice;
use crate::lexicon::{FIGURE_WORDS, FigureUse, Table, Uses, change_at, table};
use crate::text::is_noun_char;
use serde::Deserialize;

/// What a word of `ends.csv` says.
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
    /// After a figure that something is compared with.
    Compared,
    /// After a change: to be above or below what stands before it with を.
    Exceeds,
}

static WORDS: Table<Uses<Use>> = table!("ends.csv", Uses::new);

/// What a change leads from, and what to.
type Ends<'a> = (Figure<'a>, Figure<'a>);

/// Returns true if the words between a change and its two ends fit one way of putting it.
type Shape<'a> = fn(&Candidate<'a>, Figure<'a>, Figure<'a>) -> bool;

/// A figure that may state a change.
pub(super) struct Candidate<'a> {
    passage: Passage<'a>,
    /// Index among the figures of the document.
    index: usize,
    by: Figure<'a>,
}

impl<'a> Candidate<'a> {
    /// The figure at `index`.
    pub fn new(passage: Passage<'a>, index: usize) -> Self {
        Candidate { passage, index, by: &passage.figures()[index] }
    }

    /// What the change leads from and to, if the text says so.
    pub fn ends(&self) -> Option<Ends<'a>> {
        match self.name() {
            Some(head) => self.named(head),
            None => self.joined().or_else(|| self.next_sentence()).or_else(|| self.by_label()),
        }
    }

    /// The sentence up to the name of a rate (減り幅は, 率にして) right before the change.
    pub fn name(&self) -> Option<&'a str> {
        let head = self.passage.before(self.by).trim_end_matches(['約', ' ']);
        let head = head.strip_suffix(['は', 'が']).unwrap_or(head);
        WORDS.before(head, Use::RateName).or_else(|| {
            // 売上高の修正幅は5.6%、利益は65%になる
            let (clause, label) = head.rsplit_once('、').filter(|(_, l)| (2..=6).contains(&l.chars().count()))?;
            let before = clause.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '％'));
            let rate = before.strip_suffix('は').and_then(|b| WORDS.before(b, Use::RateName));
            rate.filter(|_| before.len() < clause.len()).map(|_| label)
        })
    }

    /// The level `n` figures before (or after) the change, if it is one in the same sentence.
    fn level(&self, n: isize) -> Option<Figure<'a>> {
        let m = self.passage.figures().get(self.index.checked_add_signed(n)?)?;
        (m.sentence == self.by.sentence && self.is_level(m)).then_some(m)
    }

    /// Returns true if a figure can be an end of this change: 80億円 of 25%, 45% of 3ポイント.
    fn is_level(&self, m: Figure) -> bool {
        let (a, by) = (&m.value.amount, &self.by.value.amount);
        let kind = match by.unit.as_str() {
            "%" | "倍" => counts(m),
            "ポイント" => a.unit == "%" || a.unit == "ポイント",
            unit => a.unit == unit,
        };
        kind && a.direction.is_none() && value(m).is_some() && m.value.equivalent_of.is_none()
    }

    /// Ends in the sentence of the change or, right before it, in the one before.
    fn joined(&self) -> Option<Ends<'a>> {
        if WORDS.any_in(self.passage.after(self.by), Use::Aim) {
            return None;
        }
        let shapes: [(isize, isize, Shape<'a>); 8] = [
            (-1, 1, Candidate::with_change_between),
            (-2, -1, Candidate::with_change_last),
            (-1, -2, Candidate::to_from_by),
            (2, 1, Candidate::by_to_from),
            (-2, -1, Candidate::once_now_by),
            (1, -1, Candidate::to_by_from),
            (-1, 1, Candidate::of_that),
            (-2, -1, Candidate::there_were),
        ];
        let pair = |from: isize, to: isize| {
            let (from, to) = (self.level(from)?, self.level(to)?);
            alike(from, to).then_some((from, to))
        };
        let in_one = |(from, to, fits): &(isize, isize, Shape<'a>)| pair(*from, *to).filter(|(f, t)| fits(self, f, t));
        self.across().or_else(|| shapes.iter().find_map(in_one))
    }

    /// Returns true if the change stands right after what it is compared with: から, に比べて約, を…上回る.
    fn compared(&self, from: Figure) -> bool {
        let gap = self.passage.between(from, self.by);
        let after = self.passage.after(self.by);
        let times = self.by.value.amount.unit == "倍" && matches!(gap, "の" | "の約");
        let exceeds = gap == "を" && WORDS.begins(after, Use::Exceeds);
        let rest = WORDS.after(gap, Use::Compared).map(|r| r.trim_start_matches(['、', ' ', '約']));
        times || exceeds || rest.is_some_and(|r| short(r, 4) && one_clause(r) && !r.contains(['（', '）', '比']))
    }

    /// 前年の80億円から25%増の100億円; 80億円を25%上回る100億円.
    fn with_change_between(&self, from: Figure<'a>, to: Figure<'a>) -> bool {
        let gap = self.passage.between(self.by, to);
        self.compared(from)
            && gap != "、"
            && short(gap, 8)
            && one_clause(gap)
            && !gap.contains(['（', '・'])
            && !gap.is_empty()
    }

    /// 80億円から100億円に25%増えた; 80億円から100億円に引き上げる(25%増).
    fn with_change_last(&self, from: Figure<'a>, to: Figure<'a>) -> bool {
        let (first, second) = (self.passage.between(from, to), self.passage.between(to, self.by));
        let Some(rest) = first.strip_prefix("から").filter(|r| short(r, 10) && one_clause(r)) else { return false };
        // 201万人から104万人（約1.5倍）も増えた: what stands before the bracket is itself a change
        let grows = self
            .passage
            .rest(self.by)
            .strip_prefix('）')
            .is_some_and(|r| change_at(r.trim_start_matches(['も', 'が', '、'])).is_some());
        let bracket = second.ends_with('（') && short(second, 10) && one_clause(second) && !grows;
        let direct = WORDS
            .after(second, Use::Arrives)
            .is_some_and(|r| short(r, 4) && one_clause(r) && !r.contains(['し', '比']));
        !rest.contains('、') && (bracket || direct)
    }

    /// 100億円で、前年の80億円から25%増えた; 100億円(前年80億円、25%増).
    fn to_from_by(&self, from: Figure<'a>, to: Figure<'a>) -> bool {
        let (first, second) = (self.passage.between(to, from), self.passage.between(from, self.by));
        if let Some(label) = first.strip_prefix('（') {
            let joint = second.trim_start_matches(['）', '、', 'で', 'と', ' ', '約']);
            let joint = WORDS.after(joint, Use::Compared).unwrap_or(joint);
            return self.names_base(label) && short(second, 6) && (joint.is_empty() || joint == self.by.value.basis);
        }
        // 1335人と前年（1280人）に比べ55人増えた
        let aside = first.strip_suffix('（').is_some_and(|l| l.starts_with(['と', 'で']) && self.names_base(&l[3..]));
        if aside && second.strip_prefix('）').is_some_and(|r| WORDS.after(r, Use::Compared) == Some("")) {
            return true;
        }
        let dated = slice(&self.passage.record().dates, to.sentence as usize)
            .iter()
            .any(|d| to.view.end <= d.view.start && d.view.end <= from.view.start);
        // 1日では2310人。ふだんの1420人の2.3倍だ
        let first = first.strip_prefix("だった。").or_else(|| first.strip_prefix('。')).unwrap_or(first);
        short(first, 24)
            && one_clause(first)
            && (dated || first.ends_with("前の") || FIGURE_WORDS.any_in(first, FigureUse::Base))
            && self.compared(from)
    }

    /// 前年同期比25%増の100億円(前年同期は80億円).
    fn by_to_from(&self, from: Figure<'a>, to: Figure<'a>) -> bool {
        let (first, second) = (self.passage.between(self.by, to), self.passage.between(to, from));
        let joined = short(first, 6) && one_clause(first) && first.contains('の') && !first.contains('、');
        joined && second.strip_prefix('（').is_some_and(|label| self.names_base(label))
    }

    /// 前年は80億円だったが、今年は100億円と25%増えた.
    fn once_now_by(&self, from: Figure<'a>, to: Figure<'a>) -> bool {
        let (first, second) = (self.passage.between(from, to), self.passage.between(to, self.by));
        let label = self.passage.before(from);
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

    /// 45トンで、当初の見立ての1.5倍だった(当初は30トン); 64億円で、15%増(前年は56億円).
    fn to_by_from(&self, from: Figure<'a>, to: Figure<'a>) -> bool {
        let (first, second) = (self.passage.between(to, self.by), self.passage.between(self.by, from));
        let label = ["（", "だった（", "となった（", "になった（"].iter().find_map(|w| second.strip_prefix(w));
        let based = FIGURE_WORDS.any_in(first, FigureUse::Base) || self.by.value.amount.unit != "倍";
        short(first, 16) && one_clause(first) && based && label.is_some_and(|l| self.names_base(l))
    }

    /// 補償の500億円に支払いが加わり、その3倍の1500億円: the only figure like it before その.
    fn of_that(&self, from: Figure<'a>, to: Figure<'a>) -> bool {
        let (first, second) = (self.passage.between(from, self.by), self.passage.between(self.by, to));
        let that = first.trim_end_matches(['約', ' ']).ends_with("その");
        let before = self.passage.in_sentence(self.by.sentence).iter().filter(|m| m.view.end <= self.by.view.start);
        that && matches!(second, "の" | "の約") && only(before.filter(|m| self.is_level(m))).is_some()
    }

    /// 118人いた社員は96人になり、2割減った.
    fn there_were(&self, from: Figure<'a>, to: Figure<'a>) -> bool {
        let (first, second) = (self.passage.between(from, to), self.passage.between(to, self.by));
        let topic = ["いた", "あった"].iter().find_map(|w| first.strip_prefix(w)?.strip_suffix('は'));
        topic.is_some_and(|noun| short(noun, 10) && one_clause(noun) && !noun.contains('、'))
            && matches!(second.trim_end_matches(['約', ' ']), "に" | "へ" | "になり、" | "となり、")
    }

    /// 1日では2310人。ふだんの1420人の2.3倍だ; 2430円で初値を形成した。公開価格の1800円を35%上回った: the sentence begins with what
    /// the only level of the sentence before is compared with.
    fn across(&self) -> Option<Ends<'a>> {
        let from = self.level(-1).filter(|f| self.compared(f))?;
        let label = self.passage.before(from);
        let alike = |m: &Figure| self.is_level(m) && m.value.amount.unit == from.value.amount.unit;
        let to = only(self.passage.in_sentence_before(self.by.sentence)?.iter().filter(alike))?;
        let after = self.passage.after(to);
        let exceeds = self.passage.between(from, self.by) == "を" && short(after, 14);
        let ends = ["。", "だ", "に", "で"].iter().any(|w| after.starts_with(w)) && short(after, 8);
        let named = label.ends_with('の') && short(label, 10) && one_clause(label) && !label.contains('、');
        (named && (exceeds || ends && FIGURE_WORDS.any_in(label, FigureUse::Base))).then_some((from, to))
    }

    /// 売上高を80億円から100億円へ引き上げた。売上高の修正幅は25%になる. `head` is what stands before the name of the rate.
    fn named(&self, head: &str) -> Option<Ends<'a>> {
        let label = head.trim_end_matches('の');
        let own = label.is_empty() || !label.contains(['、', '。']);
        let sentence = if own { self.by.sentence.checked_sub(1)? } else { self.by.sentence };
        let before = |m: &Figure| m.view.end <= self.by.view.start;
        let levels: Vec<Figure> = self.passage.in_sentence(sentence).iter().filter(before).collect();
        let pairs: Vec<Ends> = levels
            .windows(2)
            .map(|w| (w[0], w[1]))
            .filter(|(a, b)| self.is_level(a) && self.is_level(b) && a.value.amount.unit == b.value.amount.unit)
            .filter(|(a, b)| self.leads(a, b))
            .collect();
        match pairs.as_slice() {
            [pair] => Some(*pair),
            _ if own && !label.is_empty() => pairs
                .into_iter()
                .find(|(a, _)| self.passage.before(a).rsplit('、').next().is_some_and(|clause| clause.contains(label))),
            _ => None,
        }
    }

    /// 80億円から100億円へ; 80億円と見込んでいたが、100億円に.
    fn leads(&self, from: Figure, to: Figure) -> bool {
        let (gap, after) = (self.passage.between(from, to), self.passage.after(to));
        let arrives = WORDS.begins(after, Use::Arrives);
        let once = WORDS.begins(gap, Use::Expected) && gap.ends_with("が、");
        arrives && short(gap, 14) && (gap.strip_prefix("から").is_some_and(one_clause) || once)
    }

    /// 2340円の初値がつき、公開価格を35%上回った: what it is compared with stands elsewhere under that name, once.
    fn by_label(&self) -> Option<Ends<'a>> {
        let to = self.level(-1)?;
        let gap = self.passage.between(to, self.by);
        let head = gap.strip_suffix('を').or_else(|| WORDS.before(gap, Use::Compared))?;
        let label = head.rsplit(['、', 'は']).next().filter(|l| *l != head)?;
        let exceeds = !gap.ends_with('を') || WORDS.begins(self.passage.after(self.by), Use::Exceeds);
        let noun = label.chars().all(is_noun_char);
        if !exceeds
            || !noun
            || label.chars().count() < 4
            || FIGURE_WORDS.any_in(label, FigureUse::Base)
            || gap.contains('。')
        {
            return None;
        }
        let text = &self.passage.record().reading.view.text;
        let mut found = self.passage.figures().iter().filter(|m| {
            let head = text[..m.view.start].trim_end_matches(['の', 'は', '：', ':', ' ']);
            self.is_level(m) && m.value.amount.unit == to.value.amount.unit && head.ends_with(label)
        });
        let from = found.next()?;
        found.all(|m| value(m) == value(from)).then_some((from, to))
    }

    /// 前年同期比25%増の100億円だった。前年同期は80億円。
    fn next_sentence(&self) -> Option<Ends<'a>> {
        let to = only(self.passage.in_sentence(self.by.sentence).iter().filter(|m| self.is_level(m)))?;
        let (first, second) = if to.view.start > self.by.view.start { (self.by, to) } else { (to, self.by) };
        let joint = self.passage.between(first, second);
        let from = self.passage.in_sentence(self.by.sentence + 1).first()?;
        let label = self.passage.before(from).strip_suffix('は')?;
        let fits = self.is_level(from)
            && from.value.amount.unit == to.value.amount.unit
            && short(joint, 10)
            && one_clause(joint)
            && !self.by.value.basis.is_empty()
            && short(label, 6)
            && self.names_base(label);
        fits.then_some((from, to))
    }

    /// Returns true if a label is that of an earlier figure, and the one the change itself names (前年同期比).
    fn names_base(&self, label: &str) -> bool {
        let basis = &self.by.value.basis;
        let start: String = basis.chars().take(2).collect();
        let same = basis.is_empty() || basis.starts_with('同') || label.contains(&start);
        // 同35%増の281億円（同208億円）: both stand for what was named before
        if label == "同" {
            return true;
        }
        short(label, 12) && FIGURE_WORDS.any_in(label, FigureUse::Base) && same && !label.contains(['、', '）'])
    }
}
