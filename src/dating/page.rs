//! What dating needs of a page: its words, and what it says of which day.

use crate::extract::date::{Dated, FromDocument, is_marked};
use crate::extract::{Mention, Record};
use crate::lexicon::{Phrases, ShortHasher, Table, table};
use crate::text::is_noun_char;
use crate::value::{Anchor, Granularity, TimexType, plain};
use jiff::civil::{Date, Weekday};
use std::hash::Hasher;

/// After the years since an event, on a page that tells of its anniversary: 発生から6年となった.
static ANNIVERSARY: Table<Phrases> = table!("anniversary.csv", Phrases::new);

/// A page as dating sees it.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Path of the document, by which pages are ordered.
    pub path: String,
    /// Publication date, where the page or its metadata state it.
    pub published: Option<Date>,
    /// Hashes of its nouns and names, sorted, each once.
    pub terms: Vec<u32>,
    /// Months since the event, where the page says that it tells of an anniversary: 発生から6年となった is 72.
    pub anniversary: Option<i32>,
    /// What its title and its first sentences say, at no time of its own.
    pub lead: Statement,
    /// What it says of a time, in order.
    pub statements: Vec<Statement>,
}

/// What a page says of a time: a temporal expression with the words and values of its sentence.
#[derive(Clone, Debug, Default)]
pub struct Statement {
    /// The time.
    pub when: When,
    /// The day meant, where the page itself gives it: written out, or leaning on what is.
    pub day: Option<Date>,
    /// Index of its sentence.
    pub sentence: u32,
    /// Whether it is the day on which the page speaks: 今日10月1日, 09/14 23:30 更新.
    pub today: bool,
    /// Whether its sentence speaks of what is to come.
    pub ahead: bool,
    /// Whether its sentence tells it as past.
    pub past: bool,
    /// Hashes of the nouns of its sentence, sorted.
    pub terms: Vec<u32>,
    /// Hashes of the values of its sentence with their units, sorted.
    pub values: Vec<u32>,
}

/// The parts of a time that are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct When {
    /// Year in full.
    pub year: Option<i16>,
    /// Month.
    pub month: Option<i8>,
    /// Day of the month.
    pub day: Option<i8>,
    /// Weekday written beside the day.
    pub weekday: Option<Weekday>,
    /// Minutes since midnight.
    pub minute: Option<i32>,
    /// Offset from the publication date.
    pub offset: Option<FromDocument>,
}

impl Statement {
    /// Returns true if it gives a time of day and no day.
    pub fn is_hour(&self) -> bool {
        self.when.minute.is_some() && self.when.day.is_none() && self.when.month.is_none() && self.when.offset.is_none()
    }
}

impl When {
    /// The parts that a mention writes.
    fn of(mention: &Dated) -> Option<Self> {
        let time = &mention.time;
        if !matches!(time.kind, TimexType::Date | TimexType::Time) || time.granularity < Granularity::Month {
            return None;
        }
        let first = time.timex.split('/').next().unwrap_or_default();
        let (date, clock) = first.split_once('T').map_or((first, None), |(d, c)| (d, Some(c)));
        let mut parts = date.split('-');
        let mut out = When { offset: mention.from_document, ..When::default() };
        out.year = parts.next().and_then(|y| y.parse().ok()).filter(|y| (1000..3000).contains(y));
        out.month = parts.next().and_then(|m| m.parse().ok());
        out.day = parts.next().and_then(|d| d.parse().ok());
        out.weekday = mention.weekday;
        out.minute = clock.and_then(minutes);
        (out != When::default()).then_some(out)
    }
}

/// Minutes since midnight of a clock time as TIMEX3 writes it; a part of the day has none.
fn minutes(clock: &str) -> Option<i32> {
    let mut parts = clock.split(':').map(|p| p.parse::<i32>().ok());
    let hour = parts.next()??;
    Some(hour * 60 + parts.next().flatten().unwrap_or(0))
}

/// Most statements that are kept of a page.
const MOST: usize = 200;

impl Page {
    /// Returns true if reading it once more may tell more: it states no publication date, or times of day and no day at all.
    pub fn is_open(&self) -> bool {
        let bare = || {
            self.statements.iter().any(Statement::is_hour)
                && self.statements.iter().all(|s| s.when.day.is_none() && s.when.offset.is_none())
        };
        self.published.is_none() || bare()
    }

    /// What dating needs of a record, whose dates were read without a reference date.
    pub fn new(record: &Record) -> Self {
        let mut page = Page { path: record.document.path.clone(), ..Page::default() };
        page.published = record.document.published;
        let sentences = record.reading.view.sentences.len();
        for sentence in 0..sentences {
            page.terms.extend(nouns(record, sentence));
        }
        page.terms.extend(record.entities.iter().map(|m| hash(&m.value.canonical)));
        page.terms.extend(title(&record.document.title));
        page.terms.sort_unstable();
        page.terms.dedup();
        page.lead = lead(record);
        page.anniversary = record.dates.iter().find_map(|m| anniversary(record, m));
        for mention in record.dates.iter().take(MOST) {
            let Some(when) = When::of(&mention.value) else { continue };
            // きのうの会見（午後3時から）
            if let Some(last) = page.statements.last_mut().filter(|s| s.sentence == mention.sentence)
                && (last.when.minute, when.day, when.month, when.offset) == (None, None, None, None)
            {
                last.when.minute = when.minute;
            }
            page.statements.push(statement(record, mention, when));
        }
        page
    }
}

