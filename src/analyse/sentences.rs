//! Where sentences begin: at the left edge of every root.
//!
//! The edges of a token are the first and the last token below it. They are found by passing each token's edges on to its head, from
//! left to right and back; crossing arcs may need that several times over, as in spaCy's `set_children_from_heads`.

use super::parse::{ROOT, Tree};

/// Passes after which the edges are taken as they are.
const PASSES: usize = 11;

/// What goes on for more tokens is no sentence but a list or a heap of marks: it is cut, so that no text takes longer to read than its length
/// warrants.
const LONGEST: usize = 300;

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

/// Cuts what is longer than a sentence. A token whose head falls into another part becomes a root.
pub(super) fn cut(tree: &mut Tree, starts: &mut [bool]) {
    let mut first = 0;
    let mut part = vec![0; starts.len()];
    for token in 0..starts.len() {
        if starts[token] || token - first == LONGEST {
            first = token;
            starts[token] = true;
        }
        part[token] = first;
    }
    for token in 0..starts.len() {
        if part[tree.heads[token]] != part[token] {
            tree.heads[token] = token;
            tree.labels[token] = ROOT;
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A chain of tokens, each the head of the next.
    fn chain(length: usize) -> (Tree, Vec<bool>) {
        let heads: Vec<usize> = (0..length).map(|token: usize| token.saturating_sub(1)).collect();
        let starts = starts(&heads);
        (Tree { labels: vec!["dep"; length], heads }, starts)
    }

    #[test]
    fn a_sentence_stays_whole() {
        let (mut tree, mut starts) = chain(LONGEST);
        let before = tree.heads.clone();
        cut(&mut tree, &mut starts);
        assert_eq!(tree.heads, before);
        assert_eq!(starts.iter().filter(|start| **start).count(), 1);
    }

    #[test]
    fn what_is_longer_is_cut() {
        let (mut tree, mut starts) = chain(LONGEST + 1);
        cut(&mut tree, &mut starts);
        assert!(starts[LONGEST]);
        assert_eq!((tree.heads[LONGEST], tree.labels[LONGEST]), (LONGEST, ROOT));
        assert_eq!(tree.heads[LONGEST - 1], LONGEST - 2);
    }
}
