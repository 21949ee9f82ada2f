//! Markdown as it is shown: headings, lists and emphasis as such, their marks left out, every word where it stands in the file.

use std::ops::Range;

/// How a stretch of a line looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// A mark of Markdown, not shown.
    Hidden,
    /// What is no prose: addresses, comments.
    Quiet,
    Emphasis,
    Strong,
}

/// In a longer line, emphasis is not looked for: no author wrote it by hand.
const LONGEST: usize = 20_000;

/// A line of a text: what sort it is, and the stretches that do not look like the rest, in bytes of the line.
#[derive(Debug, Default)]
pub struct Line {
    pub class: &'static str,
    pub styles: Vec<(Range<usize>, Style)>,
}

pub fn is_markdown(name: &str) -> bool {
    name.ends_with(".md") || name.ends_with(".markdown")
}

/// A stretch of a sentence without the marks of emphasis and links, which are none of the author's words.
pub fn words(sentence: &str, stretch: Range<usize>, marks: &[Range<usize>]) -> String {
    let shown = |at: usize| !marks.iter().any(|mark| mark.contains(&at));
    sentence[stretch.clone()].char_indices().filter(|(at, _)| shown(stretch.start + at)).map(|(_, sign)| sign).collect()
}

/// Where the marks of a sentence stand. A text that is longer than any sentence is shown as it is.
pub fn marks(sentence: &str) -> Vec<Range<usize>> {
    const SENTENCE: usize = 2000;
    if sentence.len() > SENTENCE {
        return Vec::new();
    }
    inline(sentence, 0).into_iter().filter(|(_, style)| *style == Style::Hidden).map(|(range, _)| range).collect()
}

/// A reader of Markdown, line by line.
#[derive(Default)]
pub struct Markup {
    fenced: bool,
    comment: bool,
}

impl Markup {
    pub fn read(&mut self, text: &str) -> Line {
        let trimmed = text.trim_start();
        let whole = |class, style| Line { class, styles: vec![(0..text.len(), style)] };
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            self.fenced = !self.fenced;
            return whole("code", Style::Quiet);
        }
        if self.fenced {
            return Line { class: "code", styles: Vec::new() };
        }
        if self.comment || trimmed.starts_with("<!--") {
            self.comment = !text.contains("-->");
            return whole("comment", Style::Quiet);
        }
        if is_rule(trimmed) {
            return whole("rule", Style::Hidden);
        }
        let (class, length) = block(trimmed);
        let start = text.len() - trimmed.len() + length;
        let mut styles = if text.len() > LONGEST { Vec::new() } else { inline(text, start) };
        styles.extend((length > 0 && class != "item numbered").then_some((0..start, Style::Hidden)));
        Line { class, styles }
    }
}

/// The sort of a line, and the length of the mark that says so.
fn block(line: &str) -> (&'static str, usize) {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    if (1..=6).contains(&level) && line[level..].starts_with([' ', '\t']) {
        return ("heading", level + 1);
    }
    if line.starts_with('>') {
        let length = line.len() - line.trim_start_matches(['>', ' ']).len();
        return ("quote", length);
    }
    if ["- ", "* ", "+ "].iter().any(|bullet| line.starts_with(bullet)) {
        return ("item", 2);
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=3).contains(&digits) && [". ", ") "].iter().any(|end| line[digits..].starts_with(end)) {
        return ("item numbered", digits + 2);
    }
    ("", 0)
}

/// `---`, `* * *`
fn is_rule(line: &str) -> bool {
    let mut signs = line.chars().filter(|sign| !sign.is_whitespace());
    let first = signs.next().filter(|sign| matches!(sign, '-' | '*' | '_'));
    first.is_some_and(|first| signs.clone().count() >= 2 && signs.all(|sign| sign == first))
}

/// Emphasis that is closed in its line, and the addresses of links.
fn inline(text: &str, start: usize) -> Vec<(Range<usize>, Style)> {
    let mut styles = Vec::new();
    let mut open: Vec<Range<usize>> = Vec::new();
    for run in runs(text, start) {
        let (opens, closes) = flanks(text, &run);
        let fits = |other: &Range<usize>| text[other.clone()] == text[run.clone()];
        if let Some(at) = open.iter().rposition(fits).filter(|_| closes) {
            let first = open[at].clone();
            open.truncate(at);
            let inside = first.end..run.start;
            styles.extend((run.len() != 1).then_some((inside.clone(), Style::Strong)));
            styles.extend((run.len() != 2).then_some((inside, Style::Emphasis)));
            styles.extend([(first, Style::Hidden), (run, Style::Hidden)]);
        } else if opens {
            open.push(run);
        }
    }
    styles.extend(links(text, start));
    styles
}

