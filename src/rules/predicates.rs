//! What the program knows of verbs and other predicates: how they stand to the clauses that depend on them, and which of them mean the
//! same or the opposite.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Deserialize;

use crate::error::Error;

mod causes;
mod nouns;
mod parts;
mod senses;

pub use causes::Causes;
pub use nouns::Nouns;
pub use parts::Parts;
pub use senses::Senses;

const STANCE: &str = include_str!("../../rules/en/lexicon/stance.toml");
const VERBS: &str = include_str!("../../rules/en/lexicon/verbs.toml");
const NOUNS: &str = include_str!("../../rules/en/lexicon/nouns.toml");
const PARTS: &str = include_str!("../../rules/en/lexicon/parts.toml");
const CAUSES: &str = include_str!("../../rules/en/lexicon/causes.toml");
const ANTONYMS: &str = include_str!("../../rules/en/lexicon/antonyms.toml");

/// How a word stands to the clause that depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Embedding {
    /// `she said that ..`
    Say,
    /// `she denied that ..`
    Deny,
    /// `she feared that ..`
    Doubt,
    /// `she plans to ..`
    Plan,
    /// `she wants to ..`, `the right to ..`
    Wish,
    /// `she failed to ..`
    Fail,
    /// `kept them from leaving`, but `kept leaving`.
    Prevent,
    /// `she asked whether ..`
    Ask,
    /// `she managed to ..`
    Manage,
    /// `she made him ..`
    Cause,
}

/// Predicates as the extractors and checks use them.
#[derive(Clone, Debug)]
pub struct Predicates {
    pub stance: StanceWords,
    pub senses: Senses,
    pub nouns: Nouns,
    pub parts: Parts,
    pub causes: Causes,
}

/// Words that decide how a text stands to what it says.
#[derive(Clone, Debug, Default)]
pub struct StanceWords {
    embedding: HashMap<String, BTreeSet<Embedding>>,
    pub negation: BTreeSet<String>,
    /// Words after a negation that leave the clause standing.
    pub harmless: BTreeSet<String>,
    pub negative_prepositions: BTreeSet<String>,
    pub future: BTreeSet<String>,
    pub hedged: BTreeSet<String>,
    pub conditional: BTreeSet<String>,
}

impl StanceWords {
    /// Whether a verb only says that somebody says or asks something.
    pub fn reports(&self, lemma: &str) -> bool {
        [Embedding::Say, Embedding::Ask].iter().any(|how| self.embeds(lemma, *how))
    }

    pub fn embeds(&self, lemma: &str, how: Embedding) -> bool {
        self.embedding.get(lemma).is_some_and(|all| all.contains(&how))
    }
}

impl Default for Predicates {
    fn default() -> Self {
        Self::load().expect("tests prove that the built-in lexicon loads")
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StanceFile {
    embedding: BTreeMap<Embedding, Words>,
    negation: NegationWords,
    modality: ModalityWords,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NegationWords {
    words: BTreeSet<String>,
    harmless: BTreeSet<String>,
    prepositions: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ModalityWords {
    future: BTreeSet<String>,
    hedged: BTreeSet<String>,
    conditional: BTreeSet<String>,
}

impl Predicates {
    /// The built-in English predicates.
    ///
    /// # Errors
    /// When a lexicon file is not as it should be.
    pub fn load() -> Result<Self, Error> {
        let file: StanceFile = read("rules/en/lexicon/stance.toml", STANCE)?;
        let mut embedding: HashMap<String, BTreeSet<Embedding>> = HashMap::new();
        for (how, words) in file.embedding {
            for word in words.words {
                embedding.entry(word).or_default().insert(how);
            }
        }
        let stance = StanceWords {
            embedding,
            negation: file.negation.words,
            harmless: file.negation.harmless,
            negative_prepositions: file.negation.prepositions,
            future: file.modality.future,
            hedged: file.modality.hedged,
            conditional: file.modality.conditional,
        };
        let senses = Senses::new(read("rules/en/lexicon/verbs.toml", VERBS)?, read("rules/en/lexicon/antonyms.toml", ANTONYMS)?);
        let nouns = Nouns::new(read("rules/en/lexicon/nouns.toml", NOUNS)?);
        let parts = Parts::new(read("rules/en/lexicon/parts.toml", PARTS)?);
        let causes = Causes::new(read("rules/en/lexicon/causes.toml", CAUSES)?);
        Ok(Self { stance, senses, nouns, parts, causes })
    }

    /// Whether two verbs or nouns may name one event: `flee` and `flight`, `quake` and `tremor`.
    pub fn is_one_event(&self, left: &str, right: &str) -> bool {
        left == right || self.senses.synonyms(left, right) || self.nouns.alike(left, right)
    }
}

fn read<T: serde::de::DeserializeOwned>(path: &str, text: &str) -> Result<T, Error> {
    toml::from_str(text).map_err(|error| Error::new(error.message().to_string()).at(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_lexicon_loads() {
        let predicates = Predicates::load().unwrap();
        assert!(predicates.stance.embeds("claim", Embedding::Say));
        assert!(!predicates.stance.embeds("walk", Embedding::Say));
    }
}
