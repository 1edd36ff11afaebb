//! Tables of plain text, drawn with spaces: 「売上高   84,520  75,263」, 「会社名   浜辺精工株式会社」.

use super::lines::{Line, Mark, ends_sentence, is_digit, width};
use crate::text::{Block, BlockKind, Span};

/// Adds the cells of the table that begins with the first line; returns the number of lines it takes, 0 for no table.
pub(super) fn read(text: &str, lines: &[Line], table: u32, out: &mut Vec<Block>) -> usize {
    let end = 1 + lines.iter().skip(1).take_while(|l| !l.gap).count();
    let rows = rows(text, &lines[..end.min(lines.len())]);
    let digits = |row: &Vec<Span>| row.iter().any(|c| c.of(text).contains(is_digit));
    let headed = rows.len() >= 2 && rows[0].len() >= 3 && !digits(&rows[0]) && rows[1..].iter().any(digits);
    for (row, cells) in rows.iter().enumerate() {
        for (column, span) in cells.iter().enumerate() {
            let kind = BlockKind::Cell { table, row: row as u32, column: column as u32, header: headed && row == 0 };
            out.push(Block::plain(kind, *span));
        }
    }
    rows.len()
}

/// The cells of each line from the first on, up to the first line that is no row.
fn rows(text: &str, lines: &[Line]) -> Vec<Vec<Span>> {
    let mut rows: Vec<Vec<Span>> = Vec::new();
    // column at which the values of a table of label and value begin
    let mut value: Option<usize> = None;
    for (i, line) in lines.iter().enumerate() {
        let row = strong(text, line).or_else(|| match value {
            Some(_) => loose(text, line, value),
            // the first rows may be those whose labels leave room for one space only
            None if i == 0 => below(text, lines).or_else(|| weak(text, lines, i)),
            None => weak(text, lines, i),
        });
        let Some(row) = row else { break };
        value = value_column(text, line, &row).or(value);
        rows.push(row);
    }
    rows
}

/// The cells of the first line as a loose row of a table whose first strong row stands below it.
fn below(text: &str, lines: &[Line]) -> Option<Vec<Span>> {
    let (at, cells) = lines.iter().enumerate().skip(1).take(8).find_map(|(i, l)| Some((i, strong(text, l)?)))?;
    let value = value_column(text, &lines[at], &cells);
    let first = loose(text, lines.first()?, value)?;
    lines[1..at].iter().all(|line| loose(text, line, value).is_some()).then_some(first)
}

/// Column at which the value begins, in a row of label and value.
fn value_column(text: &str, line: &Line, cells: &[Span]) -> Option<usize> {
    (cells.len() == 2).then(|| line.indent + width(&text[line.span.start..cells[1].start]))
}

/// The cells of a line whose gaps are two columns of space or more, or a tab.
fn strong(text: &str, line: &Line) -> Option<Vec<Span>> {
    if !line.parted {
        return None;
    }
    let whole = match line.mark {
        // "1  東京  123" is a row whose first cell is a number, "1  予算の規模" is a heading
        Some((Mark::Number { spaced: true }, _)) => {
            split(text, line.content(), 2)?;
            line.span
        }
        _ => line.content(),
    };
    let cells = split(text, whole, 2)?;
    let label = cells[0].of(text);
    let prose = ends_sentence(label) || label.ends_with(['.', ';', ',']) || (cells.len() == 2 && width(label) > 40);
    (!prose).then_some(cells)
}

/// The two cells of a line with a single space before column `value`, where a long label leaves no room for more.
fn loose(text: &str, line: &Line, value: Option<usize>) -> Option<Vec<Span>> {
    let column = value?;
    let content = line.span.of(text);
    let (at, space) = content.char_indices().find(|(_, c)| matches!(c, ' ' | '\u{3000}'))?;
    let label = &content[..at];
    let own = line.indent + width(label);
    let fits = own + width(&content[at..at + space.len_utf8()]) == column || own + 1 >= column;
    if !fits
        || line.mark.is_some()
        || width(label) > 40
        || label.contains(['。', '、', ':', '：'])
        || ends_sentence(content)
    {
        return None;
    }
    let split = line.span.start + at;
    Some(vec![Span::new(line.span.start, split), Span::new(split + space.len_utf8(), line.span.end)])
}

/// The cells of line `i` whose gaps are a single U+3000, if a neighbour has as many cells: headlines have U+3000 too.
fn weak(text: &str, lines: &[Line], i: usize) -> Option<Vec<Span>> {
    let cells = |line: &Line| {
        let content = line.span.of(text);
        let plain = line.parted && line.mark.is_none() && !ends_sentence(content);
        plain.then(|| split(text, line.span, 1)).flatten().filter(|c| width(c[0].of(text)) <= 20)
    };
    let own = cells(&lines[i])?;
    let alike = |j: Option<usize>| j.and_then(|j| lines.get(j)).and_then(cells).is_some_and(|c| c.len() == own.len());
    (alike(i.checked_sub(1)) || alike(Some(i + 1))).then_some(own)
}

/// The cells of a span, at least two: divided by two columns of space or a tab, and with `least` 1 by a single U+3000.
fn split(text: &str, span: Span, least: usize) -> Option<Vec<Span>> {
    let content = span.of(text);
    let mut cells = Vec::new();
    let mut cell: Option<(usize, usize)> = None;
    let mut gap = 0;
    for (at, c) in content.char_indices() {
        if let ' ' | '\t' | '\u{3000}' = c {
            gap += match c {
                ' ' => 2,
                '\u{3000}' if least == 1 => 4,
                '\u{3000}' => 3, // twice as wide as a space, yet alone it parts nothing
                _ => 8,
            };
            continue;
        }
        let end = at + c.len_utf8();
        cell = match cell {
            Some((start, last)) if gap >= 4 => {
                cells.push(Span::new(span.start + start, span.start + last));
                Some((at, end))
            }
            Some((start, _)) => Some((start, end)),
            None => Some((at, end)),
        };
        gap = 0;
    }
    let (start, last) = cell?;
    cells.push(Span::new(span.start + start, span.start + last));
    (cells.len() >= 2).then_some(cells)
}
