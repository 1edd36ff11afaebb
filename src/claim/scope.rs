//! What restricts an amount: part or total, change or level, unit, period; and the moment it holds for.

use super::closeness;
use super::context::Context;
use super::moment;
use super::period::{is_basis, is_period, period_in, year_around};
use super::stated::per_unit;
use super::{Claim, Scope, Term};
use crate::extract::Mention;
use crate::extract::amount::Quantity;
use crate::extract::date::Dated;
use crate::lexicon::{Table, Uses, table};
use crate::text::{Span, head, tail};
use crate::value::{AmountKind, Granularity, TimexType};
use serde::Deserialize;

/// What a word or concept of `scope.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// Beside a value: it is a loss.
    Loss,
    /// Before a value: it is a part of another.
    Part,
    /// Between amounts and the total of them.
    Sum,
    /// A concept beside a value: it is a change, no level.
    Change,
    /// A concept beside a value: it is for a whole year.
    WholeYear,
    /// A concept that labels a value: it is an earlier one.
    Former,
}

static WORDS: Table<Uses<Use>> = table!("scope.csv", Uses::new);

/// The scope of an amount with these words. `running` is the period of its section.
pub(super) fn scope<'b>(
    context: &Context<'_, 'b>,
    m: &Mention<Quantity>,
    terms: &[Term],
    running: Option<&'b Mention<Dated>>,
) -> Scope {
    let clause = context.sentence.clause(m.view.start);
    let before = context.between(clause.start, m.view.start).unwrap_or("");
    let close = |usage: Use| terms.iter().any(|t| t.closeness >= closeness::NEAR && WORDS.is(&t.word, usage));
    let (own, inherited) = periods(context, m.view, running, close(Use::WholeYear));
    let period = own.or(inherited);
    let q = &m.value;
    // △480 in a table of results is a loss, no change
    let signed = m.view.of(context.text()).starts_with(['▲', '△', '-', '−', 'マ']);
    Scope {
        part: WORDS.any_in(tail(before, 24), Use::Part) || is_in_bracket(context, m) || is_addend(context, m),
        change: q.amount.direction.is_some() && (!signed || q.amount.kind == AmountKind::Percent)
            || !q.basis.is_empty()
            || close(Use::Change),
        per_unit: per_unit(q).into(),
        period: period.map(|p| (p.value.time.lower().into(), p.value.time.upper().into())),
        period_explicit: own.is_some(),
        former: !context.is_paragraph() && close(Use::Former),
    }
}

/// The period that an amount is for by its clause or its labels, and the one that it inherits from its section.
fn periods<'p>(
    context: &Context<'_, 'p>,
    view: Span,
    running: Option<&'p Mention<Dated>>,
    whole_year: bool,
) -> (Option<&'p Mention<Dated>>, Option<&'p Mention<Dated>>) {
    let clause = context.sentence.clause(view.start);
    let fits = |d: &&Mention<Dated>| {
        clause.contains(d.view)
            && d.view.end <= view.start
            && is_period(d)
            && !is_basis(context.record, d)
            && !context.returns(d.view, view)
    };
    // 前期の1034億円: the period belongs to this value, even if another is compared with it
    let joined = |d: &&Mention<Dated>| context.between(d.view.end, view.start) == Some("の") && is_period(d);
    let named = context.dates.iter().find(joined).or_else(|| context.dates.iter().rfind(fits));
    let labels = context.column_label().into_iter().chain(context.row_label());
    let label = || labels.into_iter().find_map(|b| period_in(context.record, context.layout.sentences[b]));
    // 年間45円 in a report of one quarter is for the year
    let running = if whole_year { running.and_then(|r| year_around(context.record, r)) } else { running };
    // a year as a heading is that of a chronicle
    let running = running.filter(|r| r.value.time.granularity != Granularity::Year);
    (named.or_else(label), running)
}

/// Returns true if an amount is a part named in the brackets after a total: 216人（重傷28人 軽傷188人）.
fn is_in_bracket(context: &Context, m: &Mention<Quantity>) -> bool {
    context.amounts.iter().any(|total| {
        let gap = context.between(total.view.end, m.view.start).and_then(|gap| gap.strip_prefix('（'));
        total.value.amount.unit == m.value.amount.unit && gap.is_some_and(|gap| !gap.is_empty() && !gap.contains('）'))
    })
}

/// Returns true if an amount is added up with others to a total after it: 重傷3人、軽傷15人を合わせて18人, 東京の5人と大阪の3人の計8人.
fn is_addend(context: &Context, m: &Mention<Quantity>) -> bool {
    let own = &m.value.amount;
    let after = context.amounts.iter().filter(|t| t.view.start >= m.view.end && t.value.amount.unit == own.unit);
    let mut from = m.view.end;
    for next in after {
        let gap = context.between(from, next.view.start).unwrap_or("");
        if WORDS.any_in(gap, Use::Sum) {
            return next.value.amount.value > own.value;
        }
        from = next.view.end;
    }
    false
}

/// Returns true if the words right beside an amount call it a loss: 営業赤字は8億円, 480億円の赤字.
pub(super) fn is_loss(context: &Context, view: Span) -> bool {
    let text = context.text();
    let after = context.after(view.end);
    let after = after.strip_prefix('の').unwrap_or(after);
    let label = context.row_label().map_or("", |b| context.record.reading.view.blocks[b].0.of(text).trim());
    let before = tail(context.before(view.start), 8);
    let before = before.trim_end_matches(|c: char| "はがも額：: 、約（にの計".contains(c));
    let ends = |text: &str| WORDS.ends(text, Use::Loss);
    ends(before) || WORDS.any_in(head(after, 6), Use::Loss) || ends(label)
}

/// Sets the moment that an amount holds for: a day or time in its clause, else before it in its sentence, else what the layout
/// gives it. Returns true in the last case.
pub(super) fn set_as_of(context: &Context, claim: &mut Claim, view: Span) -> bool {
    let clause = context.sentence.clause(view.start);
    let days = || {
        context.dates.iter().filter(|d| {
            d.value.time.kind != TimexType::Duration && d.value.time.span.lower.is_some() && d.view.end <= view.start
        })
    };
    let holds = |d: &&Mention<Dated>| !is_basis(context.record, d) && !context.returns(d.view, view);
    let own = days().rfind(|d| clause.contains(d.view) && holds(d)).or_else(|| context.moment_after(view));
    claim.as_of_explicit = own.is_some();
    let own = own.or_else(|| days().rfind(holds));
    let given = if own.is_none() { moment::given(context, view) } else { None };
    if let Some(date) = own.or(given) {
        (claim.as_of_lower, claim.as_of_upper) = (date.value.time.lower().into(), date.value.time.upper().into());
    }
    given.is_some()
}
