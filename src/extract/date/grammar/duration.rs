//! Durations and points a duration away: 8時間半, 1年9カ月, 3年ぶり, 42分後, 半年前, 24-48 時間.

use super::day::rate_before;
use super::form::FormReader;
use super::length::Length;
use super::length_reader::{self, Found, every};
use super::marks::{MarkUse, mark_at};
use super::raw::{Form, Offset, Raw};
use super::time_words::Origin;
use super::weekday;
use crate::extract::cursor::Cursor;
use crate::lexicon::{UnitClass, hedge_before_at, hedges_after, unit_at};
use crate::value::Modifier;
use jiff::civil::Weekday;

/// How the form is found.
pub(crate) const FORM: FormReader = FormReader {
    file: file!(),
    examples: &[
        "3日間",
        "36時間",
        "5分間",
        "10秒08",
        "2週間",
        "3カ月",
        "24-48時間",
        "3〜5年",
        "2、3日間",
        "1から2日間",
    ],
    begins: &[],
    after_number: length_reader::after_number,
    read,
};

/// Reads a duration, a point a duration away or a time repeated after a duration.
pub(crate) fn read(c: &mut Cursor) -> Option<Raw> {
    let mut ahead = *c;
    let softened = before(&mut ahead);
    let found = length_reader::read(&mut ahead)?;
    if let Some(raw) = away(ahead, &found, c) {
        return Some(raw);
    }
    let Found { length, most, bare, year } = found;
    let hedge = hedges(&mut ahead);
    let mark = mark(&mut ahead, &length, year);
    // 1分目 and 1秒目 count nothing
    if ahead.before().ends_with('目') && length.has_time() && length.hours == 0 {
        return None;
    }
    let every = every(&mut ahead);
    let marked = hedge.is_some() || mark.is_some() || every || softened.is_some();
    // 3泊4日, 1日3リットル
    if bare && !marked && !rate_before(c) && !daily(&ahead, &length) && !since(c, &ahead) || ahead.sees(&["も早"]) {
        return None;
    }
    let modifier = hedge.or(mark.flatten()).or(softened.flatten());
    let form = if every { Form::Set(length.iso()) } else { Form::Duration { length, most } };
    *c = ahead;
    Some(Raw { form, modifier })
}

/// Steps over 約, およそ, 丸, 足かけ before a length; returns the modifier it gives, if any.
fn before(c: &mut Cursor) -> Option<Option<Modifier>> {
    let (modifier, len) = match mark_at(c.rest(), MarkUse::Before) {
        Some((mark, len)) => (mark.modifier, len),
        None => hedge_before_at(c.rest()).map(|(h, len)| (Some(h.modifier), len))?,
    };
    c.at += len;
    c.skip_blanks();
    Some(modifier)
}

/// 程度, ほど, 余り, 以上 after a length, with its length in bytes.
fn hedge(c: &Cursor) -> Option<(Modifier, usize)> {
    hedges_after(c.rest()).map(|(h, len)| (h.modifier, len))
}

/// Steps over all hedges after a length; returns the modifier of the first.
fn hedges(c: &mut Cursor) -> Option<Modifier> {
    let mut first = None;
    while let Some((modifier, len)) = hedge(c) {
        c.at += len;
        first = first.or(Some(modifier));
    }
    first
}

/// Reads the mark after a length, and steps over it where it belongs to the expression; returns its modifier, if any.
fn mark(c: &mut Cursor, length: &Length, year: bool) -> Option<Option<Modifier>> {
    // 13日も is a day, 20世紀も a century
    let point = year || c.before().ends_with('日') || c.before().ends_with("世紀") && length.years > 500;
    let hint = || mark_at(c.rest(), MarkUse::Hint).filter(|_| !point);
    let (mark, len) = mark_at(c.rest(), MarkUse::Length).or_else(hint)?;
    if mark.inside {
        c.at += len;
    }
    Some(mark.modifier)
}

/// Reads a point a length away: 3日後, 2年半ほど前, 2週間後の月曜日. `from` stands after the length; moves `c`, which
/// stands before it, where there is one.
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
        |c: &Cursor| c.sees(&["先の"]) && weekday::named(&mut Cursor::new(c.text, c.at + "先の".len())).is_some();
    if !back && ahead.eat_any(&["後", "のち"]).is_none() && !(weeks_ahead(&ahead) && ahead.eat("先")) {
        return None;
    }
    // 前年, 前倒し, 後半, 前後, 後ろ are words of their own
    if back && ahead.sees(&["後", "年", "日", "週", "倒"]) || ahead.sees(&["半", "期"]) || !back && ahead.sees(&["ろ"])
    {
        return None;
    }
    let weekday = weekday_after(&mut ahead, &found.length);
    let origin = origin(c, &found.length, back);
    *c = ahead;
    Some(Raw { form: Form::Offset(Offset { length: found.length.clone(), back, origin, weekday }), modifier })
}

/// What a point a length away is counted from; the cursor stands before the length.
fn origin(c: &Cursor, length: &Length, back: bool) -> Origin {
    // その3日前, 開幕の3日前 are counted from what was spoken of
    let spoken = c.before().ends_with("その") || c.before().ends_with('の') && length.days + length.weeks > 0;
    if back && !length.has_time() && !spoken { Origin::Document } else { Origin::Discourse }
}

/// Reads の月曜日 after weeks.
fn weekday_after(c: &mut Cursor, length: &Length) -> Option<Weekday> {
    let mut ahead = *c;
    ahead.eat("の");
    let weekday = (length.weeks > 0).then(|| weekday::named(&mut ahead))??;
    *c = ahead;
    Some(weekday)
}

/// Returns true if a length between the two cursors is counted from an event: 始めて3日で, 発売から3日で; but 1日から3日で is of two
/// days.
fn since(from: &Cursor, to: &Cursor) -> bool {
    let before = from.before();
    let event =
        before.strip_suffix("から").is_some_and(|b| !b.ends_with(['日', '月', '年', '時', '分']) && !b.is_empty());
    to.sees(&["で"]) && !to.sees(&["では"]) && (before.ends_with('て') || event)
}

/// Returns true if an amount follows one day, which is what a rate is for then: 1日3リットル, 1日に約3リットル, 1日で129億円.
/// 1日に3人 can as well be the 1st.
fn daily(c: &Cursor, length: &Length) -> bool {
    if !length.is_one_day() {
        return false;
    }
    let mut ahead = *c;
    let within = ahead.eat("で");
    let by = !within && ahead.eat("に");
    if by || within {
        before(&mut ahead);
    }
    ahead.number().is_some()
        && !ahead.sees(&["時", ":", "：", "日", "月"])
        && (!by || unit_at(ahead.rest()).is_some_and(|(unit, _)| unit.class == UnitClass::Measure))
}
