//! Pairs of quotation marks: straight and curly, double and single, nested, and running on over paragraphs.
//!
//! A quotation that is not closed before its paragraph ends goes on in the next one, if that opens with the same mark (the
//! convention of newspapers). Apostrophes look like single marks: one that closes must have no letter behind it, one that opens none
//! before it, and a single mark that is never closed was an apostrophe.

use crate::model::{Paragraph, Quotation, Span};

/// What opens and closes a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Straight,
    Curly,
    Angled,
    SingleStraight,
    SingleCurly,
}

impl Style {
    fn is_single(self) -> bool {
        matches!(self, Style::SingleStraight | Style::SingleCurly)
    }
}

/// A quotation that has begun.
#[derive(Clone, Copy)]
struct Open {
    style: Style,
    start: usize,
    nested: bool,
    continues: bool,
}

/// A mark with its surroundings.
struct Mark {
    at: usize,
    char: char,
    before: Option<char>,
    next: Option<char>,
}

/// The quotations of the paragraphs, in order.
pub(super) fn quotations(text: &str, paragraphs: &[Paragraph]) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut unclosed = None;
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let following = paragraphs.get(number + 1).map(|next| &text[next.span.range()]);
        let mut scan = Scan {
            text,
            span: paragraph.span,
            open: Vec::new(),
            found: Vec::new(),
            last_single: last_single(text, paragraph.span),
            paired: text[paragraph.span.range()].matches('"').count().is_multiple_of(2),
        };
        scan.run(unclosed);
        unclosed = scan.finish(following);
        scan.found.sort_unstable_by_key(|quotation| (quotation.span.start, std::cmp::Reverse(quotation.span.end)));
        found.append(&mut scan.found);
    }
    found
}

/// One paragraph being read.
struct Scan<'t> {
    text: &'t str,
    span: Span,
    open: Vec<Open>,
    found: Vec<Quotation>,
    /// The last place where a single mark may close.
    last_single: usize,
    /// The straight marks are even in number.
    paired: bool,
}

impl Scan<'_> {
    /// Reads the marks; `unclosed` is the style of a quotation that the paragraph before left open.
    fn run(&mut self, unclosed: Option<Style>) {
        let mut before = None;
        let mut chars = self.text[self.span.range()].char_indices().peekable();
        while let Some((at, char)) = chars.next() {
            let mark = Mark { at: self.span.start + at, char, before, next: chars.peek().map(|(_, next)| *next) };
            let continues = at == 0 && unclosed.is_some();
            self.read(&mark, continues);
            before = Some(char);
        }
    }

    fn read(&mut self, mark: &Mark, continues: bool) {
        let opens = opens(mark);
        match mark.char {
            '“' if self.is_open(Style::Curly) && !opens => self.close(mark, Style::Curly), // „German“
            '“' | '„' => self.open(mark, Style::Curly, continues),
            '«' => self.open(mark, Style::Angled, continues),
            '”' => self.close(mark, Style::Curly),
            '»' => self.close(mark, Style::Angled),
            '"' if opens && !self.ends_early(mark) => self.open(mark, Style::Straight, continues),
            '"' => self.close(mark, Style::Straight),
            '‘' if opens => self.open(mark, Style::SingleCurly, continues),
            '\'' if opens && mark.at < self.last_single && !is_elision(&self.text[mark.at + 1..]) => {
                self.open(mark, Style::SingleStraight, continues);
            }
            '’' => self.close_single(mark, Style::SingleCurly),
            '\'' => self.close_single(mark, Style::SingleStraight),
            _ => {}
        }
    }

    /// A straight mark that stands with the word behind it but closes: `"It is over, "she said.`
    fn ends_early(&self, mark: &Mark) -> bool {
        let behind = self.text[self.span.start..mark.at].trim_end();
        self.paired
            && self.is_open(Style::Straight)
            && behind.ends_with([',', '.', '?', '!'])
            && behind.len() + self.span.start < mark.at
    }

    fn is_open(&self, style: Style) -> bool {
        self.open.iter().any(|open| open.style == style)
    }

    fn open(&mut self, mark: &Mark, style: Style, continues: bool) {
        // The same mark within itself: the first was never closed.
        if let Some(at) = self.open.iter().position(|open| open.style == style) {
            self.open.truncate(at);
        }
        let nested = !self.open.is_empty();
        self.open.push(Open { style, start: mark.at + mark.char.len_utf8(), nested, continues });
    }

    /// Closes the quotation of a style, and with it what was left open inside.
    fn close(&mut self, mark: &Mark, style: Style) {
        if let Some(at) = self.open.iter().position(|open| open.style == style) {
            let open = self.open[at];
            self.open.truncate(at);
            self.push(open, mark.at);
        }
    }

    fn close_single(&mut self, mark: &Mark, style: Style) {
        let innermost = self.open.last().is_some_and(|open| open.style == style);
        if innermost && closes_single(mark) && !(mark.at < self.last_single && is_possessive(mark)) {
            self.close(mark, style);
        }
    }

    fn push(&mut self, open: Open, end: usize) {
        if open.start < end {
            let span = Span::new(open.start, end);
            self.found.push(Quotation { span, nested: open.nested, continues: open.continues });
        }
    }

    /// Ends the paragraph: the style of the quotation that goes on in the next one.
    fn finish(&mut self, following: Option<&str>) -> Option<Style> {
        let outer = self.open.iter().find(|open| !open.style.is_single()).copied()?;
        let mark = match outer.style {
            Style::Straight => ['"', '"'],
            Style::Angled => ['«', '»'],
            _ => ['“', '„'],
        };
        let goes_on = following.is_some_and(|next| next.starts_with(mark));
        if goes_on || outer.style != Style::Straight {
            self.push(outer, self.span.end);
        }
        goes_on.then_some(outer.style)
    }
}

