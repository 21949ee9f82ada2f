//! Where a report goes: the screen, through a pager if it is long, and files.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::str::FromStr;

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::Outcome;
use super::config::{Config, FILE, setting};
use super::selection::Selection;
use super::target::{self, Target};
use crate::error::Error;
use crate::model::report::{Failed, Report};
use crate::read::Sources;
use crate::report::visible::one_line;
use crate::report::wrap::fold;
use crate::report::{self, Format, Look, View, count};

#[derive(clap::Args)]
#[command(next_help_heading = "Output")]
pub struct OutputArgs {
    /// How findings are shown [default: table]
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    format: Option<Format>,
    /// Write a file as well, for instance html:report.html; may be given several times; html:- is standard output
    #[arg(long, value_name = "FORMAT:PATH", value_parser = Target::from_str)]
    output: Vec<Target>,
    /// List all figures of each counted thing, not only those that clash
    #[arg(long)]
    figures: bool,
    /// Colour: NO_COLOR is heeded where nothing is said here [default: auto]
    #[arg(long, value_name = "WHEN")]
    color: Option<When>,
    /// File names as links [default: auto]
    #[arg(long, value_name = "WHEN")]
    hyperlinks: Option<When>,
    /// Columns of the screen [default: $COLUMNS, or those of the terminal]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(i64::from(*WIDTHS.start())..=i64::from(*WIDTHS.end())))]
    width: Option<u16>,
    /// Do not pipe a long report into $CROSSCLAIM_PAGER, $PAGER or less
    #[arg(long)]
    no_pager: bool,
}

/// The columns that a report can be set in.
const WIDTHS: std::ops::RangeInclusive<u16> = 40..=400;

/// A narrower screen is taken to have so many.
const NARROWEST: u16 = 20;

/// How a report is to be shown, by the arguments and the configuration.
struct Shown {
    format: Format,
    look: Look,
    paged: bool,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum When {
    Auto,
    Always,
    Never,
}

fn formats() -> impl TypedValueParser<Value = Format> {
    let values = Format::ALL.iter().map(|(_, name, about)| PossibleValue::new(name).help(about));
    PossibleValuesParser::new(values).try_map(|name| name.parse::<Format>())
}

impl OutputArgs {
    /// Refuses to write over what is read.
    ///
    /// # Errors
    /// Names the path.
    pub fn check<'a>(&self, inputs: impl Iterator<Item = &'a Path>) -> Result<(), Error> {
        target::check(&self.output, inputs)
    }

    fn shown(&self, config: &Config) -> Result<Shown, Error> {
        let set = config.format.as_deref().map(|name| name.parse::<Format>().map_err(|error| error.at(FILE)));
        let format = self.format.map_or_else(|| set.unwrap_or(Ok(Format::Table)), Ok)?;
        let color = setting("color", self.color, config.color.as_deref(), When::Auto)?;
        let hyperlinks = setting("hyperlinks", self.hyperlinks, config.hyperlinks.as_deref(), When::Auto)?;
        let width = columns(self.width, config)?;
        let paged = !self.no_pager && config.pager != Some(false) && format.is_for_screens();
        Ok(Shown { format, look: look(width, color, hyperlinks), paged })
    }
}

/// What a report was asked of.
pub struct Asked<'a> {
    pub documents: &'a [OsString],
    /// Files of claims from outside.
    pub claims: &'a [PathBuf],
}

/// Selects, shows and writes a report, and says how the command ended.
pub fn present(
    mut report: Report,
    texts: BTreeMap<&str, &str>,
    selection: &Selection,
    args: &OutputArgs,
    config: &Config,
    asked: &Asked,
) -> Result<Outcome, Error> {
    let shown = args.shown(config)?;
    let selected = selection.apply(&mut report, &texts);
    if selected.expired > 0 {
        let decisions = count(selected.expired, "decision", "decisions");
        anstream::eprintln!("note: {decisions} no longer hold: what they were made about is now said in other words");
    }
    let mut view = View::new(&report, Look::default());
    (view.marks, view.gone, view.hidden) = (selected.marks, selected.gone, selected.hidden);
    (view.texts, view.figures, view.compared) = (texts, args.figures || config.figures, selection.compares());
    (view.title, view.made, view.asked) = (title(&report, asked.documents), today(), quoted(asked));
    let on_screen = args.output.iter().find(|target| target.is_screen());
    tell_gone(&view, args.output.iter().map(|target| target.format).chain(on_screen.is_none().then_some(shown.format)));
    for target in args.output.iter().filter(|target| !target.is_screen()) {
        target.write(&report::render(target.format, &view))?;
    }
    if let Some(target) = on_screen {
        print(&report::render(target.format, &view))?;
    } else {
        view.look = shown.look;
        screen(&report::render(shown.format, &view), shown.paged)?;
    }
    Ok(match (selection.fails(&report, &view.marks), report.failed.is_empty()) {
        (_, false) => Outcome::Incomplete,
        (true, true) => Outcome::Findings,
        (false, true) => Outcome::Clean,
    })
}

