//! The time a sentence or a clause speaks of, by its predicate: 開いた is past, 開く to come, 開く予定だ a plan.

use crate::extract::Reading;
use crate::lexicon::{Table, Uses, table};
use crate::morph::Pos;
use serde::Deserialize;

/// Time a sentence speaks of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Tense {
    /// Its predicate is in the past.
    Past,
    /// Its predicate is a plain verb.
    Future,
    /// It speaks of plans, deadlines or forecasts, which lie near, on either side.
    Plan,
    /// Neither: a noun, a state.
    #[default]
    Open,
}

impl Tense {
    /// Returns true if it speaks of what may still come.
    pub fn ahead(self) -> bool {
        matches!(self, Tense::Future | Tense::Plan)
    }
}

/// What a word of `tense.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// In a sentence that speaks of what is to come.
    Ahead,
    /// In a sentence by which others tell what is past, whatever its last verb.
    Told,
    /// In a sentence that counts at a moment, which is no plan whatever the verb.
    AtMoment,
    /// A verb of what is, not of what will be.
    State,
}

static WORDS: Table<Uses<Use>> = table!("tense.csv", Uses::new);

/// The time a sentence speaks of: a plain verb form at its end (26日に提出される。) is the future, た the past; 〜ている, a noun
/// and です leave it open.
pub(crate) fn of_sentence(reading: &Reading, sentence: usize, text: &str) -> Tense {
    // 17日に死亡したとみられる is past, whatever its last verb, 5日に開く方針を示した speaks of what is to come, and 3月末で1290台が動く
    // counts what is there
    if WORDS.any_in(text, Use::Told) {
        return Tense::Past;
    }
    if WORDS.any_in(text, Use::Ahead) {
        return Tense::Plan;
    }
    if WORDS.any_in(text, Use::AtMoment) {
        return Tense::Open;
    }
    let tokens = reading.sentence_tokens(sentence);
    let mut last = tokens.iter().rev().skip_while(|t| t.pos.is_symbol());
    let end = last.next();
    let word = end.map_or("", |t| reading.text(t));
    let past = matches!(word, "た" | "だ")
        && last.next().is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::VerbSuffix | Pos::Auxiliary));
    if past {
        return Tense::Past;
    }
    let plain = |s: &str| s.ends_with(['る', 'う', 'く', 'す', 'つ', 'ぬ', 'む', 'ぶ', 'ぐ']);
    let verb = end.is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::VerbSuffix));
    // 25日朝も57人が残る, 被害は5億円に上る: what is, not what will be
    let state = WORDS.is(word, Use::State);
    // 17日に催しがある is on a programme; 開きます is as much to come as 開く, 開いています a state
    let mut polite =
        || word == "ます" && last.next().is_some_and(|t| !matches!(reading.text(t), "い" | "おり" | "あり"));
    match () {
        () if verb && plain(word) && !state => Tense::Future,
        // 24日に消せたのは雨が降ったからだ
        () if text.contains("たのは") || text.contains("だのは") => Tense::Past,
        () if word == "ある" && text.contains("日に") || word == "まで" || polite() => Tense::Plan,
        () => Tense::Open,
    }
}

/// The time of the clause that an expression stands in that ends at view offset `end`, where that is a relative clause of the
/// past: 9日に結んだ契約は打ち切られる.
pub(crate) fn of_clause(reading: &Reading, sentence: usize, end: usize) -> Option<Tense> {
    let tokens = reading.sentence_tokens(sentence);
    let mut after = tokens[tokens.partition_point(|t| (t.start as usize) < end)..].iter();
    let mut verb = false;
    while let Some(token) = after.next() {
        let text = reading.text(token);
        if token.pos.is_symbol() || matches!(text, "は" | "が") {
            return None;
        }
        if matches!(text, "た" | "だ") && verb {
            // what follows is a noun that the clause is about
            return after.next().filter(|t| t.pos.is_nominal()).map(|_| Tense::Past);
        }
        verb = matches!(token.pos, Pos::Verb | Pos::VerbSuffix | Pos::Auxiliary);
    }
    None
}
