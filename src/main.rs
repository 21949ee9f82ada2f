use std::process::ExitCode;

fn main() -> ExitCode {
    crossclaim::cli::run()
}
