//! Why two clauses that tell of one sort of event, with the same ones taking part, may tell of two events after all.

use super::{Event, participants};
use crate::graph::ClaimGraph;
use crate::model::name::folded;
use crate::model::{Agreement, Argument, Date, EntityKind, Form, Granularity, Place, Role};
use crate::rules::Rulebook;
use crate::rules::measures::EventWords;
use crate::rules::words::grammar;

/// Two clauses with what is known of their words.
struct Two<'t, 'a> {
    one: &'t Event<'a>,
    other: &'t Event<'a>,
    sort: Option<&'a EventWords>,
    graph: &'t ClaimGraph,
    rules: &'t Rulebook,
}

/// Of a date; two places of one event are a conflict of their own.
pub const OTHER_PLACES: &str = "they are told of places of different names";

type Reason = (&'static str, fn(&Two) -> bool);

/// So many words in common make one thing of two.
const AT_LENGTH: usize = 2;

const REASONS: [Reason; 9] = [
    ("each report tells of the days before it, and they are days apart", tells_news),
    ("one tells of another one of its kind", is_another),
    ("one tells late of somebody new, the other of one with a name", is_somebody_else),
    ("they are told of different ends, recipients or opponents", has_other_ends),
    ("what was done differs", governs_other_deeds),
    (OTHER_PLACES, has_other_places),
    ("the same ones do so again and again", may_be_repeated),
    ("one is told as any of its kind", is_indefinite),
    ("it may have been done to others of a group", may_be_others),
];

/// The reasons that hold.
pub fn apart<'a>(
    one: &Event<'a>,
    other: &Event<'a>,
    sort: Option<&'a EventWords>,
    graph: &ClaimGraph,
    rules: &Rulebook,
) -> Vec<&'static str> {
    let two = Two { one, other, sort, graph, rules };
    REASONS.iter().filter(|(_, holds)| holds(&two)).map(|(reason, _)| *reason).collect()
}

/// `crashed on Sunday` in two reports, each of the week of its own Sunday.
fn tells_news(two: &Two) -> bool {
    const FRESH: i32 = 4;
    const APART: i32 = 6;
    let gap = |one: Date, other: Date| other.since(one).map_or(i32::MAX, |gap| gap.get_days().abs());
    let fresh = |event: &Event| {
        let days = event.clause.when.as_ref().filter(|when| when.granularity <= Granularity::Day)?.days?;
        event.published().filter(|published| gap(days.0, *published) <= FRESH)
    };
    let weekday = |event: &Event| event.clause.when.as_ref().is_some_and(|when| when.said.day.is_none());
    fresh(two.one).zip(fresh(two.other)).is_some_and(|(one, other)| gap(one, other) >= APART)
        && weekday(two.one)
        && weekday(two.other)
}

/// `another building`, `a second man`: told beside one that the text has told of before.
fn is_another(two: &Two) -> bool {
    let told = |event: &Event| {
        let tokens = &event.reading.analysis;
        let marked = |argument: &Argument| {
            tokens
                .children(argument.head)
                .any(|child| grammar().another_event.has(tokens.tokens[child].lemma.to_lowercase().as_str()))
        };
        event.core().any(marked)
    };
    told(two.one) != told(two.other)
}

/// `A clerk was arrested in May`, deep in a text, where the other names the clerk.
fn is_somebody_else(two: &Two) -> bool {
    let stranger = |event: &Event, other: &Event| {
        let indefinite = event.theme().filter(|theme| theme.form == Form::Indefinite);
        let named = other.theme().filter(|theme| theme.form == Form::Name).and_then(|theme| other.entity(theme, two.graph));
        const LEAD: usize = 2;
        let late = event.clause.sentence >= LEAD;
        late && indefinite.is_some() && named.is_some_and(|person| two.graph.entity(person).kind == EntityKind::Person)
    };
    stranger(two.one, two.other) || stranger(two.other, two.one)
}

