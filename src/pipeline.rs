//! Threads the stages: what happens per document, then what happens to the whole corpus.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::analyse::Model;
use crate::extract::{self, Extract};
use crate::graph::ClaimGraph;
use crate::judge::Judge;
use crate::model::account::Accounts;
use crate::model::opinion::{Opinion, Opinions, Place};
use crate::model::report::{Detail, DocumentInfo, Failed, JudgeRun, Report, SCHEMA_VERSION, SecondReaderRun};
use crate::model::{Claim, Date, Document, Reading, Sourced};
use crate::outside::{self, Handed};
use crate::resolve;
use crate::rules::Rulebook;

/// All documents of a run and the graph of their claims.
#[derive(Debug)]
pub struct Corpus {
    pub readings: Vec<Reading>,
    pub graph: ClaimGraph,
}

impl Corpus {
    /// Analyses, extracts and resolves. Documents are taken in the order of their names, so that the order in which they were given
    /// shows nowhere.
    pub fn build(documents: Vec<Document>, rules: &Rulebook) -> Self {
        Self::watched(documents, rules, || {})
    }

    /// The same, with a word whenever a document has been read, from whatever thread has read it.
    pub fn watched(mut documents: Vec<Document>, rules: &Rulebook, done: impl Fn() + Sync) -> Self {
        documents.sort_by(|one, other| (&one.name, &one.text).cmp(&(&other.name, &other.text)));
        let read = |(index, document)| {
            let reading = read(index, document, rules);
            done();
            reading
        };
        let readings: Vec<Reading> = documents.into_par_iter().enumerate().map(read).collect();
        let graph = resolve::resolve(&readings, rules);
        Self { readings, graph }
    }

    /// Adds claims from outside to those of their documents; returns those that are refused, with the reason.
    pub fn hear(&mut self, handed: Vec<Handed>) -> Vec<Failed> {
        outside::join(&mut self.readings, handed)
    }

    /// Everything that the documents say, in their order.
    pub fn claims(&self, rules: &Rulebook) -> Vec<Claim> {
        let all = self.readings.par_iter().enumerate();
        let mut claims: Vec<Claim> =
            all.flat_map_iter(|(document, reading)| extract::claims::claims(document, reading, rules)).collect();
        resolve::name(&mut claims, &self.graph);
        claims
    }
}

fn read(index: usize, document: Document, rules: &Rulebook) -> Reading {
    let analysis = Model::get().analyse(&document);
    let Extract { mentions, ties, clauses, sequences, utterances, figures, worded, times } =
        extract::extract(index, &document, &analysis, rules);
    let outside = Vec::new();
    Reading { document, analysis, mentions, ties, clauses, sequences, utterances, figures, worded, times, outside }
}

/// The consistency report over a set of documents, by rules alone.
pub fn check(corpus: &Corpus, rules: &Rulebook) -> Report {
    report(corpus, rules, |_| Opinions::default())
}

/// The consistency report over a set of documents, with the judge's word beside that of the rules.
pub fn check_with(judge: &Judge, corpus: &Corpus, rules: &Rulebook) -> Report {
    let mut run = None;
    let report = report(corpus, rules, |asked| {
        let opinions = judge.read(&corpus.readings, &corpus.graph, asked);
        run = Some(JudgeRun { read: opinions.read, unread: opinions.unread });
        opinions
    });
    Report { judge: run, ..report }
}

/// The consistency report, with the judge's word on pairs of sentences that are named and on those of which the rules ask; and that word.
pub fn check_on(judge: &Judge, corpus: &Corpus, rules: &Rulebook, named: &BTreeSet<[Place; 2]>) -> (Report, Vec<Opinion>) {
    let mut heard = Vec::new();
    let report = report(corpus, rules, |asked| {
        heard = judge.on(&corpus.readings, &(asked | named));
        Opinions { list: heard.clone(), ..Opinions::default() }
    });
    (report, heard)
}

/// Adds what a second reader says to a report, and how much it was asked.
pub fn hear(corpus: &Corpus, rules: &Rulebook, report: &mut Report, accounts: &Accounts, mut run: SecondReaderRun) {
    let graph = (&corpus.graph, rules);
    run.same = crate::check::hear(&corpus.readings, graph, &mut report.conflicts, &report.skipped, accounts);
    report.second_reader = Some(run);
}

fn report(corpus: &Corpus, rules: &Rulebook, hear: impl FnOnce(&BTreeSet<[Place; 2]>) -> Opinions) -> Report {
    let findings = crate::check::check(&corpus.readings, &corpus.graph, rules, hear);
    Report {
        schema: SCHEMA_VERSION,
        documents: corpus
            .readings
            .iter()
            .zip(&corpus.graph.stories)
            .map(|(reading, story)| info(&reading.document, *story))
            .collect(),
        conflicts: findings.conflicts,
        figures: findings.figures,
        skipped: findings.skipped,
        failed: Vec::new(),
        remarks: Vec::new(),
        judge: None,
        second_reader: None,
    }
}

fn info(document: &Document, story: usize) -> DocumentInfo {
    DocumentInfo {
        name: document.name.clone(),
        title: document.title.as_ref().map(|title| title.value.clone()),
        source: document.outlet.as_ref().map(|outlet| outlet.value.clone()),
        published: document.published.as_ref().map(|date| date.value.to_string()),
        published_from: document.published.as_ref().map(|date| date.from.to_string()),
        story: Some(story),
        provenance: provenance(document),
    }
}

fn provenance(document: &Document) -> Vec<Detail> {
    let detail = |what: &str, value: String, from: &str| Detail { what: what.to_string(), value, from: from.to_string() };
    let text = |what, field: &Option<Sourced<String>>| field.as_ref().map(|field| detail(what, field.value.clone(), field.from));
    let date =
        |what, field: &Option<Sourced<Date>>| field.as_ref().map(|field| detail(what, field.value.to_string(), field.from));
    let details = [
        text("title", &document.title),
        text("outlet", &document.outlet),
        text("byline", &document.byline),
        date("published", &document.published),
        date("modified", &document.modified),
        text("language", &document.language),
        text("address", &document.address),
        text("label", &document.label),
    ];
    details.into_iter().flatten().collect()
}
