//! What the tokeniser splits off a chunk of text: marks in front, marks and units behind, marks within.
//!
//! These are the prefix, suffix and infix patterns of spaCy's English tokeniser, written out as code. Each is a list of alternatives
//! without repetition (dots apart), so that a few looks at the ends of a chunk replace the regular expressions.

use super::characters::Characters;

/// The affix patterns.
pub(super) struct Affixes {
    pub characters: Characters,
}

impl Affixes {
    /// Bytes of the first thing to be split off the front; 0 for nothing.
    pub fn prefix(&self, text: &str) -> usize {
        let mut chars = text.chars();
        let Some(first) = chars.next() else { return 0 };
        match (first, chars.next()) {
            ('+', Some('0'..='9')) => 0,
            ('.', Some('.')) => dots(text),
            ('U', Some('S')) if text.starts_with("US$") => 3,
            ('C' | 'A', Some('$')) => 2,
            _ if self.characters.prefix.binary_search(&first).is_ok() || self.characters.icon.has(first) => first.len_utf8(),
            _ => 0,
        }
    }

    /// Bytes of the longest thing to be split off the end; 0 for nothing.
    pub fn suffix(&self, text: &str) -> usize {
        let mut back = text.chars().rev();
        let Some(last) = back.next() else { return 0 };
        let before = back.next();
        let measure = self.after_digit(text);
        let single = match last {
            '.' => self.final_stop(text, before, back.next()),
            '…' if before == Some('…') => 2 * last.len_utf8(),
            's' | 'S' if matches!(before, Some('\'' | '’')) => before.map_or(0, char::len_utf8) + 1,
            '+' if before.is_some_and(|char| char.is_ascii_digit()) => 1,
            _ if self.characters.suffix.binary_search(&last).is_ok() || self.characters.icon.has(last) => last.len_utf8(),
            _ => 0,
        };
        measure.max(single)
    }

    /// A unit or a currency that directly follows a digit.
    fn after_digit(&self, text: &str) -> usize {
        let follows =
            |name: &&str| text.strip_suffix(*name).is_some_and(|rest| rest.ends_with(|char: char| char.is_ascii_digit()));
        let names = self.characters.units.iter().chain(&self.characters.currency).copied();
        names.filter(follows).map(str::len).max().unwrap_or(0)
    }

    /// A full stop at the end, by what stands before it.
    fn final_stop(&self, text: &str, before: Option<char>, further: Option<char>) -> usize {
        let upper = |char: Option<char>| char.is_some_and(|char| self.characters.upper_letter.has(char));
        match before {
            Some('.') => text.len() - text.trim_end_matches('.').len(),
            Some('F' | 'f' | 'C' | 'c' | 'K' | 'k') if further == Some('°') => 1,
            Some(char) if self.characters.before_final_stop.has(char) => 1,
            _ if upper(before) && upper(further) => 1,
            _ => 0,
        }
    }

    /// The first mark within the text that splits it, at or behind `from`: its bytes.
    pub fn infix(&self, text: &str, from: usize) -> Option<(usize, usize)> {
        let mut before = text[..from].chars().next_back();
        for (at, char) in text[from..].char_indices() {
            let at = from + at;
            let length = self.infix_at(&text[at..], char, before);
            if length > 0 {
                return Some((at, at + length));
            }
            before = Some(char);
        }
        None
    }

    fn infix_at(&self, text: &str, char: char, before: Option<char>) -> usize {
        let rest = &text[char.len_utf8()..];
        let next = rest.chars().next();
        let letter = |char: Option<char>| char.is_some_and(|char| self.characters.letter.has(char));
        let word = letter(before) || before.is_some_and(|char| char.is_ascii_digit());
        let digit = before.is_some_and(|char| char.is_ascii_digit());
        let single = match char {
            '.' if next == Some('.') => return dots(text),
            '…' => true,
            '+' | '-' | '*' | '^' if digit && matches!(next, Some('0'..='9' | '-')) => true,
            '.' => self.between_sentences(before, next),
            ',' => letter(before) && letter(next),
            ':' | '<' | '>' | '=' | '/' => word && letter(next),
            '-' | '–' | '—' | '~' if word && letter(next) => true,
            '-' | '—' if word => return self.long_dash(text),
            _ => self.characters.icon.has(char),
        };
        if single { char.len_utf8() } else { 0 }
    }

    fn between_sentences(&self, before: Option<char>, next: Option<char>) -> bool {
        before.is_some_and(|char| self.characters.lower_or_quote.has(char))
            && next.is_some_and(|char| self.characters.upper_or_quote.has(char))
    }

    /// A dash of two or three marks with a letter behind it.
    fn long_dash(&self, text: &str) -> usize {
        let letter_behind = |mark: &&str| {
            let rest = text.strip_prefix(*mark);
            rest.is_some_and(|rest| rest.chars().next().is_some_and(|char| self.characters.letter.has(char)))
        };
        ["--", "---", "——"].iter().find(|mark| letter_behind(mark)).map_or(0, |mark| mark.len())
    }
}

fn dots(text: &str) -> usize {
    text.len() - text.trim_start_matches('.').len()
}
