//! `crossclaim lsp`: the findings of the open folder in an editor, over the Language Server Protocol on standard input and output.
//!
//! The folder is checked when it is opened and whenever a document is saved, in a thread of its own, so that the editor is answered
//! meanwhile from what was found last.

mod shown;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crossbeam_channel::{Receiver, Sender, bounded, select, unbounded};
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
use lsp_types::{ExecuteCommandParams, InitializeParams, MessageType, PublishDiagnosticsParams, ShowMessageParams, Uri};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::check::rulebook;
use super::config::Config;
use super::judge::JudgeArgs;
use super::review::reviewer;
use super::selection::SelectionArgs;
use super::{Ended, Outcome};
use crate::error::Error;
use crate::review::{Entry, Ledger};
use crate::{Corpus, read};
use shown::{DECIDE, Deciding, Shown};

const AFTER_HELP: &str = "\
The folder that the editor has opened is checked, or the documents that crossclaim.toml names in it. Findings show where they stand;
hovering tells the whole story, going to the definition leads to the other side, and a code action dismisses.

Neovim:  vim.lsp.start({ name = 'crossclaim', cmd = { 'crossclaim', 'lsp' }, root_dir = vim.fn.getcwd() })
Helix:   [language-server.crossclaim] command = 'crossclaim', args = ['lsp']";

/// Serve the findings of a folder to an editor (Language Server Protocol)
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Args {
    /// Rule packs of your own: TOML files, or folders with them
    #[arg(long, value_name = "PATH")]
    rules: Vec<PathBuf>,
    #[command(flatten)]
    judge: JudgeArgs,
    #[command(flatten)]
    selection: SelectionArgs,
    /// Who decides [default: $CROSSCLAIM_REVIEWER, the name that git signs with, or $USER]
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// The only way there is; editors name it
    #[arg(long, hide = true)]
    stdio: bool,
}

pub fn run(args: &Args) -> Ended {
    let (connection, threads) = Connection::stdio();
    let (id, params) = connection.initialize_start().map_err(protocol)?;
    let params: InitializeParams = serde_json::from_value(params).map_err(protocol)?;
    let folder = folder(&params).map_or_else(std::env::current_dir, Ok).map_err(protocol)?;
    std::env::set_current_dir(&folder).map_err(|error| protocol(error).at(folder.display().to_string()))?;
    connection.initialize_finish(id, greeting()).map_err(protocol)?;
    let (ask, asked) = bounded(1);
    let (tell, told) = unbounded();
    std::thread::scope(|scope| {
        scope.spawn(|| asked.into_iter().for_each(|()| drop(tell.send(look(args, &folder)))));
        Server { args, connection, ask, published: BTreeMap::new(), shown: Shown::default() }.serve(&told)
    })?;
    threads.join().map_err(protocol)?;
    Ok(Outcome::Clean)
}

fn protocol(error: impl std::fmt::Display) -> Error {
    Error::new(format!("the editor: {error}"))
}

/// What the server can do.
fn greeting() -> Value {
    json!({
        "capabilities": {
            "textDocumentSync": {"openClose": true, "save": true},
            "hoverProvider": true,
            "definitionProvider": true,
            "codeActionProvider": {"codeActionKinds": ["quickfix"]},
            "executeCommandProvider": {"commands": [DECIDE]},
        },
        "serverInfo": {"name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION")},
    })
}

/// The folder that the editor has opened.
#[expect(deprecated, reason = "editors that know no workspace folders name their root")]
fn folder(params: &InitializeParams) -> Option<PathBuf> {
    let first = params.workspace_folders.iter().flatten().next().map(|folder| &folder.uri);
    first.or(params.root_uri.as_ref()).and_then(shown::path)
}

/// Checks the folder as `crossclaim check` does.
fn look(args: &Args, folder: &Path) -> Result<Shown, Error> {
    let config = Config::load()?;
    let rules = rulebook(&config.rules(&args.rules))?;
    let selection = args.selection.load(&config, &rules, None)?;
    let documents = config.documents(&[]).unwrap_or_else(|_| vec![OsString::from(".")]);
    let corpus = Corpus::build(read::sources(&documents, &read::Options::default())?.documents, &rules);
    let mut report = args.judge.check(&config, &corpus, &rules)?;
    let texts: BTreeMap<String, String> = corpus
        .readings
        .into_iter()
        .map(|reading| (reading.document.name.clone(), reading.document.file_text().to_string()))
        .collect();
    selection.apply(&mut report, &texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect());
    Ok(Shown::new(report, texts, folder))
}