/// Runs of up to three asterisks or underscores that no backslash stands before.
fn runs(text: &str, start: usize) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::new(), start);
    while at < bytes.len() {
        let length = bytes[at..].iter().take_while(|byte| matches!(bytes[at], b'*' | b'_') && **byte == bytes[at]).count();
        if (1..=3).contains(&length) && (at == 0 || bytes[at - 1] != b'\\') {
            out.push(at..at + length);
        }
        at += length.max(1);
    }
    out
}

/// Whether the run may begin emphasis, and whether it may end some: words stand close to it, and no underscore is inside a word.
fn flanks(text: &str, run: &Range<usize>) -> (bool, bool) {
    let (before, after) = (text[..run.start].chars().next_back(), text[run.end..].chars().next());
    let close = |sign: Option<char>| sign.is_some_and(|sign| !sign.is_whitespace());
    let inside = |sign: Option<char>| text[run.clone()].starts_with('_') && sign.is_some_and(char::is_alphanumeric);
    (close(after) && !inside(before), close(before) && !inside(after))
}

/// `[words](address)`: the brackets are not shown, the address quietly.
fn links(text: &str, start: usize) -> Vec<(Range<usize>, Style)> {
    let mut styles = Vec::new();
    let mut at = start;
    while let Some(middle) = text[at..].find("](").map(|found| at + found) {
        let opening = text[at..middle].rfind('[').map(|found| at + found);
        let closing = text[middle..].find(')').map(|found| middle + found);
        at = middle + 2;
        if let (Some(opening), Some(closing)) = (opening, closing) {
            at = closing + 1;
            styles.extend([
                (opening..opening + 1, Style::Hidden),
                (middle..middle + 1, Style::Hidden),
                (middle + 1..at, Style::Quiet),
            ]);
        }
    }
    styles
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The line as it is shown: `<` and `>` around strong words, `/` around emphasis, `{` and `}` around what is quiet.
    fn shown(text: &str) -> String {
        drawn(&Markup::default().read(text), text)
    }

    fn drawn(line: &Line, text: &str) -> String {
        let is = |at: usize, style| line.styles.iter().any(|(range, other)| range.contains(&at) && *other == style);
        let mut out = if line.class.is_empty() { String::new() } else { format!("{}: ", line.class) };
        for (at, sign) in text.char_indices().filter(|(at, _)| !is(*at, Style::Hidden)) {
            let signs = [(Style::Strong, '!'), (Style::Emphasis, '/'), (Style::Quiet, '~')];
            out.extend(signs.iter().filter(|(style, _)| is(at, *style)).map(|(_, sign)| *sign));
            out.push(sign);
        }
        out
    }

    #[test]
    fn marks_are_left_out_and_words_keep_their_look() {
        for (text, expected) in [
            ("It is **so** now.", "It is !s!o now."),
            ("*Aw* and __b__ and ***c***", "/A/w and !b and !/c"),
            ("**a *b***", "**a *b***"),
            ("**a *b* c**", "!a! !/b! !c"),
            ("2 * 3 * 4, snake_case_name, 5*, \\*no\\*", "2 * 3 * 4, snake_case_name, 5*, \\*no\\*"),
            ("left **open", "left **open"),
            ("# What burned", "heading: What burned"),
            ("#hashtag", "#hashtag"),
            ("> said *x*", "quote: said /x"),
            ("- one", "item: one"),
            ("12. one", "item numbered: 12. one"),
            ("* * *", "rule: "),
            ("see [it](x) now", "see it~(~x~) now"),
            ("tower] (x) [y", "tower] (x) [y"),
            ("東京 **は** שלום", "東京 !は שלום"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn code_and_comments_run_over_lines() {
        let mut markup = Markup::default();
        let mut class = |text| markup.read(text).class;
        assert_eq!(["```", "**x**", "```", "x"].map(&mut class), ["code", "code", "code", ""]);
        assert_eq!(["<!-- a", "b", "c -->", "x"].map(&mut class), ["comment", "comment", "comment", ""]);
    }
}
