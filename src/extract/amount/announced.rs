//! The unit that a table announces for its bare figures: （単位：百万円）.

use super::quantity::{Numbers, Quantity};
use super::sentence::Sentence;
use super::unit::kind_of;
use crate::extract::cursor::Cursor;
use crate::lexicon::{Unit, unit_at};
use crate::text::BlockKind;

/// Stands before the unit that is announced.
const UNIT: &str = "単位";

/// The unit of figures that have none of their own.
#[derive(Clone, Copy)]
pub(super) struct Announced {
    unit: &'static Unit,
    /// Power of ten that a figure is multiplied by: 6 for 百万円.
    exponent: i32,
}

impl Announced {
    /// The unit that a sentence announces for what follows it.
    pub fn read(text: &str) -> Option<Self> {
        // `contains` is vectorised, `find` is not
        if !text.contains(UNIT) {
            return None;
        }
        let mut c = Cursor::new(text, text.find(UNIT)? + UNIT.len());
        c.eat_any(&["は", "：", ":"]);
        c.skip_blanks();
        let exponent = match c.number() {
            Some(n) => n.precision,
            None => c.eat_any(&["億", "万"]).map_or(0, |scale| if scale == "億" { 8 } else { 4 }),
        };
        let (unit, _) = unit_at(c.rest())?;
        Some(Announced { unit, exponent: exponent + unit.exponent })
    }

    /// The quantity of a figure that ends at the cursor and has no unit of its own.
    pub fn apply(self, sentence: Sentence<'_>, c: &Cursor, numbers: &Numbers, negative: bool) -> Option<Quantity> {
        let cell = matches!(sentence.block(), BlockKind::Cell { column, .. } if column > 0);
        let figure = numbers.first.grouped || negative || cell && numbers.first.digits > 1;
        let ends = !c.rest().starts_with(|x: char| x.is_ascii_alphanumeric());
        (figure && ends).then(|| numbers.of(kind_of(self.unit.class), &self.unit.unit, self.exponent))
    }
}

/// Returns true if what follows `before` is the unit of an announcement: （単位：.
pub(super) fn announces(before: &str) -> bool {
    let label = before.trim_end_matches(['：', ':']);
    label.len() < before.len() && label.ends_with(UNIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_tables() {
        for (text, unit) in [
            ("（単位：百万円）", Some(("JPY", 6))),
            ("単位は億円", Some(("JPY", 8))),
            ("（単位: 千人）", Some(("人", 3))),
            ("単位制の高校", None),
        ] {
            let read = Announced::read(text).map(|a| (a.unit.unit.as_str(), a.exponent));
            assert_eq!(read, unit, "{text}");
        }
        assert!(announces("（単位：") && !announces("単位") && !announces("合計："));
    }
}
