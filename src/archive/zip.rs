//! ZIP archives that are the same on any machine; and the site as one: unpack it and open `index.html`.

use std::io;

use rayon::prelude::*;
use zip::write::{PreparedZipFile, SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

use super::licences;
use super::readme::{self, Kind};
use super::tree::{self, Piece, Tree};
use super::{Folder, Inputs, README};
use crate::site::manifest::MANIFEST;

/// How many files are packed side by side: more would only take memory.
const N_SIDE_BY_SIDE: usize = 128;

/// How hard it is packed: as hard as can be, which gives the same bytes on any processor.
pub(super) const LEVEL: i64 = 9;

/// Writes the site as one ZIP archive, its files in a folder of the archive's name.
///
/// # Errors
/// If the archive cannot be written.
pub fn write(inputs: &Inputs<'_>, folder: &mut dyn Folder) -> io::Result<()> {
    let stem = inputs.stem();
    let mut tree = tree::of_site(inputs, "");
    add_readme(inputs, &mut tree, &Kind::Site)?;
    pack(inputs, (&stem, &tree), (&format!("{stem}.zip"), folder))
}

/// Adds the words for who finds a copy, the licences of what is in it, and a manifest of all its files.
///
/// # Errors
/// If a file cannot be read.
pub(super) fn add_readme(inputs: &Inputs<'_>, tree: &mut Tree, kind: &Kind<'_>) -> io::Result<()> {
    tree.remove(MANIFEST);
    tree.insert(README.to_owned(), Piece::Made(readme::text(inputs, kind).into_bytes()));
    tree.insert(licences::NAME.to_owned(), Piece::Made(licences::text(inputs, false).into_bytes()));
    let sums = tree::sums(inputs, tree)?;
    tree.insert(MANIFEST.to_owned(), Piece::Made(sums.to_text().into_bytes()));
    Ok(())
}

/// Packs files into one archive among the copies, in a folder of a name: sorted, all of the day of publication, readable by everyone.
///
/// # Errors
/// If a file cannot be read, or the archive cannot be written.
pub(super) fn pack(inputs: &Inputs<'_>, (name, tree): (&str, &Tree), (path, folder): (&str, &mut dyn Folder)) -> io::Result<()> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(LEVEL))
        .unix_permissions(0o644)
        .last_modified_time(day(&inputs.resolved.dossier.settings.published));
    let pieces: Vec<(&String, &Piece)> = tree.iter().collect();
    let prepare = |(path, piece): &(&String, &Piece)| {
        let bytes = tree::bytes(inputs, piece)?;
        PreparedZipFile::from_data(format!("{name}/{path}"), options, &bytes).map_err(io::Error::other)
    };
    folder.file(path, &mut |out| {
        let mut zip = ZipWriter::new(out);
        for pieces in pieces.chunks(N_SIDE_BY_SIDE) {
            // Each is packed by itself from all its bytes, so the order in which that is done changes nothing.
            let prepared: Vec<PreparedZipFile> = pieces.par_iter().map(prepare).collect::<io::Result<_>>()?;
            zip.add_prepared_files(prepared).map_err(io::Error::other)?;
        }
        zip.finish().map(|_| ()).map_err(io::Error::other)
    })
}

/// The beginning of a day, as archives keep time: without a zone. A day that they cannot keep is their first one.
pub(super) fn day(published: &str) -> DateTime {
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
