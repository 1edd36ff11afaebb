//! Dates, times, durations and sets.

mod context;
mod grammar;
mod meaning;
mod published;

pub use published::publication;

use super::cursor::Cursor;
use super::scan::{Chars, Scan, figures_begin};
use super::{Mention, Reading, number};
use crate::corpus::Reference;
use crate::lexicon::{
    Class, Table, Uses, era_at, eras, named_day_at, opens_temporal, table, temporal_openers, word_at,
};
use crate::morph::Pos;
use crate::text::{BlockKind, Span, is_hiragana};
use crate::value::{Anchor, Temporal, TimexType};
use compact_str::CompactString;
use context::discourse::{Discourse, Tense};
use context::event::Events;
use context::next_day::NextDay;
use context::{habit, next_day};
use grammar::parse;
use grammar::raw::{self, Raw};
use jiff::civil::{Date, Weekday};
use meaning::range::Left;
use meaning::{range, resolve};
use serde::Deserialize;
use std::sync::LazyLock;

/// What a word of `tense.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// In a sentence that speaks of what is to come.
    Ahead,
    /// In a sentence by which others tell what is past, whatever its last verb.
    Told,
    /// In a sentence that counts at a moment, which is no plan whatever the verb.
    AtMoment,
    /// A verb of what is, not of what will be.
    State,
    /// After a date that something is only compared with.
    Since,
    /// After the moment of a count.
    AsOf,
    /// After a word for a day that something is only likened to.
    Simile,
}

static WORDS: Table<Uses<Use>> = table!("tense.csv", Uses::new);

/// A temporal expression with what the text states beside its value and a check can verify.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dated {
    /// The resolved expression.
    pub time: Temporal,
    /// Each weekday written beside a date, with that date.
    pub weekdays: Vec<(Weekday, Date)>,
    /// Western years that an era and a bracketed year give for the same date, when they differ.
    pub era_mismatch: Option<(i16, i16)>,
    /// Year, month and day of a date that no calendar has.
    pub nonexistent: Option<(i16, i8, i8)>,
    /// Weekday written beside a day, whether the day is known or not.
    pub weekday: Option<Weekday>,
    /// Whether the sentence speaks of what is to come.
    pub ahead: bool,
    /// Offset from the publication date: 昨年3月 is one year back, きのう one day.
    pub offset: Option<Offset>,
    /// The length (ISO 8601) by which a point is told: PT42M of 42分後.
    pub away: Option<CompactString>,
}

/// Offset of a relative date from the publication date, in the unit it is told in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offset {
    /// 昨年 is -1.
    Years(i32),
    /// 先月 is -1.
    Months(i32),
    /// きょう is 0, きのう -1.
    Days(i32),
}

/// Returns true if words right before or after a date say that it is the day of the text itself: 09/14 23:30 更新.
pub(crate) fn is_marked(before: &str, after: &str) -> bool {
    published::is_marked(before, after)
}

/// Characters at which an expression can begin, by code point; one look-up keeps the scan linear and cheap.
static STARTS: LazyLock<Chars> = LazyLock::new(|| {
    let letters = eras().iter().map(|e| e.letter);
    Chars::of(|c| number::can_start(c) || SIGNS.contains(c)).and(temporal_openers().chain(letters))
});

/// First characters of what the grammar itself spells out: 同, 翌, 西暦, 第3水曜日, 月曜, 正午, 年1回, FY, Q, PM.
static SIGNS: LazyLock<Chars> =
    LazyLock::new(|| Chars::of(|c| "同翌西紀第'’月火水木金土日年週正最あFQPpAa".contains(c)));

