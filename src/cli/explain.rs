//! `crossclaim explain`: the whole story of one finding, or of a pair that was left alone.

use std::ffi::OsString;
use std::path::Path;

use super::config::Config;
use super::input::CorpusArgs;
use super::judge::JudgeArgs;
use super::review::split as split_ids;
use super::{Ended, output};
use crate::error::Error;
use crate::model::report::Report;
use crate::report::wrap::fold;
use crate::report::{self, Format, Look, View};

/// Tell the whole story of a finding, or why a pair of claims was not reported
///
/// Ids are those of `check`; their first letters are enough, and several may be named. Without an id, every pair that was left alone is listed.
#[derive(clap::Args)]
pub struct Args {
    /// Ids of findings or of pairs that were left alone, then the documents
    #[arg(value_name = "ID... DOCUMENTS")]
    words: Vec<OsString>,
    #[command(flatten)]
    source: CorpusArgs,
    #[command(flatten)]
    judge: JudgeArgs,
}

pub fn run(args: &Args) -> Ended {
    let config = Config::load()?;
    let (ids, documents) = split(&args.words)?;
    let loaded = args.source.load(&config, documents)?;
    if loaded.corpus.readings.is_empty() {
        return Err(Error::new("there is nothing to explain: no document could be read")
            .help("name an id, or none, and then the documents"));
    }
    let mut report = args.judge.check(&config, &loaded.corpus, &loaded.rules)?;
    let known = || report.conflicts.iter().map(|conflict| &conflict.id).chain(report.skipped.iter().map(|skipped| &skipped.id));
    if let Some(id) = ids.iter().find(|id| !known().any(|known| known.starts_with(**id))) {
        return Err(Error::new(format!("no finding and no pair has the id `{id}`"))
            .help("`crossclaim check --format concise` shows the ids of findings, `crossclaim explain DOCUMENTS` those of pairs left alone"));
    }
    let named = |known: &str| ids.iter().any(|id| known.starts_with(id));
    report.conflicts.retain(|conflict| named(&conflict.id));
    report.skipped.retain(|skipped| ids.is_empty() || named(&skipped.id));
    let width = output::columns(None, &config)?.unwrap_or(Look::default().width);
    output::print(&story(&report, Look { width, ..Look::default() }))?;
    Ok(loaded.outcome())
}

/// The ids, which come first, and the documents. Files and folders come before ids of their name.
fn split(words: &[OsString]) -> Result<(Vec<&str>, &[OsString]), Error> {
    let is_document =
        |word: &OsString| Path::new(word).exists() || word == "-" || word.to_string_lossy().contains(['*', '?', '[']);
    match words.first() {
        Some(first) if !is_document(first) => split_ids(words),
        _ => Ok((Vec::new(), words)),
    }
}

fn story(report: &Report, look: Look) -> String {
    let mut out =
        if report.conflicts.is_empty() { String::new() } else { report::render(Format::Full, &View::new(report, look)) };
    let mut left_alone = String::new();
    for skipped in &report.skipped {
        let asked = report::asked(&skipped.entity, &skipped.attribute);
        left_alone += &report::visible::visible(&format!("{}  {asked}\n  left alone: {}\n", skipped.id, skipped.why));
        for claim in &skipped.claims {
            let quote = report::visible::one_line(&claim.sentence.text);
            left_alone += &format!("  {}  {quote}\n", report::place(claim));
        }
        left_alone += &format!("  constraint {}\n\n", report::visible::one_line(&skipped.constraint));
    }
    out += &fold(&left_alone, look.width);
    if out.is_empty() { "nothing was left alone\n".to_string() } else { out.trim_end().to_string() + "\n" }
}
