//! Walks of edits: after each, a build over the last site is held to one in a fresh place.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use dossier::output::manifest::MANIFEST;
use rayon::prelude::*;

use super::{Files, compare, edits, files, relock, sync};
use crate::cases::BASE;
use crate::mutations::random::Random;

/// How many walks a run goes.
const N_WALKS: u64 = 6;

/// How many steps a walk has.
const N_STEPS: usize = 10;

/// What the steps of a walk came to.
#[derive(Debug, Default)]
struct Steps {
    /// How many made a site.
    n_sites: usize,
    /// How many did not touch the site that stood there, as nothing had changed.
    n_untouched: usize,
    /// How many left the site with a twin.
    n_twins: usize,
}

/// A walk under way.
struct Walk {
    /// The dossier's folder.
    root: tempfile::TempDir,
    /// The dossier's files.
    files: Files,
    /// The files of the last dossier that made a site.
    sound: Files,
    /// The name of the output: every other walk has one that is given a twin.
    output: &'static str,
    /// The address of the site.
    base_url: Option<&'static str>,
    /// Whether the last step left the dossier broken.
    is_broken: bool,
}

/// Takes a step; says which.
fn step(walk: &mut Walk, random: &mut Random) -> String {
    let root = walk.root.path().to_owned();
    if walk.is_broken && random.below(3) != 0 {
        walk.files.clone_from(&walk.sound);
        sync(&root, &walk.files);
        return "mended".into();
    }
    match random.below(11) {
        0 | 10 => "nothing".into(),
        1 => touch(&root, &walk.files, random),
        2 => spoil_site(&root, walk.output, random),
        3 => spoil_cache(&root.join(format!(".{}.dossier-cache", walk.output)), random),
        4 => {
            walk.base_url = if walk.base_url.is_some() { None } else { Some(BASE) };
            format!("address {:?}", walk.base_url)
        }
        _ => {
            let kind = random.below(edits::N_KINDS);
            let said = edits::apply(&mut walk.files, random, kind);
            sync(&root, &walk.files);
            if random.below(8) != 0 {
                relock(&root, &mut walk.files);
            }
            said
        }
    }
}

/// Writes a file as it is.
fn touch(root: &Path, files: &Files, random: &mut Random) -> String {
    let paths: Vec<&String> = files.keys().collect();
    let path = *random.one(&paths);
    fs::write(root.join(path), &files[path]).expect("a writable file");
    format!("{path} is written as it is")
}

/// Where the twin of an output is, if it has one.
fn twin(root: &Path, output: &str) -> PathBuf {
    root.join(format!(".{output}.dossier-twin"))
}

/// Changes something in the site or in its twin, as somebody might who edits it by hand.
fn spoil_site(root: &Path, output: &str, random: &mut Random) -> String {
    let twin = twin(root, output);
    let site = if twin.is_dir() && random.below(2) == 0 { twin } else { root.join(output) };
    if !site.is_dir() {
        return "no site to spoil".into();
    }
    let files = files(&site);
    let paths: Vec<&String> = files.keys().filter(|path| *path != MANIFEST).collect();
    let path = *random.one(&paths);
    let (at, mut bytes) = (site.join(path), files[path].clone());
    match random.below(5) {
        0 => fs::remove_file(at).expect("removed"),
        1 => fs::write(site.join(".DS_Store"), "a file manager was here").expect("a new file"),
        2 => fs::create_dir(site.join(format!("empty-{}", random.below(1000)))).unwrap_or_default(),
        3 => fs::write(at, b"something else").expect("a writable file"),
        _ => {
            // As many bytes as before.
            bytes.iter_mut().for_each(|byte| *byte = byte.wrapping_add(1));
            fs::write(at, bytes).expect("a writable file");
        }
    }
    format!("{}/{path} is spoilt", site.display())
}

