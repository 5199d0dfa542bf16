//! The files with which a dossier, a letter or a page begins: samples and comments that teach, and nothing that is made up.
//!
//! Only makes them; `put` hands them to `data::put`, which never overwrites anything.

mod fill;
pub mod letter;
pub mod page;
pub mod sample;

use std::path::Path;

use sha2::{Digest, Sha256};

use crate::data::put::{self, FolderError};

/// Files by their paths from the folder in which they are put, in order.
pub type Files = Vec<(String, Vec<u8>)>;

/// Puts files into a new folder, or an empty one.
///
/// # Errors
/// If there is something in the folder, or it cannot be written.
pub fn put(folder: &Path, files: &Files) -> Result<(), FolderError> {
    put::folder(folder, files)
}

/// Takes files back that were put, and their folder if it is to go too; what somebody has changed or added since stays.
pub fn take_back(folder: (&Path, bool), files: &Files) {
    put::take_back(folder, files);
}

/// The SHA-256 of bytes, in hexadecimal digits.
fn checksum(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
