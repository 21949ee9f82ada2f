//! Events that happen once to the one that they happen to, under all their words.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    light: BTreeSet<String>,
    event: Vec<EventWords>,
}

/// One sort of event.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventWords {
    /// Verbs and the nouns made of them.
    words: Vec<String>,
    /// Once in a life: years apart still are about the same event.
    #[serde(default)]
    pub once: bool,
    /// A story has one of them, whoever is named.
    #[serde(default)]
    pub single: bool,
    /// Where it happened is a plain fact.
    #[serde(default)]
    pub placed: bool,
}

#[derive(Clone, Debug, Default)]
pub struct Events {
    /// Verbs that leave it to a noun to say what happens: `take place`, `hold`.
    light: BTreeSet<String>,
    sorts: Vec<EventWords>,
    by_word: BTreeMap<String, Vec<usize>>,
}

impl EventWords {
    pub fn has(&self, word: &str) -> bool {
        self.words.iter().any(|known| known == word)
    }
}

impl Events {
    pub(super) fn from_written(written: Written) -> Self {
        let mut by_word: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (sort, event) in written.event.iter().enumerate() {
            for word in &event.words {
                by_word.entry(word.clone()).or_default().push(sort);
            }
        }
        Self { light: written.light, sorts: written.event, by_word }
    }

    /// The sorts of event that a verb or noun tells of.
    pub fn sorts(&self, word: &str) -> &[usize] {
        self.by_word.get(word).map_or(&[], Vec::as_slice)
    }

    pub fn sort(&self, index: usize) -> &EventWords {
        &self.sorts[index]
    }

    pub fn is_light(&self, verb: &str) -> bool {
        self.light.contains(verb)
    }
}
