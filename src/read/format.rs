//! What a file is by its content: prose, or a format that is not read yet.
//!
//! Whatever has a signature is told by the crate `file-format`. Its shortest signatures are words that a text may begin with (`BM`),
//! so of a file without zero bytes only formats made of text are believed. JSON, mail and tables have no signature and are told by
//! their shape.

use std::sync::LazyLock;

use file_format::FileFormat;
use regex::Regex;

/// Bytes that are looked at for zeros and for the shape of a text.
const LOOKED_AT: usize = 8192;
/// So many rows of equal length make a table, and so many closing tags make a page.
const ROWS: usize = 4;
const TAGS: usize = 5;

/// The name of the format of a file that is no prose: `PDF`, `JSON`.
pub fn unread(name: &str, bytes: &[u8]) -> Option<String> {
    if bytes.starts_with(b"\xFF\xFE\0\0") || bytes.starts_with(b"\0\0\xFE\xFF") {
        return Some("text in UTF-32".to_string());
    }
    let format = FileFormat::from_bytes(bytes);
    let known = format != FileFormat::ArbitraryBinaryData && format != FileFormat::Empty;
    let start = &bytes[..bytes.len().min(LOOKED_AT)];
    if start.contains(&0) && !is_utf_16(bytes) {
        return Some(if known { named(format) } else { "a binary file".to_string() });
    }
    if known && is_made_of_text(format) {
        return Some(named(format));
    }
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let shape = [
        ("JSON", is_json(bytes, text)),
        ("HTML", is_page(name, text)),
        ("mail", is_mail(text)),
        ("a table of separated values", is_table(name, text)),
    ];
    shape.into_iter().find(|(_, fits)| *fits).map(|(name, _)| name.to_string())
}

fn named(format: FileFormat) -> String {
    format.short_name().unwrap_or(format.name()).to_string()
}

fn is_utf_16(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF")
}

fn is_made_of_text(format: FileFormat) -> bool {
    ["pdf", "rtf", "html", "xml", "postscript"].iter().any(|part| format.media_type().contains(part))
}

/// One value, or one on each line.
fn is_json(bytes: &[u8], text: &str) -> bool {
    let is_value = |text: &[u8]| serde_json::from_slice::<serde::de::IgnoredAny>(text).is_ok();
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).take(2);
    text.starts_with(['{', '['])
        && (is_value(bytes.trim_ascii()) || lines.all(|line| line.starts_with('{') && is_value(line.as_bytes())))
}

/// A page, or a part of one; Markdown may hold tags.
fn is_page(name: &str, text: &str) -> bool {
    static CLOSING: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)</(?:p|div|span|a|li|ul|td|tr|h[1-6]|script|style|title|head)>").expect("a fixed pattern")
    });
    let start = text.get(..15).unwrap_or(text).to_ascii_lowercase();
    let markdown = name.ends_with(".md") || name.ends_with(".markdown");
    start.starts_with("<!doctype html") || start.starts_with("<html") || (!markdown && CLOSING.find_iter(text).count() >= TAGS)
}

/// Header lines of which one is written by programs alone.
fn is_mail(text: &str) -> bool {
    let field = |line: &str| line.split_once(':').map(|(name, _)| name.to_ascii_lowercase());
    let name = |name: &String| !name.is_empty() && name.bytes().all(|sign| sign.is_ascii_alphanumeric() || sign == b'-');
    let lines = text.lines().take_while(|line| !line.trim().is_empty()).filter(|line| !line.starts_with([' ', '\t']));
    let fields: Option<Vec<String>> = lines.map(|line| field(line).filter(name)).collect();
    let technical = ["message-id", "mime-version", "received", "return-path", "dkim-signature", "delivered-to"];
    fields.is_some_and(|fields| fields.len() > 2 && fields.iter().any(|field| technical.contains(&field.as_str())))
}

/// Rows of as many short cells.
fn is_table(name: &str, text: &str) -> bool {
    let by_name = [".csv", ".tsv"].iter().any(|ending| name.to_ascii_lowercase().ends_with(ending));
    let (least_rows, least_cells) = if by_name { (2, 2) } else { (ROWS, 3) };
    [b',', b';', b'\t'].into_iter().any(|delimiter| {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(text.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().take(ROWS).map_while(Result::ok).collect();
        let cells = rows.first().map_or(0, csv::StringRecord::len);
        let short = |row: &csv::StringRecord| row.iter().all(|cell| by_name || cell.split_whitespace().count() < 8);
        rows.len() >= least_rows && cells >= least_cells && rows.iter().all(|row| row.len() == cells && short(row))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str, bytes: &[u8]) -> String {
        unread(name, bytes).unwrap_or_default()
    }

    #[test]
    fn formats_are_told_by_their_content_whatever_their_name() {
        for (bytes, format) in [
            (&b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"[..], "PDF"),
            (b"{\\rtf1\\ansi The bridge is open.}", "RTF"),
            (b"\n<!DOCTYPE html>\n<html><body><p>The bridge is open.</p></body></html>", "HTML"),
            (b"<div><p>One.</p><p>Two.</p><p>Three.</p><p>Four.</p></div>", "HTML"),
            (b"<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel></channel></rss>", "RSS"),
            (b"{\"title\": \"A bridge opens\", \"text\": \"The bridge is open.\"}", "JSON"),
            (b"{\"id\": 1}\n{\"id\": 2}\n", "JSON"),
            (b"From: a@example.org\nTo: b@example.org\nSubject: bridge\nMessage-ID: <1@example.org>\n\nIt is open.\n", "mail"),
            (b"name,town,toll\nAda,Tarva,3\nBo,Vell,4\nCy,Ost,5\n", "a table of separated values"),
            (b"\xFF\xFE\0\0T\0\0\0", "text in UTF-32"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
            (b"\x7f\0\x01\0\x02", "a binary file"),
        ] {
            assert_eq!(told("a.txt", bytes), format);
        }
        assert_eq!(told("a.csv", b"name,toll\nAda,3\n"), "a table of separated values");
    }

    #[test]
    fn prose_is_no_format() {
        for text in [
            "The bridge is open.\n",
            "BM shares rose, MZ fell, and PK stayed.\n",
            "[Updated] The bridge is open.\n",
            "{{ The bridge is open.\n",
            "Note: the bridge is open.\nSubject: it is open.\nFrom: the mayor.\n",
            "Ada, Bo, and Cy came.\nDan, Ed, and Flo left.\nGus, Hal, and Ida stayed.\nThe rest, to a man, went home early, by bus.\n",
            "<!-- crossclaim: ignore all -->\nThe bridge is open.\n",
        ] {
            assert_eq!(told("a.txt", text.as_bytes()), "", "{text}");
        }
        assert_eq!(told("a.md", b"<p>The</p> <p>bridge</p> <p>is</p> <p>open</p> <p>now</p>.\n"), "");
        assert_eq!(told("a.csv", b"The bridge is open.\nIt was closed, for a year.\n"), "");
        assert_eq!(told("a.txt", b"\xFF\xFET\0h\0e\0 \0b\0"), "");
    }
}
