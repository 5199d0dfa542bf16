//! Puts a site on disk: the new one is written beside the old, then takes its place, whole or not at all.
//!
//! Files that have not changed are linked from the old site rather than written anew. A folder that is not ours is never replaced:
//! every site holds a manifest, and a non-empty folder without one belongs to somebody else.
#![expect(clippy::disallowed_methods, reason = "this module writes the site")]

pub mod claim;
pub mod copies;
mod error;
mod folder;
pub mod manifest;
pub mod packed;
mod place;
pub mod scratch;
mod swap;
mod written;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::cache::sound::Sound;
use crate::cache::stamps::Stamp;
use crate::digest::Digest;
use crate::site::{Built, PathMap, Sink, SitePath};
use crate::spent::give_back;
use claim::Claim;
pub use error::OutputError;
use folder::Folder;
use manifest::{MANIFEST, Sum};
pub use swap::Mark;
use written::Written;
pub use written::{HangsOn, Standing};

/// A site that is being written beside its place.
pub struct Staging<'a> {
    /// Where the site will stand.
    claim: &'a Claim,
    /// Where it is written.
    folder: Folder,
    /// What the old site holds.
    old: Old,
    /// What is written so far.
    written: Mutex<Written>,
    /// What was found in order before, and who is told of stages.
    build: (&'a Sound, &'a (dyn Fn(&'static str) + Sync)),
    /// Gives up what takes room on a disk that is full, and says whether there was any.
    make_room: &'a (dyn Fn() -> bool + Sync),
    /// Whether it has taken its place.
    is_placed: bool,
}

/// The site that stands there now.
#[derive(Default)]
struct Old {
    /// Its files, in order. Only of a trusted site is more known than their SHA-512.
    files: Vec<Standing>,
    /// Where each stands in that list.
    places: PathMap<usize>,
    /// Whether it is trusted to be, file by file, what the last build put there.
    is_trusted: bool,
    /// Whether it is trusted and so large that it has a twin.
    has_twin: bool,
}

impl Old {
    /// The site that stands at an output, of which all is known if it is trusted.
    fn of(output: &Path, trusted: Option<Trusted>) -> Self {
        let (is_trusted, has_twin) = (trusted.is_some(), trusted.as_ref().is_some_and(Trusted::has_twin));
        let files = trusted.map_or_else(|| listed(output), |trusted| trusted.files);
        let places = files.iter().enumerate().map(|(place, file)| (file.path.clone(), place)).collect();
        Self { files, places, is_trusted, has_twin }
    }

    /// A file.
    fn get(&self, path: &SitePath) -> Option<&Standing> {
        self.files.get(*self.places.get(path)?)
    }

    /// A file, if it is trusted to hang on the same as the new one.
    fn same(&self, path: &SitePath, (now, before): (&Digest, fn(&HangsOn) -> Option<Digest>)) -> Option<&Standing> {
        self.get(path).filter(|file| self.is_trusted && before(&file.hangs_on).as_ref() == Some(now))
    }
}

/// The files that the manifest of an output lists.
fn listed(output: &Path) -> Vec<Standing> {
    let manifest = manifest::load(&output.join(MANIFEST)).unwrap_or_default();
    let file = |path: &str| {
        let sum = Sum::parse(manifest.hash(path)?)?;
        Some(Standing { path: SitePath::new(path), sum, stamp: Stamp::default(), hangs_on: HangsOn::default() })
    };
    manifest.paths().filter_map(file).collect()
}

/// A site that nobody has touched since it was built.
#[derive(Debug, Default)]
pub struct Trusted {
    /// Its files, in order.
    pub files: Vec<Standing>,
    /// How many files a site has that is given a twin.
    pub twin_from: usize,
}

impl Trusted {
    /// Whether it is so large that it has a twin.
    fn has_twin(&self) -> bool {
        self.twin_from <= self.files.len()
    }
}

/// From how many files on a site is given a twin beside it: with fewer, a new folder is made in the time of a blink.
pub const TWIN_FROM: usize = 4_000;

/// How many files a site has, and how many bytes.
pub type Size = (usize, u64);

impl<'a> Staging<'a> {
    /// Begins to write the site that will stand at an output, next to the one that stands there. Of a site that is trusted, files may be
    /// kept without a look at them.
    ///
    /// # Errors
    /// If the place is not ours, or the system refuses.
    pub fn begin(
        claim: &'a Claim,
        trusted: Option<Trusted>,
        build: (&'a Sound, &'a (dyn Fn(&'static str) + Sync)),
    ) -> Result<Self, OutputError> {
        // A trusted site has been looked at, file by file.
        if trusted.is_none() {
            swap::check_ours(claim.output(), Mark::SITE)?;
        }
        claim.clean_up();
        let may_be_twin = trusted.as_ref().is_some_and(Trusted::has_twin);
        let (old, folder) = rayon::join(|| Old::of(claim.output(), trusted), || Folder::open(claim, may_be_twin));
        let folder = folder?;
        Ok(Self { claim, folder, old, written: Mutex::default(), build, make_room: &|| false, is_placed: false })
    }

    /// Writes it where something can be given up if the disk is full, which then says whether it was.
    #[must_use]
    pub fn with_room(mut self, make_room: &'a (dyn Fn() -> bool + Sync)) -> Self {
        self.make_room = make_room;
        self
    }

    /// Tells whether all went well so far. What could not be written or read may have led to problems that are none.
    ///
    /// # Errors
    /// If a file could not be written, or one of the old site not be read.
    pub fn check(&self) -> Result<(), OutputError> {
        self.lock_written().take_failure().map_or(Ok(()), Err)
    }

    /// Puts the new site in the place of the old one; how many files it has and how many bytes, without its manifest. `beside` is called
    /// meanwhile, once all files are written, with the files in order, their manifest among them, and these numbers.
    ///
    /// # Errors
    /// If a file could not be written, the folders cannot be exchanged, or somebody put a file into the old site meanwhile; that is then as
    /// it was.
    pub fn finish<T: Send>(mut self, beside: impl FnOnce(&[Standing], Size) -> T + Send) -> Result<(Size, T), OutputError> {
        self.check()?;
        let mut written = std::mem::take(&mut *self.lock_written());
        let n_bytes = written.n_bytes();
        let mut files = written.standing();
        let path = SitePath::new(MANIFEST);
        let is_new = |name: &str| name == MANIFEST || written.has(name);
        let put_manifest = || {
            let text = written::manifest(&files);
            rayon::join(|| Sum::of(text.as_bytes()), || self.create(&path, text.as_bytes()))
        };
        let ((sum, stamp), left) = rayon::join(put_manifest, || self.folder.leave_only(is_new));
        left?;
        let stamp = stamp?;
        written.put(&path, (0, sum), (stamp, true));
        files.insert(files.partition_point(|file| file.path < path), Standing { path, sum, stamp, hangs_on: HangsOn::default() });
        let fresh: Vec<PathBuf> = written.fresh().map(|path| self.folder.path().join(path.as_str())).collect();
        let (new, output, size) = (self.folder.path(), self.claim.output(), (files.len(), n_bytes));
        let is_ours = |path: &str| path == MANIFEST || self.old.places.contains_key(path);
        let place = || swap::keep(new, &fresh).and_then(|()| swap::replace(new, output, &is_ours));
        let (placed, made) = rayon::join(place, || beside(&files, size));
        give_back(files);
        placed?;
        self.is_placed = true;
        *self.lock_written() = written;
        Ok((size, made))
    }

    /// Writes a file, or links it from the old site where that has the same bytes; its stamp, and whether it is new.
    fn write(&self, path: &SitePath, bytes: &[u8], sum: &Sum) -> Result<(Stamp, bool), OutputError> {
        if let Some(stamp) = self.find_same(path, bytes, sum)
            && self.folder.link(path.as_str(), (self.claim.output(), &stamp))
        {
            return Ok((stamp, false));
        }
        Ok((self.create(path, bytes)?, true))
    }

    /// Writes a new file; its stamp. On a full disk once more, if something can be given up.
    fn create(&self, path: &SitePath, bytes: &[u8]) -> Result<Stamp, OutputError> {
        let created = self.try_create(path, bytes);
        match &created {
            Err(OutputError::Io { source, .. }) if source.kind() == io::ErrorKind::StorageFull && (self.make_room)() => {
                // Nobody has another name of what was begun.
                let _ = fs::remove_file(self.folder.path().join(path.as_str()));
                self.try_create(path, bytes)
            }
            _ => created,
        }
    }

    /// Writes a new file; its stamp.
    fn try_create(&self, path: &SitePath, bytes: &[u8]) -> Result<Stamp, OutputError> {
        let mut file = self.folder.create(path)?;
        let target = self.folder.path().join(path.as_str());
        file.write_all(bytes).map_err(OutputError::io(&target))?;
        stamp(&target, file.metadata())
    }

    /// The stamp of a file of the old site, if it has these bytes. Where the site is trusted what is known of it tells, else the file itself.
    fn find_same(&self, path: &SitePath, bytes: &[u8], sum: &Sum) -> Option<Stamp> {
        let same = self.old.get(path).filter(|file| file.sum == *sum)?;
        if self.old.is_trusted {
            return Some(same.stamp);
        }
        let old = self.claim.output().join(path.as_str());
        let is_same = fs::read(&old).is_ok_and(|old| old == bytes);
        stamp(&old, fs::symlink_metadata(&old)).ok().filter(|_| is_same)
    }

    /// Links a file from the old site, which is trusted to be made of the same; whether that could be done.
    fn link(&self, file: &Standing) -> bool {
        self.folder.link(file.path.as_str(), (self.claim.output(), &file.stamp))
    }

    /// What is written so far; a thread that panicked left nothing half-done there.
    fn lock_written(&self) -> std::sync::MutexGuard<'_, Written> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The stamp of a file, from what the system said of it; it is kept without what other names of the file would change.
fn stamp(path: &Path, metadata: io::Result<fs::Metadata>) -> Result<Stamp, OutputError> {
    let metadata = metadata.map_err(OutputError::io(path))?;
    Ok(Stamp::of(&metadata).unwrap_or_default().without_links())
}

impl Drop for Staging<'_> {
    fn drop(&mut self) {
        // After an exchange the folder is the old site, after a failure the unfinished one. What cannot be deleted now is at the next build.
        let new = std::mem::take(&mut *self.lock_written());
        let old = std::mem::take(&mut self.old);
        if self.is_placed && old.has_twin || self.folder.is_twin() {
            let paths = old.files.iter().map(|file| &file.path);
            self.folder.pair(self.claim, paths.filter(|path| self.is_placed && !new.has(path.as_str())).cloned());
        } else {
            self.folder.delete();
        }
        give_back((new, old, self.folder.take_standing()));
    }
}

impl Sink for Staging<'_> {
    fn put(&self, path: SitePath, bytes: Vec<u8>) {
        let (sum, n_bytes) = (Sum::of(&bytes), u64::try_from(bytes.len()).unwrap_or_default());
        let result = self.write(&path, &bytes, &sum);
        let mut written = self.lock_written();
        match result {
            Ok(made) => written.put(&path, (n_bytes, sum), made),
            Err(failure) => written.fail(failure),
        }
    }

    fn keep(&self, path: &SitePath, made_of: &dyn Fn() -> Digest) -> bool {
        let made_of = made_of();
        let kept = self.old.same(path, (&made_of, |hangs_on| hangs_on.made_of)).filter(|file| self.link(file));
        let mut written = self.lock_written();
        written.made_of(path, made_of);
        kept.iter().for_each(|file| written.keep(file));
        kept.is_some()
    }

    fn keep_drawn(&self, path: &SitePath, drawn_from: &dyn Fn() -> Option<Digest>) -> bool {
        let Some(drawn_from) = drawn_from() else { return false };
        let same = self.old.same(path, (&drawn_from, |hangs_on| hangs_on.drawn_from));
        let kept = same.and_then(|file| Some((file, file.hangs_on.made_of?))).filter(|(file, _)| self.link(file));
        let mut written = self.lock_written();
        written.drawn_from(path, Some(drawn_from));
        if let Some((file, made_of)) = kept {
            written.made_of(path, made_of);
            written.keep(file);
        }
        kept.is_some()
    }

    fn must_draw(&self, path: &SitePath) {
        self.lock_written().drawn_from(path, None);
    }

    fn begins(&self, stage: &'static str) {
        (self.build.1)(stage);
    }

    fn sound(&self) -> &Sound {
        self.build.0
    }

    fn read_back(&self, path: &SitePath) -> Option<Vec<u8>> {
        // What could not be written may have left a part.
        let is_whole = self.lock_written().has(path.as_str());
        is_whole.then(|| fs::read(self.folder.path().join(path.as_str())).ok())?
    }

    fn earlier(&self) -> Option<&dyn Built> {
        self.old.is_trusted.then_some(self)
    }
}

impl Built for Staging<'_> {
    fn paths(&self) -> Vec<&str> {
        self.old.files.iter().map(|file| file.path.as_str()).filter(|path| *path != MANIFEST).collect()
    }

    fn read(&self, path: &SitePath) -> Option<Vec<u8>> {
        let path = self.claim.output().join(path.as_str());
        fs::read(&path).map_err(|source| self.lock_written().fail(OutputError::Unreadable { path, source })).ok()
    }

    fn size(&self, path: &SitePath) -> Option<usize> {
        self.old.get(path)?.stamp.size().try_into().ok()
    }
}
