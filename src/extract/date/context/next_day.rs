//! 翌日 and 翌朝 of successive sentences, which are counted from the same day: 翌日の未明まで止まった。戻ったのは翌朝だった。

use super::super::grammar::raw::Raw;
use crate::lexicon::{Phrases, Table, table};
use jiff::civil::Date;

/// Before a word of a day that is counted from the day counted before it.
static WORDS: Table<Phrases> = table!("next_day.csv", Phrases::new);

/// The day counted last, as long as the text has named no other.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct NextDay(Option<Counted>);

#[derive(Clone, Copy, Debug)]
struct Counted {
    /// The day it was counted from.
    from: Date,
    block: usize,
    sentence: usize,
}

impl NextDay {
    /// The day that an expression after `before` is counted from, where that is not the day spoken of last.
    pub fn base(self, raw: &Raw, block: usize, sentence: usize, before: &str) -> Option<Date> {
        let counted = self.0.filter(|c| is_counted(raw) && c.block == block && c.sentence != sentence)?;
        (!WORDS.ends(before.trim_end_matches(['、', ' ']))).then_some(counted.from)
    }

    /// Takes in an expression that was counted from the day `from`.
    pub fn note(&mut self, from: Option<Date>, block: usize, sentence: usize) {
        self.0 = from.map(|from| Counted { from, block, sentence });
    }
}

/// 翌日, 翌朝, 翌々日.
pub(crate) fn is_counted(raw: &Raw) -> bool {
    raw.days_from_discourse().is_some_and(|days| days > 0)
}
