//! How much of a file is read: files from strangers may be cut off, nested, or made to swell.
//!
//! Each bound is far beyond what a newsroom hands in. What goes over one is not read, and the report says so.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use super::reader::Contents;
use crate::error::Error;

/// Larger files are refused, in bytes: one article is a few thousand, a long book a few million.
pub const SIZE_LIMIT: u64 = 50_000_000;
/// All that comes out of one compressed file may have so many bytes.
pub const EXPANDED_LIMIT: usize = 100_000_000;
/// What is compressed may swell so many times, once it is larger than a megabyte: text comes to a tenth or a twentieth of its size.
const RATIO: usize = 200;
const MEGABYTE: usize = 1_000_000;
/// Files in files in files.
pub const DEPTH: usize = 3;
/// Documents of one file.
pub const DOCUMENTS: usize = 10_000;
/// Bytes of one web page, of one XML part of an office file, and of the text of one document.
pub const PAGE_LIMIT: usize = 10_000_000;
/// How long the reading of one file may take.
const TIME: Duration = Duration::from_secs(10);
/// The stack of a thread that reads: some formats nest their parts.
const STACK: usize = 32 << 20;

/// What is left of the bounds of one file.
#[derive(Debug)]
pub struct Bounds {
    started: Instant,
    expanded: Cell<usize>,
    documents: Cell<usize>,
}

impl Bounds {
    pub fn new() -> Self {
        Self { started: Instant::now(), expanded: Cell::new(0), documents: Cell::new(0) }
    }

    /// # Errors
    /// When the time for the file is up.
    pub fn in_time(&self) -> Result<(), Error> {
        if self.started.elapsed() < TIME { Ok(()) } else { Err(too_slow()) }
    }

    /// Counts a document.
    ///
    /// # Errors
    /// When the file holds too many of them.
    pub fn document(&self) -> Result<(), Error> {
        self.documents.set(self.documents.get() + 1);
        let most = self.documents.get() <= DOCUMENTS;
        if most { self.in_time() } else { Err(Error::new(format!("more than {DOCUMENTS} documents; the rest is not read"))) }
    }

    /// Reads what comes out of a compressed stream of so many bytes, as far as the bounds allow.
    ///
    /// # Errors
    /// When it swells beyond them, or is broken.
    pub fn expand(&self, stream: &mut dyn std::io::Read, packed: usize) -> Result<Vec<u8>, Error> {
        let mut out = Vec::new();
        let mut piece = [0; 1 << 16];
        loop {
            self.in_time()?;
            let count = stream.read(&mut piece).map_err(|error| Error::new(format!("cannot be unpacked: {error}")))?;
            if count == 0 {
                break;
            }
            out.extend_from_slice(&piece[..count]);
            if out.len() > MEGABYTE && out.len() / RATIO > packed {
                return Err(Error::new(format!("not read: unpacked, it is more than {RATIO} times as large")));
            }
            if out.len() as u64 > SIZE_LIMIT || self.expanded.get() + out.len() > EXPANDED_LIMIT {
                return Err(Error::new(format!("not read: unpacked, it is larger than {} MB", SIZE_LIMIT / 1_000_000)));
            }
        }
        self.expanded.set(self.expanded.get() + out.len());
        Ok(out)
    }
}

fn too_slow() -> Error {
    Error::new(format!("not read: it takes longer than {} seconds", TIME.as_secs()))
}

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Reads in a thread of its own, and answers for it where it panics or does not end.
///
/// Parsers of PDF, mail and archives are the work of others, and are given what nobody tested them with. A panic in one of them says
/// that a file is broken, and must not end the run: this is the one place where panics are caught. A thread that does not end is left
/// to itself; the process takes it along.
pub fn guarded(read: impl FnOnce() -> Result<Contents, Error> + Send + 'static) -> Result<Contents, Error> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let told = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if !QUIET.get() {
                told(info);
            }
        }));
    });
    let (done, result) = mpsc::channel();
    let work = move || {
        QUIET.set(true);
        let broken = |_| Err(Error::new("not read: it is broken"));
        // Nobody is left to listen where the time was up.
        let _ = done.send(catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(broken));
    };
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(work);
    thread.map_err(|error| Error::new(error.to_string()))?;
    result.recv_timeout(TIME + TIME / 2).unwrap_or_else(|_| Err(too_slow()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error() {
        assert_eq!(guarded(|| panic!("a parser")).err().map(|error| error.problem).as_deref(), Some("not read: it is broken"));
        assert!(guarded(|| Ok(Contents::default())).is_ok());
    }

    #[test]
    fn what_swells_is_not_read() {
        let bounds = Bounds::new();
        let expand = |size: u64, packed: usize| bounds.expand(&mut std::io::Read::take(std::io::repeat(b'a'), size), packed);
        assert_eq!(expand(3_000_000, 20_000).map(|bytes| bytes.len()), Ok(3_000_000));
        assert!(expand(3_000_000, 10_000).unwrap_err().problem.contains("200 times"));
        assert!(expand(SIZE_LIMIT + 1, 1_000_000).unwrap_err().problem.contains("50 MB"));
    }
}
