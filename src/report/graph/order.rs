//! Which node comes first: findings and claims that cannot both hold, then what hangs on them, the nearest first, then the rest.

use std::collections::VecDeque;

use petgraph::graph::NodeIndex;

use super::{CANNOT_BOTH_HOLD, Rows};

/// The same graph with its conflicts first.
pub(super) fn conflicts_first(rows: &Rows) -> Rows {
    let order = order(rows);
    let mut place = vec![NodeIndex::end(); order.len()];
    let mut sorted = Rows::with_capacity(rows.node_count(), rows.edge_count());
    for node in order {
        place[node.index()] = sorted.add_node(rows[node].clone());
    }
    let mut edges: Vec<(NodeIndex, NodeIndex, &'static str)> =
        rows.raw_edges().iter().map(|edge| (place[edge.source().index()], place[edge.target().index()], edge.weight)).collect();
    edges.sort_by_key(|(from, to, relation)| (*relation != CANNOT_BOTH_HOLD, *from, *to));
    for (from, to, relation) in edges {
        sorted.add_edge(from, to, relation);
    }
    sorted
}

/// All nodes, by how many edges lie between them and a conflict.
fn order(rows: &Rows) -> Vec<NodeIndex> {
    let mut seen = vec![false; rows.node_count()];
    let mut order = Vec::with_capacity(rows.node_count());
    let clashes = rows.raw_edges().iter().filter(|edge| edge.weight == CANNOT_BOTH_HOLD);
    let findings = rows.node_indices().filter(|node| rows[*node].sort == "finding");
    let mut next: VecDeque<NodeIndex> = findings.chain(clashes.flat_map(|edge| [edge.source(), edge.target()])).collect();
    while let Some(node) = next.pop_front() {
        if std::mem::replace(&mut seen[node.index()], true) {
            continue;
        }
        order.push(node);
        let mut beside: Vec<NodeIndex> = rows.neighbors_undirected(node).filter(|beside| !seen[beside.index()]).collect();
        beside.sort_unstable();
        next.extend(beside);
    }
    order.extend(rows.node_indices().filter(|node| !seen[node.index()]));
    order
}
