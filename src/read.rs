//! Paths and standard input to documents; the only module that opens documents.

use std::path::Path;

use crate::error::Error;
use crate::model::{Document, Span};

/// Reads one file.
///
/// # Errors
/// When the file cannot be opened or is no text.
pub fn file(path: &Path) -> Result<Document, Error> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| Error::new(error.to_string()).at(&*name))?;
    let text = String::from_utf8(bytes).map_err(|_| Error::new("not text").at(&*name))?;
    let body = Span::new(0, text.len());
    Ok(Document { name, text, body, ..Document::default() })
}
