//! Dependency trees by arc-eager transitions.
//!
//! A stack and a buffer of tokens; at each step the best-scoring legal move shifts a token, pops one, draws an arc between the two
//! tops, or puts a sentence boundary behind the next token (arc-eager: Nivre, 2003; with arcs that may be corrected and tokens that
//! may return to the buffer: Honnibal and Johnson, 2015). Labels may say that an arc was lifted to make the tree projective
//! ([`super::projective`] puts it back).

use super::transition::{Scorer, Scoring};

/// The label of a token that has no head.
pub(super) const ROOT: &str = "ROOT";

/// The parser.
pub(super) struct Parser {
    pub scorer: Scorer,
    moves: Vec<Move>,
}

#[derive(Clone, Copy)]
enum Move {
    Shift,
    Reduce,
    Left(&'static str),
    Right(&'static str),
    Break,
}

/// A tree for each sentence of a text: heads and labels by token. A root is its own head.
pub(super) struct Tree {
    pub heads: Vec<usize>,
    pub labels: Vec<&'static str>,
}

impl Parser {
    pub fn new(scorer: Scorer, names: &[&'static str]) -> Self {
        assert_eq!(names.len(), scorer.moves());
        let moves = names.iter().map(|name| read_move(name)).collect();
        Self { scorer, moves }
    }

    /// Parses the text whose tokens have these projections.
    pub fn parse(&self, projected: &[f32], tokens: usize) -> Tree {
        let mut state = State::new(tokens);
        let mut scoring = Scoring::new(&self.scorer, projected);
        while !state.is_final() {
            scoring.score(state.slots());
            match self.best(&scoring.scores, &state) {
                Some(best) => state.apply(best),
                None => break,
            }
        }
        state.into_tree()
    }

    fn best(&self, scores: &[f32], state: &State) -> Option<Move> {
        let legal = Legal::of(state);
        let mut best: Option<(f32, Move)> = None;
        for (&score, &candidate) in scores.iter().zip(&self.moves) {
            if best.is_none_or(|(highest, _)| score > highest) && legal.allows(candidate) {
                best = Some((score, candidate));
            }
        }
        best.map(|(_, found)| found)
    }
}

fn read_move(name: &'static str) -> Move {
    match name.split_once('-') {
        Some(("L", label)) => Move::Left(label),
        Some(("R", label)) => Move::Right(label),
        Some(("B", _)) => Move::Break,
        _ if name == "S" => Move::Shift,
        _ => Move::Reduce,
    }
}

/// Which moves a state allows.
struct Legal {
    shift: bool,
    reduce: bool,
    arc: bool,
    breaks: bool,
}

impl Legal {
    fn of(state: &State) -> Self {
        let next = state.next(0);
        let starts = next.is_some_and(|next| state.starts[next]);
        let stuck = next.is_some_and(|next| state.returned[next]);
        let empty = state.stack.is_empty();
        Self {
            shift: empty || state.left() >= 2 && !starts && !stuck,
            reduce: !empty,
            arc: !empty && next.is_some() && !starts,
            breaks: match (next, state.next(1)) {
                (Some(next), Some(second)) => second == next + 1 && !state.starts[second],
                _ => false,
            },
        }
    }

    fn allows(&self, candidate: Move) -> bool {
        match candidate {
            Move::Shift => self.shift,
            Move::Reduce => self.reduce,
            Move::Left(_) | Move::Right(_) => self.arc,
            Move::Break => self.breaks,
        }
    }
}

/// A state of the transition system.
struct State {
    stack: Vec<usize>,
    /// Tokens that went back to the buffer, the next one last.
    rebuffer: Vec<usize>,
    /// The first token that was never taken from the buffer.
    fresh: usize,
    heads: Vec<Option<usize>>,
    labels: Vec<&'static str>,
    /// The last child to the left and to the right, and each token's earlier sibling on its side.
    last_left: Vec<Option<usize>>,
    last_right: Vec<Option<usize>>,
    earlier: Vec<Option<usize>>,
    /// Tokens that begin a sentence.
    starts: Vec<bool>,
    /// Tokens that went back to the buffer and may not be shifted again.
    returned: Vec<bool>,
}

impl State {
    fn new(tokens: usize) -> Self {
        let mut starts = vec![false; tokens];
        if let Some(first) = starts.first_mut() {
            *first = true;
        }
        Self {
            stack: Vec::new(),
            rebuffer: Vec::new(),
            fresh: 0,
            heads: vec![None; tokens],
            labels: vec![ROOT; tokens],
            last_left: vec![None; tokens],
            last_right: vec![None; tokens],
            earlier: vec![None; tokens],
            starts,
            returned: vec![false; tokens],
        }
    }

    fn is_final(&self) -> bool {
        self.stack.is_empty() && self.left() == 0
    }

    /// Tokens in the buffer.
    fn left(&self) -> usize {
        self.heads.len() - self.fresh + self.rebuffer.len()
    }

    /// The token at a place of the buffer.
    fn next(&self, at: usize) -> Option<usize> {
        match self.rebuffer.len().checked_sub(at + 1) {
            Some(from_end) => Some(self.rebuffer[from_end]),
            None => Some(self.fresh + at - self.rebuffer.len()).filter(|&token| token < self.heads.len()),
        }
    }

    /// The token at a depth of the stack.
    fn top(&self, depth: usize) -> Option<usize> {
        self.stack.len().checked_sub(depth + 1).map(|at| self.stack[at])
    }

    /// The tokens through which the network sees the state.
    fn slots(&self) -> [Option<usize>; 8] {
        let (next, top) = (self.next(0), self.top(0));
        [
            next,
            self.next(1),
            top,
            self.top(1),
            self.top(2),
            next.and_then(|token| self.last_left[token]),
            top.and_then(|token| self.last_left[token]),
            top.and_then(|token| self.last_right[token]),
        ]
    }

    fn apply(&mut self, chosen: Move) {
        match chosen {
            Move::Shift => self.push(),
            Move::Reduce => self.reduce(),
            Move::Left(label) => self.left_arc(label),
            Move::Right(label) => self.right_arc(label),
            Move::Break => self.break_sentence(),
        }
    }

    fn push(&mut self) {
        let next = self.rebuffer.pop().unwrap_or_else(|| {
            self.fresh += 1;
            self.fresh - 1
        });
        self.stack.push(next);
    }

    /// Pops the stack; a token without a head goes back to the buffer, unless it is the last.
    fn reduce(&mut self) {
        let Some(top) = self.stack.pop() else { return };
        if self.heads[top].is_none() && !self.stack.is_empty() {
            self.returned[top] = true;
            self.rebuffer.push(top);
        }
    }

    fn left_arc(&mut self, label: &'static str) {
        let (Some(head), Some(child)) = (self.next(0), self.stack.pop()) else { return };
        self.draw(head, child, label);
        self.earlier[child] = self.last_left[head].replace(child);
        self.returned[head] = false;
    }

    fn right_arc(&mut self, label: &'static str) {
        let (Some(head), Some(child)) = (self.top(0), self.next(0)) else { return };
        self.draw(head, child, label);
        self.earlier[child] = self.last_right[head].replace(child);
        self.push();
    }

    /// Sets a head, in the place of an earlier one, whose last child to the right the token then was.
    fn draw(&mut self, head: usize, child: usize, label: &'static str) {
        if let Some(old) = self.heads[child]
            && self.last_right[old] == Some(child)
        {
            self.last_right[old] = self.earlier[child];
        }
        self.heads[child] = Some(head);
        self.labels[child] = label;
    }

    fn break_sentence(&mut self) {
        if let Some(second) = self.next(1) {
            self.starts[second] = true;
        }
    }

    fn into_tree(self) -> Tree {
        let heads = self.heads.iter().enumerate().map(|(token, head)| head.unwrap_or(token)).collect();
        Tree { heads, labels: self.labels }
    }
}
