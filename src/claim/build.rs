//! From mentions to claims.

use super::context::{Sentence, Word, slice};
use super::section::Layout;
use super::subject::Topics;
use super::{Claim, Scope, Stated, Term, ValueKind};
use crate::extract::amount::Quantity;
use crate::extract::date::Dated;
use crate::extract::{Mention, Record};
use crate::lexicon::{Modality, modality_of};
use crate::text::{BlockKind, Excerpt, LineIndex, Span};
use crate::value::{AmountKind, Granularity, TimexType, plain};

/// Closeness of a word to a value, by where it stands.
mod weight {
    /// The label of a row, the word before a colon, the noun a value is joined to.
    pub const LABEL: u8 = 100;
    /// Between the value before and this one.
    pub const NEAR: u8 = 80;
    /// The predicate of the clause.
    pub const PREDICATE: u8 = 70;
    /// Before the three words closest to the value.
    pub const FAR: u8 = 45;
    /// Elsewhere in the clause.
    pub const CLAUSE: u8 = 30;
    /// What the sentence speaks of, in an earlier clause.
    pub const TOPIC: u8 = 40;
    /// Elsewhere in the sentence.
    pub const SENTENCE: u8 = 6;
    /// The heading above.
    pub const HEADING: u8 = 22;
}

/// All claims of a document, in order of their values.
pub fn build(record: &Record, lines: &LineIndex) -> Vec<Claim> {
    let layout = Layout::read(record);
    let topics = Topics::read(record, &layout);
    let mut out = Vec::new();
    let mut running: Option<&Mention<Dated>> = None; // the period the section speaks of
    let mut leading: Option<&Mention<Dated>> = None; // the one the document began with
    let mut heading = None;
    let mut block = usize::MAX;
    for (i, sentence) in record.reading.view.sentences.iter().enumerate() {
        let own_block = sentence.block as usize;
        if own_block != block {
            block = own_block;
            if layout.heading[block] != heading {
                heading = layout.heading[block];
                let own = heading.and_then(|h| period_in(record, layout.sentences[h]));
                running = own.or(leading);
            }
        }
        let (dates, amounts) = (slice(&record.dates, i), slice(&record.amounts, i));
        if dates.is_empty() && amounts.is_empty() {
            continue;
        }
        let site = Site { record, layout: &layout, topics: &topics, lines, i, block, words: Sentence::read(record, i), running };
        for (k, m) in amounts.iter().enumerate() {
            // the 1株 of 1株当たり30円 is no figure of its own
            let base = amounts.get(k + 1).is_some_and(|n| !n.value.per_unit.is_empty() && n.value.per_unit == m.value.amount.unit);
            if base && m.value.amount.value.as_ref().is_some_and(|v| *v == crate::value::Decimal::from(1)) {
                continue;
            }
            out.push(site.amount(m));
        }
        for m in dates {
            out.extend(site.date(m));
        }
        // 2018年3月期の業績予想 sets the stage; 10〜12月の売上高 is for that figure alone
        let staged = dates.iter().rfind(|m| is_period(m) && !is_basis(record, m) && sets_stage(record, m));
        running = staged.or(running);
        leading = leading.or(staged);
    }
    out.sort_by_key(|c: &Claim| (c.char_start, c.char_end));
    out
}

fn is_period(m: &Mention<Dated>) -> bool {
    let t = &m.value.time;
    t.kind == TimexType::Date && t.span.lower.is_some() && matches!(t.granularity, Granularity::FiscalYear | Granularity::Half | Granularity::Quarter | Granularity::Year | Granularity::Month)
        && (t.granularity != Granularity::Month || t.value.contains('/'))
}

/// Whether a period is only what something is compared with: 前期比, 前年度より, 前年同期に比べ.
fn is_basis(record: &Record, m: &Mention<Dated>) -> bool {
    let after: String = record.reading.view.text[m.view.end..].chars().take(6).collect();
    let times = after.strip_prefix('の').is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
    times || after.starts_with('比') || ["より", "に比べ", "と比べ", "を上回", "を下回"].iter().any(|w| after.contains(w))
}

