//! The table of findings, whatever their status: the review form.

use super::{Look, Report};
use crate::error::Error;
use crate::output::csv::table;
use crate::output::rows::findings;
use crate::output::schema::Table;

pub(super) fn write(report: &Report, look: &Look) -> Result<Vec<u8>, Error> {
    Ok(table(Table::Findings.fields(), findings(report.findings), look.dialect))
}
