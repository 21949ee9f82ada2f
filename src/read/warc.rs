//! WARC: the pages of a web archive, each named by its address. What else was captured is passed over.

use flate2::read::{GzDecoder, ZlibDecoder};

use super::reader::{Contents, File, Reader};
use crate::error::Error;
use crate::model::Sourced;
use crate::model::report::Failed;

/// Bytes of the head of a record or of an answer.
const HEAD: usize = 64 << 10;

pub struct Warc;

/// A record: its fields, and what it holds.
struct Record<'f> {
    fields: Vec<(String, String)>,
    block: &'f [u8],
    is_whole: bool,
}

impl Reader for Warc {
    fn names(&self) -> &'static [&'static str] {
        &["WARC", "warc"]
    }

    fn fits(&self, file: &File) -> bool {
        file.bytes.starts_with(b"WARC/1.") || file.bytes.starts_with(b"WARC/0.")
    }

    fn read(&self, file: &File, contents: &mut Contents) -> Result<(), Error> {
        let mut left = file.bytes;
        let mut others = 0;
        let before = contents.documents.len() + contents.failed.len();
        while !left.is_empty() {
            file.bounds.in_time()?;
            let Some((record, rest)) = record(left) else {
                let why = "an archive that is broken or cut off here".to_string();
                contents.failed.push(Failed { document: format!("{} (byte {})", file.name, file.bytes.len() - left.len()), why });
                break;
            };
            left = rest;
            match record.page() {
                Some((kind, body)) => page(&record, kind, body, file, contents)?,
                None => others += 1,
            }
        }
        if contents.documents.len() + contents.failed.len() == before {
            return Err(Error::new("not read: a web archive without a page"));
        }
        if others > 0 {
            contents.remark(file.name, &format!("passed over {others} records that hold no page"));
        }
        Ok(())
    }
}

/// The first record, and what is behind it.
fn record(bytes: &[u8]) -> Option<(Record<'_>, &[u8])> {
    let (head, behind) = head(bytes)?;
    head.starts_with("WARC/").then_some(())?;
    let fields = fields(&head);
    let length: usize = field(&fields, "content-length")?.parse().ok()?;
    let is_whole = length <= behind.len() && field(&fields, "warc-truncated").is_none();
    let (block, rest) = behind.split_at(length.min(behind.len()));
    let blank = rest.iter().take(4).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    Some((Record { fields, block, is_whole }, &rest[blank..]))
}

/// The lines up to the first blank one, and what is behind it.
fn head(bytes: &[u8]) -> Option<(String, &[u8])> {
    let within = &bytes[..bytes.len().min(HEAD)];
    let at = |mark: &[u8]| within.windows(mark.len()).position(|part| part == mark).map(|at| (at, mark.len()));
    let (end, mark) = match (at(b"\r\n\r\n"), at(b"\n\n")) {
        (Some(one), Some(other)) => one.min(other),
        (one, other) => one.or(other)?,
    };
    Some((String::from_utf8_lossy(&bytes[..end]).into_owned(), &bytes[end + mark..]))
}

fn fields(head: &str) -> Vec<(String, String)> {
    let fields = head.lines().skip(1).filter_map(|line| line.split_once(':'));
    fields.map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_string())).collect()
}

fn field<'a>(fields: &'a [(String, String)], name: &str) -> Option<&'a str> {
    fields.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
}

/// How the body of an answer is packed.
struct Packing {
    chunked: bool,
    method: String,
}

impl Record<'_> {
    /// The body of a record that holds a page or a text.
    fn page(&self) -> Option<(Packing, &[u8])> {
        let of = |name| field(&self.fields, name).unwrap_or_default();
        let plain = Packing { chunked: false, method: String::new() };
        match of("warc-type") {
            "resource" | "conversion" if is_text(of("content-type")) => Some((plain, self.block)),
            "response" => {
                let (head, body) = head(self.block)?;
                let status = head.split_whitespace().nth(1)?.to_string();
                let fields = fields(&head);
                let of = |name| field(&fields, name).unwrap_or_default().to_ascii_lowercase();
                let packing = Packing { chunked: of("transfer-encoding").contains("chunked"), method: of("content-encoding") };
                (status == "200" && is_text(&of("content-type"))).then_some((packing, body))
            }
            _ => None,
        }
    }
}

