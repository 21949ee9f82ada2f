//! Pronouns, relative pronouns and plain descriptions: which of the named things of the document they point to.
//!
//! Only the plain cases are settled; what is left open is a thing of its own, so that nothing is said of the wrong one.

use std::collections::BTreeMap;

use super::{Local, Locals};
use crate::model::{EntityKind, Mention, Reading};
use crate::rules::Rulebook;
use crate::rules::lexicon::{Family, Gender};

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
        "he" | "him" | "his" | "she" | "her" | "himself" | "herself" => {
            person_before(reading, things, of, at, |other| !is_contrary(reading, other, &word, rules))
        }
        "their" if is_of_kin(reading, mention, rules) => person_before(reading, things, of, at, |_| true),
        "who" | "which" | "that" | "whom" | "whose" => relative(reading, of, at),
        "it" | "its" | "itself" => body_before(reading, things, of, at, true),
        _ if is_body_description(reading, mention, &word, rules) => body_before(reading, things, of, at, false),
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
    let lemma = reading.analysis.tokens[mention.head].lemma.to_lowercase();
    let definite = word.strip_prefix("the ").is_some_and(|rest| !rest.contains(' '));
    definite
        && matches!(
            lemma.as_str(),
            "group" | "party" | "company" | "organisation" | "organization" | "movement" | "club" | "firm" | "agency" | "union"
        )
        && rules.names.bodies.contains(&lemma) | (lemma == "firm")
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
    let female = matches!(pronoun, "she" | "her" | "hers" | "herself");
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

fn sentence(reading: &Reading, mention: usize) -> usize {
    reading.analysis.tokens[reading.mentions[mention].head].sentence
}

fn is_subject(reading: &Reading, mention: usize) -> bool {
    reading.analysis.tokens[reading.mentions[mention].head].dep.starts_with("nsubj")
}
