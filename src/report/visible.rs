//! Characters that a screen would obey, shown instead.
//!
//! A document may hold terminal escapes, or marks that turn the reading direction around; in a report they are evidence, not orders.

use std::borrow::Cow;

/// The text with control, direction and invisible characters as visible signs; line ends and tabs stay.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|sign| is_obeyed(sign) && !matches!(sign, '\n' | '\t')) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for sign in text.chars() {
        match sign {
            '\n' | '\t' => out.push(sign),
            _ if is_obeyed(sign) => show(sign, &mut out),
            _ => out.push(sign),
        }
    }
    Cow::Owned(out)
}

/// The same on one line: runs of white space, line ends included, are one space.
pub fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&visible(word));
    }
    out
}

/// Whether a terminal or a text layout acts on the character instead of drawing it.
pub fn is_obeyed(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(sign, '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

fn show(sign: char, out: &mut String) {
    match sign {
        '\0'..='\u{1f}' => out.push(char::from_u32(0x2400 + sign as u32).unwrap_or('\u{fffd}')),
        '\u{7f}' => out.push('\u{2421}'),
        _ => out.push_str(&format!("<U+{:04X}>", sign as u32)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_shown_and_words_are_left_alone() {
        let cases = [
            ("plain naïve 東京 שלום", "plain naïve 東京 שלום"),
            ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
            ("\x1b]0;title\x07", "␛]0;title␇"),
            ("a\0b\x7f", "a␀b␡"),
            ("\u{9b}2J", "<U+009B>2J"),
            ("ab\u{202e}cd", "ab<U+202E>cd"),
            ("tab\tand\nline", "tab\tand\nline"),
        ];
        for (text, shown) in cases {
            assert_eq!(visible(text), shown);
        }
        assert_eq!(one_line("  two\r\n lines\x08 "), "two lines␈");
    }
}
