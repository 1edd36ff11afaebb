//! One article: its text, its blocks, and what is known about it from outside the text.

use crate::text::{Block, BlockKind, Excerpt, Piece, Span, head, tail};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Where the publication date of a document comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum PublishedFrom {
    /// Front matter, a JSONL or CSV field, HTML meta, JSON-LD or `time`.
    Metadata,
    /// Written in the text: a dateline, 更新日, 「…付」.
    Content,
    /// Written in the path of its address: /2018/02/19/.
    Url,
    /// Unknown; the other documents of the corpus say near which day it reads.
    Corpus,
    /// Unknown; not before the last day with its year that the text tells as past.
    Events,
    /// Unknown.
    #[default]
    None,
}

impl PublishedFrom {
    /// The value of the `published_from` column.
    pub fn as_str(self) -> &'static str {
        match self {
            PublishedFrom::Metadata => "metadata",
            PublishedFrom::Content => "content",
            PublishedFrom::Url => "url",
            PublishedFrom::Corpus => "corpus",
            PublishedFrom::Events => "events",
            PublishedFrom::None => "none",
        }
    }
}

/// Where a page that states no publication date stands among the pages of its affair.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reference {
    /// The day near which it reads, where the page does not state when it was published: months and days are of the
    /// year that brings them near.
    pub day: Option<Date>,
    /// Whether days without a month are near it, too.
    pub month: bool,
    /// The day of what it tells of at a time of day alone: 午前3時8分 on a page of the days after.
    pub event: Option<Date>,
    /// Days that it writes with a year that no other page knows, one off the year all others have. Sorted.
    pub slips: Vec<Date>,
    /// Share of the evidence that speaks for the day and not for the next best reading, from 0.6 to 1.
    pub confidence: f32,
    /// Number of its statements that other pages agree with.
    pub agreed: usize,
    /// Paths of the pages it leans on, the most telling first, five at most.
    pub leans_on: Vec<String>,
}

/// The format of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// Plain text.
    #[default]
    Txt,
    /// Markdown.
    Md,
    /// HTML.
    Html,
    /// JSON Lines: one JSON object a line, each a document.
    Jsonl,
    /// CSV: one row a document.
    Csv,
}

impl Format {
    /// The name used by `--from` and the `format` column.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Txt => "txt",
            Format::Md => "md",
            Format::Html => "html",
            Format::Jsonl => "jsonl",
            Format::Csv => "csv",
        }
    }
}

/// How the reading of a document ended; later ones are worse.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Status {
    /// Read without trouble.
    #[default]
    Ok,
    /// Read, but not as it is: bytes were replaced, front matter was taken as text. The note says what.
    Warning,
    /// Not read; the note says why and what to do.
    Error,
}

impl Status {
    /// The value of the `status` column.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Ok => "ok",
            Status::Warning => "warning",
            Status::Error => "error",
        }
    }
}

/// Separator of the cells of a row in a quote.
const CELL: &str = " | ";

/// One article: the decoded text, its blocks, and what is known about it from outside the text.
///
/// For txt, md and html the text is the whole decoded file, front matter and tags included, without the
/// byte order mark. For a JSONL object or a CSV row it is the text field after unescaping.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Document {
    /// Stable identifier that begins with a letter: the id in the metadata, else a hash of the path.
    pub id: String,
    /// Path as given, with `/` between folders; `feed.jsonl#3` for the record on line 3.
    pub path: String,
    /// Who published it; the stem of the file name when the metadata do not say.
    pub source: String,
    /// Its title, empty when unknown.
    pub title: String,
    /// Its URL, empty when unknown.
    pub url: String,
    /// Publication date in the metadata; extraction may find one in the text.
    pub published: Option<Date>,
    /// First day on which it may have been published; unknown if `None`.
    pub published_lower: Option<Date>,
    /// Last day on which it may have been published; unknown if `None`.
    pub published_upper: Option<Date>,
    /// Where these come from.
    pub published_from: PublishedFrom,
    /// Where the corpus places a page that states no publication date.
    pub reference: Option<Reference>,
    /// Format of the file it comes from.
    pub format: Format,
    /// Name of the encoding of the file, as the WHATWG spells it.
    pub encoding: String,
    /// Lower-case hexadecimal SHA-256 of the bytes on disk (after decompression), or of the record.
    pub sha256: String,
    /// How the reading ended.
    pub status: Status,
    /// What a person should know about the reading: path, line, and what to do. Empty when there is nothing.
    pub note: String,
    /// The decoded text. Original offsets are byte offsets into it.
    pub text: String,
    /// Its visible text in units of layout, in order. Front matter, markup, scripts and styles are in no block.
    pub blocks: Vec<Block>,
}

impl Document {
    /// Adds a note and raises the status to at least `status`.
    pub(super) fn note(&mut self, status: Status, note: &str) {
        self.status = self.status.max(status);
        if !self.note.is_empty() {
            self.note.push_str("; ");
        }
        self.note.push_str(note);
    }

