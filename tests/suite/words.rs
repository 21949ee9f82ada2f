//! Words of natural language stand under `rules/`, where they are read and mended without Rust. In the rooms that look at the language, a
//! source file has no list of them: no array of two or more, and no `"one" | "other"` in a pattern.

use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

const ROOMS: [&str; 4] = ["extract", "check", "pairing", "resolve"];

/// What is written in small letters and is no word of a text: the analyser's labels of dependencies, names of units, of rules and of their
/// slots.
const LABELS: &str = "\
    acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass dative dep det dobj expl flat mark \
    neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj poss preconj predet prep prt punct quantmod relcl xcomp \
    s m kg percent points fold \
    name-after-office name-with-words-after-office body standing scope holder";

#[test]
fn the_words_of_the_language_stand_under_rules() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files =
        ROOMS.iter().flat_map(|room| [sources.join(format!("{room}.rs"))].into_iter().chain(files_in(&sources.join(room))));
    let lists: Vec<String> = files
        .filter(|file| !file.ends_with("tests.rs"))
        .flat_map(|file| {
            let code = fs::read_to_string(&file).expect("a source file can be read");
            word_lists(&code).into_iter().map(move |list| format!("{}: {list}", file.display())).collect::<Vec<_>>()
        })
        .collect();
    assert!(lists.is_empty(), "these lists belong under rules/en/lexicon:\n{}", lists.join("\n"));
}

#[test]
fn a_list_of_words_is_seen_and_a_list_of_labels_is_not() {
    let planted = [
        "const SMALL: [&str; 2] = [\"pebble\", \"grain\"];",
        "const SMALL: [&str; 2] = [\n    \"pebble\",\n    \"grain\",\n];",
        "let small = matches!(lemma, \"pebble\" | \"grain\");",
        "let small = matches!(lemma, \",\" | \"grain\");",
        "match lemma { \"pebble\"\n    | \"head teacher\" => true, _ => false }",
        "if [\"n't\", \"o'clock\"].contains(&lemma) {}",
    ];
    for code in planted {
        assert_eq!(word_lists(code).len(), 1, "{code}");
    }
    let labels = [
        "matches!(token.dep, \"nsubj\" | \"dobj\")",
        "matches!(token.pos, \"NOUN\" | \"ADJ\")",
        "matches!(sign, \",\" | \";\")",
        "analysis.child(token, &[\"det\", \"poss\"])",
        "// matches!(lemma, \"pebble\" | \"grain\")",
        "#[cfg(test)]\nmod tests { const SMALL: [&str; 2] = [\"pebble\", \"grain\"]; }",
    ];
    for code in labels {
        assert_eq!(word_lists(code), Vec::<String>::new(), "{code}");
    }
}

/// The source files of a folder and of those below it.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a room has a folder").map(|entry| entry.expect("an entry can be read").path());
    entries.flat_map(|path| if path.is_dir() { files_in(&path) } else { vec![path] }).collect()
}

/// The lists of words in the code of a file, its comments and its own tests left out.
fn word_lists(code: &str) -> Vec<String> {
    let code: Vec<&str> = code.lines().take_while(|line| *line != "#[cfg(test)]").collect();
    let code = code.into_iter().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let literal = r#""[^"\n]*""#;
    let list =
        Regex::new(&format!(r"\[\s*{literal}(?:\s*,\s*{literal})+\s*,?\s*\]|{literal}(?:\s*\|\s*{literal})+")).expect("sound");
    let literals = Regex::new(literal).expect("sound");
    let has_word = |list: &str| literals.find_iter(list).any(|literal| is_word(literal.as_str().trim_matches('"')));
    list.find_iter(&code).map(|list| list.as_str().to_string()).filter(|list| has_word(list)).collect()
}

fn is_word(literal: &str) -> bool {
    let letters = |letter: char| letter.is_ascii_lowercase() || matches!(letter, ' ' | '\'' | '-' | '.');
    let word = literal.starts_with(|letter: char| letter.is_ascii_lowercase()) && literal.chars().all(letters);
    word && !LABELS.split_whitespace().any(|label| label == literal)
}
