//! The command line of `dossier`: arguments in, exit code out.

mod arguments;
mod commands;
mod exit;
mod progress;
mod report;
mod sarif;

use std::process::ExitCode;

use clap::Parser;

/// Gives out memory: quicker than the system's own where two threads ask for many small pieces.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Reads the arguments and runs the command.
fn main() -> ExitCode {
    let arguments = arguments::Arguments::parse();
    report::be_quiet(arguments.quiet);
    commands::run(arguments).into()
}