    /// The excerpt of a mention at an original span: the mention as written, and the visible words around it.
    ///
    /// No markup; of other blocks only the cells of the same row; in all formats but HTML nothing of another line.
    pub fn excerpt(&self, mention: Span) -> Excerpt {
        let at = self.blocks.partition_point(|b| b.span().end < mention.end);
        let Some(block) = self.blocks.get(at).filter(|b| b.span().contains(mention)) else {
            return Excerpt::cut(&self.text, mention);
        };
        let row = |b: &&Block| match (b.kind, block.kind) {
            (BlockKind::Cell { table, row, .. }, BlockKind::Cell { table: t, row: r, .. }) => (table, row) == (t, r),
            _ => false,
        };
        let first = block.pieces.partition_point(|p| p.span.start < mention.start);
        let own = block.pieces[..first].iter().rev();
        let own = own.map(|p| self.visible(p, Span::new(p.span.start, p.span.end.min(mention.start))));
        let cells = self.blocks[..at].iter().rev().take_while(row);
        let cells =
            cells.flat_map(|b| std::iter::once(CELL).chain(b.pieces.iter().rev().map(|p| self.visible(p, p.span))));
        let before = around(own.chain(cells), |part, room| {
            let near = tail(part, room);
            self.line_ends(near, str::rfind).max().map_or(near, |at| &near[at + 1..])
        });
        let before = match before {
            (nearest, others) if others.is_empty() => Cow::Borrowed(nearest),
            (nearest, others) => Cow::Owned(others.into_iter().rev().chain([nearest]).collect()),
        };
        let last = block.pieces.partition_point(|p| p.span.end <= mention.end);
        let own = block.pieces[last..].iter();
        let own = own.map(|p| self.visible(p, Span::new(p.span.start.max(mention.end), p.span.end)));
        let cells = self.blocks[at + 1..].iter().take_while(row);
        let cells = cells.flat_map(|b| std::iter::once(CELL).chain(b.pieces.iter().map(|p| self.visible(p, p.span))));
        let after = around(own.chain(cells), |part, room| {
            let near = head(part, room);
            self.line_ends(near, str::find).min().map_or(near, |at| &near[..at])
        });
        let after = match after {
            (nearest, others) if others.is_empty() => Cow::Borrowed(nearest),
            (nearest, others) => Cow::Owned(nearest.to_owned() + &others.concat()),
        };
        Excerpt::of_words(&before, mention.of(&self.text), &after, self.format == Format::Html)
    }

    /// A part of a piece as a reader sees it. A replaced piece is not divided.
    fn visible<'d>(&'d self, piece: &'d Piece, part: Span) -> &'d str {
        piece.reads.as_deref().unwrap_or(part.of(&self.text))
    }

    /// Byte offset of the line feed and of the carriage return that `find` finds; none in HTML, where a line break is a
    /// blank.
    fn line_ends<'t>(
        &self,
        text: &'t str,
        find: fn(&'t str, char) -> Option<usize>,
    ) -> impl Iterator<Item = usize> + use<'t> {
        let signs = if self.format == Format::Html { "" } else { "\n\r" };
        signs.chars().filter_map(move |sign| find(text, sign))
    }

    /// The visible text of a block.
    pub fn block_text(&self, block: &Block) -> String {
        block.pieces.iter().map(|p| p.reads.as_deref().unwrap_or(p.span.of(&self.text))).collect()
    }
}

/// What is quoted on one side of a mention: of the nearest part, and of the others, which few have.
///
/// `parts` come nearest first. `near` cuts a part to a number of code points; a part that is cut is the last.
fn around<'p>(
    mut parts: impl Iterator<Item = &'p str>,
    near: impl Fn(&'p str, usize) -> &'p str,
) -> (&'p str, Vec<&'p str>) {
    let mut room = Excerpt::AROUND;
    let first = parts.next().unwrap_or("");
    let (nearest, mut others) = (near(first, room), Vec::new());
    let (mut last, mut whole) = (nearest, nearest.len() == first.len());
    while let Some(part) = parts.next().filter(|_| whole) {
        room -= last.chars().count();
        last = near(part, room);
        whole = last.len() == part.len();
        others.push(last);
    }
    (nearest, others)
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    fn quote(text: &str, format: Format, surface: &str) -> String {
        let document = parse(text, format, "x");
        let at = document.text.find(surface).expect("there");
        document.excerpt(Span::new(at, at + surface.len())).quote()
    }

    #[test]
    fn an_excerpt_shows_what_a_reader_sees() {
        let page = "<p>前の段落</p><p class=a>被害は<b>約</b>\n  <time datetime=\"x\">580億円</time>&amp;<i>少し</i>だった。</p><p>次</p>";
        assert_eq!(quote(page, Format::Html, "580億円"), "「被害は約【580億円】&少しだった。」");
        assert_eq!(
            quote("## 返金**460億円**、時期は示さず\n本文", Format::Md, "460億円"),
            "「返金【460億円】、時期は示さず」"
        );
        assert_eq!(
            quote("一行目\n被害は580億円だった。\n三行目", Format::Txt, "580億円"),
            "「被害は【580億円】だった。」"
        );
        let table =
            "<table><tr><td>別<td>行<tr><td><time>12:52</time></td>\n<td>出金停止</td><td>確認</td></tr></table>";
        assert_eq!(quote(table, Format::Html, "出金停止"), "「12:52 | 【出金停止】 | 確認」");
        let long = format!("{}580億円{}", "前".repeat(200), "後".repeat(200));
        assert_eq!(
            quote(&long, Format::Txt, "580億円"),
            format!("「{}【580億円】{}」", "前".repeat(60), "後".repeat(60))
        );
    }

    #[test]
    fn what_stands_in_no_block_is_quoted_as_it_is() {
        let text = "---\ntitle: 2018年の題\n---\n本文";
        assert_eq!(quote(text, Format::Md, "2018年"), "「title: 【2018年】の題」");
    }
}
