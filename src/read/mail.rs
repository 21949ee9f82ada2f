//! Mail, one message or a box of them: what the sender wrote, without what is quoted below, and what is attached.

mod body;
mod quoted;

use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

use super::bounds::PAGE_LIMIT;
use super::draft::{Draft, Fields, put};
use super::html;
use super::reader::{Contents, File, Reader};
use super::written::{Lines, Written};
use crate::error::Error;

/// Fields of which one is written by programs alone.
const TECHNICAL: [&str; 6] = ["message-id", "mime-version", "received", "return-path", "dkim-signature", "delivered-to"];

pub struct Mail;

impl Reader for Mail {
    fn names(&self) -> &'static [&'static str] {
        &["mail", "eml", "mbox"]
    }

    fn fits(&self, file: &File) -> bool {
        let start = file.start();
        let message = if is_separator(start.lines().next().unwrap_or_default()) {
            start.split_once('\n').map_or("", |(_, rest)| rest)
        } else {
            &start
        };
        is_message(message)
    }

    fn read(&self, file: &File, contents: &mut Contents) -> Result<(), Error> {
        let starts = messages(file.bytes);
        let is_box = starts.len() > 1;
        let text = body::printable(file.bytes);
        let lines = Lines::new(&text);
        for (number, start) in starts.iter().enumerate() {
            let end = starts.get(number + 1).copied().unwrap_or(file.bytes.len());
            let source = Source { file, lines: &lines, start: *start, bytes: &file.bytes[*start..end] };
            if let Err(error) = source.read(is_box.then_some(number + 1), contents) {
                if !is_box {
                    return Err(error);
                }
                contents.fail(&file.part('#', &(number + 1).to_string()), &error);
            }
        }
        Ok(())
    }
}

/// Whether a text begins with the fields of a mail.
fn is_message(text: &str) -> bool {
    let field = |line: &str| line.split_once(':').map(|(name, _)| name.to_ascii_lowercase());
    let name = |name: &String| !name.is_empty() && name.bytes().all(|sign| sign.is_ascii_alphanumeric() || sign == b'-');
    let lines = text.lines().take_while(|line| !line.trim().is_empty()).filter(|line| !line.starts_with([' ', '\t']));
    let fields: Option<Vec<String>> = lines.map(|line| field(line).filter(name)).collect();
    fields.is_some_and(|fields| fields.len() > 2 && fields.iter().any(|field| TECHNICAL.contains(&field.as_str())))
}

/// `From ada@post.example Wed Jun 12 10:00:00 2024`.
fn is_separator(line: &str) -> bool {
    line.starts_with("From ") && line.split_whitespace().count() >= 6 && line.contains(':')
}

/// Where the messages of a box begin.
fn messages(bytes: &[u8]) -> Vec<usize> {
    let mut starts = Vec::new();
    let (mut at, mut blank) = (0, true);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if blank && line.starts_with(b"From ") && is_separator(&String::from_utf8_lossy(line)) {
            starts.push(at + line.len());
        }
        blank = line.iter().all(u8::is_ascii_whitespace);
        at += line.len();
    }
    if starts.is_empty() { vec![0] } else { starts }
}

/// One message with the file that it stands in.
struct Source<'s, 'f> {
    file: &'s File<'f>,
    lines: &'s Lines<'s>,
    start: usize,
    bytes: &'f [u8],
}

impl Source<'_, '_> {
    /// Reads a message; those of a box are numbered.
    fn read(&self, number: Option<usize>, contents: &mut Contents) -> Result<(), Error> {
        let message = MessageParser::default().parse(self.bytes).ok_or_else(|| Error::new("not read: a mail that is broken"))?;
        let id = || message.message_id().map_or_else(|| number.unwrap_or(1).to_string(), str::to_string);
        let name = if number.is_some() { self.file.part('#', &id()) } else { self.file.name.to_string() };
        let (mut text, forwarded) = self.body(&message)?;
        text.locate(self.lines);
        let before = contents.documents.len();
        let is_empty = text.is_blank();
        if !is_empty {
            contents.add_one(Draft { name: name.clone(), text, fields: fields(&message), whole: false }, self.file)?;
        }
        if forwarded {
            contents.remark(&name, "holds a message that was forwarded, whose words are read as its own");
        }
        self.attachments(&message, &name, contents);
        if is_empty && contents.documents.len() == before {
            return Err(Error::new("there is no text in it but what is quoted"));
        }
        Ok(())
    }

    /// What the sender wrote, and whether a message is passed on in it.
    fn body(&self, message: &Message) -> Result<(Written, bool), Error> {
        let Some(part) = message.text_body.first().and_then(|part| message.parts.get(*part as usize)) else {
            return Ok((Written::default(), false));
        };
        if part.len() > PAGE_LIMIT {
            return Err(Error::new(format!("not read: the text of a mail larger than {} MB", PAGE_LIMIT / 1_000_000)));
        }
        let text = body::text(part, self.bytes, self.start);
        let text = match part.body {
            PartType::Html(_) => html::mail(&text.text, self.file.bounds)?.within(&text),
            _ => text,
        };
        Ok(quoted::without(&text))
    }

    /// What a press office sends along is handed in like any file.
    fn attachments(&self, message: &Message, name: &str, contents: &mut Contents) {
        for part in message.attachments() {
            let Some(own) = part.attachment_name() else { continue };
            let own = own.replace(['/', '\\'], "_");
            if super::places::is_known(std::path::Path::new(&own)) {
                self.file.inner(&format!("{name}/{own}"), part.contents(), contents);
            } else {
                contents.remark(name, &format!("its attachment {own} is passed over"));
            }
        }
    }
}

fn fields(message: &Message) -> Fields {
    let mut fields = Fields::default();
    put(&mut fields.title, message.subject().map(bare_subject).unwrap_or_default(), "Subject");
    if let Some(sender) = message.from().and_then(|from| from.first()) {
        put(&mut fields.byline, sender.name().or(sender.address()).unwrap_or_default(), "From");
    }
    if let Some(date) = message.date() {
        put(&mut fields.published, &date.to_rfc3339(), "Date");
    }
    fields.id = message.message_id().map(str::to_string);
    fields
}

/// A subject without what replies put before it.
fn bare_subject(subject: &str) -> &str {
    let mut bare = subject.trim();
    while let Some((mark, rest)) = bare.split_once(':')
        && matches!(mark.trim().to_ascii_lowercase().as_str(), "re" | "fwd" | "fw" | "aw" | "wg" | "sv" | "tr")
    {
        bare = rest.trim();
    }
    bare
}

#[cfg(test)]
mod tests;
