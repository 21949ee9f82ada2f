//! Two claims as a finding: what sort of disagreement their values make, what is cited of them, and whether one may have taken
//! the place of the other.

use super::{Answer, Cited};
use crate::model::report::Kind;
use crate::model::{Claim, Reading, Value};
use crate::rules::Rulebook;

/// A side with one claim: its value, and the words that give it.
pub(super) fn answer(claim: &Claim) -> Answer {
    let (document, sentence) = claim.evidence.place;
    let cited = claim.evidence.told.iter().copied().reduce(|one, other| one.cover(other)).map(|span| Cited {
        speaker: claim.voice.clone(),
        stance: claim.stance,
        ..Cited::plain((document, sentence, span), claim.origin())
    });
    Answer::said(shown(claim), cited.into_iter().collect())
}

/// The value as a side of a finding shows it: what is counted stands in the quotation.
pub(super) fn shown(claim: &Claim) -> String {
    match &claim.value {
        Value::Figure { amount, .. } => amount.to_string(),
        value => value.to_string(),
    }
}

/// Whether a figure may have moved from one report to the other: it is of a measure that moves, and the reports are of different days.
pub(super) fn is_update(readings: &[Reading], rules: &Rulebook, [one, other]: [&Claim; 2]) -> bool {
    let day = |claim: &Claim| readings[claim.evidence.place.0].document.anchor();
    let moves = rules.measures.quantities.by_id(&one.attribute).is_some_and(|measure| measure.moves);
    moves && day(one).zip(day(other)).is_some_and(|(one, other)| one != other)
}

/// The kind of disagreement that two values of one type make.
pub(super) fn kind(one: &Claim, other: &Claim) -> Kind {
    match (&one.value, &other.value) {
        (Value::Figure { .. }, _) => Kind::Quantity,
        (Value::Time { .. }, _) => Kind::Date,
        (Value::Place { .. }, _) => Kind::Place,
        (Value::Deed { negated, .. }, Value::Deed { negated: denied, .. }) if negated == denied => Kind::Antonym,
        (Value::Deed { .. }, _) => Kind::Negation,
        (Value::Holder { .. }, _) if one.evidence.rule == "doer" => Kind::Actor,
        (Value::Holder { .. }, _) => Kind::OfficeHolder,
        (Value::Role { .. }, _) => Kind::PersonRole,
        (Value::Relation { .. }, _) => Kind::Relation,
        (Value::Order { .. }, _) => Kind::Order,
        (Value::Wording { .. }, _) => Kind::Quote,
        (Value::Age { .. } | Value::Kind { .. } | Value::Description { .. }, _) => Kind::Identity,
        (Value::Cause { .. }, _) => Kind::Other,
    }
}
