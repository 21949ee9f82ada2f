//! One page with everything: findings with filters, the texts with their claims marked, figures, pictures, and what was left alone.
//!
//! The page asks nothing of a network: its policy forbids every request, and allows the one style sheet and the one script by hash.

mod chart;
mod picture;
mod texts;
mod timeline;

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use minijinja::Environment;
use minijinja::value::Serde;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::excerpt::{Piece, clip, excerpt, together};
use super::json::{Review, Tool};
use super::view::{Mark, POSSIBLE, View, answers, asked, backing, in_a_line, place, reason, subject};
use super::visible::one_line;
use super::words::{KINDS, STATUSES, word};
use crate::model::Stance;
use crate::model::report::{Conflict, Evidence, Reference, Side};
use texts::{Marks, Text};

const TEMPLATE: &str = include_str!("html/page.html");
const STYLE: &str = include_str!("html/style.css");
const SCRIPT: &str = include_str!("html/script.js");
/// Columns of a quotation on a card, and of whatever else a text or its data bring along.
const ROOM: usize = 420;
/// Columns of an answer in the list.
const SHORT: usize = 60;
/// Columns of a command; what is longer than any command line is cut.
const COMMAND: usize = 4000;

pub fn render(view: &View) -> String {
    let mut environment = Environment::new();
    environment.add_template("page.html", TEMPLATE).expect("the template is part of the program");
    let template = environment.get_template("page.html").expect("the template was just added");
    template.render(Serde(page(view))).expect("the template knows its page") + "\n"
}

#[derive(Serialize)]
struct Page {
    tool: Tool,
    title: String,
    made: String,
    summary: String,
    style: &'static str,
    script: &'static str,
    style_hash: String,
    script_hash: String,
    statuses: Vec<Choice>,
    kinds: Vec<Choice>,
    entities: Vec<Group>,
    sources: Vec<Choice>,
    texts: Vec<Text>,
    charts: Vec<chart::Chart>,
    timelines: Vec<timeline::Timeline>,
    skipped: Vec<Silence>,
    failed: Vec<[String; 2]>,
    remarks: Vec<[String; 2]>,
    gone: Vec<String>,
}

/// A value of a filter, and how many findings have it.
#[derive(Serialize)]
struct Choice {
    name: String,
    count: usize,
}

#[derive(Serialize)]
struct Group {
    name: String,
    findings: Vec<Finding>,
    /// None where the findings are not about one entity.
    picture: Option<picture::Picture>,
}

#[derive(Serialize)]
struct Finding {
    number: usize,
    id: String,
    status: String,
    kind: String,
    severity: String,
    constraint: String,
    /// The rules that read the claims.
    rules: String,
    entity: String,
    attribute: String,
    explanation: String,
    review: Option<Review>,
    sides: Vec<Answer>,
    sources: String,
    /// The number and name of the story that its first document tells.
    story: String,
    /// The answers in a line, for the list.
    answers: String,
    /// What a shell runs to dismiss it, but for the reason.
    dismiss: String,
}

#[derive(Serialize)]
struct Answer {
    value: String,
    backing: String,
    quotes: Vec<Quote>,
    reference: Option<Reference>,
}

