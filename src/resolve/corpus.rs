//! Things of different documents to entities of the corpus.
//!
//! Inside a story a name is enough; across stories only a name that is surely of one thing joins: a person's of two words and more, a
//! state, a body with a name of its own.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::unionfind::UnionFind;

use super::{Local, Locals};
use crate::model::name::{plain, same_person, sound};
use crate::model::{Entity, EntityId, EntityKind};
use crate::rules::Rulebook;

/// The entities, and for each document the entity of each of its things.
pub fn join(locals: &[Locals], stories: &[usize], rules: &Rulebook) -> (Vec<Entity>, Vec<Vec<EntityId>>) {
    let starts: Vec<usize> = locals.iter().scan(0, |at, locals| Some(std::mem::replace(at, *at + locals.things.len()))).collect();
    let things: Vec<(usize, &Local)> = locals
        .iter()
        .enumerate()
        .flat_map(|(document, locals)| locals.things.iter().map(move |thing| (document, thing)))
        .collect();
    let mut groups = UnionFind::<usize>::new(things.len());
    by_key(&things, stories, rules, &mut groups);
    persons(&things, stories, &mut groups);
    short_forms(&things, stories, rules, &mut groups);
    number(&things, &starts, locals, groups.into_labeling())
}

/// Joins things of equal names; a person with a full name not by the family name alone, which others of the story may bear.
fn by_key(things: &[(usize, &Local)], stories: &[usize], rules: &Rulebook, groups: &mut UnionFind<usize>) {
    let mut first: BTreeMap<(String, Option<usize>, u8), usize> = BTreeMap::new();
    for (at, (document, thing)) in things.iter().enumerate() {
        for name in thing.names.iter().filter(|name| !(is_full(thing) && !plain(name).contains(' '))) {
            let key = plain(name);
            let story = (!is_distinctive(thing, &key, rules)).then(|| stories[*document]);
            let other = *first.entry((key, story, class(thing.kind))).or_insert(at);
            groups.union(at, other);
        }
    }
}

/// Kinds that the analyser confuses count as one.
fn class(kind: EntityKind) -> u8 {
    match kind {
        EntityKind::Person => 0,
        EntityKind::Polity | EntityKind::Place | EntityKind::Organisation | EntityKind::Thing | EntityKind::Event => 1,
        EntityKind::People => 2,
        EntityKind::Common => 3,
    }
}

fn is_distinctive(thing: &Local, key: &str, rules: &Rulebook) -> bool {
    let several = key.contains(' ');
    match thing.kind {
        EntityKind::Person => several,
        EntityKind::Polity | EntityKind::People => true,
        EntityKind::Organisation | EntityKind::Thing => {
            !key.split(' ').any(|word| rules.names.bodies.contains(word)) && key.len() > 4
        }
        EntityKind::Place | EntityKind::Event | EntityKind::Common => false,
    }
}

/// Joins spellings, orders and short forms of one person's name inside a story, where only one person can be meant and no text tells the two
/// apart by naming both. What the analyser
/// took for something else is a person too when its name is a person's.
fn persons(things: &[(usize, &Local)], stories: &[usize], groups: &mut UnionFind<usize>) {
    let mut by_word: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
    for (at, (document, thing)) in things.iter().enumerate() {
        for code in codes(thing) {
            by_word.entry((stories[*document], code)).or_default().push(at);
        }
    }
    let (fuller, shorter): (Vec<usize>, Vec<usize>) = (0..things.len()).partition(|&at| is_full(things[at].1));
    let mut known_in: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (at, (document, thing)) in things.iter().enumerate() {
        known_in.entry(groups.find(at)).or_default().extend(is_full(thing).then_some(*document));
    }
    for at in fuller.into_iter().chain(shorter) {
        let (document, thing) = things[at];
        let mut fitting: Vec<usize> = Vec::new();
        for code in codes(thing) {
            let others = by_word[&(stories[document], code)].iter().filter(|&&other| things[other].0 != document);
            let others =
                others.filter(|&&other| is_same(thing, things[other].1) && !(is_full(thing) && is_short_name(things[other].1)));
            fitting.extend(others.map(|&other| groups.find(other)));
        }
        fitting.sort_unstable();
        fitting.dedup();
        if is_full(thing) || fitting.len() == 1 {
            for other in fitting {
                let (one, other) = (groups.find(at), groups.find(other));
                if one != other && known_in[&one].is_disjoint(&known_in[&other]) {
                    groups.union(one, other);
                    let documents: BTreeSet<usize> =
                        [one, other].into_iter().filter_map(|group| known_in.remove(&group)).flatten().collect();
                    known_in.insert(groups.find(one), documents);
                }
            }
        }
    }
}

