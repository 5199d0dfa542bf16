//! Offline copies of a finished site, in forms that archives take in and readers open. Each is a function of the dossier alone.
//!
//! A form writes one file or one folder of files. `pipeline::archive` makes those that are asked for, and then [`finish`]: the words for
//! who finds the folder, and the index by which it is known. Their sums are added by whoever writes to disk.

pub mod bag;
pub mod book;
pub mod epub;
mod licences;
mod memory;
mod pack;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod readme;
mod rocrate;
pub mod single;
mod table;
pub mod tree;
mod uuid;
pub mod wacz;
mod words;
pub mod zip;

use std::io::{self, Seek, Write};

use serde_json::json;

use crate::export;
use crate::model::lang::Lang;
use crate::model::slug;
use crate::site::manifest::Manifest;
pub use crate::site::manifest::{INDEX, README, SUMS};
use crate::site::{Built, SitePath};
use readme::Kind;

/// How many bytes of the dossier's title, and how many characters of its version, the names of copies take.
const MAX_STEM: usize = 60;

/// What copies are made of.
pub struct Inputs<'a> {
    /// The dossier and what was worked out of it.
    pub resolved: &'a export::Inputs<'a>,
    /// The finished site.
    pub site: &'a dyn Built,
    /// The sums of the site's files.
    pub manifest: &'a Manifest,
    /// The files that the publisher keeps, by their paths from the root: `content/…`, and what of `themes/…` is the dossier's own.
    pub own: &'a dyn Built,
}

/// Where the bytes of one file of a copy go.
pub trait Out: Write + Seek {}

impl<T: Write + Seek> Out for T {}

/// Takes the files of copies.
pub trait Folder {
    /// Takes a file by its path from the folder of copies, with `/`; `write` writes its bytes. A path is given once.
    ///
    /// # Errors
    /// If the file cannot be written.
    fn file(&mut self, path: &str, write: &mut dyn FnMut(&mut dyn Out) -> io::Result<()>) -> io::Result<()>;

    /// Takes what a publisher should know of the copies.
    fn tell(&mut self, note: &str) {
        let _ = note;
    }

    /// Takes why copies of a form that was asked for cannot be made.
    fn leave_out(&mut self, note: &str) {
        self.tell(note);
    }
}

/// A form of copies.
pub struct Format {
    /// The name by which it is asked for.
    pub name: &'static str,
    /// The formats in it, with their versions: what a reader in twenty years has to look for.
    pub standard: &'static str,
    /// Whether it can only be made of a site that knows its address.
    pub needs_base_url: bool,
    /// Writes the copies of this form.
    pub write: fn(&Inputs<'_>, &mut dyn Folder) -> io::Result<()>,
}

/// Every form, in the order in which they are made.
pub const FORMATS: &[Format] = &[
    Format {
        name: "zip",
        standard: "ZIP (Deflate): HTML, CSS, SVG, JavaScript, JSON, CSV; UTF-8",
        needs_base_url: false,
        write: zip::write,
    },
    Format { name: "bag", standard: "BagIt 1.0 (RFC 8493), RO-Crate 1.3", needs_base_url: false, write: bag::write },
    Format {
        name: "bag-zip",
        standard: "BagIt 1.0 (RFC 8493), RO-Crate 1.3; ZIP (Deflate)",
        needs_base_url: false,
        write: bag::write_packed,
    },
    Format { name: "html", standard: "HTML, CSS, SVG, JavaScript; UTF-8", needs_base_url: false, write: single::write },
    Format { name: "epub", standard: "EPUB 3.3: ZIP (Deflate), XHTML, CSS, SVG", needs_base_url: false, write: epub::write },
    Format { name: "wacz", standard: "WACZ 1.1.1: ZIP, WARC 1.1 (gzip), CDXJ, JSON", needs_base_url: true, write: wacz::write },
    Format { name: "tmx", standard: "TMX 1.4", needs_base_url: false, write: memory::write },
    Format { name: "data", standard: "ZIP (Deflate): JSON, CSV, Data Package 1", needs_base_url: false, write: table::write },
    #[cfg(feature = "pdf")]
    Format { name: "pdf", standard: "PDF 1.7 (PDF/UA-1)", needs_base_url: false, write: pdf::write },
];

/// The names of forms that this program was built without: each is a feature of the crate by the same name.
pub const NOT_BUILT: &[&str] = if cfg!(feature = "pdf") { &[] } else { &["pdf"] };

/// A copy that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The name of its form.
    pub form: &'static str,
    /// The formats in it.
    pub standard: &'static str,
    /// The file or folder, from the folder of copies.
    pub path: String,
}

