//! What a rule of a pack reads: one who holds an office, plays a part, or stands in a relation.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{MentionId, Span, Time};

/// Index of a tie in the claim graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TieId(pub u32);

/// `R` is how things are referred to: by mention (`MentionId`) in a document, by entity (`EntityId`) in the corpus.
#[derive(Clone, Debug, PartialEq)]
pub struct Tie<R = MentionId> {
    pub subject: R,
    pub attribute: Attribute,
    pub value: Filler<R>,
    pub qualifiers: Qualifiers,
    pub stance: Stance,
    /// Who in the text says so; none is the document's own voice.
    pub attribution: Option<Attribution<R>>,
    pub provenance: Provenance,
}

/// What is said about an entity. The id is one that a rule pack declares; the detail tells slots of one attribute apart
/// (which office, which relation, what is counted).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Attribute {
    pub id: String,
    pub detail: String,
}

/// What fills the attribute of a tie.
#[derive(Clone, Debug, PartialEq)]
pub enum Filler<R> {
    Entity(R),
    /// Normalised words: lower case lemmas without articles.
    Text(String),
    Flag(bool),
}

/// What limits a tie.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Qualifiers {
    pub when: Option<Time>,
    /// How an office or role is held.
    pub standing: Standing,
    /// How much of a relation: `main` in `main rival`.
    pub degree: Option<String>,
}

/// How an office, role or state is held at the time of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    #[default]
    Current,
    /// Taken up just now: `was sworn in`, `was appointed`.
    New,
    Former,
    Late,
    Acting,
    Designate,
    /// `then-`, `at the time`.
    Then,
}

/// How the text stands to what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    Asserted,
    Denied,
    Hedged,
    Reported,
    Planned,
    Conditional,
    Asked,
}

/// Who in the text says so: `the ministry said`, `according to residents`.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution<R> {
    /// The words that name the speaker.
    pub speaker: String,
    /// The speaker, where it is a mention.
    pub source: Option<R>,
}

/// Where a tie stands and which rule read it.
#[derive(Clone, Debug, PartialEq)]
pub struct Provenance {
    /// Index of the document in the corpus.
    pub document: usize,
    /// Index of the sentence in the document.
    pub sentence: usize,
    /// The words that make the tie.
    pub span: Span,
    pub rule: String,
}
