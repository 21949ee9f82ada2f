//! How many things of one noun a story has: `the man` is one man only where the story has no second one.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::ClaimGraph;
use crate::model::{Analysis, Reading};
use crate::rules::predicates::Nouns;

/// What is counted of one noun in the documents of one story.
#[derive(Default)]
struct Count {
    /// Told of in the plural, by number or as one of several.
    several: bool,
    /// What tells them apart: `eastern` of `the eastern bridge`.
    telling: BTreeSet<String>,
    /// Documents that introduce one with `a`, and how often.
    introduced: BTreeMap<usize, usize>,
}

/// The nouns of which each story has more than one thing.
pub struct Census {
    counts: BTreeMap<(usize, String), Count>,
}

impl Census {
    pub fn new(readings: &[Reading], graph: &ClaimGraph, nouns: &Nouns) -> Self {
        let mut counts: BTreeMap<(usize, String), Count> = BTreeMap::new();
        for (document, reading) in readings.iter().enumerate() {
            let story = graph.stories.get(document).copied().unwrap_or_default();
            let analysis = &reading.analysis;
            for token in (0..analysis.tokens.len()).filter(|&token| analysis.tokens[token].pos == "NOUN") {
                let count = counts.entry((story, analysis.tokens[token].lemma.to_lowercase())).or_default();
                count.take(analysis, document, token, nouns);
            }
        }
        Self { counts }
    }

    /// Whether `the` with a noun may be another thing in every sentence of the story.
    pub fn is_shared(&self, story: usize, noun: &str) -> bool {
        self.counts.get(&(story, noun.to_string())).is_some_and(Count::is_shared)
    }
}

impl Count {
    fn take(&mut self, analysis: &Analysis, document: usize, token: usize, nouns: &Nouns) {
        let plural = analysis.tokens[token].tag == "NNS";
        for child in analysis.children(token).filter(|&child| child < token) {
            let word = analysis.tokens[child].lemma.to_lowercase();
            match analysis.tokens[child].dep {
                "det" if matches!(word.as_str(), "a" | "an") => *self.introduced.entry(document).or_default() += 1,
                "det" | "predet" => self.several |= plural || matches!(word.as_str(), "another" | "each" | "every" | "either"),
                "nummod" => self.several |= plural,
                "amod" | "compound" | "nmod" if nouns.tells_apart(&word) => {
                    self.telling.insert(word);
                }
                _ => {}
            }
        }
    }

    fn is_shared(&self) -> bool {
        self.several || self.telling.len() > 1 || self.introduced.values().any(|&often| often > 1)
    }
}
