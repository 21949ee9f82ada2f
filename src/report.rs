//! The report in its output formats, one file each.
//!
//! A format sees a [`View`]: the report as it was found, what people have decided about its findings, and how the screen looks.
//! Text of documents never reaches a terminal, a sheet or a page as it is; [`visible`] and the escapes of each format see to it.

mod excerpt;
mod figures;
mod format;
mod markup;
mod paint;
mod remarks;
mod view;
pub mod visible;
pub mod words;
pub mod wrap;

mod annotations;
mod claimreview;
pub mod claims;
mod concise;
mod full;
mod github;
pub mod graph;
mod html;
pub mod json;
mod markdown;
pub mod pairs;
mod sarif;
pub mod sheet;
mod table;
mod tuple;

pub use excerpt::{Piece, excerpt, together};
pub use format::Format;
pub use paint::Look;
pub use tuple::{Tuple, tuple};
pub use view::{Mark, View, asked, backing, count, document_iri, in_a_line, place, question, reason, subject};

/// The report in a format, with a line end at its end.
pub fn render(format: Format, view: &View) -> String {
    match format {
        Format::Table => table::render(view),
        Format::Full => full::render(view),
        Format::Concise => concise::render(view),
        Format::Json => json::render(view),
        Format::Jsonl => json::lines(view),
        Format::Csv => sheet::csv(view),
        Format::Tsv => sheet::tsv(view),
        Format::Markdown => markdown::render(view),
        Format::Html => html::render(view),
        Format::Sarif => sarif::render(view),
        Format::Github => github::render(view),
        Format::Annotations => annotations::render(view),
        Format::Claimreview => claimreview::render(view),
    }
}
