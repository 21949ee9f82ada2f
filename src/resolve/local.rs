//! The things that one document names: short forms, acronyms and spellings of one name brought together.

use std::collections::BTreeMap;

use super::{Local, Locals, reference};
use crate::model::name::{initials, plain, same_person};
use crate::model::{EntityKind, Mention, Reading};
use crate::rules::Rulebook;

/// All things of a document; every mention is one of them.
pub fn find(reading: &Reading, rules: &Rulebook) -> Locals {
    let mut things: Vec<Local> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for name in by_length(&reading.mentions) {
        let full = full_name(name, rules);
        let key = plain(&full);
        if known.contains_key(&key) {
            continue;
        }
        let thing = match_known(&things, name, &key).unwrap_or_else(|| {
            let kind = if full == name.name { name.kind } else { EntityKind::Polity };
            things.push(Local { kind, names: Vec::new() });
            things.len() - 1
        });
        things[thing].names.push(full);
        known.insert(key, thing);
    }
    let of =
        reading.mentions.iter().map(|mention| (is_named(mention)).then(|| known[&plain(&full_name(mention, rules))])).collect();
    reference::settle(reading, things, of, rules)
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

/// The one known thing that a new name can be a form of; none where two could be meant.
fn match_known(things: &[Local], name: &Mention, key: &str) -> Option<usize> {
    let mut fitting = (0..things.len()).filter(|&at| things[at].names.iter().any(|known| is_form(&things[at], known, name, key)));
    let only = fitting.next()?;
    fitting.next().is_none().then_some(only)
}

fn is_form(thing: &Local, known: &str, name: &Mention, key: &str) -> bool {
    let full = plain(known);
    match (thing.kind, name.kind) {
        (EntityKind::Person, EntityKind::Person) => same_person(&full, key) || is_given_name(&full, key),
        (EntityKind::Organisation | EntityKind::Thing, EntityKind::Organisation | EntityKind::Thing) => {
            is_acronym(known, &name.name) || full.starts_with(&format!("{key} ")) && key.len() > 3
        }
        _ => false,
    }
}

/// Inside one document a first name alone is enough.
fn is_given_name(full: &str, key: &str) -> bool {
    !key.contains(' ') && full.split(' ').next() == Some(key) && full.contains(' ')
}

fn is_acronym(full: &str, short: &str) -> bool {
    short.chars().count() > 1 && short.chars().all(char::is_uppercase) && initials(full) == short.to_lowercase()
}
