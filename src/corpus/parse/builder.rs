//! Builds blocks out of visible text: collapses white space and leaves out blocks without anything else.

use crate::text::{Block, BlockKind, Piece, Span};

/// Collects the pieces of one block after the other. Spans are original byte ranges.
pub(super) struct Builder<'t> {
    text: &'t str,
    /// The finished blocks.
    pub blocks: Vec<Block>,
    /// The kind of the block being collected.
    pub kind: BlockKind,
    pieces: Vec<Piece>,
    /// White space since the last visible character.
    space: Option<Span>,
    /// The last visible character of the block.
    last: Option<char>,
}

impl<'t> Builder<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Builder { text, blocks: Vec::new(), kind: BlockKind::Paragraph, pieces: Vec::new(), space: None, last: None }
    }

    /// Adds text that reads as it is written, but for white space, which collapses, and NUL, which is left out as in HTML.
    pub(super) fn run(&mut self, span: Span) {
        let bytes = span.of(self.text).as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let white = bytes[at..].iter().position(|b| is_white(*b)).map_or(bytes.len(), |n| at + n);
            if white > at {
                self.word(Span::new(span.start + at, span.start + white), None);
            }
            at = bytes[white..].iter().position(|b| !is_white(*b)).map_or(bytes.len(), |n| white + n);
            if bytes[white..at].iter().any(|b| *b != 0) {
                self.white(Span::new(span.start + white, span.start + at));
            }
        }
    }

    /// Adds a character reference or an escape that reads `reads`.
    pub(super) fn reads(&mut self, span: Span, reads: &str) {
        if !reads.is_empty() && reads.bytes().all(is_white) {
            self.white(span);
        } else if !reads.is_empty() {
            self.word(span, Some(reads.to_owned()));
        }
    }

    /// Adds white space of any length, line breaks included.
    pub(super) fn white(&mut self, span: Span) {
        self.space = Some(self.space.map_or(span, |s| Span::new(s.start, span.end)));
    }

    /// Adds visible text, with the white space before it where that is visible.
    fn word(&mut self, span: Span, reads: Option<String>) {
        let visible = reads.as_deref().unwrap_or(span.of(self.text));
        let (first, last) = (visible.chars().next(), visible.chars().next_back());
        if let (Some(space), Some(before), Some(after)) = (self.space.take(), self.last, first) {
            let raw = space.of(self.text);
            // Japanese has no space where a line was broken; English has
            let broken = raw.contains(['\n', '\r']);
            if !broken || (before.is_ascii() && after.is_ascii()) {
                self.piece(space, (raw != " ").then(|| " ".to_owned()));
            }
        }
        self.last = last;
        self.piece(span, reads);
    }

    /// Adds a piece, or extends the last one.
    fn piece(&mut self, span: Span, reads: Option<String>) {
        match self.pieces.last_mut() {
            Some(p) if p.reads.is_none() && reads.is_none() && p.span.end == span.start => p.span.end = span.end,
            _ => self.pieces.push(Piece { span, reads }),
        }
    }

    /// Ends the block. Without visible text there is none.
    pub(super) fn flush(&mut self) {
        self.space = None;
        self.last = None;
        let mut pieces = std::mem::take(&mut self.pieces);
        while pieces.last_mut().is_some_and(|p| !self.trim(p, false)) {
            pieces.pop();
        }
        let visible = pieces.iter_mut().position(|p| self.trim(p, true)).unwrap_or(pieces.len());
        pieces.drain(..visible);
        if !pieces.is_empty() {
            self.blocks.push(Block { kind: self.kind, pieces });
        }
    }

    /// Cuts white space, U+3000 and no-break spaces among it, off one end; returns false if nothing is left.
    fn trim(&self, piece: &mut Piece, start: bool) -> bool {
        match &piece.reads {
            Some(reads) => !reads.trim().is_empty(),
            None => {
                let text = piece.span.of(self.text);
                let kept = if start { text.trim_start() } else { text.trim_end() };
                match start {
                    true => piece.span.start = piece.span.end - kept.len(),
                    false => piece.span.end = piece.span.start + kept.len(),
                }
                !kept.is_empty()
            }
        }
    }
}

fn is_white(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c | 0)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Blocks as `kind|text`, one a line of a table in a test; checks what must hold for every block.
    pub(in crate::corpus) fn shown(text: &str, blocks: &[Block]) -> Vec<String> {
        let mut at = 0;
        blocks
            .iter()
            .map(|block| {
                let kind = match block.kind {
                    BlockKind::Heading(level) => format!("h{level}"),
                    BlockKind::Paragraph => "p".to_owned(),
                    BlockKind::Item => "li".to_owned(),
                    BlockKind::Cell { table, row, column, header } => {
                        format!("t{table}:{row}:{column}{}", if header { "h" } else { "" })
                    }
                };
                let mut visible = String::new();
                assert!(!block.pieces.is_empty(), "an empty block in {text:?}");
                for piece in &block.pieces {
                    assert!(
                        piece.span.start >= at && piece.span.end > piece.span.start,
                        "{:?} out of order in {text:?}",
                        piece.span
                    );
                    let original = text.get(piece.span.start..piece.span.end).expect("a span on character borders");
                    visible.push_str(piece.reads.as_deref().unwrap_or(original));
                    at = piece.span.end;
                }
                format!("{kind}|{visible}")
            })
            .collect()
    }

    #[test]
    fn white_space_collapses_and_line_breaks_vanish_between_japanese() {
        for (text, expected) in [
            ("  流出した\n  NEMは \n", "p|流出したNEMは"),
            ("Coincheck\nInc.  said\tso", "p|Coincheck Inc. said so"),
            ("580\n億円", "p|580億円"),
            ("　会社 名　", "p|会社 名"),
            ("a\0b", "p|ab"),
        ] {
            let mut builder = Builder::new(text);
            builder.run(Span::new(0, text.len()));
            builder.flush();
            assert_eq!(shown(text, &builder.blocks), [expected]);
        }
        let mut builder = Builder::new(" \n　 ");
        builder.run(Span::new(0, 6));
        builder.flush();
        assert!(builder.blocks.is_empty());
    }
}
