//! The command line of `dossier`: arguments in, exit code out.

mod arguments;
mod commands;
mod exit;
mod progress;
mod report;
mod sarif;

use std::process::ExitCode;

use clap::Parser;

/// Reads the arguments and runs the command.
fn main() -> ExitCode {
    let arguments = arguments::Arguments::parse();
    report::be_quiet(arguments.quiet);
    commands::run(arguments).into()
}