/// A person with a name of several words.
fn is_full(thing: &Local) -> bool {
    thing.kind == EntityKind::Person && thing.names.iter().any(|name| plain(name).contains(' '))
}

/// A family name or first name alone: it finds its person itself, where it can be only one.
fn is_short_name(thing: &Local) -> bool {
    thing.kind == EntityKind::Person && thing.names.iter().all(|name| !plain(name).contains(' '))
}

/// Joins a body named by one word with the only one of the story whose name of several words begins with it: `Acme`, `Acme Shipping`.
fn short_forms(things: &[(usize, &Local)], stories: &[usize], rules: &Rulebook, groups: &mut UnionFind<usize>) {
    let name = |thing: &Local| thing.names.first().map(|name| plain(name)).unwrap_or_default();
    let mut full: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
    for (at, (document, thing)) in things.iter().enumerate().filter(|(_, (_, thing))| is_body(thing)) {
        if let Some((first, _)) = name(thing).split_once(' ') {
            full.entry((stories[*document], first.to_string())).or_default().push(at);
        }
    }
    for (at, (document, thing)) in things.iter().enumerate().filter(|(_, (_, thing))| is_body(thing)) {
        let key = name(thing);
        if key.len() <= 3 || rules.names.bodies.contains(&key) || rules.names.places.contains(&key) {
            continue;
        }
        let mut fitting: Vec<usize> =
            full.get(&(stories[*document], key)).into_iter().flatten().map(|&other| groups.find(other)).collect();
        fitting.sort_unstable();
        fitting.dedup();
        if let [only] = fitting[..] {
            groups.union(at, only);
        }
    }
}

fn is_body(thing: &Local) -> bool {
    matches!(thing.kind, EntityKind::Organisation | EntityKind::Thing)
}

/// The sounds of the words of what may be a personal name: two names of one person share one.
fn codes(thing: &Local) -> Vec<String> {
    let name = thing.names.first().map(|name| plain(name)).unwrap_or_default();
    let may_be =
        !matches!(thing.kind, EntityKind::Common | EntityKind::People | EntityKind::Event) && name.split(' ').count() <= 4;
    let mut codes: Vec<String> = name.split(' ').filter(|word| may_be && word.len() > 1).map(sound).collect();
    codes.sort();
    codes.dedup();
    codes
}

/// By their fullest names; one of the two must be known for a person with a full name.
fn is_same(one: &Local, other: &Local) -> bool {
    let (Some(first), Some(second)) = (one.names.first().map(|name| plain(name)), other.names.first().map(|name| plain(name)))
    else {
        return false;
    };
    match (one.kind, other.kind) {
        (EntityKind::Person, EntityKind::Person) => same_person(&first, &second),
        (EntityKind::Person, EntityKind::Polity) | (EntityKind::Polity, EntityKind::Person) => false,
        (EntityKind::Person, _) | (_, EntityKind::Person) => {
            let full = if one.kind == EntityKind::Person { &first } else { &second };
            full.contains(' ') && same_person(&first, &second)
        }
        _ => false,
    }
}

fn number(
    things: &[(usize, &Local)],
    starts: &[usize],
    locals: &[Locals],
    groups: Vec<usize>,
) -> (Vec<Entity>, Vec<Vec<EntityId>>) {
    let mut ids: BTreeMap<usize, usize> = BTreeMap::new();
    let mut members: Vec<(EntityKind, Vec<String>)> = Vec::new();
    for (at, (_, thing)) in things.iter().enumerate() {
        let id = *ids.entry(groups[at]).or_insert_with(|| {
            members.push((thing.kind, Vec::new()));
            members.len() - 1
        });
        if thing.kind == EntityKind::Person {
            members[id].0 = EntityKind::Person;
        }
        members[id].1.extend(thing.names.iter().cloned());
    }
    let entities = members.into_iter().enumerate().map(|(id, (kind, mut names))| {
        names.sort_by_key(|name| (std::cmp::Reverse(name.chars().count()), name.clone()));
        super::entity(id, kind, names)
    });
    let of = locals
        .iter()
        .zip(starts)
        .map(|(locals, start)| (0..locals.things.len()).map(|thing| EntityId(ids[&groups[start + thing]] as u32)).collect());
    (entities.collect(), of.collect())
}
