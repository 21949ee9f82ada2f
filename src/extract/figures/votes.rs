//! Margins of a vote: `fell by 17 votes to 14`, `passed 17-14`, `was carried by 17 to 14`.

use std::ops::Range;

use super::amount::Amount;
use crate::extract::Context;
use crate::model::Quantity;
use crate::rules::measures::quantities::Votes;
use crate::rules::words::counting;

/// A count of votes with what it says of them: `subj be in favour`.
pub struct Count {
    pub amount: Amount,
    pub predicate: &'static str,
}

const FOR: &str = "subj be in favour";
const AGAINST: &str = "subj be against";

/// Both counts of every margin of a document.
pub fn find(context: &Context) -> Vec<Count> {
    let analysis = context.analysis;
    let votes = &context.rules.measures.quantities.votes;
    let decides = |tokens: &Range<usize>| {
        let lemma = |at: usize| analysis.tokens[at].lemma.to_lowercase();
        tokens.clone().any(|at| votes.nouns.contains(&lemma(at)))
    };
    let sentences = analysis.sentences.iter().map(|sentence| sentence.tokens.clone()).filter(decides);
    sentences
        .flat_map(|tokens| tokens.clone().filter_map(move |at| margin(context, at, tokens.end)))
        .flat_map(|margin| counts(context, votes, &margin))
        .collect()
}

/// Two numbers, each with its tokens.
type Margin = [(f64, Range<usize>); 2];

/// `17 votes to 14`, `17 to 14`, `17-14`.
fn margin(context: &Context, at: usize, end: usize) -> Option<Margin> {
    let word = |at: usize| if at < end { context.text(at).to_lowercase() } else { String::new() };
    if let Some((one, other)) = word(at).split_once(['-', '–']) {
        return Some([(one.parse().ok()?, at..at + 1), (other.parse().ok()?, at..at + 1)]);
    }
    let first = number(context, &word(at))?;
    let noun = usize::from(counting().votes.has(word(at + 1).as_str()));
    let joint = at + 1 + noun;
    let joined = match word(joint).as_str() {
        "to" => true,
        "against" => noun == 1,
        "-" | "–" => noun == 0 && word(at).starts_with(|letter: char| letter.is_ascii_digit()),
        _ => false,
    };
    let second = number(context, &word(joint + 1)).filter(|_| joined)?;
    let free = !counting().behind_no_vote.has(word(joint + 2).as_str());
    (free || noun == 1).then(|| [(first, at..at + 1 + noun), (second, joint + 1..joint + 2)])
}

/// A whole number in digits or as one word.
fn number(context: &Context, word: &str) -> Option<f64> {
    let digits = || word.replace(',', "").parse::<u32>().ok().map(f64::from);
    context.rules.measures.numbers.units.get(word).copied().or_else(digits)
}

/// Who the larger number stands for goes by the verb: the votes that carried a motion, or those that brought it down.
fn counts(context: &Context, votes: &Votes, margin: &Margin) -> Vec<Count> {
    let analysis = context.analysis;
    let verb = |list: &std::collections::BTreeSet<String>| {
        let lemmas = analysis.ancestors(margin[0].1.start).map(|up| analysis.tokens[up].lemma.to_lowercase());
        lemmas.take(5).any(|lemma| list.contains(&lemma))
    };
    let rising = margin[0].0 < margin[1].0;
    let sides = match (verb(&votes.carried), verb(&votes.lost)) {
        (false, true) if !rising => [AGAINST, FOR],
        (true, false) if !rising => [FOR, AGAINST],
        (false, true) => [FOR, AGAINST],
        _ => return Vec::new(),
    };
    let count = |((value, tokens), predicate): (&(f64, Range<usize>), &'static str)| {
        let (tokens, span) = (tokens.clone(), analysis.span(tokens.clone()));
        Count { amount: Amount { quantity: Quantity::exact(*value, 1.0, ""), tokens, span, rate: None, share: false }, predicate }
    };
    margin.iter().zip(sides).map(count).collect()
}
