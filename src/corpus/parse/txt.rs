//! Plain text: headings, items, tables and paragraphs, told by the lines alone.

use super::lines::{Line, Mark, ends_sentence, is_digit, is_label, is_short, is_wide, lines};
use super::txt_table;
use crate::lexicon::{Table, Uses, eras, table};
use crate::text::{Block, BlockKind, Piece, Span};
use crate::value::weekday_of;
use serde::Deserialize;

/// What a word of `txt.csv` is for.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// Ends a line that is a sentence and no heading.
    SentenceEnd,
    /// Is the line above a letter that names its readers.
    Addressee,
    /// Ends the line that names the subject of a letter.
    LetterSubject,
    /// Stands beside the date in a line that is nothing else.
    Dateline,
}

static WORDS: Table<Uses<Use>> = table!("txt.csv", Uses::new);

/// Signs of dates and times, and what stands around them.
const DATE_SIGNS: &str = "年月日時分秒元曜()（）:：/／.．-－[]【】*＊";

/// Columns from which a line may have been broken by an editor: 30 full-width characters.
const HARD_WRAP: usize = 60;

/// The blocks of a byte range. With `titled`, the text may begin with its title.
pub(super) fn blocks(text: &str, range: Span, titled: bool) -> Vec<Block> {
    let lines = lines(text, range);
    let mut out = Vec::with_capacity(lines.len());
    let title = title(text, &lines, titled);
    let mut tables = 0;
    let mut i = 0;
    while i < lines.len() {
        let taken = if title == Some(i) { 0 } else { txt_table::read(text, &lines[i..], tables, &mut out) };
        if taken > 0 {
            tables += 1;
            i += taken;
            continue;
        }
        let kind = match title {
            Some(title) if i == title => BlockKind::Heading(1),
            Some(title) if i < title => BlockKind::Paragraph,
            _ => kind(text, &lines, i),
        };
        // a number that turned out to be neither heading nor item is part of the text
        let bare = matches!((kind, lines[i].mark), (BlockKind::Paragraph, Some((Mark::Number { .. }, _))));
        let span = if title == Some(i) || bare { lines[i].span } else { lines[i].content() };
        let mut pieces = vec![Piece { span, reads: None }];
        while !matches!(kind, BlockKind::Heading(_))
            && i + 1 < lines.len()
            && goes_on(text, &lines[i], &lines[i + 1], kind)
        {
            join(text, &mut pieces, lines[i + 1].span);
            i += 1;
        }
        out.push(Block { kind, pieces });
        i += 1;
    }
    out
}

/// Returns true if blank lines stand before and after the line.
fn alone(lines: &[Line], i: usize) -> bool {
    lines[i].gap && lines.get(i + 1).is_none_or(|next| next.gap)
}

/// The kind of the block that begins with line `i`.
fn kind(text: &str, lines: &[Line], i: usize) -> BlockKind {
    let line = &lines[i];
    let whole = line.span.of(text);
    let content = line.content().of(text);
    let titular = is_short(content, 60) && !ends_sentence(content);
    let beside = |test: &dyn Fn(&Line) -> bool, j: Option<usize>| j.and_then(|j| lines.get(j)).is_some_and(test);
    match line.mark {
        Some((Mark::Bullet, _)) => BlockKind::Item,
        Some((Mark::Square(own), _)) => {
            let same = |other: &Line| matches!(other.mark, Some((Mark::Square(m), _)) if m == own);
            let listed = (!line.gap && beside(&same, i.checked_sub(1))) || beside(&|l| !l.gap && same(l), Some(i + 1));
            if listed || !titular { BlockKind::Item } else { BlockKind::Heading(2) }
        }
        Some((Mark::Chapter, _)) if titular => BlockKind::Heading(2),
        Some((Mark::Number { spaced }, _)) => {
            let same = |other: &Line| matches!(other.mark, Some((Mark::Number { spaced: s }, _)) if s == spaced);
            let (before, after) = (i.checked_sub(1), Some(i + 1));
            // items follow each other, or all stand between blank lines; headings have text below
            let loose = |j: Option<usize>| j.is_some_and(|j| j < lines.len() && alone(lines, j)) && alone(lines, i);
            let listed = (beside(&same, before) && (!line.gap || loose(before)))
                || (beside(&same, after) && (!lines[i + 1].gap || loose(after)));
            let heading = titular && !listed && line.gap && line.indent == 0 && !(spaced && content.contains('、'));
            match (heading, spaced) {
                (true, _) => BlockKind::Heading(2),
                (false, true) if !listed => BlockKind::Paragraph,
                (false, _) => BlockKind::Item,
            }
        }
        _ if whole.starts_with('【') && whole.ends_with('】') && is_short(whole, 60) => BlockKind::Heading(2),
        _ if alone(lines, i) && i + 1 < lines.len() && line.indent < 8 && is_caption(whole) => BlockKind::Heading(3),
        _ => BlockKind::Paragraph,
    }
}

