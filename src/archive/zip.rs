//! Files of a copy as one ZIP archive; and the site as one: unpack it and open `index.html`.

use std::io;

use rayon::prelude::*;

use super::licences;
use super::pack::{Pack, Packed, Packer};
use super::readme::{self, Kind};
use super::tree::{self, Piece, Tree};
use super::{Folder, Inputs, README};
use crate::site::manifest::MANIFEST;

/// How many files are packed side by side: more would only take memory.
const N_SIDE_BY_SIDE: usize = 128;

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
    let packer = Packer::new(inputs);
    let pieces: Vec<(&String, &Piece)> = tree.iter().collect();
    let packed = |(path, piece): &(&String, &Piece)| packer.pack(&format!("{name}/{path}"), &tree::bytes(inputs, piece)?);
    folder.file(path, &mut |out| {
        let mut pack = Pack::begin(packer, out);
        for pieces in pieces.chunks(N_SIDE_BY_SIDE) {
            let packed: Vec<Packed> = pieces.par_iter().map(packed).collect::<io::Result<_>>()?;
            packed.into_iter().try_for_each(|packed| pack.add_packed(packed))?;
        }
        pack.finish()
    })
}
