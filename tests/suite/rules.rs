//! Every rule, constraint and fact holds on its own examples: those that are built in, and the one that `rules/README.md` shows.

use crossclaim::rules::{Rulebook, proof};

#[test]
fn the_built_in_rules_prove_themselves() {
    let outcome = proof::run(Rulebook::builtin(), None);
    assert!(outcome.failures.is_empty(), "{:#?}", outcome.failures);
}

#[test]
fn the_example_of_the_guide_works() {
    let guide = include_str!("../../rules/README.md");
    let pack = guide.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a pack in the guide");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("flags.toml");
    std::fs::write(&file, pack).expect("the pack can be written");
    let rules = Rulebook::with_packs(&[file]).expect("the pack loads");
    let outcome = proof::run(&rules, Some("flagged-ship"));
    assert!(outcome.examples == 2 && outcome.failures.is_empty(), "{:#?}", outcome.failures);
}
