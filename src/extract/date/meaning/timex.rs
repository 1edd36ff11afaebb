//! The `timex` column: what the words of an expression say by themselves.

use super::super::grammar::raw::{Clock, Field, Raw, Sub};
use crate::value::push_padded;

/// What the words say by themselves: a TIMEX3 value with X for what is not written, as BCCWJ-TimeBank's
/// `valueFromSurface` has it (小西ほか 2013).
pub(crate) fn written(raw: &Raw) -> String {
    let out = &mut String::with_capacity("XXXX-01-26T23:30:00".len());
    if raw.has_date() || raw.sub.is_some() {
        match raw.year {
            Some(Field::Is(y)) if raw.short_year => {
                out.push_str("XX");
                put(out, y, 2);
            }
            Some(Field::Is(y)) if y > 0 => put(out, y, 4),
            Some(Field::Is(y)) => {
                out.push_str("BC");
                put(out, 1 - y, 4);
            }
            _ => out.push_str("XXXX"),
        }
        let before_common_era = matches!(raw.year, Some(Field::Is(y)) if y <= 0);
        if let Some(Sub::Season(_, code)) = raw.sub {
            out.push('-');
            out.push_str(code);
        } else if let (Some(_), None, None) | (None, Some(_), None) =
            (raw.week, raw.weekday.filter(|_| raw.nth.is_none()), raw.day)
        {
            out.push_str("-WXX");
            if let Some(w) = raw.weekday {
                out.push('-');
                put(out, w.to_monday_one_offset(), 1);
            }
        } else if let (Some(_), Some(w), None, None) = (raw.week, raw.weekday, raw.day, raw.nth) {
            out.push_str("-WXX-");
            put(out, w.to_monday_one_offset(), 1);
        } else if !before_common_era {
            for field in [raw.month, raw.day] {
                out.push('-');
                match field {
                    Some(Field::Is(n)) => put(out, n, 2),
                    _ => out.push_str("XX"),
                }
            }
        }
    }
    match (raw.clock, raw.part) {
        (Some(c), _) => {
            out.push('T');
            match c.hour {
                Clock::SAME => out.push_str("XX"),
                hour => put(out, hour, 2),
            }
            for part in [c.minute, c.second].into_iter().flatten() {
                out.push(':');
                put(out, part, 2);
            }
        }
        (None, Some(part)) => out.push_str(part.code),
        (None, None) => {}
    }
    if let Some(to) = raw.day_to {
        out.push('/');
        out.push_str(&written(&Raw { day: Some(Field::Is(to)), day_to: None, ..raw.clone() }));
    }
    if let Some(to) = raw.year_to {
        out.push('/');
        put(out, to, 4);
        out.push_str("-XX-XX");
    }
    std::mem::take(out)
}

/// Appends a number in `width` figures at least: every date has a few, and a format takes many times as long.
fn put(out: &mut String, n: impl Into<i32>, width: usize) {
    let n = n.into();
    if n < 0 {
        out.push('-');
    }
    push_padded(out, n.unsigned_abs(), width.saturating_sub((n < 0).into()));
}
