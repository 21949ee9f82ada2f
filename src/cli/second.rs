//! A second reader beside the rules: whether one is asked, which, and how; and its requests as a file.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use clap::{Subcommand, ValueEnum};

use super::config::{Config, FILE};
use super::input::CorpusArgs;
use super::judge::JudgeArgs;
use super::{Ended, check, output};
use crate::error::Error;
use crate::model::report::{Failed, Remark, Report, SecondReaderRun};
use crate::report::count;
use crate::report::visible::one_line;
use crate::rules::Rulebook;
use crate::second::ask::{Answers, Asking};
use crate::second::kept::Kept;
use crate::second::request::Request;
use crate::second::results::Results;
use crate::second::service::{Key, Service, Settings};
use crate::second::stop::Stop;
use crate::second::{self, PARALLEL, TIMEOUT, WINDOW};
use crate::{Corpus, pipeline};

/// Where the key is, unless the configuration names another variable.
const KEY: &str = "OPENAI_API_KEY";
const BASE_URL: &str = "OPENAI_BASE_URL";
/// Where answers are kept, beside the decisions.
const ANSWERS: &str = "crossclaim.answers.jsonl";
/// The wait before a call is tried again.
const PAUSE: Duration = Duration::from_secs(1);

#[derive(clap::Args)]
#[command(next_help_heading = "Second reader")]
pub struct SecondArgs {
    /// Ask a language model, too, by its name at the service; the documents are sent there
    #[arg(long, value_name = "MODEL", conflicts_with = "answers")]
    second_reader: Option<String>,
    /// Where the service is, as in http://localhost:11434/v1 [default: $OPENAI_BASE_URL]
    #[arg(long, value_name = "URL", requires = "second_reader")]
    base_url: Option<String>,
    /// Take the answers from a file: the results of what `crossclaim second requests` wrote
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
    /// What a finding is that it alone has: worth a look, or one that may raise an alarm
    #[arg(long, value_name = "SORT", default_value = "possible")]
    second_reader_as: Sort,
    /// Ask anew what it has answered before
    #[arg(long, requires = "second_reader")]
    refresh: bool,
    /// Show what would be sent, to whom, and how much it is; send nothing
    #[arg(long, requires = "second_reader")]
    dry_run: bool,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Sort {
    Possible,
    Finding,
}

/// Where answers come from.
pub struct Reader {
    source: Source,
    alarms: bool,
    window: usize,
    price: Option<[f64; 2]>,
}

enum Source {
    File(Results),
    Service { service: Arc<Service>, key: Option<String>, kept: Kept, refresh: bool, parallel: usize, dry_run: bool },
}

impl SecondArgs {
    /// The second reader that was asked for by name, if any. Nothing is sent yet.
    ///
    /// # Errors
    /// When it is not said where it is, or a file of answers cannot be read.
    pub fn reader(&self, config: &Config, ledger: &Path) -> Result<Option<Reader>, Error> {
        let settings = &config.second_reader;
        let source = match (&self.answers, &self.second_reader) {
            (Some(path), _) => Source::File(Results::open(path)?),
            (None, None) => return Ok(None),
            (None, Some(model)) => {
                let (key, secret) = key(settings.key.as_deref())?;
                let service = Arc::new(Service::new(Settings {
                    base_url: self.base_url()?,
                    model: named(model)?,
                    key: secret,
                    timeout: Duration::from_secs(settings.timeout.unwrap_or(TIMEOUT).max(1)),
                    pause: PAUSE,
                })?);
                let kept = Kept::open(&ledger.with_file_name(ANSWERS))?;
                let parallel = settings.parallel.unwrap_or(PARALLEL);
                Source::Service { service, key, kept, refresh: self.refresh, parallel, dry_run: self.dry_run }
            }
        };
        let alarms = self.second_reader_as == Sort::Finding;
        Ok(Some(Reader { source, alarms, window: window(config), price: settings.price }))
    }

