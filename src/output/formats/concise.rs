//! A line a finding, which editors and CI logs turn into links.

use super::{Look, Report};
use crate::error::Error;
use crate::output::text::concise_line;

pub(super) fn write(report: &Report, _: &Look) -> Result<Vec<u8>, Error> {
    Ok(report.open().map(|r| concise_line(&r.finding) + "\n").collect::<String>().into_bytes())
}