/// Nouns whose period is that of the figures that follow.
const STAGES: [&str; 9] = ["決算", "業績", "予想", "実績", "見通し", "累計", "予算", "補正", "連結"];

fn sets_stage(record: &Record, m: &Mention<Dated>) -> bool {
    let after: String = record.reading.view.text[m.view.end..].chars().take(10).collect();
    let heading = matches!(record.reading.view.blocks[record.reading.view.block_at(m.view.start)].1, BlockKind::Heading(_));
    heading || STAGES.iter().any(|s| after.contains(s))
}

fn period_in(record: &Record, sentences: (usize, usize)) -> Option<&Mention<Dated>> {
    (sentences.0..sentences.1).flat_map(|s| slice(&record.dates, s)).rfind(|m| is_period(m))
}

/// A sentence with all that its values need.
struct Site<'a> {
    record: &'a Record,
    layout: &'a Layout,
    topics: &'a Topics<'a>,
    lines: &'a LineIndex,
    i: usize,
    block: usize,
    words: Sentence<'a>,
    running: Option<&'a Mention<Dated>>,
}

impl<'a> Site<'a> {
    fn amount(&self, m: &'a Mention<Quantity>) -> Claim {
        let q = &m.value;
        let (terms, attribute) = self.terms(m.view, false);
        let mut claim = self.claim(m.span, m.view, terms, attribute);
        claim.places = self.places(m.view);
        if !q.per_unit.is_empty() && !claim.terms.iter().any(|t| t.word == "単価") {
            claim.terms.push(Term { word: "単価".to_owned(), weight: weight::NEAR });
        }
        claim.value_kind = if q.amount.kind == AmountKind::Count { ValueKind::Count } else { ValueKind::Amount };
        claim.stated = stated_amount(q);
        claim.scope = self.scope(m, &claim.terms);
        self.hold(&mut claim, m.view);
        claim.block = claim.stated.dimension.clone();
        claim
    }

    fn date(&self, m: &'a Mention<Dated>) -> Option<Claim> {
        let t = &m.value.time;
        if t.kind == TimexType::Set || t.kind != TimexType::Duration && t.value.starts_with("XX") {
            return None;
        }
        // a fiscal year or a run of months says what other values are for; it is no event
        let unresolved = t.kind != TimexType::Duration && t.span.lower.is_none() && m.value.nonexistent.is_none();
        if unresolved || is_basis(self.record, m) || is_period(m) && t.granularity != Granularity::Year {
            return None;
        }
        let (terms, attribute) = self.terms(m.view, true);
        let mut claim = self.claim(m.span, m.view, terms, attribute);
        claim.value_kind = ValueKind::Date;
        claim.stated = stated_date(&m.value);
        (claim.as_of_lower, claim.as_of_upper) = (t.lower(), t.upper());
        claim.block = claim.stated.dimension.clone();
        Some(claim)
    }

    fn claim(&self, span: Span, view: Span, terms: Vec<Term>, attribute: String) -> Claim {
        let doc = &self.record.document;
        let start = self.lines.position(&doc.text, span.start);
        let end = self.lines.position(&doc.text, span.end);
        let clause = self.words.clause(view.start);
        let (subject, subject_from) = self.topics.subject(self.record, self.layout, self.i, clause, view);
        let entities = slice(&self.record.entities, self.i).iter().map(|e| e.value.canonical.clone()).collect();
        let after = self.record.reading.view.text.get(view.end..self.clause_end(view)).unwrap_or("");
        let (modality, attribution) = self.voice(after);
        Claim {
            claim_id: format!("c-{}-{}", doc.id, start.chars),
            doc_id: doc.id.clone(),
            source: doc.source.clone(),
            path: doc.path.clone(),
            published: doc.published.map(|d| d.to_string()).unwrap_or_default(),
            line: start.line,
            column: start.column,
            char_start: start.chars,
            char_end: end.chars,
            subject: subject.map(|e| e.canonical.clone()).unwrap_or_default(),
            subject_type: subject.map(|e| e.kind.as_str().to_owned()).unwrap_or_default(),
            subject_from,
            attribute,
            terms,
            entities,
            modality,
            attribution,
            excerpt: Excerpt::cut(&doc.text, span),
            ..Claim::default()
        }
    }

