//! Clauses of different documents that tell of one event: the same sort of event, and the same ones taking part.

mod participants;
mod reasons;
mod told;

use std::collections::{BTreeMap, BTreeSet};

use super::Cited;
use super::candidates::limited;
use super::heading::as_written;
use crate::extract::antecedent;
use crate::graph::ClaimGraph;
use crate::model::name::folded;

use crate::model::{
    Agreement, Argument, Clause, Date, EntityId, EntityKind, Form, Granularity, Modality, Open, Reading, Role, Said, Span, Time,
};
use crate::rules::Rulebook;
use crate::rules::measures::{EventWords, Events};
use crate::rules::words::grammar;
use participants::{are_alike, are_of_one_day, names_differ, of_hero, of_other_things, shares, telling};
pub(super) use reasons::OTHER_PLACES;
use told::{Names, Told, hero};

/// A clause that tells of an event.
#[derive(Clone, Copy)]
pub(super) struct Event<'a> {
    pub document: usize,
    pub reading: &'a Reading,
    pub clause: &'a Clause,
    /// It is still to come: a plan, or a verb of planning.
    pub planned: bool,
}

/// Two clauses about one event.
pub(super) struct Pair<'a> {
    pub one: Event<'a>,
    pub other: Event<'a>,
    /// The sort of event; none for a state that only has a subject and a verb in common.
    pub sort: Option<&'a EventWords>,
    /// What the two share, in words: `arrest`.
    pub name: String,
    /// Why they may be two events after all.
    pub apart: Vec<&'static str>,
}

impl<'a> Event<'a> {
    fn new(document: usize, reading: &'a Reading, clause: &'a Clause, events: &Events) -> Self {
        let predicate = clause.predicate.as_str();
        let planned = matches!(clause.modality, Modality::Planned | Modality::Wished)
            || events.is_planning(predicate)
            || events.is_moving(predicate);
        Self { document, reading, clause, planned }
    }

    pub fn cite(&self, graph: &ClaimGraph, rule: &str) -> Cited {
        let clause = self.clause;
        Cited::new(graph, (self.document, clause.sentence, clause.span), clause.attribution.as_ref(), clause.stance, rule)
    }

    /// Cites the clause together with words of its sentence that stand outside of it.
    pub fn cite_with(&self, graph: &ClaimGraph, rule: &str, words: &str) -> Cited {
        let cited = self.cite(graph, rule);
        let sentence = self.reading.analysis.sentences[self.clause.sentence].span;
        let at = self.reading.document.slice(sentence).find(words).filter(|_| !words.is_empty());
        let span = at.map(|at| Span::new(sentence.start + at, sentence.start + at + words.len()));
        Cited { span: span.map_or(cited.span, |span| span.cover(cited.span)), ..cited }
    }

    /// Put at the same time, or in the same words for one.
    fn is_put_like(&self, other: &Self) -> bool {
        let times = self.clause.when.as_ref().zip(other.clause.when.as_ref());
        times.is_some_and(|(one, other)| one.text.eq_ignore_ascii_case(&other.text) || one.agreement(other) == Agreement::Same)
    }

    pub fn published(&self) -> Option<Date> {
        self.reading.document.published.as_ref().map(|published| published.value)
    }

    /// The day or stretch of days on which the event is put. Of a state, the day since which it lasts; of what was moved, the new one.
    pub fn when(&self, sort: &EventWords, events: &Events) -> Option<Time> {
        let when = self.clause.when.as_ref()?;
        if self.clause.negated {
            return self.not_before(when);
        }
        if self.planned && is_open_to_the_past(when) {
            return Some(when.clone());
        }
        let state = sort.has_state(&self.clause.predicate) && (when.window || !sort.has(&self.clause.predicate));
        if state || events.is_dating(&self.clause.predicate) {
            return when.opening();
        }
        if events.is_moving(&self.clause.predicate) {
            return when.end();
        }
        let open = when.said.open.is_none() || sort.once && is_before_or_after(when);
        (!when.window && open).then(|| when.clone())
    }

    /// `will not be signed before May`: in May or later; `did not begin until May`: in May.
    fn not_before(&self, when: &Time) -> Option<Time> {
        let (_, to) = when.days?;
        let months = |count: i32| to.checked_sub(jiff::Span::new().months(count)).ok();
        let before = when.text.to_lowercase().starts_with("before");
        let start = match when.granularity {
            _ if before => to,
            Granularity::Minute | Granularity::PartOfDay | Granularity::Day => to.yesterday().ok()?,
            Granularity::Month => months(1)?,
            Granularity::Year => months(12)?,
            _ => return None,
        };
        let end = if before || self.planned { Date::MAX } else { to };
        Some(Time { days: Some((start, end)), said: Said { open: None, ..when.said }, ..when.clone() })
    }

