//! One finding for each question: findings of one constraint that share a passage, or give the same answers to one question of a story, are
//! one, with a side for each answer and all who give it.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::unionfind::UnionFind;

use super::super::{Answer, Cited, Finding};
use crate::graph::ClaimGraph;
use crate::model::report::Kind;
use crate::model::{ConstraintId, Span};

/// Where something is said.
type Place = (usize, Span);

/// A passage with the answer that it gives.
struct Told {
    value: String,
    cited: Cited,
    /// The passages that it cannot hold beside.
    rivals: BTreeSet<usize>,
}

/// Leaves of a finding what stands in documents of one story: a claim stays where another side has one that it can be held against.
pub(super) fn within_stories(mut finding: Finding, graph: &ClaimGraph) -> Option<Finding> {
    if finding.sides.iter().filter(|side| !side.cited.is_empty()).count() < 2 {
        return Some(finding);
    }
    let documents: Vec<BTreeSet<usize>> =
        finding.sides.iter().map(|side| side.cited.iter().map(|cited| cited.document).collect()).collect();
    for (at, side) in finding.sides.iter_mut().enumerate() {
        let meets = |document: usize| {
            let others = documents.iter().enumerate().filter(|(other, _)| *other != at).flat_map(|(_, others)| others);
            others.into_iter().any(|&other| graph.are_of_one_story(document, other))
        };
        side.cited.retain(|cited| meets(cited.document));
    }
    finding.sides.retain(|side| !side.cited.is_empty() || side.reference.is_some());
    (finding.sides.len() > 1).then_some(finding)
}

/// Brings together the findings of one constraint that share a passage. What a text computes or a fact says is told for each passage.
pub(super) fn merge(findings: Vec<Finding>) -> Vec<Finding> {
    let passages = |finding: &Finding| -> Vec<Place> {
        let cited = finding.sides.iter().flat_map(|side| &side.cited).filter(|_| is_one_of_many(finding));
        cited.map(|cited| (cited.document, cited.span)).collect()
    };
    united(findings, passages)
}

/// Brings together the findings of one constraint by which documents of the same stories give the same answers to one question.
pub(super) fn merge_answers(findings: Vec<Finding>, graph: &ClaimGraph) -> Vec<Finding> {
    united(findings, |finding| {
        let stories = finding.sides.iter().flat_map(|side| &side.cited).map(|cited| graph.stories[cited.document]);
        let values: BTreeSet<String> = finding.sides.iter().map(|side| side.value.to_lowercase()).collect();
        vec![(stories.collect::<BTreeSet<usize>>(), finding.kind, finding.attribute.clone(), values)]
    })
}

/// Makes one finding of those of one constraint that have something in common.
fn united<T: Ord>(findings: Vec<Finding>, common: impl Fn(&Finding) -> Vec<T>) -> Vec<Finding> {
    let mut first: BTreeMap<(&ConstraintId, T), usize> = BTreeMap::new();
    let mut groups = UnionFind::<usize>::new(findings.len());
    for (at, finding) in findings.iter().enumerate() {
        for key in common(finding) {
            let other = *first.entry((&finding.constraint, key)).or_insert(at);
            groups.union(at, other);
        }
    }
    let mut merged: BTreeMap<usize, Vec<Finding>> = BTreeMap::new();
    let mut leaders: BTreeMap<usize, usize> = BTreeMap::new();
    let groups = groups.into_labeling();
    for (at, finding) in findings.into_iter().enumerate() {
        let leader = *leaders.entry(groups[at]).or_insert(at);
        merged.entry(leader).or_default().push(finding);
    }
    merged.into_values().filter_map(unite).collect()
}

/// Passages at odds, not a sum or a date that goes wrong in one text.
fn is_one_of_many(finding: &Finding) -> bool {
    let mut cited = finding.sides.iter().flat_map(|side| &side.cited);
    let first = cited.next().map(|cited| cited.document);
    let counted = matches!(finding.kind, Kind::Arithmetic | Kind::Calendar) && cited.all(|cited| Some(cited.document) == first);
    !counted && finding.sides.iter().all(|side| side.reference.is_none() && !side.computed)
}

/// One finding of several: an update only where all are.
fn unite(findings: Vec<Finding>) -> Option<Finding> {
    if findings.len() == 1 {
        return findings.into_iter().next();
    }
    let superseded = findings.iter().all(|finding| finding.superseded);
    let scope_assumed = findings.iter().all(|finding| finding.scope_assumed);
    let sides = sides(&findings);
    let mut head = findings.into_iter().find(|finding| superseded || !finding.superseded)?;
    let known: BTreeSet<String> = head.sides.iter().map(|side| side.value.clone()).collect();
    let others: Vec<String> =
        sides.iter().filter(|side| !known.contains(&side.value)).map(|side| format!("“{}”", side.value)).collect();
    if !others.is_empty() && sides.len() > head.sides.len() {
        head.explanation += &format!(" There is also {}.", others.join(", "));
    }
    Some(Finding { sides, superseded, scope_assumed, ..head })
}