    /// The end of the sentence's next clause after the value: its predicate carries the modality.
    fn clause_end(&self, view: Span) -> usize {
        let clause = self.words.clause(view.end.saturating_sub(1));
        clause.end.max(view.end)
    }

    fn voice(&self, after: &str) -> (Modality, String) {
        let sentence = self.record.reading.view.sentence(self.i);
        let said = sentence.find("によると").or_else(|| sentence.find("によれば"));
        let base = self.record.reading.view.sentences[self.i].span.start;
        let attribution = said
            .and_then(|at| slice(&self.record.entities, self.i).iter().rfind(|e| e.view.end <= base + at))
            .map(|e| e.value.canonical.clone())
            .unwrap_or_default();
        // a plan announced in the heading or label holds for the bare figures under it
        let block = self.block;
        let above = [self.layout.heading[block], self.layout.row_label[block], self.layout.column_label[block]];
        let planned = above.into_iter().flatten().any(|b| modality_of(self.record.reading.view.blocks[b].0.of(&self.record.reading.view.text)) == Modality::Planned);
        let bare = !matches!(self.record.reading.view.blocks[block].1, BlockKind::Paragraph);
        let modality = if planned && bare { Modality::Planned } else { modality_of(after) };
        let modality = if modality == Modality::Asserted && said.is_some() { Modality::Reported } else { modality };
        (modality, attribution)
    }

    /// The words a value stands with, closest first, and the attribute they name.
    fn terms(&self, view: Span, is_date: bool) -> (Vec<Term>, String) {
        let mut found: Vec<(&str, u8, usize)> = Vec::new();
        let mut put = |word: &Word<'a>, weight: u8| found.push((word.text, weight, word.span.start));
        for word in &self.words.words {
            let weight = self.weigh(word, view, is_date);
            put(word, if word.party { weight.min(weight::FAR) } else { weight });
        }
        // a date that closes its clause (締め切りは13日) is said of what stands before it
        let weak = found.iter().all(|(_, w, _)| *w < weight::PREDICATE);
        if is_date && weak && !self.is_moment(view) {
            let clause = self.words.clause(view.start);
            for (word, entry) in self.words.words.iter().zip(&mut found) {
                if clause.contains(word.span) {
                    entry.1 = entry.1.max(weight::NEAR);
                }
            }
        }
        let mut inherited: Vec<(&str, u8, usize)> = Vec::new();
        let kind = self.record.reading.view.blocks[self.block].1;
        if let BlockKind::Cell { .. } = kind {
            for (label, weight) in [(self.layout.row_label[self.block], weight::LABEL), (self.layout.column_label[self.block], weight::NEAR)] {
                inherited.extend(self.block_words(label, weight));
            }
            if self.layout.row_label[self.block].is_none() && is_date {
                for cell in self.layout.row_of(self.block) {
                    inherited.extend(self.block_words(Some(cell), weight::NEAR));
                }
            }
        }
        if is_date && matches!(kind, BlockKind::Heading(_)) {
            for item in self.layout.under(self.block).filter(|b| !self.dated(*b)).take(2) {
                inherited.extend(self.block_words(Some(item), weight::NEAR));
            }
        }
        inherited.extend(self.block_words(self.layout.heading[self.block], weight::HEADING));
        inherited.extend(self.carried());
        let attribute = attribute(&found, &inherited);
        let mut terms: Vec<Term> = Vec::new();
        for (word, weight, _) in found.into_iter().chain(inherited) {
            match terms.iter_mut().find(|t| t.word == word) {
                Some(t) => t.weight = t.weight.max(weight),
                None => terms.push(Term { word: word.to_owned(), weight }),
            }
        }
        terms.sort_by(|a, b| b.weight.cmp(&a.weight).then_with(|| a.word.cmp(&b.word)));
        terms.truncate(24);
        (terms, attribute)
    }

