//! A small network of random numbers against what PyTorch makes of it (`tiny.py`), whatever the number of threads; and files that are
//! none.

use std::thread;

use crossclaim_encoder::{Network, Read, Room, nearness};
use safetensors::SafeTensors;
use serde_json::Value;

const WEIGHTS: &[u8] = include_bytes!("tiny.safetensors");
const EXPECTED: &str = include_str!("tiny.json");

/// Activations are rounded to eight bits here, and not there.
const CLOSE: f64 = 0.02;

fn network() -> Network {
    Network::new(WEIGHTS).expect("the file is a judge's")
}

fn texts(document: &Value) -> Vec<&str> {
    document["sents"].as_array().expect("sentences").iter().filter_map(Value::as_str).collect()
}

/// `2024-05-14` in words: only that date is there.
fn date(document: &Value) -> &'static str {
    if document["date"].is_null() { "" } else { "Tuesday 14 May 2024" }
}

fn read(network: &Network, document: &Value) -> Vec<Read> {
    let mut room = Room::default();
    network.windows(date(document), &texts(document)).into_iter().map(|window| network.read(window, &mut room)).collect()
}

fn close(one: f32, other: &Value) -> bool {
    (f64::from(one) - other.as_f64().expect("a number")).abs() < CLOSE
}

#[test]
fn windows_have_the_pieces_of_the_original() {
    let expected: Value = serde_json::from_str(EXPECTED).expect("JSON");
    let mut windows = 0;
    for case in expected.as_array().expect("cases") {
        for side in ["a", "b"] {
            let ours = network().windows(date(&case[side]), &texts(&case[side]));
            let theirs = case["windows"][side].as_array().expect("windows");
            assert_eq!(ours.len(), theirs.len());
            for (ours, theirs) in ours.iter().zip(theirs) {
                assert_eq!(serde_json::json!(ours.ids), theirs["ids"]);
                let spans: Vec<[usize; 2]> = ours.sentences.iter().map(|scored| [scored.words.start, scored.words.end]).collect();
                assert_eq!(serde_json::json!(spans), theirs["spans"]);
                windows += 1;
            }
        }
    }
    assert_eq!(windows, 6);
}

#[test]
fn scores_are_those_of_the_original() {
    let (network, expected): (_, Value) = (network(), serde_json::from_str(EXPECTED).expect("JSON"));
    let mut seen = Vec::new();
    for case in expected.as_array().expect("cases") {
        let sides = [read(&network, &case["a"]), read(&network, &case["b"])];
        for pair in case["pairs"].as_array().expect("pairs") {
            let [one, other] =
                [(0, "a"), (1, "b")].map(|(side, name)| &sides[side][pair[name].as_u64().expect("a number") as usize]);
            let scores = network.judge(one, other, &mut Room::default()).conflict;
            for (row, scores) in scores.iter().enumerate() {
                for (column, &score) in scores.iter().enumerate() {
                    let theirs = &pair["p"][row][column][0];
                    assert!(close(score, theirs), "{row} {column}: {score} {theirs}");
                    let near = nearness(&one.matters[row], &other.matters[column]);
                    assert!(close(near, &pair["near"][row][column]), "{near}");
                    seen.push(score);
                }
            }
        }
    }
    let spread = seen.iter().copied().fold(f32::MIN, f32::max) - seen.iter().copied().fold(f32::MAX, f32::min);
    assert!(seen.len() > 12 && spread > 0.1, "{seen:?}");
}

#[test]
fn either_may_come_first_and_shares_make_one() {
    let (network, expected): (_, Value) = (network(), serde_json::from_str(EXPECTED).expect("JSON"));
    let [one, other] = ["a", "b"].map(|side| read(&network, &expected[0][side]));
    let there = network.judge(&one[0], &other[0], &mut Room::default());
    let back = network.judge(&other[0], &one[0], &mut Room::default());
    for row in 0..one[0].window.sentences.len() {
        for column in 0..other[0].window.sentences.len() {
            assert!((there.conflict[row][column] - back.conflict[column][row]).abs() < 1e-3);
            for (shares, sentence) in
                there.shares(row, column).iter().zip([&one[0].window.sentences[row], &other[0].window.sentences[column]])
            {
                assert_eq!(shares.len(), sentence.pieces.len());
                assert!((shares.iter().sum::<f32>() - 1.0).abs() < 1e-3);
            }
        }
    }
}

#[test]
fn threads_change_nothing() {
    let (network, expected): (_, Value) = (network(), serde_json::from_str(EXPECTED).expect("JSON"));
    let score = || {
        let [one, other] = ["a", "b"].map(|side| read(&network, &expected[0][side]));
        network.judge(&one[0], &other[0], &mut Room::default()).conflict
    };
    let alone = score();
    thread::scope(|scope| {
        let beside: Vec<_> = (0..4).map(|_| scope.spawn(score)).collect();
        beside.into_iter().for_each(|scores| assert_eq!(scores.join().expect("it ends"), alone));
    });
}

/// The file with its metadata or a tensor's name changed; both texts are of one length.
fn changed(from: &str, to: &str) -> String {
    assert_eq!(from.len(), to.len());
    let at = WEIGHTS.windows(from.len()).position(|bytes| bytes == from.as_bytes()).expect("the text is there");
    let mut bytes = WEIGHTS.to_vec();
    bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
    Network::new(&bytes).err().expect("the file is none").to_string()
}

#[test]
fn foreign_and_broken_files_are_named_as_such() {
    assert!(
        Network::new(b"plain text, and long enough").err().expect("no weights").to_string().starts_with("no file of weights")
    );
    assert!(Network::new(&WEIGHTS[..WEIGHTS.len() - 1]).err().expect("cut").to_string().starts_with("no file of weights"));
    assert_eq!(
        changed("crossclaim-judge-1", "crossclaim-judge-2"),
        "weights of the format `crossclaim-judge-2`, this program reads `crossclaim-judge-1`"
    );
    assert_eq!(changed("layer.1.up.b", "layer.1.up.c"), "the weights lack `layer.1.up.b`");
    assert_eq!(
        changed("\"inner\":\"128\"", "\"inner\":\"192\""),
        "`layer.0.up.q` is U8 [128, 32], and the settings of the file ask for U8 [192, 32]"
    );
    assert_eq!(changed("\"heads\":\"2\"", "\"heads\":\"3\""), "the weights have sizes that this program cannot work with");
    assert_eq!(changed("[UNK]", "[UNC]"), "the vocabulary of the weights has no `[UNK]`");
    let other = safetensors::serialize(SafeTensors::deserialize(WEIGHTS).expect("tensors").tensors(), None).expect("a file");
    assert_eq!(Network::new(&other).err().expect("no settings").to_string(), "weights that are not a judge's");
}