    /// Who acts, who is acted on, and what that is said to be.
    pub fn core(&self) -> impl Iterator<Item = &'a Argument> + use<'a> {
        let core = |argument: &&Argument| matches!(argument.role, Role::Agent | Role::Patient | Role::Complement);
        self.clause.arguments.iter().filter(core)
    }

    /// What something is done to or happens to.
    pub fn theme(&self) -> Option<&'a Argument> {
        let role = |role: Role| self.core().find(|argument| argument.role == role).map(|argument| self.stood_for(argument));
        role(Role::Patient).or_else(|| role(Role::Agent))
    }

    /// Those in the given roles that tell one event from another, the name of the event itself left out.
    fn participants(&self, acted_on: bool, sort: Option<&EventWords>) -> Vec<&'a Argument> {
        let name = |argument: &Argument| {
            let mention = argument.mention.and_then(|mention| self.reading.mentions.get(mention.0 as usize));
            let event = sort.is_some_and(|sort| event_noun(argument, sort).is_some());
            !event && mention.is_some_and(|mention| mention.kind != EntityKind::Common)
        };
        let named =
            |argument: &&Argument| argument.form == Form::Pronoun || name(argument) || !telling(argument, sort).is_empty();
        let core = self.core().filter(|argument| !acted_on || argument.role == Role::Patient);
        core.map(|argument| self.stood_for(argument)).filter(named).collect()
    }

    /// Those who take part are pronouns, and no person is known by them.
    fn is_pronominal(&self) -> bool {
        let mut core = self.core().peekable();
        core.peek().is_some() && core.all(|argument| argument.form == Form::Pronoun)
    }

    /// Only named by its noun, as if there were no other: `the funeral is on Friday`.
    fn is_bare(&self, sort: &EventWords) -> bool {
        let noun = |argument: &Argument| {
            matches!(argument.form, Form::Definite | Form::Name | Form::Indefinite)
                && event_noun(argument, sort).is_some()
                && telling(argument, Some(sort)).is_empty()
        };
        let mut core = self.core().map(|argument| self.stood_for(argument)).peekable();
        core.peek().is_some() && core.all(noun)
    }

    /// The argument that `it` stands for.
    fn stood_for(&self, argument: &'a Argument) -> &'a Argument {
        antecedent::of(self.reading, self.clause, argument)
    }

    /// Whom an argument names; for `he` and `she`, the person named last.
    fn entity(&self, argument: &Argument, graph: &ClaimGraph) -> Option<EntityId> {
        let entities = graph.entity_of.get(self.document)?;
        let mention = argument.mention?.0 as usize;
        let is_person = |entity: EntityId| graph.entity(entity).kind == EntityKind::Person;
        let entity = entities.get(mention).copied()?;
        let pronoun = grammar().he_or_she.has(argument.lemma.as_str());
        if !pronoun || is_person(entity) {
            return Some(entity);
        }
        const REACH: usize = 8;
        let sentence = |mention: usize| self.reading.analysis.tokens[self.reading.mentions[mention].head].sentence;
        let near = (0..mention).rev().take_while(|&other| sentence(mention) - sentence(other) <= REACH);
        near.filter_map(|other| entities.get(other).copied()).find(|&other| is_person(other)).or(Some(entity))
    }

    /// The words for whose something is: `Berg` in `Berg's brother`, who is not Berg.
    fn owners(&self, argument: &Argument) -> BTreeSet<String> {
        let analysis = &self.reading.analysis;
        let owners = analysis.children(argument.head).filter(|&child| analysis.tokens[child].dep == "poss");
        let words = owners.flat_map(|owner| analysis.subtree(owner));
        words.map(|token| folded(self.reading.document.slice(analysis.tokens[token].span))).collect()
    }

    /// The named ones in a phrase: `Acme` in `the congress of Acme`.
    fn named_inside(&self, argument: &Argument, graph: &ClaimGraph) -> Vec<EntityId> {
        const NARROWING: [&str; 7] = ["prep", "pobj", "poss", "compound", "appos", "nmod", "amod"];
        let analysis = &self.reading.analysis;
        let inside = |token: usize| {
            let way = std::iter::once(token).chain(analysis.ancestors(token)).take_while(|&at| at != argument.head);
            analysis.ancestors(token).any(|up| up == argument.head)
                && way.into_iter().all(|at| NARROWING.contains(&analysis.tokens[at].dep))
        };
        let mentions = self.reading.mentions.iter().enumerate();
        let named = mentions.filter(|(_, mention)| mention.kind != EntityKind::Common && inside(mention.head));
        named.filter_map(|(id, _)| graph.entity_of.get(self.document)?.get(id).copied()).collect()
    }
}

