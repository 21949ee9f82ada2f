//! Web addresses, which the tokeniser keeps whole.
//!
//! This is the address pattern of spaCy's tokeniser (after Diego Perini's, 2010), read from left to right: an optional scheme, an
//! optional user before `@`, a public IPv4 address or a name of labels with a lower-case last one, an optional port and path.

use super::characters::Characters;

/// Whether the whole text is a web address.
pub(super) fn is_url(text: &str, characters: &Characters) -> bool {
    if !text.contains('.') {
        return false;
    }
    let after_user = text.match_indices('@').filter(|&(at, _)| at > 0).map(|(at, _)| at + 1);
    [0, after_scheme(text)].into_iter().chain(after_user).any(|at| host(&text[at..], characters))
}

/// The byte behind `scheme://`, or 0.
fn after_scheme(text: &str) -> usize {
    let Some(at) = text.find("://") else { return 0 };
    let scheme = &text[..at];
    let fits = |char: char| char.is_alphanumeric() || matches!(char, '_' | '+' | '-' | '.');
    if scheme.chars().all(fits) && scheme.chars().nth(1).is_some() { at + 3 } else { 0 }
}

/// Whether a host, and whatever may follow it, make up the whole text.
fn host(text: &str, characters: &Characters) -> bool {
    address(text).is_some_and(ends_host) || name(text, characters)
}

/// A public IPv4 address at the start: the text behind it.
fn address(text: &str) -> Option<&str> {
    let mut rest = text;
    let mut parts = [""; 4];
    for (at, part) in parts.iter_mut().enumerate() {
        rest = if at == 0 { rest } else { rest.strip_prefix('.')? };
        let end = rest.find(|char: char| !char.is_ascii_digit()).unwrap_or(rest.len());
        (*part, rest) = rest.split_at(end);
    }
    let [first, second, third, last] = parts;
    let number = |part: &str| if part.len() > 3 { None } else { part.parse::<u32>().ok() };
    let (a, b) = (number(first)?, number(second)?);
    let (c, d) = (number(third)?, number(last)?);
    let middle = |part: &str, value: u32| part.len() < 3 || (100..=255).contains(&value);
    let edges = !first.starts_with('0') && a <= 223 && !last.starts_with('0') && d <= 254;
    let private = matches!((a, b), (10 | 127, _) | (169, 254) | (192, 168) | (172, 16..=31));
    (edges && middle(second, b) && middle(third, c) && !private).then_some(rest)
}

/// A name at the start, with whatever may follow a host.
fn name(text: &str, characters: &Characters) -> bool {
    let mut rest = text;
    for labels in 0.. {
        if labels > 0 && top_level(rest, characters) {
            return true;
        }
        let end = rest.find(|char| !in_label(char)).unwrap_or(rest.len());
        let (label, behind) = rest.split_at(end);
        match behind.strip_prefix('.') {
            Some(behind) if is_label(label) => rest = behind,
            _ => return false,
        }
    }
    false
}

fn is_label(label: &str) -> bool {
    let edge = |char: Option<char>| char.is_some_and(|char| in_label(char) && !matches!(char, '_' | '-'));
    edge(label.chars().next()) && edge(label.chars().next_back()) && label.chars().nth(64).is_none()
}

fn in_label(char: char) -> bool {
    char.is_ascii_alphanumeric() || matches!(char, '_' | '-' | '\u{a1}'..='\u{ffff}')
}

/// A last label of 2 to 63 lower-case letters, with whatever may follow a host.
fn top_level(text: &str, characters: &Characters) -> bool {
    let end = text.find(|char| !characters.lower_letter.has(char)).unwrap_or(text.len());
    let length = text[..end].chars().take(64).count();
    (2..=63).contains(&length) && ends_host(&text[end..])
}

/// Nothing, a port, a path.
fn ends_host(text: &str) -> bool {
    let behind = text.strip_prefix(':').map(|port| port.trim_start_matches(|char: char| char.is_ascii_digit()));
    let rest = match behind {
        Some(rest) if (2..=5).contains(&(text.len() - 1 - rest.len())) => rest,
        _ => text,
    };
    rest.is_empty() || rest.starts_with(['/', '?', '#'])
}
