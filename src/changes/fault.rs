//! Why two copies cannot be compared, in words for who asked.

use std::fmt;

use crate::copy::CopyError;

/// The form of the data files that this program writes, and the newest that it reads.
pub(super) const FORM: u64 = 1;

/// Why two copies cannot be compared.
#[derive(Debug)]
pub enum Fault {
    /// A copy or a file of it cannot be read.
    Copy(CopyError),
    /// A copy lacks a data file.
    Missing {
        /// The copy.
        copy: String,
        /// The file.
        file: String,
    },
    /// It is a folder of copies.
    Copies {
        /// The folder.
        copy: String,
    },
    /// A data file is none.
    NotData {
        /// The copy.
        copy: String,
        /// The file.
        file: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A data file is of a form that this program does not know.
    Newer {
        /// The copy.
        copy: String,
        /// The file.
        file: String,
        /// Its form.
        form: u64,
    },
}

impl Fault {
    /// Whether the machine failed: the copies may be sound.
    #[must_use]
    pub fn is_of_machine(&self) -> bool {
        matches!(self, Self::Copy(error) if error.is_of_machine())
    }
}

impl From<CopyError> for Fault {
    fn from(error: CopyError) -> Self {
        Self::Copy(error)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Copy(error) => error.fmt(formatter),
            Self::Missing { copy, file } => {
                write!(formatter, "{copy} has no `{file}`: it is not whole, or no site of this program; give a copy that is")
            }
            Self::Copies { copy } => {
                write!(formatter, "{copy} is a folder of copies: give one of the copies in it, such as the ZIP archive of the site")
            }
            Self::NotData { copy, file, reason } => {
                write!(formatter, "`{file}` of {copy} cannot be read: {reason}; take the copy from where it was kept once more")
            }
            Self::Newer { copy, file, form } => write!(
                formatter,
                "`{file}` of {copy} is of form {form}, and this version of dossier reads no form after {FORM}: compare with a newer version of dossier"
            ),
        }
    }
}

impl std::error::Error for Fault {}
