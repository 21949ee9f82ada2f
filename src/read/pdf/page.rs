//! The letters that a page draws, with their places.
//!
//! Of the operators of a page only those are followed that move the pen or draw letters; what is marked as an artifact (running heads,
//! page numbers) is no part of the text.

use std::collections::HashSet;
use std::sync::Arc;

use hayro_font::hayro_cmap::BfString;
use hayro_font::kurbo::{Affine, Point};
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn, StandardFont};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Dict, Number, Object};
use hayro_syntax::page::{Page, Resources};

use crate::error::Error;
use crate::read::bounds::Bounds;

/// Forms in forms.
const DEEPEST: usize = 10;
/// Letters of one page.
const MOST: usize = 200_000;
/// Operators between two looks at the clock.
const OFTEN: usize = 2048;
/// States that are saved on top of each other.
const SAVED: usize = 256;

/// A letter, or a few that are drawn as one, in a system that grows to the right and down.
#[derive(Clone, Debug, PartialEq)]
pub struct Glyph {
    pub text: String,
    pub x: f64,
    pub y: f64,
    pub width: f64,
    /// The height of the font.
    pub size: f64,
}

/// Reads pages, keeping the fonts that they share.
pub struct Glyphs<'a> {
    fonts: FontCache<'a>,
    resolver: FontResolverFn,
    cmaps: CMapResolverFn,
    /// Letters that were read, and those that the fonts have no meaning for.
    pub known: usize,
    pub unknown: usize,
}

/// The state of the graphics that matters for letters.
#[derive(Clone)]
struct State<'a> {
    matrix: Affine,
    font: Option<Font<'a>>,
    size: f64,
    character_space: f64,
    word_space: f64,
    scale: f64,
    leading: f64,
    rise: f64,
}

/// A page under way.
struct Drawing<'g, 'a> {
    glyphs: &'g mut Glyphs<'a>,
    bounds: &'g Bounds,
    state: State<'a>,
    saved: Vec<State<'a>>,
    text: Affine,
    line: Affine,
    /// Whether each open piece of marked content is an artifact.
    marked: Vec<bool>,
    found: Vec<Glyph>,
    seen: HashSet<(i64, i64, String)>,
    count: usize,
}

impl<'a> Glyphs<'a> {
    pub fn new() -> Self {
        let standard = |query: &FontQuery| match query {
            FontQuery::Standard(font) => Some(font.get_font_data()),
            FontQuery::Fallback(font) => Some(font.pick_standard_font().get_font_data()),
        };
        Self {
            fonts: FontCache::new(),
            resolver: Arc::new(standard),
            cmaps: Arc::new(hayro_font::hayro_cmap::load_embedded),
            known: 0,
            unknown: 0,
        }
    }

    /// The letters of a page in the order in which they are drawn.
    ///
    /// # Errors
    /// When it takes too long, or draws too many.
    pub fn of(&mut self, page: &Page<'a>, bounds: &Bounds) -> Result<Vec<Glyph>, Error> {
        let matrix = Affine::new(page.initial_transform(true).as_coeffs());
        let state =
            State { matrix, font: None, size: 1.0, character_space: 0.0, word_space: 0.0, scale: 1.0, leading: 0.0, rise: 0.0 };
        let mut drawing = Drawing {
            glyphs: self,
            bounds,
            state,
            saved: Vec::new(),
            text: Affine::IDENTITY,
            line: Affine::IDENTITY,
            marked: Vec::new(),
            found: Vec::new(),
            seen: HashSet::new(),
            count: 0,
        };
        drawing.run(page.typed_operations(), page.resources(), 0)?;
        Ok(drawing.found)
    }
}

fn affine(numbers: [&Number; 6]) -> Affine {
    Affine::new(numbers.map(Number::as_f64))
}

