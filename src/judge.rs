//! The learned judge of "do these two sentences answer the same question, and differently?"
//!
//! Rules know what can be true together; they seldom know that two reporters who share no word speak of one thing. The judge does:
//! an encoder (MPNet, Song et al. 2020) reads two passages of different documents together, and every pair of their sentences is
//! scored from the grid of their words. The pairs that promise most are read once more, each two sentences alone. What both readings say is
//! weighed with how near the sentences are among those of their documents. Its word alone makes a finding `possible`, which is shown apart
//! and raises no alarm; about the pairs that somebody asks for it gives both readings.
//!
//! The network is a crate of its own (`encoder/`), its weights are those that `train/` made. Which passages are read stands in
//! `pairs`, which sentences are near in `nearest`, and what the readings come to in `limits`.

mod limits;
mod nearest;
mod pairs;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;

use crossclaim_encoder::{Network, Read, Room, Scored, Window};
use rayon::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use crate::error::{Error, unread};
use crate::graph::ClaimGraph;
use crate::model::opinion::{Opinion, Opinions, Place};
use crate::model::{Reading, Span};
use limits::{Limits, Seen};
use nearest::Nearest;
use pairs::Profile;

/// Those that are part of the program, where it was built with some.
#[cfg(has_weights)]
const WEIGHTS: Option<&[u8]> = Some(include_bytes!("../rules/en/judge/weights.safetensors"));
#[cfg(not(has_weights))]
const WEIGHTS: Option<&[u8]> = None;

/// The limits that belong to the weights; a file of that name beside other weights takes their place.
const LIMITS: &str = include_str!("../rules/en/judge/limits.toml");
const LIMITS_FILE: &str = "limits.toml";

/// So many pairs of sentences are read once more for each pair of passages that may be read.
const ALONE: usize = 2;

/// The part of the evidence that the words have together that are shown as having decided.
const DECIDED: f32 = 0.6;

/// A judge, ready to read.
pub struct Judge {
    network: Network,
    limits: Limits,
}

/// Documents that are read against each other, on the way to opinions.
struct Hearing<'a> {
    judge: &'a Judge,
    readings: &'a [Reading],
    /// All windows of the documents.
    read: &'a [(usize, Read)],
    nearest: Nearest<'a>,
    /// The pieces of words of each document.
    pieces: BTreeMap<usize, BTreeSet<u32>>,
}

impl Judge {
    /// The judge that is part of the program; none where it was built without weights, as from a package on crates.io.
    ///
    /// # Errors
    /// When the program was built with weights that are none.
    pub fn builtin() -> Result<Option<Self>, Error> {
        WEIGHTS.map(|weights| Ok(Self { network: network(weights)?, limits: Limits::parse(LIMITS)? })).transpose()
    }

