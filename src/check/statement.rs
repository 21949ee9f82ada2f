//! Statements that cannot both hold: one predicate with and without negation, a predicate and its opposite, one deed of two actors.
//!
//! Clauses meet in buckets of one story, one set of predicates and one word of their arguments, never all with all. Silence is the
//! default: what they are about must be the same, enough must speak for one event, and none of the reasons against one may hold
//! ([`reasons`]); the first that does is told with what was left alone.

mod actor;
mod census;
mod narrowing;
mod reasons;
mod referent;

pub(super) use reasons::{HALF_PLANNED, TWO_SCOPES, TWO_TIMES};
use std::collections::{BTreeMap, BTreeSet};

use crate::check::candidates::{compared, said};
use crate::check::{Answer, Cited, Finding};
use crate::graph::ClaimGraph;
use crate::model::report::Kind;
use crate::model::{BuiltIn, Clause, Date, Modality, ParagraphKind, Reading, Role};
use crate::pairing::evidence::Evidence;
use crate::rules::words::deeds;
use crate::rules::{Predicates, Rulebook};
use census::Census;
use reasons::Pair;
use referent::Referent;

/// A clause as it is compared.
struct Stated<'a> {
    document: usize,
    clause: &'a Clause,
    referents: Vec<Referent<'a>>,
    headline: bool,
    /// The day of the document.
    published: Option<Date>,
}

impl<'a> Stated<'a> {
    fn theme(&self, predicates: &Predicates) -> Option<&Referent<'a>> {
        referent::theme(&self.referents, predicates.senses.of_subject(&self.clause.predicate))
    }

    fn in_role(&self, role: &Role) -> Option<&Referent<'a>> {
        self.referents.iter().find(|referent| referent.argument.role == *role)
    }

    /// Document and sentence.
    fn place(&self) -> (usize, usize) {
        (self.document, self.clause.sentence)
    }

    /// The verb as it stands in the text.
    fn verb(&self, readings: &[Reading]) -> String {
        let reading = &readings[self.document];
        reading.document.quote(reading.analysis.tokens[self.clause.head].span).to_lowercase()
    }

    fn actor(&self, predicates: &Predicates) -> Option<&Referent<'a>> {
        referent::actor(&self.referents, predicates.senses.of_subject(&self.clause.predicate))
    }
}

/// How two clauses contradict each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Opposition {
    Negation,
    Antonym,
    /// Another did it.
    Actor,
}

pub(super) fn check(readings: &[Reading], graph: &ClaimGraph, rules: &Rulebook, out: &mut Vec<Finding>) {
    let predicates = &rules.predicates;
    let census = Census::new(readings, &predicates.nouns);
    let stated = stated(readings, graph, &census, predicates);
    let evidence = Evidence::new(readings, predicates);
    let (pairs, passed_over) = candidates(&stated, graph, predicates);
    out.extend(said(BuiltIn::NotBothTrueAndFalse, Kind::Negation, passed_over));
    for (left, right) in pairs {
        let (left, right) = (&stated[left], &stated[right]);
        let pair = |opposition| Pair { left, right, opposition, all: &stated, readings, evidence: &evidence, predicates };
        let denied = opposition(left, right, predicates).map(pair).filter(Pair::is_near);
        let pair = denied.or_else(|| Some(pair(Opposition::Actor)).filter(|pair| actor::differs(pair, graph, rules)));
        out.extend(pair.map(|pair| finding(graph, &pair)));
    }
}

/// The clauses that tell of something for sure.
fn stated<'a>(readings: &'a [Reading], graph: &ClaimGraph, census: &'a Census, predicates: &Predicates) -> Vec<Stated<'a>> {
    let mut all = Vec::new();
    for (document, reading) in readings.iter().enumerate() {
        for clause in &reading.clauses {
            if !matches!(clause.modality, Modality::Actual | Modality::Planned) {
                continue;
            }
            let level = predicates.senses.may_be_level(&clause.predicate);
            let referent = |argument| Referent::new(graph, readings, census, document, argument, level);
            let referents = clause.arguments.iter().map(referent).collect();
            let paragraph = reading.analysis.sentences[clause.sentence].paragraph;
            let headline = reading.analysis.paragraphs[paragraph].kind == ParagraphKind::Headline;
            let published = reading.document.published.as_ref().map(|published| published.value);
            all.push(Stated { document, clause, referents, headline, published });
        }
    }
    all
}

