//! How much speaks for two clauses being about one event, weighed against chance.
//!
//! In two short notes a noun and a verb in common are enough; in two long reports much is said of one noun. Each word that two sentences
//! share counts by how rare it is among the sentences of the two documents, in bits; the more sentences there are, the more pairs of them
//! share something by chance, and the more must be shared (a test of likelihood, as in record linkage: Fellegi and Sunter, 1969).

use std::collections::{BTreeMap, BTreeSet};

use super::Sentence as Place;
use super::candidates::sharing;
use crate::model::{Reading, Span};
use crate::rules::Predicates;
use crate::rules::words::deeds;

/// A word that more sentences have is not rare.
const COMMON: usize = 64;

/// Sentences of an imagined text in which each word stands once: keeps short texts from making every word common.
const BACKGROUND: f64 = 60.0;
/// The part of the words of the shorter sentence that two versions of one sentence share.
const VERSION: f64 = 0.6;

/// The words of sense of each sentence, and how common they are.
pub struct Evidence {
    /// By document and sentence.
    words: Vec<Vec<BTreeSet<String>>>,
    /// For each document the sentences that hold a word.
    holding: Vec<BTreeMap<String, usize>>,
}

impl Evidence {
    pub fn new(readings: &[Reading], predicates: &Predicates) -> Self {
        let words: Vec<Vec<BTreeSet<String>>> = readings.iter().map(|reading| words(reading, predicates)).collect();
        let count = |told: &Vec<BTreeSet<String>>| {
            let mut holding: BTreeMap<String, usize> = BTreeMap::new();
            told.iter().flatten().for_each(|word| *holding.entry(word.clone()).or_default() += 1);
            holding
        };
        let holding = words.iter().map(count).collect();
        Self { words, holding }
    }

    /// Bits for one event, less those that chance gives to the likest of the sentences of the two documents. Nothing but the two
    /// documents counts: what others say takes no evidence away.
    pub fn bits(&self, left: (usize, usize), right: (usize, usize)) -> f64 {
        let documents = BTreeSet::from([left.0, right.0]);
        let all: usize = documents.iter().map(|&document| self.words[document].len()).sum();
        let rarity = |word: &String| {
            let holding: usize = documents.iter().filter_map(|&document| self.holding[document].get(word)).sum();
            ((all as f64 + BACKGROUND) / (holding as f64 + 0.5)).log2()
        };
        let shared: f64 = self.of(left).intersection(self.of(right)).map(rarity).sum();
        let pairs = self.words[left.0].len() * self.words[right.0].len();
        shared - (pairs.max(1) as f64).log2()
    }

    /// Pairs of the given sentences, of different documents, that share a rare word.
    pub fn meeting(&self, sentences: &BTreeSet<Place>) -> BTreeSet<[Place; 2]> {
        sharing(sentences.iter().flat_map(|&place| self.of(place).iter().map(move |word| (word, place))), COMMON)
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
        let own = !deeds().empty.has(lemma.as_str()) && !predicates.stance.reports(&lemma);
        (own && matches!(token.pos, "NOUN" | "PROPN" | "NUM" | "VERB" | "ADJ") && is_word(reading, token.span)).then_some(lemma)
    };
    let of = |sentence: &crate::model::Sentence| analysis.tokens[sentence.tokens.clone()].iter().filter_map(telling).collect();
    analysis.sentences.iter().map(of).collect()
}

fn is_word(reading: &Reading, span: Span) -> bool {
    reading.document.slice(span).chars().any(char::is_alphanumeric)
}
