//! Names with a grammar of their own: laws and ordinances, courts and prosecutors.

use super::article;
use super::courts::{is_court, opens_court};
use super::line::Line;
use super::runs::fragments;
use super::{EntityKind, Found, Method};
use crate::lexicon::{AffixRole, Table, Uses, table};
use crate::morph::Pos;
use crate::text::Span;
use serde::Deserialize;

/// What a word of `patterns.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// What laws are about, before 法 in their names: 災害対策基本|法.
    LawSubject,
    /// After the name of a law: 港湾法|違反.
    OfLaw,
    /// Joins the nouns in the name of a law: AのB及びCのDに関する法律.
    LawJoint,
    /// Whose law it is, which is no part of its name: 国の, 市の.
    LawOwner,
    /// Before the name of a law, and no part of it.
    BeforeLaw,
    /// Before the number of an event of its kind: 台風|15号.
    NumberedEvent,
    /// After 法 inside a longer word, which is no law: 労働基準法|学会.
    NoLaw,
}

static WORDS: Table<Uses<Use>> = table!("patterns.csv", Uses::new);

/// Proposes the names of laws with the article they refer to: 港湾法第3条.
pub(super) fn laws(line: &Line<'_>, found: &mut Vec<Found<'_>>) {
    // most sentences speak of none
    let all = line.slice(0, line.tokens.len());
    if !all.contains('法') && !all.contains("条例") {
        return;
    }
    for i in 0..line.tokens.len() {
        let text = line.text(i);
        let ordinance = text == "条例";
        if !ordinance && text != "法" && text != "法律" {
            continue;
        }
        let long = i > 0 && line.text(i - 1) == "に関する"
            || text == "法" && i > 2 && line.slice(i - 2, i) == "特別措置" && line.text(i - 3) == "に関する";
        let from = if long { clause(line, i) } else { compound(line, i) };
        let Some(from) = from else { continue };
        let end = line.tokens[i].end as usize;
        let after = &line.page.text[end..];
        let known = long || ordinance || {
            let before = line.slice(from, i);
            WORDS.ends(before, Use::LawSubject) || WORDS.begins(after, Use::OfLaw)
        };
        // 会社法制 is no law
        let part = WORDS.begins(after, Use::NoLaw);
        if known && !part && (text != "法律" || long) {
            let span = Span::new(line.tokens[from].start as usize, article::end(line.page.text, end));
            line.propose_span(span, EntityKind::Law, Method::Pattern.sure(), found);
        }
    }
}

/// Proposes events that have a number for a name: 台風15号.
pub(super) fn numbered_events(line: &Line<'_>, found: &mut Vec<Found<'_>>) {
    for i in 1..line.tokens.len() {
        if line.text(i) != "号" || !line.touches(i) {
            continue;
        }
        let number = |i: usize| line.touches(i) && (line.pos(i) == Some(Pos::Number) || line.text(i) == "第");
        let first = (1..i).rev().take_while(|&i| number(i)).last();
        if let Some(first) = first.filter(|first| WORDS.is(line.text(first - 1), Use::NumberedEvent)) {
            line.propose(first - 1, i + 1, EntityKind::Event, Method::Pattern.sure(), found);
        }
    }
}

/// Token at which the 「AのB及びCのDに関する」 before token `end` begins: nouns and what joins them.
fn clause(line: &Line<'_>, end: usize) -> Option<usize> {
    let at = (0..end).rev().find(|&i| line.text(i) == "に関する")?;
    let joins = |i: usize| WORDS.is(line.text(i), Use::LawJoint);
    let nominal = |i: usize| line.tokens[i].pos.is_nominal() || matches!(line.tokens[i].pos, Pos::Prefix);
    let mut from = at;
    while from > 0 && at - from < 24 && (nominal(from - 1) || joins(from - 1)) && line.touches(from) {
        from -= 1;
    }
    while from < at && joins(from) {
        from += 1;
    }
    // 国の, 市の: whose law it is, no part of its name
    if from + 1 < at && line.text(from + 1) == "の" && WORDS.is(line.text(from), Use::LawOwner) {
        from += 2;
    }
    (from < at).then_some(from)
}

/// Token at which the compound noun begins that ends in 法 or 条例 at token `end`; `None` if nothing names the law.
fn compound(line: &Line<'_>, end: usize) -> Option<usize> {
    let mut from = end;
    while from > 0
        && line.touches(from)
        && end - from < 8
        && (line.tokens[from - 1].pos.is_nominal() || line.text(from - 1) == "・")
    {
        from -= 1;
    }
    while from < end && WORDS.is(line.text(from), Use::BeforeLaw) {
        from += 1;
    }
    let chars = line.slice(from, end).chars().count();
    // 東京都条例: an ordinance without a name
    let bare = line.tokens[from..end]
        .iter()
        .all(|t| matches!(t.pos, Pos::Place | Pos::PlaceSuffix | Pos::Prefix | Pos::Number));
    (chars >= 2 && !bare).then_some(from)
}

/// Proposes courts and prosecutors with the place they sit in: 東京地裁立川支部.
pub(super) fn court(line: &Line<'_>, from: usize, to: usize, found: &mut Vec<Found<'_>>) {
    for i in from + 1..to {
        let Some(end) = court_end(line, i, to) else { continue };
        let mut start = fragments(line, from, i, 4);
        if line.tokens[start].pos == Pos::PlaceSuffix && start > from {
            start -= 1;
        }
        if line.roles(start).has(AffixRole::Generic) || line.tokens[start].pos == Pos::Prefix {
            continue;
        }
        let branch = (end + 1..(end + 3).min(to)).find(|&b| line.text(b) == "支部");
        line.propose(start, branch.map_or(end, |b| b + 1), EntityKind::Org, Method::Pattern.sure(), found);
    }
}

/// Token after the name of a court or a prosecutor without its place that begins at token `i`.
fn court_end(line: &Line<'_>, i: usize, to: usize) -> Option<usize> {
    if !opens_court(line.text(i)) {
        return None;
    }
    (i + 1..=to.min(i + 4)).rev().find(|&end| is_court(line.slice(i, end)))
}
