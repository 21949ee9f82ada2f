//! The language server, driven by a client over its standard input and output.

use std::io::BufReader;
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use lsp_server::{Message, Notification, Request};
use serde_json::{Value, json};

use super::cli::crossclaim;

const GAZETTE: &str =
    "VELLMAR (Gazette), June 3, 2025: Zoë 🚢 sailed. Mayor Anders Quist of Vellmar opened the new bridge on Monday.\n";
const WIRE: &str = "VELLMAR (Northwire), June 3, 2025: Mayor Karin Dahl of Vellmar opened the new bridge on Monday.\n";

/// An editor with a folder open.
struct Editor {
    server: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    root: String,
    asked: i32,
}

impl Editor {
    fn open(folder: &Path) -> Self {
        let mut server = crossclaim(folder)
            .args(["lsp", "--stdio", "--by", "ann"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        let (to, from) = (server.stdin.take().expect("a pipe"), BufReader::new(server.stdout.take().expect("a pipe")));
        let mut editor = Self { server, to, from, root: format!("file://{}", folder.display()), asked: 0 };
        let root = editor.root.clone();
        let greeting = editor.ask("initialize", json!({"capabilities": {}, "rootUri": root}));
        assert_eq!(greeting["serverInfo"]["name"], "crossclaim");
        assert_eq!(greeting["capabilities"]["hoverProvider"], true);
        editor.tell("initialized", json!({}));
        editor
    }

    fn address(&self, name: &str) -> Value {
        json!({"uri": format!("{}/{name}", self.root)})
    }

    fn at(&self, name: &str, place: &Value) -> Value {
        json!({"textDocument": self.address(name), "position": place})
    }

    fn tell(&mut self, method: &str, params: Value) {
        Message::Notification(Notification::new(method.to_string(), params)).write(&mut self.to).expect("it is sent");
    }

    fn hear(&mut self) -> Message {
        Message::read(&mut self.from).expect("a message").expect("the server speaks on")
    }

    /// The answer to a request; an error is its message.
    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let id = self.asked.into();
        Message::Request(Request::new(self.asked.into(), method.to_string(), params)).write(&mut self.to).expect("it is sent");
        loop {
            match self.hear() {
                Message::Response(response) if response.id == id => {
                    let response = serde_json::to_value(&response).expect("JSON");
                    return if response["error"].is_null() { response["result"].clone() } else { response["error"].clone() };
                }
                _ => {}
            }
        }
    }

    /// The next diagnostics that are published, of all documents, sorted by their names.
    fn diagnostics(&mut self, documents: usize) -> Vec<(String, Vec<Value>)> {
        let mut published = Vec::new();
        while published.len() < documents {
            let Message::Notification(notification) = self.hear() else { continue };
            if notification.method == "textDocument/publishDiagnostics" {
                let uri = notification.params["uri"].as_str().expect("an address").to_string();
                let name = uri.strip_prefix(&format!("{}/", self.root)).expect("in the folder").to_string();
                published.push((name, notification.params["diagnostics"].as_array().expect("a list").clone()));
            }
        }
        published.sort_by(|one, other| one.0.cmp(&other.0));
        published
    }

    fn close(mut self) {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.tell("exit", Value::Null);
        assert!(self.server.wait().expect("it ends").success());
    }
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("gazette.txt"), GAZETTE).expect("a file");
    std::fs::write(folder.path().join("wire.txt"), WIRE).expect("a file");
    folder
}

