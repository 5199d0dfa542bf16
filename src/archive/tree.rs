//! The files of a copy that has many: where each comes from, their sums, and how they are put into a folder.

use std::collections::BTreeMap;
use std::io;

use super::{Folder, Inputs, read, size};
use crate::site::manifest::{MANIFEST, Manifest, hash};

/// Where the bytes of a file come from.
#[derive(Clone, Debug)]
pub enum Piece {
    /// A file of the site, by its path.
    Site(String),
    /// A file that the publisher keeps, by its path.
    Own(String),
    /// It was made for the copy.
    Made(Vec<u8>),
}

/// The files of a copy, by path from its root.
pub type Tree = BTreeMap<String, Piece>;

/// The files of the site below a folder, which is empty or ends in `/`, with their manifest.
#[must_use]
pub fn of_site(inputs: &Inputs<'_>, folder: &str) -> Tree {
    let mut tree: Tree = inputs.site.paths().into_iter().map(|path| (format!("{folder}{path}"), Piece::Site(path.to_owned()))).collect();
    tree.insert(format!("{folder}{MANIFEST}"), Piece::Made(inputs.manifest.to_text().into_bytes()));
    tree
}

/// The bytes of a file.
///
/// # Errors
/// If it cannot be read.
pub fn bytes(inputs: &Inputs<'_>, piece: &Piece) -> io::Result<Vec<u8>> {
    match piece {
        Piece::Site(path) => read(inputs.site, path),
        Piece::Own(path) => read(inputs.own, path),
        Piece::Made(bytes) => Ok(bytes.clone()),
    }
}

/// How many bytes a file has.
///
/// # Errors
/// If it cannot be read.
pub fn n_bytes(inputs: &Inputs<'_>, piece: &Piece) -> io::Result<usize> {
    match piece {
        Piece::Site(path) => size(inputs.site, path),
        Piece::Own(path) => size(inputs.own, path),
        Piece::Made(bytes) => Ok(bytes.len()),
    }
}

/// The sums of all files.
///
/// # Errors
/// If one cannot be read.
pub fn sums(inputs: &Inputs<'_>, tree: &Tree) -> io::Result<Manifest> {
    let mut sums = Manifest::default();
    for (path, piece) in tree {
        let known = if let Piece::Site(of_site) = piece { inputs.manifest.hash(of_site).map(str::to_owned) } else { None };
        let sum = known.map_or_else(|| Ok::<_, io::Error>(hash(&bytes(inputs, piece)?)), Ok)?;
        sums.insert(path, sum);
    }
    Ok(sums)
}

/// Puts the files into a folder of their own among the copies.
///
/// # Errors
/// If one cannot be read or written.
pub fn put(inputs: &Inputs<'_>, (name, tree): (&str, &Tree), folder: &mut dyn Folder) -> io::Result<()> {
    for (path, piece) in tree {
        let bytes = bytes(inputs, piece)?;
        folder.file(&format!("{name}/{path}"), &mut |out| out.write_all(&bytes))?;
    }
    Ok(())
}
