//! Stamps: by what the system says of a file, whether it can have changed since it was last looked at.
//!
//! A stamp is what `make` and `git` go by: size, times, and the number under which the disk knows the file. It cannot be trusted of a file
//! that changed a moment before it was taken: one that changes once more in the same tick of the clock keeps its time. Such a file is
//! young, and so is one from a future that a clock set back has left behind.

use std::collections::HashSet;
use std::fs::{self, DirEntry, Metadata};
use std::io;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use rayon::prelude::*;

use crate::digest::{Digest, Digester};

/// What the system says of a file, a folder or something else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// What it is: the part of its mode that says so. Of a folder nothing else is kept: what lies in it has stamps of its own.
    kind: u32,
    /// The disk, and the number by which that knows it.
    number: (u64, u64),
    /// Its bytes.
    size: u64,
    /// When its bytes were last changed, in nanoseconds.
    modified: i128,
    /// When anything of it was last changed, its name and the number of its links included.
    changed: i128,
}

/// The part of a mode that says what something is, and its value for a folder and for a file.
const KIND: (u32, u32, u32) = (0o170_000, 0o040_000, 0o100_000);

/// How long after a change a clock has surely moved on, in nanoseconds: the kernel counts at least a hundred ticks a second.
const TICK: i128 = 15_000_000;

/// The same of a disk whose times are whole seconds: some count every other one only.
const LONG_TICK: i128 = 2_100_000_000;

/// Nanoseconds of a second.
const SECOND: i128 = 1_000_000_000;

impl Stamp {
    /// The stamp that the system gives; none where systems give no such numbers.
    #[cfg(unix)]
    #[must_use]
    pub fn of(metadata: &Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        let time = |seconds: i64, nanoseconds: i64| i128::from(seconds) * SECOND + i128::from(nanoseconds);
        let kind = metadata.mode() & KIND.0;
        if kind == KIND.1 {
            return Some(Self::FOLDER);
        }
        Some(Self {
            kind,
            number: (metadata.dev(), metadata.ino()),
            size: metadata.len(),
            modified: time(metadata.mtime(), metadata.mtime_nsec()),
            changed: time(metadata.ctime(), metadata.ctime_nsec()),
        })
    }

    /// The stamp that the system gives; none where systems give no such numbers.
    #[cfg(not(unix))]
    #[must_use]
    pub fn of(_metadata: &Metadata) -> Option<Self> {
        None
    }

    /// The stamp as far as other names of the same file do not change it.
    #[must_use]
    pub fn without_links(self) -> Self {
        Self { changed: 0, ..self }
    }

    /// The number by which its disk knows it.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number.1
    }

    /// How many bytes it has.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Whether it is a file and no link, folder or pipe.
    #[must_use]
    pub fn is_file(&self) -> bool {
        self.kind == KIND.2
    }

    /// Whether it is a folder.
    #[must_use]
    pub fn is_folder(&self) -> bool {
        self.kind == KIND.1
    }

    /// Whether it could change again at a moment and keep this stamp.
    #[must_use]
    pub fn is_young(&self, now: i128) -> bool {
        let latest = self.modified.max(self.changed);
        let tick = if latest % SECOND == 0 { LONG_TICK } else { TICK };
        !self.is_folder() && now < latest + tick
    }

    /// The stamp of a folder.
    const FOLDER: Self = Self { kind: KIND.1, number: (0, 0), size: 0, modified: 0, changed: 0 };

    /// All that tells it from others.
    #[must_use]
    pub(super) fn bytes(&self) -> [u8; Self::LENGTH] {
        let Self { kind, number: (disk, number), size, modified, changed } = self;
        let mut bytes = [0; Self::LENGTH];
        let numbers = [u64::from(*kind), *disk, *number, *size].map(u64::to_le_bytes);
        let times = [modified, changed].map(|time| time.to_le_bytes());
        for (place, byte) in bytes.iter_mut().zip(numbers.as_flattened().iter().chain(times.as_flattened())) {
            *place = *byte;
        }
        bytes
    }

    /// How many bytes that are.
    const LENGTH: usize = 4 * 8 + 2 * 16;
}

/// What lies in a folder and the folders below, by path, in order. Paths are bytes, as not every name is text.
pub type Listing = Vec<(Vec<u8>, Stamp)>;

/// The digest of a listing: of the digests of its parts, as one of many bytes takes less time than many of few.
#[must_use]
pub fn digest(listing: &Listing) -> Digest {
    let digest_of = |part: &[(Vec<u8>, Stamp)]| {
        let mut bytes = Vec::with_capacity(part.iter().map(|(path, _)| path.len() + 8 + Stamp::LENGTH).sum());
        for (path, stamp) in part {
            bytes.extend(u64::try_from(path.len()).unwrap_or(u64::MAX).to_le_bytes());
            bytes.extend_from_slice(path);
            bytes.extend(stamp.bytes());
        }
        Digest::of(&bytes)
    };
    let parts: Vec<Digest> = listing.par_chunks(DIGESTED).map(digest_of).collect();
    parts.iter().fold(Digester::default(), |digester, part| digester.with(&part.0)).digest()
}

/// How many entries of a listing are digested at once.
const DIGESTED: usize = 1_024;

