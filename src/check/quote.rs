//! Quotations: one sentence in the mouth of two people, and a sentence that was changed on the way.
//!
//! Near-duplicates are found by the short runs of words that they share, inside one story. Two quotations of one remark are a conflict if a
//! negation, a number, a name or a modal verb differs, or an opposite stands for a word; cuts, spellings and free renderings are none. A
//! remark that both reports have word for word is not held against another of the same speech.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::candidates::{compared, said};
use crate::check::{Answer, Cited, Finding};
use crate::graph::ClaimGraph;
use crate::model::name::folded;
use crate::model::report::Kind;
use crate::model::{BuiltIn, EntityId, EntityKind, Reading, Utterance};
use crate::rules::Rulebook;

mod wording;

use wording::{Comparison, Wording, compare, words};

/// A quotation as it is compared.
struct Quoted<'a> {
    document: usize,
    utterance: &'a Utterance,
    words: Vec<wording::Word>,
    /// The speaker, where it is a person.
    person: Option<EntityId>,
}

impl Quoted<'_> {
    /// Every three words that follow each other, and every two words of sense that do.
    fn runs(&self) -> impl Iterator<Item = Vec<&str>> {
        let content: Vec<&str> = self.words.iter().filter(|word| word.content).map(|word| word.lemma.as_str()).collect();
        let pairs: Vec<Vec<&str>> = content.windows(2).map(<[&str]>::to_vec).collect();
        let runs = self.words.windows(3).map(|run| run.iter().map(|word| word.lemma.as_str()).collect());
        runs.chain(pairs)
    }
}

pub(super) fn check(readings: &[Reading], graph: &ClaimGraph, rules: &Rulebook, out: &mut Vec<Finding>) {
    let predicates = &rules.predicates;
    let quoted: Vec<Quoted> = readings
        .iter()
        .enumerate()
        .flat_map(|(document, reading)| {
            reading.utterances.iter().map(move |utterance| {
                let person = person(graph, document, utterance);
                let words = words(reading, utterance, &rules.measures.numbers.units, predicates);
                Quoted { document, utterance, words, person }
            })
        })
        .collect();
    let (pairs, passed_over) = candidates(&quoted, graph);
    out.extend(said(BuiltIn::OneWording, Kind::Quote, passed_over));
    let compared: Vec<Compared> = pairs
        .into_iter()
        .map(|(left, right)| Compared { left, right, by: compare(&quoted[left].words, &quoted[right].words, &predicates.senses) })
        .filter(|compared| compared.by.wording != Wording::Other)
        .collect();
    for pair in &compared {
        let (left, right) = (&quoted[pair.left], &quoted[pair.right]);
        let unsure = || is_guessed(readings, left) || is_guessed(readings, right);
        let Some(difference) = difference(pair, left, right, graph) else { continue };
        let left_alone = match difference {
            Difference::Wording => is_taken(pair, &compared, &quoted).then_some(TAKEN),
            Difference::Speaker => unsure().then_some(GUESSED),
        };
        let left_alone = left_alone.map(str::to_string);
        out.push(Finding { left_alone, ..finding(readings, graph, left, right, difference) });
    }
}

const TAKEN: &str = "the other text has a remark that is more alike";
const GUESSED: &str = "a speaker is not named beside the words";

/// Two quotations that may be one remark, by their places in the list of all.
struct Compared {
    left: usize,
    right: usize,
    by: Comparison,
}

/// Whether one of the two has a better partner in the document of the other, or one as good: parallel sentences of one speech.
fn is_taken(pair: &Compared, all: &[Compared], quoted: &[Quoted]) -> bool {
    let rival = |own: usize, other: usize| {
        all.iter().filter(|beside| (beside.left, beside.right) != (pair.left, pair.right)).any(|beside| {
            let partner = if beside.left == own { Some(beside.right) } else { (beside.right == own).then_some(beside.left) };
            let there = partner.is_some_and(|partner| quoted[partner].document == quoted[other].document);
            there && (beside.by.wording == Wording::Same || beside.by.shared >= pair.by.shared)
        })
    };
    rival(pair.left, pair.right) || rival(pair.right, pair.left)
}

/// The speaker, unless it is a body of people or has no name.
fn person(graph: &ClaimGraph, document: usize, utterance: &Utterance) -> Option<EntityId> {
    let mention = utterance.speaker.as_ref()?.source?;
    let id = *graph.entity_of.get(document)?.get(mention.0 as usize)?;
    let entity = graph.entity(id);
    let full = entity.name.split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).count() > 1;
    let person = match entity.kind {
        EntityKind::Person => true,
        EntityKind::Place | EntityKind::Thing | EntityKind::Event => full,
        EntityKind::Organisation | EntityKind::Polity | EntityKind::People | EntityKind::Common => false,
    };
    person.then_some(id)
}

