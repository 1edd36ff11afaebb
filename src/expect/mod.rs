//! Expected facts: what a team holds to be true, whoever writes about it.
//!
//! An expected fact is read as an article is: it becomes the sentence 「SのAはVだ。」, and its claim is the one built from
//! that sentence. So words, units, periods and rounding mean in it what they mean in an article.

mod draft;
mod read;

pub use draft::{drafts, to_toml};
pub use read::rows;

use crate::claim::{Claim, SubjectFrom};
use crate::fact::Tolerance;
use crate::text::fold_str;

/// An expected fact: a row of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExpectedFact {
    /// 1-based line of the file.
    pub line: u32,
    /// The subject of the value, empty for any subject.
    pub subject: String,
    /// The attribute, as an article would call it.
    pub attribute: String,
    /// The value, as an article would write it.
    pub value: String,
    /// How far from it the value of a document may be.
    pub tolerance: Option<Tolerance>,
    /// Where the team has it from.
    pub source: String,
}

impl ExpectedFact {
    /// The sentence that states the fact, and the offset of its value in code points.
    pub fn sentence(&self) -> (String, u32) {
        let owner = if self.subject.is_empty() { String::new() } else { format!("{}の", self.subject) };
        let head = format!("{owner}{}は", self.attribute);
        let at = head.chars().count() as u32;
        (format!("{head}{}だ。", self.value), at)
    }

    /// The fact with its claim, given the claims and the names (surface and canonical name) in its sentence.
    ///
    /// # Errors
    /// Why the sentence states no value to compare, as a message.
    pub fn claimed(self, claims: Vec<Claim>, names: &[(String, String)]) -> Result<ExpectedClaim, String> {
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
        Ok(ExpectedClaim { row: self, claim })
    }
}

/// An expected fact and its claim.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpectedClaim {
    /// The fact, as the row of the file has it.
    pub row: ExpectedFact,
    /// Its claim, whose path is that of the file and whose line is that of the row.
    pub claim: Claim,
}
