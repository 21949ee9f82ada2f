//! Figures across documents: which two speak of the same case, and what a report cites of them.

use std::collections::{BTreeMap, BTreeSet};

use super::Cited;
use crate::extract::times;
use crate::graph::ClaimGraph;
use crate::model::{Agreement, Date, Figure, ParagraphKind, Reading, Time, Token};
use crate::rules::Rulebook;
use crate::rules::measures::Measure;
use crate::rules::words::{counting, things};

/// A figure with its document.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    pub document: usize,
    pub reading: &'a Reading,
    pub figure: &'a Figure,
    /// The body of its document counts the same only here.
    pub sole: bool,
}

/// Whether two figures speak of the same case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Scope {
    Same,
    Unknown,
    Disjoint,
}

/// What a part and its whole are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Share {
    Equal,
    /// The first is a part of the second.
    Part,
    Whole,
    Apart,
}

impl<'a> Entry<'a> {
    pub fn cite(&self, graph: &ClaimGraph) -> Cited {
        let figure = self.figure;
        let rule = figure.measure.as_deref().unwrap_or("counted-noun");
        Cited::new(graph, (self.document, figure.sentence, figure.span), figure.attribution.as_ref(), figure.stance, rule)
    }

    pub fn in_headline(&self) -> bool {
        let paragraph = self.reading.analysis.sentences[self.figure.sentence].paragraph;
        self.reading.analysis.paragraphs[paragraph].kind == ParagraphKind::Headline
    }

    /// The headline or one of the first sentences, where news copy puts the figures of the story itself.
    pub fn leads(&self) -> bool {
        const LEAD: usize = 6;
        self.figure.sentence < LEAD
    }

    /// The years that the sentence names, if it names any.
    pub fn years(&self) -> Option<BTreeSet<i16>> {
        let tokens = &self.reading.analysis.sentences[self.figure.sentence].tokens;
        let here = self.reading.times.iter().filter(|time| tokens.contains(&time.tokens.start));
        let years: BTreeSet<i16> = here.filter_map(|time| time.time.said.year).collect();
        (!years.is_empty()).then_some(years)
    }

    pub fn published(&self) -> Option<Date> {
        self.reading.document.published.as_ref().map(|published| published.value)
    }

    /// The lemmas of the sentence that carry meaning.
    pub fn words(&self) -> BTreeSet<String> {
        content_words(self.reading, self.figure.sentence)
    }

    /// Says how much there is of something that was told of before, or how far, high or long something is.
    pub fn is_level(&self) -> bool {
        let (figure, analysis) = (self.figure, &self.reading.analysis);
        let definite = |token: usize| analysis.child(token, &["det"]).is_some_and(|det| analysis.tokens[det].lemma == "the");
        !figure.quantity.unit.is_empty() && (definite(figure.bearer) || things().dimensions.has(figure.noun.as_str()))
    }

    /// Set in another time than that of the report, or below one: another year, last winter.
    pub fn is_history(&self) -> bool {
        const STORY: i32 = 60;
        let past = |when: &Time| match (when.days, self.published()) {
            _ if when.window => false,
            (Some((_, to)), Some(published)) => published.since(to).is_ok_and(|gone| gone.get_days() > STORY),
            (Some(_), None) => when.said.year.is_some() && when.said.open.is_none(),
            _ => false,
        };
        let analysis = &self.reading.analysis;
        let clause = times::clause(analysis, self.figure.bearer);
        let above = analysis.parent(clause).filter(|_| matches!(analysis.tokens[clause].dep, "relcl" | "acl" | "advcl"));
        let above = above.map(|up| times::clause(analysis, up));
        let beside = || {
            self.reading
                .times
                .iter()
                .filter(|time| Some(times::clause(analysis, time.tokens.start)) == above)
                .any(|time| past(&time.time))
        };
        self.figure.when.as_ref().map_or_else(beside, past)
    }
}

/// The lemmas of a sentence that carry meaning, without figures and words for saying and being.
pub(super) fn content_words(reading: &Reading, sentence: usize) -> BTreeSet<String> {
    let analysis = &reading.analysis;
    let tokens = &analysis.tokens[analysis.sentences[sentence].tokens.clone()];
    let carries = |pos: &str| matches!(pos, "NOUN" | "PROPN" | "VERB" | "ADJ");
    let tells = |token: &&Token| carries(token.pos) && (token.lemma.len() > 2 || token.pos == "PROPN" && token.lemma.len() == 2);
    let words = tokens.iter().filter(tells).map(|token| token.lemma.to_lowercase());
    words.filter(|word| !things().without_content.has(word.as_str())).collect()
}

