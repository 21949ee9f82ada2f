//! Text to tokens, as spaCy's rule tokeniser for English does it.
//!
//! The text is cut at white space. From each chunk, marks are split off both ends until an exception (`don't`, `U.S.`, `:-)`) or
//! nothing to split is left; what remains is kept if it is a web address and otherwise cut at the marks within. Last, exceptions
//! that contain marks are looked for among the tokens, and put together or cut as they say. White space other than single
//! spaces becomes tokens of its own. Method: <https://spacy.io/usage/linguistic-features#how-tokenizer-works>.

use std::collections::HashMap;

use super::affixes::Affixes;
use super::characters::{Characters, is_space};
use super::url::is_url;

const SPECIAL_CASES: &str = include_str!("../../rules/en/model/special_cases.tsv");

/// A token of a text before anything else is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub start: usize,
    pub end: usize,
    /// The norm that an exception gives it.
    pub norm: Option<&'static str>,
    /// Whether one space follows, which is part of no token.
    pub space_after: bool,
}

/// A form and the norm that an exception gives it.
#[derive(Clone, Copy)]
struct Part(&'static str, Option<&'static str>);

/// The rules of the tokeniser.
pub(super) struct Tokeniser {
    pub affixes: Affixes,
    exceptions: HashMap<String, Vec<Part>>,
    /// Bytes of the longest exception.
    longest: usize,
    /// The exceptions with marks, as the tokens they are without being exceptions, by the first of these.
    phrases: HashMap<String, Vec<Vec<String>>>,
}

/// One text being tokenised. Chunks that were met before are remembered as the lengths of their pieces.
struct Run<'m, 't> {
    rules: &'m Tokeniser,
    text: &'t str,
    pieces: Vec<Piece>,
    known: HashMap<&'t str, std::ops::Range<usize>>,
    with_exceptions: bool,
}

impl Tokeniser {
    pub fn load() -> Self {
        let exceptions: HashMap<String, Vec<Part>> = SPECIAL_CASES.lines().map(read_exception).collect();
        let longest = exceptions.keys().map(|text| text.len()).max().unwrap_or(0);
        let affixes = Affixes { characters: Characters::load() };
        let mut rules = Self { affixes, exceptions, longest, phrases: HashMap::new() };
        rules.phrases = rules.find_phrases();
        rules
    }

    /// The tokens of a text, in order. Together with the single spaces between them they are the text.
    pub fn tokenise(&self, text: &str) -> Vec<Piece> {
        let pieces = self.split(text, true);
        self.apply_phrases(text, pieces)
    }

    /// Tokens by chunks and affixes.
    fn split(&self, text: &str, with_exceptions: bool) -> Vec<Piece> {
        let mut run = Run { rules: self, text, pieces: Vec::new(), known: HashMap::new(), with_exceptions };
        let mut start = 0;
        let mut in_space = text.chars().next().is_some_and(is_space);
        for (at, char) in text.char_indices() {
            if is_space(char) == in_space {
                continue;
            }
            if start < at {
                run.chunk(start, at);
            }
            start = at;
            if char == ' ' {
                run.mark_space();
                start = at + 1;
            }
            in_space = !in_space;
        }
        if start < text.len() {
            run.chunk(start, text.len());
        }
        run.pieces
    }

    fn exception(&self, text: &str) -> Option<&[Part]> {
        if text.len() > self.longest { None } else { self.exceptions.get(text).map(Vec::as_slice) }
    }

    fn find_phrases(&self) -> HashMap<String, Vec<Vec<String>>> {
        let mut phrases: HashMap<String, Vec<Vec<String>>> = HashMap::new();
        for text in self.exceptions.keys() {
            let marked = self.affixes.prefix(text) > 0
                || self.affixes.suffix(text) > 0
                || self.affixes.infix(text, 0).is_some()
                || text.contains(' ');
            if !marked {
                continue;
            }
            let forms: Vec<String> =
                self.split(text, false).iter().map(|piece| text[piece.start..piece.end].to_string()).collect();
            if let Some(first) = forms.first() {
                phrases.entry(first.clone()).or_default().push(forms);
            }
        }
        phrases
    }

    /// Replaces the tokens that make up an exception with marks by what the exception says. Longer ones go first, then earlier ones.
    fn apply_phrases(&self, text: &str, pieces: Vec<Piece>) -> Vec<Piece> {
        let spans = self.phrases_among(text, &pieces);
        if spans.is_empty() {
            return pieces;
        }
        let mut out = Vec::with_capacity(pieces.len());
        let mut at = 0;
        for span in spans {
            out.extend_from_slice(&pieces[at..span.start]);
            let (first, last) = (pieces[span.start], pieces[span.end - 1]);
            match self.exception(&text[first.start..last.end]) {
                Some(parts) => push_parts(&mut out, parts, first.start, last.space_after),
                None => out.extend_from_slice(&pieces[span.clone()]),
            }
            at = span.end;
        }
        out.extend_from_slice(&pieces[at..]);
        out
    }

