//! Two figures for one measure, held against each other: why they may speak of two cases and so do not clash.
//!
//! A reason is evidence that they differ in more than the number, or that nothing in the texts ties them together. What holds first is what
//! a reader is told.

mod ties;

use std::collections::BTreeSet;

use super::owner::Owner;
use crate::check::figures::{Entry, Scope, Share, content_words, narrowing, places, same_predicate, scope, share, verbs};
use crate::graph::ClaimGraph;
use crate::model::{Agreement, EntityId, EntityKind, FigureKind, Granularity};
use crate::rules::Rulebook;
use crate::rules::measures::Measure;
use crate::rules::words::{counting, timing};
use ties::is_untied;

/// Two figures of one bucket.
pub struct Case<'c, 'a> {
    pub one: &'c Entry<'a>,
    pub other: &'c Entry<'a>,
    /// All figures for the same.
    pub bucket: &'c [Entry<'a>],
    pub measure: Option<&'c Measure>,
    pub scope: Scope,
    pub graph: &'c ClaimGraph,
    pub rules: &'c Rulebook,
}

pub(in crate::check) const LOOKS_BACK: &str = "one looks back to an earlier time";

type Reason = (&'static str, fn(&Case) -> bool);

const REASONS: [Reason; 15] = [
    ("one is a rate or a change, the other is not", is_of_another_kind),
    ("they are told of different places", has_other_places),
    (LOOKS_BACK, looks_back),
    ("they are told of different cases", is_of_another_series),
    ("they are told of different times", has_another_time),
    ("they are told of different days, and change from day to day", is_of_another_day),
    ("they are told too far apart in time", is_far_apart),
    ("its own words say that one is a new figure", is_told_as_new),
    ("the sentences are about different people", names_other_people),
    ("they belong to different owners", has_another_owner),
    ("one is narrowed by a word that the other does not have", is_narrowed),
    ("they count different groups", counts_another_group),
    ("one counts a part of what the other counts", is_a_part),
    ("one text knows both, or speaks of several such cases", is_one_of_several),
    ("nothing in the sentences ties them to one event", is_untied),
];

impl<'c, 'a> Case<'c, 'a> {
    pub fn new(
        (one, other): (&'c Entry<'a>, &'c Entry<'a>),
        bucket: &'c [Entry<'a>],
        measure: Option<&'c Measure>,
        (graph, rules): (&'c ClaimGraph, &'c Rulebook),
    ) -> Self {
        Self { one, other, bucket, measure, scope: scope(one, other, measure), graph, rules }
    }

    /// Why the two are left alone.
    pub fn apart(&self) -> Option<&'static str> {
        REASONS.iter().find(|(_, holds)| holds(self)).map(|(reason, _)| *reason)
    }

    pub fn names_other_people(&self) -> bool {
        names_other_people(self)
    }

    fn moves(&self) -> bool {
        self.measure.is_some_and(|measure| measure.moves)
    }

    fn both(&self, holds: impl Fn(&Entry) -> bool) -> bool {
        holds(self.one) && holds(self.other)
    }

    fn owners(&self) -> Agreement {
        let owner = |entry: &Entry| Owner::of(entry, self.graph, self.rules);
        owner(self.one).agreement(&owner(self.other), self.graph, self.rules)
    }

    /// Days from one report to the other.
    fn days_apart(&self) -> Option<i32> {
        let (one, other) = self.one.published().zip(self.other.published())?;
        other.since(one).ok().map(|gap| gap.get_days().abs())
    }

    /// How many words beyond those of the figure itself the sentences share; what a disaster is called tells as much as two. A verb tells
    /// something only where the measure does not go by it.
    fn shared(&self) -> usize {
        let own = |entry: &Entry| -> BTreeSet<String> {
            let verbs = entry.figure.predicates.iter().filter_map(|predicate| predicate.split_once(' '));
            let told = verbs.filter(|(_, verb)| self.measure.is_none_or(|measure| measure.tells(verb)));
            told.flat_map(|(_, verb)| verb.split(' ')).chain([entry.figure.noun.as_str()]).map(str::to_string).collect()
        };
        let key: BTreeSet<String> = own(self.one).union(&own(self.other)).cloned().collect();
        let (mine, others) = (self.one.words(), self.other.words());
        let told = mine
            .intersection(&others)
            .filter(|word| !key.contains(*word) && !self.measure.is_some_and(|measure| measure.names(word)));
        told.map(|word| 1 + usize::from(self.rules.measures.quantities.is_cause(word))).sum()
    }

    /// The sentences, or the openings of the two texts, have names and nouns in common.
    fn opens_alike(&self) -> bool {
        const LEAD: usize = 2;
        let words = |entry: &Entry| -> BTreeSet<String> {
            let lead = (0..entry.reading.analysis.sentences.len().min(LEAD)).chain([entry.figure.sentence]);
            lead.flat_map(|sentence| content_words(entry.reading, sentence)).collect()
        };
        let names = |word: &String| !self.measure.is_some_and(|measure| measure.names(word) || measure.tells(word));
        words(self.one).intersection(&words(self.other)).any(names)
    }

    /// Of reports of two days, or of no day, the later may have the newer figure.
    fn may_be_update(&self) -> bool {
        self.days_apart() != Some(0)
    }

    /// Both belong to somebody or something: what is measured, and what no measure knows.
    fn is_owned(&self) -> bool {
        self.measure.is_none_or(|measure| measure.owned)
    }
}

