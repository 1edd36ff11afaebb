//! See `percent_change.md`.

mod twice;

use crate::check::Report;
use crate::check::figures::grid::{Grid, grids};
use crate::check::figures::interval::{Interval, agrees};
use crate::check::figures::passage::{Figure, value};
use crate::check::figures::spoken::rounded;
use crate::lexicon::{FIGURE_WORDS, FigureUse, Table, Uses, table};
use crate::value::{Decimal, Direction, plain, pow10};
use serde::Deserialize;

/// What a word of `percent_change.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// The label of a column of rates of change.
    RateLabel,
    /// The label of a column of present values.
    NowLabel,
    /// In the label of a column of changes or shares, which holds no values.
    NoValue,
}

static WORDS: Table<Uses<Use>> = table!("percent_change.csv", Uses::new);

pub(super) fn check(report: &mut Report) {
    let record = report.record;
    let changes = report.changes();
    for c in &changes.whole {
        let signed = match c.by.value.amount.unit.as_str() {
            "%" => {
                let Some(by) = value(c.by) else { continue };
                let down = c.direction == Some(Direction::Down);
                if down == (*by < 0) { by.clone() } else { -by }
            }
            "倍" => value(c.by).cloned().unwrap_or_default(),
            _ => continue,
        };
        // 修正幅は5.6%: the way is that of the two values
        let down = c.direction.is_none() && value(c.to) < value(c.from) && c.by.value.amount.unit == "%";
        compare(report, c.from, c.to, c.by, if down { -signed } else { signed });
    }
    (0..changes.lacking).for_each(|_| report.skips());
    twice::check(report);
    for grid in grids(record) {
        columns(report, &grid);
    }
}

/// How often `from` goes into `to`, in per cent.
fn quotient(from: Figure, to: Figure) -> Option<Interval> {
    Some(Interval::of(to)?.over(&Interval::of(from)?)?.percent())
}

/// Compares a stated change with its two ends; `signed` is its value, negative for a decrease.
fn compare(report: &mut Report, from: Figure, to: Figure, by: Figure, signed: Decimal) {
    let hundred = Decimal::from(100);
    let Some(quotient) = quotient(from, to) else { return report.skips() };
    let Some(stated) = Interval::result(by) else { return report.skips() };
    let times = by.value.amount.unit == "倍";
    let computed = match times {
        true => Interval { low: quotient.low * pow10(-2), high: quotient.high * pow10(-2) },
        false => Interval { low: quotient.low - &hundred, high: quotient.high - &hundred },
    };
    // the interval of the stated figure, on the side its sign says
    let stated = match value(by) {
        Some(v) if (*v < 0) != (signed < 0) => Interval { low: -stated.high, high: -stated.low },
        _ => stated,
    };
    if stated.meets(&computed) {
        return report.holds();
    }
    let (Some(a), Some(b)) = (value(from), value(to)) else { return };
    let exact = if times { b / a } else { (b / a - 1) * &hundred };
    let exact = rounded(&exact, i64::from(-by.value.amount.precision.min(0)).max(i64::from(times)));
    let said = match times {
        true => format!("{}倍", plain(&exact)),
        false => format!("{}%の{}", plain(&exact.abs()), if exact < 0 { "減" } else { "増" }),
    };
    let text = &report.record.document.text;
    let (f, t, c) = (from.span.of(text), to.span.of(text), by.span.of(text));
    let message = format!("「{c}」とあるが、「{f}」から「{t}」は{said}です");
    let place = report.place(by.span, format!("計算では{said}"));
    let related = vec![report.place(from.span, "前の値"), report.place(to.span, "後の値")];
    let finding = report.fails(place, related, message);
    finding.difference = plain(&(signed - exact));
    finding.suggestion = format!("{said}にするか、「{f}」と「{t}」を確かめる");
}

/// Columns of a table: before, now, and the rate between them.
fn columns(report: &mut Report, grid: &Grid) {
    let only = |fits: &dyn Fn(&str) -> bool| {
        let mut found = (1..grid.columns).filter(|c| fits(grid.label(0, *c)));
        found.next().filter(|_| found.next().is_none())
    };
    let values = |label: &str| !WORDS.any_in(label, Use::NoValue);
    let rate = only(&|l| WORDS.is(l, Use::RateLabel));
    let from = only(&|l| FIGURE_WORDS.any_in(l, FigureUse::Base) && values(l));
    let to = only(&|l| (FIGURE_WORDS.any_in(l, FigureUse::Now) || WORDS.is(l, Use::NowLabel)) && values(l));
    let (Some(rate), Some(from), Some(to)) = (rate, from, to) else { return };
    for row in 1..grid.rows {
        let [from, to, by] = [from, to, rate].map(|column| grid.figure(row, column));
        let (Some(from), Some(to), Some(by)) = (from, to, by) else { continue };
        if by.value.amount.unit != "%" || from.value.amount.unit != to.value.amount.unit {
            continue;
        }
        let Some(v) = value(by) else { continue };
        let down = by.value.amount.direction == Some(Direction::Down);
        // some tables put 105% for 5% more
        if quotient(from, to).is_some_and(|q| agrees(by, &q)) {
            report.holds();
        } else {
            compare(report, from, to, by, if down == (*v < 0) { v.clone() } else { -v });
        }
    }
}
