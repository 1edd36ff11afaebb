//! Weekdays and the characters that stand for them.

use jiff::civil::Weekday;

/// The characters of the weekdays, Monday first.
const SIGNS: [&str; 7] = ["月", "火", "水", "木", "金", "土", "日"];

/// The character of a weekday: 金 of a Friday.
pub fn weekday_sign(day: Weekday) -> &'static str {
    SIGNS[day.to_monday_zero_offset() as usize]
}

/// The weekday of a character; `None` for any other character.
pub fn weekday_of(sign: char) -> Option<Weekday> {
    let at = SIGNS.iter().position(|s| s.starts_with(sign))?;
    Weekday::from_monday_zero_offset(i8::try_from(at).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_weekdays() {
        assert_eq!((weekday_sign(Weekday::Friday), weekday_of('金')), ("金", Some(Weekday::Friday)));
        assert_eq!((weekday_sign(Weekday::Sunday), weekday_of('曜')), ("日", None));
    }
}
