//! Every rule, constraint and fact that is built in holds on its own examples.

use crossclaim::rules::{Rulebook, proof};

#[test]
fn the_built_in_rules_prove_themselves() {
    let outcome = proof::run(Rulebook::builtin(), None);
    assert!(outcome.failures.is_empty(), "{:#?}", outcome.failures);
}
