//! `review`: decide about findings, on a full screen or by subcommand.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use clap::{Subcommand, ValueEnum};

use super::init::Config;
use super::{Ended, Outcome, check, names, output, show};
use crate::error::Error;
use crate::model::report::{Conflict, Report};
use crate::report::visible::one_line;
use crate::report::words::word;
use crate::report::{Mark, count, question};
use crate::review::screen::Screen;
use crate::review::{Decision, Entry, Ledger, Standing};
use crate::{Corpus, read};

const AFTER_HELP: &str = "\
Decisions are kept in crossclaim.review.jsonl, one a line; the file only grows, and belongs under version control.
`crossclaim check` leaves out what was dismissed and marks what is new. A decision ends when a quotation changes.

Examples:
  crossclaim review news/                                           on a full screen
  crossclaim review list news/                                      every finding with its decision
  crossclaim review dismiss 5ec24c195c24 news/ --why 'other ship'   from a script
  crossclaim review undo 5ec24c195c24 news/";

/// Go through findings one by one and keep what was decided
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP, args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    action: Option<Action>,
    #[command(flatten)]
    from: From,
}

#[derive(clap::Args)]
struct From {
    /// Documents, or one report that was kept as JSON
    #[arg(value_name = "DOCUMENTS|REPORT.json")]
    sources: Vec<OsString>,
    /// The ledger of decisions [default: crossclaim.review.jsonl, or what crossclaim.toml says]
    #[arg(long, value_name = "FILE")]
    ledger: Option<PathBuf>,
    /// Rule packs of your own: TOML files, or folders with them
    #[arg(long, value_name = "PATH")]
    rules: Vec<PathBuf>,
    /// Who decides [default: $CROSSCLAIM_REVIEWER or the user's name]
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
}

#[derive(Subcommand)]
enum Action {
    /// List findings with their decisions, and decisions that no longer hold
    List(From),
    /// A real disagreement
    Confirm(Deciding),
    /// No disagreement
    Dismiss(Deciding),
    /// Both hold, for different times, places or parts
    ScopeDiffers(Deciding),
    /// Take a decision back
    Undo(Deciding),
    /// Write the decisions in force as CSV or JSON
    Export {
        #[arg(long, value_name = "FORMAT", default_value = "csv")]
        format: ExportFormat,
        /// The ledger of decisions [default: crossclaim.review.jsonl, or what crossclaim.toml says]
        #[arg(long, value_name = "FILE")]
        ledger: Option<PathBuf>,
    },
}

#[derive(clap::Args)]
struct Deciding {
    /// The finding; the first letters of its id are enough
    id: String,
    /// The reason
    #[arg(long, default_value = "")]
    why: String,
    #[command(flatten)]
    from: From,
}

#[derive(Clone, Copy, ValueEnum)]
enum ExportFormat {
    Csv,
    Json,
}

pub fn run(args: Args) -> Ended {
    match args.action {
        None => full_screen(&args.from),
        Some(Action::List(from)) => list(&from),
        Some(Action::Confirm(deciding)) => decide(&deciding, Decision::Confirmed),
        Some(Action::Dismiss(deciding)) => decide(&deciding, Decision::Dismissed),
        Some(Action::ScopeDiffers(deciding)) => decide(&deciding, Decision::ScopeDiffers),
        Some(Action::Undo(deciding)) => decide(&deciding, Decision::Open),
        Some(Action::Export { format, ledger }) => export(format, &Config::load()?.ledger(ledger.as_ref())),
    }
}

/// The report that the arguments name, with the texts of its documents.
fn load(from: &From) -> Result<(Report, BTreeMap<String, String>), Error> {
    if let [file] = from.sources.as_slice()
        && Path::new(file).extension().is_some_and(|extension| extension == "json")
    {
        let report = show::load(Path::new(file))?;
        let texts = show::documents(&report);
        return Ok((report, texts));
    }
    if from.sources.is_empty() {
        return Err(Error::new("nothing to review").help("name documents, or a report that `check --output json:FILE` wrote"));
    }
    let sources = read::sources(&from.sources)?;
    output::tell(&sources);
    let rules = check::rulebook(&Config::load()?.rules(&from.rules))?;
    let corpus = Corpus::build(sources.documents, &rules);
    let mut report = crate::check(&corpus, &rules);
    (report.failed, report.remarks) = (sources.failed, sources.remarks);
    let texts = corpus.readings.into_iter().map(|reading| (reading.document.name, reading.document.text)).collect();
    Ok((report, texts))
}

