//! The model: every part with its weights and tables, loaded once.
//!
//! Weights and word lists stay where they lie in the binary; only the small tables (exceptions of the tokeniser, attribute rules,
//! character classes) are read into memory.

use std::sync::LazyLock;

use serde::Deserialize;

use super::attributes::AttributeRules;
use super::embed::Encoder;
use super::entities::Recogniser;
use super::lemmatise::Lemmatiser;
use super::parse::Parser;
use super::strings::StringIds;
use super::tag::Tagger;
use super::tokenise::Tokeniser;
use super::transition::Scorer;
use super::weights::Weights;

const LABELS: &str = include_str!("../../rules/en/model/labels.json");

/// The English model. There is one in the program: [`Model::get`].
pub struct Model {
    pub(super) ids: StringIds,
    pub(super) tokeniser: Tokeniser,
    /// Vectors for tagger and parser.
    pub(super) encoder: Encoder,
    pub(super) tagger: Tagger,
    pub(super) parser: Parser,
    /// Vectors for the entity recogniser.
    pub(super) entity_encoder: Encoder,
    pub(super) recogniser: Recogniser,
    pub(super) attribute_rules: AttributeRules,
    pub(super) lemmatiser: Lemmatiser,
}

#[derive(Deserialize)]
struct Labels {
    #[serde(borrow)]
    tags: Vec<&'static str>,
    #[serde(borrow)]
    parser_moves: Vec<&'static str>,
    #[serde(borrow)]
    entity_moves: Vec<&'static str>,
    #[serde(borrow)]
    symbols: Vec<(&'static str, u64)>,
}

impl Model {
    /// The model, loaded at the first call.
    pub fn get() -> &'static Model {
        static MODEL: LazyLock<Model> = LazyLock::new(Model::load);
        &MODEL
    }

    /// Whether a form in small letters is a common word of the language, as far as the word lists go.
    pub fn knows(&self, lower: &str) -> bool {
        self.lemmatiser.knows(lower)
    }

    fn load() -> Self {
        let weights = Weights::open();
        let labels: Labels = serde_json::from_str(LABELS).expect("the embedded labels are well-formed");
        Self {
            ids: StringIds::new(labels.symbols),
            tokeniser: Tokeniser::load(),
            encoder: Encoder::new(&weights, "shared"),
            tagger: Tagger::new(&weights, labels.tags),
            parser: Parser::new(Scorer::new(&weights, "parser"), &labels.parser_moves),
            entity_encoder: Encoder::new(&weights, "ner"),
            recogniser: Recogniser::new(Scorer::new(&weights, "ner"), &labels.entity_moves),
            attribute_rules: AttributeRules::load(),
            lemmatiser: Lemmatiser::load(),
        }
    }
}
