//! Numerals as tables: text, value, precision, and what is left over.

use super::*;
use crate::value::{Decimal, plain, pow10};

#[test]
fn every_notation_is_read_exactly() {
    // text, value, power of ten of the last digit, what is left over
    for (text, value, precision, rest) in [
        ("580億円", "58000000000", 8, "円"),
        ("5億2300万XEM", "523000000", 4, "XEM"),
        ("1兆2,345億6,700万円", "1234567000000", 4, "円"),
        ("三億五千万円", "350000000", 7, "円"),
        ("1.5億", "150000000", 7, ""),
        ("732億3千万円", "73230000000", 7, "円"),
        ("5.23億", "523000000", 6, ""),
        ("39,800万", "398000000", 4, ""),
        ("7000千株", "7000000", 3, "株"),
        ("二〇一八年", "2018", 0, "年"),
        ("二千十八年", "2018", 0, "年"),
        ("一万億円", "1000000000000", 12, "円"),
        ("壱百弐拾参", "123", 0, ""),
        ("88.549円", "88.549", -3, "円"),
        ("2018.1.26", "2018", 0, ".1.26"),
        ("200,00,000", "200", 0, ",00,000"),
        ("十五", "15", 0, ""),
        ("百", "100", 2, ""),
        ("6千", "6000", 3, ""),
        ("1千2百", "1200", 2, ""),
        ("三・五％", "3.5", -1, "％"),
        ("3・5％", "3.5", -1, "％"),
        ("二・二六事件", "2", 0, "・二六事件"),
        ("万二千三百円", "12300", 2, "円"),
        ("3 万 4,500トン", "34500", 0, "トン"),
        ("3 万博", "3", 0, " 万博"),
        ("15k円", "15000", 3, "円"),
        ("15km", "15", 0, "km"),
    ] {
        let n = read(text).unwrap_or_else(|| panic!("{text}"));
        let want: Decimal = value.parse().expect("a number");
        assert_eq!((plain(&n.value.decimal()), n.precision, &text[n.len..]), (plain(&want), precision, rest), "{text}");
    }
}

#[test]
fn the_greatest_scale_is_ten_to_the_68th() {
    let n = read("3無量大数").expect("a numeral");
    assert_eq!((n.value.decimal(), n.precision), (Decimal::from(3) * pow10(68), 68));
}

#[test]
fn vague_digits_give_bounds() {
    for (text, lower, upper) in [
        ("数十億円", "2000000000", "9900000000"),
        ("数百ウォン", "200", "999"),
        ("十数人", "12", "19"),
        ("数千万", "20000000", "99990000"),
        ("10数人", "12", "19"),
        ("20数億円", "2200000000", "2900000000"),
    ] {
        let n = read(text).unwrap_or_else(|| panic!("{text}"));
        let (l, u) = *n.vague.unwrap_or_else(|| panic!("{text} is vague"));
        assert_eq!((plain(&l.decimal()), plain(&u.decimal())), (lower.to_owned(), upper.to_owned()), "{text}");
    }
}

#[test]
fn what_is_no_numeral() {
    for text in ["", "円", "万", "億", ",1", ".5", "正しい", "兆し", "万一", "億ション", "京都"] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn no_digit_of_a_number_is_left_out() {
    let n = |text: &str| read(text).map(|n| (plain(&n.value.decimal()), n.len));
    for digits in ["1".repeat(36), format!("3.{}", "1".repeat(35)), "123,".repeat(11) + "123"] {
        assert_eq!(n(&digits), Some((digits.replace(',', ""), digits.len())), "{digits}");
    }
    for digits in [
        "1".repeat(37),
        "1".repeat(20_000),
        format!("3.{}", "1".repeat(36)),
        "123,".repeat(12) + "123",
        "一".repeat(37),
        format!("三・{}％", "一".repeat(36)),
    ] {
        assert_eq!(n(&digits), None, "{digits}");
    }
}
