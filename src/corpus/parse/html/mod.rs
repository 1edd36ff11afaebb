//! HTML, read token by token: pages are often broken, and blocks need no tree, only where elements begin and end.

mod head;
mod reference;
mod table;

use super::builder::Builder;
use crate::corpus::meta::Meta;
use crate::text::{Block, BlockKind, Span};
use head::Head;
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};
use reference::reference;
use table::Table;

/// The blocks of a page, and its metadata.
pub(super) fn page(text: &str) -> (Vec<Block>, Meta) {
    let mut reader = Reader::new(text, 0);
    reader.read(Span::new(0, text.len()));
    (reader.builder.blocks, reader.head.meta())
}

/// The blocks of HTML inside another format, and the number of tables so far, of which `tables` came before.
pub(super) fn fragment(text: &str, span: Span, tables: u32) -> (Vec<Block>, u32) {
    let mut reader = Reader::new(text, tables);
    reader.read(span);
    (reader.builder.blocks, reader.tables)
}

struct Reader<'t> {
    text: &'t str,
    builder: Builder<'t>,
    head: Head,
    /// The open element whose content is not visible, and how deep it is nested in itself.
    skipped: Option<(Vec<u8>, u32)>,
    /// Level of the open heading.
    heading: Option<u8>,
    /// Depth of lists.
    lists: u32,
    /// Tables so far.
    tables: u32,
    /// The open tables, the innermost last.
    open: Vec<Table>,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, tables: u32) -> Self {
        Reader {
            text,
            builder: Builder::new(text),
            head: Head::default(),
            skipped: None,
            heading: None,
            lists: 0,
            tables,
            open: Vec::new(),
        }
    }

    fn read(&mut self, span: Span) {
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        let mut at = span.start; // text is what lies between two tokens of markup
        for token in Tokenizer::new_with_emitter(span.of(self.text), emitter).flatten() {
            let place = match &token {
                Token::StartTag(tag) => tag.span,
                Token::EndTag(tag) => tag.span,
                Token::Comment(comment) => comment.span,
                Token::Doctype(doctype) => doctype.span,
                Token::String(_) | Token::Error(_) => continue,
            };
            let place = Span::new(place.start + span.start, place.end + span.start);
            self.characters(Span::new(at, place.start));
            at = at.max(place.end);
            match token {
                Token::StartTag(tag) => self.start(&tag),
                Token::EndTag(tag) => self.end(&tag.name),
                _ => {}
            }
        }
        self.characters(Span::new(at, span.end));
        self.builder.flush();
    }

    /// Takes text between tags.
    fn characters(&mut self, span: Span) {
        let raw = span.of(self.text);
        if raw.is_empty() {
            return;
        }
        if self.head.wants_text() {
            self.head.text(raw);
        }
        if self.skipped.is_some() {
            return;
        }
        let mut at = 0;
        while let Some(next) = raw[at..].find('&') {
            let amp = at + next;
            match reference(&raw[amp..]) {
                Some((length, reads)) => {
                    self.builder.run(Span::new(span.start + at, span.start + amp));
                    self.builder.reads(Span::new(span.start + amp, span.start + amp + length), &reads);
                    at = amp + length;
                }
                None => {
                    self.builder.run(Span::new(span.start + at, span.start + amp + 1));
                    at = amp + 1;
                }
            }
        }
        self.builder.run(Span::new(span.start + at, span.end));
    }

    /// Takes a start tag.
    fn start(&mut self, tag: &StartTag<usize>) {
        let name: &[u8] = tag.name.as_slice();
        self.head.start(tag);
        if let Some((element, depth)) = &mut self.skipped {
            if *element == name && !tag.self_closing {
                *depth += 1;
            }
            // the article begins: the menu before it was never closed
            if !(element == b"nav" && matches!(name, b"main" | b"article" | b"h1")) {
                return;
            }
            self.skipped = None;
        }
        let hidden = tag.attributes.contains_key(&b"hidden"[..]) && !is_one_of(name, &VOID);
        if is_one_of(name, &SKIPPED) || hidden {
            if !is_one_of(name, &INLINE) {
                self.builder.flush();
            }
            self.skipped = (!tag.self_closing || name == b"script").then(|| (name.to_vec(), 1));
            return;
        }
        if is_one_of(name, &INLINE) {
            return;
        }
        self.builder.flush();
        match name {
            [b'h', level @ b'1'..=b'6'] => self.heading = Some(level - b'0'),
            b"ul" | b"ol" | b"menu" => self.lists += 1,
            b"table" | b"dl" => {
                self.heading = None;
                self.open.push(Table::new(self.tables));
                self.tables += 1;
            }
            b"br" | b"hr" => {}
            _ => {
                self.heading = None;
                self.row_or_cell(tag);
            }
        }
        self.builder.kind = self.kind();
    }

    /// Takes a start tag that may begin a row or a cell.
    fn row_or_cell(&mut self, tag: &StartTag<usize>) {
        let Some(table) = self.open.last_mut() else { return };
        let number = |name: &[u8]| {
            let value = tag.attributes.get(name).and_then(|v| std::str::from_utf8(v).ok()?.trim().parse::<u32>().ok());
            value.unwrap_or(1).clamp(1, 1000)
        };
        match tag.name.as_slice() {
            b"thead" => table.in_head = true,
            b"tbody" | b"tfoot" => table.in_head = false,
            b"tr" => table.next_row(),
            b"th" | b"td" => table.next_cell(tag.name.as_slice() == b"th", number(b"colspan"), number(b"rowspan")),
            b"dt" => {
                table.next_row();
                table.next_cell(true, 1, 1);
            }
            b"dd" => {
                table.row = table.row.or(Some(0));
                table.column = 1; // several dd describe one dt
                (table.header, table.in_cell) = (false, true);
            }
            _ => {}
        }
    }

    /// Takes an end tag.
    fn end(&mut self, name: &[u8]) {
        self.head.end(name);
        if let Some((element, depth)) = &mut self.skipped {
            if *element == name {
                *depth -= 1;
            }
            if *depth == 0 || matches!(name, b"body" | b"html") {
                self.skipped = None;
            }
            return;
        }
        if is_one_of(name, &INLINE) {
            return;
        }
        self.builder.flush();
        match name {
            [b'h', b'1'..=b'6'] => self.heading = None,
            b"ul" | b"ol" | b"menu" => self.lists = self.lists.saturating_sub(1),
            b"table" | b"dl" => {
                self.open.pop();
            }
            b"td" | b"th" | b"dd" | b"dt" | b"tr" => {
                if let Some(table) = self.open.last_mut() {
                    table.in_cell = false;
                }
            }
            b"thead" => {
                if let Some(table) = self.open.last_mut() {
                    table.in_head = false;
                }
            }
            _ => {}
        }
        self.builder.kind = self.kind();
    }

    /// The kind of the block that text here belongs to.
    fn kind(&self) -> BlockKind {
        match (self.heading, self.open.last()) {
            (Some(level), _) => BlockKind::Heading(level),
            (None, Some(Table { number, row: Some(row), column, header, in_cell: true, .. })) => {
                BlockKind::Cell { table: *number, row: *row, column: *column, header: *header }
            }
            _ if self.lists > 0 => BlockKind::Item,
            _ => BlockKind::Paragraph,
        }
    }
}

