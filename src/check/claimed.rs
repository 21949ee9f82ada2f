//! Two claims as a finding: what sort of disagreement their values make, and what is cited of them.

use super::{Answer, Cited};
use crate::model::report::Kind;
use crate::model::{Claim, Value};

/// A side with one claim: its value, and the words that give it.
pub(super) fn answer(claim: &Claim) -> Answer {
    let (document, sentence) = claim.evidence.place;
    let cited = claim.evidence.told.iter().copied().reduce(|one, other| one.cover(other)).map(|span| Cited {
        document,
        sentence,
        span,
        speaker: claim.voice.clone(),
        party: None,
        stance: claim.stance,
        rule: claim.origin().to_string(),
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
