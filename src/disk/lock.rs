//! Locks by which one run waits for another.
#![expect(clippy::disallowed_methods, reason = "this module takes locks, which are of files")]

use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::Path;

/// Takes the lock of a folder whose files are changed, as long as what is returned is kept. Waits for another run that has it, after a call
/// of `waiting`. Nothing where there is no such lock: whoever changes a file looks whether another has done so meanwhile.
#[must_use]
pub fn of_folder(folder: &Path, waiting: &dyn Fn()) -> Option<File> {
    let held = File::open(folder).ok()?;
    take(&held, waiting).ok()?;
    Some(held)
}

/// Takes the lock of a file; waits for another run that has it, after a call of `waiting`. A file system without locks is taken as one on
/// which nobody has it: such are network disks mostly, and some of them only for a while.
///
/// # Errors
/// If the system refuses.
pub fn take(file: &File, waiting: &dyn Fn()) -> io::Result<()> {
    take_with((&mut || file.try_lock(), &mut || file.lock()), waiting)
}

/// Asks for a lock, which somebody else may have.
type Ask<'a> = &'a mut dyn FnMut() -> Result<(), TryLockError>;

/// Waits for a lock.
type Wait<'a> = &'a mut dyn FnMut() -> io::Result<()>;

/// Takes a lock by asking for it, or else by waiting for it.
fn take_with((ask, wait): (Ask<'_>, Wait<'_>), waiting: &dyn Fn()) -> io::Result<()> {
    let asked = loop {
        match ask() {
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Interrupted => {}
            asked => break asked,
        }
    };
    let taken = match asked {
        Ok(()) => Ok(()),
        Err(TryLockError::Error(error)) => Err(error),
        Err(TryLockError::WouldBlock) => {
            waiting();
            loop {
                match wait() {
                    Err(error) if error.kind() == ErrorKind::Interrupted => {}
                    waited => break waited,
                }
            }
        }
    };
    taken.or_else(|error| if has_no_locks(&error) { Ok(()) } else { Err(error) })
}

/// Whether the system said that there are no locks here.
fn has_no_locks(error: &io::Error) -> bool {
    error.kind() == ErrorKind::Unsupported || is_of_lock_server(error)
}

/// Whether the system said that the server which keeps the locks does not answer.
#[cfg(unix)]
fn is_of_lock_server(error: &io::Error) -> bool {
    error.raw_os_error() == Some(rustix::io::Errno::NOLCK.raw_os_error())
}

/// Elsewhere nothing says so.
#[cfg(not(unix))]
fn is_of_lock_server(_error: &io::Error) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use rustix::io::Errno;

    use super::*;

    /// Takes a lock for which the system gives some answers in turn, with how often it was said that it is waited for.
    fn taken(asked: Vec<Option<Errno>>, waited: Vec<Option<Errno>>) -> (Result<(), ErrorKind>, u32) {
        let n_waits = Cell::new(0);
        let (mut asked, mut waited) = (asked.into_iter(), waited.into_iter());
        let mut ask = || match asked.next().unwrap() {
            None => Ok(()),
            Some(Errno::WOULDBLOCK) => Err(TryLockError::WouldBlock),
            Some(error) => Err(TryLockError::Error(error.into())),
        };
        let mut wait = || waited.next().unwrap().map_or(Ok(()), |error| Err(error.into()));
        let taken = take_with((&mut ask, &mut wait), &|| n_waits.set(n_waits.get() + 1));
        assert!(asked.next().is_none() && waited.next().is_none());
        (taken.map_err(|error| error.kind()), n_waits.get())
    }

    #[test]
    fn a_signal_or_a_disk_without_locks_ends_no_run() {
        let blocked = || vec![Some(Errno::WOULDBLOCK)];
        assert_eq!(taken(vec![None], vec![]), (Ok(()), 0));
        assert_eq!(taken(blocked(), vec![None]), (Ok(()), 1));
        assert_eq!(taken(vec![Some(Errno::INTR), Some(Errno::INTR), None], vec![]), (Ok(()), 0));
        assert_eq!(taken(blocked(), vec![Some(Errno::INTR), None]), (Ok(()), 1));
        for none in [Errno::NOLCK, Errno::NOSYS, Errno::OPNOTSUPP] {
            assert_eq!(taken(vec![Some(none)], vec![]), (Ok(()), 0), "{none}");
            assert_eq!(taken(blocked(), vec![Some(none)]), (Ok(()), 1), "{none}");
        }
        assert_eq!(taken(vec![Some(Errno::ACCESS)], vec![]), (Err(ErrorKind::PermissionDenied), 0));
    }
}
