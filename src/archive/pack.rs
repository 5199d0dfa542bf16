//! ZIP archives whose bytes hang on nothing but what is put in.

use std::io::{self, Write};

use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

use super::Out;

/// A ZIP archive that is being written.
pub struct Pack<'a> {
    /// The archive.
    zip: ZipWriter<&'a mut dyn Out>,
}

impl<'a> Pack<'a> {
    /// Begins an archive.
    pub fn begin(out: &'a mut dyn Out) -> Self {
        Self { zip: ZipWriter::new(out) }
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
        let options = SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default());
        self.zip.start_file(path, options).map_err(io::Error::other)
    }
}
