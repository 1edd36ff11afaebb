//! See `duration.md`.

use super::super::Report;
mod shift;
mod since;
use crate::extract::Mention;
use crate::extract::date::Dated;
use crate::lexicon::{Table, Uses, table};
use crate::text::is_noun_char;
use crate::value::{Granularity, Modifier, TimexType};
use jiff::{Span, Unit, civil::Date};
use serde::Deserialize;

/// What a word of `duration.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// Only some of the days between two days are meant.
    Partial,
    /// Between the end of a span of days and its length.
    SpanJoint,
    /// Between the last day and the length of a span.
    Until,
    /// Between the first day of a span and its last.
    Opened,
    /// Between a length and the last day of what takes so long.
    LengthUntil,
    /// Between a length and the span of days it is of.
    LengthOf,
}

static WORDS: Table<Uses<Use>> = table!("duration.csv", Uses::new);

pub(crate) type When<'a> = &'a Mention<Dated>;

pub(crate) fn check(report: &mut Report) {
    let record = report.record;
    for (k, length) in record.dates.iter().enumerate() {
        since::later(report, k);
        if length.value.time.kind != TimexType::Duration {
            continue;
        }
        let Some(written) = Written::of(length) else { continue };
        if let Some((from, again)) = since::start(report, k) {
            since::compare(report, from, length, written, again);
            continue;
        }
        if let Some(pair) = shift::moved(report, k) {
            shift::compare(report, pair, length, written);
            continue;
        }
        match ends(report, k) {
            Some((from, to)) if !WORDS.any_in(record.reading.view.sentence(length.sentence as usize), Use::Partial) => {
                compare(report, from, to, length, written);
            }
            _ => report.skips(),
        }
    }
}

/// A length in the units it is written in.
#[derive(Clone, Copy)]
pub(crate) enum Written {
    Days(i64),
    Weeks(i64),
    Months(i64),
    Years(i64),
    Clock,
}

