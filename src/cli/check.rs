//! `check`: documents in, findings out.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::builder::RangedU64ValueParser;
use indicatif::{ProgressBar, ProgressStyle};

use super::config::Config;
use super::input::CorpusArgs;
use super::judge::JudgeArgs;
use super::output::{Asked, OutputArgs};
use super::second::{SecondArgs, Spent};
use super::selection::SelectionArgs;
use super::{Ended, Outcome, output};
use crate::Corpus;
use crate::analyse::Model;
use crate::error::Error;
use crate::model::Document;
use crate::model::report::Report;
use crate::outside;
use crate::report::visible::one_line;
use crate::rules::Rulebook;

const AFTER_HELP: &str = "\
Exit status:
  0  nothing at or above --fail-on
  1  findings at or above --fail-on (default: contradiction)
  2  the command could not run: arguments, configuration, or no document to read
  3  done, but some documents could not be read, or a second reader did not answer

Examples:
  crossclaim check news/                            every text and Markdown file in a folder
  crossclaim check news/ --output html:report.html  a page to read and share
  crossclaim review news/                           d dismisses a finding, and it stays hidden
  crossclaim review dismiss ID news/ --why REASON   the same from a script; findings end with ID
  crossclaim check news/ --show-dismissed           what was hidden, too
  crossclaim check news/ --only quantity,date       two kinds; `crossclaim rules list` has more
  crossclaim check news/ --output json:monday.json  kept, to be shown or compared later
  crossclaim check news/ --diff monday.json         what is new since, and what is gone
  crossclaim check - < article.txt                  one document from standard input

Settings that last are kept in crossclaim.toml, which `crossclaim init` writes. It is looked for
in the working folder and those above it, never in the folders that are checked. What is given on
the command line counts before what stands there.";

#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Args {
    /// Files, folders, glob patterns, or `-` for standard input
    #[arg(value_name = "DOCUMENTS")]
    documents: Vec<OsString>,
    /// Threads to use [default: all cores]
    #[arg(long, value_name = "N", value_parser = RangedU64ValueParser::<usize>::new().range(1..))]
    jobs: Option<usize>,
    /// Say on standard error what was read, found and left alone
    #[arg(long)]
    stats: bool,
    /// No progress and no remarks on standard error
    #[arg(short, long)]
    quiet: bool,
    #[command(flatten)]
    source: CorpusArgs,
    #[command(flatten)]
    judge: JudgeArgs,
    #[command(flatten)]
    second: SecondArgs,
    #[command(flatten)]
    selection: SelectionArgs,
    #[command(flatten)]
    output: OutputArgs,
}

pub fn run(args: Args) -> Ended {
    let started = Instant::now();
    let config = Config::load()?;
    if let Some(jobs) = args.jobs.or(config.jobs) {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
        pool.map_err(|error| Error::new(error.to_string()))?;
    }
    let handed = outside::read_all(&args.source.claims)?;
    let documents = args.source.documents(&config, &args.documents, &handed)?;
    let second = args.second.reader(&config, &args.selection.ledger(&config))?;
    let packs = config.rules(&args.source.rules);
    let load = || {
        Model::get();
        args.source.input.sources(&documents)
    };
    let (rules, sources) = rayon::join(|| rulebook(&packs), load);
    let rules = rules?;
    let kept = args.selection.load(&config, &rules, None)?;
    let sources = sources?;
    if !args.quiet {
        output::tell(&sources);
    }
    if sources.documents.is_empty() {
        return Err(Error::new("none of the documents could be read"));
    }
    let read =
        sources.documents.iter().map(|document| &document.name).chain(sources.failed.iter().map(|failed| &failed.document));
    let claims = args.source.claims.iter().map(PathBuf::as_path);
    args.output.check(read.map(Path::new).chain(kept.files()).chain(claims))?;
    let progress = progress("read {pos} of {len} documents", sources.documents.len(), args.quiet);
    let mut corpus = Corpus::watched(sources.documents, &rules, || progress.inc(1));
    let refused = corpus.hear(handed);
    progress.set_style(ProgressStyle::default_spinner());
    progress.set_message("comparing");
    let checked = args.judge.check(&config, &corpus, &rules);
    progress.finish_and_clear();
    if !args.quiet {
        output::warn(&refused);
    }
    let mut report = checked?;
    (report.failed, report.remarks) = ([sources.failed, refused].concat(), sources.remarks);
    let spent = match second.map(|reader| reader.read(&corpus, &rules, &mut report, args.quiet)).transpose()? {
        Some(None) => return Ok(Outcome::Clean),
        spent => spent.flatten(),
    };
    if args.stats {
        stats(&corpus, &report, (spent.as_ref(), config.file()), started);
    }
    let texts = texts(corpus.readings.iter().map(|reading| &reading.document));
    let asked = Asked { documents: &args.documents, claims: &args.source.claims };
    output::present(report, texts, &kept, &args.output, &config, &asked)
}

/// The built-in packs with those that were named; all errors of all packs together.
pub fn rulebook(paths: &[PathBuf]) -> Result<Rulebook, Error> {
    Rulebook::with_packs(paths).map_err(|errors| {
        let texts: Vec<String> = errors.iter().map(ToString::to_string).collect();
        Error::new(texts.join("\nerror: "))
    })
}

/// Whether somebody may look at a sign of life on standard error.
pub fn is_watched(quiet: bool) -> bool {
    !quiet && std::env::var_os("CI").is_none() && !std::env::var("TERM").is_ok_and(|term| term == "dumb")
}

/// How much of something is done, on standard error, where somebody looks at it and the run is long.
pub fn progress(words: &str, all: usize, quiet: bool) -> ProgressBar {
    if !is_watched(quiet) {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template(&format!("{{spinner}} {words}")).expect("the template is part of the program");
    let progress = ProgressBar::new(all as u64).with_style(style);
    progress.enable_steady_tick(Duration::from_millis(120));
    progress
}

/// The texts of the documents by name.
fn texts<'a>(documents: impl Iterator<Item = &'a Document>) -> BTreeMap<&'a str, &'a str> {
    documents.map(|document| (document.name.as_str(), document.file_text())).collect()
}

/// What was done, with what a second reader took and the file of the settings, where there are such.
fn stats(corpus: &Corpus, report: &Report, (spent, settings): (Option<&Spent>, Option<&Path>), started: Instant) {
    let sum = |count: fn(&crate::model::Reading) -> usize| corpus.readings.iter().map(count).sum::<usize>();
    let lines = [
        ("documents", corpus.readings.len()),
        ("not read", report.failed.len() - spent.map_or(0, Spent::missing)),
        ("remarks", report.remarks.len()),
        ("bytes", sum(|reading| reading.document.file_text().len())),
        ("sentences", sum(|reading| reading.analysis.sentences.len())),
        ("mentions", sum(|reading| reading.mentions.len())),
        ("entities", corpus.graph.entities.len()),
        ("claims", corpus.graph.ties.len()),
        ("pairs left alone", report.skipped.len()),
        ("findings", report.conflicts.len()),
        ("milliseconds", started.elapsed().as_millis() as usize),
    ];
    let lines = lines.into_iter().map(|(name, number)| (name, number.to_string()));
    let settings = settings.map(|file| ("configuration", one_line(&file.display().to_string())));
    for (name, value) in lines.chain(spent.into_iter().flat_map(Spent::lines)).chain(settings) {
        anstream::eprintln!("{name:>17}  {value}");
    }
}
