//! Exchanges the folder of the old site for that of the new one, and guards what is not ours.
#![expect(clippy::disallowed_methods, reason = "this module puts a site in its place")]

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustix::fs::{CWD, RenameFlags, renameat_with};

use super::OutputError;
use super::manifest::{self, MANIFEST, Manifest};
use crate::archive::{INDEX, SUMS};
use crate::disk;

/// By what a folder is known as one that we made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The manifest that lists its files.
    pub manifest: &'static str,
    /// A file that such a manifest lists, and none of another kind of folder does.
    pub entrance: &'static str,
    /// What it holds.
    pub what: &'static str,
}

impl Mark {
    /// A site: other kinds of folders have such a manifest too, but none of them lists the entrance of a site.
    pub const SITE: Self = Self { manifest: MANIFEST, entrance: "index.html", what: "a site" };
    /// A folder of copies: many folders have such sums, but none of them the index of copies.
    pub const COPIES: Self = Self { manifest: SUMS, entrance: INDEX, what: "copies" };
}

/// The folder around an output, and the output's name.
pub(super) fn parent_and_name(output: &Path) -> Result<(PathBuf, OsString), OutputError> {
    match (output.parent(), output.file_name()) {
        (Some(parent), Some(name)) => Ok((parent.to_owned(), name.to_owned())),
        _ => Err(OutputError::NotReplaceable { path: output.to_owned(), reason: "it is the root of a file system" }),
    }
}

/// A path of ours beside an output: hidden, and named after it.
pub(super) fn beside(parent: &Path, name: &OsStr, what: &str) -> PathBuf {
    let mut hidden = OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".dossier-{what}"));
    parent.join(hidden)
}

/// Takes the lock of an output; waits for another build after saying so.
pub(super) fn lock(path: &Path, waiting: &dyn Fn()) -> io::Result<File> {
    let file = File::options().create(true).truncate(false).write(true).open(path)?;
    disk::lock::take(&file, waiting)?;
    Ok(file)
}

/// Whether a path in a folder is one of our files.
pub(super) type IsOurs<'a> = &'a (dyn Fn(&str) -> bool + Sync);

/// Refuses an output that is not a folder of ours: something in it, but no manifest; a link; a mount point. Its manifest, which is empty
/// where it holds nothing.
pub(super) fn check_ours(output: &Path, mark: Mark) -> Result<Manifest, OutputError> {
    if !is_folder(output)? || fs::read_dir(output).map_err(OutputError::io(output))?.next().is_none() {
        return Ok(Manifest::default());
    }
    let manifest = manifest::load(&output.join(mark.manifest)).filter(|manifest| manifest.hash(mark.entrance).is_some());
    let Some(manifest) = manifest else { return Err(OutputError::NotOurs { path: output.to_owned(), mark }) };
    refuse_foreign((output, output), &|path| path == mark.manifest || manifest.hash(path).is_some())?;
    Ok(manifest)
}

/// Whether an output is there; refuses one that is not a folder which can be exchanged for another.
pub(super) fn is_folder(output: &Path) -> Result<bool, OutputError> {
    let not_replaceable = |reason| Err(OutputError::NotReplaceable { path: output.to_owned(), reason });
    let metadata = match fs::symlink_metadata(output) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(source) => return Err(OutputError::Io { path: output.to_owned(), source }),
    };
    if metadata.is_symlink() {
        return not_replaceable("it is a symbolic link");
    }
    if !metadata.is_dir() {
        return not_replaceable("it is not a folder");
    }
    if is_mount_point(output) {
        return not_replaceable("it is a mount point");
    }
    Ok(true)
}

/// Refuses a folder with a file that is not ours, which would be lost with it; told is where that stands in the output.
fn refuse_foreign((folder, output): (&Path, &Path), is_ours: IsOurs<'_>) -> Result<(), OutputError> {
    let is_folder = fs::symlink_metadata(folder).map_err(OutputError::io(output))?.is_dir();
    let found = if is_folder { find_foreign((folder, ""), is_ours)? } else { Some(folder.to_owned()) };
    let in_output = |path: PathBuf| match path.strip_prefix(folder) {
        Ok(below) if !below.as_os_str().is_empty() => output.join(below),
        _ => output.to_owned(),
    };
    found.map_or(Ok(()), |path| Err(OutputError::Foreign { path: in_output(path) }))
}

/// A file of a folder that is not ours: somebody put it there.
fn find_foreign((folder, prefix): (&Path, &str), is_ours: IsOurs<'_>) -> Result<Option<PathBuf>, OutputError> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder).map_err(OutputError::io(folder))? {
        let entry = entry.map_err(OutputError::io(folder))?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type().map_err(OutputError::io(folder))?.is_dir() {
            folders.push((entry.path(), format!("{path}/")));
        } else if !is_ours(&path) && !is_of_file_manager(&path) {
            return Ok(Some(entry.path()));
        }
    }
    folders.par_iter().find_map_any(|(folder, prefix)| find_foreign((folder, prefix), is_ours).transpose()).transpose()
}

/// Whether a file is one that file managers leave wherever somebody looks.
fn is_of_file_manager(path: &str) -> bool {
    matches!(path.rsplit('/').next().unwrap_or(path), ".DS_Store" | "Thumbs.db" | "desktop.ini")
}

/// Whether a folder lies on another device than the one around it.
#[cfg(unix)]
fn is_mount_point(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| fs::metadata(path).ok().map(|metadata| metadata.dev());
    folder.parent().is_some_and(|parent| device(parent) != device(folder))
}

