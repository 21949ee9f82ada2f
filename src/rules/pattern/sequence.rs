//! Word-sequence patterns as written, for instance `{body} 's? {office} ,? {holder:person}`.
//!
//! A plain word matches the lower-case text of a token, `~word` its lemma, `[tag=VBN|VBD]` or `[pos!=ADJ]` its labels, `{name:type}` a
//! slot; `( | )` groups alternatives and `name:( .. )` also binds them; `x?` is optional, `x*3` at most three, `x+3` one to three times;
//! `!( .. )` must not follow; `^` and `$` are the ends of the sentence; a backslash takes the next character as it is.

use std::iter::Peekable;
use std::str::Chars;

use super::{Slot, SlotKind};

/// Larger patterns are refused: they are slow, and a mistake more often than not.
const MAX_NODES: usize = 250;
const MAX_REPEAT: usize = 12;

/// A compiled pattern over words.
#[derive(Clone, Debug, PartialEq)]
pub struct Sequence {
    pub(super) root: Node,
    /// As it was written.
    pub source: String,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Word(String),
    Lemma(String),
    Label { field: Field, values: Vec<String>, negated: bool },
    Slot(Slot),
    Bind(Slot, Box<Node>),
    All(Vec<Node>),
    Any(Vec<Node>),
    Repeat { node: Box<Node>, least: usize, most: usize },
    Not(Box<Node>),
    Start,
    End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Tag,
    Pos,
    Lemma,
    Dep,
}

impl Sequence {
    /// Compiles a pattern.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn parse(source: &str) -> Result<Self, String> {
        let mut parser = Parser { rest: source.chars().peekable(), nodes: 0 };
        let root = parser.choice()?;
        match parser.rest.next() {
            None => Ok(Self { root, source: source.to_string() }),
            Some(letter) => Err(format!("`{letter}` has no partner in `{source}`")),
        }
    }

    /// The slots that it may bind.
    pub fn slots(&self) -> Vec<Slot> {
        let mut slots = Vec::new();
        collect(&self.root, &mut slots);
        slots
    }
}

fn collect(node: &Node, slots: &mut Vec<Slot>) {
    match node {
        Node::Slot(slot) => slots.push(slot.clone()),
        Node::Bind(slot, node) => {
            slots.push(slot.clone());
            collect(node, slots);
        }
        Node::All(nodes) | Node::Any(nodes) => nodes.iter().for_each(|node| collect(node, slots)),
        Node::Repeat { node, .. } => collect(node, slots),
        _ => {}
    }
}

struct Parser<'a> {
    rest: Peekable<Chars<'a>>,
    nodes: usize,
}

