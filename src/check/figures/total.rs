//! Words before a total of what stands before them: 3人と4人の合計7人.

use crate::lexicon::{Phrases, Table, table};

/// The words.
pub(crate) static TOTAL: Table<Phrases> = table!("total.csv", Phrases::new);
