//! One holder of a single-seat office of one body at one time.
//!
//! Claims meet in a story by office and body. A claim that names no body (`the mayor, X`) means the body that its holder is named with
//! elsewhere. Otherwise it says which seat it means only where its document gives the office to one person alone (`bodies`); of the others
//! is told why they are held against nobody (`unseated`). Names that show no two persons are one holder. Two holders may both be right for
//! the reasons in [`REASONS`]; one who is said to have just come in supersedes the other.

mod bodies;
mod unseated;

use std::collections::{BTreeMap, BTreeSet};

use super::{Answer, Cited, Finding};
use crate::graph::ClaimGraph;
use crate::model::name::{may_be_one_person, plain};
use crate::model::report::Kind;
use crate::model::{ConstraintId, Date, EntityId, EntityKind, Filler, Reading, Stance, Standing, Tie};
use crate::rules::{ConstraintKind, Rulebook};

/// Who is said to hold an office.
struct Holding<'a> {
    claim: &'a Tie<EntityId>,
    holder: EntityId,
    /// The body, as named or as understood.
    body: Option<EntityId>,
    named: bool,
    /// The state could be one of several.
    unclear: bool,
}

impl Holding<'_> {
    fn document(&self) -> usize {
        self.claim.provenance.document
    }
}

pub(super) fn check(readings: &[Reading], graph: &ClaimGraph, rules: &Rulebook, out: &mut Vec<Finding>) {
    for constraint in rules.constraints_of(ConstraintKind::OneHolder) {
        let mut seats: BTreeMap<(usize, &str), Vec<Holding>> = BTreeMap::new();
        let covered =
            |claim: &&Tie<EntityId>| claim.attribute.id == constraint.attribute && constraint.covers(&claim.attribute.detail);
        for claim in graph.ties.iter().filter(covered).filter(|claim| is_held(claim) && !is_of_history(readings, claim)) {
            if let Filler::Entity(holder) = claim.value
                && graph.entity(holder).kind != EntityKind::Common
            {
                let named = claim.subject != holder && graph.entity(claim.subject).kind != EntityKind::Common;
                let holding = Holding { claim, holder, body: named.then_some(claim.subject), named, unclear: false };
                let key = (graph.stories[claim.provenance.document], claim.attribute.detail.as_str());
                seats.entry(key).or_default().push(holding);
            }
        }
        bodies::join_only_units(&mut seats);
        for ((_, office), mut holdings) in seats {
            let aside = bodies::settle(readings, graph, rules, office, &mut holdings);
            let seats = bodies::same_seat(graph, rules, office, &holdings);
            let question = (constraint.id.as_str(), office);
            out.extend(seats.values().filter_map(|group| compare((readings, graph, rules), question, group)));
            out.extend(unseated::findings(graph, question, &bodies::of_no_seat(&aside, &seats), &holdings));
        }
    }
}

fn is_held(claim: &Tie<EntityId>) -> bool {
    let standing =
        matches!(claim.qualifiers.standing, Standing::Current | Standing::Acting | Standing::New | Standing::Designate);
    standing && is_said(claim.stance)
}

/// `President Lincoln, who signed the act of 1862`: a sentence of years past speaks of those who were in office then.
fn is_of_history(readings: &[Reading], claim: &Tie<EntityId>) -> bool {
    let reading = &readings[claim.provenance.document];
    let sentence = reading.analysis.sentences[claim.provenance.sentence].span;
    let published = reading.document.published.as_ref().map(|date| date.value.year());
    let years = reading.document.slice(sentence).split(|letter: char| !letter.is_ascii_digit());
    let mut years = years.filter(|digits| digits.len() == 4).filter_map(|digits| digits.parse::<i16>().ok());
    let past = |year: i16| published.is_some_and(|now| year + PAST < now && year > 1000);
    claim.provenance.rule == "title-before-name" && years.any(past)
}

fn is_said(stance: Stance) -> bool {
    matches!(stance, Stance::Asserted | Stance::Reported)
}

