//! What a person is: offices, ranks and parts that one person does not have at one time.
//!
//! Most people are several things at once (a doctor, a mother, a former player), so only what shuts out the other is compared: offices of
//! two different sectors that fill a working day, two parts in one affair, two ranks of one ladder, one office of two bodies, a head and
//! its own deputy. The two claims must stand in two documents: a text that tells of two offices of one person tells of a change.

mod never;
mod parts;
mod scope;

use std::collections::BTreeMap;

use super::arithmetic::ages::Ages;
use super::{Answer, Cited, Finding};
use crate::graph::ClaimGraph;
use crate::model::report::Kind;
use crate::model::time::Date;
use crate::model::{ConstraintId, EntityId, EntityKind, Filler, Reading, Stance, Standing, Tie};
use crate::rules::words::{grammar, things};
use crate::rules::{Constraint, ConstraintKind, Office, Rulebook, Seats};
use parts::Parts;
use scope::Scope;

/// Reports further apart than this tell of two times in a life.
const NEAR: i32 = 180;

/// A higher office so many days later is a promotion.
const PROMOTION: i32 = 7;

/// What a person is said to be.
struct Role<'a> {
    claim: &'a Tie<EntityId>,
    text: &'a str,
    office: &'a Office,
    /// The name of the office, without that of the body.
    name: String,
    scope: Option<Scope>,
    /// Day on which the document was published.
    day: Option<Date>,
}

impl Role<'_> {
    /// A rank before the name is how somebody is addressed, whatever their part.
    fn is_address(&self) -> bool {
        self.office.rank
            && things().sectors_of_address.has(self.office.sector.as_str())
            && self.claim.provenance.rule == "title-before-name"
    }

    /// An office that many have beside the one they are known for, of no body: `the official`, `President Berg`, `Berg, the minister who is
    /// in charge of the police`.
    fn says_little(&self) -> bool {
        let state = self.office.sector == "state";
        let in_charge = self.claim.provenance.rule == "who-is-in-charge";
        in_charge || self.office.broad && !self.scope.as_ref().is_some_and(|scope| scope.state || !state)
    }

    /// The office was just taken up.
    fn is_new(&self) -> bool {
        self.claim.qualifiers.standing == Standing::New
    }

    /// Whether the reports are of one time in a life, as far as is known.
    fn is_near(&self, other: &Role) -> bool {
        self.days_to(other).is_none_or(|days| days.abs() <= NEAR)
    }

    /// Days from the one report to the other, where both are dated.
    fn days_to(&self, other: &Role) -> Option<i32> {
        other.day?.since(self.day?).ok().map(|span| span.get_days())
    }
}

/// How two roles of one person shut each other out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Clash {
    /// Nobody is both.
    Both,
    /// The second is above the first.
    Rise,
    /// The first is above the second.
    Fall,
}

pub(super) fn check(readings: &[Reading], graph: &ClaimGraph, rules: &Rulebook, out: &mut Vec<Finding>) {
    let people = people(readings, graph, rules);
    let ages = Ages::read(readings, graph);
    for constraint in rules.constraints.iter().filter(|constraint| constraint.attribute == "never-employed") {
        people.iter().for_each(|((_, person), roles)| never::check(readings, graph, constraint, (*person, roles), out));
    }
    for constraint in rules.constraints.iter().filter(|constraint| constraint.attribute == "role") {
        let parts = Parts::new(constraint);
        let clash = |one: &Role, other: &Role| match constraint.kind {
            ConstraintKind::OneOffice => excludes(one, other, constraint),
            ConstraintKind::OnePart => parts.exclude(one, other),
            ConstraintKind::OneRank => parts.rank(one, other),
            ConstraintKind::OneBody => is_of_two_bodies(one, other, constraint),
            _ => None,
        };
        for ((_, person), roles) in &people {
            let Some((one, other, how)) = first_clash(roles, &clash) else { continue };
            let two = ages.are_of_two(*person, [one, other].map(|role| role.claim.provenance.document));
            let left_alone = match () {
                () if !one.is_near(other) => Some("the reports are far apart in time"),
                () if two => Some("so far apart in age, they may be two persons of one name"),
                () => None,
            };
            let found = finding(graph, *person, (one, other, how), roles, &constraint.id);
            out.push(Finding { left_alone: left_alone.map(str::to_string), ..found });
        }
    }
}

