//! Answers that come as a file: from the batch service that took the requests, or from a person.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use super::answer::Form;
use super::chat::{Completion, Usage};
use super::service::{Failure, Reply};
use crate::error::Error;
use crate::jsonl;
use crate::report::visible::one_line;

/// Answers by the ids of their requests.
#[derive(Debug)]
pub struct Results {
    /// Who answered.
    pub reader: String,
    answers: BTreeMap<String, Result<(String, Usage), String>>,
}

/// A line: what a batch service writes (`custom_id`, `response`, `error`), or an answer that this program kept (`request`, `answer`).
#[derive(Deserialize)]
struct Line {
    #[serde(alias = "request")]
    custom_id: String,
    model: Option<String>,
    answer: Option<Value>,
    response: Option<Response>,
    error: Option<Value>,
    #[serde(default)]
    usage: Usage,
}

#[derive(Deserialize)]
struct Response {
    status_code: Option<u16>,
    body: Completion,
}

impl Results {
    /// # Errors
    /// When the file is not there or cannot be read, or a line of it is no result.
    pub fn open(path: &Path) -> Result<Self, Error> {
        if !path.is_file() {
            return Err(Error::new("there is no such file of answers")
                .at(path.display().to_string())
                .help("`crossclaim second requests DOCUMENTS` writes the questions"));
        }
        let (lines, _) = jsonl::read::<Line>(path, "answer")?;
        let (mut answers, mut readers) = (BTreeMap::new(), BTreeSet::new());
        for line in lines {
            readers.extend(line.reader());
            answers.insert(line.custom_id.clone(), line.answer());
        }
        let names: Vec<String> = readers.into_iter().collect();
        Ok(Self { reader: if names.is_empty() { "unnamed".to_string() } else { names.join(", ") }, answers })
    }

    /// The answer to a request.
    ///
    /// # Errors
    /// When there is none in its form.
    pub fn get(&self, request: &str, form: Form) -> Result<Reply, Failure> {
        let failure = |why: String| Failure { why, is_final: false };
        let answer = self.answers.get(request).ok_or_else(|| failure("the file of answers does not have it".to_string()))?;
        let (content, usage) = answer.clone().map_err(failure)?;
        Ok(Reply { answer: form.parse(&content).map_err(failure)?, usage })
    }
}

impl Line {
    fn reader(&self) -> Option<String> {
        let named = self.model.as_ref().or_else(|| self.response.as_ref()?.body.model.as_ref());
        named.map(|name| one_line(name)).filter(|name| !name.is_empty())
    }

    fn answer(self) -> Result<(String, Usage), String> {
        if let Some(answer) = self.answer {
            return Ok((answer.to_string(), self.usage));
        }
        let error = self.error.filter(|error| !error.is_null());
        let failed = |what: String| format!("the batch service answered {}", one_line(&what));
        match (self.response, error) {
            (_, Some(error)) => Err(failed(error.to_string())),
            (None, None) => Err("the file of answers does not have it".to_string()),
            (Some(Response { status_code: Some(status), .. }), None) if status != 200 => Err(failed(status.to_string())),
            (Some(response), None) => response.body.content(),
        }
    }
}
