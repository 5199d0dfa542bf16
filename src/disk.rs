//! What a disk is asked for beyond reading and writing: to keep what was written, to let one run wait for another, to take the place of nothing,
//! and to tell what a killed run left behind.
#![expect(clippy::disallowed_methods, reason = "this module hands files to the disk for good")]

pub mod lock;
pub mod scratch;

use std::error::Error;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::io::Errno;

/// How many files are handed to the disk one by one; of more the whole disk is told once. One by one costs some milliseconds for each (5 ms
/// on an SSD with ext4), whatever other programs do. The whole disk costs as long as it takes to write what is new (6 ms for 150 files of
/// 30 kB, 90 ms for 5,000, 560 ms for 20,000), and what any other program has left unwritten there.
pub const FEW: usize = 16;

/// Hands written files to the disk, so that a power cut after they got their names does not leave them empty. All lie below a folder.
/// A file system that knows no such thing is trusted.
///
/// # Errors
/// If the disk could not take them: some tell only now that they are full.
pub fn keep(folder: &Path, files: &[PathBuf]) -> io::Result<()> {
    if files.len() <= FEW {
        return files.par_iter().try_for_each(|path| File::open(path).and_then(|file| supported(file.sync_all())));
    }
    whole(folder, files)
}

/// Hands everything on the disk of a folder to it.
#[cfg(target_os = "linux")]
fn whole(folder: &Path, _files: &[PathBuf]) -> io::Result<()> {
    supported(rustix::fs::syncfs(File::open(folder)?).map_err(io::Error::from))
}

/// Elsewhere each file has to be named.
#[cfg(not(target_os = "linux"))]
fn whole(_folder: &Path, files: &[PathBuf]) -> io::Result<()> {
    files.par_iter().try_for_each(|path| File::open(path).and_then(|file| supported(file.sync_all())))
}

/// What a file system said that may not know what was asked.
fn supported(result: io::Result<()>) -> io::Result<()> {
    result.or_else(|error| match error.kind() {
        ErrorKind::Unsupported | ErrorKind::InvalidInput => Ok(()),
        _ => Err(error),
    })
}

/// Removes a folder of ours with everything in it, also one that somebody has protected against changes.
///
/// # Errors
/// If the system refuses.
pub fn remove_folder(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            open_up(folder)?;
            fs::remove_dir_all(folder)
        }
        removed => removed,
    }
}

/// Gives the right to change what lies in a folder, and in those below, to the account that owns it. Links are not followed.
fn open_up(folder: &Path) -> io::Result<()> {
    if !fs::symlink_metadata(folder)?.is_dir() {
        return Ok(());
    }
    let_owner_write(folder)?;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            open_up(&entry.path())?;
        }
    }
    Ok(())
}

/// Gives the right to change what lies in a folder to the account that owns it.
///
/// # Errors
/// If the system refuses.
#[cfg(unix)]
pub fn let_owner_write(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    const OWN: u32 = 0o700;
    let mode = fs::metadata(folder)?.permissions().mode();
    if mode & OWN == OWN { Ok(()) } else { fs::set_permissions(folder, fs::Permissions::from_mode(mode | OWN)) }
}

/// Elsewhere folders have no such rights.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn let_owner_write(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Gives a file or a folder its name, if nothing has that name by now.
///
/// # Errors
/// If something has it (`AlreadyExists`), or the system refuses.
pub fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        Ok(()) => Ok(()),
        Err(Errno::EXIST) => Err(ErrorKind::AlreadyExists.into()),
        Err(_) => rename_step_by_step(from, to),
    }
}

/// The same on a disk that cannot do so in one step. A file gets a second name first, which no other thing can have; of a folder nothing is
/// sure but what was there a moment ago.
fn rename_step_by_step(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Ok(()) => return fs::remove_file(from),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(error),
        Err(_) => {}
    }
    match fs::symlink_metadata(to) {
        Err(error) if error.kind() == ErrorKind::NotFound => fs::rename(from, to),
        Err(error) => Err(error),
        Ok(_) => Err(ErrorKind::AlreadyExists.into()),
    }
}

/// What helps where something could not be written; nothing where only the system knows. The cause may lie deep in the error.
#[must_use]
pub fn way_out(error: &io::Error) -> Option<&'static str> {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = cause {
        let of_system = error.downcast_ref::<io::Error>();
        if let Some(way_out) = of_system.and_then(|error| way_out_of(error.kind())) {
            return Some(way_out);
        }
        cause = match of_system {
            Some(error) => error.get_ref().map(|inner| inner as &(dyn Error + 'static)),
            None => error.source(),
        };
    }
    None
}

/// What helps against one kind of failure.
fn way_out_of(kind: ErrorKind) -> Option<&'static str> {
    match kind {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Some("make room on that disk"),
        ErrorKind::FileTooLarge => Some("allow larger files there (`ulimit -f` tells the limit)"),
        ErrorKind::ReadOnlyFilesystem => Some("make that disk writable"),
        ErrorKind::PermissionDenied => Some("let this account write there"),
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => Some("move what stands in the way"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An error of somebody else.
    #[derive(Debug)]
    struct Wrapped(io::Error);

    impl std::fmt::Display for Wrapped {
        fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            self.0.fmt(formatter)
        }
    }

    impl Error for Wrapped {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            Some(&self.0)
        }
    }

    #[test]
    fn a_way_out_is_found_however_deep_the_cause_lies() {
        let full = || io::Error::from(ErrorKind::StorageFull);
        let found = [full(), io::Error::other(full()), io::Error::other(Wrapped(full())), io::Error::other("words")];
        assert_eq!(found.each_ref().map(way_out).map(|way| way.is_some()), [true, true, true, false]);
    }

    #[test]
    fn a_new_name_never_takes_the_place_of_another() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for (idx, rename) in [rename_new, rename_step_by_step].into_iter().enumerate() {
            let [from, to] = ["from", "to"].map(|name| path(&format!("{name}-{idx}")));
            fs::write(&from, "new").unwrap();
            fs::write(&to, "somebody's").unwrap();
            assert_eq!(rename(&from, &to).unwrap_err().kind(), ErrorKind::AlreadyExists);
            assert_eq!((fs::read(&from).unwrap(), fs::read(&to).unwrap()), (b"new".to_vec(), b"somebody's".to_vec()));
            fs::remove_file(&to).unwrap();
            rename(&from, &to).unwrap();
            assert!(!from.exists() && fs::read(&to).unwrap() == b"new");
            fs::create_dir(&from).unwrap();
            assert_eq!(rename(&from, &to).unwrap_err().kind(), ErrorKind::AlreadyExists);
            rename(&from, &path(&format!("folder-{idx}"))).unwrap();
            assert!(path(&format!("folder-{idx}")).is_dir());
        }
    }

    #[test]
    fn few_files_and_many_are_handed_to_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let paths: Vec<PathBuf> = (0..=FEW).map(|number| folder.path().join(number.to_string())).collect();
        paths.iter().for_each(|path| std::fs::write(path, "x").unwrap());
        for some in [&paths[..0], &paths[..FEW], &paths] {
            keep(folder.path(), some).unwrap();
        }
        assert!(keep(folder.path(), &[folder.path().join("none")]).is_err());
    }
}
