//! What a build remembers for the next one: a file beside the output, each part of which is trusted as a whole or not at all.
//!
//! A cache has two parts, each with its checksum: where nothing has changed the second, which is larger, is not even read.
//! It is one only if this very program wrote it and it has the checksum that it should have. Anything else is no cache, and the site is
//! built as if for the first time. What is in it, and what may be used again, is for its user to say: nothing here knows.
#![expect(clippy::disallowed_methods, reason = "this module reads and writes caches, and looks at the files that builds read and write")]

pub mod sound;
pub mod stamps;
pub mod told;

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write as _};
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};

use crate::digest::{Digest, Digester};
use stamps::Stamp;

/// What marks a file as a cache.
const MARK: &[u8] = b"dossier cache\n";

/// How many bytes are written at once.
const ROOM: usize = 1 << 16;

/// How many bytes come before what a cache holds: the mark, the program, the digests of its two parts, and how long the first is.
const HEAD: usize = MARK.len() + 3 * Digest::LENGTH + 8;

/// What stands for a program: its version, and the stamp of its file, which another build of the same version does not have.
/// None where that cannot be told.
#[must_use]
pub fn program(path: &Path) -> Option<Digest> {
    let stamp = Stamp::of(&fs::metadata(path).ok()?).filter(|stamp| !stamp.is_young(stamps::now()))?;
    let mut digester = Digester::default().with(env!("CARGO_PKG_VERSION").as_bytes());
    stamp.add_to(&mut digester);
    Some(digester.digest())
}

/// What a cache holds beside what it holds first, not yet read.
#[derive(Debug)]
pub struct Rest {
    /// The file, at the place where it begins.
    file: File,
    /// Its digest.
    sum: [u8; Digest::LENGTH],
}

impl Rest {
    /// Reads it; none if it is damaged.
    #[must_use]
    pub fn read(mut self) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        self.file.read_to_end(&mut bytes).ok()?;
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
    let mut bytes = Vec::new();
    (&mut file).take(u64::from_le_bytes(*len.first_chunk()?)).read_to_end(&mut bytes).ok()?;
    let first = (Digest::of(&bytes).0 == *of_first).then(|| postcard::from_bytes(&bytes).ok())??;
    Some((first, Rest { file, sum: *sum }))
}

/// Writes a part of a cache.
pub type Write<'a> = dyn Fn(&mut dyn io::Write) -> io::Result<()> + 'a;

/// Puts a cache in its place, whole or not at all: what it holds first, and beside that. `aside` is where it is written.
///
/// # Errors
/// If it cannot be written; what stood there before is then as it was.
pub fn save(path: &Path, (aside, program): (&Path, &Digest), (first, beside): (&impl Serialize, &Write<'_>)) -> io::Result<()> {
    let write = || {
        let mut file = File::create(aside)?;
        // What comes first is known last.
        file.write_all(&[0; HEAD])?;
        let (of_first, len) = write_part(&mut file, &|out| postcard::to_io(first, out).map(|_| ()).map_err(io::Error::other))?;
        let (of_beside, _) = write_part(&mut file, beside)?;
        file.seek(SeekFrom::Start(0))?;
        file.write_all(&[MARK, &program.0, &of_first.0, &of_beside.0, &len.to_le_bytes()].concat())
    };
    write().and_then(|()| fs::rename(aside, path)).inspect_err(|_| {
        // A rest of it would be of no use to anyone.
        let _ = fs::remove_file(aside);
    })
}

/// Writes a part of a cache, piece by piece, as it may be large; its digest and how many bytes it has.
fn write_part(file: &mut File, write: &Write<'_>) -> io::Result<(Digest, u64)> {
    let mut out = BufWriter::with_capacity(ROOM, Summed { file, hash: Sha256::default(), len: 0 });
    write(&mut out)?;
    let Summed { hash, len, .. } = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    Ok((Digest(hash.finalize().into()), len))
}

/// A part of a cache on its way to the file.
struct Summed<'a> {
    /// The file.
    file: &'a mut File,
    /// The digest of what was written.
    hash: Sha256,
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
        save(&path, (&aside, &this), (&held, &|out| out.write_all(&[4, 5]))).unwrap();
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
