//! JUnit XML: a suite for each rule, a case for each fact. A fact without a conflict passes, a closed finding is skipped.

use super::{RenderOptions, Report};
use crate::check::{Reads, Rule};
use crate::crosscheck::Ran;
use crate::error::Error;
use crate::fact::{Fact, Verdict};
use crate::output::diagnostic::concise_line;
use crate::output::fact_view::FactView;
use crate::output::shown::{one_line, sign};
use crate::review::Reviewed;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::io;

/// The result of a case.
enum Result<'a> {
    Passed,
    Failed(&'a Reviewed),
    Skipped(&'a Reviewed),
}

/// A case and its results, of which it has one for each finding.
struct Case<'a> {
    name: String,
    results: Vec<Result<'a>>,
}

pub(super) fn write(report: &Report, _: &RenderOptions) -> std::result::Result<Vec<u8>, Error> {
    let suites: Vec<(&Rule, Vec<Case>)> = report.rules.iter().map(|ran| (ran.rule, cases(report, ran))).collect();
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    document(&mut xml, &suites).map_err(Error::io("junit", "writing to memory"))?;
    let mut out = xml.into_inner();
    out.push(b'\n');
    Ok(out)
}

/// The cases of a rule. Of `fact-conflict` one for each fact that documents are compared on; of another rule one for each
/// finding, and one with the number of comparisons that hold.
fn cases<'a>(report: &Report<'a>, ran: &Ran) -> Vec<Case<'a>> {
    let Ran { rule, count, .. } = *ran;
    let result = |r: &'a Reviewed| if r.status.is_open() { Result::Failed(r) } else { Result::Skipped(r) };
    let own: Vec<&Reviewed> = report.findings.iter().filter(|r| r.finding.rule == rule.name).collect();
    if let Reads::Facts(_) = rule.reads {
        let shared = report.facts.iter().filter(|f| f.verdict != Verdict::Single);
        let of =
            |fact: &Fact| own.iter().filter(|r| r.finding.fact_id == fact.id).map(|r| result(r)).collect::<Vec<_>>();
        return shared.map(|f| Case { name: fact_name(f, report), results: of(f) }).collect();
    }
    let mut out: Vec<Case> = own
        .iter()
        .map(|r| Case { name: format!("{} {}", r.finding.place.path, r.fingerprint), results: vec![result(r)] })
        .collect();
    out.insert(0, Case { name: format!("{} of {} comparisons hold", count.agreed, count.compared), results: vec![] });
    out
}

fn fact_name(fact: &Fact, report: &Report) -> String {
    let view = FactView::new(fact, report.claims);
    let parts = [view.subject().to_owned(), view.phrase().to_owned(), view.scope(), format!("({})", fact.id)];
    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ")
}

impl Case<'_> {
    fn result(&self) -> &Result<'_> {
        let worst = self.results.iter().find(|r| matches!(r, Result::Failed(_)));
        worst.or(self.results.first()).unwrap_or(&Result::Passed)
    }
}

fn document(xml: &mut Writer<Vec<u8>>, suites: &[(&Rule, Vec<Case>)]) -> io::Result<()> {
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let [tests, failures, _] = totals(suites.iter().flat_map(|(_, cases)| cases));
    let mut root = BytesStart::new("testsuites");
    root.push_attribute(("name", "totsugo"));
    root.push_attribute(("tests", tests.to_string().as_str()));
    root.push_attribute(("failures", failures.to_string().as_str()));
    xml.write_event(Event::Start(root))?;
    for (rule, cases) in suites {
        let [tests, failures, skipped] = totals(cases.iter());
        let mut suite = BytesStart::new("testsuite");
        suite.push_attribute(("name", rule.name));
        for (name, n) in [("tests", tests), ("failures", failures), ("errors", 0), ("skipped", skipped)] {
            suite.push_attribute((name, n.to_string().as_str()));
        }
        xml.write_event(Event::Start(suite))?;
        cases.iter().try_for_each(|c| case(xml, rule, c))?;
        xml.write_event(Event::End(BytesEnd::new("testsuite")))?;
    }
    xml.write_event(Event::End(BytesEnd::new("testsuites")))
}

/// Number of cases, of failed and of skipped ones.
fn totals<'c, 'a: 'c>(cases: impl Iterator<Item = &'c Case<'a>>) -> [usize; 3] {
    let mut out = [0; 3];
    for case in cases {
        out[0] += 1;
        match case.result() {
            Result::Passed => {}
            Result::Failed(_) => out[1] += 1,
            Result::Skipped(_) => out[2] += 1,
        }
    }
    out
}

fn case(xml: &mut Writer<Vec<u8>>, rule: &Rule, case: &Case) -> io::Result<()> {
    let mut start = BytesStart::new("testcase");
    start.push_attribute(("name", legal(&case.name).as_str()));
    start.push_attribute(("classname", format!("totsugo.{}", rule.name).as_str()));
    let (tag, message) = match case.result() {
        Result::Passed => return xml.write_event(Event::Empty(start)),
        Result::Failed(r) => ("failure", r.finding.message.clone()),
        Result::Skipped(r) => {
            let reason = r.decision.as_ref().map_or("", |d| d.reason.as_str());
            ("skipped", format!("{}: {reason}", r.status.as_str()))
        }
    };
    xml.write_event(Event::Start(start))?;
    let mut open = BytesStart::new(tag);
    open.push_attribute(("message", legal(&message).as_str()));
    if tag == "skipped" {
        xml.write_event(Event::Empty(open))?;
    } else {
        open.push_attribute(("type", rule.name));
        xml.write_event(Event::Start(open))?;
        let failed = case.results.iter().filter_map(|r| match r {
            Result::Failed(r) => Some(text(r)),
            _ => None,
        });
        xml.write_event(Event::Text(BytesText::new(&legal(&failed.collect::<Vec<_>>().join("\n")))))?;
        xml.write_event(Event::End(BytesEnd::new(tag)))?;
    }
    xml.write_event(Event::End(BytesEnd::new("testcase")))
}

/// A finding, and a line for each related place.
fn text(r: &Reviewed) -> String {
    let mut lines = vec![concise_line(&r.finding)];
    for p in &r.finding.related {
        lines.push(format!(
            "{}:{}:{}: {} 「{}」",
            one_line(&p.path),
            p.line,
            p.column,
            one_line(&p.label),
            one_line(&p.excerpt.surface)
        ));
    }
    lines.join("\n")
}

/// Text with signs in place of the characters that XML 1.0 cannot hold and those that control.
fn legal(text: &str) -> String {
    let fine = |c: char| matches!(c, '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    let shown = |c: char| if c == '\n' { c } else { sign(c) };
    text.chars().map(|c| if fine(c) { shown(c) } else { '\u{fffd}' }).collect()
}
