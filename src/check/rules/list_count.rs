//! See `list_count.md`.

use crate::check::Report;
use crate::check::figures::passage::{Figure, Passage, value};
use crate::extract::entity::EntityKind;
use crate::lexicon::{Table, Uses, table};
use crate::text::{BlockKind, Span, is_hiragana, is_noun_char};
use crate::value::AmountKind;
use bigdecimal::ToPrimitive;
use serde::Deserialize;

/// What a word of `list_count.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// At the end of a list that is not complete.
    Open,
    /// In a list of clauses that is not complete.
    OpenWithin,
    /// A counter of things that a list names one by one.
    Counter,
    /// A counter of kinds, which are listed by words nobody knows as names: 車種.
    Kind,
    /// A counter of persons.
    Person,
    /// After a number of clauses that follow, each told as こと.
    Clauses,
    /// Before a list: there is more that is counted.
    Besides,
    /// Joins the last of several things.
    And,
    /// A counter of clauses: 理由は3つ.
    ClauseCounter,
    /// Before the number of items of the list below.
    Following,
    /// All that stands after that number.
    Announced,
    /// こと at the end of a clause that is counted, and not inside one (ことが).
    ClauseClosed,
}

static WORDS: Table<Uses<Use>> = table!("list_count.csv", Uses::new);

/// Marks between the items of a list.
const BETWEEN: [char; 3] = ['、', '・', 'と'];
/// How many names a writer drops or adds by mistake.
const SLIPS: usize = 2;

/// What is listed beside a number.
struct List {
    items: usize,
    /// In the view.
    span: Span,
    extent: Extent,
}

/// How far a list goes.
#[derive(PartialEq)]
enum Extent {
    Exact,
    /// It may begin earlier, with an item that nobody knows as a name.
    AtLeast,
    /// It may begin later, after an adverb.
    AtMost,
}

pub(super) fn check(report: &mut Report) {
    let passage = Passage::new(report.record);
    for m in passage.figures() {
        if m.value.amount.kind != AmountKind::Count || m.value.amount.modifier.is_some() {
            continue;
        }
        let stated = value(m).and_then(ToPrimitive::to_usize).filter(|n| (2..=30).contains(n));
        let list = || {
            let beside = || bracketed(passage, m).or_else(|| clauses(passage, m));
            names(passage, m).or_else(beside).or_else(|| kinds(passage, m)).or_else(|| itemised(passage, m))
        };
        if let Some(stated) = stated
            && let Some(list) = list()
        {
            compare(report, m, stated, list);
        }
    }
}

fn compare(report: &mut Report, m: Figure, stated: usize, List { items, span, extent }: List) {
    let unsure = extent == Extent::AtLeast && items < stated || extent == Extent::AtMost && items > stated;
    // 中国地方と四国地方の9県 is no list of nine
    if items.abs_diff(stated) > SLIPS || unsure {
        return report.skips();
    }
    if items == stated {
        return report.holds();
    }
    let record = report.record;
    let unit = m.value.amount.unit.as_str();
    let place = report.place(m.span, format!("{stated}{unit}とある"));
    let related = vec![report.place(record.reading.view.original(span), format!("挙がっているのは{items}{unit}"))];
    let message = format!("「{}」とあるが、挙がっているのは{items}{unit}です", m.span.of(&record.document.text));
    let finding = report.fails(place, related, message);
    finding.difference = (items as i64 - stated as i64).to_string();
    finding.suggestion = format!("{items}{unit}にするか、挙げたものを確かめる");
}

/// Names before the number: A、B、Cの3人. Items are counted by the marks between them, so that a name the recogniser missed
/// still counts; persons by the persons recognised, since their items carry titles and courts.
fn names(passage: Passage, m: Figure) -> Option<List> {
    let text = &passage.record().reading.view.text;
    let head = passage.before(m).strip_suffix('の').filter(|_| WORDS.is(&m.value.amount.unit, Use::Counter))?;
    let end = m.view.start - "の".len();
    let persons = WORDS.is(&m.value.amount.unit, Use::Person);
    let names = before(passage, m, end, persons);
    // the list ends right at の, bar a title (氏, 元監査役)
    let title = |n: &&Span| text[n.end..end].chars().count() <= 6 && !text[n.end..end].contains(BETWEEN);
    let last = names.last().filter(title)?;
    let mut first = last;
    let mut count = 1;
    for name in names.iter().rev().skip(1) {
        let gap = &text[name.end..first.start];
        let unknown = if persons { Some(0) } else { items_between(gap) };
        let joined =
            gap.contains(BETWEEN) && (gap.chars().count() <= if persons { 24 } else { 4 } || unknown > Some(0));
        // 桂の友人、金城和歌子: the words before the mark speak of the name after it
        if !joined || gap.starts_with('の') || gap.contains(['。', 'は', 'が', 'を', 'に', '（', '）', '「', '」'])
        {
            break;
        }
        (first, count) = (name, count + 1 + unknown.unwrap_or(0));
    }
    let listed = &head[head.len() - (end - first.start)..];
    let extent = if opens(&head[..head.len() - listed.len()]) { Extent::Exact } else { Extent::AtLeast };
    // ホンダ・甲、日産・乙: where items are parted by 、 the ・ is inside one
    let items = if listed.contains('、') { listed.split('、').count() } else { listed.split('・').count() };
    // an unrecognised item between two names makes the count of names unsure
    let named = |item: &str| names.iter().any(|n| item.contains(n.of(text)));
    let sure = items <= count || persons && listed.split('、').all(named);
    let complete = !WORDS.ends(listed, Use::Open) && !WORDS.any_in(listed, Use::And);
    let items = count.max(if persons { 0 } else { items });
    (count >= 2 && complete && sure).then_some(List { items, span: Span::new(first.start, last.end), extent })
}

