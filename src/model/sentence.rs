//! What the analyser makes of a text: paragraphs, sentences, tokens, entities, quotations.
//!
//! Tokens lie in one list a document; sentences, entities and quotations are ranges of it, and a token's head is an index into it.

use std::ops::Range;

use super::Span;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    pub tokens: Vec<Token>,
    pub sentences: Vec<Sentence>,
    pub entities: Vec<EntitySpan>,
    pub paragraphs: Vec<Paragraph>,
    pub quotations: Vec<Quotation>,
}

/// A word, number or punctuation mark. Tag sets are those of spaCy's English models.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    pub span: Span,
    pub lemma: String,
    /// Universal part of speech: `NOUN`, `PROPN`, `VERB`, ...
    pub pos: &'static str,
    /// Penn Treebank tag: `NN`, `NNP`, `VBD`, ...
    pub tag: &'static str,
    /// Universal features: `Number=Sing|Person=3`, empty for none.
    pub morph: &'static str,
    /// Index of the head among the document's tokens; a root is its own head.
    pub head: usize,
    /// Dependency label: `nsubj`, `dobj`, `ROOT`, ...
    pub dep: &'static str,
    /// Index of the sentence among the document's sentences.
    pub sentence: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    pub tokens: Range<usize>,
    pub span: Span,
    /// Index of the paragraph among the document's paragraphs.
    pub paragraph: usize,
}

/// A named entity as the model labels it: `PERSON`, `ORG`, `GPE`, `NORP`, `DATE`, `CARDINAL`, ...
#[derive(Clone, Debug, PartialEq)]
pub struct EntitySpan {
    pub tokens: Range<usize>,
    pub label: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    pub span: Span,
    pub kind: ParagraphKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParagraphKind {
    Headline,
    /// A line that says where and when, and nothing else.
    Dateline,
    CrossHead,
    Caption,
    Body,
}

/// Words between a pair of quotation marks, the marks left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    pub span: Span,
    /// Inside another quotation.
    pub nested: bool,
    /// Goes on from the paragraph before: the same words of the same speaker, opened anew without having been closed.
    pub continues: bool,
}

impl Analysis {
    /// The tokens whose head is `token`, in order.
    pub fn children(&self, token: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let sentence = self.sentences[self.tokens[token].sentence].tokens.clone();
        sentence.filter(move |&other| other != token && self.tokens[other].head == token)
    }

    /// The first child with one of the dependency labels.
    pub fn child(&self, token: usize, labels: &[&str]) -> Option<usize> {
        self.children(token).find(|&child| labels.contains(&self.tokens[child].dep))
    }

    /// The head of a token, unless it is the root of its sentence.
    pub fn parent(&self, token: usize) -> Option<usize> {
        let head = self.tokens[token].head;
        (head != token).then_some(head)
    }

    /// The heads of a token from the nearest to the root.
    pub fn ancestors(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.parent(token), |&at| self.parent(at))
    }

    /// The smallest range of tokens that holds everything below `token`.
    pub fn subtree(&self, token: usize) -> Range<usize> {
        let sentence = self.sentences[self.tokens[token].sentence].tokens.clone();
        let below = |at: usize| at == token || self.ancestors(at).any(|up| up == token);
        let first = sentence.clone().find(|&at| below(at)).unwrap_or(token);
        let last = sentence.rev().find(|&at| below(at)).unwrap_or(token);
        first..last + 1
    }

    /// The bytes that a range of tokens covers.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        match (self.tokens.get(tokens.start), tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if tokens.start < tokens.end => Span::new(first.span.start, last.span.end),
            _ => Span::default(),
        }
    }

    /// The entity that a token belongs to.
    pub fn entity_at(&self, token: usize) -> Option<&EntitySpan> {
        let at = self.entities.partition_point(|entity| entity.tokens.end <= token);
        self.entities.get(at).filter(|entity| entity.tokens.contains(&token))
    }

    /// The innermost quotation around a byte range. Quotations lie in the order of the text, those within one behind it.
    pub fn quotation_at(&self, span: Span) -> Option<&Quotation> {
        let behind = self.quotations.partition_point(|quotation| quotation.span.start <= span.start);
        let mut outer = false;
        let near =
            self.quotations[..behind].iter().rev().take_while(|quotation| !std::mem::replace(&mut outer, !quotation.nested));
        near.into_iter().find(|quotation| quotation.span.contains(span))
    }
}
