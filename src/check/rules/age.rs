//! See `age.md`.

use crate::check::Report;
use crate::check::figures::passage::{Figure, Passage, value};
use crate::corpus::PublishedFrom;
use crate::extract::Mention;
use crate::extract::date::Dated;
use crate::lexicon::{Table, Uses, table};
use crate::text::head;
use crate::value::{AmountKind, Granularity};
use bigdecimal::ToPrimitive;
use jiff::{Span, civil::Date};
use serde::Deserialize;

/// What a word of `age.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// After a date of birth.
    Born,
    /// The label of a date of birth.
    BirthLabel,
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

/// Years between the age stated and the age computed from which on the text speaks of the past.
const PAST: i64 = 12;

/// Characters after a date of birth in which 生まれ ends: what stands further on belongs to another date.
const NEAR: usize = 13;

/// A date of birth.
#[derive(Clone, Copy)]
struct Birth<'a> {
    date: &'a Mention<Dated>,
    /// End of the date or of 生まれ after it, in bytes of the view.
    end: usize,
}

pub(super) fn check(report: &mut Report) {
    let record = report.record;
    if record.document.published_from == PublishedFrom::None {
        return;
    }
    let Some(today) = record.document.published else { return };
    let passage = Passage::new(record);
    for date in &record.dates {
        let Some(birth) = birth(passage, date) else { continue };
        let ages = passage.figures().iter().filter(|m| m.value.amount.kind == AmountKind::Age);
        match ages.into_iter().find_map(|m| beside(passage, birth, m).map(|this_year| (m, this_year))) {
            Some((age, this_year)) => compare(report, birth, age, today, this_year),
            None => report.skips(),
        }
    }
}

/// The birth on a date: 1945年5月生まれ; 1950年3月1日、東京都生まれ; 生年月日 2000年8月19日(24歳).
fn birth<'a>(passage: Passage, date: &'a Mention<Dated>) -> Option<Birth<'a>> {
    let text = &passage.record().reading.view.text;
    let after = text.get(date.view.end..)?;
    let label = text[..date.view.start].trim_end_matches([' ', '：', ':', '\n', '|', 'は']);
    if WORDS.ends(label, Use::BirthLabel) && after.starts_with('（') {
        return Some(Birth { date, end: date.view.end });
    }
    let fine = matches!(date.value.time.granularity, Granularity::Year | Granularity::Month | Granularity::Day);
    let near = head(after, NEAR);
    let at = WORDS.find(near, Use::Born).filter(|_| fine)?;
    let (gap, rest) = near.split_at(at);
    let place = gap.is_empty() || gap == "に" || gap.starts_with('、') && gap.chars().count() <= 10;
    let end = date.view.end + near.len() - WORDS.after(rest, Use::Born)?.len();
    (place && !gap.contains(['。', '（', '）', 'は', 'が'])).then_some(Birth { date, end })
}

/// If an age is that of the person whose birth stands beside it: whether it is the age reached this year.
fn beside(passage: Passage, birth: Birth, m: Figure) -> Option<bool> {
    let view = &passage.record().reading.view;
    let other =
        [birth.date.sentence, m.sentence].iter().any(|s| WORDS.any_in(view.sentence(*s as usize), Use::OtherAge));
    if other || m.value.amount.modifier.is_some() {
        return None;
    }
    let follows = m.view.start >= birth.end;
    let gap = match follows {
        true => &view.text[birth.end..m.view.start],
        false => view.text.get(m.view.end..birth.date.view.start)?,
    };
    let this_year = WORDS.any_in(gap, Use::ThisYear);
    let told = WORDS.words(Use::ThisYear).chain(WORDS.words(Use::Told));
    let rest = told.fold(gap.to_owned(), |rest, word| rest.replace(word, ""));
    // 1966年生まれの看護師長、山田花子さん（58）
    let named = follows
        && gap.starts_with('の')
        && (gap.ends_with("さん（") || gap.ends_with("氏（"))
        && gap.chars().count() <= 24
        && !gap.contains(['は', 'が', 'を', '。', '）']);
    let joined = gap.chars().count() <= 8 && rest.chars().all(|c| "の、。（）はで・だっ た歳＝=".contains(c));
    // 25歳で渡米した is an age of the past
    let after = passage.rest(m);
    let stands = !follows || after.is_empty() || WORDS.begins(after, Use::AgeToday);
    let then = WORDS.begins(after, Use::AgeThen);
    ((joined || named) && stands && !then).then_some(this_year)
}

fn compare(report: &mut Report, birth: Birth, age: Figure, today: Date, this_year: bool) {
    let span = birth.date.value.time.span;
    let stated = value(age).and_then(ToPrimitive::to_i64);
    let (Some(first), Some(last), Some(stated)) = (span.lower, span.upper, stated) else { return report.skips() };
    // an article may have been written a month before it came out
    let written = today.saturating_sub(Span::new().months(1));
    let low = full_years(last.date(), written);
    let high = full_years(first.date(), today).max(if this_year { i64::from(today.year() - first.year()) } else { 0 });
    if (low..=high).contains(&stated) {
        return report.holds();
    }
    let off = if stated < low { low - stated } else { stated - high };
    if stated < low && off > PAST {
        return report.skips();
    }
    let now = full_years(last.date(), today);
    let should = if now == high { format!("{now}歳") } else { format!("{now}歳か{high}歳") };
    let text = &report.record.document.text;
    let (b, a) = (birth.date.span.of(text), age.span.of(text));
    let on = format!("{}年{}月{}日", today.year(), today.month(), today.day());
    let message = format!("「{b}」生まれは{on}に{should}で、「{a}」と合いません");
    let place = report.place(age.span, format!("計算では{should}"));
    let related = vec![report.place(birth.date.span, "生年月日")];
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