/// Returns true if a list begins right after `lead`. It may have begun before: 豊ノ島、栃乃花、片山の3人, where nobody knows the first
/// name; 館長を務める田中氏, which modifies the name; ドイツのほか.
fn opens(lead: &str) -> bool {
    let clause = lead.strip_suffix('、').map(|l| !l.ends_with(|c: char| is_noun_char(c) || c == '）'));
    let starts = lead.is_empty() || lead.ends_with(['は', 'が', 'も', '。', '：', '「', '（', '\n']);
    clause.unwrap_or(starts) && !WORDS.any_in(lead, Use::Besides)
}

/// Three nouns or more before a number of kinds: 軽乗用車、軽トラック、軽バンの3車種. The first may be no item but an adverb, so that
/// only a list that is too short says something.
fn kinds(passage: Passage, m: Figure) -> Option<List> {
    let head = passage.before(m).strip_suffix('の').filter(|_| WORDS.is(&m.value.amount.unit, Use::Kind))?;
    let list = head.rsplit(['は', '。', '：', '「', '（']).next()?;
    let items: Vec<&str> = list.split(if list.contains('、') { '、' } else { '・' }).collect();
    let noun = |s: &&str| (1..=12).contains(&s.chars().count()) && s.chars().all(is_noun_char);
    let complete = items.len() >= 3 && items.iter().all(noun) && !WORDS.ends(list, Use::Open);
    let end = m.view.start - "の".len();
    complete.then(|| List { items: items.len(), span: Span::new(end - list.len(), end), extent: Extent::AtMost })
}

/// The names before a number in its sentence that it can count, up to `end`.
fn before(passage: Passage, m: Figure, end: usize, persons: bool) -> Vec<Span> {
    let here = passage.record().entities.iter().filter(|e| e.sentence == m.sentence && e.view.end <= end);
    here.filter(|e| e.value.kind == EntityKind::Person || !persons && e.value.kind != EntityKind::Law)
        .map(|e| e.view)
        .collect()
}

/// How many items nobody knows as names stand between two that are names: 、天神下、 is one.
fn items_between(gap: &str) -> Option<usize> {
    let inner = gap.strip_prefix(BETWEEN)?.strip_suffix(BETWEEN)?;
    let noun = |s: &str| (1..=8).contains(&s.chars().count()) && s.chars().all(is_noun_char);
    inner.split(BETWEEN).all(noun).then(|| inner.split(BETWEEN).count())
}

/// Clauses after the number that end with こと: 理由は3つで、狭いこと、古いこと、高いことである.
fn clauses(passage: Passage, m: Figure) -> Option<List> {
    let view = &passage.record().reading.view;
    if !WORDS.is(&m.value.amount.unit, Use::ClauseCounter) {
        return None;
    }
    let list = WORDS.after(passage.rest(m), Use::Clauses)?;
    let start = view.text.len() - list.len();
    let list = &view.text[start..view.sentences.iter().find(|s| s.span.end > start)?.span.end];
    // ことが、ことを are parts of a clause
    let closed = |(at, _): &(usize, &str)| WORDS.begins(&list[*at..], Use::ClauseClosed);
    let items = list.match_indices("こと").filter(closed).count();
    let open = WORDS.ends(list.trim_end_matches(['。', 'だ']), Use::Open) || WORDS.any_in(list, Use::OpenWithin);
    (items >= 2 && !open).then_some(List { items, span: Span::new(start, start + list.len()), extent: Extent::Exact })
}

/// The items of a list below the number, which its sentence announces: 問題点は次の4点である.
fn itemised(passage: Passage, m: Figure) -> Option<List> {
    let view = &passage.record().reading.view;
    let own = &view.sentences[m.sentence as usize];
    let ends = view.sentences.get(m.sentence as usize + 1).is_none_or(|next| next.block != own.block);
    let after = passage.after(m).trim_end_matches(['。', '：', ':']);
    let announced =
        WORDS.ends(passage.before(m), Use::Following) && (after.is_empty() || WORDS.is(after, Use::Announced));
    let counter = WORDS.is(&m.value.amount.unit, Use::ClauseCounter);
    let mut items = view.blocks[own.block as usize + 1..].iter().take_while(|(_, kind)| *kind == BlockKind::Item);
    let (first, count) = (items.next()?.0, items.clone().count() + 1);
    let last = items.last().map_or(first, |(span, _)| *span);
    (ends && announced && counter && count >= 2).then_some(List {
        items: count,
        span: Span::new(first.start, last.end),
        extent: Extent::Exact,
    })
}

/// Names after the number, in brackets: 2カ所(北口、南口).
fn bracketed(passage: Passage, m: Figure) -> Option<List> {
    let (inner, _) = passage.rest(m).strip_prefix('（')?.split_once('）')?;
    let items: Vec<&str> = inner.split(if inner.contains('、') { '、' } else { '・' }).map(str::trim).collect();
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
    (items.len() >= 2 && items.iter().all(|s| plain(s)) && !open).then_some(List {
        items: items.len(),
        span: Span::new(start, start + inner.len()),
        extent: Extent::Exact,
    })
}
