//! Reading judgements: the candidates filled in as a table, or JSON Lines.

use super::candidates::fields;
use super::sheet::Sheet;
use crate::fact::{Judgement, Verdict};
use serde_json::Value;
use std::collections::HashMap;

/// The answers, in English and in Japanese.
const ANSWERS: [(bool, &str, &str); 2] = [(true, "same", "同じ"), (false, "different", "別")];

/// The relations, in English and in Japanese.
const RELATIONS: [(Verdict, &str, &str); 3] = [
    (Verdict::Conflict, "conflict", "矛盾"),
    (Verdict::Updated, "updated", "更新"),
    (Verdict::Compatible, "compatible", "両立"),
];

/// Reads judgements. Text that begins with `{` is JSON Lines, anything else a table: a workbook, or CSV as any spreadsheet
/// saves it. What has no answer is left out.
///
/// # Errors
/// The 1-based line that is refused, 0 for the file as a whole, what is wrong and what to do.
pub fn read(bytes: &[u8]) -> Result<Vec<Judgement>, (u32, String)> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let all = match bytes.trim_ascii_start().first() {
        None => Vec::new(), // a loop begins with an empty file
        Some(b'{') => lines(bytes)?,
        Some(_) => rows(bytes)?,
    };
    let mut known: HashMap<&str, &Judgement> = HashMap::new();
    for j in &all {
        match known.insert(&j.fingerprint, j) {
            Some(first) if (first.same, first.relation) != (j.same, j.relation) => {
                let first = first.line;
                return Err((
                    j.line,
                    format!("line {first} answers otherwise about the same pair; keep one of the two"),
                ));
            }
            _ => {}
        }
    }
    Ok(all)
}

/// The judgements of a table.
fn rows(bytes: &[u8]) -> Result<Vec<Judgement>, (u32, String)> {
    let sheet = Sheet::read(bytes, fields(), "fingerprint").map_err(|(row, why)| (row as u32, why))?;
    for (name, ja) in [("fingerprint", "指紋"), ("answer", "答え")] {
        if !sheet.has(name) {
            let message =
                format!("the column `{name}` (or {ja}) is missing: give what `totsugo candidates` wrote, filled in");
            return Err((1, message));
        }
    }
    let read = |row| judgement(|name| sheet.cell(row, name).to_owned());
    let read = sheet.rows.iter().map(|row| read(row).map_err(|why| (row.line, why)).map(|j| (row.line, j)));
    collect(read)
}

/// The judgements of JSON Lines.
fn lines(bytes: &[u8]) -> Result<Vec<Judgement>, (u32, String)> {
    let text = std::str::from_utf8(bytes).map_err(|_| (0, "not UTF-8; save it as UTF-8".to_owned()))?;
    let numbered = text.lines().zip(1u32..).filter(|(line, _)| !line.trim().is_empty());
    let read = |line: &str| -> Result<Option<Judgement>, String> {
        let value: Value = serde_json::from_str(line).map_err(|e| format!("no JSON: {e}; write one object a line"))?;
        let Value::Object(object) = value else { return Err("no JSON object; write one object a line".to_owned()) };
        for name in ["fingerprint", "answer", "relation", "reason", "judged_by"] {
            if object.get(name).is_some_and(|v| !v.is_string() && !v.is_null()) {
                return Err(format!("`{name}` is no string; write it in quotes"));
            }
        }
        judgement(|name| object.get(name).and_then(Value::as_str).unwrap_or_default().trim().to_owned())
    };
    collect(numbered.map(|(line, n)| read(line).map_err(|why| (n, why)).map(|j| (n, j))))
}

/// The judgements that there are, each with its line.
fn collect(
    read: impl Iterator<Item = Result<(u32, Option<Judgement>), (u32, String)>>,
) -> Result<Vec<Judgement>, (u32, String)> {
    let placed = read.map(|r| r.map(|(line, j)| j.map(|j| Judgement { line, ..j })));
    placed.filter_map(Result::transpose).collect()
}