/// Whether a mark has the surroundings of one that opens.
fn opens(mark: &Mark) -> bool {
    let free = |char: char| char.is_whitespace() || "([{—–-/“„«‘\"'".contains(char);
    mark.before.is_none_or(free) && mark.next.is_some_and(|next| !next.is_whitespace() && !".,;:!?)]}".contains(next))
}

/// Whether a single mark has the surroundings of one that closes.
fn closes_single(mark: &Mark) -> bool {
    mark.before.is_some_and(|before| !before.is_whitespace()) && !mark.next.is_some_and(char::is_alphanumeric)
}

/// Whether a single mark may be the apostrophe of a plural (`the boys' toys`).
fn is_possessive(mark: &Mark) -> bool {
    matches!(mark.before, Some('s' | 'S')) && mark.next == Some(' ')
}

/// Whether an apostrophe before this text stands for letters left out: `'90s`, `'em`, `'tis`.
fn is_elision(text: &str) -> bool {
    let word = text.split(|char: char| !char.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
    let decade =
        word.strip_suffix('s').is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()));
    decade || ["em", "tis", "twas", "til", "cause", "n", "bout", "round"].contains(&word.as_str())
}

/// The last place in a paragraph where a single mark may close.
fn last_single(text: &str, span: Span) -> usize {
    let inner = &text[span.range()];
    let mut next = None;
    for (at, char) in inner.char_indices().rev() {
        let before = || inner[..at].chars().next_back();
        if matches!(char, '\'' | '’') && closes_single(&Mark { at, char, before: before(), next }) {
            return span.start + at;
        }
        next = Some(char);
    }
    span.start
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ParagraphKind;

    /// The quotations; `^` marks nested ones, `+` those that go on from the paragraph before.
    fn found(text: &str) -> Vec<String> {
        let mut at = 0;
        let paragraphs: Vec<Paragraph> = text
            .split('\n')
            .map(|line| {
                let span = Span::new(at, at + line.len());
                at += line.len() + 1;
                Paragraph { span, kind: ParagraphKind::Body }
            })
            .collect();
        let show = |quotation: &Quotation| {
            let marks = [(quotation.nested, "^"), (quotation.continues, "+")];
            let marks: String = marks.iter().filter(|(is, _)| *is).map(|(_, mark)| *mark).collect();
            marks + &text[quotation.span.range()]
        };
        quotations(text, &paragraphs).iter().map(show).collect()
    }

    #[test]
    fn straight_and_curly_marks_pair() {
        assert_eq!(found("He said \"no\" and “yes”, then «well»."), ["no", "yes", "well"]);
        assert_eq!(found("„So“, he said."), ["So"]);
        assert_eq!(found("\"It is over, \"she said. \"We go home. \"He did not."), ["It is over, ", "We go home. "]);
    }

    #[test]
    fn single_marks_are_told_from_apostrophes() {
        assert_eq!(found("It's the boys' own 'last chance', they'd said."), ["last chance"]);
        assert_eq!(found("‘It isn’t the boys’ fault,’ she said. The farmers’ view differs."), ["It isn’t the boys’ fault,"]);
        assert_eq!(found("In the '90s the firm's owners' plans failed."), Vec::<String>::new());
        assert_eq!(found("Israel‘s army wasn‘t there."), Vec::<String>::new());
    }

    #[test]
    fn quotations_nest() {
        assert_eq!(found("“He said ‘never’ to me,” she said."), ["He said ‘never’ to me,", "^never"]);
        assert_eq!(found("\"They call it 'the pit' here.\""), ["They call it 'the pit' here.", "^the pit"]);
    }

    #[test]
    fn quotations_run_on_over_paragraphs() {
        assert_eq!(
            found("She said: \"We ran.\n\"Then it stopped.\"\n\"Good,\" he said."),
            ["We ran.", "+Then it stopped.", "Good,"]
        );
        assert_eq!(found("“One.\n“Two.\n“Three.”"), ["One.", "+Two.", "+Three."]);
        assert_eq!(found("A beam of 5\" broke.\nNobody saw."), Vec::<String>::new());
    }
}
