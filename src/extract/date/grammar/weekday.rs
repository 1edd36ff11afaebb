//! Days of the week: 月曜日, （金）, 第3水曜日, (Thursday).

use crate::extract::cursor::Cursor;
use crate::value::weekday_of;
use jiff::civil::Weekday;

/// Monday first.
const ENGLISH: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn kanji(c: &mut Cursor) -> Option<Weekday> {
    let first = c.peek()?;
    let day = weekday_of(first)?;
    c.at += first.len_utf8();
    Some(day)
}

/// Thursday, Thu.
fn english(c: &mut Cursor) -> Option<Weekday> {
    let len = c.rest().bytes().take_while(u8::is_ascii_alphabetic).count();
    let word = &c.rest()[..len];
    let at =
        ENGLISH.iter().position(|name| word.eq_ignore_ascii_case(name) || word.eq_ignore_ascii_case(&name[..3]))?;
    c.at += len;
    Weekday::from_monday_zero_offset(i8::try_from(at).ok()?).ok()
}

/// 月曜日, 月曜.
pub(crate) fn long(c: &mut Cursor) -> Option<Weekday> {
    let mut ahead = *c;
    let day = kanji(&mut ahead)?;
    if !ahead.eat("曜") {
        return None;
    }
    ahead.eat("日");
    *c = ahead;
    Some(day)
}

/// （金）, （金・祝）, （金曜日）, （Fri）, 金曜日.
pub(crate) fn any(c: &mut Cursor) -> Option<Weekday> {
    let mut ahead = *c;
    ahead.skip_blanks();
    if let Some(day) = long(&mut ahead) {
        *c = ahead;
        return Some(day);
    }
    ahead.eat_any(&["（", "［", "[", "<", "〈"])?;
    let day = kanji(&mut ahead).or_else(|| english(&mut ahead))?;
    ahead.eat("曜");
    ahead.eat("日");
    if ahead.eat_any(&["・", "/", "、", " "]).is_some() {
        ahead.eat_any(&["祝日", "祝", "休日", "休", "振替休日", "振休"]);
    }
    ahead.eat_any(&["）", "］", "]", ">", "〉"])?;
    *c = ahead;
    Some(day)
}

/// 第3水曜日, 第2の日曜, 最終金曜日, 最後の金曜日: which of the month (-1 the last), and the weekday.
pub(crate) fn nth(c: &mut Cursor) -> Option<(i8, Weekday)> {
    let mut ahead = *c;
    let nth = if ahead.eat("第") {
        let n = ahead.number()?.int().filter(|n| (1..=5).contains(n))?;
        ahead.eat("の");
        n as i8
    } else {
        ahead.eat_any(&["最終", "最後の"])?;
        -1
    };
    let day = long(&mut ahead)?;
    *c = ahead;
    Some((nth, day))
}
