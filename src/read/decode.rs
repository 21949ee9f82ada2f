//! Bytes to text. UTF-8 is kept byte for byte, its mark included; other encodings are told by their mark or by chardetng.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

use crate::error::Error;

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
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(&bytes, true);
        let (text, _, broken) = detector.guess(None, Utf8Detection::Allow).decode(&bytes);
        if broken { Err(Error::new("its character encoding is unknown").help("save it as UTF-8")) } else { Ok(text.into_owned()) }
    })
}