fn is_of_another_kind(case: &Case) -> bool {
    let (a, b) = (case.one.figure, case.other.figure);
    let new =
        |entry: &Entry| case.moves() && entry.figure.modifiers.iter().any(|word| counting().new_in_report.has(word.as_str()));
    a.rate != b.rate || a.kind != b.kind || a.kind == FigureKind::Extra || new(case.one) || new(case.other)
}

/// Different places, or a place that only one of two counts without a measure has.
fn has_other_places(case: &Case) -> bool {
    let (a, b) = (case.one.figure, case.other.figure);
    let counts = case.measure.is_none() && a.quantity.unit.is_empty();
    places(a, b) == Scope::Disjoint || counts && a.places.is_empty() != b.places.is_empty() && verbs(a, case.rules).is_empty()
}

fn looks_back(case: &Case) -> bool {
    let background = |entry: &Entry| entry.is_history() || follows_after(entry, case.rules);
    background(case.one) != background(case.other)
}

/// `nine days after a storm killed 34`: something before what the text is about.
fn follows_after(entry: &Entry, rules: &Rulebook) -> bool {
    let analysis = &entry.reading.analysis;
    let mark = |verb: usize| {
        analysis.children(verb).find(|&child| child < verb && timing().before_opening.has(analysis.tokens[child].lemma.as_str()))
    };
    let clause = analysis.ancestors(entry.figure.bearer).find(|&up| analysis.tokens[up].dep == "advcl");
    let before = clause.and_then(mark).and_then(|mark| mark.checked_sub(1));
    before.is_some_and(|at| rules.measures.levels.periods.contains(&analysis.tokens[at].lemma))
}

/// Another round, quarter or group, or what was against what might have been.
fn is_of_another_series(case: &Case) -> bool {
    let (a, b) = (case.one.figure, case.other.figure);
    let planned = a.actual != b.actual && case.measure.is_none_or(|measure| measure.unit != "money");
    planned || a.ordinals != b.ordinals && !is_heading(case.one, case.other) && !is_heading(case.other, case.one)
}

/// A headline leaves out of which series its figure is.
fn is_heading(one: &Entry, other: &Entry) -> bool {
    one.document == other.document && one.in_headline() && one.figure.ordinals.is_empty()
}

/// Two periods, two days where the figure does not move, or days that are too far apart for one event.
fn has_another_time(case: &Case) -> bool {
    const STORY: i32 = 4;
    let period = |entry: &Entry| entry.figure.when.as_ref().is_some_and(|when| when.granularity >= Granularity::Month);
    let times = case.one.figure.when.as_ref().zip(case.other.figure.when.as_ref());
    let differ = times.is_some_and(|(one, other)| one.agreement(other) == Agreement::Different);
    let far = times.and_then(|(one, other)| one.days.zip(other.days)).is_some_and(|(one, other)| {
        let gap = if one.0 < other.0 { other.0.since(one.1) } else { one.0.since(other.1) };
        gap.is_ok_and(|gap| gap.get_days() > STORY)
    });
    let plain =
        case.both(|entry| entry.figure.when.as_ref().is_some_and(|when| !when.window && when.granularity <= Granularity::Day));
    let years = case.one.years().zip(case.other.years()).is_some_and(|(mine, others)| mine.is_disjoint(&others));
    case.scope == Scope::Disjoint || !case.moves() && (years || case.both(period) && differ) || plain && differ && far
}

/// What a share or an index gained is a question of its day.
fn is_of_another_day(case: &Case) -> bool {
    let change = |entry: &Entry| entry.figure.kind == FigureKind::Difference || case.measure.is_none() && entry.figure.revised;
    let days = case.days_apart();
    case.scope != Scope::Same && (change(case.one) || change(case.other)) && days.is_none_or(|days| days > 1)
}

