//! What the judge says beside the rules: findings of its own, and its word on theirs.
//!
//! A rule that has found the two sentences needs no second finding of them. What the judge says beyond that is a finding for each pair of
//! sentences, the surest first, or for each [question](questions) that several reports answer; it is passed over where surer ones show
//! both sentences at odds with the other document. Whether the values differ is for rules to say ([`confirmed`](confirmed::Confirmed)):
//! where the judge is certain and they do, and neither sentence is at odds with a surer one, the finding is an alarm; where they do, a faint
//! word of the judge is worth a look; where the words that decided have one value, there is no finding.

mod confirmed;
mod questions;

use std::collections::{BTreeMap, BTreeSet};

use super::{Answer, Cited, Finding};
use crate::graph::ClaimGraph;
use crate::model::opinion::{Opinion, Opinions, Place, Word};
use crate::model::report::Kind;
use crate::model::{BuiltIn, EntityId, EntityKind, Reading, Span};
use crate::rules::Rulebook;
use confirmed::Confirmed;
use questions::{Question, Told};

/// Id of the constraint, and of the rule that "reads" the claims.
pub(super) const CONSTRAINT: BuiltIn = BuiltIn::Judge;

/// The opinions by the two places that they are about, the lower first.
pub(super) struct Bench(BTreeMap<[Place; 2], Opinion>);

impl Bench {
    pub fn new(opinions: Opinions) -> Self {
        Self(opinions.list.into_iter().map(|opinion| (ordered(opinion.places), opinion)).collect())
    }

    /// How sure the judge is of a conflict between two sides, by the sentences of which it is surest.
    pub fn on(&self, sides: &[Answer]) -> Option<f32> {
        pairs(sides).filter_map(|pair| self.0.get(&ordered(pair))).map(|opinion| opinion.conflict).max_by(f32::total_cmp)
    }

    /// Whether the judge sees no conflict in any sentences of different sides that it read, and it read some.
    pub fn denies(&self, sides: &[Answer]) -> bool {
        let mut words = pairs(sides).filter_map(|pair| self.0.get(&ordered(pair))).map(|opinion| opinion.word).peekable();
        words.peek().is_some() && words.all(|word| word == Word::Apart)
    }

    /// Findings of what the judge alone says, the surest first.
    pub fn findings(&self, readings: &[Reading], graph: &ClaimGraph, rules: &Rulebook, found: &[Finding]) -> Vec<Finding> {
        let known: BTreeSet<[Place; 2]> = found.iter().flat_map(|finding| pairs(&finding.sides)).map(ordered).collect();
        let mut differ: Vec<&Opinion> = self
            .0
            .iter()
            .filter(|(places, opinion)| opinion.word.may_differ() && !known.contains(*places))
            .map(|(_, opinion)| opinion)
            .filter(|opinion| !says_the_same(readings, opinion))
            .collect();
        let documents = differ.iter().flat_map(|opinion| opinion.places).map(|(document, _)| document).collect();
        let confirmed = Confirmed::new(readings, graph, rules, &documents);
        differ.retain(|opinion| !confirmed.is_one_answer(opinion) && (opinion.word.differs() || confirmed.differs(opinion)));
        differ.sort_by(|one, other| other.conflict.total_cmp(&one.conflict).then(one.places.cmp(&other.places)));
        let mut met: BTreeSet<(Place, usize)> = BTreeSet::new();
        let (mut findings, mut possible) = (Vec::new(), Vec::new());
        for opinion in differ {
            let [one, other] = opinion.places;
            let surest = [met.insert((one, other.0)), met.insert((other, one.0))];
            let certain = surest == [true, true] && matches!(opinion.word, Word::Surest | Word::Certain);
            let alarm = if certain { confirmed.finding(opinion) } else { None };
            if alarm.is_none() && surest != [false, false] {
                possible.push(opinion);
            }
            findings.extend(alarm);
        }
        let questions = questions::questions(&possible, &self.at_odds());
        findings.extend(questions.iter().map(|question| finding(readings, graph, question)));
        findings
    }

    /// The pairs of sentences that the judge takes for different answers to one question.
    fn at_odds(&self) -> BTreeSet<[Place; 2]> {
        self.0.iter().filter(|(_, opinion)| opinion.word.differs()).map(|(places, _)| *places).collect()
    }
}

/// Whether two findings of one kind have the same two sentences on different sides.
pub(super) fn are_of_one_pair(one: &Finding, other: &Finding) -> bool {
    let places = |finding: &Finding| pairs(&finding.sides).map(ordered).collect::<BTreeSet<_>>();
    one.kind == other.kind && !places(one).is_disjoint(&places(other))
}

fn ordered([one, other]: [Place; 2]) -> [Place; 2] {
    [one.min(other), one.max(other)]
}

/// Every two places of different sides.
fn pairs(sides: &[Answer]) -> impl Iterator<Item = [Place; 2]> {
    two_of(sides).flat_map(|(one, other)| across(one, other))
}

/// The pairs of sentences of which the judge is asked: of each finding the first few of different documents, one of each two sides before a
/// second of any.
pub(super) fn questions(found: &[Finding]) -> BTreeSet<[Place; 2]> {
    const FEW: usize = 6;
    let of = |finding: &Finding| {
        let apart = |(one, other)| across(one, other).filter(|[one, other]| one.0 != other.0).map(ordered).enumerate();
        let mut asked: Vec<(usize, [Place; 2])> = two_of(&finding.sides).flat_map(apart).collect();
        asked.sort_by_key(|(turn, _)| *turn);
        asked.into_iter().map(|(_, pair)| pair).take(FEW).collect::<Vec<_>>()
    };
    found.iter().flat_map(of).collect()
}

