//! The texts of the documents with their claims marked in place.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::model::report::{Conflict, Evidence};
use crate::report::view::View;
use crate::report::visible::{one_line, visible};
use crate::report::words::word;

/// A document on the page.
#[derive(Serialize)]
pub struct Text {
    anchor: String,
    name: String,
    title: Option<String>,
    byline: String,
    published_from: Option<String>,
    /// Whether only the quoted sentences are at hand.
    partial: bool,
    paragraphs: Vec<Vec<Piece>>,
}

/// A stretch of text that is marked as a whole or not at all.
#[derive(Default, Serialize)]
struct Piece {
    text: String,
    /// The most pressing status of the findings that cite it, empty for none.
    status: String,
    anchor: Option<String>,
    /// The findings whose claims end here.
    findings: Vec<usize>,
}

/// A claim to be marked.
struct Mark<'a> {
    start: usize,
    end: usize,
    status: String,
    rank: usize,
    finding: usize,
    claim: &'a Evidence,
}

/// All claims that findings cite, by document.
pub struct Marks<'a> {
    by_document: BTreeMap<&'a str, Vec<Mark<'a>>>,
    places: BTreeMap<&'a str, usize>,
}

impl<'a> Marks<'a> {
    pub fn of(view: &View<'a>) -> Self {
        let places = view.report.documents.iter().enumerate().map(|(at, document)| (document.name.as_str(), at + 1)).collect();
        let mut by_document: BTreeMap<&str, Vec<Mark>> = BTreeMap::new();
        let conflicts = view.by_entity().into_iter().flat_map(|(_, conflicts)| conflicts);
        for (finding, conflict) in (1..).zip(conflicts) {
            for claim in conflict.sides.iter().flat_map(|side| &side.claims) {
                by_document.entry(&claim.document).or_default().push(Mark::new(finding, conflict, claim));
            }
        }
        for marks in by_document.values_mut() {
            marks.sort_by_key(|mark| (mark.start, mark.end, mark.finding));
        }
        Self { by_document, places }
    }

    /// Where a claim stands on the page.
    pub fn anchor(&self, claim: &Evidence) -> String {
        match self.places.get(claim.document.as_str()) {
            Some(at) if self.is_marked(claim) => format!("t{at}-{}", claim.span.start),
            Some(at) => format!("t{at}"),
            None => "texts".to_string(),
        }
    }

    fn is_marked(&self, claim: &Evidence) -> bool {
        let marks = self.by_document.get(claim.document.as_str());
        marks.is_some_and(|marks| marks.binary_search_by_key(&claim.span.start, |mark| mark.start).is_ok())
    }
}

impl<'a> Mark<'a> {
    fn new(finding: usize, conflict: &Conflict, claim: &'a Evidence) -> Self {
        Self {
            start: claim.span.start,
            end: claim.span.end.max(claim.span.start + 1),
            status: word(&conflict.status),
            rank: crate::report::words::rank(conflict.status),
            finding,
            claim,
        }
    }
}

pub fn texts(view: &View, marks: &Marks) -> Vec<Text> {
    let none = Vec::new();
    let documents = view.report.documents.iter().zip(1..);
    documents
        .map(|(document, at)| {
            let marks = marks.by_document.get(document.name.as_str()).unwrap_or(&none);
            let text = view.texts.get(document.name.as_str());
            let known = text.map_or_else(|| sentences(marks), |text| paragraphs(text));
            Text {
                anchor: format!("t{at}"),
                name: one_line(&document.name),
                title: document.title.as_deref().map(one_line),
                byline: view.byline(&document.name),
                published_from: document.published_from.as_deref().map(one_line),
                partial: text.is_none(),
                paragraphs: pieces(at, &known, marks),
            }
        })
        .collect()
}

/// The lines of a text that are not blank, with their offsets; front matter stands in the heading already.
fn paragraphs(text: &str) -> Vec<(usize, &str)> {
    let mut start = text.strip_prefix("---\n").and_then(|rest| rest.find("\n---\n")).map_or(0, |at| at + "---\n\n---\n".len());
    let mut out = Vec::new();
    for line in text[start..].split_inclusive('\n') {
        if !line.trim().is_empty() {
            out.push((start, line.trim_end()));
        }
        start += line.len();
    }
    out
}

/// The sentences that are quoted, for want of the text.
fn sentences<'a>(marks: &[Mark<'a>]) -> Vec<(usize, &'a str)> {
    let found: BTreeMap<usize, &str> =
        marks.iter().map(|mark| (mark.claim.sentence.start, mark.claim.sentence.text.as_str())).collect();
    found.into_iter().collect()
}

fn pieces(document: usize, paragraphs: &[(usize, &str)], marks: &[Mark]) -> Vec<Vec<Piece>> {
    let mut seen = BTreeSet::new();
    let mut from = 0;
    let mut out = Vec::new();
    for (start, text) in paragraphs {
        let end = start + text.len();
        while marks.get(from).is_some_and(|mark| mark.end <= *start) {
            from += 1;
        }
        let inside: Vec<&Mark> =
            marks[from..].iter().take_while(|mark| mark.start < end).filter(|mark| mark.end > *start).collect();
        out.push(cut(document, *start, text, &inside, &mut seen));
    }
    out
}

/// The paragraph in pieces, cut wherever a mark begins or ends.
fn cut(document: usize, start: usize, text: &str, marks: &[&Mark], seen: &mut BTreeSet<usize>) -> Vec<Piece> {
    let end = start + text.len();
    let edges = marks.iter().flat_map(|mark| [mark.start, mark.end]).filter(|edge| *edge > start && *edge < end);
    let edges: BTreeSet<usize> = edges.chain([start, end]).filter(|edge| text.is_char_boundary(edge - start)).collect();
    let edges: Vec<usize> = edges.into_iter().collect();
    let mut out = Vec::new();
    for pair in edges.windows(2) {
        let covering: Vec<&&Mark> = marks.iter().filter(|mark| mark.start < pair[1] && mark.end > pair[0]).collect();
        let first = covering.iter().find(|mark| mark.start >= pair[0] || seen.is_empty()).map(|mark| mark.start);
        let top = covering.iter().min_by_key(|mark| mark.rank);
        let ends: BTreeSet<usize> =
            covering.iter().filter(|mark| mark.end.min(end) == pair[1]).map(|mark| mark.finding).collect();
        out.push(Piece {
            text: visible(&text[pair[0] - start..pair[1] - start]).into_owned(),
            status: top.map(|mark| mark.status.clone()).unwrap_or_default(),
            anchor: first.filter(|at| seen.insert(*at)).map(|at| format!("t{document}-{at}")),
            findings: ends.into_iter().collect(),
        });
    }
    out
}
