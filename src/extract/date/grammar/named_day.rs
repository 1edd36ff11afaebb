//! Days with a name: national holidays under the law of their time (国民の祝日に関する法律 and its amendments), and
//! days people go by (大みそか, クリスマス). A day whose date follows the lunar calendar has a name and no date.

use crate::lexicon::{Prefixes, Table, rows, table, yes};
use jiff::civil::{Date, Weekday};
use serde::Deserialize;

/// A row of `named_day.csv`: the date of a day in the years `first_year` to `last_year`, both included.
#[derive(Deserialize)]
struct Row {
    surface: String,
    rule: String,
    first_year: Option<i16>,
    last_year: Option<i16>,
    #[serde(deserialize_with = "yes")]
    holiday: bool,
}

/// How the date of a day follows from the year.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Rule {
    /// The same month and day each year; two where it is a run of days (年末年始).
    Fixed { from: (i8, i8), to: (i8, i8) },
    /// The `nth` such weekday of a month.
    Nth { month: i8, weekday: Weekday, nth: i8 },
    /// The equinox of a month by 海上保安庁水路部's formula, good from 1980 to 2099; `base` is in millionths of a day.
    Equinox { month: i8, base: i64 },
    /// Not known, as it follows another calendar.
    Unknown,
}

/// A named day.
#[derive(Debug)]
pub(crate) struct NamedDay {
    surface: String,
    /// First year, last year and the rule of these years.
    rules: Vec<(i16, i16, Rule)>,
}

impl NamedDay {
    /// Its first and last day in `year`; `None` in years that did not have it.
    pub fn dates(&self, year: i16) -> Option<(Date, Date)> {
        let (.., rule) = self.rules.iter().find(|(first, last, _)| (*first..=*last).contains(&year))?;
        rule.dates(year)
    }

    /// Its month and day, where they are the same in all years.
    pub fn fixed(&self) -> Option<(i8, i8)> {
        match self.rules.as_slice() {
            [(.., Rule::Fixed { from, to })] if from == to => Some(*from),
            _ => None,
        }
    }
}

impl Rule {
    fn parse(text: &str) -> Self {
        Self::try_parse(text).unwrap_or(Rule::Unknown)
    }

    fn try_parse(text: &str) -> Option<Self> {
        let day = |s: &str| {
            let (m, d) = s.split_once('-')?;
            Some((m.parse().ok()?, d.parse().ok()?))
        };
        match text {
            "vernal" => return Some(Rule::Equinox { month: 3, base: 20_843_100 }),
            "autumnal" => return Some(Rule::Equinox { month: 9, base: 23_248_800 }),
            _ => {}
        }
        if let Some((from, to)) = text.split_once('/') {
            return Some(Rule::Fixed { from: day(from)?, to: day(to)? });
        }
        if let Some(date) = day(text) {
            return Some(Rule::Fixed { from: date, to: date });
        }
        let (month, rest) = text.split_once('-')?;
        let weekday = match rest.get(..3)? {
            "mon" => Weekday::Monday,
            "thu" => Weekday::Thursday,
            "sun" => Weekday::Sunday,
            _ => return None,
        };
        Some(Rule::Nth { month: month.parse().ok()?, weekday, nth: rest.get(3..)?.parse().ok()? })
    }

    fn dates(self, year: i16) -> Option<(Date, Date)> {
        let one = |d: Date| (d, d);
        match self {
            Rule::Fixed { from, to } => {
                let first = Date::new(year, from.0, from.1).ok()?;
                // 年末年始 ends in the year after
                let last = Date::new(if to < from { year + 1 } else { year }, to.0, to.1).ok()?;
                Some((first, last))
            }
            Rule::Nth { month, weekday, nth } => {
                Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok().map(one)
            }
            Rule::Equinox { month, base } => {
                let years = i64::from(year) - 1980;
                let day = (base + 242_194 * years) / 1_000_000 - years / 4;
                (1980..2100).contains(&year).then(|| Date::new(year, month, day as i8).ok()).flatten().map(one)
            }
            Rule::Unknown => None,
        }
    }
}

