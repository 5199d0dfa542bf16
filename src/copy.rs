//! Opens a copy of a site for reading: a folder, or a ZIP archive of one; the site itself, or a BagIt bag with the site in it.
//!
//! A copy may be old, damaged or made by a stranger. Nothing is unpacked to disk, links are not followed, no name leads out of the copy,
//! and no file unpacks to more than it says or than a limit. What a file holds is for others to judge.
//!
//! ```no_run
//! let copy = dossier::copy::open(std::path::Path::new("dossier-1.0.zip"))?;
//! let data = copy.read(&copy.of_site("data/dossier.json"))?;
//! # Ok::<(), dossier::copy::CopyError>(())
//! ```

mod error;
mod folder;
mod packed;
mod plain;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

pub use error::{CopyError, Odd};
use folder::Folder;
pub use folder::list;
use packed::Packed;
pub use plain::{read_beside, read_file};

/// The most bytes that a file of a copy may have.
pub const MAX_FILE: u64 = 1 << 30;
/// The most bytes of a file of a copy that is read as data: what stands for it in memory can take a hundred times as much.
pub const MAX_DATA: u64 = 256 << 20;
/// The most bytes that all files of an archive may have together.
pub const MAX_ALL: u64 = 64 << 30;
/// The most files that a copy may have.
pub const MAX_FILES: usize = 4_000_000;

/// Where the site lies in a bag.
const IN_BAG: &str = "data/site/";
/// Files of which every copy has one at its root: it is found by them, though any may be missing.
const MARKS: &[&str] =
    &["SHA512SUMS", "bagit.txt", "copies.json", "data/dossier.json", "index.html", "manifest-sha512.txt", "tagmanifest-sha512.txt"];
/// Files of a bag, of which any may be missing.
const BAG_MARKS: &[&str] = &["bagit.txt", "tagmanifest-sha512.txt"];
/// The folder that macOS puts beside what it packs: what its disks keep of files beside their bytes.
const OF_MACOS: &str = "__MACOSX/";

/// A copy that is open for reading.
#[derive(Debug)]
pub struct Copy {
    /// Where it is.
    path: PathBuf,
    /// The folder inside it in which all of it lies, with a `/` at the end; nothing where there is none.
    root: String,
    /// The sizes of its files, by their paths from `root`.
    files: BTreeMap<String, u64>,
    /// What cannot be read as a file.
    odd: Vec<Odd>,
    /// Folders that the system does not hand out, by path, with what it said.
    unreadable: Vec<(String, CopyError)>,
    /// How many files of an archive macOS put beside those of the copy.
    n_of_macos: usize,
    /// Whether it is a bag.
    is_bag: bool,
    /// Where the site lies, from `root`.
    site: &'static str,
    /// What holds the bytes.
    store: Store,
}

/// What holds the bytes of a copy.
#[derive(Debug)]
enum Store {
    /// A folder.
    Folder(Folder),
    /// A ZIP archive.
    Packed(Packed),
}

/// What a folder or an archive holds.
#[derive(Debug, Default)]
struct Listing {
    /// The sizes of files, by path with `/`.
    files: BTreeMap<String, u64>,
    /// What cannot be read as a file.
    odd: Vec<Odd>,
    /// What the system does not hand out, by path, with what it said.
    unreadable: Vec<(String, CopyError)>,
}

impl Listing {
    /// Takes a file in.
    fn take(&mut self, archive: &Path, name: String, n_bytes: u64) -> Result<(), CopyError> {
        if MAX_FILES <= self.files.len() {
            return Err(CopyError::TooMany { path: archive.to_owned() });
        }
        self.files.insert(name, n_bytes);
        Ok(())
    }
}

/// Opens a copy of which all can be listed.
///
/// # Errors
/// As `open_damaged`, or if a folder in it cannot be read.
pub fn open(path: &Path) -> Result<Copy, CopyError> {
    let mut copy = open_damaged(path)?;
    match copy.unreadable.pop() {
        Some((_, error)) => Err(error),
        None => Ok(copy),
    }
}

/// Opens a copy, as much of it as can be listed: `unreadable` says what cannot.
///
/// # Errors
/// If there is nothing, if it is neither a folder nor a sound ZIP archive, or if it holds no site and no bag, as far as the system lets it
/// be seen.
pub fn open_damaged(path: &Path) -> Result<Copy, CopyError> {
    let metadata = path.metadata().map_err(CopyError::io(path))?;
    let is_folder = metadata.is_dir();
    // A pipe would never end.
    if !is_folder && !metadata.is_file() {
        return Err(CopyError::NotACopy { path: path.to_owned() });
    }
    let (mut listing, store) = if is_folder {
        let (listing, folder) = Folder::open(path, MARKS)?;
        (listing, Store::Folder(folder))
    } else {
        let (listing, packed) = Packed::open(path)?;
        (listing, Store::Packed(packed))
    };
    let Some(root) = root(&listing) else {
        // What cannot be listed may be a copy.
        let (path, refused) = (path.to_owned(), listing.unreadable.pop());
        return Err(refused.map_or(CopyError::NotACopy { path }, |(_, error)| error));
    };
    let mut odd = listing.odd;
    let (mut files, mut n_of_macos) = (BTreeMap::new(), 0);
    for (name, n_bytes) in listing.files {
        match name.strip_prefix(&root) {
            _ if !is_folder && name.starts_with(OF_MACOS) => n_of_macos += 1,
            Some(below) => _ = files.insert(below.to_owned(), n_bytes),
            None => odd.push(Odd { path: name, reason: "it lies outside the folder of the copy" }),
        }
    }
    let has_site = files.keys().any(|path| path.starts_with(IN_BAG));
    let is_bag = has_site || BAG_MARKS.iter().any(|mark| files.contains_key(*mark));
    let in_root = |(name, error): (String, CopyError)| (name.strip_prefix(&root).unwrap_or(&name).to_owned(), error);
    let unreadable = listing.unreadable.into_iter().map(in_root).collect();
    let site = if is_bag && has_site { IN_BAG } else { "" };
    Ok(Copy { path: path.to_owned(), files, odd, unreadable, n_of_macos, is_bag, site, store, root })
}

