//! English plurals.

/// A number with its noun: 1 fact, 2 facts, 3 entities; `info` has no plural.
pub(crate) fn plural(n: usize, what: &str) -> String {
    match (n, what.strip_suffix('y')) {
        (1, _) => format!("1 {what}"),
        (_, Some(stem)) => format!("{n} {stem}ies"),
        _ if what == "info" => format!("{n} {what}"),
        _ => format!("{n} {what}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_and_several() {
        let said =
            [(0, "fact"), (1, "entity"), (2, "entity"), (1, "more place"), (3, "info")].map(|(n, w)| plural(n, w));
        assert_eq!(said, ["0 facts", "1 entity", "2 entities", "1 more place", "3 info"]);
    }
}
