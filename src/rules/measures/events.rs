//! Events that happen once to the one that they happen to, under all their words.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    light: BTreeSet<String>,
    generic: BTreeSet<String>,
    planning: BTreeSet<String>,
    moving: BTreeSet<String>,
    moved: BTreeSet<String>,
    ending: BTreeSet<String>,
    dating: BTreeSet<String>,
    works: BTreeSet<String>,
    buildings: BTreeSet<String>,
    event: Vec<EventWords>,
}

/// One sort of event.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventWords {
    /// Verbs, with particle or object, and the nouns made of them.
    #[serde(default)]
    words: Vec<String>,
    /// States that the event brings about, so that it dates from the day since which they last.
    #[serde(default)]
    states: Vec<String>,
    /// Verbs that tell of the event only if one of `agents` acts, or if it is done to one of `things`: `lead away`, `raise`.
    #[serde(default)]
    acts: Vec<String>,
    #[serde(default)]
    agents: BTreeSet<String>,
    #[serde(default)]
    things: BTreeSet<String>,
    /// Once in a life: years apart still are about the same event.
    #[serde(default)]
    pub once: bool,
    /// Once in the life of a work, such as a bridge; its `acts` may be done to any of these.
    #[serde(default)]
    pub works: bool,
    /// A story has one of them, whoever is named.
    #[serde(default)]
    pub single: bool,
    /// The same ones do it again and again, so that who did it does not tell which one it was.
    #[serde(default)]
    pub repeats: bool,
    /// Where it happened is a plain fact.
    #[serde(default)]
    pub placed: bool,
    /// Happens to persons: the one whom a story is about need not be named in every sentence.
    #[serde(default)]
    pub personal: bool,
}

#[derive(Clone, Debug, Default)]
pub struct Events {
    /// Verbs that leave it to a noun to say what happens: `take place`, `hold`.
    light: BTreeSet<String>,
    /// Nouns that leave it to another one: `ceremony`.
    generic: BTreeSet<String>,
    /// Verbs that say when something is to be: `schedule`.
    planning: BTreeSet<String>,
    /// Verbs that move something to another time: `postpone`.
    moving: BTreeSet<String>,
    /// Other words that say so.
    moved: BTreeSet<String>,
    /// Light verbs for the end of what their noun names: `finish`.
    ending: BTreeSet<String>,
    /// Verbs that put the beginning behind `from`: `date`.
    dating: BTreeSet<String>,
    /// What is built once, and nouns that stand for any of it: `bridge`, `structure`.
    works: BTreeSet<String>,
    buildings: BTreeSet<String>,
    sorts: Vec<EventWords>,
    by_word: BTreeMap<String, Vec<usize>>,
    by_state: BTreeMap<String, Vec<usize>>,
}

impl EventWords {
    /// What happens once, under no name.
    pub fn once() -> Self {
        Self { once: true, ..Self::default() }
    }

    pub fn has(&self, word: &str) -> bool {
        self.words.iter().any(|known| known == word)
    }

    /// Whether its acts are done to this.
    pub fn is_done_to(&self, noun: &str) -> bool {
        self.things.contains(noun)
    }

    pub fn has_state(&self, state: &str) -> bool {
        self.states.iter().any(|known| known == state)
    }
}

impl Events {
    pub(super) fn from_written(written: Written) -> Self {
        let mut by_word: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut by_state: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (sort, event) in written.event.iter().enumerate() {
            for word in event.words.iter().chain(&event.acts) {
                by_word.entry(word.clone()).or_default().push(sort);
            }
            for state in &event.states {
                by_state.entry(state.clone()).or_default().push(sort);
            }
        }
        let Written { light, generic, planning, moving, moved, ending, dating, works, buildings, event } = written;
        Self { light, generic, planning, moving, moved, ending, dating, works, buildings, sorts: event, by_word, by_state }
    }

    /// The sorts of event that a verb or noun tells of.
    pub fn sorts(&self, word: &str) -> &[usize] {
        self.by_word.get(word).map_or(&[], Vec::as_slice)
    }

    /// The sorts of event that bring a state about.
    pub fn sorts_of_state(&self, state: &str) -> &[usize] {
        self.by_state.get(state).map_or(&[], Vec::as_slice)
    }

    pub fn sort(&self, index: usize) -> &EventWords {
        &self.sorts[index]
    }

    /// Whether a verb tells of an event where one with this lemma acts, or it is done to one with that lemma.
    pub fn tells(&self, sort: usize, verb: &str, agent: Option<&str>, theme: Option<&str>) -> bool {
        let sort = &self.sorts[sort];
        let among = |list: &BTreeSet<String>, lemma: Option<&str>| lemma.is_some_and(|lemma| list.contains(lemma));
        let done_to = among(&sort.things, theme) || sort.works && theme.is_some_and(|theme| self.is_work(theme));
        !sort.acts.iter().any(|act| act == verb) || among(&sort.agents, agent) || done_to
    }

    /// A verb that puts the beginning of something behind `from`.
    pub fn is_dating(&self, verb: &str) -> bool {
        self.dating.contains(verb)
    }

    /// Something that is built once.
    pub fn is_work(&self, noun: &str) -> bool {
        self.works.contains(noun) || self.is_building(noun)
    }

    /// A noun that may stand for any work.
    pub fn is_building(&self, noun: &str) -> bool {
        self.buildings.contains(noun)
    }

    /// A light verb for the end of what its noun names.
    pub fn is_ending(&self, verb: &str) -> bool {
        self.ending.contains(verb)
    }

    /// Whether a word is one of an event or of what comes of it.
    pub fn knows(&self, word: &str) -> bool {
        self.by_word.contains_key(word) || self.by_state.contains_key(word)
    }

    pub fn is_light(&self, verb: &str) -> bool {
        self.light.contains(verb) || self.is_planning(verb) || self.is_moving(verb)
    }

    pub fn is_generic(&self, noun: &str) -> bool {
        self.generic.contains(noun)
    }

    pub fn is_planning(&self, verb: &str) -> bool {
        self.planning.contains(verb)
    }

    pub fn is_moving(&self, verb: &str) -> bool {
        self.moving.contains(verb)
    }

    /// Whether a word says that something was moved to another time.
    pub fn tells_move(&self, word: &str) -> bool {
        self.moved.contains(word) || self.moving.contains(word)
    }
}
