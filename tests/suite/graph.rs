//! The graph: which claims are tied by one question, which of these cannot both hold, and what comes first.

use std::collections::BTreeMap;

use serde_json::Value;

use super::cli::crossclaim;

const LEAD: &str = "The Brennick quarry at Sorvik was reopened on Tuesday by the engineers of Halden Stone.";

/// The graph of two reports of one story in a format.
fn written(told: [&str; 2], format: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, told) in ["a.txt", "b.txt"].iter().zip(told) {
        std::fs::write(folder.path().join(name), format!("{LEAD} {told}\n")).expect("a file");
    }
    let run = crossclaim(folder.path()).args(["graph", "a.txt", "b.txt", "--format", format]).output().expect("it runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).expect("UTF-8")
}

struct Graph {
    /// Sort and label of each node, in order.
    nodes: Vec<(String, String)>,
    /// From, to, relation.
    edges: Vec<(usize, usize, String)>,
}

fn graph(told: [&str; 2]) -> Graph {
    let whole: Value = serde_json::from_str(&written(told, "json")).expect("JSON");
    let text = |value: &Value| value.as_str().expect("a text").to_string();
    let number = |value: &Value| value.as_u64().expect("a number") as usize;
    let nodes: Vec<&Value> = whole["nodes"].as_array().expect("nodes").iter().collect();
    assert!(nodes.iter().enumerate().all(|(at, node)| number(&node["id"]) == at));
    let edges = whole["edges"].as_array().expect("edges").iter();
    Graph {
        nodes: nodes.iter().map(|node| (text(&node["sort"]), text(&node["label"]))).collect(),
        edges: edges.map(|edge| (number(&edge["from"]), number(&edge["to"]), text(&edge["label"]))).collect(),
    }
}

impl Graph {
    /// The labels of the two ends of each edge of a relation, but for what both reports say of the story.
    fn tied(&self, relation: &str) -> Vec<[&str; 2]> {
        let label = |at: usize| self.nodes[at].1.as_str();
        let ends = self.edges.iter().filter(|edge| edge.2 == relation).map(|(from, to, _)| [label(*from), label(*to)]);
        ends.filter(|[one, other]| one != other || !one.contains("Tuesday") && !one.contains("reopen")).collect()
    }
}

#[test]
fn values_that_cannot_both_be_true_are_tied_as_such() {
    let graph = graph(["The mill was built in 1894.", "The mill was built in 1849."]);
    assert_eq!(graph.tied("cannot both hold"), [["build: 1894", "build: 1849"]]);
    assert!(!graph.tied("same question").contains(&["build: 1894", "build: 1849"]));
}

#[test]
fn one_answer_in_two_forms_is_one_question_and_no_clash() {
    let graph = graph(["The storm sank 28 boats.", "The storm sank at least 20 boats."]);
    assert_eq!(graph.tied("cannot both hold"), Vec::<[&str; 2]>::new());
    assert!(graph.tied("same question").contains(&["boat: 28", "boat: at least 20"]), "{:?}", graph.tied("same question"));
}

#[test]
fn two_questions_are_not_tied() {
    let cases = [
        (
            ["The clinic in Oslo treated 40 patients.", "The clinic in Madrid treated 35 patients."],
            ["patient: 40", "patient: 35"],
        ),
        (["The storm sank 28 boats.", "The storm killed 40 sheep."], ["boat: 28", "sheep: 40"]),
        (["In 2019, the hall had 420 seats.", "In 2024, the hall had 380 seats."], ["seat: 420", "seat: 380"]),
    ];
    for (told, values) in cases {
        let graph = graph(told);
        assert!(values.iter().all(|value| graph.nodes.iter().any(|node| node.1 == *value)), "{:?}", graph.nodes);
        let tied = ["cannot both hold", "same question"].map(|relation| graph.tied(relation)).concat();
        assert!(!tied.contains(&values), "{told:?}");
    }
}

/// What is in the graph already is tied where it stands; nothing is drawn twice.
#[test]
fn figures_and_claims_of_rules_are_tied_themselves() {
    let graph = graph(["The storm sank 28 boats.", "The storm sank 40 boats."]);
    assert_eq!(graph.tied("cannot both hold"), [["boat: 28", "boat: 40"]]);
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    graph.nodes.iter().for_each(|(_, label)| *count.entry(label).or_default() += 1);
    assert_eq!((count["boat: 28"], count["boat: 40"]), (1, 1), "{:?}", graph.nodes);
    let sort = |label: &str| graph.nodes.iter().find(|node| node.1 == label).map(|node| node.0.as_str());
    assert_eq!((sort("boat: 28"), sort("boat: 40")), (Some("figure"), Some("figure")));
}

#[test]
fn conflicts_come_first_and_what_hangs_on_them_next() {
    let told = ["Ilse Brandt runs a bakery. The storm sank 28 boats.", "Mia Lunde owns 40 sheep. The storm sank 40 boats."];
    let graph = graph(told);
    let at = |label: &str| graph.nodes.iter().position(|node| node.1 == label).expect("a node");
    assert_eq!(graph.nodes[0].0, "finding");
    assert_eq!([at("boat: 28"), at("boat: 40")].iter().max(), Some(&2), "{:?}", graph.nodes);
    assert!(at("a.txt") < at("sheep: 40") && at("b.txt") < at("sheep: 40"), "{:?}", graph.nodes);
    assert_eq!(graph.edges[0].2, "cannot both hold");
    assert_eq!(graph.edges[1].2, "cites");
}

#[test]
fn every_format_has_the_edges() {
    let told =
        ["The storm sank 28 boats. The mill was built in 1894.", "The storm sank 40 boats. The mill was built in the 1890s."];
    let dot = written(told, "dot");
    assert!(dot.contains(r#"label = "cannot both hold", dir = none, color = red"#), "{dot}");
    assert!(dot.contains(r#"label = "same question", dir = none, style = dashed"#), "{dot}");
    let markup = written(told, "graphml");
    for relation in ["cannot both hold", "same question", "cites", "stated in"] {
        assert!(markup.contains(&format!("<data key=\"relation\">{relation}</data>")), "{relation}: {markup}");
    }
}
