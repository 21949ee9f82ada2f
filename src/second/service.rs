//! A service that speaks the chat form of OpenAI: one call, with what may go wrong in it.
//!
//! What a server sends back is never kept or shown before the key has been taken out of it.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::{Value, json};
use ureq::Agent;
use ureq::tls::{RootCerts, TlsConfig};

use super::address::{checked, is_here};
use super::answer::{Answer, Form};
use super::chat::{Completion, Usage, reason, shown};
use super::request::Request;
use super::stop::Stop;
use crate::error::Error;

/// Where a call goes, below the base URL.
const PATH: &str = "/chat/completions";
/// Bytes of the largest answer that is read.
const LARGEST: u64 = 16 << 20;
/// Tries of one call that may succeed later, the first included.
const TRIES: u32 = 5;
/// Questions in a row that a service lets fail in all their tries before it is asked no more.
const PATIENCE: usize = 3;
/// The longest wait that a service may ask for.
const LONGEST_WAIT: Duration = Duration::from_secs(120);
const CONNECT: Duration = Duration::from_secs(15);
/// Fields that a server may refuse, and that a request does without then.
const OPTIONAL: [&str; 2] = ["response_format", "temperature"];

/// A secret that no output holds.
#[derive(Clone)]
pub struct Key(String);

/// Where the second reader is, and how it is asked.
#[derive(Clone, Debug)]
pub struct Settings {
    /// With its version, as in `http://localhost:11434/v1`.
    pub base_url: String,
    pub model: String,
    pub key: Option<Key>,
    /// For one call, from its first byte to the last of its answer.
    pub timeout: Duration,
    /// The wait before the second try; it doubles with each.
    pub pause: Duration,
}

/// An answer, and what it took.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    pub answer: Answer,
    pub usage: Usage,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    pub why: String,
    /// The other requests would fare no better.
    pub is_final: bool,
}

pub struct Service {
    agent: Agent,
    settings: Settings,
    url: String,
    /// The optional fields that the server has refused.
    refused: Mutex<BTreeSet<&'static str>>,
    /// Questions in a row to which it had no answer.
    down: AtomicUsize,
}

impl Key {
    pub fn new(key: &str) -> Self {
        Self(key.trim().to_string())
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("[key]")
    }
}

impl Failure {
    fn once(why: impl Into<String>) -> Self {
        Self { why: why.into(), is_final: false }
    }

    fn for_all(why: impl Into<String>) -> Self {
        Self { why: why.into(), is_final: true }
    }
}

