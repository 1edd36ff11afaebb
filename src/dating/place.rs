//! Rounds over the pages that do not say when they were written: pages placed in one help to place others in the next.

use super::Page;
use super::affair::Affairs;
use super::evidence::{self, Known, matches, slips};
use super::reference::OpenPage;
use crate::corpus::Reference;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Most rounds.
const ROUNDS: usize = 4;

/// Places the pages that are open ([`Page::is_open`]); `None` for the others, and for those that nothing places. The result
/// is in the order of `pages` and depends on their set only.
pub fn place(pages: &[Page]) -> Vec<Option<Reference>> {
    let mut placed: Vec<Option<Reference>> = vec![None; pages.len()];
    let open: Vec<usize> = (0..pages.len()).filter(|p| pages[*p].is_open()).collect();
    if open.is_empty() {
        return placed;
    }
    let affairs = Affairs::new(pages);
    let neighbours: BTreeMap<usize, Vec<(usize, f32)>> = open.iter().map(|p| (*p, affairs.neighbours(*p))).collect();
    // what a page writes with a wrong year is known of no other day
    let all: Vec<Vec<Known>> = pages.iter().map(|page| evidence::known(page, None, &[])).collect();
    let mut slipped: Vec<Vec<Date>> = vec![Vec::new(); pages.len()];
    for (p, near) in &neighbours {
        slipped[*p] = slips(&pages[*p], &matches(*p, pages, near, &all, &affairs));
    }
    let mut known: Vec<Vec<Known>> = (0..pages.len()).map(|p| evidence::known(&pages[p], None, &slipped[p])).collect();
    for _ in 0..ROUNDS {
        let unplaced = open.iter().filter(|p| placed[**p].is_none());
        let place = |p: &usize| {
            let matches = matches(*p, pages, &neighbours[p], &known, &affairs);
            Some((*p, OpenPage::new(&pages[*p], &slipped[*p], pages, &matches).place()?))
        };
        let next: Vec<(usize, Reference)> = unplaced.filter_map(place).collect();
        if next.is_empty() {
            break;
        }
        for (p, own) in next {
            known[p] = evidence::known(&pages[p], own.day, &slipped[p]);
            placed[p] = Some(own);
        }
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Format, parse};
    use crate::extract::{Kit, read};
    use jiff::civil::date;

    /// Pages of these texts, in their order.
    fn pages(texts: &[(&str, &str)]) -> Vec<Page> {
        let kit = Kit::embedded().expect("the dictionary").with_model(None);
        let mut reader = kit.reader();
        let page = |(path, text): &(&str, &str)| {
            let document = parse(text.as_bytes().to_vec(), Format::Md, path);
            Page::new(&read(document, &mut reader).expect("the text is tokenised"))
        };
        texts.iter().map(page).collect()
    }

    const WIRE: (&str, &str) = (
        "wire.md",
        "---\npublished: 2021-06-15\n---\n汐見フェリーの客船が6月14日午後2時17分、汐見港の第2桟橋に衝突した。9人がけがをした。",
    );
    const BLOG: (&str, &str) =
        ("blog.md", "6月14日、汐見港の第2桟橋に客船が衝突した。けがをしたのは9人。午後2時17分だった。");
    const SLIP: (&str, &str) = (
        "slip.md",
        "2020年6月14日午後2時17分、汐見フェリーの客船が汐見港の第2桟橋に衝突した。けがをしたのは9人。15日も使えない。",
    );
    const OTHER: (&str, &str) = ("other.md", "6月14日、山あいの村で桃の収穫が始まった。");

    #[test]
    fn a_page_is_placed_by_its_affair_whatever_the_order() {
        let forward = place(&pages(&[WIRE, BLOG, OTHER]));
        assert_eq!(forward[0], None, "it states its date");
        let blog = forward[1].as_ref().expect("the wire tells the same");
        assert_eq!((blog.day, blog.leans_on.as_slice()), (Some(date(2021, 6, 14)), &["wire.md".to_owned()][..]));
        let mut backward = place(&pages(&[OTHER, BLOG, WIRE]));
        backward.reverse();
        assert_eq!(forward, backward);
    }

    #[test]
    fn without_the_affair_nothing_is_placed() {
        assert_eq!(place(&pages(&[BLOG, OTHER])), [None, None]);
    }

    #[test]
    fn a_year_that_no_other_page_knows_is_a_slip() {
        let placed = place(&pages(&[WIRE, SLIP]));
        let slip = placed[1].as_ref().expect("the wire tells the same");
        assert_eq!((slip.day.map(|d| d.year()), slip.slips.as_slice()), (Some(2021), &[date(2020, 6, 14)][..]));
    }
}
