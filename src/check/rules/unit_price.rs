//! See `unit_price.md`.

use crate::check::Report;
use crate::check::figures::interval::{Interval, agrees};
use crate::check::figures::passage::{Figure, Passage, only, short, value};
use crate::check::figures::spoken::spoken;
use crate::check::figures::total::TOTAL;
use crate::lexicon::{Table, Uses, same_unit, table};
use crate::value::{AmountKind, Decimal, plain};
use serde::Deserialize;

/// What a word of `unit_price.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// What a number of things at a price come to.
    Proceeds,
    /// A product follows.
    Product,
}

static WORDS: Table<Uses<Use>> = table!("unit_price.csv", Uses::new);

/// How far apart price and quantity may stand, in sentences.
const REACH: u32 = 2;

pub(super) fn check(report: &mut Report) {
    let passage = Passage::new(report.record);
    for (index, total) in passage.figures().iter().enumerate() {
        let a = &total.value.amount;
        if a.kind != AmountKind::Money || a.value.is_none() || !total.value.per_unit.is_empty() {
            continue;
        }
        let before = passage.figures()[..index].iter().rev();
        let near: Vec<Figure> = before.take_while(|p| total.sentence - p.sentence <= REACH).collect();
        let candidate = Candidate { passage, total, near };
        let Some(quantity) = candidate.quantity() else { continue };
        match candidate.price(quantity) {
            Some(price) => compare(report, price, quantity, total),
            None => report.skips(),
        }
    }
}

/// A sum of money that may be a product.
struct Candidate<'a> {
    passage: Passage<'a>,
    total: Figure<'a>,
    /// Figures before it, the nearest first.
    near: Vec<Figure<'a>>,
}

impl<'a> Candidate<'a> {
    /// The number of things that the total is for.
    fn quantity(&self) -> Option<Figure<'a>> {
        self.right_before().or_else(|| self.summed()).or_else(|| self.bought())
    }

    /// The number right before the total in the same sentence, with a word between that announces a product.
    fn right_before(&self) -> Option<Figure<'a>> {
        let quantity = self.near.first().copied()?;
        let counts =
            quantity.sentence == self.total.sentence && value(quantity).is_some() && quantity.value.per_unit.is_empty();
        let gap = counts.then(|| self.passage.between(quantity, self.total))?;
        (WORDS.any_in(gap, Use::Product) && !gap.contains('割')).then_some(quantity)
    }

    /// The only number nearby of what the price right before is for: 16校に置く。1校当たり2175万円で、総額は3億4800万円.
    fn summed(&self) -> Option<Figure<'a>> {
        let price = self.near.first().filter(|p| p.sentence == self.total.sentence && !p.value.per_unit.is_empty())?;
        let gap = self.passage.between(price, self.total);
        TOTAL.before(gap.trim_end_matches(['は', '約', ' ', 'で'])).filter(|h| short(h, 8))?;
        let near = self.near.iter().copied().filter(|m| m.sentence + 1 >= price.sentence);
        only(near.filter(|m| !is_one(m) && self.prices(price, m)))
    }

    /// The number of things in a sentence with one price, where the next begins with what they come to: 2175万株を1株1450円で買い
    /// 取った。買収額は315億3750万円.
    fn bought(&self) -> Option<Figure<'a>> {
        let head = self.passage.before(self.total).trim_end_matches(['約', ' ']).strip_suffix('は')?;
        WORDS.before(head, Use::Proceeds).filter(|h| h.is_empty())?;
        let last = self.near.iter().copied().filter(|m| m.sentence + 1 == self.total.sentence);
        let price = only(last.clone().filter(|m| !m.value.per_unit.is_empty()))?;
        only(last.filter(|m| self.prices(price, m) && value(m).is_some() && !is_one(m)))
    }

    /// The price that the total comes from: of several the one that fits, else the only one.
    fn price(&self, quantity: Figure) -> Option<Figure<'a>> {
        let unit = &self.total.value.amount.unit;
        let prices: Vec<Figure> =
            self.near.iter().copied().filter(|p| self.prices(p, quantity) && p.value.amount.unit == *unit).collect();
        let fitting = prices.iter().find(|p| product(p, quantity).is_some_and(|(_, i)| agrees(self.total, &i)));
        // 39億7440万円(1株1656円): a price in brackets is that of the sum before it
        let own = prices.first().filter(|p| prices.iter().all(|q| value(q) == value(p)) && !self.bracketed(p));
        fitting.or(own).copied()
    }

    /// Returns true if `price` is for one of what `quantity` counts, or the two are multiplied with ×.
    fn prices(&self, price: Figure, quantity: Figure) -> bool {
        if self.passage.between(price, quantity).trim() == "×" {
            return true;
        }
        let per = price.value.per_unit.as_str();
        !per.is_empty() && same_unit(per) == same_unit(&quantity.value.amount.unit)
    }

    /// Returns true if a figure stands in brackets right after another.
    fn bracketed(&self, m: Figure) -> bool {
        let head = &self.passage.record().reading.view.text[..m.view.start];
        head.rfind('（')
            .is_some_and(|at| !head[at..].contains(['）', '。']) && head[..at].ends_with(['円', '万', '億']))
    }
}

fn is_one(m: Figure) -> bool {
    value(m).is_some_and(|v| *v == 1)
}

/// Price times quantity, exactly and as far as both may have been rounded.
fn product(price: Figure, quantity: Figure) -> Option<(Decimal, Interval)> {
    let exact = value(price).zip(value(quantity)).map(|(p, q)| p * q)?;
    Some((exact, Interval::of(price)?.times(&Interval::of(quantity)?)))
}

fn compare(report: &mut Report, price: Figure, quantity: Figure, total: Figure) {
    let (Some((product, interval)), Some(said)) = (product(price, quantity), value(total)) else {
        return report.skips();
    };
    if agrees(total, &interval) {
        return report.holds();
    }
    let text = &report.record.document.text;
    let (p, q, t) = (price.span.of(text), quantity.span.of(text), total.span.of(text));
    let number = spoken(&product, total);
    let message = format!("{p}×{q}は{number}で、「{t}」と合いません");
    let place = report.place(total.span, format!("計算では{number}"));
    let related = vec![report.place(price.span, "単価"), report.place(quantity.span, "数量")];
    let difference = plain(&(said - &product));
    let finding = report.fails(place, related, message);
    finding.difference = difference;
    finding.suggestion = format!("{number}にするか、単価と数量を確かめる");
}
