//! What sort of thing each name names: a vote of the model's labels and of the words around all places of the name.

use std::collections::{BTreeMap, HashMap};

use super::{Name, Text};
use crate::model::EntityKind;
use crate::rules::predicates::Embedding;
use crate::rules::words::grammar;

const KINDS: [EntityKind; 7] = [
    EntityKind::Person,
    EntityKind::Organisation,
    EntityKind::Polity,
    EntityKind::Place,
    EntityKind::People,
    EntityKind::Event,
    EntityKind::Thing,
];

type Votes = BTreeMap<EntityKind, f32>;

/// The kind that a label of the model stands for; none for labels of times and figures.
pub fn of_label(label: &str) -> Option<EntityKind> {
    Some(match label {
        "PERSON" => EntityKind::Person,
        "ORG" => EntityKind::Organisation,
        "GPE" => EntityKind::Polity,
        "LOC" | "FAC" => EntityKind::Place,
        "NORP" => EntityKind::People,
        "EVENT" => EntityKind::Event,
        "PRODUCT" | "WORK_OF_ART" | "LAW" => EntityKind::Thing,
        _ => return None,
    })
}

/// The kind of each name, in order.
pub fn vote(text: &Text, names: &[Name]) -> Vec<EntityKind> {
    let mut ballots: HashMap<String, Votes> = HashMap::new();
    for name in names {
        let votes = ballots.entry(key(text, name)).or_default();
        for (kind, weight) in evidence(text, name) {
            *votes.entry(kind).or_default() += weight;
        }
    }
    lend_to_full_names(text, names, &mut ballots);
    let surnames = surnames(text, names, &ballots);
    names.iter().map(|name| decide(text, name, &ballots[&key(text, name)], &surnames)).collect()
}

/// A name of several words that nobody has an opinion of is a person's where its last word alone is.
fn lend_to_full_names(text: &Text, names: &[Name], ballots: &mut HashMap<String, Votes>) {
    for name in names.iter().filter(|name| (2..=4).contains(&name.tokens.len())) {
        let last = ballots.get(&text.lower(name.tokens.end - 1)).and_then(|votes| votes.get(&EntityKind::Person)).copied();
        if let (Some(weight), Some(votes)) = (last, ballots.get_mut(&key(text, name))) {
            *votes.entry(EntityKind::Person).or_default() += weight.min(2.0) * 0.75;
        }
    }
}

fn key(text: &Text, name: &Name) -> String {
    name.tokens.clone().map(|token| text.lower(token)).collect::<Vec<_>>().join(" ")
}

fn winner(votes: &Votes) -> (EntityKind, f32) {
    let mut best = (EntityKind::Thing, 0.0);
    for kind in KINDS {
        let weight = votes.get(&kind).copied().unwrap_or_default();
        if weight > best.1 {
            best = (kind, weight);
        }
    }
    best
}

/// Last words of names of several words that are surely of persons, with how sure.
fn surnames(text: &Text, names: &[Name], ballots: &HashMap<String, Votes>) -> HashMap<String, f32> {
    let mut surnames = HashMap::new();
    for name in names.iter().filter(|name| name.tokens.len() > 1) {
        let (kind, weight) = winner(&ballots[&key(text, name)]);
        if kind == EntityKind::Person {
            let best = surnames.entry(text.lower(name.tokens.end - 1)).or_insert(weight);
            *best = weight.max(*best);
        }
    }
    surnames
}

fn decide(text: &Text, name: &Name, votes: &Votes, surnames: &HashMap<String, f32>) -> EntityKind {
    let (kind, weight) = winner(votes);
    if name.tokens.len() == 1 && kind != EntityKind::Person {
        let person = surnames.get(&text.lower(name.tokens.start)).copied().unwrap_or_default();
        let own = votes.get(&EntityKind::Person).copied().unwrap_or_default();
        if person + own > weight {
            return EntityKind::Person;
        }
    }
    kind
}

