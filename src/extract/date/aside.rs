//! Dates beside the story, which do not move it on: the moment of a count, what is compared with, a day told once more.

use super::context::discourse::Discourse;
use super::context::tense::Tense;
use super::grammar::raw::{Form, Offset, Raw};
use super::grammar::time_words::Origin;
use super::meaning::dated::Dated;
use crate::extract::Mention;
use crate::lexicon::{Table, Uses, table};
use crate::value::{Anchor, days_between};
use jiff::civil::Date;
use serde::Deserialize;

/// What a word of `aside.csv` says of the date before it.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// Something is only compared with it: 2008年10月以来.
    Since,
    /// It is the moment of a count: 5日時点で.
    AsOf,
    /// Something is only likened to it: きのうのことのように思い出す.
    Simile,
}

static WORDS: Table<Uses<Use>> = table!("aside.csv", Uses::new);

/// Days by which a date must lie from those told of to be a digression.
const APART: i32 = 60;

/// Characters after a day that is told once more, at most: 告知から4日後だった。
const PREDICATE: usize = 8;

/// Returns true if something is only compared with the date before `rest`: 2008年10月以来の高さ.
pub(super) fn is_compared(rest: &str) -> bool {
    WORDS.begins(rest, Use::Since)
}

/// Returns true if the date before `rest` is the moment of a count: 5日時点で7人.
pub(super) fn is_moment(rest: &str) -> bool {
    WORDS.begins(rest, Use::AsOf)
}

/// Returns true if something is only likened to the date before `rest`: きのうのことのように思い出す.
pub(super) fn is_simile(rest: &str) -> bool {
    WORDS.begins(rest, Use::Simile)
}

/// Returns true if a day counted from another is told as what the day spoken of is: 2月13日 円の出金を再開。告知から4日後。
///
/// `before` and `after` are what the sentence says around it. A sentence with a topic of its own tells of a new day: 再開は告知から4日後だ。
pub(super) fn is_retold(raw: &Raw, before: &str, after: &str) -> bool {
    let counted = match &raw.form {
        Form::Offset(Offset { back, origin, .. }) => !back && *origin == Origin::Discourse,
        Form::Day(_, None) => raw.days_from_discourse().is_some_and(|days| days != 0),
        _ => false,
    };
    if !counted || !before.ends_with(['の', 'ら']) {
        return false;
    }
    // 9分後ですから、早い
    let because = after.starts_with("ですから、");
    let near = after.chars().nth(PREDICATE + "。）".chars().count()).is_none();
    let rest = after.trim_end_matches(['。', ' ', '）']);
    let predicate = near && rest.chars().count() <= PREDICATE && !rest.contains(['に', '、', 'を']);
    (because || predicate) && !before.contains(['は', 'が'])
}

/// Returns true if a sentence in the present wrote out a day far from `before`, the day that the story had come to, not at its
/// start: 名が決まるのは2020年2月19日である. What follows goes on from where the story was.
pub(super) fn is_digression(d: &Discourse, before: Option<Date>, start: usize, dates: &[Mention<Dated>]) -> bool {
    let (Some(now), Some(before)) = (d.at.day, before) else { return false };
    let written = dates.iter().any(|m| {
        let own = m.value.time.day() == Some(now) && m.value.time.anchor == Anchor::Explicit;
        own && m.view.start > start + "（".len()
    });
    days_between(before, now).abs() > APART && written && d.place.heading.is_none() && d.said.tense != Tense::Past
}
