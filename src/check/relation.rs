//! Relations between two entities: pairs that exclude each other (brother and cousin, ally and enemy) and relations of one value
//! (owner, spouse, main rival), attributes of one value, and attributes that bar relations: whoever has no children is nobody's
//! grandmother.
//!
//! The words themselves say what they are to each other (inverse, symmetric, functional, excluding): see the relation lexicon.

mod meant;
mod open;

use std::collections::{BTreeMap, BTreeSet};

use super::{Answer, Cited, Finding};
use crate::graph::ClaimGraph;
use crate::model::name::{may_be_one_person, plain};
use crate::model::report::Kind;
use crate::model::{ConstraintId, EntityId, EntityKind, Filler, Reading, Stance, Standing, Tie};
use crate::rules::lexicon::Family;
use crate::rules::{Constraint, ConstraintKind, RelationWord, Rulebook};
use meant::Titles;

/// `to` is `from`'s `word`.
struct Related<'a> {
    claim: &'a Tie<EntityId>,
    word: &'a RelationWord,
    from: EntityId,
    to: EntityId,
}

pub(super) fn check(readings: &[Reading], graph: &ClaimGraph, rules: &Rulebook, out: &mut Vec<Finding>) {
    let titles = Titles::new(readings, graph, rules);
    for constraint in &rules.constraints {
        if !constraint.bars.is_empty() {
            barred(graph, rules, &ties(graph, rules, &titles, "relation"), constraint, out);
            continue;
        }
        let mut ties = ties(graph, rules, &titles, &constraint.attribute);
        ties.retain(|tie| constraint.covers(&tie.word.canonical));
        match constraint.kind {
            ConstraintKind::Exclusive => {
                open::check(readings, graph, rules, &ties, &constraint.id, out);
                ties.retain(|tie| tie.from != tie.to);
                exclusive(graph, rules, &ties, &constraint.id, out);
            }
            ConstraintKind::Functional => {
                ties.retain(|tie| tie.from != tie.to);
                functional(graph, rules, &ties, &constraint.id, out);
            }
            ConstraintKind::SingleValue => single(graph, constraint, out),
            _ => {}
        }
    }
}

fn ties<'a>(graph: &'a ClaimGraph, rules: &'a Rulebook, titles: &Titles, attribute: &str) -> Vec<Related<'a>> {
    let claims = graph.ties.iter().filter(|claim| claim.attribute.id == attribute && is_held(claim));
    let tie = |claim: &'a Tie<EntityId>| {
        let word = rules.lexicon.relation(&claim.attribute.detail)?;
        let Filler::Entity(to) = claim.value else { return None };
        let from = titles.subject(claim);
        Some(Related { claim, word, from, to })
    };
    let mut ties: Vec<Related> = claims.filter_map(tie).collect();
    unite(graph, rules, &mut ties);
    ties
}

/// Gives things without a name that one story calls by nouns of one meaning one entity: `the trial`, `the study`; so `the hospital` that of
/// the only `field hospital`.
fn unite(graph: &ClaimGraph, rules: &Rulebook, ties: &mut [Related]) {
    let mut forms: BTreeMap<(usize, &str), BTreeMap<&str, EntityId>> = BTreeMap::new();
    let noun = |name: &'_ str| name.rfind(' ').map_or(0, |at| at + 1);
    for tie in ties.iter().filter(|tie| graph.entity(tie.from).kind == EntityKind::Common) {
        let name = graph.entity(tie.from).name.as_str();
        let story = graph.stories[tie.claim.provenance.document];
        forms.entry((story, &name[noun(name)..])).or_default().insert(name, tie.from);
    }
    for tie in ties.iter_mut() {
        let name = graph.entity(tie.from).name.as_str();
        let known = forms.get(&(graph.stories[tie.claim.provenance.document], name));
        let mut longer = known.into_iter().flatten().filter(|(form, _)| form.contains(' '));
        if let (Some((_, &only)), None) = (longer.next(), longer.next()) {
            tie.from = only;
        }
    }
    let mut first: BTreeMap<(usize, usize), EntityId> = BTreeMap::new();
    for tie in ties.iter_mut().filter(|tie| graph.entity(tie.from).kind == EntityKind::Common) {
        let story = graph.stories[tie.claim.provenance.document];
        if let Some(kind) = rules.predicates.nouns.kinds(&graph.entity(tie.from).name).next() {
            tie.from = *first.entry((story, kind)).or_insert(tie.from);
        }
    }
}

