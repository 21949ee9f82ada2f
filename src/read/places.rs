//! What the arguments of a command name: files, folders, glob patterns, standard input.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use ignore::WalkBuilder;

use super::{extension, unreadable};
use crate::error::Error;
use crate::model::report::{Failed, Remark};

/// The endings of the files that are read from a folder.
const EXTENSIONS: [&str; 28] = [
    "atom", "csv", "docx", "eml", "epub", "feed", "gz", "htm", "html", "json", "jsonl", "markdown", "mbox", "md", "ndjson",
    "odt", "pdf", "rdf", "rss", "rtf", "srt", "text", "tsv", "txt", "vtt", "warc", "xhtml", "zip",
];

/// The files that one argument stands for, in the order of their names, and what was passed over on the way.
#[derive(Debug, Default)]
pub struct Places {
    pub files: Vec<PathBuf>,
    pub failed: Vec<Failed>,
    pub remark: Option<Remark>,
}

/// Finds the files of an argument. A name that is neither a folder nor a pattern stands for itself, whether it is there or not.
///
/// # Errors
/// When a pattern is none, or matches nothing.
pub fn places(argument: &OsStr) -> Result<Places, Error> {
    let path = Path::new(argument);
    let pattern = argument.to_str().filter(|text| text.contains(['*', '?', '[']));
    if path.is_dir() {
        return Ok(folder(path));
    }
    match pattern.filter(|_| argument != "-" && !path.exists()) {
        Some(pattern) => matching(pattern),
        None => Ok(Places { files: vec![path.to_path_buf()], ..Places::default() }),
    }
}

/// The files of known kinds below a folder.
fn folder(path: &Path) -> Places {
    let (found, failed) = walk(path);
    let (files, others): (Vec<PathBuf>, Vec<PathBuf>) =
        found.into_iter().filter(|file| !is_own(file)).partition(|file| is_known(file));
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    others.iter().for_each(|file| *kinds.entry(ending(file)).or_default() += 1);
    let remark = passed_over(&kinds).map(|what| Remark { document: named(path.as_os_str()), what });
    Places { files, failed, remark }
}

/// Whether a file is taken from a folder or an archive by its name.
pub fn is_known(file: &Path) -> bool {
    extension(file).is_some_and(|ext| EXTENSIONS.contains(&ext.as_str()))
}

/// `.jpg`, or `nameless`.
pub fn ending(file: &Path) -> String {
    extension(file).map_or("nameless".to_string(), |ext| format!(".{ext}"))
}

/// `passed over 3 .jpg and 1 .png files`.
pub fn passed_over(kinds: &BTreeMap<String, usize>) -> Option<String> {
    let total: usize = kinds.values().sum();
    let mut each: Vec<String> = kinds.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
    let last = each.pop()?;
    let list = if each.is_empty() { last } else { format!("{} and {last}", each.join(", ")) };
    let files = if total == 1 { "file" } else { "files" };
    Some(format!("passed over {list} {files}: named on the command line, they are looked at"))
}

/// The program's own settings and decisions, which lie beside the texts.
fn is_own(file: &Path) -> bool {
    file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("crossclaim."))
}

fn matching(pattern: &str) -> Result<Places, Error> {
    let matcher = glob(pattern)?;
    let (found, failed) = walk(&fixed_part(pattern));
    let bare = |file: PathBuf| file.strip_prefix("./").map(Path::to_path_buf).unwrap_or(file);
    let files: Vec<PathBuf> = found.into_iter().map(bare).filter(|file| matcher.is_match(file)).collect();
    if files.is_empty() { Err(Error::new("no file matches the pattern")) } else { Ok(Places { files, failed, remark: None }) }
}

fn glob(pattern: &str) -> Result<GlobMatcher, Error> {
    let bare = pattern.strip_prefix("./").unwrap_or(pattern);
    let glob = GlobBuilder::new(bare).literal_separator(true).build();
    glob.map(|glob| glob.compile_matcher()).map_err(|error| Error::new(error.to_string()))
}

/// The folders of a pattern that hold no wildcard.
fn fixed_part(pattern: &str) -> PathBuf {
    let fixed: PathBuf = Path::new(pattern)
        .components()
        .take_while(|part| !part.as_os_str().to_string_lossy().contains(['*', '?', '[']))
        .collect();
    if fixed.as_os_str().is_empty() { PathBuf::from(".") } else { fixed }
}

/// The files below a folder, by name, and the folders that could not be looked into.
fn walk(folder: &Path) -> (Vec<PathBuf>, Vec<Failed>) {
    let mut walker = WalkBuilder::new(folder);
    walker.git_ignore(false).git_global(false).git_exclude(false).ignore(false).parents(false);
    walker.add_custom_ignore_filename(".crossclaimignore");
    // `check . --format html > report.html`: what is being written is none of the texts.
    walker.skip_stdout(true);
    let (mut found, mut failed) = (Vec::new(), Vec::new());
    for entry in walker.build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => found.push(entry.into_path()),
            Ok(entry) if entry.path_is_symlink() && entry.path().is_file() => found.push(entry.into_path()),
            Ok(_) => {}
            Err(error) => failed.push(Failed { document: path_of(&error, folder), why: cause(&error) }),
        }
    }
    found.sort();
    failed.sort_by(|one, other| one.document.cmp(&other.document));
    (found, failed)
}

/// The name of a file in reports, bytes that are no UTF-8 as `\xFF`, so that two files never have one name.
pub fn named(path: &OsStr) -> String {
    let shown = |bytes: &[u8]| bytes.iter().map(|byte| format!("\\x{byte:02X}")).collect::<String>();
    let chunks = path.as_encoded_bytes().utf8_chunks();
    chunks.map(|chunk| chunk.valid().to_string() + &shown(chunk.invalid())).collect()
}

/// The path that an error of the walk is about.
fn path_of(error: &ignore::Error, folder: &Path) -> String {
    match error {
        ignore::Error::WithPath { path, .. } => named(path.as_os_str()),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err, folder),
        _ => named(folder.as_os_str()),
    }
}

fn cause(error: &ignore::Error) -> String {
    error.io_error().map_or_else(|| error.to_string(), |error| unreadable(error).line())
}
