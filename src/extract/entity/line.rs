//! A document and its sentences as the steps of the cascade read them: tokens, their texts and their roles as affixes.

use super::super::amount::Quantity;
use super::super::date::Dated;
use super::{EntityKind, Evidence, Found, Mention, Reading};
use crate::lexicon::{Roles, affixes};
use crate::morph::{Pos, Token};
use crate::text::{Span, is_kanji, is_katakana};

/// A document, and where no entity may be.
pub(super) struct Page<'a> {
    pub reading: &'a Reading,
    pub text: &'a str,
    /// Dates and amounts, in order.
    blocked: Vec<Span>,
    /// The roles of each token of the document as an affix.
    roles: Vec<Roles>,
    /// For each token, bytes of the longest affix with its first character.
    longest: Vec<u8>,
    /// For each token, whether a date or an amount covers a part of it.
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

    /// Returns true if a date or an amount covers a part of `span`.
    pub fn blocked(&self, span: Span) -> bool {
        self.blocks(span).next().is_some()
    }

    /// The dates and amounts that cover a part of `span`.
    pub fn blocks(&self, span: Span) -> impl Iterator<Item = &Span> {
        let from = self.blocked.partition_point(|b| b.end <= span.start);
        self.blocked[from..].iter().take_while(move |b| b.start < span.end)
    }

    /// Returns true if a span is no part of a longer word in Latin letters or katakana.
    pub fn stands_alone(&self, span: Span) -> bool {
        let surface = span.of(self.text);
        let before = self.text[..span.start].chars().next_back();
        let after = self.text[span.end..].chars().next();
        !glued(before, surface.chars().next()) && !glued(surface.chars().next_back(), after)
    }
}

/// Returns true if two neighbouring characters belong to one word in Latin letters or katakana.
fn glued(a: Option<char>, b: Option<char>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return false };
    (is_katakana(a) && is_katakana(b)) || (a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric())
}

/// Returns true if a character stands in names as a kanji does.
pub(super) fn is_name_kanji(c: char) -> bool {
    is_kanji(c) || "々ヶケノツヵ㐂﨑髙".contains(c)
}

/// Last characters of places with a government.
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

    /// Returns true if the dictionary knows token `i` as this part of speech; what it says of unknown words is a guess.
    pub fn is(&self, i: usize, pos: Pos) -> bool {
        self.tokens.get(i).is_some_and(|t| t.known && t.pos == pos)
    }

    /// Returns true if a span of the view begins where a token does and ends where one does.
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

    /// The text of the tokens `from..to`, with the gaps between them.
    pub fn slice(&self, from: usize, to: usize) -> &'a str {
        self.span(from, to).of(self.page.text)
    }

    /// The span of the tokens `from..to` in the view.
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

    /// Returns true if token `i` touches the one before it.
    pub fn touches(&self, i: usize) -> bool {
        i > 0 && i < self.tokens.len() && self.tokens[i - 1].end == self.tokens[i].start
    }

    /// The roles of token `i` as an affix.
    pub fn roles(&self, i: usize) -> Roles {
        self.roles.get(i).copied().unwrap_or_default()
    }

    /// Returns true if a date or an amount covers a part of token `i`.
    pub fn taken(&self, i: usize) -> bool {
        self.taken.get(i).copied().unwrap_or(false)
    }

    /// Token after the longest affix that begins at token `i`, ends before token `limit` and has roles that `want` accepts.
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

    /// Returns true if the tokeniser takes token `i` for a name or does not know it.
    pub fn looks_like_name(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| {
            t.known && t.pos.is_name()
                || !t.known
                    && self.text(i).chars().any(|c| c.is_alphabetic())
                    && !self.text(i).starts_with(|c: char| c.is_ascii_digit())
        })
    }

    /// Proposes the tokens `from..to` as a name, unless a date or an amount is in the way.
    pub fn propose(&self, from: usize, to: usize, kind: EntityKind, evidence: Evidence, found: &mut Vec<Found<'_>>) {
        self.propose_span(self.span(from, to), kind, evidence, found);
    }

    /// Proposes a span of the view as a name, unless a date or an amount is in the way.
    pub fn propose_span(&self, span: Span, kind: EntityKind, evidence: Evidence, found: &mut Vec<Found<'_>>) {
        if !span.is_empty() && !self.page.blocked(span) {
            let Evidence { method, sure } = evidence;
            let confidence = method.confidence(sure);
            let (sentence, kind, canonical) = (self.sentence, Some(kind), None);
            found.push(Found { span, sentence, kind, method, sure, confidence, canonical });
        }
    }
}
