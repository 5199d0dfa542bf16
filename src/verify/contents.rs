//! What a copy holds: each file is read once, its sum made, and of pages their links and anchors kept.

use std::collections::BTreeMap;
use std::io::{self, Write};

use rayon::prelude::*;

use crate::copy::{Copy, CopyError};
use crate::site::SitePath;
use crate::site::manifest::Hasher;
use crate::site::page::{self, Facts};

/// The most bytes of a page that are looked at for links: no page of ours comes near.
const MAX_PAGE: usize = 256 << 20;

/// What a copy holds.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// The SHA-512 of each file, by path from the root of the copy.
    pub hashes: BTreeMap<String, String>,
    /// Why files are damaged, by path.
    pub damaged: BTreeMap<String, String>,
    /// What the system said of files and folders that it does not hand out, by path: they may be sound.
    pub unreadable: BTreeMap<String, String>,
    /// Links and anchors of the pages of the site, by path from the root of the site.
    pub pages: BTreeMap<SitePath, Facts>,
    /// The bytes of all files.
    pub n_bytes: u64,
}

/// What was read of a file.
struct Read {
    /// Its bytes, counted.
    n_bytes: u64,
    /// Its SHA-512.
    hash: String,
    /// Its links and anchors, if it is a page.
    facts: Option<Facts>,
}

impl Contents {
    /// Reads a copy; what cannot be read does not keep the rest from it.
    pub(super) fn read(copy: &Copy) -> Self {
        let paths: Vec<&str> = copy.paths().collect();
        let read: Vec<Result<Read, CopyError>> = paths.par_iter().map(|path| read(copy, path)).collect();
        let site = copy.of_site("");
        let unreadable = copy.unreadable().iter().map(|(path, error)| (path.clone(), super::may_be_sound(error))).collect();
        let mut contents = Self { unreadable, ..Self::default() };
        for (path, read) in paths.into_iter().zip(read) {
            match read {
                Ok(Read { n_bytes, hash, facts }) => {
                    contents.n_bytes += n_bytes;
                    contents.hashes.insert(path.to_owned(), hash);
                    if let (Some(facts), Some(of_site)) = (facts, path.strip_prefix(&site)) {
                        contents.pages.insert(SitePath::new(of_site), facts);
                    }
                }
                Err(error) if error.is_of_content() => _ = contents.damaged.insert(path.to_owned(), error.to_string()),
                Err(error) => _ = contents.unreadable.insert(path.to_owned(), super::may_be_sound(&error)),
            }
        }
        contents
    }

    /// Whether a file is told already: damaged, unreadable, or in a folder that is.
    pub(super) fn is_told(&self, path: &str) -> bool {
        let folders = path.match_indices('/').filter_map(|(at, _)| path.get(..at));
        self.damaged.contains_key(path) || folders.chain([path]).any(|path| self.unreadable.contains_key(path))
    }
}

/// Reads a file; of a page its bytes are kept until its links are found.
fn read(copy: &Copy, path: &str) -> Result<Read, CopyError> {
    let is_page = path.ends_with(".html") && path.starts_with(&copy.of_site(""));
    let mut out = Both { hasher: Hasher::default(), kept: is_page.then(Vec::new) };
    let n_bytes = copy.read_to(path, &mut out)?;
    let facts = out.kept.map(|bytes| page::facts(&String::from_utf8_lossy(&bytes)));
    Ok(Read { n_bytes, hash: out.hasher.finish(), facts })
}

/// Makes a sum of what is written, and keeps it if asked.
struct Both {
    /// Makes the sum.
    hasher: Hasher,
    /// What was written; nothing where it is not kept.
    kept: Option<Vec<u8>>,
}

impl Write for Both {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let Some(kept) = self.kept.as_mut().filter(|kept| kept.len() < MAX_PAGE) {
            kept.extend_from_slice(bytes);
        }
        self.hasher.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