/// Sentences that a page leads in with.
const LEAD: usize = 3;

/// The words and values that a page leads in with.
fn lead(record: &Record) -> Statement {
    let sentences = 0..LEAD.min(record.reading.view.sentences.len());
    let mut terms: Vec<u32> = sentences.clone().flat_map(|s| nouns(record, s)).collect();
    let mut values: Vec<u32> = sentences.flat_map(|s| amounts(record, s)).collect();
    terms.extend(title(&record.document.title));
    for list in [&mut terms, &mut values] {
        list.sort_unstable();
        list.dedup();
    }
    Statement { terms, values, ..Statement::default() }
}

fn statement(record: &Record, mention: &Mention<Dated>, when: When) -> Statement {
    let sentence = mention.sentence as usize;
    let mut terms = nouns(record, sentence);
    let mut values = amounts(record, sentence);
    // 1月26日、11:28分頃⏎ネムの入金がストップ: a line that holds the time alone
    if terms.len() + values.len() < 2 && sentence + 1 < record.reading.view.sentences.len() {
        terms.extend(nouns(record, sentence + 1));
        values.extend(amounts(record, sentence + 1));
    }
    for list in [&mut terms, &mut values] {
        list.sort_unstable();
        list.dedup();
    }
    let Dated { time, ahead, past, .. } = &mention.value;
    let today = when.day.is_some() && speaks(record, mention);
    Statement { when, day: time.day(), sentence: mention.sentence, today, ahead: *ahead, past: *past, terms, values }
}

/// Returns true if words beside a date say that it is the day on which the page speaks.
fn speaks(record: &Record, mention: &Mention<Dated>) -> bool {
    let text = &record.reading.view.text;
    let own = record.reading.view.sentences[mention.sentence as usize].span;
    let before = &text[own.start..mention.view.start];
    let short = own.len() <= 60 * "更".len();
    let today =
        |m: &Mention<Dated>| m.value.from_document == Some(FromDocument::Days(0)) && m.sentence == mention.sentence;
    let beside = |m: &Mention<Dated>| {
        let gap = text.get(m.view.end..mention.view.start);
        gap.is_some_and(|gap| matches!(gap.trim(), "" | "は" | "、" | "（" | "・"))
    };
    short && is_marked(before, &text[mention.view.end..own.end]) || record.dates.iter().any(|m| today(m) && beside(m))
}

/// Months since the event of a length that an anniversary is told by: 6日で3年を迎える, 発生から6年となった.
fn anniversary(record: &Record, mention: &Mention<Dated>) -> Option<i32> {
    let length = mention.value.time.value.strip_prefix('P')?;
    let years = length.strip_suffix('Y').and_then(|n| Some(12 * n.parse::<i32>().ok()?));
    let months = years.or_else(|| length.strip_suffix('M')?.parse().ok())?;
    let text = &record.reading.view.text;
    let own = record.reading.view.sentences[mention.sentence as usize].span;
    let (before, after) = (&text[own.start..mention.view.start], &text[mention.view.end..own.end]);
    // 事件から3カ月がたった2018年3月20日 is none of the page's own
    let dated = |m: &Mention<Dated>| m.sentence == mention.sentence && m.value.time.anchor == Anchor::Explicit;
    let own_day = record.dates.iter().any(|m| dated(m) && m.value.time.day().is_some());
    (before.ends_with(['ら', 'で']) && ANNIVERSARY.begins(after) && !own_day).then_some(months)
}

/// Hashes of the nouns of a sentence; numerals and single signs say nothing.
fn nouns(record: &Record, sentence: usize) -> Vec<u32> {
    let tokens = record.reading.sentence_tokens(sentence).iter();
    let dates = record.dates.iter().filter(|m| m.sentence as usize == sentence);
    let spans: Vec<_> = dates.map(|m| m.view).collect();
    let outside = |at: usize| !spans.iter().any(|s| s.start <= at && at < s.end);
    let texts = tokens.filter(|t| t.pos.is_nominal() && outside(t.start as usize)).map(|t| record.reading.text(t));
    texts.filter(|t| tells(t)).map(hash).collect()
}

fn amounts(record: &Record, sentence: usize) -> Vec<u32> {
    let own = record.amounts.iter().filter(|m| m.sentence as usize == sentence);
    let key = |a: &crate::value::Amount| Some(hash(&format!("{}{}", plain(a.value.as_ref()?), a.unit)));
    own.filter_map(|m| key(&m.value.amount)).collect()
}

/// Hashes of the runs of letters of a title, which is not tokenised.
fn title(text: &str) -> impl Iterator<Item = u32> {
    text.split(|c: char| !is_noun_char(c)).filter(|t| tells(t)).map(hash)
}

/// Returns true for a word of two characters or more that is no figure.
fn tells(word: &str) -> bool {
    word.chars().nth(1).is_some() && !word.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',')
}

fn hash(word: &str) -> u32 {
    let mut hasher = ShortHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish() as u32
}
