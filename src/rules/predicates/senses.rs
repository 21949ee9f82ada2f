//! Which predicates and words mean the same and which the opposite.

use std::collections::{BTreeSet, HashMap};

use serde::Deserialize;

/// Sets of predicates that tell of the same thing, with their opposites, and pairs of opposite words.
#[derive(Clone, Debug, Default)]
pub struct Senses {
    sets: HashMap<String, BTreeSet<usize>>,
    /// Sets below this number come in twos: an even one and its opposite.
    paired: usize,
    /// Sets of which one follows the other in the nature of things.
    sequence: BTreeSet<usize>,
    /// Sets that tell of a level.
    level: BTreeSet<usize>,
    /// Sets of words that do not mean the same.
    loose: BTreeSet<usize>,
    antonyms: BTreeSet<(String, String)>,
    of_subject: BTreeSet<String>,
    once: BTreeSet<String>,
    sole: BTreeSet<String>,
    joint: BTreeSet<String>,
    change: BTreeSet<String>,
    /// Numbers of the kinds of deed that a predicate names as a whole, and of those that it is one sort of.
    general: HashMap<String, BTreeSet<usize>>,
    specific: HashMap<String, BTreeSet<usize>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VerbFile {
    pair: Vec<Pair>,
    subject: Same,
    once: Same,
    sole: Same,
    joint: Same,
    change: Same,
    same: Vec<Same>,
    entail: Vec<Entail>,
}

/// Whoever does what a word of `specific` says has also done what each of `general` says: who is invited has been spoken to.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entail {
    general: Vec<String>,
    specific: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    left: Vec<String>,
    right: Vec<String>,
    /// One follows the other in the nature of things: what opened may close.
    #[serde(default)]
    sequence: bool,
    /// Of a level, which rises and falls: of measures, not of persons.
    #[serde(default)]
    level: bool,
    /// The words of a side have the same opposite, but do not mean the same.
    #[serde(default)]
    loose: bool,
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
        let marked = |mark: fn(&Pair) -> bool| -> BTreeSet<usize> {
            let pairs = verbs.pair.iter().enumerate().filter(|(_, pair)| mark(pair));
            pairs.flat_map(|(at, _)| [2 * at, 2 * at + 1]).collect()
        };
        let (sequence, level, loose) = (marked(|pair| pair.sequence), marked(|pair| pair.level), marked(|pair| pair.loose));
        let sides = verbs.pair.into_iter().flat_map(|pair| [pair.left, pair.right]);
        let mut sets: HashMap<String, BTreeSet<usize>> = HashMap::new();
        for (set, words) in sides.chain(verbs.same.into_iter().map(|same| same.words)).enumerate() {
            for word in words {
                sets.entry(word).or_default().insert(set);
            }
        }
        let (mut general, mut specific): (HashMap<String, BTreeSet<usize>>, HashMap<String, BTreeSet<usize>>) =
            Default::default();
        for (deed, entail) in verbs.entail.into_iter().enumerate() {
            entail.general.iter().for_each(|word| _ = general.entry(word.clone()).or_default().insert(deed));
            entail.general.into_iter().chain(entail.specific).for_each(|word| _ = specific.entry(word).or_default().insert(deed));
        }
        let lists = [antonyms.adjectives, antonyms.adverbs, antonyms.nouns, antonyms.others];
        let antonyms =
            lists.into_iter().flatten().flat_map(|(left, right)| [(left.clone(), right.clone()), (right, left)]).collect();
        Self {
            sets,
            paired,
            sequence,
            level,
            loose,
            antonyms,
            of_subject: verbs.subject.words.into_iter().collect(),
            once: verbs.once.words.into_iter().collect(),
            sole: verbs.sole.words.into_iter().collect(),
            joint: verbs.joint.words.into_iter().collect(),
            change: verbs.change.words.into_iter().collect(),
            general,
            specific,
        }
    }

    /// The numbers of the sets that a predicate is in.
    pub fn sets(&self, predicate: &str) -> impl Iterator<Item = usize> + '_ {
        self.sets.get(predicate).into_iter().flatten().copied()
    }

    /// Whether the lexicon knows a predicate of several words.
    pub fn knows(&self, predicate: &str) -> bool {
        self.sets.contains_key(predicate) || self.specific.contains_key(predicate)
    }

    /// The numbers of the kinds of deed that a predicate is one sort of, or names as a whole.
    pub fn deeds(&self, predicate: &str) -> impl Iterator<Item = usize> + '_ {
        self.specific.get(predicate).into_iter().flatten().copied()
    }

    /// Whether who does the one has also done the other: who is invited has been spoken to.
    pub fn entails(&self, specific: &str, general: &str) -> bool {
        let whole = self.general.get(general);
        whole.is_some_and(|whole| self.deeds(specific).any(|deed| whole.contains(&deed)))
    }

    /// Whether a predicate tells of its subject even where it has an object: `survive a vote`.
    pub fn of_subject(&self, predicate: &str) -> bool {
        self.of_subject.contains(predicate)
    }

    /// Whether a deed is done to one thing once: `discover`, `assassinate`.
    pub fn once(&self, predicate: &str) -> bool {
        self.once.contains(predicate)
    }

    /// Whether people of several trades may do it beside each other: `reach` a village.
    pub fn joint(&self, predicate: &str) -> bool {
        self.joint.contains(predicate)
    }

    /// Whether a story tells such a deed of one alone: `mediate`.
    pub fn sole(&self, predicate: &str) -> bool {
        self.sole.contains(predicate)
    }

    /// Whether a verb tells the same of its subject as of its object: `the mill closed`, `they closed the mill`; a state always does.
    pub fn alternates(&self, predicate: &str) -> bool {
        predicate.starts_with("be ") || self.change.contains(predicate) || self.of_subject(predicate)
    }

    /// Whether two predicates mean the same, and do not only have the same opposite.
    pub fn synonyms(&self, left: &str, right: &str) -> bool {
        let tight = |set: &usize| !self.loose.contains(set) && self.sets(right).any(|other| other == *set);
        left == right || self.sets(left).any(|set| tight(&set))
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
        let states = left.strip_prefix("be ").zip(right.strip_prefix("be "));
        let antonyms = states.is_some_and(|(left, right)| self.antonyms.contains(&(left.to_string(), right.to_string())));
        !self.same(left, right) && (antonyms || self.opposites(left, right).next().is_some())
    }

    /// Whether two words are opposites, whatever they are said of.
    pub fn opposed_words(&self, left: &str, right: &str) -> bool {
        self.antonyms.contains(&(left.to_string(), right.to_string())) || self.opposed(left, right)
    }

    /// Whether two opposites are such that one follows the other in the nature of things, as `open` and `close`.
    pub fn in_turn(&self, left: &str, right: &str) -> bool {
        let mut sets = self.opposites(left, right).peekable();
        sets.peek().is_some() && sets.all(|set| self.sequence.contains(&set))
    }

    /// Whether a predicate may tell of a level.
    pub fn may_be_level(&self, predicate: &str) -> bool {
        self.sets(predicate).any(|set| self.level.contains(&set))
    }

    /// Whether two predicates share only the sense of a level that rises and falls, or are its opposites.
    pub fn of_level(&self, left: &str, right: &str) -> bool {
        let shared = |set: usize| self.sets(right).any(|other| other == set || self.opposite_set(set) == Some(other));
        let mut sets = self.sets(left).filter(|&set| shared(set)).peekable();
        left != right && sets.peek().is_some() && sets.all(|set| self.level.contains(&set))
    }

    /// The sets of the one predicate that have an opposite set with the other.
    fn opposites<'a>(&'a self, left: &'a str, right: &'a str) -> impl Iterator<Item = usize> + 'a {
        let other = move |set| self.opposite_set(set).is_some_and(|opposite| self.sets(right).any(|other| other == opposite));
        self.sets(left).filter(move |&set| other(set))
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
        assert!(senses.opposed_words("low", "high") && senses.opposed("be legal", "be illegal"));
        assert!(senses.in_turn("open", "close") && !senses.in_turn("acquit", "convict"));
        assert!(!senses.opposed("reject", "turn down") && !senses.opposed("walk", "sing"));
    }
}
