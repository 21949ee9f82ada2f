//! `crossclaim claims`: what the rules read from documents, one claim a line.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::PathBuf;

use clap::ValueEnum;
use serde_json::{Value as Json, json};

use super::check::rulebook;
use super::config::Config;
use super::{Ended, Outcome, output};
use crate::model::{Claim, Clause, EntityId, Figure, Reading, Value};
use crate::report::tuple;
use crate::report::visible::visible;
use crate::{Corpus, read};

/// List the claims that the rules read from documents
#[derive(clap::Args)]
pub struct Args {
    /// Files, folders, glob patterns, or `-` for standard input
    files: Vec<OsString>,
    /// Only claims of these attributes; of figures, the id of their measure (`killed`) or what they count (`ship`)
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    attribute: Vec<String>,
    /// What every clause says instead: relation and arguments, who says it, and how
    #[arg(long, conflicts_with = "attribute")]
    statements: bool,
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    /// Rule packs of your own: files, or folders of .toml files
    #[arg(long, value_name = "PATH")]
    rules: Vec<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Table,
    /// One array
    Json,
    /// One object a line
    Jsonl,
}

pub fn run(args: &Args) -> Ended {
    let config = Config::load()?;
    let sources = read::sources(&config.documents(&args.files)?)?;
    output::tell(&sources);
    let paths = config.rules(&args.rules);
    let corpus = Corpus::build(sources.documents, &rulebook(&paths)?);
    let wanted = |claim: &&Claim<EntityId>| args.attribute.is_empty() || args.attribute.contains(&claim.attribute.id);
    let claims: Vec<Json> = if args.statements {
        corpus.readings.iter().flat_map(statements).collect()
    } else {
        let figures = corpus.readings.iter().flat_map(|reading| figures(reading, &args.attribute));
        corpus.graph.claims.iter().filter(wanted).map(|claim| object(&corpus, claim)).chain(figures).collect()
    };
    let text = match args.format {
        Format::Table if args.statements => visible(&statement_table(&claims)).into_owned(),
        Format::Table => visible(&table(&claims)).into_owned(),
        Format::Json => format!("{}\n", Json::Array(claims)),
        Format::Jsonl => claims.iter().map(|claim| format!("{claim}\n")).collect(),
    };
    output::print(&text)?;
    Ok(if sources.failed.is_empty() { Outcome::Clean } else { Outcome::Incomplete })
}

fn object(corpus: &Corpus, claim: &Claim<EntityId>) -> Json {
    let name = |id: EntityId| corpus.graph.entity(id).name.clone();
    let value = match &claim.value {
        Value::Entity(id) => Json::String(name(*id)),
        Value::Text(text) => Json::String(text.clone()),
        Value::Flag(yes) => Json::Bool(*yes),
        other => Json::String(format!("{other:?}")),
    };
    let document = &corpus.readings[claim.provenance.document].document;
    let span = document.in_file(claim.provenance.span);
    json!({
        "document": document.name,
        "span": { "start": span.start, "end": span.end },
        "quote": document.quote(claim.provenance.span),
        "subject": name(claim.subject),
        "attribute": claim.attribute.id,
        "detail": claim.attribute.detail,
        "value": value,
        "standing": format!("{:?}", claim.qualifiers.standing).to_lowercase(),
        "degree": claim.qualifiers.degree,
        "stance": claim.stance,
        "attribution": claim.attribution.as_ref().map(|attribution| &attribution.speaker),
        "rule": claim.provenance.rule,
    })
}

/// The figures of the wanted measures or things, or all, each with its scope.
fn figures(reading: &Reading, wanted: &[String]) -> Vec<Json> {
    let named = |figure: &Figure| wanted.contains(&figure.noun) || figure.measure.as_ref().is_some_and(|id| wanted.contains(id));
    let asked = |figure: &&Figure| wanted.is_empty() || named(figure);
    let object = |figure: &Figure| {
        let span = reading.document.in_file(figure.span);
        let places: Vec<&str> = figure.places.iter().map(|place| place.name.as_str()).filter(|name| !name.is_empty()).collect();
        json!({
            "document": reading.document.name,
            "span": { "start": span.start, "end": span.end },
            "quote": reading.document.quote(figure.span),
            "subject": figure.noun,
            "attribute": figure.measure.as_deref().unwrap_or(&figure.noun),
            "detail": figure.modifiers.iter().map(String::as_str).collect::<Vec<_>>().join(" "),
            "value": figure.quantity.to_string(),
            "when": figure.when.as_ref().map(|when| &when.text),
            "places": places,
            "rate": figure.rate,
            "stance": figure.stance,
            "attribution": figure.attribution.as_ref().map(|attribution| &attribution.speaker),
            "rule": "figure",
        })
    };
    reading.figures.iter().filter(asked).map(object).collect()
}

fn statements(reading: &Reading) -> Vec<Json> {
    let object = |clause: &Clause| {
        let tuple = tuple(&reading.document, &reading.analysis, clause);
        let span = reading.document.in_file(clause.span);
        json!({
            "document": reading.document.name,
            "span": { "start": span.start, "end": span.end },
            "predicate": clause.predicate,
            "relation": tuple.relation,
            "subject": tuple.subject,
            "arguments": tuple.arguments,
            "negated": clause.negated,
            "stance": clause.stance,
            "attribution": clause.attribution.as_ref().map(|attribution| &attribution.speaker),
        })
    };
    reading.clauses.iter().map(object).collect()
}

fn statement_table(statements: &[Json]) -> String {
    let line = |statement: &Json| {
        let words = |field: &Json| field.as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        let arguments: Vec<String> = statement["arguments"].as_array().into_iter().flatten().map(words).collect();
        let voice = statement["attribution"].as_str().map(|speaker| format!("  (so {speaker})")).unwrap_or_default();
        let [document, subject, relation] = ["document", "subject", "relation"].map(|field| words(&statement[field]));
        format!("{document}  {subject} | {relation} | {}{voice}\n", arguments.join(" | "))
    };
    statements.iter().map(line).collect()
}

fn table(claims: &[Json]) -> String {
    let text = |claim: &Json, field: &str| match &claim[field] {
        Json::String(text) => text.replace('\n', " "),
        other => other.to_string(),
    };
    let mut out = String::new();
    for claim in claims {
        let [document, subject, attribute, detail, value, rule] =
            ["document", "subject", "attribute", "detail", "value", "rule"].map(|field| text(claim, field));
        let scope = scope(claim);
        let _ = writeln!(out, "{document}  {subject}  {attribute} {detail}: {value}{scope}  ({rule})");
    }
    out
}

/// When and where a figure is said to hold.
fn scope(claim: &Json) -> String {
    let places = claim["places"].as_array().into_iter().flatten().filter_map(Json::as_str);
    let words: Vec<&str> = claim["when"].as_str().into_iter().chain(places).collect();
    if words.is_empty() { String::new() } else { format!(" [{}]", words.join("; ").replace('\n', " ")) }
}
