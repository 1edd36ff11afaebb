//! Titles in quotation marks, where the word before says what they name: 看板商品の「…」, 映画『…』.

use super::line::Line;
use super::{EntityKind, Found, Method};
use crate::lexicon::{Table, Uses, table};
use crate::morph::Pos;
use crate::text::Span;
use serde::Deserialize;

/// What a word of `quoted.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// Before the title of a work or the name of a medium: 映画「…」.
    WorkNoun,
    /// Before the name of a product: 看板商品の「…」.
    ProductNoun,
}

static WORDS: Table<Uses<Use>> = table!("quoted.csv", Uses::new);

/// 【東京29日みなと通信】: who reports stands between the date and the bracket.
fn dateline(line: &Line<'_>, open: usize, found: &mut Vec<Found<'_>>) {
    let Some(close) = (open + 1..line.tokens.len().min(open + 16)).find(|&i| line.text(i) == "】") else { return };
    let Some(dated) = (open + 1..close).rev().find(|&i| line.taken(i)) else { return };
    let place = line.pos(open + 1) == Some(Pos::Place);
    let text = line.slice(dated + 1, close);
    if place && (2..=12).contains(&text.chars().count()) && text.chars().all(char::is_alphanumeric) {
        line.propose(dated + 1, close, EntityKind::Media, Method::Affix, true, found);
    }
}

/// Longest title in characters.
const LONGEST: usize = 20;

/// Proposes the titles of a sentence.
pub(super) fn read(line: &Line<'_>, found: &mut Vec<Found<'_>>) {
    for (i, token) in line.tokens.iter().enumerate() {
        if token.pos != Pos::Open {
            continue;
        }
        let close = match line.text(i) {
            "【" => {
                dateline(line, i, found);
                continue;
            }
            "「" => '」',
            "『" => '』',
            _ => continue,
        };
        let from = token.end as usize;
        let Some(len) = line.page.text[from..].chars().take(LONGEST + 1).position(|c| c == close) else { continue };
        let to = line.page.text[from..].char_indices().nth(len).map_or(from, |(b, _)| from + b);
        let Some(mut at) = i.checked_sub(1) else { continue };
        if line.text(at) == "の" && at > 0 {
            at -= 1;
        }
        let cue = line.text(at);
        let kind = if WORDS.is(cue, Use::ProductNoun) {
            EntityKind::Product
        } else if WORDS.is(cue, Use::WorkNoun) {
            EntityKind::Media
        } else {
            continue;
        };
        if len > 1 {
            line.propose_span(Span::new(from, to), kind, Method::Affix, true, found);
        }
    }
}
