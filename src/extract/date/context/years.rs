//! How a text writes its years: 2018年, 平成30年, 20年3月.

use super::super::grammar::raw::Raw;
use crate::lexicon::{Era, era_at};

/// How a text has written its years so far.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct YearStyle {
    /// By what years of two digits are counted, once one has shown it.
    pub counted_by: Option<CountedBy>,
    /// The era named last, as long as no year has been written by the century since.
    pub era: Option<&'static Era>,
    /// Whether a year was written in two digits with its month (20年3月).
    pub short: bool,
    /// Block in which a year was last written in figures.
    pub block: Option<usize>,
}

/// By what years of two digits are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CountedBy {
    /// 20年3月 is 2020年.
    Century,
    /// 30年3月 is 平成30年.
    Era,
}

impl YearStyle {
    /// Takes in how an expression of block `block` writes its year; `text` begins with it.
    pub fn note(&mut self, raw: &Raw, text: &str, block: usize) {
        if raw.has_written_year() {
            self.block = Some(block);
            self.short |= raw.has_short_year_and_month();
            match era_at(text) {
                Some(era) => self.era = Some(era),
                None if raw.has_full_year() => self.era = None,
                None => {}
            }
        }
    }
}
