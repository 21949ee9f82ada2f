//! Dependency-tree patterns: a trigger word and its arguments by relation path.
//!
//! A path is steps parted by `>`: `prep:as>pobj` goes down to a child with the label `prep` and the lemma `as`, then to its `pobj`
//! (`dobj:team,study` allows either lemma);
//! `<relcl` goes up, if the token itself is a `relcl`. `|` parts alternatives, tried in order. The step `subject` is the logical subject of
//! a verb, however far away: the noun that a relative clause hangs on, the subject of the first of two joined verbs.

use super::Slot;
use crate::model::Analysis;

/// A compiled pattern over the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    /// Lemmas; the trigger must be one of them.
    pub triggers: Vec<String>,
    pub arguments: Vec<Argument>,
    /// Paths that must lead somewhere from the trigger, or, with `!` in front, must not.
    pub having: Vec<(Path, bool)>,
}

/// A slot and the way to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    pub slot: Slot,
    pub path: Path,
    pub optional: bool,
}

/// Alternatives of steps.
#[derive(Clone, Debug, PartialEq)]
pub struct Path(Vec<Vec<Step>>);

#[derive(Clone, Debug, PartialEq)]
enum Step {
    Subject,
    Down { dep: String, lemmas: Vec<String> },
    Up { dep: String },
}

impl Argument {
    /// `holder:person` or `place?`, and its path.
    ///
    /// # Errors
    /// When the path is empty.
    pub fn parse(name: &str, path: &str) -> Result<Self, String> {
        let (name, optional) = name.strip_suffix('?').map_or((name, false), |name| (name, true));
        Ok(Self { slot: Slot::parse(name), path: Path::parse(path)?, optional })
    }
}

impl Path {
    /// # Errors
    /// When an alternative or a step is empty.
    pub fn parse(written: &str) -> Result<Self, String> {
        let way = |way: &str| way.split('>').map(|step| self::step(step.trim(), written)).collect();
        written.split('|').map(way).collect::<Result<_, _>>().map(Self)
    }

    /// The tokens that the first alternative which leads anywhere leads to.
    pub fn follow(&self, analysis: &Analysis, from: usize, subject: &dyn Fn(usize) -> Option<usize>) -> Vec<usize> {
        let ways = self.0.iter().map(|steps| {
            steps.iter().fold(vec![from], |tokens, step| {
                tokens.into_iter().flat_map(|token| take(step, analysis, token, subject)).collect()
            })
        });
        ways.into_iter().find(|tokens| !tokens.is_empty()).unwrap_or_default()
    }
}

fn step(written: &str, path: &str) -> Result<Step, String> {
    let (dep, lemmas) = written.split_once(':').unwrap_or((written, ""));
    let lemmas = lemmas.split(',').filter(|lemma| !lemma.is_empty()).map(str::to_string).collect();
    match dep.strip_prefix('<') {
        _ if dep.trim_start_matches('<').is_empty() => Err(format!("a step of the path `{path}` is empty")),
        Some(dep) => Ok(Step::Up { dep: dep.to_string() }),
        None if dep == "subject" => Ok(Step::Subject),
        None => Ok(Step::Down { dep: dep.to_string(), lemmas }),
    }
}

fn take(step: &Step, analysis: &Analysis, token: usize, subject: &dyn Fn(usize) -> Option<usize>) -> Vec<usize> {
    match step {
        Step::Subject => subject(token).into_iter().collect(),
        Step::Up { dep } => analysis.parent(token).filter(|_| analysis.tokens[token].dep == dep).into_iter().collect(),
        Step::Down { dep, lemmas } => {
            let fits = |&child: &usize| {
                let child = &analysis.tokens[child];
                child.dep == dep && (lemmas.is_empty() || lemmas.iter().any(|lemma| child.lemma.eq_ignore_ascii_case(lemma)))
            };
            analysis.children(token).filter(fits).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::Model;

    fn check(path: &str, text: &str, from: &str, expected: &[&str]) {
        let analysis = Model::get().analyse_raw(text);
        let word = |at: usize| &text[analysis.tokens[at].span.range()];
        let start = (0..analysis.tokens.len()).find(|&at| word(at) == from).expect(from);
        let found = Path::parse(path).expect(path).follow(&analysis, start, &|_| None);
        assert_eq!(found.into_iter().map(word).collect::<Vec<_>>(), expected, "{path} on {text}");
    }

    #[test]
    fn paths_lead_down_and_up() {
        let text = "She was appointed as minister by the president, who is ill.";
        check("dobj|nsubjpass", text, "appointed", &["She"]);
        check("prep:as>pobj", text, "appointed", &["minister"]);
        check("prep:with>pobj", text, "appointed", &[]);
        check("<relcl", text, "is", &["president"]);
    }

    #[test]
    fn an_empty_step_is_refused() {
        assert!(Path::parse("prep:as>").is_err());
        assert!(Argument::parse("holder?", "dobj").is_ok_and(|argument| argument.optional));
    }
}
