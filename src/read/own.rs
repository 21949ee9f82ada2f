//! Reports of this program, which are no sources: written into the folder of the texts, they would be read with them the next time.

use std::sync::LazyLock;

use regex::Regex;

/// The beginnings of reports: tables and Markdown, findings on a line each, annotations, pages, sheets, and the forms of JSON.
static REPORT: LazyLock<Regex> = LazyLock::new(|| {
    let summary = r"(?:# Consistency report\s+)?[0-9]+ documents? · (?:no |[0-9]+ )";
    let line = r"[^\n]+:[0-9]+:[0-9]+: [a-z]+ [a-z-]+: [^\n]+ \[[0-9a-f]{12}\]";
    let annotation = r"::(?:error|warning|notice) [^\n]*title=";
    let page = r#"<!DOCTYPE html>[\s\S]*?<meta name="generator" content="crossclaim "#;
    let sheet = "id[,\t]status[,\t]kind[,\t]severity[,\t]constraint";
    let kept = r#"\{\s*"schema": ?[0-9]+,\s*"documents": ?\["#;
    let finding = r#"\{"id":"[0-9a-f]{12}","kind":""#;
    let sarif = r#"\{\s*"\$schema": ?"https://json\.schemastore\.org/sarif"#;
    let linked = r#"\{\s*"@context"[\s\S]*?"urn:crossclaim:"#;
    let forms = [summary, line, annotation, page, sheet, kept, finding, sarif, linked].join("|");
    Regex::new(&format!(r"^\u{{feff}}?\s*(?:{forms})")).expect("a fixed pattern")
});

/// What is said of a report that lies among the texts.
pub const LEFT_OUT: &str = "a report of crossclaim, left out";

/// Bytes that the beginning of a report may take.
const FIRST: usize = 4000;

/// Whether the bytes are those of a report.
pub fn is_report(bytes: &[u8]) -> bool {
    REPORT.is_match(&String::from_utf8_lossy(&bytes[..bytes.len().min(FIRST)]))
}
