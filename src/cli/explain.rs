//! `crossclaim explain`: the whole story of one finding, or of a pair that was left alone.

use std::ffi::OsString;
use std::path::Path;

use super::config::Config;
use super::input::CorpusArgs;
use super::judge::JudgeArgs;
use super::{Ended, output};
use crate::error::Error;
use crate::model::report::Report;
use crate::report::{self, Format, Look, View};

/// Tell the whole story of a finding, or why a pair of claims was not reported
///
/// Ids are those of `check`; their first letters are enough. Without an id, every pair that was left alone is listed.
#[derive(clap::Args)]
pub struct Args {
    /// Id of a finding or of a pair that was left alone, then the documents
    #[arg(value_name = "ID DOCUMENTS")]
    words: Vec<OsString>,
    #[command(flatten)]
    source: CorpusArgs,
    #[command(flatten)]
    judge: JudgeArgs,
}

pub fn run(args: &Args) -> Ended {
    let config = Config::load()?;
    let (id, documents) = split(&args.words)?;
    let loaded = args.source.load(&config, documents)?;
    if loaded.corpus.readings.is_empty() {
        return Err(Error::new("there is nothing to explain: no document could be read")
            .help("name an id, or none, and then the documents"));
    }
    let mut report = args.judge.check(&config, &loaded.corpus, &loaded.rules)?;
    report.conflicts.retain(|conflict| !id.is_empty() && conflict.id.starts_with(id));
    report.skipped.retain(|skipped| skipped.id.starts_with(id));
    if report.conflicts.is_empty() && report.skipped.is_empty() && !id.is_empty() {
        return Err(Error::new(format!("no finding and no pair has the id `{id}`"))
            .help("`crossclaim check --format concise` shows the ids of findings, `crossclaim explain DOCUMENTS` those of pairs left alone"));
    }
    output::print(&story(&report))?;
    Ok(loaded.outcome())
}

/// The id, where the first word is one, and the documents. Files and folders come before ids of their name.
fn split(words: &[OsString]) -> Result<(&str, &[OsString]), Error> {
    let Some((first, rest)) = words.split_first() else { return Ok(("", words)) };
    let word = first.to_str().unwrap_or_default();
    let is_id = (2..=12).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    if Path::new(first).exists() || word == "-" || word.contains(['*', '?', '[']) {
        Ok(("", words))
    } else if is_id {
        Ok((word, rest))
    } else {
        Err(Error::new(format!("`{}` is neither an id nor a file", first.to_string_lossy()))
            .help("`crossclaim check --format concise` shows the ids of findings"))
    }
}

fn story(report: &Report) -> String {
    let mut out = if report.conflicts.is_empty() {
        String::new()
    } else {
        report::render(Format::Full, &View::new(report, Look::default()))
    };
    for skipped in &report.skipped {
        let asked = report::asked(&skipped.entity, &skipped.attribute);
        out += &report::visible::visible(&format!("{}  {asked}\n  left alone: {}\n", skipped.id, skipped.why));
        for claim in &skipped.claims {
            let quote = report::visible::one_line(&claim.sentence.text);
            out += &format!("  {}  {quote}\n", report::place(claim));
        }
        out += &format!("  constraint {}\n\n", report::visible::one_line(&skipped.constraint));
    }
    if out.is_empty() { "nothing was left alone\n".to_string() } else { out.trim_end().to_string() + "\n" }
}
