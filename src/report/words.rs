//! The names of statuses, severities and kinds, as reports, options and sheets write them.

use schemars::{JsonSchema, schema_for};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::model::report::{Kind, Severity, Status};

/// From the most to the least pressing.
pub const STATUSES: [Status; 5] = [Status::Contradiction, Status::Reference, Status::Dispute, Status::Update, Status::Possible];

pub const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

pub const KINDS: [Kind; 15] = [
    Kind::OfficeHolder,
    Kind::PersonRole,
    Kind::Relation,
    Kind::Quantity,
    Kind::Date,
    Kind::Place,
    Kind::Negation,
    Kind::Antonym,
    Kind::Actor,
    Kind::Quote,
    Kind::Arithmetic,
    Kind::Calendar,
    Kind::Identity,
    Kind::Order,
    Kind::Other,
];

/// The name of a status, severity, kind or stance, the same as in JSON.
pub fn word(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_string)).unwrap_or_default()
}

/// The names of a status, severity or kind with what each means, as the schema of reports says it.
pub fn described<T: JsonSchema>() -> Vec<(String, String)> {
    let schema = schema_for!(T);
    let choices = schema.get("oneOf").and_then(|choices| choices.as_array()).into_iter().flatten();
    let text = |choice: &serde_json::Value, field: &str| choice[field].as_str().unwrap_or_default().to_string();
    choices.map(|choice| (text(choice, "const"), text(choice, "description"))).collect()
}

/// The status, severity or kind of that name.
pub fn named<T: DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(word.into()).ok()
}

/// How pressing a status is; the first is the most.
pub fn rank(status: Status) -> usize {
    STATUSES.iter().position(|known| *known == status).unwrap_or(STATUSES.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_hold_every_name_of_the_format() {
        let schema = serde_json::to_value(schemars::schema_for!(crate::model::report::Report)).expect("a schema is JSON");
        let names = |name: &str| {
            let choices = schema["$defs"][name].clone();
            let list = choices["enum"].as_array().map_or(0, Vec::len) + choices["oneOf"].as_array().map_or(0, Vec::len);
            assert!(list > 0, "{name}: {choices}");
            list
        };
        assert_eq!((names("Kind"), names("Severity")), (KINDS.len(), SEVERITIES.len()));
        for status in STATUSES {
            assert_eq!(named::<Status>(&word(&status)), Some(status));
        }
        assert_eq!(names("Status"), STATUSES.len());
        let kinds = described::<Kind>();
        assert!(KINDS.iter().all(|kind| kinds.iter().any(|(name, about)| *name == word(kind) && !about.is_empty())), "{kinds:?}");
        assert_eq!(described::<Status>().len(), STATUSES.len());
        assert_eq!(named::<Kind>("office-holder"), Some(Kind::OfficeHolder));
    }
}
