//! One holder of a single-seat office of one body at one time.
//!
//! Claims meet in a story by office and body. A claim that names no body (`the mayor, X`) means the body that its holder is named with elsewhere. Otherwise
//! it says which seat it means only where its document gives the office to one person alone: an office of state is taken for that of the
//! state that the document speaks of most, any other office for the only one in the story. Where
//! a text names two persons, each with that office in some text, it has two bodies in mind; and a match has two coaches. A holder who is
//! said to have just come in supersedes the one who was there.

use std::collections::{BTreeMap, BTreeSet};

use super::{Answer, Cited, Finding};
use crate::graph::ClaimGraph;
use crate::model::name::{plain, same_person};
use crate::model::report::Kind;
use crate::model::{Claim, EntityId, EntityKind, Reading, Stance, Standing, Value};
use crate::rules::{ConstraintKind, Rulebook};

/// Who is said to hold an office.
struct Holding<'a> {
    claim: &'a Claim<EntityId>,
    holder: EntityId,
    /// The body, as named or as understood.
    body: Option<EntityId>,
    named: bool,
    /// The state could be one of several.
    unclear: bool,
}

pub(super) fn check(readings: &[Reading], graph: &ClaimGraph, rules: &Rulebook, out: &mut Vec<Finding>) {
    for constraint in rules.constraints_of(ConstraintKind::OneHolder) {
        let mut seats: BTreeMap<(usize, &str), Vec<Holding>> = BTreeMap::new();
        let covered =
            |claim: &&Claim<EntityId>| claim.attribute.id == constraint.attribute && constraint.covers(&claim.attribute.detail);
        for claim in graph.claims.iter().filter(covered).filter(|claim| is_held(claim)) {
            if let Value::Entity(holder) = claim.value {
                let named = claim.subject != holder && graph.entity(claim.subject).kind != EntityKind::Common;
                let holding = Holding { claim, holder, body: named.then_some(claim.subject), named, unclear: false };
                let key = (graph.stories[claim.provenance.document], claim.attribute.detail.as_str());
                seats.entry(key).or_default().push(holding);
            }
        }
        join_only_units(&mut seats);
        for ((_, office), mut holdings) in seats {
            tell_bodies(&mut holdings);
            join_peoples(graph, &mut holdings);
            holdings.retain(|holding| holding.body.is_some() || !is_cut_short(readings, holding.claim));
            set_in_front(readings, graph, &mut holdings);
            find_bodies(graph, &mut holdings);
            understand(readings, graph, rules, office, &mut holdings);
            let groups = same_seat(&holdings);
            out.extend(groups.iter().filter_map(|group| compare(readings, graph, (&constraint.id, office), group)));
        }
    }
}

/// `the head teacher` is that of the one school of which the story names one: `the head teacher of the valley school`.
fn join_only_units<'a>(seats: &mut BTreeMap<(usize, &'a str), Vec<Holding<'a>>>) {
    let mut units: BTreeMap<(usize, &str), BTreeSet<&str>> = BTreeMap::new();
    for (story, seat) in seats.keys() {
        if let Some((office, _)) = seat.split_once(" of ") {
            units.entry((*story, office)).or_default().insert(seat);
        }
    }
    for ((story, office), named) in units {
        let bare = seats.get(&(story, office)).is_some_and(|holdings| holdings.iter().all(|holding| holding.body.is_none()));
        let only = named.first().filter(|_| bare && named.len() == 1);
        if let Some((seat, moved)) = only.and_then(|seat| Some((seat, seats.remove(&(story, office))?))) {
            seats.entry((story, seat)).or_default().extend(moved);
        }
    }
}

/// The endings that make the name of a people of that of its state, where the lexicon lists neither.
const PEOPLES: [&str; 8] = ["n", "an", "ian", "ean", "i", "ese", "ish", "ic"];

/// `Ruritanian` and `Ruritania` are one body.
fn join_peoples(graph: &ClaimGraph, holdings: &mut [Holding]) {
    let bodies: BTreeSet<EntityId> = holdings.iter().filter_map(|holding| holding.body).collect();
    let name = |body: &EntityId| plain(&graph.entity(*body).name);
    let is_people = |people: &str, state: &str| {
        let stem = state.trim_end_matches(['a', 'e', 'i', 'o', 'y']);
        [state, stem].iter().any(|start| people.strip_prefix(start).is_some_and(|ending| PEOPLES.contains(&ending)))
    };
    for holding in holdings.iter_mut() {
        let Some(people) = holding.body.as_ref().map(name).filter(|people| !people.contains(' ')) else { continue };
        let state = bodies.iter().find(|state| name(state).len() > 3 && is_people(&people, &name(state)));
        holding.body = state.copied().or(holding.body);
    }
}

