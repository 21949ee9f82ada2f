//! What a news article looks like: headline, dateline, cross-heads, captions, paragraphs.
//!
//! The model was trained on sentences and knows nothing of this: it runs a headline into the first sentence and takes `Beirut:` for
//! the root of one. So each line of a document is a paragraph that is analysed by itself, and what stands before the first sentence
//! to say where and when it was written is left out.

use super::core::Text;
use crate::model::{Document, Paragraph, ParagraphKind, Span};

/// Bytes of the longest line that may be a heading.
const LONGEST_HEADING: usize = 90;

/// The paragraphs of a document, and the part of each that is prose.
pub(super) fn paragraphs(document: &Document) -> (Vec<Paragraph>, Vec<Text>) {
    let (mut paragraphs, mut texts): (Vec<Paragraph>, Vec<Text>) = (Vec::new(), Vec::new());
    let blocks = blocks(document);
    for &span in &blocks {
        let text = document.prose().get(span.range()).unwrap_or_default();
        let dateline = document.dateline.filter(|dateline| span.contains(*dateline) || dateline.start == span.start);
        let kind = match dateline {
            Some(_) => ParagraphKind::Body,
            None => kind_of(text, paragraphs.is_empty() && blocks.len() > 1),
        };
        let start = dateline.map_or(span.start, |dateline| dateline.end.min(span.end));
        texts.push(Text { span: start..span.end, paragraph: paragraphs.len() });
        paragraphs.push(Paragraph { span, kind });
    }
    (paragraphs, texts)
}

/// The lines of a document that are not blank, or, where lines are wrapped, the stretches between blank lines.
fn blocks(document: &Document) -> Vec<Span> {
    let prose = document.prose().get(document.body.range()).unwrap_or_default();
    let wrapped = is_wrapped(prose);
    let mut blocks: Vec<Span> = Vec::new();
    let (mut at, mut fresh) = (document.body.start, true);
    for line in prose.split_inclusive('\n') {
        let text = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        match blocks.last_mut() {
            _ if text.is_empty() => {}
            Some(block) if wrapped && !fresh => block.end = start + text.len(),
            _ => blocks.push(Span::new(start, start + text.len())),
        }
        fresh = text.is_empty();
    }
    blocks
}

/// Whether lines are broken in mid-sentence: most lines that another line follows do not end like a sentence.
fn is_wrapped(prose: &str) -> bool {
    let lines: Vec<&str> = prose.lines().map(str::trim).collect();
    let followed = lines.windows(2).filter(|pair| !pair[0].is_empty() && !pair[1].is_empty());
    let (broken, all) = followed.fold((0, 0), |(broken, all), pair| (broken + usize::from(!ends_sentence(pair[0])), all + 1));
    broken > 3 && 2 * broken > all
}

fn kind_of(text: &str, first: bool) -> ParagraphKind {
    match (text.len() < LONGEST_HEADING && !ends_sentence(text), first) {
        (true, true) => ParagraphKind::Headline,
        (true, false) => ParagraphKind::CrossHead,
        _ => ParagraphKind::Body,
    }
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '”', '"', '?', '!', '’', ':'])
}
