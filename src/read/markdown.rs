//! Markdown markup blanked out byte for byte, so that offsets still point into the file.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::Span;

/// Each pattern's groups are blanked; what is outside a group stays.
static MARKUP: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        r"(?ms)^(```.*?^```[^\n]*)",
        r"(?s)(<!--.*?-->)",
        r"(?m)^(#{1,6}[ \t]+)",
        r"(?m)^((?:[ \t]*>)+[ \t]?)",
        r"(?m)^([ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+)",
        r"(?m)^([ \t]*(?:[-*_][ \t]*){3,})$",
        r"(?m)^([ \t]*\[[^\]\n]+\]:[^\n]*)$",
        r"(!\[[^\]\n]*\]\([^)\n]*\))",
        r"(\[)[^\]\n]+(\](?:\([^)\n]*\)|\[[^\]\n]*\]))",
        r"(\*{1,3}|_{2,3}|~~|`+)[^\s*_~`]",
        r"[^\s*_~`](\*{1,3}|_{2,3}|~~|`+)",
        r"(?:^|[\s(])(_)\S",
        r"\S(_)(?:[\s).,;:!?]|$)",
        r"(</?[a-zA-Z][^>\n]*>)",
    ]
    .iter()
    .map(|pattern| Regex::new(pattern).expect("a fixed pattern"))
    .collect()
});

/// `text` with the markup of `body` replaced by blanks; line breaks are kept.
pub fn blank(text: &str, body: Span) -> String {
    let mut blanked = text.to_string();
    for pattern in MARKUP.iter() {
        let mut bytes = blanked.clone().into_bytes();
        for found in pattern.captures_iter(&blanked[body.range()]) {
            for group in found.iter().skip(1).flatten() {
                let place = body.start + group.start()..body.start + group.end();
                bytes[place].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
            }
        }
        blanked = String::from_utf8(bytes).expect("whole characters are blanked");
    }
    blanked
}
