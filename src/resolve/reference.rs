//! Pronouns, relative pronouns and plain descriptions: which of the named things of the document they point to.
//!
//! Only the plain cases are settled; what is left open is a thing of its own, so that nothing is said of the wrong one.

use std::collections::BTreeMap;

use super::{Local, Locals};
use crate::model::{EntityKind, Mention, Reading};
use crate::rules::Rulebook;
use crate::rules::lexicon::{Family, Gender};
use crate::rules::words::grammar;

/// How many sentences back a pronoun looks.
const REACH: usize = 2;

/// Gives every mention that is no name its thing; equal descriptions are one thing.
pub fn settle(reading: &Reading, mut things: Vec<Local>, named: Vec<Option<usize>>, rules: &Rulebook) -> Locals {
    let mut of = named;
    let mut described: BTreeMap<String, usize> = BTreeMap::new();
    for at in 0..of.len() {
        if of[at].is_some() {
            continue;
        }
        let mention = &reading.mentions[at];
        let thing = antecedent(reading, &things, &of, at, rules).unwrap_or_else(|| {
            let fresh = things.len();
            let thing =
                if is_pronoun(reading, mention) { fresh } else { *described.entry(mention.name.clone()).or_insert(fresh) };
            if thing == fresh {
                things.push(Local { kind: EntityKind::Common, names: vec![mention.name.clone()] });
            }
            thing
        });
        of[at] = Some(thing);
    }
    Locals { things, of: of.into_iter().flatten().collect() }
}

fn is_pronoun(reading: &Reading, mention: &Mention) -> bool {
    reading.analysis.tokens[mention.head].pos == "PRON"
}

fn antecedent(reading: &Reading, things: &[Local], of: &[Option<usize>], at: usize, rules: &Rulebook) -> Option<usize> {
    let mention = &reading.mentions[at];
    let word = reading.document.slice(mention.span).to_lowercase();
    match word.as_str() {
        he if grammar().he_and_she_in_any_case.has(he) => {
            let bearer = kin(reading, mention, rules);
            let bearer = bearer.and_then(|token| (0..of.len()).find(|&other| reading.mentions[other].tokens.contains(&token)));
            let own = bearer.and_then(|bearer| of[bearer]);
            let contrary = |other: usize| is_contrary(reading, other, &word, rules);
            person_before(reading, things, of, at, |other| (own.is_none() || of[other] != own) && !contrary(other))
        }
        "their" if is_of_kin(reading, mention, rules) => person_before(reading, things, of, at, |_| true),
        who if grammar().relative_pronouns.has(who) => relative(reading, of, at),
        it if grammar().it_in_any_case.has(it) => {
            body_before(reading, things, of, at, true).or_else(|| thing_before(reading, things, of, at))
        }
        _ if is_local_description(reading, mention, rules) => main_body(reading, things, of),
        _ if is_body_description(reading, mention, &word, rules) => body_before(reading, things, of, at, false),
        _ => None,
    }
}

/// The one who is called somebody's kin: `Lund, her brother`, `Lund is her brother`, `Lund, who is married to her sister`; never the owner
/// of the pronoun.
fn kin(reading: &Reading, possessive: &Mention, rules: &Rulebook) -> Option<usize> {
    let analysis = &reading.analysis;
    let noun = analysis.parent(possessive.head)?;
    let word = rules.lexicon.relation(&analysis.tokens[noun].lemma.to_lowercase())?;
    let up = analysis.parent(noun).filter(|_| word.family == Family::Kinship)?;
    match analysis.tokens[noun].dep {
        "appos" => Some(up),
        "attr" => analysis.child(up, &["nsubj"]),
        "pobj" => {
            let verb = analysis
                .parent(up)
                .filter(|&verb| analysis.tokens[verb].lemma == "marry" || analysis.tokens[verb].lemma == "married")?;
            let clause = analysis.ancestors(verb).find(|&above| analysis.tokens[above].dep == "relcl");
            let verb = if analysis.tokens[verb].dep == "relcl" { Some(verb) } else { clause };
            verb.and_then(|verb| analysis.parent(verb))
        }
        _ => None,
    }
}

