//! The moment that the layout gives a value: the date of its row, of the entry it stands in, of the line above it, of its heading.

use super::context::Context;
use super::mentions::slice;
use super::period::is_period;
use crate::extract::Mention;
use crate::extract::date::Dated;
use crate::text::{BlockKind, Span};
use crate::value::TimexType;

/// Sentences at the beginning of a document in which a date by itself is a dateline: the day of the page.
pub(super) const DATELINE: usize = 6;

/// Most blocks between a line that holds a date alone and a value that stands under it.
const UNDER: usize = 3;

/// The date that the layout gives a value whose sentence names none before it: `7月4日 | 約900人`, `9月22日 100億円突破。動員774万人`,
/// a line or heading `8月1日` with `808人` under it.
pub(super) fn given<'b>(context: &Context<'_, 'b>, view: Span) -> Option<&'b Mention<Dated>> {
    if let BlockKind::Cell { .. } = context.kind() {
        return of_row(context).or_else(|| context.column_label().and_then(|label| opening(context, label)));
    }
    let own = opening(context, context.block).filter(|date| date.view.end <= view.start);
    own.or_else(|| above(context)).or_else(|| context.heading().and_then(|heading| opening(context, heading)))
}

/// The last date in the row of a cell, before it.
fn of_row<'b>(context: &Context<'_, 'b>) -> Option<&'b Mention<Dated>> {
    let first = context.row_label()?;
    (first..context.block).rev().find_map(|cell| dates(context, cell).next_back())
}

/// The date that opens a block and stands apart from what follows: ・9月22日 100億円を突破, 8月1日(木)の発表. A date in the flow of a
/// paragraph (9月22日、市は) opens none.
fn opening<'b>(context: &Context<'_, 'b>, block: usize) -> Option<&'b Mention<Dated>> {
    let (span, kind) = context.record.reading.view.blocks[block];
    let date = dates(context, block).next()?;
    let before = context.between(span.start, date.view.start)?;
    let after = context.between(date.view.end, span.end)?;
    let apart = kind != BlockKind::Paragraph || !after.starts_with(|c: char| c.is_alphanumeric() || c == '、');
    (apart && !before.contains(char::is_alphanumeric)).then_some(date)
}

/// The date of the nearest line above that holds nothing but a date.
fn above<'b>(context: &Context<'_, 'b>) -> Option<&'b Mention<Dated>> {
    for block in (0..context.block).rev().take(UNDER) {
        let (span, kind) = context.record.reading.view.blocks[block];
        let listed = matches!(kind, BlockKind::Paragraph | BlockKind::Item);
        if !listed || context.layout.sentences[block].0 < DATELINE {
            return None;
        }
        if let Some(date) = opening(context, block) {
            let rest = context.between(date.view.end, span.end)?;
            return (!rest.contains(char::is_alphanumeric)).then_some(date);
        }
    }
    None
}

/// The dates and times of a block, without periods and lengths of time.
fn dates<'b>(context: &Context<'_, 'b>, block: usize) -> impl DoubleEndedIterator<Item = &'b Mention<Dated>> {
    let (first, end) = context.layout.sentences[block];
    let record = context.record;
    let known = |m: &&Mention<Dated>| {
        m.value.time.kind != TimexType::Duration && m.value.time.span.lower.is_some() && !is_period(m)
    };
    (first..end).flat_map(move |sentence| slice(&record.dates, sentence)).filter(known)
}

#[cfg(test)]
mod tests {
    use crate::claim::testing::claims;
    use crate::corpus::Format;

    #[test]
    fn the_layout_gives_a_number_its_moment() {
        // the text, the number, and the last moment it holds for
        for (text, number, moment) in [
            (
                "| 発表 | 時点 | 人数 |\n|---|---|---|\n| 2019年8月1日 | 7月31日17時 | 808人 |\n",
                "808人",
                "2019-07-31T17:00",
            ),
            ("| | 2019年7月4日 |\n|---|---|\n| 人数 | 900人 |\n", "900人", "2019-07-04"),
            ("- 2016年9月22日 売り上げを公表。動員は774万人\n", "774万人", "2016-09-22"),
            (
                "# 経過\n\nはじめに。\n\nその二。\n\nその三。\n\nその四。\n\nその五。\n\n2019年7月4日\n\n被害は900人\n",
                "900人",
                "2019-07-04",
            ),
            ("# 2019年7月4日\n\n被害は900人\n", "900人", "2019-07-04"),
            // the flow of a paragraph gives none to the next sentence
            ("2016年9月22日、配給会社は売り上げを公表した。動員は774万人という。\n", "774万人", ""),
        ] {
            let claims = claims(text, Format::Md);
            let claim = claims.iter().find(|c| c.excerpt.surface == number).expect(text);
            assert_eq!(claim.as_of_upper, moment, "{text}");
        }
    }
}
