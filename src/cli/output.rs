//! Where a report goes: the screen, through a pager if it is long, and files.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::str::FromStr;

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::Outcome;
use super::selection::Selection;
use super::target::{self, Target};
use crate::error::Error;
use crate::model::report::Report;
use crate::read::Sources;
use crate::report::visible::one_line;
use crate::report::{self, Format, Look, View, count};

#[derive(clap::Args)]
#[command(next_help_heading = "Output")]
pub struct OutputArgs {
    /// How findings are shown
    #[arg(long, value_name = "FORMAT", default_value = "table", value_parser = formats(), hide_default_value = false)]
    format: Format,
    /// Write a file as well, for instance html:report.html; may be given several times; html:- is standard output
    #[arg(long, value_name = "FORMAT:PATH", value_parser = Target::from_str)]
    output: Vec<Target>,
    /// List all figures of each counted thing, not only those that clash
    #[arg(long)]
    figures: bool,
    /// Colour: NO_COLOR is heeded where nothing is said here
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: When,
    /// File names as links
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    hyperlinks: When,
    /// Columns of the screen [default: $COLUMNS, or those of the terminal]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..=400))]
    width: Option<u16>,
    /// Do not pipe a long report into $CROSSCLAIM_PAGER, $PAGER or less
    #[arg(long)]
    no_pager: bool,
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
}

/// Selects, shows and writes a report, and says how the command ended.
pub fn present(
    mut report: Report,
    texts: BTreeMap<&str, &str>,
    selection: &Selection,
    args: &OutputArgs,
) -> Result<Outcome, Error> {
    let selected = selection.apply(&mut report, &texts);
    if selected.expired > 0 {
        let decisions = count(selected.expired, "decision", "decisions");
        anstream::eprintln!("note: {decisions} no longer hold: what they were made about is now said in other words");
    }
    let mut view = View::new(&report, Look::default());
    (view.marks, view.gone, view.hidden) = (selected.marks, selected.gone, selected.hidden);
    (view.texts, view.figures, view.compared) = (texts, args.figures, selection.compares());
    for target in args.output.iter().filter(|target| !target.is_screen()) {
        target.write(&report::render(target.format, &view))?;
    }
    if let Some(target) = args.output.iter().find(|target| target.is_screen()) {
        print(&report::render(target.format, &view))?;
    } else {
        view.look = look(args);
        screen(&report::render(args.format, &view), args)?;
    }
    Ok(match (selection.fails(&report, &view.marks), report.failed.is_empty()) {
        (_, false) => Outcome::Incomplete,
        (true, true) => Outcome::Findings,
        (false, true) => Outcome::Clean,
    })
}

fn look(args: &OutputArgs) -> Look {
    let terminal = io::stdout().is_terminal();
    let color = match args.color {
        When::Always => true,
        When::Never => false,
        When::Auto => anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
    };
    let links = match args.hyperlinks {
        When::Always => true,
        When::Never => false,
        When::Auto => terminal && color && std::env::var_os("TERM").is_some_and(|term| term != "linux"),
    };
    let set = || std::env::var("COLUMNS").ok()?.trim().parse().ok().filter(|columns| (20..=400).contains(columns));
    let measured = || terminal_size::terminal_size().map(|(width, _)| width.0).filter(|_| terminal);
    let width = args.width.or_else(set).or_else(measured).map_or(100, usize::from);
    Look { width, color, links, hints: terminal }
}

/// Names on standard error what could not be read, and what is to be known of the rest.
pub fn tell(sources: &Sources) {
    for failed in &sources.failed {
        anstream::eprintln!("warning: {}: {}", one_line(&failed.document), one_line(&failed.why));
    }
    for remark in &sources.remarks {
        anstream::eprintln!("note: {}: {}", one_line(&remark.document), one_line(&remark.what));
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
fn screen(text: &str, args: &OutputArgs) -> Result<(), Error> {
    let long = || terminal_size::terminal_size().is_some_and(|(_, height)| text.lines().count() >= usize::from(height.0));
    let paged = args.format.is_for_screens() && !args.no_pager && io::stdout().is_terminal() && long();
    if paged && page(text).is_ok() { Ok(()) } else { print(text) }
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
