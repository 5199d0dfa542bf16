//! All aligned blocks of all letters, in all languages, as one translation memory.

use std::io;

use super::{Folder, Inputs};
use crate::exchange;

/// Writes the memory.
///
/// # Errors
/// If it cannot be written.
pub fn write(inputs: &Inputs<'_>, folder: &mut dyn Folder) -> io::Result<()> {
    let text = exchange::memory(inputs.resolved.dossier);
    folder.file(&format!("{}.tmx", inputs.stem()), &mut |out| out.write_all(text.as_bytes()))
}
