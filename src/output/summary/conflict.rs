//! A conflict in the summary, its values one below the other.

use super::{COLUMNS, name};
use crate::check::Severity;
use crate::claim::Claim;
use crate::fact::Verdict;
use crate::output::caret::{carets, fit, head, line};
use crate::output::fact_view::{FactView, claim_value};
use crate::output::plural;
use crate::output::reasons::reasons;
use crate::output::shown::one_line;
use crate::output::translations::Lang;

/// Most values shown of a conflict, best supported first.
const VALUES: usize = 5;

/// Writes conflict number `n`, with the severity of its gravest open finding.
pub(super) fn write(out: &mut String, n: usize, severity: Option<Severity>, view: FactView) {
    let severity = severity.map_or(String::new(), |s| format!("{}, ", s.as_str()));
    let mark = format!(" ({severity}confidence {:.2})", view.fact.confidence);
    *out += &format!("\n{n:>3}. {}{mark}\n", head(&name(view), COLUMNS.saturating_sub(5 + mark.len())));
    let values = view.disputed();
    for value in values.iter().take(VALUES) {
        let Some(claim) = view.first(value) else { continue };
        let sources: Vec<String> = view.sources_of(value).into_iter().map(one_line).collect();
        let mut surface = one_line(&claim.excerpt.surface);
        if surface.chars().all(|c| !c.is_alphabetic()) && !claim.stated.unit.is_empty() {
            // a bare figure of a table: what it was read as
            surface += &format!(" = {} {}", claim_value(&claim.stated), one_line(&claim.stated.unit));
        }
        *out += &format!("     {surface}  {}\n", sources.join(", "));
        *out += &place(claim);
    }
    if values.len() > VALUES {
        *out += &format!("     and {}\n", plural(values.len() - VALUES, "more value"));
    }
    for note in notes(view) {
        *out += &format!("     {note}\n");
    }
}

/// Path, line and column of a claim, and its excerpt with carets.
fn place(claim: &Claim) -> String {
    let quote = fit(&claim.excerpt, COLUMNS - 7);
    format!(
        "       {}:{}:{}\n       {}\n       {}\n",
        one_line(&claim.path),
        claim.line,
        claim.column,
        line(&quote),
        carets(&quote)
    )
}

/// The differences with their suspected causes and who judged them, which value is better supported, and what the two values
/// have in common.
fn notes(view: FactView) -> Vec<String> {
    let fact = view.fact;
    let mut out = Vec::new();
    let surface = |i: usize| fact.values.get(i).and_then(|v| view.first(v)).map_or("", |c| c.excerpt.surface.as_str());
    let conflicts: Vec<_> = fact.relations.iter().filter(|r| r.verdict == Verdict::Conflict).collect();
    for r in conflicts.iter().take(VALUES) {
        let which = if conflicts.len() > 1 {
            format!("{} → {}: ", one_line(surface(r.a)), one_line(surface(r.b)))
        } else {
            String::new()
        };
        let pct = if r.difference_pct.is_empty() { String::new() } else { format!(" ({}%)", r.difference_pct) };
        let difference =
            if r.difference.is_empty() { String::new() } else { format!("difference {}{pct}", r.difference) };
        let cause = if r.cause.is_empty() { String::new() } else { format!("suspected cause: {}", one_line(&r.cause)) };
        let judged = r.judgement.as_ref().filter(|j| j.relation.is_some());
        let judged =
            judged.map_or(String::new(), |j| format!("judged by {}: {}", one_line(&j.judged_by), one_line(&j.reason)));
        let parts: Vec<String> = [difference, cause, judged].into_iter().filter(|p| !p.is_empty()).collect();
        if !parts.is_empty() {
            out.push(format!("{which}{}", parts.join("; ")));
        }
    }
    let support: Vec<usize> = fact.values.iter().map(|v| view.sources_of(v).len()).collect();
    if let [best, next, ..] = support[..]
        && best > next
    {
        out.push(format!("better supported: {} ({best} sources against {next})", one_line(surface(0))));
    }
    out.extend(shared(view).map(|why| format!("{} {}", Lang::En.text("why"), one_line(&why))));
    out
}

/// What the first two values in conflict have in common.
fn shared(view: FactView) -> Option<String> {
    let (a, b) = view.disputed_pair()?;
    Some(reasons(a, b, Lang::En).join("; ")).filter(|why| !why.is_empty())
}