/// Elsewhere mount points cannot be told.
#[cfg(not(unix))]
fn is_mount_point(_folder: &Path) -> bool {
    false
}

/// Deletes what an interrupted build left beside an output, and puts an old site back that lost its place.
pub(super) fn clean_up(parent: &Path, name: &OsStr) {
    let (new, old, output) = (beside(parent, name, "new"), beside(parent, name, "old"), parent.join(name));
    // An empty folder was made since: it is no site.
    let has_lost_place = !is_gone(&old) && (is_gone(&output) || fs::remove_dir(&output).is_ok());
    if has_lost_place && fs::rename(&old, &output).is_err() {
        // It is the only one there is.
        return;
    }
    for folder in [new, old, beside(parent, name, "scratch")] {
        let _ = disk::remove_folder(&folder);
    }
    let _ = fs::remove_file(beside(parent, name, "cache-new"));
}

/// Whether nothing stands at a path; what cannot be looked at may stand there.
fn is_gone(path: &Path) -> bool {
    fs::symlink_metadata(path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
}

/// Hands a new folder to the disk before it takes its place: some of its files are new.
///
/// A disk writes what it is given when it sees fit, and names before bytes: after a power cut, files of a folder that had just got its
/// place would be empty (ext4, XFS and others do so), and there would be no old site any more. What is new is therefore on the disk before
/// the exchange, which then need not be: whether a power cut undoes it or not, a whole site stands there.
pub(super) fn keep(new: &Path, fresh: &[PathBuf]) -> Result<(), OutputError> {
    disk::keep(new, fresh).map_err(OutputError::io(new))
}

/// Puts `new` in the place of `output`, unless that holds what is not ours. Who puts a file there meanwhile may do so until the last moment,
/// so the old folder is looked at once more when nobody finds it at its place any longer, and gets that back if there is such a file.
pub(super) fn replace(new: &Path, output: &Path, is_ours: IsOurs<'_>) -> Result<(), OutputError> {
    if !output.exists() {
        return fs::rename(new, output).map_err(OutputError::io(output));
    }
    refuse_foreign((output, output), is_ours)?;
    let old = exchange(new, output)?;
    match refuse_foreign((&old, output), is_ours) {
        Ok(()) if old == new => Ok(()),
        Ok(()) => {
            let _ = disk::remove_folder(&old);
            Ok(())
        }
        Err(error) => put_back(new, output, &old).and(Err(error)),
    }
}

/// Puts `new` in the place of `output`; where the old one is now. They are exchanged in one step if the file system can; else the old one
/// steps aside first, and `clean_up` brings it back after a crash in between.
fn exchange(new: &Path, output: &Path) -> Result<PathBuf, OutputError> {
    if renameat_with(CWD, new, CWD, output, RenameFlags::EXCHANGE).is_ok() {
        return Ok(new.to_owned());
    }
    let (parent, name) = parent_and_name(output)?;
    let aside = beside(&parent, &name, "old");
    fs::rename(output, &aside).map_err(OutputError::io(output))?;
    fs::rename(new, output).map_err(|source| {
        let _ = fs::rename(&aside, output);
        OutputError::Io { path: output.to_owned(), source }
    })?;
    Ok(aside)
}

/// Gives an old folder its place back.
fn put_back(new: &Path, output: &Path, old: &Path) -> Result<(), OutputError> {
    let put_back = match old == new {
        true => renameat_with(CWD, old, CWD, output, RenameFlags::EXCHANGE).map_err(io::Error::from),
        false => fs::rename(output, new).and_then(|()| fs::rename(old, output)),
    };
    put_back.map_err(OutputError::io(output))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_comes_at_the_last_moment_brings_the_old_folder_back() {
        let place = tempfile::tempdir().unwrap();
        let [new, output] = ["new", "output"].map(|name| place.path().join(name));
        for folder in [&new, &output] {
            fs::create_dir_all(folder.join("a")).unwrap();
            fs::write(folder.join("a/b"), folder.as_os_str().as_encoded_bytes()).unwrap();
        }
        let own = output.join("own");
        // It comes once the folder in which it stands has been looked at.
        let is_ours = |path: &str| {
            if !own.exists() && !new.join("own").exists() {
                fs::write(&own, "").unwrap();
            }
            path == "a/b"
        };
        let replaced = replace(&new, &output, &is_ours);
        assert!(matches!(&replaced, Err(OutputError::Foreign { path }) if *path == own), "{replaced:?}");
        assert_eq!(fs::read(output.join("a/b")).unwrap(), output.as_os_str().as_encoded_bytes());
        assert!(own.is_file() && !new.join("own").exists());
        fs::remove_file(&own).unwrap();
        replace(&new, &output, &|path| path == "a/b").unwrap();
        assert_eq!(fs::read(output.join("a/b")).unwrap(), new.as_os_str().as_encoded_bytes());
    }

    #[test]
    fn what_takes_the_place_of_the_output_meanwhile_stays() {
        let place = tempfile::tempdir().unwrap();
        let [new, output] = ["new", "output"].map(|name| place.path().join(name));
        fs::create_dir(&new).unwrap();
        fs::write(&output, "somebody's").unwrap();
        let replaced = replace(&new, &output, &|_| true);
        assert!(matches!(&replaced, Err(OutputError::Foreign { path }) if *path == output), "{replaced:?}");
        assert_eq!(fs::read(&output).unwrap(), b"somebody's");
    }
}
