//! What the one of its sort in a story is: `the star witness was a retired chemist` against `a young physicist, the key witness`.
//!
//! The nouns of such roles are data. A document must describe its one alike wherever it does, and two descriptions are at odds only where
//! nobody and nothing is both: two trades, a child and somebody with a trade, a man and a woman, a silo and a barracks, two full names.

use std::collections::BTreeMap;

use super::{Answer, Cited, Finding};
use crate::graph::ClaimGraph;
use crate::model::name::{plain, same_person};
use crate::model::report::Kind;
use crate::model::{Analysis, BuiltIn, EntityKind, Reading, Span};
use crate::rules::Rulebook;
use crate::rules::words::{grammar, things};

/// One of its sort, as one document describes it.
struct Described {
    document: usize,
    sentence: usize,
    span: Span,
    /// The noun of the description.
    noun: String,
    /// The words right before it.
    marks: Vec<String>,
    /// The full name of a person.
    name: Option<String>,
}

pub(super) fn check(readings: &[Reading], graph: &ClaimGraph, rules: &Rulebook, out: &mut Vec<Finding>) {
    let mut told: BTreeMap<(usize, &str), BTreeMap<usize, Vec<Described>>> = BTreeMap::new();
    for (document, reading) in readings.iter().enumerate() {
        let story = graph.stories.get(document).copied().unwrap_or_default();
        for (role, described) in descriptions(document, reading, rules) {
            told.entry((story, role)).or_default().entry(document).or_default().push(described);
        }
    }
    for ((_, role), documents) in told {
        let sure = documents.into_values().filter(|all| all.iter().all(|one| one.noun == all[0].noun));
        let ones: Vec<Described> = sure.filter_map(|all| all.into_iter().next()).collect();
        for (at, one) in ones.iter().enumerate() {
            let rivals = ones[at + 1..].iter().filter(|other| are_two(one, other, rules));
            out.extend(rivals.map(|other| finding(readings, role, one, other)));
        }
    }
}

/// The ones of their sort that a document describes.
fn descriptions<'r>(document: usize, reading: &Reading, rules: &'r Rulebook) -> Vec<(&'r str, Described)> {
    let analysis = &reading.analysis;
    let mut found = Vec::new();
    for at in 0..analysis.tokens.len() {
        let role =
            role(reading, at, rules).or_else(|| first_of_all(analysis, at, rules)).or_else(|| what_was_hit(analysis, at, rules));
        let Some(role) = role else { continue };
        found.extend(description(analysis, at).and_then(|head| Some((role, described(document, reading, at, head)?))));
    }
    found
}

/// `the prosecution's most important witness`: a noun for the one of its sort with a word that makes it so.
fn role<'r>(reading: &Reading, at: usize, rules: &'r Rulebook) -> Option<&'r str> {
    let analysis = &reading.analysis;
    let token = &analysis.tokens[at];
    let role = rules.predicates.parts.unique(&token.lemma).filter(|_| token.tag == "NN")?;
    let own = analysis.children(at).take_while(|&child| child < at);
    let words: Vec<String> = own.map(|child| reading.document.slice(analysis.tokens[child].span).to_lowercase()).collect();
    let definite = words.iter().any(|word| word == "the") || analysis.child(at, &["poss"]).is_some();
    let marked = role.marks.is_empty() || role.marks.iter().any(|mark| words.contains(mark));
    (definite && marked && !is_of_a_place(analysis, at)).then_some(role.id.as_str())
}

/// `the first case in Oslo`: another town has its own.
fn is_of_a_place(analysis: &Analysis, at: usize) -> bool {
    let behind = analysis.children(at).filter(|&child| child > at && analysis.tokens[child].dep == "prep");
    behind.filter_map(|word| analysis.child(word, &["pobj"])).any(|noun| analysis.tokens[noun].pos == "PROPN")
}

/// `was the first to fall ill`.
fn first_of_all<'r>(analysis: &Analysis, at: usize, rules: &'r Rulebook) -> Option<&'r str> {
    let first = analysis.tokens[at].dep == "attr" && analysis.tokens[at].lemma == "first";
    let deed = analysis.children(at).filter(|_| first).find(|&child| child > at && analysis.tokens[child].pos == "VERB")?;
    rules.predicates.parts.first_who(&analysis.tokens[deed].lemma)
}

/// `What was hit was an arms depot.`
fn what_was_hit<'r>(analysis: &Analysis, at: usize, rules: &'r Rulebook) -> Option<&'r str> {
    let clause = matches!(analysis.tokens[at].dep, "csubj" | "csubjpass") && analysis.child(at, &["auxpass"]).is_some();
    let what = clause.then(|| analysis.child(at, &["nsubjpass"])).flatten()?;
    rules.predicates.parts.undergone_by(&analysis.tokens[at].lemma).filter(|_| analysis.tokens[what].lemma == "what")
}

/// The head of what a noun is said to be, or of who is said to be it: across `be`, or in apposition.
fn description(analysis: &Analysis, at: usize) -> Option<usize> {
    let token = &analysis.tokens[at];
    let up = analysis.parent(at);
    let copula =
        up.filter(|&be| analysis.tokens[be].lemma == "be" && !analysis.children(be).any(|child| is_open(analysis, child)));
    match token.dep {
        "nsubj" | "csubj" | "csubjpass" if copula.is_some() => analysis.child(copula?, &["attr"]),
        "attr" => meant(analysis, copula?),
        "appos" => indefinite_before(analysis, at).or(up),
        _ => analysis.child(at, &["appos"]),
    }
}