/// `released for one console` and `for another`, `beat the Reds` and `beat the Blues`: names under one preposition that differ.
fn has_other_ends(two: &Two) -> bool {
    let ends = |event: &Event, word: &str| -> Vec<String> {
        let under = event.clause.arguments.iter().filter(|argument| argument.role == Role::Other(word.to_string()));
        under.filter(|argument| argument.form == Form::Name).flat_map(|argument| argument.words.clone()).collect()
    };
    grammar().before_end_or_opponent.iter().any(|word| {
        let (mine, others) = (ends(two.one, word), ends(two.other, word));
        !mine.is_empty() && !others.is_empty() && mine.iter().all(|word| !others.contains(word))
    })
}

/// `voted to block the bill` and `voted to advance the bill`.
fn governs_other_deeds(two: &Two) -> bool {
    match (&two.one.clause.governs, &two.other.clause.governs) {
        (Some(one), Some(other)) if two.sort.is_some_and(|sort| sort.repeats) => {
            one != other && !two.rules.predicates.senses.same(one, other)
        }
        _ => false,
    }
}

/// Both name a place, and none of one is one of the other or may hold it.
fn has_other_places(two: &Two) -> bool {
    let named = |event: &Event| -> Vec<Place> {
        event.clause.places.iter().filter(|place| place.side.is_none() && place.setting.is_none()).cloned().collect()
    };
    let (mine, others) = (named(two.one), named(two.other));
    let apart = |place: &Place, other: &Place| match place.agreement(other) {
        Agreement::Different => true,
        Agreement::Incomparable => {
            let wide = |place: &Place| place.known.as_ref().is_some_and(crate::model::Known::is_wide);
            let inside = |place: &Place, other: &Place| folded(&place.name).contains(&folded(&other.name));
            !wide(place) && !wide(other) && !inside(place, other) && !inside(other, place)
        }
        _ => false,
    };
    !mine.is_empty() && !others.is_empty() && mine.iter().all(|place| others.iter().all(|other| apart(place, other)))
}

/// Of what is done again and again, two tellings are of one only where they name the same thing at some length: `a bond of $3 million`.
fn may_be_repeated(two: &Two) -> bool {
    let planned = two.one.planned && two.other.planned;
    !planned && two.sort.is_some_and(|sort| sort.repeats) && participants::shared_theme(two.one, two.other, two.sort) < AT_LENGTH
}

/// `A bomb exploded on Monday` and `a bomb exploded on Tuesday`: one only where both reports open with it in the same days.
fn is_indefinite(two: &Two) -> bool {
    const LEAD: usize = 2;
    const NEWS: i32 = 3;
    let opens = |event: &Event| event.clause.sentence < LEAD;
    let indefinite = |event: &Event| event.theme().is_some_and(|theme| theme.form == Form::Indefinite);
    let days = two.one.published().zip(two.other.published());
    let news = days.is_none_or(|(one, other)| other.since(one).is_ok_and(|gap| gap.get_days().abs() <= NEWS));
    let once = two.sort.is_some_and(|sort| sort.once || sort.single);
    let told = opens(two.one) && opens(two.other) && news || two.one.planned && two.other.planned;
    (indefinite(two.one) || indefinite(two.other))
        && !once
        && !told
        && participants::shared_theme(two.one, two.other, two.sort) < AT_LENGTH
}

/// `The hostages were freed on Friday`, `on Sunday`: done to several who are neither named nor counted, it may be done to some of them.
fn may_be_others(two: &Two) -> bool {
    let group = |event: &Event| {
        let analysis = &event.reading.analysis;
        let counted = |head: usize| analysis.children(head).any(|child| analysis.tokens[child].dep == "nummod");
        let several = |argument: &Argument| analysis.tokens[argument.head].tag == "NNS" && argument.form != Form::Name;
        event.core().any(|argument| argument.role == Role::Patient && several(argument) && !counted(argument.head))
    };
    let planned = two.one.planned && two.other.planned;
    !planned && !two.sort.is_some_and(|sort| sort.once || sort.single) && (group(two.one) || group(two.other))
}