fn ledger(from: &From) -> Result<Ledger, Error> {
    Ledger::open(&Config::load()?.ledger(from.ledger.as_ref()))
}

fn reviewer(from: &From) -> String {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    from.by.clone().or_else(|| set("CROSSCLAIM_REVIEWER")).or_else(|| set("USER")).unwrap_or_else(|| "unknown".to_string())
}

/// A word that is neither a document nor a subcommand, but nearly the latter.
fn check_typed(from: &From) -> Result<(), Error> {
    let Some(word) = from.sources.first().filter(|word| !Path::new(word).exists()) else { return Ok(()) };
    let known = Action::augment_subcommands(clap::Command::new("review"));
    let word = &word.to_string_lossy();
    match names::nearest(word, known.get_subcommands().map(clap::Command::get_name)) {
        Some(meant) => {
            Err(Error::new(format!("`{word}` is neither there nor a subcommand")).help(format!("did you mean `{meant}`?")))
        }
        None => Ok(()),
    }
}

fn full_screen(from: &From) -> Ended {
    check_typed(from)?;
    if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        return Err(Error::new("the review needs a terminal")
            .help("`crossclaim review list` and `crossclaim review dismiss` work without"));
    }
    let ledger = ledger(from)?;
    let (report, texts) = load(from)?;
    Screen::new(&report, &texts, ledger, reviewer(from)).run()?;
    Ok(Outcome::Clean)
}

fn list(from: &From) -> Ended {
    let ledger = ledger(from)?;
    let (report, _) = load(from)?;
    let marks = ledger.marks(report.conflicts.iter());
    let mut out = String::new();
    for conflict in &report.conflicts {
        let mark = match &marks[&conflict.id] {
            Mark::Decided { word, by, when, why } => format!("{word} by {by} {when} {why}"),
            _ => "new".to_string(),
        };
        out.push_str(&format!("{}  {}  {}\n", conflict.id, about(conflict), one_line(&mark)));
    }
    for (entry, standing) in ledger.standings(&report.conflicts) {
        let state = match standing {
            Standing::Holds => continue,
            Standing::Expired => "expired: said in other words now",
            Standing::Stale => "stale: nothing like it was found",
        };
        let line =
            format!("{}  {}, {}  {} by {}  {state}", entry.id, entry.entity, entry.attribute, entry.decision.word(), entry.by);
        out.push_str(&one_line(&line));
        out.push('\n');
    }
    output::print(&out)?;
    Ok(Outcome::Clean)
}

fn about(conflict: &Conflict) -> String {
    format!("{} {}: {}", word(&conflict.status), word(&conflict.kind), question(conflict))
}

fn decide(deciding: &Deciding, decision: Decision) -> Ended {
    let mut ledger = ledger(&deciding.from)?;
    let (report, _) = load(&deciding.from)?;
    let found: Vec<&Conflict> = report.conflicts.iter().filter(|conflict| conflict.id.starts_with(&deciding.id)).collect();
    let conflict = match found.as_slice() {
        [conflict] => conflict,
        [] => {
            return Err(
                Error::new(format!("no finding has the id `{}`", deciding.id)).help("`crossclaim review list` shows the ids")
            );
        }
        several => {
            let several = count(several.len(), "finding", "findings");
            return Err(Error::new(format!("`{}` is the beginning of {several}", deciding.id)).help("give more letters"));
        }
    };
    ledger.add(Entry::new(conflict, decision, &deciding.why, &reviewer(&deciding.from)))?;
    output::print(&format!("{} {}  {}\n", decision.word(), conflict.id, about(conflict)))?;
    Ok(Outcome::Clean)
}

fn export(format: ExportFormat, path: &Path) -> Ended {
    let ledger = Ledger::open(path)?;
    let entries: Vec<&Entry> = ledger.current().into_values().filter(|entry| entry.decision != Decision::Open).collect();
    let text = match format {
        ExportFormat::Json => serde_json::to_string_pretty(&entries).map_err(|error| Error::new(error.to_string()))? + "\n",
        ExportFormat::Csv => crate::report::sheet::decisions(&entries),
    };
    output::print(&text)?;
    Ok(Outcome::Clean)
}
