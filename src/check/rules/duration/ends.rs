//! Lengths beside their beginning and end: 3月1日から26日までの26日間.

use super::length::{Length, When, Written, months_apart, spoken};
use crate::check::Report;
use crate::extract::Record;
use crate::lexicon::{Table, Uses, table};
use crate::text::is_noun_char;
use crate::value::{Granularity, Modifier};
use jiff::{Span, Unit, civil::Date};
use serde::Deserialize;

/// What a word of `ends.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// In a sentence that means only some of the days between two days.
    Partial,
    /// All that stands between a span of days and its length.
    SpanJoint,
    /// All that stands between the last day and the length of a span.
    Until,
    /// Between the first day of a span and its last.
    Opened,
    /// All that stands between a length and the last day of what takes so long.
    LengthUntil,
    /// All that stands between a length and the span of days it is of.
    LengthOf,
}

static WORDS: Table<Uses<Use>> = table!("ends.csv", Uses::new);

/// Beginning and end; one range may hold both.
type Ends<'a> = (When<'a>, When<'a>);

/// The two ends that the words around the length at `index` give it, where all time between them is meant.
pub(super) fn find(record: &Record, index: usize) -> Option<Ends<'_>> {
    let sentence = record.reading.view.sentence(record.dates[index].sentence as usize);
    let around = Around { record, index };
    let ends = around.before().or_else(|| around.on_both_sides()).or_else(|| around.after())?;
    (!WORDS.any_in(sentence, Use::Partial)).then_some(ends)
}

/// A length and the dates around it in its sentence.
#[derive(Clone, Copy)]
struct Around<'a> {
    record: &'a Record,
    /// Index of the length among the dates of the document.
    index: usize,
}

impl<'a> Around<'a> {
    fn length(self) -> When<'a> {
        &self.record.dates[self.index]
    }

    /// The date `n` mentions after the length (before it, if negative) in its sentence.
    fn date(self, n: isize) -> Option<When<'a>> {
        let m = self.record.dates.get(self.index.checked_add_signed(n)?)?;
        (m.sentence == self.length().sentence && m.value.time.span.lower.is_some()).then_some(m)
    }

    fn gap(self, a: When, b: When) -> &'a str {
        self.record.reading.view.text.get(a.view.end..b.view.start).unwrap_or("")
    }

    fn is_until(self, m: When) -> bool {
        self.record.reading.view.text[m.view.end..].starts_with("まで")
    }

    fn before(self) -> Option<Ends<'a>> {
        let to = self.date(-1)?;
        let joint = self.gap(to, self.length()).trim();
        // 3月1日〜26日の26日間
        if is_range(to) {
            return (joint.is_empty() || WORDS.is(joint, Use::SpanJoint) || bracketed(joint)).then_some((to, to));
        }
        // 3月1日から26日までの26日間; 3月1日に開会した定例会は、26日までの26日間
        let from = self.date(-2).filter(|f| !is_range(f))?;
        let lead = self.gap(from, to);
        let begins =
            ["から", "〜", "より"].iter().any(|w| lead.strip_prefix(w).is_some_and(|r| r.chars().count() <= 6));
        let opened = WORDS.begins(lead, Use::Opened) && lead.chars().count() <= 16;
        let until = WORDS.is(joint, Use::Until) || joint == "の" && lead.starts_with('〜');
        ((begins || opened) && !lead.contains('。') && until).then_some((from, to))
    }

    /// 3月1日から26日間の日程で、26日まで.
    fn on_both_sides(self) -> Option<Ends<'a>> {
        let (from, to) = (self.date(-1)?, self.date(1)?);
        let joined = self.gap(from, self.length()) == "から" && WORDS.is(self.gap(self.length(), to), Use::LengthUntil);
        (joined && self.is_until(to)).then_some((from, to))
    }

    /// 会期は26日間で、3月1日から26日まで.
    fn after(self) -> Option<Ends<'a>> {
        let from = self.date(1).filter(|from| WORDS.is(self.gap(self.length(), from), Use::LengthOf))?;
        if is_range(from) {
            return Some((from, from));
        }
        let to = self.date(2).filter(|to| self.gap(from, to) == "から" && self.is_until(to))?;
        Some((from, to))
    }
}

/// Returns true if nothing but a noun stands before a bracket: 3月1日〜26日 営業停止(26日間).
fn bracketed(joint: &str) -> bool {
    joint.strip_suffix('（').is_some_and(|noun| {
        let noun = noun.trim_matches([' ', 'に', 'の']);
        noun.chars().count() <= 8 && noun.chars().all(is_noun_char)
    })
}

fn is_range(m: When) -> bool {
    m.value.time.value.contains('/')
}

/// How a length stands to its ends.
enum Fit {
    Holds,
    /// What the length should be.
    Should(String),
    /// The two cannot be compared.
    Open,
}

impl Fit {
    fn of(holds: bool, should: impl FnOnce() -> String) -> Self {
        if holds { Fit::Holds } else { Fit::Should(should()) }
    }
}

