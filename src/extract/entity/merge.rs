//! Who is right where the rules and the model differ. The model has seen what the rules say, so by and large it
//! decides; rules stand where they know what it cannot.

use super::line::Page;
use super::{EntityKind, Found, Method, resolve};
use crate::text::Span;

/// Joins what the rules found with what the model found.
pub(super) fn merge<'p>(page: &Page<'_>, mut rules: Vec<Found<'p>>, mut tagged: Vec<Found<'p>>) -> Vec<Found<'p>> {
    tagged.retain(|t| fits(page, t));
    for t in &mut tagged {
        // said twice, it is surer, and the rule says why
        if let [rule] = beside(&rules, t)
            && (rule.span, rule.kind) == (t.span, t.kind)
        {
            *t = Found { confidence: t.confidence.max(rule.confidence), sure: t.sure || rule.sure, ..*rule };
        }
    }
    tagged.retain(|t| !beside(&rules, t).iter().any(|r| outranks(r, t)));
    // what only the dictionary takes for a name, the model has turned down: two of three times rightly
    rules.retain(|r| r.method != Method::Dictionary && !beside(&tagged, r).iter().any(|t| t.span.overlaps(r.span)));
    rules.append(&mut tagged);
    resolve(rules)
}

/// Those of the names, which are in order and apart, that share a token with one.
fn beside<'f, 'p>(names: &'f [Found<'p>], one: &Found<'_>) -> &'f [Found<'p>] {
    let from = names.partition_point(|n| n.span.end <= one.span.start);
    let to = from + names[from..].partition_point(|n| n.span.start < one.span.end);
    &names[from..to]
}

/// Whether a name is one piece. Dates and ordinals may be part of one (2007年世界選手権, 第6師団), but none is one or
/// hangs over its edge; a comma or half a pair of brackets parts two.
fn fits(page: &Page<'_>, tagged: &Found<'_>) -> bool {
    let text = tagged.span.of(page.text);
    let part = |b: &Span| {
        let named = tagged.kind == Some(EntityKind::Event) || b.of(page.text).starts_with('第');
        named && tagged.span.contains(*b) && b.len() < tagged.span.len()
    };
    let paired = |open, close| text.matches(open).count() == text.matches(close).count();
    !text.contains('、')
        && paired('（', '）')
        && paired('「', '」')
        && paired('『', '』')
        && page.blocks(tagged.span).all(part)
}

/// Whether a rule's name stands against one of the model that shares tokens with it.
fn outranks(rule: &Found<'_>, tagged: &Found<'_>) -> bool {
    let covers = rule.span.contains(tagged.span);
    match (rule.method, rule.kind) {
        (Method::Pattern | Method::Alias, _) => true,
        (Method::Lexicon, Some(EntityKind::CryptoAsset)) => covers || tagged.kind == Some(EntityKind::Product),
        (Method::Lexicon, _) => covers,
        // the model knows no media
        (_, Some(EntityKind::Media)) => covers || tagged.kind == Some(EntityKind::Person),
        _ => false,
    }
}
