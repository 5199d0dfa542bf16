//! The arguments of `dossier init` and `dossier new`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Root;

/// Begin a dossier.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  dossier init bridge --languages nl,en
  cd bridge && dossier build")]
pub struct Init {
    /// Folder to make; it must not exist, or be empty
    #[arg(value_name = "NAME")]
    pub folder: PathBuf,
    /// Languages of the site: de, en, fr, nl or a region of one, such as fr-be; the first is that of the sample letter, others can be added later
    #[arg(long, value_name = "LANG,…", value_delimiter = ',', default_value = "en")]
    pub languages: Vec<String>,
}

/// Begin a letter or a page.
#[derive(Args, Debug)]
pub struct New {
    /// What to begin.
    #[command(subcommand)]
    pub command: NewCommand,
}

/// What to begin.
#[derive(Debug, Subcommand)]
pub enum NewCommand {
    /// Make the folder of a letter: its source as received, metadata, an edition for each language
    Letter(NewLetter),
    /// Make a page of text, in each language
    Page(NewPage),
}

/// Begin a letter.
#[derive(Args, Debug)]
#[command(after_help = "\
On a terminal it asks for what is not given. It needs the kind, the language of the original, a title in that language and the file as received; what else you do not know may stay unknown.

Examples:
  dossier new letter
  dossier new letter --id repair-bridge --kind letter --original nl --date 2024-05-14 \\
      --title nl='Herstel van de brug' --title en='Repair of the bridge' --source scan.pdf")]
pub struct NewLetter {
    /// Where the dossier is.
    #[command(flatten)]
    pub root: Root,
    /// Permanent id: the name of the letter's folder, in lower-case letters, digits and hyphens
    #[arg(long)]
    pub id: Option<String>,
    /// One of the kinds in `dossier.toml`
    #[arg(long)]
    pub kind: Option<String>,
    /// Language of the original
    #[arg(long, value_name = "LANG")]
    pub original: Option<String>,
    /// Date as the letter prints it, as EDTF: 2025-12-19, 2025-12, 2025
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,
    /// Title in a language (can be repeated)
    #[arg(long, value_name = "LANG=TEXT")]
    pub title: Vec<String>,
    /// Organisation that sent it
    #[arg(long, value_name = "NAME")]
    pub sender: Option<String>,
    /// Organisation to which it was sent
    #[arg(long, value_name = "NAME")]
    pub recipient: Option<String>,
    /// File as received; it is copied byte for byte
    #[arg(long, value_name = "FILE")]
    pub source: Option<PathBuf>,
}

/// Begin a page.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  dossier new page method --title nl=Werkwijze --title en=Method")]
pub struct NewPage {
    /// Where the dossier is.
    #[command(flatten)]
    pub root: Root,
    /// Permanent id: the name of the page's folder, in lower-case letters, digits and hyphens
    pub id: String,
    /// Title in a language (can be repeated)
    #[arg(long, value_name = "LANG=TEXT")]
    pub title: Vec<String>,
}
