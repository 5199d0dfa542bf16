//! Disks that fail at a single call by which something is read: nothing may be taken for missing that is there.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::disks::{places, trace};
use crate::world::{self, World, program, sums};

/// Calls of the system by which files and folders are read.
const CALLS: &[&str] = &["openat", "read", "getdents64", "statx"];

/// A run: its arguments, the folder that it makes, and how many calls of a kind are made to fail. What makes no folder may change nothing:
/// it takes no time, and each call fails once.
type Run = (&'static [&'static str], Option<&'static str>, usize);

/// What is run.
const RUNS: &[Run] = &[
    (&["build", "--output", "made"], Some("made"), 24),
    (&["archive", "--only", "zip,bag", "--output", "made"], Some("made"), 24),
    (&["lock"], None, 1_000),
];

/// The code of a program whose own parts could not be loaded.
const NOT_STARTED: i32 = 127;

/// What is said where something could not be read; the last of it where no dossier was found.
const WORDS: [&str; 3] = ["cannot read", "cannot write", "say where with --root"];

/// Lets calls fail one by one: what is made is the same as ever, or nothing, and that is said. How much was wrong.
pub(crate) fn fail(world: &World) -> usize {
    let (log, temp) = (world.folder("logs").join("reads"), world.folder("temporary"));
    let mut ways: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut n_bad = 0;
    for (arguments, made, n_places) in RUNS {
        let name = arguments.first().copied().unwrap_or_default();
        let root = world.dossier(&format!("reads/{name}"));
        let (made, content) = (made.map(|made| root.join(made)), root.join("content"));
        if made.is_none() {
            edit(&root, &temp);
        }
        let mut before = sums(&content);
        let clean_up = || {
            for entry in fs::read_dir(&root).expect("a folder").flatten().filter(|entry| entry.file_name() != "content") {
                let _ = fs::remove_dir_all(entry.path()).or_else(|_| fs::remove_file(entry.path()));
            }
        };
        let arguments: Vec<String> = arguments.iter().map(ToString::to_string).collect();
        let run = |calls| trace(&program(&root, &arguments, &temp), (&root, &temp), &log, calls);
        for call in CALLS {
            clean_up();
            assert_eq!(run((call, None)).code, 0, "{arguments:?}");
            let good = made.as_ref().and_then(|made| sums(made));
            for place in places((&log, call), *n_places) {
                clean_up();
                let ended = run((call, Some(("error=EIO", place))));
                let is_told = WORDS.iter().any(|words| ended.words.contains(words));
                let left = made.as_ref().and_then(|made| sums(made));
                let (way, is_right) = match ended.code {
                    NOT_STARTED => ("not started", true),
                    0 => ("done all the same", left == good),
                    _ => ("refused", left.is_none() && is_told),
                };
                *ways.entry((name, way)).or_default() += 1;
                let now = sums(&content);
                if !is_right || now != before {
                    println!("WRONG: {name} with {call} number {place}: {}, {}", ended.code, ended.words);
                    n_bad += 1;
                    before = now;
                }
            }
        }
    }
    println!("calls that cannot read: {ways:?}; {n_bad} wrong");
    n_bad
}

/// Puts a paragraph into every edition, and gives it ids, which are then not those that a new lock file would give.
fn edit(root: &Path, temp: &Path) {
    for entry in walkdir::WalkDir::new(root.join("content/letters")) {
        let path = entry.expect("a readable folder").into_path();
        if path.extension().is_some_and(|ending| ending == "md") {
            let text = fs::read_to_string(&path).expect("an edition");
            fs::write(&path, text.replacen("\n\n## ", "\n\nNew.\n\n## ", 1)).expect("a writable file");
        }
    }
    let ended = world::run(&mut program(root, &["lock".to_owned()], temp));
    assert_eq!(ended.code, 0, "{}", ended.words);
}
