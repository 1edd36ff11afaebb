//! Where a story stands: what a bare day, a month or a clock time leans on.

use jiff::civil::Date;

/// Where a story stands. A copy of it is what one goes back to after an aside.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Standing {
    /// The day spoken of last, in the block or under the heading where it was.
    pub day: Option<Date>,
    /// The month spoken of last.
    pub month: Option<SpokenMonth>,
    /// The year spoken of last.
    pub year: Option<i16>,
    /// Block in which year and month were last written or inherited.
    pub block: usize,
    /// Whether day, month and year rest on what the corpus says of the page.
    pub inferred: bool,
    /// The first day the text speaks of: what a report is about.
    pub lead: Option<Lead>,
    /// The day that the story has come to, and the block in which it did: plans and what is only compared with do not
    /// move it.
    pub story: Option<(Date, usize)>,
}

/// A month spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SpokenMonth {
    pub year: i16,
    pub month: i8,
    /// Whether it was named without a day: 1月には.
    pub alone: bool,
}

impl SpokenMonth {
    /// The month of a day.
    pub fn of(day: Date) -> Self {
        SpokenMonth { year: day.year(), month: day.month(), alone: false }
    }

    /// Year and month.
    pub fn pair(self) -> (i16, i8) {
        (self.year, self.month)
    }
}

/// The first day a text speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lead {
    pub day: Date,
    /// Whether it was written with its year.
    pub full: bool,
}
