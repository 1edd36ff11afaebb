//! Folding: a copy of a document in normalised characters, and the mapping back.
//!
//! Digits and Latin letters become ASCII, brackets and ％ full-width, tildes and dashes one form each, half-width katakana
//! full-width. It is not NFKC, which takes a tenth of the time of tokenisation, and with which the entries of IPADIC with
//! full-width brackets and per cent signs would not be found.

use super::{Block, BlockKind, Sentence, Span, sentence};

/// A run of the view: a range that maps byte by byte to the original, or one replaced range, which does not.
#[derive(Clone, Copy, Debug)]
struct Run {
    /// First byte in the view; the last one is before the next run.
    view: u32,
    /// First byte in the original.
    orig: u32,
    /// Byte after the last one in the original.
    orig_end: u32,
}

/// The folded text of a document: its blocks one after the other, each with a line feed after it.
#[derive(Debug, Default)]
pub struct View {
    /// The folded text.
    pub text: String,
    /// View span and kind of each block, in order.
    pub blocks: Vec<(Span, BlockKind)>,
    /// The sentences, in order; none crosses the border of a block.
    pub sentences: Vec<Sentence>,
    runs: Vec<Run>,
}

impl View {
    /// The view of the blocks of `original`.
    pub fn new(original: &str, blocks: &[Block]) -> Self {
        let mut view = View { text: String::with_capacity(original.len() + blocks.len()), ..View::default() };
        for block in blocks {
            let start = view.text.len();
            for piece in &block.pieces {
                match &piece.reads {
                    Some(reads) => view.push_replaced(reads, piece.span),
                    None => view.push_folded(original, piece.span),
                }
            }
            let span = Span::new(start, view.text.len());
            view.blocks.push((span, block.kind));
            let end = block.span().end as u32;
            view.runs.push(Run { view: view.text.len() as u32, orig: end, orig_end: end });
            view.text.push('\n');
        }
        view.sentences = sentence::split(&view.text, &view.blocks);
        view
    }

    /// Adds an escape, which reads `reads`.
    fn push_replaced(&mut self, reads: &str, span: Span) {
        self.runs.push(Run { view: self.text.len() as u32, orig: span.start as u32, orig_end: span.end as u32 });
        for c in reads.chars() {
            fold_into(c, &mut self.text);
        }
    }

    /// Adds text that reads as written. What needs no folding is copied in runs.
    fn push_folded(&mut self, original: &str, span: Span) {
        let text = span.of(original);
        let mut from = 0; // start of the stretch not yet copied
        let mut chars = text.char_indices().peekable();
        while let Some((i, c)) = chars.next() {
            if !needs_folding(c) {
                continue;
            }
            self.push_stretch(&text[from..i], span.start + from);
            let mut end = i + c.len_utf8();
            self.runs.push(Run { view: self.text.len() as u32, orig: (span.start + i) as u32, orig_end: 0 });
            let mark = chars.peek().map(|(_, m)| *m);
            match compose(c, mark) {
                Some(whole) => {
                    end += mark.map_or(0, char::len_utf8);
                    chars.next();
                    self.text.push(whole);
                }
                None => fold_into(c, &mut self.text),
            }
            if let Some(run) = self.runs.last_mut() {
                run.orig_end = (span.start + end) as u32;
            }
            from = end;
        }
        self.push_stretch(&text[from..], span.start + from);
    }

    /// Adds a run that needs no folding.
    fn push_stretch(&mut self, stretch: &str, orig: usize) {
        if !stretch.is_empty() {
            self.runs.push(Run {
                view: self.text.len() as u32,
                orig: orig as u32,
                orig_end: (orig + stretch.len()) as u32,
            });
            self.text.push_str(stretch);
        }
    }

    /// The original span of a view span.
    pub fn original(&self, view: Span) -> Span {
        Span::new(self.original_start(view.start), self.original_end(view.end.max(view.start + 1)))
    }

    /// The run at a view offset, and its length in the view.
    fn run_at(&self, view: usize) -> Option<(Run, usize)> {
        let i = self.runs.partition_point(|r| r.view as usize <= view).checked_sub(1)?;
        let end = self.runs.get(i + 1).map_or(self.text.len(), |r| r.view as usize);
        Some((self.runs[i], end - self.runs[i].view as usize))
    }

    /// The original offset of a view offset that begins a span.
    fn original_start(&self, view: usize) -> usize {
        let Some((run, length)) = self.run_at(view) else { return 0 };
        let linear = length == (run.orig_end - run.orig) as usize;
        run.orig as usize + if linear { view - run.view as usize } else { 0 }
    }

    /// The original offset of a view offset that ends a span.
    fn original_end(&self, view: usize) -> usize {
        let Some((run, length)) = self.run_at(view.saturating_sub(1)) else { return 0 };
        let linear = length == (run.orig_end - run.orig) as usize;
        if linear { run.orig as usize + (view - run.view as usize) } else { run.orig_end as usize }
    }

    /// Index of the block that holds view offset `at`.
    pub fn block_at(&self, at: usize) -> usize {
        self.blocks.partition_point(|(span, _)| span.start <= at).saturating_sub(1)
    }

