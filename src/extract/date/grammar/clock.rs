//! Clock times and parts of the day.

use super::raw::{Clock, Raw};
use crate::extract::cursor::Cursor;
use crate::lexicon::{Class, Part, Phrases, Table, table, word_at};
/// After a number and 時, which are no time of the day then.
static WORDS: Table<Phrases> = table!("clock.csv", Phrases::new);

/// A part of the day, a clock time, or both.
pub(crate) fn time(c: &mut Cursor, raw: &mut Raw, dated: bool) -> bool {
    let start = c.at;
    let mut part = None;
    if let Some((word, len)) =
        word_at(c.rest()).filter(|(w, n)| w.class == Class::Part && !c.rest()[*n..].starts_with(['刊', '食', '市']))
    {
        part = Part::of(word);
        c.at += len;
        c.eat("の");
    }
    if let Some(mut clock) = clock(c, part.or(raw.part)) {
        clock.halved |= part.or(raw.part).is_some();
        raw.clock = Some(clock);
        raw.part = None;
        return true;
    }
    if part.is_some() && dated {
        if c.before().ends_with('の') {
            c.at -= "の".len();
        }
        raw.part = part;
        return true;
    }
    c.at = start;
    false
}

/// 11時25分, 23時半, 0:02, 11:58:30, 正午, 11:10 PM, PM11時.
pub(crate) fn clock(c: &mut Cursor, part: Option<Part>) -> Option<Clock> {
    let mut ahead = *c;
    if ahead.eat("正午") {
        *c = ahead;
        return Some(Clock { hour: 12, minute: Some(0), second: None, halved: false });
    }
    let latin = |c: &Cursor| c.before().ends_with(|p: char| p.is_ascii_alphanumeric() && p != 'T' || p == ':');
    if latin(&ahead) {
        return None;
    }
    let before = half(&mut ahead);
    let mut read = colons(ahead).or_else(|| hours(ahead))?;
    let after = if before.is_none() { half(&mut read.1) } else { None };
    let (mut clock, ahead) = read;
    let hour = i64::from(clock.hour);
    clock.hour = match (before.or(after), part) {
        // English counts 12 AM as midnight; 午前12時 is noon by custom and by 明治5年太政官布告337号
        (Some(12), _) | (Some(0), _) if hour == 12 => {
            if before.or(after) == Some(0) {
                0
            } else {
                12
            }
        }
        (Some(plus), _) if hour < 12 => clock.hour + plus,
        (_, Some(p)) if hour == 12 && p.code == "TNI" => 24,
        (_, Some(p)) if p.code == "TNI" && hour < 6 => clock.hour,
        (_, Some(p)) if hour < 12 => clock.hour + p.plus,
        _ => clock.hour,
    };
    clock.halved = before.or(after).is_some();
    *c = ahead;
    Some(clock)
}

/// AM or PM: the hours it adds.
fn half(c: &mut Cursor) -> Option<i8> {
    let mut ahead = *c;
    ahead.skip_blanks();
    let len = ["a.m.", "p.m.", "am", "pm"]
        .iter()
        .find(|w| ahead.rest().get(..w.len()).is_some_and(|r| r.eq_ignore_ascii_case(w)))?
        .len();
    let plus = if ahead.rest().starts_with(['p', 'P']) { 12 } else { 0 };
    ahead.at += len;
    if ahead.rest().starts_with(|n: char| n.is_ascii_alphabetic()) {
        return None;
    }
    *c = ahead;
    c.skip_blanks();
    if !c.rest().starts_with(|n: char| n.is_ascii_digit()) {
        *c = ahead;
    }
    Some(plus)
}

/// 23:30, 11:58:30.
fn colons(mut c: Cursor) -> Option<(Clock, Cursor)> {
    let hour = c.digits(1, 2).filter(|h| *h <= 30)?;
    c.eat_any(&[":", "："])?;
    let minute = c.digits(2, 2).filter(|m| *m < 60)?;
    let mut clock = Clock { hour: hour as i8, minute: Some(minute as i8), second: None, halved: false };
    let mut seconds = c;
    if seconds.eat_any(&[":", "："]).is_some()
        && let Some(s) = seconds.digits(2, 2).filter(|s| *s < 60)
    {
        clock.second = Some(s as i8);
        c = seconds;
    }
    Some((clock, c))
}

/// 11時25分30秒, 23時半.
fn hours(mut c: Cursor) -> Option<(Clock, Cursor)> {
    let hour = c.count(0, 30, &["時"])?;
    if WORDS.begins(c.rest()) {
        return None;
    }
    let mut clock = Clock { hour: hour as i8, minute: None, second: None, halved: false };
    if c.sees(&["半"]) && !c.sees(&["半ば", "半分", "半期"]) {
        c.eat("半");
        clock.minute = Some(30);
    } else if let Some(m) = c.count(0, 59, &["分"]) {
        clock.minute = Some(m as i8);
        clock.second = c.count(0, 59, &["秒"]).map(|s| s as i8);
    }
    c.eat("台");
    Some((clock, c))
}
