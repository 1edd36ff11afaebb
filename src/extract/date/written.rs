//! The `timex` column: what the words of an expression say by themselves.

use super::raw::{Clock, Field, Raw, Sub};

/// What the words say by themselves: a TIMEX3 value with X for what is not written, as BCCWJ-TimeBank's
/// `valueFromSurface` has it (小西ほか 2013).
pub(super) fn written(raw: &Raw) -> String {
    let mut out = String::new();
    if raw.has_date() || raw.sub.is_some() {
        out.push_str(&match raw.year {
            Some(Field::Is(y)) if raw.short_year => format!("XX{y:02}"),
            Some(Field::Is(y)) if y > 0 => format!("{y:04}"),
            Some(Field::Is(y)) => format!("BC{:04}", 1 - y),
            _ => "XXXX".to_owned(),
        });
        let before_common_era = matches!(raw.year, Some(Field::Is(y)) if y <= 0);
        if let Some(Sub::Season(_, code)) = raw.sub {
            out.push_str(&format!("-{code}"));
        } else if let (Some(_), None, None) | (None, Some(_), None) =
            (raw.week, raw.weekday.filter(|_| raw.nth.is_none()), raw.day)
        {
            let day = raw.weekday.map_or(String::new(), |w| format!("-{}", w.to_monday_one_offset()));
            out.push_str(&format!("-WXX{day}"));
        } else if let (Some(_), Some(w), None, None) = (raw.week, raw.weekday, raw.day, raw.nth) {
            out.push_str(&format!("-WXX-{}", w.to_monday_one_offset()));
        } else if !before_common_era {
            let month = match raw.month {
                Some(Field::Is(m)) => format!("{m:02}"),
                _ => "XX".to_owned(),
            };
            let day = match raw.day {
                Some(Field::Is(d)) => format!("{d:02}"),
                _ => "XX".to_owned(),
            };
            out.push_str(&format!("-{month}-{day}"));
        }
    }
    match (raw.clock, raw.part) {
        (Some(c), _) => {
            let hour = if c.hour == Clock::SAME { "XX".to_owned() } else { format!("{:02}", c.hour) };
            let minute = c.minute.map_or(String::new(), |m| format!(":{m:02}"));
            let second = c.second.map_or(String::new(), |s| format!(":{s:02}"));
            out.push_str(&format!("T{hour}{minute}{second}"));
        }
        (None, Some(part)) => out.push_str(part.code),
        (None, None) => {}
    }
    if let Some(to) = raw.day_to {
        out = format!("{out}/{}", written(&Raw { day: Some(Field::Is(to)), day_to: None, ..raw.clone() }));
    }
    if let Some(to) = raw.year_to {
        out = format!("{out}/{to:04}-XX-XX");
    }
    out
}