/// What each person of each story is said to be.
fn people<'a>(readings: &[Reading], graph: &'a ClaimGraph, rules: &'a Rulebook) -> BTreeMap<(usize, EntityId), Vec<Role<'a>>> {
    let mut people: BTreeMap<(usize, EntityId), Vec<Role>> = BTreeMap::new();
    for role in graph.ties.iter().filter_map(|claim| role(readings, claim, graph, rules)) {
        let story = graph.stories[role.claim.provenance.document];
        people.entry((story, role.claim.subject)).or_default().push(role);
    }
    people
}

fn role<'a>(readings: &[Reading], claim: &'a Tie<EntityId>, graph: &ClaimGraph, rules: &'a Rulebook) -> Option<Role<'a>> {
    let held = matches!(claim.qualifiers.standing, Standing::Current | Standing::Acting | Standing::New)
        && matches!(claim.stance, Stance::Asserted | Stance::Reported);
    let person = graph.entity(claim.subject);
    let full_name = person.kind == EntityKind::Person && person.name.contains(' ');
    let Filler::Text(text) = &claim.value else { return None };
    let reading = &readings[claim.provenance.document];
    if claim.attribute.id != "role" || !held || !full_name || is_namesake(reading, claim) || is_long_ago(reading, claim) {
        return None;
    }
    let (name, scope) = scope::split(text, rules);
    let mut words: Vec<String> = name.split(' ').map(str::to_lowercase).collect();
    words.extend(scope.is_some().then(|| "of".to_string()));
    let office = rules.lexicon.office_at(&|at| words.get(at).cloned())?.office;
    let day = reading.document.published.as_ref().map(|date| date.value);
    Some(Role { claim, text, office, name: name.to_string(), scope, day })
}

/// An appointment of another year: what somebody became then need not be what they are.
fn is_long_ago(reading: &Reading, claim: &Tie<EntityId>) -> bool {
    let sentence = reading.analysis.sentences[claim.provenance.sentence].span;
    let year = reading.document.published.as_ref().map(|date| date.value.year());
    let years = reading.document.slice(sentence).split(|letter: char| !letter.is_ascii_digit());
    let mut years = years.filter(|digits| digits.len() == 4).filter_map(|digits| digits.parse::<i16>().ok());
    claim.qualifiers.standing == Standing::New && years.any(|other| (1000..2100).contains(&other) && Some(other) != year)
}

/// `Another Anna Berg`: not the one that the other reports speak of.
fn is_namesake(reading: &Reading, claim: &Tie<EntityId>) -> bool {
    let before = reading.document.text.get(..claim.provenance.span.start).unwrap_or_default();
    let word = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default().to_lowercase();
    grammar().before_namesake.has(word.as_str())
}

/// The first two roles, in the order of the text, that one person cannot have at once; where there are any, of reports that are near in
/// time.
fn first_clash<'r, 'a>(
    roles: &'r [Role<'a>],
    clash: &dyn Fn(&Role, &Role) -> Option<Clash>,
) -> Option<(&'r Role<'a>, &'r Role<'a>, Clash)> {
    let apart = |one: &Role, other: &Role| one.claim.provenance.document != other.claim.provenance.document;
    let first = |near: bool| {
        roles.iter().enumerate().find_map(|(at, one)| {
            let others = roles[at + 1..].iter().filter(|other| apart(one, other) && one.is_near(other) == near);
            others.into_iter().find_map(|other| clash(one, other).map(|how| (one, other, how)))
        })
    };
    first(true).or_else(|| first(false))
}

