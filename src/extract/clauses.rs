//! Clauses: who did what to whom, with passives, relative clauses and light verbs undone.
//!
//! Every verb that is no auxiliary makes a clause; its arguments come from the dependency tree, from the verb that it is joined to or
//! governed by, and from the noun that it is said of.

mod arguments;
mod predicate;
mod words;

pub use arguments::is_label;
pub use predicate::read as predicate;
pub use words::lemma;

use super::Context;
use super::stance::frame;
use crate::model::{Clause, Span};

/// All clauses of a document, in the order of their verbs.
pub fn find(context: &Context) -> Vec<Clause> {
    (0..context.analysis.tokens.len()).filter(|&token| is_predicate(context, token)).map(|verb| clause(context, verb)).collect()
}

fn is_predicate(context: &Context, token: usize) -> bool {
    let word = &context.analysis.tokens[token];
    let form = matches!(word.pos, "VERB" | "AUX") && word.tag != "MD";
    let lexical = !matches!(word.dep, "aux" | "auxpass" | "amod" | "compound" | "prep" | "nmod" | "case" | "mark" | "cc");
    let told = context.analysis.parent(token).is_some_and(|verb| predicate::participle(context, verb) == Some(token));
    form && lexical && !told && word.span.start < word.span.end
}

fn clause(context: &Context, verb: usize) -> Clause {
    let (predicate, used) = predicate::read(context, verb);
    let passive = arguments::is_passive(context, verb)
        || predicate::is_undergone(context, verb, &predicate)
        || predicate::participle(context, verb).is_some();
    let arguments = arguments::read(context, verb, &used, passive);
    let frame = frame(context, verb);
    let own = |child: &usize| matches!(context.analysis.tokens[*child].dep, "aux" | "auxpass" | "neg" | "prt" | "acomp" | "attr");
    let tokens = context.analysis.children(verb).filter(own).chain(arguments.iter().map(|argument| argument.head)).chain(used);
    let sentence = context.analysis.tokens[verb].sentence;
    let here = |&token: &usize| context.analysis.tokens[token].sentence == sentence;
    let span = tokens
        .filter(here)
        .fold(context.analysis.tokens[verb].span, |span: Span, token| span.cover(context.analysis.tokens[token].span));
    Clause {
        sentence,
        head: verb,
        predicate,
        arguments,
        negated: frame.negated,
        modality: frame.modality,
        stance: frame.stance,
        attribution: frame.attribution,
        when: super::times::of(context, verb),
        places: super::places::of(context, verb),
        span,
    }
}

#[cfg(test)]
mod tests;
