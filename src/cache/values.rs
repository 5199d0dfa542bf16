//! The values of a cache: each is read when it is asked for, and written as soon as it is left, so that of a large dossier's few are in
//! memory at once.
#![expect(clippy::disallowed_methods, reason = "this module writes caches")]

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::mem;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use super::{HEAD, Rest};
use crate::digest::Digest;
use crate::model::lasting::Lasting;

/// How many bytes are read or written at once.
const ROOM: usize = 1 << 16;

/// Where a value stands in its file, how long it is, and its digest.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Place {
    /// Its first byte.
    start: u64,
    /// Its bytes.
    len: u64,
    /// What its bytes must be.
    sum: Digest,
}

/// Where each value stands, by its name.
type Places = BTreeMap<Digest, Place>;

/// The values that a cache holds, and those that the next one will hold.
#[derive(Debug)]
pub struct Values {
    /// What the last build left.
    earlier: Option<Earlier>,
    /// What this build leaves.
    left: Mutex<Leaving>,
}

/// Whether values are left to the next build.
#[derive(Debug, Default)]
enum Leaving {
    /// They are written.
    On(Left),
    /// They were, and the room that they took was given up.
    GivenUp,
    /// They never were, or are all written.
    #[default]
    Off,
}

/// The values that a cache holds.
#[derive(Debug)]
struct Earlier {
    /// The file.
    file: File,
    /// Where they stand in it.
    places: Places,
}

/// The values that are written.
#[derive(Debug)]
struct Left {
    /// The file.
    out: BufWriter<File>,
    /// How many bytes it has so far.
    end: u64,
    /// Where they stand in it.
    places: Places,
}

impl Earlier {
    /// Those of a cache; none if it is damaged.
    fn of(rest: Rest) -> Option<Self> {
        let Rest { file, start, len, sum } = rest;
        // Of a damaged length only what is there is taken.
        let n_bytes = file.metadata().ok()?.len().min(len);
        let mut bytes = vec![0; n_bytes.try_into().ok()?];
        read_at(&file, start, &mut bytes).ok()?;
        let places = (Digest::of(&bytes) == sum).then(|| postcard::from_bytes(&bytes).ok())??;
        Some(Self { file, places })
    }

    /// A value; none if it is damaged.
    fn get(&self, name: &Digest) -> Option<Vec<u8>> {
        let Place { start, len, sum } = self.places.get(name)?;
        let mut bytes = vec![0; usize::try_from(*len).ok()?];
        read_at(&self.file, *start, &mut bytes).ok()?;
        (Digest::of(&bytes) == *sum).then_some(bytes)
    }
}

/// Reads as many bytes of a file as there is room for, from a place on. Threads do not wait for each other.
#[cfg(unix)]
fn read_at(file: &File, start: u64, bytes: &mut [u8]) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, start)
}

/// Nothing is read: where systems give files no stamps, there is no cache either.
#[cfg(not(unix))]
fn read_at(_file: &File, _start: u64, _bytes: &mut [u8]) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

impl Left {
    /// Begins after what a cache holds before all values, which is known last.
    fn begin(aside: &Path) -> io::Result<Self> {
        let mut out = BufWriter::with_capacity(ROOM, File::create(aside)?);
        out.write_all(&[0; HEAD])?;
        Ok(Self { out, end: u64::try_from(HEAD).map_err(io::Error::other)?, places: Places::new() })
    }

