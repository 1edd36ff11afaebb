//! Canonical names: the name that the aliases of an entity share.

use super::companies::full_company;
use super::courts::full_court;
use super::lexical;
use super::line::Page;
use super::{EntityKind, Found};
use crate::lexicon::{Phrases, Table, names, table};
use std::collections::HashMap;

/// Legal forms that are no part of the name they stand beside. 監査法人 is a part.
static WORDS: Table<Phrases> = table!("canonical.csv", Phrases::new);

/// The short names that a document uses for its names.
#[derive(Debug, Default)]
pub(super) struct Aliases {
    /// Canonical name by type and by the name that [`normal`] gives.
    pub same: HashMap<(EntityKind, String), String>,
}

impl Aliases {
    /// The canonical name of a mention.
    pub fn canonical(&self, kind: EntityKind, known: Option<&str>, surface: &str) -> String {
        let mut name = known.map_or_else(|| normal(kind, surface), str::to_owned);
        // an alias of an alias; the bound guards against names that point at each other
        for _ in 0..3 {
            match self.same.get(&(kind, name.clone())) {
                Some(next) if *next != name => name.clone_from(next),
                _ => break,
            }
        }
        name
    }
}

/// A name without its legal form and in full, as the lexicon has it if it does: 浜辺精工 for 浜辺精工株式会社.
pub(super) fn normal(kind: EntityKind, surface: &str) -> String {
    let mut name = surface.trim();
    match kind {
        EntityKind::Org | EntityKind::Media => {
            let formal = name.contains("会社") || name.contains("法人") || name.contains(['㈱', '㈲']);
            let bare = |name| {
                let rest = WORDS.after(name).or_else(|| WORDS.before(name));
                rest.map(str::trim).filter(|rest| !rest.is_empty())
            };
            while let Some(rest) = bare(name).filter(|_| formal) {
                name = rest;
            }
        }
        EntityKind::Person => return name.replace([' ', '\u{3000}'], ""),
        _ => {}
    }
    if let Some(row) = names().get(name).filter(|row| lexical::kind(row.class) == Some(kind)) {
        return row.canonical.clone();
    }
    // NEM 財団 is NEM財団
    if kind == EntityKind::Org && name.contains(' ') && !name.is_ascii() {
        let joined = name.replace(' ', "");
        return normal(kind, &joined);
    }
    if kind == EntityKind::Event
        && let Some(stem) = name.strip_suffix('選')
    {
        return format!("{stem}選挙");
    }
    if kind != EntityKind::Org {
        return if kind == EntityKind::Law { law(name) } else { name.to_owned() };
    }
    if let Some(full) = name.contains(['裁', '検']).then(|| full_court(name)).flatten() {
        return full;
    }
    full_company(name).unwrap_or_else(|| name.to_owned())
}

/// The distinct canonical names of one type, in order.
pub(super) fn normals(found: &[Found<'_>], page: &Page<'_>, kind: EntityKind) -> Vec<String> {
    let of_kind = found.iter().filter(|f| f.kind == Some(kind));
    let mut all: Vec<&str> = of_kind.map(|f| f.canonical.unwrap_or(f.span.of(page.text))).collect();
    all.sort_unstable();
    all.dedup();
    let mut all: Vec<String> = all.into_iter().map(|n| normal(kind, n)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The full name of a law and its article, with a space between them.
fn law(name: &str) -> String {
    let at = (0..name.len())
        .filter(|&i| name.is_char_boundary(i))
        .find(|&i| i > 0 && super::article::end(name, i) == name.len())
        .unwrap_or(name.len());
    let (law, article) = name.split_at(at);
    let law = names().get(law).filter(|r| !r.canonical.is_empty()).map_or(law, |r| r.canonical.as_str());
    if article.is_empty() { law.to_owned() } else { format!("{law} {article}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_without_their_forms() {
        for (kind, surface, canonical) in [
            (EntityKind::Org, "浜辺精工株式会社", "浜辺精工"),
            (EntityKind::Org, "株式会社若宮商会", "若宮商会"),
            (EntityKind::Org, "ツバメ食品HD", "ツバメ食品ホールディングス"),
            (EntityKind::Org, "Coincheck", "コインチェック"),
            (EntityKind::Org, "NEM 財団", "NEM財団"),
            (EntityKind::Org, "横浜地裁川崎支部", "横浜地方裁判所川崎支部"),
            (EntityKind::Law, "資金決済法第63条の16", "資金決済に関する法律 第63条の16"),
            (EntityKind::Person, "高木 健一", "高木健一"),
            (EntityKind::Loc, "米", "米国"),
            (EntityKind::Event, "磯見市長選", "磯見市長選挙"),
        ] {
            assert_eq!(normal(kind, surface), canonical);
        }
    }
}
