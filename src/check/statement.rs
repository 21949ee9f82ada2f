//! Statements that cannot both hold: one predicate with and without negation, a predicate and its opposite, one deed of two actors.
//!
//! Clauses meet in buckets of one story, one set of predicates and one word of their arguments, never all with all. Silence is the
//! default: what they are about must be the same, nothing that is said of both may differ, and both must tell what happened or both what
//! is to come.

mod actor;
mod census;
mod referent;

use std::collections::{BTreeMap, BTreeSet};

use crate::check::candidates::{limited, said};
use crate::check::heading::as_written;
use crate::check::{Answer, Cited, Finding};
use crate::graph::ClaimGraph;
use crate::model::report::Kind;
use crate::model::{Agreement, Clause, Date, EntityId, Form, Granularity, Modality, ParagraphKind, Reading, Role, Tense, Time};
use crate::rules::predicates::Embedding;
use crate::rules::{Predicates, Rulebook};
use census::Census;
use referent::{Likeness, Referent};

/// A document with more clauses that share predicate and argument tells of many events, not of one.
const COMMON: usize = 12;

/// Predicates that say too little of their own to be compared.
const EMPTY: [&str; 24] = [
    "be", "have", "do", "say", "go", "get", "make", "take", "come", "see", "want", "need", "know", "think", "tell", "give",
    "put", "use", "ask", "become", "seem", "feel", "look", "let",
];

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
    let census = Census::new(readings, &rules.predicates.nouns);
    let stated = stated(readings, graph, &census, &rules.predicates);
    let (pairs, passed_over) = candidates(&stated, graph, &rules.predicates);
    out.extend(said("not-both-true-and-false", Kind::Negation, passed_over));
    for (left, right) in pairs {
        let (left, right) = (&stated[left], &stated[right]);
        let denied = opposition(left, right, &rules.predicates).filter(|&opposition| {
            comparable(left, right)
                && (simultaneous(left, right) || replaced(left, right, opposition))
                && (opposition != Opposition::Antonym || at_once(left, right, &rules.predicates))
                && governs_alike(left, right, &rules.predicates)
                && is_same_part(left, right, &rules.predicates)
                && aligned(left, right, opposition, &rules.predicates)
                && !knows_both(&stated, left, right, &rules.predicates)
        });
        let rival = || actor::differs(left, right, readings, graph, rules).then_some(Opposition::Actor);
        if let Some(opposition) = denied.or_else(rival) {
            out.push(finding(readings, graph, rules, left, right, opposition));
        }
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
            if !EMPTY.contains(&one.clause.predicate.as_str()) {
                buckets.entry((story, predicate.clone(), String::new())).or_default().insert(index);
            }
            for referent in &one.referents {
                for key in referent.keys(&predicates.nouns) {
                    buckets.entry((story, predicate.clone(), key)).or_default().insert(index);
                }
            }
        }
    }
    let (mut pairs, mut passed_over) = (BTreeSet::new(), 0);
    for bucket in buckets.into_values() {
        let bucket = of_one_event(stated, bucket, &mut passed_over);
        for (at, &left) in bucket.iter().enumerate() {
            let others = bucket[at + 1..].iter().filter(|&&right| may_differ(&stated[left], &stated[right]));
            let others = others.filter(|&&right| graph.are_of_one_story(stated[left].document, stated[right].document));
            pairs.extend(others.map(|&right| (left, right)));
        }
    }
    (pairs, passed_over)
}

/// The clauses of a bucket without those of documents that have many of them.
fn of_one_event(stated: &[Stated], bucket: BTreeSet<usize>, passed_over: &mut usize) -> Vec<usize> {
    let mut count: BTreeMap<usize, usize> = BTreeMap::new();
    bucket.iter().for_each(|&index| *count.entry(stated[index].document).or_default() += 1);
    let few = bucket.into_iter().filter(|&index| count[&stated[index].document] <= COMMON).collect();
    limited(few, |&index| version(&stated[index]), passed_over)
}

/// What clauses that never contradict each other have in common.
fn version<'a>(stated: &'a Stated) -> (bool, &'a str, Vec<&'a str>) {
    let actors = stated.referents.iter().filter(|referent| referent.argument.role == Role::Agent);
    (stated.clause.negated, &stated.clause.predicate, actors.map(|actor| actor.lemma).collect())
}

