//! Colour and width of the screen that a report is drawn for.

use anstyle::{AnsiColor, Style};

use crate::model::report::Status;

/// How the screen looks that the report is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// In columns.
    pub width: usize,
    pub color: bool,
    /// Whether file names are links (OSC 8).
    pub links: bool,
    /// Whether somebody sits at the screen, who may like to know what to do next.
    pub hints: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self { width: 100, color: false, links: false, hints: false }
    }
}

pub const STRONG: Style = Style::new().bold();
pub const FAINT: Style = Style::new().dimmed();
/// The words that make a claim.
pub const CLAIM: Style = Style::new().bold().underline();

/// The colour of a status; the word always stands beside it.
pub fn of_status(status: Status) -> Style {
    let color = match status {
        Status::Contradiction => AnsiColor::Red,
        Status::Dispute => AnsiColor::Yellow,
        Status::Update => AnsiColor::Cyan,
        Status::Reference => AnsiColor::Magenta,
        Status::Possible => AnsiColor::Blue,
    };
    Style::new().bold().fg_color(Some(color.into()))
}

impl Look {
    /// The text in a style.
    pub fn paint(&self, style: Style, text: &str) -> String {
        if self.color { format!("{style}{text}{style:#}") } else { text.to_string() }
    }

    /// A file name or place as a link to the file, where the terminal has links.
    pub fn link(&self, path: &str, text: &str) -> String {
        if !self.links {
            return text.to_string();
        }
        match std::path::absolute(path) {
            Ok(file) => format!("\x1b]8;;file://{}\x1b\\{text}\x1b]8;;\x1b\\", percent(&file.to_string_lossy())),
            Err(_) => text.to_string(),
        }
    }
}

/// A path with everything but plain letters, digits and `/` percent-encoded.
pub fn percent(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(byte as char),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
