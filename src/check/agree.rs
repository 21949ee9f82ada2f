//! Claims from outside against all others: where two documents answer one question about one that has a name, the values can both be true.
//!
//! One question is one attribute with the same limits (`of`), and nothing that speaks against it: no other time, place or plan. Without
//! claims from outside there is nothing to do here; what the program reads by itself has constraints of its own.

use std::collections::{BTreeMap, BTreeSet};

use super::candidates::{limited, said};
use super::claimed::{answer, is_update, kind, shown};
use super::{Finding, judged};
use crate::graph::ClaimGraph;
use crate::model::name::{may_be_one_person, plain};
use crate::model::report::Kind;
use crate::model::{Agreement, BuiltIn, Claim, Reading, Stance, Value};
use crate::pairing::{Against, For, Pair, Pairing};
use crate::rules::Rulebook;

/// Id of the constraint.
const CONSTRAINT: BuiltIn = BuiltIn::ClaimsAgree;

/// What claims from outside cannot hold beside, but for what is found already.
pub(super) fn findings(readings: &[Reading], graph: &ClaimGraph, rules: &Rulebook, found: &[Finding]) -> Vec<Finding> {
    if readings.iter().all(|reading| reading.outside.is_empty()) {
        return Vec::new();
    }
    let pairing = Pairing::new(readings, graph, rules, &(0..readings.len()).collect());
    let held = Held { readings, graph, rules, pairing: &pairing };
    let mut passed_over = 0;
    let mut out: Vec<Finding> = Vec::new();
    for claims in slots(&pairing).into_values().filter(|claims| claims.iter().any(|claim| is_handed(claim))) {
        let class = |claim: &&Claim| (claim.evidence.place.0, !is_handed(claim));
        out.extend(held.slot(&limited(claims, class, &mut passed_over)));
    }
    out.retain(|finding| !found.iter().any(|other| judged::are_of_one_pair(finding, other)));
    out.extend(said(CONSTRAINT, Kind::Other, passed_over));
    out
}

/// An attribute with what limits it.
type Question = (String, BTreeSet<String>);

/// The claims about what has a name, by the question that they answer.
fn slots<'c>(pairing: &'c Pairing) -> BTreeMap<Question, Vec<&'c Claim>> {
    let mut slots: BTreeMap<Question, Vec<&Claim>> = BTreeMap::new();
    let open = |claim: &&Claim| matches!(claim.stance, Stance::Denied | Stance::Conditional | Stance::Asked);
    for claim in pairing.all().filter(|claim| name(claim).is_some() && !claim.attribute.is_empty() && !open(claim)) {
        let question = (claim.attribute.clone(), claim.of.iter().cloned().collect());
        slots.entry(question).or_default().push(claim);
    }
    slots
}

fn is_handed(claim: &Claim) -> bool {
    claim.evidence.handed.is_some()
}

/// The name of what a claim is about, and whether it is a person's.
fn name(claim: &Claim) -> Option<(&str, bool)> {
    let subject = claim.subject.as_ref()?;
    Some((subject.name.as_deref()?, subject.person))
}

/// Whether two claims are about one that has a name.
fn are_of_one(one: &Claim, other: &Claim) -> bool {
    let Some(((one, person), (other, also))) = name(one).zip(name(other)) else { return false };
    let (one, other) = (plain(one), plain(other));
    one == other || person && also && may_be_one_person(&one, &other)
}

/// What claims are held against each other with.
struct Held<'a> {
    readings: &'a [Reading],
    graph: &'a ClaimGraph,
    rules: &'a Rulebook,
    pairing: &'a Pairing<'a>,
}

impl Held<'_> {
    /// The findings among the claims that answer one question, each two claims once.
    fn slot(&self, claims: &[&Claim]) -> Vec<Finding> {
        let mut found: BTreeMap<[usize; 2], Finding> = BTreeMap::new();
        for (at, claim) in claims.iter().enumerate().filter(|(_, claim)| is_handed(claim)) {
            for (beside, pair) in self.at_odds(at, claims) {
                let finding = self.finding(claim, claims[beside], &pair);
                let known = found.entry([at.min(beside), at.max(beside)]).or_insert_with(|| finding.clone());
                if known.left_alone.is_some() {
                    *known = finding;
                }
            }
        }
        found.into_values().collect()
    }

    /// The claims of other documents that one of outside differs from. What its own document says of the same one, too, is at hand,
    /// so that an answer that both documents give sets nothing at odds.
    fn at_odds(&self, at: usize, claims: &[&Claim]) -> Vec<(usize, Pair)> {
        let document = |index: usize| claims[index].evidence.place.0;
        let mut of_one: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for index in (0..claims.len()).filter(|&index| index == at || are_of_one(claims[at], claims[index])) {
            of_one.entry(document(index)).or_default().push(index);
        }
        let own = of_one.remove(&document(at)).unwrap_or_default();
        let told = |indices: &[usize]| indices.iter().map(|&index| claims[index].clone()).collect::<Vec<Claim>>();
        let mut found = Vec::new();
        for (_, others) in of_one.into_iter().filter(|(other, _)| self.graph.are_of_one_story(document(at), *other)) {
            let pairs = self.pairing.pairs(&told(&own), &told(&others), &[]);
            let clashes =
                pairs.into_iter().filter(|pair| own[pair.left] == at && is_clash(claims[at], claims[others[pair.right]], pair));
            found.extend(clashes.map(|pair| (others[pair.right], pair)));
        }
        found
    }

    /// What speaks against one question.
    fn against(&self, one: &Claim, other: &Claim, pair: &Pair) -> Option<&'static str> {
        let aged = self.may_have_aged(one, other).then_some("the ages are told in different years");
        pair.against.first().map(Against::why).or(aged)
    }

    /// Two ages that reports of different years give.
    fn may_have_aged(&self, one: &Claim, other: &Claim) -> bool {
        let year = |claim: &Claim| self.readings[claim.evidence.place.0].document.anchor().map(|day| day.year());
        matches!(one.value, Value::Age { .. }) && year(one) != year(other)
    }

    fn finding(&self, one: &Claim, other: &Claim, pair: &Pair) -> Finding {
        let why: Vec<&str> = pair.reasons.iter().map(For::why).collect();
        let told = [one, other].map(|claim| (shown(claim), claim.evidence.handed.as_ref()));
        let from = told.iter().filter_map(|(value, from)| Some(format!(" “{value}” is claimed in {}.", (*from)?)));
        let from: String = from.collect();
        Finding {
            kind: kind(one, other),
            constraint: CONSTRAINT.into(),
            entity: name(one).map(|(name, _)| name.to_string()).unwrap_or_default(),
            attribute: one.attribute.clone(),
            sides: vec![answer(one), answer(other)],
            superseded: is_update(self.readings, self.rules, [one, other]),
            scope_assumed: !pair.reasons.contains(&For::SameTime),
            left_alone: self.against(one, other, pair).map(str::to_string),
            explanation: format!("“{}” and “{}” cannot both be right: {}.{from}", told[0].0, told[1].0, why.join("; ")),
        }
    }
}

/// Values that cannot both be true, of one thing; where both claims tell of an event, it is one event.
fn is_clash(one: &Claim, other: &Claim, pair: &Pair) -> bool {
    let told = !one.event.is_empty() && !other.event.is_empty();
    let one_event = !told || pair.reasons.contains(&For::SameEvent);
    pair.values == Agreement::Different && pair.is_tied() && one_event
}
