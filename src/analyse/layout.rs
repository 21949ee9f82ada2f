//! What a news article looks like: headline, dateline, cross-heads, captions, paragraphs.
//!
//! The model was trained on sentences and knows nothing of this: it runs a headline into the first sentence and takes `Beirut:` for
//! the root of one. So each line of a document is a paragraph that is analysed by itself, and what stands before the first sentence
//! to say where and when it was written is left out.

use std::sync::LazyLock;

use regex::Regex;

use super::core::Text;
use crate::model::{Document, Paragraph, ParagraphKind, Span};

/// Bytes of the longest line that may be a heading.
const LONGEST_HEADING: usize = 90;

/// The paragraphs of a document, and the part of each that is prose.
pub(super) fn paragraphs(document: &Document) -> (Vec<Paragraph>, Vec<Text>) {
    let (mut paragraphs, mut texts): (Vec<Paragraph>, Vec<Text>) = (Vec::new(), Vec::new());
    let body = document.body.range();
    let prose = document.prose().get(body.clone()).unwrap_or_default();
    let mut at = body.start;
    let lines = prose.lines().filter(|line| !line.trim().is_empty()).count();
    for line in prose.split_inclusive('\n') {
        let text = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        if text.is_empty() {
            continue;
        }
        let kind = kind_of(text, paragraphs.is_empty() && lines > 1);
        let skip = if kind == ParagraphKind::Body && paragraphs.len() < 2 { dateline(text) } else { 0 };
        texts.push(Text { span: start + skip..start + text.len(), paragraph: paragraphs.len() });
        paragraphs.push(Paragraph { span: Span::new(start, start + text.len()), kind });
    }
    (paragraphs, texts)
}

fn kind_of(text: &str, first: bool) -> ParagraphKind {
    let ends = text.ends_with(['.', '”', '"', '?', '!', '’', ':']);
    match (text.len() < LONGEST_HEADING && !ends, first) {
        (true, true) => ParagraphKind::Headline,
        (true, false) => ParagraphKind::CrossHead,
        _ => ParagraphKind::Body,
    }
}

/// Bytes of the dateline at the start of a paragraph, with the space behind it.
fn dateline(text: &str) -> usize {
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"^(?:[A-Z][\w .’'-]{2,30}(?:, [A-Z][a-z]+\.? \d+)? \([^)]{2,40}\)(?:, [A-Z][a-z]+ \d+, \d{4}:| [-–—])|[A-Z][A-Za-z]{2,20}:) ";
        Regex::new(pattern).expect("the pattern is well-formed")
    });
    PATTERN.find(text).map_or(0, |found| found.end())
}