/// Reads every temporal expression of a document, in order.
///
/// `reference` is the day near which a page without a publication date is placed.
pub fn read(reading: &Reading, published: Option<Date>, reference: Option<&Reference>) -> Vec<Mention<Dated>> {
    let mut out = Vec::new();
    let stated = published.is_some();
    let mut d = Discourse { published: published.or(reference.and_then(|r| r.day)), stated, ..Discourse::default() };
    if let Some(reference) = reference {
        (d.month_open, d.slips, d.event) = (!reference.month, reference.slips.clone(), reference.event);
    }
    // beside the state, which is copied to look ahead
    let (mut events, mut next_day) = (Events::default(), NextDay::default());
    let mut block = usize::MAX;
    for (i, sentence) in reading.view.sentences.iter().enumerate() {
        let kind = reading.view.blocks[sentence.block as usize].1;
        if sentence.block as usize != block {
            // the items of a list and the cells of a column go on with one another's month
            let before = reading.view.blocks.get(d.block).map(|b| b.1);
            let next = d.block == block;
            let listed = match (before, kind) {
                (Some(BlockKind::Item), BlockKind::Item) => next,
                (Some(BlockKind::Heading(a)), BlockKind::Heading(b)) => next && a == b,
                (
                    Some(BlockKind::Cell { table: t, column: c, row: r, .. }),
                    BlockKind::Cell { table, column, row, .. },
                ) => t == table && c == column && r + 1 == row,
                _ => false,
            };
            block = sentence.block as usize;
            if listed {
                d.block = block;
            }
            enter(&mut d, kind);
            let own = reading.view.blocks[block].0;
            d.bullet = kind == BlockKind::Item || begins_entry(&reading.view.text[own.start..own.end]);
            d.cell = if let BlockKind::Cell { table, row, .. } = kind { Some((table, row)) } else { None };
            d.chronicle.enter(kind);
        }
        (d.passing_year, d.sentence_day, d.month_fresh) = (None, None, false);
        let first = out.len();
        let before = (d.day, d.month, d.year, d.lead, d.story);
        read_sentence(reading, i, &mut d, &mut events, &mut next_day, &mut out);
        // a heading of a chronicle writes its day out; 「流出当日の経過」 announces none
        let written = |m: &Mention<Dated>| m.value.time.day().filter(|_| !m.value.time.timex.contains("-XX-XX"));
        if let (BlockKind::Heading(_), Some(day)) = (kind, out[first..].iter().find_map(written)) {
            d.heading = Some(day);
        } else if let [mention] = &out[first..]
            && let (Some(day), true) = (mention.value.time.day(), is_date_line(reading, i, kind, mention))
            && !(d.stated && d.published == Some(day))
        {
            d.heading = Some(day);
        }
        // (22日午前7時55分配信): what a flash tells without a day is of its own
        if sentence.block < 2 && d.flash.is_none() {
            let flash = out[first..].iter().find(|m| is_flash(reading, i, m)).and_then(|m| m.value.time.day());
            d.flash = flash.filter(|day| d.published.is_none_or(|p| p == *day));
        }
        if kind == BlockKind::Paragraph {
            digress(&mut d, &out[first..], before, sentence.span.start);
        }
    }
    out
}

/// The time a sentence speaks of: a plain verb form at its end (26日に提出される。) is the future, た the past; 〜ている, a noun
/// and です leave it open.
fn tense(reading: &Reading, sentence: usize, text: &str) -> Tense {
    // 17日に死亡したとみられる is past, whatever its last verb, 5日に開く方針を示した speaks of what is to come, and 3月末で1290台が動く
    // counts what is there
    if WORDS.any_in(text, Use::Told) {
        return Tense::Past;
    }
    if WORDS.any_in(text, Use::Ahead) {
        return Tense::Plan;
    }
    if WORDS.any_in(text, Use::AtMoment) {
        return Tense::Open;
    }
    let tokens = reading.sentence_tokens(sentence);
    let mut last = tokens.iter().rev().skip_while(|t| t.pos.is_symbol());
    let end = last.next();
    let word = end.map_or("", |t| reading.text(t));
    let past = matches!(word, "た" | "だ")
        && last.next().is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::VerbSuffix | Pos::Auxiliary));
    if past {
        return Tense::Past;
    }
    let plain = |s: &str| s.ends_with(['る', 'う', 'く', 'す', 'つ', 'ぬ', 'む', 'ぶ', 'ぐ']);
    let verb = end.is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::VerbSuffix));
    // 25日朝も57人が残る, 被害は5億円に上る: what is, not what will be
    let state = WORDS.is(word, Use::State);
    // 17日に催しがある is on a programme; 開きます is as much to come as 開く, 開いています a state
    let mut polite =
        || word == "ます" && last.next().is_some_and(|t| !matches!(reading.text(t), "い" | "おり" | "あり"));
    match () {
        () if verb && plain(word) && !state => Tense::Future,
        // 24日に消せたのは雨が降ったからだ
        () if text.contains("たのは") || text.contains("だのは") => Tense::Past,
        () if word == "ある" && text.contains("日に") || word == "まで" || polite() => Tense::Plan,
        () => Tense::Open,
    }
}

