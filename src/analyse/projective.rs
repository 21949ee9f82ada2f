//! Arcs that cross others, put back where they belong.
//!
//! The parser draws no crossing arcs. Where the tree of a sentence has one, it learned to hang the token higher up and to note in the
//! label what its head is: `nsubj||ccomp` is a subject of a clause `ccomp` further down. The head is found by searching breadth-first
//! below the token's present head (pseudo-projective parsing, scheme HEAD: Nivre and Nilsson, 2005).

use super::parse::Tree;

const DELIMITER: &str = "||";
/// Tokens that are looked at before a search is given up.
const PATIENCE: usize = 10_000;

/// Whether any label says that its arc was lifted.
pub(super) fn is_lifted(tree: &Tree) -> bool {
    tree.labels.iter().any(|label| label.contains(DELIMITER))
}

/// Moves lifted arcs down again. White space is never a head.
pub(super) fn lower(tree: &mut Tree, is_space: impl Fn(usize) -> bool) {
    let children = Children::of(&tree.heads);
    for token in 0..tree.labels.len() {
        if let Some((label, wanted)) = tree.labels[token].split_once(DELIMITER) {
            let found = search(tree, &children, token, wanted, &is_space);
            tree.heads[token] = found;
            tree.labels[token] = label;
        }
    }
}

/// The first descendant of the token's head with the wanted label, or the head.
fn search(tree: &Tree, children: &Children, token: usize, wanted: &str, is_space: &impl Fn(usize) -> bool) -> usize {
    let head = tree.heads[token];
    let mut queue = vec![head];
    let mut at = 0;
    while at < queue.len().min(PATIENCE) {
        for &child in children.below(queue[at]) {
            if tree.heads[child] != queue[at] || child == token || is_space(child) {
                continue; // moved elsewhere in the meantime, or no head for anything
            }
            if tree.labels[child] == wanted {
                return child;
            }
            queue.push(child);
        }
        at += 1;
    }
    head
}

/// The children of every token, in order.
struct Children {
    starts: Vec<usize>,
    list: Vec<usize>,
}

impl Children {
    fn of(heads: &[usize]) -> Self {
        let mut starts = vec![0; heads.len() + 1];
        let arcs = || heads.iter().enumerate().filter(|&(token, &head)| token != head);
        arcs().for_each(|(_, &head)| starts[head + 1] += 1);
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let (mut free, mut list) = (starts.clone(), vec![0; *starts.last().unwrap_or(&0)]);
        for (token, &head) in arcs() {
            list[free[head]] = token;
            free[head] += 1;
        }
        Self { starts, list }
    }

    fn below(&self, token: usize) -> &[usize] {
        &self.list[self.starts[token]..self.starts[token + 1]]
    }
}
