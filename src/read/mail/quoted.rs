//! What in a mail is not its sender's: quoted messages, the lines that announce them, and what stands below a signature mark.

use std::sync::LazyLock;

use regex::Regex;

use crate::read::written::Written;

/// `On Wed, 12 Jun 2024 at 10:00, Ada Lind <ada@post.example> wrote:`, in one line or over two.
static WROTE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s*(?:on|am|le|el)\b[^\n]{5,200}\b(?:wrote|schrieb|a écrit|escribió)\b[^\n]{0,80}:\s*$")
        .expect("a fixed pattern")
});
/// What begins the message that is answered, up to the end.
static ORIGINAL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^\s*(?:-{2,}\s*original message\s*-{2,}|_{20,})\s*$").expect("a fixed pattern"));
static FORWARDED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s*(?:-{2,}\s*forwarded message\s*-{2,}|begin forwarded message:|-{2,}\s*forwarded by\b.*)\s*$")
        .expect("a fixed pattern")
});
/// A field of a message in the text of another.
static FIELD: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^\s*\*?(?:from|sent|date|to|cc|subject|reply-to)\s*:\*?\s+\S").expect("a fixed pattern"));

/// The text without them, and whether a message is passed on in it.
pub fn without(text: &Written) -> (Written, bool) {
    let lines: Vec<(usize, &str)> = lines(&text.text);
    let mut out = Written::default();
    let (mut forwarded, mut at) = (false, 0);
    while let Some((start, line)) = lines.get(at) {
        let fields = lines[at..].iter().take_while(|(_, line)| FIELD.is_match(line)).count();
        let two = || format!("{} {}", line.trim(), lines.get(at + 1).map_or("", |(_, next)| next.trim()));
        if line.trim_end_matches(['\r', '\n']) == "-- " || ORIGINAL.is_match(line) {
            break;
        } else if FORWARDED.is_match(line) {
            forwarded = true;
            at += 1 + lines[at + 1..].iter().take_while(|(_, line)| line.trim().is_empty() || FIELD.is_match(line)).count();
            continue;
        } else if fields >= 3 && at > 0 && !forwarded {
            break;
        } else if WROTE.is_match(line) {
            at += 1;
            continue;
        } else if line.trim_start().to_lowercase().starts_with("on ") && WROTE.is_match(&two()) {
            at += 2;
            continue;
        }
        if !line.trim_start().starts_with('>') {
            copy(text, *start, start + line.len(), &mut out);
        }
        at += 1;
    }
    out.truncate(out.text.trim_end().len());
    (out, forwarded)
}

/// The lines of a text, with their ends, and where they begin.
fn lines(text: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    let line = |line| {
        at += str::len(line);
        (at - line.len(), line)
    };
    text.split_inclusive('\n').map(line).collect()
}

/// Adds a part of a text with its places.
fn copy(text: &Written, start: usize, end: usize, out: &mut Written) {
    let first = text.stretches.partition_point(|stretch| stretch.start <= start).saturating_sub(1);
    for (at, stretch) in text.stretches.iter().enumerate().skip(first).take_while(|(_, stretch)| stretch.start < end) {
        let until = text.stretches.get(at + 1).map_or(text.text.len(), |next| next.start).min(end);
        let from = stretch.start.max(start);
        if from < until
            && let Some(spot) = text.spot(from)
        {
            out.push(&text.text[from..until], spot, stretch.verbatim);
        }
    }
}
