//! Properties that hold for any input.

use crate::support::analyse;
use proptest::prelude::*;
use totsugo::corpus::Format;
use totsugo::extract::entity::Method;
use totsugo::extract::number;
use totsugo::value::{Decimal, plain};

/// A number in kanji with scale words, as 三億五千万.
fn kanji(mut n: u128) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    const SMALL: [&str; 4] = ["", "十", "百", "千"];
    const BIG: [&str; 6] = ["", "万", "億", "兆", "京", "垓"];
    if n == 0 {
        return "〇".to_owned();
    }
    let mut groups = Vec::new();
    for big in BIG {
        let group = n % 10_000;
        n /= 10_000;
        if group == 0 {
            continue;
        }
        let mut text = String::new();
        for place in (0..4).rev() {
            let digit = (group / 10u128.pow(place)) % 10;
            if digit > 0 {
                text += if digit == 1 && place > 0 { "" } else { DIGITS[digit as usize] };
                text += SMALL[place as usize];
            }
        }
        groups.push(text + big);
    }
    groups.reverse();
    groups.concat()
}

/// A number in groups of four Arabic digits with scale words, as 3億5000万.
fn mixed(n: u128) -> String {
    let mut rest = n;
    let mut groups = Vec::new();
    for big in ["", "万", "億", "兆", "京", "垓"] {
        let group = rest % 10_000;
        rest /= 10_000;
        if group > 0 {
            groups.push(format!("{group}{big}"));
        }
    }
    groups.reverse();
    if n == 0 { "0".to_owned() } else { groups.concat() }
}

/// A number with commas, as 1,234,567.
fn commas(n: u128) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

proptest! {
    #[test]
    fn numerals_read_back_what_was_written(n in 0u128..=100_000_000_000_000_000_000) {
        for text in [n.to_string(), commas(n), mixed(n), kanji(n)] {
            let read = number::read(&text);
            let read = read.map(|r| (plain(&r.value.decimal()), r.len));
            prop_assert_eq!(read, Some((plain(&Decimal::from(n)), text.len())), "{}", text);
        }
    }

    #[test]
    fn any_text_of_digits_and_signs_is_read_without_harm(text in "[0-9０-９一二三十百千万億年月日時分円人社％%〜～、。,.:/()（）約数第同翌前後半▲-]{0,80}") {
        let analysis = analyse(&text, Format::Txt, "p.txt");
        let original = &analysis.record.document.text;
        for m in &analysis.record.dates {
            prop_assert!(original.get(m.span.start..m.span.end).is_some_and(|s| !s.is_empty()));
            let (lower, upper) = (m.value.time.span.lower, m.value.time.span.upper);
            prop_assert!(lower.zip(upper).is_none_or(|(l, u)| l <= u), "{} {:?}", m.span.of(original), m.value.time);
        }
        for m in &analysis.record.amounts {
            prop_assert!(original.get(m.span.start..m.span.end).is_some_and(|s| !s.is_empty()));
        }
    }

    #[test]
    fn any_text_is_read_without_harm(text in "\\PC{0,120}") {
        for format in [Format::Txt, Format::Md, Format::Html] {
            let analysis = analyse(&text, format, "p.txt");
            let original = &analysis.record.document.text;
            for span in analysis.record.dates.iter().map(|m| m.span).chain(analysis.record.amounts.iter().map(|m| m.span)).chain(analysis.record.entities.iter().map(|m| m.span)) {
                prop_assert!(original.get(span.start..span.end).is_some());
            }
            let tokens = &analysis.record.reading.tokens;
            for m in analysis.record.entities.iter().filter(|m| m.value.method == Method::Model) {
                prop_assert!(tokens.iter().any(|t| t.start as usize == m.view.start), "{:?}", m);
                prop_assert!(tokens.iter().any(|t| t.end as usize == m.view.end), "{:?}", m);
            }
        }
    }
}

#[test]
fn long_runs_of_digits_and_signs_take_linear_time() {
    for unit in ["1〜", "一", "1,", "年", "1億", "（", "1月"] {
        let text = unit.repeat(100_000 / unit.len());
        let analysis = analyse(&text, Format::Txt, "p.txt");
        assert!(!analysis.record.reading.view.sentences.is_empty());
    }
}
