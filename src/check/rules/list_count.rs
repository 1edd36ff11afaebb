//! See `list_count.md`.

use super::super::Report;
use crate::extract::Mention;
use crate::extract::amount::Quantity;
use crate::extract::entity::EntityKind;
use crate::lexicon::{Table, Uses, table};
use crate::text::{Span, is_hiragana, is_noun_char};
use crate::value::AmountKind;
use serde::Deserialize;

/// What a word of `list_count.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// A list is not complete.
    Open,
    /// A counter of things that a list names one by one.
    Counter,
    /// After a number of clauses that follow, each told as こと.
    Clauses,
    /// Joins the last of several things.
    And,
    /// A counter of clauses: 理由は3つ.
    ClauseCounter,
    /// こと at the end of a clause that is counted, and not inside one (ことが).
    ClauseClosed,
}

static WORDS: Table<Uses<Use>> = table!("list_count.csv", Uses::new);

/// Marks between the items of a list.
const BETWEEN: [char; 3] = ['、', '・', 'と'];
/// How many names a writer drops or adds by mistake.
const SLIPS: usize = 2;

pub(crate) fn check(report: &mut Report) {
    let record = report.record;
    for m in
        record.amounts.iter().filter(|m| m.value.amount.kind == AmountKind::Count && m.value.amount.modifier.is_none())
    {
        let Some(stated) =
            m.value.amount.value.as_ref().and_then(bigdecimal::ToPrimitive::to_usize).filter(|n| (2..=30).contains(n))
        else {
            continue;
        };
        let Some((listed, span)) = before(report, m).or_else(|| bracketed(report, m)).or_else(|| clauses(report, m))
        else {
            continue;
        };
        // 中国地方と四国地方の9県 is no list of nine
        if listed.abs_diff(stated) > SLIPS {
            report.skips();
            continue;
        }
        if listed == stated {
            report.holds();
            continue;
        }
        let unit = m.value.amount.unit.as_str();
        let place = report.place(m.span, format!("{stated}{unit}とある"));
        let related = vec![report.place(record.reading.view.original(span), format!("挙がっているのは{listed}{unit}"))];
        let message = format!("「{}」とあるが、挙がっているのは{listed}{unit}です", m.span.of(&record.document.text));
        let finding = report.fails(place, related, message);
        finding.difference = (listed as i64 - stated as i64).to_string();
        finding.suggestion = format!("{listed}{unit}にするか、挙げたものを確かめる");
    }
}

/// Names before the number: A、B、Cの3人. Items are counted by the marks between them, so that a name the
/// recogniser missed still counts; persons by the persons recognised, since their items carry titles and courts.
fn before(report: &Report, m: &Mention<Quantity>) -> Option<(usize, Span)> {
    let view = &report.record.reading.view;
    let sentence = view.sentences[m.sentence as usize].span;
    let head = &view.text[sentence.start..m.view.start];
    let head = head.strip_suffix('の').filter(|_| WORDS.is(&m.value.amount.unit, Use::Counter))?;
    let end = sentence.start + head.len();
    let persons = matches!(m.value.amount.unit.as_str(), "人" | "名");
    let names: Vec<Span> = report
        .record
        .entities
        .iter()
        .filter(|e| {
            e.sentence == m.sentence
                && e.view.end <= end
                && (e.value.kind == EntityKind::Person || !persons && e.value.kind != EntityKind::Law)
        })
        .map(|e| e.view)
        .collect();
    // the list ends right at の, bar a title (氏, 元監査役)
    let last = names
        .last()
        .filter(|n| view.text[n.end..end].chars().count() <= 6 && !view.text[n.end..end].contains(BETWEEN))?;
    let mut first = last;
    let mut count = 1;
    for name in names.iter().rev().skip(1) {
        let gap = &view.text[name.end..first.start];
        let unknown = if persons { Some(0) } else { items_between(gap) };
        let joined =
            gap.contains(BETWEEN) && (gap.chars().count() <= if persons { 24 } else { 4 } || unknown > Some(0));
        // 桂の友人、金城和歌子: the words before the mark speak of the name after it
        if !joined || gap.starts_with('の') || gap.contains(['。', 'は', 'が', 'を', '（', '）', '「', '」']) {
            break;
        }
        (first, count) = (name, count + 1 + unknown.unwrap_or(0));
    }
    let span = Span::new(first.start, last.end);
    let text = &view.text[span.start..end];
    let complete = !WORDS.ends(text, Use::Open);
    // ホンダ・甲、日産・乙: where items are parted by 、 the ・ is inside one
    let items = if text.contains('、') { text.split('、').count() } else { text.split('・').count() };
    let more = WORDS.any_in(text, Use::And);
    // an unrecognised item between two names makes the count of names unsure
    let sure = items <= count
        || persons && text.split('、').all(|item| names.iter().any(|n| item.contains(&view.text[n.start..n.end])));
    (count >= 2 && complete && sure && !more).then_some((count.max(if persons { 0 } else { items }), span))
}

/// How many items nobody knows as names stand between two that are names: 、天神下、 is one.
fn items_between(gap: &str) -> Option<usize> {
    let inner = gap.strip_prefix(BETWEEN)?.strip_suffix(BETWEEN)?;
    let noun = |s: &str| (1..=8).contains(&s.chars().count()) && s.chars().all(is_noun_char);
    inner.split(BETWEEN).all(noun).then(|| inner.split(BETWEEN).count())
}

/// Clauses after the number that end with こと: 理由は3つで、狭いこと、古いこと、高いことである.
fn clauses(report: &Report, m: &Mention<Quantity>) -> Option<(usize, Span)> {
    let view = &report.record.reading.view;
    if !WORDS.is(&m.value.amount.unit, Use::ClauseCounter) {
        return None;
    }
    let list = WORDS.after(&view.text[m.view.end..], Use::Clauses)?;
    let start = view.text.len() - list.len();
    let list = &view.text[start..view.sentences.iter().find(|s| s.span.end > start)?.span.end];
    // ことが、ことを are parts of a clause
    let closed = |(at, _): &(usize, &str)| WORDS.begins(&list[*at..], Use::ClauseClosed);
    let count = list.match_indices("こと").filter(closed).count();
    let open = WORDS.ends(list.trim_end_matches(['。', 'だ']), Use::Open) || list.contains("など");
    (count >= 2 && !open).then_some((count, Span::new(start, start + list.len())))
}

/// Names after the number, in brackets: 2カ所(北口、南口).
fn bracketed(report: &Report, m: &Mention<Quantity>) -> Option<(usize, Span)> {
    let view = &report.record.reading.view;
    let inner = view.text[m.view.end..].strip_prefix('（')?;
    let (inner, _) = inner.split_once('）')?;
    let items: Vec<&str> = inner.split(['、', '・']).map(str::trim).collect();
    // 町は and 町が begin a sentence, かやはら is a name
    let clause = |s: &str| s.char_indices().any(|(at, c)| "はが".contains(c) && !s[..at].ends_with(is_hiragana));
    let plain = |s: &str| {
        !s.is_empty()
            && s.chars().count() <= 20
            && !s.contains(|c: char| c.is_ascii_digit() || "をに。：＝=〜（".contains(c))
            && !clause(s)
    };
    let open = WORDS.ends(inner, Use::Open);
    let start = m.view.end + "（".len();
    (items.len() >= 2 && items.iter().all(|s| plain(s)) && !open)
        .then_some((items.len(), Span::new(start, start + inner.len())))
}