impl<'a> Drawing<'_, 'a> {
    fn run(&mut self, mut operations: TypedIter<'_>, resources: &Resources<'a>, depth: usize) -> Result<(), Error> {
        let (saved, marked) = (self.saved.len(), self.marked.len());
        while let Some(operation) = operations.next() {
            self.count += 1;
            if self.count.is_multiple_of(OFTEN) {
                self.bounds.in_time()?;
            }
            if self.found.len() > MOST {
                return Err(Error::new(format!("not read: a page of more than {MOST} letters")));
            }
            self.operate(&operation, resources, depth)?;
        }
        self.marked.truncate(marked);
        if let Some(state) = self.saved.drain(saved.min(self.saved.len())..).next() {
            self.state = state;
        }
        Ok(())
    }

    fn operate(&mut self, operation: &Op, resources: &Resources<'a>, depth: usize) -> Result<(), Error> {
        match operation {
            Op::SaveState(_) if self.saved.len() < SAVED => self.saved.push(self.state.clone()),
            Op::RestoreState(_) => self.state = self.saved.pop().unwrap_or_else(|| self.state.clone()),
            Op::Transform(m) => self.state.matrix *= affine([&m.0, &m.1, &m.2, &m.3, &m.4, &m.5]),
            Op::BeginText(_) => (self.text, self.line) = (Affine::IDENTITY, Affine::IDENTITY),
            Op::SetTextMatrix(m) => {
                self.line = affine([&m.0, &m.1, &m.2, &m.3, &m.4, &m.5]);
                self.text = self.line;
            }
            Op::TextFont(font) => {
                let dict = resources.get_font(font.0);
                self.state.font = dict.and_then(|dict| self.glyphs.fonts.font(&dict, &self.glyphs.resolver, &self.glyphs.cmaps));
                self.state.size = font.1.as_f64();
            }
            Op::CharacterSpacing(space) => self.state.character_space = space.0.as_f64(),
            Op::WordSpacing(space) => self.state.word_space = space.0.as_f64(),
            Op::HorizontalScaling(scale) => self.state.scale = scale.0.as_f64() / 100.0,
            Op::TextLeading(leading) => self.state.leading = leading.0.as_f64(),
            Op::TextRise(rise) => self.state.rise = rise.0.as_f64(),
            Op::NextLine(step) => self.next_line(step.0.as_f64(), step.1.as_f64()),
            Op::NextLineAndSetLeading(step) => {
                self.state.leading = -step.1.as_f64();
                self.next_line(step.0.as_f64(), step.1.as_f64());
            }
            Op::NextLineUsingLeading(_) => self.next_line(0.0, -self.state.leading),
            Op::ShowText(text) => self.show(text.0.as_bytes()),
            Op::NextLineAndShowText(text) => {
                self.next_line(0.0, -self.state.leading);
                self.show(text.0.as_bytes());
            }
            Op::ShowTextWithParameters(text) => {
                (self.state.word_space, self.state.character_space) = (text.0.as_f64(), text.1.as_f64());
                self.next_line(0.0, -self.state.leading);
                self.show(text.2.as_bytes());
            }
            Op::ShowTexts(parts) => {
                for part in parts.0.iter::<Object>() {
                    match part {
                        Object::Number(shift) => self.shift(-shift.as_f64() / 1000.0 * self.state.size * self.state.scale),
                        Object::String(text) => self.show(text.as_bytes()),
                        _ => {}
                    }
                }
            }
            Op::BeginMarkedContent(tag) => self.marked.push(tag.0.as_ref() == b"Artifact"),
            Op::BeginMarkedContentWithProperties(tag) => self.marked.push(tag.0.as_ref() == b"Artifact"),
            Op::EndMarkedContent(_) => {
                self.marked.pop();
            }
            Op::XObject(object) if depth < DEEPEST => self.form(object.0, resources, depth)?,
            _ => {}
        }
        Ok(())
    }

    /// Draws a form, which has resources of its own.
    fn form(&mut self, name: &hayro_syntax::object::Name, resources: &Resources<'a>, depth: usize) -> Result<(), Error> {
        let Some(stream) = resources.get_x_object(name) else { return Ok(()) };
        let dict = stream.dict();
        let is_form = dict.get::<hayro_syntax::object::Name>(b"Subtype").is_some_and(|sort| sort.as_ref() == b"Form");
        let Some(content) = is_form.then(|| stream.decoded_data().ok()).flatten() else { return Ok(()) };
        let own = dict.get::<Dict>(b"Resources").map(Resources::new);
        let before = (self.state.clone(), self.text, self.line);
        if let Some(matrix) = dict.get::<[f64; 6]>(b"Matrix") {
            self.state.matrix *= Affine::new(matrix);
        }
        self.run(TypedIter::new(content.as_ref()), own.as_ref().unwrap_or(resources), depth + 1)?;
        (self.state, self.text, self.line) = before;
        Ok(())
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line *= Affine::translate((x, y));
        self.text = self.line;
    }

    fn shift(&mut self, x: f64) {
        self.text *= Affine::translate((x, 0.0));
    }

    fn show(&mut self, bytes: &[u8]) {
        if self.state.font.is_none() {
            self.state.font = self.glyphs.fonts.standard_font(StandardFont::Helvetica, &self.glyphs.resolver);
        }
        let Some(font) = self.state.font.clone() else { return };
        let is_text = !self.marked.contains(&true);
        let mut at = 0;
        while at < bytes.len() {
            let (code, length) = font.read_code(bytes, at);
            at += length.max(1);
            let advance = font.code_advance(code);
            let space = if code == 32 && length == 1 { self.state.word_space } else { 0.0 };
            let width = advance.x / 1000.0 * self.state.size * self.state.scale;
            if is_text {
                self.draw(&font, code, width);
            }
            match font.is_horizontal() {
                true => self.shift(width + (self.state.character_space + space) * self.state.scale),
                false => {
                    let down = advance.y / 1000.0 * self.state.size + self.state.character_space + space;
                    self.text *= Affine::translate((0.0, down));
                }
            }
        }
    }

    fn draw(&mut self, font: &Font<'a>, code: u32, width: f64) {
        let meaning = match font.glyph(font.map_code(code), code) {
            FontGlyph::Outline(glyph) => glyph.as_unicode(),
            FontGlyph::Type3(glyph) => glyph.as_unicode(),
        };
        let text = match meaning {
            Some(BfString::Char(letter)) => letter.to_string(),
            Some(BfString::String(letters)) => letters,
            None => {
                self.glyphs.unknown += 1;
                return;
            }
        };
        let place = self.state.matrix * self.text * Affine::translate((0.0, self.state.rise));
        let [a, b, c, d, ..] = place.as_coeffs();
        // Upright text alone is read: what runs up the margin is none of the story.
        if a <= 0.0 || b.abs() > a.abs() * 0.2 {
            return;
        }
        let Point { x, y } = place * Point::ZERO;
        let size = c.hypot(d) * self.state.size.abs();
        let is_control = text.chars().all(|letter| letter.is_control() || letter == '\u{fffd}');
        // Letters that are drawn twice to look bold are one.
        if is_control || !x.is_finite() || !y.is_finite() || !self.seen.insert(((x * 2.0) as i64, (y * 2.0) as i64, text.clone()))
        {
            return;
        }
        self.glyphs.known += 1;
        self.found.push(Glyph { text, x, y, width: width.abs() * a.hypot(b), size });
    }
}
