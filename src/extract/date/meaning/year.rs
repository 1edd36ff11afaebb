//! Years: which Gregorian year 18年, 昨年 or 同年 is.

use super::super::context::discourse::Discourse;
use super::super::context::years::CountedBy;
use super::super::grammar::time_words::{Origin, Relative};
use super::super::grammar::written_date::{Field, ShortYear, WrittenYear, Year};
use crate::lexicon::Era;
use crate::value::Anchor;

/// Years by which a year counted by the era may lie ahead.
const AHEAD: i16 = 3;

/// The Gregorian year, and what it leans on; `None` where nothing says which it is.
pub(crate) fn year(year: Year, d: &mut Discourse) -> Option<(i16, Anchor)> {
    match year {
        Field::Is(year) => written(year, d),
        Field::At(relative) => counted(relative, d),
    }
}

/// The Gregorian year of a year that is written.
pub(crate) fn written(year: WrittenYear, d: &mut Discourse) -> Option<(i16, Anchor)> {
    match year {
        WrittenYear::Full(year) | WrittenYear::Contradictory { year, .. } => Some((year, Anchor::Explicit)),
        WrittenYear::Short(short) => full_year(short, d),
    }
}

fn counted(Relative { origin, steps }: Relative, d: &Discourse) -> Option<(i16, Anchor)> {
    let now = d.now().map(|now| now.year());
    let (base, anchor) = match origin {
        Origin::Document => (now?, Anchor::Document),
        Origin::Discourse => (d.said.year.or(d.at.year).or(now)?, Anchor::Discourse),
    };
    Some((base + steps as i16, anchor))
}

/// The Gregorian year of a year in two digits: of the century that puts it nearest, or of the era when that is nearer
/// (29年度 in 2017 is 平成29年度, 17年度 is 2017年度). A leading zero is no era's, nor is a year where the text has counted
/// the others by the century. `None` where neither a publication date nor a year spoken of says what is near.
fn full_year(short: ShortYear, d: &mut Discourse) -> Option<(i16, Anchor)> {
    let (now, anchor) = d.now_year()?;
    let century = now / 100 * 100;
    let western = [0, -100, 100].map(|shift| century + shift + short.digits);
    let distance = |y: &i16| (i32::from(*y) - i32::from(now)).abs();
    let western = western.into_iter().filter(|y| !short.past || *y <= now).min_by_key(distance).unwrap_or(short.digits);
    let by = d.years.counted_by;
    // 平成18年 … 19年3月: the era named goes on
    let going_on = d.years.era.filter(|_| by != Some(CountedBy::Century)).and_then(|e| e.year(short.digits.into()));
    if let Some(year) = going_on.filter(|y| !short.leading_zero && *y <= now + AHEAD) {
        return Some((year, anchor));
    }
    let era = Era::of_year(now).and_then(|e| e.year(short.digits.into()));
    let era = era.filter(|y| !short.leading_zero && *y <= now + AHEAD && by != Some(CountedBy::Century));
    let by_era = era.filter(|y| distance(y) < distance(&western) || by == Some(CountedBy::Era) && distance(y) < 30);
    let shown = if by_era.is_some() { CountedBy::Era } else { CountedBy::Century };
    d.years.counted_by = by.or(Some(shown));
    Some((by_era.unwrap_or(western), anchor))
}
