//! The nouns of the program. Everything may use them; they use nothing of ours.

pub mod claim;
pub mod clause;
pub mod document;
pub mod entity;
pub mod figure;
pub mod name;
pub mod opinion;
pub mod place;
pub mod quantity;
pub mod reading;
pub mod report;
pub mod sentence;
pub mod sequence;
pub mod source;
pub mod span;
pub mod tie;
pub mod time;
pub mod units;
pub mod utterance;
pub mod value;

pub use claim::{Claim, Grounds, Thing};
pub use clause::{Argument, Clause, Form, Modality, Role, Tense};
pub use document::{Document, Sourced};
pub use entity::{Entity, EntityId, EntityKind, Mention, MentionId};
pub use figure::{Figure, FigureKind};
pub use place::{Known, Place, Setting, Side};
pub use quantity::{Bound, Quantity};
pub use reading::Reading;
pub use sentence::{Analysis, EntitySpan, Paragraph, ParagraphKind, Quotation, Sentence, Token};
pub use sequence::Sequence;
pub use source::SourceMap;
pub use span::Span;
pub use tie::{Attribute, Attribution, Filler, Provenance, Qualifiers, Stance, Standing, Tie, TieId};
pub use time::{Date, Days, Granularity, Open, Said, Time, TimeExpression};
pub use utterance::Utterance;
pub use value::{Agreement, Value, ValueType};
