//! ZIP archives that are the same on any machine: their bytes hang on nothing but what is put in.

use std::io::{self, Write};

use zip::write::{PreparedZipFile, SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

use super::{Inputs, Out};

/// How hard files are packed: as hard as can be, which gives the same bytes on any processor.
const LEVEL: i64 = 9;

/// Packs files, each by itself from all its bytes: the order in which that is done, or side by side, changes nothing.
#[derive(Clone, Copy)]
pub struct Packer {
    /// The day that each file has.
    day: DateTime,
}

/// A file that is packed.
pub struct Packed(PreparedZipFile);

impl Packer {
    /// What packs files of the day of publication, which everyone may read.
    pub fn new(inputs: &Inputs<'_>) -> Self {
        Self { day: day(&inputs.resolved.dossier.settings.published) }
    }

    /// Packs a file.
    ///
    /// # Errors
    /// If an archive cannot hold it.
    pub fn pack(self, path: &str, bytes: &[u8]) -> io::Result<Packed> {
        let options = self.options(CompressionMethod::Deflated).compression_level(Some(LEVEL));
        PreparedZipFile::from_data(path, options, bytes).map(Packed).map_err(io::Error::other)
    }

    /// What is said of a file.
    fn options(self, method: CompressionMethod) -> SimpleFileOptions {
        SimpleFileOptions::default().compression_method(method).unix_permissions(0o644).last_modified_time(self.day)
    }
}

/// A ZIP archive that is being written.
pub struct Pack<'a> {
    /// The archive.
    zip: ZipWriter<&'a mut dyn Out>,
    /// What packs its files.
    packer: Packer,
}

impl<'a> Pack<'a> {
    /// Begins an archive.
    pub fn begin(packer: Packer, out: &'a mut dyn Out) -> Self {
        Self { zip: ZipWriter::new(out), packer }
    }

    /// Packs a file and adds it.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn add(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let packed = self.packer.pack(path, bytes)?;
        self.add_packed(packed)
    }

    /// Adds a file that is packed.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn add_packed(&mut self, Packed(file): Packed) -> io::Result<()> {
        self.zip.add_prepared_file(file).map_err(io::Error::other)
    }

    /// Adds a file as it is, written piece by piece.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn add_stored(&mut self, path: &str, write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        self.zip.start_file(path, self.packer.options(CompressionMethod::Stored)).map_err(io::Error::other)?;
        write(&mut self.zip)
    }

    /// Ends the archive.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(self) -> io::Result<()> {
        self.zip.finish().map(|_| ()).map_err(io::Error::other)
    }
}

/// The beginning of a day, as archives keep time: without a zone. A day that they cannot keep is their first one.
fn day(published: &str) -> DateTime {
    let mut parts = published.split('-').map(|part| part.parse::<u16>().ok());
    let mut next = || parts.next().flatten();
    let (year, month, day) = (next(), next().and_then(|part| u8::try_from(part).ok()), next().and_then(|part| u8::try_from(part).ok()));
    let (Some(year), Some(month), Some(day)) = (year, month, day) else { return DateTime::default() };
    DateTime::from_date_and_time(year, month, day, 0, 0, 0).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_archives() {
        let written = day("2026-11-21");
        assert_eq!((written.year(), written.month(), written.day(), written.hour()), (2026, 11, 21, 0));
        assert_eq!(day("1813-01-01"), DateTime::default());
        assert_eq!(day("soon"), DateTime::default());
    }
}
