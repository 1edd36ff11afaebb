//! See `impossible_date.md`.

use crate::check::Report;
use crate::value::days_in_month;

pub(super) fn check(report: &mut Report) {
    let record = report.record;
    for m in &record.dates {
        match m.value.nonexistent {
            None if m.value.time.day().is_some() => report.holds(),
            None => {}
            // きょう31日 leaves the month to be found
            Some(_) if m.value.time.timex.get(5..7) == Some("XX") => report.skips(),
            Some((y, month, day)) => {
                let last = days_in_month(y, month);
                let place = report.place(m.span, format!("{y}年{month}月は{last}日まで"));
                let message = format!("{y}年{month}月{day}日という日付はありません");
                report.fails(place, Vec::new(), message).suggestion = format!("{y}年{month}月の最後の日は{last}日");
            }
        }
    }
}
