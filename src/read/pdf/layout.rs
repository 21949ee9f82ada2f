//! From letters on pages to paragraphs: words, lines, columns, and the lines that belong together.

use std::collections::{HashMap, HashSet};

use super::page::Glyph;
use crate::model::{Part, Spot};
use crate::read::written::Written;

/// Gaps in parts of the size of the font: between two words, and between two pieces of a line.
const WORD: f64 = 0.2;
const PIECE: f64 = 2.5;
/// The white between two columns, and the width that makes a column of text rather than one of a table.
const GUTTER: f64 = 0.8;
const COLUMN: f64 = 9.0;
/// Lines at the top and at the bottom of a page that may be those of every page.
const MARGIN: usize = 2;
/// So many pages make a line that all of them have a running head.
const REPEATED: usize = 3;
/// Boxes in boxes, when a page is cut into them.
const DEEPEST: usize = 64;

/// A line, or a piece of one that stands apart.
#[derive(Clone, Debug)]
struct Line {
    text: String,
    left: f64,
    right: f64,
    /// The line that the letters stand on; down is more.
    base: f64,
    size: f64,
}

/// The text of a file, in pieces that stay on their page.
#[derive(Debug, Default)]
pub struct Paragraphs {
    /// For each paragraph the page and the text of each of its lines.
    paragraphs: Vec<Vec<(usize, String)>>,
}

impl Paragraphs {
    /// The paragraphs of all pages.
    pub fn of(pages: Vec<Vec<Glyph>>) -> Self {
        let mut pages: Vec<Vec<Line>> = pages.into_iter().map(lines).collect();
        drop_running_heads(&mut pages);
        let mut all = Self::default();
        for (number, page) in (1..).zip(pages) {
            let mut boxes = Vec::new();
            cut(page, &mut boxes, 0);
            for (at, lines) in boxes.into_iter().enumerate() {
                all.add(number, &lines, at == 0);
            }
        }
        all
    }

    /// Adds the lines of a box; a sentence may go on from the page or the column before.
    fn add(&mut self, page: usize, lines: &[Line], is_first: bool) {
        let right = lines.iter().map(|line| line.right).fold(f64::MIN, f64::max);
        let step = common_step(lines);
        for (at, line) in lines.iter().enumerate() {
            let begins = match at.checked_sub(1).map(|before| &lines[before]) {
                Some(before) => begins_paragraph(before, line, right, step),
                None => {
                    !(self.is_open() && goes_on(&line.text)
                        || is_first && self.is_open() && !line.text.starts_with(char::is_uppercase))
                }
            };
            if begins || self.paragraphs.is_empty() {
                self.paragraphs.push(Vec::new());
            }
            if let Some(paragraph) = self.paragraphs.last_mut() {
                paragraph.push((page, line.text.trim().to_string()));
            }
        }
    }

    /// Whether the last paragraph ends in the middle of a sentence.
    fn is_open(&self) -> bool {
        let last = self.paragraphs.last().and_then(|paragraph| paragraph.last());
        last.is_some_and(|(_, text)| text.len() > 30 && !ends_sentence(text))
    }

    /// The text, each paragraph one line, words put together again.
    pub fn written(self) -> Written {
        let words: HashSet<String> =
            self.paragraphs.iter().flatten().flat_map(|(_, text)| text.split_whitespace()).map(bare).collect();
        let mut out = Written::default();
        for paragraph in self.paragraphs {
            out.paragraph();
            for (at, (page, text)) in paragraph.iter().enumerate() {
                let place = Spot { part: Some(Part::Page(*page)), point: None };
                let next = paragraph.get(at + 1).map(|(_, text)| text.as_str());
                match next.map(|next| joint(text, next, &words)) {
                    None => out.push(text, place, false),
                    Some(Joint::Blank) => out.push(&format!("{text} "), place, false),
                    Some(Joint::None) => out.push(text, place, false),
                    Some(Joint::DropHyphen) => out.push(text.trim_end_matches(['-', '\u{ad}', '\u{2010}']), place, false),
                }
            }
        }
        out
    }
}

/// How a line and the next one are put together.
enum Joint {
    Blank,
    None,
    DropHyphen,
}

