//! How fast the text analyser is.
//!
//! `cargo bench --bench analyse` times its parts on our own sentences. With `--speed` it analyses the texts in the JSON file that the
//! variable SPEED_TEXTS names, one after the other on one thread, and prints tokens per second (see `tests/parity/speed.py`).

use std::time::Instant;

use crossclaim::analyse::Model;
use crossclaim::model::Document;
use divan::Bencher;
use divan::counter::ItemsCount;

const SENTENCES: &str = include_str!("../tests/analyse/sentences.txt");

fn main() {
    if std::env::args().any(|argument| argument == "--speed") {
        return speed();
    }
    divan::main();
}

fn speed() {
    let path = std::env::var("SPEED_TEXTS").expect("SPEED_TEXTS names a file");
    let texts = std::fs::read_to_string(path).expect("the file can be read");
    let texts: Vec<String> = serde_json::from_str(&texts).expect("the file is a list of texts");
    Model::get().analyse_raw("Warm up.");
    let start = Instant::now();
    let tokens: usize = texts.iter().map(|text| Model::get().analyse_raw(text).tokens.len()).sum();
    let seconds = start.elapsed().as_secs_f64();
    println!("{tokens} tokens in {seconds:.3} s: {:.0} tokens/s", tokens as f64 / seconds);
}

/// An article of the first sentences, a paragraph each.
fn article(sentences: usize) -> Document {
    let text: String = SENTENCES.split_inclusive('\n').cycle().take(sentences).collect();
    Document::new("", text)
}

#[divan::bench(args = [1, 20, 100, 1000])]
fn paragraphs(bencher: Bencher, sentences: usize) {
    let document = article(sentences);
    let tokens = Model::get().analyse(&document).tokens.len();
    bencher.counter(ItemsCount::new(tokens)).bench(|| Model::get().analyse(&document));
}

#[divan::bench(args = [20, 1000])]
fn one_text(bencher: Bencher, sentences: usize) {
    let document = article(sentences);
    let tokens = Model::get().analyse_raw(&document.text).tokens.len();
    bencher.counter(ItemsCount::new(tokens)).bench(|| Model::get().analyse_raw(&document.text));
}