/// Returns true if a line begins with the mark of an entry of a list: ◆, ▽, ・.
fn begins_entry(line: &str) -> bool {
    line.trim_start()
        .starts_with(['◆', '◇', '▽', '▼', '▲', '△', '●', '○', '◎', '■', '□', '・', '※', '*', '＊', '-', '–', '‐', '•'])
}

/// Whether a day counted from another is told as what the day spoken of is: 2月13日 円の出金を再開。告知から4日後。 A sentence with a topic of its
/// own tells of a new day: 再開は告知から4日後だ。
fn retells(raw: &Raw, text: &str, at: usize, cursor: &Cursor) -> bool {
    let counted = match &raw.shape {
        raw::Shape::Shift { back: false, from_document: false, .. } => true,
        raw::Shape::Calendar => matches!(raw.day, Some(raw::Field::FromDiscourse(n)) if n != 0) && raw.clock.is_none(),
        _ => false,
    };
    let rest = cursor.rest().trim_end_matches(['。', ' ', '）']);
    let before = text[..at].rsplit(['、', '。']).next().unwrap_or_default();
    let predicate = rest.chars().count() <= 8 && !rest.contains(['に', '、', 'を']);
    counted && predicate && before.ends_with(['の', 'ら']) && !text[..at].contains(['は', 'が'])
}

/// Whether a line holds a date and nothing beside it that tells what happened: 7月2日（火）, 1月26日、11:28分頃,
/// @yoru_no_sora 2018/1/26 14:39. What stands under it is of that date.
fn is_date_line(reading: &Reading, sentence: usize, kind: BlockKind, mention: &Mention<Dated>) -> bool {
    let own = reading.view.sentences[sentence];
    let block = reading.view.blocks[own.block as usize].0;
    // 9月7日。 opens a day in prose, too
    if matches!(kind, BlockKind::Cell { .. }) || own.span.start > block.start + 4 {
        return false;
    }
    let text = &reading.view.text;
    let (before, after) = (&text[block.start..mention.view.start], &text[mention.view.end..own.span.end]);
    let bare = |t: &str| !t.contains(char::is_alphanumeric);
    let handle = before.trim_start().starts_with('@') && !before.trim().contains(' ');
    bare(after) && (bare(before) || handle)
}

/// Whether a mention is the day and time of a dateline: 〔東京 20日午後8時31分 なみ通信〕.
fn is_flash(reading: &Reading, sentence: usize, mention: &Mention<Dated>) -> bool {
    let own = reading.view.sentences[sentence].span;
    let text = &reading.view.text;
    let before = text[own.start..mention.view.start].trim_start();
    let bracketed =
        before.starts_with(['（', '〔', '［', '[', '【']) && !before.contains(['）', '〕', '］', ']', '】', '。']);
    bracketed && mention.value.time.granularity >= crate::value::Granularity::Hour && mention.value.time.day().is_some()
}

/// A sentence in the present that names a day far from those told of is a digression: 名が決まるのは2020年2月19日である. What follows goes on from
/// where the story was.
fn digress(
    d: &mut Discourse,
    mentions: &[Mention<Dated>],
    (day, month, year, lead, story): (
        Option<Date>,
        Option<(i16, i8)>,
        Option<i16>,
        Option<Date>,
        Option<(Date, usize)>,
    ),
    start: usize,
) {
    let Some(now) = d.day else { return };
    let apart = day.is_some_and(|day| context::discourse::days_between(day, now).abs() > 60);
    let written = mentions.iter().any(|m| {
        let own = m.value.time.day() == Some(now) && m.value.time.anchor == Anchor::Explicit;
        own && m.view.start > start + "（".len()
    });
    if apart && written && d.heading.is_none() && d.tense != Tense::Past {
        (d.day, d.month, d.year, d.lead, d.story) = (day, month, year, lead, story);
    }
}