/// Damages the cache.
fn spoil_cache(cache: &Path, random: &mut Random) -> String {
    let Ok(mut bytes) = fs::read(cache) else { return "no cache to spoil".into() };
    let at = random.below(bytes.len());
    match random.below(4) {
        0 => fs::remove_file(cache).expect("removed"),
        1 => {
            bytes.truncate(at);
            fs::write(cache, bytes).expect("a writable file");
        }
        2 => {
            bytes[at] ^= 0x40;
            fs::write(cache, bytes).expect("a writable file");
        }
        _ => fs::write(cache, b"dossier cache\n").expect("a writable file"),
    }
    format!("the cache is spoilt at {at}")
}

/// The number by which the disk knows a folder.
fn number_of(folder: PathBuf) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(folder).ok().map(|metadata| metadata.ino())
}

/// Goes a walk.
fn go(number: u64, is_told: bool) -> Result<Steps, String> {
    let mut random = Random::new(number.wrapping_add(7_000));
    let root = tempfile::tempdir().expect("a temporary folder");
    let mut files_now = edits::dossier();
    sync(root.path(), &files_now);
    relock(root.path(), &mut files_now);
    let output = if number.is_multiple_of(2) { "site" } else { "other" };
    let mut walk = Walk { root, sound: files_now.clone(), files: files_now, output, base_url: None, is_broken: false };
    let (mut steps, mut done) = (Steps::default(), Vec::new());
    for step_idx in 0..N_STEPS {
        if 0 < step_idx {
            done.push(step(&mut walk, &mut random));
        }
        if is_told {
            eprintln!("{step_idx}: {}", done.last().map(String::as_str).unwrap_or_default());
        }
        if random.below(2) == 0 {
            // Until the files are no longer young, and stamps tell.
            std::thread::sleep(Duration::from_millis(20));
        }
        let site = walk.root.path().join(output);
        let before = if site.is_dir() { files(&site) } else { Files::new() };
        let number_before = number_of(site.clone());
        let is_whole = compare(walk.root.path(), output, walk.base_url, &before);
        let is_whole = is_whole.map_err(|error| format!("walk {number}, step {step_idx} ({}): {error}", done.join("; ")))?;
        steps.n_sites += usize::from(is_whole);
        let is_new = is_whole && number_before != number_of(site.clone());
        steps.n_untouched += usize::from(is_whole && !is_new);
        let twin = twin(walk.root.path(), output);
        if twin.is_dir() {
            steps.n_twins += 1;
            let is_other = is_new && files(&twin) != files(&site);
            assert!(!is_other, "walk {number}, step {step_idx} ({}): the twin is another", done.join("; "));
        }
        walk.is_broken = !is_whole;
        if is_whole {
            walk.sound.clone_from(&walk.files);
        }
    }
    Ok(steps)
}

/// A number from the environment.
fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn whatever_is_edited_the_site_is_as_if_built_for_the_first_time() {
    let one = setting("DOSSIER_WALK");
    let numbers = one.map_or(0..setting("DOSSIER_WALKS").unwrap_or(N_WALKS), |one| one..one + 1);
    let n_walks = usize::try_from(numbers.end - numbers.start).expect("a small number");
    let results: Vec<Result<Steps, String>> = numbers.into_par_iter().map(|number| go(number, one.is_some())).collect();
    let errors: Vec<&String> = results.iter().filter_map(|result| result.as_ref().err()).collect();
    assert!(errors.is_empty(), "{} of {n_walks} walks:\n{}", errors.len(), errors[0]);
    let sum = |count: fn(&Steps) -> usize| results.iter().flatten().map(count).sum::<usize>();
    let (n_sites, n_untouched, n_twins) = (sum(|steps| steps.n_sites), sum(|steps| steps.n_untouched), sum(|steps| steps.n_twins));
    let is_telling = n_walks * N_STEPS / 3 < n_sites && n_walks / 2 < n_untouched && n_walks < n_twins;
    assert!(one.is_some() || is_telling, "{n_sites} sites, {n_untouched} untouched, {n_twins} with a twin");
}
