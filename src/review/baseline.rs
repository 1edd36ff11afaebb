//! The baseline: decisions of earlier runs, and the finding that each is about.

use super::{Policy, Reviewed, Status, Suppression, fingerprint};
use crate::check::{Count, Finding, Place, Unmatched};
use crate::text::Excerpt;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The decision of a person about a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// The disagreement is real and may stay.
    Accept,
    /// A source is wrong, and not ours to correct.
    SourceError,
    /// The program misread the text.
    ExtractorError,
    /// Not worth anybody's time.
    Ignore,
    /// It has to be corrected, and is open until then.
    Fix,
}

impl Ruling {
    /// Every ruling as the `decision` column has it, in English and in Japanese.
    pub const ALL: [(Ruling, &str, &str); 5] = [
        (Ruling::Accept, "accept", "承認"),
        (Ruling::SourceError, "source_error", "情報源の誤り"),
        (Ruling::ExtractorError, "extractor_error", "読み取りの誤り"),
        (Ruling::Ignore, "ignore", "無視"),
        (Ruling::Fix, "fix", "要修正"),
    ];

    /// The ruling of a cell of the `decision` column, in either language.
    pub fn parse(cell: &str) -> Option<Self> {
        let cell = cell.trim().to_lowercase().replace([' ', '-'], "_");
        Self::ALL.into_iter().find(|(_, en, ja)| cell == *en || cell == *ja).map(|(r, ..)| r)
    }

    /// The Japanese value of the `decision` column.
    pub fn as_ja(self) -> &'static str {
        Self::ALL.into_iter().find(|(r, ..)| *r == self).map_or("", |(.., ja)| ja)
    }

    /// The value of the `decision` column.
    pub fn as_str(self) -> &'static str {
        Self::ALL.into_iter().find(|(r, ..)| *r == self).map_or("", |(_, en, _)| en)
    }
}

/// A row of the baseline, or a suppression as a decision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// 1-based line of the file; 0 for a suppression.
    pub line: u32,
    /// The fingerprint of the finding.
    pub fingerprint: String,
    /// Its rule.
    pub rule: String,
    /// Its message.
    pub message: String,
    /// The place of the finding: path, 1-based line, and words.
    pub place: (String, u32, String),
    /// Path of the first related place.
    pub other_path: String,
    /// The attribute in question.
    pub attribute: String,
    /// Whether the row has the status `known`.
    pub known: bool,
    /// The ruling, if there is one.
    pub ruling: Option<Ruling>,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub decided_by: String,
    /// When: an ISO 8601 date, or as written.
    pub decided_on: String,
    /// The last day on which it holds.
    pub expires: Option<Date>,
}

impl Decision {
    /// Returns true if a person wrote something into the row.
    pub fn is_written(&self) -> bool {
        let words = [&self.reason, &self.decided_by, &self.decided_on];
        self.ruling.is_some() || self.expires.is_some() || words.into_iter().any(|w| !w.is_empty())
    }

    /// A suppression as a decision.
    pub(super) fn of_suppression(suppression: &Suppression) -> Self {
        Decision { reason: suppression.reason.clone(), ..Decision::default() }
    }

    /// The status of the finding it is about.
    fn status(&self, today: Option<Date>) -> Status {
        match self.ruling {
            None if self.known => Status::Known,
            None | Some(Ruling::Fix) => Status::Open,
            // with a row that expires, the reader of the file requires the day
            Some(_) if self.expires.zip(today).is_some_and(|(last, today)| last < today) => Status::Expired,
            Some(_) => Status::Closed,
        }
    }

    /// Returns true if it can be about a finding with the same fingerprint. Two facts with the same two values are told apart
    /// by their documents and attributes.
    fn fits(&self, f: &Finding) -> bool {
        let silent = self.place.0.is_empty() && self.other_path.is_empty() && self.attribute.is_empty();
        let place = |p: &Place| p.path == self.place.0 || p.path == self.other_path;
        let word = |w: &str| self.attribute.split(' ').any(|own| own == w);
        silent || f.places().any(place) || !f.attribute.is_empty() && f.attribute.split(' ').any(word)
    }
}

/// The table of findings of an earlier run, with decisions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// The file, as given.
    pub path: String,
    /// Its rows.
    pub decisions: Vec<Decision>,
    /// Whether it is the earlier output of the same folder and not known debt: what is not in it is open and not new, and
    /// a row that is about nothing is no finding.
    pub carried: bool,
}

impl Baseline {
    /// Sets the decision and the status of each finding; returns the rows that are about none, and counts both.
    pub(super) fn apply(&self, findings: &mut [Reviewed], policy: &Policy, count: &mut Count) -> Vec<Unmatched> {
        let mut by_print: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (i, r) in findings.iter().enumerate() {
            by_print.entry(fingerprint::base(&r.fingerprint).to_owned()).or_default().push(i);
        }
        let mut stale = Vec::new();
        for decision in self.decisions.iter().filter(|d| !policy.levels.is_off(&d.rule)) {
            let group = by_print.get(fingerprint::base(&decision.fingerprint)).map_or(&[][..], Vec::as_slice);
            let free = |i: &&usize| {
                let r = &findings[**i];
                r.decision.as_ref().is_none_or(|d| d.line == 0) && decision.fits(&r.finding)
            };
            let exact = |i: &&usize| findings[**i].fingerprint == decision.fingerprint;
            let mine = group.iter().filter(free).find(exact).or_else(|| group.iter().find(free)).copied();
            count.compared += 1;
            let Some(i) = mine else {
                count.differed += 1;
                if !self.carried {
                    stale.push(self.stale(decision));
                }
                continue;
            };
            count.agreed += 1;
            let r = &mut findings[i];
            if r.status != Status::Ignored {
                r.status = decision.status(policy.today);
                if r.status == Status::Expired {
                    let last = decision.expires.map(|d| d.to_string()).unwrap_or_default();
                    r.finding.suggestion =
                        joined(&r.finding.suggestion, &format!("「{}」の決定は{last}まで", decision.reason));
                }
            }
            r.decision = Some(decision.clone());
        }
        stale
    }

    /// A row that is about no finding.
    fn stale(&self, d: &Decision) -> Unmatched {
        let place = |path: &str, line: u32, surface: &str, label: &str| Place {
            path: path.to_owned(),
            line: line.max(1),
            column: 1,
            byte_column: 1,
            excerpt: Excerpt { surface: surface.to_owned(), ..Excerpt::default() },
            label: label.to_owned(),
            ..Place::default()
        };
        let (path, line, surface) = &d.place;
        let gone = Some(place(path, *line, surface, "ここにあった")).filter(|_| !path.is_empty());
        let what = format!("{} {}", d.rule, d.message).trim().to_owned();
        Unmatched { place: place(&self.path, d.line, &d.fingerprint, ""), what, gone }
    }
}

fn joined(a: &str, b: &str) -> String {
    if a.is_empty() { b.to_owned() } else { format!("{a}; {b}") }
}
