//! What a claim says of its subject, and whether two such values agree.

use std::collections::BTreeSet;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::claim::{Part, Thing};
use super::{FigureKind, Place, Quantity, Standing, Time};

/// The answer that a claim gives, by the sort of question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Value {
    /// Who holds an office, or did a deed.
    Holder { holder: Thing },
    /// What somebody is: an office, a rank, a part.
    Role { title: String, standing: Standing },
    /// What one is to another: `cousin`, with the degree (`main`) and the other one.
    Relation { relation: String, degree: Option<String>, with: Option<Thing> },
    /// How much or how many of what, and for each what.
    Figure { amount: Quantity, noun: Option<String>, rate: Option<String>, change: FigureKind },
    /// When.
    Time { time: Time },
    /// Where.
    Place { place: Place },
    /// What was done or is so, and whether it is denied.
    Deed { predicate: String, negated: bool, parts: Vec<Part> },
    /// What was said in so many words.
    Wording { words: String },
    /// What came first, by the words of sense of each part.
    Order { earlier: Vec<String>, later: Vec<String> },
    /// What an event is put down to: the classes of the cause.
    Cause { classes: BTreeSet<String> },
    /// Years of age; `year` where it is not the age on the day of the document.
    Age { low: i16, high: i16, year: Option<i16> },
    /// What sort of thing it is: `tanker`.
    Kind { noun: String },
    /// How the one of its sort is described, with the name where it has one.
    Description { noun: String, name: Option<String> },
}

/// The sort of a value; only values of one sort are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ValueType {
    Holder,
    Role,
    Relation,
    Figure,
    Time,
    Place,
    Deed,
    Wording,
    Order,
    Cause,
    Age,
    Kind,
    Description,
}

/// Whether two values can both be true of one slot that holds one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Agreement {
    Same,
    /// One refines or contains the other. Not transitive.
    Compatible,
    Different,
    Incomparable,
}

impl Value {
    pub fn sort(&self) -> ValueType {
        match self {
            Self::Holder { .. } => ValueType::Holder,
            Self::Role { .. } => ValueType::Role,
            Self::Relation { .. } => ValueType::Relation,
            Self::Figure { .. } => ValueType::Figure,
            Self::Time { .. } => ValueType::Time,
            Self::Place { .. } => ValueType::Place,
            Self::Deed { .. } => ValueType::Deed,
            Self::Wording { .. } => ValueType::Wording,
            Self::Order { .. } => ValueType::Order,
            Self::Cause { .. } => ValueType::Cause,
            Self::Age { .. } => ValueType::Age,
            Self::Kind { .. } => ValueType::Kind,
            Self::Description { .. } => ValueType::Description,
        }
    }
}

impl ValueType {
    /// Whether values of the two types can answer one question: what somebody is may be told as a role or as a sort, and how old as an age
    /// or by the number alone.
    pub fn meets(self, other: Self) -> bool {
        let what = |sort: Self| matches!(sort, Self::Role | Self::Kind);
        let years = |sort: Self| matches!(sort, Self::Age | Self::Figure);
        self == other || what(self) && what(other) || years(self) && years(other)
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Holder => "holder",
            Self::Role => "role",
            Self::Relation => "relation",
            Self::Figure => "figure",
            Self::Time => "time",
            Self::Place => "place",
            Self::Deed => "deed",
            Self::Wording => "wording",
            Self::Order => "order",
            Self::Cause => "cause",
            Self::Age => "age",
            Self::Kind => "kind",
            Self::Description => "description",
        }
    }
}

impl Agreement {
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Compatible => "compatible",
            Self::Different => "different",
            Self::Incomparable => "incomparable",
        }
    }
}

/// In words, as a list shows it.
impl fmt::Display for Value {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Holder { holder } => write!(out, "{holder}"),
            Self::Role { title, standing: Standing::Current } => write!(out, "{title}"),
            Self::Role { title, standing } => write!(out, "{title} ({})", format!("{standing:?}").to_lowercase()),
            Self::Relation { relation, degree, with } => {
                let degree = degree.as_ref().map(|degree| format!("{degree} ")).unwrap_or_default();
                let with = with.as_ref().map(|with| format!(" {with}")).unwrap_or_default();
                write!(out, "{degree}{relation}{with}")
            }
            Self::Figure { amount, noun, rate, change } => {
                let change = match change {
                    FigureKind::Level => "",
                    FigureKind::Difference => "by ",
                    FigureKind::Extra => "another ",
                };
                let noun = noun.as_ref().map(|noun| format!(" {noun}")).unwrap_or_default();
                write!(out, "{change}{amount}{noun}{}", rate.as_ref().map(|rate| format!(" per {rate}")).unwrap_or_default())
            }
            Self::Time { time } => write!(out, "{}", time.text),
            Self::Place { place } => write!(out, "{place}"),
            Self::Deed { predicate, negated, parts } => {
                let parts: Vec<String> = parts.iter().map(|part| part.thing.to_string()).collect();
                write!(out, "{}{predicate} ({})", if *negated { "not " } else { "" }, parts.join("; "))
            }
            Self::Wording { words } => write!(out, "“{words}”"),
            Self::Order { earlier, later } => write!(out, "{} before {}", earlier.join(" "), later.join(" ")),
            Self::Cause { classes } => write!(out, "{}", classes.iter().map(String::as_str).collect::<Vec<_>>().join(", ")),
            Self::Age { low, high, .. } if low == high => write!(out, "{low}"),
            Self::Age { low, high, .. } => write!(out, "{low} to {high}"),
            Self::Kind { noun } => write!(out, "{noun}"),
            Self::Description { noun, name } => {
                write!(out, "{noun}{}", name.as_ref().map(|name| format!(" {name}")).unwrap_or_default())
            }
        }
    }
}