/// Returns true if a short line between blank lines is a heading, and no sentence, note or label.
fn is_caption(line: &str) -> bool {
    let asks = line.ends_with(['？', '?', '！', '!']) && is_short(line, 25);
    is_short(line, 40)
        && (asks || !ends_sentence(line))
        && !line.contains(['。', '、'])
        && [('「', '」'), ('『', '』')]
            .iter()
            .all(|(open, close)| line.matches(*open).count() == line.matches(*close).count())
        && !line.starts_with(['※', '＊', '*', '(', '（', '<', '＜', '「', '『', '“', '・'])
        && !line.ends_with([':', '：', '」', '』', '…'])
        && !line.contains("://")
        && !WORDS.ends(line, Use::SentenceEnd)
        && (!is_label(line) || line.starts_with(is_digit))
        && !is_dateline(line)
}

/// Index of the line that is the title: the first one; in a letter, below its date and addressee, the subject.
fn title(text: &str, lines: &[Line], titled: bool) -> Option<usize> {
    let of = |i: usize| lines[i].span.of(text);
    let fits = |i: usize| is_short(of(i), 60) && !ends_sentence(of(i)) && !is_label(of(i));
    let first = lines.first().filter(|_| lines.len() > 1)?; // one line alone is a text
    let letterhead = first.indent >= 8 || is_dateline(of(0)) || WORDS.is(of(0), Use::Addressee);
    if letterhead {
        let subject = |i: &usize| {
            let line = of(*i);
            let bare = line.split_once(['(', '（']).map_or(line, |(head, _)| head);
            lines[*i].indent < 8 && fits(*i) && WORDS.ends(bare, Use::LetterSubject)
        };
        return (1..lines.len().min(8)).find(subject).filter(|_| titled);
    }
    if !fits(0) || matches!(first.mark, Some((Mark::Bullet | Mark::Square(_), _))) || !(titled || alone(lines, 0)) {
        return None;
    }
    // a rubric such as 「暗号通貨」 above the headline
    let rubric = is_short(of(0), 9)
        && lines.len() > 2
        && alone(lines, 0)
        && alone(lines, 1)
        && fits(1)
        && !is_short(of(1), 9)
        && !is_dateline(of(1));
    Some(usize::from(rubric))
}

/// Returns true for a line that is a date and nothing else: 「2018年2月9日(金)」, 「2018.2.9 更新」.
fn is_dateline(line: &str) -> bool {
    let of_date = |c: char| {
        let of_era = || eras().iter().any(|e| e.surface.contains(c));
        is_digit(c) || c.is_whitespace() || DATE_SIGNS.contains(c) || weekday_of(c).is_some() || of_era()
    };
    let mut rest = line;
    while !rest.is_empty() {
        let after = WORDS.after(rest, Use::Dateline).or_else(|| rest.strip_prefix(of_date));
        let Some(after) = after.filter(|_| is_short(line, 30)) else { return false };
        rest = after;
    }
    line.contains(is_digit)
}

/// Returns true if `next` continues a line that an editor has broken.
fn goes_on(text: &str, line: &Line, next: &Line, kind: BlockKind) -> bool {
    let before = line.span.of(text);
    let hang = if kind == BlockKind::Item { 8 } else { 0 };
    !next.gap
        && next.mark.is_none()
        && next.indent <= line.indent + hang
        && is_wide(before, HARD_WRAP)
        && !before.ends_with([
            '。', '．', '.', '！', '？', '!', '?', '」', '』', '）', ')', '】', '：', ':', '；', '>', '＞', '…',
        ])
        && !next.span.of(text).starts_with(['※', '＊', '【', '<', '＜', '「', '『'])
}

/// Adds a line to a paragraph. A line break is a space between English words and nothing between Japanese ones, or in a
/// number: 20 ⏎ 25年 is 2025年.
fn join(text: &str, pieces: &mut Vec<Piece>, next: Span) {
    let before = pieces.last().map_or(next, |p| p.span);
    let (ends, begins) = (before.of(text), next.of(text));
    let number = ends.ends_with(is_digit) && begins.starts_with(is_digit);
    if ends.ends_with(|c: char| c.is_ascii()) && begins.starts_with(|c: char| c.is_ascii()) && !number {
        pieces.push(Piece { span: Span::new(before.end, next.start), reads: Some(" ".to_owned()) });
    }
    pieces.push(Piece { span: next, reads: None });
}

#[cfg(test)]
mod tests {
    use super::super::builder::tests::shown;
    use super::*;

    fn read(text: &str) -> Vec<String> {
        shown(text, &blocks(text, Span::new(0, text.len()), true))
    }

