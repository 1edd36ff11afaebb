//! Morphology: tokens and their parts of speech. The only module that names the tokenizer library.

mod clauses;
mod pos;
mod user;

use crate::lexicon::{Phrases, Table, table};
use std::borrow::Cow;
use std::fmt;
use std::path::{Path, PathBuf};

use lindera::dictionary::{Dictionary, DictionaryBuilder, UserDictionary, WordId};
use lindera::mode::Mode;
use lindera::segmenter::Segmenter;
use lindera::worker::SegmentWorker;
use lindera_dictionary::dictionary::DetailFields;

use clauses::Clauses;
pub use pos::Pos;

/// Words that end the name of a place and go on after it: 神戸市内 is within 神戸市.
static AREAS: Table<Phrases> = table!("morph/area.csv", Phrases::new);

/// Set in [`Token::word`] for words of the user.
const USER: u32 = 1 << 31;

/// The middle dot, which joins the parts of a foreign name.
const DOT: char = '・';

/// A token: a word of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte, plus the `base` of the call.
    pub start: u32,
    /// Byte after the last one, likewise.
    pub end: u32,
    /// Part of speech, guessed for an unknown word.
    pub pos: Pos,
    /// Whether a dictionary has the word.
    pub known: bool,
    /// The entry in the dictionary. Of an unknown word the entry of its guess, which all unknown words of one kind of
    /// characters share.
    pub word: u32,
}

/// A dictionary, shared by all threads, each of which has a [`Worker`].
pub struct Tokenizer {
    segmenter: Segmenter,
    /// For each word of the dictionary an index into `classes`, borrowed when embedded.
    ids: Cow<'static, [u8]>,
    classes: [Pos; 256],
    unknown: Vec<Pos>,
    user: Vec<Pos>,
    /// Detail columns of the base form and the reading, if the dictionary has them.
    base_form: Option<usize>,
    reading: Option<usize>,
}

impl Tokenizer {
    /// The tokenizer with the embedded IPADIC.
    ///
    /// # Errors
    /// [`MorphError::Embedded`] when that is damaged.
    pub fn embedded() -> Result<Self, MorphError> {
        Self::load(None, None)
    }

    /// The tokenizer with the lindera dictionary in the folder `dict` (the embedded one if `None`) and the words in the CSV
    /// file `user_csv`.
    ///
    /// Full rows of that file have the columns of lindera (13 for IPADIC); short ones are `word,kind[,reading]`, with a kind
    /// of 一般, 人名, 姓, 名, 組織, 地域. The words are folded like the text.
    ///
    /// # Errors
    /// When a file cannot be read or understood.
    pub fn load(dict: Option<&Path>, user_csv: Option<&Path>) -> Result<Self, MorphError> {
        let dictionary = match dict {
            None => ipadic::load().map_err(|err| MorphError::Embedded(err.to_string()))?,
            Some(path) => load_dictionary(path)?,
        };
        let (ids, classes) = match dict {
            None => embedded_classes(),
            Some(_) => scanned_classes(&dictionary),
        };
        let user = match user_csv {
            None => None,
            Some(path) => load_user(path, &dictionary)?,
        };
        let unknown = (0..dictionary.unknown_dictionary.costs.len())
            .map(|id| Pos::of_details(dictionary.unknown_word_details_iter(id)))
            .collect();
        let user_classes = user
            .iter()
            .flat_map(|words| (0..words.dict.word_count()).map(|id| Pos::of_details(words.word_details_iter(id))));
        Ok(Self {
            ids,
            classes,
            unknown,
            user: user_classes.collect(),
            base_form: column(&dictionary, &["base_form", "orthographic_base_form"]),
            reading: column(&dictionary, &["reading"]),
            segmenter: Segmenter::new(Mode::Normal, dictionary, user),
        })
    }

    /// The name of the dictionary. A model is for the dictionary with which it was trained.
    pub fn name(&self) -> &str {
        &self.segmenter.dictionary.metadata.name
    }

