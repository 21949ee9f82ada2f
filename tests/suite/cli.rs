//! Command lines as data: each file under `tests/cli` holds runs with their exit status and what they must and must not print.
//!
//! The runs of a file share a folder, a copy of `tests/data/ferry`, and happen in their order.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// Files that are there before the first run, by path.
    #[serde(default)]
    files: std::collections::BTreeMap<String, String>,
    run: Vec<Run>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Run {
    args: String,
    #[serde(default)]
    stdin: String,
    status: i32,
    /// Pieces that standard output must hold.
    #[serde(default)]
    prints: Vec<String>,
    /// Pieces that it must not hold.
    #[serde(default)]
    omits: Vec<String>,
    /// Pieces that standard error must hold.
    #[serde(default)]
    says: Vec<String>,
    /// Files that must be there afterwards.
    #[serde(default)]
    writes: Vec<String>,
    /// Files that must still hold these pieces.
    #[serde(default)]
    keeps: std::collections::BTreeMap<String, String>,
    #[serde(default)]
    env: std::collections::BTreeMap<String, String>,
}

pub fn data(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(path)
}

pub fn copy_of_ferry() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for entry in std::fs::read_dir(data("data/ferry")).expect("the example is there") {
        let entry = entry.expect("an entry");
        std::fs::copy(entry.path(), folder.path().join(entry.file_name())).expect("it is copied");
    }
    folder
}

pub fn crossclaim(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_crossclaim"));
    command.current_dir(folder).env_remove("NO_COLOR").env("USER", "tester").env_remove("CROSSCLAIM_REVIEWER");
    command.env("CROSSCLAIM_JUDGE", "off").env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    command
}

#[test]
fn commands_do_what_their_cases_say() {
    let mut problems = Vec::new();
    let mut files: Vec<_> =
        std::fs::read_dir(data("cli")).expect("the cases are there").flatten().map(|entry| entry.path()).collect();
    files.sort();
    assert!(!files.is_empty());
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a case is text");
        let case: Case = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let folder = copy_of_ferry();
        for (path, text) in &case.files {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("it is made");
            std::fs::write(path, text).expect("it is written");
        }
        for run in &case.run {
            problems.extend(run.problems(folder.path()).map(|problem| format!("{}: {}: {problem}", file.display(), run.args)));
        }
    }
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

#[test]
fn settings_come_from_above_the_working_folder_and_never_from_the_texts() {
    let folder = copy_of_ferry();
    let desk = folder.path().join("desk");
    let texts = folder.path().join("texts");
    for place in [&desk, &texts] {
        std::fs::create_dir(place).expect("a folder");
    }
    let run = |args: &[&str]| {
        let output = crossclaim(&desk).args(args).args(["--format", "concise"]).output().expect("it runs");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let show = ["show", "../report.json"];
    let kept = folder.path().join("crossclaim.toml");
    assert!(run(&show).contains(" quantity:"));
    std::fs::write(&kept, "skip = [\"quantity\"]").expect("a file");
    assert!(!run(&show).contains(" quantity:") && run(&show).contains(" negation:"));

    std::fs::remove_file(&kept).expect("it was there");
    std::fs::copy(folder.path().join("report.json"), texts.join("report.json")).expect("it is copied");
    std::fs::write(texts.join("crossclaim.toml"), "skip = [\"quantity\"]").expect("a file");
    assert!(run(&["show", "../texts/report.json"]).contains(" quantity:"));
}

#[test]
fn a_setting_that_is_none_is_refused_with_the_values_there_are() {
    let folder = copy_of_ferry();
    for (setting, said) in [
        ("format = \"tabel\"", "one of table, full, concise"),
        ("color = \"blue\"", "one of auto, always, never"),
        ("hyperlinks = \"no\"", "one of auto, always, never"),
        ("fail-on = \"x\"", "one of contradiction, reference"),
        ("min-severity = \"x\"", "one of note, warning, error"),
        ("width = 39", "a number from 40 to 400"),
        ("colour = \"auto\"", "expected one of"),
        ("jobs = \"two\"", "expected usize"),
        ("only = [\"quantiy\"]", "did you mean `quantity`?"),
        ("baseline = \"nowhere.json\"", "baseline in crossclaim.toml"),
    ] {
        std::fs::write(folder.path().join("crossclaim.toml"), setting).expect("a file");
        let output = crossclaim(folder.path()).args(["show", "report.json"]).output().expect("it runs");
        let said_of_it = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{setting}: {said_of_it}");
        assert!(said_of_it.contains(said) && said_of_it.contains("crossclaim.toml"), "{setting}: {said_of_it}");
    }
}

#[test]
fn what_claims_and_graphs_quote_is_made_visible() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "Mayor Ada \u{1b}[31mLind spoke in Vellmar. 40 ships sank on Monday.\n";
    std::fs::write(folder.path().join("a\u{1b}b.txt"), text).expect("a file");
    for arguments in
        [&["claims", "."][..], &["claims", "--statements", "."], &["graph", "."], &["graph", ".", "--format", "json"]]
    {
        let output = crossclaim(folder.path()).args(arguments).output().expect("it runs").stdout;
        assert!(!output.is_empty() && !output.contains(&0x1b), "{}", String::from_utf8_lossy(&output));
    }
}