impl Written {
    /// Of one unit, or years and months; nothing for mixtures nobody counts back.
    fn of(m: When) -> Option<Self> {
        let t = &m.value.time;
        if matches!(
            t.modifier,
            Some(Modifier::AtLeast | Modifier::AtMost | Modifier::MoreThan | Modifier::LessThan | Modifier::Vague)
        ) {
            return None;
        }
        let body = t.value.strip_prefix('P')?;
        if body.starts_with('T') {
            return Some(Written::Clock);
        }
        if let Some((years, months)) = body.split_once('Y').filter(|(_, rest)| !rest.is_empty()) {
            let (years, months) = (count(years)?, count(months.strip_suffix('M')?)?);
            return Some(Written::Months(years * 12 + months));
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

/// A number of units; nothing beyond what any calendar holds, so that counting with it cannot overflow.
fn count(digits: &str) -> Option<i64> {
    digits.parse().ok().filter(|n| *n < 1_000_000_000_000)
}

/// The two ends that the words around a length give it, as one range or two dates.
fn ends<'a>(report: &Report<'a>, k: usize) -> Option<(When<'a>, When<'a>)> {
    let record = report.record;
    let text = &record.reading.view.text;
    let length = &record.dates[k];
    let at = |i: Option<usize>| {
        i.and_then(|i| record.dates.get(i))
            .filter(|m| m.sentence == length.sentence && m.value.time.span.lower.is_some())
    };
    let gap = |a: When, b: When| text.get(a.view.end..b.view.start).unwrap_or("").to_owned();
    let (first, second) = (at(k.checked_sub(2)), at(k.checked_sub(1)));
    if let Some(to) = second {
        let joint = gap(to, length);
        // 3月1日〜26日の26日間
        let direct = joint.is_empty() || WORDS.is(&joint, Use::SpanJoint);
        if is_range(to) && (direct || bracketed(&joint)) {
            return Some((to, to));
        }
        // 3月1日から26日までの26日間; 3月1日に開会した定例会は、26日までの26日間
        if let Some(from) = first.filter(|f| !is_range(f) && !is_range(to)) {
            let lead = gap(from, to);
            let begins =
                ["から", "〜", "より"].iter().any(|w| lead.strip_prefix(w).is_some_and(|r| r.chars().count() <= 6));
            let opened = WORDS.begins(&lead, Use::Opened) && lead.chars().count() <= 16;
            if (begins || opened)
                && !lead.contains('。')
                && (WORDS.is(&joint, Use::Until) || joint == "の" && lead.starts_with('〜'))
            {
                return Some((from, to));
            }
        }
        // 3月1日から26日間の日程で、26日まで
        let to = at(Some(k + 1));
        if let (Some(from), "から", Some(to)) = (second, joint.as_str(), to)
            && WORDS.is(&gap(length, to), Use::LengthUntil)
            && text[to.view.end..].starts_with("まで")
        {
            return Some((from, to));
        }
    }
    // 会期は26日間で、3月1日から26日まで
    let (from, to) = (at(Some(k + 1))?, at(Some(k + 2)));
    let led = WORDS.is(&gap(length, from), Use::LengthOf);
    if is_range(from) {
        return led.then_some((from, from));
    }
    let to = to.filter(|t| gap(from, t) == "から" && text[t.view.end..].starts_with("まで"))?;
    led.then_some((from, to))
}

/// 3月1日〜26日 営業停止(26日間): nothing but a noun before the bracket.
fn bracketed(joint: &str) -> bool {
    joint.strip_suffix('（').is_some_and(|noun| {
        let noun = noun.trim_matches([' ', 'に', 'の']);
        noun.chars().count() <= 8 && noun.chars().all(is_noun_char)
    })
}

fn is_range(m: When) -> bool {
    m.value.time.value.contains('/')
}

fn compare(report: &mut Report, from: When, to: When, length: When, written: Written) {
    let (Some(a), Some(b)) = (from.value.time.span.lower, to.value.time.span.upper.or(to.value.time.span.lower)) else {
        return report.skips();
    };
    let (fine, end) = (from.value.time.granularity, to.value.time.granularity);
    let (a, b, soft) = (a, b, length.value.time.modifier.is_some());
    let computed = match (fine, end) {
        _ if b < a => return report.skips(),
        (Granularity::Day, Granularity::Day) => days(a.date(), b.date(), written, soft),
        (Granularity::Month, Granularity::Month) => months(a.date(), b.date(), written, soft),
        (Granularity::Year, Granularity::Year) | (Granularity::FiscalYear, Granularity::FiscalYear) => {
            let apart = i64::from(to.value.time.span.lower.map_or(b.year(), |l| l.year()) - a.year());
            // from one calendar year to another may leave the last out; fiscal years are counted
            let about = soft || [from, to].iter().any(|m| m.value.time.modifier == Some(Modifier::Approx));
            let slack = if about { 1 + apart / 20 } else { 0 };
            years(apart + i64::from(fine == Granularity::FiscalYear), apart + 1, slack, written)
        }
        (Granularity::Hour | Granularity::Minute, Granularity::Hour | Granularity::Minute) => {
            let minutes = b.since((Unit::Minute, a)).map_or(0, |s| s.get_minutes());
            let about = soft || [from, to].iter().any(|m| m.value.time.modifier == Some(Modifier::Approx));
            clock(minutes, length, written, about)
        }
        _ => return report.skips(),
    };
    let Some(should) = computed else { return report.holds() };
    if should.is_empty() {
        return report.skips();
    }
    let text = &report.record.document.text;
    let l = length.span.of(text);
    let (x, y) = (from.span.of(text), to.span.of(text));
    let ends = if from.span == to.span { x.to_owned() } else { format!("{x}から{y}") };
    let message = format!("「{l}」とあるが、{ends}は{should}です");
    let place = report.place(length.span, format!("計算では{should}"));
    let mut related = vec![report.place(from.span, "始まり")];
    if from.span != to.span {
        related.push(report.place(to.span, "終わり"));
    }
    report.fails(place, related, message).suggestion = format!("{should}にするか、始まりと終わりを確かめる");
}

/// What the length should be, nothing where it fits, an empty text where it cannot be compared. Both ends count.
fn days(a: Date, b: Date, written: Written, soft: bool) -> Option<String> {
    let whole = i64::from(b.since((Unit::Day, a)).map_or(0, |s| s.get_days())) + 1;
    let slack = |n: i64| if soft { n.max(1) * 2 } else { n };
    let fits = match written {
        Written::Days(n) => {
            // a number of working days is none of ours
            let working = a
                .series(Span::new().days(1))
                .take_while(|d| *d <= b)
                .filter(|d| d.weekday().to_monday_zero_offset() < 5)
                .count();
            if n == working as i64 || n < whole / 2 {
                return Some(String::new());
            }
            n == whole || soft && (n - whole).abs() <= 1 + whole / 20
        }
        Written::Weeks(n) => (n * 7 - whole).abs() <= slack(2),
        Written::Months(n) => match beyond(a, Span::new().try_months(n)) {
            Some(end) => gap(end, b) <= slack(10),
            None => return Some(String::new()),
        },
        Written::Years(n) => match beyond(a, Span::new().try_years(n)) {
            Some(end) => gap(end, b) <= slack(45),
            None => return Some(String::new()),
        },
        Written::Clock => return Some(String::new()),
    };
    (!fits).then(|| format!("{whole}日間"))
}

/// The day a length after `a`; nothing where no span or calendar reaches (3万年).
fn beyond(a: Date, length: Result<Span, jiff::Error>) -> Option<Date> {
    a.checked_add(length.ok()?).ok()
}

fn gap(a: Date, b: Date) -> i64 {
    b.since((Unit::Day, a)).map_or(i64::MAX, |s| i64::from(s.get_days()).abs())
}

/// Months from that of one day to that of another.
pub(crate) fn months_apart(a: Date, b: Date) -> i64 {
    i64::from(b.year() - a.year()) * 12 + i64::from(b.month() - a.month())
}

/// Months are counted with the last or without it.
fn months(a: Date, b: Date, written: Written, soft: bool) -> Option<String> {
    let apart = months_apart(a, b);
    let slack = if soft { 1 + apart / 12 } else { 0 };
    let near = |n: i64| n >= apart - slack && n <= apart + 1 + slack;
    let fits = match written {
        Written::Months(n) => near(n),
        Written::Years(n) => (n * 12 - apart).abs() <= 6,
        _ => return Some(String::new()),
    };
    let said = |n: i64| match (n / 12, n % 12) {
        (0, m) => format!("{m}カ月"),
        (y, 0) => format!("{y}年"),
        (y, m) => format!("{y}年{m}カ月"),
    };
    (!fits).then(|| format!("{}か{}", said(apart), said(apart + 1)))
}

fn years(least: i64, most: i64, slack: i64, written: Written) -> Option<String> {
    match written {
        Written::Years(n) if (least - slack..=most + slack).contains(&n) => None,
        Written::Years(_) if least == most => Some(format!("{most}年間")),
        Written::Years(_) => Some(format!("{least}年か{most}年")),
        _ => Some(String::new()),
    }
}

fn clock(minutes: i64, length: When, written: Written, about: bool) -> Option<String> {
    let (Written::Clock, Some((low, high))) = (written, length.value.time.minutes) else { return Some(String::new()) };
    let to_the_minute = length.value.time.value.ends_with('M') && !length.value.time.value.contains("30M");
    let slack = if to_the_minute { 1 } else { 29 } + if about { 15 } else { 0 };
    (!(low - slack <= minutes && minutes <= high + slack)).then(|| since::spoken(minutes))
}
