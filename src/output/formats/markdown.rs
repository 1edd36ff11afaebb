//! A summary in Markdown, for the job summary of GitHub Actions or for a comment.

use super::{RenderOptions, Report};
use crate::check::Place;
use crate::error::Error;
use crate::output::shown::one_line;
use crate::review::Reviewed;
use std::fmt::Write;

/// Most bytes. GitHub drops a summary of more than a mebibyte, with what other steps wrote into it.
const MOST: usize = 900 << 10;

pub(super) fn write(report: &Report, _: &RenderOptions) -> Result<Vec<u8>, Error> {
    let mut out = format!("## totsugo\n\n{}\n", report.counts());
    let all = report.gravest();
    if !all.is_empty() {
        out += "\n| | 規則 | 場所 | 指摘 | 比較先 |\n|---|---|---|---|---|\n";
    }
    for (i, r) in all.iter().enumerate() {
        let row = row(r);
        if out.len() + row.len() > MOST {
            let _ = write!(
                out,
                "\n+{} more: write them all with `--out jsonl=findings.jsonl` or `--out csv=findings.csv`\n",
                all.len() - i
            );
            break;
        }
        out += &row;
    }
    Ok(out.into_bytes())
}

/// A finding as a row of the table.
fn row(r: &Reviewed) -> String {
    let f = &r.finding;
    let place = |p: &Place| format!("{}:{} 「{}」", literal(&p.path), p.line, literal(&p.excerpt.surface));
    let others: Vec<String> = f.related.iter().take(3).map(place).collect();
    let more = f.related.len() - others.len();
    let more = if more > 0 { format!("<br>+{more}") } else { String::new() };
    let level = f.severity.as_str();
    format!(
        "| {level} | {} | {} | {} | {}{more} |\n",
        f.rule,
        place(&f.place),
        literal(&f.message),
        others.join("<br>")
    )
}

/// Text with its ASCII punctuation as character references, so that it is no Markdown and no HTML.
fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            c if c.is_ascii_punctuation() => {
                let _ = write!(out, "&#{};", c as u32);
            }
            c => out.push(c),
        }
    }
    out
}
