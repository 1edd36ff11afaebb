//! The features of a token that depend on its sentence: windows, runs of nouns, brackets, the gazetteer, the caller's
//! rules. Training and tagging share this code.

use crate::hash::{mix, shift};
use crate::names::Names;
use crate::word::{DOT, FAR, Lexeme, Role, Word, alone};

/// Size of the window: features look at so many tokens before and after.
pub(crate) const REACH: usize = 2;

/// Most tokens of a name that is looked up in the gazetteer, or of a bracket in which a name is looked for.
const LONGEST: usize = 8;

/// A range of tokens around a token: a run, the inside of a bracket, a name of the gazetteer. Empty where there is none.
#[derive(Clone, Copy, Debug, Default)]
struct Range {
    from: u32,
    to: u32,
}

impl Range {
    /// Returns true if there is a range.
    fn is_some(self) -> bool {
        self.from < self.to
    }

    /// Position of token `i` in the range: 0 alone, 1 first, 2 last, 3 between.
    fn place(self, i: usize) -> u32 {
        match (i == self.from as usize, i + 1 == self.to as usize) {
            (true, true) => 0,
            (true, false) => 1,
            (false, true) => 2,
            (false, false) => 3,
        }
    }

    /// Number of tokens.
    fn len(self) -> u32 {
        self.to - self.from
    }
}

/// A sentence prepared for computing the features of its tokens.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sentence {
    roles: Vec<Role>,
    /// With [`REACH`] border lexemes on either side.
    lexemes: Vec<Lexeme>,
    hints: Vec<u8>,
    /// The run of adjacent nominal tokens that each token belongs to.
    runs: Vec<Range>,
    /// The shape of all words of that run, middle dots left out; 0 where they differ.
    shapes: Vec<u16>,
    /// The inside of the innermost brackets around each token.
    brackets: Vec<Range>,
    /// The name of the gazetteer that each token belongs to, its classes and its number of characters.
    listed: Vec<(Range, u16, u8)>,
}

impl Sentence {
    /// Starts a sentence with the roles of its words, which [`Sentence::region`] needs.
    pub fn begin(&mut self, roles: impl Iterator<Item = Role>) {
        self.roles.clear();
        self.roles.extend(roles);
        self.find_brackets();
    }

