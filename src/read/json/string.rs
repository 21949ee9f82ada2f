//! The text of a JSON string, each letter with its byte in the file.

use crate::read::written::{Written, at};

/// What a string says; `raw` stands at a byte of the file, with its quotation marks.
pub fn string(raw: &str, byte: usize) -> Option<Written> {
    let inside = raw.strip_prefix('"')?.strip_suffix('"')?;
    let mut out = Written::default();
    let mut left = inside;
    while !left.is_empty() {
        let here = byte + 1 + (inside.len() - left.len());
        let plain = left.find('\\').unwrap_or(left.len());
        out.push(&left[..plain], at(here), true);
        left = &left[plain..];
        let length = escape(left);
        let meant: String = serde_json::from_str(&format!("\"{}\"", &left[..length])).unwrap_or_default();
        out.push(&meant, at(here + plain), false);
        left = &left[length..];
    }
    Some(out)
}

/// Bytes of the escape that a text begins with: a letter, four digits, or twice four for what lies beyond them.
fn escape(text: &str) -> usize {
    let is_unit = |at: usize| text.get(at..at + 2) == Some("\\u");
    let is_high = |at: usize| {
        text.get(at + 2..at + 4).is_some_and(|digits| matches!(digits.to_ascii_lowercase().as_str(), "d8" | "d9" | "da" | "db"))
    };
    let length = match text.len() {
        0 => 0,
        _ if is_unit(0) && is_high(0) && is_unit(6) => 12,
        _ if is_unit(0) => 6,
        _ => 2,
    };
    if text.is_char_boundary(length.min(text.len())) { length.min(text.len()) } else { text.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_a_string_know_their_place() {
        let raw = r#""a\"b\u2019\ud83d\ude00\nc""#;
        let text = string(raw, 10).expect("a string");
        assert_eq!(text.text, "a\"b’😀\nc");
        let byte = |letter: &str| {
            text.spot(text.text.find(letter).expect("it is there")).and_then(|spot| spot.point).map(|point| point.byte)
        };
        assert_eq!(["a", "\"", "b", "’", "😀", "\n", "c"].map(byte), [11, 12, 14, 15, 21, 33, 35].map(Some));
        assert_eq!(string("12", 0), None);
    }
}
