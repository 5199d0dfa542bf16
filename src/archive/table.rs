//! The data files of the site as one ZIP archive, the ledger's Data Package among them.

use std::io;

use super::readme::Kind;
use super::tree::{Piece, Tree};
use super::{Folder, Inputs, zip};

/// Writes the data files as they were built, in their folder.
///
/// # Errors
/// If they cannot be written.
pub fn write(inputs: &Inputs<'_>, folder: &mut dyn Folder) -> io::Result<()> {
    let name = format!("{}-data", inputs.stem());
    let data = inputs.site.paths().into_iter().filter(|path| path.starts_with("data/"));
    let mut tree: Tree = data.map(|path| (path.to_owned(), Piece::Site(path.to_owned()))).collect();
    zip::add_readme(inputs, &mut tree, &Kind::Data)?;
    zip::pack(inputs, (&name, &tree), (&format!("{name}.zip"), folder))
}
