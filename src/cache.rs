//! What a build remembers for the next one: a file beside the output, each part of which is trusted as a whole or not at all.
//!
//! A cache has two parts, each with its checksum: where nothing has changed the second, which is larger, is not even read. It is written
//! first, while what the first part tells is not yet known.
//! A file is a cache only if this very program wrote it and it has the checksums that it should have. Anything else is no cache, and the
//! site is built as if for the first time. What is in it, and what may be used again, is for its user to say: nothing here knows.
#![expect(clippy::disallowed_methods, reason = "this module reads and writes caches, and looks at the files that builds read and write")]

pub mod sound;
pub mod stamps;
pub mod told;

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write as _};
use std::path::Path;

use blake3::Hasher as Blake3;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::digest::{Digest, Digester};
use stamps::Stamp;

/// What marks a file as a cache.
const MARK: &[u8] = b"dossier cache\n";

/// How many bytes are written at once.
const ROOM: usize = 1 << 16;

/// How many bytes come before what a cache holds: the mark, the program, the digests of its two parts, and how long the second is, which
/// comes before the first.
const HEAD: usize = MARK.len() + 3 * Digest::LENGTH + 8;

/// What stands for a program: its version, and the stamp of its file, which another build of the same version does not have.
/// None where that cannot be told.
#[must_use]
pub fn program(path: &Path) -> Option<Digest> {
    let stamp = Stamp::of(&fs::metadata(path).ok()?).filter(|stamp| !stamp.is_young(stamps::now()))?;
    Some(Digester::default().with(env!("CARGO_PKG_VERSION").as_bytes()).with(&stamp.bytes()).digest())
}

/// What a cache holds beside what it holds first, not yet read.
#[derive(Debug)]
pub struct Rest {
    /// The file, at the place where it begins.
    file: File,
    /// How many bytes it has.
    len: u64,
    /// Its digest.
    sum: [u8; Digest::LENGTH],
}

impl Rest {
    /// Reads it; none if it is damaged.
    #[must_use]
    pub fn read(self) -> Option<Vec<u8>> {
        // Of a damaged length only what is there is taken.
        let n_bytes = self.file.metadata().ok()?.len().min(self.len);
        let mut bytes = Vec::with_capacity(n_bytes.try_into().ok()?);
        self.file.take(self.len).read_to_end(&mut bytes).ok()?;
        (Digest::of(&bytes).0 == self.sum).then_some(bytes)
    }
}

/// Opens a cache, and reads what it holds first; none if there is none, that is damaged, or another program wrote it.
#[must_use]
pub fn open<First: DeserializeOwned>(path: &Path, program: &Digest) -> Option<(First, Rest)> {
    let mut file = File::open(path).ok()?;
    let mut head = [0; HEAD];
    file.read_exact(&mut head).ok()?;
    let (of_first, rest) = head.strip_prefix(MARK)?.strip_prefix(&program.0)?.split_first_chunk::<{ Digest::LENGTH }>()?;
    let (sum, len) = rest.split_first_chunk::<{ Digest::LENGTH }>()?;
    let (len, start) = (u64::from_le_bytes(*len.first_chunk()?), u64::try_from(HEAD).ok()?);
    file.seek(SeekFrom::Start(start.checked_add(len)?)).ok()?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).ok()?;
    let first = (Digest::of(&bytes).0 == *of_first).then(|| postcard::from_bytes(&bytes).ok())??;
    file.seek(SeekFrom::Start(start)).ok()?;
    Some((first, Rest { file, len, sum: *sum }))
}

/// Writes a part of a cache.
pub type Write<'a> = dyn Fn(&mut dyn io::Write) -> io::Result<()> + 'a;

/// A cache that is being written, aside of its place. Dropped before it is finished it leaves nothing behind.
#[derive(Debug)]
pub struct Saving<'a> {
    /// Where it is written.
    aside: &'a Path,
    /// What stands for the program.
    program: &'a Digest,
    /// The file.
    file: File,
    /// The digest of the second part, which is written, and how many bytes that has.
    beside: (Digest, u64),
    /// Whether it is in its place.
    is_placed: bool,
}

