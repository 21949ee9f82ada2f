//! A page as a tree of its elements, every text with its place in the file.
//!
//! The tokens are those of the HTML standard; of its rules for building the tree only those are kept that matter for text: void
//! elements, end tags that may be left out, and a bound on depth.

use std::collections::HashMap;

use html5gum::{DefaultEmitter, Span, Spanned, StartTag, Token, Tokenizer};

use crate::error::Error;
use crate::read::bounds::Bounds;
use crate::read::written::{Written, at};

/// Elements deeper than this are siblings, as in browsers.
const DEEPEST: usize = 500;
/// Nodes of one page.
const MOST: usize = 400_000;
/// Open elements that are looked at for one whose end tag was left out.
const NEAR: usize = 16;
/// Tokens between two looks at the clock.
const OFTEN: usize = 4096;

const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Elements that break a line before and after themselves.
const BLOCKS: [&str; 43] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "ul",
    "title",
];
/// Attributes that are asked for.
const ATTRIBUTES: [&str; 18] = [
    "aria-hidden",
    "class",
    "content",
    "data-testid",
    "datetime",
    "hidden",
    "href",
    "http-equiv",
    "id",
    "itemprop",
    "itemtype",
    "lang",
    "name",
    "property",
    "rel",
    "role",
    "style",
    "type",
];

/// A page.
#[derive(Debug, Default)]
pub struct Tree<'s> {
    source: &'s str,
    pub nodes: Vec<Node>,
}

#[derive(Debug, Default)]
pub struct Node {
    pub kind: Kind,
    pub parent: usize,
    pub children: Vec<usize>,
}

#[derive(Debug, Default)]
pub enum Kind {
    #[default]
    Root,
    Element {
        name: String,
        attributes: Vec<(&'static str, String)>,
    },
    /// Bytes of the source, and what they say where that is something else.
    Text {
        start: usize,
        end: usize,
        decoded: Option<String>,
    },
}

pub fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

impl<'s> Tree<'s> {
    /// # Errors
    /// When the page has too many elements, or takes too long.
    pub fn parse(source: &'s str, bounds: &Bounds) -> Result<Self, Error> {
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        let mut build = Build { tree: Tree { source, nodes: vec![Node::default()] }, open: vec![0], counts: HashMap::new() };
        for (number, token) in Tokenizer::new_with_emitter(source, emitter).enumerate() {
            if number % OFTEN == 0 {
                bounds.in_time()?;
            }
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => build.start(tag),
                Token::EndTag(tag) => build.end(&String::from_utf8_lossy(&tag.name)),
                Token::String(text) => build.text(text),
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
            if build.tree.nodes.len() > MOST {
                return Err(Error::new(format!("not read: a page of more than {MOST} elements")));
            }
        }
        Ok(build.tree)
    }

    /// The name of an element, empty for what is none.
    pub fn name(&self, node: usize) -> &str {
        match &self.nodes[node].kind {
            Kind::Element { name, .. } => name,
            _ => "",
        }
    }

    pub fn attribute(&self, node: usize, wanted: &str) -> Option<&str> {
        let Kind::Element { attributes, .. } = &self.nodes[node].kind else { return None };
        attributes.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value.as_str())
    }

    /// The elements of a name, in the order of the page.
    pub fn elements<'t>(&'t self, wanted: &'t str) -> impl Iterator<Item = usize> + 't {
        (0..self.nodes.len()).filter(move |node| self.name(*node) == wanted)
    }

