//! The frame of the page: head with its content security policy, navigation, filter, foot.

use super::select::COLUMNS;
use super::untrusted::Untrusted;
use super::{Page, sign};
use crate::fact::Verdict;
use base64::Engine;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// The content security policy: only this style and this script, by their digests. `data:` is for the empty icon that
/// keeps browsers from asking a server for one.
pub(super) fn policy() -> String {
    let digest = |text: &str| base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'",
        digest(STYLE),
        digest(SCRIPT)
    )
}

/// Everything up to the first section. [`foot`] closes what is opened here, since sections are written one by one.
pub(super) fn head(page: &Page) -> Markup {
    let t = |key| page.text(key);
    let mut links = vec![
        ("overview", t("overview")),
        ("comparison", t("comparison")),
        ("timeline", t("timeline")),
        ("facts", t("facts")),
        ("findings", t("findings")),
    ];
    if page.report.spill.is_some() {
        links.push(("articles", t("articles")));
    }
    html! {
        (DOCTYPE)
        (PreEscaped(format!("<html lang=\"{}\">", page.lang.code())))
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy());
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="generator" content={ "totsugo " (env!("CARGO_PKG_VERSION")) };
            title { (t("report")) }
            link rel="icon" href="data:,";
            style { (PreEscaped(STYLE)) }
        }
        (PreEscaped("<body>"))
        a.skip href="#overview" { (t("skip")) }
        header.top {
            div.wide {
                h1 { (t("report")) }
                nav aria-label=(t("sections")) { @for (id, name) in links { a href={ "#" (id) } { (name) } } }
            }
        }
        (PreEscaped("<main>"))
    }
}

/// The filter, which the script shows, since only the script can make it work.
pub(super) fn filter(page: &Page) -> Markup {
    let t = |key| page.text(key);
    let verdicts = [Verdict::Conflict, Verdict::Updated, Verdict::Compatible, Verdict::Agree, Verdict::Single];
    html! {
        div.filter #filter hidden role="search" aria-label=(t("filter")) {
            div.wide {
                fieldset {
                    legend.sr { (t("verdict")) }
                    @for verdict in verdicts {
                        label class={ "chip " (verdict.as_str()) } {
                            input type="checkbox" name="verdict" value=(verdict.as_str()) checked;
                            span.sign aria-hidden="true" { (sign(verdict)) }
                            (page.lang.label("verdict", verdict.as_str()))
                        }
                    }
                }
                label.field { span { (t("source")) }
                    select #by-source {
                        option value="" { (t("all")) }
                        @for (i, source) in page.shown.sources.iter().enumerate() { option value=(i) { (Untrusted(source)) } }
                    }
                }
                label.field { span { (t("name")) }
                    select #by-entity {
                        option value="" { (t("all")) }
                        @for (i, name) in page.shown.entities.iter().enumerate() { option value=(i) { (Untrusted(name)) } }
                    }
                }
                label.field.grow { span { (t("text")) }
                    input #by-text type="search" placeholder=(t("text_hint")) autocomplete="off";
                }
                button #reset type="button" { (t("reset")) }
                output #count data-of=(t("of")) {}
            }
        }
    }
}

/// The foot, and the script, which reads the page and so comes last.
pub(super) fn foot(page: &Page) -> Markup {
    let t = |key| page.text(key);
    html! {
        (PreEscaped("</main>"))
        footer.wide {
            h2 { (t("how_to_read")) }
            p { (t("about_verdicts")) }
            p { (t("about_claims")) }
            p.keys { (t("about_keys")) }
            @if page.shown.sources.len() > COLUMNS { p { (page.lang.fill("about_columns", &[&COLUMNS])) } }
            p.small { "totsugo " (env!("CARGO_PKG_VERSION")) }
        }
        div #tip role="tooltip" hidden {}
        script { (PreEscaped(SCRIPT)) }
        (PreEscaped("</body></html>\n"))
    }
}
