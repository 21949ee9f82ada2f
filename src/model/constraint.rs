//! What claims must keep, so that they can all be true, by its name.

use std::fmt;

use serde::Deserialize;

/// A constraint: one that is part of the program, one of a pack, or a fact. A report has it as text, since it may be read where its packs
/// are not at hand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConstraintId {
    BuiltIn(BuiltIn),
    Pack(String),
    Fact(String),
}

impl From<BuiltIn> for ConstraintId {
    fn from(constraint: BuiltIn) -> Self {
        Self::BuiltIn(constraint)
    }
}

/// As reports have it: `one-age`, `fact/...`.
impl fmt::Display for ConstraintId {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::BuiltIn(constraint) => out.write_str(constraint.id()),
            Self::Pack(id) => out.write_str(id),
            Self::Fact(id) => write!(out, "fact/{id}"),
        }
    }
}

macro_rules! built_in {
    ($($name:ident $id:literal,)*) => {
        /// A constraint that is part of the program. What each demands stands in `rules/constraints.toml`, with its proofs.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
        pub enum BuiltIn {
            $(#[serde(rename = $id)] $name,)*
        }

        impl BuiltIn {
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)*
                }
            }
        }
    };
}

built_in! {
    AgeFitsBirth "age-fits-birth",
    ChangeOfItsEnds "change-of-its-ends",
    ClaimsAgree "claims-agree",
    DateExists "date-exists",
    DelayBetweenItsDates "delay-between-its-dates",
    GoalsMakeTheScore "goals-make-the-score",
    Judge "judge",
    LengthBetweenItsDates "length-between-its-dates",
    NotBothOpposites "not-both-opposites",
    NotBothTrueAndFalse "not-both-true-and-false",
    OneActor "one-actor",
    OneAge "one-age",
    OneAmountInTwoUnits "one-amount-in-two-units",
    OneAnswer "one-answer",
    OneCause "one-cause",
    OneDatePerEvent "one-date-per-event",
    OneFigurePerMeasure "one-figure-per-measure",
    OneMake "one-make",
    OneOfItsSort "one-of-its-sort",
    OneOrder "one-order",
    OnePlacePerEvent "one-place-per-event",
    OneScore "one-score",
    OneSpeaker "one-speaker",
    OneSuspect "one-suspect",
    OneWording "one-wording",
    OutcomesMakeTheGames "outcomes-make-the-games",
    PartWithinWhole "part-within-whole",
    PartsMakeTheTotal "parts-make-the-total",
    RatioOfItsEnds "ratio-of-its-ends",
    SecondReader "second-reader",
    WeekdayOfDate "weekday-of-date",
}
