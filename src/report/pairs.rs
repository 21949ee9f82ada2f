//! Two passages side by side: for people as text, for programs as JSON.

use std::fmt::Write as _;

use super::claims::{line, said, schema_of};
use super::visible::one_line;
use super::words::word;
use crate::model::Claim;
use crate::model::report::Conflict;
use crate::pairing::{Against, Comparison, For, Pair, Verdict};

/// The JSON Schema (2020-12) of a comparison.
pub fn schema() -> String {
    schema_of::<Comparison>()
}

/// One object on a line.
pub fn json(comparison: &Comparison) -> String {
    line(comparison)
}

/// What was read in each passage, then each pair with its reasons, what a check finds, and the verdict.
pub fn table(comparison: &Comparison) -> String {
    let mut out = String::new();
    for (name, claims) in [("left", &comparison.left), ("right", &comparison.right)] {
        let read = claims.first().map(|claim| &claim.evidence);
        let head = read.map(|read| one_line(&format!("{}  “{}”", read.document, read.sentence.text)));
        let _ = writeln!(out, "{name}: {}", head.unwrap_or_else(|| "nothing was read here".to_string()));
        let width = claims.len().to_string().len();
        for (at, claim) in claims.iter().enumerate() {
            let _ = writeln!(out, "  {at:>width$}  {:<11}  {}", claim.value.sort().name(), said(claim));
        }
    }
    let _ =
        writeln!(out, "pairs:{}", if comparison.pairs.is_empty() { " no two claims of one type can be compared" } else { "" });
    comparison.pairs.iter().for_each(|pair| out += &told(pair, &comparison.left, &comparison.right));
    comparison.found.iter().for_each(|conflict| out += &found(conflict));
    let _ = writeln!(out, "verdict: {}", verdict(comparison.verdict));
    out
}

fn told(pair: &Pair, left: &[Claim], right: &[Claim]) -> String {
    let values = [&left[pair.left], &right[pair.right]].map(|claim| one_line(&claim.value.to_string()));
    let list = |reasons: Vec<&str>| if reasons.is_empty() { "nothing".to_string() } else { reasons.join("; ") };
    let judge = pair.same_question.map(|sure| format!(" ({sure:.2})")).unwrap_or_default();
    let reasons = list(pair.reasons.iter().map(For::why).collect());
    let against = list(pair.against.iter().map(Against::why).collect());
    format!(
        "  {} - {}  {:<11}  {}: {} | {}\n      for: {reasons}{judge}\n      against: {against}\n",
        pair.left,
        pair.right,
        pair.sort.name(),
        pair.values.name(),
        values[0],
        values[1],
    )
}

fn found(conflict: &Conflict) -> String {
    let status = format!("{} {}", word(&conflict.status), word(&conflict.kind));
    format!("found: {}\n", one_line(&format!("{status}: {} [{}]", conflict.explanation, conflict.id)))
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Conflict => "conflict: one question, and two answers that cannot both be true",
        Verdict::Agree => "agree: one question, one answer",
        Verdict::Apart => "apart: the answers differ, and so do the questions",
        Verdict::Unknown => "unknown: nothing shows that they answer one question",
    }
}
