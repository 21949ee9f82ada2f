//! Every example of the README is run: a `console` block holds commands after `$ ` and exactly what they print, and the picture of the
//! review is drawn anew.
//! `UPDATE=1 cargo test readme` writes the blocks anew.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use crossclaim::judge::Judge;
use crossclaim::review::Ledger;
use crossclaim::review::screen::Screen;
use crossclaim::rules::Rulebook;
use crossclaim::{Corpus, pipeline, read};

const FENCE: &str = "```console\n";

#[test]
fn the_examples_print_what_the_readme_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).expect("the README is there");
    let fresh = pictured(&rewritten(&readme, root), root);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(root.join("README.md"), &fresh).expect("the README can be written");
    } else {
        snapbox::assert_data_eq!(fresh, snapbox::Data::text(readme).raw());
    }
}

/// The README with the output of its commands as it is now.
fn rewritten(readme: &str, root: &Path) -> String {
    let mut parts = readme.split(FENCE);
    let mut fresh = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let (block, rest) = part.split_once("```").expect("a block is closed");
        fresh += FENCE;
        for command in block.lines().filter_map(|line| line.strip_prefix("$ ")) {
            fresh += &format!("$ {command}\n{}", output(command, root));
        }
        fresh += "```";
        fresh += rest;
    }
    fresh
}

/// The README with the picture of the review as it is now.
fn pictured(readme: &str, root: &Path) -> String {
    let start = "```text\n crossclaim review";
    let (before, behind) = readme.split_once(start).expect("the README has the picture");
    let (_, rest) = behind.split_once("```").expect("a block is closed");
    let names = ["gazette.txt", "weekly.md", "wire.txt"];
    let document = |name: &str| {
        let bytes = std::fs::read(root.join("examples/harbour").join(name)).expect("the example is there");
        read::document(&format!("news/{name}"), bytes).expect("it reads")
    };
    let corpus = Corpus::build(names.map(document).into(), Rulebook::builtin());
    let judge = Judge::builtin().expect("it is built in").expect("the repository has its weights");
    let report = pipeline::check_with(&judge, &corpus, Rulebook::builtin());
    let texts = BTreeMap::new();
    let ledger = Ledger::open(Path::new("crossclaim.review.jsonl")).expect("there is none");
    let picture = Screen::new(&report, &texts, ledger, "you".to_string()).picture(100, 20);
    format!("{before}```text\n{picture}```{rest}")
}

/// What a command of the README prints, run in the repository at 100 columns without colour.
fn output(command: &str, root: &Path) -> String {
    let words = command.strip_prefix("crossclaim ").expect("the README shows commands of this program");
    let done = Command::new(env!("CARGO_BIN_EXE_crossclaim"))
        .args(words.split_whitespace().map(|word| word.trim_matches('\'')))
        .current_dir(root)
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .output()
        .expect("the program runs");
    assert!(done.status.code().is_some_and(|code| code <= 1), "{command}: {}", String::from_utf8_lossy(&done.stderr));
    let text = String::from_utf8(done.stdout).expect("UTF-8");
    text.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// Every kind of file that the README lists can be named with `--as`.
#[test]
fn the_kinds_of_files_are_those_that_are_read() {
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("it is there");
    let (_, section) = readme.split_once("### What it reads").expect("the section");
    let (section, _) = section.split_once("\n### ").expect("its end");
    let section = section.to_lowercase();
    let spelled = |format: &str| match format {
        "txt" | "text" => "plain text".to_string(),
        "md" => "markdown".to_string(),
        "htm" | "xhtml" => "html".to_string(),
        "vtt" | "subtitles" => "webvtt".to_string(),
        "ndjson" => "json lines".to_string(),
        "jsonfeed" => "json feed".to_string(),
        "table" => "csv".to_string(),
        "feed" => "rss".to_string(),
        "gzip" => ".gz".to_string(),
        format => format.to_string(),
    };
    for format in read::formats() {
        assert!(section.contains(&spelled(format)), "{format} is not told");
    }
}
