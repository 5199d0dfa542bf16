//! ZIP archives whose bytes hang on nothing but what is put in.

use std::io::{self, Write};

use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

use super::zip::{LEVEL, day};
use super::{Inputs, Out};

/// A ZIP archive that is being written.
pub struct Pack<'a> {
    /// The archive.
    zip: ZipWriter<&'a mut dyn Out>,
    /// The day that each file has.
    day: DateTime,
}

impl<'a> Pack<'a> {
    /// Begins an archive whose files are of the day of publication.
    pub fn begin(inputs: &Inputs<'_>, out: &'a mut dyn Out) -> Self {
        Self { zip: ZipWriter::new(out), day: day(&inputs.resolved.dossier.settings.published) }
    }

    /// Adds a file that is made smaller.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn add(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.start(path, CompressionMethod::Deflated)?;
        self.zip.write_all(bytes)
    }

    /// Adds a file as it is, written piece by piece.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn add_stored(&mut self, path: &str, write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        self.start(path, CompressionMethod::Stored)?;
        write(&mut self.zip)
    }

    /// Ends the archive.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(self) -> io::Result<()> {
        self.zip.finish().map(|_| ()).map_err(io::Error::other)
    }

    /// Begins a file.
    fn start(&mut self, path: &str, method: CompressionMethod) -> io::Result<()> {
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .compression_level((method == CompressionMethod::Deflated).then_some(LEVEL))
            .unix_permissions(0o644)
            .last_modified_time(self.day);
        self.zip.start_file(path, options).map_err(io::Error::other)
    }
}
