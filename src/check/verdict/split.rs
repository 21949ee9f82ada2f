//! Says where the documents of a run were taken for reports of several sets of events.

use std::collections::BTreeMap;

use super::super::Cited;
use super::evidence;
use crate::graph::ClaimGraph;
use crate::model::report::{Kind, Skipped};
use crate::model::{Reading, Span};

/// So many stories are shown by their first words.
const SHOWN: usize = 12;

/// The stories, where there are several, each by the first sentence of its first document.
pub(super) fn said(readings: &[Reading], graph: &ClaimGraph) -> Option<Skipped> {
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    for (document, story) in graph.stories.iter().enumerate() {
        first.entry(*story).or_insert(document);
    }
    let mut documents: Vec<usize> = first.into_values().collect();
    documents.sort_unstable();
    let why = format!(
        "the documents tell of {} sets of events, and claims of one are not held against those of another",
        documents.len()
    );
    let claims = documents.iter().take(SHOWN).filter_map(|&document| cited(readings, document));
    (documents.len() > 1).then(|| Skipped {
        id: super::identity(Kind::Other, &why, &[], |claim| &claim.quote),
        constraint: "one-story".into(),
        entity: String::new(),
        attribute: "the stories".into(),
        claims: claims.map(|cited| evidence(readings, cited)).collect(),
        why,
    })
}

fn cited(readings: &[Reading], document: usize) -> Option<Cited> {
    let span: Span = readings[document].analysis.sentences.first()?.span;
    Some(Cited::plain((document, 0, span), "first-sentence"))
}