    /// A sentence without a verb (白波市で4人、朝凪町で1人。) goes on with what the one before spoke of.
    fn carried(&self) -> Vec<(&'a str, u8, usize)> {
        let view = &self.record.reading.view;
        let first = self.layout.sentences[self.block].0 == self.i;
        let verb = self.record.reading.sentence_tokens(self.i).iter().any(|t| t.pos.is_predicate());
        if first || verb || matches!(view.blocks[self.block].1, BlockKind::Cell { .. }) {
            return Vec::new();
        }
        Sentence::read(self.record, self.i - 1).words.into_iter().filter(|w| !w.place).map(|w| (w.text, weight::TOPIC, w.span.start)).collect()
    }

    /// Whether a block has a date or time of its own.
    fn dated(&self, block: usize) -> bool {
        let (first, last) = self.layout.sentences[block];
        (first..last).any(|s| slice(&self.record.dates, s).iter().any(|d| d.value.time.kind != TimexType::Duration))
    }

    /// Words of another block, as a label of this one.
    fn block_words(&self, block: Option<usize>, weight: u8) -> Vec<(&'a str, u8, usize)> {
        let Some(block) = block else { return Vec::new() };
        let (first, last) = self.layout.sentences[block];
        (first..last.min(first + 2)).flat_map(|s| Sentence::read(self.record, s).words).map(|w| (w.text, weight, w.span.start)).collect()
    }

    fn weigh(&self, word: &Word, view: Span, is_date: bool) -> u8 {
        let clause = self.words.clause(view.start);
        if !clause.contains(word.span) {
            let before = word.span.end <= view.start;
            return if word.topic && before { weight::TOPIC } else { weight::SENTENCE };
        }
        let text = &self.record.reading.view.text;
        let rivals = || self.rivals(view, is_date).filter(|r| clause.contains(*r));
        if word.span.end <= view.start {
            // a value right before this one (5億2300万XEM、580億円相当) shares its words; any other takes those before it
            let changed = |r: &Span| text.get(r.end..view.start).is_some_and(|gap| gap.contains("から") || gap.contains("より"));
            let spoken = |r: &Span| changed(r) || self.words.words.iter().any(|w| w.span.start >= r.end && w.span.end <= view.start);
            let cut = rivals().filter(|r| r.end <= view.start && spoken(r)).map(|r| r.end).max();
            // 営業利益は41億円から35億円に: the topic names both
            let shift = !is_date && rivals().filter(|r| r.end <= view.start).max_by_key(|r| r.end).is_some_and(|r| changed(&r));
            let crossed = cut.is_some_and(|c| word.span.start < c) || !is_date && self.is_operand(view);
            let between = text.get(word.span.end..view.start).unwrap_or("");
            // 亡くなった人は9人, 被害の額が580億円: a bare noun of number between the word and the value says nothing
            let joint = between.trim_start_matches(['人', '方', '者', '数', '額', '量', '高', 'の', 'た', 'だ']);
            let joined = joint.chars().count() <= 4 && joint.chars().all(|c| "はがもをでの：: 、約計（にと".contains(c) || c.is_ascii_punctuation());
            let closer = self.words.words.iter().filter(|w| w.span.start >= word.span.end && w.span.end <= view.start).count();
            return match (crossed, joined) {
                (false, true) if !is_date => weight::LABEL,
                (false, _) if !is_date && closer >= 3 => weight::FAR,
                (false, _) if !is_date => weight::NEAR,
                (false, _) => weight::TOPIC,
                (true, _) if word.topic && shift => weight::NEAR,
                (true, _) if word.topic => weight::TOPIC,
                (true, _) => weight::CLAUSE,
            };
        }
        let cut = rivals().filter(|r| r.start >= view.end).map(|r| r.start).min();
        let between = text.get(view.end..word.span.start).unwrap_or("");
        let crossed = cut.is_some_and(|c| word.span.start >= c);
        let listed = !is_date && cut.is_some() && between.contains(['、', 'と', '（', '）']);
        let joined = matches!(between, "の" | "相当の" | "分の" | "規模の" | "の計" | "相当" | "分");
        match (crossed, listed, joined) {
            (_, _, true) => weight::LABEL,
            (true, ..) => weight::CLAUSE,
            (false, true, _) => weight::CLAUSE,
            // 午前8時現在で2人: the time of a count, no event
            _ if is_date && self.is_moment(view) => weight::CLAUSE,
            // 1月1日の人口: the date says when the number holds, it is no event
            (false, false, _) if is_date && between.starts_with('の') && !word.verbal => weight::CLAUSE,
            (false, false, _) if is_date => weight::NEAR,
            _ => weight::PREDICATE,
        }
    }

