//! What a sum comes to for each of those it is divided by: 6億4150万円を132人で割ると1人486万円.

use super::{is_one, level};
use crate::check::Report;
use crate::check::figures::interval::Interval;
use crate::check::figures::passage::{Figure, Passage, only, value};
use crate::check::figures::spoken::spoken;
use crate::lexicon::{Table, Uses, same_unit, table};
use crate::value::{AmountKind, Decimal, plain, pow10};
use serde::Deserialize;

/// What a word of `each.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// Between a number and what each gets: something is divided by the number.
    Divides,
    /// Right before what each person gets.
    Person,
    /// All that stands between 1人 and what each gets.
    Mean,
}

static WORDS: Table<Uses<Use>> = table!("each.csv", Uses::new);

/// How many sentences before a quotient the sum may stand.
const REACH: u32 = 10;

/// By how many powers of ten a quotient is missed at most.
const POWERS: i32 = 8;

/// What each gets, and what it is computed from.
struct Quotient<'a> {
    each: Figure<'a>,
    sum: Figure<'a>,
    number: Figure<'a>,
}

pub(super) fn check(report: &mut Report, passage: Passage) {
    for (index, each) in passage.figures().iter().enumerate() {
        let money = matches!(each.value.amount.kind, AmountKind::Money | AmountKind::Price);
        let Some(unit) = unit(passage, index).filter(|_| money && value(each).is_some()) else { continue };
        match divided(passage, index, unit) {
            Some(Divided::Agrees) => report.holds(),
            Some(Divided::Differs(quotient)) => differs(report, quotient),
            Some(Divided::Open) => report.skips(),
            None => {}
        }
    }
}

/// The counter of those who each get the figure at `index`: 人 in ひとり2万円, 席 in 1席あたり31万円.
fn unit<'a>(passage: Passage<'a>, index: usize) -> Option<&'a str> {
    let each = &passage.figures()[index];
    if !each.value.per_unit.is_empty() {
        return Some(&each.value.per_unit);
    }
    let head = passage.before(each).trim_end_matches(['約', ' ', '、']);
    if WORDS.ends(head, Use::Person) {
        return Some("人");
    }
    let one = &passage.figures()[index.checked_sub(1)?];
    let mean = WORDS.is(passage.between(one, each).trim_end_matches(['約', ' ']), Use::Mean);
    (mean && is_one(one)).then_some(one.value.amount.unit.as_str())
}

/// What comes of dividing.
enum Divided<'a> {
    Agrees,
    Differs(Quotient<'a>),
    /// Which sum is divided is open.
    Open,
}

/// Divides what stands before the figure at `index` by the number of `unit` that the words give it, if they give one.
fn divided<'a>(passage: Passage<'a>, index: usize, unit: &str) -> Option<Divided<'a>> {
    let each = &passage.figures()[index];
    let before = &passage.figures()[..index];
    let counts = |m: &Figure| {
        same_unit(&m.value.amount.unit) == same_unit(unit)
            && m.value.amount.kind == AmountKind::Count
            && !is_one(m)
            && value(m).is_some()
    };
    let sums = |m: &Figure| {
        let a = &m.value.amount;
        a.kind == AmountKind::Money && a.unit == each.value.amount.unit && level(m) && value(m) > value(each)
    };
    let near = |reach: u32| before.iter().rev().take_while(move |m| each.sentence - m.sentence <= reach);
    let own = near(0).find(counts).filter(|n| WORDS.any_in(passage.between(n, each), Use::Divides));
    // 原告が132人、請求額が6億円に膨らんだ。1人平均486万円になる
    let last = || {
        let head = passage.before(each).trim_end_matches(['約', ' ']);
        let opens = before
            .last()
            .is_some_and(|one| one.sentence == each.sentence && is_one(one) && passage.before(one).is_empty())
            || WORDS.before(head, Use::Person) == Some("");
        let sentence = || near(1).filter(|m| m.sentence + 1 == each.sentence);
        only(sentence().filter(counts)).filter(|_| opens).filter(|_| sentence().any(|m| sums(&m)))
    };
    // 1374人。割増金は123億円だから、1人あたり895万円
    let other = || {
        let sum = only(near(0).filter(sums)).filter(|sum| WORDS.any_in(passage.between(sum, each), Use::Divides));
        sum.and_then(|_| only(near(1).filter(counts)))
    };
    let number = own.or_else(last).or_else(other)?;
    let quotient = |sum: Figure| Interval::of(sum)?.over(&Interval::of(number)?);
    let candidates: Vec<Figure> = near(REACH).filter(sums).collect();
    let stated = Interval::quotient(each)?;
    if candidates.iter().any(|sum| quotient(sum).is_some_and(|q| stated.meets(&q))) {
        return Some(Divided::Agrees);
    }
    let with = |sum: Figure<'a>| Divided::Differs(Quotient { each, sum, number });
    // the only sum beside the number is meant
    let own = |sentence: u32| only(candidates.iter().copied().filter(|sum| sum.sentence == sentence));
    let beside = own(number.sentence).or_else(|| own(each.sentence));
    // of others, the one that is missed by powers of ten alone
    let by_tens = || {
        let mut near = candidates.iter().copied().filter(|sum| quotient(sum).is_some_and(|q| misplaced(each, &q)));
        let first = near.next()?;
        near.all(|other| value(other) == value(first)).then_some(first)
    };
    Some(beside.or_else(by_tens).map_or(Divided::Open, with))
}

/// Returns true if a figure would agree with other digits for its powers of ten: 223万円 where 22万3000円 is right.
fn misplaced(stated: Figure, computed: &Interval) -> bool {
    let Some(own) = Interval::of(stated) else { return false };
    let scaled = |n: i32| Interval { low: &computed.low * pow10(n), high: &computed.high * pow10(n) };
    (-POWERS..=POWERS).any(|n| own.meets(&scaled(n)))
}

fn differs(report: &mut Report, Quotient { each, sum, number }: Quotient) {
    let (Some(s), Some(n), Some(said)) = (value(sum), value(number), value(each)) else { return report.skips() };
    let exact: Decimal = (s / n).round(0);
    let text = &report.record.document.text;
    let (s, n, e) = (sum.span.of(text), number.span.of(text), each.span.of(text));
    let computed = spoken(&exact, each);
    let message = format!("「{e}」とあるが、{s}÷{n}は{computed}です");
    let place = report.place(each.span, format!("計算では{computed}"));
    let related = vec![report.place(sum.span, "総額"), report.place(number.span, "数")];
    let difference = plain(&(said - &exact));
    let finding = report.fails(place, related, message);
    finding.difference = difference;
    finding.suggestion = format!("{computed}にするか、「{s}」と「{n}」を確かめる");
}
