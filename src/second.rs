//! A language model as second reader, for those who have one and ask for it by name.
//!
//! What is asked is made in [`request`]: each story is read for passages that cannot both be true, and findings that are open are put to
//! it in both orders. The requests go to a [`service`], several at a time ([`ask`]), where no answer is kept from before ([`kept`]); or they
//! are written to a file, and the answers come as one ([`results`]). Documents are data in all of this: whatever they say, an answer must
//! be in its form ([`answer`]), and its quotations must stand in the documents ([`hold()`], [`locate`](crate::locate)). What remains is an
//! account that the checks weigh; without somebody who asks for it, nothing here runs.

mod address;
pub mod answer;
pub mod ask;
pub mod chat;
mod groups;
mod hold;
pub mod kept;
pub mod request;
pub mod results;
pub mod service;
pub mod stop;

use serde_json::json;

pub use hold::hold;
pub use request::requests;

use request::Request;

/// Tokens of documents that a request holds, unless something else is set.
pub const WINDOW: usize = 24_000;
/// Requests at a time, unless something else is set.
pub const PARALLEL: usize = 4;
/// Seconds for one answer, unless something else is set: a model on one's own machine takes its time.
pub const TIMEOUT: u64 = 600;

/// A request as a line of OpenAI's batch form, without what some models refuse: in a batch nobody asks again without it.
pub fn batch_line(request: &Request, model: &str) -> String {
    let mut body = request.body(model);
    body.as_object_mut().and_then(|fields| fields.remove("temperature"));
    let line = json!({
        "custom_id": request.id,
        "method": "POST",
        "url": "/v1/chat/completions",
        "body": body,
    });
    format!("{line}\n")
}