/// Elements whose content is not visible.
const SKIPPED: [&str; 21] = [
    "script", "style", "noscript", "template", "svg", "math", "nav", "title", "iframe", "object", "select", "button",
    "textarea", "rt", "rp", "audio", "video", "canvas", "datalist", "noembed", "noframes",
];

/// Elements that begin no block.
const INLINE: [&str; 47] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "input", "ins", "kbd", "label", "link", "mark", "meta", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small",
    "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "script", "style", "noscript",
    "template", "svg", "nobr",
];

/// Elements without an end tag.
const VOID: [&str; 14] =
    ["br", "hr", "img", "input", "link", "meta", "wbr", "col", "area", "base", "source", "track", "embed", "param"];

/// Returns true if an element is one of `elements`.
fn is_one_of(name: &[u8], elements: &[&str]) -> bool {
    elements.iter().any(|element| element.as_bytes() == name)
}

#[cfg(test)]
mod tests {
    use super::super::builder::tests::shown;
    use super::*;

    #[test]
    fn structure() {
        for (text, expected) in [
            ("<h1>流出</h1><p>本<b>文</b>。\n<p>次", &["h1|流出", "p|本文。", "p|次"][..]),
            ("<p>580\n  <span>億円</span>\n の\n</p>", &["p|580億円の"]),
            ("<p>A&amp;B&nbsp;&#x7a81;合&copy2018 &x; &", &["p|A&B\u{a0}突合©2018 &x; &"]),
            ("<ul><li>一<li>二<ul><li>三</ul></ul>四", &["li|一", "li|二", "li|三", "p|四"]),
            ("a<br>b<br/>c", &["p|a", "p|b", "p|c"]),
            (
                "<script>1<2</script><style>x</style><nav>n<a>m</a></nav><!-- c -->見<noscript>n</noscript>え",
                &["p|見え"],
            ),
            ("<nav>開いたまま<article><p>本文", &["p|本文"]),
            ("<p hidden>秘<p>公</p>", &[]),
            ("<p hidden>秘</p><p>公</p>", &["p|公"]),
            ("<ruby>突合<rt>とつごう</rt></ruby>する", &["p|突合する"]),
            ("<title>題</title><body>文", &["p|文"]),
            ("<p>未<b>閉<div>次<<>&#0;\0終", &["p|未閉", "p|次<<>\u{fffd}終"]),
        ] {
            assert_eq!(shown(text, &page(text).0), expected, "{text}");
        }
    }

    #[test]
    fn cells_know_their_place() {
        let text = "<table><caption>表</caption><tr><th>項目<th>額<tr><th rowspan=2>甲<td>1<tr><td><p>2<p>3</table>\
                    <table><thead><tr><td colspan=2>広<td>右</thead><tr><td>a<td>b<td>c</table><dl><dt>会社<dd>突合社</dl>後";
        let expected = [
            "p|表",
            "t0:0:0h|項目",
            "t0:0:1h|額",
            "t0:1:0h|甲",
            "t0:1:1|1",
            "t0:2:1|2",
            "t0:2:1|3",
            "t1:0:0h|広",
            "t1:0:2h|右",
            "t1:1:0|a",
            "t1:1:1|b",
            "t1:1:2|c",
            "t2:0:0h|会社",
            "t2:0:1|突合社",
            "p|後",
        ];
        assert_eq!(shown(text, &page(text).0), expected);
    }

    #[test]
    fn spans_are_those_of_the_page() {
        let text = "<p>被害は<b>580</b>億円&amp;</p>";
        let (blocks, _) = page(text);
        let places: Vec<&str> = blocks[0].pieces.iter().map(|p| p.span.of(text)).collect();
        assert_eq!(places, ["被害は", "580", "億円", "&amp;"]);
    }
}
