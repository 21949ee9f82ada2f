//! Opinions that are of one question.
//!
//! Where many report one event, one pair of answers is read again and again: an editor wants them once, each with all who give it.

use std::collections::BTreeSet;

use crate::model::Span;
use crate::model::opinion::{Opinion, Place};

/// A question with two answers, and the sentences that give them.
pub struct Question<'a> {
    /// The opinion that is surest.
    pub surest: &'a Opinion,
    pub answers: [Vec<Told<'a>>; 2],
}

/// A sentence that gives an answer, with the words that decided.
pub struct Told<'a> {
    pub place: Place,
    pub words: &'a [Span],
}

/// Brings opinions together, the surest first: one joins a question where it shares a sentence by the words that decided, and the other
/// sentence is of another document than those that give the other answer, and at odds with none of them.
pub fn questions<'a>(opinions: &[&'a Opinion], at_odds: &BTreeSet<[Place; 2]>) -> Vec<Question<'a>> {
    let mut questions: Vec<Question> = Vec::new();
    for opinion in opinions {
        if !questions.iter_mut().any(|question| question.takes(opinion, at_odds)) {
            questions.push(Question::new(opinion));
        }
    }
    questions
}

impl<'a> Question<'a> {
    fn new(surest: &'a Opinion) -> Self {
        Self { surest, answers: [0, 1].map(|side| vec![Told::of(surest, side)]) }
    }

    fn takes(&mut self, opinion: &'a Opinion, at_odds: &BTreeSet<[Place; 2]>) -> bool {
        let ways = [(0, 0), (0, 1), (1, 0), (1, 1)];
        let Some((side, answer)) = ways.into_iter().find(|&(side, answer)| self.joins(opinion, side, answer, at_odds)) else {
            return false;
        };
        self.answers[1 - answer].push(Told::of(opinion, 1 - side));
        true
    }

    /// Whether one side of an opinion gives an answer of this question, and its other side can give the other answer.
    fn joins(&self, opinion: &Opinion, side: usize, answer: usize, at_odds: &BTreeSet<[Place; 2]>) -> bool {
        let shared = Told::of(opinion, side);
        let other = opinion.places[1 - side];
        let is_told = self.answers[answer].iter().any(|told| told.is_on_the_words_of(&shared));
        let is_new = self.answers.iter().flatten().all(|told| told.place.0 != other.0);
        let rivals = |told: &Told| at_odds.contains(&[told.place.min(other), told.place.max(other)]);
        is_told && is_new && !self.answers[1 - answer].iter().any(rivals)
    }
}

impl<'a> Told<'a> {
    fn of(opinion: &'a Opinion, side: usize) -> Self {
        Self { place: opinion.places[side], words: &opinion.words[side] }
    }

    fn is_on_the_words_of(&self, other: &Told) -> bool {
        self.place == other.place && self.words.iter().any(|word| other.words.iter().any(|also| word.touches(*also)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::opinion::Word;

    /// An opinion on two sentences, each given by its document and where the word that decided starts; such a word has four letters.
    fn opinion([one, other]: [(usize, usize); 2]) -> Opinion {
        let words = [one, other].map(|(_, start)| vec![Span::new(start, start + 4)]);
        Opinion { places: [(one.0, 0), (other.0, 0)], conflict: 0.5, word: Word::Differ, words }
    }

    /// The documents that give the two answers of each question.
    fn asked(opinions: &[[(usize, usize); 2]], at_odds: &[[usize; 2]]) -> Vec<[Vec<usize>; 2]> {
        let opinions: Vec<Opinion> = opinions.iter().map(|pair| opinion(*pair)).collect();
        let at_odds = at_odds.iter().map(|documents| documents.map(|document| (document, 0))).collect();
        let questions = questions(&opinions.iter().collect::<Vec<_>>(), &at_odds);
        let documents = |told: &Vec<Told>| told.iter().map(|told| told.place.0).collect();
        questions.iter().map(|question| question.answers.each_ref().map(documents)).collect()
    }

    #[test]
    fn reports_that_give_one_answer_stand_on_one_side() {
        assert_eq!(asked(&[[(0, 5), (1, 9)], [(0, 7), (2, 1)], [(1, 9), (3, 4)]], &[]), [[vec![0, 3], vec![1, 2]]]);
        let backwards = [[(1, 9), (2, 5)], [(0, 4), (2, 5)]];
        assert_eq!(asked(&backwards, &[]), [[vec![1, 0], vec![2]]], "whichever side they are of");
    }

    #[test]
    fn other_words_of_a_sentence_are_another_question() {
        assert_eq!(asked(&[[(0, 5), (1, 9)], [(0, 9), (2, 1)]], &[]), [[vec![0], vec![1]], [vec![0], vec![2]]]);
        assert_eq!(asked(&[[(0, 5), (1, 9)], [(0, 8), (2, 1)]], &[]), [[vec![0], vec![1, 2]]]);
    }

    #[test]
    fn a_third_answer_and_a_second_of_one_document_are_told_apart() {
        assert_eq!(asked(&[[(0, 5), (1, 9)], [(0, 5), (2, 1)]], &[[1, 2]]), [[vec![0], vec![1]], [vec![0], vec![2]]]);
        assert_eq!(asked(&[[(0, 5), (1, 9)], [(0, 5), (1, 30)]], &[]).len(), 2, "a report gives its answer once");
    }
}
