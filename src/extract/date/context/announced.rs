//! Years and months that a line announces for what stands under it: ## 2022年, ### 11月, 令和4年の動き.

use crate::text::BlockKind;
use crate::value::{Granularity, Temporal, TimexType};

/// How much a heading says beside its year: 2022年の動き, but not 2011年の震災から7年.
const BESIDE: usize = 6;

/// What is announced where one reads, the outermost first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Announced(Vec<Line>);

#[derive(Clone, Copy, Debug)]
struct Line {
    by: By,
    year: i16,
    month: Option<i8>,
}

/// What announces, which says how far it reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    /// To the next heading of the same or a higher level.
    Heading(u8),
    /// To the next such line or heading.
    Paragraph,
    /// To the end of the list.
    Item,
    /// To the end of the table.
    Cell(u32),
}

impl By {
    fn of(kind: BlockKind) -> By {
        match kind {
            BlockKind::Heading(level) => By::Heading(level),
            BlockKind::Paragraph => By::Paragraph,
            BlockKind::Item => By::Item,
            BlockKind::Cell { table, .. } => By::Cell(table),
        }
    }

    /// Returns true if what it announces still holds in a block of that kind.
    fn reaches(self, kind: BlockKind) -> bool {
        match (self, By::of(kind)) {
            (By::Heading(own), By::Heading(other)) => own < other,
            (_, By::Heading(_)) => false,
            (By::Heading(_) | By::Paragraph, _) => true,
            (own, other) => own == other,
        }
    }
}

impl Announced {
    /// A block begins.
    pub fn enter(&mut self, kind: BlockKind) {
        self.0.retain(|line| line.by.reaches(kind));
    }

    /// Takes in the expression that opens a block, with what the block says after it.
    pub fn note(&mut self, kind: BlockKind, time: &Temporal, rest: &str) {
        let month = match time.granularity {
            Granularity::Year => None,
            // 11月末 is no heading of a month
            Granularity::Month if time.modifier.is_none() => time.span.lower.map(|l| l.month()),
            _ => return,
        };
        let (Some(lower), TimexType::Date) = (time.span.lower, time.kind) else { return };
        let said = rest.chars().filter(|c| c.is_alphanumeric()).count();
        // 2022年の動き, but 2025年問題 is a word
        let titled = matches!(kind, BlockKind::Heading(_)) && said <= BESIDE && rest.starts_with(['の', ' ']);
        if said > 0 && !titled {
            return;
        }
        // 昨年 and an 11月 of a year that nothing announces are counted from the publication date, as what follows is
        let implied = time.timex.starts_with('X') && month.is_none();
        if !implied {
            let by = By::of(kind);
            self.0.retain(|line| line.by != by);
            self.0.push(Line { by, year: lower.year(), month });
        }
    }

    /// The year announced.
    pub fn year(&self) -> Option<i16> {
        self.0.last().map(|line| line.year)
    }

    /// The year and month announced.
    pub fn month(&self) -> Option<(i16, i8)> {
        self.0.last().and_then(|line| Some((line.year, line.month?)))
    }
}
