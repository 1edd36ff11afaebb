//! IPADIC, compiled at build time and embedded, for the totsugo tokenizer.
//!
//! The dictionary is used in place: loading copies nothing, pages are read when words are looked up.

use lindera_dictionary::LinderaResult;
use lindera_dictionary::dictionary::Dictionary;

/// What the macro makes has no documentation of its own.
#[allow(missing_docs)]
mod embedded {
    lindera_dictionary::embedded_dictionary!("/lindera-ipadic", EmbeddedIpadic);
}

/// Licence of the IPADIC data. Every copy of a program that embeds the data has to carry it.
pub const NOTICE: &str = include_str!(concat!(env!("OUT_DIR"), "/NOTICE"));

static POS_IDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/pos_ids.bin"));
static POS_NAMES: &str = include_str!(concat!(env!("OUT_DIR"), "/pos_names.txt"));

/// The embedded dictionary.
///
/// # Errors
///
/// Only if the embedded bytes do not fit the linked version of `lindera-dictionary`.
pub fn load() -> LinderaResult<Dictionary> {
    embedded::load()
}

/// For every system word id, the position of its part of speech in [`pos_names`].
pub fn pos_ids() -> &'static [u8] {
    POS_IDS
}

/// The distinct parts of speech: the first four detail columns, joined by commas.
pub fn pos_names() -> impl Iterator<Item = &'static str> {
    POS_NAMES.lines()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Ids and parts of speech of the dictionary rows with exactly this surface.
    fn rows(dictionary: &Dictionary, surface: &str) -> Vec<String> {
        let names: Vec<_> = pos_names().collect();
        dictionary
            .prefix_dictionary
            .find_surface(surface)
            .iter()
            .map(|entry| names[usize::from(POS_IDS[entry.word_id().id() as usize])].to_owned())
            .collect()
    }

    #[test]
    fn every_pos_id_agrees_with_the_details_of_its_word() {
        let dictionary = load().unwrap();
        let names: Vec<_> = pos_names().collect();
        let words = dictionary.prefix_dictionary.word_count();
        assert_eq!(POS_IDS.len(), words);
        assert!((60..=80).contains(&names.len()), "{} names", names.len());
        for word in (0..words).step_by(97) {
            let details: Vec<_> = dictionary.word_details_iter(word).take(4).collect();
            assert_eq!(names[usize::from(POS_IDS[word])], details.join(","), "{word}");
        }
    }

    #[test]
    fn added_rows_and_both_code_points_are_there() {
        let dictionary = load().unwrap();
        for (surface, pos) in [
            ("令和", "名詞,固有名詞,一般,*"),
            ("\u{301C}", "記号,一般,*,*"),
            ("\u{FF5E}", "記号,一般,*,*"),
            ("\u{2212}", "記号,一般,*,*"),
            ("\u{FF0D}", "記号,一般,*,*"),
        ] {
            let rows = rows(&dictionary, surface);
            assert!(rows.iter().any(|row| row == pos), "{surface}: {rows:?}");
        }
    }

    #[test]
    fn the_licence_is_carried() {
        assert!(NOTICE.contains("Nara Institute of Science"));
        assert!(NOTICE.contains("NO WARRANTY"));
    }
}
