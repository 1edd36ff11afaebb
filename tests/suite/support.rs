//! What every test needs: a kit made once, and a text read whole.

use std::path::PathBuf;
use std::sync::LazyLock;
use totsugo::internals::check::{self, Analysis};
use totsugo::internals::claim;
use totsugo::internals::corpus::{self, Format};
use totsugo::internals::extract::{self, Kit};
use totsugo::internals::text::LineIndex;

static KIT: LazyLock<Kit> = LazyLock::new(|| Kit::embedded().expect("the embedded dictionary loads"));

/// Reads a text as a document of that name, through every stage of one document.
pub fn analyse(text: &str, format: Format, path: &str) -> Analysis {
    let document = corpus::parse(text.as_bytes().to_vec(), format, path);
    let record = extract::read(document, &mut KIT.reader()).expect("the text is tokenised");
    let lines = LineIndex::new(&record.document.text);
    let claims = claim::build(&record, &lines, KIT.concepts());
    let (findings, counts) = check::inspect(&record, &lines);
    Analysis { record, lines, claims, findings, counts }
}

/// The root of the package.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A path below `tests/`.
pub fn tests(path: &str) -> PathBuf {
    root().join("tests").join(path)
}

/// A file below `tests/`, whole.
pub fn read(path: &str) -> String {
    std::fs::read_to_string(tests(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}
