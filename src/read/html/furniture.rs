//! What of a page is no prose of it: what its elements, their names or their neighbours give away.

use std::sync::LazyLock;

use regex::Regex;

use super::tree::Tree;

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
        r"(?i)-ad-|\bads?\b|advert|ai2html|banner|breadcrumb|combx|comment|community|consent|cookie|cover-wrap|disqus|extra|footer|gdpr|header|legends|masthead|menu|newsletter|outbrain|paywall[-_]|[-_]paywall|popup|promo|pagination|pager|recommend|related|remark|replies|rss|share-|sharing|shoutbox|sidebar|skyscraper|social|sponsor|subscri|supplemental|taboola|toolbar|ad-break|agegate|yom-remote",
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

/// Letters of a teaser, the least number of them that makes a list, and how deep its heading may stand in it.
const TEASER: usize = 500;
const TEASERS: usize = 3;
const TEASER_DEPTH: usize = 6;

/// A page with what was counted in it.
pub struct Page<'t, 's> {
    pub tree: &'t Tree<'s>,
    /// What is left out with all that it holds.
    pub dropped: Vec<bool>,
    /// Letters below each node, letters of links among them, and commas.
    pub letters: Vec<usize>,
    linked: Vec<usize>,
    pub commas: Vec<usize>,
}

impl<'t, 's> Page<'t, 's> {
    pub fn new(tree: &'t Tree<'s>, by_name: bool) -> Self {
        let count = tree.nodes.len();
        let mut page =
            Self { tree, dropped: vec![false; count], letters: vec![0; count], linked: vec![0; count], commas: vec![0; count] };
        (0..count).for_each(|node| page.dropped[node] = page.dropped[tree.nodes[node].parent] || page.is_furniture(node));
        page.count();
        if by_name {
            page.drop_teasers();
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
    pub fn is_quoted(&self, node: usize) -> bool {
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

    /// Leaves out lists of other articles: neighbours of few words, each under a heading that is a link.
    fn drop_teasers(&mut self) {
        let tree = self.tree;
        let mut headings = vec![0; tree.nodes.len()];
        for node in (1..tree.nodes.len()).filter(|node| self.is_linked_heading(*node)) {
            tree.ancestors(node).take(TEASER_DEPTH).for_each(|above| headings[above] += 1);
        }
        for node in &tree.nodes {
            let is_teaser = |child: &usize| headings[*child] == 1 && self.letters[*child] <= TEASER;
            let teasers: Vec<usize> = node.children.iter().copied().filter(is_teaser).collect();
            if teasers.len() >= TEASERS {
                teasers.into_iter().for_each(|teaser| self.dropped[teaser] = true);
            }
        }
    }

    /// Whether a heading is all link, or stands in one.
    fn is_linked_heading(&self, node: usize) -> bool {
        let name = self.tree.name(node);
        let is_heading = matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6") && !self.dropped[node] && self.letters[node] > 0;
        let in_link = || self.tree.ancestors(node).take(TEASER_DEPTH).any(|above| self.tree.name(above) == "a");
        is_heading && (self.linked[node] == self.letters[node] || in_link())
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

    pub fn weight(&self, node: usize) -> f64 {
        let of = |name: &str| {
            let value = self.tree.attribute(node, name).unwrap_or_default();
            let sign = |pattern: &Regex| if !value.is_empty() && pattern.is_match(value) { 25.0 } else { 0.0 };
            sign(&FOR) - sign(&AGAINST)
        };
        of("class") + of("id")
    }

    pub fn link_density(&self, node: usize) -> f64 {
        if self.letters[node] == 0 { 0.0 } else { self.linked[node] as f64 / self.letters[node] as f64 }
    }
}
