//! Series that a document states itself: one figure at several moments, in the rows of a table or the entries of a chronicle.
//!
//! ```text
//! 時点    | 停電          ・9月11日10時 県内の停電 44万8100軒
//! 9月12日 | 35万戸        ・9月12日4時 停電 35万軒
//! 9月14日 | 14万3100戸
//! ```
//!
//! Each value took the place of the one before, as if the document said so (see `revision`).

use super::closeness::PREDICATE;
use super::layout::Layout;
use super::revision::Placed;
use super::sentence::Sentences;
use super::{Claim, ValueKind};
use crate::extract::Record;
use crate::lexicon::{Concept, Concepts};
use crate::text::BlockKind;

/// Most values before one that may be the earlier of a series: more than the rows of a table have, and a few columns.
const REACH: usize = 200;

/// Marks the claims whose value a later one of the same series replaced. Claims are in the order of their values.
pub(super) fn mark<'b>(
    record: &'b Record,
    layout: &Layout,
    sentences: &Sentences<'b>,
    concepts: &Concepts,
    all: &mut [Placed],
) {
    let series = Series { record, layout, sentences, concepts };
    for k in 0..all.len() {
        let claim = &all[k].claim;
        if claim.replaced_by.is_some() || claim.value_kind == ValueKind::Date || claim.as_of_upper.is_empty() {
            continue;
        }
        let near = k.saturating_sub(REACH)..all.len().min(k + REACH);
        // the first of those that hold later
        let next = near
            .filter(|i| series.goes_on(&all[k], &all[*i]))
            .min_by(|i, j| all[*i].claim.as_of_upper.cmp(&all[*j].claim.as_of_upper).then(i.cmp(j)));
        all[k].claim.replaced_by = next.map(|i| all[i].claim.char_start);
    }
}

/// What tells whether two values are of one series.
struct Series<'a, 'b> {
    record: &'b Record,
    layout: &'a Layout,
    sentences: &'a Sentences<'b>,
    concepts: &'a Concepts,
}

impl Series<'_, '_> {
    /// Returns true if `late` is another value of the figure `early`, at a later moment.
    fn goes_on(&self, early: &Placed, late: &Placed) -> bool {
        let (a, b) = (&early.claim, &late.claim);
        let alike = b.value_kind != ValueKind::Date
            && a.stated.dimension == b.stated.dimension
            && a.stated.value != b.stated.value
            && (a.scope.change, a.scope.part, &a.scope.per_unit) == (b.scope.change, b.scope.part, &b.scope.per_unit);
        let same = || match (self.column(early), self.column(late)) {
            (None, None) => self.is_named_alike(early, late),
            // the label of a column names all its cells, whatever each row is about
            (own, other) => own == other && self.is_bare_row(early) && self.is_bare_row(late),
        };
        alike && a.precedes(b) && same()
    }

    /// The table and the column of a value; none outside tables.
    fn column(&self, p: &Placed) -> Option<(u32, u32)> {
        match self.record.reading.view.blocks[self.block(p)].1 {
            BlockKind::Cell { table, column, .. } => Some((table, column)),
            _ => None,
        }
    }

    /// Returns true if no cell of the row has a word: it holds dates and values only.
    fn is_bare_row(&self, p: &Placed) -> bool {
        let own = self.block(p);
        let first = self.layout.row_label[own].unwrap_or(own);
        let mut cells = std::iter::once(first).chain(self.layout.row_of(first));
        cells.all(|cell| {
            let (from, to) = self.layout.sentences[cell];
            (from..to).all(|sentence| self.sentences.get(sentence).words.is_empty())
        })
    }

    /// Returns true if the same word names both values, and both stand in entries of a chronicle, or the word is one whose figures
    /// move from report to report; and they are not for different places.
    fn is_named_alike(&self, early: &Placed, late: &Placed) -> bool {
        let (a, b) = (&early.claim, &late.claim);
        let moves = |word: &str| self.concepts.get(word).is_some_and(Concept::is_dynamic);
        let entries = early.in_entry && late.in_entry;
        let near = |c: &Claim, word: &str| c.terms.iter().any(|t| t.word == word && t.closeness >= PREDICATE);
        let mut own = a.terms.iter().filter(|t| t.closeness >= PREDICATE);
        let named = own.any(|t| near(b, &t.word) && (entries || moves(&t.word)));
        let places = a.places.is_empty() || b.places.is_empty() || a.places.iter().any(|p| b.places.contains(p));
        named && places
    }

    fn block(&self, p: &Placed) -> usize {
        self.record.reading.view.sentences[p.sentence].block as usize
    }
}

#[cfg(test)]
mod tests {
    use crate::claim::testing;
    use crate::corpus::Format;

    fn replaced(text: &str) -> String {
        testing::replaced(text, Format::Md)
    }

    #[test]
    fn a_column_beside_dates_is_a_series() {
        let table = |rows: &str| format!("# 2019年9月の停電\n\n{rows}");
        let bare = "| 時点 | 停電 |\n|---|---|\n| 2019年9月12日 | 35万戸 |\n| 2019年9月14日 | 14万3100戸 |\n| 2019年9月16日 | 9万300戸 |\n";
        assert_eq!(replaced(&table(bare)), "35万戸→14万3100戸 14万3100戸→9万300戸");
        // rows of different things are none
        let things = "| 日 | 会場 | 人数 |\n|---|---|---|\n| 2019年9月12日 | 市民館 | 350人 |\n| 2019年9月14日 | 体育館 | 120人 |\n";
        assert_eq!(replaced(&table(things)), "");
    }

    #[test]
    fn entries_of_a_chronicle_that_name_one_figure_are_a_series() {
        for (text, expected) in [
            ("- 2019年9月11日10時 県内の停電は44万8100軒\n- 2019年9月12日4時 停電は35万軒\n", "44万8100軒→35万軒"),
            // other words, other places, another year
            ("- 2019年9月11日 停電は44万8100軒\n- 2019年9月12日 断水は3万軒\n", ""),
            ("- 2019年9月11日 千葉市の避難者は400人\n- 2019年9月12日 横浜市の避難者は120人\n", ""),
            ("- 2007年7月16日 地震で死者15人\n- 2019年9月12日 地震で死者3人\n", ""),
        ] {
            assert_eq!(replaced(text), expected, "{text}");
        }
    }
}
