//! Offline copies of a finished site, in forms that archives take in and readers open. Each is a function of the dossier alone.

pub mod book;
pub mod epub;
mod pack;
pub mod single;
mod uuid;
pub mod wacz;
mod words;
pub mod zip;

use std::io::{self, Seek, Write};

use crate::export;
use crate::site::Built;

/// What copies are made of.
pub struct Inputs<'a> {
    /// The dossier and what was worked out of it.
    pub resolved: &'a export::Inputs<'a>,
    /// The finished site.
    pub site: &'a dyn Built,
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
    fn tell(&mut self, notice: &str) {
        let _ = notice;
    }
}

/// A form of copies.
pub struct Format {
    /// The name by which it is asked for.
    pub name: &'static str,
    /// Whether it can only be made of a site that knows its address.
    pub needs_base_url: bool,
    /// Writes the copies of this form.
    pub write: fn(&Inputs<'_>, &mut dyn Folder) -> io::Result<()>,
}

/// Every form, in the order in which they are made.
pub const FORMATS: &[Format] = &[
    Format { name: "zip", needs_base_url: false, write: zip::write },
    Format { name: "html", needs_base_url: false, write: single::write },
    Format { name: "epub", needs_base_url: false, write: epub::write },
    Format { name: "wacz", needs_base_url: true, write: wacz::write },
];

impl Inputs<'_> {
    /// The name of a copy without its ending: the dossier's title in its first language, as in an address, with its version.
    #[must_use]
    pub fn stem(&self) -> String {
        let settings = &self.resolved.dossier.settings;
        format!("dossier-{}", settings.version)
    }

    /// The paths of the site and their bytes, one after the other.
    ///
    /// # Errors
    /// If a file of the site cannot be read.
    pub fn each_file(&self, take: &mut dyn FnMut(&str, Vec<u8>) -> io::Result<()>) -> io::Result<()> {
        for path in self.site.paths() {
            let bytes =
                self.site.read(&crate::site::SitePath::new(path)).ok_or_else(|| io::Error::other(format!("cannot read `{path}`")))?;
            take(path, bytes)?;
        }
        Ok(())
    }
}
