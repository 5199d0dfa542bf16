//! Locks by which one run waits for another.
#![expect(clippy::disallowed_methods, reason = "this module takes locks, which are of files")]

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;

/// Takes the lock of a folder whose files are changed, as long as what is returned is kept. Waits for another run that has it, after a call
/// of `waiting`. Nothing where there is no such lock: whoever changes a file looks whether another has done so meanwhile.
#[must_use]
pub fn of_folder(folder: &Path, waiting: &dyn Fn()) -> Option<File> {
    let held = File::open(folder).ok()?;
    take(&held, waiting).ok()?;
    Some(held)
}

/// Takes the lock of a file; waits for another run that has it, after a call of `waiting`.
///
/// # Errors
/// If the system refuses.
pub fn take(file: &File, waiting: &dyn Fn()) -> io::Result<()> {
    match file.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => {
            waiting();
            file.lock()
        }
        Err(TryLockError::Error(error)) => Err(error),
    }
}
