//! `crossclaim claims`: what the rules read from documents, one claim a line.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::ValueEnum;
use serde_json::{Value as Json, json};

use super::check::rulebook;
use super::init::Config;
use super::{Ended, Outcome, output};
use crate::model::{Claim, Clause, EntityId, Reading, Value};
use crate::report::tuple;
use crate::{Corpus, read};

/// List the claims that the rules read from documents
#[derive(clap::Args)]
pub struct Args {
    /// Files, folders, glob patterns, or `-` for standard input
    #[arg(required = true)]
    files: Vec<String>,
    /// Only claims of these attributes
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
    let sources = read::sources(&args.files)?;
    output::name_failed(&sources.failed);
    let paths = Config::load()?.rules(&args.rules);
    let corpus = Corpus::build(sources.documents, &rulebook(&paths)?);
    let wanted = |claim: &&Claim<EntityId>| args.attribute.is_empty() || args.attribute.contains(&claim.attribute.id);
    let claims: Vec<Json> = if args.statements {
        corpus.readings.iter().flat_map(statements).collect()
    } else {
        corpus.graph.claims.iter().filter(wanted).map(|claim| object(&corpus, claim)).collect()
    };
    let text = match args.format {
        Format::Table if args.statements => statement_table(&claims),
        Format::Table => table(&claims),
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
    let span = claim.provenance.span;
    json!({
        "document": document.name,
        "span": { "start": span.start, "end": span.end },
        "quote": document.slice(span),
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

fn statements(reading: &Reading) -> Vec<Json> {
    let object = |clause: &Clause| {
        let tuple = tuple(&reading.document, &reading.analysis, clause);
        json!({
            "document": reading.document.name,
            "span": { "start": clause.span.start, "end": clause.span.end },
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
        let _ = writeln!(out, "{document}  {subject}  {attribute} {detail}: {value}  ({rule})");
    }
    out
}
