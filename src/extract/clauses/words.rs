//! The words of a noun phrase that carry its sense, in a form in which they can be compared.

use crate::extract::Context;
use crate::model::name::folded;
use crate::rules::words::grammar;

/// The head of a noun phrase for the sake of comparison (`the plan to renovate the bridge` is about renovating) and its words.
pub fn phrase(context: &Context, head: usize) -> (String, Vec<String>) {
    let mut words = Vec::new();
    collect(context, head, head, &mut words);
    words.sort();
    words.dedup();
    (lemma(context, essence(context, head)), words)
}

/// The lemma of a word, folded; of a noun that names an event, the verb of that event.
pub fn lemma(context: &Context, token: usize) -> String {
    let word = &context.analysis.tokens[token];
    let lemma = if word.pos == "PROPN" { folded(context.text(token)) } else { folded(&word.lemma) };
    match context.rules.predicates.nouns.verb(&lemma).filter(|_| word.pos == "NOUN") {
        Some(verb) => verb.to_string(),
        None => lemma,
    }
}

/// What a noun phrase is about: the complement of a noun that stands for what follows it.
fn essence(context: &Context, head: usize) -> usize {
    let analysis = context.analysis;
    if !context.rules.predicates.nouns.transparent(&analysis.tokens[head].lemma) {
        return head;
    }
    let of = analysis.children(head).find(|&child| {
        analysis.tokens[child].dep == "prep" && grammar().before_essence.has(analysis.tokens[child].lemma.as_str())
    });
    let object = of.and_then(|of| analysis.child(of, &["pobj", "pcomp"]));
    object.or_else(|| analysis.child(head, &["acl"]).filter(|&verb| analysis.tokens[verb].tag == "VB")).unwrap_or(head)
}

fn collect(context: &Context, token: usize, top: usize, into: &mut Vec<String>) {
    let word = &context.analysis.tokens[token];
    if matches!(word.pos, "NOUN" | "PROPN" | "ADJ" | "NUM" | "VERB") {
        into.push(lemma(context, token));
    }
    into.extend(dated(context, token));
    for child in context.analysis.children(token) {
        let part = match context.analysis.tokens[child].dep {
            "compound" | "amod" | "nummod" | "poss" | "nmod" | "quantmod" | "pobj" | "pcomp" | "dobj" => true,
            "prep" => grammar().within_phrase.has(context.analysis.tokens[child].lemma.as_str()),
            "acl" => context.analysis.tokens[child].tag == "VB",
            "flat" | "appos" => token == top && context.analysis.tokens[child].pos == "PROPN",
            _ => false,
        };
        if part {
            collect(context, child, top, into);
        }
    }
}

/// The time in `the truce agreed in January`, which tells one thing from others of its sort.
fn dated(context: &Context, noun: usize) -> Vec<String> {
    let analysis = context.analysis;
    let participles =
        analysis.children(noun).filter(|&child| analysis.tokens[child].dep == "acl" && analysis.tokens[child].tag == "VBN");
    let under = participles.flat_map(|verb| analysis.children(verb)).filter(|&child| analysis.tokens[child].dep == "prep");
    let times = under.filter_map(|at| analysis.child(at, &["pobj"])).filter(|&time| context.is_time(time));
    times.map(|time| lemma(context, time)).collect()
}
