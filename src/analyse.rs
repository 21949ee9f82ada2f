//! Text to tokens, tags, dependency trees and entities. Stand-in: asks the original pipeline over a local socket.

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;

use crate::model::{Analysis, Document, EntitySpan, Paragraph, ParagraphKind, Quotation, Sentence, Span, Token};

pub struct Model;

impl Model {
    pub fn get() -> &'static Model {
        &Model
    }

    pub fn analyse(&self, document: &Document) -> Analysis {
        let mut all = Analysis::default();
        let prose = &document.prose()[document.body.range()];
        let mut at = document.body.start;
        let total = prose.split_inclusive('\n').filter(|line| !line.trim().is_empty()).count();
        for line in prose.split_inclusive('\n') {
            let text = line.trim_end();
            if !text.trim().is_empty() {
                let short = text.len() < 90 && !text.ends_with(['.', '”', '"', '?', '!', '’', ':']);
                let kind = match (short, all.paragraphs.is_empty()) {
                    (true, true) if total > 1 => ParagraphKind::Headline,
                    (true, _) => ParagraphKind::CrossHead,
                    _ => ParagraphKind::Body,
                };
                let skip = if kind == ParagraphKind::Body && all.paragraphs.len() < 2 { dateline(text) } else { 0 };
                append(&mut all, &ask(&text[skip..]), at + skip, Paragraph { span: Span::new(at, at + text.len()), kind });
            }
            at += line.len();
        }
        all.quotations = quotations(document.prose(), document.body);
        all
    }

    pub fn analyse_raw(&self, text: &str) -> Analysis {
        let mut all = Analysis::default();
        append(&mut all, &ask(text), 0, Paragraph { span: Span::new(0, text.len()), kind: ParagraphKind::Body });
        all
    }
}

fn dateline(text: &str) -> usize {
    let pattern = regex::Regex::new(r"^(?:[A-Z][\w .’'-]{2,30}(?:, [A-Z][a-z]+\.? \d+)? \([^)]{2,40}\)(?:, [A-Z][a-z]+ \d+, \d{4}:| [-–—])|[A-Z][A-Za-z]{2,20}:) ").unwrap();
    pattern.find(text).map_or(0, |found| found.end())
}

fn ask(text: &str) -> serde_json::Value {
    let mut stream = UnixStream::connect("/tmp/bridge.sock").expect("bridge runs");
    stream.write_all(text.as_bytes()).unwrap();
    stream.shutdown(std::net::Shutdown::Write).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    serde_json::from_str(&answer).expect("bridge answers JSON")
}

fn leak(text: &serde_json::Value) -> &'static str {
    String::leak(text.as_str().unwrap_or_default().to_string())
}

fn append(all: &mut Analysis, found: &serde_json::Value, offset: usize, paragraph: Paragraph) {
    let base = all.tokens.len();
    let number = |value: &serde_json::Value| value.as_u64().unwrap() as usize;
    for pair in found["sents"].as_array().unwrap() {
        let (from, to) = (number(&pair[0]) + base, number(&pair[1]) + base);
        let index = all.sentences.len();
        for token in &found["tokens"].as_array().unwrap()[from - base..to - base] {
            all.tokens.push(Token {
                span: Span::new(number(&token["start"]) + offset, number(&token["end"]) + offset),
                lemma: token["lemma"].as_str().unwrap().to_string(),
                pos: leak(&token["pos"]),
                tag: leak(&token["tag"]),
                morph: leak(&token["morph"]),
                head: number(&token["head"]) + base,
                dep: leak(&token["dep"]),
                sentence: index,
            });
        }
        all.sentences.push(Sentence {
            tokens: from..to,
            span: Span::new(all.tokens[from].span.start, all.tokens[to - 1].span.end),
            paragraph: all.paragraphs.len(),
        });
    }
    for entity in found["ents"].as_array().unwrap() {
        all.entities.push(EntitySpan { tokens: number(&entity[0]) + base..number(&entity[1]) + base, label: leak(&entity[2]) });
    }
    all.paragraphs.push(paragraph);
}

fn quotations(text: &str, body: Span) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (at, mark) in text[body.range()].char_indices() {
        let at = at + body.start;
        match mark {
            '"' if open.is_none() => open = Some(at + 1),
            '“' => open = Some(at + '“'.len_utf8()),
            '"' | '”' => {
                if let Some(start) = open.take() {
                    found.push(Quotation { span: Span::new(start, at), nested: false });
                }
            }
            '\n' => open = None,
            _ => {}
        }
    }
    found
}
