//! Which findings are shown, and which of them make a command fail.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::config::{Config, setting};
use super::{names, show};
use crate::error::Error;
use crate::model::report::{Conflict, Report, Severity, Status};
use crate::report::Mark;
use crate::report::words::{rank, word};
use crate::review::{Decision, Ledger, Standing, inline};
use crate::rules::Rulebook;

#[derive(clap::Args)]
#[command(next_help_heading = "Which findings")]
pub struct SelectionArgs {
    /// Show only these kinds, statuses, constraints or rules, separated by commas
    #[arg(long, value_name = "NAME", value_delimiter = ',', long_help = names::help())]
    only: Vec<String>,
    /// Leave out these kinds, statuses, constraints or rules, separated by commas
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    skip: Vec<String>,
    /// Leave out what is less severe
    #[arg(long, value_name = "SEVERITY")]
    min_severity: Option<Level>,
    /// What makes the exit status 1; what is more pressing counts too [default: contradiction]
    #[arg(long, value_name = "STATUS")]
    fail_on: Option<FailOn>,
    /// A kept report: its findings are known, and do not make the command fail
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// A kept report: show only what is new since, and name what is gone
    #[arg(long, value_name = "FILE", conflicts_with = "baseline")]
    diff: Option<PathBuf>,
    /// The decisions of the review [default: crossclaim.review.jsonl]
    #[arg(long, value_name = "FILE")]
    ledger: Option<PathBuf>,
    /// Show dismissed findings too
    #[arg(long)]
    show_dismissed: bool,
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
    Possible,
    Never,
}

/// The selection with the older reports that it names.
pub struct Selection {
    only: BTreeSet<String>,
    skip: BTreeSet<String>,
    min_severity: Severity,
    fail_on: FailOn,
    known: Option<Known>,
    /// The names that a comment may ignore.
    names: BTreeSet<String>,
    /// What was read to select by.
    files: Vec<PathBuf>,
    ledger: Ledger,
    show_dismissed: bool,
}

/// The findings of an older report, by id.
struct Known {
    findings: BTreeMap<String, Conflict>,
    hide: bool,
}

/// What the selection makes of a report.
#[derive(Default)]
pub struct Selected {
    pub marks: BTreeMap<String, Mark>,
    /// The findings of the older report that are no longer there.
    pub gone: Vec<Conflict>,
    /// Findings that were left out because somebody dismissed them.
    pub hidden: usize,
    /// Decisions about what is now said in other words.
    pub expired: usize,
}

impl SelectionArgs {
    /// The ledger that was named, else that of the configuration.
    pub fn ledger(&self, config: &Config) -> PathBuf {
        config.ledger(self.ledger.as_ref())
    }

