//! The main text of a page, without what stands around it.
//!
//! After the scoring of Readability (Arc90, later Mozilla): paragraphs lend weight to the elements that hold them, links take it away,
//! and names of classes count as hints. The element of most weight holds the article, together with those of its neighbours that look
//! like more of it.

use std::collections::BTreeMap;

use super::furniture::Page;
use super::tree::{Kind, Tree, is_block};
use crate::read::written::Written;

/// Letters of a paragraph that counts.
const PARAGRAPH: usize = 25;
/// Letters of a text that is enough for an article; with less, names of classes are not asked.
const ENOUGH: usize = 400;

/// Writes the main text of a page.
pub fn main_text(tree: &Tree) -> Written {
    let strict = Page::new(tree, true);
    let text = strict.article();
    if strict.length(&text) >= ENOUGH {
        return text;
    }
    let all = Page::new(tree, false);
    let lenient = all.article();
    if lenient.text.trim().len() > text.text.trim().len() { lenient } else { text }
}

/// Writes all that a piece of HTML shows, for parts of feeds and mails that are nothing but their text.
pub fn whole_text(tree: &Tree) -> Written {
    let page = Page::new(tree, false);
    let mut out = Written::default();
    page.write(0, &mut out);
    out
}

/// Writes what a mail shows, without the messages that it quotes.
pub fn mail_text(tree: &Tree) -> Written {
    let mut page = Page::new(tree, false);
    for node in 1..tree.nodes.len() {
        page.dropped[node] |= page.dropped[tree.nodes[node].parent] || page.is_quoted(node);
    }
    let mut out = Written::default();
    page.write(0, &mut out);
    out
}

/// Writes the words of a heading.
pub fn heading(tree: &Tree, node: usize, out: &mut Written) {
    tree.nodes[node].children.iter().for_each(|child| match tree.nodes[*child].kind {
        Kind::Text { .. } => tree.write_text(*child, false, out),
        _ => heading(tree, *child, out),
    });
}

impl Page<'_, '_> {
    /// The article with its neighbours.
    fn article(&self) -> Written {
        let mut out = Written::default();
        let scores = self.scores();
        let best = self.marked().or_else(|| self.best(&scores)).unwrap_or(0);
        let parent = self.tree.nodes[best].parent;
        let score = scores.get(&best).copied().unwrap_or(0.0);
        if best == 0 {
            self.write(0, &mut out);
            return out;
        }
        for &node in &self.tree.nodes[parent].children {
            if node == best || self.belongs(node, best, score, &scores) {
                self.write(node, &mut out);
                out.paragraph();
            }
        }
        out
    }

    /// The element that the page itself marks as the body of its article, if it marks one.
    fn marked(&self) -> Option<usize> {
        let body = |node: &usize| {
            self.tree.attribute(*node, "itemprop").is_some_and(|value| value.split_whitespace().any(|word| word == "articleBody"))
        };
        let mut found = (1..self.tree.nodes.len()).filter(|node| !self.dropped[*node]).filter(body);
        let first = found.next()?;
        let alone = found.next().is_none();
        (alone && self.letters[first] >= ENOUGH && self.letters[first] * 3 > self.letters[0]).then_some(first)
    }

    /// What paragraphs lend to the elements around them, less for links.
    fn scores(&self) -> BTreeMap<usize, f64> {
        let mut scores: BTreeMap<usize, f64> = BTreeMap::new();
        for node in (1..self.tree.nodes.len()).filter(|node| !self.dropped[*node]) {
            let Some((prose, itself)) = self.prose(node) else { continue };
            let sum = |counts: &[usize]| prose.iter().map(|part| counts[*part]).sum::<usize>();
            let (letters, commas) = (sum(&self.letters), sum(&self.commas));
            if letters < PARAGRAPH {
                continue;
            }
            let score = 1.0 + commas as f64 + (letters as f64 / 100.0).floor().min(3.0);
            let around = itself.into_iter().chain(self.tree.ancestors(node)).filter(|above| *above != 0);
            for (level, above) in around.take(5).enumerate() {
                let share = match level {
                    0 => 1.0,
                    1 => 2.0,
                    _ => level as f64 * 3.0,
                };
                *scores.entry(above).or_insert_with(|| self.first_score(above)) += score / share;
            }
        }
        for (node, score) in &mut scores {
            *score *= 1.0 - self.link_density(*node);
        }
        scores
    }

    /// The nodes that hold the prose of a paragraph: an element of its own, or the text that stands in a box between other boxes. Then the
    /// box is around it.
    fn prose(&self, node: usize) -> Option<(Vec<usize>, Option<usize>)> {
        match self.tree.name(node) {
            "p" | "pre" | "td" => Some((vec![node], None)),
            "div" | "section" | "blockquote" | "li" => {
                let children = &self.tree.nodes[node].children;
                let own = |child: &usize| matches!(self.tree.nodes[*child].kind, Kind::Text { .. }) && self.letters[*child] > 0;
                let (boxes, inline): (Vec<usize>, Vec<usize>) =
                    children.iter().partition(|child| is_block(self.tree.name(**child)));
                children.iter().any(own).then(|| if boxes.is_empty() { (vec![node], None) } else { (inline, Some(node)) })
            }
            _ => None,
        }
    }

    fn first_score(&self, node: usize) -> f64 {
        let name = match self.tree.name(node) {
            "div" | "article" | "main" => 5.0,
            "pre" | "td" | "blockquote" => 3.0,
            "address" | "ol" | "ul" | "dl" | "dd" | "dt" | "li" | "form" => -3.0,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "th" => -5.0,
            _ => 0.0,
        };
        name + self.weight(node)
    }

