//! Short names that a document uses beside the long ones that they stand for.

use super::canonical::{Aliases, normal, normals};
use super::companies::company_stem;
use super::line::{LEVELS, Page};
use super::{EntityKind, Found};
use crate::lexicon::{AffixRole, affixes, names};
use std::collections::BTreeSet;

/// Joins short names with long ones: ツバメHD with ツバメ食品ホールディングス, a family name with a full one, 千葉 with 千葉県,
/// 空き家条例 with 空き家等の適正管理に関する条例. A short name that fits two long ones stays alone, and so does one that stands
/// in a sentence with the long one: ソニー is not its ソニー銀行.
pub(super) fn join(found: &[Found<'_>], page: &Page<'_>, aliases: &mut Aliases) {
    for (kind, stands_for) in RULES {
        let names = normals(found, page, kind);
        for short in &names {
            let mut long = names.iter().filter(|long| long.len() > short.len() && stands_for(short, long));
            if let (Some(long), None) = (long.next(), long.next())
                && !(kind == EntityKind::Org && stand_together(short, long, found, page))
            {
                aliases.same.entry((kind, short.clone())).or_insert_with(|| long.clone());
            }
        }
    }
}

/// Returns true if a sentence has two organisations of which one bears the short name and the other the long one.
fn stand_together(short: &str, long: &str, found: &[Found<'_>], page: &Page<'_>) -> bool {
    let named = |name: &str| -> BTreeSet<u32> {
        let of_name = found.iter().filter(|f| {
            let surface = f.canonical.unwrap_or(f.span.of(page.text));
            f.kind == Some(EntityKind::Org) && normal(EntityKind::Org, surface) == name
        });
        of_name.map(|f| f.sentence).collect()
    };
    !named(short).is_disjoint(&named(long))
}

/// Tells whether the first name stands for the second, which is longer.
type Rule = fn(&str, &str) -> bool;

const RULES: [(EntityKind, Rule); 7] = [
    (EntityKind::Org, is_holding),
    (EntityKind::Org, is_company),
    (EntityKind::Org, is_clipped),
    (EntityKind::Loc, is_place),
    (EntityKind::Person, is_family),
    (EntityKind::Event, is_event),
    (EntityKind::Law, is_law),
];

/// Returns true if a canonical name is a short form of another of its type.
pub fn stands_for(kind: EntityKind, short: &str, long: &str) -> bool {
    long.len() > short.len() && RULES.iter().any(|(of, rule)| *of == kind && rule(short, long))
}

/// Returns true for ツバメホールディングス and ツバメ食品ホールディングス.
fn is_holding(short: &str, long: &str) -> bool {
    let stem = company_stem(short);
    stem.is_some_and(|(stem, ending)| long.starts_with(stem) && company_stem(long).is_some_and(|(_, of)| of == ending))
}

/// Returns true for 若宮ベアリング and 若宮ベアリング工業: the line of business is left out. A place alone is no company.
fn is_company(short: &str, long: &str) -> bool {
    let business = long.strip_prefix(short).map(|rest| affixes().roles(rest));
    short.chars().count() > 2
        && business.is_some_and(|roles| roles.has(AffixRole::Strong) || roles.has(AffixRole::Weak))
        && company_stem(long).is_none()
        && names().get(short).is_none()
}

/// Returns true for 三菱自 and 三菱自動車: of the line of business the first character is left.
fn is_clipped(short: &str, long: &str) -> bool {
    let mut ends = short.char_indices();
    let stem = ends.next_back().map_or("", |(last, _)| &short[..last]);
    let business = long.strip_prefix(stem).filter(|business| business.chars().nth(1).is_some());
    let roles = business.map(|business| affixes().roles(business)).unwrap_or_default();
    stem.chars().nth(1).is_some()
        && long.starts_with(short)
        && (roles.has(AffixRole::Strong) || roles.has(AffixRole::Weak))
        && names().get(short).is_none()
}

/// Returns true for 千葉 and 千葉県, and for 相模原 or 相模原市 and 神奈川県相模原市. 千葉 is rather the prefecture than 千葉市.
fn is_place(short: &str, long: &str) -> bool {
    let several = short.chars().nth(1).is_some();
    if let Some(level) = long.strip_prefix(short) {
        return several && level != "市" && level.ends_with(LEVELS) && level.chars().nth(1).is_none();
    }
    let before = long.strip_suffix(short).or_else(|| long.strip_suffix('市')?.strip_suffix(short));
    several && before.is_some_and(|before| before.ends_with(LEVELS) && !before.starts_with(short))
}

/// Returns true for 高木 and 高木健一.
fn is_family(short: &str, long: &str) -> bool {
    long.strip_prefix(short).is_some_and(|given| (1..=3).contains(&given.chars().count()))
}

/// Returns true for 市長選挙 and 磯見市長選挙; two characters (地震) are a kind of event rather than one.
fn is_event(short: &str, long: &str) -> bool {
    short.chars().count() > 2 && long.ends_with(short)
}

/// Returns true for 空き家条例 and 空き家等の適正管理に関する条例, which begin and end alike.
fn is_law(short: &str, long: &str) -> bool {
    let end = if short.ends_with("条例") { "条例" } else { "法" };
    let long = long.strip_suffix("律").filter(|_| end == "法").unwrap_or(long);
    let stem = short.strip_suffix(end).filter(|stem| stem.chars().count() > 1);
    stem.is_some_and(|stem| long.starts_with(stem) && long.ends_with(end))
}

/// Returns true if a short name stands for the title of a law, which says what it is about: 会社法 is not short for 会社更生法.
pub(super) fn is_title(short: &str, long: &str) -> bool {
    const ABOUT: &str = "に関する";
    long.contains(ABOUT) && !short.contains(ABOUT) && long.len() > short.len() && is_law(short, long)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_for_what() {
        for (rule, short, long, expected) in [
            (is_holding as Rule, "ツバメホールディングス", "ツバメ食品ホールディングス", true),
            (is_company, "若宮ベアリング", "若宮ベアリング工業", true),
            (is_company, "若宮", "若宮工業", false),
            (is_clipped, "三菱自", "三菱自動車", true),
            (is_clipped, "若宮自", "若宮自治会", false),
            (is_clipped, "若宮銀", "若宮銀行", true),
            (is_place, "千葉", "千葉県", true),
            (is_place, "千葉", "千葉市", false),
            (is_place, "千葉", "千葉県千葉市", false),
            (is_place, "相模原", "神奈川県相模原市", true),
            (is_place, "相模原市", "神奈川県相模原市", true),
            (is_place, "中央区", "中央区役所", false),
            (is_family, "高木", "高木健一", true),
            (is_family, "高木", "高橋健一", false),
            (is_event, "市長選挙", "磯見市長選挙", true),
            (is_event, "大会", "市民大会", false),
            (is_law, "空き家条例", "空き家等の適正管理に関する条例", true),
            (is_law, "資金決済法", "資金決済に関する法律", true),
            (is_law, "民法", "民法第709条", false),
        ] {
            assert_eq!(rule(short, long), expected, "{short} {long}");
        }
    }
}
