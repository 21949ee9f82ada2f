//! How the text stands to a clause: asserted, denied, hedged, planned, and in whose mouth it is put.
//!
//! A clause takes its stance from its own words (negation, modal verbs) and from every verb or noun that it depends on, up to the root of
//! the sentence: `denied`, `failed to`, `plans to`, `according to`. Words inside quotation marks belong to the speaker of the quotation.

mod climb;
mod speaker;

pub use speaker::{attribution, noun_phrase, speaker_of, subject};

use super::{Context, quotations};
use crate::model::{Attribution, MentionId, Modality, Stance};
use climb::Climb;

/// The stance of the clause that a token belongs to, and its speaker.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    pub stance: Stance,
    /// The clause is said not to be so, whatever else the stance.
    pub negated: bool,
    pub modality: Modality,
    /// The words that negate the clause.
    pub negators: Vec<usize>,
    pub attribution: Option<Attribution<MentionId>>,
}

/// The frame of the clause around a token.
pub fn frame(context: &Context, token: usize) -> Frame {
    let mut climb = Climb::new(context);
    climb.run(token);
    let span = context.analysis.tokens[token].span;
    let quoted = context.analysis.quotations.iter().position(|quotation| quotation.span.contains(span));
    let attribution = match quoted {
        Some(quotation) if !climb.spoken_inside(quotation) => quotations::speaker(context, quotation).or(climb.attribution),
        _ => climb.attribution,
    };
    let reported = climb.reported || attribution.is_some() || quoted.is_some();
    Frame {
        stance: stance(climb.negated, climb.modality, reported),
        negated: climb.negated,
        modality: climb.modality,
        negators: climb.negators,
        attribution,
    }
}

fn stance(negated: bool, modality: Modality, reported: bool) -> Stance {
    match modality {
        Modality::Asked => Stance::Asked,
        Modality::Conditional => Stance::Conditional,
        _ if negated => Stance::Denied,
        Modality::Planned | Modality::Wished => Stance::Planned,
        Modality::Hedged => Stance::Hedged,
        Modality::Actual if reported => Stance::Reported,
        Modality::Actual => Stance::Asserted,
    }
}

#[cfg(test)]
mod tests;