/// Who is said to be it; the noun of `a pupil who came back and was the first to fall ill`.
fn meant(analysis: &Analysis, be: usize) -> Option<usize> {
    let joined = |&verb: &usize| analysis.parent(verb).filter(|_| analysis.tokens[verb].dep == "conj");
    let mut verbs = std::iter::successors(Some(be), joined);
    let verb = verbs.find(|&verb| analysis.child(verb, &["nsubj"]).is_some())?;
    let subject = analysis.child(verb, &["nsubj"])?;
    let relative = matches!(analysis.tokens[subject].tag, "WP" | "WDT") && analysis.tokens[verb].dep == "relcl";
    if relative { analysis.parent(verb) } else { Some(subject) }
}

/// `a young physicist from Oslo, the main witness`: the noun with `a` in the part of the sentence before.
fn indefinite_before(analysis: &Analysis, at: usize) -> Option<usize> {
    let comma = analysis.subtree(at).start.checked_sub(1)?;
    let part = (0..comma).rev().take_while(|&token| !matches!(analysis.tokens[token].pos, "VERB" | "AUX" | "PUNCT"));
    let indefinite = |&token: &usize| {
        analysis
            .child(token, &["det"])
            .is_some_and(|article| grammar().indefinite.has(analysis.tokens[article].lemma.to_lowercase().as_str()))
    };
    part.filter(|&token| analysis.tokens[token].tag == "NN").find(indefinite)
}

fn is_open(analysis: &Analysis, child: usize) -> bool {
    let token = &analysis.tokens[child];
    token.dep == "neg" || token.dep == "aux" && grammar().leaving_open.has(token.lemma.to_lowercase().as_str())
}

fn described(document: usize, reading: &Reading, role: usize, head: usize) -> Option<Described> {
    let analysis = &reading.analysis;
    let token = &analysis.tokens[head];
    let mention = reading.mentions.iter().find(|mention| mention.tokens.contains(&head));
    let person = mention.filter(|mention| mention.kind == EntityKind::Person && mention.name.contains(' '));
    let name = person.map(|mention| mention.name.clone());
    if name.is_none() && token.tag != "NN" {
        return None;
    }
    let before = analysis.children(head).take_while(|&child| child < head);
    let marks = before.map(|child| analysis.tokens[child].lemma.to_lowercase()).collect();
    let (first, last) = (role.min(head), role.max(head));
    let start = analysis.subtree(first).start.min(first);
    let span = analysis.span(start..last + 1);
    Some(Described { document, sentence: token.sentence, span, noun: token.lemma.to_lowercase(), marks, name })
}

/// Whether nobody and nothing is both.
fn are_two(one: &Described, other: &Described, rules: &Rulebook) -> bool {
    if let (Some(one), Some(other)) = (&one.name, &other.name) {
        return !same_person(&plain(one), &plain(other));
    }
    if one.name.is_some() || other.name.is_some() || rules.predicates.nouns.alike(&one.noun, &other.noun) {
        return false;
    }
    let parts = &rules.predicates.parts;
    let sex = |described: &Described| {
        let noun = described.noun.as_str();
        if things().male.has(noun) { Some(false) } else { things().female.has(noun).then_some(true) }
    };
    let sexes = sex(one).zip(sex(other)).is_some_and(|(one, other)| one != other);
    let trade = |described: &Described| {
        let office = rules.lexicon.office_at(&|at| (at == 0).then(|| described.noun.clone())).map(|found| found.canonical);
        parts.is_trade(&described.noun).then(|| described.noun.clone()).or(office)
    };
    let child = |described: &Described| parts.is_child(&described.noun);
    let (mine, others) = (trade(one), trade(other));
    let grown = child(one) && others.is_some() || child(other) && mine.is_some();
    let old = |described: &Described| described.marks.iter().any(|mark| things().old.has(mark.as_str()));
    let young = |described: &Described| described.marks.iter().any(|mark| mark == "young");
    let ages = mine.is_some() && others.is_some() && (old(one) && young(other) || young(one) && old(other));
    let trades = mine.zip(others).is_some_and(|(mine, others)| mine != others);
    sexes || grown || ages || trades || parts.are_two_sorts(&one.noun, &other.noun)
}

fn finding(readings: &[Reading], role: &str, one: &Described, other: &Described) -> Finding {
    let words = |described: &Described| readings[described.document].document.slice(described.span).to_string();
    let side = |described: &Described| {
        let place = (described.document, described.sentence, described.span);
        Answer::said(words(described), vec![Cited::plain(place, "one-of-its-sort")])
    };
    Finding {
        kind: Kind::Identity,
        constraint: BuiltIn::OneOfItsSort.into(),
        entity: role.to_string(),
        attribute: "identity".into(),
        sides: vec![side(one), side(other)],
        superseded: false,
        scope_assumed: false,
        left_alone: None,
        explanation: format!("The {role} is described as “{}” and as “{}”; both cannot be.", words(one), words(other)),
    }
}
