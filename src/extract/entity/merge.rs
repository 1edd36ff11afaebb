//! Joining the names of the rules with those of the model. The model is told what the rules say, so where they differ it decides;
//! a rule stands where it knows what the model cannot.

use super::canonical::normal;
use super::line::Page;
use super::{EntityKind, Found, Method, resolve};
use crate::text::Span;

/// The names that stay of those of the rules and those of the model.
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
    tagged.retain(|t| {
        let own = beside(&rules, t);
        t.confidence >= LEAST && !is_several(own, t) && !own.iter().any(|r| outranks(page, r, t))
    });
    // what only the dictionary takes for a name, the model has turned down: two of three times rightly
    rules.retain(|r| r.method != Method::Dictionary && !beside(&tagged, r).iter().any(|t| t.span.overlaps(r.span)));
    rules.append(&mut tagged);
    resolve(rules)
}

/// Returns true if a name is nothing but known names in a row: コインチェック|NEM.
fn is_several(own: &[Found<'_>], tagged: &Found<'_>) -> bool {
    let known = own.iter().filter(|r| r.method == Method::Lexicon && tagged.span.contains(r.span));
    let (count, length) = known.fold((0, 0), |(count, length), r| (count + 1, length + r.span.len()));
    count > 1 && length == tagged.span.len()
}

/// Least probability of a name of the model; with a higher one about as many right names as wrong ones would be lost.
const LEAST: f32 = 0.45;

/// Those of the names, which are in order and apart, that overlap with one.
fn beside<'f, 'p>(names: &'f [Found<'p>], one: &Found<'_>) -> &'f [Found<'p>] {
    let from = names.partition_point(|n| n.span.end <= one.span.start);
    let to = from + names[from..].partition_point(|n| n.span.start < one.span.end);
    &names[from..to]
}

/// Returns true if a name is one piece. A year or an ordinal may begin one (2007年世界選手権, 第6師団), but no name is a date or an
/// amount or hangs over its edge; a comma, half a pair of brackets or a gap between Japanese words parts two.
fn fits(page: &Page<'_>, tagged: &Found<'_>) -> bool {
    let text = tagged.span.of(page.text);
    let begins = |b: &Span| {
        let named =
            tagged.kind == Some(EntityKind::Event) && b.start == tagged.span.start || b.of(page.text).starts_with('第');
        named && tagged.span.contains(*b) && b.len() < tagged.span.len()
    };
    let paired = |open, close| text.matches(open).count() == text.matches(close).count();
    !text.contains('、')
        && paired('（', '）')
        && paired('「', '」')
        && paired('『', '』')
        && (tagged.kind == Some(EntityKind::Person) || !has_gap(text))
        && !is_ordinal(text)
        && !is_address(text)
        && page.blocks(tagged.span).all(begins)
}

/// Returns true for what can only be a part of an address: example.jp.
fn is_address(text: &str) -> bool {
    let small = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "./-_".contains(c);
    text.contains(['.', '/']) && text.chars().all(small)
}

/// Returns true if white space stands between two words neither of which is Latin.
fn has_gap(text: &str) -> bool {
    let mut before = None;
    let mut gap = false;
    for c in text.chars() {
        if c != ' ' {
            let latin = |c: Option<char>| c.is_none_or(|c| c.is_ascii_alphanumeric());
            if gap && !latin(before) && !latin(Some(c)) {
                return true;
            }
            before = Some(c);
        }
        gap = c == ' ';
    }
    false
}

/// Returns true if a name is only a number and what it counts: 第5号.
fn is_ordinal(text: &str) -> bool {
    let rest = text.strip_prefix('第').map(|t| t.trim_start_matches(|c: char| c.is_ascii_digit()));
    rest.is_some_and(|rest| rest.chars().count() <= 1)
}

/// Returns true if the name of a rule stands against one of the model that overlaps with it.
fn outranks(page: &Page<'_>, rule: &Found<'_>, tagged: &Found<'_>) -> bool {
    let covers = rule.span.contains(tagged.span);
    match (rule.method, rule.kind) {
        (Method::Pattern | Method::Alias, _) => true,
        (Method::Lexicon, Some(EntityKind::CryptoAsset)) => {
            covers || matches!(tagged.kind, Some(EntityKind::Product | EntityKind::Event))
        }
        (Method::Lexicon | Method::Kind, _) => covers,
        // 有限会社 is a part of the name
        (Method::Affix, Some(EntityKind::Org)) => {
            let name = rule.span.of(page.text);
            let formal = normal(EntityKind::Org, name).len() < name.len();
            // 東京株式市場: what a name ends with tells an organisation from a place
            let place = rule.sure && tagged.kind == Some(EntityKind::Loc);
            covers && (tagged.kind == rule.kind && formal || place)
        }
        // サラ・サンダース報道官: a title tells a person
        (Method::Affix, Some(EntityKind::Person)) => rule.sure && rule.span == tagged.span,
        // the model knows no media
        (_, Some(EntityKind::Media)) => covers || tagged.kind == Some(EntityKind::Person),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces() {
        for (text, gap) in [("NEM 財団", false), ("Crypto Go", false), ("磯見市 夕凪町", true), ("磯見市", false)]
        {
            assert_eq!(has_gap(text), gap, "{text}");
        }
        for (text, address) in [("example.jp", true), ("news/2019", true), ("H.I.S.", false), ("価格.com", false)] {
            assert_eq!(is_address(text), address, "{text}");
        }
        for (text, ordinal) in [("第5号", true), ("第12", true), ("第6師団", false), ("五輪", false)] {
            assert_eq!(is_ordinal(text), ordinal, "{text}");
        }
    }
}
