//! Precision, recall and F1 of exact spans, by type.

use ner::Kind;
use std::fmt;

/// Counts of names.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    /// For each type, the names that are right, found, and expected.
    counts: [[usize; 3]; Kind::ALL.len()],
}

impl Score {
    /// Counts the names of a sentence, given as start, end and type.
    pub fn add(&mut self, got: &[(usize, usize, Kind)], gold: &[(usize, usize, Kind)]) {
        for name in got {
            self.counts[name.2 as usize][0] += usize::from(gold.contains(name));
            self.counts[name.2 as usize][1] += 1;
        }
        for name in gold {
            self.counts[name.2 as usize][2] += 1;
        }
    }

    /// Precision, recall and F1 over all types (micro-averaged), in per cent, and the number of expected names.
    pub fn micro(&self) -> [f64; 4] {
        let sum = |i: usize| self.counts.iter().map(|c| c[i]).sum();
        measure([sum(0), sum(1), sum(2)])
    }

    /// The same for one type.
    pub fn of(&self, kind: Kind) -> [f64; 4] {
        measure(self.counts[kind as usize])
    }
}

/// Precision, recall and F1 in per cent, and the number of expected names.
fn measure([right, found, expected]: [usize; 3]) -> [f64; 4] {
    let share = |of: usize| if of == 0 { 0.0 } else { 100.0 * right as f64 / of as f64 };
    let f = if found + expected == 0 { 0.0 } else { 200.0 * right as f64 / (found + expected) as f64 };
    [share(found), share(expected), f, expected as f64]
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut cell = |name: &str, [p, r, f1, n]: [f64; 4]| write!(f, "  {name} {p:.1}/{r:.1}/{f1:.1} ({n})");
        cell("all", self.micro())?;
        for (kind, name) in Kind::ALL.into_iter().zip(["PER", "ORG", "LOC", "PRO", "EVT"]) {
            cell(name, self.of(kind))?;
        }
        Ok(())
    }
}
