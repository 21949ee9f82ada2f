//! Large and odd input: no panic, and an end.

use crossclaim::analyse::Model;
use crossclaim::model::Document;

/// Input that repeats one thing until it is about so long.
fn repeated(what: &str, length: usize) -> String {
    what.repeat(length / what.len() + 1)
}

fn analyse(text: &str) {
    let document = Document::new("", text);
    let tokens = Model::get().analyse(&document).tokens.len() + Model::get().analyse_raw(text).tokens.len();
    std::hint::black_box(tokens);
}

/// Long input of one sort goes through; `benches/analyse.rs` measures how long it takes.
fn goes_through(what: &str, length: usize) {
    analyse(&repeated(what, 4 * length));
}

#[test]
fn one_long_word() {
    goes_through("a", 125_000);
    goes_through("aB1", 125_000);
}

#[test]
fn line_breaks() {
    goes_through("\n", 12_500);
    goes_through("x\n", 1_000);
}

#[test]
fn only_marks() {
    for mark in ["(", ".", "'", "-", "\"", "“", "’ ", "@.", "://", "a.b@", "s' "] {
        goes_through(mark, 300);
    }
}

#[test]
fn one_endless_sentence() {
    goes_through("and the harbour that the town which the river ", 4_000);
}

#[test]
fn any_characters() {
    let all: String = (0..=0x10_ffff).step_by(7).filter_map(char::from_u32).collect();
    analyse(&all[..60_000.min(all.floor_char_boundary(60_000))]);
}

#[test]
fn every_cut_of_a_text() {
    let text = "“It‘s US$5.3m…” — said Zoë (U.S.): don't! http://a.bc/d\n\n\u{a0}x\tEND";
    for (at, _) in text.char_indices() {
        analyse(&text[..at]);
        analyse(&text[at..]);
    }
}
