use super::*;
use crate::claim::Claim;
use crate::fact::{Fact, Verdict};
use crate::output::render::Color;
use crate::output::spill::{DocumentNeeds, SpillRecord, SpillWriter};
use crate::output::testing::{analysis, claim, fact, finding, with_report};
use crate::review::{Policy, review};

const HOSTILE: &str = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\" onclick='x' \u{202e}&amp;";

fn page(lang: Lang) -> String {
    let mut claims = [claim("a", "毎日", "58000000000", "580億円"), claim("b", "朝日", "59700000000", "597億円")];
    for text in [&mut claims[1].source, &mut claims[1].subject, &mut claims[1].attribute, &mut claims[1].attribution] {
        HOSTILE.clone_into(text);
    }
    claims[1].excerpt.before = HOSTILE.to_owned();
    claims[1].doc_id = HOSTILE.into();
    let facts = [fact("f1", &[0, 1], Verdict::Conflict)];
    let mut own = finding();
    own.rule = "date-weekday".to_owned();
    own.message = HOSTILE.to_owned();
    own.place.path = HOSTILE.to_owned();
    let findings = review(vec![own], &[], &Policy::default()).findings;
    let mut hostile = analysis();
    hostile.record.document.id = HOSTILE.to_owned();
    hostile.record.document.title = HOSTILE.to_owned();
    hostile.record.document.path = HOSTILE.to_owned();
    let needs = DocumentNeeds { articles: true, rows: false };
    let mut writer = SpillWriter::new(None).expect("a temporary file");
    writer.append(0, SpillRecord::new(&hostile, needs, lang).expect("an article")).expect("written");
    let spill = writer.finish().expect("written");
    let options = RenderOptions { color: Color::Off, columns: 80, dialect: Default::default(), lang, tables: true };
    with_report(|empty| {
        let report = Report { claims: &claims, facts: &facts, findings: &findings, spill: Some(&spill), ..empty };
        String::from_utf8(write(&report, &options).expect("a page")).expect("UTF-8")
    })
}

#[test]
fn what_others_wrote_is_text_and_nothing_else() {
    let page = page(Lang::Ja);
    assert_eq!(page.matches("<script>").count(), 1);
    assert_eq!(page.matches("</script>").count(), 1);
    assert!(!page.contains("<img") && page.contains("&lt;img src=x onerror=alert(2)&gt;"));
    assert!(!page.contains('\u{202e}') && page.contains("⟨U+202E⟩"));
    assert!(page.contains("&amp;amp;"), "an escape of the source is shown as it is written");
}

#[test]
fn the_policy_names_the_style_and_the_script_of_the_page() {
    use base64::Engine;
    use sha2::{Digest, Sha256};
    let page = page(Lang::En);
    for tag in ["style", "script"] {
        let (_, rest) = page.split_once(&format!("<{tag}>")).expect("one");
        let (content, _) = rest.split_once(&format!("</{tag}>")).expect("closed");
        let digest = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(content));
        assert!(
            page.contains(&format!("{tag}-src &#39;sha256-{digest}&#39;"))
                || page.contains(&format!("{tag}-src 'sha256-{digest}'"))
        );
    }
    assert!(page.contains("default-src 'none'"));
    assert!(
        !page.contains(" style=")
            && !page.contains("src=\"")
            && !page.contains("http://")
            && !page.contains("https://")
    );
}

/// The page of a run of which only claims are known.
fn page_of_claims(claims: &[Claim], facts: &[Fact]) -> String {
    let options =
        RenderOptions { color: Color::Off, columns: 80, dialect: Default::default(), lang: Lang::Ja, tables: false };
    let page = with_report(|empty| write(&Report { claims, facts, ..empty }, &options).expect("a page"));
    String::from_utf8(page).expect("UTF-8")
}

#[test]
fn sources_without_a_column_are_counted_once_each() {
    // two articles of each of twenty-six papers
    let name = |i: usize| format!("{:02}新聞", i / 2);
    let claims: Vec<Claim> = (0..52).map(|i| claim(&format!("d{i:02}"), &name(i), "58000000000", "580億円")).collect();
    let mut whole = fact("f1", &[0], Verdict::Agree);
    whole.claims = (0..52).collect();
    whole.values[0].claims = whole.claims.clone();
    let page = page_of_claims(&claims, &[whole]);
    assert!(page.contains("<td>ほか2媒体</td>"), "of 26 sources 24 have a column");
    assert!(page.contains("26</b> 媒体") && page.contains(">26媒体"), "in the overview, and beside the fact");
}

#[test]
fn without_texts_there_are_no_articles_and_no_links_to_them() {
    let claims = [claim("a", "毎日", "58000000000", "580億円"), claim("b", "朝日", "59700000000", "597億円")];
    let facts = [fact("f1", &[0, 1], Verdict::Conflict)];
    let page = page_of_claims(&claims, &facts);
    assert!(page.contains("id=\"fact-f1\"") && page.contains("corpus/a.md:2"));
    assert!(!page.contains("href=\"#c-") && !page.contains("id=\"articles\"") && !page.contains("href=\"#articles\""));
}
