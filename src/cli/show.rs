//! `show`: a kept report in another format.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::check::rulebook;
use super::config::Config;
use super::output::{Asked, OutputArgs};
use super::selection::SelectionArgs;
use super::{Ended, output};
use crate::error::{Error, unread};
use crate::model::report::Report;
use crate::read;
use crate::report::json;

#[derive(clap::Args)]
pub struct Args {
    /// A report that `crossclaim check --output json:FILE` wrote, or `-` for standard input
    report: PathBuf,
    #[command(flatten)]
    selection: SelectionArgs,
    #[command(flatten)]
    output: OutputArgs,
}

pub fn run(args: Args) -> Ended {
    let report = load(&args.report)?;
    let config = Config::load()?;
    let kept = args.selection.load(&config, &rulebook(&config.rules(&[]))?, Some(&report))?;
    let read = report.documents.iter().map(|document| Path::new(&document.name));
    args.output.check(read.chain(kept.files()).chain([args.report.as_path()]))?;
    let documents = documents(&report);
    let texts = documents.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let documents = [args.report.clone().into_os_string()];
    output::present(report, texts, &kept, &args.output, &config, &Asked { documents: &documents, claims: &[] })
}

/// Reads a kept report, from standard input where the path is `-`.
pub fn load(path: &Path) -> Result<Report, Error> {
    let place = path.display().to_string();
    let read = if path == Path::new("-") { std::io::read_to_string(std::io::stdin()) } else { std::fs::read_to_string(path) };
    let text = read.map_err(|error| {
        let problem = match error.kind() {
            ErrorKind::NotFound => "there is no such report".to_string(),
            _ => format!("not a report: {}", unread(&error)),
        };
        Error::new(problem).at(&*place).help("write one with `crossclaim check --output json:FILE`")
    })?;
    json::parse(&text).map(|kept| kept.report).map_err(|error| error.at(place))
}

/// The texts of the report's documents that still stand where they stood.
pub fn documents(report: &Report) -> BTreeMap<String, String> {
    let names: Vec<&str> = report.documents.iter().map(|document| document.name.as_str()).collect();
    read::again(&names).into_iter().map(|document| (document.name.clone(), document.file_text().to_string())).collect()
}