/// All figures by story and by what they count: the measure, and the noun.
pub(super) fn buckets<'a>(
    readings: &'a [Reading],
    graph: &ClaimGraph,
    rules: &Rulebook,
) -> BTreeMap<(usize, String), Vec<Entry<'a>>> {
    let mut buckets: BTreeMap<(usize, String), Vec<Entry>> = BTreeMap::new();
    for (document, reading) in readings.iter().enumerate() {
        let story = graph.stories.get(document).copied().unwrap_or(document);
        for figure in &reading.figures {
            let key = match &figure.measure {
                Some(measure) => format!("={measure}"),
                None if !figure.noun.is_empty() => rules.measures.quantities.thing(&figure.noun).to_string(),
                None => continue,
            };
            buckets.entry((story, key)).or_default().push(Entry { document, reading, figure, sole: false });
        }
    }
    buckets.values_mut().for_each(|entries| mark_sole(entries));
    buckets
}

/// Marks what is the only one of its document outside of the headline.
fn mark_sole(entries: &mut [Entry]) {
    let mut count: BTreeMap<usize, usize> = BTreeMap::new();
    entries.iter().filter(|entry| !entry.in_headline()).for_each(|entry| *count.entry(entry.document).or_default() += 1);
    for entry in entries.iter_mut().filter(|entry| !entry.in_headline()) {
        entry.sole = count.get(&entry.document) == Some(&1);
    }
}

/// Whether two figures of one bucket stand to a common verb, or give the level of what they measure.
pub(super) fn same_predicate(one: &Entry, other: &Entry, rules: &Rulebook) -> bool {
    if one.figure.measure.is_some() {
        return true;
    }
    let (mine, others) = (verbs(one.figure, rules), verbs(other.figure, rules));
    if mine.is_empty() || others.is_empty() {
        let ties = |entry: &Entry| -> BTreeSet<String> {
            entry.figure.predicates.iter().filter(|predicate| !predicate.starts_with("of ")).cloned().collect()
        };
        let plain = mine.is_empty() && others.is_empty() && !ties(one).is_disjoint(&ties(other));
        return plain || one.is_level() && other.is_level();
    }
    let words = &rules.measures.quantities;
    let senses = |(role, verb): &(&str, &str)| -> BTreeSet<(bool, String)> {
        let direct = counting().direct_roles.has(*role);
        words.senses(verb).map(|sense| (direct, sense.to_string())).collect()
    };
    let known: BTreeSet<(bool, String)> = mine.iter().flat_map(senses).collect();
    others.iter().flat_map(senses).any(|sense| known.contains(&sense))
        || mine.iter().any(|(_, verb)| others.iter().any(|(_, other)| verb != other && rules.predicates.senses.same(verb, other)))
}

/// How a figure stands to its verbs, without those that only give a level.
pub(super) fn verbs<'a>(figure: &'a Figure, rules: &Rulebook) -> BTreeSet<(&'a str, &'a str)> {
    let plain = &rules.measures.levels.plain;
    let named = figure.predicates.iter().filter_map(|predicate| predicate.split_once(' '));
    let named = named.filter(|(role, _)| !counting().roles_without_verb.has(*role));
    named.filter(|(_, verb)| !plain.contains(verb.split(' ').next().unwrap_or_default())).collect()
}

/// How the groups that two figures count lie to each other.
pub(super) fn share(one: &Figure, other: &Figure, rules: &Rulebook) -> Share {
    let words = &rules.measures.quantities;
    if !one.quantity.unit.is_empty() && one.quantity.unit != "percent" {
        return Share::Equal;
    }
    let (mut mine, mut others) = (narrowing(one, rules), narrowing(other, rules));
    let causes = |set: &BTreeSet<String>| set.iter().any(|word| words.is_cause(word));
    if one.measure.is_some() && !(causes(&mine) && causes(&others)) {
        mine.retain(|word| !words.is_cause(word));
        others.retain(|word| !words.is_cause(word));
    }
    if mine == others {
        Share::Equal
    } else if mine.is_superset(&others) {
        Share::Part
    } else if others.is_superset(&mine) {
        Share::Whole
    } else {
        Share::Apart
    }
}

