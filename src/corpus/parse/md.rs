//! Markdown: the blocks of CommonMark, and those that Japanese writers mark otherwise (headings with ■, items with ・).

use super::builder::Builder;
use super::html;
use super::lines::{Mark, ends_sentence, is_label, is_short, mark};
use crate::text::{Block, BlockKind, Piece, Span};
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// The blocks of a text from byte `body` on.
pub(super) fn blocks(text: &str, body: usize) -> Vec<Block> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_FOOTNOTES;
    let mut state =
        State { text, builder: Builder::new(text), items: 0, code: false, image: 0, html: None, tables: 0, cell: None };
    for (event, range) in Parser::new_ext(&text[body..], options).into_offset_iter() {
        state.event(event, Span::new(range.start + body, range.end + body));
    }
    state.builder.flush();
    state.builder.blocks
}

struct State<'t> {
    text: &'t str,
    builder: Builder<'t>,
    /// Depth of list items.
    items: u32,
    /// Whether a code block is open.
    code: bool,
    /// Depth of images, whose description is not text.
    image: u32,
    /// The open HTML block, which is read when it ends.
    html: Option<Span>,
    /// Tables so far.
    tables: u32,
    /// Row, column and whether it is the header, inside a table.
    cell: Option<(u32, u32, bool)>,
}

impl State<'_> {
    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(&tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(reads) if self.code => self.code(&reads, span),
            Event::Text(reads) | Event::InlineMath(reads) | Event::DisplayMath(reads) => self.inline(&reads, span),
            Event::Code(reads) => {
                let raw = span.of(self.text);
                let inner = raw.find(&*reads).filter(|_| !reads.is_empty());
                if let Some(at) = inner {
                    self.builder.run(Span::new(span.start + at, span.start + at + reads.len()));
                }
            }
            Event::SoftBreak => self.soft_break(span),
            Event::HardBreak => self.split(),
            Event::InlineHtml(tag) if tag.len() >= 3 && tag.as_bytes()[..3].eq_ignore_ascii_case(b"<br") => {
                self.split()
            }
            Event::Rule => self.flush(),
            Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        match tag {
            Tag::Heading { level, .. } => self.open(BlockKind::Heading(level_of(*level))),
            Tag::Item => {
                self.flush();
                self.items += 1;
                self.builder.kind = BlockKind::Item;
            }
            Tag::Paragraph => {
                let kind = if self.items > 0 { BlockKind::Item } else { BlockKind::Paragraph };
                self.open(kind);
            }
            Tag::CodeBlock(_) => {
                self.open(BlockKind::Paragraph);
                self.code = true;
            }
            Tag::HtmlBlock => {
                self.flush();
                self.html = Some(span);
            }
            Tag::Table(_) => self.flush(),
            Tag::TableHead => self.cell = Some((0, 0, true)),
            Tag::TableRow => self.cell = self.cell.map(|(row, _, _)| (row + 1, 0, false)),
            Tag::TableCell => {
                if let Some((row, column, header)) = self.cell {
                    self.open(BlockKind::Cell { table: self.tables, row, column, header });
                }
            }
            Tag::Image { .. } => self.image += 1,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } => {}
            _ => self.flush(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => return,
            TagEnd::Image => {
                self.image = self.image.saturating_sub(1);
                return;
            }
            _ => self.flush(),
        }
        match tag {
            TagEnd::Item => self.items = self.items.saturating_sub(1),
            TagEnd::CodeBlock => self.code = false,
            TagEnd::TableCell => self.cell = self.cell.map(|(row, column, header)| (row, column + 1, header)),
            TagEnd::Table => {
                self.cell = None;
                self.tables += 1;
            }
            TagEnd::HtmlBlock => {
                if let Some(span) = self.html.take() {
                    let (blocks, tables) = html::fragment(self.text, span, self.tables);
                    self.builder.blocks.extend(blocks);
                    self.tables = tables;
                }
            }
            _ => {}
        }
        self.builder.kind = if self.items > 0 { BlockKind::Item } else { BlockKind::Paragraph };
    }

    /// Ends the block and begins one of another kind.
    fn open(&mut self, kind: BlockKind) {
        self.flush();
        self.builder.kind = kind;
    }

    /// Adds text that reads `reads`.
    fn inline(&mut self, reads: &CowStr<'_>, span: Span) {
        if self.image > 0 {
            return;
        }
        let raw = span.of(self.text);
        if raw != &**reads {
            return self.builder.reads(span, reads);
        }
        // emphasis that CommonMark does not see beside Japanese brackets is still no text
        let (before, after) = (&self.text[..span.start], &self.text[span.end..]);
        let stars =
            raw.bytes().all(|b| b == b'*') && (raw.len() > 1 || before.ends_with('*') || after.starts_with('*'));
        if !stars {
            self.builder.run(span);
        }
    }

    /// Adds a part of a code block, of which each line is a block.
    fn code(&mut self, reads: &CowStr<'_>, span: Span) {
        if span.of(self.text) != &**reads {
            return self.builder.reads(span, reads);
        }
        let mut at = span.start;
        for line in reads.split_inclusive('\n') {
            self.builder.run(Span::new(at, at + line.len()));
            at += line.len();
            if line.ends_with('\n') {
                self.flush();
            }
        }
    }

    /// Takes a line break inside a paragraph. The paragraph goes on, unless one of the two lines is a block of its own: a
    /// heading or an item with a Japanese mark, a line in bold, 「label：value」.
    fn soft_break(&mut self, span: Span) {
        let plain =
            |line: &str| line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '>' | '*' | '_')).to_owned();
        let before = plain(self.text[..span.start].rsplit('\n').next().unwrap_or(""));
        let rest = &self.text[span.end..];
        let after = plain(rest.trim_start_matches(['\n', '\r']).split('\n').next().unwrap_or(""));
        let headed = matches!(mark(&before), Some((Mark::Square(_) | Mark::Chapter, _))) && !ends_sentence(&before);
        let marked = |line: &str| matches!(mark(line), Some((m, _)) if m != Mark::Number { spaced: true });
        let raw = self.text[..span.start].rsplit('\n').next().unwrap_or("").trim();
        let bold =
            raw.len() > 4 && raw.starts_with("**") && raw.ends_with("**") && raw[2..raw.len() - 2].find("**").is_none();
        if bold && !ends_sentence(&before) {
            // a line all in bold heads what follows
            let kind = std::mem::replace(&mut self.builder.kind, BlockKind::Heading(6));
            self.flush();
            self.builder.kind = kind;
        } else if headed
            || marked(&after)
            || is_label(&after)
            || is_label(&before)
            || (before.starts_with('【') && before.ends_with('】'))
        {
            self.split();
        } else {
            self.builder.white(span);
        }
    }

    /// Ends the block and begins another of the same kind.
    fn split(&mut self) {
        let kind = self.builder.kind;
        self.flush();
        self.builder.kind = kind;
    }

    /// Ends the block. A paragraph that begins with a Japanese mark gets the kind that the mark says.
    fn flush(&mut self) {
        let known = self.builder.blocks.len();
        self.builder.flush();
        if let Some(block) = self.builder.blocks.get_mut(known)
            && block.kind == BlockKind::Paragraph
        {
            marked(self.text, block);
        }
    }
}