/// All pairs of clauses, in different documents of one story, that tell of one event, and how many clauses were passed over.
pub(super) fn pairs<'a>(readings: &'a [Reading], graph: &ClaimGraph, rules: &'a Rulebook) -> (Vec<Pair<'a>>, usize) {
    let mut buckets: BTreeMap<(usize, String), Vec<Event>> = BTreeMap::new();
    for (document, reading) in readings.iter().enumerate() {
        let story = graph.stories.get(document).copied().unwrap_or(document);
        for clause in reading.clauses.iter().filter(|clause| is_told(clause) && !is_repeated(reading, clause)) {
            let event = Event::new(document, reading, clause, &rules.measures.events);
            for key in keys(&event, rules).into_iter().filter(|_| !is_old_plan(&event, &rules.measures.events)) {
                buckets.entry((story, key)).or_default().push(event);
            }
        }
    }
    let heroes: Vec<Option<EntityId>> = (0..readings.len()).map(|document| hero(readings, document, graph)).collect();
    let (mut found, mut passed_over) = (Vec::new(), 0);
    for ((_, key), events) in buckets {
        let told = Told::by_document(&events);
        let events = limited(events, version, &mut passed_over);
        for (at, one) in events.iter().enumerate() {
            let across = |other: &&Event| other.document != one.document && graph.are_of_one_story(one.document, other.document);
            found.extend(events[at + 1..].iter().filter(across).filter_map(|other| {
                let tellings = [one, other].map(|event| &told[&(event.document, event.planned)]);
                pair(*one, *other, &key, graph, rules, &Names { heroes: &heroes, tellings })
            }));
        }
    }
    (found, passed_over)
}

/// What events that are never at odds have in common: when and where they are put.
fn version<'a>(event: &Event<'a>) -> (Option<&'a str>, Vec<&'a str>, bool) {
    let clause = event.clause;
    let places = clause.places.iter().map(|place| place.name.as_str()).collect();
    (clause.when.as_ref().map(|when| when.text.as_str()), places, event.planned)
}

fn is_told(clause: &Clause) -> bool {
    let dated = clause.when.as_ref().is_some_and(is_open_to_the_past);
    (dated || !clause.negated) && !matches!(clause.modality, Modality::Conditional | Modality::Asked)
}

/// `before May`, `after 1956`: told of what happens once, a bound that its date keeps.
fn is_before_or_after(when: &Time) -> bool {
    let text = when.text.to_lowercase();
    when.said.year.is_some() && (text.starts_with("before") || text.starts_with("after"))
}

/// `by May`, `until May`, `before May`.
pub(super) fn is_open_to_the_past(when: &Time) -> bool {
    !when.window && when.said.open == Some(Open::Earlier)
}

/// `was arrested again`, `born again`: another event than the first.
fn is_repeated(reading: &Reading, clause: &Clause) -> bool {
    let tokens = &reading.analysis.tokens;
    let again = |at: usize| tokens.get(at).is_some_and(|token| token.lemma == "again");
    let past = matches!(tokens[clause.head].tag, "VBD" | "VBN");
    past && (again(clause.head + 1) || reading.analysis.children(clause.head).any(again))
}

/// `which had been scheduled for Monday`: a plan that something else has taken the place of.
fn is_old_plan(event: &Event, events: &Events) -> bool {
    let analysis = &event.reading.analysis;
    let had = |child: usize| analysis.tokens[child].dep.starts_with("aux") && analysis.tokens[child].tag == "VBD";
    let old = |verb: usize| analysis.children(verb).any(|child| had(child) && analysis.tokens[child].lemma == "have");
    let head = event.clause.head;
    let planner = analysis
        .parent(head)
        .filter(|&up| analysis.tokens[head].dep == "xcomp" && events.is_planning(&analysis.tokens[up].lemma));
    events.is_planning(&event.clause.predicate) && old(head) || planner.is_some_and(old)
}

