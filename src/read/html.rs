//! Web pages: the main text, and what the page says of its origin.

mod furniture;
mod main_text;
mod origin;
mod tree;

use std::sync::LazyLock;

use regex::Regex;

use self::tree::Tree;
pub use self::tree::is_block;
use super::bounds::{Bounds, PAGE_LIMIT};
use super::draft::{Draft, Fields};
use super::reader::{Contents, File, Reader};
use super::written::{Lines, Written};
use crate::error::Error;

/// So many closing tags make a page.
const TAGS: usize = 5;

pub struct Html;

impl Reader for Html {
    fn names(&self) -> &'static [&'static str] {
        &["HTML", "html", "htm", "xhtml"]
    }

    fn fits(&self, file: &File) -> bool {
        is_page(&file.start(), file.has_extension(&["md", "markdown"]))
    }

    fn read(&self, file: &File, contents: &mut Contents) -> Result<(), Error> {
        let source = file.text()?;
        let (text, fields) = page(&source, file.bounds)?;
        if text.is_blank() {
            return Err(
                Error::new("there is no text in it").help("a page that is filled by its scripts is to be saved from a browser")
            );
        }
        contents.add(Draft { name: file.name.to_string(), text, fields, whole: false }, file)
    }
}

/// The main text of a page, under its headline, and its fields. Lines are counted.
///
/// # Errors
/// When the page is too large.
pub fn page(source: &str, bounds: &Bounds) -> Result<(Written, Fields), Error> {
    let tree = parse(source, bounds)?;
    let fields = origin::fields(&tree);
    let text = main_text::main_text(&tree);
    let mut whole = headline(&tree, &text, fields.title.first().map(|title| title.value.as_str()));
    whole.append(&text);
    whole.locate(&Lines::new(source));
    Ok((whole, fields))
}

/// The text of a piece of HTML that is nothing but its text, such as the entry of a feed. Places are bytes of the piece.
///
/// # Errors
/// When it is too large.
pub fn fragment(source: &str, bounds: &Bounds) -> Result<Written, Error> {
    Ok(main_text::whole_text(&parse(source, bounds)?))
}

/// The same of a mail, without the messages that it quotes.
///
/// # Errors
/// When it is too large.
pub fn mail(source: &str, bounds: &Bounds) -> Result<Written, Error> {
    Ok(main_text::mail_text(&parse(source, bounds)?))
}

/// Whether a value is a piece of HTML rather than plain text.
pub fn is_fragment(text: &str) -> bool {
    static TAG: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)</(?:p|div|span|a|b|i|em|strong|ul|li|h[1-6])>|<(?:p|br|div)\s*/?>").expect("a fixed pattern")
    });
    TAG.is_match(text)
}

fn parse<'s>(source: &'s str, bounds: &Bounds) -> Result<Tree<'s>, Error> {
    if source.len() > PAGE_LIMIT {
        return Err(Error::new(format!("not read: a page larger than {} MB", PAGE_LIMIT / 1_000_000)));
    }
    Tree::parse(source, bounds)
}

/// The first heading, where it is the title of the page and the main text does not hold it.
fn headline(tree: &Tree, text: &Written, title: Option<&str>) -> Written {
    let mut best = Written::default();
    for heading in tree.elements("h1").take(3) {
        let mut words = Written::default();
        main_text::heading(tree, heading, &mut words);
        words.truncate(words.text.trim_end().len());
        let is_title = title.is_some_and(|title| !words.is_blank() && title.contains(words.text.trim()));
        if is_title && !text.text.contains(words.text.trim()) {
            best = words;
            break;
        }
    }
    best
}

/// A page, or a part of one; Markdown may hold tags.
fn is_page(start: &str, is_markdown: bool) -> bool {
    static CLOSING: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)</(?:p|div|span|a|li|ul|td|tr|h[1-6]|script|style|title|head)>").expect("a fixed pattern")
    });
    static OPENING: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:<\?xml[^>]*\?>|<!--.*?-->|\s)*<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])")
            .expect("a fixed pattern")
    });
    OPENING.is_match(start) || (!is_markdown && start.starts_with('<') && CLOSING.find_iter(start).count() >= TAGS)
}

#[cfg(test)]
mod tests;
