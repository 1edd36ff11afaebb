use super::*;
use crate::check::Finding;
use crate::output::testing::{analysis, claim, fact, finding, with_report};
use crate::output::totals::Totals;
use crate::review::{Policy, review};

#[test]
fn a_conflict_shows_both_sources_with_carets() {
    let claims = [claim("a", "毎日", "58000000000", "580億円"), claim("b", "朝日", "59700000000", "597億円")];
    let facts = [fact("f1", &[0, 1], Verdict::Conflict), fact("f2", &[0, 1], Verdict::Conflict)];
    let own = Finding { rule: "date-weekday".to_owned(), related: vec![], ..finding() };
    let findings = review(vec![finding(), own], &[], &Policy::default()).findings;
    let totals = Totals::of(&analysis());
    let options = SummaryOptions { limit: 1, folder: Some(Path::new("output")), report: false };
    let expected = "\
1 document
1 date, 1 amount, 1 mention of 0 entities; 2 claims
1 of 1 has no date

2 facts
       2  conflict    both cannot be true
       0  updated     each true at its time
       0  compatible  one rounds or contains the other
       0  agree       equal in all sources
       0  single      one source only

Conflicts between sources (2)

  1. コインチェック · 流出 (error, confidence 0.83)
     580億円  毎日
       corpus/a.md:2:4
       被害は580億円だった。
             ^^^^^^^
     597億円  朝日
       corpus/b.md:2:4
       被害は597億円だった。
             ^^^^^^^
     difference 1700000000 (2.85%); suspected cause: digits swapped
     one fact because: both about コインチェック
  and 1 more in output/comparison.csv

Findings inside documents (1)
  corpus/a.md:12:34: error[date-weekday] 毎日と朝日で流出額が違う

3 things to look at first
  1. コインチェック · 流出: 580億円 ≠ 597億円 (corpus/b.md:2:4)
  2. コインチェック · 流出: 580億円 ≠ 597億円 (corpus/b.md:2:4)
  3. corpus/a.md:12:34: error[date-weekday] 毎日と朝日で流出額が違う

Where to look first
  output/comparison.csv  2 facts with a column per source, conflicts first
  output/findings.csv    2 findings with places; also the review form
  output/timeline.csv    what happened when
";
    with_report(|empty| {
        let report = Report { claims: &claims, facts: &facts, findings: &findings, totals: &totals, ..empty };
        assert_eq!(summary(&report, &options), expected);
    });
}

#[test]
fn an_empty_run_says_so() {
    let text = with_report(|empty| summary(&empty, &SummaryOptions::default()));
    assert_eq!(text, "0 documents\n0 dates, 0 amounts, 0 mentions of 0 entities; 0 claims\n");
}
