//! A first file of expected facts, out of facts on which sources agree.

use super::{Expected, Row};
use crate::claim::{Claim, Stated};
use crate::fact::{Fact, Verdict};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// For every fact on which two sources or more agree: rows that may say it, the likeliest first, and its value.
pub fn drafts<'a>(facts: &[Fact], claims: &'a [Claim]) -> Vec<(Vec<Row>, &'a Stated)> {
    let agreed = facts.iter().filter(|f| matches!(f.verdict, Verdict::Agree | Verdict::Compatible));
    agreed.filter(|f| f.sources(claims) > 1).filter_map(|f| draft(f, claims)).collect()
}

fn draft<'a>(fact: &Fact, claims: &'a [Claim]) -> Option<(Vec<Row>, &'a Stated)> {
    let best = fact.values.first()?;
    let first = &claims[*best.claims.first()?];
    let stated = || fact.values.iter().flat_map(|v| &v.claims).map(|c| &claims[*c]);
    let mut subjects: BTreeMap<&str, usize> = BTreeMap::new();
    for claim in stated().filter(|c| !c.subject.is_empty()) {
        *subjects.entry(&claim.subject).or_default() += 1;
    }
    // the one most claims name; of equally many the first by name
    let subject =
        subjects.iter().max_by_key(|(name, n)| (**n, std::cmp::Reverse(**name))).map_or("", |(name, _)| *name);
    let attribute = naming(&stated().collect::<Vec<_>>(), subject);
    if attribute.is_empty() {
        return None;
    }
    let sources: BTreeSet<&str> = best.claims.iter().map(|c| claims[*c].source.as_str()).collect();
    let row = |value: String| Row {
        subject: subject.to_owned(),
        attribute: attribute.join("の"),
        value,
        source: sources.iter().copied().collect::<Vec<_>>().join(", "),
        ..Row::default()
    };
    let surfaces = best.claims.iter().map(|c| claims[*c].excerpt.surface.clone());
    let written = surfaces.chain(spelt(&first.stated)).filter(|s| !s.contains(['\r', '\n']));
    Some((written.map(row).collect(), &first.stated))
}

/// The words by which most of the claims name the value, at most three, in the order the first of them has them. A
/// single character (待, 示) is the stem of a verb and names nothing.
fn naming<'a>(claims: &[&'a Claim], subject: &str) -> Vec<&'a str> {
    const CLOSE: u8 = 70;
    let names = |c: &Claim, word: &str| c.terms.iter().any(|t| t.closeness >= CLOSE && t.word == word);
    let mut words: BTreeMap<&str, usize> = BTreeMap::new();
    for t in claims.iter().flat_map(|c| &c.terms) {
        if t.closeness >= CLOSE && t.word != subject && t.word.chars().count() > 1 {
            words.entry(&t.word).or_insert_with(|| claims.iter().filter(|c| names(c, &t.word)).count());
        }
    }
    let mut words: Vec<(&str, usize)> = words.into_iter().filter(|(_, n)| n * 2 >= claims.len()).collect();
    words.sort_by_key(|(_, n)| std::cmp::Reverse(*n)); // stable
    words.truncate(3);
    let place = |word: &str| claims.iter().find_map(|c| c.attribute.split(' ').position(|w| w == word));
    words.sort_by_key(|(word, _)| place(word).unwrap_or(usize::MAX));
    words.into_iter().map(|(word, _)| word).collect()
}

/// The value as an article would write it in full: 26日 says nothing outside its article.
fn spelt(stated: &Stated) -> Option<String> {
    if stated.dimension != "date" {
        let unit = if stated.unit == "JPY" { "円" } else { stated.unit.as_str() };
        return Some(format!("{}{unit}", stated.value)).filter(|_| !stated.value.is_empty());
    }
    let (day, time) = stated.value.split_once('T').map_or((stated.value.as_str(), None), |(d, t)| (d, Some(t)));
    let number = |s: &str| s.parse::<u32>().ok();
    let mut parts = day.split('-');
    let mut out = String::new();
    for unit in ["年", "月", "日"] {
        let Some(part) = parts.next() else { break };
        out += &format!("{}{unit}", number(part)?);
    }
    for (part, unit) in time.into_iter().flat_map(|t| t.split(':')).zip(["時", "分", "秒"]) {
        out += &format!("{}{unit}", number(part)?);
    }
    Some(out).filter(|s| !s.is_empty())
}

impl Expected {
    /// Whether it states exactly that value.
    pub fn says(&self, stated: &Stated) -> bool {
        let key = |s: &Stated| (s.dimension.clone(), s.value.clone(), s.lower.clone(), s.upper.clone());
        key(&self.claim.stated) == key(stated)
    }
}

const HEAD: &str = "\
# Expected facts: what is held to be true, whoever writes about it. `totsugo check --facts` reads a row as the sentence
# 「subjectのattributeはvalueだ。」 and holds every document to it. A row may have a `tolerance`: \"1%\", \"5000万円\", \"30分\".
";

/// The file.
pub fn to_toml(rows: &[Row]) -> String {
    #[derive(Serialize)]
    struct Entry<'a> {
        #[serde(skip_serializing_if = "str::is_empty")]
        subject: &'a str,
        attribute: &'a str,
        value: &'a str,
        #[serde(skip_serializing_if = "str::is_empty")]
        source: &'a str,
    }
    #[derive(Serialize)]
    struct File<'a> {
        fact: Vec<Entry<'a>>,
    }
    let mut fact = Vec::new();
    for Row { subject, attribute, value, source, .. } in rows {
        fact.push(Entry { subject, attribute, value, source });
    }
    let body = if fact.is_empty() { String::new() } else { toml::to_string(&File { fact }).unwrap_or_default() };
    format!("{HEAD}\n{body}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_spelt_in_full() {
        for (value, written) in
            [("2018-01-26", "2018年1月26日"), ("2018-01-26T02:57", "2018年1月26日2時57分"), ("2018-01", "2018年1月")]
        {
            let stated = Stated { dimension: "date".into(), value: value.into(), ..Stated::default() };
            assert_eq!(spelt(&stated).as_deref(), Some(written));
        }
        let other = |value: &str| Stated { dimension: "date".into(), value: value.into(), ..Stated::default() };
        assert_eq!(spelt(&other("FY2017")), None);
        let yen =
            Stated { dimension: "money:JPY".into(), value: "580".into(), unit: "JPY".into(), ..Stated::default() };
        assert_eq!(spelt(&yen).as_deref(), Some("580円"));
    }

    #[test]
    fn a_draft_reads_back() {
        let row = Row {
            subject: "甲\"社".to_owned(),
            attribute: "売上".to_owned(),
            value: "1円".to_owned(),
            line: 4,
            ..Row::default()
        };
        let rows = super::super::rows(&to_toml(std::slice::from_ref(&row)), false).expect("its own file");
        assert_eq!(rows, [row]);
    }
}
