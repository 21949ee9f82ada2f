//! Deeds that are put as belonging to somebody: `the equaliser belonged to Lund`, `the attack was the work of the rebels`, `the mediator,
//! Anna Berg`. Each is read as the clause in which that one does it.

use super::arguments::{argument, inner, spread};
use super::beside;
use crate::extract::Context;
use crate::model::{Argument, Role};

/// The deed and who did it, in place of a clause that says whose it was.
pub fn credited(context: &Context, verb: usize, arguments: &[Argument]) -> Option<(String, Vec<Argument>)> {
    let parts = &context.rules.predicates.parts;
    let analysis = context.analysis;
    let mut of = arguments.iter().filter(|argument| argument.role == Role::Agent);
    let (thing, None) = (of.next()?, of.next()) else { return None };
    let deed = deed(context, thing)?;
    let mut done = Vec::new();
    match context.rules.predicates.nouns.verb(&analysis.tokens[thing.head].lemma) {
        Some(_) => inner(context, thing.head, &mut done),
        None => done.push(Argument { role: Role::Patient, ..thing.clone() }),
    }
    let owner = |noun: usize| {
        let of =
            analysis.children(noun).find(|&child| analysis.tokens[child].dep == "prep" && analysis.tokens[child].lemma == "of");
        of.and_then(|of| analysis.child(of, &["pobj"])).or_else(|| analysis.child(noun, &["poss"]))
    };
    let work = analysis.child(verb, &["attr"]).filter(|&noun| parts.credits_of(&analysis.tokens[noun].lemma)).and_then(owner);
    let base = analysis.tokens[verb].lemma.to_lowercase();
    let handed = |&child: &usize| {
        let token = &analysis.tokens[child];
        matches!(token.dep, "prep" | "dative" | "agent") && parts.credits(&format!("{base} {}", token.lemma.to_lowercase()))
    };
    let under = analysis.children(verb).find(handed).and_then(|word| analysis.child(word, &["pobj"]));
    spread(context, work.or(under)?, Role::Agent, &mut done);
    Some((deed, done))
}

/// The verb of what somebody has done.
fn deed(context: &Context, thing: &Argument) -> Option<String> {
    let predicates = &context.rules.predicates;
    let noun = context.analysis.tokens[thing.head].lemma.to_lowercase();
    if context.analysis.tokens[thing.head].pos != "NOUN" {
        return None;
    }
    predicates.nouns.verb(&noun).or_else(|| predicates.parts.deed(&noun)).map(str::to_string)
}

/// The deed of the one who is named beside a noun for a doer.
pub fn doer(context: &Context, noun: usize) -> Option<(String, Vec<Argument>)> {
    let analysis = context.analysis;
    let token = &analysis.tokens[noun];
    let deed = context.rules.predicates.parts.doer(&token.lemma.to_lowercase()).filter(|_| token.tag == "NN")?;
    let definite = analysis.child(noun, &["det"]).is_some_and(|article| context.text(article).eq_ignore_ascii_case("the"));
    let name = beside::person(context, noun).filter(|_| definite)?;
    let mut done = vec![argument(context, name, Role::Agent)];
    let of = analysis.children(noun).find(|&child| analysis.tokens[child].dep == "prep" && analysis.tokens[child].lemma == "of");
    if let Some(object) = of.and_then(|of| analysis.child(of, &["pobj"])) {
        spread(context, object, Role::Patient, &mut done);
    }
    Some((deed.to_string(), done))
}
