//! How time and memory grow with the number of documents.
//!
//! `cargo bench --bench corpus` checks 100 and then 1,000 documents, each in a process of its own, and prints what either took and how
//! many times the second is of the first. The documents are our example articles over and over, each time with other names, so that
//! every copy is a story of its own.

use std::collections::BTreeMap;
use std::io::Error;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use crossclaim::analyse::Model;
use crossclaim::model::Document;
use crossclaim::rules::Rulebook;
use crossclaim::{Corpus, check, read};

const SIZES: [usize; 2] = [100, 1000];
const FOLDERS: [&str; 2] = ["examples/harbour", "tests/data/ferry"];
/// Of invented names; four of them make more names than a run needs.
const SYLLABLES: [&str; 16] =
    ["ba", "ke", "ri", "lo", "mu", "sa", "ten", "vor", "dal", "pin", "gor", "hel", "mis", "nab", "tur", "fe"];

/// What a run took.
struct Taken {
    seconds: f64,
    /// The largest amount of memory that the process held, in MiB; none where the system does not tell.
    peak: Option<f64>,
}

fn main() -> Result<(), Error> {
    let mut arguments = std::env::args().skip_while(|argument| argument != "--documents").skip(1);
    if let Some(documents) = arguments.next().and_then(|number| number.parse().ok()) {
        let Taken { seconds, peak } = measure(documents);
        println!("{seconds} {}", peak.map_or(String::new(), |peak| peak.to_string()));
        return Ok(());
    }
    let [few, many] = [in_process(SIZES[0])?, in_process(SIZES[1])?];
    for (documents, Taken { seconds, peak }) in SIZES.iter().zip([&few, &many]) {
        println!("{documents:>5} documents: {seconds:.2} s{}", peak.map_or(String::new(), |peak| format!(", {peak:.0} MiB")));
    }
    let memory = few.peak.zip(many.peak).map_or(String::new(), |(few, many)| format!(", {:.1} times the memory", many / few));
    println!("{} times the documents: {:.1} times the time{memory}", SIZES[1] / SIZES[0], many.seconds / few.seconds);
    Ok(())
}

fn in_process(documents: usize) -> Result<Taken, Error> {
    let output = Command::new(std::env::current_exe()?).args(["--documents", &documents.to_string()]).output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let mut numbers = text.split_whitespace().map_while(|number| number.parse().ok());
    let seconds = numbers.next().ok_or_else(|| Error::other(format!("no figures in {text:?}")))?;
    Ok(Taken { seconds, peak: numbers.next() })
}

fn measure(documents: usize) -> Taken {
    let documents = generate(documents);
    let start = Instant::now();
    let corpus = Corpus::build(documents, Rulebook::builtin());
    let report = check(&corpus, Rulebook::builtin());
    let seconds = start.elapsed().as_secs_f64();
    assert!(!report.conflicts.is_empty(), "the examples have conflicts");
    Taken { seconds, peak: peak() }
}

fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().strip_suffix(" kB")?;
    kilobytes.parse::<f64>().ok().map(|kilobytes| kilobytes / 1024.0)
}

/// The first so many documents of the examples, repeated.
fn generate(documents: usize) -> Vec<Document> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = FOLDERS.map(|folder| root.join(folder).display().to_string());
    let examples = read::sources(&folders, &read::Options::default()).expect("the examples can be read").documents;
    let names: Vec<Vec<String>> = examples.iter().map(names).collect();
    let copy = |index: usize| {
        let (copy, example) = (index / examples.len(), index % examples.len());
        let text = rename(&examples[example].text, &names[example], copy);
        read::document(&format!("{index:04}.txt"), text.into_bytes()).expect("a copy can be read like its original")
    };
    (0..documents).map(copy).collect()
}

/// The capitalised words of the names in a document.
fn names(document: &Document) -> Vec<String> {
    let analysis = Model::get().analyse(document);
    let named = analysis.entities.iter().filter(|entity| matches!(entity.label, "PERSON" | "ORG" | "GPE" | "LOC" | "FAC"));
    let words = named.flat_map(|entity| entity.tokens.clone()).map(|token| {
        let span = analysis.tokens[token].span;
        document.text[span.start..span.end].to_string()
    });
    words.filter(|word| word.starts_with(char::is_uppercase)).collect()
}

/// The text with another name for each of the names, the same all over one copy.
fn rename(text: &str, names: &[String], copy: usize) -> String {
    let others: BTreeMap<&str, String> = names.iter().map(|name| (name.as_str(), invented(name, copy))).collect();
    let words = text.split_inclusive(|letter: char| !letter.is_alphanumeric());
    let renamed = words.map(|piece| {
        let word = piece.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        others.get(word).map_or_else(|| piece.to_string(), |other| format!("{other}{}", &piece[word.len()..]))
    });
    renamed.collect()
}

/// Syllables after the hash FNV-1a of the name and the number of the copy.
fn invented(name: &str, copy: usize) -> String {
    let bytes = name.bytes().chain(copy.to_le_bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let syllables: String = (0..4).map(|at| SYLLABLES[(hash >> (20 + 8 * at)) as usize % SYLLABLES.len()]).collect();
    let (first, rest) = syllables.split_at(1);
    first.to_uppercase() + rest
}
