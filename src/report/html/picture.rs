//! A picture of the claims about an entity: the entity, the questions, the answers, the documents.

use std::collections::BTreeMap;

use serde::Serialize;

use super::chart::Tick;
use super::source;
use crate::model::report::Conflict;
use crate::report::excerpt::clip;
use crate::report::view::{View, subject};
use crate::report::visible::one_line;
use crate::report::words::word;

/// Left edges of the four columns, and the width of a node, in pixels.
const COLUMNS: [usize; 4] = [0, 210, 430, 700];
const WIDTHS: [usize; 4] = [160, 180, 220, 200];
const ROW: usize = 54;
/// Heights of nodes with one line of text and with two.
const HEIGHTS: [usize; 2] = [28, 44];
/// Pixels of a letter, at most.
const LETTER: usize = 8;

/// Nodes and edges in their places, for the template to draw.
#[derive(Default, Serialize)]
pub struct Picture {
    height: usize,
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    /// Pairs of answers that cannot both hold.
    clashes: Vec<Edge>,
}

#[derive(Serialize)]
struct Node {
    x: usize,
    y: usize,
    width: usize,
    height: usize,
    lines: Vec<Tick>,
    full: String,
    class: &'static str,
    status: String,
    /// What the node leads to on the page.
    link: String,
}

#[derive(Serialize)]
struct Edge {
    path: String,
    status: String,
}

/// The entity's findings are numbered from `before + 1`.
pub fn picture(view: &View, entity: &str, conflicts: &[&Conflict], before: usize) -> Picture {
    let mut picture = Picture::default();
    let documents = documents(view, conflicts);
    let answers: usize = conflicts.iter().map(|conflict| conflict.sides.len()).sum();
    let rows = answers.max(documents.len()).max(1);
    picture.height = rows * ROW + 8;
    let middle = |count: usize, at: usize| (2 * at + 1) * rows * ROW / (2 * count.max(1));
    picture.node(0, middle(1, 0), &subject(entity), "entity", "", "#findings".to_string());
    for (name, (at, number)) in &documents {
        picture.node(3, middle(documents.len(), *at), &source(view, name), "document", "", format!("#t{number}"));
    }
    let mut row = 0;
    for (at, conflict) in conflicts.iter().enumerate() {
        let status = word(&conflict.status);
        let link = format!("#f{}", before + at + 1);
        let (first, last) = (middle(answers, row), middle(answers, row + conflict.sides.len().max(1) - 1));
        let question = usize::midpoint(first, last);
        picture.node(1, question, &conflict.attribute, "question", &status, link.clone());
        picture.edge((0, middle(1, 0)), (1, question), "");
        for side in &conflict.sides {
            let answer = middle(answers, row);
            picture.node(2, answer, &side.value, "answer", &status, link.clone());
            picture.edge((1, question), (2, answer), &status);
            let mut cited: Vec<usize> =
                side.said().filter_map(|claim| documents.get(claim.document.as_str())).map(|(at, _)| *at).collect();
            cited.dedup();
            for document in cited {
                picture.edge((2, answer), (3, middle(documents.len(), document)), "");
            }
            row += 1;
        }
        picture.clash(first, last, &status);
    }
    picture
}

/// The cited documents, with their row in the picture and their number on the page.
fn documents<'a>(view: &View<'a>, conflicts: &[&'a Conflict]) -> BTreeMap<&'a str, (usize, usize)> {
    let cited = |name: &str| {
        conflicts.iter().flat_map(|conflict| &conflict.sides).flat_map(|side| &side.claims).any(|claim| claim.document == name)
    };
    let all = view.report.documents.iter().zip(1..).filter(|(document, _)| cited(&document.name));
    all.enumerate().map(|(row, (document, number))| (document.name.as_str(), (row, number))).collect()
}

impl Picture {
    fn node(&mut self, column: usize, y: usize, text: &str, class: &'static str, status: &str, link: String) {
        let width = WIDTHS[column];
        let full = one_line(text);
        let lines = lines(&full, width / LETTER - 2);
        let height = HEIGHTS[lines.len().clamp(1, 2) - 1];
        let first = y as f64 - 8.0 * lines.len().saturating_sub(1) as f64;
        let lines = lines.into_iter().enumerate().map(|(at, label)| Tick { at: first + 16.0 * at as f64, label });
        self.nodes.push(Node {
            x: COLUMNS[column],
            y,
            width,
            height,
            lines: lines.collect(),
            full: clip(&full, 300),
            class,
            status: status.to_string(),
            link,
        });
    }

    fn edge(&mut self, (from, y1): (usize, usize), (to, y2): (usize, usize), status: &str) {
        let (x1, x2) = (COLUMNS[from] + WIDTHS[from], COLUMNS[to]);
        let bend = usize::midpoint(x1, x2);
        self.edges.push(Edge { path: format!("M{x1} {y1}C{bend} {y1} {bend} {y2} {x2} {y2}"), status: status.to_string() });
    }

    /// A bracket beside the answers that clash.
    fn clash(&mut self, first: usize, last: usize, status: &str) {
        let x = COLUMNS[2] + WIDTHS[2] + 6;
        if first < last {
            self.clashes.push(Edge { path: format!("M{x} {first}h8V{last}h-8"), status: status.to_string() });
        }
    }
}

/// The text in two lines at most, cut where it is longer.
fn lines(text: &str, letters: usize) -> Vec<String> {
    let wrapped = textwrap::wrap(text, letters);
    match wrapped.len() {
        0..=2 => wrapped.into_iter().map(|line| line.into_owned()).collect(),
        _ => vec![wrapped[0].to_string(), clip(&format!("{} {}", wrapped[1], wrapped[2]), letters)],
    }
}
