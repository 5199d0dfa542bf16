//! The site as a ZIP archive: unpack it and open `index.html`.

use std::io::{self, Write};

use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

use super::{Folder, Inputs};

/// Writes the site as one ZIP archive, its files in a folder of the archive's name.
///
/// # Errors
/// If the archive cannot be written.
pub fn write(inputs: &Inputs<'_>, folder: &mut dyn Folder) -> io::Result<()> {
    let stem = inputs.stem();
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(DateTime::default());
    folder.file(&format!("{stem}.zip"), &mut |out| {
        let mut zip = ZipWriter::new(out);
        inputs.each_file(&mut |path, bytes| {
            zip.start_file(format!("{stem}/{path}"), options).map_err(io::Error::other)?;
            zip.write_all(&bytes)
        })?;
        zip.finish().map(|_| ()).map_err(io::Error::other)
    })
}
