//! See `age.md`.

use super::super::Report;
use crate::corpus::PublishedFrom;
use crate::extract::Mention;
use crate::extract::amount::Quantity;
use crate::extract::date::Dated;
use crate::lexicon::{Table, Uses, table};
use crate::text::{Words, head};
use crate::value::{AmountKind, Granularity};
use bigdecimal::ToPrimitive;
use jiff::{Span, civil::Date};
use serde::Deserialize;
use std::sync::LazyLock;

/// What a word of `age.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// Beside an age that is not that of the day of publication, or not counted in full years.
    OtherAge,
    /// After an age that is that of today.
    AgeToday,
    /// After an age of the past or of a day to come.
    AgeThen,
    /// Between a birth and an age that is reached in the year of publication: 1977年生まれで今年41歳.
    ThisYear,
    /// Between a birth and an age: 1977年生まれの満41歳.
    Told,
}

static WORDS: Table<Uses<Use>> = table!("age.csv", Uses::new);

/// Years between what is stated and computed from which on the text speaks of the past.
const PAST: i64 = 12;

pub(crate) fn check(report: &mut Report) {
    let record = report.record;
    if record.document.published_from == PublishedFrom::None {
        return;
    }
    let Some(today) = record.document.published else { return };
    for birth in &record.dates {
        let Some(end) = born(report, birth) else { continue };
        let near = record.amounts.iter().filter(|m| m.value.amount.kind == AmountKind::Age);
        match near.into_iter().find_map(|m| beside(report, birth, end, m).map(|this_year| (m, this_year))) {
            Some((age, this_year)) => compare(report, birth, age, today, this_year),
            None => report.skips(),
        }
    }
}

static BORN: LazyLock<Words> = LazyLock::new(|| Words::new(["生まれ"]));

/// The end of 生まれ after a date of birth: 1945年5月生まれ, 1950年3月1日、東京都生まれ.
fn born(report: &Report, birth: &Mention<Dated>) -> Option<usize> {
    let view = &report.record.reading.view;
    let after = view.text.get(birth.view.end..)?;
    // 生年月日 2000年8月19日(24歳)
    let before = view.text[..birth.view.start].trim_end_matches([' ', '：', ':', '\n', '|', 'は']);
    if before.ends_with("生年月日") && after.starts_with('（') {
        return Some(birth.view.end);
    }
    let fine = matches!(birth.value.time.granularity, Granularity::Year | Granularity::Month | Granularity::Day);
    // it stands within a few characters or belongs to another date
    let at = BORN.find(head(after, 13)).filter(|_| fine)?;
    let gap = &after[..at];
    let place = gap.is_empty() || gap == "に" || gap.starts_with('、') && gap.chars().count() <= 10;
    (place && !gap.contains(['。', '（', '）', 'は', 'が'])).then_some(birth.view.end + at + "生まれ".len())
}

/// Whether an age is that of the person whose birth stands beside it; whether it is the age reached this year.
fn beside(report: &Report, birth: &Mention<Dated>, end: usize, m: &Mention<Quantity>) -> Option<bool> {
    let view = &report.record.reading.view;
    let sentence = |i: u32| view.sentence(i as usize);
    let dead = [birth.sentence, m.sentence].iter().any(|s| WORDS.any_in(sentence(*s), Use::OtherAge));
    if dead || m.value.amount.modifier.is_some() {
        return None;
    }
    let after = &view.text[m.view.end..];
    let gap = if m.view.start >= end {
        &view.text[end..m.view.start]
    } else {
        view.text.get(m.view.end..birth.view.start)?
    };
    let this_year = WORDS.any_in(gap, Use::ThisYear);
    let told = WORDS.words(Use::ThisYear).chain(WORDS.words(Use::Told));
    let rest = told.fold(gap.to_owned(), |rest, word| rest.replace(word, ""));
    let joined = gap.chars().count() <= 8 && rest.chars().all(|c| "の、。（）はで・だっ た歳＝=".contains(c));
    // 25歳で渡米した is an age of the past
    let stands = m.view.start < end || after.is_empty() || WORDS.begins(after, Use::AgeToday);
    let then = WORDS.begins(after, Use::AgeThen);
    (joined && stands && !then).then_some(this_year)
}

fn compare(report: &mut Report, birth: &Mention<Dated>, age: &Mention<Quantity>, today: Date, this_year: bool) {
    let span = birth.value.time.span;
    let stated = age.value.amount.value.as_ref().and_then(ToPrimitive::to_i64);
    let (Some(first), Some(last), Some(stated)) = (span.lower, span.upper, stated) else { return report.skips() };
    // an article may have been written a month before it came out
    let written = today.saturating_sub(Span::new().months(1));
    let low = full_years(last.date(), written);
    let high = full_years(first.date(), today).max(if this_year { i64::from(today.year() - first.year()) } else { 0 });
    if (low..=high).contains(&stated) {
        return report.holds();
    }
    let off = if stated < low { low - stated } else { stated - high };
    if off > PAST {
        return report.skips();
    }
    let now = full_years(last.date(), today);
    let should = if now == high { format!("{now}歳") } else { format!("{now}歳か{high}歳") };
    let text = &report.record.document.text;
    let (b, a) = (birth.span.of(text), age.span.of(text));
    let on = format!("{}年{}月{}日", today.year(), today.month(), today.day());
    let message = format!("「{b}」生まれは{on}に{should}で、「{a}」と合いません");
    let place = report.place(age.span, format!("計算では{should}"));
    let related = vec![report.place(birth.span, "生年月日")];
    let difference = (stated - now).to_string();
    let years = i64::from(first.year()) + now - stated;
    let finding = report.fails(place, related, message);
    finding.difference = difference;
    finding.suggestion = format!("{should}にするか、生まれた年を{years}年にする");
}

/// Birthdays from `birth` to `day`.
fn full_years(birth: Date, day: Date) -> i64 {
    let before = (day.month(), day.day()) < (birth.month(), birth.day());
    i64::from(day.year() - birth.year()) - i64::from(before)
}
