//! Which body an office without one is of: what another place tells, the place at the head of the sentence, the only body in question that
//! the document is about, for an office of state the state that the document is about. What could mean several is set aside, with the
//! reason.

use std::collections::{BTreeMap, BTreeSet};

use super::{Holding, is_new};
use crate::graph::ClaimGraph;
use crate::model::name::plain;
use crate::model::{EntityId, EntityKind, Reading, Tie};
use crate::rules::Rulebook;
use crate::rules::words::{grammar, things};

const CUT_SHORT: &str = "the words that follow say of what, and they are not read";
const OF_SEVERAL: &str = "one text gives the office to several, and does not say of what each has it";
const ONE_OF: &str = "each is one of those who have the office";
const OF_A_TEAM: &str = "it is not told of which team";
const OF_NOBODY: &str = "it is of one who is not named";
const OF_A_STATE: &str = "the state that is meant may be one of several";
const UNTOLD: &str = "of one of them it is not told of what";

/// Gives the holdings of one office in one story their bodies, and sets aside those that could mean several.
pub(super) fn settle<'a>(
    readings: &[Reading],
    graph: &ClaimGraph,
    rules: &Rulebook,
    office: &str,
    holdings: &mut Vec<Holding<'a>>,
) -> Aside<'a> {
    tell_bodies(holdings);
    join_peoples(graph, holdings);
    let mut aside = Aside::default();
    aside.take(holdings, CUT_SHORT, |holding| is_cut_short(readings, holding.claim));
    set_in_front(readings, graph, holdings);
    if !is_of_state(rules, office) {
        find_bodies(graph, holdings);
    }
    understand(readings, graph, rules, office, (holdings, &mut aside));
    aside
}

/// Holdings of which nothing tells the body, each with the reason.
#[derive(Default)]
pub(super) struct Aside<'a>(pub Vec<(Holding<'a>, &'static str)>);

impl<'a> Aside<'a> {
    /// Takes those without a body of which something holds.
    fn take(&mut self, holdings: &mut Vec<Holding<'a>>, why: &'static str, is_open: impl Fn(&Holding) -> bool) {
        let taken = holdings.extract_if(.., |holding| holding.body.is_none() && is_open(holding));
        self.0.extend(taken.map(|holding| (holding, why)));
    }
}

/// `the head teacher` is that of the one school of which the story names one: `the head teacher of the valley school`.
pub(super) fn join_only_units<'a>(seats: &mut BTreeMap<(usize, &'a str), Vec<Holding<'a>>>) {
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

