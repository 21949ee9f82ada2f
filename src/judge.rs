//! The learned judge of "do these two sentences answer the same question, and differently?"
//!
//! Rules know what can be true together; they seldom know that two reporters who share no word speak of one thing. The judge does:
//! an encoder (MPNet, Song et al. 2020) reads two passages of different documents together, and every pair of their sentences is
//! scored from the grid of their words. It has no say in what a rule finds: its word alone makes a finding `possible`, which is
//! shown apart and raises no alarm.
//!
//! The network is a crate of its own (`encoder/`). It reads each passage of a story once, then two passages together, chosen by what
//! they share (`pairs`); from which numbers on its word counts stands in `limits`.

mod limits;
mod pairs;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crossclaim_encoder::{Network, Read, Room, Scored, Window};
use rayon::prelude::*;

use crate::error::Error;
use crate::graph::ClaimGraph;
use crate::model::opinion::{Opinion, Opinions, Word};
use crate::model::{Reading, Span};
use limits::Limits;
use pairs::Profile;

/// The limits that belong to the recipe; a file of that name beside the weights takes their place.
const LIMITS: &str = include_str!("../rules/en/judge/limits.toml");
const LIMITS_FILE: &str = "limits.toml";

/// The part of the evidence that the words have together that are shown as having decided.
const DECIDED: f32 = 0.6;

/// A judge, ready to read.
pub struct Judge {
    network: Network,
    limits: Limits,
}

impl Judge {
    /// Takes a file of weights, with the limits that stand beside it.
    ///
    /// # Errors
    /// When there is no such file, or it is not a judge's.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let bytes = std::fs::read(path).map_err(|error| Error::new(error.to_string()).at(path.display().to_string()))?;
        let network = network(&bytes).map_err(|error| error.at(path.display().to_string()))?;
        let beside = path.with_file_name(LIMITS_FILE);
        let limits = std::fs::read_to_string(&beside).map_or(Ok(LIMITS.to_string()), Ok)?;
        let limits = Limits::parse(&limits).map_err(|error| error.at(beside.display().to_string()))?;
        Ok(Self { network, limits })
    }

    /// Reads the documents of each story against each other.
    pub fn read(&self, readings: &[Reading], graph: &ClaimGraph) -> Opinions {
        let mut stories: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (document, story) in graph.stories.iter().enumerate() {
            stories.entry(*story).or_default().push(document);
        }
        let mut opinions = Opinions::default();
        for documents in stories.values().filter(|documents| documents.len() > 1) {
            self.read_story(readings, graph, documents, &mut opinions);
        }
        opinions.list.sort_by_key(|opinion| opinion.places);
        opinions
    }

    fn read_story(&self, readings: &[Reading], graph: &ClaimGraph, documents: &[usize], opinions: &mut Opinions) {
        let windows: Vec<(usize, Window)> = documents
            .par_iter()
            .flat_map_iter(|&document| self.windows(&readings[document]).into_iter().map(move |window| (document, window)))
            .collect();
        let read: Vec<(usize, Read)> = windows
            .into_par_iter()
            .map_init(Room::default, |room, (document, window)| (document, self.network.read(window, room)))
            .collect();
        let profiles: Vec<Profile> =
            read.iter().map(|(document, read)| Profile::new(*document, &readings[*document], graph, read)).collect();
        let (pairs, all) = pairs::pairs(&profiles);
        let shared = shared(&read);
        opinions.read += pairs.len();
        opinions.unread += all - pairs.len();
        let judged = pairs
            .into_par_iter()
            .map_init(Room::default, |room, (one, other)| self.judge(readings, [&read[one], &read[other]], &shared, room));
        opinions.list.par_extend(judged.flat_map_iter(|opinions| opinions));
    }

    fn windows(&self, reading: &Reading) -> Vec<Window> {
        let prose = reading.document.prose();
        let sentences = reading.analysis.sentences.iter();
        let sentences: Vec<&str> = sentences.map(|sentence| prose.get(sentence.span.range()).unwrap_or_default()).collect();
        let date = reading.document.published.as_ref().map(|published| published.value.strftime("%A %-d %B %Y").to_string());
        self.network.windows(&date.unwrap_or_default(), &sentences)
    }

    /// Opinions about every two sentences of two windows.
    fn judge(
        &self,
        readings: &[Reading],
        [(document, one), (other_document, other)]: [&(usize, Read); 2],
        shared: &(impl Fn(usize, usize) -> f32 + Sync),
        room: &mut Room,
    ) -> Vec<Opinion> {
        let shared = shared(*document, *other_document);
        let judged = self.network.judge(one, other, room);
        let (left, right) = (&one.window.sentences, &other.window.sentences);
        let mut opinions = Vec::with_capacity(left.len() * right.len());
        for (row, a) in left.iter().enumerate() {
            for (column, b) in right.iter().enumerate() {
                let score = judged.scores[row][column];
                let (conflict, same) = (rounded(score.conflict), rounded(score.same));
                let word = self.limits.word(conflict, same, shared);
                let mut words = [Vec::new(), Vec::new()];
                if word == Word::Differ {
                    let shares = judged.shares(row, column);
                    words[0] = decided(a, &shares[0], &readings[*document]);
                    words[1] = decided(b, &shares[1], &readings[*other_document]);
                }
                opinions.push(Opinion {
                    places: [(*document, a.sentence), (*other_document, b.sentence)],
                    conflict,
                    same,
                    word,
                    words,
                });
            }
        }
        opinions
    }
}

fn network(bytes: &[u8]) -> Result<Network, Error> {
    let help = "a judge's weights are one safetensors file, as `train/` writes it";
    Network::new(bytes).map_err(|problem| Error::new(problem.0).help(help))
}

/// The part that two documents have in common of all their pieces of words, by the windows of a story.
fn shared(read: &[(usize, Read)]) -> impl Fn(usize, usize) -> f32 + Sync {
    let mut pieces: BTreeMap<usize, BTreeSet<u32>> = BTreeMap::new();
    for (document, read) in read {
        pieces
            .entry(*document)
            .or_default()
            .extend(read.window.sentences.iter().flat_map(|scored| &scored.pieces).map(|piece| piece.id));
    }
    move |one, other| {
        let (one, other) = (&pieces[&one], &pieces[&other]);
        let both = one.intersection(other).count();
        both as f32 / (one.len() + other.len() - both).max(1) as f32
    }
}

/// Two machines agree on so many decimals.
fn rounded(score: f32) -> f32 {
    (score * 1000.0).round() / 1000.0
}

/// The words of a sentence that have the largest shares in what was decided, in their order.
fn decided(scored: &Scored, shares: &[f32], reading: &Reading) -> Vec<Span> {
    let sentence = reading.analysis.sentences[scored.sentence].span;
    let mut words: BTreeMap<(usize, usize), f32> = BTreeMap::new();
    for (piece, share) in scored.pieces.iter().zip(shares) {
        *words.entry((piece.word.start, piece.word.end)).or_default() += share;
    }
    let mut ranked: Vec<((usize, usize), f32)> = words.into_iter().collect();
    ranked.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    let mut sum = 0.0;
    let mut spans: Vec<Span> = Vec::new();
    for ((start, end), share) in ranked {
        if sum >= DECIDED {
            break;
        }
        sum += share;
        spans.push(Span::new(sentence.start + start, sentence.start + end));
    }
    spans.sort_unstable();
    spans
}
