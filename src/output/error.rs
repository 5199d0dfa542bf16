//! Why a site or its copies could not be put on disk, in words.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::swap::Mark;
use crate::disk;

/// Why a site could not be put on disk.
#[derive(Debug)]
pub enum OutputError {
    /// A file or folder could not be read or written.
    Io {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file of the site that stands there could not be read.
    Unreadable {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The output folder holds something that is not of ours.
    NotOurs {
        /// The folder.
        path: PathBuf,
        /// By what it would be known as ours.
        mark: Mark,
    },
    /// The output folder holds, beside what is ours, a file that we did not make.
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The output cannot be replaced: it is the root of a file system, a mount point or has no name.
    NotReplaceable {
        /// The path.
        path: PathBuf,
        /// Why.
        reason: &'static str,
    },
}

impl OutputError {
    /// An error of the system at a path.
    pub(super) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { path: path.to_owned(), source }
    }
}

impl fmt::Display for OutputError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { path, source } => {
                write!(formatter, "cannot write `{}`: {source}", path.display())?;
                disk::way_out(source).map_or(Ok(()), |way_out| write!(formatter, "; {way_out}, or choose another --output"))
            }
            Self::Unreadable { path, source } => {
                write!(
                    formatter,
                    "cannot read `{}`, a file of the site that stands there: {source}; delete it: it is made anew",
                    path.display()
                )
            }
            Self::NotOurs { path, mark } => write!(
                formatter,
                "`{}` is not empty and holds no `{}` of {}: dossier did not make it, so it is left alone; choose another --output",
                path.display(),
                mark.manifest,
                mark.what
            ),
            Self::Foreign { path } => write!(
                formatter,
                "`{}` is not of the site or the copies that stand there and would be lost with them; move it, or choose another --output",
                path.display()
            ),
            Self::NotReplaceable { path, reason } => {
                write!(formatter, "`{}` cannot be replaced: {reason}; choose another --output", path.display())
            }
        }
    }
}

impl Error for OutputError {}
