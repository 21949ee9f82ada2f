//! `init`: a commented configuration to begin with.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;

use super::config::FILE;
use super::{Ended, Outcome, output};
use crate::error::Error;

const COMMENTED: &str = "\
# Settings of crossclaim for this folder and those below it. What is given on the command line counts before what stands here.
# Paths start from the folder of this file.

# What is checked where no documents are named.
# documents = [\"stories/\"]

# Show only these kinds, statuses or constraints.
# only = [\"office-holder\", \"quantity\"]

# Leave these out.
# skip = [\"quote\"]

# Leave out what is less severe: \"note\", \"warning\" or \"error\".
# min-severity = \"warning\"

# What makes the exit status 1: \"contradiction\", \"reference\", \"dispute\", \"update\", \"possible\" or \"never\".
# fail-on = \"contradiction\"

# A kept report: its findings are known, and make no command fail.
# baseline = \"known.json\"

# Show dismissed findings too.
# show-dismissed = false

# How findings are shown: \"table\", \"full\", \"concise\", \"json\", ...
# format = \"table\"

# Colour and links to files: \"auto\", \"always\" or \"never\".
# color = \"auto\"
# hyperlinks = \"auto\"

# Columns of the screen, and whether long reports go through a pager.
# width = 100
# pager = true

# List all figures of each counted thing, not only those that clash.
# figures = false

# Threads to use.
# jobs = 2

# Where decisions of the review are kept.
# ledger = \"crossclaim.review.jsonl\"

# The learned judge: \"off\", \"auto\", or a file of weights.
# judge = \"auto\"

# The second reader, a language model that is asked only where --second-reader names it: the variable that holds its key, requests at a
# time, seconds for an answer, tokens of documents in a request, and the price of a million tokens sent and received.
# second-reader.key = \"DESK_API_KEY\"
# second-reader.parallel = 4
# second-reader.timeout = 600
# second-reader.window = 24000
# second-reader.price = [2.5, 10.0]

# Rule packs of your own: files, or folders with .toml files.
# rules = [\"rules/\"]
";

/// Write a commented configuration, crossclaim.toml, into this folder
///
/// The nearest crossclaim.toml counts: that of the working folder, else that of the folder above it, and so on. Folders that are
/// checked are not looked into.
#[derive(clap::Args)]
pub struct Args {}

pub fn run(_args: &Args) -> Ended {
    let mut file = OpenOptions::new().write(true).create_new(true).open(Path::new(FILE)).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Error::new("there is one already, and it is left as it is").at(FILE),
        _ => Error::new(error.to_string()).at(FILE),
    })?;
    file.write_all(COMMENTED.as_bytes()).map_err(|error| Error::new(error.to_string()).at(FILE))?;
    output::print("wrote crossclaim.toml: every setting is there as a comment; take the # away to set it\n")?;
    Ok(Outcome::Clean)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commented_settings_are_settings() {
        let bare: String = COMMENTED
            .lines()
            .map(|line| line.strip_prefix("# ").filter(|line| line.contains(" = ")).unwrap_or(""))
            .fold(String::new(), |text, line| text + line + "\n");
        let config: crate::cli::config::Config = toml::from_str(&bare).expect("every setting is known");
        assert_eq!((config.only.len(), config.fail_on.as_deref()), (2, Some("contradiction")));
    }
}