    /// The ranges of tokens that make up phrases, without overlap, in order.
    fn phrases_among(&self, text: &str, pieces: &[Piece]) -> Vec<std::ops::Range<usize>> {
        let form = |piece: &Piece| &text[piece.start..piece.end];
        let mut found: Vec<std::ops::Range<usize>> = Vec::new();
        for (at, piece) in pieces.iter().enumerate() {
            for phrase in self.phrases.get(form(piece)).into_iter().flatten() {
                let here = pieces.get(at..at + phrase.len());
                if here.is_some_and(|here| here.iter().zip(phrase).all(|(piece, part)| form(piece) == part)) {
                    found.push(at..at + phrase.len());
                }
            }
        }
        found.sort_by_key(|span| (std::cmp::Reverse(span.len()), span.start));
        let mut taken = vec![false; if found.is_empty() { 0 } else { pieces.len() }];
        found.retain(|span| {
            let free = !taken[span.start] && !taken[span.end - 1];
            taken[span.clone()].fill(true);
            free
        });
        found.sort_by_key(|span| span.start);
        found
    }
}

/// A line of the table: form, norm or nothing, form, ...
fn read_exception(line: &'static str) -> (String, Vec<Part>) {
    let fields: Vec<&'static str> = line.split('\t').collect();
    let part = |pair: &[&'static str; 2]| Part(pair[0], Some(pair[1]).filter(|norm| !norm.is_empty()));
    let parts: Vec<Part> = fields.as_chunks::<2>().0.iter().map(part).collect();
    (parts.iter().map(|part| part.0).collect(), parts)
}

fn push_parts(out: &mut Vec<Piece>, parts: &[Part], mut start: usize, space_after: bool) {
    for &Part(form, norm) in parts {
        out.push(Piece { start, end: start + form.len(), norm, space_after: false });
        start += form.len();
    }
    if let Some(last) = out.last_mut() {
        last.space_after = space_after;
    }
}

impl<'m, 't> Run<'m, 't> {
    fn mark_space(&mut self) {
        if let Some(last) = self.pieces.last_mut() {
            last.space_after = true;
        }
    }

    /// The tokens of a chunk without white space, or of a run of white space.
    fn chunk(&mut self, start: usize, end: usize) {
        let chunk = &self.text[start..end];
        if let Some(known) = self.known.get(chunk).cloned() {
            let offset = self.pieces[known.start].start;
            for at in known {
                let Piece { start: from, end: to, norm, .. } = self.pieces[at];
                self.push(from - offset + start, to - offset + start, norm);
            }
            return;
        }
        let before = self.pieces.len();
        if !self.push_exception(start, end) {
            self.split_chunk(start, end);
        }
        self.known.insert(chunk, before..self.pieces.len());
    }

    fn push(&mut self, start: usize, end: usize, norm: Option<&'static str>) {
        self.pieces.push(Piece { start, end, norm, space_after: false });
    }

    fn push_exception(&mut self, start: usize, end: usize) -> bool {
        let Some(parts) = self.exception(start, end) else { return false };
        push_parts(&mut self.pieces, parts, start, false);
        true
    }

    fn exception(&self, start: usize, end: usize) -> Option<&'m [Part]> {
        if self.with_exceptions { self.rules.exception(&self.text[start..end]) } else { None }
    }

    fn split_chunk(&mut self, mut start: usize, mut end: usize) {
        let mut suffixes = Vec::new();
        while start < end && self.exception(start, end).is_none() {
            let prefix = self.rules.affixes.prefix(&self.text[start..end]);
            if prefix > 0 && self.exception(start + prefix, end).is_some() {
                self.push(start, start + prefix, None);
                start += prefix;
                break;
            }
            let suffix = self.rules.affixes.suffix(&self.text[start + prefix..end]);
            if suffix > 0 && self.exception(start, end - suffix).is_some() {
                suffixes.push((end - suffix, end));
                end -= suffix;
                break;
            }
            if prefix + suffix == 0 {
                break;
            }
            if prefix > 0 {
                self.push(start, start + prefix, None);
                start += prefix;
            }
            if suffix > 0 {
                suffixes.push((end - suffix, end));
                end -= suffix;
            }
        }
        self.middle(start, end);
        for (from, to) in suffixes.into_iter().rev() {
            self.push(from, to, None);
        }
    }

    /// What is left between the affixes.
    fn middle(&mut self, start: usize, end: usize) {
        if start >= end || self.push_exception(start, end) {
            return;
        }
        let text = &self.text[start..end];
        if is_url(text, &self.rules.affixes.characters) {
            return self.push(start, end, None);
        }
        let (mut from, mut search) = (0, 0);
        while let Some((infix, behind)) = self.rules.affixes.infix(text, search) {
            search = behind;
            if infix == 0 {
                continue;
            }
            if infix > from {
                self.push(start + from, start + infix, None);
            }
            self.push(start + infix, start + behind, None);
            from = behind;
        }
        if from < text.len() {
            self.push(start + from, end, None);
        }
    }
}
