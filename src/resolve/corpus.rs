//! Things of different documents to entities of the corpus.
//!
//! Inside a story a name is enough; across stories only a name that is surely of one thing joins: a person's of two words and more, a
//! state, a body with a name of its own.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::unionfind::UnionFind;

use super::{Local, Locals};
use crate::model::name::{may_be_one_person, plain, same_person, sound};
use crate::model::{Entity, EntityId, EntityKind};
use crate::rules::Rulebook;

/// The entities, and for each document the entity of each of its things. A document counts as the one that it is a copy of.
pub fn join(locals: &[Locals], originals: &[usize], stories: &[usize], rules: &Rulebook) -> (Vec<Entity>, Vec<Vec<EntityId>>) {
    let starts: Vec<usize> = locals.iter().scan(0, |at, locals| Some(std::mem::replace(at, *at + locals.things.len()))).collect();
    let things: Vec<(usize, &Local)> = locals
        .iter()
        .enumerate()
        .flat_map(|(document, locals)| locals.things.iter().map(move |thing| (originals[document], thing)))
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
        for name in thing.names.iter().filter(|name| !is_full(thing) || plain(name).contains(' ')) {
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

/// A name as the documents of one story give it to things of one kind.
struct Form<'a> {
    thing: &'a Local,
    /// One of the things.
    at: usize,
    documents: BTreeSet<usize>,
}

impl Form<'_> {
    fn is_full(&self) -> bool {
        is_full(self.thing)
    }

    /// A family name or first name alone: it finds its person itself.
    fn is_short(&self) -> bool {
        self.thing.kind == EntityKind::Person && !self.is_full()
    }

    /// Whether one names what the other names; two names that only one document has are two there.
    fn is_of(&self, other: &Self) -> bool {
        let apart = self.documents.len() > 1 || other.documents.len() > 1 || self.documents != other.documents;
        apart && is_same(self.thing, other.thing) && !(self.is_full() && other.is_short())
    }
}

/// A person with a name of several words.
fn is_full(thing: &Local) -> bool {
    thing.kind == EntityKind::Person && thing.names.iter().any(|name| plain(name).contains(' '))
}

/// Joins spellings, orders and short forms of one person's name inside a story, where one person is meant and no text tells the two apart
/// by naming both in full. What the analyser took for something else is a person too when its name is a person's.
fn persons(things: &[(usize, &Local)], stories: &[usize], groups: &mut UnionFind<usize>) {
    let mut forms: BTreeMap<(usize, EntityKind, String), Form> = BTreeMap::new();
    for (at, &(document, thing)) in things.iter().enumerate() {
        let name = thing.names.first().map(|name| plain(name)).unwrap_or_default();
        let new = || Form { thing, at, documents: BTreeSet::new() };
        forms.entry((stories[document], thing.kind, name)).or_insert_with(new).documents.insert(document);
    }
    let forms: Vec<(usize, Form)> = forms.into_iter().map(|((story, _, _), form)| (story, form)).collect();
    let mut by_word: BTreeMap<(usize, String), Vec<&Form>> = BTreeMap::new();
    let mut named_in: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (story, form) in &forms {
        codes(form.thing).into_iter().for_each(|code| by_word.entry((*story, code)).or_default().push(form));
        let documents = form.documents.iter().filter(|_| form.is_full());
        named_in.entry(groups.find(form.at)).or_default().extend(documents);
    }
    let (fuller, shorter): (Vec<_>, Vec<_>) = forms.iter().partition(|(_, form)| form.is_full());
    for (story, form) in fuller.into_iter().chain(shorter) {
        let near = codes(form.thing).into_iter().flat_map(|code| by_word[&(*story, code)].iter());
        let fitting: Vec<&Form> = near.copied().filter(|other| form.is_of(other)).collect();
        let meant: Vec<usize> = match form.is_full() {
            true => fitting.iter().map(|other| other.at).collect(),
            false => most_named(&fitting, groups).into_iter().collect(),
        };
        meant.into_iter().for_each(|other| unite(form.at, other, groups, &mut named_in));
    }
}

/// Joins two groups of names, unless a document names both in full.
fn unite(one: usize, other: usize, groups: &mut UnionFind<usize>, named_in: &mut BTreeMap<usize, BTreeSet<usize>>) {
    let (one, other) = (groups.find(one), groups.find(other));
    let told_apart =
        matches!((named_in.get(&one), named_in.get(&other)), (Some(ones), Some(others)) if !ones.is_disjoint(others));
    if one != other && !told_apart {
        groups.union(one, other);
        let documents = [one, other].into_iter().filter_map(|group| named_in.remove(&group)).flatten().collect();
        named_in.insert(groups.find(one), documents);
    }
}

/// The one of several that a short name means: the only one, or the one that far more documents name than any other.
fn most_named(fitting: &[&Form], groups: &UnionFind<usize>) -> Option<usize> {
    const FAR_MORE: usize = 3;
    let mut named: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for form in fitting {
        named.entry(groups.find(form.at)).or_default().extend(&form.documents);
    }
    let mut by_number: Vec<(usize, usize)> = named.into_iter().map(|(group, documents)| (documents.len(), group)).collect();
    by_number.sort_unstable_by(|one, other| other.cmp(one));
    match by_number[..] {
        [(_, only)] => Some(only),
        [(most, group), (next, _), ..] if most >= FAR_MORE * next => Some(group),
        _ => None,
    }
}

/// Joins a body named by one word with the one of the story whose name of several words begins with it: `Acme`, `Acme Shipping`.
fn short_forms(things: &[(usize, &Local)], stories: &[usize], rules: &Rulebook, groups: &mut UnionFind<usize>) {
    let mut forms: BTreeMap<(usize, String), Form> = BTreeMap::new();
    for (at, &(document, thing)) in things.iter().enumerate().filter(|(_, (_, thing))| is_body(thing)) {
        let name = thing.names.first().map(|name| plain(name)).unwrap_or_default();
        let new = || Form { thing, at, documents: BTreeSet::new() };
        forms.entry((stories[document], name)).or_insert_with(new).documents.insert(document);
    }
    let mut full: BTreeMap<(usize, &str), Vec<&Form>> = BTreeMap::new();
    for ((story, name), form) in &forms {
        if let Some((first, _)) = name.split_once(' ') {
            full.entry((*story, first)).or_default().push(form);
        }
    }
    for ((story, name), form) in &forms {
        let generic = name.len() <= 3 || rules.names.bodies.contains(name) || rules.names.places.contains(name);
        let fitting = full.get(&(*story, name.as_str())).filter(|_| !generic);
        if let Some(meant) = fitting.and_then(|fitting| most_named(fitting, groups)) {
            groups.union(form.at, meant);
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
        (EntityKind::Person, EntityKind::Person) if first.contains(' ') != second.contains(' ') => {
            may_be_one_person(&first, &second)
        }
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
