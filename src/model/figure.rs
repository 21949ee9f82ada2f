//! A figure of a text: how much of what, in which scope, and who says so.

use std::collections::BTreeSet;
use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Attribution, MentionId, Place, Quantity, Span, Stance, Time};

#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    pub quantity: Quantity,
    /// For each what the amount is: `year`, `person`.
    pub rate: Option<String>,
    /// Id of the measure, where a rule knew it.
    pub measure: Option<String>,
    /// Lemma of the noun that is counted or measured, empty for none.
    pub noun: String,
    /// Token of that noun, or of the figure.
    pub bearer: usize,
    /// Lemmas that narrow the noun: `Portuguese`, `of Izmir`, `under five`.
    pub modifiers: BTreeSet<String>,
    /// How the noun stands to its verbs: `obj kill`, `subj die`.
    pub predicates: BTreeSet<String>,
    /// Lemma of the subject of the clause, where the figure is not it.
    pub subject: Option<usize>,
    /// Ordinals and ages in the clause, which tell rounds, years and groups apart.
    pub ordinals: BTreeSet<String>,
    /// A part of a group that was named before: `three of them`.
    pub partitive: bool,
    pub kind: FigureKind,
    /// The text says that the figure replaces another: `rose to`, `and not 11 as first believed`.
    pub revised: bool,
    /// What the text says that the figure takes the place of.
    pub replaces: Vec<Quantity>,
    pub when: Option<Time>,
    pub places: Vec<Place>,
    pub stance: Stance,
    pub actual: bool,
    pub negated: bool,
    pub attribution: Option<Attribution<MentionId>>,
    pub sentence: usize,
    /// Tokens of number and unit.
    pub tokens: Range<usize>,
    /// The words from the hedge to the counted noun.
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FigureKind {
    /// How many there are: `rose to 40`.
    Level,
    /// By how many it differs: `rose by 40`, `40 percent more`.
    Difference,
    /// On top of others: `another 40`.
    Extra,
}