#[derive(Serialize)]
struct Quote {
    /// Quotation marks around the words.
    marks: [&'static str; 2],
    pieces: Vec<Words>,
    anchor: String,
    byline: String,
    place: String,
    voice: Option<String>,
    /// How the text stands to the claim, where it does not plainly say so.
    stance: Option<String>,
}

/// The words of a claim, with the place in the text that they lead to, or words between claims.
#[derive(Serialize)]
struct Words {
    text: String,
    anchor: Option<String>,
}

#[derive(Serialize)]
struct Silence {
    asked: String,
    why: String,
    quotes: Vec<Quote>,
}

fn page(view: &View) -> Page {
    let marks = Marks::of(view);
    let conflicts = &view.report.conflicts;
    Page {
        tool: Tool::this(),
        title: clip(&one_line(&view.title), ROOM),
        made: one_line(&view.made),
        summary: view.summary(),
        style: STYLE,
        script: SCRIPT,
        style_hash: hash(STYLE),
        script_hash: hash(SCRIPT),
        statuses: choices(STATUSES.iter().map(word), |name| {
            conflicts.iter().filter(|conflict| word(&conflict.status) == name).count()
        }),
        kinds: choices(KINDS.iter().map(word), |name| conflicts.iter().filter(|conflict| word(&conflict.kind) == name).count()),
        sources: sources(view),
        entities: groups(view, &marks),
        texts: texts::texts(view, &marks),
        charts: view.report.figures.iter().map(|range| chart::chart(view, range)).collect(),
        timelines: timeline::timelines(view),
        skipped: skipped(view, &marks),
        failed: view.report.failed.iter().map(|failed| [one_line(&failed.document), one_line(&failed.why)]).collect(),
        remarks: view.report.remarks.iter().map(|remark| [one_line(&remark.document), one_line(&remark.what)]).collect(),
        gone: view.gone.iter().map(in_a_line).collect(),
    }
}

fn hash(text: &str) -> String {
    BASE64_STANDARD.encode(Sha256::digest(text.as_bytes()))
}

fn choices(names: impl Iterator<Item = String>, count: impl Fn(&str) -> usize) -> Vec<Choice> {
    let counted = names.map(|name| Choice { count: count(&name), name });
    counted.filter(|choice| choice.count > 0).collect()
}

fn groups(view: &View, marks: &Marks) -> Vec<Group> {
    let mut number = 0;
    let mut findings = |conflicts: &[&Conflict]| {
        let numbered = conflicts.iter().map(|conflict| {
            number += 1;
            finding(view, marks, conflict, number)
        });
        numbered.collect::<Vec<_>>()
    };
    let mut groups: Vec<Group> = Vec::new();
    for (entity, conflicts) in view.by_entity() {
        let before = groups.iter().map(|group| group.findings.len()).sum();
        let picture = Some(picture::picture(view, entity, &conflicts, before));
        groups.push(Group { name: subject(entity), findings: findings(&conflicts), picture });
    }
    let possible: Vec<&Conflict> = view.possible().collect();
    if !possible.is_empty() {
        groups.push(Group { name: POSSIBLE.to_string(), findings: findings(&possible), picture: None });
    }
    groups
}

fn finding(view: &View, marks: &Marks, conflict: &Conflict, number: usize) -> Finding {
    let distinct = |of: &dyn Fn(&Evidence) -> String| -> BTreeSet<String> {
        conflict.sides.iter().flat_map(|side| &side.claims).map(of).collect()
    };
    let list = |set: BTreeSet<String>, separator: &str| set.into_iter().collect::<Vec<_>>().join(separator);
    Finding {
        number,
        id: one_line(&conflict.id),
        status: word(&conflict.status),
        kind: word(&conflict.kind),
        severity: word(&conflict.severity),
        constraint: one_line(&conflict.constraint),
        rules: list(distinct(&|claim| one_line(&claim.rule)), ", "),
        entity: subject(&conflict.entity),
        attribute: one_line(&conflict.attribute),
        explanation: reason(conflict),
        review: view.mark(conflict).map(reviewed),
        sides: conflict.sides.iter().zip(answers(conflict, ROOM)).map(|(side, value)| answer(view, marks, side, value)).collect(),
        sources: list(distinct(&|claim| source(view, &claim.document)), "\n"),
        story: story(view, conflict),
        answers: answers(conflict, SHORT).join(" / "),
        dismiss: clip(&dismiss(view, conflict), COMMAND),
    }
}

fn answer(view: &View, marks: &Marks, side: &Side, value: String) -> Answer {
    Answer {
        value,
        backing: backing(side),
        quotes: quotes(view, marks, &side.claims, side.computed),
        reference: side.reference.as_ref().map(cleaned),
    }
}

fn reviewed(mark: &Mark) -> Review {
    let mut review = Review::from(mark);
    for text in [&mut review.by, &mut review.when, &mut review.why] {
        *text = one_line(text);
    }
    review
}

fn cleaned(reference: &Reference) -> Reference {
    let mut reference = reference.clone();
    for text in [&mut reference.pack, &mut reference.fact, &mut reference.source] {
        *text = one_line(text);
    }
    for day in [&mut reference.valid.from, &mut reference.valid.until].into_iter().flatten() {
        *day = one_line(day);
    }
    reference
}

fn quotes(view: &View, marks: &Marks, claims: &[Evidence], computed: bool) -> Vec<Quote> {
    together(claims, ROOM).iter().map(|claims| quote(view, marks, claims, computed)).collect()
}

fn quote(view: &View, marks: &Marks, claims: &[&Evidence], computed: bool) -> Quote {
    let (claim, cut) = (claims[0], excerpt(claims, ROOM));
    let [byline, voice] = view.tellers(claim, computed).map(|words| clip(&words, ROOM));
    let plain = computed || claim.stance == Stance::Asserted || (claim.stance == Stance::Reported && claim.attribution.is_some());
    let words = |piece: &Piece| Words { text: piece.text.clone(), anchor: piece.claim.map(|at| marks.anchor(claims[at])) };
    Quote {
        marks: cut.marks(),
        pieces: cut.pieces.iter().map(words).collect(),
        anchor: marks.anchor(claim),
        byline,
        place: clip(&place(claim), ROOM),
        voice: Some(voice).filter(|voice| !voice.is_empty()),
        stance: (!plain).then(|| word(&claim.stance)),
    }
}

/// The outlet of a document, or its name.
fn source(view: &View, name: &str) -> String {
    let outlet = view.document(name).and_then(|document| document.source.as_deref());
    clip(&one_line(outlet.filter(|outlet| !outlet.trim().is_empty()).unwrap_or(name)), ROOM)
}

/// The command; a report may come from anybody, so its id is quoted like any text.
fn dismiss(view: &View, conflict: &Conflict) -> String {
    let id = one_line(&conflict.id);
    let words = ["crossclaim review dismiss", &shell_words::quote(&id), &one_line(&view.asked), "--why ''"];
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// `2. Fire at the harbour`: the story of the first document that is cited, by its first title.
fn story(view: &View, conflict: &Conflict) -> String {
    let first = conflict.sides.iter().flat_map(|side| &side.claims).next();
    let number = first.and_then(|claim| view.document(&claim.document)).and_then(|document| document.story);
    let Some(number) = number else { return "Not tied to a story".to_string() };
    let told = || view.report.documents.iter().filter(|document| document.story == Some(number));
    let name =
        told().find_map(|document| document.title.as_deref()).or_else(|| told().next().map(|document| document.name.as_str()));
    format!("{}. {}", number + 1, clip(&one_line(name.unwrap_or_default()), ROOM))
}

fn sources(view: &View) -> Vec<Choice> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for conflict in &view.report.conflicts {
        let mut cited: Vec<String> =
            conflict.sides.iter().flat_map(|side| &side.claims).map(|claim| source(view, &claim.document)).collect();
        cited.sort();
        cited.dedup();
        for source in cited {
            *counts.entry(source).or_default() += 1;
        }
    }
    counts.into_iter().map(|(name, count)| Choice { name, count }).collect()
}

fn skipped(view: &View, marks: &Marks) -> Vec<Silence> {
    let silence = |skipped: &crate::model::report::Skipped| Silence {
        asked: asked(&skipped.entity, &skipped.attribute),
        why: one_line(&skipped.why),
        quotes: quotes(view, marks, &skipped.claims, false),
    };
    view.report.skipped.iter().map(silence).collect()
}
