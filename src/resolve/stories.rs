//! Which documents report one set of events.
//!
//! Whether two documents do is seen from the two alone: from the names and nouns that they share, weighed by how much each tells. How
//! common a noun is comes from a table, never from the run, so that another document changes nothing for two that are there already.
//! A story is what hangs together by such likenesses; but only documents that are alike themselves, or nearly so and both alike to a third
//! one, are held against each other, so that a chain of texts does not lead from one event to the next.

use std::collections::{BTreeMap, HashMap};

use fixedbitset::FixedBitSet;
use petgraph::unionfind::UnionFind;
use rayon::prelude::*;

use super::{Local, Locals};
use crate::analyse::Model;
use crate::graph::Stories;
use crate::model::name::plain;
use crate::model::{EntityKind, Reading};
use crate::rules::Rulebook;

/// Weights of names, where a rare noun weighs 4.6: those of a full personal name's last word, a personal name of one word, another name, a
/// listed town, a state or people, and a given name.
const FAMILY: f64 = 21.0;
const PERSON: f64 = 14.0;
const NAME: f64 = 14.0;
const TOWN: f64 = 10.0;
const STATE: f64 = 6.0;
const GIVEN: f64 = 6.0;

/// A text of this weight is one short report.
const SHORT: f64 = 100.0;
/// The part of two short reports that is alike in reports of one event.
const ENOUGH: f64 = 0.15;
/// How fast that part grows with the texts: long ones on one subject have more in common whatever they tell.
const GROWTH: f64 = 0.15;
/// How much more two texts must share that have no name in common.
const NAMELESS: f64 = 1.4;

/// Two texts of which each names so much, without given names and states, and nothing that the other names, are plainly of two stories:
/// more than one person.
const NAMED: f64 = 22.0;
/// The part of enough that is enough for two documents with a third one that is alike to both.
const TIED: f64 = 0.6;
/// The part from which on two documents are related: of 1,770 pairs of short reports of different events one in a hundred has more, of
/// pairs of one event that are too unlike for one story two thirds.
const RELATED: f64 = 0.3;

/// A word that a document is known by.
#[derive(Clone, Copy)]
struct Trait {
    word: usize,
    /// The square root of its weight.
    root: f64,
    name: bool,
}

/// The stories of the documents.
pub fn group(readings: &[Reading], locals: &[Locals], rules: &Rulebook) -> Stories {
    let told: Vec<Told> = readings.par_iter().zip(locals).map(|(reading, locals)| told(reading, locals, rules)).collect();
    let mut words: HashMap<&str, usize> = HashMap::new();
    let mut index = |word| {
        let next = words.len();
        *words.entry(word).or_insert(next)
    };
    let mut traits: Vec<Vec<Trait>> = Vec::new();
    for told in &told {
        traits.push(
            told.iter().map(|(word, &(weight, name))| Trait { word: index(word.as_str()), root: weight.sqrt(), name }).collect(),
        );
    }
    let mut holders: Vec<Vec<(usize, f64)>> = vec![Vec::new(); words.len()];
    for (document, traits) in traits.iter().enumerate() {
        traits.iter().for_each(|one| holders[one.word].push((document, one.root)));
    }
    let likenesses: Vec<Vec<(usize, f64)>> =
        (0..traits.len()).into_par_iter().map(|one| likenesses(one, &traits, &holders)).collect();
    let mut alike = vec![FixedBitSet::with_capacity(traits.len()); traits.len()];
    let pairs =
        || likenesses.iter().enumerate().flat_map(|(one, others)| others.iter().map(move |&(other, like)| (one, other, like)));
    for (one, other, _) in pairs().filter(|(.., like)| *like >= 1.0) {
        alike[one].insert(other);
        alike[other].insert(one);
    }
    let (tied, related): (Vec<_>, Vec<_>) = pairs()
        .filter(|&(.., like)| like < 1.0)
        .partition(|&(one, other, like)| like >= TIED && !alike[one].is_disjoint(&alike[other]));
    let mut groups = UnionFind::<usize>::new(traits.len());
    for (one, other, _) in tied {
        alike[one].insert(other);
        alike[other].insert(one);
    }
    for (one, others) in alike.iter().enumerate() {
        others.ones().for_each(|other| {
            groups.union(one, other);
        });
    }
    let related = related.into_iter().map(|(one, other, _)| (one, other)).collect();
    Stories::new(groups.into_labeling(), alike, related)
}

