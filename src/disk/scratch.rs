//! Scratch: a file or a folder that a run makes for itself, under a name of its own, until that gets its real name or is taken away.
//!
//! A run that is killed leaves its scratch behind, and the next one that makes some in the same place takes it away. Whether its run still
//! goes on, it tells by a lock, which the system takes from a process when that ends, in whatever way: the number of a process would not
//! do, as others get it again, and those of two containers are the same. Whoever takes scratch away holds that lock, so nobody ever takes
//! away what another is just making: who makes some looks, once it has the lock, whether it is still there.
#![expect(clippy::disallowed_methods, reason = "this module makes and removes scratch")]

use std::fs::{self, File, Metadata, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// How many names are tried.
const N_NAMES: u32 = 100;

/// A file or a folder of this run alone. It is taken away in the end, unless it got its real name.
#[derive(Debug)]
pub struct Scratch {
    /// Where it is.
    path: PathBuf,
    /// Holds the lock.
    held: File,
}

impl Scratch {
    /// Makes a file that holds some bytes, in a folder; its name begins as told, and everything there whose name does is scratch.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn file(folder: &Path, start: &str, bytes: &[u8]) -> io::Result<Self> {
        let make = |path: &Path| File::options().write(true).create_new(true).open(path);
        let mut scratch = Self::make(folder, start, &make)?;
        scratch.held.write_all(bytes)?;
        Ok(scratch)
    }

    /// Makes an empty folder, in a folder; its name begins as told, and everything there whose name does is scratch.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn folder(folder: &Path, start: &str) -> io::Result<Self> {
        Self::make(folder, start, &|path| fs::create_dir(path).and_then(|()| open(path)))
    }

    /// Makes something, takes its lock, and takes away what killed runs left.
    fn make(folder: &Path, start: &str, make: &dyn Fn(&Path) -> io::Result<File>) -> io::Result<Self> {
        let name = |number: u32| folder.join(format!("{start}{}-{number}", std::process::id()));
        let mut refused = None;
        for path in (0..N_NAMES).map(name) {
            let held = match make(&path) {
                // It belongs to a process of the same number in another container; or it was taken for a leftover just now.
                Err(error) if matches!(error.kind(), ErrorKind::AlreadyExists | ErrorKind::NotFound) && folder.is_dir() => {
                    refused = Some(error);
                    continue;
                }
                made => made?,
            };
            if is_locked(&held) && is_at(&held, &path) {
                let scratch = Self { path, held };
                scratch.sweep(folder, start);
                return Ok(scratch);
            }
        }
        // A system that has no such place says so every time.
        if let Some(error) = refused.filter(|error| error.kind() == ErrorKind::NotFound) {
            return Err(error);
        }
        Err(io::Error::new(ErrorKind::AlreadyExists, format!("`{start}…` is taken {N_NAMES} times")))
    }

    /// Takes away what killed runs left in a folder under such a name; what cannot be taken away stays.
    fn sweep(&self, folder: &Path, start: &str) {
        let own = self.held.metadata().ok();
        for entry in fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
            let path = entry.path();
            let is_scratch = entry.file_name().to_str().and_then(|name| name.strip_prefix(start)).is_some_and(is_number);
            if is_scratch && path != self.path {
                _ = take_away(&path, own.as_ref());
            }
        }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Where it got its real name, another of this process may have its old one by now.
        if is_at(&self.held, &self.path) {
            _ = remove(&self.path);
        }
    }
}

/// Whether the rest of a name is such as scratch has: the numbers of a process and of its scratch.
fn is_number(rest: &str) -> bool {
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    rest.split_once('-').is_some_and(|(process, number)| is_digits(process) && is_digits(number))
}

/// Takes a lock, without waiting. A file system without locks has nobody who would take scratch away there.
fn is_locked(file: &File) -> bool {
    !matches!(file.try_lock(), Err(TryLockError::WouldBlock))
}

