//! Who takes part: subjects and objects found across passives, relative clauses, control and conjunction.

use super::beside;
use super::words::phrase;
use crate::extract::Context;
use crate::extract::stance::subject;
use crate::model::{Argument, Form, Role, Span};
use crate::rules::words::{Words, deeds, grammar};

/// The arguments of a verb but for those that went into the predicate.
pub fn read(context: &Context, verb: usize, used: &[usize], passive: bool) -> Vec<Argument> {
    let analysis = context.analysis;
    let mut found = Vec::new();
    let subject = participle_subject(context, verb).or_else(|| subject(context, verb));
    let subject = subject.and_then(|token| if is_rank(context, token) { superlative(context, token) } else { Some(token) });
    if let Some(subject) = subject.filter(|&token| analysis.tokens[token].dep != "expl") {
        spread(context, subject, if passive { Role::Patient } else { Role::Agent }, &mut found);
    }
    for child in analysis.children(verb) {
        match analysis.tokens[child].dep {
            "dobj" if used.contains(&child) => inner(context, child, &mut found),
            "dobj" if is_relative(context, child) => {}
            "dobj" if context.is_time(child) => spread(context, child, Role::Other("on".into()), &mut found),
            "dobj" => {
                spread(context, child, Role::Patient, &mut found);
                charge(context, child, &mut found);
            }
            "dative" if analysis.tokens[child].pos != "ADP" => spread(context, child, Role::Recipient, &mut found),
            "attr" if is_existence(context, verb) => spread(context, child, Role::Agent, &mut found),
            "attr" | "oprd" if !used.contains(&child) => spread(context, child, Role::Complement, &mut found),
            "agent" => objects(context, child, &Role::Agent, &mut found),
            "prep" if used.contains(&child) && used.len() > 1 => {}
            "prep" | "dative" => objects(context, child, &preposition(context, verb, child, used), &mut found),
            _ => {}
        }
    }
    if let Some(object) = relative_object(context, verb).or_else(|| mistaken_relative(context, verb)).filter(|_| !passive) {
        spread(context, object, Role::Patient, &mut found);
    }
    found
}

/// `the first`, `the only ones`.
fn is_rank(context: &Context, token: usize) -> bool {
    let word = &context.analysis.tokens[token];
    let only = || context.analysis.child(token, &["amod"]).is_some_and(|only| context.analysis.tokens[only].lemma == "only");
    grammar().ranks.has(word.lemma.as_str()) || word.lemma == "one" && only()
}

/// Who was the first: `the crew was the first to reach the site`.
fn superlative(context: &Context, rank: usize) -> Option<usize> {
    let be = context.analysis.parent(rank).filter(|_| context.analysis.tokens[rank].dep == "attr")?;
    subject(context, be)
}

/// `there is no truce`.
fn is_existence(context: &Context, verb: usize) -> bool {
    context.analysis.child(verb, &["expl"]).is_some()
}

pub fn is_passive(context: &Context, verb: usize) -> bool {
    let analysis = context.analysis;
    let token = &analysis.tokens[verb];
    if token.tag != "VBN" && token.tag != "VBD" {
        return false;
    }
    if mistaken_relative(context, verb).is_some() {
        return false;
    }
    let joined = token.dep == "conj" && analysis.child(verb, &["nsubj", "aux", "nsubjpass"]).is_none();
    analysis.child(verb, &["auxpass", "nsubjpass", "agent"]).is_some()
        || (token.tag == "VBN" && token.dep == "acl")
        || (token.tag == "VBN" && joined && analysis.parent(verb).is_some_and(|head| is_passive(context, head)))
}

/// `the man arrested on Friday`, `rebels fighting in the hills`.
fn participle_subject(context: &Context, verb: usize) -> Option<usize> {
    let token = &context.analysis.tokens[verb];
    (token.dep == "acl" && matches!(token.tag, "VBN" | "VBG")).then(|| context.analysis.parent(verb)).flatten()
}

fn is_relative(context: &Context, token: usize) -> bool {
    matches!(context.analysis.tokens[token].tag, "WDT" | "WP")
}