pub(super) fn compare(report: &mut Report, (from, to): Ends, length: Length) {
    let should = match fit(from, to, length) {
        Fit::Holds => return report.holds(),
        Fit::Open => return report.skips(),
        Fit::Should(should) => should,
    };
    let text = &report.record.document.text;
    let l = length.mention.span.of(text);
    let (x, y) = (from.span.of(text), to.span.of(text));
    let ends = if from.span == to.span { x.to_owned() } else { format!("{x}から{y}") };
    let message = format!("「{l}」とあるが、{ends}は{should}です");
    let place = report.place(length.mention.span, format!("計算では{should}"));
    let mut related = vec![report.place(from.span, "始まり")];
    if from.span != to.span {
        related.push(report.place(to.span, "終わり"));
    }
    report.fails(place, related, message).suggestion = format!("{should}にするか、始まりと終わりを確かめる");
}

fn fit(from: When, to: When, length: Length) -> Fit {
    use Granularity::{Day, FiscalYear, Hour, Minute, Month, Year};
    let (begin, end) = (from.value.time.span, to.value.time.span);
    let (Some(a), Some(b)) = (begin.lower, end.upper.or(end.lower)) else { return Fit::Open };
    if b < a {
        return Fit::Open;
    }
    let about = length.about || [from, to].iter().any(|m| m.value.time.modifier == Some(Modifier::Approx));
    match (from.value.time.granularity, to.value.time.granularity) {
        (Day, Day) => days(a.date(), b.date(), length),
        (Month, Month) => months(months_apart(a.date(), b.date()), length),
        (fine @ Year, Year) | (fine @ FiscalYear, FiscalYear) => {
            // 2001〜09年度 is one mention; the last fiscal year ends in the spring after
            let last = match is_range(to) {
                true => b.year() - i16::from(fine == FiscalYear && b.month() <= 3),
                false => end.lower.map_or(b.year(), |l| l.year()),
            };
            let apart = i64::from(last - a.year());
            // from one calendar year to another may leave the last out; fiscal years are counted
            let slack = if about { 1 + apart / 20 } else { 0 };
            years(apart + i64::from(fine == FiscalYear), apart + 1, slack, length.written)
        }
        (Hour | Minute, Hour | Minute) => {
            clock(b.since((Unit::Minute, a)).map_or(0, |s| s.get_minutes()), length, about)
        }
        _ => Fit::Open,
    }
}

/// Days count both ends.
fn days(a: Date, b: Date, Length { written, about, .. }: Length) -> Fit {
    let whole = days_apart(a, b) + 1;
    let slack = |n: i64| if about { n.max(1) * 2 } else { n };
    let holds = match written {
        // a number of working days is none of ours
        Written::Days(n) if n == working_days(a, b) || n < whole / 2 => return Fit::Open,
        Written::Days(n) => n == whole || about && (n - whole).abs() <= 1 + whole / 20,
        Written::Weeks(n) => (n * 7 - whole).abs() <= slack(2),
        Written::Months(n) => match beyond(a, Span::new().try_months(n)) {
            Some(end) => days_apart(end, b).abs() <= slack(10),
            None => return Fit::Open,
        },
        Written::Years(n) => match beyond(a, Span::new().try_years(n)) {
            Some(end) => days_apart(end, b).abs() <= slack(45),
            None => return Fit::Open,
        },
        Written::Clock => return Fit::Open,
    };
    Fit::of(holds, || format!("{whole}日間"))
}

/// Days from Monday to Friday, both ends counted.
fn working_days(a: Date, b: Date) -> i64 {
    let days = a.series(Span::new().days(1)).take_while(|d| *d <= b);
    days.filter(|d| d.weekday().to_monday_zero_offset() < 5).count() as i64
}

/// The day a length after `a`; none where no span or calendar reaches (3万年).
fn beyond(a: Date, length: Result<Span, jiff::Error>) -> Option<Date> {
    a.checked_add(length.ok()?).ok()
}

fn days_apart(a: Date, b: Date) -> i64 {
    b.since((Unit::Day, a)).map_or(0, |s| i64::from(s.get_days()))
}

/// Months are counted with the last or without it.
fn months(apart: i64, Length { written, about, .. }: Length) -> Fit {
    let slack = if about { 1 + apart / 12 } else { 0 };
    let holds = match written {
        Written::Months(n) => n >= apart - slack && n <= apart + 1 + slack,
        Written::Years(n) => (n * 12 - apart).abs() <= 6,
        _ => return Fit::Open,
    };
    let said = |n: i64| match (n / 12, n % 12) {
        (0, m) => format!("{m}カ月"),
        (y, 0) => format!("{y}年"),
        (y, m) => format!("{y}年{m}カ月"),
    };
    Fit::of(holds, || format!("{}か{}", said(apart), said(apart + 1)))
}

fn years(least: i64, most: i64, slack: i64, written: Written) -> Fit {
    let Written::Years(n) = written else { return Fit::Open };
    let should = || if least == most { format!("{most}年間") } else { format!("{least}年か{most}年") };
    Fit::of((least - slack..=most + slack).contains(&n), should)
}

fn clock(minutes: i64, length: Length, about: bool) -> Fit {
    let time = &length.mention.value.time;
    let (Written::Clock, Some((low, high))) = (length.written, time.minutes) else { return Fit::Open };
    let to_the_minute = time.value.ends_with('M') && !time.value.contains("30M");
    let slack = if to_the_minute { 1 } else { 29 } + if about { 15 } else { 0 };
    Fit::of(low - slack <= minutes && minutes <= high + slack, || spoken(minutes))
}