/// Takes scratch away, if it belongs to nobody any more, and to the same account as something of ours.
fn take_away(path: &Path, own: Option<&Metadata>) -> io::Result<()> {
    let file = open(path)?;
    let is_ours = own.is_some_and(|own| is_of_one_owner(own, &file));
    // Without its lock nobody can tell whether its run goes on.
    if !is_ours || file.try_lock().is_err() || !is_at(&file, path) {
        return Ok(());
    }
    remove(path)
}

/// Removes a file or a folder; links are not followed.
fn remove(path: &Path) -> io::Result<()> {
    if fs::symlink_metadata(path)?.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }
}

/// Opens a file or a folder, not what a link leads to, and without waiting for a pipe.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    Ok(File::from(rustix::fs::open(path, flags, Mode::empty())?))
}

/// Opens a file.
#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// Whether a path leads to what is open.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let number = |metadata: Metadata| (metadata.dev(), metadata.ino());
    let (open, there) = (file.metadata().map(number), fs::symlink_metadata(path).map(number));
    matches!((open, there), (Ok(open), Ok(there)) if open == there)
}

/// Elsewhere what is open cannot be removed.
#[cfg(not(unix))]
fn is_at(_file: &File, path: &Path) -> bool {
    path.exists()
}

/// Whether something belongs to the same account.
#[cfg(unix)]
fn is_of_one_owner(own: &Metadata, file: &File) -> bool {
    use std::os::unix::fs::MetadataExt;
    file.metadata().is_ok_and(|other| other.uid() == own.uid())
}

/// Elsewhere the system does not let others remove it.
#[cfg(not(unix))]
fn is_of_one_owner(_own: &Metadata, _file: &File) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names in a folder, in order.
    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn scratch_goes_when_its_run_does_and_not_before() {
        let place = tempfile::tempdir().unwrap();
        let (file, folder) = (Scratch::file(place.path(), ".a-", b"x").unwrap(), Scratch::folder(place.path(), ".a-").unwrap());
        fs::write(folder.path().join("1"), "").unwrap();
        assert_eq!(names(place.path()).len(), 2, "each left the other alone");
        assert_eq!(fs::read(file.path()).unwrap(), b"x");
        drop((file, folder));
        assert_eq!(names(place.path()), Vec::<String>::new());
    }

    #[test]
    fn only_what_killed_runs_left_is_taken_away() {
        let place = tempfile::tempdir().unwrap();
        let path = |name: &str| place.path().join(name);
        fs::create_dir_all(path(".a-1-0/b")).unwrap();
        fs::write(path(".a-1-0/b/1"), "").unwrap();
        fs::write(path(".a-4000000000-7"), "left").unwrap();
        let kept = [".a-", ".a-1", ".a-1-", ".a-1-0x", ".a-b-0", ".b-1-0", "a-1-0"];
        kept.iter().for_each(|name| fs::write(path(name), "somebody's").unwrap());
        std::os::unix::fs::symlink(path(".a-1"), path(".a-2-0")).unwrap();
        drop(Scratch::file(place.path(), ".a-", b"").unwrap());
        let mut expected = [kept.as_slice(), &[".a-2-0"]].concat();
        expected.sort_unstable();
        assert_eq!(names(place.path()), expected);
    }

    /// Writes a file again and again, each time through scratch.
    fn write_often(place: &Path, name: &str) {
        for round in 0..50 {
            let text = format!("{name} {round}");
            let scratch = Scratch::file(place, ".a-", text.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(scratch.path()).unwrap(), text);
            fs::rename(scratch.path(), place.join(name)).unwrap();
        }
    }

    #[test]
    fn many_at_once_do_not_take_from_each_other() {
        let place = tempfile::tempdir().unwrap();
        std::thread::scope(|scope| {
            for name in ["0", "1", "2", "3"] {
                let place = place.path();
                scope.spawn(move || write_often(place, name));
            }
        });
        assert_eq!(names(place.path()), ["0", "1", "2", "3"]);
    }
}