    /// A worker for one thread, with its own buffers.
    pub fn worker(&self) -> Worker<'_> {
        Worker { tokenizer: self, clauses: Clauses::new(&self.segmenter), baseline: self.segmenter.new_worker() }
    }

    /// The base form; `None` if the dictionary has none, as for unknown words.
    pub fn base_form(&self, token: &Token) -> Option<&str> {
        self.detail(token, self.base_form?)
    }

    /// The reading in katakana; `None` if the dictionary has none, as for unknown words.
    pub fn reading(&self, token: &Token) -> Option<&str> {
        self.detail(token, self.reading?)
    }

    /// All detail columns of the entry, joined by commas.
    pub fn details(&self, token: &Token) -> String {
        self.fields(token).collect::<Vec<_>>().join(",")
    }

    /// A detail column of the entry.
    fn detail(&self, token: &Token, column: usize) -> Option<&str> {
        self.fields(token).nth(column).filter(|&field| field != "*" && !field.is_empty())
    }

    /// The detail columns of the entry.
    fn fields(&self, token: &Token) -> DetailFields<'_> {
        let dictionary = &self.segmenter.dictionary;
        match (&self.segmenter.user_dictionary, token.known) {
            (_, false) => dictionary.unknown_word_details_iter(token.word as usize),
            (Some(user), true) if token.word & USER != 0 => user.word_details_iter((token.word & !USER) as usize),
            _ => dictionary.word_details_iter(token.word as usize),
        }
    }

    /// Part of speech, whether known, and entry of a word, by look-up in tables without reading details.
    fn class(&self, id: WordId, surface: &str) -> (Pos, bool, u32) {
        let word = id.id();
        let at = word as usize;
        if id.is_system() {
            let class = self.ids.get(at).map_or(Pos::Unknown, |&id| self.classes[usize::from(id)]);
            return (class, true, word);
        }
        if !id.is_unknown() {
            return (self.user.get(at).copied().unwrap_or(Pos::Unknown), true, word | USER);
        }
        let guess = self.unknown.get(at).copied().unwrap_or(Pos::Unknown);
        // the guess for unknown symbols is a verbal noun
        let class = Pos::of_symbols(surface).unwrap_or(guess);
        (class, false, word)
    }
}

/// Tokenizes in one thread.
pub struct Worker<'a> {
    tokenizer: &'a Tokenizer,
    clauses: Clauses<'a>,
    baseline: SegmentWorker,
}

impl<'a> Worker<'a> {
    /// Appends the tokens of a sentence, with `base` added to their byte offsets.
    ///
    /// White space is no token. U+3000 must be three ASCII spaces, as in a folded text, because lindera loses its entry.
    ///
    /// # Errors
    /// [`MorphError::TooLong`] when offsets have more than 32 bits.
    pub fn tokenize(&mut self, sentence: &str, base: u32, out: &mut Vec<Token>) -> Result<(), MorphError> {
        let length = u32::try_from(sentence.len()).ok();
        if length.and_then(|length| base.checked_add(length)).is_none() {
            return Err(MorphError::TooLong);
        }
        let first = out.len();
        let tokenizer = self.tokenizer;
        self.clauses.each(sentence, |range, id| {
            let surface = &sentence[range.clone()];
            let (pos, known, word) = tokenizer.class(id, surface);
            if pos == Pos::Space {
                return;
            }
            // cannot overflow: checked for the whole sentence
            let [start, end] = [range.start, range.end].map(|at| base + at as u32);
            let name = out.get(first..).and_then(<[Token]>::last).filter(|t| t.end == start && t.pos.is_name());
            // 神戸市内 is within 神戸市
            if name.is_some() && AREAS.is(surface) {
                let half = start + (end - start) / 2;
                out.push(Token { start, end: half, pos: Pos::PlaceSuffix, known, word });
                out.push(Token { start: half, end, pos: Pos::NounSuffix, known, word });
                return;
            }
            out.push(Token { start, end, pos, known, word });
        });
        self.divide(sentence, base, first, out)
    }

    /// Divides the tokens from `first` on that are unknown because of the middle dots in them, as foreign names are: the
    /// dictionary has both halves of タイガー・ウッズ.
    fn divide(&mut self, sentence: &str, base: u32, first: usize, out: &mut Vec<Token>) -> Result<(), MorphError> {
        let text = |t: &Token| &sentence[(t.start - base) as usize..(t.end - base) as usize];
        let joined = |t: &Token| !t.known && text(t).len() > DOT.len_utf8() && text(t).contains(DOT);
        let Some(at) = out[first..].iter().position(joined) else { return Ok(()) };
        let rest = out.split_off(first + at);
        for token in &rest {
            if !joined(token) {
                out.push(*token);
                continue;
            }
            let mut from = token.start;
            for piece in text(token).split_inclusive(DOT) {
                let name = piece.trim_end_matches(DOT);
                for (part, start) in [(name, from), (&piece[name.len()..], from + name.len() as u32)] {
                    if !part.is_empty() {
                        self.tokenize(part, start, out)?;
                    }
                }
                from += piece.len() as u32;
            }
        }
        Ok(())
    }