    /// Whether a date only says when something else holds: 8時現在で2人, 26日で3カ月がたった.
    fn is_moment(&self, view: Span) -> bool {
        let after = &self.record.reading.view.text[view.end..];
        let lapse = |m: &Mention<Dated>| m.value.time.kind == TimexType::Duration && m.view.start >= view.end && m.view.start - view.end <= "でちょうど".len();
        let lapsed = after.starts_with('で') && slice(&self.record.dates, self.i).iter().any(lapse);
        lapsed || ["現在", "時点", "の時点"].iter().any(|w| after.starts_with(w))
    }

    /// Whether a sign of arithmetic follows: a label before 88.549円×5億2300万XEM=463億円 names the result.
    fn is_operand(&self, view: Span) -> bool {
        let after = self.record.reading.view.text[view.end..].trim_start();
        after.starts_with(['×', '÷', '+', '＋', '*']) || after.starts_with(['＝', '=']) && !self.record.reading.view.text[..view.start].ends_with(['＝', '='])
    }

    /// Other values of the same kind in the sentence, which own the words on their side.
    fn rivals(&self, view: Span, is_date: bool) -> impl Iterator<Item = Span> + '_ {
        let dates = slice(&self.record.dates, self.i).iter().filter(move |_| is_date).map(|m| m.view);
        let amounts = slice(&self.record.amounts, self.i).iter().filter(move |_| !is_date).map(|m| m.view);
        dates.chain(amounts).filter(move |r| *r != view)
    }

    /// Places close to a value: those that limit what it counts.
    fn places(&self, view: Span) -> Vec<String> {
        let row = self.layout.row_label[self.block].into_iter().chain(self.layout.column_label[self.block]);
        let labels = row.flat_map(|b| (self.layout.sentences[b].0..self.layout.sentences[b].1).flat_map(|s| Sentence::read(self.record, s).words));
        let own = self.words.words.iter().filter(|w| self.weigh(w, view, false) >= weight::PREDICATE).cloned();
        let mut out: Vec<String> = own.chain(labels).filter(|w| w.place).map(|w| w.text.to_owned()).collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    fn scope(&self, m: &Mention<Quantity>, terms: &[Term]) -> Scope {
        let clause = self.words.clause(m.view.start);
        let before = self.record.reading.view.text.get(clause.start..m.view.start).unwrap_or("");
        let close = |word: &str| terms.iter().any(|t| t.word == word && t.weight >= weight::NEAR);
        let fits = |d: &&Mention<Dated>| is_period(d) && clause.contains(d.view) && d.view.end <= m.view.start && !is_basis(self.record, d);
        let explicit = slice(&self.record.dates, self.i).iter().rfind(fits);
        let column = self.layout.column_label[self.block].and_then(|b| period_in(self.record, self.layout.sentences[b]));
        let period = explicit.or(column).or(self.running);
        let q = &m.value;
        Scope {
            part: ["うち", "残る", "残り"].iter().any(|w| tail(before, 24).contains(w)),
            change: q.amount.direction.is_some() || !q.basis.is_empty() || close("差額"),
            per_unit: same_unit(&q.per_unit).to_owned(),
            period: period.map(|p| (p.value.time.lower(), p.value.time.upper())),
            period_explicit: explicit.or(column).is_some(),
            former: close("従来") || tail(before, 10).rsplit_once("従来").is_some_and(|(_, gap)| !gap.contains(|c: char| c.is_ascii_digit())),
        }
    }

    /// The moment an amount holds for: a day or time in its clause, else in its sentence.
    fn hold(&self, claim: &mut Claim, view: Span) {
        let clause = self.words.clause(view.start);
        let days = || slice(&self.record.dates, self.i).iter().filter(|d| d.value.time.kind != TimexType::Duration && d.value.time.span.lower.is_some() && d.view.end <= view.start && !is_basis(self.record, d));
        let own = days().rfind(|d| clause.contains(d.view));
        claim.as_of_explicit = own.is_some();
        if let Some(date) = own.or_else(|| days().next_back()) {
            (claim.as_of_lower, claim.as_of_upper) = (date.value.time.lower(), date.value.time.upper());
        }
    }
}

