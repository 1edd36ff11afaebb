//! See `sum.md`.

use crate::check::figures::grid::{Entry, Grid, grids};
use crate::check::figures::interval::{Interval, agrees};
use crate::check::figures::kind::addable;
use crate::check::figures::parts::{Parts, broken_down, closed, partition, restated, totalled};
use crate::check::figures::passage::{Figure, Passage, value};
use crate::check::figures::spoken::spoken;
use crate::check::{Place, Report};
use crate::lexicon::{Table, Uses, table};
use crate::text::Span;
use crate::value::{Decimal, plain};
use serde::Deserialize;

/// What a word of `sum.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// The label of a row or column of totals.
    TotalLabel,
    /// The end of such a label.
    TotalEnding,
    /// In the label of a row or column that is not added up.
    NoTerm,
    /// The beginning of the label of a row or column that is a part of another.
    PartOpening,
}

static WORDS: Table<Uses<Use>> = table!("sum.csv", Uses::new);

pub(super) fn check(report: &mut Report) {
    let record = report.record;
    let passage = Passage::new(record);
    let mut sentences: Vec<u32> = passage.figures().iter().map(|m| m.sentence).collect();
    sentences.dedup();
    for sentence in sentences {
        for (whole, parts) in sums(passage, sentence) {
            compare(report, whole, &parts);
        }
    }
    for grid in grids(record) {
        foot(report, &grid);
        side(report, &grid);
    }
}

/// The totals of a sentence, each with its parts.
fn sums(passage: Passage<'_>, sentence: u32) -> Vec<(Figure<'_>, Parts<'_>)> {
    let figures = passage.in_sentence(sentence);
    let beside = |k: usize| {
        let parts = totalled(passage, figures, k)
            .or_else(|| restated(passage, figures, k))
            .or_else(|| partition(passage, figures, k))?;
        Some((&figures[k], parts))
    };
    let mut sums: Vec<(Figure, Parts)> = (0..figures.len()).filter_map(beside).collect();
    let listed = closed(passage, sentence).or_else(|| broken_down(passage, sentence));
    if let Some((whole, parts)) = listed
        && sums.iter().all(|(known, _)| known.view != whole.view)
    {
        sums.push((whole, parts));
    }
    sums
}

fn compare(report: &mut Report, stated: Figure, parts: &[Figure]) {
    let total = parts.iter().map(|m| value(m).cloned()).sum::<Option<Decimal>>();
    let (Some(sum), Some(total), Some(said)) = (Interval::sum(parts), total, value(stated)) else {
        return report.skips();
    };
    if agrees(stated, &sum) {
        return report.holds();
    }
    let text = &report.record.document.text;
    let terms: Vec<&str> = parts.iter().map(|m| m.span.of(text)).collect();
    let number = spoken(&total, stated);
    let message = message(stated.span.of(text), &terms, &number);
    let mut related: Vec<Place> = parts.iter().map(|m| report.place(m.span, String::new())).collect();
    // a list in a later sentence is what does not fit the total
    let listed = parts.iter().all(|m| m.sentence > stated.sentence);
    let list = parts.first().zip(parts.last()).filter(|_| listed).map(|(a, b)| Span::new(a.span.start, b.span.end));
    let place = match list {
        Some(list) => {
            related.insert(0, report.place(stated.span, "合計"));
            report.place(list, format!("計算では{number}"))
        }
        None => report.place(stated.span, format!("計算では{number}")),
    };
    let difference = plain(&(said - &total));
    let finding = report.fails(place, related, message);
    finding.difference = difference;
    finding.suggestion = suggestion(&number);
}

fn message(stated: &str, terms: &[&str], number: &str) -> String {
    format!("「{stated}」とあるが、{}の合計は{number}です", terms.join("+"))
}

fn suggestion(number: &str) -> String {
    format!("{number}にするか、内訳を直す")
}

/// Returns true if a row or column holds totals.
fn is_total(label: &str) -> bool {
    WORDS.is(label, Use::TotalLabel) || WORDS.ends(label, Use::TotalEnding)
}