/// Pairs of quotations of one story that share a run of words.
fn candidates(quoted: &[Quoted], graph: &ClaimGraph) -> (BTreeSet<(usize, usize)>, usize) {
    let mut buckets: BTreeMap<(usize, Vec<&str>), BTreeSet<usize>> = BTreeMap::new();
    for (index, one) in quoted.iter().enumerate() {
        let story = graph.stories.get(one.document).copied().unwrap_or_default();
        for run in one.runs() {
            buckets.entry((story, run)).or_default().insert(index);
        }
    }
    compared(quoted, buckets.into_values(), |one| one.document, version, graph)
}

/// Who says what.
fn version<'a>(quoted: &'a Quoted) -> (Option<EntityId>, Vec<&'a str>) {
    (quoted.person, quoted.words.iter().map(|word| word.lemma.as_str()).collect())
}

/// What differs between two renderings of one remark.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Difference {
    Speaker,
    Wording,
}

fn difference(pair: &Compared, left: &Quoted, right: &Quoted, graph: &ClaimGraph) -> Option<Difference> {
    let known = left.person.zip(right.person);
    let two = known.is_some_and(|(left, right)| left != right && !share_name(graph, left, right));
    let one = known.is_some() && !two || pair.by.unmistakable;
    match pair.by.wording {
        Wording::Same if two && pair.by.unmistakable => Some(Difference::Speaker),
        Wording::Altered if !two && one && left.document != right.document => Some(Difference::Wording),
        _ => None,
    }
}

/// A speaker that stands in no words of the same sentence, or only as a pronoun, may have been guessed wrongly.
fn is_guessed(readings: &[Reading], one: &Quoted) -> bool {
    let reading = &readings[one.document];
    let source = one.utterance.speaker.as_ref().and_then(|speaker| speaker.source);
    let named = source.map(|source| &reading.mentions[source.0 as usize]).is_some_and(|mention| {
        let tokens = &reading.analysis.tokens;
        tokens[mention.head].sentence == one.utterance.sentence && tokens[mention.head].pos != "PRON"
    });
    !named
}

/// Two entities that share a family name may be one person after all: `Rahman`, `Abdel-Rahman`.
fn share_name(graph: &ClaimGraph, left: EntityId, right: EntityId) -> bool {
    let last = |id: EntityId| folded(graph.entity(id).name.split_whitespace().next_back().unwrap_or_default());
    let (left, right) = (last(left), last(right));
    left.ends_with(&right) || right.ends_with(&left)
}

fn finding(readings: &[Reading], graph: &ClaimGraph, left: &Quoted, right: &Quoted, difference: Difference) -> Finding {
    let name = |one: &Quoted| {
        let named = one.person.map(|id| graph.entity(id).name.clone());
        named.or_else(|| one.utterance.speaker.as_ref().map(|speaker| speaker.speaker.clone())).unwrap_or_default()
    };
    let said = |one: &Quoted| readings[one.document].document.quote(one.utterance.span).to_string();
    let value = |one: &Quoted| if difference == Difference::Speaker { name(one) } else { said(one) };
    let (constraint, entity, attribute, explanation) = match difference {
        Difference::Speaker => {
            let words = said(left);
            let explanation =
                format!("The same words, “{words}”, are put in the mouth of {} and of {}.", name(left), name(right));
            (BuiltIn::OneSpeaker, words, "speaker", explanation)
        }
        Difference::Wording => {
            let explanation = format!("One remark is quoted with a different sense: “{}” and “{}”.", said(left), said(right));
            (BuiltIn::OneWording, name(left), "wording", explanation)
        }
    };
    Finding {
        kind: Kind::Quote,
        constraint: constraint.into(),
        entity,
        attribute: attribute.into(),
        sides: [left, right].map(|one| Answer { value: value(one), cited: vec![cited(one)], ..Answer::default() }).into(),
        superseded: false,
        scope_assumed: false,
        left_alone: None,
        explanation,
    }
}

/// A quotation is its speaker's.
fn cited(one: &Quoted) -> Cited {
    Cited {
        speaker: one.utterance.speaker.as_ref().map(|speaker| speaker.speaker.clone()),
        party: one.person,
        ..Cited::plain((one.document, one.utterance.sentence, one.utterance.span), "direct-quotation")
    }
}