/// `their daughter`: what a couple has, each of the two has.
fn is_of_kin(reading: &Reading, possessive: &Mention, rules: &Rulebook) -> bool {
    let owned = &reading.analysis.tokens[reading.analysis.tokens[possessive.head].head];
    let word = rules.lexicon.relation(&owned.lemma.to_lowercase());
    owned.tag == "NN" && word.is_some_and(|word| word.family == Family::Kinship)
}

/// `the group`, `the company`: a definite description of a body that is named nearby.
fn is_body_description(reading: &Reading, mention: &Mention, word: &str, rules: &Rulebook) -> bool {
    let definite = word.strip_prefix("the ").is_some_and(|rest| !rest.contains(' '));
    definite && rules.predicates.parts.is_body(&reading.analysis.tokens[mention.head].lemma.to_lowercase())
}

/// `the Oslo company`, `the Norwegian firm`: a definite description of a company by its place.
fn is_local_description(reading: &Reading, mention: &Mention, rules: &Rulebook) -> bool {
    let analysis = &reading.analysis;
    let place = |&child: &usize| {
        let name = reading.document.slice(analysis.tokens[child].span);
        matches!(analysis.tokens[child].dep, "compound" | "amod" | "nmod")
            && (analysis.tokens[child].pos == "PROPN" || rules.lexicon.polity(name).is_some())
    };
    let mut before = analysis.children(mention.head).filter(|&child| child < mention.head);
    let article =
        before.next().is_some_and(|child| reading.document.slice(analysis.tokens[child].span).eq_ignore_ascii_case("the"));
    let only = before.next().is_some_and(|child| place(&child)) && before.next().is_none();
    article && only && rules.predicates.parts.is_firm(&analysis.tokens[mention.head].lemma.to_lowercase())
}

/// The body that the document speaks of most; of two, the one that the document begins to speak of.
fn main_body(reading: &Reading, things: &[Local], of: &[Option<usize>]) -> Option<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for &thing in of.iter().flatten().filter(|&&thing| things[thing].kind == EntityKind::Organisation) {
        *counts.entry(thing).or_default() += 1;
    }
    let most = counts.values().copied().max()?;
    let first = (0..reading.mentions.len()).find(|&mention| of[mention].is_some_and(|thing| counts.contains_key(&thing)))?;
    let opens = is_subject(reading, first).then_some(of[first]).flatten().filter(|thing| counts[thing] == most);
    let mut leaders = counts.into_iter().filter(|(_, count)| *count == most && most > 1).map(|(thing, _)| thing);
    opens.or_else(|| leaders.next().filter(|_| leaders.next().is_none()))
}

/// The head of the clause that a relative pronoun belongs to.
fn relative(reading: &Reading, of: &[Option<usize>], at: usize) -> Option<usize> {
    let analysis = &reading.analysis;
    let head = reading.mentions[at].head;
    let verb = analysis.ancestors(head).find(|&up| analysis.tokens[up].dep == "relcl")?;
    let antecedent = analysis.tokens[verb].head;
    (0..at).rev().find(|&other| reading.mentions[other].tokens.contains(&antecedent)).and_then(|other| of[other])
}

/// Whether a pronoun cannot stand for a name because of its gender: `she` for the one in `her husband, NAME`.
fn is_contrary(reading: &Reading, name: usize, pronoun: &str, rules: &Rulebook) -> bool {
    let analysis = &reading.analysis;
    let head = reading.mentions[name].head;
    let up = |&token: &usize| analysis.parent(token).filter(|_| analysis.tokens[token].dep == "appos");
    let above = std::iter::successors(Some(head), up).skip(1);
    let below = analysis.children(head).filter(|&child| matches!(analysis.tokens[child].dep, "appos" | "compound"));
    let female = grammar().she_in_any_case.has(pronoun);
    let wanted = if female { Gender::Female } else { Gender::Male };
    above.chain(below).any(|noun| {
        let word = rules.lexicon.relation(&analysis.tokens[noun].lemma.to_lowercase());
        word.and_then(|word| word.gender).is_some_and(|gender| gender != wanted)
    })
}