static DAYS: Table<Prefixes<NamedDay>> = table!("named_day.csv", |csv| {
    let mut days: Vec<NamedDay> = Vec::new();
    for row in rows::<Row>(csv) {
        let rule = (row.first_year.unwrap_or(i16::MIN), row.last_year.unwrap_or(i16::MAX), Rule::parse(&row.rule));
        match days.iter_mut().find(|d| d.surface == row.surface) {
            Some(day) => day.rules.push(rule),
            None => days.push(NamedDay { surface: row.surface, rules: vec![rule] }),
        }
    }
    Prefixes::new(days.into_iter().map(|d| (d.surface.clone(), d)))
});

static HOLIDAYS: Table<Vec<(i16, i16, Rule)>> = table!("named_day.csv", |csv| {
    let rows: Vec<Row> = rows(csv);
    rows.iter()
        .filter(|r| r.holiday)
        .map(|r| (r.first_year.unwrap_or(i16::MIN), r.last_year.unwrap_or(i16::MAX), Rule::parse(&r.rule)))
        .collect()
});

/// The longest named day at the start of `text`, with its length in bytes.
pub(crate) fn named_day_at(text: &str) -> Option<(&'static NamedDay, usize)> {
    DAYS.longest(text)
}

/// The names of all days.
pub(crate) fn day_names() -> impl Iterator<Item = &'static str> {
    DAYS.keys()
}

/// Returns true if offices are open on `date`: it is neither of a weekend nor a holiday. A holiday on a Sunday moves to the
/// next weekday that is none (祝日法3条2項, since 1973).
pub(crate) fn is_business_day(date: Date) -> bool {
    let holiday = |d: Date| {
        HOLIDAYS
            .iter()
            .any(|(first, last, rule)| (*first..=*last).contains(&d.year()) && rule.dates(d.year()) == Some((d, d)))
    };
    let substitute = || {
        let mut day = date;
        while let Ok(before) = day.yesterday() {
            if !holiday(before) {
                return false;
            }
            if before.weekday() == Weekday::Sunday {
                return true;
            }
            day = before;
        }
        false
    };
    !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) && !holiday(date) && !substitute()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_rule_is_understood() {
        for row in rows::<Row>(include_str!("named_day.csv")) {
            assert!(row.rule.is_empty() || Rule::parse(&row.rule) != Rule::Unknown, "{}: {}", row.surface, row.rule);
        }
    }

    #[test]
    fn holidays_of_years_known() {
        for (name, year, month, day) in [
            ("成人の日", 2018, 1, 8),
            ("春分の日", 2018, 3, 21),
            ("春分の日", 2024, 3, 20),
            ("秋分の日", 2024, 9, 22),
            ("海の日", 2021, 7, 22),
            ("体育の日", 1999, 10, 10),
            ("体育の日", 2018, 10, 8),
            ("天皇誕生日", 2018, 12, 23),
            ("感謝祭", 2018, 11, 22),
        ] {
            let (named, _) = named_day_at(name).unwrap_or_else(|| panic!("{name}"));
            let want = date(year, month, day);
            assert_eq!(named.dates(year), Some((want, want)), "{name} {year}");
        }
        let (named, _) = named_day_at("天皇誕生日").expect("a row");
        assert_eq!(named.dates(2019), None, "no such holiday in 2019");
    }

    #[test]
    fn offices_close_on_substitute_holidays_too() {
        assert!(!is_business_day(date(2018, 2, 12)), "the 11th was a Sunday");
        assert!(!is_business_day(date(2020, 5, 6)), "the 3rd was a Sunday, and holidays follow to the 5th");
        assert!(is_business_day(date(2018, 2, 13)));
    }
}
