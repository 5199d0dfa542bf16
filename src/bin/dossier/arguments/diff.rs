//! The arguments of `dossier diff`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Say what changed between two copies.
#[derive(Args, Debug)]
#[command(after_help = "\
A copy is the folder of a site, a ZIP archive of it, or a BagIt bag with it (folder or ZIP).

Examples:
  dossier diff earlier/bridge-1.0.zip site
  dossier diff bridge-1.0.zip bridge-1.1.zip --format html --output changes.html
  dossier diff old new --format json | jq '.letters[].id'
  dossier diff old new --exit-code > changes.txt || echo 'something changed'

Exit codes: 0 compared; 1 compared with --exit-code, and they differ; 2 wrong use, or no copy; 3 the machine failed.")]
pub struct Diff {
    /// The older copy
    pub old: PathBuf,
    /// The newer copy
    pub new: PathBuf,
    /// How to say it: text for a terminal, json for programs, html as one page for a browser
    #[arg(long, value_enum, default_value_t = DiffForm::Text)]
    pub format: DiffForm,
    /// Language of the page, of those whose words ship with the program [default: the first of the dossier]
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// File to write [default: stdout]
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Exit with 1 where anything differs
    #[arg(long)]
    pub exit_code: bool,
}

/// A way to say what changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffForm {
    /// Text: [-old words-] and {+new words+}
    Text,
    /// JSON, as `data/changes.schema.json` of a site describes it
    Json,
    /// One page that needs nothing else
    Html,
}