/// Whether two clauses are not of one version.
fn may_differ(left: &Stated, right: &Stated) -> bool {
    version(left) != version(right)
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

/// Whether two clauses can be about one case at all, whatever they are about.
fn comparable(left: &Stated, right: &Stated) -> bool {
    let told = left.document == right.document;
    !told || parties(left, right) || left.headline != right.headline
}

/// Whether both are set in one time and both told as facts or both as plans.
fn simultaneous(left: &Stated, right: &Stated) -> bool {
    let times = left.clause.when.as_ref().zip(right.clause.when.as_ref()).map(|(one, other)| one.agreement(other));
    times != Some(Agreement::Different) && left.clause.modality == right.clause.modality
}

/// Whether opposites of which one follows the other in the nature of things are told of one moment.
fn at_once(left: &Stated, right: &Stated, predicates: &Predicates) -> bool {
    let (one, other) = (left.clause, right.clause);
    let level = predicates.senses.of_level(&one.predicate, &other.predicate);
    if level && !is_one_scale(one, other) {
        return false;
    }
    if !predicates.senses.in_turn(&one.predicate, &other.predicate) {
        return true;
    }
    let times = one.when.as_ref().zip(other.when.as_ref()).map(|(one, other)| one.agreement(other));
    let present = one.tense == Tense::Present && other.tense == Tense::Present;
    let planned = one.modality == Modality::Planned && other.modality == Modality::Planned;
    times == Some(Agreement::Same)
        || (level && times.is_some_and(|times| times != Agreement::Different))
        || present
        || planned
        || (parties(left, right) && one.tense == other.tense)
        || is_overtaken(left, right)
}

/// Whether a level is not told of a day in the one and of a year in the other.
fn is_one_scale(one: &Clause, other: &Clause) -> bool {
    let times = one.when.as_ref().zip(other.when.as_ref());
    let short = |time: &Time| time.granularity <= Granularity::Day;
    times.is_none_or(|(one, other)| short(one) == short(other))
}

/// Whether the report of a later day tells otherwise than that of an earlier one had said it was or would be.
fn is_overtaken(left: &Stated, right: &Stated) -> bool {
    let earlier = if left.published <= right.published { left } else { right };
    let open = earlier.clause.modality == Modality::Planned || earlier.clause.tense == Tense::Present;
    open && replaced(left, right, Opposition::Antonym)
}

/// Whether what both are about takes the same part in them: acted on, or acting.
fn is_same_part(left: &Stated, right: &Stated, predicates: &Predicates) -> bool {
    let acts = |one: &Stated| one.theme(predicates).is_some_and(|theme| theme.argument.role == Role::Agent);
    let alternates = |one: &Stated| !acts(one) || predicates.senses.alternates(&one.clause.predicate);
    acts(left) == acts(right) || (alternates(left) && alternates(right))
}

/// Whether one of the two documents tells both versions itself: they are of two occasions, or of two parties that it has heard.
fn knows_both(stated: &[Stated], left: &Stated, right: &Stated, predicates: &Predicates) -> bool {
    let version = |one: &Stated, of: &Stated| {
        let like = one.theme(predicates).zip(of.theme(predicates)).map(|(one, other)| one.like(other, &predicates.nouns));
        one.clause.negated == of.clause.negated
            && predicates.senses.same(&one.clause.predicate, &of.clause.predicate)
            && like == Some(Likeness::Same)
    };
    let tells = |own: &Stated, rival: &Stated| {
        stated.iter().any(|one| one.document == own.document && version(one, rival) && !parties(one, own) && !one.headline)
    };
    left.document != right.document && (tells(left, right) || tells(right, left))
}

/// Whether both govern the same clause, where one governs any: `began to rise`, `stopped falling`.
fn governs_alike(left: &Stated, right: &Stated, predicates: &Predicates) -> bool {
    match (&left.clause.governs, &right.clause.governs) {
        (None, None) => true,
        (Some(one), Some(other)) => predicates.senses.same(one, other) && !EMPTY.contains(&one.as_str()),
        _ => false,
    }
}

/// Whether the report of a later day tells that the state of an earlier one has changed.
fn replaced(left: &Stated, right: &Stated, opposition: Opposition) -> bool {
    let later = left.published.zip(right.published).is_some_and(|(one, other)| one != other);
    opposition == Opposition::Antonym && later && !is_lasting(left) && !is_lasting(right) && !parties(left, right)
}

/// Whether both are about the same thing and nothing that is said of both differs.
fn aligned(left: &Stated, right: &Stated, opposition: Opposition, predicates: &Predicates) -> bool {
    let like =
        |one: Option<&Referent>, other: Option<&Referent>| one.zip(other).map(|(one, other)| one.like(other, &predicates.nouns));
    let (one, other) = (left.theme(predicates), right.theme(predicates));
    let counted = one.is_none_or(|theme| theme.lemma.starts_with(|letter: char| letter.is_ascii_digit()));
    if counted || like(one, other) != Some(Likeness::Same) {
        return false;
    }
    let actors = like(left.actor(predicates), right.actor(predicates));
    let scope = |one: &Referent| {
        is_scope(&one.argument.role) && like(Some(one), right.in_role(&one.argument.role)) == Some(Likeness::Different)
    };
    if actors == Some(Likeness::Different) || left.referents.iter().any(scope) {
        return false;
    }
    let senses = &predicates.senses;
    let level = senses.of_level(&left.clause.predicate, &right.clause.predicate);
    let as_narrow = one.zip(other).is_some_and(|(one, other)| one.as_narrow_as(other));
    if level && (!as_narrow || [one, other].iter().any(|theme| theme.is_some_and(Referent::is_named))) {
        return false;
    }
    let told_of = |theme: &Referent| {
        predicates.stance.embeds(theme.lemma, Embedding::Say) || predicates.stance.embeds(theme.lemma, Embedding::Plan)
    };
    if left.clause.predicate == "exist" && one.is_some_and(told_of) {
        return false;
    }
    let empty = EMPTY.contains(&left.clause.predicate.as_str());
    let any =
        [one, other].iter().all(|theme| theme.is_some_and(|theme| matches!(theme.argument.form, Form::Indefinite | Form::None)));
    let strict = opposition == Opposition::Antonym || empty || any;
    let of_subject = senses.of_subject(&left.clause.predicate) && senses.of_subject(&right.clause.predicate);
    let objects = (object(left), object(right));
    let no_object = objects.0.is_none() && objects.1.is_none();
    let nothing = [one, other].iter().any(|theme| theme.is_some_and(Referent::is_nothing));
    (!strict || actors.is_none_or(|actors| actors == Likeness::Same))
        && (!nothing || actors == Some(Likeness::Same))
        && (!empty || actors.is_some() || left.referents.iter().any(|one| shares_scope(one, right, predicates)))
        && (!of_subject || no_object || like(objects.0, objects.1) == Some(Likeness::Same))
}

/// What a verb that tells of its subject is about: `survived the crash`, `died in the crash`.
fn object<'s, 'a>(stated: &'s Stated<'a>) -> Option<&'s Referent<'a>> {
    let within = || stated.in_role(&Role::Other("in".into()));
    stated.in_role(&Role::Patient).or_else(within)
}

/// `know about the crack`, `not know about the crack`.
fn shares_scope(one: &Referent, other: &Stated, predicates: &Predicates) -> bool {
    is_scope(&one.argument.role)
        && other.in_role(&one.argument.role).is_some_and(|role| one.like(role, &predicates.nouns) == Likeness::Same)
}

fn is_scope(role: &Role) -> bool {
    matches!(role, Role::Other(_) | Role::Recipient | Role::Complement)
}

fn finding(
    readings: &[Reading],
    graph: &ClaimGraph,
    rules: &Rulebook,
    left: &Stated,
    right: &Stated,
    opposition: Opposition,
) -> Finding {
    let (kind, constraint) = match opposition {
        Opposition::Negation => (Kind::Negation, "not-both-true-and-false"),
        Opposition::Antonym => (Kind::Antonym, "not-both-opposites"),
        Opposition::Actor => (Kind::Actor, "one-actor"),
    };
    let words = |one: &Stated| readings[one.document].document.slice(one.clause.span).to_string();
    let superseded = replaced(left, right, opposition);
    Finding {
        kind,
        constraint: constraint.into(),
        entity: name(readings, graph, &rules.predicates, left),
        attribute: as_written(&readings[left.document], left.clause.sentence, &left.clause.predicate, &rules.measures.events),
        sides: [left, right].map(|one| Answer { value: words(one), cited: vec![cited(graph, one)], ..Answer::default() }).into(),
        superseded,
        scope_assumed: false,
        left_alone: None,
        explanation: format!("“{}” and “{}” cannot both hold.", words(left), words(right)),
    }
}

/// Both put in somebody's mouth, and not in the same one.
fn parties(left: &Stated, right: &Stated) -> bool {
    let (one, other) = (&left.clause.attribution, &right.clause.attribution);
    one.is_some() && other.is_some() && one != other
}

/// True of all the time up to the text: `closed since May`.
fn is_lasting(one: &Stated) -> bool {
    one.clause.when.as_ref().is_some_and(|when| when.window)
        || one.clause.arguments.iter().any(|argument| argument.role == Role::Other("since".into()))
}

/// What the clause is about.
fn name(readings: &[Reading], graph: &ClaimGraph, predicates: &Predicates, one: &Stated) -> String {
    let Some(theme) = one.theme(predicates) else { return String::new() };
    match theme.entity {
        Some(id) => graph.entity(id).name.clone(),
        None => {
            readings[one.document].document.slice(readings[one.document].analysis.tokens[theme.argument.head].span).to_string()
        }
    }
}

fn cited(graph: &ClaimGraph, one: &Stated) -> Cited {
    let source = one.clause.attribution.as_ref().and_then(|attribution| attribution.source);
    let party: Option<EntityId> = source.and_then(|mention| graph.entity_of.get(one.document)?.get(mention.0 as usize).copied());
    Cited {
        document: one.document,
        sentence: one.clause.sentence,
        span: one.clause.span,
        speaker: one.clause.attribution.as_ref().map(|attribution| attribution.speaker.clone()),
        party,
        stance: one.clause.stance,
        rule: "clause".into(),
    }
}
