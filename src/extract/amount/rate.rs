//! What a price or a rate is for: 1XEM＝, 1人当たり, 1株につき, 1校2175万円, 月額.

use super::words::{Use, WORDS};
use crate::lexicon::unit_at;
use crate::text::tail;

/// Characters before a value in which the unit it is for stands.
const NEAR: usize = 24;

/// The unit that the value after `before` is a price or a rate for; empty if there is none.
pub(super) fn per_unit(before: &str) -> String {
    let near = tail(before, NEAR);
    if let Some(rest) = WORDS.before(near, Use::PerPeriod) {
        return near[rest.len()..].chars().take(1).collect();
    }
    let rated = near.char_indices().rev().find_map(|(at, _)| Joint::at(near, at).map(|joint| (at, joint)));
    let rated = rated.filter(|(at, joint)| joint.reaches(&near[*at..])).and_then(|(at, _)| one(&near[..at]));
    rated.or_else(|| one(near.trim_end_matches([' ', '約']))).unwrap_or_default()
}

/// What joins the unit of a rate to its value.
enum Joint {
    /// 当たり, which may stand before the noun that is rated: 1人当たりの一般会計予算 約41万9000円.
    Rate,
    /// A sign or a particle, right before the value: 1XEM＝88円.
    Equals,
}

impl Joint {
    /// The joint that begins at byte `at` of `text`.
    fn at(text: &str, at: usize) -> Option<Self> {
        let equals = match text[at..].chars().next()? {
            '＝' | '=' | 'を' | 'は' => true,
            // 1人が3000円 is what one paid
            'が' => text[..at].ends_with(|p: char| p.is_ascii_uppercase()),
            _ => false,
        };
        match equals {
            true => Some(Joint::Equals),
            false => WORDS.begins(&text[at..], Use::Rate).then_some(Joint::Rate),
        }
    }

    /// Returns true if the value after `text`, which begins with the joint, is what it joins.
    fn reaches(&self, text: &str) -> bool {
        match self {
            Joint::Rate => {
                let gap = WORDS.after(text, Use::Rate).unwrap_or_default();
                !gap.contains(|c: char| c.is_ascii_digit() || "。、はがを".contains(c))
            }
            Joint::Equals => {
                let mut gap = text.chars().skip(1);
                gap.all(|c| matches!(c, ' ' | '約' | '（' | '、') || "およそ平均".contains(c))
            }
        }
    }
}

/// The counter or ticker after a lone 1 at the end of `text`: 人 of 1人.
fn one(text: &str) -> Option<String> {
    let at = text.rfind('1')?;
    let unit = &text[at + 1..];
    let alone = !text[..at].ends_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '第'));
    let counter = unit_at(unit).is_some_and(|(_, n)| n == unit.len())
        || (3..=6).contains(&unit.len()) && unit.bytes().all(|b| b.is_ascii_uppercase());
    (alone && counter).then(|| unit.to_owned())
}
