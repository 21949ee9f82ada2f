//! `crossclaim claims`: everything that is read from documents, one claim a line.

use std::ffi::OsString;

use clap::ValueEnum;
use serde_json::{Value as Json, json};

use super::config::Config;
use super::input::{CorpusArgs, Loaded};
use super::{Ended, output};
use crate::Corpus;
use crate::model::{Claim, Clause, Reading};
use crate::report::claims::{self, Lines};
use crate::report::tuple;
use crate::report::visible::one_line;

/// List the claims that are read from documents
#[derive(clap::Args)]
pub struct Args {
    /// Files, folders, glob patterns, or `-` for standard input
    files: Vec<OsString>,
    /// Only claims of these attributes (`killed`, `ship`, `foreign minister`) or with values of these types (`figure`, `time`, `deed`)
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    attribute: Vec<String>,
    /// What every clause says instead: relation and arguments, who says it, and how
    #[arg(long, conflicts_with = "attribute")]
    statements: bool,
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    #[command(flatten)]
    source: CorpusArgs,
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
    let loaded = args.source.load(&config, &args.files)?;
    let Loaded { corpus, rules, .. } = &loaded;
    let text = if args.statements { told(corpus, args.format) } else { listed(corpus, &corpus.claims(rules), args) };
    match args.format {
        Format::Table => output::list(&text, &config)?,
        Format::Json | Format::Jsonl => output::print(&text)?,
    }
    if text.is_empty() && !args.attribute.is_empty() {
        anstream::eprintln!("note: no claim has such an attribute or value; without --attribute, all are listed");
    }
    Ok(loaded.outcome())
}

fn listed(corpus: &Corpus, claims: &[Claim], args: &Args) -> String {
    let named = |claim: &Claim, name: &String| {
        let detailed = claim.attribute.strip_prefix(name.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        detailed || claim.value.sort().name() == name
    };
    let wanted = |claim: &&Claim| args.attribute.is_empty() || args.attribute.iter().any(|name| named(claim, name));
    let claims: Vec<&Claim> = claims.iter().filter(wanted).collect();
    match args.format {
        Format::Table => {
            let documents: Vec<_> = corpus.readings.iter().map(|reading| &reading.document).collect();
            claims::table(&claims, &documents)
        }
        Format::Json => claims::json(&claims),
        Format::Jsonl => claims::jsonl(&claims),
    }
}

fn told(corpus: &Corpus, format: Format) -> String {
    let all = || corpus.readings.iter().flat_map(statements);
    match format {
        Format::Table => corpus.readings.iter().map(statement_table).collect(),
        Format::Json => format!("{}\n", Json::Array(all().collect())),
        Format::Jsonl => all().map(|statement| format!("{statement}\n")).collect(),
    }
}

fn statements(reading: &Reading) -> impl Iterator<Item = Json> {
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
    reading.clauses.iter().map(object)
}

/// A line a clause: where it stands, its subject, relation and arguments, and who says so.
fn statement_table(reading: &Reading) -> String {
    let lines = Lines::new(&reading.document);
    let line = |clause: &Clause| {
        let told = tuple(&reading.document, &reading.analysis, clause);
        let subject = told.subject.as_deref().map(one_line).unwrap_or_default();
        let arguments: Vec<String> = told.arguments.iter().map(|words| one_line(words)).collect();
        let speaker = clause.attribution.as_ref().map(|attribution| format!("  (so {})", one_line(&attribution.speaker)));
        let place = lines.place(reading.document.in_file(clause.span));
        let (relation, arguments) = (one_line(&told.relation), arguments.join(" | "));
        format!("{place}  {subject} | {relation} | {arguments}{}\n", speaker.unwrap_or_default())
    };
    reading.clauses.iter().map(line).collect()
}
