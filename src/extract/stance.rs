//! How the text stands to a clause: asserted, denied, hedged, planned, and in whose mouth it is put.

use super::Context;
use crate::model::{Attribution, MentionId, Stance};

/// The stance of the clause that a token belongs to, and its speaker.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    pub stance: Stance,
    pub attribution: Option<Attribution<MentionId>>,
}

/// The frame of the clause around a token.
pub fn frame(_context: &Context, _token: usize) -> Frame {
    Frame { stance: Stance::Asserted, attribution: None }
}