/// How alike one document is to those behind it, where 1 is enough to be of one story and less than [`RELATED`] is left out.
fn likenesses(one: usize, traits: &[Vec<Trait>], holders: &[Vec<(usize, f64)>]) -> Vec<(usize, f64)> {
    let mut shared = vec![(0.0, false); traits.len()];
    for &Trait { word, root, name } in &traits[one] {
        let from = holders[word].partition_point(|(document, _)| *document <= one);
        for &(other, others) in &holders[word][from..] {
            shared[other].0 += root * others;
            shared[other].1 |= name;
        }
    }
    let mass = |document: usize| -> f64 { traits[document].iter().map(|one| one.root * one.root).sum() };
    let names = |document: usize| -> f64 {
        let weights = traits[document].iter().filter(|one| one.name).map(|one| one.root * one.root);
        weights.filter(|weight| *weight > GIVEN + 0.5).sum()
    };
    let (own, own_names) = (mass(one), names(one));
    let likeness = |other: usize| {
        let (weight, named) = shared[other];
        let elsewhere = || !named && own_names >= NAMED && names(other) >= NAMED;
        let needed = enough((own * mass(other)).sqrt()) * if named { 1.0 } else { NAMELESS };
        (other, if weight > 0.0 && !elsewhere() { weight / needed } else { 0.0 })
    };
    (one + 1..traits.len()).map(likeness).filter(|(_, like)| *like >= RELATED).collect()
}

/// The weight that two documents must share, by the mean of their own.
fn enough(mass: f64) -> f64 {
    ENOUGH * mass * (mass / SHORT).powf(GROWTH)
}

/// The words of a document that tell what it is about, each with how much it tells and whether it names something.
type Told = BTreeMap<String, (f64, bool)>;

fn told(reading: &Reading, locals: &Locals, rules: &Rulebook) -> Told {
    let mut told = Told::new();
    for noun in nouns(reading) {
        told.insert(format!("{noun} (noun)"), (rules.common.weight(noun), false));
    }
    for (word, weight) in locals.things.iter().flat_map(|thing| names(thing, rules)) {
        let name = weight >= GIVEN;
        let known = told.entry(word).or_insert((weight, name));
        *known = (weight.max(known.0), name || known.1);
    }
    told
}

/// The common nouns of a document that are part of no name, date or figure.
fn nouns(reading: &Reading) -> impl Iterator<Item = &str> {
    let analysis = &reading.analysis;
    let common = |&at: &usize| analysis.tokens[at].pos == "NOUN" && analysis.entity_at(at).is_none();
    let lemmas = (0..analysis.tokens.len()).filter(common).map(|at| analysis.tokens[at].lemma.as_str());
    lemmas.filter(|lemma| lemma.chars().count() > 3)
}

/// The words of the names of a thing. What names a sort of body or place says nothing, and a common word no more than a noun: `Turnout`.
fn names(thing: &Local, rules: &Rulebook) -> Vec<(String, f64)> {
    if thing.kind == EntityKind::Common {
        return Vec::new();
    }
    let generic =
        |word: &str| [&rules.names.titles, &rules.names.bodies, &rules.names.places].iter().any(|set| set.contains(word));
    let listed = |name: &str| rules.measures.gazetteer.get(name).is_some();
    let mut found = Vec::new();
    for name in &thing.names {
        let key = plain(name);
        if rules.lexicon.polity(name).is_some() {
            found.push((key, STATE));
            continue;
        }
        let town = thing.kind != EntityKind::Person && listed(&key);
        let words: Vec<&str> = key.split(' ').filter(|word| word.chars().count() > 2).collect();
        for (at, word) in words.iter().enumerate().filter(|(_, word)| !generic(word)) {
            let weight = match thing.kind {
                EntityKind::Person if words.len() == 1 => PERSON,
                EntityKind::Person if at + 1 == words.len() => FAMILY,
                EntityKind::Person => GIVEN,
                EntityKind::People => STATE,
                _ if town || listed(word) => TOWN,
                _ if Model::get().knows(word) => rules.common.weight(word),
                _ => NAME,
            };
            found.push((word.to_string(), weight));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_must_share_more_of_themselves() {
        let part = |mass: f64| enough(mass) / mass;
        assert!((part(SHORT) - ENOUGH).abs() < 1e-9);
        assert!(part(10.0 * SHORT) > 1.3 * ENOUGH);
    }
}
