//! What is said of the documents on the command line, apart from where they are.

use std::ffi::OsString;

use clap::builder::PossibleValuesParser;

use crate::error::Error;
use crate::read::{self, Options, Sources};

#[derive(clap::Args)]
#[command(next_help_heading = "Documents")]
pub struct InputArgs {
    /// The format of all documents, whatever they look like: for pipes, and for what is told wrongly
    #[arg(long = "as", value_name = "FORMAT", value_parser = PossibleValuesParser::new(read::formats()))]
    kind: Option<String>,
    /// What a field of JSON or a column of a table is called: text=body, title=, outlet=, byline=, published=; may be given several times
    #[arg(long, value_name = "FIELD=NAME", value_parser = field)]
    field: Vec<(String, String)>,
}

const FIELDS: [&str; 9] = ["text", "title", "outlet", "byline", "published", "modified", "language", "address", "id"];

fn field(text: &str) -> Result<(String, String), Error> {
    match text.split_once('=') {
        Some((field, name)) if FIELDS.contains(&field) && !name.is_empty() => Ok((field.to_string(), name.to_string())),
        _ => Err(Error::new(format!("a field is named as in text=body; there are {}", FIELDS.join(", ")))),
    }
}

impl InputArgs {
    /// Reads the documents.
    ///
    /// # Errors
    /// When there are none.
    pub fn sources(&self, documents: &[OsString]) -> Result<Sources, Error> {
        read::sources(documents, &Options { format: self.kind.clone(), fields: self.field.clone() })
    }
}
