//! Reading TOML that people write, with placed messages and suggestions.

use super::{LineIndex, nearest};
use serde::de::DeserializeOwned;

/// Reads a TOML document.
///
/// # Errors
/// 1-based line and column (in code points) of the first mistake, and a message.
pub fn from_toml<T: DeserializeOwned>(text: &str) -> Result<T, (u32, u32, String)> {
    ::toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |s| s.start);
        let place = LineIndex::new(text).position(text, at);
        (place.line, place.column, suggested(error.message()))
    })
}

/// The message with a suggestion. serde has in backticks what was found and what is known: unknown field `a`, expected one
/// of `b`, `c`.
fn suggested(message: &str) -> String {
    let mut names = message.split('`').skip(1).step_by(2);
    let unknown = message.starts_with("unknown").then(|| names.next()).flatten();
    let near = unknown.and_then(|name| nearest(name, names));
    let form = [
        ("expected a string", "; put it in quotes, as in \"5億円\""),
        ("wanted string", "; put it in quotes, as in \"error\""),
        ("expected a sequence", "; put it in brackets, as in [\"text\"]"),
    ];
    let form = form.iter().find(|(what, _)| message.contains(what)).map_or("", |(_, help)| help);
    message.trim_end().replace('\n', "; ") + &near.map(|n| format!("; did you mean `{n}`?")).unwrap_or_default() + form
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        #[serde(rename = "fail-on")]
        fail_on: u8,
        #[serde(rename = "baseline")]
        _baseline: Option<String>,
    }

    #[test]
    fn mistakes_are_placed_and_understood() {
        let read = from_toml::<Sample>;
        assert_eq!(read("fail-on = 1").map(|s| s.fail_on), Ok(1));
        let (line, column, why) = read("fail-on = 1\n  baselin = \"x\"").expect_err("a mistake");
        assert_eq!((line, column), (2, 3));
        assert!(why.contains("unknown field `baselin`") && why.ends_with("did you mean `baseline`?"), "{why}");
        let (line, column, why) = read("基準 = 1\nfail-on = 'x'\n").expect_err("a mistake");
        assert!((line, column) == (1, 1) && !why.contains("did you mean"), "{why}");
        assert_eq!(read("fail-on = ").expect_err("a mistake").0, 1);
    }
}
