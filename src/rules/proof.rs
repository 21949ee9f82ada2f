//! Rules prove themselves: each is run over its own example texts.

mod built_in;

use super::pack::ExpectedClaim;
use super::{Constraint, Fact, Rule, Rulebook};
use crate::model::report::{Conflict, Report};
use crate::model::{EntityId, Filler, Tie};
use crate::{Corpus, check, read};

/// What is wrong with an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing was read, or no conflict seen, where there is one.
    Missing,
    /// Something was read, or a conflict seen, where there is none.
    Noisy,
    /// A claim was read, but another one.
    Wrong,
}

/// An example that failed.
#[derive(Clone, Debug)]
pub struct Failure {
    pub fault: Fault,
    /// Id of the rule, constraint or fact.
    pub id: String,
    pub place: String,
    /// The texts of the example.
    pub texts: Vec<String>,
    /// What was found instead.
    pub found: Vec<String>,
}

/// How many examples there were, and those that failed.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    pub examples: usize,
    pub failures: Vec<Failure>,
}

/// Runs all examples of a rulebook, or those of one id.
pub fn run(rules: &Rulebook, id: Option<&str>) -> Outcome {
    let mut trial = Trial { rules, outcome: Outcome::default() };
    let wanted = |other: &str| id.is_none_or(|id| id == other);
    rules.rules.iter().filter(|rule| wanted(&rule.id)).for_each(|rule| trial.rule(rule));
    rules.constraints.iter().filter(|constraint| wanted(&constraint.id)).for_each(|constraint| trial.constraint(constraint));
    rules.built_in.iter().filter(|constraint| wanted(constraint.id.id())).for_each(|constraint| trial.built_in(constraint));
    rules.facts.iter().filter(|fact| wanted(&fact.id)).for_each(|fact| trial.fact(fact));
    trial.outcome
}

struct Trial<'a> {
    rules: &'a Rulebook,
    outcome: Outcome,
}

impl Trial<'_> {
    fn note(&mut self, fault: Option<Fault>, id: &str, place: &str, texts: &[String], found: Vec<String>) {
        self.outcome.examples += 1;
        if let Some(fault) = fault {
            let (id, place, texts) = (id.to_string(), place.to_string(), texts.to_vec());
            self.outcome.failures.push(Failure { fault, id, place, texts, found });
        }
    }

    fn corpus(&self, texts: &[String]) -> Corpus {
        let name = |at: usize| format!("example {}", at + 1);
        let documents =
            texts.iter().enumerate().filter_map(|(at, text)| read::document(&name(at), text.clone().into_bytes()).ok());
        Corpus::build(documents.collect(), self.rules)
    }

    fn rule(&mut self, rule: &Rule) {
        for find in &rule.finds {
            let texts = [find.text.clone()];
            let corpus = self.corpus(&texts);
            let read: Vec<&Tie<EntityId>> =
                corpus.graph.ties.iter().filter(|claim| claim.attribute.id == rule.attribute).collect();
            let fault = match read.iter().any(|claim| is_as_expected(&corpus, claim, &find.claim)) {
                true => None,
                false if read.is_empty() => Some(Fault::Missing),
                false => Some(Fault::Wrong),
            };
            let found = read.iter().map(|claim| describe(&corpus, claim)).collect();
            self.note(fault, &rule.id, &rule.place, &texts, found);
        }
        for text in &rule.ignores {
            let texts = [text.clone()];
            let corpus = self.corpus(&texts);
            let read = corpus.graph.ties.iter().filter(|claim| claim.provenance.rule == rule.id);
            let found: Vec<String> = read.map(|claim| describe(&corpus, claim)).collect();
            self.note((!found.is_empty()).then_some(Fault::Noisy), &rule.id, &rule.place, &texts, found);
        }
    }

    fn constraint(&mut self, constraint: &Constraint) {
        self.sets(&constraint.id, &constraint.id, &constraint.place, &constraint.conflicts, &constraint.agrees);
    }

    fn fact(&mut self, fact: &Fact) {
        self.sets(&format!("fact/{}", fact.id), &fact.id, &fact.place, &fact.conflicts, &fact.agrees);
    }

    fn sets(&mut self, constraint: &str, id: &str, place: &str, conflicts: &[Vec<String>], agrees: &[Vec<String>]) {
        let sets = conflicts.iter().map(|texts| (texts, true)).chain(agrees.iter().map(|texts| (texts, false)));
        for (texts, expected) in sets {
            let corpus = self.corpus(texts);
            let report: Report = check(&corpus, self.rules);
            let seen = report.conflicts.iter().any(|conflict: &Conflict| conflict.constraint == constraint);
            let fault = match (expected, seen) {
                (true, false) => Some(Fault::Missing),
                (false, true) => Some(Fault::Noisy),
                _ => None,
            };
            let found = corpus.graph.ties.iter().map(|claim| describe(&corpus, claim)).collect();
            self.note(fault, id, place, texts, found);
        }
    }
}

fn is_as_expected(corpus: &Corpus, claim: &Tie<EntityId>, expected: &ExpectedClaim) -> bool {
    let fits = |expected: &Option<String>, found: &dyn Fn(&str) -> bool| expected.as_deref().is_none_or(found);
    let named = |id: EntityId, name: &str| corpus.graph.entity(id).names.iter().any(|other| other.eq_ignore_ascii_case(name));
    let standing = format!("{:?}", claim.qualifiers.standing).to_lowercase();
    fits(&expected.subject, &|name| named(claim.subject, name))
        && fits(&expected.detail, &|detail| claim.attribute.detail == detail)
        && fits(&expected.standing, &|word| standing == word)
        && fits(&expected.degree, &|degree| claim.qualifiers.degree.as_deref() == Some(degree))
        && fits(&expected.value, &|value| match &claim.value {
            Filler::Entity(id) => named(*id, value),
            Filler::Text(text) => text == value,
            _ => false,
        })
}

/// A claim on one line: `foreign minister of Norway: Anna Berg`.
pub fn describe(corpus: &Corpus, claim: &Tie<EntityId>) -> String {
    let name = |id: EntityId| corpus.graph.entity(id).name.clone();
    let value = match &claim.value {
        Filler::Entity(id) => name(*id),
        Filler::Text(text) => text.clone(),
        Filler::Flag(yes) => yes.to_string(),
    };
    let Tie { attribute, qualifiers, provenance, .. } = claim;
    let degree = qualifiers.degree.as_deref().map_or_else(String::new, |degree| format!(" ({degree})"));
    let standing = format!("{:?}", qualifiers.standing).to_lowercase();
    format!("{}: {} {}{degree} = {value} [{standing}; {}]", name(claim.subject), attribute.id, attribute.detail, provenance.rule)
}
