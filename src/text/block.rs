//! Blocks: the structure of a document, the same for every format.

use super::Span;
use serde::{Deserialize, Serialize};

/// A run of visible text in a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Its original span.
    pub span: Span,
    /// What it reads as, if the original is an escape (`&amp;` reads `&`); `None` if it reads as written.
    pub reads: Option<String>,
}

/// The kind of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockKind {
    /// A heading with its level; 1 is the title of the text.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// An item of a list.
    Item,
    /// A cell of a table. Tables of the document, rows and columns are counted from 0.
    Cell {
        /// The table.
        table: u32,
        /// The row.
        row: u32,
        /// The column.
        column: u32,
        /// Whether it is a header cell, or stands in a header row.
        header: bool,
    },
}

/// A unit of layout. No sentence crosses its border.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Its kind.
    pub kind: BlockKind,
    /// Its visible text, in order. Between two pieces is markup.
    pub pieces: Vec<Piece>,
}

impl Block {
    /// A block of one original span.
    pub fn plain(kind: BlockKind, span: Span) -> Self {
        Block { kind, pieces: vec![Piece { span, reads: None }] }
    }

    /// The original span from its first to its last piece.
    pub fn span(&self) -> Span {
        match (self.pieces.first(), self.pieces.last()) {
            (Some(a), Some(b)) => Span::new(a.span.start, b.span.end),
            _ => Span::default(),
        }
    }
}
