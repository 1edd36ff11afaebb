//! One line for each open finding, which editors and CI logs turn into links.

use super::{RenderOptions, Report};
use crate::error::Error;
use crate::output::diagnostic::concise_line;

pub(super) fn write(report: &Report, _: &RenderOptions) -> Result<Vec<u8>, Error> {
    Ok(report.open().map(|r| concise_line(&r.finding) + "\n").collect::<String>().into_bytes())
}
