//! What a service of the chat form sends back, read leniently: servers fill the form as they like.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::report::visible::one_line;

/// Characters of a server's words that are shown.
const SHOWN: usize = 300;
/// Tokens that were counted by the service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Usage {
    pub prompt_tokens: u64,
    pub completion_tokens: u64,
}

/// The part of an answer's body that is read.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Completion {
    pub model: Option<String>,
    choices: Option<Vec<Choice>>,
    usage: Value,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Choice {
    message: Option<Message>,
    finish_reason: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Message {
    content: Option<String>,
    refusal: Option<String>,
}

impl Usage {
    pub fn add(&mut self, other: Usage) {
        self.prompt_tokens = self.prompt_tokens.saturating_add(other.prompt_tokens);
        self.completion_tokens = self.completion_tokens.saturating_add(other.completion_tokens);
    }
}

impl Completion {
    /// What the model wrote, and the tokens that it took.
    ///
    /// # Errors
    /// When there is nothing, it was cut off, or the model refused.
    pub fn content(self) -> Result<(String, Usage), String> {
        let count = |name: &str| self.usage[name].as_u64().unwrap_or_default();
        let usage = Usage { prompt_tokens: count("prompt_tokens"), completion_tokens: count("completion_tokens") };
        let choice = self.choices.unwrap_or_default().into_iter().next().ok_or("the service sent no answer")?;
        if choice.finish_reason.as_deref() == Some("length") {
            return Err("the answer was cut off at the limit of tokens".to_string());
        }
        let message = choice.message.unwrap_or_default();
        if let Some(refusal) = message.refusal.filter(|refusal| !refusal.is_empty()) {
            return Err(format!("the model refused: {}", shown(&refusal)));
        }
        let content = message.content.ok_or("the service sent an empty answer")?;
        Ok((content, usage))
    }
}

/// The message in a server's error, or the beginning of what it says instead.
pub fn reason(text: &str) -> String {
    let said = |value: Value| {
        let messages = [&value["error"]["message"], &value["error"], &value["message"], &value["detail"]];
        messages.into_iter().find_map(|message| message.as_str().map(str::to_string))
    };
    let message = serde_json::from_str(text).ok().and_then(said).unwrap_or_else(|| text.to_string());
    Some(shown(&message)).filter(|message| !message.is_empty()).map_or(String::new(), |message| format!(": {message}"))
}

pub fn shown(text: &str) -> String {
    let line = one_line(text);
    let cut: String = line.chars().take(SHOWN).collect();
    if cut.len() < line.len() { cut + "…" } else { cut }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_taken_from_the_errors_of_servers() {
        let cases = [
            (r#"{"error": {"message": "no such model"}}"#, ": no such model"),
            (r#"{"error": "model is loading"}"#, ": model is loading"),
            (r#"{"detail": "not here"}"#, ": not here"),
            ("<html>\n\u{1b}[2J Bad gateway</html>", ": <html> ␛[2J Bad gateway</html>"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(reason(text), expected);
        }
        assert_eq!(reason(&"x".repeat(5000)).chars().count(), SHOWN + 3);
    }

    #[test]
    fn what_is_cut_off_or_refused_is_no_answer() {
        let content = |text: &str| serde_json::from_str::<Completion>(text).expect("JSON").content();
        let reply = |finish: &str| format!(r#"{{"choices": [{{"finish_reason": {finish}, "message": {{"content": "x"}}}}]}}"#);
        assert_eq!(content(&reply("\"eos\"")), Ok(("x".to_string(), Usage::default())));
        assert_eq!(content(&reply("null")), Ok(("x".to_string(), Usage::default())));
        let loose = r#"{"choices": [{"message": {"content": "x", "role": 1}}], "usage": {"prompt_tokens": 7, "completion_tokens": null}}"#;
        assert_eq!(content(loose), Ok(("x".to_string(), Usage { prompt_tokens: 7, completion_tokens: 0 })));
        for nothing in [r#"{"choices": null, "usage": null}"#, r#"{"choices": [{"message": null}]}"#] {
            assert!(content(nothing).is_err(), "{nothing}");
        }
        assert!(content(&reply("\"length\"")).is_err_and(|why| why.contains("cut off")));
        assert!(content(r#"{"choices": [{"message": {"refusal": "no"}}]}"#).is_err_and(|why| why == "the model refused: no"));
        assert!(content(r#"{"choices": []}"#).is_err() && content("{}").is_err() && content(r#"{"choices": [{}]}"#).is_err());
    }
}
