//! Expected facts: what a team holds to be true, one row a fact, whoever writes about it.
//!
//! A row is read the way articles are: it becomes the sentence 「SのAはVだ。」, and its claim is what the program itself
//! makes of that sentence. So words, units, periods and rounding mean in a row what they mean in an article.

mod draft;
mod read;

pub use draft::{drafts, to_toml};
pub use read::rows;

use crate::claim::{Claim, SubjectFrom};
use crate::fact::Tolerance;
use crate::text::fold_str;

/// A row of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// 1-based line of the file.
    pub line: u32,
    /// Whose value it is, empty for anybody's.
    pub subject: String,
    /// What of the subject it is, as an article would call it.
    pub attribute: String,
    /// The value, as an article would write it.
    pub value: String,
    /// How far a document may be from it.
    pub tolerance: Option<Tolerance>,
    /// How the team knows.
    pub source: String,
}

impl Row {
    /// The sentence that states the row, and the code point at which its value begins.
    pub fn sentence(&self) -> (String, u32) {
        let owner = if self.subject.is_empty() { String::new() } else { format!("{}の", self.subject) };
        let head = format!("{owner}{}は", self.attribute);
        let at = head.chars().count() as u32;
        (format!("{head}{}だ。", self.value), at)
    }

    /// The row with its claim, out of the claims and names read from its sentence: `names` are surface and canonical.
    ///
    /// # Errors
    /// When no value was read, in words.
    pub fn claimed(self, claims: Vec<Claim>, names: &[(String, String)]) -> Result<Expected, String> {
        let (_, at) = self.sentence();
        let claim = claims.into_iter().find(|c| c.char_start >= at);
        let Some(mut claim) = claim.filter(|c| !c.stated.value.is_empty() || !c.stated.lower.is_empty()) else {
            return Err(format!("no amount and no full date is read in `{}`", self.value));
        };
        if self.tolerance.as_ref().is_some_and(|t| !t.fits(&claim.stated.dimension)) {
            return Err(format!("the tolerance is in another unit than `{}`", self.value));
        }
        if !self.subject.is_empty() {
            let known = names.iter().find(|(surface, _)| fold_str(surface) == fold_str(&self.subject));
            claim.subject = known.map_or_else(|| self.subject.clone(), |(_, canonical)| canonical.clone());
            claim.subject_from = SubjectFrom::Sentence;
        }
        claim.line = self.line;
        Ok(Expected { row: self, claim })
    }
}

/// A row and what it claims.
#[derive(Clone, Debug, PartialEq)]
pub struct Expected {
    /// The row.
    pub row: Row,
    /// Its claim; the path is the file's, the line the row's.
    pub claim: Claim,
}
