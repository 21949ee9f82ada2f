//! The library in twenty lines: read documents, check them, print what cannot hold together.
//!
//! `cargo run --release --example report -- examples/harbour`

use crossclaim::error::Error;
use crossclaim::rules::Rulebook;
use crossclaim::{Corpus, check, read};

fn main() -> Result<(), Error> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let sources = read::sources(&paths, &read::Options::default())?;
    let rules = Rulebook::builtin();
    let corpus = Corpus::build(sources.documents, rules);
    for conflict in check(&corpus, rules).conflicts {
        println!("{:?} {:?}: {}", conflict.status, conflict.kind, conflict.explanation);
        for claim in conflict.sides.iter().flat_map(|side| &side.claims) {
            println!("    {}:{}: {}", claim.document, claim.line, claim.quote);
        }
    }
    Ok(())
}
