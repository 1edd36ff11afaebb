//! Values as a reader sees them: amounts with separators, dates with weekdays, in either language.

use super::translations::Lang;
use crate::claim::{Claim, Stated};
use crate::value::{Decimal, oku, plain};
use jiff::civil::{Date, DateTime, Weekday};

/// A stated value in full: all digits of an amount, a date with its weekday, and the modifier.
pub fn normal(stated: &Stated, lang: Lang) -> String {
    let dated = matches!(stated.dimension.as_str(), "date" | "duration");
    let one = |s: &str| if dated { moment(s, lang) } else { number(s, &stated.unit, lang) };
    let value = match (stated.value.as_str(), stated.lower.as_str(), stated.upper.as_str()) {
        ("", "", "") => return String::new(),
        ("", lower, upper) => range(&one(lower), &one(upper)),
        (value, ..) => one(value),
    };
    let modifier = lang.label("mod", &stated.modifier);
    if stated.modifier.is_empty() { value } else { format!("{value} ({modifier})") }
}

/// A closed interval.
fn range(lower: &str, upper: &str) -> String {
    if lower == upper { lower.to_owned() } else { format!("{lower} 〜 {upper}") }
}

/// An amount with separators and unit; yen from 100 million on also in 億円, as articles have them.
pub fn number(value: &str, unit: &str, lang: Lang) -> String {
    if value.is_empty() {
        return String::new();
    }
    let shown = separated(value);
    match (unit, value.parse::<Decimal>()) {
        ("JPY", Ok(yen)) if yen.abs() >= 100_000_000 => {
            let oku = separated(&plain(&oku(&yen)));
            match lang {
                Lang::Ja => format!("{oku}億円 = {shown}円"),
                Lang::En => format!("JPY {shown} ({oku}億円)"),
            }
        }
        ("JPY", _) if lang == Lang::Ja => format!("{shown}円"),
        ("%", _) => format!("{shown}%"),
        ("", _) => shown,
        (unit, _) => format!("{shown} {unit}"),
    }
}

/// A plain decimal with commas between thousands; anything else as it is.
pub fn separated(value: &str) -> String {
    let (sign, digits) = value.strip_prefix('-').map_or(("", value), |d| ("−", d));
    let (whole, rest) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    if !whole.bytes().all(|b| b.is_ascii_digit()) {
        return value.to_owned();
    }
    let mut out = sign.to_owned();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out + rest
}

/// A TIMEX3 value: a date or time with its weekday, a duration in words, anything else as it is.
pub fn moment(value: &str, lang: Lang) -> String {
    if value.starts_with(['P', '-']) {
        return length(value, lang);
    }
    let day = |d: Date| format!("{d}({})", lang.label("weekday", weekday(d.weekday())));
    match (value.parse::<DateTime>(), value.split_once('T')) {
        (Ok(at), Some((_, clock))) => format!("{} {clock}", day(at.date())),
        (Ok(at), None) => day(at.date()),
        // 2018-01-27TNI, as TIMEX3 writes the night
        (Err(_), Some((date, part))) => match date.parse::<Date>() {
            Ok(date) => format!("{} {}", day(date), lang.label("part", part)),
            Err(_) => value.to_owned(),
        },
        (Err(_), None) => value.to_owned(),
    }
}

/// Dates side by side, as [`moment`] has them: a day that all share stands with the first only.
pub fn side_by_side(values: &[String]) -> Vec<&str> {
    let day = |s: &'_ String| s.split_once(' ').map_or(s.len(), |(day, _)| day.len());
    let first = values.first().map_or("", |s| &s[..day(s)]);
    let shared = values.iter().all(|s| s.len() > first.len() && s[..day(s)] == *first);
    let from = |i: usize| if i > 0 && shared { first.len() + 1 } else { 0 };
    values.iter().enumerate().map(|(i, s)| &s[from(i)..]).collect()
}

/// Dates, of which those that read the same but were stated in different words (深夜, 夜中) get those words.
pub fn told_apart(shown: Vec<String>, claims: &[&Claim]) -> Vec<String> {
    let twice = |s: &String| shown.iter().filter(|other| *other == s).count() > 1;
    let own = |(s, c): (&String, &&Claim)| if twice(s) { format!("{s}「{}」", c.excerpt.surface) } else { s.clone() };
    shown.iter().zip(claims).map(own).collect()
}