/// What one place leaves out another tells: the body of a holder who is named with one body only.
fn tell_bodies(holdings: &mut [Holding]) {
    let mut told: BTreeMap<EntityId, BTreeSet<EntityId>> = BTreeMap::new();
    for holding in holdings.iter() {
        told.entry(holding.holder).or_default().extend(holding.body);
    }
    for holding in holdings.iter_mut().filter(|holding| holding.body.is_none()) {
        let bodies = &told[&holding.holder];
        holding.body = bodies.first().copied().filter(|_| bodies.len() == 1);
    }
}

/// `Anna Berg, president, Acme Group`, `became president of the county's medical society`: the body follows, unknown to the claim.
fn is_cut_short(readings: &[Reading], claim: &Claim<EntityId>) -> bool {
    let document = &readings[claim.provenance.document].document;
    let rest = document.text.get(claim.provenance.span.end..).unwrap_or_default();
    let goes_on = rest.strip_prefix(", ").is_some_and(|rest| rest.starts_with(char::is_uppercase));
    let owner = [" of ", " at ", " for "].iter().find_map(|word| rest.strip_prefix(word));
    let owned = owner.is_some_and(|owner| {
        let noun = owner.strip_prefix("the ").unwrap_or(owner);
        let phrase = owner.split([',', '.', ';']).next().unwrap_or_default();
        noun.starts_with(char::is_uppercase) || phrase.contains("'s ") || phrase.contains("’s ")
    });
    match claim.provenance.rule.as_str() {
        "title-before-name" => false,
        "office-after-name" => goes_on || owned,
        _ => owned,
    }
}

/// `In Ontario, Attorney General Anna Berg`: the place at the head of the sentence has the office.
fn set_in_front(readings: &[Reading], graph: &ClaimGraph, holdings: &mut [Holding]) {
    for holding in holdings.iter_mut().filter(|holding| holding.body.is_none()) {
        let place = &holding.claim.provenance;
        let reading = &readings[place.document];
        let start = reading.analysis.sentences[place.sentence].tokens.start;
        let word = |at: usize| reading.document.slice(reading.analysis.tokens[at].span);
        let found = reading.mentions.iter().position(|mention| {
            mention.tokens.start == start + 1
                && mention.span.end < place.span.start
                && matches!(mention.kind, EntityKind::Polity | EntityKind::Place)
                && mention.tokens.end < reading.analysis.tokens.len()
                && word(start) == "In"
                && word(mention.tokens.end) == ","
        });
        holding.body = found.map(|mention| graph.entity_of[place.document][mention]);
    }
}

/// A document that names only one of the bodies with such an office speaks of that one.
fn find_bodies(graph: &ClaimGraph, holdings: &mut [Holding]) {
    let bodies: BTreeSet<EntityId> = holdings.iter().filter_map(|holding| holding.body).collect();
    if bodies.len() < 2 {
        return;
    }
    for holding in holdings.iter_mut().filter(|holding| holding.body.is_none()) {
        let named: BTreeSet<EntityId> = graph.entity_of[holding.claim.provenance.document].iter().copied().collect();
        let mut meant = bodies.intersection(&named);
        holding.body = meant.next().copied().filter(|_| meant.next().is_none());
    }
}

/// Gives unnamed bodies of offices of state the state that is meant, and drops what could mean several.
fn understand(readings: &[Reading], graph: &ClaimGraph, rules: &Rulebook, office: &str, holdings: &mut Vec<Holding>) {
    let mut holders: BTreeMap<usize, BTreeSet<EntityId>> = BTreeMap::new();
    for holding in holdings.iter() {
        holders.entry(holding.claim.provenance.document).or_default().insert(holding.holder);
    }
    holdings.retain(|holding| holding.body.is_some() || holders[&holding.claim.provenance.document].len() == 1);
    if holdings.iter().all(|holding| holding.claim.qualifiers.degree.as_deref() == Some("one of")) {
        holdings.clear();
    }
    let words: Vec<String> = office.split(' ').map(str::to_string).collect();
    let sort = rules.lexicon.office_at(&|at| words.get(at).cloned()).map(|found| found.office);
    match sort.map(|sort| (sort.sector.as_str(), sort.full_time)) {
        Some(("state" | "diplomacy", _)) => {}
        Some(("sport", true)) => return holdings.retain(|holding| holding.body.is_some() || is_new(holding)),
        _ => return,
    }
    holdings.retain(|holding| {
        holding.body.is_some() || !matches!(graph.entity(holding.claim.subject).name.to_lowercase().as_str(), "its" | "their")
    });
    let named: BTreeSet<EntityId> = holdings.iter().filter_map(|holding| holding.body).collect();
    for holding in holdings.iter_mut().filter(|holding| holding.body.is_none()) {
        match state_meant(&readings[holding.claim.provenance.document], graph, holding.claim, rules) {
            Meant::State(state) => holding.body = Some(state),
            Meant::Home => {
                holding.unclear = named.iter().any(|body| is_of_another(graph, holding.claim.provenance.document, *body))
            }
            Meant::Unclear => holding.unclear = true,
        }
    }
    holdings.retain(|holding| !holding.unclear);
}

