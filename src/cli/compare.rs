//! `crossclaim compare`: two passages side by side, and `crossclaim pairs`: all that may answer one question.

use std::io::BufRead;
use std::path::PathBuf;

use clap::ValueEnum;
use rayon::prelude::*;
use serde::Deserialize;

use super::check::rulebook;
use super::config::Config;
use super::judge::JudgeArgs;
use super::passage::Named;
use super::{Ended, Outcome, output};
use crate::error::{Error, unread};
use crate::judge::Judge;
use crate::outside::{self, Handed};
use crate::pairing::{Comparison, Pairing, Passage};
use crate::report::pairs;
use crate::rules::Rulebook;
use crate::{Corpus, check, pipeline, read};

const AFTER_HELP: &str = "\
A passage is FILE:LINE, FILE:LINE:COLUMN (the sentence there) or FILE:START-END (bytes of the file, the end left out).

Examples:
  crossclaim compare a.txt:3 b.txt:7              what is read on two lines, and what they are to each other
  crossclaim compare a.txt:3:14 b.txt:120-188     a sentence and a stretch of bytes
  crossclaim compare --batch pairs.jsonl          many at once: {\"left\": \"a.txt:3\", \"right\": \"b.txt:7\"} a line";

/// Hold two passages against each other: what is read in each, whether the values can both be true, and whether they answer one question
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Args {
    /// Two passages
    #[arg(required_unless_present = "batch", num_args = 2, value_names = ["PASSAGE", "PASSAGE"], conflicts_with = "batch")]
    passages: Vec<String>,
    /// A file with two passages a line, or `-` for standard input; answers come as JSON, a line each
    #[arg(long, value_name = "FILE")]
    batch: Option<PathBuf>,
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    /// Rule packs of your own: files, or folders of .toml files
    #[arg(long, value_name = "PATH")]
    rules: Vec<PathBuf>,
    /// Claims from outside, one a line as `crossclaim claims --format jsonl` writes them; may be given several times
    #[arg(long, value_name = "FILE")]
    claims: Vec<PathBuf>,
    #[command(flatten)]
    judge: JudgeArgs,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Table,
    Json,
}

/// What passages are read and compared with.
struct Means {
    rules: Rulebook,
    handed: Vec<Handed>,
    judge: Option<Judge>,
}

/// A line of a batch.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Two {
    left: String,
    right: String,
}

pub fn run(args: &Args) -> Ended {
    let config = Config::load()?;
    let rules = rulebook(&config.rules(&args.rules))?;
    let means = Means { rules, handed: outside::read_all(&args.claims)?, judge: args.judge.load(&config)? };
    if let Some(batch) = &args.batch {
        return many(&lines(batch)?, &means);
    }
    let [left, right] = &args.passages[..] else { return Err(Error::new("two passages are compared")) };
    let named = [Named::parse(left)?, Named::parse(right)?];
    let comparison = compare(&[named], &means)?;
    match args.format {
        Format::Table => output::list(&comparison.iter().map(pairs::table).collect::<String>(), &config)?,
        Format::Json => output::print(&comparison.iter().map(pairs::json).collect::<String>())?,
    }
    Ok(Outcome::Clean)
}

fn lines(batch: &std::path::Path) -> Result<Vec<[Named; 2]>, Error> {
    let place = batch.display().to_string();
    let input: Box<dyn BufRead> = if batch == std::path::Path::new("-") {
        Box::new(std::io::stdin().lock())
    } else {
        let file = std::fs::File::open(batch).map_err(|error| unreadable(&error, &place))?;
        Box::new(std::io::BufReader::new(file))
    };
    let read = |(at, line): (usize, std::io::Result<String>)| {
        let place = format!("{place}:{}", at + 1);
        let line = line.map_err(|error| unreadable(&error, &place))?;
        let two: Two = serde_json::from_str(&line).map_err(|error| {
            Error::new(error.to_string()).at(place.clone()).help(r#"a line is {"left": "FILE:LINE", "right": "FILE:START-END"}"#)
        })?;
        Ok([
            Named::parse(&two.left).map_err(|error| error.at(place.clone()))?,
            Named::parse(&two.right).map_err(|error| error.at(place))?,
        ])
    };
    input.lines().enumerate().map(read).collect()
}

fn unreadable(error: &std::io::Error, place: &str) -> Error {
    Error::new(unread(error)).at(place).help("--batch takes a file with two passages a line, or `-` for standard input")
}

/// A batch; passages of the same two files that follow each other are read once.
fn many(named: &[[Named; 2]], means: &Means) -> Ended {
    let same = |one: &[Named; 2], other: &[Named; 2]| one[0].file == other[0].file && one[1].file == other[1].file;
    let groups: Vec<&[[Named; 2]]> = named.chunk_by(same).collect();
    let answers: Result<Vec<String>, Error> =
        groups.into_par_iter().map(|group| Ok(compare(group, means)?.iter().map(pairs::json).collect::<String>())).collect();
    output::print(&answers?.concat())?;
    Ok(Outcome::Clean)
}

/// The passages of two files.
fn compare(named: &[[Named; 2]], means: &Means) -> Result<Vec<Comparison>, Error> {
    let Some(first) = named.first() else { return Ok(Vec::new()) };
    let sources = read::sources(&[&first[0].file, &first[1].file], &read::Options::default())?;
    if let Some(failed) = sources.failed.first() {
        return Err(Error::new(failed.why.clone()).at(failed.document.clone()));
    }
    let mut corpus = Corpus::build(sources.documents, &means.rules);
    let is_here = |handed: &&Handed| corpus.readings.iter().any(|reading| handed.is_of(&reading.document));
    let handed = means.handed.iter().filter(is_here).cloned().collect();
    if let Some(refused) = corpus.hear(handed).first() {
        return Err(Error::new(refused.why.clone()).at(refused.document.clone()));
    }
    let pairing = Pairing::of(&corpus, &means.rules);
    let passage = |named: &Named| {
        let found = corpus.readings.iter().enumerate().find(|(_, reading)| named.is_in(&reading.document));
        let (document, reading) = found
            .ok_or_else(|| Error::new("no such file").at(named.file.clone()).help("a passage is of one file, not of a folder"))?;
        let (start, end) = named.range(reading)?;
        Ok::<_, Error>(Passage { document, start, end })
    };
    let passages: Vec<[Passage; 2]> =
        named.iter().map(|[left, right]| Ok([passage(left)?, passage(right)?])).collect::<Result<_, Error>>()?;
    let (report, heard) = match &means.judge {
        Some(judge) => pipeline::check_on(judge, &corpus, &means.rules, &pairing.sentences_of(&passages)),
        None => (check(&corpus, &means.rules), Vec::new()),
    };
    let pairing = pairing.beside(report.conflicts);
    Ok(passages.iter().map(|[left, right]| pairing.compare(*left, *right, &heard)).collect())
}