/// `the letter that he wrote`: the noun, where the clause has a subject of its own and no other object.
fn relative_object(context: &Context, verb: usize) -> Option<usize> {
    let analysis = context.analysis;
    let own = analysis.child(verb, &["nsubj"]).filter(|&subject| !is_relative(context, subject))?;
    let object = analysis.child(verb, &["dobj"]).filter(|&object| !context.is_time(object));
    let open = object.is_none_or(|object| is_relative(context, object) && object < own);
    let stranded = |child: usize| analysis.tokens[child].dep == "prep" && analysis.children(child).next().is_none();
    let elsewhere = analysis.child(verb, &["ccomp", "xcomp"]).is_some() || analysis.children(verb).any(stranded);
    (analysis.tokens[verb].dep == "relcl" && open && !elsewhere && !is_adverbial(context, verb))
        .then(|| analysis.parent(verb))
        .flatten()
}

/// `the day when it sank`, `the place where it sank`: the noun is no object.
fn is_adverbial(context: &Context, verb: usize) -> bool {
    context.analysis.children(verb).any(|child| context.analysis.tokens[child].tag == "WRB")
}

/// The noun of `the letter which both men signed`, where the parser takes the verb for a participle behind its subject.
fn mistaken_relative(context: &Context, verb: usize) -> Option<usize> {
    let analysis = context.analysis;
    let subject = analysis.parent(verb).filter(|_| analysis.tokens[verb].dep == "acl" && analysis.tokens[verb].tag == "VBN")?;
    let pronoun = analysis.children(subject).find(|&child| child < subject && analysis.tokens[child].tag == "WDT")?;
    pronoun.checked_sub(1).filter(|&noun| matches!(analysis.tokens[noun].pos, "NOUN" | "PROPN"))
}

/// The role of what stands under a preposition.
fn preposition(context: &Context, verb: usize, at: usize, used: &[usize]) -> Role {
    let word = context.text(at).to_lowercase();
    let timed = context.analysis.child(at, &["pobj"]).is_some_and(|noun| context.is_time(noun));
    let folded = used.iter().any(|&token| context.analysis.tokens[token].dep == "dobj");
    let gives = deeds().giving.has(context.analysis.tokens[verb].lemma.as_str());
    match word.as_str() {
        _ if timed => Role::Other(word),
        _ if used.contains(&at) => Role::Patient,
        to if folded && grammar().before_patient_of_light_verb.has(to) => Role::Patient,
        "to" if gives => Role::Recipient,
        "by" if is_passive(context, verb) => Role::Agent,
        _ => Role::Other(word),
    }
}

fn objects(context: &Context, preposition: usize, role: &Role, into: &mut Vec<Argument>) {
    if let Some(object) = context.analysis.child(preposition, &["pobj"]) {
        spread(context, object, role.clone(), into);
    }
}

/// The arguments of an event noun under a light verb: `signature to the contract`, `the arrest of a driver`.
pub(super) fn inner(context: &Context, noun: usize, into: &mut Vec<Argument>) {
    for child in context.analysis.children(noun) {
        let token = &context.analysis.tokens[child];
        match token.lemma.as_str() {
            of if token.dep == "prep" && grammar().before_patient_of_noun.has(of) => {
                objects(context, child, &Role::Patient, into)
            }
            "by" if token.dep == "prep" => objects(context, child, &Role::Agent, into),
            _ => {}
        }
    }
}

/// `convicted Lund of fraud`, where the parser hangs on the name what is said of its bearer.
fn charge(context: &Context, name: usize, into: &mut Vec<Argument>) {
    let analysis = context.analysis;
    let of = |&child: &usize| analysis.tokens[child].dep == "prep" && analysis.tokens[child].lemma == "of";
    let common = |&child: &usize| analysis.child(child, &["pobj"]).is_some_and(|noun| analysis.tokens[noun].pos == "NOUN");
    if analysis.tokens[name].pos == "PROPN"
        && let Some(of) = analysis.children(name).filter(of).find(common)
    {
        objects(context, of, &Role::Other("of".into()), into);
    }
}

