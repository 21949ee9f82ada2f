//! What can go wrong with input, arguments and rule packs: a problem, its place, and what to do.

use std::fmt;
use std::io::{self, ErrorKind};

/// One problem, in a line without a full stop, with where it is and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    pub problem: String,
    /// File, line, rule id: whatever leads there.
    pub place: Option<String>,
    pub help: Option<String>,
}

impl Error {
    pub fn new(problem: impl Into<String>) -> Self {
        Self { problem: problem.into(), place: None, help: None }
    }

    pub fn at(mut self, place: impl Into<String>) -> Self {
        self.place = Some(place.into());
        self
    }

    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl Error {
    /// The problem and what to do about it in one line, for a list that names the place itself.
    pub fn line(&self) -> String {
        self.help.as_ref().map_or_else(|| self.problem.clone(), |help| format!("{}: {help}", self.problem))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.problem)?;
        if let Some(place) = &self.place {
            write!(out, "\n  --> {place}")?;
        }
        if let Some(help) = &self.help {
            write!(out, "\n  help: {help}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

/// Why a file cannot be read, in words.
pub fn unread(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file".to_string(),
        ErrorKind::PermissionDenied => "there is no permission to read it".to_string(),
        ErrorKind::InvalidData => "it is no text in UTF-8".to_string(),
        _ => on_disk(error),
    }
}

/// Why a file cannot be written, in words, without the path of a file that nobody asked for.
pub fn unwritten(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such folder".to_string(),
        ErrorKind::PermissionDenied => "there is no permission to write there".to_string(),
        _ => on_disk(error),
    }
}

fn on_disk(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::IsADirectory => "it is a folder".to_string(),
        ErrorKind::NotADirectory => "what stands before it in the path is a file".to_string(),
        ErrorKind::Other => error.to_string(),
        kind => kind.to_string(),
    }
}
