//! The arguments, as clap reads them.

pub mod diff;
pub mod scaffold;
pub mod texts;

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use dossier::archive::{FORMATS, NOT_BUILT};
use dossier::config::{BASE_URL, checked_base_url};
use dossier::site::manifest::is_hash;

use diff::Diff;
use scaffold::{Init, New};
use texts::{Completions, Man, Schema};

/// Publish a dossier of official letters as a static site
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100, arg_required_else_help = true)]
#[command(after_help = "\
Examples:
  dossier init bridge --languages nl,en
  cd bridge
  dossier build

Exit codes: 0 done; 1 the dossier has errors; 2 wrong use; 3 the machine failed.")]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Print errors and results only
    #[arg(short, long, global = true)]
    pub quiet: bool,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Begin a dossier: a small one that builds, with comments that teach
    Init(Init),
    /// Begin a letter or a page of the dossier
    New(New),
    /// Build the site
    Build(Build),
    /// Show the site on this machine while you write it, with all its problems
    #[cfg(feature = "serve")]
    Serve(Serve),
    /// Write offline copies of the site that can be kept and proven
    Archive(Archive),
    /// Prove that a copy is whole and unchanged, years later and without a network
    Verify(Verify),
    /// Report all problems of all files, and write nothing
    Check(Check),
    /// Give new blocks permanent ids; record addresses and the state of translations
    Lock(Lock),
    /// List the blocks of a letter with their ids and text
    #[command(after_help = "Examples:\n  dossier blocks repair-bridge")]
    Blocks(OneLetter),
    /// Propose what a letter's `corrections.toml` lacks
    #[command(after_help = "Examples:\n  dossier corrections repair-bridge >> content/letters/repair-bridge/corrections.toml")]
    Corrections(OneLetter),
    /// Hand a letter out to a translator, and take it back
    Translate(Translate),
    /// Make letters of texts, PDFs, Word documents or web pages
    Import(Import),
    /// Say what changed between two copies of a site
    Diff(Diff),
    /// Print a page of the manual, or list its pages
    Manual(Manual),
    /// Print the words of the interface that a language lacks, to be translated
    Words(Words),
    /// Hand out JSON Schemas of the files that you write
    Schema(Schema),
    /// Print what lets a shell complete commands and options
    Completions(Completions),
    /// Print the manual page, in roff
    Man(Man),
}

/// Where the dossier is.
#[derive(Args, Debug)]
pub struct Root {
    /// Folder that holds `content/` and `themes/` [default: the nearest above]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
}

/// Build the site.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  dossier build
  dossier build --output /srv/www/bridge --base-url https://example.org/bridge/
  dossier build --previous earlier/bridge-1.0.zip
  dossier build --format sarif > problems.sarif")]
pub struct Build {
    /// Where the dossier is.
    #[command(flatten)]
    pub root: Root,
    /// Folder for the site; it is replaced whole [default: <root>/site]
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Address at which the site will be found, for what needs full addresses
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub base_url: Option<String>,
    /// Earlier copy of the site, for a page that says what changed: a folder, a ZIP archive or a bag
    #[arg(long, value_name = "COPY")]
    pub previous: Option<PathBuf>,
    /// Say how long each stage took
    #[arg(long)]
    pub timings: bool,
    /// How to print problems.
    #[command(flatten)]
    pub format: Format,
}

/// Show the site while it is written.
#[cfg(feature = "serve")]
#[derive(Args, Debug)]
pub struct Serve {
    /// Where the dossier is.
    #[command(flatten)]
    pub root: Root,
    /// Port at which to show it; 0 for any that is free [default: 4280, or the next that is free]
    #[arg(long, value_name = "PORT")]
    pub port: Option<u16>,
}

/// Write offline copies.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  dossier archive
  dossier archive --only zip --output /media/usb/bridge")]
pub struct Archive {
    /// Where the dossier is.
    #[command(flatten)]
    pub root: Root,
    /// Folder for the copies; it is replaced whole [default: <root>/copies]
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Address at which the site will be found, for what needs full addresses
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub base_url: Option<String>,
    /// Forms to write [default: all]
    #[arg(long, value_name = "FORM,…", value_delimiter = ',', value_parser = PossibleValuesParser::new(form_names()))]
    pub only: Vec<String>,
}

