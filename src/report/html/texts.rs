//! The texts of the documents with their claims marked in place.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{ROOM, source};
use crate::model::report::{Conflict, Evidence, Side};
use crate::report::excerpt::{clip, is_sentence};
use crate::report::markup::{self, Line, Markup, Style};
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
    /// The outlet or name, as the filter has it.
    source: String,
    published_from: Option<String>,
    /// Whether only the quoted sentences are at hand.
    partial: bool,
    paragraphs: Vec<Paragraph>,
}

#[derive(Serialize)]
struct Paragraph {
    class: &'static str,
    pieces: Vec<Piece>,
}

/// A stretch of text that is marked as a whole or not at all.
#[derive(Default, Serialize)]
struct Piece {
    text: String,
    /// How it looks, apart from the mark.
    look: String,
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
        let conflicts = view.by_entity().into_iter().flat_map(|(_, conflicts)| conflicts).chain(view.possible());
        for (finding, conflict) in (1..).zip(conflicts) {
            for claim in conflict.sides.iter().flat_map(marked) {
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

/// The claims of a side that are marked: all but the sentences that a value was computed from.
fn marked(side: &Side) -> impl Iterator<Item = &Evidence> {
    side.claims.iter().filter(|claim| !side.computed || !is_sentence(claim))
}

pub fn texts(view: &View, marks: &Marks) -> Vec<Text> {
    let none = Vec::new();
    let documents = view.report.documents.iter().zip(1..);
    documents
        .map(|(document, at)| {
            let marks = marks.by_document.get(document.name.as_str()).unwrap_or(&none);
            let text = view.texts.get(document.name.as_str());
            let known = text.map_or_else(|| sentences(marks), |text| paragraphs(text));
            let title = document.title.as_deref().map(one_line);
            let mut paragraphs = pieces(at, &known, marks, markup::is_markdown(&document.name));
            if paragraphs.first().is_some_and(|first| first.repeats(title.as_deref())) {
                paragraphs.remove(0);
            }
            Text {
                anchor: format!("t{at}"),
                name: one_line(&document.name),
                title,
                byline: clip(&view.byline(&document.name), ROOM),
                source: source(view, &document.name),
                published_from: document.published_from.as_deref().map(one_line),
                partial: text.is_none(),
                paragraphs,
            }
        })
        .collect()
}

impl Paragraph {
    /// Whether it says the same as the heading of the page, and nothing in it is marked.
    fn repeats(&self, title: Option<&str>) -> bool {
        let text: String = self.pieces.iter().map(|piece| piece.text.as_str()).collect();
        title == Some(one_line(&text).as_str()) && self.pieces.iter().all(|piece| piece.status.is_empty())
    }
}

/// The lines of a text that are not blank, with their offsets; front matter stands in the heading already.
fn paragraphs(text: &str) -> Vec<(usize, &str)> {
    let mut start = front_matter(text);
    let mut out = Vec::new();
    for line in text[start..].split_inclusive('\n') {
        if !line.trim().is_empty() {
            out.push((start, line.trim_end()));
        }
        start += line.len();
    }
    out
}

/// Bytes of what stands between two `---` lines at the beginning.
fn front_matter(text: &str) -> usize {
    let mark = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut at = mark;
    for (number, line) in text[mark..].split_inclusive('\n').enumerate() {
        at += line.len();
        match (number, line.trim_end() == "---") {
            (0, false) => break,
            (0, true) | (_, false) => {}
            (_, true) => return at,
        }
    }
    mark
}

/// The sentences that are quoted, for want of the text.
fn sentences<'a>(marks: &[Mark<'a>]) -> Vec<(usize, &'a str)> {
    let found: BTreeMap<usize, &str> =
        marks.iter().map(|mark| (mark.claim.sentence.start, mark.claim.sentence.text.as_str())).collect();
    found.into_iter().collect()
}

fn pieces(document: usize, paragraphs: &[(usize, &str)], marks: &[Mark], markdown: bool) -> Vec<Paragraph> {
    let mut seen = BTreeSet::new();
    let mut markup = Markup::default();
    let mut from = 0;
    let mut out = Vec::new();
    for (start, text) in paragraphs {
        let end = start + text.len();
        while marks.get(from).is_some_and(|mark| mark.end <= *start) {
            from += 1;
        }
        let inside: Vec<&Mark> =
            marks[from..].iter().take_while(|mark| mark.start < end).filter(|mark| mark.end > *start).collect();
        let line = if markdown { markup.read(text) } else { Line::default() };
        out.push(Paragraph { class: line.class, pieces: cut(document, *start, text, &line, &inside, &mut seen) });
    }
    out
}

/// The paragraph in pieces, cut wherever a mark or a style begins or ends.
fn cut(document: usize, start: usize, text: &str, line: &Line, marks: &[&Mark], seen: &mut BTreeSet<usize>) -> Vec<Piece> {
    let end = start + text.len();
    let edges = marks.iter().flat_map(|mark| [mark.start, mark.end]).filter(|edge| *edge > start && *edge < end);
    let styled = line.styles.iter().flat_map(|(range, _)| [start + range.start, start + range.end]);
    let edges: BTreeSet<usize> =
        edges.chain(styled).chain([start, end]).filter(|edge| text.is_char_boundary(edge - start)).collect();
    let edges: Vec<usize> = edges.into_iter().collect();
    let mut out: Vec<Piece> = Vec::new();
    for pair in edges.windows(2) {
        let covering: Vec<&&Mark> = marks.iter().filter(|mark| mark.start < pair[1] && mark.end > pair[0]).collect();
        let styles = || line.styles.iter().filter(|(range, _)| range.contains(&(pair[0] - start))).map(|(_, style)| *style);
        let ends = covering.iter().filter(|mark| mark.end.min(end) == pair[1]).map(|mark| mark.finding);
        if styles().any(|style| style == Style::Hidden) {
            if let Some(last) = out.last_mut().filter(|last| !last.status.is_empty()) {
                last.findings.extend(ends);
            }
            continue;
        }
        let first = covering.iter().map(|mark| mark.start).find(|at| !seen.contains(at));
        let top = covering.iter().min_by_key(|mark| mark.rank);
        out.push(Piece {
            text: visible(&text[pair[0] - start..pair[1] - start]).into_owned(),
            look: look(styles()),
            status: top.map(|mark| mark.status.clone()).unwrap_or_default(),
            anchor: first.filter(|at| seen.insert(*at)).map(|at| format!("t{document}-{at}")),
            findings: ends.collect::<BTreeSet<usize>>().into_iter().collect(),
        });
    }
    out
}

fn look(styles: impl Iterator<Item = Style>) -> String {
    let names = styles.filter_map(|style| match style {
        Style::Hidden => None,
        Style::Quiet => Some("quiet"),
        Style::Emphasis => Some("emphasis"),
        Style::Strong => Some("strong"),
    });
    names.collect::<BTreeSet<&str>>().into_iter().collect::<Vec<_>>().join(" ")
}
