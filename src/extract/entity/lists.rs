//! Names that stand in a row before their number and what they are: 苗木、北嶺、磐佐の3県.

use super::kinds::counted;
use super::line::Line;
use super::runs::{Quality, quality};
use super::{EntityKind, Found, Method};
use crate::lexicon::AffixRole;
use crate::morph::Pos;
use crate::text::is_katakana;

/// Proposes the names of a sentence that are counted after them.
pub(super) fn read(line: &Line<'_>, found: &mut Vec<Found<'_>>) {
    for at in 2..line.tokens.len() {
        if line.text(at - 1) != "の" || !line.taken(at) || line.taken(at - 1) {
            continue;
        }
        let after = &line.page.text[line.tokens[at].start as usize..];
        let word = after.trim_start_matches(|c: char| c.is_ascii_digit());
        let Ok(number) = after[..after.len() - word.len()].parse::<usize>() else { continue };
        let Some(kind) = counted(word) else { continue };
        // a middle dot parts names, or the parts of a name in katakana
        let (mut items, parted) = (items(line, at - 1, false), items(line, at - 1, true));
        if items.len() != number && parted.len() == number {
            items = parted;
        }
        let proper = items.iter().filter(|(from, to)| quality(line, *from, *to) == Quality::Proper).count();
        // all of them, or some of more
        if items.len() > 1 && (items.len() == number && proper > 0 || items.len() < number && proper == items.len()) {
            propose(line, &items, kind, found);
        }
    }
}

fn propose(line: &Line<'_>, items: &[(usize, usize)], kind: EntityKind, found: &mut Vec<Found<'_>>) {
    for &(from, to) in items {
        if line.slice(from, to).chars().count() > 1 {
            line.propose(from, to, kind, Method::Kind.sure(), found);
        }
    }
}

/// The items of the row that ends before token `end`, as token ranges, the last first; `parted` says whether a middle dot
/// in katakana parts them, too.
fn items(line: &Line<'_>, mut end: usize, parted: bool) -> Vec<(usize, usize)> {
    let mut items = Vec::new();
    loop {
        let Some((from, to, before)) = item(line, end, parted) else { return items };
        items.push((from, to));
        let joins = before > 0 && matches!(line.text(before - 1), "、" | "と" | "や" | "・");
        if !joins {
            return items;
        }
        end = before - 1;
    }
}

/// The item that ends before token `end`: its tokens, and the token where it begins with its quotation marks.
fn item(line: &Line<'_>, end: usize, parted: bool) -> Option<(usize, usize, usize)> {
    if line.text(end.checked_sub(1)?) == "」" {
        let open = (0..end - 1).rev().find(|&i| line.text(i) == "「")?;
        return (open + 1 < end - 1).then_some((open + 1, end - 1, open));
    }
    let part = |i: usize| {
        let token = &line.tokens[i];
        let dot = !parted
            && line.text(i) == "・"
            && line.text(i + 1).starts_with(is_katakana)
            && i > 0
            && line.text(i - 1).ends_with(is_katakana);
        (token.pos.is_nominal() || dot || matches!(token.pos, Pos::Prefix | Pos::Unknown)) && !line.taken(i)
    };
    let mut from = end;
    while from > 0 && part(from - 1) && (from == end || line.touches(from)) {
        from -= 1;
    }
    let begin = from;
    // 自動車大手|若宮自動車
    if let Some(cut) = (from..end).rev().find(|&i| line.roles(i).has(AffixRole::Cut)) {
        from = cut + 1;
    }
    (from < end).then_some((from, end, begin))
}
