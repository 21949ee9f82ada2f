//! Pairs of quotation marks.

use crate::model::{Quotation, Span};

/// The quotations of a part of a text.
pub(super) fn quotations(text: &str, body: Span) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (at, mark) in text.get(body.range()).unwrap_or_default().char_indices() {
        let at = at + body.start;
        match mark {
            '"' if open.is_none() => open = Some(at + 1),
            '“' => open = Some(at + '“'.len_utf8()),
            '"' | '”' => {
                if let Some(start) = open.take() {
                    found.push(Quotation { span: Span::new(start, at), nested: false });
                }
            }
            '\n' => open = None,
            _ => {}
        }
    }
    found
}
