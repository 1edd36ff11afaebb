//! The table of all findings, which is the review form.

use super::{RenderOptions, Report};
use crate::error::Error;
use crate::output::csv::table;
use crate::output::rows::findings;
use crate::output::schema::Table;

pub(super) fn write(report: &Report, options: &RenderOptions) -> Result<Vec<u8>, Error> {
    Ok(table(Table::Findings.fields(), findings(report.findings), options.dialect))
}
