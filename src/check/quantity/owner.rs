//! Whose a figure is: the firm that made the profit, the quake that had the depth, the town that counts its people.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::figures::Entry;
use crate::graph::ClaimGraph;
use crate::model::{Agreement, EntityId, EntityKind, name};
use crate::rules::Rulebook;
use crate::rules::words::{deeds, grammar};

/// Those to whom the clause or the phrase of a figure ascribes it.
#[derive(Clone, Debug, Default)]
pub struct Owner {
    named: BTreeSet<EntityId>,
    /// Nouns for it, each with the words that narrow it.
    nouns: BTreeMap<String, BTreeSet<String>>,
    /// The peoples and states whose it is: `Chinese goods`.
    peoples: BTreeSet<String>,
}

impl Owner {
    /// The subject of the clause, unless it only gives the number.
    pub fn of_subject(entry: &Entry, graph: &ClaimGraph, rules: &Rulebook) -> Self {
        let (analysis, figure) = (&entry.reading.analysis, entry.figure);
        let mut owner = Self::default();
        let gives = |token: usize| {
            analysis.parent(token).is_some_and(|verb| deeds().giving_a_number.has(analysis.tokens[verb].lemma.as_str()))
        };
        let counted = |subject: usize| analysis.ancestors(figure.bearer).any(|up| up == subject);
        if let Some(subject) = figure.subject.filter(|&subject| subject != figure.bearer && !gives(subject) && !counted(subject))
        {
            owner.add_name(entry, subject..subject + 1, graph);
            owner.add_noun(entry, subject, rules);
        }
        owner
    }

    /// The subject, and those in the phrase of what is counted.
    pub fn of(entry: &Entry, graph: &ClaimGraph, rules: &Rulebook) -> Self {
        let (analysis, figure) = (&entry.reading.analysis, entry.figure);
        let mut owner = Self::of_subject(entry, graph, rules);
        if let Some(subject) = figure.subject.filter(|_| !owner.nouns.is_empty()) {
            owner.add(entry, subject, graph, rules);
        }
        for child in analysis.children(figure.bearer).filter(|child| !figure.tokens.contains(child)) {
            let token = &analysis.tokens[child];
            match token.dep {
                "poss" => owner.add(entry, child, graph, rules),
                "amod" | "compound" | "nmod"
                    if analysis.entity_at(child).is_some_and(|entity| matches!(entity.label, "NORP" | "GPE")) =>
                {
                    let polity = rules.lexicon.polity(entry.reading.document.slice(token.span));
                    owner.peoples.insert(polity.map_or_else(|| token.lemma.to_lowercase(), |polity| polity.name.clone()));
                }
                "compound" | "nmod" if token.pos == "PROPN" => owner.add(entry, child, graph, rules),
                "prep" if grammar().before_owner.has(token.lemma.as_str()) => {
                    analysis.child(child, &["pobj"]).into_iter().for_each(|object| owner.add(entry, object, graph, rules));
                }
                _ => {}
            }
        }
        owner
    }

    /// A phrase with all that it names.
    fn add(&mut self, entry: &Entry, token: usize, graph: &ClaimGraph, rules: &Rulebook) {
        let inside: BTreeSet<usize> = std::iter::once(token).chain(entry.reading.analysis.subtree(token)).collect();
        self.add_name(entry, inside, graph);
        self.add_noun(entry, token, rules);
    }

    /// Those of whose mentions a token is part.
    fn add_name(&mut self, entry: &Entry, tokens: impl IntoIterator<Item = usize>, graph: &ClaimGraph) {
        let tokens: BTreeSet<usize> = tokens.into_iter().collect();
        let mentions = entry.reading.mentions.iter().enumerate();
        let here = mentions.filter(|(_, mention)| mention.tokens.clone().any(|token| tokens.contains(&token)));
        let entities = here.filter_map(|(id, _)| graph.entity_of.get(entry.document)?.get(id).copied());
        self.named.extend(entities.filter(|id| graph.entity(*id).kind != EntityKind::Common));
    }

    fn add_noun(&mut self, entry: &Entry, token: usize, rules: &Rulebook) {
        let analysis = &entry.reading.analysis;
        let word = &analysis.tokens[token];
        if word.pos == "NOUN" && !entry.figure.tokens.contains(&token) && !rules.measures.levels.periods.contains(&word.lemma) {
            let narrowing = analysis.children(token).filter(|&child| matches!(analysis.tokens[child].dep, "amod" | "compound"));
            let words = narrowing.map(|child| analysis.tokens[child].lemma.to_lowercase()).collect();
            self.nouns.insert(word.lemma.to_lowercase(), words);
        }
    }

    pub fn is_known(&self) -> bool {
        !self.named.is_empty() || !self.nouns.is_empty()
    }

    /// Told to be another one than that before: `the neighbouring shaft`.
    pub fn is_another(&self) -> bool {
        self.nouns.values().flatten().any(|word| grammar().another_owner.has(word.as_str()))
    }

    /// A town, a district, a state.
    pub fn is_place(&self, graph: &ClaimGraph) -> bool {
        self.named.iter().any(|id| matches!(graph.entity(*id).kind, EntityKind::Place | EntityKind::Polity))
    }

    /// Whether two figures are of one owner, as far as both texts name one.
    pub fn agreement(&self, other: &Self, graph: &ClaimGraph, rules: &Rulebook) -> Agreement {
        if !self.peoples.is_empty() && !other.peoples.is_empty() && self.peoples.is_disjoint(&other.peoples) {
            return Agreement::Different;
        }
        if !self.named.is_disjoint(&other.named) {
            return Agreement::Same;
        }
        let related = |one: &EntityId, other: &EntityId| !words(*one, graph).is_disjoint(&words(*other, graph));
        if !self.named.is_empty() && !other.named.is_empty() {
            let any = self.named.iter().any(|one| other.named.iter().any(|other| related(one, other)));
            return if any { Agreement::Same } else { Agreement::Different };
        }
        let alike = |(one, mine): (&String, &BTreeSet<String>), (other, others): (&String, &BTreeSet<String>)| {
            (one == other || rules.predicates.nouns.alike(one, other))
                .then(|| mine.is_empty() || others.is_empty() || !mine.is_disjoint(others))
        };
        let met: Vec<bool> =
            self.nouns.iter().flat_map(|mine| other.nouns.iter().filter_map(move |others| alike(mine, others))).collect();
        match met.is_empty() {
            true => Agreement::Incomparable,
            false if met.iter().any(|same| *same) => Agreement::Same,
            false => Agreement::Different,
        }
    }
}

/// The words of all names of an entity.
fn words(id: EntityId, graph: &ClaimGraph) -> BTreeSet<String> {
    let names = graph.entity(id).names.iter().map(|written| name::plain(written));
    names.flat_map(|name| name.split(' ').map(str::to_string).collect::<Vec<_>>()).collect()
}