    /// Takes a file of weights, with the limits that stand beside it.
    ///
    /// # Errors
    /// When there is no such file, or it is not a judge's.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let bytes = std::fs::read(path).map_err(|error| Error::new(unread(&error)).at(path.display().to_string()))?;
        let network = network(&bytes).map_err(|error| error.at(path.display().to_string()))?;
        let beside = path.with_file_name(LIMITS_FILE);
        let limits = std::fs::read_to_string(&beside).unwrap_or_else(|_| LIMITS.to_string());
        let limits = Limits::parse(&limits).map_err(|error| error.at(beside.display().to_string()))?;
        Ok(Self { network, limits })
    }

    /// Reads the documents of each story against each other, and those that are related without being of one story, as far as there is a
    /// limit; and whatever is asked for.
    pub fn read(&self, readings: &[Reading], graph: &ClaimGraph, asked: &BTreeSet<[Place; 2]>) -> Opinions {
        let mut stories: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (document, story) in graph.stories.iter().enumerate() {
            stories.entry(*story).or_default().push(document);
        }
        let mut opinions = Opinions::default();
        for documents in stories.values().filter(|documents| documents.len() > 1) {
            let limit = pairs::of_a_story(documents.len());
            self.read_group(readings, graph, (documents, limit), |one, other| graph.are_of_one_story(one, other), &mut opinions);
        }
        let related: BTreeSet<(usize, usize)> = graph.related.iter().copied().collect();
        let documents: Vec<usize> =
            related.iter().flat_map(|(one, other)| [*one, *other]).collect::<BTreeSet<_>>().into_iter().collect();
        let limit = pairs::of_related(documents.len());
        let are_related = |one: usize, other: usize| related.contains(&(one.min(other), one.max(other)));
        self.read_group(readings, graph, (&documents, limit), are_related, &mut opinions);
        opinions.list.retain(|opinion| !asked.contains(&opinion.places));
        opinions.list.extend(self.on(readings, asked));
        opinions.list.sort_by_key(|opinion| opinion.places);
        opinions
    }

    /// What both readings, that of the passages and that of the sentences alone, make of pairs of sentences of different documents.
    pub fn on(&self, readings: &[Reading], pairs: &BTreeSet<[Place; 2]>) -> Vec<Opinion> {
        let documents: Vec<usize> =
            pairs.iter().flatten().map(|(document, _)| *document).collect::<BTreeSet<_>>().into_iter().collect();
        let read = self.read_all(self.passages(readings, &documents));
        let hearing = Hearing::new(self, readings, &read);
        let mut holder: BTreeMap<Place, usize> = BTreeMap::new();
        for (at, (document, read)) in read.iter().enumerate() {
            holder.extend(read.window.sentences.iter().map(|scored| ((*document, scored.sentence), at)));
        }
        let together = |[one, other]: &[Place; 2]| Some((*holder.get(one)?, *holder.get(other)?));
        let together: BTreeSet<(usize, usize)> = pairs.iter().filter_map(together).collect();
        let mut judged = hearing.passages(&together.into_iter().collect::<Vec<_>>());
        judged.retain(|(places, _)| pairs.contains(places));
        hearing.alone(judged)
    }

    /// Reads those of some documents against each other that may be, up to a limit.
    fn read_group(
        &self,
        readings: &[Reading],
        graph: &ClaimGraph,
        (documents, limit): (&[usize], usize),
        may_meet: impl Fn(usize, usize) -> bool + Sync,
        opinions: &mut Opinions,
    ) {
        let read = self.read_all(self.passages(readings, documents));
        let hearing = Hearing::new(self, readings, &read);
        let profiles: Vec<Profile> =
            read.iter().map(|(document, read)| Profile::new(*document, &readings[*document], graph, read)).collect();
        let (pairs, all) = pairs::pairs(&profiles, limit, may_meet);
        opinions.read += pairs.len();
        opinions.unread += all - pairs.len();
        opinions.list.extend(hearing.sentences(hearing.passages(&pairs), ALONE * limit));
    }

    /// The windows of documents, with their documents.
    fn passages(&self, readings: &[Reading], documents: &[usize]) -> Vec<(usize, Window)> {
        let of = |&document: &usize| self.windows(&readings[document], false).into_iter().map(move |window| (document, window));
        documents.par_iter().flat_map_iter(of).collect()
    }

    fn read_all(&self, windows: Vec<(usize, Window)>) -> Vec<(usize, Read)> {
        let windows = windows.into_par_iter();
        windows.map_init(Room::default, |room, (document, window)| (document, self.network.read(window, room))).collect()
    }

    /// The windows of a document, or its sentences each in a window of its own.
    fn windows(&self, reading: &Reading, alone: bool) -> Vec<Window> {
        let prose = reading.document.prose();
        let sentences = reading.analysis.sentences.iter();
        let sentences: Vec<&str> = sentences.map(|sentence| prose.get(sentence.span.range()).unwrap_or_default()).collect();
        let date = reading.document.published.as_ref().map(|published| published.value.strftime("%A %-d %B %Y").to_string());
        let date = date.unwrap_or_default();
        if alone { self.network.alone(&date, &sentences) } else { self.network.windows(&date, &sentences) }
    }
}

impl<'a> Hearing<'a> {
    fn new(judge: &'a Judge, readings: &'a [Reading], read: &'a [(usize, Read)]) -> Self {
        let mut pieces: BTreeMap<usize, BTreeSet<u32>> = BTreeMap::new();
        for (document, read) in read {
            let ids = read.window.sentences.iter().flat_map(|scored| &scored.pieces).map(|piece| piece.id);
            pieces.entry(*document).or_default().extend(ids);
        }
        Self { judge, readings, read, nearest: Nearest::new(read), pieces }
    }

    /// What passages show of their sentences when two are read together.
    fn passages(&self, pairs: &[(usize, usize)]) -> Vec<([Place; 2], f32)> {
        let judged = pairs.par_iter().map_init(Room::default, |room, &(one, other)| {
            let [(document, one), (other_document, other)] = [&self.read[one], &self.read[other]];
            let scores = self.judge.network.judge(one, other, room).conflict;
            let mut conflicts = Vec::new();
            for (a, row) in one.window.sentences.iter().zip(scores) {
                let places = |b: &Scored| [(*document, a.sentence), (*other_document, b.sentence)];
                conflicts.extend(other.window.sentences.iter().zip(row).map(|(b, conflict)| (places(b), conflict)));
            }
            conflicts
        });
        judged.flatten_iter().collect()
    }

