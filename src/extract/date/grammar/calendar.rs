//! Dates in the order they are written, each part optional: 2018年1月26日, 昨年末, 来週の金曜日, 元日.

use super::form::FormReader;
use super::named_day::{NamedDay, named_day_at};
use super::parts::{portion, ten_days};
use super::raw::{Form, Raw};
use super::time_words::{Meaning, Origin, Relative, time_word_at};
use super::written_date::{Day, Field, Month, MonthPart, Period, WrittenYear, Year, YearPart};
use super::written_time::Time;
use super::year::{self, Found};
use super::{day, weekday};
use crate::extract::cursor::Cursor;
use crate::extract::number;
use crate::lexicon::{Table, Uses, table};
use crate::text::is_noun_char;
use serde::Deserialize;

/// What a word of `calendar.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// After a number and 月, which are no month then, or one that other readers take: 1月号, 3月期.
    NoMonth,
    /// After the name of a day, which is no part of a longer word then: クリスマス前, but not クリスマス商戦.
    DayGoesOn,
}

static WORDS: Table<Uses<Use>> = table!("calendar.csv", Uses::new);

/// How the form is found.
pub(crate) const FORM: FormReader = FormReader {
    file: file!(),
    examples: &[
        "西暦645年",
        "紀元前3年",
        "BC300年",
        "翌28日",
        "'18年",
        "2018年",
        "2015〜18年",
        "2015、16年",
        "2021秋",
        "1月",
        "26日",
        "13〜15日",
        "13、14日",
        "13・14日",
        "月曜日",
        "第3水曜日",
        "最終金曜日",
    ],
    begins: &[year::BEGINS, day::BEGINS, weekday::BEGINS],
    after_number: || [year::AFTER_NUMBER, "月", day::AFTER_NUMBER].concat(),
    read,
};

/// Reads a date.
pub(crate) fn read(c: &mut Cursor) -> Option<Raw> {
    let form = match year::read(c) {
        Some(Found::Year(year)) => in_year(c, year),
        Some(Found::Years(first, last)) => Form::Period(Period::Years(first, last)),
        Some(Found::Season(year, season)) => Form::Period(Period::Year(year, Some(YearPart::Season(season)))),
        Some(Found::Date(year, month, day)) => {
            Form::Day(Day::of_month(Some(Field::Is(WrittenYear::Full(year))), month, day), None)
        }
        None => without_year(c)?,
    };
    Some(Raw::new(form))
}

/// Reads what stands after a year: the name of a day, a month, a part of the year, or nothing.
fn in_year(c: &mut Cursor, year: Year) -> Form {
    let mut ahead = *c;
    ahead.eat("の");
    if let Some(day) = named(&mut ahead) {
        *c = ahead;
        return Form::Day(Day::Named { year: Some(year), day }, None);
    }
    // 2018年 9月 07日
    ahead.skip_blanks();
    if let Some(month) = month(&mut ahead) {
        *c = ahead;
        return in_month(c, Month { year: Some(year), month });
    }
    let part = portion(&mut ahead).map(YearPart::Portion).or_else(|| season(&mut ahead));
    if part.is_some() {
        *c = ahead;
    }
    Form::Period(Period::Year(year, part))
}

/// Reads a date without a year.
fn without_year(c: &mut Cursor) -> Option<Form> {
    if let Some(day) = named(c) {
        return Some(Form::Day(Day::Named { year: None, day }, None));
    }
    if let Some((nth, weekday)) = weekday::of_month(c) {
        let month = Field::At(Relative { origin: Origin::Discourse, steps: 0 });
        return Some(Form::Day(Day::NthWeekday { month: Month { year: None, month }, nth, weekday }, None));
    }
    // 2019年2月 and then 同7月
    let same = c.before().ends_with('同').then_some(Field::At(Relative { origin: Origin::Discourse, steps: 0 }));
    if let Some(month) = month(c) {
        return Some(in_month(c, Month { year: same.filter(|_| matches!(month, Field::Is(_))), month }));
    }
    if let Some((day, part)) = day::read(c, None) {
        return Some(Form::Day(day, part.map(Time::Part)));
    }
    week(c).or_else(|| weekday::named(c).map(|weekday| Form::Day(Day::Weekday(weekday), None)))
}

/// Reads what stands after a month: one of its weekdays, a part of it, a day, or nothing.
fn in_month(c: &mut Cursor, month: Month) -> Form {
    let mut ahead = *c;
    ahead.eat("の");
    ahead.skip_blanks();
    let form = if let Some((nth, weekday)) = weekday::of_month(&mut ahead) {
        Form::Day(Day::NthWeekday { month, nth, weekday }, None)
    } else if let Some(portion) = portion(&mut ahead) {
        Form::Period(Period::Month(month, Some(MonthPart::Portion(portion))))
    } else if let Some(ten_days) = ten_days(&mut ahead) {
        Form::Period(Period::Month(month, Some(MonthPart::TenDays(ten_days))))
    } else if let Some((day, _)) = day::read(&mut ahead, Some(month)) {
        Form::Day(day, None)
    } else {
        return Form::Period(Period::Month(month, None));
    };
    *c = ahead;
    form
}

/// Reads the name of a day: 元日, クリスマス, but not クリスマス商戦 or 正月飾り.
fn named(c: &mut Cursor) -> Option<&'static NamedDay> {
    let (day, len) = named_day_at(c.rest())?;
    let rest = &c.rest()[len..];
    let next = rest.chars().next();
    let compound = next.is_some_and(is_noun_char) && !next.is_some_and(number::can_start);
    if compound && !WORDS.begins(rest, Use::DayGoesOn) {
        return None;
    }
    c.at += len;
    Some(day)
}

/// Reads 1月, 先月.
fn month(c: &mut Cursor) -> Option<Field<i8>> {
    if let Some((word, len)) = time_word_at(c.rest())
        && let Meaning::Month(month) = word.meaning
    {
        c.at += len;
        return Some(Field::At(month));
    }
    let mut ahead = *c;
    let month = ahead.count(1, 12, &["月"])?;
    if WORDS.begins(ahead.rest(), Use::NoMonth) {
        return None;
    }
    *c = ahead;
    Some(Field::Is(month as i8))
}

/// Reads 春.
fn season(c: &mut Cursor) -> Option<YearPart> {
    let (word, len) = time_word_at(c.rest())?;
    let Meaning::Season(season) = word.meaning else { return None };
    c.at += len;
    Some(YearPart::Season(season))
}

/// Reads 来週, 来週の金曜日, 来週13日.
fn week(c: &mut Cursor) -> Option<Form> {
    let (word, len) = time_word_at(c.rest())?;
    let Meaning::Week(week) = word.meaning else { return None };
    c.at += len;
    let mut ahead = *c;
    ahead.eat("の");
    let form = if let Some(weekday) = weekday::beside_date(&mut ahead) {
        Form::Day(Day::WeekdayInWeek { week, weekday }, None)
    } else if let Some(days) = day::numbered(&mut ahead, true) {
        Form::Day(Day::NumberedInWeek { week, days, weekday: None }, None)
    } else {
        return Some(Form::Period(Period::Week(week)));
    };
    *c = ahead;
    Some(form)
}
