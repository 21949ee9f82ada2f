//! Reports of this program, which are no sources: written into the folder of the texts, they would be read with them the next time.

use std::sync::LazyLock;

use regex::Regex;

/// The first lines of a table, a full report and Markdown, a finding on one line, and an annotation.
static REPORT: LazyLock<Regex> = LazyLock::new(|| {
    let summary = r"(?:# Consistency report\s+)?[0-9]+ documents? · (?:no |[0-9]+ )";
    let line = r"[^\n]+:[0-9]+:[0-9]+: [a-z]+ [a-z-]+: [^\n]+ \[[0-9a-f]{12}\]";
    let annotation = r"::(?:error|warning|notice) [^\n]*title=";
    Regex::new(&format!(r"^\u{{feff}}?\s*(?:{summary}|{line}|{annotation})")).expect("a fixed pattern")
});

/// Bytes that the first line of a report may take.
const FIRST: usize = 2000;

/// Whether the bytes are those of a report that was written as text or Markdown.
pub fn is_report(bytes: &[u8]) -> bool {
    REPORT.is_match(&String::from_utf8_lossy(&bytes[..bytes.len().min(FIRST)]))
}
