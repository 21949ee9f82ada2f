//! One event happens in one place, and a thing lies on one side of a landmark.

use super::event::{Event, OTHER_PLACES, Pair, pairs};
use super::{Answer, Finding};
use crate::graph::ClaimGraph;
use crate::model::name::folded;
use crate::model::report::Kind;
use crate::model::{Agreement, BuiltIn, Known, Place, Reading};
use crate::rules::Rulebook;

pub(super) fn check(readings: &[Reading], graph: &ClaimGraph, rules: &Rulebook, out: &mut Vec<Finding>) {
    let mut seen = std::collections::BTreeSet::new();
    let told = |pair: &Pair| !pair.one.clause.negated && !pair.other.clause.negated;
    for pair in pairs(readings, graph, rules).0.into_iter().filter(told) {
        let clauses = (pair.one.document, pair.one.clause.head, pair.other.document, pair.other.clause.head);
        let finding = clash(&pair, readings).map(|(place, other)| finding(&pair, place, other, graph));
        out.extend(finding.filter(|finding| finding.left_alone.is_some() || seen.insert(clauses)));
    }
}

/// Two places that exclude each other, where no other two of the clauses agree.
fn clash<'a>(pair: &Pair<'a>, readings: &[Reading]) -> Option<(&'a Place, &'a Place)> {
    let one_time = match (&pair.one.clause.when, &pair.other.clause.when) {
        (Some(one), Some(other)) => one.agreement(other) != Agreement::Different,
        _ => true,
    };
    let both =
        || pair.one.clause.places.iter().flat_map(|place| pair.other.clause.places.iter().map(move |other| (place, other)));
    let agree = |sided: bool| {
        let agree = |place: &Place, other: &Place| matches!(place.agreement(other), Agreement::Same | Agreement::Compatible);
        both().any(|(place, other)| (place.side.is_some() && other.side.is_some() || !sided) && agree(place, other))
    };
    if !one_time || agree(true) {
        return None;
    }
    let placed = pair.sort.is_some_and(|sort| sort.placed);
    both().find(|(place, other)| match place.agreement(other) {
        Agreement::Different if place.side.is_some() => pair.sort.is_none_or(|sort| sort.placed),
        Agreement::Different => placed && !agree(false),
        Agreement::Incomparable => placed && !agree(false) && are_two_names(place, other, readings),
        _ => false,
    })
}

/// Two names that no gazetteer puts into each other, and that no sentence names together. An unlisted village may lie in any region.
fn are_two_names(place: &Place, other: &Place, readings: &[Reading]) -> bool {
    let listed = place.known.is_some() && other.known.is_some();
    let named = |place: &Place| place.side.is_none() && place.setting.is_none() && !place.name.is_empty();
    let alike = place.name.contains(&other.name) || other.name.contains(&place.name);
    let together = |reading: &Reading| {
        let sentences = reading.analysis.sentences.iter();
        sentences
            .map(|sentence| folded(reading.document.slice(sentence.span)))
            .any(|text| text.contains(&place.name) && text.contains(&other.name))
    };
    let wide = |place: &Place| place.known.as_ref().is_some_and(Known::is_wide);
    !listed && !wide(place) && !wide(other) && named(place) && named(other) && !alike && !readings.iter().any(together)
}

fn finding(pair: &Pair, place: &Place, other: &Place, graph: &ClaimGraph) -> Finding {
    let answer = |event: &Event, place: &Place| Answer {
        value: label(place),
        cited: vec![event.cite(graph, "place-of-event")],
        ..Answer::default()
    };
    Finding {
        kind: Kind::Place,
        constraint: BuiltIn::OnePlacePerEvent.into(),
        entity: String::new(),
        attribute: pair.name.clone(),
        sides: vec![answer(&pair.one, place), answer(&pair.other, other)],
        superseded: false,
        scope_assumed: place.side.is_none() && (place.known.is_none() || other.known.is_none()),
        left_alone: pair.apart.iter().find(|reason| **reason != OTHER_PLACES).map(|reason| reason.to_string()),
        explanation: format!("Two places for one event ({}): {} against {}.", pair.name, label(place), label(other)),
    }
}

fn label(place: &Place) -> String {
    match place.side {
        Some(side) => [format!("{side:?}").as_str(), place.part.as_deref().unwrap_or_default(), "of", &place.name]
            .into_iter()
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
            .trim_end_matches(" of")
            .to_lowercase(),
        None => place.name.clone(),
    }
}
