//! A number and its unit.

use super::announced::{Announced, announces};
use super::before::Before;
use super::boundary::{each_of, idiom, may_begin, unit_ends};
use super::quantity::{Numbers, Quantity, exceed, negate};
use super::sentence::Sentence;
use super::unit::with_unit;
use super::{counter, measure, range};
use crate::extract::cursor::Cursor;
use crate::extract::number;
use crate::extract::scan::figures_begin;
use crate::lexicon::{Unit, UnitClass, money_before_at, unit_at};
use crate::text::is_hiragana;
use crate::value::{AmountKind, Direction};

/// English words that go on with a number.
const SCALES: [&str; 3] = [" million", " billion", " trillion"];

/// Reads the quantity that begins at `at`, up to the end of its unit, and that end.
pub(super) fn quantity(sentence: Sentence<'_>, at: usize, announced: Option<Announced>) -> Option<(Quantity, usize)> {
    let mut c = Cursor::new(sentence.text, at);
    let money = currency(&mut c);
    let before = Before::at(c.rest()).filter(|_| money.is_none());
    // a name begins with マ far more often than a quantity does
    let word = money.is_none() && c.peek().is_some_and(|c| c.is_alphabetic() && !number::can_start(c));
    if word && before.is_none() || announces(&sentence.text[..at]) {
        return None;
    }
    if money.is_none()
        && let Some(found) = measure::on_scale(&mut c).or_else(|| measure::temperature(&mut c))
    {
        return Some((found, c.at));
    }
    let sign = before.filter(|(word, _)| matches!(word, Before::Minus | Before::Plus));
    if sign.is_some() && c.sees(&["-", "+"]) && !signed(c.before()) {
        return None;
    }
    c.at += sign.map_or(0, |(_, len)| len);
    c.skip_blanks();
    let first = c.peek()?;
    let free = money.is_some() || sign.is_some() || measure::is_formal(c.rest());
    if !number::can_start(first) || !free && !may_begin(sentence, c.at, first) {
        return None;
    }
    if let Some(found) = measure::fraction(&mut c).or_else(|| measure::score(&mut c)) {
        return Some((found, c.at));
    }
    let first = c.number()?;
    let numbers = range::read(&mut c, first);
    let negative = matches!(sign, Some((Before::Minus, _)));
    let mut quantity = match money {
        // $5M and $3 billion are more than they seem
        Some(_) if c.rest().starts_with(|x: char| x.is_ascii_alphabetic()) || c.sees(&SCALES) => return None,
        Some(unit) => numbers.of(AmountKind::Money, &unit.unit, unit.exponent),
        None => counted(sentence, &mut c, numbers, announced, negative)?,
    };
    match sign {
        Some((Before::Minus, _)) => negate(&mut quantity.amount),
        Some(_) => quantity.amount.direction = Some(Direction::Up),
        None => {}
    }
    Some((quantity, c.at))
}

/// Reads the sign or code of money before a number. A $ after a letter belongs to another dollar, of which only those in the
/// lexicon are known, and USD/JPY is a pair.
fn currency(c: &mut Cursor) -> Option<&'static Unit> {
    let (unit, len) = money_before_at(c.rest())?;
    let mut ahead = *c;
    ahead.at += len;
    ahead.skip_blanks();
    let latin = |p: char| p.is_ascii_alphabetic();
    let begins = if unit.surface.starts_with(latin) {
        figures_begin(c.text, c.at) && !c.before().ends_with('/')
    } else {
        !c.before().ends_with(latin)
    };
    // CHF一人 is no franc
    let counts = !unit.surface.ends_with(latin) || ahead.peek().is_some_and(|n| n.is_ascii_digit());
    (begins && counts).then(|| {
        *c = ahead;
        unit
    })
}

/// Returns true if a hyphen or plus after `before` is a sign and no part of a code or a range: 前年比-5％, （+3.2％）.
fn signed(before: &str) -> bool {
    let kana = |p: char| is_hiragana(p) || p == '比';
    !before.ends_with(|p: char| p.is_alphanumeric() && !kana(p))
}

/// The quantity of a number that the cursor stands after: by a unit of the lexicon, else a ticker, any counter, the unit that
/// the table announces, the noun it counts, or as an age.
fn counted(
    sentence: Sentence<'_>,
    c: &mut Cursor,
    numbers: Numbers,
    announced: Option<Announced>,
    negative: bool,
) -> Option<Quantity> {
    if each_of(c.text, c.at) {
        return None;
    }
    let mut after = AfterNumber::read(c, numbers);
    if let Some(unit) = after.unit(sentence, c) {
        *c = after.cursor;
        let mut quantity = with_unit(c, &after.numbers, unit)?;
        if after.over {
            exceed(&mut quantity.amount);
        }
        return Some(quantity);
    }
    if after.over {
        return None;
    }
    let numbers = after.numbers;
    let open = counter::ticker(c, &numbers).or_else(|| counter::open_counter(sentence, c, &numbers));
    let open = open.or_else(|| announced?.apply(sentence, c, &numbers, negative));
    if open.is_some() || numbers.second.is_some() {
        return open;
    }
    counter::counted_noun(sentence, c, &numbers.first).or_else(|| counter::age(sentence, c, &numbers.first))
}

/// What stands between a number and its unit: a blank, もの, 余り.
struct AfterNumber<'t> {
    /// Where the unit begins; where it ends after [`AfterNumber::unit`] has found one.
    cursor: Cursor<'t>,
    /// With a scale that stands after 余り.
    numbers: Numbers,
    /// Whether a blank follows the number.
    spaced: bool,
    /// Whether 余り follows it: 100余社, 500余り万円.
    over: bool,
}

impl<'t> AfterNumber<'t> {
    fn read(c: &Cursor<'t>, mut numbers: Numbers) -> Self {
        let mut cursor = *c;
        let spaced = cursor.rest().starts_with(' ');
        cursor.skip_blanks();
        cursor.eat("もの");
        let plain = numbers.second.is_none() && unit_at(cursor.rest()).is_none();
        let over = plain && cursor.eat_any(&["余り", "余"]).is_some();
        if let Some((scale, len)) = number::big_scale(cursor.rest()).filter(|_| over && numbers.first.scale == 0) {
            cursor.at += len;
            numbers.first.scale_by(scale);
        }
        AfterNumber { cursor, numbers, spaced, over }
    }

    /// The unit that follows, and steps over it; `number` stands after the number.
    fn unit(&mut self, sentence: Sentence<'_>, number: &Cursor) -> Option<&'static Unit> {
        let (unit, len) = unit_at(self.cursor.rest())?;
        let end = self.cursor.at + len;
        let apart = matches!(unit.class, UnitClass::Money | UnitClass::Percent) || unit.surface.is_ascii();
        let fits = unit_ends(sentence, unit, end)
            && !idiom(sentence, &self.numbers.first, number.at, unit)
            && (!self.spaced || apart);
        fits.then(|| {
            self.cursor.at = end;
            unit
        })
    }
}