fn is_held(claim: &Tie<EntityId>) -> bool {
    let standing = !matches!(claim.qualifiers.standing, Standing::Former | Standing::Then);
    standing && matches!(claim.stance, Stance::Asserted | Stance::Reported)
}

impl Related<'_> {
    /// What the later entity of the pair is to the earlier one.
    fn label(&self) -> Option<&str> {
        if self.from < self.to || self.word.symmetric { Some(&self.word.canonical) } else { self.word.inverse.as_deref() }
    }

    fn pair(&self) -> (EntityId, EntityId) {
        (self.from.min(self.to), self.from.max(self.to))
    }
}

/// Two words for one pair that cannot both be right.
fn exclusive(graph: &ClaimGraph, rules: &Rulebook, ties: &[Related], constraint: &str, out: &mut Vec<Finding>) {
    let mut pairs: BTreeMap<(EntityId, EntityId), BTreeMap<&str, Vec<&Related>>> = BTreeMap::new();
    for tie in ties {
        if let Some(label) = tie.label() {
            pairs.entry(tie.pair()).or_default().entry(label).or_default().push(tie);
        }
    }
    for ((one, other), labels) in pairs {
        let clash = |a: &&str, b: &&str| excludes(rules, a, b) || excludes(rules, b, a);
        let words: Vec<&str> = labels.keys().copied().collect();
        let Some((a, b)) =
            words.iter().enumerate().find_map(|(at, a)| words[at + 1..].iter().find(|b| clash(a, b)).map(|b| (*a, *b)))
        else {
            continue;
        };
        let of = |label: &str| labels[label].iter().map(|tie| tie.claim.provenance.document).collect::<BTreeSet<_>>();
        let known = !of(a).is_disjoint(&of(b));
        let (one, other) = (&graph.entity(one).name, &graph.entity(other).name);
        let explanation = format!("{other} is called the {a} of {one} and the {b}; both cannot be.");
        let sides = vec![answer(a.to_string(), &labels[a]), answer(b.to_string(), &labels[b])];
        let mut found = finding(constraint, format!("{one}, {other}"), "relation".to_string(), sides, explanation);
        found.left_alone = known.then(|| "one text says both itself: they may be two persons of one name".to_string());
        out.push(found);
    }
}

fn excludes(rules: &Rulebook, one: &str, other: &str) -> bool {
    rules.lexicon.relation(one).is_some_and(|word| word.excludes.iter().any(|excluded| excluded == other))
}

/// What has room for one: whose it is, the relation, whether it is the main one of many, the year where one is told.
type Place<'a> = (EntityId, &'a str, bool, Option<i16>);

/// Two holders of a place that has room for one.
fn functional(graph: &ClaimGraph, rules: &Rulebook, ties: &[Related], constraint: &str, out: &mut Vec<Finding>) {
    let mut places: BTreeMap<Place, BTreeMap<EntityId, Vec<&Related>>> = BTreeMap::new();
    let held = ties
        .iter()
        .filter(|tie| can_hold(graph, tie) && is_known(graph, tie) && !is_wide(graph, rules, tie) && !is_cut_short(ties, tie));
    for tie in held {
        let first = tie.claim.qualifiers.degree.as_deref().is_some_and(|degree| degree == "main");
        if tie.word.functional || first {
            let year = tie.claim.qualifiers.when.as_ref().and_then(|when| when.said.year);
            places.entry((tie.from, tie.word.canonical.as_str(), first, year)).or_default().entry(tie.to).or_default().push(tie);
        }
    }
    for ((from, word, first, _), holders) in places.iter().filter(|(_, holders)| holders.len() > 1) {
        let relation = if *first { format!("main {word}") } else { word.to_string() };
        let names: Vec<&str> = holders.keys().map(|holder| graph.entity(*holder).name.as_str()).collect();
        let explanation =
            format!("{} are each called the {relation} of {}, who has one.", names.join(" and "), graph.entity(*from).name);
        let sides = holders.iter().map(|(holder, ties)| answer(graph.entity(*holder).name.clone(), ties)).collect();
        let mut finding = finding(constraint, graph.entity(*from).name.clone(), relation, sides, explanation);
        finding.left_alone = shared(holders).or_else(|| alike(graph, holders)).or_else(|| unnamed(graph, rules, holders));
        out.push(finding);
    }
}

