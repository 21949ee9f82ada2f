//! `review`: decide about findings, on a full screen or by subcommand.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use clap::{Subcommand, ValueEnum};

use super::config::Config;
use super::input::{CorpusArgs, Loaded};
use super::judge::JudgeArgs;
use super::{Ended, Outcome, names, output, show};
use crate::error::Error;
use crate::model::report::{Conflict, Report};
use crate::report::visible::one_line;
use crate::report::words::word;
use crate::report::{Mark, asked, count, question};
use crate::review::screen::Screen;
use crate::review::{Decision, Entry, Ledger, Standing};

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
    #[command(flatten)]
    desk: Desk,
}

/// Where decisions are kept, what is checked by, and who decides.
#[derive(clap::Args)]
struct Desk {
    /// The ledger of decisions [default: crossclaim.review.jsonl, or what crossclaim.toml says]
    #[arg(long, value_name = "FILE")]
    ledger: Option<PathBuf>,
    #[command(flatten)]
    source: CorpusArgs,
    #[command(flatten)]
    judge: JudgeArgs,
    /// Who decides [default: $CROSSCLAIM_REVIEWER, the name that git signs with, or $USER]
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
    /// The findings, of whose ids the first letters are enough, then documents, or one report that was kept as JSON
    #[arg(required = true, value_name = "ID... DOCUMENTS|REPORT.json")]
    words: Vec<OsString>,
    /// The reason; what is put aside needs one
    #[arg(long, default_value = "")]
    why: String,
    #[command(flatten)]
    desk: Desk,
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

/// Whether a source is a report that was kept.
fn is_report(file: &OsString) -> bool {
    Path::new(file).extension().is_some_and(|extension| extension == "json")
}

/// The report that the arguments name, with the texts of its documents.
fn load(sources: &[OsString], desk: &Desk) -> Result<(Report, BTreeMap<String, String>), Error> {
    if let [file] = sources
        && is_report(file)
    {
        let report = show::load(Path::new(file))?;
        let texts = show::documents(&report);
        return Ok((report, texts));
    }
    let config = Config::load()?;
    let Loaded { corpus, rules, failed, remarks } = desk.source.load(&config, sources)?;
    let report = Report { failed, remarks, ..desk.judge.check(&config, &corpus, &rules)? };
    let texts = corpus
        .readings
        .into_iter()
        .map(|reading| (reading.document.name.clone(), reading.document.file_text().to_string()))
        .collect();
    Ok((report, texts))
}

fn ledger(desk: &Desk) -> Result<Ledger, Error> {
    Ledger::open(&Config::load()?.ledger(desk.ledger.as_ref()))
}

/// The name that decisions are signed with: the one that was given, else that of the environment, of git, or of the user.
pub fn reviewer(named: Option<&String>) -> String {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    let named = named.filter(|name| !name.trim().is_empty()).cloned();
    let of_git = || set("GIT_AUTHOR_NAME").or_else(of_git);
    let named = named.or_else(|| set("CROSSCLAIM_REVIEWER")).or_else(of_git).or_else(|| set("USER"));
    named.unwrap_or_else(|| "unknown".to_string())
}

/// The name that is set in git.
fn of_git() -> Option<String> {
    let output = std::process::Command::new("git").args(["config", "user.name"]).output().ok()?;
    Some(String::from_utf8(output.stdout).ok()?.trim().to_string()).filter(|name| !name.is_empty())
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
    let ledger = ledger(&from.desk)?;
    let (report, texts) = load(&from.sources, &from.desk)?;
    Screen::new(&report, &texts, ledger, reviewer(from.desk.by.as_ref())).run()?;
    Ok(Outcome::Clean)
}

fn list(from: &From) -> Ended {
    let ledger = ledger(&from.desk)?;
    let (report, _) = load(&from.sources, &from.desk)?;
    let incomplete = !report.failed.is_empty() && !from.sources.iter().all(is_report);
    let marks = ledger.marks(report.conflicts.iter());
    let mut out = String::new();
    for conflict in &report.conflicts {
        let mark = match &marks[&conflict.id] {
            Mark::Decided { word, by, when, why } => format!("{word} by {by}, {when}  {why}").trim_end().to_string(),
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
        let asked = asked(&entry.entity, &entry.attribute);
        let line = format!("{}  {asked}  {} by {}; {state}", entry.id, entry.decision.word(), entry.by);
        out.push_str(&one_line(&line));
        out.push('\n');
    }
    output::list(&out, &Config::load()?)?;
    Ok(if incomplete { Outcome::Incomplete } else { Outcome::Clean })
}

fn about(conflict: &Conflict) -> String {
    format!("{} {}: {}", word(&conflict.status), word(&conflict.kind), question(conflict))
}

fn decide(deciding: &Deciding, decision: Decision) -> Ended {
    let (ids, sources) = split(&deciding.words)?;
    if decision.hides() && deciding.why.trim().is_empty() {
        return Err(Error::new("a reason is missing").help("say why with --why, as in --why 'another ship of that name'"));
    }
    let mut ledger = ledger(&deciding.desk)?;
    let (report, _) = load(sources, &deciding.desk)?;
    all_there(sources, &report)?;
    let found = ids.iter().map(|id| finding(&report, id)).collect::<Result<Vec<&Conflict>, Error>>()?;
    let by = reviewer(deciding.desk.by.as_ref());
    if decision == Decision::Open {
        found.iter().try_for_each(|conflict| is_ones_own(&ledger, conflict, &by))?;
    }
    for conflict in found {
        ledger.add(Entry::new(conflict, decision, &deciding.why, &by))?;
        let stands = match &ledger.marks(std::iter::once(conflict))[&conflict.id] {
            Mark::Decided { by: other, word, .. } if other != &by => format!("; it is {word} by {}", one_line(other)),
            _ => String::new(),
        };
        let done = if decision == Decision::Open { "taken back" } else { decision.word() };
        output::print(&format!("{done} {}  {}{stands}\n", conflict.id, about(conflict)))?;
    }
    Ok(Outcome::Clean)
}

/// Refuses what is neither an id nor a document: whoever mistypes the second of two ids wants no decision about the first.
fn all_there(sources: &[OsString], report: &Report) -> Result<(), Error> {
    let failed = |word: &str| report.failed.iter().any(|failed| failed.document == word);
    let names = sources.iter().filter(|word| !Path::new(word).exists()).map(|word| word.to_string_lossy());
    names.into_iter().find(|word| failed(word)).map_or(Ok(()), |word| {
        Err(Error::new(format!("`{word}` is neither an id nor a file"))
            .help("ids come first, then documents; nothing was decided"))
    })
}

/// The ids, which come first, and the documents. Files come before ids of their name.
///
/// # Errors
/// When the first word is no id.
pub fn split(words: &[OsString]) -> Result<(Vec<&str>, &[OsString]), Error> {
    let is_id = |id: &&str| !id.is_empty() && id.bytes().all(|sign| sign.is_ascii_hexdigit()) && !Path::new(id).exists();
    let ids: Vec<&str> = words.iter().map_while(|word| word.to_str().filter(is_id)).collect();
    if ids.is_empty() {
        let first = words.first().map(|word| word.to_string_lossy()).unwrap_or_default();
        return Err(Error::new(format!("`{first}` is neither an id nor a file"))
            .help("`crossclaim check --format concise` shows the ids of findings"));
    }
    Ok((ids.clone(), &words[ids.len()..]))
}

/// The finding whose id begins so.
fn finding<'a>(report: &'a Report, id: &str) -> Result<&'a Conflict, Error> {
    let found: Vec<&Conflict> = report.conflicts.iter().filter(|conflict| conflict.id.starts_with(id)).collect();
    match found.as_slice() {
        [conflict] => Ok(conflict),
        [] => Err(Error::new(format!("no finding has the id `{id}`")).help("`crossclaim review list` shows the ids")),
        several => {
            let several = count(several.len(), "finding", "findings");
            Err(Error::new(format!("`{id}` is the beginning of {several}")).help("give more letters"))
        }
    }
}

/// What another person decided is not taken back, but decided otherwise.
fn is_ones_own(ledger: &Ledger, conflict: &Conflict, by: &str) -> Result<(), Error> {
    if ledger.own(&conflict.id, by).is_some() {
        return Ok(());
    }
    match &ledger.marks(std::iter::once(conflict))[&conflict.id] {
        Mark::Decided { by: other, word, .. } if other != by => {
            Err(Error::new(format!("{} was {word} by {other}, not by {by}", conflict.id))
                .help("decide otherwise, or take it back in that name with --by"))
        }
        Mark::Decided { .. } => Ok(()),
        _ => {
            Err(Error::new(format!("nothing was decided about {}", conflict.id)).help("`crossclaim review list` shows what was"))
        }
    }
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
