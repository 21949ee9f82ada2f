//! The parts put together: texts to analysed tokens, exactly as the original pipeline would have them.
//!
//! Several texts (the paragraphs of a document) go through the network together, but none sees another.

use std::ops::Range;

use rayon::prelude::*;

use super::attributes::{Attributes, Seen};
use super::embed::{self, Row};
use super::entities::{Entity, Place};
use super::lexeme::{Features, Lexeme, Lexicon};
use super::model::Model;
use super::parse::{ROOT, Tree};
use super::tokenise::Piece;
use super::{projective, sentences};
use crate::model::{Analysis, EntitySpan, Sentence, Span, Token};

/// A part of the document that is analysed by itself, and the paragraph that it belongs to.
pub(super) struct Text {
    pub span: Range<usize>,
    pub paragraph: usize,
}

/// The tokens of all texts, with their features.
struct Tokens<'t> {
    pieces: Vec<Piece>,
    lexemes: Vec<u32>,
    lexicon: Lexicon<'t>,
    /// The tokens of each text.
    texts: Vec<Range<usize>>,
}

/// What the network makes of the tokens.
struct Network {
    tags: Vec<&'static str>,
    /// Projected vectors for the parser and for the entity recogniser.
    parser: Vec<f32>,
    entities: Vec<f32>,
}

/// What is read off the network for one text; its tokens are counted from 0.
struct Parsed {
    tree: Tree,
    /// Whether a sentence begins at a token.
    starts: Vec<bool>,
    entities: Vec<Entity>,
    attributes: Vec<Attributes>,
}

/// Analyses the texts, which are parts of `document`, and appends tokens, sentences and entities in their order.
pub(super) fn analyse(model: &Model, document: &str, texts: &[Text], out: &mut Analysis) {
    let tokens = tokenise(model, document, texts);
    let network = run_network(model, &tokens);
    let filled: Vec<_> = tokens.texts.iter().zip(texts).filter(|(range, _)| !range.is_empty()).collect();
    let parsed: Vec<Parsed> = filled.par_iter().map(|(range, _)| parse(model, &tokens, &network, (*range).clone())).collect();
    for ((range, text), parsed) in filled.into_iter().zip(parsed) {
        append(model, &tokens, range.clone(), parsed, text.paragraph, out);
    }
}

fn tokenise<'t>(model: &Model, document: &'t str, texts: &[Text]) -> Tokens<'t> {
    let mut out = Tokens { pieces: Vec::new(), lexemes: Vec::new(), lexicon: Lexicon::default(), texts: Vec::new() };
    let features = Features { ids: &model.ids, characters: &model.tokeniser.affixes.characters };
    for text in texts {
        let first = out.pieces.len();
        for piece in model.tokeniser.tokenise(&document[text.span.clone()]) {
            let piece = Piece { start: piece.start + text.span.start, end: piece.end + text.span.start, ..piece };
            out.lexemes.push(out.lexicon.add(&document[piece.start..piece.end], piece.norm, &features));
            out.pieces.push(piece);
        }
        out.texts.push(first..out.pieces.len());
    }
    out
}

impl<'t> Tokens<'t> {
    fn lexeme(&self, token: usize) -> &Lexeme<'t> {
        &self.lexicon.lexemes[self.lexemes[token] as usize]
    }

    /// What the network's input is told of a token.
    fn features(&self, lexeme: u32, space_after: bool) -> [u64; 6] {
        let Lexeme { features: [norm, prefix, suffix, shape], is_space, .. } = self.lexicon.lexemes[lexeme as usize];
        [norm, prefix, suffix, shape, u64::from(space_after), u64::from(is_space)]
    }

    /// The rows of the network's input, with the padding around texts.
    fn rows(&self, input: impl Fn(usize) -> u32) -> Vec<Row> {
        let mut rows = vec![None; embed::padding()];
        for text in self.texts.iter().filter(|text| !text.is_empty()) {
            rows.extend(text.clone().map(|token| Some(input(token))));
            rows.extend([None; embed::padding()]);
        }
        rows
    }
}

/// The two networks share nothing, so they run side by side.
fn run_network(model: &Model, tokens: &Tokens<'_>) -> Network {
    let ((tags, parser), entities) = rayon::join(|| tag_and_project(model, tokens), || project_entities(model, tokens));
    Network { tags, parser, entities }
}