/// Pairs that share a story, a set of predicates (or have opposite ones) and a word of what they are about.
fn candidates(stated: &[Stated], graph: &ClaimGraph, predicates: &Predicates) -> (BTreeSet<(usize, usize)>, usize) {
    let mut buckets: BTreeMap<(usize, String, String), BTreeSet<usize>> = BTreeMap::new();
    for (index, one) in stated.iter().enumerate() {
        let story = graph.stories.get(one.document).copied().unwrap_or_default();
        for predicate in families(&one.clause.predicate, predicates) {
            if !deeds().empty.has(one.clause.predicate.as_str()) {
                buckets.entry((story, predicate.clone(), String::new())).or_default().insert(index);
            }
            for referent in &one.referents {
                for key in referent.keys(&predicates.nouns) {
                    buckets.entry((story, predicate.clone(), key)).or_default().insert(index);
                }
            }
        }
    }
    compared(stated, buckets.into_values(), |one| one.document, version, graph)
}

/// What clauses that never contradict each other have in common.
fn version<'a>(stated: &'a Stated) -> (bool, &'a str, Vec<&'a str>) {
    let actors = stated.referents.iter().filter(|referent| referent.argument.role == Role::Agent);
    (stated.clause.negated, &stated.clause.predicate, actors.map(|actor| actor.lemma).collect())
}

/// The names of the sets that a predicate is in, opposite sets under one name; itself, if it is in none.
fn families(predicate: &str, predicates: &Predicates) -> Vec<String> {
    let senses = &predicates.senses;
    let mut names: Vec<String> = senses
        .sets(predicate)
        .map(|set| senses.opposite_set(set).map_or(set, |other| other.min(set)))
        .map(|set| set.to_string())
        .collect();
    names.extend(senses.deeds(predicate).map(|deed| format!("deed {deed}")));
    names.push(senses.family(predicate));
    names.sort();
    names.dedup();
    names
}

fn opposition(left: &Stated, right: &Stated, predicates: &Predicates) -> Option<Opposition> {
    let (one, other) = (left.clause, right.clause);
    let senses = &predicates.senses;
    let (told, denied) = if one.negated { (other, one) } else { (one, other) };
    let is_denied = || senses.synonyms(&one.predicate, &other.predicate) || senses.entails(&told.predicate, &denied.predicate);
    if one.negated != other.negated && is_denied() {
        return Some(Opposition::Negation);
    }
    (!one.negated && !other.negated && senses.opposed(&one.predicate, &other.predicate)).then_some(Opposition::Antonym)
}

fn finding(graph: &ClaimGraph, pair: &Pair) -> Finding {
    let (kind, constraint) = match pair.opposition {
        Opposition::Negation => (Kind::Negation, BuiltIn::NotBothTrueAndFalse),
        Opposition::Antonym => (Kind::Antonym, BuiltIn::NotBothOpposites),
        Opposition::Actor => (Kind::Actor, BuiltIn::OneActor),
    };
    let (left, right) = (pair.left, pair.right);
    let words = |one: &Stated| pair.readings[one.document].document.quote(one.clause.span).to_string();
    Finding {
        kind,
        constraint: constraint.into(),
        entity: name(pair, graph),
        attribute: left.verb(pair.readings),
        sides: [left, right].map(|one| Answer { value: words(one), cited: vec![cited(graph, one)], ..Answer::default() }).into(),
        superseded: pair.is_replaced(),
        scope_assumed: false,
        left_alone: pair.against().map(str::to_string),
        explanation: format!("“{}” and “{}” cannot both hold.", words(left), words(right)),
    }
}

/// Both put in somebody's mouth, and not in the same one.
fn parties(left: &Stated, right: &Stated) -> bool {
    let (one, other) = (&left.clause.attribution, &right.clause.attribution);
    one.is_some() && other.is_some() && one != other
}

/// What the clause is about, as the text calls it.
fn name(pair: &Pair, graph: &ClaimGraph) -> String {
    let Some(theme) = pair.left.theme(pair.predicates) else { return String::new() };
    let named = theme.entity.map(|id| graph.entity(id).name.clone());
    named.unwrap_or_else(|| pair.readings[pair.left.document].document.quote(theme.argument.span).to_string())
}

fn cited(graph: &ClaimGraph, one: &Stated) -> Cited {
    let clause = one.clause;
    Cited::new(graph, (one.document, clause.sentence, clause.span), clause.attribution.as_ref(), clause.stance, "clause")
}
