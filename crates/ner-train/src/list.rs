//! The gazetteer: names from ENAMDICT/JMnedict and SudachiDict, and clusters of words by the vectors of chiVe.

use crate::sudachi::{self, Noun};
use crate::vectors::Vectors;
use ner::Names;
use std::path::Path;
use totsugo::internals::text::fold_str;

/// Classes of a name, one bit each, by the codes of ENAMDICT: places, family names, given names, full names, stations,
/// organisations, works, and unclassified names.
const CLASSES: [&[&str]; 8] = [&["p"], &["s"], &["g", "f", "m"], &["h"], &["st"], &["o", "c"], &["wk", "pr"], &["u"]];

/// Classes of which only names in katakana are kept: they are as many as all others, and the dictionary of the tokeniser has
/// the common Japanese ones.
const FOREIGN: u16 = 1 << 2 | 1 << 7;

/// Classes whose names are kept in any script.
const ANY: u16 = 1 << 3 | 1 << 4 | 1 << 5 | 1 << 6;

/// The classes after those of ENAMDICT by the parts of speech of SudachiDict, and whether only names in katakana are kept.
/// Its persons that are no family or given names are mostly foreign: リンカーン.
const SUDACHI: [(&[&str], bool); 3] = [
    (&["固有名詞/人名/一般"], false),
    (&["固有名詞/一般/*"], false),
    (&["固有名詞/地名/一般", "固有名詞/地名/国"], true),
];

/// Number of clusters: as many as fit in a byte with 0 for none.
const CLUSTERS: usize = 255;

/// Iterations of clustering; later ones move few words.
const ROUNDS: usize = 25;

/// Makes the gazetteer from the files `enamdict`, `sudachi.dic`, `key2row` and `vectors` of a folder.
///
/// # Errors
/// A message with the file that cannot be read.
pub fn read(folder: &Path) -> Result<Names, String> {
    let file = |name: &str| std::fs::read(folder.join(name)).map_err(|e| format!("{name}: {e}"));
    let bytes = file("enamdict")?;
    let (text, ..) = encoding_rs::EUC_JP.decode(&bytes);
    let nouns = sudachi::nouns(&file("sudachi.dic")?).ok_or("sudachi.dic: no dictionary of version 2")?;
    let vectors = Vectors::read(&file("key2row")?, &file("vectors")?).ok_or("key2row, vectors: not those of spaCy")?;
    let names: Vec<(String, u16)> = text.lines().filter_map(row).chain(nouns.iter().filter_map(proper)).collect();
    let clusters = vectors.clusters(CLUSTERS, ROUNDS);
    let cluster = |noun: &Noun| Some((fold_str(&noun.text), clusters[vectors.row(&noun.text)?] as u8 + 1));
    let words: Vec<(String, u8)> = nouns.iter().filter_map(cluster).collect();
    Ok(Names::new(
        names.iter().map(|(name, classes)| (name.as_str(), *classes)),
        words.iter().map(|(word, cluster)| (word.as_str(), *cluster)),
    ))
}

/// The name of a line of ENAMDICT and its classes: `高木 [たかぎ] /(s) Takagi/`. None if it is not kept.
fn row(line: &str) -> Option<(String, u16)> {
    let (head, senses) = line.split_once(" /")?;
    let name = fold_str(head.split(' ').next()?);
    let named = |class: &str| CLASSES.iter().position(|of| of.contains(&class)).map_or(0, |bit| 1u16 << bit);
    let sense = |sense: &str| {
        let classes = sense.strip_prefix('(').and_then(|s| s.split_once(')')).map_or("", |(classes, _)| classes);
        classes.split(',').fold(0, |all, class| all | named(class))
    };
    let classes = senses.split('/').fold(0, |all, one| all | sense(one));
    let kanji = |c: char| matches!(c, '一'..='鿿' | '々');
    let kept = classes & ANY != 0
        || classes & !FOREIGN != 0 && name.contains(|c| kanji(c) || is_katakana(c))
        || classes != 0 && name.chars().all(is_katakana);
    (is_long(&name) && kept).then_some((name, classes))
}

/// The name and class of a proper noun of SudachiDict. None if it is not kept.
fn proper(noun: &Noun) -> Option<(String, u16)> {
    let name = fold_str(&noun.text);
    let class = SUDACHI
        .iter()
        .position(|(of, katakana)| of.contains(&noun.class.as_str()) && (!katakana || name.chars().all(is_katakana)))?;
    is_long(&name).then_some((name, 1 << (CLASSES.len() + class)))
}

/// Returns true for katakana, the long vowel mark and the middle dot.
fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー' | '・')
}

/// Returns true if a name has at least two characters: a single one is too ambiguous.
fn is_long(name: &str) -> bool {
    name.chars().nth(1).is_some()
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

    #[test]
    fn proper_nouns() {
        for (text, class, expected) in [
            ("リンカーン", "固有名詞/人名/一般", Some(0b1_0000_0000)),
            ("ＮＨＫ", "固有名詞/一般/*", Some(0b10_0000_0000)),
            ("アイダホ", "固有名詞/地名/一般", Some(0b100_0000_0000)),
            ("磯見町", "固有名詞/地名/一般", None),
            ("高木", "固有名詞/人名/姓", None),
            ("発表", "普通名詞/サ変可能/*", None),
        ] {
            let noun = Noun { text: text.to_owned(), class: class.to_owned() };
            assert_eq!(proper(&noun).map(|(_, class)| class), expected, "{text}");
        }
    }
}