/// `has doubled to 40`, in texts of no date, of what is not expected to move.
fn is_told_as_new(case: &Case) -> bool {
    let dated = case.days_apart().is_some();
    !dated && !case.moves() && case.scope != Scope::Same && (case.one.figure.revised || case.other.figure.revised)
}

/// Nothing says that reports of different months mean one time. A length of what lies there, and a count that is kept up, may be told late.
fn is_far_apart(case: &Case) -> bool {
    const MONTHS: i32 = 45;
    const WEEKS: i32 = 12;
    let lasting = case.measure.is_some_and(|measure| measure.lasting);
    let far = if case.measure.is_some() { MONTHS } else { WEEKS };
    !case.moves() && !lasting && case.scope != Scope::Same && case.days_apart().is_some_and(|days| days > far)
}

/// The sentences name persons, and not one in common: two defendants, two prizes.
fn names_other_people(case: &Case) -> bool {
    if matches!(case.one.figure.quantity.unit.as_str(), "" | "percent") {
        return false;
    }
    let persons = |entry: &Entry| -> BTreeSet<EntityId> {
        let tokens = entry.reading.analysis.sentences[entry.figure.sentence].tokens.clone();
        let here = entry.reading.mentions.iter().enumerate().filter(|(_, mention)| tokens.contains(&mention.head));
        let entities = here.filter_map(|(id, _)| case.graph.entity_of.get(entry.document)?.get(id).copied());
        entities.filter(|id| case.graph.entity(*id).kind == EntityKind::Person).collect()
    };
    let (mine, others) = (persons(case.one), persons(case.other));
    !mine.is_empty() && !others.is_empty() && mine.is_disjoint(&others)
}

/// Different owners by name, or one that is told to be another than the one before: `the neighbouring shaft`.
fn has_another_owner(case: &Case) -> bool {
    let owner = |entry: &Entry| Owner::of(entry, case.graph, case.rules);
    let (mine, others) = (owner(case.one), owner(case.other));
    let subjects = || {
        let subject = |entry: &Entry| Owner::of_subject(entry, case.graph, case.rules);
        subject(case.one).agreement(&subject(case.other), case.graph, case.rules) == Agreement::Different
    };
    let named =
        if case.is_owned() { mine.agreement(&others, case.graph, case.rules) == Agreement::Different } else { subjects() };
    named || mine.is_another() != others.is_another()
}

/// `net profit` and `profit`: of what is measured, a word that narrows it makes another thing of it.
fn is_narrowed(case: &Case) -> bool {
    let measured = !case.one.figure.quantity.unit.is_empty();
    let joined = |entry: &Entry| {
        let analysis = &entry.reading.analysis;
        analysis
            .children(entry.figure.bearer)
            .filter(|&child| analysis.tokens[child].dep == "conj" && analysis.tokens[child].pos == "NOUN")
            .count()
    };
    measured && (told_apart(case.one, case.rules) != told_apart(case.other, case.rules) || joined(case.one) != joined(case.other))
}

/// The words that narrow what is measured, without names, praise, and the words of the measure.
fn told_apart(entry: &Entry, rules: &Rulebook) -> BTreeSet<String> {
    let analysis = &entry.reading.analysis;
    let measure = entry.figure.measure.as_deref().and_then(|id| rules.measures.quantities.by_id(id));
    let mut words = narrowing(entry.figure, rules);
    for child in analysis.children(entry.figure.bearer) {
        let token = &analysis.tokens[child];
        let name = token.pos == "PROPN" || analysis.entity_at(child).is_some();
        let phrase = matches!(token.dep, "prep" | "poss");
        if phrase || name {
            words.remove(&token.lemma.to_lowercase());
        }
        if phrase && let Some(object) = analysis.child(child, &["pobj"]) {
            words.remove(&analysis.tokens[object].lemma.to_lowercase());
        }
    }
    words.retain(|word| !rules.measures.levels.praise.contains(word) && !measure.is_some_and(|measure| measure.names(word)));
    words
}

fn counts_another_group(case: &Case) -> bool {
    share(case.one.figure, case.other.figure, case.rules) == Share::Apart
}