    fn base_url(&self) -> Result<String, Error> {
        let set = || std::env::var(BASE_URL).ok().filter(|url| !url.trim().is_empty());
        self.base_url.clone().or_else(set).ok_or_else(|| {
            Error::new("it is not said where the second reader is")
                .help(format!("give --base-url, as in --base-url http://localhost:11434/v1, or set {BASE_URL}"))
        })
    }
}

fn window(config: &Config) -> usize {
    config.second_reader.window.unwrap_or(WINDOW).max(1)
}

fn named(model: &str) -> Result<String, Error> {
    let model = model.trim();
    if model.is_empty() {
        return Err(Error::new("the second reader has no name").help("--second-reader takes the name of a model"));
    }
    Ok(model.to_string())
}

/// The variable that holds the key, where it is set, and the key.
fn key(named: Option<&str>) -> Result<(Option<String>, Option<Key>), Error> {
    let variable = named.unwrap_or(KEY);
    let value = std::env::var(variable).ok().filter(|key| !key.trim().is_empty());
    match value {
        None if named.is_some() => Err(Error::new(format!("the variable {variable} holds no key"))
            .at(FILE)
            .help("set it, or take second-reader.key out where the service wants none")),
        None => Ok((None, None)),
        Some(key) if key.trim().chars().all(|sign| sign.is_ascii_graphic()) => {
            Ok((Some(variable.to_string()), Some(Key::new(&key))))
        }
        Some(_) => Err(Error::new(format!("the variable {variable} holds characters that no key has"))),
    }
}

/// What a second reader took, for those who ask.
pub struct Spent {
    answers: Answers,
    requests: usize,
    price: Option<[f64; 2]>,
}

impl Reader {
    /// Has the documents read and adds to the report what the second reader says. None where it was only to be shown what would be sent.
    ///
    /// # Errors
    /// When an answer cannot be kept.
    pub fn read(self, corpus: &Corpus, rules: &Rulebook, report: &mut Report, quiet: bool) -> Result<Option<Spent>, Error> {
        let requests = second::requests(corpus, report, self.window);
        let answers = match self.source {
            Source::File(results) => Answers::of_file(&results, &requests),
            Source::Service { service, key, kept, refresh, dry_run: true, .. } => {
                let open = |request: &&Request| refresh || kept.get(service.model(), &request.id, request.form()).is_none();
                output::print(&shown(&service, key.as_deref(), &requests.iter().filter(open).collect::<Vec<_>>()))?;
                return Ok(None);
            }
            Source::Service { service, mut kept, refresh, parallel, .. } => {
                if service.is_open() && !quiet {
                    anstream::eprintln!("note: what is sent to {} is not encrypted on its way", one_line(service.url()));
                }
                let interrupted = interrupted()?;
                let bar = check::progress("asked {pos} of {len} questions", requests.len(), quiet);
                let asking = Asking { service, kept: &mut kept, refresh, parallel, interrupted };
                let answers = asking.ask(&requests, || bar.inc(1));
                bar.finish_and_clear();
                answers?
            }
        };
        let accounts = second::hold(corpus, &requests, &answers);
        let accounts = crate::model::account::Accounts { alarms: self.alarms, ..accounts };
        let run = SecondReaderRun {
            name: accounts.reader.clone(),
            requests: requests.len(),
            unanswered: answers.unanswered(),
            unlocated: accounts.unlocated,
            same: 0,
        };
        pipeline::hear(corpus, rules, report, &accounts, run);
        tell(report, &answers, quiet);
        Ok(Some(Spent { answers, requests: requests.len(), price: self.price }))
    }
}

/// Ends the asking with what there is when somebody presses Ctrl-C; a second time ends the program.
fn interrupted() -> Result<Stop, Error> {
    let interrupted = Stop::default();
    let stop = interrupted.clone();
    let handler = move || {
        if stop.is_set() {
            std::process::exit(130);
        }
        stop.set();
    };
    ctrlc::set_handler(handler).map_err(|error| Error::new(error.to_string()))?;
    Ok(interrupted)
}

/// Adds to the report what is missing and what was left out, and says it on standard error.
fn tell(report: &mut Report, answers: &Answers, quiet: bool) {
    let Some(run) = &report.second_reader else { return };
    let name = format!("second reader {}", run.name);
    let missing = answers.failures.iter().map(|(why, number)| {
        let requests = count(*number, "request", "requests");
        Failed { document: name.clone(), why: format!("no answer to {requests}: {why}") }
    });
    let missing: Vec<Failed> = missing.collect();
    let left_out = |number: usize, why: &str| {
        let findings = count(number, "finding", "findings");
        (number > 0).then(|| Remark { document: name.clone(), what: format!("left out {findings}: {why}") })
    };
    let remarks =
        [left_out(run.unlocated, "a quotation is not in its document"), left_out(run.same, "both passages are the same by rule")];
    let remarks: Vec<Remark> = remarks.into_iter().flatten().collect();
    if !quiet {
        missing
            .iter()
            .for_each(|failed| anstream::eprintln!("warning: {}: {}", one_line(&failed.document), one_line(&failed.why)));
        remarks.iter().for_each(|remark| anstream::eprintln!("note: {}: {}", one_line(&remark.document), one_line(&remark.what)));
    }
    report.failed.extend(missing);
    report.remarks.extend(remarks);
}

/// What would be sent: to whom, with which key, how much, and every byte of it.
fn shown(service: &Service, key: Option<&str>, requests: &[&Request]) -> String {
    let tokens: usize = requests.iter().map(|request| request.tokens()).sum();
    let key = key.map_or("no key".to_string(), |variable| format!("the key in {variable}"));
    let requests_ = count(requests.len(), "request", "requests");
    let mut out = format!("POST {}\n{requests_} of about {tokens} tokens in all, with {key}\n", one_line(service.url()));
    for request in requests {
        out.push_str(&format!("\n{}\n", request.body(service.model())));
    }
    out
}

impl Spent {
    /// How many lines of the report tell of requests without an answer.
    pub fn missing(&self) -> usize {
        self.answers.failures.len()
    }

