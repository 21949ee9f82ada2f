//! Files of JSON objects, one a line, that are only added to.
//!
//! A line is written with one call, under a lock, and is on the disk before the program goes on. A last line that a crash cut short
//! is left out when reading and closed off when writing, so that such a file always reads.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{Error, unread, unwritten};

/// The lines of a file with its length in bytes; where there is no file, there are none. `what` names a line in errors.
///
/// # Errors
/// When the file cannot be read, or begun as its folder is not there, or a line other than a cut-off last one is none of these.
pub fn read<T: DeserializeOwned>(path: &Path, what: &str) -> Result<(Vec<T>, u64), Error> {
    let mut text = String::new();
    let problem = match File::open(path).and_then(|mut file| file.read_to_string(&mut text)) {
        Err(error) if error.kind() == ErrorKind::NotFound => (!has_folder(path)).then(|| unwritten(&error)),
        Err(error) => Some(unread(&error)),
        Ok(_) => None,
    };
    if let Some(problem) = problem {
        let help = format!("name a file with a {what} on each line, or one that is still to be begun in a folder that is there");
        return Err(Error::new(problem).at(path.display().to_string()).help(help));
    }
    let lines = parse(&text, what).map_err(|error| error.at(path.display().to_string()))?;
    Ok((lines, text.len() as u64))
}

fn parse<T: DeserializeOwned>(text: &str, what: &str) -> Result<Vec<T>, Error> {
    let mut lines = Vec::new();
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        if line.trim().is_empty() || line.starts_with("# cut off: ") {
            continue;
        }
        match serde_json::from_str(line) {
            Ok(parsed) => lines.push(parsed),
            Err(_) if !line.ends_with('\n') => {}
            Err(error) => {
                return Err(Error::new(format!("line {number} is no {what}: {error}")).help("mend or remove the line"));
            }
        }
    }
    Ok(lines)
}

/// Adds a line.
///
/// # Errors
/// When the file cannot be written.
pub fn append<T: Serialize + DeserializeOwned>(path: &Path, line: &T) -> Result<(), Error> {
    write(path, line).map_err(|error| {
        let help = "nothing was added; name another file, or let this one be written";
        Error::new(unwritten(&error)).at(path.display().to_string()).help(help)
    })
}

fn has_folder(path: &Path) -> bool {
    path.parent().is_none_or(|folder| folder.as_os_str().is_empty() || folder.is_dir())
}

fn write<T: Serialize + DeserializeOwned>(path: &Path, line: &T) -> std::io::Result<()> {
    let mut file = OpenOptions::new().create(true).read(true).append(true).open(path)?;
    file.lock()?;
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    if let Some(cut) = text.rsplit('\n').next().filter(|rest| !rest.is_empty()) {
        mend::<T>(&mut file, &text[..text.len() - cut.len()], cut)?;
    }
    let line = serde_json::to_string(line).map_err(std::io::Error::other)? + "\n";
    file.write_all(line.as_bytes())?;
    file.sync_all()
}

/// Closes off a last line without an end: a whole one gets its line end, a cut-off one is taken away.
fn mend<T: DeserializeOwned>(file: &mut File, whole: &str, cut: &str) -> std::io::Result<()> {
    match serde_json::from_str::<T>(cut) {
        Ok(_) => file.write_all(b"\n"),
        Err(_) => file.set_len(whole.len() as u64),
    }
}
