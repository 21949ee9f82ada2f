//! Lines that fit a column, styles kept whole.

use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

/// The text in lines of at most `width` columns. A style that is open at a line's end is closed there and taken up again.
pub fn wrap(text: &str, width: usize) -> String {
    let options = options(width);
    let lines: Vec<String> = text.lines().flat_map(|line| textwrap::wrap(line, &options)).map(|line| line.into_owned()).collect();
    carry(&lines).join("\n")
}

/// The lines of a list without styles, in at most `width` columns; where a line goes on, it is set in deeper than it began.
pub fn fold(text: &str, width: usize) -> String {
    let folded = |line: &str| {
        let deeper = " ".repeat(line.len() - line.trim_start_matches(' ').len() + 4);
        textwrap::wrap(line, options(width).subsequent_indent(&deeper)).join("\n") + "\n"
    };
    text.lines().map(folded).collect()
}

fn options(width: usize) -> Options<'static> {
    Options::new(width.max(4))
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit)
}

/// Closes at each line's end the escape sequence that a cut word left open.
fn carry(lines: &[String]) -> Vec<String> {
    let mut open = String::new();
    let mut out = Vec::with_capacity(lines.len());
    for line in lines {
        let start = std::mem::take(&mut open);
        let whole = format!("{start}{line}");
        open = left_open(&whole);
        out.push(if open.is_empty() { whole } else { format!("{whole}\x1b[0m") });
    }
    out
}

/// The style sequences since the last reset.
fn left_open(line: &str) -> String {
    let mut open = String::new();
    for piece in line.split("\x1b[").skip(1) {
        match piece.split_once('m') {
            Some(("0" | "", _)) => open.clear(),
            Some((codes, _)) if codes.bytes().all(|byte| byte.is_ascii_digit() || byte == b';') => {
                open.push_str(&format!("\x1b[{codes}m"));
            }
            _ => {}
        }
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_longer_than_the_column_are_cut_and_their_style_goes_on() {
        assert_eq!(wrap("one two three", 7), "one two\nthree");
        assert_eq!(wrap("\x1b[1mabcdefgh\x1b[0m i", 5), "\x1b[1mabcde\x1b[0m\n\x1b[1mfgh\x1b[0m i");
        assert_eq!(wrap("東京都の港は", 6), "東京都\nの港は");
    }

    #[test]
    fn a_line_of_a_list_goes_on_deeper_than_it_began() {
        assert_eq!(
            fold("a.txt:1  one two\n\n  for: one two three\n", 12),
            "a.txt:1  one\n    two\n\n  for: one\n      two\n      three\n"
        );
        assert_eq!(fold("short\n", 80), "short\n");
    }
}
