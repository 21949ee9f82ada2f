//! A clause in its own words: a relation and what it holds between, as open information extraction writes them (Banko et al. 2007;
//! several arguments after Del Corro & Gemulla's ClausIE, 2013).

use crate::model::{Analysis, Clause, Document, Role};

/// `(Officials, expected to announce, the results, on Monday)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tuple {
    /// The verb with its auxiliaries, negation and particle, and with the preposition of its only object.
    pub relation: String,
    /// Who or what it is said of; passives, relative clauses and control undone.
    pub subject: Option<String>,
    /// Every other argument, with its preposition.
    pub arguments: Vec<String>,
}

/// The words of a clause.
pub fn tuple(document: &Document, analysis: &Analysis, clause: &Clause) -> Tuple {
    Words { document, analysis, verb: clause.head }.tuple(clause)
}

struct Words<'a> {
    document: &'a Document,
    analysis: &'a Analysis,
    verb: usize,
}

/// Dependents of a verb that are part of what it says of others.
const OF_THE_VERB: [&str; 5] = ["aux", "auxpass", "neg", "prt", "advmod"];

/// Dependents of a verb that are clauses or phrases in its service.
const COMPLEMENTS: [&str; 8] = ["dobj", "attr", "acomp", "oprd", "dative", "npadvmod", "ccomp", "advcl"];

impl Words<'_> {
    fn tuple(&self, clause: &Clause) -> Tuple {
        let chain: Vec<usize> = std::iter::successors(Some(self.verb), |&verb| self.controlled(verb)).collect();
        let mut relation: Vec<usize> = chain.iter().flat_map(|&verb| self.verbal(verb)).collect();
        let subject = clause.arguments.iter().find(|argument| self.is_subject(argument.head, &argument.role));
        let mut rest: Vec<usize> = chain
            .iter()
            .flat_map(|&verb| self.analysis.children(verb))
            .filter(|&child| self.is_argument(child, &chain))
            .collect();
        rest.sort_unstable();
        let object = self.relative_object(clause, subject.map(|subject| subject.head), &rest);
        let mut arguments: Vec<Vec<usize>> = object.map(|object| self.phrase(object)).into_iter().collect();
        if let Some(&first) = rest.iter().find(|&&child| child > self.verb)
            && self.analysis.tokens[first].dep == "prep"
            && object.is_none()
        {
            relation.push(first);
            rest.retain(|&child| child != first);
            arguments.push(self.phrase(first).into_iter().filter(|&token| token != first).collect());
        }
        arguments.extend(rest.into_iter().map(|child| self.phrase(child)));
        Tuple {
            relation: self.text(&relation),
            subject: subject.map(|subject| self.text(&self.phrase(subject.head))),
            arguments: arguments.iter().map(|words| self.text(words)).filter(|text| !text.is_empty()).collect(),
        }
    }

    /// `the letter` of `the letter that he wrote`.
    fn relative_object(&self, clause: &Clause, subject: Option<usize>, own: &[usize]) -> Option<usize> {
        let outside = |head: usize| head < self.verb && !own.iter().any(|&child| self.analysis.subtree(child).contains(&head));
        let heads = clause.arguments(&Role::Patient).map(|argument| argument.head);
        heads.into_iter().find(|&head| outside(head) && subject != Some(head))
    }

    fn is_subject(&self, head: usize, role: &Role) -> bool {
        matches!(role, Role::Agent | Role::Patient) && head != self.verb && {
            let dep = self.analysis.tokens[head].dep;
            self.analysis.tokens[head].head != self.verb || dep.starts_with("nsubj") || dep == "csubj" || dep == "expl"
        }
    }

    /// The verb that takes this verb's subject: `expected to announce`.
    fn controlled(&self, verb: usize) -> Option<usize> {
        let next = self.analysis.child(verb, &["xcomp"]).filter(|&next| next > verb)?;
        let between = |child: usize| (verb..next).contains(&child) && self.is_argument(child, &[]);
        (!self.analysis.children(verb).any(between)).then_some(next)
    }

    fn verbal(&self, verb: usize) -> Vec<usize> {
        let mut words: Vec<usize> = self
            .analysis
            .children(verb)
            .filter(|&child| {
                let token = &self.analysis.tokens[child];
                OF_THE_VERB.contains(&token.dep) && (token.dep != "advmod" || self.analysis.children(child).next().is_none())
            })
            .filter(|&child| self.analysis.tokens[child].tag != "WRB")
            .collect();
        words.push(verb);
        words.sort_unstable();
        words
    }

    fn is_argument(&self, child: usize, chain: &[usize]) -> bool {
        let token = &self.analysis.tokens[child];
        let wanted = token.dep == "prep" || token.dep == "agent" || COMPLEMENTS.contains(&token.dep);
        wanted && !chain.contains(&child) && !matches!(token.tag, "WDT" | "WP")
    }

    /// The words below a token, but for those below the verb.
    fn phrase(&self, head: usize) -> Vec<usize> {
        let keeps = |&token: &usize| {
            let up = || std::iter::once(token).chain(self.analysis.ancestors(token).take_while(|&above| above != head));
            token == head || !up().any(|above| above == self.verb || self.is_aside(above, head))
        };
        self.analysis.subtree(head).filter(|token| self.is_below(*token, head)).filter(keeps).collect()
    }

    fn is_below(&self, token: usize, head: usize) -> bool {
        token == head || self.analysis.ancestors(token).any(|above| above == head)
    }

    /// A relative clause behind a comma says something of its own.
    fn is_aside(&self, token: usize, head: usize) -> bool {
        let own = self.analysis.tokens[token].head == head;
        own && self.analysis.tokens[token].dep == "relcl" && token > 0 && {
            let start = self.analysis.subtree(token).start;
            start > 0 && self.analysis.tokens[start - 1].pos == "PUNCT"
        }
    }

    fn text(&self, tokens: &[usize]) -> String {
        let is_mark = |token: &usize| self.analysis.tokens[*token].pos == "PUNCT" || self.analysis.tokens[*token].pos == "SPACE";
        let start = tokens.iter().position(|token| !is_mark(token)).unwrap_or(0);
        let end = tokens.iter().rposition(|token| !is_mark(token)).map_or(0, |last| last + 1);
        let words: Vec<&str> = tokens
            .get(start..end)
            .unwrap_or_default()
            .iter()
            .map(|&token| self.document.slice(self.analysis.tokens[token].span))
            .collect();
        words.join(" ")
    }
}