fn is_text(kind: &str) -> bool {
    ["text/html", "application/xhtml", "text/plain", "application/pdf"].iter().any(|known| kind.starts_with(known))
}

fn page(record: &Record, packing: Packing, body: &[u8], file: &File, contents: &mut Contents) -> Result<(), Error> {
    let address = field(&record.fields, "warc-target-uri").unwrap_or_default().trim_matches(['<', '>']).to_string();
    let id = if address.is_empty() { field(&record.fields, "warc-record-id").unwrap_or("record") } else { &address };
    let name = file.part('#', id);
    file.bounds.document()?;
    let joined = if packing.chunked { unchunked(body) } else { body.to_vec() };
    let unpacked = match packing.method.as_str() {
        "gzip" | "x-gzip" if joined.starts_with(b"\x1f\x8b") => {
            file.bounds.expand(&mut GzDecoder::new(&joined[..]), joined.len())
        }
        "deflate" => file.bounds.expand(&mut ZlibDecoder::new(&joined[..]), joined.len()),
        "br" | "zstd" => Err(Error::new(format!("not read: packed with {}", packing.method))),
        _ => Ok(joined),
    };
    let before = contents.documents.len();
    match unpacked {
        Ok(bytes) => file.inner(&name, &bytes, contents),
        Err(error) => contents.fail(&name, &error),
    }
    for document in &mut contents.documents[before..] {
        if document.address.is_none() && !address.is_empty() {
            document.address = Some(Sourced { value: address.clone(), from: "WARC-Target-URI" });
        }
    }
    if !record.is_whole {
        contents.remark(&name, "was not captured whole");
    }
    Ok(())
}

/// A body that was sent in pieces, each behind its length.
fn unchunked(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut left = body;
    while let Some(end) = left.iter().take(32).position(|byte| *byte == b'\n') {
        let line = String::from_utf8_lossy(&left[..end]);
        let Ok(length) = usize::from_str_radix(line.split(';').next().unwrap_or_default().trim(), 16) else { break };
        left = &left[end + 1..];
        if length == 0 {
            return out;
        }
        out.extend_from_slice(&left[..length.min(left.len())]);
        let next = length.saturating_add(2).min(left.len());
        left = &left[next..];
    }
    if out.is_empty() { body.to_vec() } else { out }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use crate::read::{Options, contents_of};

    fn record_of(kind: &str, address: &str, block: &[u8]) -> Vec<u8> {
        let head = format!(
            "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n",
            block.len()
        );
        [head.as_bytes(), block, b"\r\n\r\n"].concat()
    }

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).expect("memory takes it");
        encoder.finish().expect("memory takes it")
    }

    #[test]
    fn pages_of_an_archive_are_documents() {
        let page = |words: &str| format!("<html><body><p>{words}</p></body></html>").into_bytes();
        let answer = |fields: &str, body: &[u8]| {
            [format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{fields}\r\n").as_bytes(), body].concat()
        };
        let zipped = packed(&page("The ferry sank."));
        let chunked = [format!("{:x}\r\n", zipped.len()).as_bytes(), &zipped, b"\r\n0\r\n\r\n"].concat();
        let records = [
            record_of("warcinfo", "", b"software: x"),
            record_of("response", "https://post.example/mill", &answer("", &page("The mill burned."))),
            record_of(
                "response",
                "https://post.example/ferry",
                &answer("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", &chunked),
            ),
            record_of(
                "response",
                "https://post.example/gone",
                b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Gone.</p>",
            ),
        ];
        let bytes = packed(&[records.concat(), b"WARC/1.1\r\nWARC-Type: resp".to_vec()].concat());
        let contents = contents_of("crawl.warc.gz", bytes, &Options::default()).expect("an archive");
        let read: Vec<(&str, &str)> =
            contents.documents.iter().map(|document| (document.name.as_str(), document.text.as_str())).collect();
        assert_eq!(
            read,
            [
                ("crawl.warc.gz#https://post.example/mill", "The mill burned."),
                ("crawl.warc.gz#https://post.example/ferry", "The ferry sank.")
            ]
        );
        assert_eq!(contents.documents[1].address.as_ref().map(|address| address.from), Some("WARC-Target-URI"));
        assert!(contents.failed[0].why.contains("cut off"));
        assert!(contents.remarks[0].what.contains("2 records"));
    }
}
