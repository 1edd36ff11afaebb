//! Lengths of time as they are written, and what is said of one that is wrong.

use crate::check::Report;
use crate::extract::Mention;
use crate::extract::date::Dated;
use crate::value::Modifier;
use jiff::civil::Date;

/// A date, a time or a length of the text.
pub(super) type When<'a> = &'a Mention<Dated>;

/// A length of time of the text.
#[derive(Clone, Copy)]
pub(super) struct Length<'a> {
    pub mention: When<'a>,
    pub written: Written,
    /// True with 約, ほど and the like.
    pub about: bool,
}

/// A length in the unit it is written in.
#[derive(Clone, Copy)]
pub(super) enum Written {
    Days(i64),
    Weeks(i64),
    Months(i64),
    Years(i64),
    /// Hours, minutes or seconds.
    Clock,
}

impl<'a> Length<'a> {
    /// The length of one unit, or of years and months; none for mixtures nobody counts back, and for 以上 and the like.
    pub fn of(mention: When<'a>) -> Option<Self> {
        let t = &mention.value.time;
        let about = match t.modifier {
            None => false,
            Some(Modifier::AtLeast | Modifier::AtMost | Modifier::MoreThan | Modifier::LessThan | Modifier::Vague) => {
                return None;
            }
            Some(_) => true,
        };
        Some(Length { mention, written: Written::parse(&t.value)?, about })
    }

    /// The length in a point that is counted from another: 139日後.
    pub fn after(mention: When<'a>) -> Option<Self> {
        let t = &mention.value.time;
        let plain = t.modifier.is_none().then(|| t.timex.trim_start_matches(['+', '-']));
        Some(Length { mention, written: Written::parse(plain?)?, about: false })
    }
}

impl Written {
    /// Reads a duration of TIMEX3: `P26D`, `P1Y6M`, `PT42M`.
    fn parse(timex: &str) -> Option<Self> {
        let body = timex.strip_prefix('P')?;
        if body.starts_with('T') {
            return Some(Written::Clock);
        }
        if let Some((years, months)) = body.split_once('Y').filter(|(_, rest)| !rest.is_empty()) {
            return Some(Written::Months(count(years)? * 12 + count(months.strip_suffix('M')?)?));
        }
        let number = count(body.get(..body.len().checked_sub(1)?)?)?;
        match body.chars().next_back()? {
            'D' => Some(Written::Days(number)),
            'W' => Some(Written::Weeks(number)),
            'M' => Some(Written::Months(number)),
            'Y' => Some(Written::Years(number)),
            _ => None,
        }
    }
}

/// A number of units; none beyond what any calendar holds, so that counting with it cannot overflow.
fn count(digits: &str) -> Option<i64> {
    digits.parse().ok().filter(|n| *n < 1_000_000_000_000)
}

/// Months from that of one day to that of another.
pub(super) fn months_apart(a: Date, b: Date) -> i64 {
    i64::from(b.year() - a.year()) * 12 + i64::from(b.month() - a.month())
}

/// Minutes as hours and minutes.
pub(super) fn spoken(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, m) => format!("{m}分"),
        (h, 0) => format!("{h}時間"),
        (h, m) => format!("{h}時間{m}分"),
    }
}

/// Reports a length that is not what lies between two dates or times.
pub(super) fn differs(report: &mut Report, (from, to): (When, When), length: When, should: &str) {
    let text = &report.record.document.text;
    let (x, y, l) = (from.span.of(text), to.span.of(text), length.span.of(text));
    let message = format!("「{l}」とあるが、{x}から{y}は{should}です");
    let place = report.place(length.span, format!("計算では{should}"));
    let related = vec![report.place(from.span, "始まり"), report.place(to.span, "終わり")];
    report.fails(place, related, message).suggestion = format!("{should}にするか、「{x}」と「{y}」を確かめる");
}
