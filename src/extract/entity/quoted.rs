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

/// Proposes who reports in the dateline whose bracket opens at token `open`: みなと通信 of 【東京29日みなと通信】.
fn dateline(line: &Line<'_>, open: usize, found: &mut Vec<Found<'_>>) {
    let Some(close) = (open + 1..line.tokens.len().min(open + 16)).find(|&i| line.text(i) == "】") else { return };
    let Some(dated) = (open + 1..close).rev().find(|&i| line.taken(i)) else { return };
    let place = line.pos(open + 1) == Some(Pos::Place);
    let text = line.slice(dated + 1, close);
    if place && (2..=12).contains(&text.chars().count()) && text.chars().all(char::is_alphanumeric) {
        line.propose(dated + 1, close, EntityKind::Media, Method::Affix.sure(), found);
    }
}

/// Longest title in characters.
const LONGEST: usize = 20;

/// Proposes the quoted names of a sentence.
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
        let before = line.slice(0, i);
        let before = before.strip_suffix('の').unwrap_or(before);
        let kind = if WORDS.ends(before, Use::ProductNoun) {
            EntityKind::Product
        } else if WORDS.ends(before, Use::WorkNoun) {
            EntityKind::Media
        } else {
            continue;
        };
        if len > 1 {
            line.propose_span(Span::new(from, to), kind, Method::Affix.sure(), found);
        }
    }
}
