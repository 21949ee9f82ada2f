//! The things that one document names: short forms, acronyms and spellings of one name brought together.

use std::collections::BTreeMap;

use super::{Local, Locals, reference};
use crate::model::name::{initials, is_short_form, plain, same_person, sound};
use crate::model::{EntityKind, Mention, Reading};
use crate::rules::Rulebook;

/// All things of a document; every mention is one of them.
pub fn find(reading: &Reading, rules: &Rulebook) -> Locals {
    let mut known = Known::default();
    let spelt = spelt_out(reading);
    for name in by_length(&reading.mentions) {
        let full = spelt.get(&name.name).and_then(|full| known.by_name.get(&plain(full))).copied();
        known.add(name, full_name(name, rules), full);
    }
    let of = |mention: &Mention| is_named(mention).then(|| known.by_name[&plain(&full_name(mention, rules))]);
    let named = reading.mentions.iter().map(of).collect();
    reference::settle(reading, known.things, named, rules)
}

/// What the letters in `National Front (FN)` stand for.
fn spelt_out(reading: &Reading) -> BTreeMap<String, String> {
    let text = |token: usize| reading.analysis.tokens.get(token).map_or("", |token| reading.document.slice(token.span));
    let names: Vec<&Mention> = reading.mentions.iter().filter(|mention| is_named(mention)).collect();
    let pairs = names.windows(2).map(|pair| (pair[0], pair[1])).filter(|(full, short)| {
        let bracketed =
            text(full.tokens.end) == "(" && full.tokens.end + 1 == short.tokens.start && text(short.tokens.end) == ")";
        bracketed && is_capitals(&short.name) && full.kind != EntityKind::Person
    });
    pairs.map(|(full, short)| (short.name.clone(), full.name.clone())).collect()
}

/// The name; for a state that of the lexicon, whether it is named by a short form or by its people: `US`, `French`.
fn full_name(mention: &Mention, rules: &Rulebook) -> String {
    let polity = rules.lexicon.polity(&mention.name).filter(|polity| {
        let own = |names: &[String]| names.contains(&mention.name);
        own(&polity.names) || own(&polity.demonyms) || polity.name == mention.name
    });
    polity.map_or_else(|| mention.name.clone(), |polity| polity.name.clone())
}

fn is_named(mention: &Mention) -> bool {
    mention.kind != EntityKind::Common
}

/// Names of many words before those of few, so that a short form finds its full form; else in the order of the text.
fn by_length(mentions: &[Mention]) -> Vec<&Mention> {
    let mut names: Vec<&Mention> = mentions.iter().filter(|mention| is_named(mention)).collect();
    names.sort_by_key(|mention| std::cmp::Reverse(mention.name.split_whitespace().count()));
    names
}

/// The things found so far, with ways to find them again.
#[derive(Default)]
struct Known {
    things: Vec<Local>,
    by_name: BTreeMap<String, usize>,
    /// Under what a form of a name shares with it: the sound of a word, the first word, the initials.
    by_trait: BTreeMap<String, Vec<usize>>,
}

impl Known {
    fn add(&mut self, mention: &Mention, name: String, full: Option<usize>) {
        let key = plain(&name);
        if self.by_name.contains_key(&key) {
            return;
        }
        let thing = full.or_else(|| self.only_form_of(mention, &key)).unwrap_or_else(|| {
            let kind = if name == mention.name { mention.kind } else { EntityKind::Polity };
            self.things.push(Local { kind, names: Vec::new() });
            self.things.len() - 1
        });
        for shared in traits(&name, self.things[thing].kind) {
            self.by_trait.entry(shared).or_default().push(thing);
        }
        self.things[thing].names.push(name);
        self.by_name.insert(key, thing);
    }

    /// The one known thing that a new name can be a form of; none where two could be meant.
    fn only_form_of(&self, mention: &Mention, key: &str) -> Option<usize> {
        let near = traits(&mention.name, mention.kind).into_iter().filter_map(|shared| self.by_trait.get(&shared)).flatten();
        let mut fitting: Vec<usize> = near.copied().filter(|&at| is_form(&self.things[at], mention, key)).collect();
        fitting.sort_unstable();
        fitting.dedup();
        match fitting[..] {
            [only] => Some(only),
            _ => None,
        }
    }
}

fn traits(name: &str, kind: EntityKind) -> Vec<String> {
    let key = plain(name);
    match kind {
        EntityKind::Person => key.split(' ').map(|word| format!("sound {}", sound(word))).collect(),
        EntityKind::Organisation | EntityKind::Thing => {
            let first = key.split(' ').next().unwrap_or_default();
            let acronym = if is_capitals(name) { key.clone() } else { initials(name) };
            vec![format!("first {first}"), format!("initials {acronym}")]
        }
        _ => Vec::new(),
    }
}

fn is_form(thing: &Local, mention: &Mention, key: &str) -> bool {
    thing.names.iter().any(|known| {
        let full = plain(known);
        match (thing.kind, mention.kind) {
            (EntityKind::Person, EntityKind::Person) => is_spelling(&full, key) || is_given_name(&full, key),
            (EntityKind::Organisation | EntityKind::Thing, EntityKind::Organisation | EntityKind::Thing) => {
                is_capitals(&mention.name) && initials(known) == key || full.starts_with(&format!("{key} ")) && key.len() > 3
            }
            _ => false,
        }
    })
}

/// A text that uses two given names for one family name speaks of two persons: a short form is another name there.
fn is_spelling(full: &str, key: &str) -> bool {
    let given = |name: &'_ str| name.split(' ').next().map(str::to_string).filter(|_| name.contains(' '));
    same_person(full, key) && !given(full).zip(given(key)).is_some_and(|(one, other)| is_short_form(&one, &other))
}

/// Inside one document a first name alone is enough.
fn is_given_name(full: &str, key: &str) -> bool {
    !key.contains(' ') && full.split(' ').next() == Some(key) && full.contains(' ')
}

fn is_capitals(name: &str) -> bool {
    name.chars().count() > 1 && name.chars().all(char::is_uppercase)
}
