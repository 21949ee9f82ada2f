//! The documents of a story, cut into groups that a window holds, so that every two passages are read together in one of them.

use std::ops::Range;

use crate::model::Reading;

/// Bytes that a token stands for, roughly, in English prose.
pub const BYTES_PER_TOKEN: usize = 4;

/// A stretch of a document's sentences: all of them, where it fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Index of the document.
    pub document: usize,
    /// Bytes of its text, from the start of a sentence to the end of one.
    pub range: Range<usize>,
    /// Whether it is only a part of the document.
    pub is_part: bool,
}

/// The groups of one story. Where all fits a window, one; else the pieces are put into blocks of half a window, and every two blocks are
/// a group.
pub fn groups(readings: &[Reading], documents: &[usize], window: usize) -> Vec<Vec<Piece>> {
    let half = (window * BYTES_PER_TOKEN / 2).max(1);
    let whole = |&document: &usize| Piece { document, range: readings[document].document.body.range(), is_part: false };
    let all: Vec<Piece> = documents.iter().map(whole).filter(|piece| !piece.range.is_empty()).collect();
    if all.iter().map(|piece| piece.range.len()).sum::<usize>() <= 2 * half {
        return if all.is_empty() { Vec::new() } else { vec![all] };
    }
    let pieces = all.into_iter().flat_map(|piece| pieces(&readings[piece.document], piece, half));
    let mut blocks: Vec<Vec<Piece>> = Vec::new();
    let mut room = 0;
    for piece in pieces {
        let size = piece.range.len();
        match blocks.last_mut() {
            Some(block) if size <= room => block.push(piece),
            _ => {
                blocks.push(vec![piece]);
                room = half;
            }
        }
        room = room.saturating_sub(size);
    }
    let pairs = (0..blocks.len()).flat_map(|one| (one + 1..blocks.len()).map(move |other| (one, other)));
    pairs.map(|(one, other)| [blocks[one].clone(), blocks[other].clone()].concat()).collect()
}

/// A document that is longer than the room, cut between sentences. A sentence that is longer still is a piece of its own.
fn pieces(reading: &Reading, whole: Piece, room: usize) -> Vec<Piece> {
    if whole.range.len() <= room {
        return vec![whole];
    }
    let mut cuts = vec![whole.range.start];
    let mut end = whole.range.start;
    for sentence in &reading.analysis.sentences {
        let start = cuts[cuts.len() - 1];
        if sentence.span.end > start + room && end > start {
            cuts.push(end);
        }
        end = sentence.span.end.clamp(end, whole.range.end);
    }
    cuts.push(whole.range.end);
    cuts.windows(2).map(|cut| Piece { range: cut[0]..cut[1], is_part: true, ..whole.clone() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Analysis, Document, Sentence, Span};

    /// A document of sentences of so many bytes.
    fn reading(sentences: &[usize]) -> Reading {
        let mut start = 0;
        let spans = sentences.iter().map(|length| {
            let span = Span::new(start, start + length);
            start += length;
            Sentence { tokens: 0..0, span, paragraph: 0 }
        });
        let analysis = Analysis { sentences: spans.collect(), ..Analysis::default() };
        let document = Document::new("", "x".repeat(start));
        let (mentions, ties, clauses, sequences) = Default::default();
        let (utterances, figures, times, worded, outside) = Default::default();
        Reading { document, analysis, mentions, ties, clauses, sequences, utterances, figures, times, worded, outside }
    }

    fn shapes(groups: &[Vec<Piece>]) -> Vec<Vec<(usize, Range<usize>)>> {
        groups.iter().map(|group| group.iter().map(|piece| (piece.document, piece.range.clone())).collect()).collect()
    }

    #[test]
    fn what_fits_is_one_group() {
        let readings = [reading(&[40]), reading(&[40]), reading(&[])];
        assert_eq!(shapes(&groups(&readings, &[0, 1, 2], 20)), [[(0, 0..40), (1, 0..40)]]);
        assert!(groups(&readings, &[2], 20).is_empty());
    }

    #[test]
    fn of_more_every_two_are_read_together() {
        let readings = [reading(&[40]), reading(&[30]), reading(&[40]), reading(&[10])];
        let all = groups(&readings, &[0, 1, 2, 3], 20);
        assert_eq!(all.len(), 6);
        for one in 0..4 {
            for other in 0..4 {
                let both = |group: &&Vec<Piece>| {
                    [one, other].iter().all(|document| group.iter().any(|piece| piece.document == *document))
                };
                assert!(all.iter().any(|group| both(&group)), "{one} {other}");
            }
        }
        assert!(all.iter().all(|group| group.iter().map(|piece| piece.range.len()).sum::<usize>() <= 80));
    }

    #[test]
    fn a_long_document_is_cut_between_sentences() {
        let readings = [reading(&[15, 15, 15, 50, 5])];
        let all = groups(&readings, &[0], 20);
        assert_eq!(
            shapes(&all),
            [
                [(0, 0..30), (0, 30..45)],
                [(0, 0..30), (0, 45..95)],
                [(0, 0..30), (0, 95..100)],
                [(0, 30..45), (0, 45..95)],
                [(0, 30..45), (0, 95..100)],
                [(0, 45..95), (0, 95..100)]
            ]
        );
        assert!(all.iter().flatten().all(|piece| piece.is_part));
    }
}
