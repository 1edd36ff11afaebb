//! The mark of a folder that totsugo has written: it holds no articles, and may be replaced.

use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// The file with the mark.
pub const MARKED: &str = "datapackage.json";

/// Most bytes of that file; one of totsugo has some 50 kB.
const MOST_BYTES: u64 = 4 << 20;

/// The mark, a member of that file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Mark {
    /// The version of totsugo that wrote the folder.
    pub version: String,
    /// The names of the files in it that are no tables.
    #[serde(default)]
    pub files: Vec<String>,
}

impl Mark {
    /// The mark of a folder; `None` when totsugo has not written it.
    pub fn of(folder: &Path) -> Option<Mark> {
        #[derive(Deserialize)]
        struct Own {
            totsugo: Mark,
        }
        let path = folder.join(MARKED);
        path.is_file().then_some(())?;
        let mut text = String::new();
        File::open(path).ok()?.take(MOST_BYTES).read_to_string(&mut text).ok()?;
        serde_json::from_str::<Own>(&text).ok().map(|own| own.totsugo)
    }
}