/// Whether a document speaks more of another place than of a body: the officer without a body may be that place's.
fn is_of_another(graph: &ClaimGraph, document: usize, body: EntityId) -> bool {
    let mut counts: BTreeMap<EntityId, usize> = BTreeMap::new();
    for entity in graph.entity_of[document].iter().filter(|entity| graph.entity(**entity).kind == EntityKind::Polity) {
        *counts.entry(*entity).or_default() += 1;
    }
    let own = counts.remove(&body).unwrap_or_default();
    counts.values().any(|count| *count >= own)
}

/// Which state an office of state without one belongs to.
enum Meant {
    State(EntityId),
    /// No state is named so far: the one where the story plays.
    Home,
    Unclear,
}

/// The state that the document names most, unless it names none before the office, the sentence itself names another one, or two are
/// named as often. A neighbour is not the state that is meant.
fn state_meant(reading: &Reading, graph: &ClaimGraph, claim: &Claim<EntityId>, rules: &Rulebook) -> Meant {
    let place = &claim.provenance;
    let entities = &graph.entity_of[place.document];
    let tokens = &reading.analysis.tokens;
    let is_state = |entity: &EntityId| rules.lexicon.polity(&graph.entity(*entity).name).is_some();
    let mut counts: BTreeMap<EntityId, usize> = BTreeMap::new();
    let (mut near, mut before) = (None, false);
    for (mention, entity) in reading.mentions.iter().zip(entities).filter(|(_, entity)| is_state(entity)) {
        let neighbour = mention.tokens.start.checked_sub(1).is_some_and(|at| tokens[at].lemma.starts_with("neighbo"));
        if neighbour {
            continue;
        }
        before |= tokens[mention.head].sentence <= place.sentence;
        *counts.entry(*entity).or_default() += 1;
        if tokens[mention.head].sentence == place.sentence && mention.span.end <= place.span.start {
            near = Some(*entity);
        }
    }
    let top = counts.values().max().copied().unwrap_or_default();
    let mut most = counts.iter().filter(|(_, count)| **count == top).map(|(entity, _)| *entity);
    match (most.next(), most.next()) {
        _ if !before => Meant::Home,
        (Some(state), None) if near.is_none_or(|near| near == state) => Meant::State(state),
        _ => Meant::Unclear,
    }
}

fn is_held(claim: &Claim<EntityId>) -> bool {
    let standing =
        matches!(claim.qualifiers.standing, Standing::Current | Standing::Acting | Standing::New | Standing::Designate);
    standing && is_said(claim.stance)
}

fn is_said(stance: Stance) -> bool {
    matches!(stance, Stance::Asserted | Stance::Reported)
}

/// Holdings of one office that speak of one seat: those of each named body, with those that name none where only one can be meant.
fn same_seat<'a, 'b>(holdings: &'b [Holding<'a>]) -> Vec<Vec<&'b Holding<'a>>> {
    let bodies: BTreeSet<EntityId> = holdings.iter().filter_map(|holding| holding.body).collect();
    if bodies.len() <= 1 {
        return vec![holdings.iter().collect()];
    }
    let of = |body: EntityId| holdings.iter().filter(move |holding| holding.body == Some(body)).collect::<Vec<_>>();
    bodies.into_iter().map(of).collect()
}

fn compare(readings: &[Reading], graph: &ClaimGraph, (constraint, office): (&str, &str), group: &[&Holding]) -> Option<Finding> {
    let mut answers: BTreeMap<EntityId, Vec<&Holding>> = BTreeMap::new();
    for holding in group {
        answers.entry(holding.holder).or_default().push(holding);
    }
    if answers.len() < 2 {
        return None;
    }
    let body = group.iter().find_map(|holding| holding.body);
    let sides: Vec<Answer> = answers.iter().map(|(holder, holdings)| answer(graph, *holder, holdings)).collect();
    let place = body.map_or_else(String::new, |body| graph.entity(body).name.clone());
    let superseded = is_succession(readings, graph, &answers);
    let names: Vec<&str> = answers.keys().map(|holder| graph.entity(*holder).name.as_str()).collect();
    Some(Finding {
        kind: Kind::OfficeHolder,
        constraint: constraint.to_string(),
        entity: if place.is_empty() { office.to_string() } else { place.clone() },
        attribute: office.to_string(),
        sides,
        superseded,
        scope_assumed: group.iter().any(|holding| !holding.named),
        left_alone: alike(graph, &answers).or_else(|| together(graph, office, &answers).filter(|_| !superseded)),
        explanation: explanation(office, &place, &names, superseded),
    })
}

