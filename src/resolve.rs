//! Mentions to entities, within a document and across documents.

use crate::graph::ClaimGraph;
use crate::model::Reading;
use crate::rules::Rulebook;

/// The claim graph of a corpus.
pub fn resolve(readings: &[Reading], _rules: &Rulebook) -> ClaimGraph {
    ClaimGraph::new(Vec::new(), Vec::new(), readings.iter().map(|_| Vec::new()).collect(), vec![0; readings.len()])
}
