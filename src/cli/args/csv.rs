//! The arguments for CSV.

use crate::config::Config;
use crate::output::csv::{Dialect, Headers, Style};
use clap::Args as Group;

/// The dialect of CSV.
#[derive(Clone, Copy, Debug, Default, Group)]
pub(in crate::cli) struct Csv {
    /// excel: byte order mark, CRLF, formulas made harmless; plain: none of these
    ///
    /// Files are written for excel and streams plainly unless this says otherwise.
    #[arg(long, value_name = "DIALECT")]
    csv: Option<Style>,
    /// Language of the header row: stable names such as char_start, or Japanese headings [default: snake]
    #[arg(long, value_name = "LANGUAGE")]
    headers: Option<Headers>,
}

impl Csv {
    /// The arguments of the call, else the settings.
    pub fn or(self, config: &Config) -> Self {
        Csv { csv: self.csv.or(config.csv), headers: self.headers.or(config.headers) }
    }

    /// The dialect for files.
    pub fn in_files(self) -> Dialect {
        self.dialect(Style::Excel)
    }

    /// The dialect for standard output.
    pub fn in_streams(self) -> Dialect {
        self.dialect(Style::Plain)
    }

    fn dialect(self, default: Style) -> Dialect {
        Dialect { style: self.csv.unwrap_or(default), headers: self.headers.unwrap_or_default() }
    }
}
