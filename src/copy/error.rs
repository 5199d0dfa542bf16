//! Why a copy cannot be opened or read, in words for who asked.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a copy cannot be opened or read.
#[derive(Debug)]
pub enum CopyError {
    /// The system refused.
    Io {
        /// What it refused.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
    /// It is neither a folder nor a ZIP archive, or a damaged one.
    NotAnArchive {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// It holds neither a site nor a bag.
    NotACopy {
        /// The folder or archive.
        path: PathBuf,
    },
    /// It has more files than a copy can have.
    TooMany {
        /// The folder or archive.
        path: PathBuf,
    },
    /// It has no such file.
    Missing {
        /// The copy.
        path: PathBuf,
        /// The file.
        file: String,
    },
    /// A file of it is larger than one of a copy can be, or than it says.
    TooLarge {
        /// The copy.
        path: PathBuf,
        /// The file.
        file: String,
        /// The most bytes that it may have.
        max: u64,
    },
    /// A file of it cannot be unpacked.
    Damaged {
        /// The copy.
        path: PathBuf,
        /// The file.
        file: String,
        /// What is wrong with it.
        reason: String,
    },
}

/// Something in a copy that cannot be read as a file of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Odd {
    /// Its name, as the folder or the archive has it.
    pub path: String,
    /// Why not.
    pub reason: &'static str,
}

impl CopyError {
    /// An error of the system at a path.
    pub(super) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { path: path.to_owned(), source }
    }

    /// Whether it tells of what a copy holds, and not of the machine or of a place where nothing is.
    #[must_use]
    pub fn is_of_content(&self) -> bool {
        !matches!(self, Self::Io { .. })
    }

    /// Whether the machine failed: the copy may be sound.
    #[must_use]
    pub fn is_of_machine(&self) -> bool {
        matches!(self, Self::Io { source, .. } if source.kind() != io::ErrorKind::NotFound)
    }
}

impl fmt::Display for CopyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { path, source } => write!(formatter, "cannot read `{}`: {source}", path.display()),
            Self::NotAnArchive { path, reason } => write!(
                formatter,
                "`{}` is no copy of a site: it is a file, but no whole ZIP archive ({reason}); give the site's folder, a ZIP of it, or a bag",
                path.display()
            ),
            Self::NotACopy { path } => write!(
                formatter,
                "`{}` is no copy of a site: it has no `index.html`, no `data/dossier.json` and no `bagit.txt`; give the site's folder, a ZIP of it, or a bag",
                path.display()
            ),
            Self::TooMany { path } => {
                write!(formatter, "`{}` has more than {} files: that is no copy of a site", path.display(), super::MAX_FILES)
            }
            Self::Missing { path, file } => write!(
                formatter,
                "the copy `{}` has no file `{file}`: it is not whole, or no site; give a copy that is, or check it with `dossier verify`",
                path.display()
            ),
            Self::TooLarge { path, file, max } => write!(
                formatter,
                "`{file}` of the copy `{}` is larger than {} MB, or than the archive says: it is not read",
                path.display(),
                max >> 20
            ),
            Self::Damaged { path, file, reason } => {
                write!(
                    formatter,
                    "`{file}` of the copy `{}` is damaged: {reason}; take the copy from where it was kept once more",
                    path.display()
                )
            }
        }
    }
}

impl Error for CopyError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
