//! Headings, labels and sentences of the report and the workbook, in two languages: rows of `translations.csv`.

use crate::check;
use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Language of headings, labels and explanations. What sources and rules say stays as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Japanese.
    #[default]
    Ja,
    /// English.
    En,
}

#[derive(Deserialize)]
struct Translation {
    key: String,
    ja: String,
    en: String,
}

static ROWS: LazyLock<HashMap<String, Translation>> = LazyLock::new(|| {
    let rows = ::csv::Reader::from_reader(include_str!("translations.csv").as_bytes()).into_deserialize();
    rows.filter_map(Result::ok).map(|row: Translation| (row.key.clone(), row)).collect()
});

impl Lang {
    /// The language tag, as in `lang="ja"`.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Ja => "ja",
            Lang::En => "en",
        }
    }

    /// The text for `key`, empty when there is none.
    pub fn text(self, key: &str) -> &'static str {
        self.known(key).unwrap_or_default()
    }

    /// The title of a rule, or its name where there is no such rule, since a finding may be older than the program.
    pub fn rule(self, name: &str) -> &str {
        check::named(name).map_or(name, |rule| match self {
            Lang::Ja => rule.page.ja,
            Lang::En => rule.page.en,
        })
    }

    /// The label of a value of a kind, as of the severity `error`. Without a row, the value itself, since a cause may be
    /// newer than its translation.
    pub fn label<'a>(self, kind: &str, value: &'a str) -> &'a str {
        self.known(&format!("{kind}.{value}")).unwrap_or(value)
    }

    /// The text for `key` with the values in place of its `{}`, in order.
    pub fn fill(self, key: &str, values: &[&dyn std::fmt::Display]) -> String {
        let mut parts = self.text(key).split("{}");
        let mut out = parts.next().unwrap_or_default().to_owned();
        for (part, value) in parts.zip(values) {
            out += &value.to_string();
            out += part;
        }
        out
    }

    /// The text for a key, if there is one.
    fn known(self, key: &str) -> Option<&'static str> {
        ROWS.get(key).map(|row| match self {
            Lang::Ja => row.ja.as_str(),
            Lang::En => row.en.as_str(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const CODE: [&str; 16] = [
        include_str!("article.rs"),
        include_str!("display.rs"),
        include_str!("reasons.rs"),
        include_str!("summary/conflict.rs"),
        include_str!("html/articles.rs"),
        include_str!("html/facts.rs"),
        include_str!("html/findings.rs"),
        include_str!("html/head.rs"),
        include_str!("html/matrix.rs"),
        include_str!("html/mod.rs"),
        include_str!("html/overview.rs"),
        include_str!("html/select.rs"),
        include_str!("html/untrusted.rs"),
        include_str!("html/timeline.rs"),
        include_str!("xlsx/mod.rs"),
        include_str!("xlsx/sheet.rs"),
    ];

    /// The keys that the code asks for.
    fn asked() -> BTreeSet<&'static str> {
        // `t` is how sections call the text of a key
        let calls = CODE.iter().flat_map(|s| ["text(\"", "fill(\"", " t(\"", "(t(\""].map(|c| s.split(c).skip(1)));
        calls.flatten().filter_map(|rest| rest.split('"').next()).collect()
    }

    #[test]
    fn every_text_asked_for_is_there_and_none_is_idle() {
        assert_eq!(ROWS.len(), include_str!("translations.csv").lines().count() - 1, "a row is broken or given twice");
        let asked = asked();
        assert!(asked.len() > 50, "{asked:?}");
        for key in &asked {
            assert!(ROWS.contains_key(*key), "no row for {key}");
        }
        let idle: Vec<&str> =
            ROWS.keys().map(String::as_str).filter(|k| !k.contains('.') && !asked.contains(k)).collect();
        assert!(idle.is_empty(), "nothing asks for {idle:?}");
        for row in ROWS.values() {
            assert!(!row.ja.is_empty() && !row.en.is_empty(), "{}", row.key);
            assert_eq!(row.ja.matches("{}").count(), row.en.matches("{}").count(), "{}", row.key);
        }
    }

    #[test]
    fn sentences_are_filled_in() {
        assert_eq!(Lang::Ja.fill("of", &[&12, &3]), "12件中3件");
        assert_eq!(Lang::En.fill("of", &[&12, &3]), "12 in all; 3 shown");
        assert_eq!(Lang::En.label("severity", "not-yet-named"), "not-yet-named");
        assert_eq!((Lang::Ja.rule("unit-conversion"), Lang::En.rule("gone")), ("単位換算の不一致", "gone"));
    }
}
