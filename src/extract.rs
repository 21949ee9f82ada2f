//! Claims from one analysed document: who is named, what is said of them, how, and by whom.
//!
//! Each submodule reads one sort of claim; all of them work on the same [`Context`]. Nothing here knows of other documents.

pub mod ages;
pub mod antecedent;
pub mod atoms;
pub mod causes;
pub mod claims;
pub mod clauses;
pub mod figures;
mod lives;
pub mod mentions;
pub mod patterns;
pub mod places;
pub mod quotations;
pub mod sequences;
pub mod stance;
pub mod times;

use crate::model::{Analysis, Clause, Document, Figure, Mention, MentionId, Sequence, Span, Tie, TimeExpression, Utterance};
use crate::rules::Rulebook;

/// What every extractor is given.
pub struct Context<'a> {
    /// Index of the document in the corpus.
    pub index: usize,
    pub document: &'a Document,
    pub analysis: &'a Analysis,
    pub rules: &'a Rulebook,
    pub mentions: &'a [Mention],
    /// The time expressions, in order.
    pub times: Vec<TimeExpression>,
    /// For each token the mention that it belongs to.
    by_token: Vec<Option<MentionId>>,
}

impl<'a> Context<'a> {
    pub fn new(
        index: usize,
        document: &'a Document,
        analysis: &'a Analysis,
        rules: &'a Rulebook,
        mentions: &'a [Mention],
    ) -> Self {
        let mut by_token = vec![None; analysis.tokens.len()];
        for (id, mention) in mentions.iter().enumerate() {
            for slot in &mut by_token[mention.tokens.clone()] {
                *slot = Some(MentionId(id as u32));
            }
        }
        let times = times::find(document, analysis, &rules.measures);
        Self { index, document, analysis, rules, mentions, times, by_token }
    }

    /// The mention that a token belongs to.
    pub fn mention_at(&self, token: usize) -> Option<MentionId> {
        self.by_token.get(token).copied().flatten()
    }

    /// Whether a token is part of a time expression.
    pub fn is_time(&self, token: usize) -> bool {
        let after = self.times.partition_point(|expression| expression.tokens.start <= token);
        after.checked_sub(1).is_some_and(|at| self.times[at].tokens.contains(&token))
    }

    pub fn mention(&self, id: MentionId) -> &'a Mention {
        &self.mentions[id.0 as usize]
    }

    pub fn text(&self, token: usize) -> &'a str {
        self.document.slice(self.analysis.tokens[token].span)
    }

    pub fn slice(&self, span: Span) -> &'a str {
        self.document.slice(span)
    }
}

/// All that a document says, in the order of the text.
#[derive(Debug, Default)]
pub struct Extract {
    pub mentions: Vec<Mention>,
    pub ties: Vec<Tie>,
    pub clauses: Vec<Clause>,
    pub sequences: Vec<Sequence>,
    pub utterances: Vec<Utterance>,
    pub figures: Vec<Figure>,
    /// Amounts in words that are no numbers.
    pub worded: Vec<Figure>,
    pub times: Vec<TimeExpression>,
}

pub fn extract(index: usize, document: &Document, analysis: &Analysis, rules: &Rulebook) -> Extract {
    let mentions = mentions::find(document, analysis, rules);
    let context = Context::new(index, document, analysis, rules, &mentions);
    let ties = patterns::ties(&context);
    let mut clauses = clauses::find(&context);
    clauses.extend(lives::clauses(&context));
    clauses.sort_by_key(|clause| (clause.sentence, clause.head));
    let sequences = sequences::find(&context);
    let utterances = quotations::utterances(&context);
    let figures = figures::find(&context);
    let worded = figures::worded::find(&context, &figures);
    let times = context.times;
    Extract { mentions, ties, clauses, sequences, utterances, figures, worded, times }
}
