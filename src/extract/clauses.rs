//! Clauses: who did what to whom, with passives, relative clauses and light verbs undone.
//!
//! Every verb that is no auxiliary makes a clause; its arguments come from the dependency tree, from the verb that it is joined to or
//! governed by, and from the noun that it is said of.

mod arguments;
mod beside;
mod credit;
mod predicate;
mod words;

pub use arguments::is_label;
pub use predicate::read as predicate;
pub use words::lemma;

use super::Context;
use super::stance::frame;
use crate::model::{Argument, Clause, Span, Tense};

/// All clauses of a document, in the order of their verbs.
pub fn find(context: &Context) -> Vec<Clause> {
    let of = |token: usize| match is_predicate(context, token) {
        true => Some(clause(context, token)),
        false => credit::doer(context, token).map(|(deed, arguments)| build(context, token, deed, arguments, &[])),
    };
    (0..context.analysis.tokens.len()).filter_map(of).collect()
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
    match credit::credited(context, verb, &arguments) {
        Some((deed, arguments)) => build(context, verb, deed, arguments, &used),
        None => build(context, verb, predicate, arguments, &used),
    }
}

fn build(context: &Context, head: usize, predicate: String, arguments: Vec<Argument>, used: &[usize]) -> Clause {
    let frame = frame(context, head);
    let own = |child: &usize| matches!(context.analysis.tokens[*child].dep, "aux" | "auxpass" | "neg" | "prt" | "acomp" | "attr");
    let sentence = context.analysis.tokens[head].sentence;
    let here = |token: &usize| context.analysis.tokens[*token].sentence == sentence;
    let words = context.analysis.children(head).filter(own).chain(used.iter().copied()).chain(frame.negators.iter().copied());
    let words = words.filter(here).map(|token| context.analysis.tokens[token].span);
    let phrases = arguments.iter().filter(|argument| here(&argument.head)).map(|argument| argument.span);
    let span = words.chain(phrases).fold(context.analysis.tokens[head].span, Span::cover);
    Clause {
        sentence,
        head,
        predicate,
        arguments,
        governs: governed(context, head),
        tense: tense(context, head),
        negated: frame.negated,
        modality: frame.modality,
        stance: frame.stance,
        attribution: frame.attribution,
        when: super::times::of(context, head),
        places: super::places::of(context, head),
        span,
    }
}

/// The verb of a clause that is the verb's own complement.
fn governed(context: &Context, verb: usize) -> Option<String> {
    let analysis = context.analysis;
    let clause = analysis.child(verb, &["xcomp", "ccomp"]).filter(|&clause| clause > verb)?;
    matches!(analysis.tokens[clause].pos, "VERB" | "AUX").then(|| predicate::read(context, clause).0)
}

/// The tense of the finite verb; that of a participle or an infinitive is the tense of what it hangs on.
fn tense(context: &Context, verb: usize) -> Tense {
    let analysis = context.analysis;
    let tags = |token: usize| analysis.tokens[token].tag;
    let auxiliary = analysis.children(verb).filter(|&child| matches!(analysis.tokens[child].dep, "aux" | "auxpass"));
    let finite = auxiliary.chain([verb]).find(|&token| matches!(tags(token), "VBZ" | "VBP" | "VBD"));
    match finite {
        Some(token) if tags(token) != "VBD" => Tense::Present,
        Some(token) if token != verb && analysis.tokens[token].lemma == "have" => Tense::Pluperfect,
        Some(_) => Tense::Past,
        None => analysis.parent(verb).filter(|&head| head < verb).map_or(Tense::Past, |head| tense(context, head)),
    }
}

#[cfg(test)]
mod tests;
