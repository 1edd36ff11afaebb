//! The structure of a document as every input format gives it.

use super::Span;

/// A stretch of visible text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands in the original.
    pub span: Span,
    /// What it reads as when the original is an escape (`&amp;` reads `&`); `None` when it reads as it is.
    pub reads: Option<String>,
}

/// What kind of text a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading; 1 is the title of the text.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// An item of a list.
    Item,
    /// A cell of a table: tables are counted through the document, rows and columns from 0.
    Cell {
        /// Which table.
        table: u32,
        /// Row in it.
        row: u32,
        /// Column in it.
        column: u32,
        /// Whether it was marked as a header cell, or stands in a row that was.
        header: bool,
    },
}

/// One unit of layout: no sentence crosses its border.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its visible text, in order; gaps between pieces are markup.
    pub pieces: Vec<Piece>,
}

impl Block {
    /// A block that is one unbroken range of the original.
    pub fn plain(kind: BlockKind, span: Span) -> Self {
        Block { kind, pieces: vec![Piece { span, reads: None }] }
    }

    /// The original range from its first to its last piece.
    pub fn span(&self) -> Span {
        match (self.pieces.first(), self.pieces.last()) {
            (Some(a), Some(b)) => Span::new(a.span.start, b.span.end),
            _ => Span::default(),
        }
    }
}
