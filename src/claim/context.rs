//! A sentence in its document: what reading the values in it needs.

use super::layout::Layout;
use super::mentions::slice;
use super::sentence::{Sentence, Sentences};
use crate::extract::amount::Quantity;
use crate::extract::date::Dated;
use crate::extract::{Mention, Record};
use crate::lexicon::{FIGURE_WORDS, FigureUse, Table, Uses, table};
use crate::text::{BlockKind, CLOSING_BRACKETS, OPENING_BRACKETS, Span};
use crate::value::TimexType;
use serde::Deserialize;

/// What a word of `context.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// After a date: something else holds at that moment.
    Moment,
    /// After a date in a line of its own: that the page was put out then.
    Stamp,
    /// Before a date in a line of its own, likewise.
    StampBefore,
}

static WORDS: Table<Uses<Use>> = table!("context.csv", Uses::new);

/// Most characters of a line that says when the page was put out.
const LINE: usize = 48;

/// A sentence with values, in its document. Offsets and spans are bytes of the view.
pub(super) struct Context<'a, 'b> {
    pub record: &'b Record,
    pub layout: &'a Layout,
    pub sentences: &'a Sentences<'b>,
    /// Index of the sentence.
    pub index: usize,
    /// Index of its block.
    pub block: usize,
    pub sentence: &'a Sentence<'b>,
    /// Its dates.
    pub dates: &'b [Mention<Dated>],
    /// Its amounts.
    pub amounts: &'b [Mention<Quantity>],
}

impl<'a, 'b> Context<'a, 'b> {
    /// Sentence `index` in its document; none if it has no values.
    pub fn of(record: &'b Record, layout: &'a Layout, sentences: &'a Sentences<'b>, index: usize) -> Option<Self> {
        let (dates, amounts) = (slice(&record.dates, index), slice(&record.amounts, index));
        if dates.is_empty() && amounts.is_empty() {
            return None;
        }
        let block = record.reading.view.sentences[index].block as usize;
        let sentence = sentences.get(index);
        Some(Context { record, layout, sentences, index, block, sentence, dates, amounts })
    }

    /// The text of the whole view.
    pub fn text(&self) -> &'b str {
        &self.record.reading.view.text
    }

    /// The text before an offset.
    pub fn before(&self, at: usize) -> &'b str {
        self.text().get(..at).unwrap_or("")
    }

    /// The text from an offset on.
    pub fn after(&self, at: usize) -> &'b str {
        self.text().get(at..).unwrap_or("")
    }

    /// The text between two offsets; none if they are in the wrong order.
    pub fn between(&self, from: usize, to: usize) -> Option<&'b str> {
        self.text().get(from..to)
    }

    /// The kind of its block.
    pub fn kind(&self) -> BlockKind {
        self.record.reading.view.blocks[self.block].1
    }

    /// Returns true if it is running text, no heading, cell or list item.
    pub fn is_paragraph(&self) -> bool {
        self.kind() == BlockKind::Paragraph
    }

    /// The label of its row in a table.
    pub fn row_label(&self) -> Option<usize> {
        self.layout.row_label[self.block]
    }

    /// The label of its column in a table.
    pub fn column_label(&self) -> Option<usize> {
        self.layout.column_label[self.block]
    }

    /// The heading above it.
    pub fn heading(&self) -> Option<usize> {
        self.layout.heading[self.block]
    }

    /// The other values of one kind: dates, or amounts.
    pub fn other_values(&self, view: Span, is_date: bool) -> impl Iterator<Item = Span> + '_ {
        let dates = self.dates.iter().filter(move |_| is_date).map(|m| m.view);
        let amounts = self.amounts.iter().filter(move |_| !is_date).map(|m| m.view);
        dates.chain(amounts).filter(move |other| *other != view)
    }

    /// Returns true if a date only says when something else holds: 8時現在で2人, 26日で3カ月がたった.
    pub fn is_moment(&self, view: Span) -> bool {
        let after = self.after(view.end);
        let lapse = |m: &Mention<Dated>| {
            m.value.time.kind == TimexType::Duration
                && m.view.start >= view.end
                && m.view.start - view.end <= "でちょうど".len()
        };
        let lapsed = after.starts_with('で') && self.dates.iter().any(lapse);
        // 3日午後3時10分までの48時間雨量
        let measured = after.strip_prefix("までの").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        lapsed || measured || WORDS.begins(after, Use::Moment)
    }

    /// Returns true if a date says when the page was put out or a picture was taken: （22日午前7時55分配信）, 最終更新：2019/09/17, the
    /// dateline 〔東京 20日午後2時21分 なみ通信〕, 会見する社長＝1日午後4時31分、東京; but not the 【1月26日】 of a chronicle.
    pub fn is_stamp(&self, view: Span) -> bool {
        let own = self.record.reading.view.sentences[self.index].span;
        let (before, after) = (&self.before(view.start)[own.start..], &self.after(view.end)[..own.end - view.end]);
        let line = own.of(self.text());
        let short = line.chars().count() <= LINE && !line.contains('。');
        let says = WORDS.begins(after, Use::Stamp)
            || WORDS.ends(before.trim_end_matches([' ', '：', ':', '（', '(']), Use::StampBefore);
        let inside = before.trim_start();
        let opened = inside.starts_with(OPENING_BRACKETS) && !inside.contains(CLOSING_BRACKETS);
        let rest = after.split(CLOSING_BRACKETS).next().filter(|rest| rest.len() < after.len()).unwrap_or("");
        let worded = [inside, rest].iter().any(|part| part.contains(char::is_alphabetic));
        let caption = before.trim_end().ends_with(['＝', '=']);
        short && says || opened && worded || caption
    }

    /// The date after a value at which it holds: 9万8412人（1月1日現在）.
    pub fn moment_after(&self, view: Span) -> Option<&'b Mention<Dated>> {
        self.dates.iter().find(|d| {
            d.view.start >= view.end
                && d.value.time.span.lower.is_some()
                && WORDS.begins(self.after(d.view.end).trim_start_matches('の'), Use::Moment)
        })
    }

    /// Returns true if the text returns to the present between a date and a value: 1982年は389ミリ、今回は410ミリ.
    pub fn returns(&self, date: Span, value: Span) -> bool {
        let between = self.between(date.end, value.start);
        between.is_some_and(|between| FIGURE_WORDS.any_in(between, FigureUse::Now))
    }
}
