//! See `sum.md`.

use super::super::Report;
use super::super::figures::arithmetic::{Reach, Term, agrees, spoken, value};
use super::super::figures::parts::{broken_down, closed, partition, restated, totalled};
use super::super::figures::table::{Figure, FigureTable, tables};
use crate::claim::slice;
use crate::lexicon::{Table, Uses, table};
use crate::value::{AmountKind, Decimal, plain};
use serde::Deserialize;

/// What a word of `sum.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// A counter of persons or firms, which 者 counts alike.
    Party,
    /// The label of a row or column of totals.
    TotalLabel,
    /// The label of a row or column that is not added up.
    NoTerm,
}

static WORDS: Table<Uses<Use>> = table!("sum.csv", Uses::new);

pub(crate) fn check(report: &mut Report) {
    let record = report.record;
    let mut from = 0;
    while from < record.amounts.len() {
        let sentence = record.amounts[from].sentence;
        let amounts = slice(&record.amounts, sentence as usize);
        let spoken = (0..amounts.len()).filter_map(|k| {
            let parts = totalled(record, amounts, k)
                .or_else(|| restated(record, amounts, k))
                .or_else(|| partition(record, amounts, k))?;
            Some((&amounts[k], parts))
        });
        let mut sums: Vec<(Term, Vec<Term>)> = spoken.collect();
        let lists = closed(record, sentence as usize).or_else(|| broken_down(record, sentence as usize));
        sums.extend(
            lists.into_iter().filter(|(whole, _)| sums.iter().all(|(w, _)| w.view != whole.view)).collect::<Vec<_>>(),
        );
        for (whole, parts) in sums {
            compare(report, whole, &parts);
        }
        from += amounts.len();
    }
    for table in tables(record) {
        foot(report, &table);
        side(report, &table);
    }
}

fn compare(report: &mut Report, stated: Term, parts: &[Term]) {
    let total = parts.iter().map(|m| value(m).cloned()).sum::<Option<Decimal>>();
    let (Some(reach), Some(total), Some(said)) = (Reach::sum(parts), total, value(stated)) else {
        return report.skips();
    };
    if agrees(stated, &reach) {
        return report.holds();
    }
    let text = &report.record.document.text;
    let terms: Vec<&str> = parts.iter().map(|m| m.span.of(text)).collect();
    let number = spoken(&total, stated);
    let message = format!("「{}」とあるが、{}の合計は{number}です", stated.span.of(text), terms.join("+"));
    let place = report.place(stated.span, format!("計算では{number}"));
    let related = parts.iter().map(|m| report.place(m.span, String::new())).collect();
    let gap = plain(&(said - &total));
    let finding = report.fails(place, related, message);
    finding.difference = gap;
    finding.suggestion = format!("{number}にするか、内訳を直す");
}

/// Whether two numbers count the same kind of thing.
pub(crate) fn like(a: Term, b: Term) -> bool {
    // 5人と2社の計7者: 者 counts persons and firms alike
    let party = |m: Term| WORDS.is(&m.value.amount.unit, Use::Party);
    let parties = (a.value.amount.unit == "者" || b.value.amount.unit == "者") && party(a) && party(b);
    (a.value.amount.unit == b.value.amount.unit || parties)
        && a.value.per_unit == b.value.per_unit
        && !matches!(a.value.amount.kind, AmountKind::Percent | AmountKind::Rank | AmountKind::Age | AmountKind::Ratio)
}

/// Labels of totals.
fn is_total(label: &str) -> bool {
    WORDS.is(label, Use::TotalLabel) || label.ends_with("合計") || label.ends_with("総計")
}

/// Rows and columns that are part of others; those whose numbers are not added.
fn is_part(label: &str) -> bool {
    label.starts_with("うち") || label.starts_with("（うち")
}

fn is_no_term(label: &str) -> bool {
    WORDS.any_in(label, Use::NoTerm)
}

/// A row 合計 at the foot of a table.
fn foot(report: &mut Report, table: &FigureTable) {
    let label = |row: u32| table.label(row, 0).unwrap_or("");
    let Some(row) = (2..table.rows).find(|r| is_total(label(*r))) else { return };
    if (1..row).any(|r| is_no_term(label(r)) || is_total(label(r))) {
        return;
    }
    for column in 1..table.columns {
        let Some(stated) = table.figure(row, column) else { continue };
        if table.label(0, column).is_some_and(is_no_term) {
            continue;
        }
        let rows = (1..row).filter(|r| !is_part(label(*r)));
        let Some(parts) = rows.map(|r| table.figure(r, column)).collect::<Option<Vec<Figure>>>() else { continue };
        // a table without a header begins with a term; a year in a header is none
        match table.figure(0, column) {
            None => columns(report, &stated, &parts),
            Some(first) => {
                let all: Vec<Figure> = std::iter::once(first).chain(parts.iter().cloned()).collect();
                if first_is_term(&all, &stated) {
                    columns(report, &stated, &all);
                } else if Figure::adds_up(&stated, &parts) {
                    report.holds();
                }
            }
        }
    }
}

/// Whether the first row of a column is a term like the others: a quantity with the unit of the total.
fn first_is_term(all: &[Figure], stated: &Figure) -> bool {
    let like = |f: &Figure| f.mention.zip(stated.mention).is_some_and(|(a, b)| like(a, b));
    all.iter().all(like) || Figure::adds_up(stated, all)
}

/// A column 計 at the right of a table.
fn side(report: &mut Report, table: &FigureTable) {
    let Some(last) = table.columns.checked_sub(1).filter(|c| *c >= 3) else { return };
    let label = |column: u32| table.label(0, column).unwrap_or("");
    if !is_total(label(last)) || (1..last).any(|c| is_no_term(label(c)) || is_total(label(c)) || is_part(label(c))) {
        return;
    }
    for row in 1..table.rows {
        let Some(stated) = table.figure(row, last) else { continue };
        let parts: Option<Vec<Figure>> = (1..last).map(|c| table.figure(row, c)).collect();
        if let Some(parts) = parts {
            columns(report, &stated, &parts);
        }
    }
}

fn columns(report: &mut Report, stated: &Figure, parts: &[Figure]) {
    let all = std::iter::once(stated).chain(parts);
    let terms: Option<Vec<Term>> = parts.iter().map(|p| p.mention).collect();
    match (stated.mention, terms) {
        _ if parts.len() < 2 => {}
        (Some(stated), Some(terms)) if terms.iter().all(|m| like(m, stated)) => compare(report, stated, &terms),
        _ if all.clone().any(|f| f.mention.is_some()) => report.skips(),
        _ if Figure::adds_up(stated, parts) => report.holds(),
        _ => {
            let total: Decimal = parts.iter().map(|p| p.value.clone()).sum();
            let number = plain(&total);
            let view = &report.record.reading.view;
            let place = |f: &Figure| view.original(f.view);
            let terms: Vec<&str> = parts.iter().map(|f| f.view.of(&view.text)).collect();
            let message =
                format!("「{}」とあるが、{}の合計は{number}です", stated.view.of(&view.text), terms.join("+"));
            let spot = report.place(place(stated), format!("計算では{number}"));
            let related = parts.iter().map(|p| report.place(place(p), "")).collect();
            let finding = report.fails(spot, related, message);
            finding.difference = plain(&(&stated.value - &total));
            finding.suggestion = format!("{number}にするか、内訳を直す");
        }
    }
}
