//! What placing a page found.

use crate::corpus::Reference;
use jiff::civil::Date;

/// A page placed by its affair.
#[derive(Clone, Debug, PartialEq)]
pub struct Placement {
    /// The reference date: the day near which the page reads best; `None` where it states its publication date.
    pub day: Option<Date>,
    /// The day of what it tells of at a time of day alone.
    pub event: Option<Date>,
    /// Whether the month in which the page tells its days is known, too, and not the year alone.
    pub month: bool,
    /// Share of the evidence that speaks for it and not for the next best reading, from 0.6 to 1.
    pub confidence: f32,
    /// Number of its statements that other pages agree with.
    pub agreed: usize,
    /// Indices of the pages it leans on, the most telling first, five at most.
    pub leans_on: Vec<usize>,
    /// Days that the page writes with a year that no other page knows, one off the year all others have. Sorted.
    pub slips: Vec<Date>,
}

impl Placement {
    /// What reading the page once more needs of it.
    pub fn reference(&self) -> Reference {
        Reference { day: self.day, month: self.month, event: self.event, slips: self.slips.clone() }
    }
}
