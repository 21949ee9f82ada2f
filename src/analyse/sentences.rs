//! Where sentences begin: at the left edge of every root.
//!
//! The edges of a token are the first and the last token below it. They are found by passing each token's edges on to its head, from
//! left to right and back; crossing arcs may need that several times over, as in spaCy's `set_children_from_heads`.

/// Passes after which the edges are taken as they are.
const PASSES: usize = 11;

/// Whether each token begins a sentence.
pub(super) fn starts(heads: &[usize]) -> Vec<bool> {
    let mut edges: Vec<(usize, usize)> = (0..heads.len()).map(|token| (token, token)).collect();
    let mut starts = vec![false; heads.len()];
    for _ in 0..PASSES {
        (0..heads.len()).for_each(|token| widen(&mut edges, heads, token));
        (0..heads.len()).rev().for_each(|token| widen(&mut edges, heads, token));
        starts.fill(false);
        for token in (0..heads.len()).filter(|&token| heads[token] == token) {
            starts[edges[token].0] = true;
        }
        if heads_are_inside(heads, &starts) {
            break;
        }
    }
    starts
}

fn widen(edges: &mut [(usize, usize)], heads: &[usize], token: usize) {
    let (left, right) = edges[token];
    let head = &mut edges[heads[token]];
    *head = (head.0.min(left), head.1.max(right));
}

/// Whether no arc crosses a sentence boundary.
fn heads_are_inside(heads: &[usize], starts: &[bool]) -> bool {
    let mut sentence = 0;
    let number = |start: &bool| {
        sentence += usize::from(*start);
        sentence
    };
    let sentences: Vec<usize> = starts.iter().map(number).collect();
    heads.iter().enumerate().all(|(token, &head)| sentences[token] == sentences[head])
}
