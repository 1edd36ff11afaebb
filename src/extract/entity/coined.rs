//! Coined names of products and services: words that mix digits and letters, or small and capital ones (7pay, PayPay, eKワゴン),
//! and words in Latin letters before what they offer (nanacoポイント).

use super::kinds::{named_after, named_before};
use super::line::Line;
use super::{EntityKind, Found, Method};
use crate::text::{Span, is_katakana};

/// Proposes the coined names of a sentence.
pub(super) fn read(line: &Line<'_>, found: &mut Vec<Found<'_>>) {
    let mut at = 0;
    while at < line.tokens.len() {
        let latin = |i: usize| i < line.tokens.len() && line.text(i).chars().all(|c| c.is_ascii_alphanumeric());
        if !latin(at) {
            at += 1;
            continue;
        }
        let from = at;
        at += 1;
        while latin(at) && line.touches(at) {
            at += 1;
        }
        let span = line.span(from, at);
        if !in_address(line.page.text, span) {
            judge(line, from, at, found);
        }
    }
}

/// Proposes the word `from..to` in Latin letters and digits, if it is a name.
fn judge(line: &Line<'_>, from: usize, to: usize, found: &mut Vec<Found<'_>>) {
    let (text, before) = (line.slice(from, to), line.slice(0, from));
    if text.len() < 2 || !text.contains(|c: char| c.is_ascii_alphabetic()) {
        return;
    }
    let follows = |i: usize| line.touches(i) && line.text(i).starts_with(is_katakana);
    let mut end = to;
    // two letters are the beginning of a name: eK|ワゴン
    let short = is_small(text, 0) && is_capital(text, 1) && text.len() == 2;
    if short && follows(to) {
        end += 1;
    }
    let after = &line.page.text[line.span(from, end).end..];
    if let Some(kind) = named_after(before, false).filter(|_| line.touches(from)) {
        line.propose(from, end, kind, Method::Kind.sure(), found);
    } else if (is_coined(text) || end > to) && !in_phrase(line.page.text, line.span(from, to)) {
        let kind = if after.starts_with('社') { EntityKind::Org } else { EntityKind::Product };
        line.propose(from, end, kind, Method::Affix.unsure(), found);
    } else if let Some(kind) =
        named_before(after).filter(|_| text.len() > 3 && !line.tokens[from].known && is_small(text, 0))
    {
        line.propose(from, end, kind, Method::Kind.sure(), found);
    }
}

/// Returns true for 7pay and 7iD, and for PayPay and iPhone: words are not written so, names are. 3D and 2nd are words.
fn is_coined(text: &str) -> bool {
    let letters = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - letters.len();
    let alphabetic = letters.chars().all(|c| c.is_ascii_alphabetic());
    if digits == 1 && alphabetic && letters.contains(|c: char| c.is_ascii_lowercase()) {
        return letters.len() > 2 || is_small(letters, 0) && is_capital(letters, 1);
    }
    let mixed = |i: usize| is_small(text, i) && is_capital(text, i + 1) && is_small(text, i + 2);
    digits == 0 && text.len() > 4 && (0..text.len()).any(mixed)
}

fn is_small(text: &str, at: usize) -> bool {
    text.as_bytes().get(at).is_some_and(u8::is_ascii_lowercase)
}

fn is_capital(text: &str, at: usize) -> bool {
    text.as_bytes().get(at).is_some_and(u8::is_ascii_uppercase)
}

/// Returns true if a word is one of several in Latin letters: All Rights Reserved.
fn in_phrase(text: &str, span: Span) -> bool {
    let gap = |c: &char| *c == ' ';
    let mut before = text[..span.start].chars().rev().skip_while(gap);
    let mut after = text[span.end..].chars().skip_while(gap);
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    latin(before.next()) || latin(after.next())
}

/// Returns true if a word is a part of an address, of a file name or of a longer code.
fn in_address(text: &str, span: Span) -> bool {
    let joins = |c: char| "./@_-#:?=&%+\\~".contains(c);
    let mut before = text[..span.start].chars().rev();
    let mut after = text[span.end..].chars();
    // Yahoo!japan
    let (last, first) = (before.next(), before.next());
    let marked = last == Some('!') && first.is_some_and(|c| c.is_ascii_alphanumeric());
    marked
        || last.is_some_and(joins)
        || after.next().is_some_and(joins) && after.next().is_some_and(|c| c.is_ascii_alphanumeric())
}