#[test]
fn an_editor_sees_findings_with_their_other_side_and_dismisses_them() {
    let folder = folder();
    let mut editor = Editor::open(folder.path());
    let published = editor.diagnostics(2);
    let names: Vec<&str> = published.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["gazette.txt", "wire.txt"]);
    let [here, there] = [&published[0].1[0], &published[1].1[0]];
    let start = GAZETTE[..GAZETTE.find("Mayor").expect("it is there")].encode_utf16().count();
    assert_eq!((&here["range"]["start"]["line"], &here["range"]["start"]["character"]), (&json!(0), &json!(start)));
    assert_eq!(
        (&here["severity"], &here["source"], &here["code"]),
        (&json!(1), &json!("crossclaim"), &json!("one-holder-per-office"))
    );
    assert!(here["message"].as_str().is_some_and(|text| text.contains("Anders Quist") && text.contains("Karin Dahl")), "{here}");
    let related = &here["relatedInformation"][0];
    assert_eq!(related["location"]["range"], there["range"]);

    let place = here["range"]["start"].clone();
    let told = editor.ask("textDocument/hover", editor.at("gazette.txt", &place));
    let told = told["contents"]["value"].as_str().expect("a text").to_string();
    assert!(told.starts_with("CONTRADICTION") && told.contains("Gazette") && told.contains("id "), "{told}");
    let nothing = editor.ask("textDocument/hover", editor.at("gazette.txt", &json!({"line": 0, "character": 0})));
    assert_eq!(nothing, Value::Null);

    let other = editor.ask("textDocument/definition", editor.at("gazette.txt", &place));
    assert_eq!(other, json!([{"uri": editor.address("wire.txt")["uri"], "range": there["range"]}]));

    let asked = json!({"textDocument": editor.address("wire.txt"), "range": there["range"], "context": {"diagnostics": []}});
    let actions = editor.ask("textDocument/codeAction", asked);
    assert_eq!(actions.as_array().map(Vec::len), Some(3), "{actions}");
    let command = actions[0]["command"].clone();
    let done = editor.ask("workspace/executeCommand", json!({"command": command["command"], "arguments": command["arguments"]}));
    assert_eq!(done, Value::Null);
    let ledger = std::fs::read_to_string(folder.path().join("crossclaim.review.jsonl")).expect("it is there");
    assert!(ledger.contains("\"decision\":\"dismissed\"") && ledger.contains("\"by\":\"ann\""), "{ledger}");
    assert!(ledger.contains("two persons, places or things"), "{ledger}");
    let again = editor.ask("workspace/executeCommand", json!({"command": command["command"], "arguments": command["arguments"]}));
    assert!(again["message"].as_str().is_some_and(|text| text.contains("no finding has the id")), "{again}");
    editor.close();
}

#[test]
fn a_saved_document_is_read_again_and_what_is_gone_is_taken_back() {
    let folder = folder();
    let mut editor = Editor::open(folder.path());
    assert!(editor.diagnostics(2).iter().all(|(_, found)| found.len() == 1));
    std::fs::write(folder.path().join("wire.txt"), WIRE.replace("Karin Dahl", "Anders Quist")).expect("a file");
    editor.tell("textDocument/didSave", json!({"textDocument": editor.address("wire.txt")}));
    assert!(editor.diagnostics(2).iter().all(|(_, found)| found.is_empty()));
    std::fs::write(folder.path().join("wire.txt"), WIRE).expect("a file");
    editor.tell("textDocument/didSave", json!({"textDocument": editor.address("wire.txt")}));
    assert!(editor.diagnostics(2).iter().all(|(_, found)| found.len() == 1));
    editor.close();
}

#[test]
fn what_cannot_be_done_is_said_to_the_editor() {
    let folder = folder();
    std::fs::write(folder.path().join("crossclaim.toml"), "fail-on = \"x\"").expect("a file");
    let mut editor = Editor::open(folder.path());
    let shown = loop {
        if let Message::Notification(notification) = editor.hear() {
            break notification;
        }
    };
    assert_eq!(shown.method, "window/showMessage");
    assert!(shown.params["message"].as_str().is_some_and(|text| text.contains("is no value of fail-on")), "{:?}", shown.params);
    let unknown = editor.ask("textDocument/rename", json!({}));
    assert!(unknown["message"].as_str().is_some_and(|text| text.contains("not served")), "{unknown}");
    editor.close();
}