    /// The element of most weight; one around it that holds other good ones, too, is better.
    fn best(&self, scores: &BTreeMap<usize, f64>) -> Option<usize> {
        let mut order: Vec<(usize, f64)> = scores.iter().map(|(node, score)| (*node, *score)).collect();
        order.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        let (mut best, top) = *order.first()?;
        let good: Vec<usize> =
            order.iter().skip(1).take(4).filter(|(_, score)| *score >= top * 0.75).map(|(node, _)| *node).collect();
        let shared = self.tree.ancestors(best).find(|above| {
            let holds = |node: &usize| self.tree.ancestors(*node).any(|other| other == *above);
            good.iter().filter(|node| holds(node)).count() >= 3
        });
        best = shared.filter(|shared| *shared != 0 && self.tree.name(*shared) != "body").unwrap_or(best);
        best = self.climb(best, scores);
        Some(self.only_child(best))
    }

    /// Goes up as long as what is around scores better: an article may be split over boxes.
    fn climb(&self, from: usize, scores: &BTreeMap<usize, f64>) -> usize {
        let mut last = scores.get(&from).copied().unwrap_or(0.0);
        let least = last / 3.0;
        let inside = self.tree.ancestors(from).take_while(|above| *above != 0 && self.tree.name(*above) != "body");
        for (above, score) in inside.filter_map(|above| Some((above, *scores.get(&above)?))) {
            if score < least {
                break;
            }
            if score > last {
                return above;
            }
            last = score;
        }
        from
    }

    /// An element that is all of the one around it has its neighbours there.
    fn only_child(&self, from: usize) -> usize {
        let mut best = from;
        for above in self.tree.ancestors(from) {
            if above == 0 || self.tree.name(above) == "body" || self.letters[above] != self.letters[best] {
                break;
            }
            best = above;
        }
        best
    }

    /// Whether a neighbour of the article is more of it.
    fn belongs(&self, node: usize, best: usize, score: f64, scores: &BTreeMap<usize, f64>) -> bool {
        if self.dropped[node] || self.letters[node] == 0 {
            return false;
        }
        let class = |node: usize| self.tree.attribute(node, "class").unwrap_or_default();
        let bonus = if !class(node).is_empty() && class(node) == class(best) { score * 0.2 } else { 0.0 };
        let by_score = scores.get(&node).is_some_and(|own| own + bonus >= (score * 0.2).max(10.0));
        let density = self.link_density(node);
        let long = self.letters[node] > 80 && density < 0.25;
        let is_text = match self.tree.name(node) {
            "p" => long || density == 0.0 && self.ends_a_sentence(node),
            // What stands before the article in a box of its own is its first paragraph.
            _ => node < best && long && self.is_paragraph(node) && self.ends_a_sentence(node),
        };
        by_score || is_text
    }

    /// Whether an element is a paragraph and nothing else.
    fn is_paragraph(&self, node: usize) -> bool {
        self.prose(node).is_some_and(|(parts, _)| parts == [node])
    }

    fn ends_a_sentence(&self, node: usize) -> bool {
        let mut out = Written::default();
        self.write(node, &mut out);
        out.text.trim_end().ends_with(['.', '!', '?', '”', '"'])
    }

    /// Whether a part of the article is a list of links, a box or a form rather than prose.
    fn is_clutter(&self, node: usize) -> bool {
        let name = self.tree.name(node);
        if !matches!(name, "div" | "ul" | "ol" | "section" | "table" | "dl" | "fieldset" | "form" | "header") {
            return false;
        }
        let (density, letters) = (self.link_density(node), self.letters[node]);
        let weight = self.weight(node);
        let is_list = matches!(name, "ul" | "ol");
        let few_commas = self.commas[node] < 10;
        few_commas
            && (weight < 0.0 && density > 0.1
                || density > 0.5 && letters < 2000
                || is_list && density > 0.33
                || !is_list && weight < 25.0 && letters < 150 && density > 0.33
                || name == "form" && letters < ENOUGH)
    }

    /// Writes the text below a node, each block a paragraph.
    fn write(&self, node: usize, out: &mut Written) {
        /// What is left to be done: a node to be entered, or one to be left, with whether its text is set as it stands.
        enum Step {
            Enter(usize, bool),
            Leave(usize),
        }
        let mut steps = vec![Step::Enter(node, false)];
        while let Some(step) = steps.pop() {
            match step {
                Step::Leave(node) => match self.tree.name(node) {
                    "td" | "th" => out.insert(" "),
                    _ => out.paragraph(),
                },
                Step::Enter(at, as_it_stands) => {
                    if self.dropped[at] || (at != node && self.is_clutter(at)) {
                        continue;
                    }
                    let name = self.tree.name(at);
                    match name {
                        "" => self.tree.write_text(at, as_it_stands, out),
                        "br" => out.insert("\n"),
                        "td" | "th" => steps.push(Step::Leave(at)),
                        _ if is_block(name) => {
                            out.paragraph();
                            steps.push(Step::Leave(at));
                        }
                        _ => {}
                    }
                    let as_it_stands = as_it_stands || name == "pre";
                    steps.extend(self.tree.nodes[at].children.iter().rev().map(|child| Step::Enter(*child, as_it_stands)));
                }
            }
        }
    }

    fn length(&self, text: &Written) -> usize {
        text.text.trim().chars().count()
    }
}
