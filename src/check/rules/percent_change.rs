//! See `percent_change.md`.

use super::super::Report;
use super::super::figures::arithmetic::{Reach, Term, agrees, value};
use super::super::figures::table::{FigureTable, tables};
use crate::lexicon::{FIGURE_WORDS, FigureUse, Phrases, Table, table};
use crate::value::{Decimal, Direction, plain, pow10};
/// The label of a column of rates of change.
static WORDS: Table<Phrases> = table!("percent_change.csv", Phrases::new);

pub(crate) fn check(report: &mut Report) {
    let record = report.record;
    let changes = report.changes();
    for c in &changes.read {
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
    for table in tables(record) {
        rates(report, &table);
    }
}

/// How often `from` goes into `to`, in hundredths.
fn quotient(from: Term, to: Term) -> Option<Reach> {
    Some(Reach::of(to)?.over(&Reach::of(from)?)?.percent())
}

fn compare(report: &mut Report, from: Term, to: Term, by: Term, signed: Decimal) {
    let hundred = Decimal::from(100);
    let Some(quotient) = quotient(from, to) else { return report.skips() };
    let Some(stated) = Reach::result(by) else { return report.skips() };
    let times = by.value.amount.unit == "倍";
    let computed = match times {
        true => Reach { low: quotient.low * pow10(-2), high: quotient.high * pow10(-2) },
        false => Reach { low: quotient.low - &hundred, high: quotient.high - &hundred },
    };
    // the reach of the stated number, on the side its sign says
    let stated = match value(by) {
        Some(v) if (*v < 0) != (signed < 0) => Reach { low: -stated.high, high: -stated.low },
        _ => stated,
    };
    if stated.meets(&computed) {
        return report.holds();
    }
    let (Some(a), Some(b)) = (value(from), value(to)) else { return };
    let exact = if times { b / a } else { (b / a - 1) * &hundred };
    let digits = i64::from(-by.value.amount.precision.min(0)).max(if times { 1 } else { 0 });
    let exact = exact.with_scale_round(digits, bigdecimal::RoundingMode::HalfUp);
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
fn rates(report: &mut Report, table: &FigureTable) {
    let only = |fits: &dyn Fn(&str) -> bool| {
        let mut found = (1..table.columns).filter(|c| table.label(0, *c).is_some_and(fits));
        found.next().filter(|_| found.next().is_none())
    };
    let rate = only(&|l| WORDS.is(l));
    let from = only(&|l| FIGURE_WORDS.any_in(l, FigureUse::Base) && !l.contains(['比', '率', '差', '増']));
    let to = only(&|l| {
        (FIGURE_WORDS.any_in(l, FigureUse::Now) || l == "当年度" || l == "本年度" || l == "今年度")
            && !l.contains(['比', '率', '差', '増'])
    });
    let (Some(rate), Some(from), Some(to)) = (rate, from, to) else { return };
    for row in 1..table.rows {
        let (Some(from), Some(to), Some(by)) = (table.only(row, from), table.only(row, to), table.only(row, rate))
        else {
            continue;
        };
        let Some(v) =
            value(by).filter(|_| by.value.amount.unit == "%" && from.value.amount.unit == to.value.amount.unit)
        else {
            continue;
        };
        let down = by.value.amount.direction == Some(Direction::Down);
        // some tables put 105% for 5% more
        if quotient(from, to).is_some_and(|q| agrees(by, &q)) {
            report.holds();
        } else {
            compare(report, from, to, by, if down == (*v < 0) { v.clone() } else { -v });
        }
    }
}