/// What one place of a name says of its kind.
fn evidence(text: &Text, name: &Name) -> Vec<(EntityKind, f32)> {
    let mut votes = Vec::new();
    let headline = name.tokens.clone().any(|token| is_everyday(text.word(token)));
    if let Some(kind) = name.label.and_then(of_label).filter(|kind| *kind != EntityKind::Person || !headline) {
        votes.push((kind, 1.0));
    }
    votes.extend(inside(text, name));
    votes.extend(around(text, name));
    votes
}

/// A word in small letters that is no particle of a name: what stands among it is a headline, not a person.
fn is_everyday(word: &str) -> bool {
    word.len() > 3 && word.chars().all(|letter| letter.is_ascii_lowercase())
}

/// Words of the name itself.
fn inside(text: &Text, name: &Name) -> Vec<(EntityKind, f32)> {
    let words = &text.rules.names;
    let last = text.lower(name.tokens.end - 1);
    let first = text.lower(name.tokens.start);
    let several = name.tokens.len() > 1;
    let mut votes = Vec::new();
    let whole = text.document.slice(text.analysis.span(name.tokens.clone()));
    if let Some(polity) = text.rules.lexicon.polity(whole) {
        let demonym = polity.demonyms.iter().any(|demonym| demonym == whole);
        votes.push((if demonym { EntityKind::People } else { EntityKind::Polity }, 5.0));
    }
    let of = name.tokens.clone().find(|&token| text.lower(token) == "of");
    let before_of = of.map(|at| text.lower(at - 1)).unwrap_or_default();
    if several && (words.bodies.contains(&last) || words.bodies.contains(&before_of) || words.bodies.contains(&first)) {
        votes.push((EntityKind::Organisation, 2.5));
    }
    if several && (words.places.contains(&last) || words.places.contains(&first)) {
        votes.push((EntityKind::Place, 2.5));
    }
    let acronym = text.word(name.tokens.start);
    if !several
        && acronym.len() > 1
        && acronym.chars().all(|letter| letter.is_uppercase() || letter == '-' || letter.is_numeric())
    {
        votes.push((EntityKind::Organisation, 1.5));
    }
    votes
}

/// Words before and after the name.
fn around(text: &Text, name: &Name) -> Vec<(EntityKind, f32)> {
    let tokens = &text.analysis.tokens;
    let mut votes = Vec::new();
    let same = |at: usize| at < tokens.len() && tokens[at].sentence == tokens[name.tokens.start].sentence;
    let before = name.tokens.start.checked_sub(1).filter(|&at| same(at));
    if before.is_some_and(|at| tokens[at].pos != "ADJ" && text.is_title(at)) {
        votes.push((EntityKind::Person, 3.0));
    }
    let after = name.tokens.end;
    if same(after + 2) && text.word(after) == "," && is_age(text, after + 1) {
        votes.push((EntityKind::Person, 3.0));
    }
    let who = |at: usize| same(at) && grammar().who.has(text.lower(at).as_str());
    let place = matches!(name.label, Some("GPE" | "LOC" | "FAC"));
    if who(after) && !place || (same(after + 1) && text.word(after) == "," && who(after + 1)) {
        votes.push((EntityKind::Person, 2.5));
    }
    if same(after + 1) && text.word(after) == "," && text.lower(after + 1) == "which" {
        votes.push((EntityKind::Person, -8.0));
    }
    let head = super::head_of(text.analysis, name.tokens.clone());
    let says = |at: usize| text.rules.predicates.stance.embeds(&tokens[at].lemma, Embedding::Say);
    if tokens[head].dep == "nsubj" && says(tokens[head].head) && name.tokens.len() > 1 {
        votes.push((EntityKind::Person, 0.7));
    }
    if same(after) && text.is_title(after) && tokens[head].dep == "compound" && tokens[head].head == after {
        votes.push((EntityKind::Organisation, 0.9));
    }
    if is_called_body(text, name.tokens.start, head) {
        votes.push((EntityKind::Organisation, 3.0));
    } else if apposition(text, head)
        || !matches!(name.label, Some(label) if label != "PERSON") && is_behind_office(text, name, head)
    {
        votes.push((EntityKind::Person, 2.0));
    }
    let deed = |at: usize| text.rules.names.deeds.contains(&tokens[at].lemma.to_lowercase());
    if tokens[head].dep == "nsubj" && deed(tokens[head].head) && (2..=4).contains(&name.tokens.len()) {
        votes.push((EntityKind::Person, 1.5));
    }
    let class = |at: usize| same(at) && text.rules.measures.gazetteer.is_class(&tokens[at].lemma.to_lowercase());
    if before.is_some_and(|at| text.lower(at) == "of" && at > 0 && class(at - 1)) {
        votes.push((EntityKind::Polity, 2.0));
    }
    if matches!(name.label, None | Some("PERSON"))
        && before.is_some_and(|at| text.lower(at) == "of" && is_named_by_title(text, at))
    {
        votes.push((EntityKind::Polity, 2.0));
    }
    if before.is_some_and(|at| grammar().before_town.has(text.lower(at).as_str())) && tokens[head].dep == "pobj" {
        votes.push((EntityKind::Polity, 0.8));
    }
    votes
}