/// A noun phrase with those that are joined to it, each an argument of its own.
pub(super) fn spread(context: &Context, head: usize, role: Role, into: &mut Vec<Argument>) {
    into.push(argument(context, head, role.clone()));
    for joined in context.analysis.children(head).filter(|&child| context.analysis.tokens[child].dep == "conj") {
        if matches!(context.analysis.tokens[joined].pos, "NOUN" | "PROPN" | "PRON") {
            spread(context, joined, role.clone(), into);
        }
    }
}

pub(super) fn argument(context: &Context, head: usize, role: Role) -> Argument {
    let behind = context.rules.predicates.nouns.behind(&context.analysis.tokens[head].lemma);
    let (outer, head) = (head, counted(context, head).unwrap_or(head));
    let head = context.analysis.child(head, &["compound"]).filter(|_| behind).unwrap_or(head);
    let (lemma, words) = phrase(context, head);
    let name = (context.analysis.tokens[head].pos == "NOUN").then(|| beside::person(context, head)).flatten();
    let head = name.unwrap_or(head);
    let form = match form(context, outer, words.is_empty()) {
        quantified @ (Form::None | Form::Every) => quantified,
        _ => form(context, head, words.is_empty()),
    };
    Argument { role, head, mention: context.mention_at(head), span: phrase_span(context, head), lemma, words, form }
}

fn form(context: &Context, head: usize, empty: bool) -> Form {
    let negation = &context.rules.predicates.stance.negation;
    let before = context.analysis.children(head).filter(|&child| child < head);
    let words: Vec<usize> =
        before.filter(|&child| matches!(context.analysis.tokens[child].dep, "det" | "predet" | "poss")).chain([head]).collect();
    let among = |list: &Words| words.iter().any(|&token| list.has(context.text(token).to_lowercase().as_str()));
    let none = words.iter().any(|&token| negation.contains(&context.text(token).to_lowercase()) && !is_label(context, token));
    let definite = words.iter().any(|&token| context.analysis.tokens[token].dep == "poss") || among(&grammar().definite);
    match context.analysis.tokens[head].pos {
        _ if none => Form::None,
        _ if among(&grammar().every_or_any) => Form::Every,
        "PRON" if empty => Form::Pronoun,
        "PROPN" => Form::Name,
        _ if definite => Form::Definite,
        _ => Form::Indefinite,
    }
}

/// `the No campaign`, `the no vote`: a capital inside a sentence or an article before it makes a name of it.
pub fn is_label(context: &Context, token: usize) -> bool {
    let Some(before) = token.checked_sub(1).map(|before| &context.analysis.tokens[before]) else { return false };
    let first = context.analysis.sentences[context.analysis.tokens[token].sentence].tokens.start;
    let named = token != first && before.pos != "PUNCT" && context.text(token) == "No";
    named || token != first && context.text(token) == "no" && matches!(before.tag, "DT" | "PRP$")
}

/// What a quantifier counts: the officers, of `neither of the officers`.
fn counted(context: &Context, head: usize) -> Option<usize> {
    let analysis = context.analysis;
    let of = |&child: &usize| analysis.tokens[child].dep == "prep" && analysis.tokens[child].lemma == "of";
    let quantifier = grammar().quantifiers.has(context.text(head).to_lowercase().as_str());
    let of = analysis.children(head).find(of).filter(|_| quantifier)?;
    analysis.child(of, &["pobj"])
}

/// The words of an argument without the clauses in it: `the mayor of Lhotka` of `the mayor of Lhotka, who fled`.
pub fn phrase_span(context: &Context, head: usize) -> Span {
    const CLAUSES: [&str; 12] =
        ["relcl", "acl", "advcl", "appos", "conj", "cc", "ccomp", "parataxis", "punct", "preconj", "csubj", "dep"];
    let analysis = context.analysis;
    let parts = analysis.children(head).filter(|&child| !CLAUSES.contains(&analysis.tokens[child].dep));
    parts.fold(analysis.tokens[head].span, |span, child| span.cover(phrase_span(context, child)))
}
