//! What the steps of the cascade look at: a sentence's tokens, their texts and roles.

use super::super::amount::Quantity;
use super::super::date::Dated;
use super::{EntityKind, Found, Mention, Method, Reading};
use crate::lexicon::{Roles, affixes};
use crate::morph::{Pos, Token};
use crate::text::{Span, is_kanji, is_katakana};

/// A document and the places where no entity may be.
pub(super) struct Page<'a> {
    pub reading: &'a Reading,
    pub text: &'a str,
    /// Dates and amounts, in order.
    blocked: Vec<Span>,
    /// What each token of the document does as an affix.
    roles: Vec<Roles>,
    /// Bytes of the longest affix that begins like each token.
    longest: Vec<u8>,
    /// Whether a date or an amount covers a part of a token.
    pub taken: Vec<bool>,
    /// Names of the document's places without their suffix: 磯見 of 磯見県.
    pub stems: Vec<&'a str>,
}

impl<'a> Page<'a> {
    pub fn new(reading: &'a Reading, dates: &[Mention<Dated>], amounts: &[Mention<Quantity>]) -> Self {
        let mut blocked: Vec<Span> = dates.iter().map(|m| m.view).chain(amounts.iter().map(|m| m.view)).collect();
        blocked.sort();
        let (roles, longest) = reading.tokens.iter().map(|t| affixes().affix(reading.text(t))).unzip();
        let mut taken = vec![false; reading.tokens.len()];
        let mut at = 0;
        for span in &blocked {
            at += reading.tokens[at..].partition_point(|t| (t.end as usize) <= span.start);
            let covered = reading.tokens[at..].iter().take_while(|t| (t.start as usize) < span.end).count();
            taken[at..at + covered].fill(true);
        }
        Page { reading, text: &reading.view.text, blocked, roles, longest, taken, stems: Vec::new() }
    }

    /// Whether a date or an amount covers part of `span`.
    pub fn blocked(&self, span: Span) -> bool {
        self.blocks(span).next().is_some()
    }

    /// The dates and amounts that cover part of `span`.
    pub fn blocks(&self, span: Span) -> impl Iterator<Item = &Span> {
        let from = self.blocked.partition_point(|b| b.end <= span.start);
        self.blocked[from..].iter().take_while(move |b| b.start < span.end)
    }

    /// Whether a name may begin and end here: Latin beside Latin and katakana beside katakana are one word.
    pub fn stands_alone(&self, span: Span) -> bool {
        let surface = span.of(self.text);
        let before = self.text[..span.start].chars().next_back();
        let after = self.text[span.end..].chars().next();
        !glued(before, surface.chars().next()) && !glued(surface.chars().next_back(), after)
    }
}

/// Whether two neighbouring characters belong to one word.
fn glued(a: Option<char>, b: Option<char>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return false };
    (is_katakana(a) && is_katakana(b)) || (a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric())
}

/// Whether a character stands in names as a kanji does.
pub(super) fn is_name_kanji(c: char) -> bool {
    is_kanji(c) || "々ヶケノツヵ㐂﨑髙".contains(c)
}

/// Levels of government: last characters of places with one.
pub(super) const LEVELS: [char; 8] = ['都', '道', '府', '県', '市', '区', '町', '村'];

/// A sentence.
pub(super) struct Line<'a> {
    pub page: &'a Page<'a>,
    pub sentence: u32,
    pub tokens: &'a [Token],
    roles: &'a [Roles],
    longest: &'a [u8],
    taken: &'a [bool],
}

impl<'a> Line<'a> {
    pub fn new(page: &'a Page<'a>, sentence: usize) -> Self {
        let range = page.reading.sentence_range(sentence);
        Line {
            page,
            sentence: sentence as u32,
            tokens: &page.reading.tokens[range.clone()],
            roles: &page.roles[range.clone()],
            longest: &page.longest[range.clone()],
            taken: &page.taken[range],
        }
    }

