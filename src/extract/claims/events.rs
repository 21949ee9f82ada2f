//! Events that are told by a noun (`the signing of the contract by the board`, `his arrest`), and what is said not to be there at all:
//! `no refund`, `without a licence`.

use super::{Maker, Voice, voice};
use crate::model::claim::Part;
use crate::model::{Claim, Role, Span, Value};
use crate::rules::words::grammar;

pub fn claims(maker: &Maker) -> Vec<Claim> {
    (0..maker.analysis.tokens.len()).filter_map(|token| event(maker, token).or_else(|| absent(maker, token))).collect()
}

/// The deed that a noun names, with those who do it and suffer it.
fn event(maker: &Maker, noun: usize) -> Option<Claim> {
    let token = &maker.analysis.tokens[noun];
    let verb =
        maker.rules.predicates.nouns.verb(&maker.lemma(noun)).filter(|_| token.pos == "NOUN" && token.dep != "compound")?;
    let denier = none(maker, noun);
    let parts: Vec<Part> = maker.analysis.children(noun).filter_map(|child| part(maker, child)).collect();
    let named = denier.is_some() || !parts.is_empty();
    named.then(|| claim(maker, noun, denier, Value::Deed { predicate: verb.to_string(), negated: denier.is_some(), parts }))
}

/// Who stands to the noun of an event as its subject or its object would to the verb.
fn part(maker: &Maker, child: usize) -> Option<Part> {
    let token = &maker.analysis.tokens[child];
    let object = || maker.analysis.child(child, &["pobj"]);
    let (role, head) = match (token.dep, token.lemma.as_str()) {
        ("poss", _) => (Role::Agent, child),
        ("prep" | "agent", "by") => (Role::Agent, object()?),
        ("prep", "of") => (Role::Patient, object()?),
        _ => return None,
    };
    Some(Part { role, thing: maker.thing(head) })
}

/// A thing of which there is none.
fn absent(maker: &Maker, noun: usize) -> Option<Claim> {
    let denier = none(maker, noun).filter(|_| maker.analysis.tokens[noun].pos == "NOUN")?;
    let parts = vec![Part { role: Role::Patient, thing: maker.thing(noun) }];
    Some(claim(maker, noun, Some(denier), Value::Deed { predicate: "exist".to_string(), negated: true, parts }))
}

/// The word by which there is none.
fn none(maker: &Maker, noun: usize) -> Option<usize> {
    let is_none = |token: &usize| grammar().absence.has(maker.lemma(*token).as_str());
    let before = maker.analysis.children(noun).find(|child| *child < noun && is_none(child));
    let over = || maker.analysis.ancestors(noun).take(2).find(|up| *up < noun && is_none(up));
    before.or_else(|| over().filter(|_| maker.analysis.tokens[noun].dep == "pobj"))
}

fn claim(maker: &Maker, noun: usize, denier: Option<usize>, value: Value) -> Claim {
    let sentence = maker.analysis.tokens[noun].sentence;
    let clause = maker.clause(noun).filter(|clause| clause.sentence == sentence);
    let own = maker.span(noun);
    let words: Vec<Span> = denier.map(|token| maker.span(token)).into_iter().chain([own]).collect();
    let span = words.iter().copied().fold(own, Span::cover);
    let evidence = maker.grounds(sentence, span, &words, "event-noun");
    let attribute = match &value {
        Value::Deed { predicate, .. } => predicate.clone(),
        _ => String::new(),
    };
    let claim = maker.claim(Some(maker.thing(noun)), &attribute, value, &clause.map_or(Voice::PLAIN, voice), evidence);
    maker.within(clause, claim).identified()
}
