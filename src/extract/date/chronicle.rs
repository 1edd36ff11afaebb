//! Chronicles: what a heading announces holds for all dates under it (## 2022年), and the items of a list go on from one
//! another (2024年10月25日 …, 28日 …, 1月24日 …), however long ago that was.

use super::discourse::days_between;
use crate::text::BlockKind;
use crate::value::{Granularity, Temporal, TimexType, days_in_month};
use jiff::civil::Date;

/// How far beyond the publication date an item may go on, in days: a chronicle ends with what is planned next.
const AHEAD: i32 = 200;

/// An item that would have to go on by more days than this goes back instead: few years have no entry.
const GAP: i32 = 300;

/// What else a line says that announces a year or month: 2022年の動き.
const ANNOUNCED: usize = 6;

/// Headings of years and months, and the list being read.
#[derive(Clone, Debug, Default)]
pub(super) struct Chronicle {
    /// What the headings above announce, the outermost first: level, year, month.
    above: Vec<(u8, i16, Option<i8>)>,
    /// The list or column being read, the date its last entry began with, and the item or row that was.
    entry: Option<(List, Date, usize)>,
    /// The date that an entry which is being read goes on from.
    from: Option<Date>,
    /// The date of the entry that an expression stands in.
    within: Option<Date>,
    /// Whether the list is told from the last to the first.
    backwards: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum List {
    Items,
    Column { table: u32, column: u32 },
}

impl List {
    fn of(kind: BlockKind) -> Option<List> {
        match kind {
            BlockKind::Item => Some(List::Items),
            BlockKind::Cell { table, column, .. } => Some(List::Column { table, column }),
            _ => None,
        }
    }
}

/// The item or row a block is of.
fn place(kind: BlockKind, block: usize) -> usize {
    if let BlockKind::Cell { row, .. } = kind { row as usize } else { block }
}

/// Level of a line that announces without being a heading.
const LINE: u8 = u8::MAX;

impl Chronicle {
    /// A block begins.
    pub fn enter(&mut self, kind: BlockKind) {
        if let BlockKind::Heading(level) = kind {
            self.above.retain(|(above, ..)| *above < level);
        }
        let list = List::of(kind);
        let goes_on = |(own, ..): &(List, Date, usize)| match (own, list) {
            // the other cells of a row lie between two cells of a column
            (List::Column { table, .. }, Some(List::Column { table: other, .. })) => *table == other,
            (own, list) => Some(*own) == list,
        };
        self.entry = self.entry.filter(goes_on);
        if self.entry.is_none() {
            self.backwards = false;
        }
    }

    /// An expression of a block begins; `first` says that it opens the block.
    pub fn begin(&mut self, kind: BlockKind, block: usize, first: bool) {
        let own = self.entry.filter(|(list, ..)| first && Some(*list) == List::of(kind));
        self.from = own.map(|(_, date, _)| date);
        let same = self.entry.filter(|(_, _, at)| self.from.is_none() && *at == place(kind, block));
        self.within = same.map(|(_, date, _)| date);
    }

    /// The expression was read; `rest` is what the block says beside it, in characters, where it opens the block.
    pub fn end(&mut self, kind: BlockKind, block: usize, time: &Temporal, rest: Option<usize>) {
        (self.from, self.within) = (None, None);
        let (Some(rest), Some(lower), TimexType::Date | TimexType::Time) = (rest, time.span.lower, time.kind) else {
            return;
        };
        let date = lower.date();
        let alone = rest <= ANNOUNCED && matches!(time.granularity, Granularity::Year | Granularity::Month);
        // an inferred year announces nothing, unless it was announced itself
        if alone && (!time.timex.starts_with('X') || self.above.iter().any(|(_, y, _)| *y == date.year())) {
            let level = if let BlockKind::Heading(level) = kind { level } else { LINE };
            let month = (time.granularity == Granularity::Month).then(|| date.month());
            self.above.retain(|(above, ..)| *above < level);
            // 11月 as a line under the line 2022年 does not end that year
            if level == LINE || !matches!(kind, BlockKind::Cell { .. }) {
                self.above.push((level, date.year(), month));
            }
        }
        if let Some(list) = List::of(kind)
            && time.granularity != Granularity::Year
            && !self.entry.is_some_and(|(_, _, at)| matches!(list, List::Column { .. }) && at == place(kind, block))
        {
            let written = !time.timex.starts_with('X');
            let back =
                self.entry.is_some_and(|(own, before, _)| own == list && written && days_between(before, date) < 0);
            self.backwards |= back;
            self.entry = Some((list, date, place(kind, block)));
        }
    }

    /// The year of a date that gives month and day.
    pub fn year_of(&self, month: i8, day: Option<i8>, published: Option<Date>) -> Option<i16> {
        let at = |y: i16| Date::new(y, month, day.unwrap_or(1).min(days_in_month(y, month))).ok();
        if let Some((_, year, _)) = self.above.last() {
            return Some(*year);
        }
        if let Some(entry) = self.within {
            let near = |y: i16| at(y).map(|date| (days_between(entry, date).abs(), y));
            return (-1..=1).filter_map(|n| near(entry.year() + n)).min().map(|(_, y)| y);
        }
        let from = self.from?;
        // 11月 after 11月20日 is no year later
        let from = if day.is_none() { from.first_of_month() } else { from };
        let (this, next, before) = (at(from.year())?, at(from.year() + 1)?, at(from.year() - 1)?);
        let forth = if this >= from { this } else { next };
        let back = if this <= from { this } else { before };
        let beyond = published.is_some_and(|p| days_between(p, forth) > AHEAD);
        Some(if self.backwards || beyond || days_between(from, forth) > GAP { back } else { forth }.year())
    }

    /// Year and month of a date that gives the day only.
    pub fn month_of(&self, day: i8, published: Option<Date>) -> Option<(i16, i8)> {
        if let Some((_, year, Some(month))) = self.above.last() {
            return Some((*year, *month));
        }
        let from = self.from?;
        let step = i32::from(day < from.day()) - i32::from(self.backwards && day > from.day());
        let month = match (self.backwards, step) {
            (true, 1) | (_, 0) => from.first_of_month(),
            (false, 1) => from.last_of_month().tomorrow().ok()?,
            _ => from.first_of_month().yesterday().ok()?.first_of_month(),
        };
        let found = Date::new(month.year(), month.month(), day).ok()?;
        let beyond = published.is_some_and(|p| days_between(p, found) > AHEAD);
        (!beyond).then_some((found.year(), found.month()))
    }
}
