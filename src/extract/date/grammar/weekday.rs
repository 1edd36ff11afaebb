//! Days of the week: 月曜日, （金）, 第3水曜日, (Thursday).

use crate::extract::cursor::Cursor;
use crate::lexicon::{Table, Uses, table};
use crate::value::weekday_of;
use jiff::civil::Weekday;
use serde::Deserialize;

/// What a word of `weekday.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// In the brackets of a weekday, after a separator: 月・祝.
    Holiday,
    /// Before a weekday, of which it is the last of the month.
    Last,
}

static WORDS: Table<Uses<Use>> = table!("weekday.csv", Uses::new);

/// First characters of weekdays: 月曜, 第3水曜日, 最終金曜日.
pub(crate) const BEGINS: &str = "月火水木金土日第最";

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

/// Reads a weekday with 曜: 月曜日, 月曜.
pub(crate) fn named(c: &mut Cursor) -> Option<Weekday> {
    let mut ahead = *c;
    let day = kanji(&mut ahead)?;
    if !ahead.eat("曜") {
        return None;
    }
    ahead.eat("日");
    *c = ahead;
    Some(day)
}

/// Reads a weekday as it stands beside a date: （金）, （金・祝）, （Fri）, 金曜日.
pub(crate) fn beside_date(c: &mut Cursor) -> Option<Weekday> {
    let mut ahead = *c;
    ahead.skip_blanks();
    if let Some(day) = named(&mut ahead) {
        *c = ahead;
        return Some(day);
    }
    ahead.eat_any(&["（", "［", "[", "<", "〈"])?;
    let day = kanji(&mut ahead).or_else(|| english(&mut ahead))?;
    ahead.eat("曜");
    ahead.eat("日");
    if ahead.eat_any(&["・", "/", "、", " "]).is_some()
        && let Some(rest) = WORDS.after(ahead.rest(), Use::Holiday)
    {
        ahead.move_to(rest);
    }
    ahead.eat_any(&["）", "］", "]", ">", "〉"])?;
    *c = ahead;
    Some(day)
}

/// Reads a weekday of a month and which it is, -1 the last: 第3水曜日, 第2の日曜, 最終金曜日.
pub(crate) fn of_month(c: &mut Cursor) -> Option<(i8, Weekday)> {
    let mut ahead = *c;
    let nth = if ahead.eat("第") {
        let n = ahead.number()?.int().filter(|n| (1..=5).contains(n))?;
        ahead.eat("の");
        n as i8
    } else {
        let rest = WORDS.after(ahead.rest(), Use::Last)?;
        ahead.move_to(rest);
        -1
    };
    let day = named(&mut ahead)?;
    *c = ahead;
    Some((nth, day))
}
