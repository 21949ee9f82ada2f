//! The two forms of an answer: as JSON Schemas for the service, and as they are read, strictly.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::model::report::{Kind, Status};
use crate::report::words::{KINDS, word};

/// What a request asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Passages of a story's documents that cannot both be true.
    Find,
    /// What two passages are to each other.
    Judge,
}

/// An answer in its form; nothing of it has been compared with the documents.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    Found(Found),
    Judged(Judged),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Found {
    pub findings: Vec<Pair>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// Number of the report in the request, counted from 1; any whole number fits the schema.
    pub report_a: i64,
    pub quote_a: String,
    pub report_b: i64,
    pub quote_b: String,
    pub kind: Kind,
    pub status: Claimed,
    pub why: String,
}

/// The statuses that a reader may give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Claimed {
    Contradiction,
    Dispute,
    Update,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judged {
    pub verdict: Verdict,
    pub why: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    Conflict,
    Agree,
    Apart,
}

impl From<Claimed> for Status {
    fn from(claimed: Claimed) -> Self {
        match claimed {
            Claimed::Contradiction => Status::Contradiction,
            Claimed::Dispute => Status::Dispute,
            Claimed::Update => Status::Update,
        }
    }
}

impl Form {
    pub fn name(self) -> &'static str {
        match self {
            Form::Find => "find",
            Form::Judge => "judge",
        }
    }

    /// A flat schema without anything that a server may not know: every server that takes schemas takes this one.
    pub fn schema(self) -> Value {
        let text = json!({"type": "string"});
        let number = json!({"type": "integer"});
        match self {
            Form::Find => {
                let kinds: Vec<String> = KINDS.iter().map(word).collect();
                let pair = object(json!({
                    "report_a": number, "quote_a": text, "report_b": number, "quote_b": text,
                    "kind": {"type": "string", "enum": kinds},
                    "status": {"type": "string", "enum": ["contradiction", "dispute", "update"]},
                    "why": text,
                }));
                object(json!({"findings": {"type": "array", "items": pair}}))
            }
            Form::Judge => object(json!({"verdict": {"type": "string", "enum": ["conflict", "agree", "apart"]}, "why": text})),
        }
    }

    /// Reads an answer. What stands before it in `<think>` and a code fence around it are taken away; nothing else is let through.
    ///
    /// # Errors
    /// Says in a line how it departs from the form.
    pub fn parse(self, content: &str) -> Result<Answer, String> {
        let text = unwrapped(content);
        match self {
            Form::Find => read(text).map(Answer::Found),
            Form::Judge => read(text).map(Answer::Judged),
        }
    }
}

impl Answer {
    /// Does something to every text of it.
    pub fn each_text(&mut self, mut change: impl FnMut(&mut String)) {
        match self {
            Answer::Found(found) => {
                let texts = found.findings.iter_mut().flat_map(|pair| [&mut pair.quote_a, &mut pair.quote_b, &mut pair.why]);
                texts.for_each(change);
            }
            Answer::Judged(judged) => change(&mut judged.why),
        }
    }

    /// The answer as plain data, the same for the same answer however it was written.
    pub fn to_value(&self) -> Value {
        let value = match self {
            Answer::Found(found) => serde_json::to_value(found),
            Answer::Judged(judged) => serde_json::to_value(judged),
        };
        value.expect("an answer is plain data")
    }
}

fn object(properties: Value) -> Value {
    let required: Vec<&String> = properties.as_object().into_iter().flat_map(|object| object.keys()).collect();
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

fn unwrapped(content: &str) -> &str {
    let text = content.trim();
    let text = text.strip_prefix("<think>").and_then(|rest| rest.split_once("</think>")).map_or(text, |(_, rest)| rest.trim());
    let fenced = || {
        let inner = text.strip_prefix("```")?.strip_suffix("```")?;
        Some(inner.strip_prefix("json").unwrap_or(inner).trim())
    };
    fenced().unwrap_or(text)
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => format!("the answer is JSON of another form: {error}"),
        _ if text.is_empty() => "the answer is empty".to_string(),
        _ => format!("the answer is not JSON: {error}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const JUDGED: &str = r#"{"verdict": "apart", "why": "Two days."}"#;

    #[test]
    fn thoughts_and_fences_are_taken_away_and_nothing_else() {
        let wrapped = [
            JUDGED.to_string(),
            format!("\n```json\n{JUDGED}\n```\n"),
            format!("```{JUDGED}```"),
            format!("<think>{{\"verdict\": \"conflict\"}}</think>\n{JUDGED}"),
        ];
        for text in wrapped {
            let judged = Judged { verdict: Verdict::Apart, why: "Two days.".into() };
            assert_eq!(Form::Judge.parse(&text), Ok(Answer::Judged(judged)), "{text}");
        }
        for text in ["", "Sure! ", "Here it is: "] {
            let problem = Form::Judge.parse(&format!("{text}{}", if text.is_empty() { "" } else { JUDGED }));
            assert!(problem.is_err(), "{text}");
        }
        assert!(Form::Judge.parse(&format!("{JUDGED}\n{JUDGED}")).is_err());
    }

    #[test]
    fn another_form_is_no_answer() {
        let pair = r#"{"report_a":1,"quote_a":"a","report_b":2,"quote_b":"b","kind":"date","status":"dispute","why":"w"}"#;
        for pair in [pair.to_string(), pair.replace(":1,", ":-1,")] {
            assert!(Form::Find.parse(&format!(r#"{{"findings":[{pair}]}}"#)).is_ok(), "{pair}");
        }
        let broken = [
            pair.replace("\"date\"", "\"weather\""),
            pair.replace("dispute", "possible"),
            pair.replace(":1,", ":\"1\","),
            pair.replace(",\"why\":\"w\"", ""),
            pair.replace("\"why\"", "\"extra\":1,\"why\""),
        ];
        for pair in broken {
            let problem = Form::Find.parse(&format!(r#"{{"findings":[{pair}]}}"#)).expect_err(&pair);
            assert!(problem.starts_with("the answer is JSON of another form"), "{problem}");
        }
        assert!(Form::Find.parse(JUDGED).is_err() && Form::Find.parse("[]").is_err() && Form::Find.parse("null").is_err());
    }

    #[test]
    fn the_schemas_are_flat_and_ask_for_every_field() {
        for form in [Form::Find, Form::Judge] {
            let text = form.schema().to_string();
            for word in ["$ref", "pattern", "minimum", "format", "anyOf", "null"] {
                assert!(!text.contains(&format!("\"{word}\"")), "{word}");
            }
        }
        let pair = &Form::Find.schema()["properties"]["findings"]["items"];
        let fields = |value: &Value| value.as_object().map_or(0, serde_json::Map::len);
        assert_eq!((fields(&pair["properties"]), pair["required"].as_array().map_or(0, Vec::len)), (7, 7));
        assert_eq!(pair["additionalProperties"], false);
        assert_eq!(pair["properties"]["kind"]["enum"].as_array().map_or(0, Vec::len), KINDS.len());
    }
}