impl Service {
    /// # Errors
    /// When the base URL is none that requests can be sent to.
    pub fn new(settings: Settings) -> Result<Self, Error> {
        let url = format!("{}{PATH}", checked(&settings.base_url)?.trim_end_matches('/'));
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(CONNECT))
            .timeout_global(Some(settings.timeout))
            .user_agent(concat!("crossclaim/", env!("CARGO_PKG_VERSION")))
            .tls_config(tls)
            .build();
        Ok(Self { agent: config.into(), settings, url, refused: Mutex::default(), down: AtomicUsize::default() })
    }

    /// The address that requests go to.
    pub fn url(&self) -> &str {
        &self.url
    }

    pub fn model(&self) -> &str {
        &self.settings.model
    }

    /// Whether the key and the texts travel in the open to another machine.
    pub fn is_open(&self) -> bool {
        self.url.strip_prefix("http://").is_some_and(|rest| !is_here(rest))
    }

    /// Puts a question, and once more where the answer is not in its form.
    ///
    /// # Errors
    /// When there is no answer in its form.
    pub fn ask(&self, request: &Request, stop: &Stop) -> Result<Reply, Failure> {
        let body = request.body(&self.settings.model);
        // A word of the documents is no secret, even where somebody took it for a key.
        let is_word = self.settings.key.as_ref().is_some_and(|key| body.to_string().contains(&key.0));
        let hide = |text: &str| if is_word { text.to_string() } else { self.without_key(text) };
        let mut reply = self.answered(request.form(), body, stop, &hide).map_err(|failure| self.redacted(failure))?;
        reply.answer.each_text(|text| *text = hide(text));
        Ok(reply)
    }

    fn answered(&self, form: Form, mut body: Value, stop: &Stop, hide: &dyn Fn(&str) -> String) -> Result<Reply, Failure> {
        let (content, mut usage) = self.content(&mut body, stop, hide)?;
        let problem = match form.parse(&content) {
            Ok(answer) => return Ok(Reply { answer, usage }),
            Err(problem) => problem,
        };
        if let Some(messages) = body["messages"].as_array_mut() {
            messages.push(json!({"role": "assistant", "content": content}));
            let again = format!("{problem}. Answer once more, with one JSON object of the schema and with nothing else.");
            messages.push(json!({"role": "user", "content": again}));
        }
        let (content, more) = self.content(&mut body, stop, hide)?;
        usage.add(more);
        let answer = form.parse(&content).map_err(Failure::once)?;
        Ok(Reply { answer, usage })
    }

    fn content(&self, body: &mut Value, stop: &Stop, hide: &dyn Fn(&str) -> String) -> Result<(String, Usage), Failure> {
        let text = hide(&written_plainly(self.call(body, stop)?));
        let completion: Completion = serde_json::from_str(&text)
            .map_err(|_| Failure::once(format!("the service sent no chat answer: {}", shown(&text))))?;
        completion.content().map_err(Failure::once)
    }

    /// The body of a successful answer.
    fn call(&self, body: &mut Value, stop: &Stop) -> Result<String, Failure> {
        let mut pause = self.settings.pause;
        for last in (0..TRIES).map(|attempt| attempt + 1 == TRIES) {
            self.leave_out(body);
            let ((failure, wait), is_down) = match self.send(body) {
                Ok(Sent { status: 200..=299, text, .. }) => {
                    self.down.store(0, Ordering::Relaxed);
                    return Ok(text);
                }
                Ok(sent) if self.learns(&sent, body) => continue,
                Ok(sent) => {
                    let failed = Sent { text: self.without_key(&written_plainly(sent.text)), ..sent }.failed();
                    let is_down = failed.1.is_some();
                    (failed, is_down)
                }
                Err(error) => (unreached(&error), true),
            };
            let wait = wait.map(|asked| asked.unwrap_or(pause)).filter(|wait| !last && *wait <= LONGEST_WAIT);
            match wait {
                Some(wait) if stop.sleep(wait) => pause *= 2,
                _ => {
                    let is_final = is_down && self.down.fetch_add(1, Ordering::Relaxed) + 1 >= PATIENCE;
                    return Err(Failure { is_final: failure.is_final || is_final, ..failure });
                }
            }
        }
        Err(Failure::once("the service refuses one field of the request after the other"))
    }

    fn send(&self, body: &Value) -> Result<Sent, ureq::Error> {
        let mut call = self.agent.post(&self.url).header("content-type", "application/json").header("accept", "application/json");
        if let Some(key) = &self.settings.key {
            call = call.header("authorization", format!("Bearer {}", key.0));
        }
        let mut response = call.send(body.to_string())?;
        let retry_after = response.headers().get("retry-after").and_then(|value| value.to_str().ok()).map(str::to_string);
        let status = response.status().as_u16();
        let text = response.body_mut().with_config().limit(LARGEST).lossy_utf8(true).read_to_string()?;
        Ok(Sent { status, retry_after, text })
    }

    fn without_key(&self, text: &str) -> String {
        self.settings.key.as_ref().map_or_else(|| text.to_string(), |key| text.replace(&key.0, "[key]"))
    }

    fn redacted(&self, failure: Failure) -> Failure {
        Failure { why: self.without_key(&failure.why), ..failure }
    }

    fn leave_out(&self, body: &mut Value) {
        let refused = self.refused.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(fields) = body.as_object_mut() {
            fields.retain(|field, _| !refused.contains(field.as_str()));
        }
    }

    /// Whether the server refuses an optional field that the request has; from then on no request has it.
    fn learns(&self, sent: &Sent, body: &Value) -> bool {
        let named = |field: &&&str| body.get(**field).is_some() && sent.text.contains(**field);
        // Some servers call it a fault of theirs.
        let field = OPTIONAL.iter().find(named).filter(|_| matches!(sent.status, 400 | 422 | 500 | 501));
        let mut refused = self.refused.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        refused.extend(field);
        field.is_some()
    }
}

