//! Quotations: one sentence in the mouth of two people, and a sentence that was changed on the way.
//!
//! Near-duplicates are found by the short runs of words that they share, inside one story. Two quotations of one person are a conflict if
//! a negation, a number or one or two words that carry the sense differ; cuts, spellings, changed function words and free renderings are none.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::candidates::{limited, said};
use crate::check::{Answer, Cited, Finding};
use crate::graph::ClaimGraph;
use crate::model::name::folded;
use crate::model::report::Kind;
use crate::model::{EntityId, EntityKind, Reading, Stance, Utterance};
use crate::rules::Rulebook;

mod wording;

use wording::{Wording, compare, words};

/// A run of words that more quotations of one document share is a set phrase.
const COMMON: usize = 12;

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
    let quoted: Vec<Quoted> = readings
        .iter()
        .enumerate()
        .flat_map(|(document, reading)| {
            reading.utterances.iter().map(move |utterance| {
                let person = person(graph, document, utterance);
                Quoted { document, utterance, words: words(reading, utterance, &rules.measures.numbers.units), person }
            })
        })
        .collect();
    let (pairs, passed_over) = candidates(&quoted, graph);
    out.extend(said("one-wording", Kind::Quote, passed_over));
    for (left, right) in pairs {
        let (left, right) = (&quoted[left], &quoted[right]);
        let difference = verdict(left, right, graph, rules);
        let unsure = || guessed(readings, graph, left, right) || guessed(readings, graph, right, left);
        if let Some(difference) = difference.filter(|difference| *difference == Difference::Wording || !unsure()) {
            out.push(finding(readings, graph, left, right, difference));
        }
    }
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
    let (mut pairs, mut passed_over) = (BTreeSet::new(), 0);
    for bucket in buckets.into_values() {
        let bucket = of_one_remark(quoted, bucket, &mut passed_over);
        for (at, &left) in bucket.iter().enumerate() {
            let others = bucket[at + 1..].iter().filter(|&&right| may_differ(&quoted[left], &quoted[right]));
            let others = others.filter(|&&right| graph.are_of_one_story(quoted[left].document, quoted[right].document));
            pairs.extend(others.map(|&right| (left, right)));
        }
    }
    (pairs, passed_over)
}

/// The quotations of a bucket without those of documents that have many of them.
fn of_one_remark(quoted: &[Quoted], bucket: BTreeSet<usize>, passed_over: &mut usize) -> Vec<usize> {
    let mut count: BTreeMap<usize, usize> = BTreeMap::new();
    bucket.iter().for_each(|&index| *count.entry(quoted[index].document).or_default() += 1);
    let few = bucket.into_iter().filter(|&index| count[&quoted[index].document] <= COMMON).collect();
    limited(few, |&index| version(&quoted[index]), passed_over)
}

/// Who says what.
fn version<'a>(quoted: &'a Quoted) -> (Option<EntityId>, Vec<&'a str>) {
    (quoted.person, quoted.words.iter().map(|word| word.lemma.as_str()).collect())
}

fn may_differ(left: &Quoted, right: &Quoted) -> bool {
    version(left) != version(right)
}

/// What differs between two renderings of one remark.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Difference {
    Speaker,
    Wording,
}

fn verdict(left: &Quoted, right: &Quoted, graph: &ClaimGraph, rules: &Rulebook) -> Option<Difference> {
    let two = match (left.person, right.person) {
        (Some(left), Some(right)) => left != right && !share_name(graph, left, right),
        _ => false,
    };
    match compare(&left.words, &right.words, &rules.predicates) {
        Wording::Same if two => Some(Difference::Speaker),
        Wording::Altered if !two && left.document != right.document => Some(Difference::Wording),
        _ => None,
    }
}

/// A speaker that stands in no words of the same sentence, or only as a pronoun, may have been guessed wrongly: where the text knows the
/// speaker of the other quotation too, it may be that one.
fn guessed(readings: &[Reading], graph: &ClaimGraph, one: &Quoted, other: &Quoted) -> bool {
    let reading = &readings[one.document];
    let source = one.utterance.speaker.as_ref().and_then(|speaker| speaker.source);
    let named = source.map(|source| &reading.mentions[source.0 as usize]).is_some_and(|mention| {
        let tokens = &reading.analysis.tokens;
        tokens[mention.head].sentence == one.utterance.sentence && tokens[mention.head].pos != "PRON"
    });
    !named && other.person.is_some_and(|person| graph.entity_of[one.document].contains(&person))
}

/// Two entities that share a family name may be one person after all.
fn share_name(graph: &ClaimGraph, left: EntityId, right: EntityId) -> bool {
    let last = |id: EntityId| folded(graph.entity(id).name.split_whitespace().next_back().unwrap_or_default());
    last(left) == last(right)
}

fn finding(readings: &[Reading], graph: &ClaimGraph, left: &Quoted, right: &Quoted, difference: Difference) -> Finding {
    let name = |one: &Quoted| {
        let named = one.person.map(|id| graph.entity(id).name.clone());
        named.or_else(|| one.utterance.speaker.as_ref().map(|speaker| speaker.speaker.clone())).unwrap_or_default()
    };
    let said = |one: &Quoted| readings[one.document].document.slice(one.utterance.span).to_string();
    let value = |one: &Quoted| if difference == Difference::Speaker { name(one) } else { said(one) };
    let (constraint, entity, attribute, explanation) = match difference {
        Difference::Speaker => {
            let words = said(left);
            let explanation =
                format!("The same words, “{words}”, are put in the mouth of {} and of {}.", name(left), name(right));
            ("one-speaker", words, "speaker", explanation)
        }
        Difference::Wording => {
            let explanation = format!("One remark is quoted with a different sense: “{}” and “{}”.", said(left), said(right));
            ("one-wording", name(left), "wording", explanation)
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
        document: one.document,
        sentence: one.utterance.sentence,
        span: one.utterance.span,
        speaker: one.utterance.speaker.as_ref().map(|speaker| speaker.speaker.clone()),
        party: one.person,
        stance: Stance::Asserted,
        rule: "direct-quotation".into(),
    }
}
