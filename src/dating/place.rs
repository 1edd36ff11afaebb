//! Rounds over the pages that do not say when they were written: pages placed in one help to place others in the next.

use super::Page;
use super::affair::Affairs;
use super::evidence::{Known, known, matches, slips};
use super::reference::OpenPage;
use crate::corpus::Reference;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Most rounds.
const ROUNDS: usize = 4;

/// Places the pages that are open ([`Page::is_open`]); `None` for the others, and for those that nothing places. The result
/// is in the order of `pages` and depends on their set only.
pub fn place(pages: &[Page]) -> Vec<Option<Reference>> {
    let affairs = Affairs::new(pages);
    let mut placed: Vec<Option<Reference>> = vec![None; pages.len()];
    let open: Vec<usize> = (0..pages.len()).filter(|p| pages[*p].is_open()).collect();
    let neighbours: BTreeMap<usize, Vec<(usize, f32)>> = open.iter().map(|p| (*p, affairs.neighbours(*p))).collect();
    // what a page writes with a wrong year is known of no other day
    let all: Vec<Vec<Known>> = pages.iter().map(|page| known(page, None, &[])).collect();
    let mut slipped: Vec<Vec<Date>> = vec![Vec::new(); pages.len()];
    for (p, near) in &neighbours {
        slipped[*p] = slips(&pages[*p], &matches(*p, pages, near, &all, &affairs));
    }
    for _ in 0..ROUNDS {
        let reference = |p: usize| placed[p].as_ref().and_then(|reference| reference.day);
        let known: Vec<Vec<Known>> = (0..pages.len()).map(|p| known(&pages[p], reference(p), &slipped[p])).collect();
        let unplaced = open.iter().filter(|p| placed[**p].is_none());
        let place = |p: &usize| {
            let matches = matches(*p, pages, &neighbours[p], &known, &affairs);
            Some((*p, OpenPage::new(&pages[*p], &slipped[*p], pages, &matches).place()?))
        };
        let next: Vec<(usize, Reference)> = unplaced.filter_map(place).collect();
        if next.is_empty() {
            break;
        }
        next.into_iter().for_each(|(p, own)| placed[p] = Some(own));
    }
    placed
}