/// A side for each answer. Figures are one answer where they are equal. Words are where nothing sets them apart: they are equal, or a third
/// passage is at odds with both.
fn sides(findings: &[Finding]) -> Vec<Answer> {
    let told = told(findings);
    let by_words = findings[0].kind != Kind::Quantity;
    let mut sides: Vec<BTreeSet<usize>> = Vec::new();
    for (at, one) in told.iter().enumerate() {
        let fits = |side: &&mut BTreeSet<usize>| {
            let equal = || side.iter().any(|&other| told[other].value == one.value);
            let rival = || side.iter().any(|&other| !told[other].rivals.is_disjoint(&one.rivals));
            side.is_disjoint(&one.rivals) && (equal() || by_words && rival())
        };
        match sides.iter_mut().find(fits) {
            Some(side) => {
                side.insert(at);
            }
            None => sides.push(BTreeSet::from([at])),
        }
    }
    let answer = |side: &BTreeSet<usize>| {
        let value = most_told(side.iter().map(|&at| told[at].value.as_str()));
        Answer::said(value, side.iter().map(|&at| told[at].cited.clone()).collect())
    };
    sides.iter().map(answer).collect()
}

/// All passages of the findings, in the order of the documents.
fn told(findings: &[Finding]) -> Vec<Told> {
    let mut passages: BTreeMap<(Place, &str), &Cited> = BTreeMap::new();
    for side in findings.iter().flat_map(|finding| &finding.sides) {
        passages.extend(side.cited.iter().map(|cited| (((cited.document, cited.span), side.value.as_str()), cited)));
    }
    let index: BTreeMap<(Place, &str), usize> = passages.keys().enumerate().map(|(at, key)| (*key, at)).collect();
    let mut rivals: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); index.len()];
    for finding in findings {
        let ends = |side: &Answer| -> Vec<usize> {
            side.cited.iter().map(|cited| index[&((cited.document, cited.span), side.value.as_str())]).collect()
        };
        let ends: Vec<Vec<usize>> = finding.sides.iter().map(ends).collect();
        for (at, own) in ends.iter().enumerate() {
            let others: Vec<usize> =
                ends.iter().enumerate().filter(|(other, _)| *other != at).flat_map(|(_, ends)| ends).copied().collect();
            own.iter().for_each(|&passage| rivals[passage].extend(&others));
        }
    }
    let passage = |(((_, value), cited), rivals): ((&(Place, &str), &&Cited), BTreeSet<usize>)| Told {
        value: value.to_string(),
        cited: (*cited).clone(),
        rivals,
    };
    passages.iter().zip(rivals).map(passage).collect()
}

/// The value that most passages give, of equals the first.
fn most_told<'a>(values: impl Iterator<Item = &'a str>) -> String {
    let mut count: Vec<(&str, usize)> = Vec::new();
    for value in values {
        match count.iter_mut().find(|(known, _)| *known == value) {
            Some((_, times)) => *times += 1,
            None => count.push((value, 1)),
        }
    }
    let most = count.iter().map(|(_, times)| *times).max().unwrap_or_default();
    count.iter().find(|(_, times)| *times == most).map(|(value, _)| value.to_string()).unwrap_or_default()
}

/// Keeps one of the findings that give the same answers in the same passages: that of the constraint that is checked first. Statements that
/// deny, oppose or claim one deed are read from whole clauses: two such findings about the same clauses are one. Inside two wordings of
/// one remark they are the difference of the wordings, which says whose words they are.
pub(super) fn distinct(findings: Vec<Finding>) -> Vec<Finding> {
    let wordings: Vec<Finding> = findings.iter().filter(|finding| finding.kind == Kind::Quote).cloned().collect();
    let mut seen: BTreeSet<Vec<(Vec<Place>, String)>> = BTreeSet::new();
    let told = |finding: &Finding| is_statement(finding) && wordings.iter().any(|wording| is_within(finding, wording));
    findings.into_iter().filter(|finding| !told(finding) && seen.insert(substance(finding))).collect()
}

fn is_statement(finding: &Finding) -> bool {
    matches!(finding.kind, Kind::Negation | Kind::Antonym | Kind::Actor)
}

/// Whether each passage of one finding stands in one of another.
fn is_within(finding: &Finding, other: &Finding) -> bool {
    let around: Vec<Place> = other.sides.iter().flat_map(|side| &side.cited).map(|cited| (cited.document, cited.span)).collect();
    let within = |cited: &Cited| around.iter().any(|(document, span)| *document == cited.document && span.contains(cited.span));
    finding.sides.iter().flat_map(|side| &side.cited).all(within)
}

fn substance(finding: &Finding) -> Vec<(Vec<Place>, String)> {
    let statement = is_statement(finding);
    let side = |side: &Answer| {
        let mut places: Vec<Place> = side.cited.iter().map(|cited| (cited.document, cited.span)).collect();
        places.sort_unstable();
        (places, if statement { String::new() } else { side.value.to_lowercase() })
    };
    let mut sides: Vec<(Vec<Place>, String)> = finding.sides.iter().map(side).collect();
    sides.sort();
    sides
}
