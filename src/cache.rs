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
use std::io::{self, Read, Write};
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::digest::{Digest, Digester};
use stamps::Stamp;

/// What marks a file as a cache.
const MARK: &[u8] = b"dossier cache\n";

/// Room for what most caches hold, in bytes.
const ROOM: usize = 1 << 20;

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
    let written = |result: postcard::Result<Vec<u8>>| result.map_err(io::Error::other);
    let first = written(postcard::to_extend(first, Vec::with_capacity(ROOM)))?;
    let beside = written(postcard::to_extend(beside, Vec::with_capacity(ROOM)))?;
    let len = u64::try_from(first.len()).unwrap_or_default().to_le_bytes();
    let head = [MARK, &program.0, &Digest::of(&first).0, &Digest::of(&beside).0, &len].concat();
    let write = || {
        let mut file = File::create(aside)?;
        [&head, &first, &beside].iter().try_for_each(|part| file.write_all(part))
    };
    write().and_then(|()| fs::rename(aside, path)).inspect_err(|_| {
        // A rest of it would be of no use to anyone.
        let _ = fs::remove_file(aside);
    })
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