/// Says what is gone since an older report where one of the formats has no place for it.
fn tell_gone(view: &View, mut formats: impl Iterator<Item = Format>) {
    let Some(silent) = formats.find(|format| !format.tells_what_is_gone()) else { return };
    for gone in &view.gone {
        let gone = report::in_a_line(gone);
        anstream::eprintln!("note: gone since the older report, which {} has no place for: {gone}", silent.name());
    }
}

/// What was asked for, by name as long as that is short: `news/`, `a.txt and b.txt`, `4 documents`.
fn title(report: &Report, sources: &[OsString]) -> String {
    let names: Vec<_> = sources.iter().filter(|source| *source != "-").map(|source| source.to_string_lossy()).collect();
    match names.as_slice() {
        [] | [_, _, _, ..] => count(report.documents.len(), "document", "documents"),
        names => names.join(" and "),
    }
}

/// The day in UTC, or that of `SOURCE_DATE_EPOCH`, by which builds give the same bytes again.
fn today() -> String {
    let set = || std::env::var("SOURCE_DATE_EPOCH").ok()?.parse().ok().and_then(|at| jiff::Timestamp::from_second(at).ok());
    set().unwrap_or_else(jiff::Timestamp::now).to_string().chars().take("2025-03-04".len()).collect()
}

/// What was asked of, as a shell reads it.
fn quoted(asked: &Asked) -> String {
    let documents = asked.documents.iter().filter(|source| *source != "-").map(|source| source.to_string_lossy());
    let claims = asked.claims.iter().flat_map(|file| ["--claims".into(), file.to_string_lossy()]);
    shell_words::join(documents.chain(claims))
}

/// The columns that were given, else set, else those of $COLUMNS or of the terminal; none where nobody looks.
///
/// # Errors
/// When what is set is none of the widths that there are.
pub fn columns(given: Option<u16>, config: &Config) -> Result<Option<usize>, Error> {
    if let Some(width) = config.width.filter(|width| !WIDTHS.contains(width)) {
        let help = format!("a number from {} to {}", WIDTHS.start(), WIDTHS.end());
        return Err(Error::new(format!("{width} is no value of width")).at(FILE).help(help));
    }
    let set = || {
        let columns = std::env::var("COLUMNS").ok()?.trim().parse::<u16>().ok().filter(|columns| *columns > 0)?;
        Some(columns.clamp(NARROWEST, *WIDTHS.end()))
    };
    let measured = || terminal_size::terminal_size().map(|(width, _)| width.0).filter(|_| io::stdout().is_terminal());
    Ok(given.or(config.width).or_else(set).or_else(measured).map(usize::from))
}

fn look(width: Option<usize>, color: When, hyperlinks: When) -> Look {
    let terminal = io::stdout().is_terminal();
    let color = match color {
        When::Always => true,
        When::Never => false,
        When::Auto => anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
    };
    let links = match hyperlinks {
        When::Always => true,
        When::Never => false,
        When::Auto => terminal && color && std::env::var_os("TERM").is_some_and(|term| term != "linux"),
    };
    Look { width: width.unwrap_or(Look::default().width), color, links, hints: terminal }
}

/// Names on standard error what could not be read, and what is to be known of the rest.
pub fn tell(sources: &Sources) {
    warn(&sources.failed);
    for remark in &sources.remarks {
        anstream::eprintln!("note: {}: {}", one_line(&remark.document), one_line(&remark.what));
    }
}

/// Names on standard error what could not be read.
pub fn warn(failed: &[Failed]) {
    for failed in failed {
        anstream::eprintln!("warning: {}: {}", one_line(&failed.document), one_line(&failed.why));
    }
}

/// Prints a list whose lines are folded to the screen; where nobody looks, each stays one line.
///
/// # Errors
/// When the configuration sets no width that there is, or standard output takes nothing.
pub fn list(text: &str, config: &Config) -> Result<(), Error> {
    match columns(None, config)? {
        Some(width) => print(&fold(text, width)),
        None => print(text),
    }
}

/// Prints to standard output. A reader that goes away is no error.
pub fn print(text: &str) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Error::new(format!("standard output: {error}"))),
        _ => Ok(()),
    }
}

/// Prints, through a pager where a person would have to scroll.
fn screen(text: &str, paged: bool) -> Result<(), Error> {
    let long = || terminal_size::terminal_size().is_some_and(|(_, height)| text.lines().count() >= usize::from(height.0));
    if paged && io::stdout().is_terminal() && long() && page(text).is_ok() { Ok(()) } else { print(text) }
}

fn page(text: &str) -> io::Result<()> {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    let command = set("CROSSCLAIM_PAGER").or_else(|| set("PAGER")).unwrap_or_else(|| "less".to_string());
    let words = shell_words::split(&command).map_err(io::Error::other)?;
    let (program, arguments) = words.split_first().ok_or(ErrorKind::InvalidInput)?;
    let mut pager = Command::new(program).args(arguments).env("LESS", "FRX").stdin(Stdio::piped()).spawn()?;
    if let Some(mut input) = pager.stdin.take() {
        let _left_early = input.write_all(text.as_bytes());
    }
    pager.wait().map(|_| ())
}
