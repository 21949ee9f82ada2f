//! `crossclaim analyse`: what the text analyser makes of documents, for people (table), programs (JSON) and corpus tools (CoNLL-U).

use std::ffi::OsString;
use std::fmt::Write as _;

use clap::ValueEnum;
use rayon::prelude::*;
use serde::Serialize;

use super::input::InputArgs;
use super::{Ended, Outcome, output};
use crate::analyse::Model;
use crate::model::{Analysis, Document, Sentence, Token};

/// Show tokens, tags, lemmas, dependency heads and entities of documents
#[derive(clap::Args)]
pub(super) struct Args {
    /// Files, folders, glob patterns, or `-` for standard input
    #[arg(required = true)]
    files: Vec<OsString>,
    /// Analyse the text as it is: front matter, headlines and datelines are sentences like any other
    #[arg(long)]
    raw: bool,
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    #[command(flatten)]
    input: InputArgs,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// One token a line, in columns
    Table,
    /// One JSON object a line for each document
    Json,
    /// CoNLL-U, with spaCy's labels
    Conllu,
}

/// Prints the analyses in the order of the documents.
pub(super) fn run(args: &Args) -> Ended {
    let sources = args.input.sources(&args.files)?;
    output::tell(&sources);
    let texts: Vec<String> = sources.documents.par_iter().map(|document| describe(document, args)).collect();
    output::print(&texts.concat())?;
    Ok(if sources.failed.is_empty() { Outcome::Clean } else { Outcome::Incomplete })
}

fn describe(document: &Document, args: &Args) -> String {
    let model = Model::get();
    let as_written = || Document { name: document.name.clone(), text: document.file_text().to_string(), ..Document::default() };
    let raw = args.raw.then(as_written);
    let analysis = raw.as_ref().map_or_else(|| model.analyse(document), |raw| model.analyse_raw(&raw.text));
    let view = View { document: raw.as_ref().unwrap_or(document), analysis: &analysis, entities: entity_tags(&analysis) };
    match args.format {
        Format::Table => view.table(),
        Format::Json => view.json(),
        Format::Conllu => view.conllu(),
    }
}

/// The entities as one tag a token: `B-PERSON`, `I-PERSON`, `O`.
fn entity_tags(analysis: &Analysis) -> Vec<String> {
    let mut tags = vec!["O".to_string(); analysis.tokens.len()];
    for entity in &analysis.entities {
        for at in entity.tokens.clone() {
            let begins = if at == entity.tokens.start { 'B' } else { 'I' };
            tags[at] = format!("{begins}-{}", entity.label);
        }
    }
    tags
}

struct View<'a> {
    document: &'a Document,
    analysis: &'a Analysis,
    entities: Vec<String>,
}

#[derive(Serialize)]
struct JsonDocument<'a> {
    document: &'a str,
    sentences: Vec<JsonSentence<'a>>,
}

#[derive(Serialize)]
struct JsonSentence<'a> {
    start: usize,
    end: usize,
    tokens: Vec<JsonToken<'a>>,
}

/// Offsets are bytes of the file; `head` is an index into the document's tokens.
#[derive(Serialize)]
struct JsonToken<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    lemma: &'a str,
    pos: &'a str,
    tag: &'a str,
    morph: &'a str,
    head: usize,
    dep: &'a str,
    ent: &'a str,
}

impl View<'_> {
    fn text(&self, token: &Token) -> &str {
        self.document.slice(token.span)
    }

    fn json(&self) -> String {
        let sentences = self.analysis.sentences.iter().map(|sentence| {
            let span = self.document.in_file(sentence.span);
            let tokens = sentence.tokens.clone().map(|at| self.json_token(at)).collect();
            JsonSentence { start: span.start, end: span.end, tokens }
        });
        let document = JsonDocument { document: &self.document.name, sentences: sentences.collect() };
        serde_json::to_string(&document).map_or_else(|error| error.to_string(), |line| line + "\n")
    }

    fn json_token(&self, at: usize) -> JsonToken<'_> {
        let token = &self.analysis.tokens[at];
        let span = self.document.in_file(token.span);
        JsonToken {
            start: span.start,
            end: span.end,
            text: self.text(token),
            lemma: &token.lemma,
            pos: token.pos,
            tag: token.tag,
            morph: token.morph,
            head: token.head,
            dep: token.dep,
            ent: &self.entities[at],
        }
    }

    fn conllu(&self) -> String {
        let mut out = format!("# newdoc id = {}\n", escaped(&self.document.name));
        for (number, sentence) in self.analysis.sentences.iter().enumerate() {
            let text = escaped_lines(self.document.slice(sentence.span));
            let _ = write!(out, "# sent_id = {}\n# text = {text}\n", number + 1);
            for at in sentence.tokens.clone() {
                self.conllu_token(at, sentence, &mut out);
            }
            out.push('\n');
        }
        out
    }

    fn conllu_token(&self, at: usize, sentence: &Sentence, out: &mut String) {
        let token = &self.analysis.tokens[at];
        let first = sentence.tokens.start;
        let (head, dep) = if token.head == at { (0, "root") } else { (token.head - first + 1, token.dep) };
        let next = self.analysis.tokens.get(at + 1);
        let joined = next.is_some_and(|next| next.span.start == token.span.end);
        let (form, lemma) = (escaped(self.text(token)), escaped(&token.lemma));
        let features = if token.morph.is_empty() { "_" } else { token.morph };
        let misc = if joined { "|SpaceAfter=No" } else { "" };
        let Token { pos, tag, .. } = token;
        let _ = writeln!(
            out,
            "{}\t{form}\t{lemma}\t{pos}\t{tag}\t{features}\t{head}\t{dep}\t_\tNER={}{misc}",
            at - first + 1,
            self.entities[at]
        );
    }

    fn table(&self) -> String {
        let mut out = format!("{}\n", self.document.name);
        for sentence in &self.analysis.sentences {
            out.push('\n');
            let text = |at: usize| escaped(self.text(&self.analysis.tokens[at]));
            let width = sentence.tokens.clone().map(|at| text(at).chars().count()).max().unwrap_or(0).min(24);
            for at in sentence.tokens.clone() {
                let Token { lemma, pos, tag, head, dep, .. } = &self.analysis.tokens[at];
                let (form, head) = (text(at), if *head == at { String::new() } else { text(*head) });
                let lemma = escaped(lemma);
                let entity = Some(self.entities[at].as_str()).filter(|tag| *tag != "O").unwrap_or_default();
                let line = format!("{form:width$}  {lemma:width$}  {pos:5}  {tag:5}  {dep:9}  {head:width$}  {entity}");
                let _ = writeln!(out, "{}", line.trim_end());
            }
        }
        out.push('\n');
        out
    }
}

/// A form for a field of a line: white space is spelled out, since a token may be nothing else.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            ' ' if !text.trim().is_empty() => out.push(' '),
            ' ' => out.push_str("\\s"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if char.is_whitespace() || char.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(char));
            }
            _ => out.push(char),
        }
    }
    out
}

/// A text on one line.
fn escaped_lines(text: &str) -> String {
    text.chars().map(|char| if char.is_whitespace() || char.is_control() { ' ' } else { char }).collect()
}
