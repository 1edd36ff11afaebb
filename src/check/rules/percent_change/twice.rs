//! A change that is told twice, as an amount and as a rate, beside what it leads to: 2万3669件で、前年より5680件(19.4%)減った.

use crate::check::Report;
use crate::check::figures::interval::Interval;
use crate::check::figures::kind::{alike, counts};
use crate::check::figures::passage::{Figure, Passage, one_clause, short, value};
use crate::check::figures::spoken::{rounded, spoken};
use crate::lexicon::{FIGURE_WORDS, FigureUse, change_at};
use crate::text::tail;
use crate::value::{Decimal, Direction, plain, pow10};

/// What a change leads to, and how it is told.
struct Twice<'a> {
    to: Figure<'a>,
    amount: Figure<'a>,
    rate: Figure<'a>,
    down: bool,
}

pub(super) fn check(report: &mut Report) {
    let passage = Passage::new(report.record);
    for index in 1..passage.figures().len() {
        if let Some(twice) = twice(passage, index) {
            compare(report, &twice);
        }
    }
}

/// The change whose rate is the figure at `index`, in a bracket right after its amount.
fn twice(passage: Passage<'_>, index: usize) -> Option<Twice<'_>> {
    let figures = passage.figures();
    let (amount, rate) = (&figures[index - 1], &figures[index]);
    let a = &amount.value.amount;
    let (size, percent) = (value(amount)?, value(rate)?);
    if !counts(amount) || rate.value.amount.unit != "%" || rate.sentence != amount.sentence {
        return None;
    }
    // 5680件(19.4%)減った, 5680件減少(-19.4%)
    let word = passage.between(amount, rate).strip_suffix('（')?;
    let after = passage.rest(rate).strip_prefix('）')?;
    let aside = word.is_empty() || change_at(word).is_some_and(|(.., len)| len == word.len());
    let told = change_at(after);
    let direction = a.direction.or(rate.value.amount.direction).or(told.map(|(direction, ..)| direction));
    let down = match direction {
        Some(direction) => direction == Direction::Down,
        None if *size < 0 || *percent < 0 => true,
        None => return None,
    };
    let to = leads_to(passage, index, &after[told.map_or(0, |(.., len)| len)..]).or_else(|| before(passage, index))?;
    (aside && alike(to, amount)).then_some(Twice { to, amount, rate, down })
}

/// What stands right after the change: 5680件(19.4%)減の2万3669件.
fn leads_to<'a>(passage: Passage<'a>, index: usize, rest: &str) -> Option<Figure<'a>> {
    let to = passage.figures().get(index + 1).filter(|to| level(to))?;
    let gap = passage.between(&passage.figures()[index], to);
    rest.strip_prefix('の').filter(|r| r.starts_with(passage.surface(to)) && !gap.contains(['、', '。']))?;
    Some(to)
}

/// What stands before the change in its sentence, bar an earlier value: 1335人と前年(1280人)に比べ55人(4.3%)増えた.
fn before<'a>(passage: Passage<'a>, index: usize) -> Option<Figure<'a>> {
    let amount = &passage.figures()[index - 1];
    let once = |m: &Figure| FIGURE_WORDS.any_in(tail(passage.before(m), 8), FigureUse::Base);
    let near = passage.figures()[..index - 1].iter().rev().take_while(|m| m.sentence == amount.sentence);
    let to = near.take(2).find(|m| !once(m)).filter(|to| level(to))?;
    let gap = passage.between(to, amount);
    let joined = ["で、", "で", "と", "と、", "となり、"].iter().any(|w| gap.starts_with(w));
    (joined && one_clause(gap) && short(gap, 28) && FIGURE_WORDS.any_in(gap, FigureUse::Base)).then_some(to)
}

fn level(m: Figure) -> bool {
    m.value.amount.direction.is_none() && value(m).is_some()
}

fn compare(report: &mut Report, Twice { to, amount, rate, down }: &Twice) {
    let (Some(end), Some(by), Some(said)) = (value(to), value(amount), value(rate)) else { return report.skips() };
    let (Some(after), Some(size)) = (Interval::of(to), Interval::of(amount)) else { return report.skips() };
    let Some(stated) = Interval::result(rate).map(Interval::abs) else { return report.skips() };
    let size = size.abs();
    let from = match down {
        true => Interval { low: &after.low + &size.low, high: &after.high + &size.high },
        false => Interval { low: &after.low - &size.high, high: &after.high - &size.low },
    };
    let Some(computed) = size.over(&from).map(Interval::percent) else { return report.skips() };
    if stated.meets(&computed) {
        return report.holds();
    }
    let (by, said) = (by.abs(), said.abs());
    let start: Decimal = if *down { end + &by } else { end - &by };
    let exact = rounded(&(&by * pow10(2) / &start), i64::from(-rate.value.amount.precision.min(0)));
    let text = &report.record.document.text;
    let (t, a, r) = (to.span.of(text), amount.span.of(text), rate.span.of(text));
    let (start, number) = (spoken(&start, to), format!("{}%", plain(&exact)));
    let word = if *down { "減" } else { "増" };
    let message = format!("「{r}」とあるが、{start}から{t}への「{a}」は{number}の{word}です");
    let place = report.place(rate.span, format!("計算では{number}"));
    let related = vec![report.place(to.span, "後の値"), report.place(amount.span, "増減")];
    let finding = report.fails(place, related, message);
    finding.difference = plain(&(said - exact));
    finding.suggestion = format!("{number}にするか、「{a}」と「{t}」を確かめる");
}
