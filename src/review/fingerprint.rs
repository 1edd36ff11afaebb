//! Order and fingerprints of findings.

use super::Reviewed;
use std::collections::BTreeMap;

/// Sorts findings by path, place, rule, message and related places.
pub(super) fn in_order(findings: &mut [Reviewed]) {
    findings.sort_by(|x, y| {
        let (a, b) = (&x.finding, &y.finding);
        let place = |r: &Reviewed| (r.finding.place.line, r.finding.place.char_start, r.finding.place.char_end);
        (a.place.path.cmp(&b.place.path))
            .then_with(|| place(x).cmp(&place(y)))
            .then_with(|| (&a.rule, &a.message, &a.related).cmp(&(&b.rule, &b.message, &b.related)))
    });
}

/// Sets the fingerprints. The second of equal ones gets the suffix `-2`, the third `-3`.
pub(super) fn number(findings: &mut [Reviewed]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for r in findings {
        let own = r.finding.fingerprint();
        let n = seen.entry(own.clone()).and_modify(|n| *n += 1).or_insert(1);
        r.fingerprint = if *n == 1 { own } else { format!("{own}-{n}") };
    }
}

/// A fingerprint without its suffix.
pub(super) fn base(fingerprint: &str) -> &str {
    fingerprint.split('-').next().unwrap_or(fingerprint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_fingerprints_are_numbered() {
        let mut all = vec![Reviewed::default(), Reviewed::default(), Reviewed::default()];
        number(&mut all);
        let first = all[0].fingerprint.clone();
        assert!(first.starts_with('x') && base(&first) == first, "{first}");
        assert_eq!([&all[1].fingerprint, &all[2].fingerprint], [&format!("{first}-2"), &format!("{first}-3")]);
        assert_eq!(base(&all[2].fingerprint), first);
    }
}
