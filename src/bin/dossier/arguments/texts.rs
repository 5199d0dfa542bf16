//! The arguments of `dossier schema`, `dossier completions` and `dossier man`.

use std::path::PathBuf;

use clap::Args;
use clap_complete::Shell;

/// Hand out JSON Schemas.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  dossier schema                    # lists them
  dossier schema letter             # prints that of letter.toml
  dossier schema --output .schemas  # writes all, for an editor")]
pub struct Schema {
    /// Which one to print; without it they are listed
    pub name: Option<String>,
    /// Folder in which to write all of them; those that stand there are replaced
    #[arg(long, value_name = "DIR", conflicts_with = "name")]
    pub output: Option<PathBuf>,
}

/// Print what lets a shell complete commands and options.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  dossier completions bash > ~/.local/share/bash-completion/completions/dossier
  dossier completions fish > ~/.config/fish/completions/dossier.fish")]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub shell: Shell,
}

/// Print manual pages.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  dossier man | man -l -
  dossier man --output ~/.local/share/man/man1")]
pub struct Man {
    /// Folder in which to write a page for each command; those that stand there are replaced
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
}
