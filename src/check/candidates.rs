//! What is held against what: the one bound on how many passages of one sort are compared with each other.

use std::collections::BTreeMap;

/// At most so many passages of one sort are compared, all with all.
pub const MOST: usize = 512;

/// Leaves at most [`MOST`] passages.
pub fn limited<T, C: Ord>(passages: Vec<T>, class: impl Fn(&T) -> C) -> Vec<T> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_rare_is_kept() {
        let mut passages = vec!["twelve"; 3 * MOST];
        passages.push("nineteen");
        let kept = limited(passages, |passage| *passage);
        assert_eq!(kept.len(), MOST);
        assert_eq!(kept.last(), Some(&"nineteen"));
    }

    #[test]
    fn a_few_are_all_kept() {
        assert_eq!(limited(vec![3, 1, 2], |passage| *passage), [3, 1, 2]);
        assert_eq!(limited(vec![7; MOST], |passage| *passage).len(), MOST);
    }
}
