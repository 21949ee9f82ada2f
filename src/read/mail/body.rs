//! The text of a part of a mail, with its places in the file.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use encoding_rs::Encoding;
use mail_parser::{Encoding as Transfer, MessagePart, MimeHeaders};

use crate::read::written::{Written, at};

/// The text of a part; `message` stands at a byte of the file.
pub fn text(part: &MessagePart, message: &[u8], start: usize) -> Written {
    let (from, to) = (part.offset_body as usize, part.offset_end as usize);
    let raw = message.get(from..to.min(message.len())).unwrap_or_default();
    let decoded = part.text_contents().unwrap_or_default();
    let charset = part.content_type().and_then(|kind| kind.attribute("charset")).unwrap_or("utf-8");
    let encoding = Encoding::for_label(charset.as_bytes()).unwrap_or(encoding_rs::UTF_8);
    let bytes = match part.encoding {
        Transfer::None => raw.iter().enumerate().map(|(at, byte)| (*byte, at)).collect(),
        Transfer::QuotedPrintable => quoted_printable(raw),
        Transfer::Base64 => base64(raw).unwrap_or_default(),
    };
    let mut out = Written::default();
    if bytes.is_empty() || !(encoding == encoding_rs::UTF_8 || encoding.is_single_byte()) {
        out.push(&decoded.replace('\r', ""), at(start + from), false);
        return out;
    }
    let mut left = &bytes[..];
    while let Some((byte, place)) = left.first() {
        let length = if encoding == encoding_rs::UTF_8 { length(*byte).min(left.len()) } else { 1 };
        let letter: Vec<u8> = left[..length].iter().map(|(byte, _)| *byte).collect();
        let text = encoding.decode_without_bom_handling(&letter).0;
        let verbatim = raw.get(*place..place + text.len()) == Some(text.as_bytes());
        if text != "\r" {
            out.push(&text, at(start + from + place), verbatim);
        }
        left = &left[length..];
    }
    out
}

/// Bytes of the letter of UTF-8 that begins with a byte.
fn length(first: u8) -> usize {
    match first {
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf7 => 4,
        _ => 1,
    }
}

/// The bytes that quoted-printable stands for, each with its place.
fn quoted_printable(raw: &[u8]) -> Vec<(u8, usize)> {
    let mut out = Vec::with_capacity(raw.len());
    let mut byte = 0;
    while byte < raw.len() {
        let rest = &raw[byte..];
        let hex = || std::str::from_utf8(rest.get(1..3)?).ok().and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match rest {
            [b'=', b'\r', b'\n', ..] => byte += 3,
            [b'=', b'\n', ..] => byte += 2,
            [b'=', ..] if let Some(meant) = hex() => {
                out.push((meant, byte));
                byte += 3;
            }
            [first, ..] => {
                out.push((*first, byte));
                byte += 1;
            }
            [] => break,
        }
    }
    out
}

/// The bytes that base64 stands for, each with the place of the sign in which it begins; of a long text, several share a place.
fn base64(raw: &[u8]) -> Option<Vec<(u8, usize)>> {
    const PLACES: usize = 100_000;
    let is_sign = |byte: &u8| !byte.is_ascii_whitespace();
    let (places, signs): (Vec<usize>, Vec<u8>) = raw.iter().copied().enumerate().filter(|(_, byte)| is_sign(byte)).unzip();
    let bytes = BASE64_STANDARD.decode(&signs).ok()?;
    let step = bytes.len().div_ceil(PLACES);
    Some(bytes.into_iter().enumerate().map(|(at, byte)| (byte, places[(at - at % step) * 8 / 6])).collect())
}

/// A file as text of as many bytes, for counting lines: of what is no UTF-8, each byte is a question mark.
pub fn printable(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        out.extend(chunk.invalid().iter().map(|_| '?'));
    }
    out
}
