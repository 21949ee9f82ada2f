//! What a file is that no reader takes: a picture, a program, a format of offices that is not read.
//!
//! Whatever has a signature is told by the crate `file-format`. Its shortest signatures are words that a text may begin with (`BM`),
//! so of a file without zero bytes only formats made of text are believed.

use file_format::FileFormat;

/// Bytes that are looked at for zeros.
const LOOKED_AT: usize = 8192;

/// The name of the format of a file that is no prose: `PNG`, `XML`.
pub fn unread(bytes: &[u8]) -> Option<String> {
    if bytes.starts_with(b"\xFF\xFE\0\0") || bytes.starts_with(b"\0\0\xFE\xFF") {
        return Some("text in UTF-32".to_string());
    }
    let format = FileFormat::from_bytes(bytes);
    let known = format != FileFormat::ArbitraryBinaryData && format != FileFormat::Empty;
    let start = &bytes[..bytes.len().min(LOOKED_AT)];
    if start.contains(&0) && !is_utf_16(bytes) {
        return Some(if known { named(format) } else { "a binary file".to_string() });
    }
    (known && is_made_of_text(format)).then(|| named(format))
}

fn named(format: FileFormat) -> String {
    format.short_name().unwrap_or(format.name()).to_string()
}

fn is_utf_16(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF")
}

fn is_made_of_text(format: FileFormat) -> bool {
    ["pdf", "rtf", "xml", "postscript"].iter().any(|part| format.media_type().contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(bytes: &[u8]) -> String {
        unread(bytes).unwrap_or_default()
    }

    #[test]
    fn formats_that_are_not_read_are_named() {
        for (bytes, format) in [
            (&b"\xFF\xFE\0\0T\0\0\0"[..], "text in UTF-32"),
            (b"<?xml version=\"1.0\"?>\n<note>The bridge is open.</note>", "XML"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
            (b"\x7f\0\x01\0\x02", "a binary file"),
        ] {
            assert_eq!(told(bytes), format);
        }
    }

    #[test]
    fn prose_is_no_format() {
        for text in [
            "The bridge is open.\n",
            "BM shares rose, MZ fell, and PK stayed.\n",
            "<!-- crossclaim: ignore all -->\nThe bridge is open.\n",
        ] {
            assert_eq!(told(text.as_bytes()), "", "{text}");
        }
        assert_eq!(told(b"\xFF\xFET\0h\0e\0 \0b\0"), "");
    }
}