/// A hyphen at the end of a line goes where the text has the word without one elsewhere, or the rest begins small.
fn joint(line: &str, next: &str, words: &HashSet<String>) -> Joint {
    if line.ends_with('\u{ad}') {
        return Joint::DropHyphen;
    }
    let Some(before) = line.strip_suffix(['-', '\u{2010}']) else {
        return if line.ends_with(['—', '/']) { Joint::None } else { Joint::Blank };
    };
    let first = before.split_whitespace().next_back().unwrap_or_default();
    let second = next.split_whitespace().next().unwrap_or_default();
    let letters = |word: &str, last: bool| {
        let letter = if last { word.chars().next_back() } else { word.chars().next() };
        letter.is_some_and(char::is_alphabetic)
    };
    if !letters(first, true) || !letters(second, false) {
        return if first.is_empty() || second.is_empty() { Joint::Blank } else { Joint::None };
    }
    let whole = bare(&format!("{first}{second}"));
    let hyphenated = bare(&format!("{first}-{second}"));
    let small = second.starts_with(char::is_lowercase);
    if words.contains(&hyphenated) || (!small && !words.contains(&whole)) { Joint::None } else { Joint::DropHyphen }
}

/// A word as it is looked up: small, without what stands around it.
fn bare(word: &str) -> String {
    word.trim_matches(|sign: char| !sign.is_alphanumeric()).to_lowercase()
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '\'', ')', ']']).ends_with(['.', '!', '?', ':', ';'])
}

fn goes_on(text: &str) -> bool {
    text.starts_with(char::is_lowercase)
}

/// The letters of a page as lines and pieces of lines, in the order in which they are drawn.
fn lines(glyphs: Vec<Glyph>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for glyph in glyphs {
        let is_blank = glyph.text.trim().is_empty();
        match lines.last_mut().filter(|line| line.takes(&glyph)) {
            Some(line) => line.add(&glyph),
            None if is_blank => {}
            None => lines.push(Line {
                left: glyph.x,
                right: glyph.x + glyph.width,
                base: glyph.y,
                size: glyph.size,
                text: glyph.text,
            }),
        }
    }
    lines.retain(|line| !line.text.trim().is_empty());
    join_pieces(lines)
}

impl Line {
    fn takes(&self, glyph: &Glyph) -> bool {
        let em = self.size.max(glyph.size).max(0.1);
        let gap = glyph.x - self.right;
        // A letter may stand higher or lower than its line: a footnote, an exponent.
        (glyph.y - self.base).abs() < em * 0.45 && gap > -em * 0.6 && gap < em * PIECE
    }

    fn add(&mut self, glyph: &Glyph) {
        let gap = glyph.x - self.right;
        if gap > self.size.max(0.1) * WORD && !self.text.ends_with(' ') && !glyph.text.starts_with(' ') {
            self.text.push(' ');
        }
        match glyph.text.as_str() {
            " " | "\u{a0}" if self.text.ends_with(' ') => {}
            text => self.text.push_str(text),
        }
        self.right = self.right.max(glyph.x + glyph.width);
        self.size = self.size.max(glyph.size);
    }
}

/// Pieces that were drawn apart but stand side by side without a gap are one line.
fn join_pieces(mut lines: Vec<Line>) -> Vec<Line> {
    lines.sort_by(|one, other| one.base.total_cmp(&other.base).then(one.left.total_cmp(&other.left)));
    let mut rows: Vec<Vec<Line>> = Vec::new();
    for line in lines {
        let is_row = |row: &Vec<Line>| {
            row.first().is_some_and(|first| (first.base - line.base).abs() < first.size.min(line.size).max(0.1) * 0.3)
        };
        match rows.last_mut().filter(|row| is_row(row)) {
            Some(row) => row.push(line),
            None => rows.push(vec![line]),
        }
    }
    let mut out = Vec::new();
    for mut row in rows {
        row.sort_by(|one, other| one.left.total_cmp(&other.left));
        let mut joined: Vec<Line> = Vec::new();
        for piece in row {
            match joined.last_mut() {
                Some(last) if piece.left - last.right < last.size * GUTTER && piece.left - last.right > -last.size * 0.5 => {
                    if piece.left - last.right > last.size * WORD {
                        last.text.push(' ');
                    }
                    last.text.push_str(&piece.text);
                    last.right = last.right.max(piece.right);
                }
                _ => joined.push(piece),
            }
        }
        out.extend(joined);
    }
    out
}

