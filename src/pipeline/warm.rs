//! Builds a site over the one that the last build left, as if it had not been there: what did not change is used again.
//!
//! Three things make that safe. The last build is believed only if this very program made it (`cache`). A file that is read or kept is
//! believed to be unchanged by its stamp, and one too young for that is not believed (`cache::stamps`). And what is kept instead of made
//! is known by a digest of everything that it is made of, so that keeping it and making it are the same. That holds for files of the site
//! and for what is worked out on the way to them, such as the blocks of an edition (`model::lasting`).

use std::io;
use std::mem;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Made, previous};
use crate::cache::sound::{Found, Sound};
use crate::cache::stamps::{self, Listing, Stamp};
use crate::cache::told::Told;
use crate::cache::{self, EncodedList, Saving};
use crate::digest::{Digest, Digester};
use crate::model::memo::Memo;
use crate::output::claim::Claim;
use crate::output::manifest;
use crate::output::{OutputError, Size, Staging, Standing, Trusted};
use crate::problem::Problems;
use crate::site::SitePath;
use crate::site::tally::Tally;

/// What is to be built.
#[derive(Clone, Copy)]
pub struct Order<'a> {
    /// The dossier's folder.
    pub root: &'a Path,
    /// Where the site will stand.
    pub output: &'a Path,
    /// The site's address, instead of that of the settings.
    pub base_url: Option<&'a str>,
    /// An earlier copy of the site, instead of that of the settings.
    pub previous: Option<&'a Path>,
    /// What stands for the program; without it nothing is remembered.
    pub program: Option<Digest>,
    /// Told when a stage of the build begins, by its name.
    pub begins: &'a (dyn Fn(&'static str) + Sync),
    /// Told how many pages there are to make, and how many are made.
    pub tally: &'a Tally,
    /// From how many files on the site is given a twin, in which the next build changes only what changes.
    pub twin_from: usize,
}

/// What a build came to.
#[derive(Debug)]
pub struct Outcome {
    /// What was made.
    pub made: Made,
    /// All problems.
    pub problems: Problems,
    /// How many files the site has and how many bytes; nothing where errors left the old one in its place.
    pub placed: Option<(usize, u64)>,
}

/// What is remembered of the last build that put a site in its place.
#[derive(Debug, Serialize, Deserialize)]
struct Record {
    /// What was asked, and the stamps of every file that could be read; nothing where one was too young to be known by its stamp.
    inputs: Option<Digest>,
    /// The stamps of everything in the output.
    output: Digest,
    /// The files of the output, in order.
    files: EncodedList,
    /// Those that were too young to be known by their stamps.
    young: Vec<SitePath>,
    /// What was made.
    made: Made,
    /// How many files the site has and how many bytes.
    placed: (usize, u64),
    /// What was told; nothing where that cannot be kept.
    told: Option<Told>,
    /// What was found in order.
    sound: Found,
}

/// Builds a site and puts it in its place, if it has no errors. Waits for another build of the same place, after a call of `waiting`.
///
/// # Errors
/// If the place is not ours or cannot be replaced, a file of the site there cannot be read, or the system refuses.
pub fn build(order: &Order<'_>, waiting: &dyn Fn()) -> Result<Outcome, OutputError> {
    (order.begins)("looking for changes");
    let previous = previous::named(order.root, order.previous);
    previous::check_apart(previous.as_deref(), order.output)?;
    let claim = Claim::take(order.root, order.output, waiting)?;
    let (cache, aside) = (claim.beside("cache"), claim.beside("cache-new"));
    // Before anything is read: what changes while it is being read will have another stamp than this.
    let opened = || order.program.and_then(|program| cache::open::<Record>(&cache, &program));
    // What stands there may be somebody else's, and large: it is looked at only where a cache lies beside it.
    let standing = || cache.is_file().then(|| claim.standing()).flatten();
    let (inputs, (opened, standing)) = rayon::join(|| inputs(order, previous.as_deref()), || rayon::join(opened, standing));
    let (remembered, rest) = opened.unzip();
    let last = remembered.and_then(|record| Some((trusted((&claim, order), standing?, &record)?, record)));
    let (trusted, mut record) = last.unzip();
    let sound = record.as_mut().map(|record| mem::take(&mut record.sound));
    if let Some(outcome) = record.and_then(|record| same(record, inputs.as_ref())) {
        claim.clean_up();
        return Ok(outcome);
    }
    let sound = Sound::after(sound.unwrap_or_default());
    let staging = Staging::begin(&claim, trusted, (&sound, order.begins))?;
    // A site without a cache is as good: the next build only takes longer.
    let saving = order.program.as_ref().map(|program| Saving::begin((&aside, program), rest));
    let make_room = || saving.as_ref().is_some_and(Saving::give_up);
    let staging = staging.with_room(&make_room);
    let memo = saving.as_ref().map(|saving| Memo::lasting(saving.lasting())).unwrap_or_default();
    let (made, problems) = super::build_after(order.root, (order.base_url, order.previous, &memo), &order.tally.counting(&staging));
    staging.check()?;
    if problems.has_errors() {
        return Ok(Outcome { made, problems, placed: None });
    }
    (order.begins)("placing");
    let remember = |files: &[Standing], size: Size| {
        let Some(saving) = &saving else { return false };
        let (output, encoded) = rayon::join(|| stamps::digest(&with_folders(files)), || EncodedList::of(files));
        let (Some(encoded), now) = (encoded, stamps::now()) else { return false };
        let young = files.iter().filter(|file| file.stamp.is_young(now)).map(|file| file.path.clone()).collect();
        let (made, told, sound) = (made.clone(), Told::of(&problems), sound.found());
        saving.write(&Record { inputs, output, files: encoded, young, made, placed: size, told, sound }).is_ok()
    };
    let (size, is_remembered) = staging.finish(remember)?;
    (order.begins)("remembering");
    if let Some(saving) = saving.filter(|_| is_remembered) {
        let _ = saving.place(&cache);
    }
    Ok(Outcome { made, problems, placed: Some(size) })
}