/// The sorts of event of a clause (`@3`), and its verb with its subject (`lie epicentre`).
fn keys(event: &Event, rules: &Rulebook) -> BTreeSet<String> {
    let events = &rules.measures.events;
    let predicate = event.clause.predicate.as_str();
    let role = |role: Role| event.core().find(|argument| argument.role == role).map(|argument| event.stood_for(argument));
    let lemma = |wanted: Role| role(wanted).map(|argument| argument.lemma.as_str());
    let (agent, theme) = (lemma(Role::Agent), lemma(Role::Patient));
    let mut sorts: BTreeSet<usize> = events.sorts(predicate).iter().copied().collect();
    if event.clause.when.as_ref().is_some_and(|when| when.window) {
        sorts.extend(events.sorts_of_state(predicate));
    }
    sorts.retain(|&sort| events.tells(sort, predicate, agent, theme.or(agent)));
    let is_something = predicate == "be" && event.core().any(|argument| argument.role == Role::Complement);
    for argument in event.core().filter(|_| events.is_light(predicate) && !is_something).map(|argument| event.stood_for(argument))
    {
        sorts.extend(event_nouns(argument, events).iter().flat_map(|noun| events.sorts(noun)));
    }
    let subject = event.core().filter(|argument| argument.role == Role::Agent);
    let verbs = subject.map(|argument| format!("{predicate} {}", argument.lemma.to_lowercase()));
    sorts.iter().map(|sort| format!("@{sort}")).chain(verbs).collect()
}

/// The nouns that may name the event of a light verb: the head, `signing` of `the signing ceremony`, `lift-off`.
fn event_nouns(argument: &Argument, events: &Events) -> Vec<String> {
    let nouns = nouns_of(argument);
    let compound = nouns.iter().any(|noun| noun.contains(' ') && !events.sorts(noun).is_empty());
    let generic = events.is_generic(&argument.lemma) && !compound;
    nouns.into_iter().chain(argument.words.iter().filter(|_| generic).cloned()).collect()
}

fn nouns_of(argument: &Argument) -> Vec<String> {
    let others = argument.words.iter().filter(|word| **word != argument.lemma);
    std::iter::once(argument.lemma.clone()).chain(others.map(|word| format!("{word} {}", argument.lemma))).collect()
}

/// The noun by which an argument names an event of this sort.
fn event_noun(argument: &Argument, sort: &EventWords) -> Option<String> {
    nouns_of(argument).into_iter().chain(argument.words.iter().cloned()).find(|noun| sort.has(noun))
}

fn pair<'a>(
    one: Event<'a>,
    other: Event<'a>,
    key: &str,
    graph: &ClaimGraph,
    rules: &'a Rulebook,
    names: &Names<'_, 'a>,
) -> Option<Pair<'a>> {
    let sort = key.strip_prefix('@').and_then(|sort| sort.parse().ok()).map(|sort| rules.measures.events.sort(sort));
    let events = &rules.measures.events;
    let ends =
        |event: &Event| sort.is_some_and(|sort| !sort.has(&event.clause.predicate)) && events.is_ending(&event.clause.predicate);
    if one.planned != other.planned || ends(&one) != ends(&other) || names_differ(&one, &other, graph) {
        return None;
    }
    let [told, other_told] = names.tellings;
    let spelt_out = || {
        let (ones, others) = (told.with_nouns(&one), other_told.with_nouns(&other));
        ones.iter().all(|one| others.iter().all(|other| shares(one, other, sort, graph, rules)))
    };
    let met = shares(&one, &other, sort, graph, rules)
        || (one.is_pronominal() || other.is_pronominal()) && spelt_out()
        || sort.is_some_and(|sort| {
            let only = told.is_only(&one) && other_told.is_only(&other);
            let bare = only && (one.is_bare(sort) || other.is_bare(sort));
            let unnamed = || only && sort.once && are_of_one_day(&one, &other, sort, &rules.measures.events);
            let alike = || only && are_alike(&one, &other, Some(sort), rules);
            let single = || sort.single && !of_other_things(&one, &other, rules);
            bare || alike() || single() || sort.personal && (of_hero(&one, &other, graph, names.heroes) || unnamed())
        });
    let name = if sort.is_some() { &one.clause.predicate } else { key };
    let name = as_written(one.reading, one.clause.sentence, name, events);
    let tells_both = |own: &Event, told: &Told, rival: &Event| {
        let others = told.all.iter().filter(|event| event.clause.head != own.clause.head);
        others.into_iter().any(|event| event.is_put_like(rival) && shares(event, rival, sort, graph, rules))
    };
    met.then(|| {
        let known = tells_both(&one, told, &other) || tells_both(&other, other_told, &one);
        let apart = known.then_some("one of the texts tells of both times").into_iter();
        let apart = apart.chain(reasons::apart(&one, &other, sort, graph, rules)).collect();
        Pair { one, other, sort, name, apart }
    })
}
