//! What one clause says: a predicate with its arguments, told as fact or less, by the document or by somebody in it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Attribution, MentionId, Place, Span, Stance, Time};

/// A clause with passive and relative clauses undone.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// Index of the sentence in the document.
    pub sentence: usize,
    /// The token that carries the predicate.
    pub head: usize,
    /// Lemma with its particle; with `be` for a state; the verb for `make an attack`: `turn down`, `be open`, `attack`.
    pub predicate: String,
    pub arguments: Vec<Argument>,
    /// The predicate of the clause that this one governs: `began to rise`, `denied that he fled`.
    pub governs: Option<String>,
    pub tense: Tense,
    /// Said not to be so.
    pub negated: bool,
    pub modality: Modality,
    pub stance: Stance,
    pub attribution: Option<Attribution<MentionId>>,
    pub when: Option<Time>,
    pub places: Vec<Place>,
    /// The words of the clause without the clauses that depend on it.
    pub span: Span,
}

/// When a clause is set, by the form of its verb.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tense {
    /// `is`, `has been`: true of the time of the text.
    Present,
    #[default]
    Past,
    /// `had been`.
    Pluperfect,
}

/// Whether a clause tells what happened or something less.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modality {
    #[default]
    Actual,
    Hedged,
    Planned,
    /// Wanted, allowed or only possible in the future.
    Wished,
    Conditional,
    Asked,
}

/// One who takes part in what a clause tells.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    pub role: Role,
    /// The token that heads the phrase.
    pub head: usize,
    pub mention: Option<MentionId>,
    /// The words of the phrase without the clauses in it.
    pub span: Span,
    /// Lemma of the head; of `the plan to renovate the bridge`, that of what is planned.
    pub lemma: String,
    /// The words of the phrase that carry sense, folded: `minister`, `ozkok`, `three`.
    pub words: Vec<String>,
    pub form: Form,
}

/// How a noun phrase picks out what it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    Name,
    /// `it`, `they`.
    Pronoun,
    Definite,
    /// `a letter`, `letters`.
    Indefinite,
    /// `all plants`, `every road`.
    Every,
    /// `nobody`, `no soldier`, `nothing`.
    None,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    Agent,
    /// What is acted on; of verbs that go without an agent (`the bridge closed`), the subject is kept as the agent.
    Patient,
    Recipient,
    /// What something is or is called.
    Complement,
    /// With its preposition.
    Other(String),
}

impl Clause {
    /// The arguments in a role.
    pub fn arguments(&self, role: &Role) -> impl Iterator<Item = &Argument> {
        self.arguments.iter().filter(move |argument| argument.role == *role)
    }
}