/// The listing of a folder that holds these files and the folders in which they lie.
#[must_use]
pub fn with_folders<'a>(files: impl Iterator<Item = (&'a str, Stamp)>) -> Listing {
    let (mut listing, mut folders) = (Listing::new(), HashSet::new());
    for (path, stamp) in files {
        for (at, _) in path.match_indices('/').rev() {
            let folder = path.get(..at).unwrap_or_default();
            if !folders.insert(folder) {
                // Those above it are there, too.
                break;
            }
            listing.push((folder.into(), Stamp::FOLDER));
        }
        listing.push((path.into(), stamp));
    }
    listing.par_sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    listing
}

/// The time, in nanoseconds. No page ever sees it: it only tells which stamps are young.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "whether a stamp can be trusted depends on how long ago it was given")]
pub fn now() -> i128 {
    let since = |time: SystemTime| time.duration_since(UNIX_EPOCH).map(|time| time.as_nanos());
    since(SystemTime::now()).ok().and_then(|nanoseconds| i128::try_from(nanoseconds).ok()).unwrap_or_default()
}

/// Lists everything below a folder; names with a dot at the beginning only if asked to.
///
/// # Errors
/// If a folder cannot be read, or the system gives no stamps.
pub fn list(folder: &Path, has_hidden: bool) -> io::Result<Listing> {
    let mut listing = list_below(folder, &[], has_hidden)?;
    listing.par_sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    Ok(listing)
}

/// How many entries of a folder are looked at by one thread at a time.
const ENTRIES: usize = 16;

/// Lists everything below a folder whose own path begins all others, in any order.
fn list_below(folder: &Path, prefix: &[u8], has_hidden: bool) -> io::Result<Listing> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if has_hidden || !entry.file_name().as_encoded_bytes().starts_with(b".") {
            entries.push(entry);
        }
    }
    let list = |entries: &[DirEntry]| {
        let mut listing = Vec::with_capacity(entries.len());
        for entry in entries {
            let stamp = Stamp::of(&entry.metadata()?).ok_or(io::ErrorKind::Unsupported)?;
            let path = [prefix, entry.file_name().as_encoded_bytes()].concat();
            if stamp.is_folder() {
                listing.extend(list_below(&entry.path(), &[&path, &b"/"[..]].concat(), has_hidden)?);
            }
            listing.push((path, stamp));
        }
        Ok(listing)
    };
    let parts: io::Result<Vec<Listing>> = entries.par_chunks(ENTRIES).map(list).collect();
    Ok(parts?.into_iter().flatten().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A stamp with times.
    fn stamp(modified: i128, changed: i128) -> Stamp {
        Stamp { kind: KIND.2, modified, changed, ..Stamp::default() }
    }

    #[test]
    fn what_changed_a_moment_ago_is_young() {
        let noon = 43_200 * SECOND + 7;
        assert!(stamp(noon, noon).is_young(noon + TICK - 1) && !stamp(noon, noon).is_young(noon + TICK));
        assert!(stamp(0, noon).is_young(noon + 1), "bytes with an old time, put there just now");
        assert!(stamp(noon, noon).is_young(noon - SECOND), "a clock that was set back");
        assert!(stamp(0, 43_200 * SECOND).is_young(43_201 * SECOND), "a disk that counts seconds");
    }

    #[test]
    fn a_digest_sees_every_part_of_a_long_listing() {
        let listing: Listing = (0..DIGESTED + 2).map(|idx| (format!("{idx:05}").into_bytes(), stamp(1, 1))).collect();
        let changed = |change: &dyn Fn(&mut Listing)| {
            let mut changed = listing.clone();
            change(&mut changed);
            digest(&changed)
        };
        let last = DIGESTED + 1;
        let found = [
            changed(&|_| ()),
            changed(&|listing| listing[0].1.size = 1),
            changed(&|listing| listing[last].1.size = 1),
            changed(&|listing| listing[last].1.kind = KIND.1),
            changed(&|listing| listing[last].1.number = (0, 1)),
            changed(&|listing| listing[last].1.number = (1, 0)),
            changed(&|listing| listing[last].1.modified = 2),
            changed(&|listing| listing[last].1.changed = 2),
            changed(&|listing| listing[last].0 = b"0".into()),
            changed(&|listing| listing.swap(0, last)),
            changed(&|listing| _ = listing.pop()),
            changed(&Listing::clear),
        ];
        assert_eq!(found.iter().collect::<std::collections::BTreeSet<_>>().len(), found.len());
        assert_eq!(found[0], digest(&listing));
    }

    #[test]
    fn a_listing_sees_every_change() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let look = || digest(&list(folder.path(), false).unwrap());
        fs::create_dir(path("a")).unwrap();
        fs::write(path("a/b"), "1").unwrap();
        let first = look();
        assert_eq!(first, look());
        fs::write(path(".hidden"), "1").unwrap();
        assert_eq!(first, look());
        fs::write(path("a/b"), "22").unwrap();
        let second = look();
        assert_ne!(first, second);
        fs::rename(path("a/b"), path("a/c")).unwrap();
        let third = look();
        assert_ne!(second, third);
        fs::create_dir(path("a/d")).unwrap();
        assert_ne!(third, look());
    }
}
