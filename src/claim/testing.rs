//! Claims of short texts, for the tests of this room.

use super::{Claim, build};
use crate::corpus::{self, Format};
use crate::extract::{Kit, read};
use crate::text::LineIndex;

/// The claims of a text, read without the model of names.
pub(super) fn claims(text: &str, format: Format) -> Vec<Claim> {
    let kit = Kit::embedded().expect("dictionary").with_model(None);
    let document = corpus::parse(text.as_bytes().to_vec(), format, "test");
    let record = read(document, &mut kit.reader()).expect("tokens");
    build(&record, &LineIndex::new(&record.document.text), kit.concepts())
}

/// Each value of a text that another one replaced, with that one: `82億円→88億円`.
pub(super) fn replaced(text: &str, format: Format) -> String {
    let claims = claims(text, format);
    let at = |place: u32| claims.iter().find(|c| c.char_start == place).expect("a claim").excerpt.surface.as_str();
    let told = claims.iter().filter_map(|c| Some(format!("{}→{}", c.excerpt.surface, at(c.replaced_by?))));
    told.collect::<Vec<_>>().join(" ")
}
