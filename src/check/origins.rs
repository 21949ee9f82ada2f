//! Copies: documents that reprint one text count as one origin.
//!
//! A document is a copy of another if most runs of eight words of the shorter one stand in the longer. Runs are looked up in one table,
//! so that documents that share nothing never meet.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use petgraph::unionfind::UnionFind;

use crate::model::Reading;

/// Words in a run.
const RUN: usize = 8;
/// The part of the runs of the shorter document that a copy shares.
const COPIED: f64 = 0.5;
/// Of more documents with one run, only neighbours are held against each other: copies share all their runs, so that each is joined to the next.
const MANY: usize = 50;

/// For each document the number of its origin: that of the first document of its text.
pub(super) fn of(readings: &[Reading]) -> Vec<usize> {
    let runs: Vec<Vec<u64>> = readings.iter().map(runs).collect();
    let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
    for (document, runs) in runs.iter().enumerate() {
        for &run in runs {
            holders.entry(run).or_default().push(document);
        }
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for documents in holders.values() {
        let reach = if documents.len() > MANY { 1 } else { MANY };
        for (at, &one) in documents.iter().enumerate() {
            documents[at + 1..].iter().take(reach).for_each(|&other| *shared.entry((one, other)).or_default() += 1);
        }
    }
    let mut groups = UnionFind::<usize>::new(readings.len());
    for ((one, other), count) in shared {
        if count as f64 >= COPIED * runs[one].len().min(runs[other].len()) as f64 {
            groups.union(one, other);
        }
    }
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    (0..readings.len()).map(|document| *first.entry(groups.find(document)).or_insert(document)).collect()
}

/// The runs of words of a document, each once.
fn runs(reading: &Reading) -> Vec<u64> {
    let prose = reading.document.prose();
    let text = prose.get(reading.document.body.range()).unwrap_or_default().to_lowercase();
    let words: Vec<&str> = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut runs: Vec<u64> = words.windows(RUN).map(hash).collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}

fn hash(words: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Document;
    use crate::pipeline::Corpus;
    use crate::rules::Rulebook;

    #[test]
    fn a_reprint_has_the_origin_of_its_text() {
        let story = "The ferry to the northern islands ran aground on Monday evening near the old lighthouse, and all of its forty passengers were \
                     brought ashore by fishing boats before midnight.";
        let texts = [
            story.to_string(),
            format!("There is late news. {story}"),
            "Weather: rain is expected in the hills for the rest of the week.".to_string(),
        ];
        let document = |text: &String| Document::new("", text);
        let corpus = Corpus::build(texts.iter().map(document).collect(), &Rulebook::default());
        let origins = of(&corpus.readings);
        assert_eq!(origins[0], origins[1]);
        assert_ne!(origins[0], origins[2]);
    }
}