/// Prove a copy.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  dossier verify copies
  dossier verify copies/*.zip
  dossier verify bridge-1.0.0.zip --fingerprint 3c9909af…
  dossier verify /srv/www/bridge --format json

Exit codes: 0 every copy is whole; 1 one is not; 2 wrong use; 3 the machine failed. Of several copies the worst counts.")]
pub struct Verify {
    /// Each copy: a site, a bag or a folder of copies, a ZIP archive of one, or one file beside its SHA512SUMS
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// The fingerprint that was published: each copy must be one to which it belongs
    #[arg(long, value_name = "HEX", value_parser = fingerprint)]
    pub fingerprint: Option<String>,
    /// How to print the report
    #[arg(long, value_enum, default_value_t = ReportForm::Human)]
    pub format: ReportForm,
}

/// A way to print a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportForm {
    /// For reading
    Human,
    /// As JSON
    Json,
}

/// Report all problems.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  dossier check
  dossier check --format json | jq '.[].id'
  dossier check --explain parity-number")]
pub struct Check {
    /// Where the dossier is.
    #[command(flatten)]
    pub root: Root,
    /// How to print problems.
    #[command(flatten)]
    pub format: Format,
    /// Say what a kind of problem means, and do nothing else
    #[arg(long, value_name = "ID")]
    pub explain: Option<String>,
}

/// Give new blocks their ids.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  dossier lock
  dossier lock --translated repair-bridge:p12 --to en")]
pub struct Lock {
    /// Where the dossier is.
    #[command(flatten)]
    pub root: Root,
    /// Say that the translations of a letter, or of one block of it, were made from the text as it is now (can be repeated)
    #[arg(long, value_name = "LETTER[:BLOCK]")]
    pub translated: Vec<String>,
    /// Say so of the translation into this language only; goes with --translated [default: all]
    #[arg(long, value_name = "LANG", requires = "translated")]
    pub to: Option<String>,
}

/// Make letters of files as received.
#[derive(Args, Debug)]
pub struct Import {
    /// Where the dossier is.
    #[command(flatten)]
    pub root: Root,
    /// The files: texts, PDFs with text in them, Word documents (.docx), web pages; each becomes a letter
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Id of the letter [default: made of its title]
    #[arg(long)]
    pub id: Option<String>,
    /// Language of the documents [default: found in each]
    #[arg(long, visible_alias = "lang", value_name = "LANG")]
    pub original: Option<String>,
    /// Print what would be written, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Hand a letter out to a translator, and take it back.
#[derive(Args, Debug)]
pub struct Translate {
    /// Out or back.
    #[command(subcommand)]
    pub command: TranslateCommand,
}

/// Out or back.
#[derive(Debug, Subcommand)]
pub enum TranslateCommand {
    /// Write the blocks of a letter in a form that translators' tools read
    Export(TranslateExport),
    /// Take a translated XLIFF file into the letter's edition, whole or not at all
    Import(TranslateImport),
}

/// Hand a letter out.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  dossier translate export repair-bridge --to en --output repair-bridge.en.xlf
  dossier translate export repair-bridge --to en --format tmx > memory.tmx")]
pub struct TranslateExport {
    /// Where the dossier is.
    #[command(flatten)]
    pub root: Root,
    /// Id of the letter
    pub letter: String,
    /// Language of the translation
    #[arg(long, value_name = "LANG")]
    pub to: String,
    /// What to write: xliff for a translator, tmx for the memory of a translator's tool
    #[arg(long, value_enum, default_value_t = ExchangeForm::Xliff)]
    pub format: ExchangeForm,
    /// File to write [default: stdout]
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Take a letter back.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  dossier translate import repair-bridge.en.xlf")]
pub struct TranslateImport {
    /// Where the dossier is.
    #[command(flatten)]
    pub root: Root,
    /// The XLIFF file
    pub file: PathBuf,
}

/// Print a page of the manual.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  dossier manual
  dossier manual tutorial
  dossier manual how-to/host | less")]
pub struct Manual {
    /// Name of the page, as the list has it [default: the list]
    pub page: Option<String>,
}

/// A form in which texts are handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExchangeForm {
    /// XLIFF 1.2, with what is translated already
    Xliff,
    /// TMX 1.4, what is translated only
    Tmx,
}

/// Print the words that a language lacks.
#[derive(Args, Debug)]
pub struct Words {
    /// Where the dossier is.
    #[command(flatten)]
    pub root: Root,
    /// The language's tag, in lower case: `fy`, `de-ch`
    #[arg(value_name = "LANG")]
    pub lang: String,
}

/// Do something with one letter.
#[derive(Args, Debug)]
pub struct OneLetter {
    /// Where the dossier is.
    #[command(flatten)]
    pub root: Root,
    /// Id of the letter
    pub letter: String,
}

/// How to print problems.
#[derive(Args, Clone, Copy, Debug)]
pub struct Format {
    /// How to print problems
    #[arg(long, value_enum, default_value_t = Form::Human)]
    pub format: Form,
}

/// A way to print problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// For reading, on stderr
    Human,
    /// As one JSON array, on stdout
    Json,
    /// As SARIF 2.1.0, on stdout, for code hosts and editors
    Sarif,
}

/// The names of the forms of copies.
fn form_names() -> Vec<&'static str> {
    FORMATS.iter().map(|format| format.name).chain(NOT_BUILT.iter().copied()).collect()
}

/// Reads a fingerprint; spaces, as people put between groups, do not matter.
fn fingerprint(text: &str) -> Result<String, String> {
    let plain: String = text.split_whitespace().collect();
    if is_hash(&plain) { Ok(plain.to_ascii_lowercase()) } else { Err("expected a SHA-512: 128 signs of 0-9 and a-f".to_owned()) }
}

/// Reads an address.
fn base_url(text: &str) -> Result<String, String> {
    checked_base_url(text).ok_or_else(|| format!("expected {BASE_URL}"))
}
