//! Clock times and parts of the day.

use super::cursor::Cursor;
use super::raw::{Clock, Raw};
use crate::lexicon::{Class, Part, word_at};

/// A part of the day, a clock time, or both.
pub(super) fn time(c: &mut Cursor, raw: &mut Raw, dated: bool) -> bool {
    let start = c.at;
    let mut part = None;
    if let Some((word, len)) =
        word_at(c.rest()).filter(|(w, n)| w.class == Class::Part && !c.rest()[*n..].starts_with(['刊', '食']))
    {
        part = Part::of(word);
        c.at += len;
        c.eat("の");
    }
    if let Some(clock) = clock(c, part.or(raw.part)) {
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

/// 11時25分, 23時半, 0:02, 11:58:30, 正午.
pub(super) fn clock(c: &mut Cursor, part: Option<Part>) -> Option<Clock> {
    let mut ahead = *c;
    if ahead.eat("正午") {
        *c = ahead;
        return Some(Clock { hour: 12, minute: Some(0), second: None });
    }
    let hour;
    let mut clock = Clock { hour: 0, minute: None, second: None };
    let mut colon = ahead;
    if let (Some(h), true, Some(m)) = (colon.digits(1, 2), colon.eat_any(&[":", "："]).is_some(), colon.digits(2, 2)) {
        if h > 30 || m > 59 || c.before().ends_with(|p: char| p.is_ascii_alphanumeric() || p == ':') {
            return None;
        }
        hour = h;
        clock.minute = Some(m as i8);
        ahead = colon;
        let mut seconds = colon;
        if seconds.eat(":")
            && let Some(s) = seconds.digits(2, 2).filter(|s| *s < 60)
        {
            clock.second = Some(s as i8);
            ahead = seconds;
        }
    } else {
        hour = ahead.count(0, 30, &["時"])?;
        if ahead.sees(&["間", "短", "給", "代"]) {
            return None;
        }
        if ahead.eat("半") {
            clock.minute = Some(30);
        } else if let Some(m) = ahead.count(0, 59, &["分"]) {
            clock.minute = Some(m as i8);
            clock.second = ahead.count(0, 59, &["秒"]).map(|s| s as i8);
        }
    }
    // 午前12時 and 夜12時 by custom: noon stays noon, the night's twelve is the day's end
    let plus = part.map_or(0, |p| p.plus);
    clock.hour = match (hour, part) {
        (12, Some(p)) if p.code == "TNI" => 24,
        (h, Some(p)) if p.code == "TNI" && h < 6 => h as i8,
        (h, _) if h < 12 => h as i8 + plus,
        (h, _) => h as i8,
    };
    *c = ahead;
    Some(clock)
}