fn excludes(one: &Role, other: &Role, constraint: &Constraint) -> Option<Clash> {
    let listed = |pairs: &[String], one: &str, other: &str| {
        pairs.iter().any(|pair| *pair == format!("{one} / {other}") || *pair == format!("{other} / {one}"))
    };
    if listed(&constraint.details, &one.name, &other.name) {
        return Some(Clash::Both);
    }
    if let Some(how) = as_deputy(one, other) {
        return Some(how);
    }
    let full = one.office.full_time && other.office.full_time;
    if !full
        || one.says_little()
        || other.says_little()
        || one.is_address()
        || other.is_address()
        || is_short_for(&one.name, &other.name)
        || is_short_for(&other.name, &one.name)
    {
        return None;
    }
    if one.office.sector != other.office.sector {
        return (!listed(&constraint.exceptions, &one.office.sector, &other.office.sector)).then_some(Clash::Both);
    }
    let seats = one.office.seats == Seats::One && other.office.seats == Seats::One;
    let two = if one.name == other.name { scope::apart(&one.scope, &other.scope) } else { same_head(&one.name, &other.name) };
    (seats && two).then_some(Clash::Both)
}

/// `governor` for `governor general`.
fn is_short_for(short: &str, long: &str) -> bool {
    short != long && short.split(' ').all(|word| long.split(' ').any(|other| other == word))
}

/// `the deputy director` against `the director` of one body.
fn as_deputy(one: &Role, other: &Role) -> Option<Clash> {
    let under = |name: &str| name.strip_prefix("deputy ").or_else(|| name.strip_prefix("vice ")).map(str::to_string);
    let how = match (under(&one.name), under(&other.name)) {
        (Some(above), None) if above == other.name && is_at_the_top(other) => Clash::Rise,
        (None, Some(above)) if above == one.name && is_at_the_top(one) => Clash::Fall,
        _ => return None,
    };
    (!scope::apart(&one.scope, &other.scope)).then_some(how)
}

/// One of its kind in its body: a public defender is not.
fn is_at_the_top(role: &Role) -> bool {
    role.office.seats == Seats::One || things().offices_at_the_top.has(role.name.as_str())
}

/// `health minister`, `finance minister`.
fn same_head(one: &str, other: &str) -> bool {
    let last = |name: &str| name.rsplit(' ').next().map(str::to_string);
    one.contains(' ')
        && other.contains(' ')
        && last(one) == last(other)
        && !one.starts_with("deputy")
        && !other.starts_with("deputy")
}

/// One office that is held for one body at a time: an ambassador to two states.
fn is_of_two_bodies(one: &Role, other: &Role, constraint: &Constraint) -> Option<Clash> {
    let covered = one.name == other.name && constraint.covers(&one.name);
    (covered && scope::apart(&one.scope, &other.scope)).then_some(Clash::Both)
}

fn finding(
    graph: &ClaimGraph,
    person: EntityId,
    (one, other, how): (&Role, &Role, Clash),
    roles: &[Role],
    constraint: &str,
) -> Finding {
    let name = graph.entity(person).name.clone();
    let side = |role: &Role| Answer {
        value: role.text.to_string(),
        cited: roles.iter().filter(|other| other.text == role.text).map(|role| Cited::from(role.claim)).collect(),
        ..Answer::default()
    };
    let days = one.days_to(other).unwrap_or_default();
    let superseded = match how {
        Clash::Both => other.is_new() && days >= 0 || one.is_new() && days <= 0,
        Clash::Rise => days > PROMOTION,
        Clash::Fall => days < -PROMOTION,
    };
    Finding {
        kind: Kind::PersonRole,
        constraint: ConstraintId::Pack(constraint.to_string()),
        explanation: format!("{name} is called {} and {}, which one person is not at one time.", one.text, other.text),
        entity: name,
        attribute: "role".to_string(),
        sides: vec![side(one), side(other)],
        superseded,
        scope_assumed: false,
        left_alone: None,
    }
}