/// Leaves out lines at the edge of pages that many pages have, numbers apart, and those that are nothing but a number of a page.
fn drop_running_heads(pages: &mut [Vec<Line>]) {
    let key = |text: &str| text.chars().filter(|sign| !sign.is_ascii_digit() && !sign.is_whitespace()).collect::<String>();
    let edge = |at: usize, count: usize| at < MARGIN || at + MARGIN >= count;
    let mut counts: HashMap<String, usize> = HashMap::new();
    for page in pages.iter() {
        let keys: HashSet<String> =
            page.iter().enumerate().filter(|(at, _)| edge(*at, page.len())).map(|(_, line)| key(&line.text)).collect();
        keys.into_iter().for_each(|key| *counts.entry(key).or_default() += 1);
    }
    let needed = REPEATED.max(pages.len() / 3);
    let is_number = |text: &str| {
        let words: Vec<&str> = text.split_whitespace().collect();
        words.len() <= 4
            && words.iter().any(|word| word.bytes().all(|byte| byte.is_ascii_digit()) && word.len() <= 4)
            && words.iter().all(|word| {
                word.bytes().all(|byte| !byte.is_ascii_alphanumeric() || byte.is_ascii_digit())
                    || matches!(word.to_lowercase().as_str(), "page" | "of" | "p." | "pg.")
            })
    };
    for page in pages {
        let count = page.len();
        let mut at = 0;
        page.retain(|line| {
            at += 1;
            let is_edge = edge(at - 1, count) && count > 1;
            let repeated = counts.get(&key(&line.text)).is_some_and(|times| *times >= needed);
            !(is_edge && (repeated || is_number(&line.text)))
        });
    }
}

/// Cuts a page into boxes that are read one after the other: at the white between columns, and at that between rows.
fn cut(lines: Vec<Line>, out: &mut Vec<Vec<Line>>, depth: usize) {
    if lines.len() < 2 || depth > DEEPEST {
        if !lines.is_empty() {
            out.push(lines);
        }
        return;
    }
    if let Some(at) = gutter(&lines) {
        let (left, right): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(|line| line.left < at);
        cut(left, out, depth + 1);
        cut(right, out, depth + 1);
        return;
    }
    match row_gap(&lines) {
        Some(at) => {
            let (above, below): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(|line| line.base < at);
            cut(above, out, depth + 1);
            cut(below, out, depth + 1);
        }
        None => out.push(lines),
    }
}

/// The white that runs down between two columns of text, if there is one.
fn gutter(lines: &[Line]) -> Option<f64> {
    let size = median(lines.iter().map(|line| line.size));
    let mut order: Vec<&Line> = lines.iter().collect();
    order.sort_by(|one, other| one.left.total_cmp(&other.left));
    let mut right = f64::MIN;
    for (at, line) in order.iter().enumerate() {
        let (before, after) = order.split_at(at);
        if at > 0 && line.left - right > size * GUTTER && is_column(before, size) && is_column(after, size) {
            return Some((line.left + right) / 2.0);
        }
        right = right.max(line.right);
    }
    None
}

/// Whether lines are as long and as many as those of a column.
fn is_column(lines: &[&Line], size: f64) -> bool {
    lines.len() >= 3 && median(lines.iter().map(|line| line.right - line.left)) > size * COLUMN
}

/// The widest white between two rows, where some line spans what is in columns above or below it.
fn row_gap(lines: &[Line]) -> Option<f64> {
    let mut order: Vec<&Line> = lines.iter().collect();
    order.sort_by(|one, other| one.base.total_cmp(&other.base));
    // Only rows of several pieces can hide columns.
    let is_split = order.windows(2).any(|pair| (pair[0].base - pair[1].base).abs() < pair[0].size * 0.3);
    let gaps = order
        .windows(2)
        .map(|pair| (pair[1].base - pair[1].size - pair[0].base, (pair[0].base + pair[1].base - pair[1].size) / 2.0));
    let widest = gaps.filter(|(gap, _)| *gap > 0.0).max_by(|one, other| one.0.total_cmp(&other.0))?;
    is_split.then_some(widest.1)
}

/// The usual distance between two lines.
fn common_step(lines: &[Line]) -> f64 {
    median(lines.windows(2).map(|pair| pair[1].base - pair[0].base).filter(|step| *step > 0.0))
}

fn begins_paragraph(before: &Line, line: &Line, right: f64, step: f64) -> bool {
    let em = line.size.max(0.1);
    let same_row = (line.base - before.base).abs() < em * 0.3;
    let far = line.base - before.base > step.max(em) * 1.35;
    let other_font = (before.size - line.size).abs() > em * 0.15;
    let indented = line.left - before.left > em * 0.8;
    let ends_short = before.right < right - em * 4.0;
    let mark = line.text.starts_with(['•', '–', '▪', '‣', '*']);
    !same_row
        && (far
            || other_font
            || mark
            || (indented && (ends_sentence(&before.text) || ends_short))
            || (ends_short && ends_sentence(&before.text)))
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}