fn two_of(sides: &[Answer]) -> impl Iterator<Item = (&Answer, &Answer)> {
    sides.iter().enumerate().flat_map(|(at, one)| sides[at + 1..].iter().map(move |other| (one, other)))
}

fn across(one: &Answer, other: &Answer) -> impl Iterator<Item = [Place; 2]> {
    let place = |cited: &Cited| (cited.document, cited.sentence);
    one.cited.iter().flat_map(move |one| other.cited.iter().map(move |other| [place(one), place(other)]))
}

fn finding(readings: &[Reading], graph: &ClaimGraph, question: &Question) -> Finding {
    let surest = question.surest;
    Finding {
        kind: kind(readings, surest),
        constraint: CONSTRAINT.into(),
        entity: shared(readings, graph, surest.places).unwrap_or_default(),
        attribute: "two accounts".to_string(),
        sides: question.answers.iter().map(|told| answer(readings, told)).collect(),
        superseded: false,
        scope_assumed: true,
        left_alone: None,
        explanation: format!(
            "The judge takes the two sides for different answers to one question, with {:.2} of 1; {}. The words that are set off weigh most.",
            surest.conflict,
            if surest.word.differs() {
                "no rule confirms it"
            } else {
                "their values differ by rule, and nothing shows one question"
            }
        ),
    }
}

/// The sentences that were read, by the words that weighed most in the first; words beside each other are one quotation.
fn answer(readings: &[Reading], told: &[Told]) -> Answer {
    let marked: Vec<Vec<Span>> = told.iter().map(|told| together(readings, told)).collect();
    let text = |told: &Told| &readings[told.place.0].document;
    let quotes: Vec<&str> = marked[0].iter().map(|span| text(&told[0]).slice(*span)).collect();
    let cited = told.iter().zip(&marked).map(|(told, marked)| cited(readings, told.place, marked.clone())).collect();
    Answer::said(quotes.join(" … "), cited)
}

/// Words beside each other as one stretch.
fn together(readings: &[Reading], told: &Told) -> Vec<Span> {
    let text = &readings[told.place.0].document.text;
    let mut stretches: Vec<Span> = Vec::new();
    for word in told.words {
        match stretches.last_mut() {
            Some(last) if text.get(last.end..word.start).is_some_and(|between| between.trim().is_empty()) => last.end = word.end,
            _ => stretches.push(*word),
        }
    }
    stretches
}

fn cited(readings: &[Reading], (document, sentence): Place, marked: Vec<Span>) -> Cited {
    let span = readings[document].analysis.sentences[sentence].span;
    Cited { marked, ..Cited::plain((document, sentence, span), CONSTRAINT.id()) }
}

/// The tokens of the words that decided.
fn decided<'a>(readings: &'a [Reading], opinion: &'a Opinion, side: usize) -> impl Iterator<Item = usize> + 'a {
    let (document, sentence) = opinion.places[side];
    let analysis = &readings[document].analysis;
    let words = &opinion.words[side];
    analysis.sentences[sentence].tokens.clone().filter(|&at| words.iter().any(|word| word.touches(analysis.tokens[at].span)))
}

/// What sort of words decided on both sides.
fn kind(readings: &[Reading], opinion: &Opinion) -> Kind {
    let labels = |side: usize| -> BTreeSet<&str> {
        let analysis = &readings[opinion.places[side].0].analysis;
        decided(readings, opinion, side).filter_map(|at| analysis.entity_at(at)).map(|entity| entity.label).collect()
    };
    let (one, other) = (labels(0), labels(1));
    let both = |names: &[&str]| [&one, &other].iter().all(|labels| names.iter().any(|name| labels.contains(name)));
    match () {
        () if both(&["CARDINAL", "MONEY", "PERCENT", "QUANTITY"]) => Kind::Quantity,
        () if both(&["DATE", "TIME"]) => Kind::Date,
        () if both(&["GPE", "LOC", "FAC"]) => Kind::Place,
        () if both(&["PERSON", "ORG", "NORP"]) => Kind::Actor,
        () => Kind::Other,
    }
}

/// The name of what both sentences name; a place past the last sentence names nothing.
pub(super) fn shared(readings: &[Reading], graph: &ClaimGraph, places: [Place; 2]) -> Option<String> {
    let named = |(document, sentence): Place| -> BTreeSet<EntityId> {
        let reading = &readings[document];
        let tokens = reading.analysis.sentences.get(sentence).map_or(0..0, |sentence| sentence.tokens.clone());
        let mentions = reading.mentions.iter().zip(&graph.entity_of[document]);
        let here = mentions.filter(|(mention, _)| mention.kind != EntityKind::Common && tokens.contains(&mention.head));
        here.map(|(_, id)| *id).collect()
    };
    let (one, other) = (named(places[0]), named(places[1]));
    one.intersection(&other)
        .map(|id| graph.entity(*id))
        .max_by_key(|entity| (entity.names.len(), std::cmp::Reverse(entity.id)))
        .map(|entity| entity.name.clone())
}

/// Whether the words that decided are the same words.
fn says_the_same(readings: &[Reading], opinion: &Opinion) -> bool {
    let words = |side: usize| -> BTreeSet<&str> {
        let analysis = &readings[opinion.places[side].0].analysis;
        let told = decided(readings, opinion, side).map(|at| &analysis.tokens[at]);
        told.filter(|token| !matches!(token.pos, "PUNCT" | "DET" | "ADP")).map(|token| token.lemma.as_str()).collect()
    };
    words(0) == words(1)
}