/// Returns true if a row or column is a part of another: うち海外.
fn is_part(label: &str) -> bool {
    WORDS.begins(label.trim_start_matches('（'), Use::PartOpening)
}

/// Returns true if the numbers of a row or column are not added: 前年比.
fn is_no_term(label: &str) -> bool {
    WORDS.any_in(label, Use::NoTerm)
}

/// A row 合計 at the foot of a table.
fn foot(report: &mut Report, grid: &Grid) {
    let label = |row: u32| grid.label(row, 0);
    let Some(row) = (2..grid.rows).find(|r| is_total(label(*r))) else { return };
    if (1..row).any(|r| is_no_term(label(r)) || is_total(label(r))) {
        return;
    }
    for column in 1..grid.columns {
        let Some(stated) = grid.entry(row, column) else { continue };
        if is_no_term(grid.label(0, column)) {
            continue;
        }
        let rows = (1..row).filter(|r| !is_part(label(*r)));
        let Some(parts) = rows.map(|r| grid.entry(r, column)).collect::<Option<Vec<Entry>>>() else { continue };
        // a table without a header begins with a term; a year in a header is none
        match grid.entry(0, column) {
            None => compare_entries(report, &stated, &parts),
            Some(first) => {
                let all: Vec<Entry> = std::iter::once(first).chain(parts.iter().cloned()).collect();
                if are_terms(&all, &stated) {
                    compare_entries(report, &stated, &all);
                } else if Entry::adds_up(&stated, &parts) {
                    report.holds();
                }
            }
        }
    }
}

/// Returns true if entries from the first row of a table on are terms of a total: figures that can be added to it, or
/// digits that do add up.
fn are_terms(all: &[Entry], stated: &Entry) -> bool {
    let like = |e: &Entry| e.figure.zip(stated.figure).is_some_and(|(a, b)| addable(a, b));
    all.iter().all(like) || Entry::adds_up(stated, all)
}

/// A column 計 at the right of a table.
fn side(report: &mut Report, grid: &Grid) {
    let Some(last) = grid.columns.checked_sub(1).filter(|c| *c >= 3) else { return };
    let label = |column: u32| grid.label(0, column);
    if !is_total(label(last)) || (1..last).any(|c| is_no_term(label(c)) || is_total(label(c)) || is_part(label(c))) {
        return;
    }
    for row in 1..grid.rows {
        let Some(stated) = grid.entry(row, last) else { continue };
        let parts: Option<Vec<Entry>> = (1..last).map(|c| grid.entry(row, c)).collect();
        if let Some(parts) = parts {
            compare_entries(report, &stated, &parts);
        }
    }
}

fn compare_entries(report: &mut Report, stated: &Entry, parts: &[Entry]) {
    let all = std::iter::once(stated).chain(parts);
    let figures: Option<Vec<Figure>> = parts.iter().map(|p| p.figure).collect();
    match (stated.figure, figures) {
        _ if parts.len() < 2 => {}
        (Some(stated), Some(figures)) if figures.iter().all(|m| addable(m, stated)) => {
            compare(report, stated, &figures);
        }
        _ if all.clone().any(|e| e.figure.is_some()) => report.skips(),
        _ if Entry::adds_up(stated, parts) => report.holds(),
        _ => {
            let total: Decimal = parts.iter().map(|p| p.value.clone()).sum();
            let number = plain(&total);
            let view = &report.record.reading.view;
            let terms: Vec<&str> = parts.iter().map(|e| e.view.of(&view.text)).collect();
            let message = message(stated.view.of(&view.text), &terms, &number);
            let place = report.place(view.original(stated.view), format!("計算では{number}"));
            let related = parts.iter().map(|p| report.place(view.original(p.view), "")).collect();
            let finding = report.fails(place, related, message);
            finding.difference = plain(&(&stated.value - &total));
            finding.suggestion = suggestion(&number);
        }
    }
}
