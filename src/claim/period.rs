//! Periods: the fiscal years and runs of months that numbers are for.

use super::context::Context;
use super::layout::Layout;
use super::mentions::slice;
use crate::extract::date::Dated;
use crate::extract::{Mention, Record};
use crate::lexicon::{Table, Uses, table};
use crate::text::{BlockKind, head};
use crate::value::{Granularity, TimexType};
use serde::Deserialize;

/// What a word after a period says, in `period.csv`.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// Something is compared with the period: 前年度より.
    Against,
    /// The numbers that follow are for the period: 2018年3月期の決算.
    Stage,
}

static WORDS: Table<Uses<Use>> = table!("period.csv", Uses::new);

/// Returns true if a date is a period and no point in time: a year or part of one, several months, or days from the first of
/// a month to the last of another (平成29年4月1日〜平成30年3月31日).
pub(super) fn is_period(m: &Mention<Dated>) -> bool {
    let t = &m.value.time;
    let (Some(lower), Some(upper)) = (t.span.lower, t.span.upper) else { return false };
    let months = || {
        let (first, last) = (lower.date(), upper.date());
        first.day() == 1 && last == last.last_of_month() && first.until(last).is_ok_and(|s| s.get_days() > 31)
    };
    t.kind == TimexType::Date
        && match t.granularity {
            g if is_term(g) => true,
            Granularity::Month => t.value.contains('/'),
            Granularity::Day => t.value.contains('/') && months(),
            _ => false,
        }
}

/// Returns true if dates of a granularity are always periods: years, halves and quarters.
pub(super) fn is_term(granularity: Granularity) -> bool {
    use Granularity as G;
    matches!(granularity, G::FiscalYear | G::Half | G::Quarter | G::Year)
}

/// Returns true if a period is only the basis of a comparison: 前期比, 前年度より, 前年同期に比べ.
pub(super) fn is_basis(record: &Record, m: &Mention<Dated>) -> bool {
    let after = head(&record.reading.view.text[m.view.end..], 6);
    let times = after.strip_prefix('の').is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
    times || after.starts_with('比') || WORDS.any_in(after, Use::Against)
}

/// Returns true if a period is that of the numbers that follow: in a heading, or as in 2018年3月期の業績予想.
fn sets_stage(record: &Record, m: &Mention<Dated>) -> bool {
    let text = &record.reading.view.text;
    // 前期の実績は9350百万円: one look back at an earlier period
    if m.view.of(text).starts_with('前') {
        return false;
    }
    let after = head(&text[m.view.end..], 10);
    let heading =
        matches!(record.reading.view.blocks[record.reading.view.block_at(m.view.start)].1, BlockKind::Heading(_));
    heading || WORDS.any_in(after, Use::Stage)
}

/// The first year named in the document that contains a period; none if the period is a year itself.
pub(super) fn year_around<'r>(record: &'r Record, period: &'r Mention<Dated>) -> Option<&'r Mention<Dated>> {
    let is_year = |m: &&Mention<Dated>| matches!(m.value.time.granularity, Granularity::FiscalYear | Granularity::Year);
    let span = |m: &Mention<Dated>| Some((m.value.time.span.lower?, m.value.time.span.upper?));
    let (from, to) = span(period)?;
    let around = |m: &&Mention<Dated>| span(m).is_some_and(|(a, b)| a <= from && to <= b);
    record.dates.iter().filter(is_year).find(around).filter(|_| !is_year(&period))
}

/// The last period named in the sentences `from..to`, those of comparisons left out.
pub(super) fn period_in(record: &Record, sentences: (usize, usize)) -> Option<&Mention<Dated>> {
    (sentences.0..sentences.1).flat_map(|s| slice(&record.dates, s)).rfind(|m| is_period(m) && !is_basis(record, m))
}

/// The period of the numbers of a section, followed through the document.
#[derive(Default)]
pub(super) struct RunningPeriod<'r> {
    /// The block read last, and the heading above it.
    block: Option<usize>,
    heading: Option<usize>,
    /// The period of the section.
    section: Option<&'r Mention<Dated>>,
    /// The first period of the document, which holds for sections that name none.
    document: Option<&'r Mention<Dated>>,
}

impl<'r> RunningPeriod<'r> {
    /// Goes on to a block; under a new heading the period is that of the heading.
    pub fn enter(&mut self, record: &'r Record, layout: &Layout, block: usize) {
        if self.block.replace(block) == Some(block) || layout.heading[block] == self.heading {
            return;
        }
        self.heading = layout.heading[block];
        let own = self.heading.and_then(|h| period_in(record, layout.sentences[h]));
        self.section = own.or(self.document);
    }

    /// The period of the values of the sentence.
    pub fn current(&self) -> Option<&'r Mention<Dated>> {
        self.section
    }

    /// Reads a sentence: 2018年3月期の業績予想 sets the period of what follows, 10〜12月の売上高 only that of its own number.
    pub fn read(&mut self, context: &Context<'_, 'r>) {
        let record = context.record;
        let staged = context.dates.iter().rfind(|m| is_period(m) && !is_basis(record, m) && sets_stage(record, m));
        self.section = staged.or(self.section);
        self.document = self.document.or(staged);
    }
}