/// Who has a name, for kin that of a person; of owners also people without one (`its founders`), though nobody is owned: who belongs to a
/// party is a member.
fn can_hold(graph: &ClaimGraph, tie: &Related) -> bool {
    if tie.word.family == Family::Kinship {
        return graph.entity(tie.to).kind == EntityKind::Person;
    }
    let owned = tie.word.family == Family::Ownership && graph.entity(tie.from).kind != EntityKind::Person;
    graph.entity(tie.to).kind != EntityKind::Common && tie.word.family != Family::Ownership || owned
}

/// Whose it is has a name, or is a thing that the story has one of: not `east` of `capital of east Ruritania's province`.
fn is_known(graph: &ClaimGraph, tie: &Related) -> bool {
    graph.entity(tie.from).kind != EntityKind::Common || tie.word.family != Family::Place
}

/// Another reads more of the same words: `a unit of the Swedish` and `a unit of the Swedish group Lind`.
fn is_cut_short(ties: &[Related], tie: &Related) -> bool {
    let own = &tie.claim.provenance;
    ties.iter().any(|other| {
        let place = &other.claim.provenance;
        let within = place.span.start <= own.span.start && own.span.end <= place.span.end && place.span != own.span;
        place.document == own.document && within && other.from == tie.from && other.word == tie.word
    })
}

/// Where somebody is from may be told as a town and as the region or state around it; only towns shut each other out. Where somebody lives
/// may be a part of a town, so only towns that are known.
fn is_wide(graph: &ClaimGraph, rules: &Rulebook, tie: &Related) -> bool {
    let name = &graph.entity(tie.to).name;
    let region = || rules.measures.gazetteer.get(name).is_some_and(|known| known.town.is_empty());
    let unknown = || tie.word.canonical == "residence" && rules.measures.gazetteer.get(name).is_none();
    tie.word.family == Family::Place && (rules.lexicon.polity(name).is_some() || region() || unknown())
}

/// A body by name, or a noun for one: a cooperative is nobody by name.
fn is_body(graph: &ClaimGraph, rules: &Rulebook, id: EntityId) -> bool {
    let entity = graph.entity(id);
    let noun = || entity.name.rsplit(' ').next().is_some_and(|noun| rules.names.bodies.contains(noun));
    match entity.kind {
        EntityKind::Organisation | EntityKind::Polity => true,
        EntityKind::Common => noun(),
        _ => false,
    }
}

/// Where one of the holders has no name, and none is a body: who owns a firm by name may be its founder.
fn unnamed(graph: &ClaimGraph, rules: &Rulebook, holders: &BTreeMap<EntityId, Vec<&Related>>) -> Option<String> {
    let common = holders.keys().any(|&holder| graph.entity(holder).kind == EntityKind::Common);
    let body = holders.keys().any(|&holder| is_body(graph, rules, holder));
    (common && !body).then(|| "one of the holders has no name, and may be the other".to_string())
}

/// One thing of which two values are told.
fn single(graph: &ClaimGraph, constraint: &Constraint, out: &mut Vec<Finding>) {
    let mut values: BTreeMap<EntityId, BTreeMap<&str, Vec<&Tie<EntityId>>>> = BTreeMap::new();
    let of = graph.ties.iter().filter(|claim| claim.attribute.id == constraint.attribute && is_held(claim));
    for claim in of.filter(|claim| graph.entity(claim.subject).kind != EntityKind::Common) {
        values.entry(claim.subject).or_default().entry(&claim.attribute.detail).or_default().push(claim);
    }
    for (subject, values) in values.into_iter().filter(|(_, values)| values.len() > 1) {
        let name = graph.entity(subject).name.clone();
        let words: Vec<&str> = values.keys().copied().collect();
        let explanation = format!("{name} is told to be {}; it is one of them.", words.join(" and "));
        let sides = values.into_iter().map(|(value, claims)| Answer {
            value: value.to_string(),
            cited: claims.into_iter().map(Cited::from).collect(),
            ..Answer::default()
        });
        out.push(finding(&constraint.id, name, constraint.attribute.clone(), sides.collect(), explanation));
    }
}

