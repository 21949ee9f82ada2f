//! Files in files: `.gz` and `.zip` of anything that is read, within bounds.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;
use zip::result::ZipError;

use super::bounds::Bounds;
use super::reader::{Contents, File, Reader};
use super::{format, places};
use crate::error::Error;

/// Files of one archive.
const MEMBERS: usize = 20_000;

pub type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// The archive that a file is.
///
/// # Errors
/// When it is broken or has too many members.
pub fn open<'a>(file: &File<'a>) -> Result<Archive<'a>, Error> {
    let archive = ZipArchive::new(Cursor::new(file.bytes)).map_err(|error| broken(&error))?;
    if archive.len() > MEMBERS {
        return Err(Error::new(format!("not read: an archive of more than {MEMBERS} files")));
    }
    Ok(archive)
}

/// Whether a file is an archive that has a member.
pub fn has(file: &File, member: &str) -> bool {
    is_zip(file) && open(file).is_ok_and(|archive| archive.index_for_name(member).is_some())
}

/// The bytes of a member.
///
/// # Errors
/// When it is not there, or cannot be unpacked within bounds.
pub fn member(archive: &mut Archive, name: &str, bounds: &Bounds) -> Result<Vec<u8>, Error> {
    let mut member = archive.by_name(name).map_err(|error| broken(&error))?;
    let packed = usize::try_from(member.compressed_size()).unwrap_or(usize::MAX);
    bounds.expand(&mut member, packed)
}

/// The text of a member.
///
/// # Errors
/// When it is not there, cannot be unpacked within bounds, or is no text.
pub fn text(archive: &mut Archive, name: &str, bounds: &Bounds) -> Result<String, Error> {
    super::decode::text(member(archive, name, bounds)?)
}

fn broken(error: &ZipError) -> Error {
    match error {
        ZipError::UnsupportedArchive(what) if *what == ZipError::PASSWORD_REQUIRED => {
            Error::new("not read: it is encrypted").help("save it without a password")
        }
        ZipError::FileNotFound => Error::new("not read: a part of it is missing"),
        _ => Error::new(format!("not read: an archive that is broken or cut off: {error}")),
    }
}

fn is_zip(file: &File) -> bool {
    file.bytes.starts_with(b"PK\x03\x04")
}

pub struct Zip;

impl Reader for Zip {
    fn names(&self) -> &'static [&'static str] {
        &["ZIP", "zip"]
    }

    fn fits(&self, file: &File) -> bool {
        is_zip(file)
    }

    fn read(&self, file: &File, contents: &mut Contents) -> Result<(), Error> {
        let mut archive = open(file)?;
        if archive.index_for_name("[Content_Types].xml").is_some() || archive.index_for_name("mimetype").is_some() {
            let format = format::unread(file.bytes).unwrap_or("a file of an office program".to_string());
            return Err(Error::new(format!("not read: {format}")).help("save it as text, or as a text document"));
        }
        let named = archive.file_names().filter_map(Result::ok).map(std::borrow::Cow::into_owned);
        let mut names: Vec<String> = named.filter(|name| !is_ignored(name)).collect();
        names.sort();
        let mut others: BTreeMap<String, usize> = BTreeMap::new();
        let mut count = 0;
        for name in names {
            if !places::is_known(Path::new(&name)) {
                *others.entry(places::ending(Path::new(&name))).or_default() += 1;
                continue;
            }
            count += 1;
            let whole = file.part('/', &name);
            match member(&mut archive, &name, file.bounds) {
                Ok(bytes) => file.inner(&whole, &bytes, contents),
                Err(error) => contents.fail(&whole, &error),
            }
            file.bounds.in_time()?;
        }
        if let Some(what) = places::passed_over(&others) {
            contents.remark(file.name, &what);
        }
        if count == 0 { Err(Error::new("not read: an archive without a document")) } else { Ok(()) }
    }
}

/// Folders, and what systems leave behind.
fn is_ignored(name: &str) -> bool {
    name.ends_with('/') || name.starts_with("__MACOSX") || name.split('/').any(|part| part.starts_with('.'))
}

pub struct Gzip;

impl Reader for Gzip {
    fn names(&self) -> &'static [&'static str] {
        &["gzip", "gz"]
    }

    fn fits(&self, file: &File) -> bool {
        file.bytes.starts_with(b"\x1f\x8b")
    }

    fn read(&self, file: &File, contents: &mut Contents) -> Result<(), Error> {
        let bytes = file.bounds.expand(&mut MultiGzDecoder::new(file.bytes), file.bytes.len())?;
        file.inner(file.name, &bytes, contents);
        Ok(())
    }
}
