//! Which predicates and words mean the same and which the opposite.

use std::collections::{BTreeSet, HashMap};

use serde::Deserialize;

/// Sets of predicates that tell of the same thing, with their opposites, and pairs of opposite words.
#[derive(Clone, Debug, Default)]
pub struct Senses {
    sets: HashMap<String, BTreeSet<usize>>,
    /// Sets below this number come in twos: an even one and its opposite.
    paired: usize,
    antonyms: BTreeSet<(String, String)>,
    of_subject: BTreeSet<String>,
    once: BTreeSet<String>,
    sole: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VerbFile {
    pair: Vec<Pair>,
    subject: Same,
    once: Same,
    sole: Same,
    same: Vec<Same>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    left: Vec<String>,
    right: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Same {
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AntonymFile {
    adjectives: Vec<(String, String)>,
    adverbs: Vec<(String, String)>,
    nouns: Vec<(String, String)>,
    others: Vec<(String, String)>,
}

impl Senses {
    pub(super) fn new(verbs: VerbFile, antonyms: AntonymFile) -> Self {
        let paired = 2 * verbs.pair.len();
        let sides = verbs.pair.into_iter().flat_map(|pair| [pair.left, pair.right]);
        let mut sets: HashMap<String, BTreeSet<usize>> = HashMap::new();
        for (set, words) in sides.chain(verbs.same.into_iter().map(|same| same.words)).enumerate() {
            for word in words {
                sets.entry(word).or_default().insert(set);
            }
        }
        let lists = [antonyms.adjectives, antonyms.adverbs, antonyms.nouns, antonyms.others];
        let antonyms =
            lists.into_iter().flatten().flat_map(|(left, right)| [(left.clone(), right.clone()), (right, left)]).collect();
        Self {
            sets,
            paired,
            antonyms,
            of_subject: verbs.subject.words.into_iter().collect(),
            once: verbs.once.words.into_iter().collect(),
            sole: verbs.sole.words.into_iter().collect(),
        }
    }

    /// The numbers of the sets that a predicate is in.
    pub fn sets(&self, predicate: &str) -> impl Iterator<Item = usize> + '_ {
        self.sets.get(predicate).into_iter().flatten().copied()
    }

    /// Whether the lexicon knows a predicate of several words.
    pub fn knows(&self, predicate: &str) -> bool {
        self.sets.contains_key(predicate)
    }

    /// Whether a predicate tells of its subject even where it has an object: `survive a vote`.
    pub fn of_subject(&self, predicate: &str) -> bool {
        self.of_subject.contains(predicate)
    }

    /// Whether a deed is done to one thing once: `discover`, `assassinate`.
    pub fn once(&self, predicate: &str) -> bool {
        self.once.contains(predicate)
    }

    /// Whether a story tells such a deed of one alone: `mediate`.
    pub fn sole(&self, predicate: &str) -> bool {
        self.sole.contains(predicate)
    }

    pub fn opposite_set(&self, set: usize) -> Option<usize> {
        (set < self.paired).then_some(set ^ 1)
    }

    /// One name for a predicate and its antonyms.
    pub fn family(&self, predicate: &str) -> String {
        let bare = predicate.strip_prefix("be ").unwrap_or(predicate);
        let opposites = self.antonyms.iter().filter(|(left, _)| left == bare).map(|(_, right)| right.as_str());
        opposites.chain([bare]).min().unwrap_or(bare).to_string()
    }

    pub fn same(&self, left: &str, right: &str) -> bool {
        left == right || self.sets(left).any(|set| self.sets(right).any(|other| other == set))
    }

    pub fn opposed(&self, left: &str, right: &str) -> bool {
        let bare = |word: &str| word.strip_prefix("be ").unwrap_or(word).to_string();
        let antonyms = self.antonyms.contains(&(bare(left), bare(right)));
        let sets = || {
            self.sets(left)
                .any(|set| self.opposite_set(set).is_some_and(|opposite| self.sets(right).any(|other| other == opposite)))
        };
        !self.same(left, right) && (antonyms || sets())
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::Predicates;

    #[test]
    fn synonyms_and_opposites() {
        let senses = Predicates::load().unwrap().senses;
        assert!(senses.same("turn down", "reject") && senses.same("walk", "walk"));
        assert!(senses.opposed("approve", "turn down") && senses.opposed("be safe", "contaminate"));
        assert!(senses.opposed("low", "high") && senses.opposed("be legal", "be illegal"));
        assert!(!senses.opposed("reject", "turn down") && !senses.opposed("walk", "sing"));
    }
}