    /// Names and numbers for `--stats`: all that was answered, what of it was asked in this run, and its price.
    pub fn lines(&self) -> Vec<(&'static str, String)> {
        let Answers { usage, spent, asked, .. } = &self.answers;
        let mut lines = vec![
            ("requests", self.requests.to_string()),
            ("asked now", asked.to_string()),
            ("unanswered", self.answers.unanswered().to_string()),
            ("tokens sent", usage.prompt_tokens.to_string()),
            ("tokens received", usage.completion_tokens.to_string()),
        ];
        if let Some([sent, received]) = self.price {
            let cost = (spent.prompt_tokens as f64 * sent + spent.completion_tokens as f64 * received) / 1e6;
            lines.push(("cost of this run", format!("{cost:.4}")));
        }
        lines
    }
}

/// Put questions to a second reader, a language model, by file
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Write the requests in OpenAI's batch form, one a line; `crossclaim check DOCUMENTS --answers FILE` takes the results
    Requests(RequestsArgs),
}

#[derive(clap::Args)]
struct RequestsArgs {
    /// Files, folders, glob patterns, or `-` for standard input [default: those that crossclaim.toml sets]
    #[arg(value_name = "DOCUMENTS")]
    documents: Vec<OsString>,
    /// The model that the batch service is to ask
    #[arg(long, value_name = "NAME", default_value = "MODEL")]
    model: String,
    #[command(flatten)]
    source: CorpusArgs,
    #[command(flatten)]
    judge: JudgeArgs,
}

pub fn run(args: &Args) -> Ended {
    let Action::Requests(args) = &args.action;
    let config = Config::load()?;
    let loaded = args.source.load(&config, &args.documents)?;
    if loaded.corpus.readings.is_empty() {
        return Err(Error::new("none of the documents could be read"));
    }
    let report = args.judge.check(&config, &loaded.corpus, &loaded.rules)?;
    let requests = second::requests(&loaded.corpus, &report, window(&config));
    let lines: String = requests.iter().map(|request| second::batch_line(request, &args.model)).collect();
    output::print(&lines)?;
    Ok(loaded.outcome())
}
