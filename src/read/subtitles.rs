//! Subtitles in WebVTT and SRT: what is said, put together to sentences, each word with the time at which it is shown.

use std::sync::LazyLock;

use regex::Regex;

use super::draft::{Draft, Fields};
use super::reader::{Contents, File, Reader};
use super::written::{Lines, Written, at};
use crate::error::Error;
use crate::model::{Part, Spot};

/// A silence that ends a paragraph, in milliseconds.
const SILENCE: u64 = 4000;

/// The line of a cue that says when it is shown.
static TIMES: LazyLock<Regex> = LazyLock::new(|| {
    let time = r"(?:([0-9]{1,3}):)?([0-9]{2}):([0-9]{2})[.,]([0-9]{3})";
    Regex::new(&format!(r"^\s*{time}\s+-->\s+{time}")).expect("a fixed pattern")
});
/// Marks of voices, styles and places in a cue.
static TAG: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"<[^<>\n]{0,200}>|\{\\[^{}\n]{0,200}\}|&(?:nbsp|amp|lt|gt|lrm|rlm);|♪").expect("a fixed pattern")
});

pub struct Subtitles;

impl Reader for Subtitles {
    fn names(&self) -> &'static [&'static str] {
        &["subtitles", "vtt", "srt"]
    }

    fn fits(&self, file: &File) -> bool {
        let start = file.start();
        let mut lines = start.lines().map(str::trim).filter(|line| !line.is_empty());
        let (first, second) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
        let is_number = !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_digit());
        first == "WEBVTT" || first.starts_with("WEBVTT ") || TIMES.is_match(first) || (is_number && TIMES.is_match(second))
    }

    fn read(&self, file: &File, contents: &mut Contents) -> Result<(), Error> {
        let source = file.text()?;
        let mut speech = Speech::default();
        let (mut byte, mut in_cue) = (0, false);
        for line in source.split_inclusive('\n') {
            file.bounds.in_time()?;
            let text = line.trim_end();
            match times(text) {
                Some((start, end)) => {
                    speech.begin(start, end);
                    in_cue = true;
                }
                None if text.trim().is_empty() => in_cue = false,
                None if in_cue => speech.line(text, byte),
                None => {}
            }
            byte += line.len();
        }
        let mut text = speech.text;
        text.locate(&Lines::new(&source));
        contents.add(Draft { name: file.name.to_string(), text, fields: Fields::default(), whole: false }, file)
    }
}

/// When a cue begins and ends, in milliseconds.
fn times(line: &str) -> Option<(u64, u64)> {
    let found = TIMES.captures(line)?;
    let number = |at: usize| found.get(at).map_or(Some(0), |group| group.as_str().parse::<u64>().ok());
    let time = |at: usize| Some(((number(at)? * 60 + number(at + 1)?) * 60 + number(at + 2)?) * 1000 + number(at + 3)?);
    Some((time(1)?, time(5)?))
}

/// What is said so far.
#[derive(Default)]
struct Speech {
    text: Written,
    start: u64,
    end: u64,
    /// The last line: captions that roll show each line twice.
    last: String,
}

impl Speech {
    fn begin(&mut self, start: u64, end: u64) {
        if start.saturating_sub(self.end) > SILENCE && self.text.text.trim_end().ends_with(['.', '!', '?', '”', '"']) {
            self.text.paragraph();
        }
        (self.start, self.end) = (start, end);
    }

    fn line(&mut self, line: &str, byte: usize) {
        let place = |byte: usize| Spot { part: Some(Part::Time(self.start)), ..at(byte) };
        let mut words = Written::default();
        let mut from = 0;
        for tag in TAG.find_iter(line) {
            words.push(&line[from..tag.start()], place(byte + from), true);
            let meant = match tag.as_str() {
                "&amp;" => "&",
                "&lt;" => "<",
                "&gt;" => ">",
                "&nbsp;" => " ",
                _ => "",
            };
            words.push(meant, place(byte + tag.start()), false);
            from = tag.end();
        }
        words.push(&line[from..], place(byte + from), true);
        let said = words.text.trim().to_string();
        if said.is_empty() || said == self.last {
            return;
        }
        // A dash begins the words of somebody else.
        if said.starts_with(['-', '–', '—']) || said.starts_with(">>") {
            self.text.paragraph();
        } else if !self.text.text.is_empty() && !self.text.text.ends_with(char::is_whitespace) {
            self.text.insert(" ");
        }
        let skipped = words.text.len() - words.text.trim_start_matches([' ', '-', '–', '—', '>']).len();
        for (number, stretch) in words.stretches.iter().enumerate() {
            let end = words.stretches.get(number + 1).map_or(words.text.len(), |next| next.start);
            let start = stretch.start.max(skipped);
            if start < end
                && let Some(spot) = words.spot(start)
            {
                self.text.push(&words.text[start..end], spot, stretch.verbatim);
            }
        }
        self.last = said;
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Span;
    use crate::read::{Options, contents_of};

    fn read(text: &str) -> crate::model::Document {
        contents_of("a.txt", text.as_bytes().to_vec(), &Options::default()).expect("subtitles").documents.remove(0)
    }

    #[test]
    fn cues_become_sentences_with_times() {
        let vtt = "WEBVTT - mill\nKind: captions\n\nNOTE\nwritten by hand\n\nSTYLE\n::cue { color: red }\n\nintro\n00:01.000 --> 00:03.000 align:start\n<v Ada Lind>The mill of Tarva\n\n\
            00:03.000 --> 00:05.500\n<i>burned</i> down &amp; two people\n\n00:05.500 --> 00:07.000\nwere hurt.\n\n01:00:20.000 --> 01:00:22.000\n- Nobody saw it.\n";
        let document = read(vtt);
        assert_eq!(document.text, "The mill of Tarva burned down & two people were hurt.\n\nNobody saw it.");
        let time = |words: &str| {
            let start = document.text.find(words).expect("the words");
            (document.place(Span::new(start, start + words.len())).and_then(|place| place.time), document.location(start))
        };
        assert_eq!(time("two people"), (Some("00:00:03.000".into()), (15, 26)));
        assert_eq!(time("Nobody"), (Some("01:00:20.000".into()), (21, 3)));
    }

    #[test]
    fn srt_has_numbers_and_commas() {
        let srt = "\u{feff}1\r\n00:00:01,000 --> 00:00:03,000\r\n{\\an8}The mill burned.\r\n\r\n2\r\n00:00:03,000 --> 00:00:05,000\r\nThe mill burned.\r\nNobody was hurt.\r\n";
        assert_eq!(read(srt).text, "The mill burned. Nobody was hurt.");
    }
}