fn compare<'a>(
    (readings, graph, rules): (&[Reading], &ClaimGraph, &Rulebook),
    (constraint, office): (&str, &str),
    group: &[&'a Holding<'a>],
) -> Option<Finding> {
    let mut told: Holders = BTreeMap::new();
    for holding in group {
        told.entry(holding.holder).or_default().push(holding);
    }
    let apart = told_apart(graph, &told);
    let of_state = bodies::is_of_state(rules, office);
    let rivals = Rivals { readings, graph, office, of_state, holders: if apart.len() > 1 { &apart } else { &told } };
    if told.len() < 2 {
        return None;
    }
    let body = group.iter().find_map(|holding| holding.body);
    let place = body.map_or_else(String::new, |body| graph.entity(body).name.clone());
    let superseded = rivals.is_succession();
    let names: Vec<&str> = rivals.holders.keys().map(|holder| graph.entity(*holder).name.as_str()).collect();
    Some(Finding {
        kind: Kind::OfficeHolder,
        constraint: ConstraintId::Pack(constraint.to_string()),
        entity: if place.is_empty() { office.to_string() } else { place.clone() },
        attribute: office.to_string(),
        sides: rivals.holders.iter().map(|(holder, holdings)| answer(graph, *holder, holdings)).collect(),
        superseded,
        scope_assumed: group.iter().any(|holding| !holding.named),
        left_alone: if apart.len() < 2 { Some(ONE_PERSON.to_string()) } else { rivals.reason().filter(|_| !superseded) },
        explanation: explanation(office, &place, &names, superseded),
    })
}

/// Holders who may be one person taken together, under the name of the first.
fn told_apart<'a>(graph: &ClaimGraph, told: &Holders<'a>) -> Holders<'a> {
    let mut apart: Holders = BTreeMap::new();
    for (holder, holdings) in told {
        let known = apart.keys().copied().find(|other| may_be_one(graph, *holder, *other));
        apart.entry(known.unwrap_or(*holder)).or_default().extend(holdings);
    }
    apart
}

fn may_be_one(graph: &ClaimGraph, one: EntityId, other: EntityId) -> bool {
    let names = |id: EntityId| graph.entity(id).names.iter().map(|name| plain(name)).collect::<Vec<_>>();
    let others = names(other);
    names(one).iter().any(|name| others.iter().any(|other| may_be_one_person(name, other)))
}

fn answer(graph: &ClaimGraph, holder: EntityId, holdings: &[&Holding]) -> Answer {
    let cited = holdings.iter().map(|holding| Cited::from(holding.claim)).collect();
    Answer { value: graph.entity(holder).name.clone(), cited, ..Answer::default() }
}

fn is_new(holding: &Holding) -> bool {
    matches!(holding.claim.qualifiers.standing, Standing::New | Standing::Designate)
}

/// Those who are told to hold one seat, each with where that is told.
type Holders<'a> = BTreeMap<EntityId, Vec<&'a Holding<'a>>>;

const ONE_PERSON: &str = "the names may be those of one person";

/// A year further back than this was in another term.
const PAST: i16 = 5;

/// Reports further apart than this tell of two times in office.
const TERM: i32 = 120;

/// Two or more holders of one seat, told apart.
struct Rivals<'a> {
    readings: &'a [Reading],
    graph: &'a ClaimGraph,
    office: &'a str,
    /// An office that texts give to those who had it long ago as well: `President Lincoln`.
    of_state: bool,
    holders: &'a Holders<'a>,
}

