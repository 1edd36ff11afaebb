//! Suggestions for misspelt names.

/// The candidate nearest to `what` by edit distance, if at most a third of its letters differ.
pub fn nearest<'a>(what: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = candidates.into_iter().map(|c| (distance(what, c), c)).min()?;
    Some(near).filter(|(d, name)| *d <= name.chars().count().div_ceil(3)).map(|(_, name)| name)
}

/// Levenshtein distance in characters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let change = corner + usize::from(x != *y);
            corner = row[j + 1];
            row[j + 1] = change.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_understood() {
        assert_eq!((distance("", "abc"), distance("abc", "abd"), distance("date", "dates")), (3, 1, 1));
        assert_eq!(nearest("date-weekdy", ["sum", "date-weekday"]), Some("date-weekday"));
        assert_eq!(nearest("of", ["off", "error"]), Some("off"));
        assert_eq!(nearest("xyzzy", ["sum", "date-weekday"]), None);
    }
}
