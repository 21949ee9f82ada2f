//! Large and odd input: no panic, and time that grows with the length and no faster.

use std::time::{Duration, Instant};

use crossclaim::analyse::Model;
use crossclaim::model::{Document, Span};

/// Input that repeats one thing until it is about so long.
fn repeated(what: &str, length: usize) -> String {
    what.repeat(length / what.len() + 1)
}

fn seconds(text: &str) -> Duration {
    let document = Document { text: text.to_string(), body: Span::new(0, text.len()), ..Document::default() };
    let start = Instant::now();
    let tokens = Model::get().analyse(&document).tokens.len() + Model::get().analyse_raw(text).tokens.len();
    std::hint::black_box(tokens);
    start.elapsed()
}

/// Eight times the input may take eight times as long, and as long again for what the machine does besides.
fn grows_with_length(what: &str, length: usize) {
    seconds("Warm up.");
    let short = seconds(&repeated(what, length));
    let long = seconds(&repeated(what, 8 * length));
    assert!(long < 16 * short + Duration::from_millis(200), "{what:?}: {short:?} and then {long:?}");
}

#[test]
fn one_long_word() {
    grows_with_length("a", 125_000);
    grows_with_length("aB1", 125_000);
}

#[test]
fn line_breaks() {
    grows_with_length("\n", 12_500);
    grows_with_length("x\n", 1_000);
}

#[test]
fn only_marks() {
    for mark in ["(", ".", "'", "-", "\"", "“", "’ ", "@.", "://", "a.b@", "s' "] {
        grows_with_length(mark, 300);
    }
}

#[test]
fn one_endless_sentence() {
    grows_with_length("and the harbour that the town which the river ", 4_000);
}

#[test]
fn any_characters() {
    let all: String = (0..=0x10_ffff).step_by(7).filter_map(char::from_u32).collect();
    seconds(&all[..60_000.min(all.floor_char_boundary(60_000))]);
}

#[test]
fn every_cut_of_a_text() {
    let text = "“It‘s US$5.3m…” — said Zoë (U.S.): don't! http://a.bc/d\n\n\u{a0}x\tEND";
    for (at, _) in text.char_indices() {
        seconds(&text[..at]);
        seconds(&text[at..]);
    }
}
