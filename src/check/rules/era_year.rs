//! See `era_year.md`.

use crate::check::Report;
use crate::lexicon::Era;

pub(super) fn check(report: &mut Report) {
    let record = report.record;
    for m in &record.dates {
        let Some((first, second)) = m.value.era_mismatch else { continue };
        let place = report.place(m.span, format!("{first}年と{second}年"));
        let message = format!("「{}」は{first}年と{second}年で、一致しません", m.span.of(&record.document.text));
        let meant = m.value.time.span.lower.map_or(second, |l| l.year());
        let suggestion =
            Era::of_year(meant).map_or(String::new(), |e| format!("{meant}年は{}{}年", e.surface, e.number(meant)));
        report.fails(place, Vec::new(), message).suggestion = suggestion;
    }
}