/// `Ruritanian` and `Ruritania` are one body.
fn join_peoples(graph: &ClaimGraph, holdings: &mut [Holding]) {
    let bodies: BTreeSet<EntityId> = holdings.iter().filter_map(|holding| holding.body).collect();
    let name = |body: &EntityId| plain(&graph.entity(*body).name);
    let is_people = |people: &str, state: &str| {
        let stem = state.trim_end_matches(['a', 'e', 'i', 'o', 'y']);
        [state, stem]
            .iter()
            .any(|start| people.strip_prefix(start).is_some_and(|ending| grammar().endings_of_peoples.has(ending)))
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
fn is_cut_short(readings: &[Reading], claim: &Tie<EntityId>) -> bool {
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

/// A document speaks of the body that it names more than any other of its sort: `Mayor Berg` in a report from Bergen.
fn find_bodies(graph: &ClaimGraph, holdings: &mut [Holding]) {
    let bodies: BTreeSet<EntityId> = holdings.iter().filter_map(|holding| holding.body).collect();
    for holding in holdings.iter_mut().filter(|holding| holding.body.is_none()) {
        holding.body = bodies.iter().copied().find(|body| is_main(graph, holding.document(), *body));
    }
}

/// Whether a document names a body more than all other places or, of an organisation, all other organisations.
fn is_main(graph: &ClaimGraph, document: usize, body: EntityId) -> bool {
    let place =
        |entity: EntityId| matches!(graph.entity(entity).kind, EntityKind::Polity | EntityKind::Place | EntityKind::People);
    let organisation = |entity: EntityId| graph.entity(entity).kind == EntityKind::Organisation;
    let mut counts: BTreeMap<EntityId, usize> = BTreeMap::new();
    for &entity in &graph.entity_of[document] {
        if entity == body || place(entity) && place(body) || organisation(entity) && organisation(body) {
            *counts.entry(entity).or_default() += 1;
        }
    }
    let own = counts.remove(&body).unwrap_or_default();
    counts.values().sum::<usize>() < own
}

/// Gives unnamed bodies of offices of state the state that is meant, and sets aside what could mean several.
fn understand<'a>(
    readings: &[Reading],
    graph: &ClaimGraph,
    rules: &Rulebook,
    office: &str,
    (holdings, aside): (&mut Vec<Holding<'a>>, &mut Aside<'a>),
) {
    let mut holders: BTreeMap<usize, BTreeSet<EntityId>> = BTreeMap::new();
    for holding in holdings.iter() {
        holders.entry(holding.document()).or_default().insert(holding.holder);
    }
    aside.take(holdings, OF_SEVERAL, |holding| holders[&holding.document()].len() > 1);
    if holdings.iter().all(|holding| holding.claim.qualifiers.degree.as_deref() == Some("one of")) {
        aside.0.extend(holdings.drain(..).map(|holding| (holding, ONE_OF)));
    }
    match sector(rules, office) {
        Some((sector, _)) if things().sectors_of_one_state.has(sector) => {}
        Some(("sport", true)) => return aside.take(holdings, OF_A_TEAM, |holding| !is_new(holding)),
        _ => return,
    }
    aside.take(holdings, OF_NOBODY, |holding| {
        grammar().owners_unnamed.has(graph.entity(holding.claim.subject).name.to_lowercase().as_str())
    });
    let named: BTreeSet<EntityId> = holdings.iter().filter_map(|holding| holding.body).collect();
    for holding in holdings.iter_mut().filter(|holding| holding.body.is_none()) {
        match state_meant(&readings[holding.document()], graph, holding.claim, rules) {
            Meant::State(state) => holding.body = Some(state),
            Meant::Home => holding.unclear = named.iter().any(|body| is_of_another(graph, holding.document(), *body)),
            Meant::Unclear => holding.unclear = true,
        }
    }
    aside.take(holdings, OF_A_STATE, |holding| holding.unclear);
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

/// The state that the document names most, unless it names none before the office. A neighbour is not the state that is
/// meant; a president may be that of any state that is named.
fn state_meant(reading: &Reading, graph: &ClaimGraph, claim: &Tie<EntityId>, rules: &Rulebook) -> Meant {
    let place = &claim.provenance;
    let entities = &graph.entity_of[place.document];
    let tokens = &reading.analysis.tokens;
    let is_state = |entity: &EntityId| rules.lexicon.polity(&graph.entity(*entity).name).is_some();
    let mut counts: BTreeMap<EntityId, usize> = BTreeMap::new();
    let mut before = false;
    for (mention, entity) in reading.mentions.iter().zip(entities).filter(|(_, entity)| is_state(entity)) {
        let neighbour = mention.tokens.start.checked_sub(1).is_some_and(|at| tokens[at].lemma.starts_with("neighbo"));
        if neighbour {
            continue;
        }
        before |= tokens[mention.head].sentence <= place.sentence;
        *counts.entry(*entity).or_default() += 1;
    }
    let all: usize = counts.values().sum();
    let leads_state = !claim.attribute.detail.contains(' ') || claim.attribute.detail == "prime minister";
    let rivals = |count: usize| counts.values().filter(|other| **other >= count).count();
    let enough = |count: usize| if leads_state { count == all } else { rivals(count) == 1 };
    match counts.iter().find(|(_, count)| enough(**count)) {
        _ if !before => Meant::Home,
        Some((state, _)) => Meant::State(*state),
        None => Meant::Unclear,
    }
}

/// The holdings of one office by their bodies.
type Seats<'a> = BTreeMap<Option<EntityId>, Vec<&'a Holding<'a>>>;

/// Holdings of one office that speak of one seat: those of each body, and those of which nothing tells the body. An officer of state may be
/// that of the only state in question, and so may the officer in a text that names no place or body at all.
pub(super) fn same_seat<'a>(graph: &ClaimGraph, rules: &Rulebook, office: &str, holdings: &'a [Holding<'a>]) -> Seats<'a> {
    let bodies: BTreeSet<EntityId> = holdings.iter().filter_map(|holding| holding.body).collect();
    let kind = |id: &EntityId| graph.entity(*id).kind;
    let bare = |holding: &Holding| {
        let named = |id: &EntityId| matches!(kind(id), EntityKind::Polity | EntityKind::Place | EntityKind::Organisation);
        !graph.entity_of[holding.document()].iter().any(named)
    };
    let only = bodies.first().filter(|_| bodies.len() == 1);
    let of_state = only.is_some_and(|body| kind(body) == EntityKind::Polity) && is_of_state(rules, office);
    let seat = |holding: &Holding| holding.body.or_else(|| only.copied().filter(|_| of_state || bare(holding)));
    let mut seats: BTreeMap<Option<EntityId>, Vec<&Holding>> = BTreeMap::new();
    for holding in holdings {
        seats.entry(seat(holding)).or_default().push(holding);
    }
    seats
}

/// The holdings that no seat is known of: those that were set aside, and those without a body beside others with one.
pub(super) fn of_no_seat<'a>(aside: &'a Aside<'a>, seats: &Seats<'a>) -> Vec<(&'a Holding<'a>, &'static str)> {
    let untold = seats.get(&None).into_iter().flatten().filter(|_| seats.len() > 1);
    aside.0.iter().map(|(holding, why)| (holding, *why)).chain(untold.map(|holding| (*holding, UNTOLD))).collect()
}

pub(super) fn is_of_state(rules: &Rulebook, office: &str) -> bool {
    sector(rules, office).is_some_and(|(sector, _)| sector == "state")
}

/// The walk of life that an office belongs to, and whether it fills a working day.
fn sector<'r>(rules: &'r Rulebook, office: &str) -> Option<(&'r str, bool)> {
    let words: Vec<String> = office.split(' ').map(str::to_string).collect();
    rules.lexicon.office_at(&|at| words.get(at).cloned()).map(|found| (found.office.sector.as_str(), found.office.full_time))
}
