//! Tests of the text analyser: against recorded analyses of the original pipeline, on generated text, and on large and odd input.

mod layout;
mod properties;
mod recorded;
mod robust;
