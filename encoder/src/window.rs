//! Windows: stretches of a document that are read at once.
//!
//! Sentences that follow each other fill a window up to a length. Before them stand the date of the document, its headline and the
//! sentence before, which are read and not scored:
//!
//! `<s> tuesday 14 may 2024 </s> headline, sentence before </s> sentences </s>`

use std::ops::Range;

use crate::pieces::{Piece, Pieces};
use crate::weights::Shape;

/// Pieces that a date has at most, and marks of a window.
const FRAME: usize = 20;

#[derive(Debug, PartialEq)]
pub struct Window {
    pub ids: Vec<u32>,
    pub sentences: Vec<Scored>,
}

/// A sentence of a window.
#[derive(Debug, PartialEq)]
pub struct Scored {
    /// Its number in the document.
    pub sentence: usize,
    /// Its pieces among those of the window.
    pub words: Range<usize>,
    /// The pieces with their places in the sentence.
    pub pieces: Vec<Piece>,
}

/// More pieces than this are in no window.
pub(crate) fn longest(shape: &Shape) -> usize {
    FRAME + shape.headline + shape.before + shape.body.max(shape.sentence)
}

/// The windows of a document with these sentences, of which a window has one, and more while they have at most `body` pieces; the date is
/// in words, or empty.
pub(crate) fn windows(pieces: &Pieces, shape: &Shape, body: usize, date: &str, sentences: &[&str]) -> Vec<Window> {
    let read: Vec<Vec<Piece>> = sentences
        .iter()
        .map(|text| {
            let mut read = pieces.of(text);
            read.truncate(shape.sentence);
            read
        })
        .collect();
    let date = ids(&pieces.of(date));
    let mut windows: Vec<Window> = Vec::new();
    let mut room = 0;
    for (at, sentence) in read.iter().enumerate().filter(|(_, sentence)| !sentence.is_empty()) {
        if windows.is_empty() || sentence.len() > room {
            windows.push(Window { ids: opening(pieces, shape, &date, &read, at), sentences: Vec::new() });
            room = body;
        }
        room = room.saturating_sub(sentence.len());
        if let Some(window) = windows.last_mut() {
            let first = window.ids.len();
            window.ids.extend(ids(sentence));
            window.sentences.push(Scored { sentence: at, words: first..window.ids.len(), pieces: sentence.clone() });
        }
    }
    windows.iter_mut().for_each(|window| window.ids.push(pieces.end));
    windows
}

/// What a window begins with whose first sentence is `at`.
fn opening(pieces: &Pieces, shape: &Shape, date: &[u32], read: &[Vec<Piece>], at: usize) -> Vec<u32> {
    let mut opening = vec![pieces.start];
    opening.extend(date.iter().take(FRAME - 4));
    opening.push(pieces.end);
    if at > 0 {
        opening.extend(ids(&read[0]).iter().take(shape.headline));
    }
    if at > 1 {
        let before = ids(&read[at - 1]);
        opening.extend(&before[before.len().saturating_sub(shape.before)..]);
    }
    opening.push(pieces.end);
    opening
}

fn ids(pieces: &[Piece]) -> Vec<u32> {
    pieces.iter().map(|piece| piece.id).collect()
}