impl<'a> Saving<'a> {
    /// Begins with what a cache holds beside what it holds first.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn begin((aside, program): (&'a Path, &'a Digest), beside: &Write<'_>) -> io::Result<Self> {
        let mut saving = Self { aside, program, file: File::create(aside)?, beside: (Digest::default(), 0), is_placed: false };
        // What comes first is known last.
        saving.file.write_all(&[0; HEAD])?;
        saving.beside = write_part(&mut saving.file, beside)?;
        Ok(saving)
    }

    /// Writes what a cache holds first, and puts it in its place, whole or not at all.
    ///
    /// # Errors
    /// If it cannot be written; what stood in its place before is then as it was.
    pub fn finish(mut self, path: &Path, first: &impl Serialize) -> io::Result<()> {
        let (of_first, _) = write_part(&mut self.file, &|out| postcard::to_io(first, out).map(|_| ()).map_err(io::Error::other))?;
        let (of_beside, len) = &self.beside;
        self.file.seek(SeekFrom::Start(0))?;
        self.file.write_all(&[MARK, &self.program.0, &of_first.0, &of_beside.0, &len.to_le_bytes()].concat())?;
        fs::rename(self.aside, path)?;
        self.is_placed = true;
        Ok(())
    }
}

impl Drop for Saving<'_> {
    fn drop(&mut self) {
        if !self.is_placed {
            // A rest of it would be of no use to anyone.
            let _ = fs::remove_file(self.aside);
        }
    }
}

/// Writes a part of a cache, piece by piece, as it may be large; its digest and how many bytes it has.
fn write_part(file: &mut File, write: &Write<'_>) -> io::Result<(Digest, u64)> {
    let mut out = BufWriter::with_capacity(ROOM, Summed { file, hash: Blake3::default(), len: 0 });
    write(&mut out)?;
    let Summed { hash, len, .. } = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    Ok((Digest(hash.finalize().into()), len))
}

/// A part of a cache on its way to the file.
struct Summed<'a> {
    /// The file.
    file: &'a mut File,
    /// The digest of what was written.
    hash: Blake3,
    /// How many bytes that is.
    len: u64,
}

impl io::Write for Summed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n_written = self.file.write(bytes)?;
        self.hash.update(bytes.get(..n_written).unwrap_or_default());
        self.len += u64::try_from(n_written).unwrap_or_default();
        Ok(n_written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_cache_of_the_same_program_is_one() {
        let folder = tempfile::tempdir().unwrap();
        let (path, aside) = (folder.path().join("cache"), folder.path().join("aside"));
        let (this, other) = (Digest::of(b"this"), Digest::of(b"other"));
        let held = (vec!["one".to_owned(), "two".to_owned()], 3_u64);
        let load = |program| {
            let (first, rest) = open::<(Vec<String>, u64)>(&path, program).unzip();
            (first, rest.and_then(Rest::read))
        };
        assert_eq!(load(&this), (None, None));
        let begin = || Saving::begin((&aside, &this), &|out| out.write_all(&[4, 5])).unwrap();
        drop(begin());
        assert_eq!((load(&this), aside.exists()), ((None, None), false));
        begin().finish(&path, &held).unwrap();
        assert_eq!((load(&this), load(&other), aside.exists()), ((Some(held.clone()), Some(vec![4, 5])), (None, None), false));
        let whole = fs::read(&path).unwrap();
        let is_damaged = |text: &str| {
            let (first, beside) = load(&this);
            assert!(first.is_none_or(|first| first == held) && beside.is_none(), "{text}");
        };
        for len in 0..whole.len() {
            fs::write(&path, &whole[..len]).unwrap();
            is_damaged(&format!("cut to {len} bytes"));
        }
        for at in 0..whole.len() {
            let mut flipped = whole.clone();
            flipped[at] ^= 0x10;
            fs::write(&path, flipped).unwrap();
            is_damaged(&format!("byte {at}"));
        }
        fs::write(&path, [&whole[..], b"x"].concat()).unwrap();
        is_damaged("more at the end");
    }
}
