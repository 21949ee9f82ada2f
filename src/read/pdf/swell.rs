//! Whether the streams of a PDF swell beyond all bounds when they are unpacked.
//!
//! The parser unpacks them whole, so they are looked at before: what a stream of deflate comes to is counted and thrown away. Pictures
//! are left out, for nothing unpacks them here.

use std::io::Read;

use flate2::read::ZlibDecoder;

use crate::error::Error;
use crate::read::bounds::EXPANDED_LIMIT;

/// Bytes of one stream, unpacked.
const STREAM: usize = 40_000_000;
/// Packed bytes of a stream in the older method, which may swell two thousand times.
const LZW: usize = 100_000;
/// Bytes before a stream in which its filter is named.
const HEAD: usize = 600;

/// # Errors
/// When they do.
pub fn check(bytes: &[u8]) -> Result<(), Error> {
    let too_large = || Error::new("not read: a PDF that swells beyond all bounds when it is unpacked");
    let mut total = 0;
    for start in streams(bytes) {
        let head = String::from_utf8_lossy(&bytes[start.saturating_sub(HEAD)..start]);
        let head = head.rsplit("obj").next().unwrap_or_default();
        let is_picture = head.contains("/Image") && !head.contains("/Form");
        if is_picture {
            continue;
        }
        let end = bytes[start..].windows(9).position(|word| word == b"endstream").map_or(bytes.len(), |end| start + end);
        let filters = ["/FlateDecode", "/Fl ", "/LZWDecode", "/RunLengthDecode"]
            .iter()
            .map(|name| head.matches(name).count())
            .sum::<usize>();
        if filters > 1 || (head.contains("/LZWDecode") && end - start > LZW) {
            return Err(too_large());
        }
        if head.contains("/FlateDecode") || head.contains("/Fl ") {
            let size = size(&bytes[start..end], STREAM + 1);
            total += size;
            if size > STREAM || total > EXPANDED_LIMIT {
                return Err(too_large());
            }
        }
    }
    Ok(())
}

/// Where the data of streams begins.
fn streams(bytes: &[u8]) -> impl Iterator<Item = usize> + '_ {
    let found = bytes.windows(6).enumerate().filter(|(_, word)| *word == b"stream").map(|(at, _)| at);
    let begins = found.filter(|at| *at < 3 || bytes[at - 3..*at] != *b"end");
    begins.map(|at| at + 6 + bytes[at + 6..].iter().take(2).take_while(|byte| matches!(byte, b'\r' | b'\n')).count())
}

/// Bytes that a stream comes to, counted up to a bound; of a broken one, those before the break.
fn size(packed: &[u8], most: usize) -> usize {
    let mut reader = ZlibDecoder::new(packed);
    let mut piece = [0; 1 << 16];
    let mut size = 0;
    while size < most
        && let Ok(count) = reader.read(&mut piece)
        && count > 0
    {
        size += count;
    }
    size
}
