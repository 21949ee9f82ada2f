//! Matches word-sequence patterns by backtracking, the longest repeats and the first alternatives first.
//!
//! A step bound keeps a bad pattern from standing still on a long sentence: a match that needs more steps is none.

use std::ops::Range;

use super::sequence::{Field, Node};
use super::{Capture, Sequence, Slot, Word, Words};

/// Steps that one attempt at one place may take.
const MAX_STEPS: usize = 5_000;

/// Where a pattern matched and what filled its slots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    pub tokens: Range<usize>,
    pub captures: Vec<Capture>,
}

impl Sequence {
    /// The match that starts at `at`.
    pub fn match_at<'a>(&'a self, words: &'a dyn Words, at: usize) -> Option<Match> {
        let mut run = Run { words, captures: Vec::new(), steps: 0 };
        let mut found = None;
        run.node(&self.root, at, &mut |run, end| {
            let captures = run.captures.iter().map(|(slot, tokens)| Capture { slot: (*slot).clone(), tokens: tokens.clone() });
            found = Some(Match { tokens: at..end, captures: captures.collect() });
            true
        });
        found
    }
}

struct Run<'a> {
    words: &'a dyn Words,
    captures: Vec<(&'a Slot, Range<usize>)>,
    steps: usize,
}

/// What is still to be matched, from a token on; true when all of it is.
type Rest<'r, 'a> = &'r mut dyn FnMut(&mut Run<'a>, usize) -> bool;

impl<'a> Run<'a> {
    fn node(&mut self, node: &'a Node, at: usize, rest: Rest<'_, 'a>) -> bool {
        self.steps += 1;
        if self.steps > MAX_STEPS {
            return false;
        }
        match node {
            Node::Start => at.checked_sub(1).is_none_or(|before| self.words.word(before).is_none()) && rest(self, at),
            Node::End => self.words.word(at).is_none() && rest(self, at),
            Node::Not(node) => !self.matches(node, at) && rest(self, at),
            Node::All(nodes) => self.all(nodes, at, rest),
            Node::Any(nodes) => nodes.iter().any(|node| self.node(node, at, rest)),
            Node::Repeat { node, least, most } => self.repeat(node, *least, *most, at, rest),
            Node::Bind(slot, node) => self.node(node, at, &mut |run, end| run.bound(slot, at..end, rest)),
            Node::Slot(slot) => match self.words.slot(&slot.kind, at) {
                Some(end) => self.bound(slot, at..end, rest),
                None => false,
            },
            _ => self.words.word(at).is_some_and(|word| fits(node, word)) && rest(self, at + 1),
        }
    }

    fn bound(&mut self, slot: &'a Slot, tokens: Range<usize>, rest: Rest<'_, 'a>) -> bool {
        let end = tokens.end;
        self.captures.push((slot, tokens));
        let matched = rest(self, end);
        if !matched {
            self.captures.pop();
        }
        matched
    }

    fn matches(&mut self, node: &'a Node, at: usize) -> bool {
        let before = self.captures.len();
        let matched = self.node(node, at, &mut |_, _| true);
        self.captures.truncate(before);
        matched
    }

    fn all(&mut self, nodes: &'a [Node], at: usize, rest: Rest<'_, 'a>) -> bool {
        match nodes.split_first() {
            None => rest(self, at),
            Some((first, others)) => self.node(first, at, &mut |run, next| run.all(others, next, rest)),
        }
    }

    fn repeat(&mut self, node: &'a Node, least: usize, most: usize, at: usize, rest: Rest<'_, 'a>) -> bool {
        let more = most > 0
            && self.node(node, at, &mut |run, next| next > at && run.repeat(node, least.saturating_sub(1), most - 1, next, rest));
        more || (least == 0 && rest(self, at))
    }
}

fn fits(node: &Node, word: Word) -> bool {
    match node {
        Node::Word(text) => word.text == text,
        Node::Lemma(lemma) => word.lemma.eq_ignore_ascii_case(lemma),
        Node::Label { field, values, negated } => {
            let label = match field {
                Field::Tag => word.tag,
                Field::Pos => word.pos,
                Field::Lemma => word.lemma,
                Field::Dep => word.dep,
            };
            values.iter().any(|value| value == label) != *negated
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::pattern::SlotKind;

    /// Words with a made-up tag: `walk/VB`; a slot of any type takes one capitalised word.
    struct Text(Vec<(String, String, bool)>);

    impl Text {
        fn new(text: &str) -> Self {
            let word = |word: &str| {
                let (word, tag) = word.split_once('/').unwrap_or((word, "NN"));
                (word.to_lowercase(), tag.to_string(), word.starts_with(char::is_uppercase))
            };
            Self(text.split(' ').map(word).collect())
        }
    }

    impl Words for Text {
        fn word(&self, at: usize) -> Option<Word<'_>> {
            self.0.get(at).map(|(text, tag, _)| Word { text, lemma: text, pos: "", tag, dep: "" })
        }

        fn slot(&self, _: &SlotKind, at: usize) -> Option<usize> {
            self.0.get(at).filter(|(_, _, capital)| *capital).map(|_| at + 1)
        }
    }

    fn check(pattern: &str, text: &str, expected: Option<usize>) {
        let sequence = Sequence::parse(pattern).expect(pattern);
        let found = sequence.match_at(&Text::new(text), 0).map(|found| found.tokens.end);
        assert_eq!(found, expected, "{pattern} on {text}");
    }

    #[test]
    fn patterns_match_what_they_say() {
        check("a b", "a b c", Some(2));
        check("a b", "a c", None);
        check("a b? c", "a c", Some(2));
        check("a (b|c)*3 d", "a b c b d", Some(5));
        check("a (b|c)*2 d", "a b c b d", None);
        check("a+2 a", "a a", Some(2));
        check("[tag=VB] {x:person}", "walk/VB Home", Some(2));
        check("[tag!=VB]", "walk/VB", None);
        check("a !(b) c", "a c", Some(2));
        check("a !(c) c", "a c", None);
        check("^ a $", "a", Some(1));
        check("a $", "a b", None);
        check("\\( a \\)", "( a )", Some(3));
    }

    #[test]
    fn slots_hold_what_filled_them() {
        let sequence = Sequence::parse("({x:person} and)? {y:person} what:(was here)").expect("a pattern");
        let found = sequence.match_at(&Text::new("Ann was here"), 0).expect("a match");
        let slots: Vec<_> = found.captures.iter().map(|capture| (capture.slot.name.as_str(), capture.tokens.clone())).collect();
        assert_eq!(slots, [("y", 0..1), ("what", 1..3)]);
    }

    #[test]
    fn a_pattern_that_explodes_gives_up() {
        let sequence = Sequence::parse("((a*9)*9)*9 b").expect("a pattern");
        assert_eq!(sequence.match_at(&Text::new(&"a ".repeat(60)), 0), None);
    }
}
