//! The claim graph in formats that graph programs read: DOT, GraphML and JSON.

use petgraph::dot::{Config, Dot};
use petgraph::graph::DiGraph;
use petgraph_graphml::GraphMl;
use serde::Serialize;

use crate::graph::{ClaimGraph, Edge, Node};
use crate::model::{Claim, EntityId, Reading, Value};

/// A node with what programs show of it.
#[derive(Debug, Serialize)]
struct NodeRow {
    id: usize,
    sort: &'static str,
    label: String,
}

#[derive(Debug, Serialize)]
struct EdgeRow {
    from: usize,
    to: usize,
    label: &'static str,
}

#[derive(Debug, Serialize)]
struct Rows {
    nodes: Vec<NodeRow>,
    edges: Vec<EdgeRow>,
}

/// The graph in the language of Graphviz.
pub fn dot(graph: &ClaimGraph, readings: &[Reading]) -> String {
    let labels = labelled(graph, readings);
    let edge = |_: &_, edge: petgraph::graph::EdgeReference<&'static str>| format!("label = {}", quoted(edge.weight()));
    let node = |_: &_, (_, node): (_, &NodeRow)| format!("label = {}, shape = {}", quoted(&node.label), shape(node.sort));
    format!("{:?}", Dot::with_attr_getters(&labels, &[Config::EdgeNoLabel, Config::NodeNoLabel], &edge, &node))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn shape(sort: &str) -> &'static str {
    match sort {
        "entity" => "ellipse",
        "claim" => "box",
        _ => "note",
    }
}

/// The graph as GraphML.
pub fn graphml(graph: &ClaimGraph, readings: &[Reading]) -> String {
    let labels = labelled(graph, readings);
    GraphMl::new(&labels)
        .pretty_print(true)
        .export_node_weights(Box::new(|node: &NodeRow| {
            vec![("sort".into(), node.sort.into()), ("label".into(), node.label.clone().into())]
        }))
        .export_edge_weights(Box::new(|edge: &&'static str| vec![("label".into(), (*edge).into())]))
        .to_string()
}

/// The graph as JSON: `{"nodes": [{id, sort, label}], "edges": [{from, to, label}]}`.
pub fn json(graph: &ClaimGraph, readings: &[Reading]) -> String {
    let labels = labelled(graph, readings);
    let edges = labels.raw_edges().iter().map(|edge| EdgeRow {
        from: edge.source().index(),
        to: edge.target().index(),
        label: edge.weight,
    });
    let rows = Rows { edges: edges.collect(), nodes: labels.into_nodes_edges().0.into_iter().map(|node| node.weight).collect() };
    serde_json::to_string_pretty(&rows).expect("a graph is plain data")
}

/// The same graph with words for nodes and edges; control characters of the documents are made visible.
fn labelled(graph: &ClaimGraph, readings: &[Reading]) -> DiGraph<NodeRow, &'static str> {
    let label = |node: &Node| match node {
        Node::Entity(id) => ("entity", graph.entity(*id).name.clone()),
        Node::Claim(id) => ("claim", claim_label(graph, graph.claim(*id))),
        Node::Source(document) => ("document", readings[*document].document.name.clone()),
    };
    graph.graph.map(
        |id, node| {
            let (sort, label) = label(node);
            NodeRow { id: id.index(), sort, label: super::visible::visible(&label).into_owned() }
        },
        |_, edge| match edge {
            Edge::About => "about",
            Edge::Names => "names",
            Edge::StatedIn => "stated in",
        },
    )
}

fn claim_label(graph: &ClaimGraph, claim: &Claim<EntityId>) -> String {
    let attribute = if claim.attribute.detail.is_empty() { &claim.attribute.id } else { &claim.attribute.detail };
    match &claim.value {
        Value::Entity(value) => format!("{attribute}: {}", graph.entity(*value).name),
        Value::Text(text) => format!("{attribute}: {text}"),
        Value::Time(time) => format!("{attribute}: {}", time.text),
        Value::Quantity(_) | Value::Flag(_) => attribute.clone(),
    }
}
