//! See `unit_price.md`.

mod each;

use crate::check::Report;
use crate::check::figures::interval::{Interval, agrees};
use crate::check::figures::kind::alike;
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
    /// Between a price and what a number named before would come to at it.
    Would,
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
    for bracket in passage.figures().windows(3) {
        if let [quantity, each, total] = bracket
            && each_of(passage, quantity, each, total)
        {
            compare(report, each, quantity, total);
        }
    }
    each::check(report, passage);
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
        self.right_before().or_else(|| self.joined()).or_else(|| self.summed()).or_else(|| self.bought())
    }

    /// The number right before the total in the same sentence, with a word between that announces a product.
    fn right_before(&self) -> Option<Figure<'a>> {
        let quantity = self.near.first().copied()?;
        let counts =
            quantity.sentence == self.total.sentence && value(quantity).is_some() && quantity.value.per_unit.is_empty();
        let gap = counts.then(|| self.passage.between(quantity, self.total))?;
        (WORDS.any_in(gap, Use::Product) && !gap.contains('割')).then_some(quantity)
    }

    /// The number of things at the price right before it, with the total right after it: 380円が3袋で1140円.
    fn joined(&self) -> Option<Figure<'a>> {
        let [quantity, price] = *self.near.first_chunk::<2>()?;
        let (first, second) = (self.passage.between(price, quantity), self.passage.between(quantity, self.total));
        let counts = quantity.value.amount.kind == AmountKind::Count && value(quantity).is_some();
        let plain = price.value.amount.kind == AmountKind::Money && price.value.per_unit.is_empty();
        let at_end = self.passage.after(self.total).trim_end_matches(['。', '）']);
        (counts
            && plain
            && self.total.sentence == price.sentence
            && is_object(first)
            && matches!(second, "で" | "で、")
            && (at_end.is_empty() || at_end.starts_with(['だ', 'で', 'に'])))
        .then_some(quantity)
    }

    /// The only number nearby of what the price right before is for: 16校に置く。1校当たり2175万円で、総額は3億4800万円.
    fn summed(&self) -> Option<Figure<'a>> {
        let price = self.near.first().filter(|p| p.sentence == self.total.sentence && !p.value.per_unit.is_empty())?;
        let gap = self.passage.between(price, self.total);
        // 146箱。1箱300円の手間賃なら4万3800円
        let would = WORDS.ends(gap, Use::Would) && short(gap, 12) && !gap.contains('、');
        // 1件330円の手数料を返し、返金は計1214万9610円
        let near = |head: &str| short(head, 8) || short(head, 14) && head.ends_with('は');
        let named = TOTAL.before(gap.trim_end_matches(['は', '約', ' ', 'で'])).is_some_and(near);
        if !would && !named {
            return None;
        }
        let near = self.near.iter().copied().filter(|m| m.sentence + 1 >= price.sentence);
        // 振り込みは3万6817件、うち給与が1万2480件: a part is not what is meant
        only(near.filter(|m| !is_one(m) && !self.passage.is_part(m) && self.prices(price, m)))
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
        let gap = self.passage.between(price, quantity);
        if gap.trim() == "×" || is_object(gap) && price.value.per_unit.is_empty() {
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

/// Returns true if a bracket after a number of things says what each of them holds and what all of them do: 釜3つ(各50リットル、計150リットル).
fn each_of(passage: Passage, quantity: Figure, each: Figure, total: Figure) -> bool {
    let joint = passage.between(each, total);
    let totals = matches!(joint, "、" | "で") && TOTAL.begins(passage.surface(total))
        || joint.starts_with(['、', 'で']) && TOTAL.before(joint).is_some_and(|head| matches!(head, "、" | "で"));
    let counted = quantity.value.amount.kind == AmountKind::Count && value(each).is_some() && alike(each, total);
    passage.between(quantity, each) == "（各" && totals && counted
}

/// Returns true if nothing but a case stands between a price and the number of what is bought at it: 380円が3袋.
fn is_object(gap: &str) -> bool {
    matches!(gap, "が" | "を")
}

/// Returns true if a figure is no change, no price for one of several, and no other currency's equivalent.
fn level(m: Figure) -> bool {
    m.value.amount.direction.is_none() && m.value.per_unit.is_empty() && m.value.equivalent_of.is_none()
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
