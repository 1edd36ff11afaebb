//! Properties that hold for any input.

use crate::support::analyse;
use proptest::prelude::*;
use totsugo::internals::corpus::Format;
use totsugo::internals::extract::entity::Method;
use totsugo::internals::extract::number;
use totsugo::internals::value::{Decimal, plain};

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

/// Digits one by one, as 二〇一八.
fn positional(n: u128) -> String {
    n.to_string()
        .bytes()
        .map(|d| ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"][usize::from(d - b'0')])
        .collect()
}

/// The 大字 of cheques, as 壱百弐拾参万.
fn formal(n: u128) -> String {
    const FORMS: [(char, char); 5] = [('一', '壱'), ('二', '弐'), ('三', '参'), ('十', '拾'), ('万', '萬')];
    kanji(n).chars().map(|c| FORMS.iter().find(|(k, _)| *k == c).map_or(c, |(_, f)| *f)).collect()
}

/// Groups with 千 and 百 after figures, as 3億5千万; for what is a multiple of a hundred in each group.
fn half_mixed(n: u128) -> Option<String> {
    let mut rest = n;
    let mut groups = Vec::new();
    for big in ["", "万", "億", "兆", "京", "垓"] {
        let group = rest % 10_000;
        rest /= 10_000;
        if !group.is_multiple_of(100) {
            return None;
        }
        let text = match (group / 1000, group / 100 % 10) {
            (0, 0) => continue,
            (t, 0) => format!("{t}千"),
            (0, h) => format!("{h}百"),
            (t, h) => format!("{t}千{h}百"),
        };
        groups.push(text + big);
    }
    groups.reverse();
    (n > 0).then(|| groups.concat())
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

/// A piece of a date or amount: a word of the lexicons, a number, or what joins them.
fn fragment() -> impl Strategy<Value = String> {
    let words: Vec<String> = crate::lexicons::examples().into_iter().flat_map(|e| [e.surface, e.text]).collect();
    let number = prop_oneof![
        (0u32..40).prop_map(|n| n.to_string()),
        (0u32..3000).prop_map(|n| n.to_string()),
        Just("数".to_owned()),
        // beyond any calendar
        Just("32767".to_owned()),
        Just("9999999999".to_owned()),
    ];
    let joint = "[年月日時分秒〜、の/・:.前後半-]";
    prop_oneof![prop::sample::select(words), number, joint.prop_map(|s| s)]
}

proptest! {
    #[test]
    fn numerals_read_back_what_was_written(n in 0u128..=100_000_000_000_000_000_000) {
        let notations = [n.to_string(), commas(n), mixed(n), kanji(n), positional(n), formal(n)];
        for text in notations.into_iter().chain(half_mixed(n)) {
            let read = number::read(&text);
            let read = read.map(|r| (plain(&r.value.decimal()), r.len));
            prop_assert_eq!(read, Some((plain(&Decimal::from(n)), text.len())), "{}", text);
        }
    }

    #[test]
    fn round_numerals_read_back_in_half_figures_too(groups in prop::collection::vec(0u128..100, 1..6)) {
        let n = groups.iter().fold(0, |n, g| n * 10_000 + g * 100);
        if let Some(text) = half_mixed(n) {
            let read = number::read(&text).map(|r| (plain(&r.value.decimal()), r.len));
            prop_assert_eq!(read, Some((plain(&Decimal::from(n)), text.len())), "{}", text);
        }
    }

    #[test]
    fn decimals_of_a_scale_read_back(whole in 1u64..10_000, tenths in 0u64..100, scale in 0usize..4) {
        let (word, zeros) = [("", 0), ("万", 4), ("億", 8), ("兆", 12)][scale];
        let text = format!("{whole}.{tenths:02}{word}");
        let want = Decimal::new((whole * 100 + tenths).into(), 2) * Decimal::new(1.into(), -zeros);
        let read = number::read(&text).map(|r| (plain(&r.value.decimal()), r.len));
        prop_assert_eq!(read, Some((plain(&want), text.len())), "{}", text);
    }

    #[test]
    fn full_width_figures_read_as_the_others(n in 0u64..=1_000_000_000_000) {
        let wide: String = n.to_string().bytes().map(|d| char::from_u32(0xff10 + u32::from(d - b'0')).unwrap_or('０')).collect();
        let analysis = analyse(&format!("費用は{wide}円だ。"), Format::Txt, "p.txt");
        let read: Vec<String> = analysis.record.amounts.iter().filter_map(|m| m.value.amount.value.as_ref().map(plain)).collect();
        prop_assert_eq!(read, vec![n.to_string()], "{}", wide);
    }

    #[test]
    fn expressions_in_any_order_are_read_without_harm(parts in prop::collection::vec(fragment(), 1..8)) {
        let text = parts.concat();
        let analysis = analyse(&text, Format::Txt, "p.txt");
        let original = &analysis.record.document.text;
        let mut end = 0;
        for m in &analysis.record.dates {
            prop_assert!(original.get(m.span.start..m.span.end).is_some_and(|s| !s.is_empty()));
            prop_assert!(m.span.start >= end, "{} overlaps the one before", m.span.of(original));
            end = m.span.end;
            let (lower, upper) = (m.value.time.span.lower, m.value.time.span.upper);
            prop_assert!(lower.zip(upper).is_none_or(|(l, u)| l <= u), "{} {:?}", m.span.of(original), m.value.time);
        }
        for m in &analysis.record.amounts {
            let a = &m.value.amount;
            prop_assert!(original.get(m.span.start..m.span.end).is_some_and(|s| !s.is_empty()));
            prop_assert!(a.lower.as_ref().zip(a.upper.as_ref()).is_none_or(|(l, u)| l <= u), "{} {:?}", m.span.of(original), a);
        }
    }

    #[test]
    fn any_text_of_digits_and_signs_is_read_without_harm(text in "[0-9０-９一二三十百千万億年月日時分円人社世紀代カ間度末期％%〜～、。,.:/()（）約数第同翌前後半▲-]{0,80}") {
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
fn long_runs_of_digits_and_signs_are_read_to_their_end() {
    let units = [
        "1〜",
        "一",
        "1,",
        "年",
        "1億",
        "（",
        "1月",
        "3割",
        "1年",
        "週3回",
        "10秒0",
        "1から",
        "http://1 ",
        "3―1で勝ち",
        "1",
        "$",
        "USD 1",
        "12,345,",
    ];
    for unit in units {
        // a reader that went back at every character would not come to the sentence behind it in this test's lifetime
        let text = format!("{}。\n\n会は2018年1月26日に開いた。", unit.repeat(8_000 / unit.len()));
        let analysis = analyse(&text, Format::Txt, "p.txt");
        let last = analysis.record.dates.last().map(|m| m.value.time.value.as_str());
        assert_eq!(last, Some("2018-01-26"), "{unit}");
    }
}
