//! Durations, and points a duration away: 8時間半, 1年9カ月, 3年ぶり, 42分後, 半年前, 24-48 時間.

use super::measure::{Length, half};
use super::parse::DASHES;
use super::raw::{Raw, Shape};
use super::year::says_year;
use crate::extract::cursor::Cursor;
use crate::extract::number::Numeral;
use crate::lexicon::{
    LengthUnit, MarkUse, Table, UnitClass, Uses, hedge_before_at, hedges_after, length_at, mark_at, mark_before, table,
    unit_at,
};
use crate::text::is_hiragana;
use crate::value::Modifier;
use serde::Deserialize;

/// What a word of `length.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// After a number, 分 as the start of another word.
    NoMinute,
    /// After a year or a thing named after one, which is no length then.
    OfYear,
    /// Before a number and 年, which are a class of a school then.
    School,
    /// After a number and 年: 前 and 後 as the start of another word.
    NoAgo,
}

static WORDS: Table<Uses<Use>> = table!("length.csv", Uses::new);

/// A length as read, before what stands around it decides whether it is one.
struct Found {
    length: Length,
    upper: Option<Length>,
    /// Its only unit is a point in time too (3日, 29年4月).
    bare: bool,
    /// It is two digits and 年, and what follows makes them a year (15年は) rather than a length.
    year: bool,
}

pub(crate) fn read(c: &mut Cursor) -> Option<Raw> {
    let mut ahead = *c;
    let softened = before(&mut ahead);
    let found = lengths(&mut ahead)?;
    if let Some(raw) = away(ahead, &found, c) {
        return Some(raw);
    }
    let Found { length, upper, bare, year } = found;
    let mut modifier = None;
    let mut marked = false;
    while let Some((m, len)) = hedge(&ahead) {
        ahead.at += len;
        modifier = modifier.or(Some(m));
        marked = true;
    }
    let hint = || mark_at(ahead.rest(), MarkUse::Hint).filter(|_| !year && !ahead.before().ends_with('日'));
    if let Some((mark, len)) = mark_at(ahead.rest(), MarkUse::Length).or_else(hint) {
        marked = true;
        modifier = modifier.or(mark.modifier);
        if mark.inside {
            ahead.at += len;
        }
    }
    // 1分目 and 1秒目 count nothing
    if ahead.before().ends_with('目') && length.has_time() && length.hours == 0 {
        return None;
    }
    let repeated = ahead.eat_any(&["おき", "ごと", "置き", "毎"]).is_some();
    // 3泊4日
    let spoken = marked || repeated || super::calendar::rate_before(c) || softened.is_some() || daily(&ahead, &length);
    if ahead.sees(&["も早"]) || bare && !spoken {
        return None;
    }
    let mut raw = Raw::new(if repeated { Shape::Set(length.iso()) } else { Shape::Duration(length, upper) });
    raw.modifier = modifier.or(softened.flatten());
    *c = ahead;
    Some(raw)
}

/// 約, およそ, 丸, 足かけ before a length; the modifier they give it, if any.
fn before(c: &mut Cursor) -> Option<Option<Modifier>> {
    let (modifier, len) = match mark_at(c.rest(), MarkUse::Before) {
        Some((mark, len)) => (mark.modifier, len),
        None => hedge_before_at(c.rest()).map(|(h, len)| (Some(h.modifier), len))?,
    };
    c.at += len;
    c.skip_blanks();
    Some(modifier)
}

/// 程度, ほど, 余り, 以上 after a length.
fn hedge(c: &Cursor) -> Option<(Modifier, usize)> {
    hedges_after(c.rest()).map(|(h, len)| (h.modifier, len))
}

/// A point a length away: 3日後, 2年半ほど前, 2週間後の月曜日. Moves `c` when it is one.
fn away<'a>(from: Cursor<'a>, found: &Found, c: &mut Cursor<'a>) -> Option<Raw> {
    let mut ahead = from;
    let mut modifier = None;
    if let Some((m, len)) = hedge(&ahead).filter(|_| !ahead.sees(&["前後"])) {
        ahead.at += len;
        modifier = Some(m);
    }
    let back = ahead.eat("前");
    // 半年先 is a length ahead, 2週先の日曜日 a day
    let weeks_ahead =
        |c: &Cursor| c.sees(&["先の"]) && super::weekday::long(&mut Cursor::new(c.text, c.at + "先の".len())).is_some();
    if !back && ahead.eat_any(&["後", "のち"]).is_none() && !(weeks_ahead(&ahead) && ahead.eat("先")) {
        return None;
    }
    // 前年, 後半, 前後 are words of their own
    if ahead.sees(&["後", "半", "期", "年", "日", "週"]) && (back || ahead.sees(&["半", "期"])) {
        return None;
    }
    // その3日前, 開幕の3日前 are counted from what was spoken of
    let spoken =
        c.before().ends_with("その") || c.before().ends_with('の') && found.length.days + found.length.weeks > 0;
    let from_document = back && !found.length.has_time() && !spoken;
    let mut raw = Raw::new(Shape::Shift { length: found.length.clone(), back, from_document });
    raw.modifier = modifier;
    let mut day = ahead;
    day.eat("の");
    if found.length.weeks > 0
        && let Some(weekday) = super::weekday::long(&mut day)
    {
        raw.weekday = Some(weekday);
        ahead = day;
    }
    *c = ahead;
    Some(raw)
}