/// Turns a paragraph that begins with a Japanese mark into a heading or an item, without the mark.
fn marked(text: &str, block: &mut Block) {
    let Some(Piece { span, reads: None }) = block.pieces.first() else { return };
    let first = span.of(text);
    let alone = block.pieces.len() == 1;
    let titular = alone && is_short(first, 60) && !ends_sentence(first);
    let (kind, length) = match mark(first) {
        Some((Mark::Square(_) | Mark::Chapter, n)) if titular => (BlockKind::Heading(3), n),
        Some((Mark::Square(_) | Mark::Bullet | Mark::Number { spaced: false }, n)) => (BlockKind::Item, n),
        _ if titular && first.starts_with('【') && first.ends_with('】') => (BlockKind::Heading(3), 0),
        _ => return,
    };
    block.kind = kind;
    if let Some(piece) = block.pieces.first_mut() {
        piece.span.start += length;
    }
}

fn level_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::super::builder::tests::shown;
    use super::*;

    #[test]
    fn structure() {
        for (text, expected) in [
            ("# 流出\n\n本文**580億円**だ。\n", &["h1|流出", "p|本文580億円だ。"][..]),
            ("流出した\nNEMは\n580億円", &["p|流出したNEMは580億円"]),
            ("the first\nthe second", &["p|the first the second"]),
            ("- 一\n  - 二\n\n  三\n1. 四\n", &["li|一", "li|二", "li|三", "li|四"]),
            ("|項目|額|\n|-|-|\n|売上|84,520|\n", &["t0:0:0h|項目", "t0:0:1h|額", "t0:1:0|売上", "t0:1:1|84,520"]),
            ("■ 配当\n中間20円。\n・一\n・二\n", &["h3|配当", "p|中間20円。", "li|一", "li|二"]),
            ("総額:5億円\n人数:3人\n", &["p|総額:5億円", "p|人数:3人"]),
            ("A&amp;B \\*x `y` <!-- z -->[l](u)![i](v)<br>w", &["p|A&B *x y l", "p|w"]),
            ("彼は**「嘘だ」**と\n", &["p|彼は「嘘だ」と"]),
            ("> 引用\n> 続き\n\n```\na  b\nc\n```\n\n<!-- x -->\n\n---\n", &["p|引用続き", "p|a b", "p|c"]),
            ("<table><tr><td>甲</td><td>1</td></tr></table>\n\n後\n", &["t0:0:0|甲", "t0:0:1|1", "p|後"]),
            ("一行  \n二行\r\n三行\n", &["p|一行", "p|二行三行"]),
            ("- [x] 済\n- [ ] 未\n", &["li|済", "li|未"]),
        ] {
            assert_eq!(shown(text, &blocks(text, 0)), expected, "{text}");
        }
    }

    #[test]
    fn front_matter_is_left_out_and_offsets_stay_those_of_the_file() {
        let text = "---\ntitle: x\n---\n# 見出し\n";
        let found = blocks(text, 17);
        assert_eq!(shown(text, &found), ["h1|見出し"]);
        assert_eq!(found[0].span().start, text.find('見').expect("there"));
    }
}