    /// Reads what the options name.
    ///
    /// # Errors
    /// When a file cannot be read, or a name is none of those that are known.
    pub fn load(&self, config: &Config, rules: &Rulebook, report: Option<&Report>) -> Result<Selection, Error> {
        let older = |path: &PathBuf, option: &str| {
            show::load(path).map(findings).map_err(|error| Error { problem: format!("{option}: {}", error.problem), ..error })
        };
        let baseline = self.baseline.clone().or_else(|| config.baseline().filter(|_| self.diff.is_none()));
        let known = match (&baseline, &self.diff) {
            (Some(path), _) if self.baseline.is_none() => {
                Some(Known { findings: older(path, &format!("baseline in {}", config.place()))?, hide: false })
            }
            (Some(path), _) => Some(Known { findings: older(path, "--baseline")?, hide: false }),
            (_, Some(path)) => Some(Known { findings: older(path, "--diff")?, hide: true }),
            _ => None,
        };
        let ledger = self.ledger(config);
        let chosen = |given: &[String], set: &[String]| if given.is_empty() { set.to_vec() } else { given.to_vec() };
        let (only, skip) = (chosen(&self.only, &config.only), chosen(&self.skip, &config.skip));
        names::check(self.only.iter().chain(&self.skip), rules, report)?;
        names::check(config.only.iter().chain(&config.skip), rules, report).map_err(|error| error.at(config.place()))?;
        let min_severity = setting("min-severity", self.min_severity, config.min_severity.as_deref(), Level::Note)?;
        let fail_on = setting("fail-on", self.fail_on, config.fail_on.as_deref(), FailOn::Contradiction)?;
        Ok(Selection {
            only: only.into_iter().collect(),
            skip: skip.into_iter().collect(),
            min_severity: min_severity.into(),
            fail_on,
            known,
            names: names::known(rules).into_iter().collect(),
            files: [&baseline, &self.diff].into_iter().flatten().cloned().chain([ledger.clone()]).collect(),
            ledger: Ledger::open(&ledger)?,
            show_dismissed: self.show_dismissed || config.show_dismissed,
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

fn findings(report: Report) -> BTreeMap<String, Conflict> {
    report.conflicts.into_iter().map(|conflict| (conflict.id.clone(), conflict)).collect()
}

impl Selection {
    /// The files that were read to select by.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(PathBuf::as_path)
    }

    /// Whether only what is new since an older report is shown.
    pub fn compares(&self) -> bool {
        self.known.as_ref().is_some_and(|known| known.hide)
    }

    /// Takes out of the report what is not to be shown, and marks the rest.
    pub fn apply(&self, report: &mut Report, texts: &BTreeMap<&str, &str>) -> Selected {
        let mut selected = Selected { gone: self.gone(report), ..Selected::default() };
        if !self.ledger.is_empty() {
            selected.marks = self.ledger.marks(report.conflicts.iter());
            let standings = self.ledger.standings(&report.conflicts);
            selected.expired = standings.iter().filter(|(_, standing)| *standing == Standing::Expired).count();
        }
        selected.marks.extend(inline::marks(&report.conflicts, texts));
        report.remarks.extend(inline::unknown(texts, |name| self.names.contains(name)));
        self.mark_known(report, &mut selected.marks);
        report.conflicts.retain(|conflict| self.wants(conflict));
        let all = report.conflicts.len();
        report.conflicts.retain(|conflict| self.show_dismissed || !selected.marks.get(&conflict.id).is_some_and(dismissed));
        selected.hidden = all - report.conflicts.len();
        selected
    }

    /// The findings of the older report that are no longer there.
    fn gone(&self, report: &Report) -> Vec<Conflict> {
        let now: BTreeSet<&String> = report.conflicts.iter().map(|conflict| &conflict.id).collect();
        let older = self.known.iter().filter(|known| known.hide).flat_map(|known| &known.findings);
        older.filter(|(id, conflict)| !now.contains(id) && self.wants(conflict)).map(|(_, conflict)| conflict.clone()).collect()
    }

    /// Marks what an older report has, unless somebody decided, or takes it out.
    fn mark_known(&self, report: &mut Report, marks: &mut BTreeMap<String, Mark>) {
        let Some(known) = &self.known else { return };
        report.conflicts.retain(|conflict| !known.hide || !known.findings.contains_key(&conflict.id));
        for conflict in &report.conflicts {
            let mark = if known.findings.contains_key(&conflict.id) { Mark::Known } else { Mark::New };
            let place = marks.entry(conflict.id.clone()).or_insert(Mark::New);
            if *place == Mark::New {
                *place = mark;
            }
        }
    }

    fn wants(&self, conflict: &Conflict) -> bool {
        let (kind, status) = (word(&conflict.kind), word(&conflict.status));
        let rules = conflict.sides.iter().flat_map(|side| &side.claims).map(|claim| &claim.rule);
        let names: Vec<&String> = [&kind, &status, &conflict.constraint].into_iter().chain(rules).collect();
        let named = |list: &BTreeSet<String>| names.iter().any(|name| list.contains(*name));
        conflict.severity >= self.min_severity && (self.only.is_empty() || named(&self.only)) && !named(&self.skip)
    }

    /// Whether one of the findings makes the command fail.
    pub fn fails(&self, report: &Report, marks: &BTreeMap<String, Mark>) -> bool {
        let open = |conflict: &Conflict| match marks.get(&conflict.id) {
            None | Some(Mark::New) => true,
            Some(Mark::Known | Mark::Gone) => false,
            Some(mark) => !dismissed(mark),
        };
        report.conflicts.iter().any(|conflict| self.presses(conflict.status) && open(conflict))
    }

    fn presses(&self, status: Status) -> bool {
        self.fail_on != FailOn::Never && rank(status) <= self.fail_on as usize
    }
}

fn dismissed(mark: &Mark) -> bool {
    matches!(mark, Mark::Decided { word, .. } if *word != Decision::Confirmed.word())
}