struct Server<'a> {
    args: &'a Args,
    connection: Connection,
    /// Asks for another look; one that waits already is enough.
    ask: Sender<()>,
    shown: Shown,
    /// The documents that have diagnostics, by their address.
    published: BTreeMap<String, Uri>,
}

impl Server<'_> {
    fn serve(mut self, told: &Receiver<Result<Shown, Error>>) -> Result<(), Error> {
        self.look_again();
        let messages = self.connection.receiver.clone();
        loop {
            select! {
                recv(messages) -> message => match message {
                    Ok(Message::Request(request)) if self.connection.handle_shutdown(&request).map_err(protocol)? => return Ok(()),
                    Ok(Message::Request(request)) => self.answer(request),
                    Ok(Message::Notification(notification)) => self.heed(&notification),
                    Ok(Message::Response(_)) => {}
                    Err(_) => return Ok(()),
                },
                recv(told) -> looked => match looked {
                    Ok(Ok(shown)) => self.show(shown),
                    Ok(Err(error)) => self.complain(&error),
                    Err(_) => return Ok(()),
                },
            }
        }
    }

    fn look_again(&self) {
        let _one_waits_already = self.ask.try_send(());
    }

    fn heed(&self, notification: &Notification) {
        if matches!(notification.method.as_str(), "textDocument/didSave" | "workspace/didChangeWatchedFiles") {
            self.look_again();
        }
    }

    fn send(&self, message: impl Into<Message>) {
        let _editor_left = self.connection.sender.send(message.into());
    }

    fn complain(&self, error: &Error) {
        let message = crate::report::visible::visible(&error.to_string()).into_owned();
        let params = ShowMessageParams { typ: MessageType::ERROR, message };
        self.send(Notification::new("window/showMessage".to_string(), params));
    }

    /// Publishes what was found, and takes back what is gone.
    fn show(&mut self, shown: Shown) {
        self.shown = shown;
        let mut now = self.shown.diagnostics();
        let gone =
            std::mem::take(&mut self.published).into_iter().filter(|(name, _)| !now.contains_key(name)).collect::<Vec<_>>();
        now.extend(gone.into_iter().map(|(name, uri)| (name, (uri, Vec::new()))));
        for (name, (uri, diagnostics)) in now {
            if !diagnostics.is_empty() {
                self.published.insert(name, uri.clone());
            }
            let params = PublishDiagnosticsParams { uri, diagnostics, version: None };
            self.send(Notification::new("textDocument/publishDiagnostics".to_string(), params));
        }
    }

    fn answer(&mut self, request: Request) {
        let result = match request.method.as_str() {
            "textDocument/hover" => parsed(request.params).map(|params| json!(self.shown.hover(&params))),
            "textDocument/definition" => parsed(request.params).map(|params| json!(self.shown.other_side(&params))),
            "textDocument/codeAction" => parsed(request.params).map(|params| json!(self.shown.actions(&params))),
            "workspace/executeCommand" => parsed(request.params).and_then(|params| self.execute(params)).map(|()| Value::Null),
            method => {
                let unknown = format!("{method} is not served");
                return self.send(Response::new_err(request.id, ErrorCode::MethodNotFound as i32, unknown));
            }
        };
        self.send(match result {
            Ok(result) => Response::new_ok(request.id, result),
            Err(error) => Response::new_err(request.id, ErrorCode::RequestFailed as i32, error.to_string()),
        });
    }

    /// Keeps a decision, and shows the finding no more.
    fn execute(&mut self, params: ExecuteCommandParams) -> Result<(), Error> {
        let wanted = params.arguments.into_iter().next().filter(|_| params.command == DECIDE);
        let Deciding { id, decision, why } = parsed(wanted.unwrap_or_default())?;
        let conflict = self.shown.conflict(&id).ok_or_else(|| Error::new(format!("no finding has the id `{id}`")))?;
        let mut ledger = Ledger::open(&self.args.selection.ledger(&Config::load()?))?;
        ledger.add(Entry::new(conflict, decision, &why, &reviewer(self.args.by.as_ref())))?;
        let shown = std::mem::take(&mut self.shown);
        self.show(shown.without(&id));
        Ok(())
    }
}

fn parsed<T: DeserializeOwned>(params: Value) -> Result<T, Error> {
    serde_json::from_value(params).map_err(protocol)
}