fn tail(text: &str, chars: usize) -> &str {
    let at = text.char_indices().rev().take(chars).last().map_or(text.len(), |(i, _)| i);
    &text[at..]
}

/// The closest words in the order they are written, as a reader would name the value.
fn attribute(own: &[(&str, u8, usize)], inherited: &[(&str, u8, usize)]) -> String {
    let mut best: Vec<&(&str, u8, usize)> = own.iter().chain(inherited).filter(|(_, w, _)| *w >= weight::PREDICATE).collect();
    best.sort_by_key(|(_, w, at)| (std::cmp::Reverse(*w), *at));
    best.truncate(4);
    best.sort_by_key(|(_, _, at)| *at);
    let mut words: Vec<&str> = Vec::new();
    for (word, ..) in best {
        if !words.contains(word) {
            words.push(word);
        }
    }
    words.join(" ")
}

/// Units that count the same things.
fn same_unit(unit: &str) -> &str {
    match unit {
        "名" => "人",
        "NEM" => "XEM",
        "コ" => "個",
        other => other,
    }
}

fn stated_amount(q: &Quantity) -> Stated {
    let a = &q.amount;
    let kind = match a.kind {
        AmountKind::Price | AmountKind::Money => format!("money:{}", a.unit),
        kind => format!("{}:{}", kind.as_str(), same_unit(&a.unit)),
    };
    let print = |d: &Option<crate::value::Decimal>| d.as_ref().map(plain).unwrap_or_default();
    Stated {
        dimension: kind,
        value: print(&a.value),
        lower: print(&a.lower),
        upper: print(&a.upper),
        unit: a.unit.clone(),
        modifier: a.modifier.map(|m| m.as_str().to_owned()).unwrap_or_default(),
        precision: a.precision,
    }
}

fn stated_date(d: &Dated) -> Stated {
    let t = &d.time;
    Stated {
        dimension: if t.kind == TimexType::Duration { "duration" } else { "date" }.to_owned(),
        value: t.value.clone(),
        lower: if t.kind == TimexType::Duration { String::new() } else { t.lower() },
        upper: if t.kind == TimexType::Duration { String::new() } else { t.upper() },
        unit: String::new(),
        modifier: t.modifier.map(|m| m.as_str().to_owned()).unwrap_or_default(),
        precision: t.granularity as i32,
    }
}