/// A part may be smaller than its whole, never larger; shares of a part and of the whole have nothing to do with each other.
fn is_a_part(case: &Case) -> bool {
    let reach = |entry: &Entry| entry.figure.quantity.reach();
    let ((low, high), (other_low, other_high)) = (reach(case.one), reach(case.other));
    let counted = case.one.figure.quantity.unit != "percent" && (case.scope == Scope::Same || case.both(|entry| entry.leads()));
    if low < other_high && is_part(case.one, case) || other_low < high && is_part(case.other, case) {
        return true;
    }
    match share(case.one.figure, case.other.figure, case.rules) {
        Share::Equal => false,
        Share::Part => !(counted && low > other_high),
        Share::Whole => !(counted && other_low > high),
        Share::Apart => true,
    }
}

/// `three of the dead`, and the cases of a district that the other does not speak of.
fn is_part(entry: &Entry, case: &Case) -> bool {
    let other = if std::ptr::eq(entry.figure, case.one.figure) { case.other } else { case.one };
    let counts = |measure: &Measure| measure.names(&entry.figure.noun) || measure.is_of(&entry.figure.noun);
    let partitive = entry.figure.partitive && !other.figure.partitive && case.measure.is_some_and(counts);
    let place = |entry: &Entry| Owner::of_subject(entry, case.graph, case.rules).is_place(case.graph);
    partitive || case.moves() && place(entry) && !place(other)
}

/// A figure that both texts give is the one that they share; what else one of them says under the same noun is about another case. And a
/// text with several answers of its own says which is meant only by place and time.
fn is_one_of_several(case: &Case) -> bool {
    let (one, other) = (case.one, case.other);
    let loose = case.scope != Scope::Same && !case.moves();
    knows_both(case, one, other) || knows_both(case, other, one) || loose && (has_several(case, one) || has_several(case, other))
}

/// The text of one figure gives the other as well. An open bound, `at least six`, meets every larger figure and tells none of them apart.
fn knows_both(case: &Case, mine: &Entry, others: &Entry) -> bool {
    !meets(mine, others)
        && beside(case, mine).any(|twin| {
            let scope = scope(twin, others, case.measure);
            let one_case = is_like(twin, others) && scope != Scope::Disjoint && scope <= case.scope;
            meets(twin, others) && one_case && same_predicate(twin, others, case.rules)
        })
        || case.one.document != case.other.document && gives_in_its_sentence(mine, others)
}

/// The sentence of one figure has the other as well, whatever it counts there: `9 of 66 schedules; in all it ran 112`.
fn gives_in_its_sentence(mine: &Entry, others: &Entry) -> bool {
    const TELLING: f64 = 5.0;
    let value = &others.figure.quantity;
    let twins = mine
        .reading
        .figures
        .iter()
        .filter(|figure| figure.sentence == mine.figure.sentence && figure.tokens != mine.figure.tokens);
    let fits = |unit: &str| unit == value.unit || unit.is_empty();
    let telling = value.low >= TELLING || value.low.fract() != 0.0;
    twins
        .into_iter()
        .any(|twin| telling && twin.quantity.is_point() && twin.quantity.low == value.low && fits(&twin.quantity.unit))
}

fn has_several(case: &Case, mine: &Entry) -> bool {
    beside(case, mine).filter(|twin| !twin.figure.partitive && !mine.figure.partitive).any(|twin| {
        twin.figure.quantity.agreement(&mine.figure.quantity) == Agreement::Different
            && is_like(twin, mine)
            && same_predicate(twin, mine, case.rules)
            && share(twin.figure, mine.figure, case.rules) == Share::Equal
            && scope(twin, mine, case.measure) != Scope::Disjoint
    })
}

/// The other figures in the body of the same text, or in its headline, where a headline is held against its text.
fn beside<'c, 'a>(case: &Case<'c, 'a>, mine: &'c Entry<'a>) -> impl Iterator<Item = &'c Entry<'a>> {
    let across = case.one.document != case.other.document;
    case.bucket.iter().filter(move |twin| {
        let same = std::ptr::eq(twin.figure, mine.figure);
        let part = if across { !twin.in_headline() } else { twin.in_headline() == mine.in_headline() };
        twin.document == mine.document && !same && part
    })
}

/// Of one sort, and of one round or group.
fn is_like(one: &Entry, other: &Entry) -> bool {
    let (a, b) = (one.figure, other.figure);
    a.rate == b.rate
        && a.kind == b.kind
        && a.ordinals == b.ordinals
        && a.actual == b.actual
        && one.is_history() == other.is_history()
}

fn meets(one: &Entry, other: &Entry) -> bool {
    matches!(one.figure.quantity.agreement(&other.figure.quantity), Agreement::Same | Agreement::Compatible)
}
