//! Versions of one item are one source: the latest that was handed in counts, and none where the outlet withdrew it.

use std::collections::BTreeMap;

use crate::model::report::Remark;
use crate::model::{Document, Item};

/// Letters of an identifier that no other outlet gives by chance.
const LONG: usize = 16;

/// Leaves out what a later version supersedes and what was withdrawn, and says so.
pub fn keep_latest(documents: &mut Vec<Document>) -> Vec<Remark> {
    let mut latest: BTreeMap<String, usize> = BTreeMap::new();
    for (at, document) in documents.iter().enumerate() {
        let Some(item) = document.item.as_ref().filter(|item| is_global(&item.id)) else { continue };
        let best = latest.entry(item.id.clone()).or_insert(at);
        if order(document) > order(&documents[*best]) {
            *best = at;
        }
    }
    let names: BTreeMap<String, String> = latest.iter().map(|(id, at)| (id.clone(), documents[*at].name.clone())).collect();
    let cancelled = |id: &str| latest.get(id).is_some_and(|at| documents[*at].item.as_ref().is_some_and(|item| item.cancelled));
    let gone: Vec<Option<String>> = documents
        .iter()
        .enumerate()
        .map(|(at, document)| {
            let Item { id, .. } = document.item.as_ref().filter(|item| is_global(&item.id))?;
            match latest.get(id) {
                _ if cancelled(id) => Some("left out: the outlet withdrew this item".to_string()),
                Some(best) if *best != at => Some(format!("left out: {} is a later version of the same item", names[id])),
                _ => None,
            }
        })
        .collect();
    let mut remarks = Vec::new();
    let mut gone = gone.into_iter();
    documents.retain(|document| match gone.next().flatten() {
        Some(what) => {
            remarks.push(Remark { document: document.name.clone(), what });
            false
        }
        None => true,
    });
    remarks
}

/// Whether an identifier names one item everywhere, and not the seventeenth of some list.
fn is_global(id: &str) -> bool {
    id.contains(':') || id.len() >= LONG
}

/// What decides between two versions: their number, their time, their day, and then the name and the text, so that the order in which
/// they were handed in does not.
fn order(document: &Document) -> impl PartialOrd + '_ {
    let version = document.item.as_ref().map(|item| &item.version);
    let day = document.modified.as_ref().or(document.published.as_ref()).map(|date| date.value);
    (version, day, &document.name, &document.text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Version;

    fn item(name: &str, id: &str, number: u64, cancelled: bool) -> Document {
        let version = Version { number: Some(number), time: None };
        Document { name: name.into(), item: Some(Item { id: id.into(), version, cancelled }), ..Document::default() }
    }

    #[test]
    fn the_latest_version_is_the_source() {
        let mut documents = vec![
            item("a", "urn:news:mill", 2, false),
            item("b", "urn:news:mill", 1, false),
            item("c", "urn:news:ferry", 1, false),
            item("d", "urn:news:ferry", 2, true),
            item("e", "17", 1, false),
            item("f", "17", 2, false),
            Document { name: "g".into(), ..Document::default() },
        ];
        let remarks = keep_latest(&mut documents);
        let names: Vec<&str> = documents.iter().map(|document| document.name.as_str()).collect();
        assert_eq!(names, ["a", "e", "f", "g"]);
        let told: Vec<(&str, bool)> =
            remarks.iter().map(|remark| (remark.document.as_str(), remark.what.contains("withdrew"))).collect();
        assert_eq!(told, [("b", false), ("c", true), ("d", true)]);
    }
}