/// A text that names two holders itself means that they share the place.
fn shared(holders: &BTreeMap<EntityId, Vec<&Related>>) -> Option<String> {
    let mut seen: BTreeMap<usize, BTreeSet<EntityId>> = BTreeMap::new();
    for (holder, ties) in holders {
        for tie in ties {
            seen.entry(tie.claim.provenance.document).or_default().insert(*holder);
        }
    }
    seen.values()
        .any(|holders| holders.len() > 1)
        .then(|| "one text names several holders itself: they may share the place".to_string())
}

/// Names of which two may be one person's: `Livia`, `Livia Moreno`.
fn alike(graph: &ClaimGraph, holders: &BTreeMap<EntityId, Vec<&Related>>) -> Option<String> {
    let names: Vec<Vec<String>> =
        holders.keys().map(|id| graph.entity(*id).names.iter().map(|name| plain(name)).collect()).collect();
    let may_be_one =
        |one: &Vec<String>, other: &Vec<String>| one.iter().any(|name| other.iter().any(|other| may_be_one_person(name, other)));
    let alike = names.iter().enumerate().any(|(at, one)| names[at + 1..].iter().any(|other| may_be_one(one, other)));
    alike.then(|| "the names may be those of one holder".to_string())
}

/// Somebody of whom an attribute is told that bars what they are to another: without children, and an ancestor or with a grandchild.
fn barred(graph: &ClaimGraph, rules: &Rulebook, ties: &[Related], constraint: &Constraint, out: &mut Vec<Finding>) {
    let bars = |name: &String| constraint.bars.contains(name);
    let is_party = |tie: &Related, person: EntityId| {
        let (own, inverse) = (bars(&tie.word.canonical), tie.word.inverse.as_ref().is_some_and(bars));
        let owner = inverse || own && (tie.word.symmetric || tie.word.inverse.is_none());
        own && tie.to == person || owner && tie.from == person
    };
    let mut told: BTreeMap<EntityId, Vec<&Tie<EntityId>>> = BTreeMap::new();
    let sure = |claim: &&Tie<EntityId>| matches!(claim.stance, Stance::Asserted | Stance::Reported | Stance::Denied);
    for claim in graph.ties.iter().filter(|claim| claim.attribute.id == constraint.attribute).filter(sure) {
        told.entry(claim.subject).or_default().push(claim);
    }
    let label =
        rules.attribute(&constraint.attribute).map_or(constraint.attribute.as_str(), |attribute| attribute.label.as_str());
    for (person, claims) in told {
        let kin: Vec<&Related> = ties.iter().filter(|tie| is_party(tie, person)).collect();
        let Some(first) = kin.first() else { continue };
        let name = &graph.entity(person).name;
        let other = graph.entity(if first.to == person { first.from } else { first.to });
        let word = &first.word.canonical;
        let explanation = format!("Of {name} is told “{label}”, and of {name} and {} “{word}”; both cannot be.", other.name);
        let none = Answer { value: label.into(), cited: claims.into_iter().map(Cited::from).collect(), ..Answer::default() };
        let sides = vec![answer(word.clone(), &kin), none];
        out.push(finding(&constraint.id, name.clone(), label.to_string(), sides, explanation));
    }
}

fn answer(value: String, ties: &[&Related]) -> Answer {
    Answer { value, cited: ties.iter().map(|tie| Cited::from(tie.claim)).collect(), ..Answer::default() }
}

fn finding(constraint: &str, entity: String, attribute: String, sides: Vec<Answer>, explanation: String) -> Finding {
    Finding {
        kind: Kind::Relation,
        constraint: ConstraintId::Pack(constraint.to_string()),
        entity,
        attribute,
        sides,
        superseded: false,
        scope_assumed: false,
        left_alone: None,
        explanation,
    }
}
