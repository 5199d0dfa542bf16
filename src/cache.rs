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
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
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
    pub fn read<Beside: DeserializeOwned>(mut self) -> Option<Beside> {
        let mut bytes = Vec::new();
        self.file.read_to_end(&mut bytes).ok()?;
        (Digest::of(&bytes).0 == self.sum).then(|| postcard::from_bytes(&bytes).ok())?
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

/// Puts a cache in its place, whole or not at all: what it holds first, and beside that. `aside` is where it is written.
///
/// # Errors
/// If it cannot be written; what stood there before is then as it was.
pub fn save(path: &Path, (aside, program): (&Path, &Digest), (first, beside): (&impl Serialize, &impl Serialize)) -> io::Result<()> {
    let write = || {
        let mut file = File::create(aside)?;
        // What comes first is known last.
        file.write_all(&[0; HEAD])?;
        let (of_first, len) = write_part(&mut file, first)?;
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
fn write_part(file: &mut File, part: &impl Serialize) -> io::Result<(Digest, u64)> {
    let mut writer = BufWriter::with_capacity(ROOM, Summed { file, hash: Sha256::default(), len: 0, failure: None });
    // The form does not tell what the system said.
    let written = postcard::to_io(part, &mut writer).map(|_| ()).map_err(io::Error::other);
    let (summed, _) = writer.into_parts();
    summed.failure.map_or(written, Err)?;
    Ok((Digest(summed.hash.finalize().into()), summed.len))
}

/// A part of a cache on its way to the file.
struct Summed<'a> {
    /// The file.
    file: &'a mut File,
    /// The digest of what was written.
    hash: Sha256,
    /// How many bytes that is.
    len: u64,
    /// What the system said when it refused.
    failure: Option<io::Error>,
}

impl Write for Summed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.file.write_all(bytes) {
            Ok(()) => {
                self.hash.update(bytes);
                self.len += u64::try_from(bytes.len()).unwrap_or_default();
                Ok(bytes.len())
            }
            Err(error) => {
                let kind = error.kind();
                self.failure = Some(error);
                Err(kind.into())
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
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
            (first, rest.and_then(Rest::read::<Vec<u64>>))
        };
        assert_eq!(load(&this), (None, None));
        save(&path, (&aside, &this), (&held, &vec![4_u64, 5])).unwrap();
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