fn tag_and_project(model: &Model, tokens: &Tokens<'_>) -> (Vec<&'static str>, Vec<f32>) {
    let (mut tags, mut projected, mut scratch) = (Vec::with_capacity(tokens.pieces.len()), Vec::new(), Vec::new());
    let rows = tokens.rows(|token| tokens.lexemes[token] * 2 + u32::from(tokens.pieces[token].space_after));
    model.encoder.encode(
        &rows,
        tokens.lexicon.lexemes.len() * 2,
        |input| tokens.features(input / 2, input % 2 == 1),
        |vectors| {
            model.tagger.tag(vectors, &mut scratch, &mut tags);
            model.parser.scorer.project(vectors, &mut scratch, &mut projected);
        },
    );
    (tags, projected)
}

fn project_entities(model: &Model, tokens: &Tokens<'_>) -> Vec<f32> {
    let (mut projected, mut scratch) = (Vec::new(), Vec::new());
    model.entity_encoder.encode(
        &tokens.rows(|token| tokens.lexemes[token]),
        tokens.lexicon.lexemes.len(),
        |input| tokens.features(input, false),
        |vectors| model.recogniser.scorer.project(vectors, &mut scratch, &mut projected),
    );
    projected
}

fn parse(model: &Model, tokens: &Tokens<'_>, network: &Network, range: Range<usize>) -> Parsed {
    let is_space = |token: usize| tokens.lexeme(range.start + token).is_space;
    let projected = slice(&network.parser, &range, tokens.pieces.len());
    let mut tree = model.parser.parse(projected, range.len());
    mark_roots(&mut tree);
    if projective::is_lifted(&tree) {
        projective::lower(&mut tree, is_space);
    }
    let mut starts = sentences::starts(&tree.heads);
    sentences::cut(&mut tree, &mut starts);
    let places: Vec<Place> = (0..range.len()).map(|at| Place { is_space: is_space(at), starts_sentence: starts[at] }).collect();
    let entities = model.recogniser.recognise(slice(&network.entities, &range, tokens.pieces.len()), &places);
    let seen: Vec<Seen<'_>> =
        range.clone().map(|token| see(tokens.lexeme(token), network.tags[token], tree.labels[token - range.start])).collect();
    let attributes = model.attribute_rules.apply(&seen);
    Parsed { tree, starts, entities, attributes }
}

/// Appends the tokens of a text with its sentences and entities.
fn append(model: &Model, tokens: &Tokens<'_>, range: Range<usize>, parsed: Parsed, paragraph: usize, out: &mut Analysis) {
    let Parsed { tree, starts, entities, attributes } = parsed;
    let base = out.tokens.len();
    let first_sentence = out.sentences.len();
    push_sentences(&starts, &tokens.pieces[range.clone()], base, paragraph, out);
    let mut sentence = first_sentence;
    for (at, token) in range.enumerate() {
        sentence += usize::from(at > 0 && starts[at]);
        let piece = tokens.pieces[token];
        let span = Span::new(piece.start, piece.end);
        out.tokens.push(finish(model, tokens.lexeme(token), attributes[at], span, base + tree.heads[at], sentence));
    }
    let shift = |tokens: Range<usize>| tokens.start + base..tokens.end + base;
    out.entities.extend(entities.into_iter().map(|(tokens, label)| EntitySpan { tokens: shift(tokens), label }));
}

/// The rows of a range of tokens.
fn slice<'v>(vectors: &'v [f32], range: &Range<usize>, tokens: usize) -> &'v [f32] {
    let width = vectors.len() / tokens.max(1);
    &vectors[range.start * width..range.end * width]
}

fn mark_roots(tree: &mut Tree) {
    for (token, label) in tree.labels.iter_mut().enumerate() {
        if tree.heads[token] == token {
            *label = ROOT;
        }
    }
}

fn see<'t>(lexeme: &'t Lexeme<'_>, tag: &'static str, dep: &'static str) -> Seen<'t> {
    Seen { lower: &lexeme.lower, is_space: lexeme.is_space, tag, dep }
}

fn push_sentences(starts: &[bool], pieces: &[Piece], base: usize, paragraph: usize, out: &mut Analysis) {
    let mut first = 0;
    for end in 1..=pieces.len() {
        if end == pieces.len() || starts[end] {
            let span = Span::new(pieces[first].start, pieces[end - 1].end);
            out.sentences.push(Sentence { tokens: base + first..base + end, span, paragraph });
            first = end;
        }
    }
}

fn finish(model: &Model, lexeme: &Lexeme<'_>, attributes: Attributes, span: Span, head: usize, sentence: usize) -> Token {
    let Attributes { tag, dep, pos, morph, lemma } = attributes;
    let characters = &model.tokeniser.affixes.characters;
    let lemma = match lemma {
        Some(lemma) => lemma.to_string(),
        None => model.lemmatiser.lemma(lexeme.text, &lexeme.lower, pos, morph, characters),
    };
    Token { span, lemma, pos, tag, morph, head, dep, sentence }
}
