//! What is held against what: the one bound on how many passages of one sort are compared with each other.

use std::collections::{BTreeMap, BTreeSet};

use super::Finding;
use crate::graph::ClaimGraph;
use crate::model::BuiltIn;
use crate::model::report::Kind;

/// At most so many passages of one sort are compared, all with all.
pub const MOST: usize = 512;

/// A document with more passages of one bucket tells of many things, or says a set phrase.
const COMMON: usize = 12;

/// The pairs of passages that meet in a bucket, are of one story and not of one version, and how many passages were passed over.
/// Passages of one version never contradict each other.
pub fn compared<'p, T, V: Ord>(
    passages: &'p [T],
    buckets: impl Iterator<Item = BTreeSet<usize>>,
    document: impl Fn(&T) -> usize,
    version: impl Fn(&'p T) -> V,
    graph: &ClaimGraph,
) -> (BTreeSet<(usize, usize)>, usize) {
    let document = |at: usize| document(&passages[at]);
    let (mut pairs, mut passed_over) = (BTreeSet::new(), 0);
    for bucket in buckets {
        let mut count: BTreeMap<usize, usize> = BTreeMap::new();
        bucket.iter().for_each(|&at| *count.entry(document(at)).or_default() += 1);
        let few = bucket.into_iter().filter(|&at| count[&document(at)] <= COMMON).collect();
        let bucket = limited(few, |&at| version(&passages[at]), &mut passed_over);
        for (at, &left) in bucket.iter().enumerate() {
            let others = bucket[at + 1..].iter().filter(|&&right| graph.are_of_one_story(document(left), document(right)));
            let others = others.filter(|&&right| version(&passages[left]) != version(&passages[right]));
            pairs.extend(others.map(|&right| (left, right)));
        }
    }
    (pairs, passed_over)
}

/// Leaves at most [`MOST`] passages and counts the others.
pub fn limited<T, C: Ord>(passages: Vec<T>, class: impl Fn(&T) -> C, passed_over: &mut usize) -> Vec<T> {
    *passed_over += passages.len().saturating_sub(MOST);
    limited_to(MOST, passages, class)
}

/// Leaves at most so many passages, in their order. Of each class, passages that never contradict each other, one is taken in turn, so
/// that the one report that says otherwise is kept beside hundreds that agree.
pub fn limited_to<T, C: Ord>(most: usize, passages: Vec<T>, class: impl Fn(&T) -> C) -> Vec<T> {
    if passages.len() <= most {
        return passages;
    }
    let mut seen: BTreeMap<C, usize> = BTreeMap::new();
    let mut turns: Vec<(usize, usize)> = Vec::new();
    for (at, passage) in passages.iter().enumerate() {
        let turn = seen.entry(class(passage)).or_default();
        turns.push((*turn, at));
        *turn += 1;
    }
    turns.sort_unstable();
    let mut kept = vec![false; passages.len()];
    turns.iter().take(most).for_each(|&(_, at)| kept[at] = true);
    passages.into_iter().zip(kept).filter_map(|(passage, kept)| kept.then_some(passage)).collect()
}

/// Says that passages were not compared, where any were not.
pub fn said(constraint: BuiltIn, kind: Kind, passed_over: usize) -> Option<Finding> {
    let why = format!("of passages of one sort {MOST} were compared with each other, and {passed_over} were passed over");
    (passed_over > 0).then(|| Finding {
        kind,
        constraint: constraint.into(),
        entity: String::new(),
        attribute: "many passages of one sort".into(),
        sides: Vec::new(),
        superseded: false,
        scope_assumed: false,
        left_alone: Some(why),
        explanation: String::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_rare_is_kept() {
        let mut passages = vec!["twelve"; 3 * MOST];
        passages.push("nineteen");
        let mut passed_over = 0;
        let kept = limited(passages, |passage| *passage, &mut passed_over);
        assert_eq!((kept.len(), passed_over), (MOST, 2 * MOST + 1));
        assert!(said(BuiltIn::OneOrder, Kind::Quantity, passed_over).is_some());
        assert_eq!(kept.last(), Some(&"nineteen"));
    }

    #[test]
    fn a_few_are_all_kept() {
        let mut passed_over = 0;
        assert_eq!(limited(vec![3, 1, 2], |passage| *passage, &mut passed_over), [3, 1, 2]);
        assert_eq!(limited(vec![7; MOST], |passage| *passage, &mut passed_over).len(), MOST);
        assert!(said(BuiltIn::OneOrder, Kind::Quantity, passed_over).is_none());
    }
}