    pub fn ancestors(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(node), |node| (*node != 0).then(|| self.nodes[*node].parent)).skip(1)
    }

    /// The letters of a text, blanks as they stand in the file.
    pub fn text(&self, node: usize) -> &str {
        match &self.nodes[node].kind {
            Kind::Text { start, end, decoded } => decoded.as_deref().unwrap_or(&self.source[*start..*end]),
            _ => "",
        }
    }

    /// The text below an element as it stands, for scripts and titles.
    pub fn raw_text(&self, node: usize) -> String {
        self.nodes[node].children.iter().map(|child| self.text(*child)).collect()
    }

    /// Adds a text to what is written; runs of blanks become one, unless the text is set as it stands.
    pub fn write_text(&self, node: usize, as_it_stands: bool, out: &mut Written) {
        let Kind::Text { start, end, decoded } = &self.nodes[node].kind else { return };
        let source = &self.source[*start..*end];
        let mut letter = |letter: char, byte: usize, verbatim: bool| {
            let mut buffer = [0; 4];
            match letter {
                '\r' => {}
                _ if as_it_stands || !letter.is_ascii_whitespace() => {
                    out.push(letter.encode_utf8(&mut buffer), at(byte), verbatim)
                }
                _ if out.text.is_empty() || out.text.ends_with(char::is_whitespace) => {}
                _ => out.push(" ", at(byte), letter == ' '),
            }
        };
        match decoded {
            None => source.char_indices().for_each(|(byte, sign)| letter(sign, start + byte, true)),
            Some(decoded) => aligned(source, decoded, |sign, byte, verbatim| letter(sign, start + byte, verbatim)),
        }
    }
}

/// Goes through a text that holds references to characters (`&amp;`), as written and as meant.
fn aligned(source: &str, decoded: &str, mut letter: impl FnMut(char, usize, bool)) {
    let mut left = decoded;
    let mut byte = 0;
    while let Some(sign) = left.chars().next() {
        let here = source.get(byte..).unwrap_or_default();
        if here.starts_with('\r') && !left.starts_with('\r') {
            byte += 1;
        } else if here.starts_with('&')
            && let Some((length, letters)) = reference(here, left)
        {
            left[..letters].chars().for_each(|sign| letter(sign, byte, false));
            left = &left[letters..];
            byte += length;
        } else {
            letter(sign, byte.min(source.len()), here.starts_with(sign));
            left = &left[sign.len_utf8()..];
            byte += here.chars().next().map_or(0, char::len_utf8);
        }
    }
}

/// Bytes of the reference that a source begins with, and of the letters that it stands for: such that what follows agrees.
fn reference(source: &str, decoded: &str) -> Option<(usize, usize)> {
    let name = source[1..].find(|sign: char| !sign.is_ascii_alphanumeric() && sign != '#').map_or(source.len(), |end| end + 1);
    let length = name + usize::from(source[name..].starts_with(';'));
    if length < 2 || decoded.starts_with(&source[..length]) {
        return None;
    }
    let next = source[length..].chars().next();
    let mut ends = decoded.char_indices().map(|(at, _)| at).chain([decoded.len()]).skip(1).take(2);
    let agrees = |end: &usize| match (next, decoded[*end..].chars().next()) {
        (None, None) => true,
        (Some(one), Some(other)) => one == other || one == '&' || one == '\r',
        _ => false,
    };
    ends.find(agrees).map(|letters| (length, letters)).or_else(|| Some((length, decoded.chars().next()?.len_utf8())))
}

/// A tree under way.
struct Build<'s> {
    tree: Tree<'s>,
    /// The elements that are open, the root first.
    open: Vec<usize>,
    counts: HashMap<String, usize>,
}

