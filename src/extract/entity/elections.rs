//! Elections that a document names without their place: 市長選挙 is the 磯見市長選挙 where 磯見市 is the one city named.

use super::canonical::{Aliases, normals};
use super::line::{LEVELS, Page};
use super::{EntityKind, Found};
use crate::lexicon::{AffixRole, Table, affixes, rows, table};
use serde::Deserialize;

/// A row of `elections.csv`.
#[derive(Deserialize)]
struct Row {
    /// What the name of the election begins with: 市長.
    office: String,
    /// The last characters of the places that have the office, with a bar between them.
    levels: String,
}

/// An office and the last characters of the places that have it.
static OFFICES: Table<Vec<(String, Vec<char>)>> = table!("elections.csv", |csv| {
    let levels = |row: &Row| row.levels.chars().filter(|c| *c != '|').collect();
    rows::<Row>(csv).into_iter().map(|row| (row.office.clone(), levels(&row))).collect()
});

/// Joins the name of an election with that of the place, if the document names one place of its level.
pub(super) fn join(found: &[Found<'_>], page: &Page<'_>, aliases: &mut Aliases) {
    let mut places = normals(found, page, EntityKind::Loc);
    places.extend(normals(found, page, EntityKind::Org).iter().filter_map(|org| seat(org)).map(str::to_owned));
    for name in normals(found, page, EntityKind::Event).into_iter().filter(|name| name.ends_with("選挙")) {
        let office = OFFICES.iter().find(|(office, _)| name.starts_with(office.as_str()));
        let Some((office, levels)) = office.map(|(office, levels)| (office, levels.as_slice())) else { continue };
        let mut here: Vec<&str> = places.iter().filter(|p| p.ends_with(levels)).map(|p| last_level(p)).collect();
        here.sort_unstable();
        here.dedup();
        if let [place] = here[..] {
            // 市長選挙 repeats the 市 of 磯見市, 知事選挙 repeats nothing
            let stem = if office.starts_with(levels) { place.trim_end_matches(levels) } else { place };
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

/// Returns true for the last character of a place in a chain; 郡 has no government.
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
}
