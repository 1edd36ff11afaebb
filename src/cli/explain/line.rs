//! One line of a document, stage by stage.

use crate::check::Analysis;
use crate::claim::Claim;
use crate::corpus::Document;
use crate::extract::Mention;
use crate::extract::amount::Quantity;
use crate::extract::date::Dated;
use crate::extract::entity::Entity;
use crate::output::diagnostic::concise_line;
use crate::text::Span;
use crate::value::{Decimal, plain};

/// The metadata of the document, then every sentence on a line; without a line, every sentence of the document.
pub(super) fn stages(analysis: &Analysis, line: Option<u32>) -> String {
    let d = &analysis.record.document;
    let mut out = format!("{}{}\n", d.path, line.map(|l| format!(":{l}")).unwrap_or_default());
    let published = published(d);
    let kind = format!("{}, {}, {}", d.format.as_str(), d.encoding, d.status.as_str());
    let facts = [("id", d.id.as_str()), ("read as", &kind), ("source", &d.source), ("title", &d.title)];
    for (name, value) in facts.into_iter().chain([("published", published.as_str()), ("note", &d.note)]) {
        if !value.is_empty() {
            out += &format!("  {name:<10} {value}\n");
        }
    }
    if let Some(text) = line.and_then(|l| d.text.lines().nth(l as usize - 1)) {
        out += &format!("  {:<10} {}\n", "line", text.trim_end());
    }
    let view = &analysis.record.reading.view;
    let mut any = false;
    for (i, sentence) in view.sentences.iter().enumerate() {
        let original = view.original(sentence.span);
        let [first, last] = [original.start, original.end].map(|at| analysis.lines.position(&d.text, at));
        if line.is_none_or(|line| (first.line..=last.line).contains(&line)) {
            any = true;
            out += &format!("\nsentence {} 「{}」\n", i + 1, sentence.span.of(&view.text));
            out += &sentence_stages(analysis, i, first.chars..last.chars);
        }
    }
    if !any {
        out += "\nno visible text on this line (blank, markup, front matter or script)\n";
    }
    let here = |f: &&crate::check::Finding| line.is_none_or(|line| f.place.line == line);
    let found: String = analysis.findings.iter().filter(here).map(|f| concise_line(f) + "\n").collect();
    if !found.is_empty() {
        out += &format!("\nfindings\n{found}");
    }
    out
}

/// When a document was published, and what says so.
fn published(d: &Document) -> String {
    let mut out = match (d.published, d.published_lower) {
        (Some(day), _) => format!("{day} (from {})", d.published_from.as_str()),
        (None, Some(day)) => format!("unknown, not before {day}, the last day told as past"),
        (None, None) => "unknown".to_owned(),
    };
    if let Some(r) = &d.reference {
        let leans_on: String = r.leans_on.iter().map(|path| format!("\n             {path}")).collect();
        out += &match (r.day, r.event) {
            (Some(day), _) => {
                format!("; reads as of {day} (confidence {:.2}: {} of its dates agree with)", r.confidence, r.agreed)
            }
            (None, Some(day)) => format!("; its times of day are of {day}, as in"),
            (None, None) => String::new(),
        };
        out += &leans_on;
    }
    out
}

/// Tokens, mentions and claims of a sentence, whose code points in the document are `chars`.
fn sentence_stages(analysis: &Analysis, sentence: usize, chars: std::ops::Range<u32>) -> String {
    let record = &analysis.record;
    let reading = &record.reading;
    let tokens = reading.sentence_tokens(sentence).iter();
    let tokens = tokens.map(|t| format!("{}/{}{}", reading.text(t), t.pos.label(), if t.known { "" } else { "?" }));
    let mut out = format!("  tokens     {}\n", tokens.collect::<Vec<_>>().join(" "));
    let of = |span: Span| span.of(&record.document.text);
    section(&mut out, "dates", within(&record.dates, sentence).map(|m| date(of(m.span), m)));
    section(&mut out, "amounts", within(&record.amounts, sentence).map(|m| amount(of(m.span), m)));
    section(&mut out, "entities", within(&record.entities, sentence).map(|m| entity(of(m.span), m)));
    section(&mut out, "references", within(&record.references, sentence).map(|m| entity(of(m.span), m)));
    section(&mut out, "claims", analysis.claims.iter().filter(|c| chars.contains(&c.char_start)).map(claim));
    out
}

