//! A person's age and year of birth must fit the day of the document.

use std::collections::BTreeMap;

use super::super::Cited;
use super::{finding, plain};
use crate::check::Finding;
use crate::graph::ClaimGraph;
use crate::model::{Analysis, EntityId, EntityKind, MentionId, Reading, Span, Stance};

/// An age or a year of birth with the passage that gives it.
struct Told {
    value: i16,
    /// Year of the document.
    published: Option<i16>,
    cited: Cited,
}

pub(super) fn check(readings: &[Reading], graph: &ClaimGraph, out: &mut Vec<Finding>) {
    let mut ages: BTreeMap<EntityId, Vec<Told>> = BTreeMap::new();
    let mut births: BTreeMap<EntityId, Vec<Told>> = BTreeMap::new();
    for (document, reading) in readings.iter().enumerate() {
        for (id, mention) in reading.mentions.iter().enumerate() {
            let Some(&entity) = graph.entity_of.get(document).and_then(|of| of.get(id)) else { continue };
            if graph.entity(entity).kind != EntityKind::Person {
                continue;
            }
            let told = |(value, tokens)| told(readings, document, value, tokens);
            ages.entry(entity).or_default().extend(age(reading, MentionId(id as u32)).map(told));
            births.entry(entity).or_default().extend(birth(reading, mention.head).map(told));
        }
    }
    for (entity, ages) in &ages {
        let born = births.get(entity).into_iter().flatten();
        out.extend(born.filter_map(|born| clash(ages, born, &graph.entity(*entity).name)).take(1));
    }
}

fn told(readings: &[Reading], document: usize, value: i16, tokens: std::ops::Range<usize>) -> Told {
    let reading = &readings[document];
    let sentence = reading.analysis.tokens[tokens.start].sentence;
    let span: Span = reading.analysis.span(tokens);
    let cited = Cited { document, sentence, span, speaker: None, party: None, stance: Stance::Asserted, rule: "age".to_string() };
    Told { value, published: reading.document.published.as_ref().map(|published| published.value.year()), cited }
}

/// `Name, 61`, `Name, who is 61`, `61-year-old Name`.
fn age(reading: &Reading, mention: MentionId) -> Option<(i16, std::ops::Range<usize>)> {
    let analysis = &reading.analysis;
    let mention = &reading.mentions[mention.0 as usize];
    let text = |at: usize| analysis.tokens.get(at).map(|token| reading.document.slice(token.span));
    let number = |at: usize| text(at)?.parse::<i16>().ok().filter(|age| (1..=120).contains(age));
    let (first, end) = (mention.tokens.start, mention.tokens.end);
    if text(end) == Some(",") {
        if let Some(age) = number(end + 1).filter(|_| matches!(text(end + 2), Some("," | "." | ")"))) {
            return Some((age, first..end + 2));
        }
        let is = matches!((text(end + 1), text(end + 2)), (Some("who"), Some("is" | "'s" | "’s" | "turned")));
        if let Some(age) = number(end + 3).filter(|_| is && matches!(text(end + 4), Some("," | "." | "and"))) {
            return Some((age, first..end + 4));
        }
    }
    let before = (first.saturating_sub(5)..first)
        .rev()
        .find(|&at| text(at) == Some("old") || text(at).is_some_and(|text| text.ends_with("-year-old")))?;
    let from = before.saturating_sub(4);
    let age = (from..before).rev().find_map(|at| text(at)?.split('-').next()?.parse::<i16>().ok())?;
    let clean = analysis.tokens[before + 1..first].iter().all(|token| matches!(token.pos, "NOUN" | "ADJ" | "PROPN"));
    (clean && (1..=120).contains(&age)).then_some((age, from..end))
}

/// `was born in 1954`, `Born in 1954, Name ..`.
fn birth(reading: &Reading, head: usize) -> Option<(i16, std::ops::Range<usize>)> {
    let analysis = &reading.analysis;
    let born = born_of(analysis, head)?;
    let year = reading.times.iter().find(|time| {
        let said = time.time.said.year.is_some() && time.time.said.open.is_none();
        said && time.tokens.start > born
            && time.tokens.start - born <= 5
            && analysis.tokens[time.tokens.start].sentence == analysis.tokens[born].sentence
    })?;
    Some((year.time.said.year?, born..year.tokens.end))
}

/// The token `born` that is said of a noun.
fn born_of(analysis: &Analysis, head: usize) -> Option<usize> {
    let is_born = |at: usize| {
        analysis.tokens[at].lemma.to_lowercase() == "bear" && analysis.tokens[at].tag == "VBN"
            || analysis.tokens[at].lemma.to_lowercase() == "born"
    };
    let verb = analysis.parent(head).filter(|_| matches!(analysis.tokens[head].dep, "nsubj" | "nsubjpass"));
    let lead = verb.and_then(|verb| analysis.children(verb).find(|&child| child < head && is_born(child)));
    let own = verb.filter(|&verb| is_born(verb));
    let behind = analysis.children(head).find(|&child| is_born(child));
    let tight = behind.filter(|&born| born - head <= 5);
    own.or(tight).or(lead)
}

fn clash(ages: &[Told], born: &Told, name: &str) -> Option<Finding> {
    let age = ages.iter().find(|age| {
        let year = age.published.or(born.published);
        year.is_some_and(|year| !(year - born.value - 1..=year - born.value).contains(&age.value) && year - born.value < 121)
    })?;
    let year = age.published.or(born.published)?;
    let explanation = format!(
        "{name}, born in {}, was {} or {} in {year}, not {}.",
        born.value,
        year - born.value - 1,
        year - born.value,
        age.value
    );
    let sides = [
        (format!("aged {}", plain(f64::from(age.value))), vec![age.cited.clone()]),
        (format!("born in {}", born.value), vec![born.cited.clone()]),
    ];
    let mut finding = finding("age-fits-birth", "age".to_string(), sides, explanation);
    finding.entity = name.to_string();
    Some(finding)
}
