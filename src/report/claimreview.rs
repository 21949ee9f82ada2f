//! schema.org ClaimReview: a draft for each answer of each finding, without a verdict on who is right.
//!
//! What the program computed nobody has claimed, and there is nothing to review in it.

use serde_json::{Value, json};

use super::excerpt::apart;
use super::view::{View, document_iri, finding_iri, question};
use super::visible::one_line;
use super::words::word;
use crate::model::report::{Conflict, Evidence, Side, Status};

/// Longer claims are cut by those who show them.
const CLAIM_WIDTH: usize = 74;

pub fn render(view: &View) -> String {
    let drafts: Vec<Value> = view.report.conflicts.iter().flat_map(|conflict| drafts(view, conflict)).collect();
    let graph = json!({"@context": "https://schema.org", "@graph": drafts});
    serde_json::to_string_pretty(&graph).expect("a graph is plain data") + "\n"
}

fn drafts(view: &View, conflict: &Conflict) -> Vec<Value> {
    let question = question(conflict);
    let reviewed: Vec<String> = conflict.sides.iter().map(|side| format!("{question}: {}", one_line(&side.value))).collect();
    let sides = conflict.sides.iter().zip(apart(&reviewed, CLAIM_WIDTH - 2)).enumerate();
    sides.filter_map(|(at, (side, reviewed))| draft(view, conflict, at, side, &reviewed)).collect()
}

fn draft(view: &View, conflict: &Conflict, at: usize, side: &Side, reviewed: &str) -> Option<Value> {
    let first = side.said().next()?;
    Some(json!({
        "@type": "ClaimReview",
        "@id": format!("{}:{}", finding_iri(&conflict.id), at + 1),
        "url": finding_iri(&conflict.id),
        "claimReviewed": reviewed,
        "reviewBody": one_line(&conflict.explanation),
        "reviewRating": {"@type": "Rating", "alternateName": rating(conflict)},
        "itemReviewed": claim(view, side, first),
        "keywords": word(&conflict.kind),
    }))
}

fn claim(view: &View, side: &Side, first: &Evidence) -> Value {
    let document = view.document(&first.document);
    let outlet = document.and_then(|document| document.source.as_deref());
    let speaker = first.attribution.as_deref().or(outlet);
    let mut claim = json!({
        "@type": "Claim",
        "text": one_line(&first.quote),
        "appearance": side.claims.iter().map(appearance).collect::<Vec<_>>(),
    });
    if let Some(name) = speaker.map(one_line).filter(|name| !name.is_empty()) {
        let sort = if first.attribution.as_deref().is_some_and(is_personal) { "Person" } else { "Organization" };
        claim["author"] = json!({"@type": sort, "name": name});
    }
    if let Some(day) = document.and_then(|document| document.published.as_deref()) {
        claim["datePublished"] = json!(one_line(day));
    }
    claim
}

fn appearance(claim: &Evidence) -> Value {
    json!({"@type": "CreativeWork", "url": document_iri(&claim.document), "text": one_line(&claim.sentence.text)})
}

/// The name of a speaker that is one, as in `Greta Holm`: a body is `the coastguard`.
fn is_personal(speaker: &str) -> bool {
    let mut words = speaker.split_whitespace();
    words.clone().count() > 1 && words.all(|word| word.starts_with(char::is_uppercase)) && !speaker.starts_with("The ")
}

fn rating(conflict: &Conflict) -> &'static str {
    match conflict.status {
        Status::Contradiction if conflict.sides.iter().any(|side| side.computed) => "Contradicted by what follows from the text",
        Status::Contradiction => "Contradicted by other reports",
        Status::Dispute => "Disputed between those quoted",
        Status::Update => "Superseded by a later report",
        Status::Reference => "Contradicted by background facts",
        Status::Possible => "Possibly at odds with other reports, not confirmed",
    }
}
