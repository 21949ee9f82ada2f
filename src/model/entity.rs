//! Names in the text (mentions) and the things that they name (entities).

use std::ops::Range;

use super::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// Index of a mention among those of its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MentionId(pub u32);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    Person,
    /// A body of people with a name: company, party, ministry, club, militia.
    Organisation,
    /// A state, region or town as one that acts or is acted for; also a place.
    Polity,
    /// A place that nobody governs: a river, a building, a bay.
    Place,
    /// A people, faith or following.
    People,
    Event,
    /// A work, product, vehicle or law with a name.
    Thing,
    /// A noun phrase without a name of its own: `the bridge`, `the second barrage`.
    Common,
}

/// Words that name or point to something.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    pub kind: EntityKind,
    pub tokens: Range<usize>,
    /// The token that stands in the dependency tree for the mention.
    pub head: usize,
    pub span: Span,
    /// The name without title, article and genitive.
    pub name: String,
}

/// A thing that mentions name, in all documents.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    pub id: EntityId,
    pub kind: EntityKind,
    /// The fullest name.
    pub name: String,
    /// All names that it goes by, sorted.
    pub names: Vec<String>,
}
