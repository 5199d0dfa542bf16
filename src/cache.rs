//! What a build remembers for the next one: a file beside the output, each part of which is trusted as a whole or not at all.
//!
//! A cache holds one thing that is read whenever it is opened, and values, each of which is read when it is asked for: where nothing has
//! changed, none. The values are written first, while the build goes on, then the list of their places, then what is read first.
//! A file is a cache only if this very program wrote it and it has the checksums that it should have; a value that has not is none.
//! Anything else is no cache, and the site is built as if for the first time. What is in it, and what may be used again, is for its user
//! to say: nothing here knows.
#![expect(clippy::disallowed_methods, reason = "this module reads and writes caches, and looks at the files that builds read and write")]

pub mod sound;
pub mod stamps;
pub mod told;
mod values;

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write as _};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::digest::{Digest, Digester};
use crate::model::lasting::Lasting;
use stamps::Stamp;
use values::Values;

/// What marks a file as a cache.
const MARK: &[u8] = b"dossier cache\n";

/// How many bytes come before what a cache holds: the mark, the program, the digests of what is read first and of the list of values, and
/// where that list begins and how long it is.
const HEAD: usize = MARK.len() + 3 * Digest::LENGTH + 2 * 8;

/// What stands for a program: its version, and the stamp of its file, which another build of the same version does not have.
/// None where that cannot be told.
#[must_use]
pub fn program(path: &Path) -> Option<Digest> {
    let stamp = Stamp::of(&fs::metadata(path).ok()?).filter(|stamp| !stamp.is_young(stamps::now()))?;
    Some(Digester::default().with(env!("CARGO_PKG_VERSION").as_bytes()).with(&stamp.bytes()).digest())
}

/// How many things of a list are encoded as one part.
const PART: usize = 4_096;

/// A long list in the form in which it is written: made beside other things, as it takes a while, in parts that all processors make and read.
#[derive(Debug, Serialize, Deserialize)]
pub struct EncodedList(Vec<Encoded>);

impl EncodedList {
    /// A list, encoded; none if something in it has no such form.
    #[must_use]
    pub fn of<Thing: Serialize + Sync>(list: &[Thing]) -> Option<Self> {
        list.par_chunks(PART).map(|part| postcard::to_allocvec(part).ok().map(Encoded)).collect::<Option<Vec<_>>>().map(Self)
    }

    /// The list; none if it is another.
    #[must_use]
    pub fn decoded<Thing: DeserializeOwned + Send>(&self) -> Option<Vec<Thing>> {
        let parts: Vec<Vec<Thing>> = self.0.par_iter().map(|Encoded(part)| postcard::from_bytes(part).ok()).collect::<Option<_>>()?;
        let mut list = Vec::with_capacity(parts.iter().map(Vec::len).sum());
        parts.into_iter().for_each(|mut part| list.append(&mut part));
        Some(list)
    }
}

/// A part of a list, encoded.
#[derive(Debug)]
struct Encoded(Vec<u8>);

impl Serialize for Encoded {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Encoded {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&[u8]>::deserialize(deserializer).map(|bytes| Self(bytes.to_vec()))
    }
}

/// The values of a cache, of which nothing is read yet.
#[derive(Debug)]
pub struct Rest {
    /// The file.
    file: File,
    /// Where the list of their places begins.
    start: u64,
    /// How many bytes that has.
    len: u64,
    /// Its digest.
    sum: Digest,
}