    /// Whether the dictionary holds token `i` for a name of this kind; what it says of unknown words is a guess.
    pub fn is(&self, i: usize, pos: Pos) -> bool {
        self.tokens.get(i).is_some_and(|t| t.known && t.pos == pos)
    }

    /// Whether a place of the view begins where a token does and ends where one does.
    pub fn is_words(&self, span: Span) -> bool {
        let first = self.tokens.partition_point(|t| (t.end as usize) <= span.start);
        let next = self.tokens.partition_point(|t| (t.start as usize) < span.end);
        self.tokens.get(first).is_some_and(|t| t.start as usize == span.start)
            && next > 0
            && self.tokens[next - 1].end as usize == span.end
    }

    /// The text of token `i`, empty beyond the sentence.
    pub fn text(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |token| self.page.reading.text(token))
    }

    /// The text from token `from` to before token `to`, gaps included.
    pub fn slice(&self, from: usize, to: usize) -> &'a str {
        self.span(from, to).of(self.page.text)
    }

    pub fn span(&self, from: usize, to: usize) -> Span {
        match (self.tokens.get(from), to.checked_sub(1).and_then(|t| self.tokens.get(t))) {
            (Some(a), Some(b)) if from < to => Span::new(a.start as usize, b.end as usize),
            _ => Span::default(),
        }
    }

    /// Part of speech of token `i`.
    pub fn pos(&self, i: usize) -> Option<Pos> {
        self.tokens.get(i).map(|t| t.pos)
    }

    /// Whether token `i` touches the one before it.
    pub fn touches(&self, i: usize) -> bool {
        i > 0 && i < self.tokens.len() && self.tokens[i - 1].end == self.tokens[i].start
    }

    /// What token `i` does as an affix.
    pub fn roles(&self, i: usize) -> Roles {
        self.roles.get(i).copied().unwrap_or_default()
    }

    /// Whether token `i` belongs to a date or an amount.
    pub fn taken(&self, i: usize) -> bool {
        self.taken.get(i).copied().unwrap_or(false)
    }

    /// The longest affix with some role that `want` accepts, begun at token `i` and ending before `limit`;
    /// gives the token after it.
    pub fn affix(&self, i: usize, limit: usize, want: impl Fn(Roles) -> bool) -> Option<usize> {
        let most = self.longest.get(i).map_or(0, |most| usize::from(*most));
        let mut best = want(self.roles(i)).then_some(i + 1);
        let Some(first) = self.tokens.get(i).filter(|t| most > (t.end - t.start) as usize) else { return best };
        for end in i + 2..=limit.min(i + 5) {
            let fits = |last: &Token| (last.end - first.start) as usize <= most;
            if !self.touches(end - 1) || !self.tokens.get(end - 1).is_some_and(fits) {
                break;
            }
            if want(affixes().roles(self.slice(i, end))) {
                best = Some(end);
            }
        }
        best
    }

    /// Whether the tokeniser takes token `i` for a name or does not know it.
    pub fn looks_like_name(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| {
            t.known && t.pos.is_name()
                || !t.known
                    && self.text(i).chars().any(|c| c.is_alphabetic())
                    && !self.text(i).starts_with(|c: char| c.is_ascii_digit())
        })
    }

    /// A candidate made of tokens, unless a date or an amount is in the way.
    pub fn propose(
        &self,
        from: usize,
        to: usize,
        kind: EntityKind,
        method: Method,
        sure: bool,
        found: &mut Vec<Found<'_>>,
    ) {
        self.propose_span(self.span(from, to), kind, method, sure, found);
    }

    /// A candidate at a place of the view, unless a date or an amount is in the way.
    pub fn propose_span(&self, span: Span, kind: EntityKind, method: Method, sure: bool, found: &mut Vec<Found<'_>>) {
        if !span.is_empty() && !self.page.blocked(span) {
            let confidence = method.confidence(sure);
            let found_here =
                Found { span, sentence: self.sentence, kind: Some(kind), method, sure, confidence, canonical: None };
            found.push(found_here);
        }
    }
}
