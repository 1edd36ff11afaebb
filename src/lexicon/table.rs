//! Tables compiled into the program.

use crate::value::Decimal;
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use std::ops::Deref;
use std::sync::OnceLock;

/// A CSV file compiled in, and what is made of its rows the first time it is asked for.
///
/// A table stands beside the code that reads it, and every row has an `example`: a text that comes out differently
/// without the row. A test leaves out each row of every table and compares, which is why nothing that is read from a
/// table may be kept anywhere else.
pub(crate) struct Table<T: 'static> {
    /// The file that declares it, and the name of the table beside that file.
    #[cfg_attr(not(test), allow(dead_code))]
    place: (&'static str, &'static str),
    csv: &'static str,
    read: fn(&'static str) -> T,
    made: OnceLock<T>,
}

impl<T> Table<T> {
    /// A table of the given text, read with `read`: see [`table!`].
    pub const fn new(place: (&'static str, &'static str), csv: &'static str, read: fn(&'static str) -> T) -> Self {
        Table { place, csv, read, made: OnceLock::new() }
    }
}

impl<T> Deref for Table<T> {
    type Target = T;

    fn deref(&self) -> &T {
        #[cfg(test)]
        if let Some(csv) = testing::left_out(self.place) {
            return testing::made(std::ptr::from_ref(self).addr(), || (self.read)(csv));
        }
        self.made.get_or_init(|| (self.read)(self.csv))
    }
}

/// A [`Table`] of the file beside the one that names it: `table!("share.csv", Uses::new)`.
macro_rules! table {
    ($file:literal, $read:expr) => {
        $crate::lexicon::Table::new((file!(), $file), include_str!($file), $read)
    };
}
pub(crate) use table;

/// The rows of a table. The tables are ours and tests read every one, so a broken row cannot ship; it is left out
/// rather than stopping a user's run.
pub(crate) fn rows<T: DeserializeOwned>(csv: &str) -> Vec<T> {
    let rows = csv::Reader::from_reader(csv.as_bytes()).into_deserialize();
    #[cfg(test)]
    let rows =
        rows.inspect(|row: &Result<T, csv::Error>| assert!(row.is_ok(), "a broken row: {:?}", row.as_ref().err()));
    rows.filter_map(Result::ok).collect()
}

/// Reads a cell that holds a number.
pub(crate) fn decimal<'de, D: Deserializer<'de>>(cell: D) -> Result<Decimal, D::Error> {
    String::deserialize(cell)?.parse().map_err(D::Error::custom)
}

/// Leaving rows out of a table, for the thread of a test.
#[cfg(test)]
pub(crate) mod testing {
    use std::any::Any;
    use std::cell::RefCell;
    use std::collections::HashMap;
    use std::path::{Path, PathBuf};

    /// A table with some rows left out, and what was made of it, by address of the [`super::Table`].
    struct Shortened {
        path: PathBuf,
        csv: &'static str,
        made: HashMap<usize, Box<dyn Any>>,
    }

    thread_local! {
        static SHORTENED: RefCell<Option<Shortened>> = const { RefCell::new(None) };
    }

    /// Runs `work` as if the table at `path`, from the root of the package, had the text `csv`. The text and what is made of it are never freed: a test
    /// asks for few.
    pub(crate) fn with<R>(path: &Path, csv: String, work: impl FnOnce() -> R) -> R {
        let shortened = Shortened { path: path.to_owned(), csv: csv.leak(), made: HashMap::new() };
        SHORTENED.set(Some(shortened));
        let out = work();
        SHORTENED.set(None);
        out
    }

    /// The text of the table in this thread, where it is not its own.
    pub(super) fn left_out((declared, file): (&str, &str)) -> Option<&'static str> {
        let is_it = |s: &&Shortened| s.path.ends_with(file) && Path::new(declared).with_file_name(file) == s.path;
        SHORTENED.with_borrow(|s| s.as_ref().filter(is_it).map(|s| s.csv))
    }

    /// What was made of that text for the table at this address.
    pub(super) fn made<T: 'static>(table: usize, make: impl FnOnce() -> T) -> &'static T {
        let known = |s: &Option<Shortened>| s.as_ref()?.made.get(&table)?.downcast_ref::<&'static T>().copied();
        if let Some(made) = SHORTENED.with_borrow(known) {
            return made;
        }
        let new: &'static T = Box::leak(Box::new(make()));
        SHORTENED.with_borrow_mut(|s| s.iter_mut().for_each(|s| drop(s.made.insert(table, Box::new(new)))));
        new
    }
}