impl Build<'_> {
    fn start(&mut self, tag: StartTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        self.close_implied(&name);
        let attributes = ATTRIBUTES
            .iter()
            .filter_map(|wanted| Some((*wanted, String::from_utf8_lossy(tag.attributes.get(wanted.as_bytes())?).into_owned())))
            .collect();
        let closed = VOID.contains(&name.as_str()) || (tag.self_closing && matches!(name.as_str(), "svg" | "path"));
        let node = self.add(Kind::Element { name: name.clone(), attributes });
        if !closed && self.open.len() < DEEPEST {
            self.open.push(node);
            *self.counts.entry(name).or_default() += 1;
        }
    }

    fn add(&mut self, kind: Kind) -> usize {
        let (parent, node) = (self.open.last().copied().unwrap_or(0), self.tree.nodes.len());
        self.tree.nodes.push(Node { kind, parent, children: Vec::new() });
        self.tree.nodes[parent].children.push(node);
        node
    }

    /// Closes what a start tag closes without an end tag.
    fn close_implied(&mut self, name: &str) {
        let (closes, within): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "tr" => (&["tr"], &["table", "tbody", "thead"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "option" => (&["option"], &["select"]),
            "body" => (&["head"], &["html"]),
            _ if is_block(name) => (&["p"], &["div", "td", "th", "li", "section", "article", "blockquote", "button", "object"]),
            _ => return,
        };
        if !closes.iter().any(|name| self.counts.get(*name).is_some_and(|count| *count > 0)) {
            return;
        }
        let found = self.open.iter().enumerate().rev().take(NEAR).find_map(|(at, node)| {
            let name = self.tree.name(*node);
            (closes.contains(&name) || within.contains(&name)).then(|| (at, closes.contains(&name)))
        });
        if let Some((at, true)) = found {
            self.close_to(at);
        }
    }

    fn end(&mut self, name: &str) {
        if self.counts.get(name).is_none_or(|count| *count == 0) {
            return;
        }
        let is_inline = !is_block(name);
        let found = self.open.iter().rposition(|node| self.tree.name(*node) == name);
        // The end of `<b>` does not close the paragraph that it stands in.
        let crosses = |at: usize| is_inline && self.open[at + 1..].iter().any(|node| is_block(self.tree.name(*node)));
        if let Some(at) = found.filter(|at| !crosses(*at)) {
            self.close_to(at);
        }
    }

    /// Closes the open elements from one on.
    fn close_to(&mut self, at: usize) {
        for node in self.open.split_off(at.max(1)) {
            if let Some(count) = self.counts.get_mut(self.tree.name(node)) {
                *count -= 1;
            }
        }
    }

    fn text(&mut self, text: Spanned<html5gum::HtmlString, usize>) {
        let Span { start, end } = text.span;
        let source = self.tree.source;
        let (start, end) = (start.min(source.len()), end.min(source.len()));
        if !source.is_char_boundary(start) || !source.is_char_boundary(end) || start > end {
            return;
        }
        let as_written = source.as_bytes()[start..end] == **text;
        let decoded = (!as_written).then(|| String::from_utf8_lossy(&text).into_owned());
        self.add(Kind::Text { start, end, decoded });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<(String, Vec<usize>)> {
        let tree = Tree::parse(source, &Bounds::new()).expect("a page");
        let text = |node: usize| {
            let mut out = Written::default();
            tree.write_text(node, false, &mut out);
            let places = out.text.char_indices().filter_map(|(at, _)| Some(out.spot(at)?.point?.byte)).collect();
            (out.text, places)
        };
        (0..tree.nodes.len()).filter(|node| matches!(tree.nodes[*node].kind, Kind::Text { .. })).map(text).collect()
    }

    #[test]
    fn letters_know_their_place() {
        assert_eq!(texts("<p>a &amp; b"), [("a & b".into(), vec![3, 4, 5, 10, 11])]);
        assert_eq!(texts("x&#8217;s&nbsp;y"), [("x’s\u{a0}y".into(), vec![0, 1, 8, 9, 15])]);
        assert_eq!(texts("R&D\r\n  now"), [("R&D now".into(), vec![0, 1, 2, 4, 7, 8, 9])]);
        assert_eq!(texts("a&&lt;b"), [("a&<b".into(), vec![0, 1, 2, 6])]);
    }

    #[test]
    fn end_tags_may_be_left_out_and_misplaced() {
        let tree = Tree::parse("<p>one<p>two<div>three</b></div><ul><li>a<li>b</ul><p>c", &Bounds::new()).expect("a page");
        let parents: Vec<&str> = (0..tree.nodes.len())
            .filter(|node| matches!(tree.nodes[*node].kind, Kind::Text { .. }))
            .map(|node| tree.name(tree.nodes[node].parent))
            .collect();
        assert_eq!(parents, ["p", "p", "div", "li", "li", "p"]);
        assert!(tree.elements("p").all(|p| tree.nodes[p].parent == 0));
    }

    #[test]
    fn depth_and_number_are_bounded() {
        let page = "<div>".repeat(100_000);
        let deep = Tree::parse(&page, &Bounds::new()).expect("a page");
        assert!(deep.ancestors(deep.nodes.len() - 1).count() <= DEEPEST);
        assert!(Tree::parse(&"<b>".repeat(MOST + 1), &Bounds::new()).is_err());
    }
}
