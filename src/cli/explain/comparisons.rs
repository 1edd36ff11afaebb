//! What claims are compared with, and why they are linked or not.

use crate::claim::Claim;
use crate::fact::{Fact, Frequencies, Linker, Partner, partners};

/// Most partners shown of a claim.
const SHOWN: usize = 6;

/// Most reasons shown of a pair.
const REASONS: usize = 5;

/// For each of `own`, its fact, and the claims of other documents with which it is compared, likeliest first.
pub(super) fn comparisons(own: &[Claim], claims: &[Claim], facts: &[Fact], linker: &Linker) -> String {
    let frequencies = Frequencies::new(claims);
    let mut out = format!("\ncomparisons among {} claims\n", claims.len());
    for claim in own {
        let Some(index) = claims.iter().position(|c| c.claim_id == claim.claim_id) else { continue };
        let fact = facts.iter().find(|f| f.claims.contains(&index));
        let verdict = fact.map_or(String::new(), |f| {
            format!(" · {} {}, {} claims, confidence {:.2}", f.id, f.verdict.as_str(), f.claims.len(), f.confidence)
        });
        out += &format!("  「{}」 {}{verdict}\n", claim.excerpt.surface, claim.phrase());
        let all = partners(claims, index, &frequencies, linker);
        for partner in all.iter().take(SHOWN) {
            let linked = fact.is_some_and(|f| f.claims.contains(&partner.claim));
            out += &pair(&claims[partner.claim], partner, linked, linker);
        }
        if all.len() > SHOWN {
            out += &format!("    and {} less likely ones\n", all.len() - SHOWN);
        }
    }
    out
}

/// A pair: whether it is linked, the other claim, and the evidence for and against in log odds.
fn pair(other: &Claim, partner: &Partner, linked: bool, linker: &Linker) -> String {
    let mark = if linked { "linked    " } else { "not linked" };
    let place = format!("{}:{}:{} 「{}」", other.path, other.line, other.column, other.excerpt.surface);
    let why = match partner.score.excluded {
        "" => {
            let reasons = partner.reasons(linker);
            let shown = reasons.iter().take(REASONS).map(|(name, worth)| format!("{name} {worth:+.1}"));
            let s = &partner.score;
            format!("{:+.1} ({:+.1} alone: {})", s.evidence, s.first, shown.collect::<Vec<_>>().join(", "))
        }
        excluded => format!("never: {excluded}"),
    };
    format!("    {mark} {place} {}: {why}\n", partner.compared())
}
