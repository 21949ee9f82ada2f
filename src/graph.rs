//! The claim graph: entities, the claims about them, and the documents that make the claims.
//!
//! Claims meet in slots, keyed by (entity, attribute); a check never compares claims of different slots unless its constraint
//! ties two slots together.

use std::collections::BTreeMap;

use fixedbitset::FixedBitSet;
use petgraph::graph::{DiGraph, NodeIndex};

use crate::model::{Attribute, Entity, EntityId, Filler, Tie, TieId};

/// A node of the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Node {
    Entity(EntityId),
    Tie(TieId),
    /// Index of a document.
    Source(usize),
}

/// How two nodes hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// From a claim to its subject.
    About,
    /// From a claim to an entity that is its value.
    Names,
    /// From a claim to its document.
    StatedIn,
}

/// Documents by the events that they report.
#[derive(Debug, Default)]
pub struct Stories {
    /// For each document the number of its story.
    numbers: Vec<usize>,
    /// For each document those that are alike to it.
    alike: Vec<FixedBitSet>,
    /// Documents that have something in common, but too little to be of one story.
    related: Vec<(usize, usize)>,
}

impl Stories {
    pub fn new(numbers: Vec<usize>, alike: Vec<FixedBitSet>, related: Vec<(usize, usize)>) -> Self {
        Self { numbers, alike, related }
    }

    pub fn numbers(&self) -> &[usize] {
        &self.numbers
    }
}

#[derive(Debug, Default)]
pub struct ClaimGraph {
    pub graph: DiGraph<Node, Edge>,
    pub entities: Vec<Entity>,
    pub ties: Vec<Tie<EntityId>>,
    /// For each document the entity of each of its mentions.
    pub entity_of: Vec<Vec<EntityId>>,
    /// For each document the story that it belongs to: reports of one set of events share a number.
    pub stories: Vec<usize>,
    alike: Vec<FixedBitSet>,
    /// Every two documents that have something in common, but too little to be of one story: rules leave them apart.
    pub related: Vec<(usize, usize)>,
    slots: BTreeMap<(EntityId, Attribute), Vec<TieId>>,
}

impl ClaimGraph {
    pub fn new(entities: Vec<Entity>, ties: Vec<Tie<EntityId>>, entity_of: Vec<Vec<EntityId>>, stories: Stories) -> Self {
        let Stories { numbers: stories, alike, related } = stories;
        let mut this = Self { entities, ties, entity_of, stories, alike, related, ..Self::default() };
        let entities: Vec<NodeIndex> = this.entities.iter().map(|entity| this.graph.add_node(Node::Entity(entity.id))).collect();
        let sources: Vec<NodeIndex> = (0..this.stories.len()).map(|index| this.graph.add_node(Node::Source(index))).collect();
        for (index, tie) in this.ties.iter().enumerate() {
            let id = TieId(index as u32);
            let node = this.graph.add_node(Node::Tie(id));
            this.graph.add_edge(node, entities[tie.subject.0 as usize], Edge::About);
            this.graph.add_edge(node, sources[tie.provenance.document], Edge::StatedIn);
            if let Filler::Entity(value) = tie.value {
                this.graph.add_edge(node, entities[value.0 as usize], Edge::Names);
            }
            this.slots.entry((tie.subject, tie.attribute.clone())).or_default().push(id);
        }
        this
    }

    /// Whether two documents tell of the same events, so that the claims of one can be held against those of the other.
    pub fn are_of_one_story(&self, one: usize, other: usize) -> bool {
        one == other || self.alike.get(one).is_some_and(|alike| alike.contains(other))
    }

    /// Whether any two documents can be held against each other, by rules or by the judge.
    pub fn has_two_to_compare(&self) -> bool {
        !self.related.is_empty() || self.alike.iter().any(|alike| !alike.is_clear())
    }

    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.0 as usize]
    }

    pub fn tie(&self, id: TieId) -> &Tie<EntityId> {
        &self.ties[id.0 as usize]
    }

    /// The claims of each (entity, attribute), in a fixed order.
    pub fn slots(&self) -> impl Iterator<Item = (EntityId, &Attribute, &[TieId])> {
        self.slots.iter().map(|((entity, attribute), claims)| (*entity, attribute, claims.as_slice()))
    }
}
