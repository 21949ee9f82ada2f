//! The main text of a page, without what stands around it.
//!
//! After the scoring of Readability (Arc90, later Mozilla): paragraphs lend weight to the elements that hold them, links take it away,
//! and names of classes count as hints. The element of most weight holds the article, together with those of its neighbours that look
//! like more of it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::tree::{Kind, Tree, is_block};
use crate::read::written::Written;

/// Elements that hold no prose of the page, whatever they are called.
const NEVER: [&str; 24] = [
    "aside", "audio", "button", "canvas", "dialog", "embed", "footer", "head", "iframe", "input", "link", "math", "menu", "meta",
    "nav", "noscript", "object", "option", "script", "select", "style", "svg", "template", "textarea",
];
const NEVER_ROLES: [&str; 9] =
    ["navigation", "banner", "complementary", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar"];

/// Names of what is seldom part of an article, and names that take it back.
static UNLIKELY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)-ad-|\bads?\b|advert|ai2html|banner|breadcrumb|combx|comment|community|consent|cookie|cover-wrap|disqus|extra|footer|gdpr|header|legends|masthead|menu|newsletter|outbrain|paywall|popup|promo|pagination|pager|recommend|related|remark|replies|rss|share-|sharing|shoutbox|sidebar|skyscraper|social|sponsor|subscri|supplemental|taboola|toolbar|ad-break|agegate|yom-remote",
    )
    .expect("a fixed pattern")
});
static PERHAPS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\band\b|article|body|column|content|main|shadow|story").expect("a fixed pattern"));
/// Names that speak for an article, and against one.
static FOR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)article|body|content|entry|hentry|main|page|post|text|blog|story").expect("a fixed pattern")
});
static AGAINST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)-ad-|hidden|\bhid\b|banner|combx|comment|com-|contact|footer|gdpr|masthead|media|meta|outbrain|promo|related|scroll|share|shoutbox|sidebar|skyscraper|sponsor|shopping|tags|widget")
        .expect("a fixed pattern")
});

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

/// A page with what was counted in it.
struct Page<'t, 's> {
    tree: &'t Tree<'s>,
    /// What is left out with all that it holds.
    dropped: Vec<bool>,
    /// Letters below each node, letters of links among them, and commas.
    letters: Vec<usize>,
    linked: Vec<usize>,
    commas: Vec<usize>,
}

impl<'t, 's> Page<'t, 's> {
    fn new(tree: &'t Tree<'s>, by_name: bool) -> Self {
        let count = tree.nodes.len();
        let mut page =
            Self { tree, dropped: vec![false; count], letters: vec![0; count], linked: vec![0; count], commas: vec![0; count] };
        (0..count).for_each(|node| page.dropped[node] = page.dropped[tree.nodes[node].parent] || page.is_furniture(node));
        page.count();
        if by_name {
            page.drop_by_name();
            page.count();
        }
        page
    }

    /// Counts from the leaves to the root: a child always has a higher number than its parent.
    fn count(&mut self) {
        for node in (0..self.tree.nodes.len()).rev() {
            let (mut letters, mut linked, mut commas) = (0, 0, 0);
            if !self.dropped[node] {
                let text = self.tree.text(node);
                if !text.is_empty() {
                    letters = text.split_whitespace().map(|word| word.chars().count() + 1).sum();
                    commas = text.matches([',', '،', '、']).count();
                }
                for &child in &self.tree.nodes[node].children {
                    letters += self.letters[child];
                    linked += self.linked[child];
                    commas += self.commas[child];
                }
                if self.tree.name(node) == "a" && !self.tree.attribute(node, "href").is_some_and(|href| href.starts_with('#')) {
                    linked = letters;
                }
            }
            (self.letters[node], self.linked[node], self.commas[node]) = (letters, linked, commas);
        }
    }

