//! See `duration.md`.

mod ends;
mod entry;
mod later;
mod length;
mod shift;
mod since;

use crate::check::Report;
use crate::value::TimexType;
use length::Length;
use std::cell::LazyCell;

pub(super) fn check(report: &mut Report) {
    let record = report.record;
    let entries = LazyCell::new(|| entry::entries(record));
    for (index, date) in record.dates.iter().enumerate() {
        later::check(report, index);
        if date.value.time.kind != TimexType::Duration {
            // 最初の着地から139日後
            if let Some(length) = Length::after(date) {
                let readings = entry::find(record, &entries, index);
                if !readings.is_empty() {
                    entry::compare(report, &readings, length);
                }
            }
            continue;
        }
        let Some(length) = Length::of(date) else { continue };
        let readings = entry::find(record, &entries, index);
        if !readings.is_empty() {
            entry::compare(report, &readings, length);
        } else if let Some(start) = since::start(record, index) {
            since::compare(report, start, length);
        } else if let Some(moved) = shift::moved(record, index) {
            shift::compare(report, moved, length);
        } else if let Some(ends) = ends::find(record, index) {
            ends::compare(report, ends, length);
        } else {
            report.skips();
        }
    }
}