/// The time of the clause that a date at `at` of its sentence stands in, where that is a relative clause of the past: 9日に結んだ契約は打ち切られる.
fn local_tense(reading: &Reading, sentence: usize, at: usize) -> Option<Tense> {
    let start = reading.view.sentences[sentence].span.start;
    let mut after = reading.sentence_tokens(sentence).iter().skip_while(|t| (t.start as usize) < start + at);
    let mut verb = false;
    while let Some(token) = after.next() {
        let text = reading.text(token);
        if token.pos.is_symbol() || matches!(text, "は" | "が") {
            return None;
        }
        if matches!(text, "た" | "だ") && verb {
            // what follows is a noun that the clause is about
            return after.next().filter(|t| t.pos.is_nominal()).map(|_| Tense::Past);
        }
        verb = matches!(token.pos, Pos::Verb | Pos::VerbSuffix | Pos::Auxiliary);
    }
    None
}

/// A new heading ends the reach of the one before.
fn enter(d: &mut Discourse, kind: BlockKind) {
    if let BlockKind::Heading(_) = kind {
        d.heading = None;
    } else if d.heading.is_some() {
        d.day = d.heading;
        d.month = d.heading.map(|h| (h.year(), h.month()));
    }
}

fn read_sentence(
    reading: &Reading,
    sentence: usize,
    d: &mut Discourse,
    events: &mut Events,
    next_day: &mut NextDay,
    out: &mut Vec<Mention<Dated>>,
) {
    let span = reading.view.sentences[sentence].span;
    let block = reading.view.sentences[sentence].block as usize;
    let text = span.of(&reading.view.text);
    let mut scan = Scan::of(text, &STARTS);
    let mut at = 0;
    let (mut any, mut whole_tense) = (false, Tense::Open);
    let mut last: Option<(usize, usize)> = None; // where the mention before stands
    let (mut dated_to, mut repeated) = (0, false); // where the last mention of a day ends, what follows it
    let reported = d.day; // what この日 of a report means
    while let Some((start, c)) = scan.next_from(at) {
        at = start;
        if !number::can_start(c) && !opens(&text[at..], c) || !may_begin(reading, sentence, text, at, c) {
            at += c.len_utf8();
            continue;
        }
        // 三日坊主 is a word that only begins like a date
        if let Some((_, len)) = word_at(&text[at..]).filter(|(w, _)| w.class == Class::None) {
            at += len;
            continue;
        }
        let (among_years, short_years) = (d.years_in == Some(block), d.short_years);
        let mut cursor = Cursor { among_years, short_years, ..Cursor::new(text, at) };
        // 三日月 goes on after 三日, 一時 alone means "for a while"
        let whole =
            |c: &Cursor| c.text[at..c.at].is_ascii() || reading.ends_token(sentence, c.at) && &text[at..c.at] != "一時";
        let Some(mut raw) =
            parse::expression(&mut cursor).filter(|_| c.is_ascii_digit() || !number::can_start(c) || whole(&cursor))
        else {
            // nothing of a number that is no date can be one: 123,456 is not 56 of something
            at += if c.is_ascii_digit() { number::len(&text[at..]) } else { c.len_utf8() };
            continue;
        };
        // きのうのことのように思い出す is no day
        if WORDS.begins(cursor.rest(), Use::Simile) {
            at = cursor.at;
            continue;
        }
        // only a sentence with dates has to be asked
        if !any {
            whole_tense = tense(reading, sentence, text);
            d.tense = whole_tense;
            any = true;
        }
        let left = last.filter(|(_, end)| Left::joins(&text[*end..at])).zip(out.last());
        let left = left.map(|((from, end), before)| Left::new(&before.value.time, &text[from..end]));
        if matches!(raw.year, Some(raw::Field::Is(_))) {
            d.years_in = Some(block);
            d.short_years |= raw.short_year && raw.month.is_some();
            match era_at(&text[at..]) {
                Some(era) => d.era = Some(era),
                None if !raw.short_year => d.era = None,
                None => {}
            }
        }
        if let Some(day) = events.day_of(&raw, &reading.view.text, &text[..at], span.start + at) {
            d.day = Some(day);
        } else if let Some(day) = next_day.base(&raw, block, sentence, &text[..at]) {
            d.day = Some(day);
        } else if let Some(day) = reported.filter(|_| text[at..].starts_with("この日") && !is_topic(&text[..at], last))
        {
            d.day = Some(day);
        }
        let spoken = d.day;
        // a record since 2008年10月 is a comparison: what follows does not lean on it
        let item = at == 0 && matches!((raw.month, raw.day), (Some(raw::Field::Is(_)), Some(raw::Field::Is(_))));
        let kind = reading.view.blocks[block].1;
        let first = opens_block(reading, block, span.start + at);
        d.chronicle.begin(kind, block, first, cursor.rest());
        d.habit = habit::is_habit(&raw, &text[dated_to..at], repeated, d.tense);
        habit::measure(&mut raw, &text[..at], cursor.rest(), d, block);
        let (counted, has_date) = (next_day::is_counted(&raw), raw.has_date());
        let compared = WORDS.begins(cursor.rest(), Use::Since).then(|| d.clone());
        let local = local_tense(reading, sentence, cursor.at);
        d.tense = local.unwrap_or(whole_tense);
        let (story, month, month_alone) = (d.story, d.month, d.month_alone);
        let back = matches!(raw.day, Some(raw::Field::FromDiscourse(..0)));
        d.as_of = WORDS.begins(cursor.rest(), Use::AsOf);
        let (running, lead, running_block) = (d.day, d.lead, d.block);
        if raw.year.is_some() && d.lead.is_none() {
            d.lead_written = matches!(raw.year, Some(raw::Field::Is(_))) && raw.day.is_some();
        }
        let retold =
            retells(&raw, text, at, &cursor).then(|| d.sentence_day.or(d.chronicle.within()).or(d.day)).flatten();
        let (mut value, end) = range::read(raw, at, &cursor, d, block, left.as_ref());
        if let Some(day) = retold.filter(|_| value.time.day().is_some()) {
            value.time.value = day.to_string();
            value.time.span = crate::value::TimeSpan::days(day, day);
            d.day = Some(day);
        }
        // an item of a chronicle that opens with its own month and day ends the reach of an earlier heading
        if item
            && let (Some(h), Some(day)) = (d.heading, value.time.day())
            && (h.year(), h.month()) != (day.year(), day.month())
        {
            d.heading = None;
        }
        let rest = first.then(|| after(reading, block, span.start + end));
        d.chronicle.end(kind, block, &value.time, rest);
        if let Some(before) = compared {
            *d = before;
        }
        // 3日の時点で150万人: the moment of a count is not what the story has come to
        // 前日の下げ, 10月に発生した障害: so are the day before and the month of what a noun stands for
        if back && cursor.rest().starts_with('の') {
            (d.day, d.story) = (running, story);
        }
        if local == Some(Tense::Past)
            && value.time.granularity == crate::value::Granularity::Month
            && (month.is_some() || d.stated)
        {
            (d.month, d.month_alone, d.month_fresh) = (month, month_alone, false);
        }
        if d.as_of {
            d.story = story;
        }
        if d.as_of && running.is_some() {
            (d.day, d.lead, d.block) = (running, lead, running_block);
        }
        if let (BlockKind::Cell { table, row, .. }, Some(day)) = (kind, value.time.day()) {
            d.table_day = Some((table, row, day));
        }
        if counted {
            next_day.note(spoken, block, sentence);
        } else if has_date && value.time.day().is_some() {
            *next_day = NextDay::default();
        }
        events.note(value.time.day(), span.start + at, span.start + end, span.end);
        repeated |= value.time.kind == TimexType::Set && habit::is_repeated(&text[at..]);
        if has_date {
            (dated_to, repeated) = (end, false);
        }
        last = Some((at, end));
        let view = Span::new(span.start + at, span.start + end);
        out.push(Mention { span: reading.view.original(view), view, sentence: sentence as u32, value });
        at = end;
    }
}

