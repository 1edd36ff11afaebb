//! Words before a total of what stands before them: 3人と4人の合計7人.

use crate::lexicon::{Phrases, Table, table};
/// A total of what stands before follows.
pub(crate) static WORDS: Table<Phrases> = table!("total.csv", Phrases::new);
