//! Kills `dossier lock` and `dossier serve`.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::Findings;
use crate::world::{Chance, World, names, program, run};

/// How long a server may take to begin.
const LONGEST_MS: u64 = 400;

/// The lock files of a dossier, by path, and everything else in the folders of its letters.
fn lock_files(root: &Path) -> (BTreeMap<PathBuf, String>, Vec<PathBuf>) {
    let (mut locks, mut others) = (BTreeMap::new(), Vec::new());
    for entry in walkdir::WalkDir::new(root.join("content/letters")).sort_by_file_name() {
        let path = entry.expect("a readable folder").into_path();
        match fs::read_to_string(&path) {
            Ok(text) if path.ends_with("letter.lock") => _ = locks.insert(path, text),
            _ => others.push(path),
        }
    }
    (locks, others)
}

/// A lock file without its first block: `dossier lock` will give that another id.
fn without_first(text: &str) -> String {
    let n_lines = text.lines().filter(|line| ["block ", "path ", "retired "].iter().any(|start| line.starts_with(start))).count();
    let first = text.lines().position(|line| line.starts_with("block "));
    let lines: Vec<&str> = text.lines().enumerate().filter(|(idx, _)| Some(*idx) != first).map(|(_, line)| line).collect();
    lines.join("\n").replace(&format!("end {n_lines}"), &format!("end {}", n_lines - 1)) + "\n"
}

/// Kills runs of `dossier lock`: each lock file is the old one or the new one, and the next run makes them all.
pub(crate) fn locks(world: &World, n_kills: usize, (chance, findings): (&mut Chance, &mut Findings)) {
    let (root, temp) = (world.dossier("lock"), world.folder("temporary"));
    let command = || program(&root, &["lock".to_owned()], &temp);
    let old: BTreeMap<PathBuf, String> = lock_files(&root).0.into_iter().map(|(path, text)| (path, without_first(&text))).collect();
    let reset = |is_without: bool| {
        for (path, text) in &old {
            if is_without { _ = fs::remove_file(path) } else { fs::write(path, text).expect("a lock file") }
        }
    };
    // What is made of lock files that lack a block, and of none.
    let [from_old, from_none] = [false, true].map(|is_without| {
        reset(is_without);
        let start = Instant::now();
        let ended = run(&mut command());
        assert_eq!(ended.code, 0, "{}", ended.words);
        (lock_files(&root), start.elapsed())
    });
    for _ in 0..n_kills {
        let is_without = chance.below(2) == 0;
        let ((new, others), time) = if is_without { &from_none } else { &from_old };
        reset(is_without);
        let mut child = command().stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("a run");
        wait(*time, chance, &mut child);
        let (found, _) = lock_files(&root);
        let is_whole = |(path, text): (&PathBuf, &String)| {
            let found = found.get(path);
            found == Some(text) || found == old.get(path).filter(|_| !is_without)
        };
        let mut faults: Vec<String> = new.iter().filter(|both| !is_whole(*both)).map(|(path, _)| path.display().to_string()).collect();
        let n_new = found.iter().filter(|(path, text)| new.get(*path) == Some(text)).count();
        let stage = if n_new == 0 {
            "1 no lock file written"
        } else if n_new < new.len() {
            "2 some lock files written"
        } else {
            "3 all lock files written"
        };
        let next = run(&mut command());
        let after = lock_files(&root);
        faults.extend((next.code != 0).then_some(next.words));
        faults.extend((&after.0 != new).then(|| "the next run did not make all lock files".to_owned()));
        faults.extend(
            (&after.1 != others)
                .then(|| format!("the next run left {:?}", after.1.iter().filter(|path| !others.contains(path)).collect::<Vec<_>>())),
        );
        findings.add("lock", stage, faults);
    }
}

/// Waits for a moment of a run, half of them in its last quarter, and kills it.
fn wait(time: Duration, chance: &mut Chance, child: &mut Child) {
    let permille = if chance.below(2) == 0 { chance.below(1_100) } else { 750 + chance.below(350) };
    std::thread::sleep(time * u32::try_from(permille).unwrap_or_default() / 1_000);
    _ = child.kill();
    _ = child.wait();
}

/// Kills servers: the next one takes away what they left, and leaves nothing itself when it is told to end.
pub(crate) fn servers(world: &World, n_kills: usize, (chance, findings): (&mut Chance, &mut Findings)) {
    let (root, temp) = (world.dossier("serve"), world.folder("served"));
    let command = || program(&root, &["serve", "--port", "0"].map(str::to_owned), &temp);
    for _ in 0..n_kills {
        let mut child = command().stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("a server");
        std::thread::sleep(Duration::from_millis(chance.below(LONGEST_MS)));
        _ = child.kill();
        _ = child.wait();
        let stage = if names(&temp).is_empty() { "1 no folder made" } else { "2 with a folder" };
        let mut next = command().stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("a server");
        let mut line = String::new();
        _ = BufReader::new(next.stdout.take().expect("its output")).read_line(&mut line);
        let own = names(&temp);
        let number = format!("dossier-serve-{}-", next.id());
        let mut faults: Vec<String> =
            own.iter().filter(|name| !name.starts_with(&number)).map(|name| format!("`{name}` is left")).collect();
        _ = Command::new("kill").arg(next.id().to_string()).status();
        _ = next.wait();
        faults.extend(names(&temp).into_iter().map(|name| format!("a server that was told to end left `{name}`")));
        findings.add("serve", stage, faults);
    }
}
