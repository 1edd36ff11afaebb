//! Where a story stands, so that it can go on from there after an aside.

use super::discourse::Discourse;
use jiff::civil::Date;

/// Where the story stands: what a bare day, a month or a clock time leans on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Standing {
    day: Option<Date>,
    month: Option<(i16, i8)>,
    month_alone: bool,
    year: Option<i16>,
    lead: Option<Date>,
    story: Option<(Date, usize)>,
    block: usize,
}

impl Standing {
    /// Returns true if a month was spoken of.
    pub fn has_month(&self) -> bool {
        self.month.is_some()
    }
}

impl Discourse {
    /// Where the story stands.
    pub fn standing(&self) -> Standing {
        let Discourse { day, month, month_alone, year, lead, story, block, .. } = *self;
        Standing { day, month, month_alone, year, lead, story, block }
    }

    /// Goes back to where the story stood before an aside.
    pub fn return_to(&mut self, at: Standing) {
        let Standing { day, month, month_alone, year, lead, story, block } = at;
        (self.day, self.month, self.month_alone) = (day, month, month_alone);
        (self.year, self.lead, self.story, self.block) = (year, lead, story, block);
    }

    /// Leaves the story where it stood before a day beside it; a day is spoken of all the same where none was.
    pub fn step_aside(&mut self, before: Standing) {
        self.story = before.story;
        if before.day.is_some() {
            (self.day, self.lead, self.block) = (before.day, before.lead, before.block);
        }
    }

    /// Leaves the month as it was before a month beside the story.
    pub fn keep_month(&mut self, before: Standing) {
        (self.month, self.month_alone, self.month_fresh) = (before.month, before.month_alone, false);
    }
}