#[test]
fn a_graph_holds_claims_figures_and_findings_and_no_entity_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let opened = |mayor: &str| {
        format!("VELLMAR, June 3, 2025: Mayor {mayor} of Vellmar opened the new bridge on Monday. 40 boats passed.\n")
    };
    std::fs::write(folder.path().join("a.txt"), opened("Anders Quist")).expect("a file");
    std::fs::write(folder.path().join("b.txt"), opened("Karin Dahl")).expect("a file");
    let graph = |format| {
        crossclaim(folder.path()).args(["graph", "a.txt", "b.txt", "--format", format]).output().expect("it runs").stdout
    };
    let whole: serde_json::Value = serde_json::from_slice(&graph("json")).expect("JSON");
    let (nodes, edges) = (whole["nodes"].as_array().expect("nodes"), whole["edges"].as_array().expect("edges"));
    let tied = |id: &serde_json::Value| edges.iter().any(|edge| edge["from"] == *id || edge["to"] == *id);
    assert!(nodes.iter().all(|node| tied(&node["id"])), "{whole}");
    let of = |sort: &str| {
        nodes
            .iter()
            .filter(|node| node["sort"] == sort)
            .map(|node| node["label"].as_str().unwrap_or_default())
            .collect::<Vec<_>>()
    };
    assert_eq!(of("document"), ["a.txt", "b.txt"]);
    assert_eq!(of("figure"), ["boat: 40", "boat: 40"]);
    assert_eq!(of("finding").len(), 1, "{whole}");
    let finding = nodes.iter().find(|node| node["sort"] == "finding").expect("a finding");
    let cited = edges.iter().filter(|edge| edge["from"] == finding["id"] && edge["label"] == "cites").count();
    assert!(cited >= 2, "{whole}");
    let markup = String::from_utf8(graph("graphml")).expect("UTF-8");
    assert_eq!((markup.matches("<key id=\"label\"").count(), markup.matches("<key id=\"relation\"").count()), (1, 1));
}

#[test]
fn a_decision_is_signed_with_the_name_of_git() {
    let folder = copy_of_ferry();
    std::fs::write(folder.path().join("git.conf"), "[user]\n\tname = Ann Berg\n").expect("a file");
    let signed = |git: &str, by: &[&str]| {
        let mut command = crossclaim(folder.path());
        command
            .env("GIT_CONFIG_GLOBAL", folder.path().join(git))
            .env_remove("GIT_AUTHOR_NAME")
            .args(["review", "confirm", "5ec2", "report.json"])
            .args(by);
        assert!(command.status().expect("it runs").success());
        let ledger = std::fs::read_to_string(folder.path().join("crossclaim.review.jsonl")).expect("it is there");
        let last: serde_json::Value = serde_json::from_str(ledger.lines().last().expect("a line")).expect("JSON");
        last["by"].as_str().unwrap_or_default().to_string()
    };
    assert_eq!(signed("git.conf", &["--by", "bo"]), "bo");
    assert_eq!(signed("git.conf", &["--by", " "]), "Ann Berg");
    assert_eq!(signed("none.conf", &[]), "tester");
}

#[test]
fn the_ledger_lies_beside_the_settings() {
    let folder = copy_of_ferry();
    let desk = folder.path().join("desk");
    std::fs::create_dir(&desk).expect("a folder");
    std::fs::write(folder.path().join("crossclaim.toml"), "").expect("a file");
    let done = crossclaim(&desk).args(["review", "confirm", "5ec2", "../report.json"]).status().expect("it runs");
    assert!(done.success());
    assert!(folder.path().join("crossclaim.review.jsonl").is_file() && !desk.join("crossclaim.review.jsonl").exists());
    let listed = crossclaim(folder.path()).args(["review", "list", "report.json"]).output().expect("it runs").stdout;
    assert!(String::from_utf8_lossy(&listed).contains("confirmed by tester"));
}