/// The mentions in a sentence.
fn within<T>(mentions: &[Mention<T>], sentence: usize) -> impl Iterator<Item = &Mention<T>> {
    mentions.iter().filter(move |m| m.sentence as usize == sentence)
}

/// Writes entries below each other, the first beside a name.
fn section(out: &mut String, name: &str, entries: impl Iterator<Item = String>) {
    for (i, entry) in entries.enumerate() {
        *out += &format!("  {:<10} {entry}\n", if i == 0 { name } else { "" });
    }
}

fn date(surface: &str, m: &Mention<Dated>) -> String {
    let t = &m.value.time;
    let arrow = if t.value.is_empty() { "" } else { " → " };
    let mut parts = vec![format!("「{surface}」 {} {}{arrow}{}", t.kind.as_str(), t.timex, t.value)];
    parts.push(bounds(&t.lower(), &t.upper()));
    parts.push(format!("by {}, anchor {}", t.granularity.as_str(), t.anchor.as_str()));
    parts.extend(t.modifier.map(|m| m.as_str().to_owned()));
    joined(&parts)
}

fn amount(surface: &str, m: &Mention<Quantity>) -> String {
    let (q, a) = (&m.value, &m.value.amount);
    let number = |v: &Option<Decimal>| v.as_ref().map(plain).unwrap_or_default();
    let mut parts = vec![format!("「{surface}」 {}", a.kind.as_str())];
    parts.push(format!("{} {}", number(&a.value), a.unit).trim().to_owned());
    if a.lower.is_some() || a.upper.is_some() {
        parts.push(bounds(&number(&a.lower), &number(&a.upper)));
    }
    parts.extend(a.modifier.map(|m| m.as_str().to_owned()));
    parts.push(format!("to 10^{}", a.precision));
    parts.extend(a.direction.map(|d| d.as_str().to_owned()));
    for (name, value) in [("basis", &q.basis), ("per", &q.per_unit), ("of", &q.head)] {
        if !value.is_empty() {
            parts.push(format!("{name} {value}"));
        }
    }
    joined(&parts)
}

fn entity(surface: &str, m: &Mention<Entity>) -> String {
    let e = &m.value;
    format!("「{surface}」 {} {} · {} {:.2}", e.kind.as_str(), e.canonical, e.method.as_str(), e.confidence)
}

fn claim(c: &Claim) -> String {
    let or = |s: &str, none: &str| if s.is_empty() { none.to_owned() } else { s.to_owned() };
    let mut lines = vec![format!("「{}」 {} of {}", c.excerpt.surface, or(&c.attribute, "?"), or(&c.subject, "?"))];
    let scope = c.scope.label();
    let as_of = match c.as_of_lower.is_empty() && c.as_of_upper.is_empty() {
        true => String::new(),
        false => bounds(&c.as_of_lower, &c.as_of_upper),
    };
    let terms: Vec<String> = c.terms.iter().map(|t| format!("{} {}", t.word, t.closeness)).collect();
    for (name, value) in [
        ("terms", terms.join(", ")),
        ("scope", scope),
        ("as of", as_of),
        ("places", c.places.join(", ")),
        ("modality", c.modality.as_str().to_owned()),
        ("said by", c.attribution.clone()),
        ("block", c.stated.dimension.to_string()),
    ] {
        if !value.is_empty() {
            lines.push(format!("    {name:<9} {value}"));
        }
    }
    lines.join("\n             ")
}

/// A closed interval; an open end is empty.
fn bounds(lower: &str, upper: &str) -> String {
    if lower == upper { lower.to_owned() } else { format!("{lower}..{upper}") }
}

fn joined(parts: &[String]) -> String {
    parts.iter().filter(|p| !p.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" · ")
}