    /// Prepares the features of the words, given with their lexemes.
    pub fn prepare(&mut self, words: &[Word<'_>], lexemes: impl Iterator<Item = Lexeme>) {
        self.lexemes.clear();
        self.lexemes.extend([Lexeme::border(); REACH]);
        self.lexemes.extend(lexemes);
        self.lexemes.extend([Lexeme::border(); REACH]);
        self.hints.clear();
        self.hints.push(0);
        self.hints.extend(words.iter().map(|w| w.hint));
        self.hints.push(0);
        self.runs.resize(words.len().max(self.runs.len()), Range::default());
        self.shapes.resize(self.runs.len(), 0);
        self.listed.clear();
        self.listed.resize(words.len(), (Range::default(), 0, 0));
    }

    /// The lexeme of token `i`.
    fn at(&self, i: usize) -> &Lexeme {
        &self.lexemes[i + REACH]
    }

    /// The first region at or after token `from` in which names are looked for: nominal words with what joins them, and
    /// the insides of short brackets.
    pub fn region(&self, from: usize) -> Option<(usize, usize)> {
        let len = self.roles.len();
        let open = |i: usize| match self.roles[i] {
            Role::Nominal => true,
            Role::Joint if i > 0 && i + 1 < len => [i - 1, i + 1].iter().all(|j| self.roles[*j] == Role::Nominal),
            _ => self.brackets[i].is_some() && self.brackets[i].len() <= LONGEST as u32,
        };
        let from = (from..len).find(|i| open(*i))?;
        Some((from, (from..len).find(|i| !open(*i)).unwrap_or(len)))
    }

    /// Finds the runs among the tokens `from..end`; no run crosses these borders.
    pub fn find_runs(&mut self, words: &[Word<'_>], mut from: usize, end: usize) {
        self.runs[from..end].fill(Range::default());
        self.shapes[from..end].fill(0);
        while from < end {
            let mut to = from;
            while to < end && self.roles[to] == Role::Nominal && (to == from || words[to].joined) {
                to += 1;
            }
            let run = Range { from: from as u32, to: to as u32 };
            self.runs[from..to].fill(run);
            let mut shapes = self.lexemes[from + REACH..to + REACH].iter().map(|l| l.shape).filter(|s| *s != DOT);
            if let Some(shape) = shapes.next().filter(|shape| shapes.all(|s| s == *shape)) {
                self.shapes[from..to].fill(shape);
            }
            from = to.max(from + 1);
        }
    }

    /// Finds the innermost brackets around each token.
    fn find_brackets(&mut self) {
        self.brackets.clear();
        self.brackets.resize(self.roles.len(), Range::default());
        let mut open = None;
        for (i, role) in self.roles.iter().enumerate() {
            match role {
                Role::Open => open = Some(i + 1),
                Role::Close => {
                    if let Some(from) = open.take().filter(|from| *from < i) {
                        self.brackets[from..i].fill(Range { from: from as u32, to: i as u32 });
                    }
                }
                _ => {}
            }
        }
    }

    /// Finds names of the gazetteer among the tokens `from..end`: the longest first, from left to right.
    pub fn find_listed(&mut self, words: &[Word<'_>], names: &Names, mut from: usize, end: usize) {
        while from < end {
            if self.roles[from] != Role::Nominal {
                from += 1;
                continue;
            }
            let Lexeme { mut text, len: mut chars, classes, .. } = *self.at(from);
            let mut best = (from + 1, classes, chars);
            for (to, word) in words[..end].iter().enumerate().skip(from + 1).take(LONGEST - 1) {
                if !word.joined {
                    break;
                }
                text = text.then(self.at(to).text);
                chars += self.at(to).len;
                let classes = names.find(text);
                if classes != 0 {
                    best = (to + 1, classes, chars);
                }
            }
            let (to, classes, chars) = best;
            if classes != 0 {
                self.listed[from..to].fill((Range { from: from as u32, to: to as u32 }, classes, chars));
            }
            from = to;
        }
    }

    /// Computes the features of token `i` that depend on other tokens.
    pub fn among(&self, i: usize, out: &mut Vec<u32>) {
        out.clear();
        self.windows(i, out);
        self.run(i, out);
        self.bracket(i, out);
        self.list(i, out);
        self.hint(i, out);
    }

    /// Bigrams and trigrams of words, parts of speech and shapes.
    fn windows(&self, i: usize, out: &mut Vec<u32>) {
        let [before, own, after] = [1, 2, 3].map(|n| &self.lexemes[i + n]);
        let pos = |l: &Lexeme| u32::from(l.pos);
        let two = |a: &Lexeme, b: &Lexeme| pos(a) << 8 | pos(b);
        out.push(mix(20, before.word, own.word));
        out.push(mix(21, own.word, after.word));
        out.push(mix(22, two(before, own), 0));
        out.push(mix(23, two(own, after), 0));
        out.push(mix(24, two(before, own), pos(after)));
        out.push(mix(29, own.word, pos(after)));
        out.push(mix(30, pos(before), own.word));
        // an unknown name is recognised by its shape and the words beside it
        let shape = |l: &Lexeme| u32::from(l.shape);
        out.push(mix(25, shape(own), after.word));
        out.push(mix(26, shape(own), before.word));
        out.push(mix(27, shape(own) << 16 | shape(before), pos(before)));
        out.push(mix(28, shape(own) << 16 | shape(after), pos(after)));
        out.push(mix(31, shape(own), two(before, after)));
    }

    /// The run of nouns around the token, with the words beside it.
    fn run(&self, i: usize, out: &mut Vec<u32>) {
        let run = self.runs[i];
        if !run.is_some() {
            return;
        }
        let (from, to) = (run.from as usize, run.to as usize);
        let (first, last) = (self.at(from), self.at(to - 1));
        let (before, after) = (&self.lexemes[from + REACH - 1], &self.lexemes[to + REACH]);
        let place = run.place(i);
        out.push(mix(40, place, last.word));
        out.push(mix(41, place, last.tail));
        out.push(mix(42, place, after.word));
        out.push(mix(43, place, before.word));
        out.push(mix(44, place, run.len().min(8)));
        out.push(mix(45, place, first.word));
        out.push(mix(47, (to - i).min(4) as u32, last.word));
        out.push(mix(48, place, last.last));
        let shape = place << 16 | u32::from(self.shapes[i]);
        out.push(mix(49, shape, after.word));
        out.push(mix(50, shape, before.word));
    }

    /// The brackets around the token, with the word after them.
    fn bracket(&self, i: usize, out: &mut Vec<u32>) {
        let inside = self.brackets[i];
        if !inside.is_some() {
            return;
        }
        let (from, to) = (inside.from as usize, inside.to as usize);
        let (open, after) = (&self.lexemes[from + REACH - 1], &self.lexemes[to + REACH + 1]);
        let place = inside.place(i);
        out.push(mix(53, place << 8 | inside.len().min(9), open.word));
        out.push(mix(54, place, after.word));
    }

    /// The name of the gazetteer that the token is in, and the names beside it.
    fn list(&self, i: usize, out: &mut Vec<u32>) {
        let (within, classes, chars) = self.listed[i];
        let classes = u32::from(classes);
        let beside = |j: Option<usize>| j.and_then(|j| self.listed.get(j)).map_or(0, |l| u32::from(l.1));
        let (before, after) = (beside(within_before(i, within)), beside(within_after(i, within)));
        if classes != 0 {
            let place = within.place(i);
            out.push(mix(60, place, classes));
            out.push(mix(61, place << 8 | u32::from(self.at(i).pos), classes));
            out.push(mix(62, place << 8 | u32::from(chars), classes));
        }
        if classes != 0 || before != 0 {
            out.push(mix(63, before, classes));
        }
        if classes != 0 || after != 0 {
            out.push(mix(64, classes, after));
        }
    }

    /// What the caller's rules say of the token and of its neighbours.
    fn hint(&self, i: usize, out: &mut Vec<u32>) {
        let [before, own, after] = [0, 1, 2].map(|n| u32::from(self.hints[i + n]));
        if before | own | after == 0 {
            return;
        }
        out.push(mix(70, own, 0));
        out.push(mix(72, own, after));
        out.push(mix(73, own, u32::from(self.at(i).pos)));
    }
}

/// The token before the name of the gazetteer that token `i` is in, or before the token itself.
fn within_before(i: usize, within: Range) -> Option<usize> {
    if within.is_some() { (within.from as usize).checked_sub(1) } else { i.checked_sub(1) }
}

/// The token after it.
fn within_after(i: usize, within: Range) -> Option<usize> {
    Some(if within.is_some() { within.to as usize } else { i + 1 })
}

/// The hashes of all features of every token, for training.
pub fn features(words: &[Word<'_>], names: &Names) -> Vec<Vec<u32>> {
    let mut sentence = Sentence::default();
    let lexemes: Vec<Lexeme> = words.iter().map(|word| Lexeme::new(word, names)).collect();
    sentence.begin(lexemes.iter().map(|lexeme| lexeme.role));
    sentence.prepare(words, lexemes.iter().copied());
    sentence.find_runs(words, 0, words.len());
    sentence.find_listed(words, names, 0, words.len());
    let mut keys = Vec::new();
    let own: Vec<Vec<u32>> = words
        .iter()
        .zip(&lexemes)
        .map(|(word, lexeme)| {
            alone(word, lexeme, &mut keys);
            keys.clone()
        })
        .collect();
    let mut border = Vec::new();
    alone_at_border(&mut border);
    (0..words.len())
        .map(|i| {
            let mut out = Vec::new();
            sentence.among(i, &mut out);
            for offset in 0..=2 * REACH {
                let at = (i + offset).checked_sub(REACH).and_then(|at| own.get(at)).unwrap_or(&border);
                out.extend(visible(at, offset).iter().map(|key| shift(*key, offset)));
            }
            out
        })
        .collect()
}

/// Computes the features of a border lexeme: see [`alone`].
pub(crate) fn alone_at_border(out: &mut Vec<u32>) {
    out.clear();
    out.push(mix(1, 1, 0));
}

/// Those of a token's own features that are also features of a neighbour. The neighbour has the token at `offset` of its
/// window of `2 * REACH + 1` tokens; at the edges of the window only the first [`FAR`] count.
pub(crate) fn visible(own: &[u32], offset: usize) -> &[u32] {
    if offset.abs_diff(REACH) == REACH { &own[..own.len().min(FAR)] } else { own }
}

/// Hash of the features of a fixed probe: another template or hash function gives another one.
pub(crate) fn fingerprint() -> u32 {
    let word = |text, nominal, pos, hint| Word { text, entry: 0, pos, known: pos != 3, nominal, joined: true, hint };
    let probe = [
        word("「", false, 1, 0),
        word("東京", true, 2, 7),
        word("エネルギー", true, 3, 9),
        word("」", false, 4, 0),
        word("は", false, 5, 0),
        word("A・1", true, 3, 0),
    ];
    let names = Names::new([("東京エネルギー", 3), ("A・1", 4)], [("東京", 1), ("エネルギー", 2)]);
    features(&probe, &names).iter().flatten().fold(0, |sum, key| mix(1000, sum, *key))
}