/// The person last spoken of, subjects first, of those that can be meant.
fn person_before(
    reading: &Reading,
    things: &[Local],
    of: &[Option<usize>],
    at: usize,
    can_be: impl Fn(usize) -> bool,
) -> Option<usize> {
    let mut near: Vec<(usize, usize)> = Vec::new();
    for other in (0..at).rev() {
        let distance = sentence(reading, at) - sentence(reading, other);
        if distance > REACH {
            break;
        }
        if let Some(thing) = of[other].filter(|&thing| things[thing].kind == EntityKind::Person && can_be(other)) {
            near.push((2 * distance + usize::from(!is_subject(reading, other)), thing));
        }
    }
    near.into_iter().min_by_key(|(rank, _)| *rank).map(|(_, thing)| thing)
}

/// The body last spoken of: as subject of the same or the last sentence for a pronoun, at all for a description.
fn body_before(reading: &Reading, things: &[Local], of: &[Option<usize>], at: usize, subject_only: bool) -> Option<usize> {
    (0..at).rev().take_while(|&other| sentence(reading, at) - sentence(reading, other) <= 1).find_map(|other| {
        let state =
            |kind: EntityKind| subject_only && kind == EntityKind::Polity && sentence(reading, at) == sentence(reading, other);
        let wanted = of[other].filter(|&thing| things[thing].kind == EntityKind::Organisation || state(things[thing].kind))?;
        (!subject_only || is_subject(reading, other)).then_some(wanted)
    })
}

/// What the sentence before speaks of, for a pronoun that opens its own: `The trial was large. It was paid for by ..`.
fn thing_before(reading: &Reading, things: &[Local], of: &[Option<usize>], at: usize) -> Option<usize> {
    let analysis = &reading.analysis;
    let opens = |mention: usize| {
        let token = reading.mentions[mention].tokens.start;
        is_subject(reading, mention) && analysis.sentences[analysis.tokens[token].sentence].tokens.start == token
    };
    if let Some(object) = only_object(reading, at).filter(|_| opens(at)) {
        return of[object];
    }
    let before = (0..at).rev().take_while(|&other| sentence(reading, at) - sentence(reading, other) <= 1);
    let mut before = before.filter(|&other| opens(at) && sentence(reading, at) - sentence(reading, other) == 1 && opens(other));
    let other = before.next()?;
    let paragraph = |mention: usize| analysis.sentences[sentence(reading, mention)].paragraph;
    of[other].filter(|&thing| {
        things[thing].kind == EntityKind::Common
            && !is_pronoun(reading, &reading.mentions[other])
            && paragraph(other) == paragraph(at)
    })
}

/// The one thing that somebody in the sentence before does something to: `Mayor Berg promised to rebuild the hall. It ..`.
fn only_object(reading: &Reading, at: usize) -> Option<usize> {
    let analysis = &reading.analysis;
    let last = (0..at).filter(|&other| sentence(reading, at) - sentence(reading, other) == 1);
    let paragraph = |mention: usize| analysis.sentences[sentence(reading, mention)].paragraph;
    let (mut person, mut objects) = (false, Vec::new());
    for other in last.filter(|&other| paragraph(other) == paragraph(at)) {
        let mention = &reading.mentions[other];
        let token = &analysis.tokens[mention.head];
        person |= is_subject(reading, other) && mention.kind == EntityKind::Person;
        let thing = mention.kind == EntityKind::Common && token.tag == "NN";
        objects.extend((thing && matches!(token.dep, "dobj" | "pobj" | "attr")).then_some((other, token.dep)));
    }
    match objects[..] {
        [(only, "dobj")] if person => Some(only),
        _ => None,
    }
}

fn sentence(reading: &Reading, mention: usize) -> usize {
    reading.analysis.tokens[reading.mentions[mention].head].sentence
}

fn is_subject(reading: &Reading, mention: usize) -> bool {
    reading.analysis.tokens[reading.mentions[mention].head].dep.starts_with("nsubj")
}
