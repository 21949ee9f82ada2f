//! What a text says: entity, attribute and value, with everything that limits it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{MentionId, Span, Time, Value};

/// Index of a claim in the claim graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimId(pub u32);

/// `R` is how things are referred to: by mention (`MentionId`) in a document, by entity (`EntityId`) in the corpus.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim<R = MentionId> {
    pub subject: R,
    pub attribute: Attribute,
    pub value: Value<R>,
    pub qualifiers: Qualifiers<R>,
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

/// What limits a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Qualifiers<R> {
    pub when: Option<Time>,
    pub places: Vec<R>,
    /// By whom or by what.
    pub agent: Option<R>,
    /// Of which part of the whole: `children`, `of them`.
    pub population: Option<String>,
    /// How an office or role is held.
    pub standing: Standing,
    /// How much of a relation: `main` in `main rival`.
    pub degree: Option<String>,
}

impl<R> Default for Qualifiers<R> {
    fn default() -> Self {
        Self { when: None, places: Vec::new(), agent: None, population: None, standing: Standing::Current, degree: None }
    }
}

/// How an office, role or state is held at the time of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// Where a claim stands and which rule read it.
#[derive(Clone, Debug, PartialEq)]
pub struct Provenance {
    /// Index of the document in the corpus.
    pub document: usize,
    /// Index of the sentence in the document.
    pub sentence: usize,
    /// The words that make the claim.
    pub span: Span,
    pub rule: String,
}
