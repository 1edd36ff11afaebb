//! What is known of the page before it is read: its day, and what its affair says of it.

use crate::corpus::Reference;
use jiff::civil::Date;

/// The day from which a page is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum PageDate {
    /// Nothing says it.
    #[default]
    Unknown,
    /// The publication date that metadata, a byline or an address states.
    Published(Date),
    /// The day of the meeting that the text is the record of.
    Meeting(Date),
    /// A day near it, by what the corpus tells of the same affair.
    Near {
        /// That day.
        day: Date,
        /// Whether days without a month are near it, too; else it is known by its year only.
        month: bool,
    },
}

/// What is known of a page before it is read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page {
    /// The day from which it is written.
    pub date: PageDate,
    /// The day of what it tells at a time of day alone, by its affair.
    pub event: Option<Date>,
    /// Days that it writes with a wrong year, by its affair: what is told of them moves nothing.
    pub slips: Vec<Date>,
}

impl Page {
    /// A page with its publication date, or with what the corpus says of it.
    pub fn new(published: Option<Date>, reference: Option<&Reference>) -> Self {
        let near = |r: &Reference| r.day.map(|day| PageDate::Near { day, month: r.month });
        let date = published.map(PageDate::Published).or_else(|| reference.and_then(near)).unwrap_or_default();
        let (event, slips) = reference.map_or((None, Vec::new()), |r| (r.event, r.slips.clone()));
        Page { date, event, slips }
    }

    /// The day from which it is written, as far as that is known.
    pub fn day(&self) -> Option<Date> {
        match self.date {
            PageDate::Unknown => None,
            PageDate::Published(day) | PageDate::Meeting(day) | PageDate::Near { day, .. } => Some(day),
        }
    }

    /// The day that days without a month are near.
    pub fn day_of_month(&self) -> Option<Date> {
        if let PageDate::Near { month: false, .. } = self.date { None } else { self.day() }
    }

    /// Returns true if the publication date is stated.
    pub fn is_published(&self) -> bool {
        matches!(self.date, PageDate::Published(_))
    }

    /// Returns true if the page itself says from which day it is written.
    pub fn is_stated(&self) -> bool {
        matches!(self.date, PageDate::Published(_) | PageDate::Meeting(_))
    }
}