/// What may hold of rivals, and what is said of it.
type Reason = (fn(&Rivals) -> bool, &'static str);

/// Why all of them may be right.
const REASONS: [Reason; 4] = [
    (|rivals| rivals.are_in_one_text(), "one text knows both, and gives the office to one of them"),
    (|rivals| rivals.are_held_at_once(), "one text gives the office to both"),
    (|rivals| rivals.stand_in(), "one holds it for the other for the time being"),
    (|rivals| rivals.are_far_apart(), "the reports are far apart in time"),
];

impl Rivals<'_> {
    fn reason(&self) -> Option<String> {
        REASONS.iter().find(|(holds, _)| holds(self)).map(|(_, why)| why.to_string())
    }

    fn holdings(&self) -> impl Iterator<Item = &Holding<'_>> + Clone {
        self.holders.values().flatten().copied()
    }

    fn day(&self, document: usize) -> Option<Date> {
        self.readings[document].document.published.as_ref().map(|date| date.value)
    }

    /// One holder has just come in, by a document that is not older than what is said of the others.
    fn is_succession(&self) -> bool {
        if self.is_told_to_have_left() {
            return true;
        }
        let incoming = |holdings: &[&Holding]| holdings.iter().find(|holding| is_new(holding)).map(|holding| holding.document());
        let newcomers: Vec<(EntityId, usize)> =
            self.holders.iter().filter_map(|(holder, holdings)| incoming(holdings).map(|at| (*holder, at))).collect();
        let [(holder, document)] = newcomers[..] else { return false };
        let mut others = self.holdings().filter(|holding| holding.holder != holder);
        others.all(|other| self.day(document).zip(self.day(other.document())).is_none_or(|(new, old)| old <= new))
    }

    /// All holders but one have left, by a document that names that one as the holder.
    fn is_told_to_have_left(&self) -> bool {
        let left = |holder: EntityId, document: usize| {
            self.graph.ties.iter().any(|claim| {
                let role = claim.attribute.id == "role" && claim.attribute.detail == "resigned";
                role && claim.subject == holder && claim.provenance.document == document && is_said(claim.stance)
            })
        };
        self.holders.iter().any(|(stays, holdings)| {
            let at = holdings[0].document();
            let mut others = self.holders.iter().filter(|(other, _)| *other != stays);
            others.all(|(other, theirs)| {
                let older = |old: &&Holding| self.day(old.document()).zip(self.day(at)).is_none_or(|(old, new)| old <= new);
                left(*other, at) && theirs.iter().all(older)
            })
        })
    }

    /// One text knows both, and gives the office to one, of no body by name or of a state: the other has another, or had it before.
    /// What that text calls the other one otherwise is another answer; the ministers of one government are all in one text.
    fn are_in_one_text(&self) -> bool {
        let unnamed = self.holdings().any(|holding| !holding.named);
        let both = self.holdings().any(|holding| {
            let named = &self.graph.entity_of[holding.document()];
            let mut others = self.holders.keys().filter(|other| **other != holding.holder && named.contains(other));
            others.any(|other| !has_another_role(self.graph, holding.document(), *other, self.office))
        });
        let minister = self.office.ends_with(" minister") && self.office != "prime minister";
        (unnamed || self.of_state) && both && !minister
    }

    /// A text that gives the office to two knows of a change, or of two offices.
    fn are_held_at_once(&self) -> bool {
        let mut documents: BTreeMap<usize, BTreeSet<EntityId>> = BTreeMap::new();
        for (holder, holdings) in self.holders {
            holdings.iter().for_each(|holding| {
                documents.entry(holding.document()).or_default().insert(*holder);
            });
        }
        documents.values().any(|holders| holders.len() == self.holders.len())
    }

    fn stand_in(&self) -> bool {
        let acting = |holding: &&Holding| holding.claim.qualifiers.standing == Standing::Acting;
        let stand_ins = self.holders.values().filter(|holdings| holdings.iter().any(acting)).count();
        (1..self.holders.len()).contains(&stand_ins)
    }

    fn are_far_apart(&self) -> bool {
        let days: BTreeSet<Date> = self.holdings().filter_map(|holding| self.day(holding.document())).collect();
        days.first().zip(days.last()).is_some_and(|(first, last)| (*last - *first).get_days() > TERM)
    }
}

fn has_another_role(graph: &ClaimGraph, document: usize, person: EntityId, office: &str) -> bool {
    let told = graph.ties.iter().filter(|claim| claim.provenance.document == document && claim.subject == person);
    told.filter(|claim| claim.attribute.id == "role").any(|claim| match &claim.value {
        Filler::Text(role) => role.split(" of ").next() != Some(office),
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