/// Whether the date at `last` is what the sentence is about (27日は、この日…), not one of a clause (27日に開会した会は、この日…).
fn is_topic(text: &str, last: Option<(usize, usize)>) -> bool {
    last.is_some_and(|(_, end)| {
        let between = &text[end..];
        let clause = between.rfind('は').map_or("", |at| &between[..at]);
        ["、", "は", "には", "も", "にも"].iter().any(|w| between.starts_with(w)) || !clause.contains(['た', 'だ'])
    })
}

/// Whether nothing but signs stands before a view offset in its block.
fn opens_block(reading: &Reading, block: usize, at: usize) -> bool {
    let start = reading.view.blocks[block].0.start;
    !reading.view.text[start..at].contains(char::is_alphanumeric)
}

/// What a block says after a view offset.
fn after(reading: &Reading, block: usize, at: usize) -> &str {
    let end = reading.view.blocks[block].0.end.max(at);
    &reading.view.text[at..end]
}

fn dated(raw: &Raw, d: &mut Discourse, block: usize) -> Dated {
    let mut time = resolve::resolve(raw, d, block);
    if time.anchor == Anchor::Document && !d.stated {
        time.anchor = Anchor::Corpus;
    }
    let beside = raw.day.is_some() && raw.day_to.is_none();
    let weekdays = raw.weekday.filter(|_| beside).zip(time.span.lower.map(|l| l.date())).into_iter().collect();
    let nonexistent = (time.span.lower.is_none() && time.granularity == crate::value::Granularity::Day)
        .then(|| written_day(&time.value))
        .flatten();
    let away = match &raw.shape {
        raw::Shape::Shift { length, .. } => Some(length.iso().into()),
        _ => None,
    };
    let offset = match (raw.year, raw.month, raw.day) {
        (.., Some(raw::Field::FromDocument(n))) => Some(Offset::Days(n)),
        (_, Some(raw::Field::FromDocument(n)), _) => Some(Offset::Months(n)),
        (Some(raw::Field::FromDocument(n)), ..) if n.abs() < 200 => Some(Offset::Years(n)),
        _ => None,
    };
    let weekday = raw.weekday.filter(|_| beside);
    let ahead = d.tense.ahead();
    Dated { time, weekdays, era_mismatch: raw.era_mismatch, nonexistent, weekday, ahead, offset, away }
}

