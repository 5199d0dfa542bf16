//! Puts offline copies on disk: all of them, or none.
#![expect(clippy::disallowed_methods, reason = "this module writes the folder of copies")]

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::archive::{Folder, Out};

/// A folder of copies that is being written beside its place.
#[derive(Debug)]
pub struct Copies {
    /// Where it is written.
    staging: PathBuf,
    /// Where it will stand.
    output: PathBuf,
}

impl Copies {
    /// Begins a folder of copies.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn begin(output: &Path) -> io::Result<Self> {
        let staging = output.with_extension("new");
        fs::create_dir_all(&staging)?;
        Ok(Self { staging, output: output.to_owned() })
    }

    /// Puts the copies in their place.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn finish(self) -> io::Result<()> {
        fs::rename(&self.staging, &self.output)
    }
}

impl Folder for Copies {
    fn file(&mut self, path: &str, write: &mut dyn FnMut(&mut dyn Out) -> io::Result<()>) -> io::Result<()> {
        let target = self.staging.join(path);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut file = BufWriter::new(File::create(target)?);
        write(&mut file)?;
        file.flush()
    }
}
