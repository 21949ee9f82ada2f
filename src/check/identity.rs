//! What make the thing in the story is: `the plane, a Fokker 50` against `the aircraft, a Saab 340`.
//!
//! Only models with a number count, and only where each document names one alone: two makes in one report may be two machines.

mod held;
mod unique;

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{Answer, Cited, Finding};
use crate::graph::ClaimGraph;
use crate::model::report::Kind;
use crate::model::{Analysis, BuiltIn, Reading, Span};
use crate::rules::Rulebook;
use crate::rules::predicates::Nouns;
use crate::rules::words::grammar;

/// A machine of a kind with the name of its model.
struct Make {
    document: usize,
    sentence: usize,
    span: Span,
    kind: usize,
    /// The words of the model's name, lower case.
    name: BTreeSet<String>,
}

pub(super) fn check(readings: &[Reading], graph: &ClaimGraph, rules: &Rulebook, out: &mut Vec<Finding>) {
    held::check(readings, graph, rules, out);
    unique::check(readings, graph, rules, out);
    let mut buckets: BTreeMap<(usize, usize), BTreeMap<usize, Vec<Make>>> = BTreeMap::new();
    for (document, reading) in readings.iter().enumerate() {
        let story = graph.stories.get(document).copied().unwrap_or_default();
        for make in makes(document, reading, &rules.predicates.nouns) {
            buckets.entry((story, make.kind)).or_default().entry(document).or_default().push(make);
        }
    }
    for by_document in buckets.into_values() {
        let told: Vec<Vec<Make>> = by_document.into_values().collect();
        for (at, left) in told.iter().enumerate() {
            for right in &told[at + 1..] {
                let several = [left, right].iter().any(|makes| makes.iter().any(|make| !agree(make, &makes[0])));
                let left_alone = several.then(|| "one text names several: they may be several machines".to_string());
                let two = if several { at_odds(left, right) } else { at_odds(&left[..1], &right[..1]) };
                out.extend(two.map(|(one, other)| Finding { left_alone, ..finding(readings, one, other) }));
            }
        }
    }
}

/// The first makes of two documents that are not one.
fn at_odds<'m>(left: &'m [Make], right: &'m [Make]) -> Option<(&'m Make, &'m Make)> {
    left.iter().find_map(|one| right.iter().find(|other| !agree(one, other)).map(|other| (one, other)))
}

fn agree(left: &Make, right: &Make) -> bool {
    left.name.is_subset(&right.name) || right.name.is_subset(&left.name)
}

/// `the plane, a Fokker 50`; `a Fokker 50 plane`.
fn makes(document: usize, reading: &Reading, nouns: &Nouns) -> Vec<Make> {
    let analysis = &reading.analysis;
    let mut found = Vec::new();
    for (noun, token) in analysis.tokens.iter().enumerate().filter(|(_, token)| token.pos == "NOUN" && nouns.made(&token.lemma)) {
        let appositions = analysis.children(noun).filter(|&child| analysis.tokens[child].dep == "appos");
        let names = appositions.map(|head| (head, analysis.subtree(head))).chain([(noun, analysis.subtree(noun).start..noun)]);
        for (_, tokens) in names.filter(|(head, _)| is_indefinite(reading, *head)) {
            let name: BTreeSet<String> = tokens
                .clone()
                .filter(|&at| is_model(analysis, at))
                .map(|at| reading.document.slice(analysis.tokens[at].span).to_lowercase())
                .collect();
            let numbered = name.iter().any(|word| word.contains(|letter: char| letter.is_ascii_digit()));
            let named = tokens.clone().any(|at| analysis.tokens[at].pos == "PROPN");
            if let (Some(kind), true) = (nouns.kinds(&token.lemma).next(), numbered && named) {
                found.push(Make { document, sentence: token.sentence, span: analysis.span(tokens), kind, name });
            }
        }
    }
    found
}

fn is_model(analysis: &Analysis, token: usize) -> bool {
    matches!(analysis.tokens[token].pos, "PROPN" | "NUM")
        && matches!(analysis.tokens[token].dep, "compound" | "nummod" | "nmod" | "appos" | "amod")
}

fn is_indefinite(reading: &Reading, head: usize) -> bool {
    let article = reading
        .analysis
        .child(head, &["det"])
        .map(|article| reading.document.slice(reading.analysis.tokens[article].span).to_lowercase());
    grammar().indefinite.has(article.as_deref())
}

fn finding(readings: &[Reading], left: &Make, right: &Make) -> Finding {
    let words = |make: &Make| readings[make.document].document.slice(make.span).to_string();
    let cited = |make: &Make| Cited::plain((make.document, make.sentence, make.span), "make");
    Finding {
        kind: Kind::Identity,
        constraint: BuiltIn::OneMake.into(),
        entity: "machine".into(),
        attribute: "make".into(),
        sides: [left, right].map(|make| Answer { value: words(make), cited: vec![cited(make)], ..Answer::default() }).into(),
        superseded: false,
        scope_assumed: true,
        left_alone: None,
        explanation: format!("The same machine is {} in one report and {} in the other.", words(left), words(right)),
    }
}
