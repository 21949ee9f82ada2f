//! What people decided about findings, kept beside the texts.
//!
//! Decisions lie in a [`Ledger`], a plain file that only grows; [`inline`] comments in Markdown dismiss what they stand above;
//! [`screen`] is the full-screen review. A decision belongs to the quotations that it was made about: when one of them changes, it
//! no longer holds.

pub mod inline;
mod ledger;
#[cfg(feature = "cli")]
pub mod screen;

pub use ledger::{Changes, Decision, Entry, Ledger, Standing};
