//! The list of names, from the file `enamdict` of ENAMDICT/JMnedict.

use ner::Names;
use std::path::Path;
use totsugo::text::fold_str;

/// Classes of a name, one bit each, by what the file calls them: places, family names, given names, full names, stations,
/// organisations, works, and what nobody has classified.
const CLASSES: [&[&str]; 8] = [&["p"], &["s"], &["g", "f", "m"], &["h"], &["st"], &["o", "c"], &["wk", "pr"], &["u"]];

/// Classes that are kept for names in katakana only: there are as many of them as of all others, and the dictionary of
/// the tokeniser knows the common ones that are not foreign.
const FOREIGN: u8 = 1 << 2 | 1 << 7;

/// Classes that are kept whatever a name is written in.
const ANY: u8 = 1 << 3 | 1 << 4 | 1 << 5 | 1 << 6;

/// Reads the list.
///
/// # Errors
/// When the file cannot be read.
pub fn read(path: &Path) -> Result<Names, String> {
    let bytes = std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let (text, ..) = encoding_rs::EUC_JP.decode(&bytes);
    let rows: Vec<(String, u8)> = text.lines().filter_map(row).collect();
    Ok(Names::new(rows.iter().map(|(name, classes)| (name.as_str(), *classes))))
}

/// The name of a line and its classes, if it is one to keep: `高木 [たかぎ] /(s) Takagi/`.
fn row(line: &str) -> Option<(String, u8)> {
    let (head, senses) = line.split_once(" /")?;
    let name = fold_str(head.split(' ').next()?);
    let named = |class: &str| CLASSES.iter().position(|of| of.contains(&class)).map_or(0, |bit| 1u8 << bit);
    let sense = |sense: &str| {
        let classes = sense.strip_prefix('(').and_then(|s| s.split_once(')')).map_or("", |(classes, _)| classes);
        classes.split(',').fold(0, |all, class| all | named(class))
    };
    let classes = senses.split('/').fold(0, |all, one| all | sense(one));
    let katakana = |c: char| matches!(c, 'ァ'..='ヺ' | 'ー' | '・');
    let kanji = |c: char| matches!(c, '一'..='鿿' | '々');
    let long = name.chars().nth(1).is_some();
    let kept = classes & ANY != 0
        || classes & !FOREIGN != 0 && name.contains(|c| kanji(c) || katakana(c))
        || classes != 0 && name.chars().all(katakana);
    (long && kept).then_some((name, classes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows() {
        for (line, expected) in [
            ("高木 [たかぎ] /(p,s) Takagi/", Some(("高木", 0b11))),
            ("ライプニッツ /(s) Leibniz/(h) Leibniz, Gottfried Wilhelm (1646-1716)/", Some(("ライプニッツ", 0b1010))),
            ("ミック /(u) Mick/", Some(("ミック", 0b1000_0000))),
            ("江沢民 [こうたくみん] /(u) Jiang Zemin/", None),
            ("健一 [けんいち] /(g) Ken'ichi/", None),
            ("ＮＨＫ /(c) NHK/", Some(("NHK", 0b10_0000))),
            ("〆 [しめ] /(f) Shime/", None),
            ("", None),
        ] {
            assert_eq!(row(line), expected.map(|(name, classes)| (name.to_owned(), classes)), "{line}");
        }
    }
}