/// 1日3リットル, 1日に約3リットル: a day followed by an amount is the day a rate is for. 1日に3人 is as well the 1st.
fn daily(c: &Cursor, length: &Length) -> bool {
    let mut ahead = *c;
    let day = length.is_one_day();
    let by = day && ahead.eat("に");
    if by {
        before(&mut ahead);
    }
    day && ahead.number().is_some()
        && !ahead.sees(&["時", ":", "：", "日", "月"])
        && (!by || unit_at(ahead.rest()).is_some_and(|(unit, _)| unit.class == UnitClass::Measure))
}

/// A length, or a range of two with a shared unit.
fn lengths(c: &mut Cursor) -> Option<Found> {
    if let Some((word, len)) = length_at(c.rest()).filter(|(w, _)| w.count.is_some()) {
        c.at += len;
        let length = Length::of(word.count.as_ref()?, word.unit)?;
        return Some(Found { length, upper: None, bare: false, year: false });
    }
    if let Some(found) = range(c) {
        return found;
    }
    let mut total = Length::default();
    let before = c.before();
    // few lengths come to the question
    let term = || mark_before(before, MarkUse::Term);
    let (mut bare, mut year, mut parts) = (false, false, 0);
    let mut last = None;
    loop {
        let mut ahead = *c;
        // 3割4分5厘 is no time
        let Some(n) = ahead.number().filter(|_| !c.before().ends_with('割')) else { break };
        ahead.skip_blanks();
        let of_term = |c: &mut Cursor| {
            (last == Some(LengthUnit::Year) && term() && c.eat("月")).then_some((LengthUnit::Month, false))
        };
        let Some((unit, only)) = unit(&mut ahead, &n).or_else(|| of_term(&mut ahead)) else { break };
        // 1日1時間 is a rate, 3時間2日 two lengths
        if last.is_some_and(|l| unit <= l) || parts == 1 && total.is_one_day() && unit > LengthUnit::Day {
            break;
        }
        let halved =
            !n.decimal && n.vague.is_none() && half(unit) && ahead.sees(&["半"]) && !ahead.sees(&["半ば", "半分"]);
        let part = if halved {
            ahead.eat("半");
            Length::of(&(n.value.decimal() + crate::value::Decimal::new(5.into(), 1)), unit)
        } else {
            Length::from_numeral(&n, unit)
        };
        let Some(part) = part else { break };
        if unit == LengthUnit::Minute && ahead.before().ends_with('分') && is_word_of_分(&ahead) {
            break;
        }
        if unit == LengthUnit::Year && only && parts == 0 && year_of_something(&ahead, &n) {
            break;
        }
        let part = hundredths(&mut ahead, unit, &n).unwrap_or(part);
        total.add(&part);
        *c = ahead;
        // 3年 alone is a length, 3日 and 21世紀 alone are points; 29年4月 is no length
        let month_follows = || ahead.clone().count(1, 12, &["月"]).is_some() && !term();
        year = parts == 0 && unit == LengthUnit::Year && n.digits == 2 && says_year(&ahead, &n);
        let point = only && !halved && (unit != LengthUnit::Year || month_follows() || year);
        bare = point && parts == 0 && n.vague.is_none();
        (parts, last) = (parts + 1, Some(unit));
        c.eat("と");
    }
    if parts > 0 && c.before().ends_with('と') {
        c.at -= "と".len();
    }
    (parts > 0).then_some(Found { length: total, upper: None, bare, year })
}

/// 10秒08: a record in hundredths of a second.
fn hundredths(c: &mut Cursor, unit: LengthUnit, n: &Numeral) -> Option<Length> {
    let mut ahead = *c;
    let digits = ahead.digits(1, 2).filter(|_| unit == LengthUnit::Second && !n.decimal)?;
    let width = ahead.at - c.at;
    if ahead
        .rest()
        .starts_with(|p: char| p.is_alphanumeric() && !is_hiragana(p) && p != '差' || matches!(p, '.' | ',' | ':'))
    {
        return None;
    }
    *c = ahead;
    Length::of(&(n.value.decimal() + crate::value::Decimal::new(digits.into(), width as i64)), unit)
}