/// Opens a cache, and reads what it holds first; none if there is none, that is damaged, or another program wrote it.
#[must_use]
pub fn open<First: DeserializeOwned>(path: &Path, program: &Digest) -> Option<(First, Rest)> {
    let mut file = File::open(path).ok()?;
    let mut head = [0; HEAD];
    file.read_exact(&mut head).ok()?;
    let (of_first, rest) = head.strip_prefix(MARK)?.strip_prefix(&program.0)?.split_first_chunk::<{ Digest::LENGTH }>()?;
    let (sum, rest) = rest.split_first_chunk::<{ Digest::LENGTH }>()?;
    let (start, len) = rest.split_first_chunk::<8>()?;
    let (start, len) = (u64::from_le_bytes(*start), u64::from_le_bytes(*len.first_chunk()?));
    file.seek(SeekFrom::Start(start.checked_add(len)?)).ok()?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).ok()?;
    let first = (Digest::of(&bytes).0 == *of_first).then(|| postcard::from_bytes(&bytes).ok())??;
    Some((first, Rest { file, start, len, sum: Digest(*sum) }))
}

/// A cache that is being written, aside of its place. Dropped before it is in its place it leaves nothing behind.
#[derive(Debug)]
pub struct Saving<'a> {
    /// Where it is written.
    aside: &'a Path,
    /// What stands for the program.
    program: &'a Digest,
    /// Its values.
    values: Arc<Values>,
    /// Whether it is in its place.
    is_placed: bool,
}

impl<'a> Saving<'a> {
    /// Begins one for a program, aside of its place, and goes on from the values of the last one.
    #[must_use]
    pub fn begin((aside, program): (&'a Path, &'a Digest), rest: Option<Rest>) -> Self {
        Self { aside, program, values: Arc::new(Values::begin(aside, rest)), is_placed: false }
    }

    /// What takes its values, and has those of the last one.
    #[must_use]
    pub fn lasting(&self) -> Arc<dyn Lasting> {
        Arc::<Values>::clone(&self.values)
    }

    /// Gives up the room that it takes on the disk, and with it the cache. Says whether that is so, now or since before.
    #[must_use]
    pub fn give_up(&self) -> bool {
        self.values.give_up()
    }

    /// Writes what it holds first, after all values.
    ///
    /// # Errors
    /// If anything of it could not be written, or it was given up.
    pub fn write(&self, first: &impl Serialize) -> io::Result<()> {
        let (mut file, start, len, of_list) = self.values.finish()?;
        let bytes = postcard::to_allocvec(first).map_err(io::Error::other)?;
        file.write_all(&bytes)?;
        file.seek(SeekFrom::Start(0))?;
        let (program, of_first) = (&self.program.0, Digest::of(&bytes));
        file.write_all(&[MARK, program, &of_first.0, &of_list.0, &start.to_le_bytes(), &len.to_le_bytes()].concat())
    }

    /// Puts it in its place, whole.
    ///
    /// # Errors
    /// If the system refuses; what stood in its place before is then as it was.
    pub fn place(mut self, path: &Path) -> io::Result<()> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_comes_out_of_its_parts_as_it_went_in() {
        for len in [0, 1, PART, 2 * PART + 1] {
            let list: Vec<(u32, String)> = (7..).zip((0..len).map(|number| number.to_string())).collect();
            let written = postcard::to_allocvec(&EncodedList::of(&list).unwrap()).unwrap();
            let read: EncodedList = postcard::from_bytes(&written).unwrap();
            assert_eq!((read.0.len(), read.decoded()), (len.div_ceil(PART), Some(list)));
        }
        assert_eq!(EncodedList(vec![Encoded(vec![1])]).decoded::<String>(), None);
    }