    /// Whether an element holds no prose by what it is.
    fn is_furniture(&self, node: usize) -> bool {
        let tree = self.tree;
        let is = |name: &str, wanted: &str| tree.attribute(node, name).is_some_and(|value| value.eq_ignore_ascii_case(wanted));
        let style = tree.attribute(node, "style").map(|style| style.replace(' ', "").to_lowercase()).unwrap_or_default();
        NEVER.contains(&tree.name(node))
            || tree.attribute(node, "role").is_some_and(|role| NEVER_ROLES.contains(&role))
            || tree.attribute(node, "hidden").is_some()
            || is("aria-hidden", "true")
            || style.contains("display:none")
            || style.contains("visibility:hidden")
    }

    /// Whether an element is what programs for mail put around a message that is answered.
    fn is_quoted(&self, node: usize) -> bool {
        let names = self.names(node);
        let is_cited = self.tree.name(node) == "blockquote" && self.tree.attribute(node, "type") == Some("cite");
        is_cited || ["gmail_quote", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote"].iter().any(|name| names.contains(name))
    }

    /// Leaves out what its name gives away, unless it holds most of the page.
    fn drop_by_name(&mut self) {
        let most = self.letters[0] / 2;
        for node in 1..self.tree.nodes.len() {
            let inherited = self.dropped[self.tree.nodes[node].parent];
            let named = !matches!(self.tree.name(node), "" | "a" | "body" | "html" | "article" | "main" | "p")
                && self.is_unlikely(node)
                && self.letters[node] <= most;
            self.dropped[node] |= inherited || named;
        }
    }

    fn is_unlikely(&self, node: usize) -> bool {
        let names = self.names(node);
        !names.is_empty() && UNLIKELY.is_match(&names) && !PERHAPS.is_match(&names)
    }

    /// The class and the id of an element.
    fn names(&self, node: usize) -> String {
        let of = |name: &str| self.tree.attribute(node, name).unwrap_or_default();
        format!("{} {}", of("class"), of("id")).trim().to_string()
    }

    fn weight(&self, node: usize) -> f64 {
        let of = |name: &str| {
            let value = self.tree.attribute(node, name).unwrap_or_default();
            let sign = |pattern: &Regex| if !value.is_empty() && pattern.is_match(value) { 25.0 } else { 0.0 };
            sign(&FOR) - sign(&AGAINST)
        };
        of("class") + of("id")
    }

    fn link_density(&self, node: usize) -> f64 {
        if self.letters[node] == 0 { 0.0 } else { self.linked[node] as f64 / self.letters[node] as f64 }
    }

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
        for node in 1..self.tree.nodes.len() {
            if self.dropped[node] || !self.is_paragraph(node) || self.letters[node] < PARAGRAPH {
                continue;
            }
            let score = 1.0 + self.commas[node] as f64 + (self.letters[node] as f64 / 100.0).floor().min(3.0);
            for (level, above) in self.tree.ancestors(node).filter(|above| *above != 0).take(5).enumerate() {
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

    /// An element with text of its own, and no block in it.
    fn is_paragraph(&self, node: usize) -> bool {
        match self.tree.name(node) {
            "p" | "pre" | "td" => true,
            "div" | "section" | "blockquote" | "li" => {
                let children = &self.tree.nodes[node].children;
                let own = |child: &usize| matches!(self.tree.nodes[*child].kind, Kind::Text { .. }) && self.letters[*child] > 0;
                children.iter().any(own) && !children.iter().any(|child| is_block(self.tree.name(*child)))
            }
            _ => false,
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
        let score = |node: usize| scores.get(&node).copied().unwrap_or(0.0);
        let (mut best, mut last) = (from, score(from));
        let least = last / 3.0;
        for above in self.tree.ancestors(from) {
            if self.tree.name(above) == "body" || above == 0 || score(above) < least {
                break;
            }
            if score(above) > last {
                best = above;
                break;
            }
            last = score(above);
        }
        best
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
        let is_text = self.tree.name(node) == "p" && {
            let long = self.letters[node] > 80 && density < 0.25;
            long || (density == 0.0 && self.letters[node] > 0 && self.ends_a_sentence(node))
        };
        by_score || is_text
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
