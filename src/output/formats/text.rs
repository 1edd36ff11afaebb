//! The open findings as diagnostics, for a person at a terminal.

use super::{RenderOptions, Report};
use crate::error::Error;
use crate::output::diagnostic::diagnostic;

pub(super) fn write(report: &Report, options: &RenderOptions) -> Result<Vec<u8>, Error> {
    Ok(report
        .open()
        .map(|r| diagnostic(&r.finding, options.columns, options.color) + "\n")
        .collect::<String>()
        .into_bytes())
}
