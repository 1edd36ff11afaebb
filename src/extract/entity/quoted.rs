//! Titles in quotation marks: where the word before says what they name (看板商品の「…」, 映画『…』), and where the page is about
//! works.

use super::kinds::named_after;
use super::line::{Line, Page};
use super::{EntityKind, Found, Method};
use crate::lexicon::{Table, rows, table};
use crate::morph::Pos;
use crate::text::{Finder, Span};
use serde::Deserialize;

#[derive(Deserialize)]
struct Row {
    surface: String,
}

/// Words of which two tell that a text is about works, as films and novels are: 興行収入, 封切.
static WORKS: Table<Finder<String, usize>> = table!("works.csv", |csv| {
    Finder::new(rows::<Row>(csv).into_iter().map(|row| row.surface).zip(0..)) //
});

/// Returns true if a page is about works.
pub(super) fn tells_of_works(page: &Page<'_>) -> bool {
    let mut words = WORKS.find(page.text).map(|(_, _, word)| word);
    let first = words.next();
    page.text.contains(['「', '『']) && words.any(|word| Some(word) != first)
}

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
const LONGEST: usize = 30;

/// Proposes the quoted names of a sentence; `works` says whether the page is about works.
pub(super) fn read(line: &Line<'_>, works: bool, found: &mut Vec<Found<'_>>) {
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
        let Some((len, _)) = line.page.text[from..].char_indices().take(LONGEST + 1).find(|(_, c)| *c == close) else {
            continue;
        };
        let quoted = Span::new(from, from + len);
        let title = reading_apart(line.page.text, quoted);
        if title.of(line.page.text).chars().count() < 2 {
            continue;
        }
        if let Some(kind) = named_after(line.slice(0, i), true) {
            line.propose_span(title, kind, Method::Kind.sure(), found);
        } else if works && is_title(line, quoted) {
            line.propose_span(title, EntityKind::Product, Method::Kind.sure(), found);
        }
    }
}

/// A quoted name without how it is read: 7pay of 「7pay（セブンペイ）」.
fn reading_apart(text: &str, quoted: Span) -> Span {
    let name = quoted.of(text);
    let bare = name.strip_suffix('）').and_then(|name| name.split_once('（')).map_or(name, |(name, _)| name);
    Span::new(quoted.start, quoted.start + bare.len())
}

/// Returns true if what is quoted is the title of a work, in a text about works: it is more than nouns or has a name in it, and
/// the sentence goes on with it as with a noun. 「巡礼」 is a word, 「行きたい」と話す is speech.
fn is_title(line: &Line<'_>, quoted: Span) -> bool {
    let first = line.tokens.partition_point(|t| (t.start as usize) < quoted.start);
    let end = line.tokens.partition_point(|t| (t.end as usize) <= quoted.end);
    let (Some(first), next) = (line.tokens.get(first..end).map(|_| first), end + 1) else { return false };
    let telling = (first..end).any(|i| line.looks_like_name(i) || !line.tokens[i].pos.is_nominal());
    let after = line.text(next);
    let noun = line.pos(next).is_some_and(Pos::is_nominal);
    let argument = ["は", "が", "を", "の", "も", "に", "や", "（"].contains(&after);
    telling && line.touches(next) && (argument || noun)
}