/// JSON without escapes that it does not need, which could hide a key.
fn written_plainly(text: String) -> String {
    serde_json::from_str::<Value>(&text).map_or(text, |value| value.to_string())
}

/// What came back.
struct Sent {
    status: u16,
    retry_after: Option<String>,
    text: String,
}

/// A failure, and whether a later try may succeed: after the service's time, or after one's own.
type Failed = (Failure, Option<Option<Duration>>);

impl Sent {
    fn failed(self) -> Failed {
        let why = format!("the service answered {}{}", self.status, reason(&self.text));
        match self.status {
            408 | 425 | 429 | 500..=599 => (Failure::once(why), Some(self.wait())),
            300..=399 | 401 | 402 | 403 | 404 | 405 => (Failure::for_all(why), None),
            _ => (Failure::once(why), None),
        }
    }

    /// How long the service asks to wait: seconds, or until a date.
    fn wait(&self) -> Option<Duration> {
        let asked = self.retry_after.as_deref()?.trim();
        if let Ok(seconds) = asked.parse() {
            return Some(Duration::from_secs(seconds));
        }
        let until = jiff::fmt::rfc2822::parse(asked).ok()?.timestamp();
        let wait = until.duration_since(jiff::Timestamp::now());
        Some(Duration::try_from(wait).unwrap_or_default())
    }
}

/// A machine that is not there does not come back for the next request; one that is slow or breaks off may.
fn unreached(error: &ureq::Error) -> Failed {
    let why = format!("the service could not be asked: {}", shown(&error.to_string()));
    match error {
        ureq::Error::Timeout(_) => (Failure::once(why), None),
        ureq::Error::Io(error) if error.kind() != std::io::ErrorKind::ConnectionRefused => (Failure::once(why), Some(None)),
        ureq::Error::Protocol(_) => (Failure::once(why), Some(None)),
        ureq::Error::BodyExceedsLimit(_) => (Failure::once(why), None),
        _ => (Failure::for_all(why), Some(None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(status: u16, retry_after: Option<&str>, text: &str) -> Sent {
        Sent { status, retry_after: retry_after.map(str::to_string), text: text.to_string() }
    }

    #[test]
    fn some_failures_may_pass_and_some_hold_for_all() {
        let may_pass = |status| sent(status, None, "").failed().1.is_some();
        let is_final = |status| sent(status, None, "").failed().0.is_final;
        for status in [408, 429, 500, 502, 503, 529] {
            assert!(may_pass(status) && !is_final(status), "{status}");
        }
        for status in [301, 401, 403, 404] {
            assert!(!may_pass(status) && is_final(status), "{status}");
        }
        assert!(!may_pass(400) && !is_final(400));
    }

    #[test]
    fn the_service_says_how_long_to_wait() {
        let wait = |text| sent(429, Some(text), "").wait();
        assert_eq!((wait("7"), wait(" 0 "), wait("soon")), (Some(Duration::from_secs(7)), Some(Duration::ZERO), None));
        assert_eq!(wait("Wed, 21 Oct 2015 07:28:00 GMT"), Some(Duration::ZERO));
        assert!(wait("Thu, 31 Dec 2099 23:59:59 GMT").is_some_and(|wait| wait > LONGEST_WAIT));
    }

    #[test]
    fn a_key_is_not_shown() {
        assert_eq!(format!("{:?}", Key::new("sk-1")), "[key]");
    }
}
