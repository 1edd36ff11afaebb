//! Short names that a document uses beside the long ones they stand for.

use super::canonical::{Aliases, normal};
use super::line::{LEVELS, Page};
use super::{EntityKind, Found};
use crate::lexicon::{AffixRole, affixes, company_stem, names};

/// Joins short names with long ones: ツバメHD with ツバメ食品ホールディングス, a family name with a full one, 市長選挙 with
/// 磯見市長選挙, 空き家条例 with 空き家等の適正管理に関する条例. A short name that fits two long ones stays alone.
pub(super) fn join(found: &[Found<'_>], page: &Page<'_>, aliases: &mut Aliases) {
    for (kind, stands_for) in RULES {
        let names = normals(found, page, kind);
        for short in &names {
            let mut long = names.iter().filter(|long| long.len() > short.len() && stands_for(short, long));
            if let (Some(long), None) = (long.next(), long.next()) {
                aliases.same.entry((kind, short.clone())).or_insert_with(|| long.clone());
            }
        }
    }
    elections(found, page, aliases);
}

/// Levels of government, by the last character of a place: what an election of theirs begins with.
const OFFICES: [(&str, &[char]); 8] = [
    ("市長", &['市']),
    ("市議", &['市']),
    ("町長", &['町']),
    ("町議", &['町']),
    ("村長", &['村']),
    ("村議", &['村']),
    ("県議", &['県']),
    ("知事", &['都', '道', '府', '県']),
];

/// Joins 市長選挙 with 磯見市長選挙 where the document names one city, and it is 磯見市.
fn elections(found: &[Found<'_>], page: &Page<'_>, aliases: &mut Aliases) {
    let mut places = normals(found, page, EntityKind::Loc);
    places.extend(normals(found, page, EntityKind::Org).iter().filter_map(|org| seat(org)).map(str::to_owned));
    for name in normals(found, page, EntityKind::Event).into_iter().filter(|name| name.ends_with("選挙")) {
        let Some((office, levels)) = OFFICES.iter().find(|(office, _)| name.starts_with(office)) else { continue };
        let mut here: Vec<&str> = places.iter().filter(|p| p.ends_with(*levels)).map(|p| last_level(p)).collect();
        here.sort_unstable();
        here.dedup();
        if let [place] = here[..] {
            // 市長選挙 repeats the 市 of 磯見市, 知事選挙 repeats nothing
            let stem = if office.starts_with(*levels) { place.trim_end_matches(*levels) } else { place };
            aliases.same.entry((EntityKind::Event, name.clone())).or_insert_with(|| format!("{stem}{name}"));
        }
    }
}

/// The place whose authority an organisation is: 磯見市 of 磯見市議会.
fn seat(org: &str) -> Option<&str> {
    let mut ends = org.char_indices().filter(|(_, c)| is_level(*c)).map(|(at, c)| at + c.len_utf8());
    let of = |rest: &str| affixes().roles(rest).has(AffixRole::Unit) || affixes().roles(rest).has(AffixRole::Committee);
    ends.find(|at| org[..*at].chars().nth(2).is_some() && of(&org[*at..])).map(|at| &org[..at])
}

/// 郡 has no government, but is a level of the places in it.
fn is_level(c: char) -> bool {
    LEVELS.contains(&c) || c == '郡'
}

/// The last of the places in a chain: 夕凪市 of 磯見県夕凪市.
fn last_level(place: &str) -> &str {
    let before = place.char_indices().rev().skip(1);
    // a level ends a name of two characters at least: 市川市, 町田市
    let mut cut =
        before.filter(|(at, c)| is_level(*c) && place[..*at].chars().nth(1).is_some()).map(|(at, c)| at + c.len_utf8());
    cut.find(|at| place[*at..].chars().nth(1).is_some()).map_or(place, |at| &place[at..])
}

/// Whether the first name stands for the second, which is longer.
type Rule = fn(&str, &str) -> bool;

const RULES: [(EntityKind, Rule); 5] = [
    (EntityKind::Org, is_holding),
    (EntityKind::Org, is_company),
    (EntityKind::Person, is_family),
    (EntityKind::Event, is_event),
    (EntityKind::Law, is_law),
];

/// Whether a canonical name is a short form of another of its type.
pub fn stands_for(kind: EntityKind, short: &str, long: &str) -> bool {
    long.len() > short.len() && RULES.iter().any(|(of, rule)| *of == kind && rule(short, long))
}

/// The distinct names of one type, in order.
fn normals(found: &[Found<'_>], page: &Page<'_>, kind: EntityKind) -> Vec<String> {
    let of_kind = found.iter().filter(|f| f.kind == Some(kind));
    let mut all: Vec<&str> = of_kind.map(|f| f.canonical.unwrap_or(f.span.of(page.text))).collect();
    all.sort_unstable();
    all.dedup();
    let mut all: Vec<String> = all.into_iter().map(|n| normal(kind, n)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// ツバメホールディングス for ツバメ食品ホールディングス.
fn is_holding(short: &str, long: &str) -> bool {
    let stem = company_stem(short);
    stem.is_some_and(|(stem, ending)| long.starts_with(stem) && company_stem(long).is_some_and(|(_, of)| of == ending))
}

/// 若宮ベアリング for 若宮ベアリング工業: what is left out is the line of business. A place alone is no company.
fn is_company(short: &str, long: &str) -> bool {
    let business = long.strip_prefix(short).map(|rest| affixes().roles(rest));
    short.chars().count() > 2
        && business.is_some_and(|roles| roles.has(AffixRole::Strong) || roles.has(AffixRole::Weak))
        && company_stem(long).is_none()
        && names().get(short).is_none()
}

/// 高木 for 高木健一.
fn is_family(short: &str, long: &str) -> bool {
    long.strip_prefix(short).is_some_and(|given| (1..=3).contains(&given.chars().count()))
}

/// 市長選挙 for 磯見市長選挙; two characters (地震) are a kind of event rather than one.
fn is_event(short: &str, long: &str) -> bool {
    short.chars().count() > 2 && long.ends_with(short)
}

/// 空き家条例 for 空き家等の適正管理に関する条例: begins and ends alike.
fn is_law(short: &str, long: &str) -> bool {
    let end = if short.ends_with("条例") { "条例" } else { "法" };
    let long = long.strip_suffix("律").filter(|_| end == "法").unwrap_or(long);
    let stem = short.strip_suffix(end).filter(|stem| stem.chars().count() > 1);
    stem.is_some_and(|stem| long.starts_with(stem) && long.ends_with(end))
}

/// Whether a short name stands for the title of a law, by which no other law is called: 会社法 is not short for 会社更生法.
pub(super) fn is_title(short: &str, long: &str) -> bool {
    const ABOUT: &str = "に関する";
    long.contains(ABOUT) && !short.contains(ABOUT) && long.len() > short.len() && is_law(short, long)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whose_authority_it_is() {
        for (org, place) in [("磯見市議会", Some("磯見市")), ("磯見市民病院", None), ("市議会", None)]
        {
            assert_eq!(seat(org), place);
        }
    }

    #[test]
    fn the_last_of_a_chain() {
        for (place, last) in
            [("磯見県夕凪市", "夕凪市"), ("夕凪市", "夕凪市"), ("市川市", "市川市"), ("東京都千代田区", "千代田区")]
        {
            assert_eq!(last_level(place), last);
        }
    }

    #[test]
    fn what_stands_for_what() {
        for (rule, short, long, expected) in [
            (is_holding as Rule, "ツバメホールディングス", "ツバメ食品ホールディングス", true),
            (is_company, "若宮ベアリング", "若宮ベアリング工業", true),
            (is_company, "若宮", "若宮工業", false),
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
