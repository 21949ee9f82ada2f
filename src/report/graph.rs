//! The claim graph in formats that graph programs read: DOT, GraphML and JSON.
//!
//! Its nodes are documents, the claims and figures that they state, the entities that these are about, and the findings, which lead to
//! what they cite. Claims of different documents that answer one question are tied by an edge that says whether both can hold. Findings
//! and claims that cannot both hold come first, what hangs on them next. Entities that nothing is claimed of are left out.

mod order;

use std::collections::BTreeMap;

use petgraph::dot::{Config, Dot};
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph_graphml::GraphMl;
use serde::Serialize;

use super::view::question;
use super::visible::one_line;
use super::words::word;
use crate::Corpus;
use crate::graph::{ClaimGraph, Edge, Node};
use crate::model::report::{Conflict, Evidence};
use crate::model::{Claim, EntityId, Figure, Filler, Tie, ValueType};
use crate::pairing::{Related, Relation};

/// A node with what programs show of it.
#[derive(Clone, Debug, Serialize)]
struct Row {
    sort: &'static str,
    label: String,
}

type Rows = DiGraph<Row, &'static str>;

const FIGURE: &str = "figure";
const SAME_QUESTION: &str = "same question";
const CANNOT_BOTH_HOLD: &str = "cannot both hold";

/// The graph in the language of Graphviz.
pub fn dot(corpus: &Corpus, conflicts: &[Conflict], related: &[Related]) -> String {
    let rows = rows(corpus, conflicts, related);
    let edge = |_: &_, edge: petgraph::graph::EdgeReference<&'static str>| {
        format!("label = {}{}", quoted(edge.weight()), line(edge.weight()))
    };
    let node = |_: &_, (_, node): (_, &Row)| format!("label = {}, shape = {}", quoted(&node.label), shape(node.sort));
    format!("{:?}", Dot::with_attr_getters(&rows, &[Config::EdgeNoLabel, Config::NodeNoLabel], &edge, &node))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// How an edge is drawn that goes neither way.
fn line(relation: &str) -> &'static str {
    match relation {
        SAME_QUESTION => ", dir = none, style = dashed",
        CANNOT_BOTH_HOLD => ", dir = none, color = red",
        _ => "",
    }
}

fn shape(sort: &str) -> &'static str {
    match sort {
        "entity" => "ellipse",
        "document" => "note",
        "finding" => "octagon",
        _ => "box",
    }
}

/// The graph as GraphML.
pub fn graphml(corpus: &Corpus, conflicts: &[Conflict], related: &[Related]) -> String {
    GraphMl::new(&rows(corpus, conflicts, related))
        .pretty_print(true)
        .export_node_weights(Box::new(|node: &Row| {
            vec![("sort".into(), node.sort.into()), ("label".into(), node.label.clone().into())]
        }))
        .export_edge_weights(Box::new(|edge: &&'static str| vec![("relation".into(), (*edge).into())]))
        .to_string()
}

/// The graph as JSON: `{"nodes": [{id, sort, label}], "edges": [{from, to, label}]}`.
pub fn json(corpus: &Corpus, conflicts: &[Conflict], related: &[Related]) -> String {
    #[derive(Serialize)]
    struct Numbered<'a> {
        id: usize,
        #[serde(flatten)]
        row: &'a Row,
    }
    #[derive(Serialize)]
    struct Tie {
        from: usize,
        to: usize,
        label: &'static str,
    }
    #[derive(Serialize)]
    struct Whole<'a> {
        nodes: Vec<Numbered<'a>>,
        edges: Vec<Tie>,
    }
    let rows = rows(corpus, conflicts, related);
    let tie = |edge: &petgraph::graph::Edge<&'static str>| Tie {
        from: edge.source().index(),
        to: edge.target().index(),
        label: edge.weight,
    };
    let nodes = rows.node_weights().enumerate().map(|(id, row)| Numbered { id, row }).collect();
    let whole = Whole { nodes, edges: rows.raw_edges().iter().map(tie).collect() };
    serde_json::to_string_pretty(&whole).expect("a graph is plain data") + "\n"
}

/// The graph with words for nodes and edges; control characters of the documents are made visible.
fn rows(corpus: &Corpus, conflicts: &[Conflict], related: &[Related]) -> Rows {
    let mut drawn = Drawn::claims(corpus);
    for (document, reading) in corpus.readings.iter().enumerate() {
        for figure in &reading.figures {
            let bytes = reading.document.in_file(figure.span).range();
            let node = drawn.state(document, bytes.clone(), Row::new(FIGURE, &figure_label(figure)));
            drawn.known.insert((document, bytes.start, bytes.end, FIGURE.to_string()), node);
        }
    }
    related.iter().for_each(|related| drawn.relate(related));
    conflicts.iter().for_each(|conflict| drawn.add(corpus, conflict));
    order::conflicts_first(&drawn.rows)
}

/// The graph as it grows, with where its claims and figures stand.
struct Drawn {
    rows: Rows,
    /// The node of each document.
    documents: Vec<NodeIndex>,
    /// The document, the bytes of its file, and the node of what stands there.
    stated: Vec<(usize, std::ops::Range<usize>, NodeIndex)>,
    /// The node of each claim by its document, its bytes, and the rule that read it or its id.
    known: BTreeMap<(usize, usize, usize, String), NodeIndex>,
}