/// 24-48 時間, 3〜5年, 2、3日, 1から2日. `Some(None)` where two numbers stand there and are no lengths.
fn range(c: &mut Cursor) -> Option<Option<Found>> {
    let mut ahead = *c;
    let first = ahead.number()?;
    let mut left = ahead;
    let _ = unit(&mut left, &first);
    let own_unit = left.at > ahead.at;
    let mut between = left;
    between.skip_blanks();
    let listed = !own_unit && between.eat_any(&["、", ",", "から"]).is_some();
    if !listed && between.eat_any(&DASHES).is_none() {
        return None;
    }
    between.skip_blanks();
    let second = between.number()?;
    between.skip_blanks();
    // 山本社長（58、1964年5月生まれ） lists an age and a year
    if listed && (!first.value.is_less_than(&second.value) || second.digits > first.digits + 1) {
        return None;
    }
    let read = || {
        let mut end = between;
        let (right, bare) = unit(&mut end, &second)?;
        // 13〜15日, 2015〜2018年 are ranges of dates, unless a mark follows
        let marked = || {
            mark_at(end.rest(), MarkUse::Length).is_some()
                || hedge(&end).is_some() && !end.sees(&["以上", "以下"])
                || end.sees(&["前", "後", "おき", "ごと"])
        };
        if end.sees(&["代"]) {
            return None;
        }
        if bare && (right == LengthUnit::Day || first.digits >= 4 || right == LengthUnit::Century) && !marked() {
            return None;
        }
        let left_unit = if own_unit { unit(&mut { ahead }, &first)?.0 } else { right };
        Some((Length::from_numeral(&first, left_unit)?, Length::from_numeral(&second, right)?, end.at))
    };
    match read() {
        Some((length, upper, at)) => {
            c.at = at;
            Some(Some(Found { length, upper: Some(upper), bare: false, year: false }))
        }
        None if own_unit => None,
        None => Some(None),
    }
}

/// 分 as the start of another word: 3分の1, 分野, 分かる.
fn is_word_of_分(c: &Cursor) -> bool {
    let fraction = c.sees(&["の"]) && c.rest()["の".len()..].starts_with(crate::extract::number::can_start);
    fraction || WORDS.begins(c.rest(), Use::NoMinute)
}

/// A year or a thing named after one: 2018年, 30年度, 98年生まれ.
fn year_of_something(c: &Cursor, n: &Numeral) -> bool {
    let long = n.digits == 4 || n.kanji && n.value.to_i64().is_some_and(|v| v >= 1000) && !n.scaled;
    let start = c.text[..c.at].trim_end_matches('年').trim_end_matches(|d: char| d.is_ascii_digit());
    let grade = WORDS.ends(start, Use::School);
    let zero = n.value.to_i64() == Some(0) || grade;
    let mark = |place| mark_at(c.rest(), place).is_some();
    let spoken = mark(MarkUse::Length)
        || mark(MarkUse::Hint)
        || c.sees(&["前", "後"]) && !WORDS.begins(c.rest(), Use::NoAgo)
        || hedge(c).is_some();
    zero || long && !spoken || WORDS.begins(c.rest(), Use::OfYear)
}

/// The unit at the cursor, and whether number and unit alone may be a point in time.
fn unit(c: &mut Cursor, n: &Numeral) -> Option<(LengthUnit, bool)> {
    let (word, len) = length_at(c.rest()).filter(|(w, _)| w.count.is_none())?;
    // 3日齢 is an age, 10年債 a bond, 1年2組 a class
    let after = &c.rest()[len..];
    let class = after.starts_with(|d: char| d.is_ascii_digit())
        && after.trim_start_matches(|d: char| d.is_ascii_digit()).starts_with('組');
    if class || after.starts_with(['齢', '債', '物']) || after.starts_with("問題") {
        return None;
    }
    // 十分, 一分 without a digit are words more often than lengths; 二十分 and 十分前 are lengths
    let plainly = || n.value.to_i64().is_some_and(|v| v >= 20) || c.rest()[len..].starts_with(['前', '後']);
    if word.surface == "分" && n.kanji && n.vague.is_none() && !plainly() {
        return None;
    }
    // 3月 is a month of the year, 数月 a length
    if word.surface == "月" && n.vague.is_none() {
        return None;
    }
    c.at += len;
    // no month has 83 days, and no stay of 1〜14日 is a date
    let bare = word.bare && !(word.surface == "日" && n.value.to_i64().is_some_and(|v| v > 31));
    Some((word.unit, bare))
}
