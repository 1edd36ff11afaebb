//! What is no point on the calendar though it is written as one: the hours of a habit (平日の午前9時から受け付ける) and the
//! weeks of a course of measurements (投与8週後の割合).

use super::super::grammar::marks::{MarkUse, mark_before, marks};
use super::super::grammar::raw::{Form, Offset, Raw};
use super::super::grammar::time_words::Origin;
use super::discourse::Discourse;
use super::tense::Tense;
use crate::lexicon::{Phrases, Table, table};

/// A time that is repeated, so that it gives the hours after it no day.
static WORDS: Table<Phrases> = table!("habit.csv", Phrases::new);

/// How far after 8週後の the thing measured is named, in characters.
const NEAR: usize = 8;

/// Returns true if `text` begins with a time that is repeated: 毎週月曜の午前9時から午後5時まで.
pub(crate) fn is_repeated(text: &str) -> bool {
    WORDS.begins(text)
}

/// Returns true if `raw` is a bare clock time of a habit that `before`, the sentence since its last date, names or that is
/// `repeated`. 平日の午前9時に止まった is no habit.
pub(crate) fn is_habit(raw: &Raw, before: &str, repeated: bool, tense: Tense) -> bool {
    matches!(raw.form, Form::Time { .. })
        && raw.has_clock()
        && tense != Tense::Past
        && (repeated || marks(MarkUse::Habit).any(|w| before.contains(w)))
}

/// Turns a point a length away into that length, where no day of the sentence between `before` and `after` begins it and
/// it says when something is measured.
pub(crate) fn measure(raw: &mut Raw, before: &str, after: &str, d: &mut Discourse, block: usize) {
    let Form::Offset(Offset { length, back: false, origin: Origin::Discourse, weekday: None }) = &raw.form else {
        return;
    };
    if length.has_time() || d.said.day.is_some() {
        return;
    }
    let measured = || {
        let said = after.strip_prefix('の').map_or("", |s| s.char_indices().nth(NEAR).map_or(s, |(at, _)| &s[..at]));
        !d.said.tense.ahead() && marks(MarkUse::Measured).any(|w| said.contains(w))
    };
    // 52週後も after 8週後の
    let goes_on = d.course == Some(block) && length.weeks > 0 && !d.said.tense.ahead();
    if mark_before(before, MarkUse::Course) || measured() || goes_on {
        raw.form = Form::Duration { length: length.clone(), most: None };
        d.course = Some(block);
    }
}
