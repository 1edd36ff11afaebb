//! Chronicles: the entries of a list go on from one another (2024年10月25日 …, 28日 …, 1月24日 …), however long ago that was.

use super::announced::Announced;
use super::tense::Tense;
use crate::text::BlockKind;
use crate::value::days_between;
use crate::value::{Granularity, Temporal, TimexType, days_in_month};
use jiff::civil::Date;

/// How far beyond the publication date an entry may go on, in days: a chronicle ends with what comes next.
const AHEAD: i32 = 90;

/// And how far, where it gives the day only: the same number of the month before is nearer.
const SOON: i32 = 10;

/// How far an entry may go on that speaks of a plan.
const PLANNED: i32 = 400;

/// An entry that would have to go on by more days than this goes back instead: few years have no entry.
const GAP: i32 = 300;

/// Where in a chronicle one reads.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chronicle {
    /// What the lines above announce for all dates under them.
    announced: Announced,
    /// The list, column or run of lines being read.
    entry: Option<Entry>,
    /// Whether the block being read is an entry.
    listed: bool,
    /// The date that the entry being read goes on from.
    from: Option<Date>,
    /// The date of the entry that an expression stands in.
    within: Option<Date>,
    /// Whether the list is told from the last to the first, once it has shown it.
    backwards: Option<bool>,
}

/// The last entry of a list.
#[derive(Clone, Copy, Debug)]
struct Entry {
    list: List,
    /// What it began with.
    date: Date,
    /// Which item or row that was.
    place: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum List {
    Items,
    Column { table: u32, column: u32 },
    Lines,
}

impl List {
    fn of(kind: BlockKind) -> Option<List> {
        match kind {
            BlockKind::Item => Some(List::Items),
            BlockKind::Cell { table, column, .. } => Some(List::Column { table, column }),
            BlockKind::Paragraph => Some(List::Lines),
            BlockKind::Heading(_) => None,
        }
    }
}

/// The item or row a block is of.
fn place(kind: BlockKind, block: usize) -> usize {
    if let BlockKind::Cell { row, .. } = kind { row as usize } else { block }
}

impl Chronicle {
    /// A block begins.
    pub fn enter(&mut self, kind: BlockKind) {
        self.announced.enter(kind);
        let listed = std::mem::take(&mut self.listed);
        let list = List::of(kind);
        self.entry = self.entry.filter(|entry| match (entry.list, list) {
            // the other cells of a row lie between two cells of a column
            (List::Column { table, .. }, Some(List::Column { table: other, .. })) => table == other,
            // a line without a date ends a run of lines
            (List::Lines, Some(List::Lines)) => listed,
            (own, list) => Some(own) == list,
        });
        if self.entry.is_none() {
            self.backwards = None;
        }
    }

    /// An expression begins; `opens` says that it opens its block, `rest` is what follows it.
    pub fn begin(&mut self, kind: BlockKind, block: usize, opens: bool, rest: &str) {
        let list = List::of(kind).filter(|list| {
            // 「5月10日、市は」 is the prose of a report, 「5月10日 着工」 a line of a chronicle
            *list != List::Lines || rest.trim_start().is_empty() || rest.starts_with([' ', ':', '…', '―', '—', '→'])
        });
        self.listed |= opens && list.is_some();
        self.from = self.entry.filter(|entry| opens && Some(entry.list) == list).map(|entry| entry.date);
        let same = self.entry.filter(|entry| self.from.is_none() && entry.place == place(kind, block));
        self.within = same.map(|entry| entry.date);
    }

    /// The expression was read; `rest` is what the block says after it, where it opens the block.
    pub fn end(&mut self, kind: BlockKind, block: usize, time: &Temporal, rest: Option<&str>) {
        let from = self.from.take();
        self.within = None;
        let Some(rest) = rest else { return };
        self.announced.note(kind, time, rest);
        let dated = matches!(time.kind, TimexType::Date | TimexType::Time) && time.granularity != Granularity::Year;
        let (Some(list), Some(date), true) = (List::of(kind), time.span.lower.map(|l| l.date()), dated) else { return };
        if let Some(from) = from.filter(|from| *from != date) {
            // one entry out of order turns no list
            self.backwards.get_or_insert(date < from);
        }
        let place = place(kind, block);
        // a row goes by its first date
        let row = self.entry.is_some_and(|entry| matches!(list, List::Column { .. }) && entry.place == place);
        if self.listed && !row {
            self.entry = Some(Entry { list, date, place });
        }
    }

    /// The date of the entry that an expression stands in.
    pub fn within(&self) -> Option<Date> {
        self.within
    }

    /// The year of a date that gives month and day.
    pub fn year_of(&self, month: i8, day: Option<i8>, published: Option<Date>, tense: Tense) -> Option<i16> {
        if let Some(year) = self.announced.year() {
            return Some(year);
        }
        let at = |y: i16| Date::new(y, month, day.unwrap_or(1).min(days_in_month(y, month))).ok();
        // 12月5日 in an entry of 2023年11月20日 is the nearest
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
        let beyond = is_beyond(forth, published, tense, AHEAD) || days_between(from, forth) > GAP;
        Some(if self.backwards == Some(true) || beyond { back } else { forth }.year())
    }

    /// Year and month of a date that gives the day only.
    pub fn month_of(&self, day: i8, published: Option<Date>, tense: Tense) -> Option<(i16, i8)> {
        if let Some(month) = self.announced.month() {
            return Some(month);
        }
        let from = self.from?;
        let of = |first: Date| Date::new(first.year(), first.month(), day).ok();
        let this = of(from.first_of_month());
        let forth = || of(from.last_of_month().tomorrow().ok()?);
        let back = || of(from.first_of_month().yesterday().ok()?);
        let found = match self.backwards {
            Some(true) => this.filter(|d| *d <= from).or_else(back),
            _ => {
                let ahead = this.filter(|d| *d >= from).or_else(forth);
                ahead.filter(|d| !is_beyond(*d, published, tense, SOON)).or(this)
            }
        }?;
        Some((found.year(), found.month()))
    }
}

/// Returns true if `date` lies further ahead of the publication date than a chronicle runs.
fn is_beyond(date: Date, published: Option<Date>, tense: Tense, ahead: i32) -> bool {
    let ahead = if tense == Tense::Plan { PLANNED } else { ahead };
    published.is_some_and(|p| days_between(p, date) > ahead)
}
