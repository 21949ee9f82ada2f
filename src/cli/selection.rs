//! Which findings are shown, and which of them make a command fail.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use clap::ValueEnum;

use super::show;
use crate::error::Error;
use crate::model::report::{Conflict, Report, Severity, Status};
use crate::report::Mark;
use crate::report::words::{KINDS, STATUSES, rank, word};

#[derive(clap::Args)]
#[command(next_help_heading = "Which findings")]
pub struct SelectionArgs {
    /// Show only these kinds, statuses or constraints, separated by commas
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    only: Vec<String>,
    /// Leave out these kinds, statuses or constraints, separated by commas
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    skip: Vec<String>,
    /// Leave out what is less severe
    #[arg(long, value_name = "SEVERITY", default_value = "note")]
    min_severity: Level,
    /// What makes the exit status 1; what is more pressing counts too
    #[arg(long, value_name = "STATUS", default_value = "contradiction")]
    fail_on: FailOn,
    /// A kept report: its findings are known, and do not make the command fail
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// A kept report: show only what is new since, and name what is gone
    #[arg(long, value_name = "FILE", conflicts_with = "baseline")]
    diff: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Level {
    Note,
    Warning,
    Error,
}

/// In the order of how pressing a status is.
#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum FailOn {
    Contradiction,
    Reference,
    Dispute,
    Update,
    Never,
}

/// The selection with the older reports that it names.
pub struct Selection {
    only: BTreeSet<String>,
    skip: BTreeSet<String>,
    min_severity: Severity,
    fail_on: FailOn,
    known: Option<Known>,
}

/// The findings of an older report, by id, with a line about each.
struct Known {
    findings: BTreeMap<String, String>,
    hide: bool,
}

/// What the selection makes of a report.
#[derive(Default)]
pub struct Selected {
    pub marks: BTreeMap<String, Mark>,
    pub gone: Vec<String>,
}

impl SelectionArgs {
    /// Reads what the options name.
    pub fn load(&self) -> Result<Selection, Error> {
        let known = match (&self.baseline, &self.diff) {
            (Some(path), _) => Some(Known { findings: findings(&show::load(path)?), hide: false }),
            (_, Some(path)) => Some(Known { findings: findings(&show::load(path)?), hide: true }),
            _ => None,
        };
        self.only.iter().chain(&self.skip).try_for_each(|name| check_name(name))?;
        Ok(Selection {
            only: self.only.iter().cloned().collect(),
            skip: self.skip.iter().cloned().collect(),
            min_severity: self.min_severity.into(),
            fail_on: self.fail_on,
            known,
        })
    }
}

impl From<Level> for Severity {
    fn from(level: Level) -> Self {
        match level {
            Level::Note => Severity::Note,
            Level::Warning => Severity::Warning,
            Level::Error => Severity::Error,
        }
    }
}

/// Refuses a name that is a slip of the pen for a kind or status. Other names may be constraints of a rule pack.
fn check_name(name: &str) -> Result<(), Error> {
    let known: Vec<String> = KINDS.iter().map(word).chain(STATUSES.iter().map(word)).collect();
    if known.iter().any(|known| known == name) {
        return Ok(());
    }
    match known.iter().find(|known| strsim::damerau_levenshtein(known, name) <= 2) {
        Some(close) => {
            Err(Error::new(format!("`{name}` is no kind, status or constraint")).help(format!("did you mean `{close}`?")))
        }
        None => Ok(()),
    }
}

fn findings(report: &Report) -> BTreeMap<String, String> {
    let line = |conflict: &Conflict| {
        format!(
            "{} {}: {}, {} [{}]",
            word(&conflict.status),
            word(&conflict.kind),
            conflict.entity,
            conflict.attribute,
            conflict.id
        )
    };
    report.conflicts.iter().map(|conflict| (conflict.id.clone(), line(conflict))).collect()
}

impl Selection {
    /// Takes out of the report what is not to be shown, and marks the rest.
    pub fn apply(&self, report: &mut Report) -> Selected {
        report.conflicts.retain(|conflict| self.wants(conflict));
        let Some(known) = &self.known else { return Selected::default() };
        let now: BTreeSet<&String> = report.conflicts.iter().map(|conflict| &conflict.id).collect();
        let gone =
            known.findings.iter().filter(|(id, _)| known.hide && !now.contains(id)).map(|(_, line)| line.clone()).collect();
        report.conflicts.retain(|conflict| !known.hide || !known.findings.contains_key(&conflict.id));
        let mark = |conflict: &Conflict| match known.findings.contains_key(&conflict.id) {
            true => (conflict.id.clone(), Mark::Known),
            false => (conflict.id.clone(), Mark::New),
        };
        Selected { marks: report.conflicts.iter().map(mark).collect(), gone }
    }

    fn wants(&self, conflict: &Conflict) -> bool {
        let names = [word(&conflict.kind), word(&conflict.status), conflict.constraint.clone()];
        let named = |list: &BTreeSet<String>| names.iter().any(|name| list.contains(name));
        conflict.severity >= self.min_severity && (self.only.is_empty() || named(&self.only)) && !named(&self.skip)
    }

    /// Whether one of the findings makes the command fail.
    pub fn fails(&self, report: &Report, marks: &BTreeMap<String, Mark>) -> bool {
        let open = |conflict: &Conflict| matches!(marks.get(&conflict.id), None | Some(Mark::New));
        report.conflicts.iter().any(|conflict| self.presses(conflict.status) && open(conflict))
    }

    fn presses(&self, status: Status) -> bool {
        self.fail_on != FailOn::Never && rank(status) <= self.fail_on as usize
    }
}
