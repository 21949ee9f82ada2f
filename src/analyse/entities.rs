//! Named entities by transitions.
//!
//! From left to right, each token begins an entity of some type, continues it, ends it, is one by itself, or is outside (BILUO tags:
//! Ratinov and Roth, 2009); the best-scoring move that is legal is taken (Lample et al., 2016, sections 3 and 4, in Honnibal's
//! variant). An entity does not run over the end of a sentence and does not begin with white space.

use std::ops::Range;

use super::transition::{Scorer, Scoring};

/// The entity recogniser.
pub(super) struct Recogniser {
    pub scorer: Scorer,
    moves: Vec<Move>,
}

#[derive(Clone, Copy)]
enum Move {
    Begin(&'static str),
    In(&'static str),
    Last(&'static str),
    Unit(&'static str),
    Out,
    /// Kept by the network for a purpose that does not arise here.
    Never,
}

/// Tokens and type of an entity.
pub(super) type Entity = (Range<usize>, &'static str);

/// What is known of a token besides its vector.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub is_space: bool,
    pub starts_sentence: bool,
}

impl Recogniser {
    pub fn new(scorer: Scorer, names: &[&'static str]) -> Self {
        assert_eq!(names.len(), scorer.moves());
        let moves = names.iter().map(|name| read_move(name)).collect();
        Self { scorer, moves }
    }

    /// The entities of the text whose tokens have these projections, in order.
    pub fn recognise(&self, projected: &[f32], places: &[Place]) -> Vec<Entity> {
        let mut scoring = Scoring::new(&self.scorer, projected);
        let mut found = Vec::new();
        let mut open: Option<(usize, &'static str)> = None;
        for (token, &place) in places.iter().enumerate() {
            let first = open.map(|(start, _)| start);
            scoring.score([Some(token), first, first.and_then(|_| token.checked_sub(1))]);
            let next = places.get(token + 1);
            let state = Legal {
                open: open.map(|(_, label)| label),
                last: next.is_none(),
                place,
                ends: next.is_some_and(|next| next.starts_sentence),
            };
            match (self.best(&scoring.scores, &state), open) {
                (Some(Move::Begin(label)), _) => open = Some((token, label)),
                (Some(Move::Unit(label)), _) => found.push((token..token + 1, label)),
                (Some(Move::Last(label)), Some((start, _))) => {
                    found.push((start..token + 1, label));
                    open = None;
                }
                _ => {}
            }
        }
        found
    }

    fn best(&self, scores: &[f32], state: &Legal) -> Option<Move> {
        let mut best: Option<(f32, Move)> = None;
        for (&score, &candidate) in scores.iter().zip(&self.moves) {
            if best.is_none_or(|(highest, _)| score > highest) && state.allows(candidate) {
                best = Some((score, candidate));
            }
        }
        best.map(|(_, found)| found)
    }
}

fn read_move(name: &'static str) -> Move {
    match name.split_once('-') {
        Some((_, "")) => Move::Never,
        Some(("B", label)) => Move::Begin(label),
        Some(("I", label)) => Move::In(label),
        Some(("L", label)) => Move::Last(label),
        Some(("U", label)) => Move::Unit(label),
        _ if name == "O" => Move::Out,
        _ => Move::Never,
    }
}

/// What decides which moves are allowed.
struct Legal {
    /// The type of the entity that is open.
    open: Option<&'static str>,
    /// Whether this is the last token of the text.
    last: bool,
    place: Place,
    /// Whether the next token begins a sentence.
    ends: bool,
}

impl Legal {
    fn allows(&self, candidate: Move) -> bool {
        match candidate {
            Move::Begin(_) => self.open.is_none() && !self.last && !self.ends && !self.place.is_space,
            Move::In(label) => self.open == Some(label) && !self.last && !self.ends,
            Move::Last(label) => self.open == Some(label),
            Move::Unit(_) => self.open.is_none() && !self.place.is_space,
            Move::Out => self.open.is_none(),
            Move::Never => false,
        }
    }
}