/// The words that narrow what a figure counts. The name of a measure narrows nothing: `death` before `toll`, `spectator`.
pub(super) fn narrowing(figure: &Figure, rules: &Rulebook) -> BTreeSet<String> {
    let words = &rules.measures.quantities;
    let mut narrowing = figure.modifiers.clone();
    let Some(measure) = figure.measure.as_deref().and_then(|id| words.by_id(id)) else { return narrowing };
    narrowing.retain(|word| !measure.names_with(word, &figure.noun));
    let all = || measure.names(&figure.noun) && only_counts(figure, measure, rules);
    if !measure.things && words.is_group(&figure.noun) && !all() {
        narrowing.insert(figure.noun.clone());
    }
    narrowing
}

/// Nothing is told of those who are counted but that they were: `police counted 400 spectators`, and not `400 spectators ran away`.
fn only_counts(figure: &Figure, measure: &Measure, rules: &Rulebook) -> bool {
    let words = &rules.measures.quantities;
    let mut verbs = verbs(figure, rules).into_iter().peekable();
    let counts =
        |(_, verb): (&str, &str)| measure.tells(verb) || words.senses(verb).any(|sense| counting().senses_of_counting.has(sense));
    verbs.peek().is_none() || verbs.any(counts)
}

/// Whether two figures are told of the same time and place.
pub(super) fn scope(one: &Entry, other: &Entry, measure: Option<&Measure>) -> Scope {
    let (a, b) = (one.figure, other.figure);
    if measure.is_some_and(|measure| measure.story) {
        return places(a, b);
    }
    let lasting = measure.is_some_and(|measure| !measure.unit.is_empty() && measure.unit != "percent");
    let moves = measure.is_some_and(|measure| measure.moves) || lasting || a.revised || b.revised;
    when(a.when.as_ref(), b.when.as_ref(), moves).max(places(a, b))
}

fn when(one: Option<&Time>, other: Option<&Time>, moves: bool) -> Scope {
    match (one, other) {
        (None, None) => Scope::Unknown,
        (Some(one), Some(other)) if one.window && other.window => windows(one, other),
        (Some(time), None) | (None, Some(time)) if !time.window => Scope::Unknown,
        (Some(one), Some(other)) if one.granularity == other.granularity && one.window != other.window && overlap(one, other) => {
            Scope::Unknown
        }
        (Some(one), Some(other)) if !one.window && !other.window => match one.agreement(other) {
            Agreement::Different if moves => Scope::Unknown,
            Agreement::Different => Scope::Disjoint,
            Agreement::Incomparable => Scope::Unknown,
            _ => Scope::Same,
        },
        _ => Scope::Disjoint,
    }
}

/// `last year` and `the past year`.
fn overlap(one: &Time, other: &Time) -> bool {
    one.days.zip(other.days).is_some_and(|(one, other)| one.0 < other.1 && other.0 < one.1)
}

/// Two windows are the same when they open at the same time.
fn windows(one: &Time, other: &Time) -> Scope {
    const NEAR: i32 = 31;
    match (one.days, other.days) {
        (Some((from, _)), Some((other_from, _))) => {
            let apart = from.since(other_from).map_or(i32::MAX, |gap| gap.get_days().abs());
            if apart <= NEAR && one.granularity == other.granularity || apart <= 1 { Scope::Same } else { Scope::Disjoint }
        }
        _ if one.said.month.is_some() && one.said.month == other.said.month => Scope::Same,
        _ if one.text == other.text => Scope::Unknown,
        _ => Scope::Disjoint,
    }
}

/// Whether two figures are told of the same places.
pub(super) fn places(one: &Figure, other: &Figure) -> Scope {
    let (mut scope, mut named) = (Scope::Unknown, 0);
    for place in &one.places {
        for other_place in &other.places {
            match place.agreement(other_place) {
                Agreement::Different => return Scope::Disjoint,
                Agreement::Same => scope = Scope::Same,
                Agreement::Compatible if place.name == other_place.name => scope = Scope::Same,
                Agreement::Compatible => return Scope::Disjoint,
                Agreement::Incomparable if place.is_named() && other_place.is_named() => named += 1,
                Agreement::Incomparable => {}
            }
        }
    }
    if scope == Scope::Unknown && named > 0 && named == one.places.len() * other.places.len() { Scope::Disjoint } else { scope }
}
