//! One thing that a text says, by itself: of whom or what, which answer to which question, how, in whose voice, and where it stands.
//!
//! A claim holds no index into anything: it can be written down, read again, and held against one of another run.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::report::{Passage, Range};
use super::{Form, MentionId, Place, Role, Span, Stance, Time, Value};

/// What a text says of somebody or something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Claim {
    /// Derived from the content: the same wherever the document lies, and whatever stands beside it.
    pub id: String,
    /// What it is said of; none where the text leaves that open.
    pub subject: Option<Thing>,
    /// Which question it answers: an office, a relation, what is counted, an event.
    pub attribute: String,
    pub value: Value,
    /// When it is said to hold, or the event to have been.
    pub when: Option<Time>,
    pub places: Vec<Place>,
    /// What narrows it: of which group, of which part of a whole, in which round.
    pub of: Vec<String>,
    /// The verbs and nouns for the event in which it is told.
    pub event: Vec<String>,
    pub stance: Stance,
    /// Who in the text says so; null is the document's own voice.
    pub voice: Option<String>,
    pub evidence: Grounds,
}

/// Somebody or something that a text speaks of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Thing {
    /// As the text calls it here.
    pub words: String,
    /// Lemma of the noun.
    pub noun: String,
    /// The fullest name that it goes by; null for what has no name.
    pub name: Option<String>,
    /// A person with a name.
    pub person: bool,
    pub form: Form,
    /// The mention in its document, while that is at hand.
    #[serde(skip)]
    pub mention: Option<MentionId>,
}

/// One who takes part in a deed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Part {
    pub role: Role,
    pub thing: Thing,
}

/// Where a claim stands in a document. All ranges are UTF-8 bytes of the file, half open.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Grounds {
    pub document: String,
    pub sentence: Passage,
    /// The words that make the claim.
    pub span: Range,
    pub quote: String,
    /// The words that give the value.
    pub words: Vec<Range>,
    /// What read it: the rule of a pack, or a part of the program.
    pub rule: String,
    /// Where a claim from outside was told: the file, and the line of it.
    #[serde(skip)]
    pub handed: Option<String>,
    /// Document and sentence by their numbers in this run.
    #[serde(skip)]
    pub place: (usize, usize),
    /// The words that give the value, in the text as it is read.
    #[serde(skip)]
    pub told: Vec<Span>,
}

impl Claim {
    /// Gives the claim its id.
    pub fn identified(mut self) -> Self {
        const LETTERS: usize = 12;
        let subject = self.subject.as_ref().map_or("", |subject| subject.words.as_str());
        let parts = [&self.attribute, &self.value.to_string(), subject, &self.evidence.quote, &self.evidence.sentence.text];
        let mut hash = Sha256::new();
        for part in parts {
            hash.update(part.split_whitespace().collect::<Vec<_>>().join(" "));
            hash.update([0]);
        }
        hash.update(self.evidence.span.start.saturating_sub(self.evidence.sentence.start).to_string());
        self.id = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        self.id.truncate(LETTERS);
        self
    }

    /// What read it, or where it was told from outside.
    pub fn origin(&self) -> &str {
        self.evidence.handed.as_ref().unwrap_or(&self.evidence.rule)
    }

    /// All that it speaks of.
    pub fn things_mut(&mut self) -> impl Iterator<Item = &mut Thing> {
        let value: Vec<&mut Thing> = match &mut self.value {
            Value::Holder { holder } => vec![holder],
            Value::Relation { with, .. } => with.iter_mut().collect(),
            Value::Deed { parts, .. } => parts.iter_mut().map(|part| &mut part.thing).collect(),
            _ => Vec::new(),
        };
        self.subject.iter_mut().chain(value)
    }

    /// Whether the words that give the value touch a range of the file.
    pub fn is_decided_in(&self, range: Range) -> bool {
        self.evidence.words.iter().any(|words| words.start < range.end && range.start < words.end)
    }
}

/// By its name, else in the words of the text.
impl fmt::Display for Thing {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(self.name.as_deref().unwrap_or(&self.words))
    }
}
