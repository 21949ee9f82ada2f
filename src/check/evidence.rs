//! How much speaks for two clauses being about one event, weighed against chance.
//!
//! In two short notes a noun and a verb in common are enough; in two long reports much is said of one noun. Each word that two sentences
//! share counts by how rare it is among the sentences of the story, in bits; the more sentences the two documents have, the more pairs of
//! them share something by chance, and the more must be shared (a test of likelihood, as in record linkage: Fellegi and Sunter, 1969).

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::ClaimGraph;
use crate::model::{Reading, Span};
use crate::rules::Predicates;

/// Sentences of an imagined text in which each word stands once: keeps short texts from making every word common.
const BACKGROUND: f64 = 60.0;
/// The part of the words of the shorter sentence that two versions of one sentence share.
const VERSION: f64 = 0.6;

/// The words of sense of each sentence, and how common they are.
pub struct Evidence {
    /// By document and sentence.
    words: Vec<Vec<BTreeSet<String>>>,
    stories: Vec<usize>,
    /// Sentences of each story that hold a word.
    holding: BTreeMap<(usize, String), usize>,
    /// Sentences of each story.
    sentences: BTreeMap<usize, usize>,
}

impl Evidence {
    pub fn new(readings: &[Reading], graph: &ClaimGraph, predicates: &Predicates) -> Self {
        let words: Vec<Vec<BTreeSet<String>>> = readings.iter().map(|reading| words(reading, predicates)).collect();
        let stories: Vec<usize> =
            (0..readings.len()).map(|document| graph.stories.get(document).copied().unwrap_or_default()).collect();
        let mut holding: BTreeMap<(usize, String), usize> = BTreeMap::new();
        let mut sentences: BTreeMap<usize, usize> = BTreeMap::new();
        for (document, told) in words.iter().enumerate() {
            let story = stories[document];
            *sentences.entry(story).or_default() += told.len();
            told.iter().flatten().for_each(|word| *holding.entry((story, word.clone())).or_default() += 1);
        }
        Self { words, stories, holding, sentences }
    }

    /// Bits for one event, less those that chance gives to the likest of the sentences of the two documents.
    pub fn bits(&self, left: (usize, usize), right: (usize, usize)) -> f64 {
        let story = self.stories[left.0];
        let all = self.sentences.get(&story).copied().unwrap_or_default() as f64;
        let rarity = |word: &String| {
            let holding = self.holding.get(&(story, word.clone())).copied().unwrap_or_default() as f64;
            ((all + BACKGROUND) / (holding + 0.5)).log2()
        };
        let shared: f64 = self.of(left).intersection(self.of(right)).map(rarity).sum();
        let pairs = self.words[left.0].len() * self.words[right.0].len();
        shared - (pairs.max(1) as f64).log2()
    }

    /// Whether two sentences are versions of one: nearly all that the shorter one says stands in the other too, but for some words.
    pub fn are_versions(&self, left: (usize, usize), right: (usize, usize), but: &BTreeSet<&str>) -> bool {
        let words = |place| self.of(place).iter().filter(|word| !but.contains(word.as_str())).collect::<BTreeSet<_>>();
        let (one, other) = (words(left), words(right));
        let shared = one.intersection(&other).count();
        shared > 2 && shared as f64 >= VERSION * one.len().min(other.len()) as f64
    }

    fn of(&self, (document, sentence): (usize, usize)) -> &BTreeSet<String> {
        &self.words[document][sentence]
    }
}

/// The lemmas of nouns, names, numbers, verbs and adjectives of each sentence, but for those that say nothing of their own.
fn words(reading: &Reading, predicates: &Predicates) -> Vec<BTreeSet<String>> {
    let analysis = &reading.analysis;
    let telling = |token: &crate::model::Token| {
        let lemma = token.lemma.to_lowercase();
        let own = !super::statement::EMPTY.contains(&lemma.as_str()) && !predicates.stance.reports(&lemma);
        (own && matches!(token.pos, "NOUN" | "PROPN" | "NUM" | "VERB" | "ADJ") && is_word(reading, token.span)).then_some(lemma)
    };
    let of = |sentence: &crate::model::Sentence| analysis.tokens[sentence.tokens.clone()].iter().filter_map(telling).collect();
    analysis.sentences.iter().map(of).collect()
}

fn is_word(reading: &Reading, span: Span) -> bool {
    reading.document.slice(span).chars().any(char::is_alphanumeric)
}
