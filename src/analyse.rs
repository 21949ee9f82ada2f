//! Text to tokens with tags, lemmas, dependency heads and named entities: the English model, run natively.
//!
//! The model is spaCy's `en_core_web_sm` 3.8 (MIT; see `rules/en/model`): its published weights and tables, with our own inference.
//! A text goes through these parts, one file each: `tokenise` (with `affixes` and `url`), `lexeme` and `strings` (features of a
//! form), `embed` (vectors, with `layers`), `tag`, `parse` (with `transition`, `projective`, `sentences`), `entities`,
//! `attributes`, `lemmatise`. `core` puts them together and nothing more: what it gives for a text is what the original gives.
//! `layout`, `quotations` and `recase` are ours: they know what a news article looks like.

mod affixes;
mod attributes;
mod characters;
mod core;
mod embed;
mod entities;
mod layers;
mod layout;
mod lemmatise;
mod lexeme;
mod model;
mod parse;
mod projective;
mod quotations;
mod recase;
mod sentences;
mod strings;
mod tables;
mod tag;
mod tokenise;
mod transition;
mod url;
mod weights;

pub use model::Model;

use crate::model::{Analysis, Document, Paragraph, ParagraphKind, Span};

impl Model {
    /// Analyses a document: its paragraphs each by itself, front matter and datelines left out.
    pub fn analyse(&self, document: &Document) -> Analysis {
        let (paragraphs, texts) = layout::paragraphs(document);
        let quotations = quotations::quotations(document.prose(), &paragraphs);
        let text = recase::for_model(document.prose(), &paragraphs, &texts, &self.lemmatiser);
        let mut out = Analysis { paragraphs, quotations, ..Analysis::default() };
        core::analyse(self, &text, &texts, &mut out);
        out
    }

    /// Analyses a text as it is, like the original pipeline.
    pub fn analyse_raw(&self, text: &str) -> Analysis {
        let paragraph = Paragraph { span: Span::new(0, text.len()), kind: ParagraphKind::Body };
        let mut out = Analysis { paragraphs: vec![paragraph], ..Analysis::default() };
        core::analyse(self, text, &[core::Text { span: 0..text.len(), paragraph: 0 }], &mut out);
        out
    }
}
