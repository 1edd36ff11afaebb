use super::*;
use crate::check::Place;
use crate::text::Excerpt;
use jiff::civil::date;

/// A contradiction between the documents of two values.
fn conflict(identity: &str, paths: [&str; 2], attribute: &str) -> Finding {
    let place = |path: &str, line| Place { path: path.to_owned(), line, ..Place::default() };
    Finding {
        rule: "fact-conflict".to_owned(),
        severity: Severity::Error,
        place: place(paths[0], 3),
        related: vec![place(paths[1], 4)],
        attribute: attribute.to_owned(),
        identity: identity.to_owned(),
        ..Finding::default()
    }
}

/// The decision about a finding that a reviewer writes into its row.
fn decided(r: &Reviewed, ruling: Option<Ruling>, line: u32) -> Decision {
    Decision {
        line,
        fingerprint: r.fingerprint.clone(),
        rule: r.finding.rule.clone(),
        place: (r.finding.place.path.clone(), 3, String::new()),
        other_path: r.finding.related.first().map(|p| p.path.clone()).unwrap_or_default(),
        attribute: r.finding.attribute.clone(),
        known: ruling.is_none(),
        ruling,
        reason: "理由".to_owned(),
        ..Decision::default()
    }
}

fn against(decisions: Vec<Decision>) -> Policy {
    let baseline = Some(Baseline { path: "findings.csv".to_owned(), decisions, carried: false });
    Policy { baseline, today: Some(date(2026, 11, 26)), ..Policy::default() }
}

fn statuses(found: Vec<Finding>, policy: &Policy) -> Vec<(String, Status)> {
    review(found, &[], policy).findings.into_iter().map(|r| (r.finding.rule, r.status)).collect()
}

#[test]
fn a_decision_holds_through_its_last_day() {
    let found = conflict("580 597", ["a.md", "b.md"], "流出 額");
    let first = review(vec![found.clone()], &[], &Policy::default()).findings.remove(0);
    assert_eq!(first.status, Status::Open);
    for (ruling, expires, status) in [
        (None, None, Status::Known),
        (Some(Ruling::Accept), None, Status::Closed),
        (Some(Ruling::Accept), Some(date(2026, 11, 26)), Status::Closed),
        (Some(Ruling::Accept), Some(date(2026, 11, 25)), Status::Expired),
        (Some(Ruling::Fix), None, Status::Open),
    ] {
        let decision = Decision { expires, ..decided(&first, ruling, 2) };
        let outcome = review(vec![found.clone()], &[], &against(vec![decision]));
        assert_eq!(outcome.findings.len(), 1);
        assert_eq!(outcome.findings[0].status, status, "{ruling:?} {expires:?}");
        assert_eq!((outcome.decisions.agreed, outcome.decisions.differed), (1, 0));
    }
}

#[test]
fn a_source_more_changes_nothing_and_a_value_more_does() {
    let known =
        review(vec![conflict("580 597", ["a.md", "b.md"], "流出 額")], &[], &Policy::default()).findings.remove(0);
    let policy = against(vec![decided(&known, Some(Ruling::Accept), 2)]);
    // another document now comes first
    let mut repeated = conflict("580 597", ["0.md", "b.md"], "流出 額");
    repeated.related.push(known.finding.place.clone());
    assert_eq!(statuses(vec![repeated], &policy), [("fact-conflict".to_owned(), Status::Closed)]);
    let other = conflict("580 598", ["a.md", "b.md"], "流出 額");
    let found = [("fact-conflict".to_owned(), Status::New), ("stale-decision".to_owned(), Status::New)];
    assert_eq!(statuses(vec![other], &policy), found);
}

#[test]
fn a_decision_does_not_wander_to_another_fact_with_the_same_values() {
    let dead = conflict("8 10", ["a.md", "b.md"], "死者");
    let hurt = conflict("8 10", ["c.md", "d.md"], "負傷者");
    let first = review(vec![dead.clone()], &[], &Policy::default()).findings.remove(0);
    let policy = against(vec![decided(&first, Some(Ruling::Accept), 2)]);
    let both = statuses(vec![hurt.clone(), dead], &policy);
    assert_eq!(both.iter().map(|(_, s)| *s).collect::<Vec<_>>(), [Status::Closed, Status::New]);
    let one = statuses(vec![hurt], &policy);
    assert_eq!(one.iter().map(|(r, _)| r.as_str()).collect::<Vec<_>>(), ["fact-conflict", "stale-decision"].to_vec());
}

#[test]
fn equal_findings_need_a_row_each() {
    let twice = || vec![conflict("8 10", ["a.md", "b.md"], "死者"), conflict("8 10", ["a.md", "b.md"], "死者")];
    let rows: Vec<Reviewed> = review(twice(), &[], &Policy::default()).findings;
    let one = against(vec![decided(&rows[1], Some(Ruling::Accept), 2)]);
    let found: Vec<Status> = statuses(twice(), &one).into_iter().map(|(_, s)| s).collect();
    assert_eq!(found, [Status::New, Status::Closed]);
    let two = against(rows.iter().map(|r| decided(r, Some(Ruling::Accept), 2)).collect());
    assert!(statuses(twice(), &two).iter().all(|(_, s)| *s == Status::Closed));
}

#[test]
fn a_rule_that_is_off_leaves_no_stale_rows() {
    let first = review(vec![conflict("8 10", ["a.md", "b.md"], "死者")], &[], &Policy::default()).findings.remove(0);
    let mut policy = against(vec![decided(&first, Some(Ruling::Accept), 2)]);
    policy.levels.0.insert("fact-conflict".to_owned(), None);
    policy.levels.0.insert("unused-ignore".to_owned(), Some(Severity::Error));
    let suppressions = ["fact-conflict", "sum"].map(|rule| suppression(rule, ""));
    let outcome = review(vec![first.finding], &suppressions, &policy);
    assert_eq!(outcome.findings.len(), 1, "{:?}", outcome.findings);
    assert_eq!(
        (outcome.findings[0].finding.rule.as_str(), outcome.findings[0].finding.severity),
        ("unused-ignore", Severity::Error)
    );
}

fn suppression(rule: &str, trouble: &str) -> Suppression {
    Suppression {
        place: Place { path: "a.md".to_owned(), excerpt: Excerpt::default(), ..Place::default() },
        rules: vec![rule.to_owned()],
        reason: "理由".to_owned(),
        covers: 0..10,
        trouble: trouble.to_owned(),
    }
}

#[test]
fn a_comment_closes_from_the_first_place_or_from_all_others() {
    for (paths, status) in
        [(["a.md", "b.md"], Status::Ignored), (["b.md", "a.md"], Status::Ignored), (["b.md", "c.md"], Status::Open)]
    {
        let outcome =
            review(vec![conflict("1 2", paths, "x")], &[suppression("fact-conflict", "")], &Policy::default());
        let found = outcome.findings.iter().find(|r| r.finding.rule == "fact-conflict").expect("there");
        assert_eq!(found.status, status, "{paths:?}");
        assert_eq!(outcome.comments.differed, u64::from(status == Status::Open));
    }
    let broken = [suppression("fact-conflict", "理由がない")];
    let outcome = review(vec![conflict("1 2", ["a.md", "b.md"], "x")], &broken, &Policy::default());
    assert_eq!(outcome.findings.len(), 2);
}