    #[test]
    fn headings_items_and_paragraphs() {
        for (text, expected) in [
            (
                "図書館\n\n汐見市の新しい図書館は、市の中心部にある旧庁舎の跡地に建てられ、その20\n25年4月に開館する。\n",
                &[
                    "h1|図書館",
                    "p|汐見市の新しい図書館は、市の中心部にある旧庁舎の跡地に建てられ、その2025年4月に開館する。",
                ][..],
            ),
            (
                "NEMが流出\n\n1月26日、流出した。\n次の行。\n",
                &["h1|NEMが流出", "p|1月26日、流出した。", "p|次の行。"][..],
            ),
            ("題\n\n要点\n\n  1. 流出\n  2. 検討中\n", &["h1|題", "h3|要点", "li|流出", "li|検討中"]),
            ("題\n\n■ 配当\n中間20円。\n\n●一\n●二\n", &["h1|題", "h2|配当", "p|中間20円。", "li|一", "li|二"]),
            (
                "題\n\n1 概要\n 本文だ。\n\n2 人的被害\n 本文だ。\n",
                &["h1|題", "h2|概要", "p|本文だ。", "h2|人的被害", "p|本文だ。"],
            ),
            ("題\n\n3 人が死亡\n総額:5億円\n", &["h1|題", "p|3 人が死亡", "p|総額:5億円"]),
            ("題\n\n1月26日(23時):出金停止\n\n本文。\n", &["h1|題", "h3|1月26日(23時):出金停止", "p|本文。"]),
            ("題\r\n\r\n更新日:\r\n\r\n本文。\r\n", &["h1|題", "p|更新日:", "p|本文。"]),
            (
                "平成30年1月29日(月)\n処分について(要旨)\n\n本文。\n",
                &["p|平成30年1月29日(月)", "h1|処分について(要旨)", "p|本文。"],
            ),
            ("        平成30年2月9日(金)\n各位\n", &["p|平成30年2月9日(金)", "p|各位"]),
            ("大正15年12月1日\n事故の概要\n\n本文。\n", &["p|大正15年12月1日", "h1|事故の概要", "p|本文。"]),
            (
                "暗号通貨\n\nコインチェックの巨額流出事件の概要\n\n本文。\n",
                &["p|暗号通貨", "h1|コインチェックの巨額流出事件の概要", "p|本文。"],
            ),
            ("一文目。\n―――――\n二文目。\n", &["p|一文目。", "p|二文目。"]),
            ("　\n\n", &[]),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn hard_wrapped_lines_are_one_paragraph() {
        let long = "あ".repeat(31);
        assert_eq!(
            read(&format!("題\n\n{long}580\n億円だ。\n次。")),
            ["h1|題".to_owned(), format!("p|{long}580億円だ。"), "p|次。".to_owned()]
        );
        let english = "word ".repeat(13);
        assert_eq!(read(&format!("題\n\n{english}\nnext")), ["h1|題".to_owned(), format!("p|{english}next")]);
        assert_eq!(read(&format!("題\n\n{long}。\n次")).len(), 3);
        assert_eq!(
            read(&format!("題\n\n・{long}\n  続き\n・次")),
            ["h1|題".to_owned(), format!("li|{long}続き"), "li|次".to_owned()]
        );
    }

    #[test]
    fn tables_drawn_with_spaces() {
        for (text, expected) in [
            (
                "科目   当期  前年\n売上高   84,520  75,263\n(注)連結\n",
                &[
                    "t0:0:0h|科目",
                    "t0:0:1h|当期",
                    "t0:0:2h|前年",
                    "t0:1:0|売上高",
                    "t0:1:1|84,520",
                    "t0:1:2|75,263",
                    "p|(注)連結",
                ][..],
            ),
            (
                "会社名   浜辺精工\n提出予定日時 2月13日\n",
                &["t0:0:0|会社名", "t0:0:1|浜辺精工", "t0:1:0|提出予定日時", "t0:1:1|2月13日"],
            ),
            (
                " 株数   21株\n 議決権率 70%\n\n 甲\t乙\n",
                &["t0:0:0|株数", "t0:0:1|21株", "t0:1:0|議決権率", "t0:1:1|70%", "t1:0:0|甲", "t1:0:1|乙"],
            ),
            ("会社名　浜辺\n代表者　高木\n", &["t0:0:0|会社名", "t0:0:1|浜辺", "t0:1:0|代表者", "t0:1:1|高木"]),
            (
                "1  東京  12\n2  大阪  8\n",
                &["t0:0:0|1", "t0:0:1|東京", "t0:0:2|12", "t0:1:0|2", "t0:1:1|大阪", "t0:1:2|8"],
            ),
            ("社長が謝罪　流出で。\n　本文だ。  次の文だ。\n", &["p|社長が謝罪　流出で。", "p|本文だ。  次の文だ。"]),
        ] {
            let text = format!("前文だ。\n{text}");
            assert_eq!(read(&text)[1..], *expected, "{text}");
        }
    }
}
