//! See `era_year.md`.

use super::Report;
use crate::lexicon::eras;

pub(super) fn check(report: &mut Report) {
    let record = report.record;
    for m in &record.dates {
        let Some((first, second)) = m.value.era_mismatch else { continue };
        let place = report.place(m.span, format!("{first}年と{second}年"));
        let message = format!("元号の年は{first}年、括弧の年は{second}年で、一致しません");
        let era = eras().iter().rev().find(|e| e.first_year <= second);
        let suggestion = era.map_or(String::new(), |e| format!("{second}年は{}{}年", e.surface, second - e.first_year + 1));
        report.fails(place, Vec::new(), message).suggestion = suggestion;
    }
}