fn answer(graph: &ClaimGraph, holder: EntityId, holdings: &[&Holding]) -> Answer {
    let cited = holdings.iter().map(|holding| Cited::from(holding.claim)).collect();
    Answer { value: graph.entity(holder).name.clone(), cited, ..Answer::default() }
}

fn is_new(holding: &Holding) -> bool {
    matches!(holding.claim.qualifiers.standing, Standing::New | Standing::Designate)
}

/// One holder has just come in, by a document that is not older than what is said of the others.
fn is_succession(readings: &[Reading], graph: &ClaimGraph, answers: &BTreeMap<EntityId, Vec<&Holding>>) -> bool {
    let incoming =
        |holdings: &[&Holding]| holdings.iter().find(|holding| is_new(holding)).map(|holding| holding.claim.provenance.document);
    if is_told_to_have_left(readings, graph, answers) {
        return true;
    }
    let newcomers: Vec<(EntityId, usize)> =
        answers.iter().filter_map(|(holder, holdings)| incoming(holdings).map(|at| (*holder, at))).collect();
    let [(holder, document)] = newcomers[..] else { return false };
    let day = |document: usize| readings[document].document.published.as_ref().map(|date| date.value);
    let others = answers.iter().filter(|(other, _)| **other != holder).flat_map(|(_, holdings)| holdings.iter());
    others.map(|holding| holding.claim.provenance.document).all(|other| match (day(document), day(other)) {
        (Some(new), Some(old)) => old <= new,
        _ => true,
    })
}

/// All holders but one have left, by a document that names that one as the holder.
fn is_told_to_have_left(readings: &[Reading], graph: &ClaimGraph, answers: &BTreeMap<EntityId, Vec<&Holding>>) -> bool {
    let left = |holder: EntityId, document: usize| {
        graph.claims.iter().any(|claim| {
            let role = claim.attribute.id == "role" && claim.attribute.detail == "resigned";
            role && claim.subject == holder && claim.provenance.document == document && is_said(claim.stance)
        })
    };
    let day = |document: usize| readings[document].document.published.as_ref().map(|date| date.value);
    answers.iter().any(|(stays, holdings)| {
        let at = holdings[0].claim.provenance.document;
        let mut others = answers.iter().filter(|(other, _)| *other != stays);
        others.all(|(other, theirs)| {
            let older = |old: &&Holding| day(old.claim.provenance.document).zip(day(at)).is_none_or(|(old, new)| old <= new);
            left(*other, at) && theirs.iter().all(older)
        })
    })
}

/// Two names that may be those of one person.
fn alike(graph: &ClaimGraph, answers: &BTreeMap<EntityId, Vec<&Holding>>) -> Option<String> {
    let names: Vec<String> = answers.keys().map(|holder| plain(&graph.entity(*holder).name)).collect();
    let alike = names.iter().enumerate().any(|(at, one)| names[at + 1..].iter().any(|other| same_person(one, other)));
    alike.then(|| "the names may be those of one person".to_string())
}

/// Both are known to one text, and not both with the body. What that text calls the other one otherwise is another answer; the ministers of
/// one government are all in one text.
fn together(graph: &ClaimGraph, office: &str, answers: &BTreeMap<EntityId, Vec<&Holding>>) -> Option<String> {
    let mut holdings = answers.values().flatten();
    let unnamed = holdings.clone().any(|holding| !holding.named);
    let both = holdings.any(|holding| {
        let document = holding.claim.provenance.document;
        let named = &graph.entity_of[document];
        let others = answers.keys().filter(|other| **other != holding.holder && named.contains(other));
        others.into_iter().any(|other| !has_another_role(graph, document, *other, office))
    });
    let minister = office.ends_with(" minister") && office != "prime minister";
    (unnamed && both && !minister).then(|| "one text names both, and not the body of each".to_string())
}

fn has_another_role(graph: &ClaimGraph, document: usize, person: EntityId, office: &str) -> bool {
    let told = graph.claims.iter().filter(|claim| claim.provenance.document == document && claim.subject == person);
    told.filter(|claim| claim.attribute.id == "role").any(|claim| match &claim.value {
        Value::Text(role) => role.split(" of ").next() != Some(office),
        _ => false,
    })
}

fn explanation(office: &str, place: &str, names: &[&str], superseded: bool) -> String {
    let of = if place.is_empty() { String::new() } else { format!(" of {place}") };
    let names = names.join(" and ");
    if superseded {
        format!("{names} are both named as {office}{of}; one of them is said to have come into the office.")
    } else {
        format!("{names} are both named as {office}{of}, an office that one person holds at a time.")
    }
}
