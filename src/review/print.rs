//! Order and fingerprints of findings.

use crate::check::Finding;
use std::collections::BTreeMap;

/// Findings by document, place, rule; nothing is left to the order they were found in.
pub(super) fn in_order(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by(|a, b| {
        let key = |f: &Finding| (f.place.char_start, f.place.char_end);
        (a.place.path.cmp(&b.place.path))
            .then_with(|| key(a).cmp(&key(b)))
            .then_with(|| (&a.rule, &a.message, &a.related).cmp(&(&b.rule, &b.message, &b.related)))
    });
    findings
}

/// The fingerprint of each of `findings`; the second of equal ones gets `-2`, the third `-3`.
pub(super) fn fingerprints(findings: &[Finding]) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut distinct = |finding: &Finding| {
        let print = finding.fingerprint();
        let n = seen.entry(print.clone()).and_modify(|n| *n += 1).or_insert(1);
        if *n == 1 { print } else { format!("{print}-{n}") }
    };
    findings.iter().map(&mut distinct).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_fingerprints_are_numbered() {
        let prints = fingerprints(&[Finding::default(), Finding::default(), Finding::default()]);
        assert_eq!(prints[1], format!("{}-2", prints[0]));
        assert_eq!(prints[2], format!("{}-3", prints[0]));
    }
}
