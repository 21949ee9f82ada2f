//! The answers that are kept, so that a second run asks nothing and says the same.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::answer::Form;
use super::chat::Usage;
use super::service::Reply;
use crate::error::Error;
use crate::jsonl;

/// Answers by the model and the id of the request; of two, the later.
#[derive(Debug)]
pub struct Kept {
    path: PathBuf,
    answers: BTreeMap<(String, String), Line>,
}

/// An answer in the file.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Line {
    request: String,
    model: String,
    answer: Value,
    #[serde(default)]
    usage: Usage,
}

impl Kept {
    /// The answers that were kept before at a path.
    ///
    /// # Errors
    /// When the file cannot be read, or a line is none of these.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let (lines, _) = jsonl::read::<Line>(path, "kept answer")?;
        let answers = lines.into_iter().map(|line| ((line.model.clone(), line.request.clone()), line)).collect();
        Ok(Self { path: path.to_path_buf(), answers })
    }

    /// The answer to a request of that form, where there is one that can be read.
    pub fn get(&self, model: &str, request: &str, form: Form) -> Option<Reply> {
        let line = self.answers.get(&(model.to_string(), request.to_string()))?;
        let answer = form.parse(&line.answer.to_string()).ok()?;
        Some(Reply { answer, usage: line.usage })
    }

    /// Keeps an answer, on disk first.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn add(&mut self, model: &str, request: &str, reply: &Reply) -> Result<(), Error> {
        let (request, model) = (request.to_string(), model.to_string());
        let line = Line { request, model, answer: reply.answer.to_value(), usage: reply.usage };
        jsonl::append(&self.path, &line)?;
        self.answers.insert((line.model.clone(), line.request.clone()), line);
        Ok(())
    }
}