impl Parser<'_> {
    fn choice(&mut self) -> Result<Node, String> {
        let mut choices = vec![self.all()?];
        while self.rest.next_if_eq(&'|').is_some() {
            choices.push(self.all()?);
        }
        Ok(if choices.len() == 1 { choices.remove(0) } else { Node::Any(choices) })
    }

    fn all(&mut self) -> Result<Node, String> {
        let mut nodes = Vec::new();
        loop {
            while self.rest.next_if(|letter| letter.is_whitespace()).is_some() {}
            match self.rest.peek() {
                None | Some('|' | ')') => break,
                Some(_) => {
                    let node = self.atom()?;
                    nodes.push(self.repeated(node)?);
                }
            }
        }
        if nodes.is_empty() {
            return Err("a pattern, group or alternative is empty".into());
        }
        Ok(if nodes.len() == 1 { nodes.remove(0) } else { Node::All(nodes) })
    }

    fn atom(&mut self) -> Result<Node, String> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            return Err(format!("the pattern is too large: more than {MAX_NODES} parts"));
        }
        match self.rest.peek().copied() {
            Some('(') => self.group(),
            Some('{') => Ok(Node::Slot(Slot::parse(&self.until('}')?))),
            Some('[') => label(&self.until(']')?),
            Some('!') => {
                self.rest.next();
                Ok(Node::Not(Box::new(self.group()?)))
            }
            Some('^') => self.rest.next().map(|_| Node::Start).ok_or_else(String::new),
            Some('$') => self.rest.next().map(|_| Node::End).ok_or_else(String::new),
            Some('~') => {
                self.rest.next();
                Ok(Node::Lemma(self.word()?))
            }
            _ => self.word_or_bound_group(),
        }
    }

    fn word_or_bound_group(&mut self) -> Result<Node, String> {
        let word = self.word()?;
        match word.strip_suffix(':') {
            Some(name) if !name.is_empty() && self.rest.peek() == Some(&'(') => {
                let slot = Slot { name: name.to_string(), kind: SlotKind::Phrase };
                Ok(Node::Bind(slot, Box::new(self.group()?)))
            }
            _ => Ok(Node::Word(word)),
        }
    }

    fn group(&mut self) -> Result<Node, String> {
        if self.rest.next_if_eq(&'(').is_none() {
            return Err("`!` must stand before a group, as in `!(and)`".into());
        }
        let node = self.choice()?;
        self.rest.next_if_eq(&')').map(|_| node).ok_or_else(|| "`(` is never closed".to_string())
    }

    fn until(&mut self, close: char) -> Result<String, String> {
        let open = self.rest.next().unwrap_or_default();
        let inside: String = std::iter::from_fn(|| self.rest.next_if(|letter| *letter != close)).collect();
        self.rest.next().ok_or_else(|| format!("`{open}` is never closed"))?;
        if inside.trim().is_empty() { Err(format!("`{open}{close}` is empty")) } else { Ok(inside) }
    }

    fn word(&mut self) -> Result<String, String> {
        let mut word = String::new();
        while let Some(letter) = self.rest.next_if(|letter| !letter.is_whitespace() && !"(){}[]|?*+".contains(*letter)) {
            match letter {
                '\\' => word.extend(self.rest.next()),
                _ => word.push(letter),
            }
        }
        match (word.is_empty(), self.rest.peek()) {
            (true, Some(letter)) => Err(format!("`{letter}` has nothing before it to repeat or close")),
            (true, None) => Err("the pattern ends where a word was expected".into()),
            _ => Ok(word.to_lowercase()),
        }
    }

    fn repeated(&mut self, node: Node) -> Result<Node, String> {
        let (least, most) = match self.rest.peek() {
            Some('?') => (0, 1),
            Some('*') => (0, 0),
            Some('+') => (1, 0),
            _ => return Ok(node),
        };
        self.rest.next();
        let digits: String = std::iter::from_fn(|| self.rest.next_if(char::is_ascii_digit)).collect();
        let most = if most == 1 {
            1
        } else {
            digits.parse().map_err(|_| "`*` and `+` need a bound, as in `[pos=ADJ]*3`".to_string())?
        };
        if most > MAX_REPEAT {
            return Err(format!("the pattern is too large: {most} repeats, at most {MAX_REPEAT} are allowed"));
        }
        Ok(Node::Repeat { node: Box::new(node), least, most })
    }
}

fn label(written: &str) -> Result<Node, String> {
    let (name, values) = written.split_once('=').ok_or_else(|| format!("`[{written}]` lacks `=`, as in `[tag=VBN]`"))?;
    let (name, negated) = name.strip_suffix('!').map_or((name, false), |name| (name, true));
    let field = match name.trim() {
        "tag" => Field::Tag,
        "pos" => Field::Pos,
        "lemma" => Field::Lemma,
        "dep" => Field::Dep,
        other => return Err(format!("`{other}` is not a label: one of tag, pos, lemma, dep")),
    };
    let values = values.split('|').map(|value| value.trim().to_string()).collect();
    Ok(Node::Label { field, values, negated })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_told_in_words() {
        for (pattern, problem) in [
            ("({office}", "`(` is never closed"),
            ("a | | b", "empty"),
            ("[colour=red]", "`colour` is not a label"),
            ("a*", "need a bound"),
            ("a*99", "too large"),
            ("{}", "`{}` is empty"),
            ("a )", "has no partner"),
        ] {
            let found = Sequence::parse(pattern).expect_err(pattern);
            assert!(found.contains(problem), "{pattern}: {found}");
        }
        assert!(Sequence::parse(&"a ".repeat(300)).expect_err("long").contains("too large"));
    }

    #[test]
    fn slots_are_listed_with_their_types() {
        let names = |pattern: &str| -> Vec<String> {
            let slots = Sequence::parse(pattern).expect(pattern).slots();
            slots.iter().map(|slot| format!("{}:{:?}", slot.name, slot.kind)).collect()
        };
        assert_eq!(names("{holder:person} (, {office})?"), ["holder:Person", "office:Office"]);
        assert_eq!(names("what:(nuclear ~weapon) {post}"), ["what:Phrase", "post:Defined(\"post\")"]);
    }
}