/// What is asked, and the stamps of everything that a build can read; none where a stamp is too young to tell.
///
/// `content` and `themes` read below these two folders, and nothing with a dot before its name.
fn inputs(order: &Order<'_>, previous: Option<&Path>) -> Option<Digest> {
    let mut digester = Digester::default().with(order.base_url.unwrap_or_default().as_bytes());
    if let Some(path) = previous {
        digester.add(path.as_os_str().as_encoded_bytes());
        digester.add(&stamps_of(path)?.0);
    }
    for name in ["content", "themes"] {
        let folder = order.root.join(name);
        let listing = match stamps::list(&folder, false) {
            Ok(listing) => listing,
            Err(error) if error.kind() == io::ErrorKind::NotFound && name == "themes" => Listing::new(),
            Err(_) => return None,
        };
        digester.add(&sure(&listing)?.0);
    }
    Some(digester.digest())
}

/// The digest of stamps; none where one is too young to tell. A link may lead to a folder whose files are then read: it would have to be
/// followed.
fn sure(listing: &Listing) -> Option<Digest> {
    let now = stamps::now();
    let is_sure = |stamp: &Stamp| (stamp.is_folder() || stamp.is_file()) && !stamp.is_young(now);
    listing.iter().all(|(_, stamp)| is_sure(stamp)).then(|| stamps::digest(listing))
}

/// The digest of the stamps of a copy: of its file, or of all files of its folder.
fn stamps_of(copy: &Path) -> Option<Digest> {
    let stamp = Stamp::of(&copy.metadata().ok()?)?;
    let listing = if stamp.is_folder() { stamps::list(copy, true).ok()? } else { stamps::with_folders([("", stamp)].into_iter()) };
    sure(&listing)
}

/// The listing of a site with these files.
fn with_folders(files: &[Standing]) -> Listing {
    stamps::with_folders(files.iter().map(|file| (file.path.as_str(), file.stamp)))
}

/// The site that stands in the output, if it is what the last build put there, and nothing else.
fn trusted((claim, order): (&Claim, &Order<'_>), listing: Listing, record: &Record) -> Option<Trusted> {
    let (output, files) = rayon::join(|| stamps::digest(&listing), || record.files.decoded());
    let mut files: Vec<Standing> = files.filter(|_| output == record.output)?;
    let stamps = listing.iter().filter(|(_, stamp)| !stamp.is_folder());
    for (file, (path, stamp)) in files.iter_mut().zip(stamps) {
        if file.path.as_str().as_bytes() != path {
            return None;
        }
        file.stamp = *stamp;
    }
    let is_unchanged = |path: &SitePath| {
        let file = files.binary_search_by(|file| file.path.cmp(path)).ok().and_then(|at| files.get(at));
        file.is_some_and(|file| manifest::hash_of(&claim.output().join(path.as_str())).as_deref() == Some(&file.sum.to_string()))
    };
    record.young.iter().all(is_unchanged).then_some(Trusted { files, twin_from: order.twin_from })
}

/// What the last build came to, if this one would come to the same.
fn same(record: Record, inputs: Option<&Digest>) -> Option<Outcome> {
    let is_same = inputs.is_some() && record.inputs.as_ref() == inputs;
    let problems = record.told.filter(|_| is_same)?.problems()?;
    Some(Outcome { made: record.made, problems, placed: Some(record.placed) })
}