impl Run {
    fn problems(&self, folder: &Path) -> impl Iterator<Item = String> {
        let words = shell_words::split(&self.args).expect("the arguments of a case can be split");
        let mut child = crossclaim(folder)
            .args(words)
            .envs(&self.env)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        child.stdin.take().expect("a pipe").write_all(self.stdin.as_bytes()).ok();
        let output = child.wait_with_output().expect("the program ends");
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        let mut found = Vec::new();
        if output.status.code() != Some(self.status) {
            found.push(format!("status {:?}, not {}; standard error: {err}", output.status.code(), self.status));
        }
        found.extend(
            self.prints.iter().filter(|piece| !out.contains(*piece)).map(|piece| format!("does not print {piece:?} but\n{out}")),
        );
        found.extend(self.omits.iter().filter(|piece| out.contains(*piece)).map(|piece| format!("prints {piece:?}")));
        found.extend(
            self.says.iter().filter(|piece| !err.contains(*piece)).map(|piece| format!("does not say {piece:?} but\n{err}")),
        );
        found.extend(self.writes.iter().filter(|path| !folder.join(path).is_file()).map(|path| format!("does not write {path}")));
        let holds =
            |path: &String, piece: &String| std::fs::read_to_string(folder.join(path)).is_ok_and(|text| text.contains(piece));
        found.extend(
            self.keeps.iter().filter(|(path, piece)| !holds(path, piece)).map(|(path, _)| format!("does not keep {path}")),
        );
        found.into_iter()
    }
}

/// Inputs that no list of arguments can name.
#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::PermissionsExt;
    use std::process::{Command, Output};

    use super::*;

    const GAZETTE: &str = "VELLMAR (Gazette), June 3, 2025: Mayor Anders Quist of Vellmar opened the new bridge on Monday.\n";
    const WIRE: &str = "VELLMAR (Northwire), June 3, 2025: Mayor Karin Dahl of Vellmar opened the new bridge on Monday.\n";

    fn said(output: &Output) -> String {
        [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned()).concat()
    }

    #[test]
    fn pipes_are_read_like_files() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("gazette.txt"), GAZETTE).expect("a file");
        std::fs::write(folder.path().join("wire.txt"), WIRE).expect("a file");
        let script = format!("{} check <(cat gazette.txt) <(cat wire.txt) --format concise", env!("CARGO_BIN_EXE_crossclaim"));
        let output = Command::new("bash").args(["-c", &script]).current_dir(folder.path()).output().expect("there is a bash");
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        assert!(said(&output).contains("office-holder") && said(&output).contains("/dev/fd/"), "{}", said(&output));
    }

    #[test]
    fn names_need_not_be_unicode() {
        let folder = tempfile::tempdir().expect("a folder");
        let name = OsStr::from_bytes(b"gaz\xff.txt");
        if std::fs::write(folder.path().join(name), GAZETTE).is_err() {
            return;
        }
        std::fs::write(folder.path().join("wire.txt"), WIRE).expect("a file");
        for arguments in [vec![name, OsStr::new("wire.txt")], vec![OsStr::new(".")]] {
            let output = crossclaim(folder.path()).arg("check").args(arguments).output().expect("it runs");
            assert_eq!(output.status.code(), Some(1), "{}", said(&output));
            assert!(said(&output).contains("Karin Dahl") && said(&output).contains(r"gaz\xFF.txt"), "{}", said(&output));
        }
    }

    #[test]
    fn what_is_being_written_is_none_of_the_texts() {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in [("gazette.txt", GAZETTE), ("wire.txt", WIRE)] {
            std::fs::write(folder.path().join(name), text).expect("a file");
        }
        let page = std::fs::File::create(folder.path().join("report.html")).expect("a file");
        let mut command = crossclaim(folder.path());
        let output = command.args(["check", ".", "--format", "html"]).stdout(page).output().expect("it runs");
        assert_eq!((output.status.code(), said(&output)), (Some(1), String::new()));
    }

    #[test]
    fn a_folder_that_cannot_be_read_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let (open, shut) = (folder.path().join("news/open"), folder.path().join("news/shut"));
        for place in [&open, &shut] {
            std::fs::create_dir_all(place).expect("a folder");
        }
        std::fs::write(open.join("wire.txt"), WIRE).expect("a file");
        std::fs::set_permissions(&shut, std::fs::Permissions::from_mode(0o000)).expect("it is shut");
        if std::fs::read_dir(&shut).is_ok() {
            return; // Nothing is shut to the superuser.
        }
        let output = crossclaim(folder.path()).args(["check", "news"]).output().expect("it runs");
        std::fs::set_permissions(&shut, std::fs::Permissions::from_mode(0o700)).expect("it is opened");
        assert_eq!(output.status.code(), Some(3), "{}", said(&output));
        assert!(said(&output).contains("news/shut: no permission"), "{}", said(&output));
    }
}
