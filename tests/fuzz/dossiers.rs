//! Whole dossiers: whatever the files hold, there are errors, or a site that keeps every rule.

use dossier::pipeline;
use dossier::site::Memory;

use super::super::page;
use super::errors;
use super::scratch::in_base;

/// The files that are changed, in the order in which the data name them.
const FILES: &[&str] = &[
    "content/letters/first/nl.md",
    "content/letters/first/en.md",
    "content/letters/first/letter.toml",
    "content/letters/first/corrections.toml",
    "content/letters/first/source.txt",
    "content/dossier.toml",
    "content/funding.toml",
    "content/timeline.toml",
    "content/actors.toml",
    "content/glossary.toml",
    "content/external.toml",
    "content/pages/about/nl.md",
];

/// A dossier in which files are changed: parts that are parted by bytes 0xff, each a byte that says what is done to which file, and a text.
pub(super) fn dossier(data: &[u8]) {
    in_base(|scratch| {
        let mut changed = Vec::new();
        for part in data.split(|byte| *byte == 0xff).take(4) {
            let Some((first, rest)) = part.split_first() else { continue };
            let path = FILES[usize::from(*first) % FILES.len()];
            let is_there = scratch.root().join(path).exists();
            let before = if is_there { scratch.read(path) } else { String::new() };
            changed.push((path, is_there.then(|| before.clone())));
            let text = match usize::from(*first) / FILES.len() % 3 {
                0 => [before.as_bytes(), b"\n\n", rest].concat(),
                1 => replaced(&before, rest),
                _ => rest.to_vec(),
            };
            scratch.write(path, &String::from_utf8_lossy(&text).into_owned().into_bytes());
        }
        // Half of them get ids for their blocks first: what differs from its lock file makes no site.
        let lock = "content/letters/first/letter.lock";
        let kept = scratch.read(lock);
        if data.len().is_multiple_of(2) {
            let (files, _) = pipeline::renew_locks(scratch.root(), &dossier::lock::Looked::default());
            files.iter().for_each(|file| scratch.write(&file.path, file.text.as_bytes()));
        }
        let memory = Memory::default();
        let (_, problems) = pipeline::build(scratch.root(), None, &memory);
        scratch.write(lock, kept.as_bytes());
        for (path, before) in changed.into_iter().rev() {
            match before {
                Some(before) => scratch.write(path, before.as_bytes()),
                None => scratch.remove(path),
            }
        }
        if errors(&problems).is_empty() {
            page::check_site(&memory.into_files()).unwrap_or_else(|error| panic!("{error}"));
        }
    });
}

/// A text with one of its lines replaced; the first byte says which.
fn replaced(before: &str, rest: &[u8]) -> Vec<u8> {
    let (line_idx, rest) = rest.split_first().unwrap_or((&0, &[]));
    let mut lines: Vec<&[u8]> = before.lines().map(str::as_bytes).collect();
    let n_lines = lines.len().max(1);
    if let Some(line) = lines.get_mut(usize::from(*line_idx) % n_lines) {
        *line = rest;
    }
    lines.join(&b'\n')
}
