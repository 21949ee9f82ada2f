//! The files that a run writes: a regular file whole or not at all, everything else as it is.
//!
//! Links are followed, so that what they lead to is written; what the run reads is never written over.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::error::{Error, unwritten};
use crate::report::Format;

/// Links that lead to links are followed so often.
const LINKS: usize = 40;

/// A file to be written.
#[derive(Clone, Debug)]
pub struct Target {
    pub format: Format,
    path: PathBuf,
}

impl FromStr for Target {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        match text.split_once(':') {
            Some((format, path)) if !path.is_empty() => Ok(Self { format: format.parse()?, path: PathBuf::from(path) }),
            _ => Err(Error::new("a file is named with its format, as in html:report.html")),
        }
    }
}

/// Refuses targets that would write over what is read, or over each other.
///
/// # Errors
/// Names the path and what it is.
pub fn check<'a>(targets: &[Target], inputs: impl Iterator<Item = &'a Path>) -> Result<(), Error> {
    let inputs: Vec<&Path> = inputs.filter(|input| *input != Path::new("-")).collect();
    for (at, target) in targets.iter().enumerate() {
        if targets[..at].iter().any(|other| target.is_place_of(&other.path)) {
            return Err(target.refused("two outputs go there").help("give each a path of its own"));
        }
        if inputs.iter().any(|input| target.is_place_of(input)) {
            return Err(target.refused("it is read in this run, and would be written over").help("choose another path"));
        }
    }
    Ok(())
}

impl Target {
    /// Whether it is standard output.
    pub fn is_screen(&self) -> bool {
        self.path == Path::new("-")
    }

    fn refused(&self, problem: &str) -> Error {
        Error::new(format!("not written: {problem}")).at(self.path.display().to_string())
    }

    /// Whether a path names the file that is to be written; what holds nothing, like a device, is nobody's place.
    fn is_place_of(&self, other: &Path) -> bool {
        if self.is_screen() {
            return self.path == other;
        }
        let (one, other) = (followed(&self.path), followed(other));
        match fs::metadata(&one) {
            Ok(there) if !there.is_file() => false,
            Ok(_) => same_file::is_same_file(&one, &other).unwrap_or(false),
            Err(_) => absolute(&one) == absolute(&other),
        }
    }

    /// Writes the text.
    ///
    /// # Errors
    /// Names the path as it was given.
    pub fn write(&self, text: &str) -> Result<(), Error> {
        let place = followed(&self.path);
        let written = match fs::metadata(&place) {
            Ok(there) if there.is_dir() => return Err(self.refused("it is a folder")),
            Ok(there) if there.is_file() && there.permissions().readonly() => return Err(self.refused("it is read-only")),
            Ok(there) if there.is_file() => write_whole(&place, text, Some(there.permissions())),
            Ok(_) => fs::OpenOptions::new().write(true).open(&place).and_then(|mut file| file.write_all(text.as_bytes())),
            Err(_) => write_whole(&place, text, None),
        };
        written.map_err(|error| self.refused(&unwritten(&error)))
    }
}

/// What a chain of links leads to, whether it is there or not.
fn followed(path: &Path) -> PathBuf {
    let mut place = path.to_path_buf();
    for _ in 0..LINKS {
        let Ok(next) = fs::read_link(&place) else { break };
        place = place.parent().unwrap_or(Path::new("")).join(next);
    }
    place
}

/// The path from the root, as far as its folder is there.
fn absolute(path: &Path) -> Option<PathBuf> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Some(fs::canonicalize(folder).ok()?.join(path.file_name()?))
}

/// Writes a file beside its place and moves it there when it is complete.
fn write_whole(place: &Path, text: &str, permissions: Option<fs::Permissions>) -> io::Result<()> {
    let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = builder().tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    file.persist(place)?;
    Ok(())
}

/// A file like those that any program writes: readable by others where the umask allows it.
fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".crossclaim-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(path: &Path) -> Target {
        Target { format: Format::Json, path: path.to_path_buf() }
    }

    fn refused(targets: &[Target], inputs: &[&Path]) -> bool {
        check(targets, inputs.iter().copied()).is_err()
    }

    #[test]
    fn what_is_read_and_what_is_written_already_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let [article, other, fresh] = ["a.txt", "b.txt", "new.json"].map(|name| folder.path().join(name));
        fs::write(&article, "text").expect("a file");
        fs::write(&other, "text").expect("a file");
        assert!(refused(&[target(&article)], &[&other, &article]));
        assert!(refused(&[target(&folder.path().join("./a.txt"))], &[&article]));
        assert!(refused(&[target(&fresh), target(&folder.path().join("./new.json"))], &[]));
        assert!(refused(&[target(Path::new("-")), target(Path::new("-"))], &[]));
        assert!(!refused(&[target(&fresh), target(Path::new("-"))], &[&article, Path::new("-")]));
    }

    #[test]
    fn a_file_that_is_there_keeps_its_permissions_and_a_read_only_one_its_text() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join("kept");
        fs::write(&place, "old").expect("a file");
        let mut permissions = fs::metadata(&place).expect("it is there").permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&place, permissions).expect("they are set");
        let error = target(&place).write("new").expect_err("it is read-only").to_string();
        assert!(error.contains("read-only") && error.contains("kept"), "{error}");
        assert_eq!(fs::read_to_string(&place).expect("it is there"), "old");
        let error = target(&folder.path().join("no/such")).write("new").expect_err("no folder").to_string();
        assert!(error.contains("no/such") && !error.contains(".crossclaim-"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_devices_written_to() {
        use std::os::unix::fs::{FileTypeExt, symlink};
        let folder = tempfile::tempdir().expect("a folder");
        let [real, link, article, alias] = ["real", "link", "a.txt", "alias"].map(|name| folder.path().join(name));
        fs::write(&article, "text").expect("a file");
        symlink("real", &link).expect("a link");
        symlink("a.txt", &alias).expect("a link");
        target(&link).write("through a link to nothing").expect("it is written");
        assert_eq!(fs::read_to_string(&real).expect("it is there"), "through a link to nothing");
        target(&link).write("again").expect("it is written");
        assert!(fs::symlink_metadata(&link).expect("it is there").is_symlink());
        assert_eq!(fs::read_to_string(&real).expect("it is there"), "again");
        assert!(refused(&[target(&alias)], &[&article]));
        assert!(refused(&[target(&real), target(&link)], &[]));
        let null = Path::new("/dev/null");
        if fs::metadata(null).is_ok_and(|there| there.file_type().is_char_device()) {
            target(null).write("into nothing").expect("it is written");
            assert!(fs::metadata(null).is_ok_and(|there| there.file_type().is_char_device()));
        }
    }
}
