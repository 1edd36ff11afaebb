//! Segmenting a text clause by clause with the lattice of the tokenizer library, as the worker of the library does. That
//! worker also makes a list of the words with their texts, which takes a tenth of the time.

use lindera::dictionary::WordId;
use lindera::segmenter::Segmenter;
use lindera_dictionary::dictionary::character_definition::CategoryId;
use lindera_dictionary::viterbi::{Lattice, LatticeOptions};
use std::ops::Range;

/// Longest clause in bytes; the lattice takes few more.
const LONGEST: usize = 32 * 1024;

/// A segmenter and its buffers, for one thread.
pub(super) struct Clauses<'a> {
    segmenter: &'a Segmenter,
    /// The category of white space.
    space: Option<CategoryId>,
    lattice: Lattice,
    offsets: Vec<(usize, WordId)>,
}

impl<'a> Clauses<'a> {
    pub fn new(segmenter: &'a Segmenter) -> Self {
        let space = segmenter.dictionary.character_definition.category_id_by_name("SPACE");
        Clauses { segmenter, space, lattice: Lattice::default(), offsets: Vec::new() }
    }

    /// Calls `word` with the byte range and the entry of each word of a text, in order, white space left out.
    pub fn each(&mut self, text: &str, mut word: impl FnMut(Range<usize>, WordId)) {
        let Clauses { segmenter, space, .. } = *self;
        let dictionary = &segmenter.dictionary;
        let user = segmenter.user_dictionary.as_ref().map(|user| &user.dict);
        let is_space = |c: char| {
            // kana and kanji are none
            !matches!(c, 'ぁ'..='鿿')
                && space.is_some_and(|id| dictionary.character_definition.lookup_categories(c).contains(&id))
        };
        let mut options = LatticeOptions::new(&segmenter.mode);
        options.max_grouping_len = segmenter.max_grouping_len;
        options.unknown_word_ladder = segmenter.unknown_word_ladder;
        let mut start = 0;
        while start < text.len() {
            let clause = &text[start..clause_end(text, start)];
            self.lattice.set_text_with_options(
                &dictionary.prefix_dictionary,
                &user,
                &dictionary.character_definition,
                &dictionary.unknown_dictionary,
                &dictionary.connection_cost_matrix,
                clause,
                &options,
            );
            self.lattice.tokens_offset_into(&mut self.offsets);
            let ends = self.offsets.iter().skip(1).map(|next| next.0).chain([clause.len()]);
            for ((from, id), to) in self.offsets.iter().zip(ends) {
                if !clause[*from..to].chars().all(is_space) {
                    word(start + from..start + to, *id);
                }
            }
            start += clause.len();
        }
    }
}

/// The byte after the clause that begins at `start`: after 、, 。, a tab or a line feed.
fn clause_end(text: &str, start: usize) -> usize {
    let bytes = &text.as_bytes()[..text.ceil_char_boundary(start + LONGEST)];
    let mut at = start;
    loop {
        let (ends, len) = match bytes.get(at..).unwrap_or_default() {
            [] => return bytes.len(),
            [b'\n' | b'\t', ..] => (true, 1),
            [0xe3, 0x80, 0x81 | 0x82, ..] => (true, "。".len()),
            [0xe0..0xf0, ..] => (false, 3),
            [0xf0..=0xff, ..] => (false, 4),
            [0xc0..0xe0, ..] => (false, 2),
            _ => (false, 1),
        };
        at += len;
        if ends {
            return at;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lindera::mode::Mode;

    #[test]
    fn words_are_those_of_the_librarys_worker() {
        let dictionary = ipadic::load().expect("the embedded dictionary");
        let segmenter = Segmenter::new(Mode::Normal, dictionary, None);
        let (mut worker, mut clauses) = (segmenter.new_worker(), Clauses::new(&segmenter));
        let long = "東京都".repeat(LONGEST / 6);
        for text in [
            "",
            "　",
            " 朝  晩\t夜\n",
            "、、。",
            "磯見市は27日、580億円を払う。3 月に",
            "タイガー・ウッズ\u{a0}と",
            &long,
        ] {
            let mut found = Vec::new();
            clauses.each(text, |range, id| found.push((range, id.id(), id.is_unknown())));
            let expected = worker.segment(text).expect("tokens");
            let expected: Vec<_> =
                expected.iter().map(|t| (t.byte_start..t.byte_end, t.word_id.id(), t.word_id.is_unknown())).collect();
            assert_eq!(found, expected);
        }
    }
}