/// The folder in which a copy lies: the top, or the folder there that has a mark, as archives have it; of several the first of all.
fn root(listing: &Listing) -> Option<String> {
    let is_root = |root: &str| MARKS.iter().any(|mark| listing.files.contains_key(&format!("{root}{mark}")));
    if is_root("") {
        return Some(String::new());
    }
    let mut tops: Vec<String> = listing.files.keys().filter_map(|name| Some(format!("{}/", name.split_once('/')?.0))).collect();
    tops.dedup();
    let first = tops.first().cloned();
    tops.retain(|top| is_root(top));
    match tops.as_slice() {
        [only] => Some(only.clone()),
        several => several.first().filter(|root| first.as_ref() == Some(root)).cloned(),
    }
}

impl Copy {
    /// Where it is, as it was asked for.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it is a ZIP archive.
    #[must_use]
    pub fn is_packed(&self) -> bool {
        matches!(self.store, Store::Packed(_))
    }

    /// Whether it is a bag, with the site in `data/site/`.
    #[must_use]
    pub fn is_bag(&self) -> bool {
        self.is_bag
    }

    /// Folders of it that the system does not hand out, by path, with what it said: what lies in them is not known.
    #[must_use]
    pub fn unreadable(&self) -> &[(String, CopyError)] {
        &self.unreadable
    }

    /// How many files macOS put beside those of the copy when it packed them.
    #[must_use]
    pub fn n_of_macos(&self) -> usize {
        self.n_of_macos
    }

    /// The paths of its files in order, with `/`, from the root of the copy.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The paths of the site's files in order, from the root of the site.
    pub fn site_paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().filter_map(|path| path.strip_prefix(self.site))
    }

    /// The path of a file of the site, from the root of the copy.
    #[must_use]
    pub fn of_site(&self, path: &str) -> String {
        format!("{}{path}", self.site)
    }

    /// Whether it has a file.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// How many bytes a file says that it has; nothing where there is none.
    #[must_use]
    pub fn n_bytes(&self, path: &str) -> Option<u64> {
        self.files.get(path).copied()
    }

    /// What lies in the copy but cannot be read as a file of it: links, names that lead out of it.
    #[must_use]
    pub fn odd(&self) -> &[Odd] {
        &self.odd
    }

    /// Reads a file whole.
    ///
    /// # Errors
    /// If there is no such file, it is too large, or it cannot be read or unpacked.
    pub fn read(&self, path: &str) -> Result<Vec<u8>, CopyError> {
        let mut bytes = Vec::new();
        self.read_to(path, &mut bytes)?;
        Ok(bytes)
    }

    /// Reads a file whole that is data or a page of the site.
    ///
    /// # Errors
    /// As `read`, or if it is larger than data can be.
    pub fn read_data(&self, path: &str) -> Result<Vec<u8>, CopyError> {
        match self.n_bytes(path) {
            Some(n_bytes) if MAX_DATA < n_bytes => Err(self.too_large(path, MAX_DATA)),
            _ => self.read(path),
        }
    }

    /// That a file has more bytes than it may have.
    fn too_large(&self, file: &str, max: u64) -> CopyError {
        CopyError::TooLarge { path: self.path.clone(), file: file.to_owned(), max }
    }

    /// Reads a file piece by piece, for checksums; returns how many bytes it has.
    ///
    /// # Errors
    /// If there is no such file, it is too large, it cannot be read or unpacked, or `out` cannot be written.
    pub fn read_to(&self, path: &str, out: &mut dyn Write) -> Result<u64, CopyError> {
        let Some(n_bytes) = self.n_bytes(path) else {
            return Err(CopyError::Missing { path: self.path.clone(), file: path.to_owned() });
        };
        if MAX_FILE < n_bytes {
            return Err(self.too_large(path, MAX_FILE));
        }
        let name = format!("{}{path}", self.root);
        match &self.store {
            Store::Folder(folder) => folder.read_to(&name, out),
            Store::Packed(packed) => packed.read_to(&name, n_bytes, out),
        }
    }
}

#[cfg(test)]
mod tests;