/// The judgement whose members `cell` returns by name; `None` if it has no answer.
fn judgement(cell: impl Fn(&str) -> String) -> Result<Option<Judgement>, String> {
    let [fingerprint, answer, relation] = ["fingerprint", "answer", "relation"].map(&cell);
    let [reason, judged_by] = ["reason", "judged_by"].map(&cell);
    if answer.is_empty() {
        return match relation.is_empty() && reason.is_empty() {
            true => Ok(None),
            false => Err("it has no `answer` (答え): write same (同じ) or different (別)".to_owned()),
        };
    }
    if fingerprint.is_empty() {
        return Err("the `fingerprint` (指紋) is missing: it says which pair the answer is about".to_owned());
    }
    let folded = |word: &str| word.to_lowercase();
    let same = ANSWERS.iter().find(|(_, en, ja)| folded(&answer) == *en || answer == *ja).map(|(same, ..)| *same);
    let same = same.ok_or_else(|| format!("`{answer}` is no answer; write same (同じ) or different (別)"))?;
    let known = RELATIONS.iter().find(|(_, en, ja)| folded(&relation) == *en || relation == *ja).map(|(v, ..)| *v);
    if known.is_none() && !relation.is_empty() {
        let all = RELATIONS.map(|(_, en, ja)| format!("{en} ({ja})")).join(", ");
        return Err(format!("`{relation}` is no relation; write one of {all}, or nothing"));
    }
    if known.is_some() && !same {
        return Err("two different facts have no relation; leave `relation` (関係) empty, or answer same".to_owned());
    }
    if reason.is_empty() {
        return Err("the answer has no `reason` (理由); say why in a sentence".to_owned());
    }
    if judged_by.is_empty() {
        return Err("the answer has no `judged_by` (判定者); say who answered, a person or a program".to_owned());
    }
    Ok(Some(Judgement { line: 0, fingerprint, same, relation: known, reason, judged_by }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_and_lines_give_the_same_judgements() {
        let csv = "指紋,答え,関係,理由,判定者,余分\r\np1-2,同じ,矛盾,桁の入れ替わり,高木,x\r\np3-4,,,,,\r\np5-6,DIFFERENT,,別の出来事,高木,\r\n";
        let jsonl = "{\"fingerprint\": \"p1-2\", \"answer\": \"same\", \"relation\": \"conflict\", \"reason\": \"桁の入れ替わり\", \"judged_by\": \"高木\"}\n\n{\"fingerprint\": \"p5-6\", \"answer\": \"different\", \"relation\": null, \"reason\": \"別の出来事\", \"judged_by\": \"高木\"}\n{\"fingerprint\": \"p3-4\", \"answer\": null}\n";
        let (mut a, b) = (read(csv.as_bytes()).expect("CSV"), read(jsonl.as_bytes()).expect("JSON Lines"));
        assert_eq!(a.iter().chain(&b).map(|j| j.line).collect::<Vec<_>>(), [2, 4, 1, 3]);
        a.iter_mut().zip(&b).for_each(|(x, y)| x.line = y.line);
        assert_eq!(a, b);
        assert_eq!(read("\u{feff}\n".as_bytes()), Ok(Vec::new()));
        assert_eq!((a[0].same, a[0].relation, a[1].same), (true, Some(Verdict::Conflict), false));
    }

    #[test]
    fn bad_rows_are_told_with_their_line_and_what_to_do() {
        let head = "fingerprint,answer,relation,reason,judged_by\n";
        for (text, line, what) in [
            ("p1-2,same,conflict,r,w\np3-4,sme,,r,w\n", 3, "`sme` is no answer; write same (同じ)"),
            ("p1-2,same,conflicts,r,w\n", 2, "`conflicts` is no relation; write one of conflict (矛盾)"),
            ("p1-2,different,conflict,r,w\n", 2, "leave `relation` (関係) empty"),
            ("p1-2,same,,,w\n", 2, "no `reason` (理由)"),
            ("p1-2,same,,r,\n", 2, "no `judged_by` (判定者)"),
            (",same,,r,w\n", 2, "`fingerprint` (指紋) is missing"),
            ("p1-2,,conflict,r,w\n", 2, "no `answer` (答え)"),
            ("p1-2,same,,\"two\nlines\",w\np1-2,different,,r,w\n", 4, "line 2 answers otherwise"),
        ] {
            let (found, why) = read(format!("{head}{text}").as_bytes()).expect_err(text);
            assert!(found == line && why.contains(what), "{text}: {found} {why}");
        }
        for (text, line, what) in [
            ("fingerprint,reason\n", 1, "the column `answer` (or 答え) is missing"),
            ("{\"fingerprint\": \"p\"}\n{\"answer\": 1}\n", 2, "`answer` is no string"),
            ("{}\n{\"a\"\n", 2, "write one object a line"),
            ("{}\n[]\n", 2, "no JSON object"),
        ] {
            let (found, why) = read(text.as_bytes()).expect_err(text);
            assert!(found == line && why.contains(what), "{text}: {found} {why}");
        }
        assert_eq!(read(b"fingerprint,answer\n\xff\xff\xff\n").map_err(|(line, _)| line), Err(0));
        assert_eq!(read(b"{\"a\": \"\xff\"}").map_err(|(line, _)| line), Err(0));
    }
}
