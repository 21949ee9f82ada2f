//! Bytes to text. UTF-8 is kept byte for byte, its mark included; other encodings are told by their mark or by chardetng.

use std::borrow::Cow;
use std::sync::LazyLock;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;
use regex::Regex;

use crate::error::Error;

/// Bytes in which a file names its encoding.
const HEAD: usize = 2048;

/// The text of a file.
///
/// # Errors
/// When the encoding of the bytes cannot be told.
pub fn text(bytes: Vec<u8>) -> Result<String, Error> {
    if let Some((encoding, _)) = Encoding::for_bom(&bytes).filter(|(encoding, _)| *encoding != encoding_rs::UTF_8) {
        return Ok(encoding.decode(&bytes).0.into_owned());
    }
    String::from_utf8(bytes).or_else(|error| {
        let bytes = error.into_bytes();
        if let Some(encoding) = declared(&bytes) {
            return Ok(encoding.decode(&bytes).0.into_owned());
        }
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(&bytes, true);
        let (text, _, broken) = detector.guess(None, Utf8Detection::Allow).decode(&bytes);
        if broken { Err(Error::new("its character encoding is unknown").help("save it as UTF-8")) } else { Ok(text.into_owned()) }
    })
}

/// The text of a file, without a copy where it is UTF-8.
///
/// # Errors
/// When the encoding of the bytes cannot be told.
pub fn borrowed(bytes: &[u8]) -> Result<Cow<'_, str>, Error> {
    std::str::from_utf8(bytes).map(Cow::Borrowed).or_else(|_| text(bytes.to_vec()).map(Cow::Owned))
}

/// The encoding that a page or an XML file names in its first lines.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    static NAME: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(?i)^\s*<[^§]*?(?:charset|encoding)\s*=\s*["']?([a-z0-9_:.\-]+)"#).expect("a fixed pattern")
    });
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    Encoding::for_label(NAME.captures(&start)?[1].as_bytes())
}
