//! Findings with their quotes, for a person at a terminal.

use super::{Look, Report};
use crate::error::Error;
use crate::output::text::finding;

pub(super) fn write(report: &Report, look: &Look) -> Result<Vec<u8>, Error> {
    Ok(report.open().map(|r| finding(&r.finding, look.columns, look.color) + "\n").collect::<String>().into_bytes())
}