/// `Mayor Ada Berg of`: whoever has a title before the name is of a place or body, not of a person.
fn is_named_by_title(text: &Text, of: usize) -> bool {
    let tokens = &text.analysis.tokens;
    let name =
        tokens[..of].iter().rev().take(4).take_while(|token| token.pos == "PROPN" && token.sentence == tokens[of].sentence);
    (2..=name.count() + 1).any(|back| of >= back && text.is_title(of - back))
}

/// The name stands beside a noun for a body: `the shipowner, NAME`, `NAME, a family company`, `NAME is a company`.
fn is_called_body(text: &Text, start: usize, head: usize) -> bool {
    let tokens = &text.analysis.tokens;
    let noun = |at: usize| tokens[at].pos == "NOUN" && text.rules.predicates.parts.is_body(&tokens[at].lemma.to_lowercase());
    let comma = start.checked_sub(1).filter(|&at| text.word(at) == ",");
    let before = comma.unwrap_or(start).checked_sub(1);
    let close = before.is_some_and(|at| tokens[at].sentence == tokens[head].sentence && noun(at));
    let below = text.analysis.children(head).any(|child| tokens[child].dep == "appos" && noun(child));
    let is = text.analysis.parent(head).filter(|&verb| tokens[head].dep == "nsubj" && tokens[verb].lemma == "be");
    close || below || is.and_then(|verb| text.analysis.child(verb, &["attr"])).is_some_and(noun)
}

/// The name stands beside a noun that only a person is: `the director, NAME`, `NAME, a teacher`.
fn apposition(text: &Text, head: usize) -> bool {
    let tokens = &text.analysis.tokens;
    let noun = |at: usize| tokens[at].pos == "NOUN" && text.is_title(at);
    let below = text.analysis.children(head).any(|child| tokens[child].dep == "appos" && noun(child));
    below || tokens[head].dep == "appos" && noun(tokens[head].head)
}

/// The name stands behind an office with its body: `the mayor of Bergen, NAME`, where the parser may take it for another name of the body.
fn is_behind_office(text: &Text, name: &Name, head: usize) -> bool {
    let tokens = &text.analysis.tokens;
    let up = |token: usize, dep: &str| text.analysis.parent(token).filter(|_| tokens[token].dep == dep);
    let office = up(head, "appos").and_then(|body| up(body, "pobj")).and_then(|link| up(link, "prep"));
    (2..=4).contains(&name.tokens.len()) && office.is_some_and(|noun| tokens[noun].pos == "NOUN" && text.is_title(noun))
}

fn is_age(text: &Text, token: usize) -> bool {
    text.word(token).parse::<u8>().is_ok_and(|age| (5..110).contains(&age))
        && matches!(text.word(token + 1), "," | "." | ")" | ";")
}