impl Inputs<'_> {
    /// The name of a copy without its ending: the dossier's title, as in an address, in the first language that has Latin letters for it,
    /// with its version.
    #[must_use]
    pub fn stem(&self) -> String {
        let settings = &self.resolved.dossier.settings;
        let titles = settings.languages.iter().map(|lang: &Lang| slug::in_language(settings.title.text(lang), lang, MAX_STEM));
        let title = titles.into_iter().find(|title| !title.is_empty()).unwrap_or_else(|| "dossier".to_owned());
        let is_plain = |char: char| char.is_ascii_alphanumeric() || matches!(char, '.' | '-' | '_');
        let version: String = settings.version.chars().take(MAX_STEM).map(|char| if is_plain(char) { char } else { '-' }).collect();
        format!("{title}-{version}")
    }

    /// How many bytes the texts of all editions have that are in some languages.
    fn n_text_bytes(&self, is_wanted: &dyn Fn(&Lang) -> bool) -> usize {
        let editions = self.resolved.dossier.letters.iter().flat_map(|letter| &letter.editions).filter(|edition| is_wanted(&edition.lang));
        editions.flat_map(|edition| &edition.blocks).map(|block| block.text.len()).sum()
    }
}

/// The bytes of a file that must be there.
fn read(files: &dyn Built, path: &str) -> io::Result<Vec<u8>> {
    files.read(&SitePath::new(path)).ok_or_else(|| unreadable(path))
}

/// How many bytes a file has that must be there.
fn size(files: &dyn Built, path: &str) -> io::Result<usize> {
    files.size(&SitePath::new(path)).ok_or_else(|| unreadable(path))
}

/// A number of bytes in words.
fn megabytes(n_bytes: usize) -> String {
    format!("{}.{} MB", n_bytes / 1_000_000, n_bytes / 100_000 % 10)
}

/// That a file which must be there cannot be read.
fn unreadable(path: &str) -> io::Error {
    io::Error::other(format!("cannot read `{path}`"))
}

/// Adds what a folder of copies needs beside them.
///
/// # Errors
/// If a file cannot be written.
pub fn finish(inputs: &Inputs<'_>, made: &[Made], folder: &mut dyn Folder) -> io::Result<()> {
    let readme = readme::text(inputs, &Kind::Copies(made));
    folder.file(README, &mut |out| out.write_all(readme.as_bytes()))?;
    let licences = licences::text(inputs, made.iter().any(|made| made.form == "pdf"));
    folder.file(licences::NAME, &mut |out| out.write_all(licences.as_bytes()))?;
    let settings = &inputs.resolved.dossier.settings;
    let titles = settings.languages.iter().map(|lang| (lang.tag().to_owned(), settings.title.text(lang).into()));
    let index = json!({
        "schema_version": "1",
        "version": settings.version,
        "published": settings.published,
        "title": titles.collect::<serde_json::Map<_, _>>(),
        "program": concat!("dossier ", env!("CARGO_PKG_VERSION")),
        "copies": made.iter().map(|made| json!({ "form": made.form, "path": made.path, "standard": made.standard })).collect::<Vec<_>>(),
    });
    let index = format!("{index:#}\n");
    folder.file(INDEX, &mut |out| out.write_all(index.as_bytes()))
}
