//! See `duration.md`.

mod ends;
mod later;
mod length;
mod shift;
mod since;

use crate::check::Report;
use crate::value::TimexType;
use length::Length;

pub(super) fn check(report: &mut Report) {
    for (index, date) in report.record.dates.iter().enumerate() {
        later::check(report, index);
        if date.value.time.kind != TimexType::Duration {
            continue;
        }
        let Some(length) = Length::of(date) else { continue };
        if let Some(start) = since::start(report.record, index) {
            since::compare(report, start, length);
        } else if let Some(moved) = shift::moved(report.record, index) {
            shift::compare(report, moved, length);
        } else if let Some(ends) = ends::find(report.record, index) {
            ends::compare(report, ends, length);
        } else {
            report.skips();
        }
    }
}
