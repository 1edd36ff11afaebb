//! Periods: the fiscal years and runs of months that figures are for.

use super::context::slice;
use crate::extract::date::Dated;
use crate::extract::{Mention, Record};
use crate::lexicon::{Table, Uses, table};
use crate::text::{BlockKind, head};
use crate::value::{Granularity, TimexType};
use serde::Deserialize;

/// What a word of `period.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// After a period that something is compared with.
    Against,
    /// After a period: the figures that follow are of it.
    Stage,
}

static WORDS: Table<Uses<Use>> = table!("period.csv", Uses::new);

/// Whether a date is a period rather than a point in time: a fiscal year, a run of months, or of days from the first of
/// a month to the end of one (平成29年4月1日〜平成30年3月31日).
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

/// Whether dates of that granularity are always periods: years and their halves and quarters.
pub(super) fn is_term(granularity: Granularity) -> bool {
    use Granularity as G;
    matches!(granularity, G::FiscalYear | G::Half | G::Quarter | G::Year)
}

/// Whether a period is only what something is compared with: 前期比, 前年度より, 前年同期に比べ.
pub(super) fn is_basis(record: &Record, m: &Mention<Dated>) -> bool {
    let after = head(&record.reading.view.text[m.view.end..], 6);
    let times = after.strip_prefix('の').is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
    times || after.starts_with('比') || WORDS.any_in(after, Use::Against)
}

/// Whether a period is that of the figures that follow.
pub(super) fn sets_stage(record: &Record, m: &Mention<Dated>) -> bool {
    let text = &record.reading.view.text;
    // 前期の実績は9350百万円: what lies before is looked back at, once
    if m.view.of(text).starts_with('前') {
        return false;
    }
    let after = head(&text[m.view.end..], 10);
    let heading =
        matches!(record.reading.view.blocks[record.reading.view.block_at(m.view.start)].1, BlockKind::Heading(_));
    heading || WORDS.any_in(after, Use::Stage)
}

/// The year the document names in which a period lies; the period itself where it is one.
pub(super) fn year_around<'r>(record: &'r Record, period: &'r Mention<Dated>) -> Option<&'r Mention<Dated>> {
    let is_year = |m: &&Mention<Dated>| matches!(m.value.time.granularity, Granularity::FiscalYear | Granularity::Year);
    let span = |m: &Mention<Dated>| Some((m.value.time.span.lower?, m.value.time.span.upper?));
    let (from, to) = span(period)?;
    let around = |m: &&Mention<Dated>| span(m).is_some_and(|(a, b)| a <= from && to <= b);
    record.dates.iter().filter(is_year).find(around).filter(|_| !is_year(&period))
}

/// The last period named in sentences `from..to`.
pub(super) fn period_in(record: &Record, sentences: (usize, usize)) -> Option<&Mention<Dated>> {
    (sentences.0..sentences.1).flat_map(|s| slice(&record.dates, s)).rfind(|m| is_period(m) && !is_basis(record, m))
}