impl Drawn {
    /// Documents and claims, and the entities that these are about.
    fn claims(corpus: &Corpus) -> Self {
        let graph = &corpus.graph;
        let is_wanted = |id| !matches!(graph.graph[id], Node::Entity(_)) || graph.graph.neighbors_undirected(id).next().is_some();
        let row = |node: &Node| match node {
            Node::Entity(id) => Row::new("entity", &graph.entity(*id).name),
            Node::Tie(id) => Row::new("claim", &claim_label(graph, graph.tie(*id))),
            Node::Source(document) => Row::new("document", &corpus.readings[*document].document.name),
        };
        let relation = |edge: &Edge| match edge {
            Edge::About => "about",
            Edge::Names => "names",
            Edge::StatedIn => "stated in",
        };
        let rows = graph.graph.filter_map(|id, node| is_wanted(id).then(|| row(node)), |_, edge| Some(relation(edge)));
        let of = |sort: &str| rows.node_indices().filter(|node| rows[*node].sort == sort).collect::<Vec<_>>();
        let place = |(tie, node): (&Tie<EntityId>, NodeIndex)| {
            let at = &tie.provenance;
            (at.document, corpus.readings[at.document].document.in_file(at.span).range(), node)
        };
        let stated: Vec<_> = graph.ties.iter().zip(of("claim")).map(place).collect();
        let known = graph
            .ties
            .iter()
            .zip(&stated)
            .map(|(tie, (document, bytes, node))| ((*document, bytes.start, bytes.end, tie.provenance.rule.clone()), *node));
        Self { documents: of("document"), known: known.collect(), stated, rows }
    }

    fn state(&mut self, document: usize, bytes: std::ops::Range<usize>, row: Row) -> NodeIndex {
        let node = self.rows.add_node(row);
        self.rows.add_edge(node, self.documents[document], "stated in");
        self.stated.push((document, bytes, node));
        node
    }

    /// Two claims that answer one question.
    fn relate(&mut self, related: &Related) {
        let relation = match related.relation {
            Relation::SameQuestion => SAME_QUESTION,
            Relation::CannotBothHold => CANNOT_BOTH_HOLD,
        };
        let [one, other] = [0, 1].map(|side| self.node(&related.claims[side]));
        self.rows.update_edge(one, other, relation);
    }

    /// The node of a claim: that of the tie or figure that it is, else one of its own.
    fn node(&mut self, claim: &Claim) -> NodeIndex {
        let bytes = claim.evidence.span.start..claim.evidence.span.end;
        let document = claim.evidence.place.0;
        let key = |name: &str| (document, bytes.start, bytes.end, name.to_string());
        let names = [read_as(claim), &claim.id];
        if let Some(known) = names.iter().find_map(|name| self.known.get(&key(name))) {
            return *known;
        }
        let own = key(&claim.id);
        let node = self.state(document, bytes, Row::new("claim", &format!("{}: {}", claim.attribute, claim.value)));
        self.known.insert(own, node);
        node
    }

    /// A finding, which leads to what stands at the places that it cites.
    fn add(&mut self, corpus: &Corpus, conflict: &Conflict) {
        let finding = self.rows.add_node(Row::new("finding", &format!("{}: {}", word(&conflict.status), question(conflict))));
        for claim in conflict.sides.iter().flat_map(|side| &side.claims) {
            let named = corpus.readings.iter().position(|reading| reading.document.name == claim.document);
            let Some(document) = named else { continue };
            let cited = self.cited(document, claim);
            let cited = if cited.is_empty() {
                vec![self.state(document, claim.span.start..claim.span.end, Row::new("claim", &claim.quote))]
            } else {
                cited
            };
            for node in cited {
                self.rows.update_edge(finding, node, "cites");
            }
        }
    }

    fn cited(&self, document: usize, claim: &Evidence) -> Vec<NodeIndex> {
        let meets = |bytes: &std::ops::Range<usize>| bytes.start < claim.span.end && claim.span.start < bytes.end;
        self.stated.iter().filter(|(at, bytes, _)| *at == document && meets(bytes)).map(|(.., node)| *node).collect()
    }
}

impl Row {
    fn new(sort: &'static str, label: &str) -> Self {
        Self { sort, label: one_line(label) }
    }
}

/// By what a claim is known among the nodes: figures as such, what a rule read by the rule, one from outside by itself.
fn read_as(claim: &Claim) -> &str {
    match claim.value.sort() {
        _ if claim.evidence.handed.is_some() => &claim.id,
        ValueType::Figure | ValueType::Age => FIGURE,
        _ => &claim.evidence.rule,
    }
}

fn figure_label(figure: &Figure) -> String {
    let what = figure.measure.as_deref().unwrap_or(&figure.noun);
    format!("{what}: {}", figure.quantity)
}

fn claim_label(graph: &ClaimGraph, tie: &Tie<EntityId>) -> String {
    let attribute = if tie.attribute.detail.is_empty() { &tie.attribute.id } else { &tie.attribute.detail };
    match &tie.value {
        Filler::Entity(value) => format!("{attribute}: {}", graph.entity(*value).name),
        Filler::Text(text) => format!("{attribute}: {text}"),
        Filler::Flag(_) => attribute.clone(),
    }
}