/// An ISO 8601 duration in words, without its sign.
fn length(value: &str, lang: Lang) -> String {
    let Ok(span) = value.parse::<jiff::Span>() else { return value.to_owned() };
    let parts = [
        (i64::from(span.get_years()), "years"),
        (span.get_months().into(), "months"),
        (span.get_weeks().into(), "weeks"),
        (span.get_days().into(), "days"),
        (span.get_hours().into(), "hours"),
        (span.get_minutes(), "minutes"),
        (span.get_seconds(), "seconds"),
    ];
    let shown: Vec<String> = parts
        .into_iter()
        .filter(|(n, _)| *n != 0)
        .map(|(n, unit)| format!("{}{}", n.abs(), lang.label("length", unit)))
        .collect();
    if shown.is_empty() { value.to_owned() } else { shown.join(" ").trim_end().to_owned() }
}

/// The key of a weekday in the table of translations.
fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "mon",
        Weekday::Tuesday => "tue",
        Weekday::Wednesday => "wed",
        Weekday::Thursday => "thu",
        Weekday::Friday => "fri",
        Weekday::Saturday => "sat",
        Weekday::Sunday => "sun",
    }
}

/// The difference of two values, with the per cent. `claim` states one of them and has the unit.
pub fn difference(difference: &str, pct: &str, claim: &Claim, lang: Lang) -> String {
    let dated = matches!(claim.stated.dimension.as_str(), "date" | "duration");
    let apart = match (difference.is_empty(), dated) {
        (true, _) => String::new(),
        (_, true) => moment(difference, lang),
        (_, false) => number(difference, &claim.stated.unit, lang),
    };
    if pct.is_empty() { apart } else { format!("{apart} ({}%)", pct.replacen('-', "−", 1)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shared_day_is_written_once() {
        let dates = |texts: [&str; 2]| texts.map(str::to_owned);
        let same = dates(["2018-01-26(金) 11:58", "2018-01-26(金) 12:07"]);
        assert_eq!(side_by_side(&same), ["2018-01-26(金) 11:58", "12:07"]);
        for other in [["2018-01-26(金) 11:58", "2018-01-26(金)"], ["2018-01-26(金)", "2018-01-27(土)"], ["", "x"]] {
            assert_eq!(side_by_side(&dates(other)), other);
        }
    }

    #[test]
    fn dates_that_read_alike_carry_their_words() {
        use crate::output::testing::claim;
        let [late, small, clock] = ["26日深夜", "夜中", "23:30"].map(|surface| claim("a", "毎日", "", surface));
        let shown = ["26日 夜", "26日 夜", "26日 23:30"].map(str::to_owned).to_vec();
        let told = told_apart(shown, &[&late, &small, &clock]);
        assert_eq!(told, ["26日 夜「26日深夜」", "26日 夜「夜中」", "26日 23:30"]);
    }

    #[test]
    fn values_are_shown_with_what_makes_them_comparable() {
        assert_eq!(number("46311127000", "JPY", Lang::Ja), "463.11127億円 = 46,311,127,000円");
        assert_eq!(number("46311127000", "JPY", Lang::En), "JPY 46,311,127,000 (463.11127億円)");
        assert_eq!(number("-12.5", "%", Lang::Ja), "−12.5%");
        assert_eq!(number("523000000", "XEM", Lang::Ja), "523,000,000 XEM");
        assert_eq!(moment("2018-01-26T23:30", Lang::Ja), "2018-01-26(金) 23:30");
        assert_eq!(moment("2018-01-26", Lang::En), "2018-01-26(Fri)");
        assert_eq!(moment("2018-01-27TNI", Lang::Ja), "2018-01-27(土) 夜");
        assert_eq!(moment("FY2017", Lang::Ja), "FY2017");
        assert_eq!(moment("-PT0H54M", Lang::Ja), "54分");
        assert_eq!(moment("P1D", Lang::En), "1d");
        let vague = Stated { lower: "20".into(), upper: "99".into(), unit: "人".into(), ..Stated::default() };
        assert_eq!(normal(&vague, Lang::Ja), "20 人 〜 99 人");
    }
}