    #[test]
    fn only_a_whole_cache_of_the_same_program_is_one() {
        let folder = tempfile::tempdir().unwrap();
        let (path, aside) = (folder.path().join("cache"), folder.path().join("aside"));
        let (this, other) = (Digest::of(b"this"), Digest::of(b"other"));
        let held = (vec!["one".to_owned(), "two".to_owned()], 3_u64);
        let values = [(Digest::of(b"a"), b"4, 5".as_slice()), (Digest::of(b"b"), b""), (Digest::of(b"c"), b"6")];
        let load = |program| {
            let (first, rest) = open::<(Vec<String>, u64)>(&path, program).unzip();
            let values = Saving::begin((&aside, &this), rest).lasting();
            (first, ["a", "b", "c"].map(|name| values.last(&Digest::of(name.as_bytes()))))
        };
        let nothing = || (None, [const { None }; 3]);
        assert_eq!(load(&this), nothing());
        let begin = || {
            let saving = Saving::begin((&aside, &this), None);
            let lasting = saving.lasting();
            lasting.leave(values[0].0, b"an earlier value of the same name");
            values.iter().for_each(|(name, bytes)| lasting.leave(*name, bytes));
            lasting.leave_again(Digest::of(b"of no name"));
            saving
        };
        drop(begin());
        assert_eq!((load(&this), aside.exists()), (nothing(), false));
        let saving = begin();
        saving.write(&held).unwrap();
        saving.place(&path).unwrap();
        let whole_values = values.map(|(_, bytes)| Some(bytes.to_vec()));
        assert_eq!((load(&this), load(&other), aside.exists()), ((Some(held.clone()), whole_values.clone()), nothing(), false));
        let whole = fs::read(&path).unwrap();
        let is_damaged = |text: &str| {
            let (first, found) = load(&this);
            assert!(first.as_ref().is_none_or(|first| *first == held), "{text}");
            let is_right = |(found, whole): (&Option<Vec<u8>>, &Option<Vec<u8>>)| found.is_none() || found == whole;
            assert!(found.iter().zip(&whole_values).all(is_right), "{text}");
            // Of what is not a value of its own, all is lost or nothing; of the others, one.
            let n_lost = found.iter().filter(|value| value.is_none()).count();
            assert!(n_lost == 3 || n_lost == 1 && first.is_some() || n_lost == 0 && first.is_none(), "{text}: {n_lost}");
        };
        for len in 0..whole.len() {
            fs::write(&path, &whole[..len]).unwrap();
            is_damaged(&format!("cut to {len} bytes"));
        }
        // What an earlier value of a name had is not asked for any more.
        let unused = HEAD..HEAD + b"an earlier value of the same name".len();
        for at in (0..whole.len()).filter(|at| !unused.contains(at)) {
            let mut flipped = whole.clone();
            flipped[at] ^= 0x10;
            fs::write(&path, flipped).unwrap();
            is_damaged(&format!("byte {at}"));
        }
        fs::write(&path, [&whole[..], b"x"].concat()).unwrap();
        is_damaged("more at the end");
    }

    #[test]
    fn what_is_left_again_is_what_was_left() {
        let folder = tempfile::tempdir().unwrap();
        let (path, aside, program) = (folder.path().join("cache"), folder.path().join("aside"), Digest::of(b"this"));
        let (large, small) = (Digest::of(b"large"), Digest::of(b"small"));
        let next = || Saving::begin((&aside, &program), open::<u8>(&path, &program).map(|(_, rest)| rest));
        let place = |saving: Saving<'_>| saving.write(&7_u8).and_then(|()| saving.place(&path));
        let first = next();
        first.lasting().leave(large, &[3; 200_000]);
        first.lasting().leave(small, b"x");
        place(first).unwrap();
        let second = next();
        second.lasting().leave_again(large);
        second.lasting().leave_again(Digest::of(b"nothing"));
        place(second).unwrap();
        let third = next();
        assert_eq!(third.lasting().last(&large), Some(vec![3; 200_000]));
        assert_eq!((third.lasting().last(&small), third.lasting().last(&Digest::of(b"nothing"))), (None, None), "not left again");
        third.lasting().leave_again(large);
        assert!(third.give_up() && third.give_up(), "whoever asks first");
        assert_eq!(fs::metadata(&aside).unwrap().len(), 0);
        third.lasting().leave(small, b"y");
        assert!(place(third).is_err(), "a cache that was given up is none");
        assert!(!aside.exists());
        assert_eq!(next().lasting().last(&large).map(|value| value.len()), Some(200_000), "the one before stands");
    }
}