    /// Opinions about all pairs of sentences; those that promise most, up to a limit, are read once more, alone. Without that nothing is
    /// surer than what is not worth it.
    fn sentences(&self, pairs: Vec<([Place; 2], f32)>, limit: usize) -> Vec<Opinion> {
        let limits = &self.judge.limits;
        let promise = |(places, passages): ([Place; 2], f32)| (limits.passages.of(self.seen(places, passages)), places, passages);
        let mut pairs: Vec<(f32, [Place; 2], f32)> = pairs.into_par_iter().map(promise).collect();
        pairs.sort_by_key(|(promise, places, _)| (Reverse((promise * 1000.0) as u32), *places));
        let promising = pairs.iter().take(limit).take_while(|(promise, ..)| *promise >= limits.promising).count();
        let rest = pairs.split_off(promising).into_iter().map(|(promise, places, _)| {
            let conflict = rounded(promise.min(limits.promising));
            Opinion { places, conflict, word: limits.word(conflict), words: [Vec::new(), Vec::new()] }
        });
        let promising = pairs.into_iter().map(|(_, places, passages)| (places, passages)).collect();
        self.alone(promising).into_iter().chain(rest).collect()
    }

    /// Opinions about pairs of sentences that are read once more, alone.
    fn alone(&self, pairs: Vec<([Place; 2], f32)>) -> Vec<Opinion> {
        let alone = self.sentences_alone(pairs.iter().flat_map(|(places, _)| *places).collect());
        let opinion = |room: &mut Room, (places, conflict): ([Place; 2], f32)| {
            self.opinion(places, conflict, places.map(|place| &alone[&place]), room)
        };
        pairs.into_par_iter().map_init(Room::default, opinion).collect()
    }

    /// Sentences read alone.
    fn sentences_alone(&self, places: BTreeSet<Place>) -> BTreeMap<Place, Read> {
        let documents: BTreeSet<usize> = places.iter().map(|(document, _)| *document).collect();
        let windows = documents.into_par_iter().flat_map_iter(|document| {
            let windows = self.judge.windows(&self.readings[document], true).into_iter();
            windows.flat_map(move |window| Some(((document, window.sentences.first()?.sentence), window)))
        });
        let wanted = windows.filter(|(place, _)| places.contains(place));
        wanted.map_init(Room::default, |room, (place, window)| (place, self.judge.network.read(window, room))).collect()
    }

    fn opinion(&self, places: [Place; 2], passages: f32, [one, other]: [&Read; 2], room: &mut Room) -> Opinion {
        let scores = self.judge.network.judge(one, other, room);
        let seen = Seen { alone: Some(scores.conflict[0][0]), ..self.seen(places, passages) };
        let conflict = rounded(self.judge.limits.both.of(seen));
        let word = self.judge.limits.word(conflict);
        let mut words = [Vec::new(), Vec::new()];
        if word.may_differ() {
            let shares = scores.shares(0, 0);
            let of = |read: &Read, at: usize| decided(&read.window.sentences[0], &shares[at], &self.readings[places[at].0]);
            words = [of(one, 0), of(other, 1)];
        }
        Opinion { places, conflict, word, words }
    }

    /// What is seen of two sentences before they are read alone.
    fn seen(&self, places: [Place; 2], passages: f32) -> Seen {
        let [(document, _), (other_document, _)] = places;
        let (one, other) = (&self.pieces[&document], &self.pieces[&other_document]);
        let both = one.intersection(other).count();
        let alike = both as f32 / (one.len() + other.len() - both).max(1) as f32;
        let pairs = self.nearest.sentences(document) * self.nearest.sentences(other_document);
        Seen { passages, alone: None, nearer: self.nearest.nearer(places), alike, pairs }
    }
}

fn network(bytes: &[u8]) -> Result<Network, Error> {
    let help = "a judge's weights are one safetensors file, as `train/` writes it";
    Network::new(bytes).map_err(|problem| Error::new(problem.0).help(help))
}

/// Two machines agree on so many decimals.
fn rounded(score: f32) -> f32 {
    (score * 1000.0).round() / 1000.0
}

/// The words of a sentence that have the largest shares in what was decided, in their order.
fn decided(scored: &Scored, shares: &[f32], reading: &Reading) -> Vec<Span> {
    let sentence = reading.analysis.sentences[scored.sentence].span;
    let whole: Vec<Range<usize>> = reading.document.prose().get(sentence.range()).map(words).unwrap_or_default();
    let mut words: BTreeMap<(usize, usize), f32> = BTreeMap::new();
    for (piece, share) in scored.pieces.iter().zip(shares) {
        let word = whole.iter().find(|word| word.start <= piece.word.start && piece.word.end <= word.end).unwrap_or(&piece.word);
        *words.entry((word.start, word.end)).or_default() += share;
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

/// The words of a text as a reader sees them (UAX #29): "isn't" and "4.5" are one each.
fn words(text: &str) -> Vec<Range<usize>> {
    text.unicode_word_indices().map(|(at, word)| at..at + word.len()).collect()
}
