use super::*;
use crate::analyse::Model;
use crate::extract;
use crate::model::{Document, Filler};
use crate::rules::Rulebook;

/// The claims of a text, each as `attribute detail: subject = value`.
fn read(text: &str) -> Vec<String> {
    let document = Document::new("", text);
    let analysis = Model::get().analyse(&document);
    let found = extract::extract(0, &document, &analysis, Rulebook::builtin());
    let name = |id: crate::model::MentionId| found.mentions[id.0 as usize].name.clone();
    let show = |claim: &Tie| {
        let value = match &claim.value {
            Filler::Entity(id) => name(*id),
            Filler::Text(text) => text.clone(),
            other => format!("{other:?}"),
        };
        format!("{} {}: {} = {value}", claim.attribute.id, claim.attribute.detail, name(claim.subject))
    };
    found.ties.iter().map(show).collect()
}

#[test]
fn an_office_makes_a_holder_and_a_role() {
    let claims = read("Norwegian Foreign Minister Anna Berg arrived on Monday.");
    assert_eq!(
        claims,
        ["office-holder foreign minister: Norwegian = Anna Berg", "role state: Anna Berg = foreign minister of Norway"]
    );
}

#[test]
fn two_rules_that_read_one_claim_make_one() {
    let claims = read("Kenya's health minister, Jane Otieno, arrived.");
    assert_eq!(claims.iter().filter(|claim| claim.starts_with("office-holder")).count(), 1, "{claims:?}");
}
