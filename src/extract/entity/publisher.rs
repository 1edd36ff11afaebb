//! The medium that publishes a page, by the metadata of the page: its source, and what its title ends with (「停電の記録｜まちの手帖」).

use crate::corpus::Document;
use crate::lexicon::{AffixRole, affixes};
use crate::text::fold_str;

/// The names of the medium in folded text. A publisher that is an organisation by its name is no medium.
pub(super) fn names(document: &Document) -> impl Iterator<Item = String> {
    let file = document.path.rsplit('/').next().unwrap_or_default();
    let told = Some(document.source.as_str()).filter(|source| !file.starts_with(source));
    let site = document.title.rsplit_once(['|', '｜']).map(|(_, site)| site);
    told.into_iter().chain(site).filter_map(name)
}

/// The name that a publisher goes by in the text: まちの手帖 of まちの手帖（転載）.
fn name(told: &str) -> Option<String> {
    let folded = fold_str(told);
    let name = folded.split('（').next().unwrap_or_default().trim();
    let length = name.chars().count();
    let word = name.chars().all(|c| c.is_alphanumeric() || "・ー ".contains(c));
    let small = name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    ((3..=20).contains(&length) && word && !small && !is_organisation(name)).then(|| name.to_owned())
}

/// Returns true for 若宮商事株式会社 and 若宮市, and not for 若宮新聞.
fn is_organisation(name: &str) -> bool {
    use AffixRole::*;
    let mut endings = name.char_indices().skip(1).map(|(at, _)| affixes().roles(&name[at..]));
    let other = [Legal, Strong, Weak, Unit, Committee, Place];
    name.starts_with("株式会社")
        || endings.any(|roles| other.into_iter().any(|role| roles.has(role)) && !roles.has(Media))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_by_the_metadata() {
        for (source, title, expected) in [
            ("まちの手帖", "停電の記録", &["まちの手帖"][..]),
            ("まちの手帖(転載)", "停電の記録｜磯見だより", &["まちの手帖", "磯見だより"]),
            ("若宮商事株式会社", "停電の記録", &[]),
            ("page", "停電の記録", &[]),
        ] {
            let document = Document {
                path: "a/page.txt".to_owned(),
                source: source.to_owned(),
                title: title.to_owned(),
                ..Document::default()
            };
            assert_eq!(names(&document).collect::<Vec<_>>(), expected, "{source} {title}");
        }
    }
}