    /// The folded text of a sentence.
    pub fn sentence(&self, i: usize) -> &str {
        self.sentences.get(i).map_or("", |s| s.span.of(&self.text))
    }
}

/// Returns true for characters that folding changes or that may be composed.
fn needs_folding(c: char) -> bool {
    match c {
        'ぁ'..='ん' | '一'..='鿿' | 'a'..='z' | 'A'..='Z' | '0'..='9' => false,
        'ァ'..='ヺ' | 'ー' | '。' | '、' | '・' | '「' | '」' => false,
        '(' | ')' | '%' | '~' | '\u{3000}' | '\u{a0}' | '\t' | '\r' => true,
        '\u{ff01}'..='\u{ff9f}' | '￡' | '￥' | '￦' | '¥' => true,
        '∼' | '〰' | '−' | '–' | '—' | '―' | '‐' | '‑' | '‒' | '\u{3099}' | '\u{309a}' => true,
        '\u{2000}'..='\u{200d}' | '\u{feff}' | '\u{2060}' => true,
        _ => false,
    }
}

/// The folded form of a character; `None` for a zero-width character, which is left out.
pub fn fold_char(c: char) -> Option<char> {
    Some(match c {
        '(' => '（',
        ')' => '）',
        '%' => '％',
        '～' | '∼' | '〰' | '~' => '〜',
        '−' | '–' | '‐' | '‑' | '‒' | '－' => '-',
        '—' => '―',
        '（' | '）' | '％' | '！' | '？' | '：' | '；' | '＝' | '＊' => c,
        '￡' => '£',
        '￥' => '¥',
        '￦' => '₩',
        '\u{200b}'..='\u{200d}' | '\u{feff}' | '\u{2060}' => return None,
        '\u{a0}' | '\t' | '\r' | '\u{2000}'..='\u{200a}' => ' ',
        '｡' => '。',
        '｢' => '「',
        '｣' => '」',
        '､' => '、',
        '･' => '・',
        'ｦ'..='ﾟ' => HALF_KATAKANA.chars().nth(c as usize - 'ｦ' as usize).unwrap_or(c),
        '！'..='～' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    })
}

/// The full-width forms of half-width katakana, from ｦ on.
const HALF_KATAKANA: &str = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";

/// Appends the folded form of a character.
fn fold_into(c: char, out: &mut String) {
    match fold_char(c) {
        // lindera loses the entry of IPADIC for U+3000; three spaces keep byte offsets
        Some('\u{3000}') => out.push_str("   "),
        Some(c) => out.push(c),
        None => {}
    }
}

/// A half-width katakana, or a kana in NFD, and the voicing mark after it as one character.
fn compose(c: char, mark: Option<char>) -> Option<char> {
    let step = match mark? {
        'ﾞ' | '\u{3099}' => 1,
        'ﾟ' | '\u{309a}' => 2,
        _ => return None,
    };
    let base = fold_char(c)?;
    match (base, step) {
        ('ウ', 1) => Some('ヴ'),
        ('カ'..='ト' | 'ハ'..='ホ', 1) | ('ハ'..='ホ', 2) => char::from_u32(base as u32 + step),
        _ => None,
    }
}

/// The folded form of a short text, such as an entry of a lexicon.
pub fn fold_str(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    let mut chars = s.chars().peekable();
    while let Some(c) = chars.next() {
        match compose(c, chars.peek().copied()) {
            Some(whole) => {
                chars.next();
                out.push(whole);
            }
            None => fold_into(c, &mut out),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(text: &str) -> View {
        View::new(text, &[Block::plain(BlockKind::Paragraph, Span::new(0, text.len()))])
    }

    #[test]
    fn folded_text_maps_back_to_the_original() {
        // original, a stretch of the fold, the original stretch it came from
        for (original, folded, back) in [
            ("平成３０年１月(金)", "30年", "３０年"),
            ("約５億２３００万ＸＥＭ。", "5億2300万XEM", "５億２３００万ＸＥＭ"),
            ("2月13日(火)まで", "（火）", "(火)"),
            ("10～20％増", "10〜20％", "10～20％"),
            ("ｺｲﾝﾁｪｯｸで", "コインチェック", "ｺｲﾝﾁｪｯｸ"),
            ("ﾋﾞｯﾄｺｲﾝ", "ビットコイン", "ﾋﾞｯﾄｺｲﾝ"),
            ("A\u{200b}B社", "AB", "A\u{200b}B"),
        ] {
            let view = view(original);
            let at = view.text.find(folded).unwrap_or_else(|| panic!("{folded} in {}", view.text));
            let span = view.original(Span::new(at, at + folded.len()));
            assert_eq!(span.of(original), back);
        }
    }

    #[test]
    fn markup_between_pieces_is_not_part_of_a_mention() {
        let original = "<b>580</b>億円<i>x</i>";
        let blocks = [Block {
            kind: BlockKind::Paragraph,
            pieces: [3..6, 10..16].map(|r| super::super::Piece { span: Span::new(r.start, r.end), reads: None }).into(),
        }];
        let view = View::new(original, &blocks);
        assert_eq!(view.text, "580億円\n");
        assert_eq!(view.original(Span::new(0, 3)), Span::new(3, 6));
        assert_eq!(view.original(Span::new(0, 9)), Span::new(3, 16));
    }
}