fn written_day(value: &str) -> Option<(i16, i8, i8)> {
    let mut parts = value.splitn(3, '-');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

/// Whether a word the grammar knows begins here; most お and ま are of other words.
fn opens(text: &str, c: char) -> bool {
    SIGNS.contains(c) || c.is_ascii_uppercase() || opens_temporal(text)
}

/// Whether an expression may begin here: digits not inside an identifier or a longer number, words and kanji
/// numerals where the tokeniser also sees a word begin, and never inside a name (四日市, 三枝, 夏目).
fn may_begin(reading: &Reading, sentence: usize, text: &str, at: usize, c: char) -> bool {
    if c.is_ascii_alphanumeric() || c == '\'' {
        return figures_begin(text, at);
    }
    let word = word_at(&text[at..]).filter(|_| !number::can_start(c));
    let kana = word.filter(|(w, _)| w.surface.chars().all(is_hiragana));
    // the tokeniser does not know らいねん, but nothing else is written so
    if kana.is_some_and(|(w, _)| w.surface.chars().count() >= 4) {
        return true;
    }
    let Some(token) = reading.token_at(sentence, at) else { return false };
    let starts = token.start as usize == at + reading.view.sentences[sentence].span.start;
    let named = || named_day_at(&text[at..]).is_some_and(|(_, len)| reading.ends_token(sentence, at + len));
    if starts && token.pos.is_name() && named() {
        return true;
    }
    // 明々後日 is a name to the tokeniser, as the eras are
    let known = || era_at(&text[at..]).is_some() || word.is_some_and(|(w, _)| w.surface.chars().count() >= 4);
    if !starts || token.pos.is_name() && !known() {
        return false;
    }
    // a short kana word must be a word of its own: きょう, but not きょうだい
    kana.is_none_or(|(_, len)| reading.ends_token(sentence, at + len))
}
