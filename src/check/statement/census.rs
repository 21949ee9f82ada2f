//! How many things of one noun documents tell of: `the man` is one man only where no text at hand has a second one.

use std::collections::{BTreeSet, HashMap};

use crate::model::{Analysis, Reading};
use crate::rules::predicates::Nouns;
use crate::rules::words::grammar;

/// What is counted of one noun in a document.
#[derive(Debug, Default)]
pub struct Count {
    /// Told of in the plural, by number or as one of several.
    several: bool,
    /// What tells them apart: `eastern` of `the eastern bridge`.
    telling: BTreeSet<String>,
    /// How often one is introduced with `a`.
    introduced: usize,
}

/// The nouns of each document.
pub struct Census {
    counts: Vec<HashMap<String, Count>>,
}

impl Census {
    pub fn new(readings: &[Reading], nouns: &Nouns) -> Self {
        Self { counts: readings.iter().map(|reading| count(&reading.analysis, nouns)).collect() }
    }

    pub fn of(&self, document: usize, noun: &str) -> Option<&Count> {
        self.counts.get(document)?.get(noun)
    }
}

fn count(analysis: &Analysis, nouns: &Nouns) -> HashMap<String, Count> {
    let mut counts: HashMap<String, Count> = HashMap::new();
    for token in (0..analysis.tokens.len()).filter(|&token| analysis.tokens[token].pos == "NOUN") {
        counts.entry(analysis.tokens[token].lemma.to_lowercase()).or_default().take(analysis, token, nouns);
    }
    counts
}

impl Count {
    fn take(&mut self, analysis: &Analysis, token: usize, nouns: &Nouns) {
        let plural = analysis.tokens[token].tag == "NNS";
        for child in analysis.children(token).filter(|&child| child < token) {
            let word = analysis.tokens[child].lemma.to_lowercase();
            match analysis.tokens[child].dep {
                "det" if grammar().indefinite.has(word.as_str()) => self.introduced += 1,
                "det" | "predet" => self.several |= plural || grammar().one_of_several.has(word.as_str()),
                "nummod" => self.several |= plural,
                "amod" | "compound" | "nmod" if nouns.tells_apart(&word) => {
                    self.telling.insert(word);
                }
                _ => {}
            }
        }
    }

    /// Whether `the` with the noun may be another thing in every sentence of two documents.
    pub fn is_shared_with(&self, other: &Self) -> bool {
        let several = |count: &Self| count.several || count.introduced > 1;
        several(self) || several(other) || self.telling.union(&other.telling).count() > 1
    }
}