    /// Writes a value of which this is the digest.
    fn put(&mut self, name: Digest, (bytes, sum): (&[u8], Digest)) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.add(name, (bytes.len(), sum))
    }

    /// Writes a value as a cache has it. Whether it is damaged is seen by who reads it.
    fn copy(&mut self, name: Digest, Earlier { file, places }: &Earlier) -> io::Result<()> {
        let Some(Place { start, len, sum }) = places.get(&name) else { return Ok(()) };
        let len = usize::try_from(*len).map_err(io::Error::other)?;
        let mut bytes = vec![0; len.min(ROOM)];
        for at in (0..len).step_by(ROOM) {
            bytes.truncate(len - at);
            read_at(file, start + u64::try_from(at).map_err(io::Error::other)?, &mut bytes)?;
            self.out.write_all(&bytes)?;
        }
        self.add(name, (len, *sum))
    }

    /// Takes in where a value now stands that was written.
    fn add(&mut self, name: Digest, (len, sum): (usize, Digest)) -> io::Result<()> {
        let len = u64::try_from(len).map_err(io::Error::other)?;
        self.places.insert(name, Place { start: self.end, len, sum });
        self.end += len;
        Ok(())
    }
}

impl Leaving {
    /// Gives up the room of what was written.
    fn give_up(&mut self) {
        match mem::take(self) {
            // What is gathered is not written any more. What the system does not take back stays until the build ends.
            Self::On(left) => {
                let (file, _) = left.out.into_parts();
                let _ = file.set_len(0);
                *self = Self::GivenUp;
            }
            other => *self = other,
        }
    }
}

impl Values {
    /// Goes on from what a cache holds, and writes aside of it. Where that cannot be written, nothing is left to the next build.
    pub(super) fn begin(aside: &Path, rest: Option<Rest>) -> Self {
        let (earlier, left) = rayon::join(|| rest.and_then(Earlier::of), || Left::begin(aside).ok());
        Self { earlier, left: Mutex::new(left.map_or(Leaving::Off, Leaving::On)) }
    }

    /// Leaves nothing to the next build: what was written for it takes no more room. Says whether that is so, now or since before.
    pub(super) fn give_up(&self) -> bool {
        let mut left = self.lock_left();
        left.give_up();
        matches!(*left, Leaving::GivenUp)
    }

    /// The file with all values in it, where the list of their places begins, how many bytes that has, and its digest.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(super) fn finish(&self) -> io::Result<(File, u64, u64, Digest)> {
        let Leaving::On(Left { mut out, end, places }) = mem::take(&mut *self.lock_left()) else {
            return Err(io::ErrorKind::StorageFull.into());
        };
        let list = postcard::to_allocvec(&places).map_err(io::Error::other)?;
        out.write_all(&list)?;
        let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        Ok((file, end, u64::try_from(list.len()).map_err(io::Error::other)?, Digest::of(&list)))
    }

    /// Writes a value; if that fails nothing is left.
    fn write(&self, write: impl FnOnce(&mut Left) -> io::Result<()>) {
        let mut left = self.lock_left();
        if let Leaving::On(values) = &mut *left
            && write(values).is_err()
        {
            left.give_up();
        }
    }

    /// What is left so far; of a thread that panicked no build is finished.
    fn lock_left(&self) -> MutexGuard<'_, Leaving> {
        self.left.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lasting for Values {
    fn last(&self, name: &Digest) -> Option<Vec<u8>> {
        self.earlier.as_ref()?.get(name)
    }

    fn leave(&self, name: Digest, bytes: &[u8]) {
        // Worked out before others have to wait.
        let sum = Digest::of(bytes);
        self.write(|left| left.put(name, (bytes, sum)));
    }

    fn leave_again(&self, name: Digest) {
        if let Some(earlier) = &self.earlier {
            self.write(|left| left.copy(name, earlier));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_a_full_disk_nothing_is_left() {
        let never = Values::begin(Path::new("/nowhere/cache"), None);
        never.leave(Digest::of(b"name"), b"value");
        assert!(!never.give_up() && never.finish().is_err(), "no room was taken");
        // A disk that is always full.
        let full = Values::begin(Path::new("/dev/full"), None);
        full.leave(Digest::of(b"small"), b"value");
        full.leave(Digest::of(b"large"), &[0; 2 * ROOM]);
        assert!(matches!(*full.lock_left(), Leaving::GivenUp), "as soon as it is known");
        full.leave(Digest::of(b"small"), b"value");
        assert!(full.give_up() && full.finish().is_err());
    }
}
