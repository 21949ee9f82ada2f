//! Decisions over real runs: what they outlive, and what ends them.

use crossclaim::model::report::Conflict;
use crossclaim::report::Mark;
use crossclaim::review::{Decision, Entry, Ledger, Standing};
use crossclaim::rules::Rulebook;
use crossclaim::{Corpus, check, read};

const GAZETTE: &str = "Rain fell on the valley.\n\nMayor Anders Quist of Vellmar opened the new bridge on Monday.\n";
const WIRE: &str = "Mayor Karin Dahl of Vellmar opened the new bridge on Monday.\n";

fn conflicts(documents: &[(&str, &str)]) -> Vec<Conflict> {
    let rules = Rulebook::builtin();
    let read = |(name, text): &(&str, &str)| read::document(name, text.as_bytes().to_vec()).expect("it reads");
    check(&Corpus::build(documents.iter().map(read).collect(), rules), rules).conflicts
}

/// A ledger with the one finding of the two texts dismissed.
fn dismissed(folder: &tempfile::TempDir) -> Ledger {
    let found = conflicts(&[("gazette.txt", GAZETTE), ("wire.txt", WIRE)]);
    assert_eq!(found.len(), 1, "{found:?}");
    let mut ledger = Ledger::open(&folder.path().join("ledger.jsonl")).expect("it reads");
    ledger.add(Entry::new(&found[0], Decision::Dismissed, "asked the town", "me")).expect("it is written");
    ledger
}

fn is_dismissed(ledger: &Ledger, found: &[Conflict]) -> bool {
    assert_eq!(found.len(), 1, "{found:?}");
    matches!(ledger.marks(found.iter())[&found[0].id], Mark::Decided { word: "dismissed", .. })
}

#[test]
fn a_decision_outlives_names_order_and_other_edits() {
    let folder = tempfile::tempdir().expect("a folder");
    let ledger = dismissed(&folder);
    let edited = format!("Schools close early on Friday.\n\n{GAZETTE}\nThe market moved to the square.\n");
    let third = format!("{WIRE}\nA brass band played.\n");
    for documents in [
        vec![("wire.txt", WIRE), ("gazette.txt", GAZETTE)],
        vec![("old/2024/a.md", GAZETTE), ("b.txt", WIRE)],
        vec![("gazette.txt", edited.as_str()), ("wire.txt", WIRE)],
        vec![("gazette.txt", GAZETTE), ("wire.txt", WIRE), ("third.txt", third.as_str())],
    ] {
        let found = conflicts(&documents);
        assert!(is_dismissed(&ledger, &found), "{documents:?}");
        assert_eq!(ledger.standings(&found)[0].1, Standing::Holds);
    }
}

#[test]
fn a_decision_ends_with_its_quotation() {
    let folder = tempfile::tempdir().expect("a folder");
    let ledger = dismissed(&folder);
    let found = conflicts(&[("gazette.txt", &GAZETTE.replace("Anders Quist", "Boris Lang")), ("wire.txt", WIRE)]);
    assert!(!is_dismissed(&ledger, &found));
    assert_eq!(ledger.standings(&found)[0].1, Standing::Expired);
    assert_eq!(ledger.standings(&conflicts(&[("wire.txt", WIRE)]))[0].1, Standing::Stale);
}
