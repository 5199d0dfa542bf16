//! What a build remembers for the next one: a file beside the output, which is trusted as a whole or not at all.
//!
//! A cache is one only if this very program wrote it and it has the checksum that it should have. Anything else is no cache, and the site is
//! built as if for the first time. What is in it, and what may be used again, is for its user to say: nothing here knows.
#![expect(clippy::disallowed_methods, reason = "this module reads and writes caches, and looks at the files that builds read and write")]

pub mod sound;
pub mod stamps;
pub mod told;

use std::fs;
use std::io;
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::digest::{Digest, Digester};
use stamps::Stamp;

/// What marks a file as a cache.
const MARK: &[u8] = b"dossier cache\n";

/// What stands for a program: its version, and the stamp of its file, which another build of the same version does not have.
/// None where that cannot be told.
#[must_use]
pub fn program(path: &Path) -> Option<Digest> {
    let stamp = Stamp::of(&fs::metadata(path).ok()?).filter(|stamp| !stamp.is_young(stamps::now()))?;
    let mut digester = Digester::default().with(env!("CARGO_PKG_VERSION").as_bytes());
    stamp.add_to(&mut digester);
    Some(digester.digest())
}

/// Loads what a cache holds; none if there is none, it is damaged, or another program wrote it.
#[must_use]
pub fn load<T: DeserializeOwned>(path: &Path, program: &Digest) -> Option<T> {
    let bytes = fs::read(path).ok()?;
    let rest = bytes.strip_prefix(MARK)?.strip_prefix(&program.0)?;
    let (sum, body) = rest.split_at_checked(Digest::LENGTH)?;
    if Digest::of(body).0 != sum {
        return None;
    }
    postcard::from_bytes(body).ok()
}

/// Puts a cache in its place, whole or not at all. `aside` is where it is written.
///
/// # Errors
/// If it cannot be written; what stood there before is then as it was.
pub fn save<T: Serialize>(path: &Path, (aside, program): (&Path, &Digest), held: &T) -> io::Result<()> {
    let body = postcard::to_allocvec(held).map_err(io::Error::other)?;
    let bytes = [MARK, &program.0, &Digest::of(&body).0, &body].concat();
    fs::write(aside, bytes).and_then(|()| fs::rename(aside, path)).inspect_err(|_| {
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
        let load = |program| load::<(Vec<String>, u64)>(&path, program);
        assert_eq!(load(&this), None);
        save(&path, (&aside, &this), &held).unwrap();
        assert_eq!((load(&this), load(&other), aside.exists()), (Some(held), None, false));
        let whole = fs::read(&path).unwrap();
        for len in 0..whole.len() {
            fs::write(&path, &whole[..len]).unwrap();
            assert_eq!(load(&this), None, "cut to {len} bytes");
        }
        for at in 0..whole.len() {
            let mut flipped = whole.clone();
            flipped[at] ^= 0x10;
            fs::write(&path, flipped).unwrap();
            assert_eq!(load(&this), None, "byte {at}");
        }
    }
}