    /// The tokenizer of the worker.
    pub fn tokenizer(&self) -> &'a Tokenizer {
        self.tokenizer
    }

    /// The base form, see [`Tokenizer::base_form`].
    pub fn base_form(&self, token: &Token) -> Option<&'a str> {
        self.tokenizer.base_form(token)
    }

    /// The reading in katakana, see [`Tokenizer::reading`].
    pub fn reading(&self, token: &Token) -> Option<&'a str> {
        self.tokenizer.reading(token)
    }

    /// The baseline of benchmarks: segments a sentence and reads the first detail column of each token. Returns the number
    /// of tokens, 0 on error.
    pub fn segment_only(&mut self, sentence: &str) -> usize {
        let Ok(segments) = self.baseline.segment(sentence) else {
            return 0;
        };
        let parts = segments.iter().filter_map(|segment| {
            let (id, at) = (segment.word_id, segment.word_id.id() as usize);
            let mut fields = match segment.user_dictionary {
                _ if id.is_system() => segment.dictionary.word_details_iter(at),
                Some(user) if !id.is_unknown() => user.word_details_iter(at),
                _ => segment.dictionary.unknown_word_details_iter(at),
            };
            fields.next()
        });
        parts.filter(|part| !part.is_empty()).count()
    }
}

/// Loads a dictionary folder.
fn load_dictionary(path: &Path) -> Result<Dictionary, MorphError> {
    let fail = |reason: String| MorphError::Dictionary { path: path.to_owned(), reason };
    if !path.is_dir() {
        return Err(fail("is not a folder".to_owned()));
    }
    Dictionary::load_from_path(path).map_err(|err| fail(format!("cannot be loaded: {err}")))
}

/// Reads the words of the user; `None` if the file has no row.
fn load_user(path: &Path, dictionary: &Dictionary) -> Result<Option<UserDictionary>, MorphError> {
    let metadata = &dictionary.metadata;
    let matrix = &dictionary.connection_cost_matrix;
    let rows = user::read(
        path,
        &user::Format {
            columns: metadata.dictionary_schema.field_count(),
            short_rows: metadata.name.to_ascii_lowercase().contains("ipadic"),
            // the matrix is indexed by the right id of the word before and the left id of this one
            contexts: [matrix.backward_size, matrix.forward_size],
        },
    )?;
    if rows.is_empty() {
        return Ok(None);
    }
    let built = DictionaryBuilder::new((**metadata).clone());
    let built = built.build_user_dict_from_reader(rows.as_bytes());
    built.map(Some).map_err(|err| MorphError::UserWords {
        path: path.to_owned(),
        line: 0,
        reason: format!("cannot be compiled: {err}"),
    })
}

/// Index, among the detail columns, of the first of these columns that the dictionary has.
fn column(dictionary: &Dictionary, names: &[&str]) -> Option<usize> {
    let fields = dictionary.metadata.dictionary_schema.get_all_fields();
    let at = names.iter().find_map(|name| fields.iter().position(|field| field == name))?;
    at.checked_sub(4) // surface, two context ids and cost are not among the details
}

/// The classes of the embedded dictionary, from a table made when it was built.
fn embedded_classes() -> (Cow<'static, [u8]>, [Pos; 256]) {
    let mut classes = [Pos::Unknown; 256];
    for (class, name) in classes.iter_mut().zip(ipadic::pos_names()) {
        *class = Pos::of_details(name.split(','));
    }
    (Cow::Borrowed(ipadic::pos_ids()), classes)
}

/// The classes of another dictionary, by reading every entry once (some 60 ms for IPADIC).
fn scanned_classes(dictionary: &Dictionary) -> (Cow<'static, [u8]>, [Pos; 256]) {
    let mut classes = [Pos::Unknown; 256];
    classes[..Pos::ALL.len()].copy_from_slice(Pos::ALL);
    let ids = (0..dictionary.prefix_dictionary.word_count())
        .map(|word| Pos::of_details(dictionary.word_details_iter(word)) as u8)
        .collect();
    (Cow::Owned(ids), classes)
}

/// Why a dictionary cannot be used or a text not be tokenized.
#[derive(Debug)]
#[non_exhaustive]
pub enum MorphError {
    /// The embedded dictionary is damaged.
    Embedded(String),
    /// A dictionary folder cannot be used.
    Dictionary {
        /// The folder.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The words of the user cannot be used.
    UserWords {
        /// The CSV file.
        path: PathBuf,
        /// 1-based line, 0 for the file as a whole.
        line: u64,
        /// What is wrong there, and what to write.
        reason: String,
    },
    /// Offsets have more than 32 bits.
    TooLong,
}

impl fmt::Display for MorphError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Embedded(reason) => {
                write!(f, "the embedded dictionary is damaged, rebuild the program: {reason}")
            }
            Self::Dictionary { path, reason } => write!(
                f,
                "{}: {reason}; give the folder of a dictionary built for lindera 6 (with metadata.json \
                 and dict.trie in it), or leave it out to use the embedded one",
                path.display()
            ),
            Self::UserWords { path, line: 0, reason } => write!(f, "{}: {reason}", path.display()),
            Self::UserWords { path, line, reason } => {
                write!(f, "{}:{line}: {reason}", path.display())
            }
            Self::TooLong => f.write_str("the document is larger than 4 GiB; split it"),
        }
    }
}

impl std::error::Error for MorphError {}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
