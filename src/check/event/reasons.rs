//! Why two clauses that tell of one sort of event, with the same ones taking part, may tell of two events after all.

use super::{Event, participants};
use crate::graph::ClaimGraph;
use crate::model::name::folded;
use crate::model::{Agreement, Argument, EntityKind, Form, Place, Role};
use crate::rules::Rulebook;
use crate::rules::measures::EventWords;

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

const REASONS: [Reason; 6] = [
    ("one tells of another one of its kind", is_another),
    ("one text names him and tells of somebody else with an indefinite article", is_somebody_else),
    ("they are told of different ends, recipients or opponents", has_other_ends),
    ("what was done differs", governs_other_deeds),
    (OTHER_PLACES, has_other_places),
    ("only the doer is the same, who may do so twice", shares_the_doer_alone),
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

/// `another building`, `a second man`: told beside one that the text has told of before.
fn is_another(two: &Two) -> bool {
    const OTHERS: [&str; 10] =
        ["another", "other", "second", "third", "further", "similar", "separate", "different", "neighbouring", "neighboring"];
    let told = |event: &Event| {
        let tokens = &event.reading.analysis;
        let marked = |argument: &Argument| {
            tokens.children(argument.head).any(|child| OTHERS.contains(&tokens.tokens[child].lemma.to_lowercase().as_str()))
        };
        event.core().any(marked)
    };
    told(two.one) != told(two.other)
}

/// `A clerk was arrested in May` in a text that knows by name the clerk of whom the other tells.
fn is_somebody_else(two: &Two) -> bool {
    let stranger = |event: &Event, other: &Event| {
        let indefinite = event.theme().filter(|theme| theme.form == Form::Indefinite);
        let named = other.theme().filter(|theme| theme.form == Form::Name).and_then(|theme| other.entity(theme, two.graph));
        let Some((theme, person)) = indefinite.zip(named) else { return false };
        let known = two.graph.entity(person).kind == EntityKind::Person;
        let entities = two.graph.entity_of.get(event.document).map_or(&[][..], Vec::as_slice);
        let mentions = event.reading.mentions.iter().zip(entities);
        known && mentions.filter(|(mention, _)| mention.head < theme.head).any(|(_, entity)| *entity == person)
    };
    stranger(two.one, two.other) || stranger(two.other, two.one)
}

/// `released for one console` and `for another`, `beat the Reds` and `beat the Blues`: names under one preposition that differ.
fn has_other_ends(two: &Two) -> bool {
    const ENDS: [&str; 6] = ["for", "to", "with", "against", "from", "under"];
    let ends = |event: &Event, word: &str| -> Vec<String> {
        let under = event.clause.arguments.iter().filter(|argument| argument.role == Role::Other(word.to_string()));
        under.filter(|argument| argument.form == Form::Name).flat_map(|argument| argument.words.clone()).collect()
    };
    ENDS.iter().any(|word| {
        let (mine, others) = (ends(two.one, word), ends(two.other, word));
        !mine.is_empty() && !others.is_empty() && mine.iter().all(|word| !others.contains(word))
    })
}

/// `voted to block the bill` and `voted to advance the bill`.
fn governs_other_deeds(two: &Two) -> bool {
    match (&two.one.clause.governs, &two.other.clause.governs) {
        (Some(one), Some(other)) => one != other && !two.rules.predicates.senses.same(one, other),
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

/// Of what is done again and again, the same ones do it; what it is done to is not told to be the same.
fn shares_the_doer_alone(two: &Two) -> bool {
    let done_to = |event: &Event| event.core().any(|argument| argument.role == Role::Patient);
    two.sort.is_some_and(|sort| sort.repeats)
        && !(done_to(two.one) && done_to(two.other))
        && !participants::shares_more(two.one, two.other, two.sort)
        && !names_event(two.one, two.sort)
        && !names_event(two.other, two.sort)
}

/// `the hearing`, `the final`: the event itself stands for the doer.
fn names_event(event: &Event, sort: Option<&EventWords>) -> bool {
    sort.is_some_and(|sort| event.core().any(|argument| super::event_noun(argument, sort).is_some()))
}
