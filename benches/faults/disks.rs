//! Disks that fill up, turn read-only, or fail at a single call of the system.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use crate::reads;
use crate::world::{Ended, Sums, World, names, program, run, sums};

/// The argument with which this program runs itself where it may mount disks.
pub(crate) const INSIDE: &str = "--disks-in";

/// Calls of the system that a disk may refuse.
const CALLS: &[&str] =
    &["mkdir", "linkat", "link", "write", "fsync", "syncfs", "renameat2", "rename", "unlink", "unlinkat", "rmdir", "flock"];

/// What happens at a call: two failures, and a kill.
const ACCIDENTS: &[&str] = &["error=ENOSPC", "error=EIO", "signal=KILL"];

/// What is said where the old site still stands.
const AS_IT_WAS: &str = "as it was";

/// How many calls of a kind are made to fail.
const N_PLACES: usize = 8;

/// A dossier with its site, built again and again in two versions.
struct Site {
    /// The dossier.
    root: PathBuf,
    /// The site.
    output: PathBuf,
    /// The temporary folder.
    temp: PathBuf,
    /// What each version comes to.
    versions: [(String, Sums); 2],
    /// The version that stands there.
    standing: usize,
    /// What was wrong.
    n_bad: usize,
}

impl Site {
    /// Builds both versions.
    fn new(root: PathBuf, output: PathBuf, temp: PathBuf) -> Self {
        let text = fs::read_to_string(root.join("content/dossier.toml")).expect("settings");
        let version = text.lines().find(|line| line.starts_with("version")).expect("a version").to_owned();
        let texts = [text.clone(), text.replace(&version, "version = \"77.7.7\"")];
        let mut site = Self { root, output, temp, versions: texts.map(|text| (text, Sums::new())), standing: 0, n_bad: 0 };
        for idx in [1, 0] {
            site.write(idx);
            let ended = run(&mut site.command());
            assert_eq!(ended.code, 0, "{}", ended.words);
            site.versions[idx % 2].1 = sums(&site.output).expect("a site");
        }
        site
    }

    /// Brings the dossier to a version.
    fn write(&self, idx: usize) {
        fs::write(self.root.join("content/dossier.toml"), &self.versions[idx % 2].0).expect("settings");
    }

    /// A build.
    fn command(&self) -> Command {
        let output = self.output.to_string_lossy().into_owned();
        program(&self.root, &["build".to_owned(), "--output".to_owned(), output], &self.temp)
    }

    /// Tells what is wrong, unless something holds.
    fn hold(&mut self, holds: bool, what: &str) {
        if !holds {
            println!("WRONG: {what}");
            self.n_bad += 1;
        }
    }

    /// Whether the site that stands there is of a version.
    fn is(&self, idx: usize) -> bool {
        sums(&self.output).as_ref() == Some(&self.versions[idx % 2].1)
    }

    /// Looks at what a build of the next version came to, `after` which it must succeed; whether it did at once. If not, it must have said
    /// some words.
    fn look(&mut self, what: &str, (ended, words): (&Ended, &[&str]), after: &dyn Fn()) -> bool {
        let (old, new) = (self.standing, 1 - self.standing);
        let is_done = ended.code == 0;
        self.hold(
            self.is(if is_done { new } else { old }),
            &format!("{what}: the site is not the whole one ({}): {}", ended.code, ended.words),
        );
        if !is_done {
            let is_told = ended.code == 3 && words.iter().all(|word| ended.words.contains(word));
            self.hold(is_told, &format!("{what}: code {}, {}", ended.code, ended.words));
        }
        after();
        self.finish(what);
        is_done
    }

    /// Builds the next version where nothing is wrong any more.
    fn finish(&mut self, what: &str) {
        self.standing = 1 - self.standing;
        let next = run(&mut self.command());
        self.hold(next.code == 0 && self.is(self.standing), &format!("{what}, the next build: {}", next.words));
        let folder = self.output.parent().expect("a folder").to_owned();
        let left: Vec<String> = names(&folder)
            .into_iter()
            .filter(|name| !matches!(name.as_str(), "site" | "content" | ".site.dossier-lock" | ".site.dossier-cache"))
            .collect();
        self.hold(left.is_empty(), &format!("{what}, left: {left:?}"));
    }
}

/// Whether a command can be run and ends well.
fn works(command: &[&str]) -> bool {
    let Some((name, arguments)) = command.split_first() else { return false };
    Command::new(name).args(arguments).output().is_ok_and(|output| output.status.success())
}

/// Does all that this machine lets us do; how much was wrong.
pub(crate) fn all(world: &World) -> usize {
    let mut n_bad = 0;
    let folder = world.folder("disks");
    world.dossier("disks/dossier");
    let place = folder.to_string_lossy().into_owned();
    if works(&["unshare", "--mount", "mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", &place]) {
        let own = std::env::current_exe().expect("this program");
        let status = Command::new("unshare").arg("--mount").arg(own).args([INSIDE, &place]).status().expect("a run");
        n_bad += usize::from(!status.success());
    } else {
        println!("left out: full and read-only disks, as nothing can be mounted here (that takes root and `unshare`)");
    }
    if works(&["strace", "-f", "-o", "/dev/null", "true"]) {
        n_bad += fail_at_calls(world) + reads::fail(world);
    } else {
        println!("left out: calls of the system that fail, as `strace` cannot be run here");
    }
    n_bad
}

/// What needs disks of its own: in a process that may mount them, and whose disks go with it.
pub(crate) fn inside(folder: &str) -> ExitCode {
    let folder = Path::new(folder);
    let (root, disk, temp) = (folder.join("dossier"), folder.join("disk"), folder.join("temporary"));
    [&disk, &temp].into_iter().for_each(|folder| fs::create_dir_all(folder).expect("a folder"));
    mount(&disk, &["-t", "tmpfs", "-o", "size=64m", "tmpfs"]);
    let mut site = Site::new(root, disk.join("site"), temp);
    fill(&mut site, &disk);
    mount(&disk, &["-o", "remount,ro"]);
    site.write(1 - site.standing);
    let ended = run(&mut site.command());
    let words = ["Read-only file system", "make that disk writable", AS_IT_WAS];
    site.look("a read-only disk", (&ended, &words), &|| mount(&disk, &["-o", "remount,rw"]));
    let mut as_output = program(&site.root, &["build".to_owned(), "--output".to_owned(), disk.to_string_lossy().into_owned()], &site.temp);
    let ended = run(&mut as_output);
    site.hold(ended.code == 2 && ended.words.contains("it is a mount point"), &format!("a mount point: {}", ended.words));
    site.hold(site.is(site.standing), "a mount point was touched");
    println!("a read-only disk and a mount point: {} wrong so far", site.n_bad);
    if site.n_bad == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Mounts a disk, or mounts it in another way.
fn mount(disk: &Path, options: &[&str]) {
    let status = Command::new("mount").args(options).arg(disk).status().expect("mount");
    assert!(status.success(), "{options:?}");
}

/// Builds on a disk that has less and less room left.
fn fill(site: &mut Site, disk: &Path) {
    let mut ways: BTreeMap<String, usize> = BTreeMap::new();
    // How little room was enough: around that, the disk is full when the last of all is written.
    let mut enough = u64::MAX;
    for free in (0..16).map(|step| step * 8).chain((1..40).map(|step| step * 128)) {
        if fill_to(site, (disk, free), &mut ways) {
            enough = enough.min(free);
        }
    }
    for step in 0..32 {
        fill_to(site, (disk, (enough + 64).saturating_sub(step * 4)), &mut ways);
    }
    println!("disks that fill up: {ways:?}, the least room that was enough {enough} kB; {} wrong", site.n_bad);
}

/// Builds on a disk that has so many kB of room left; whether that was enough.
fn fill_to(site: &mut Site, (disk, free): (&Path, u64), ways: &mut BTreeMap<String, usize>) -> bool {
    let room = rustix::fs::statvfs(disk).expect("a disk");
    let used = (room.f_blocks - room.f_bfree) * room.f_frsize / 1024;
    site.write(1 - site.standing);
    mount(disk, &["-o", &format!("remount,size={}k", used + free)]);
    let before = fs::metadata(disk.join(".site.dossier-cache")).and_then(|metadata| metadata.modified()).ok();
    let ended = run(&mut site.command());
    let after = fs::metadata(disk.join(".site.dossier-cache")).and_then(|metadata| metadata.modified()).ok();
    let way = match ended.words.split('`').nth(1).filter(|_| ended.code != 0) {
        Some(path) if path.ends_with(dossier::output::manifest::MANIFEST) => "full at the manifest".to_owned(),
        Some(path) if path.ends_with("-new") => "full at the folder".to_owned(),
        Some(_) => "full at a file".to_owned(),
        None if before == after => "done, but not remembered".to_owned(),
        None => "done".to_owned(),
    };
    *ways.entry(way).or_default() += 1;
    let words = ["No space left on device", "make room on that disk", AS_IT_WAS];
    site.look(&format!("a disk with {free} kB left"), (&ended, &words), &|| mount(disk, &["-o", "remount,size=64m"]))
}

/// Lets calls of the system fail one by one, and kills the build at each.
fn fail_at_calls(world: &World) -> usize {
    let root = world.dossier("calls");
    let (output, log) = (root.join("site"), world.folder("logs").join("calls"));
    let mut site = Site::new(root, output, world.folder("temporary"));
    let mut ways: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    hold_order(&mut site, &log);
    for call in CALLS {
        site.write(1 - site.standing);
        traced(&site, &log, (call, None));
        site.finish(call);
        let places = places((&log, call), N_PLACES);
        for (place, accident) in places.iter().flat_map(|place| ACCIDENTS.iter().map(move |accident| (*place, *accident))) {
            site.write(1 - site.standing);
            let what = format!("{call} number {place}, {accident}");
            let ended = traced(&site, &log, (call, Some((accident, place))));
            let way = match ended.code {
                0 => "done all the same",
                3 => "refused",
                _ => "killed",
            };
            *ways.entry((accident, way)).or_default() += 1;
            if accident == "signal=KILL" {
                let is_whole = site.is(0) || site.is(1);
                site.hold(is_whole, &format!("{what}: the site is not whole"));
                site.finish(&what);
            } else {
                let words: &[&str] = if hits_message(&log) { &[] } else { &["cannot write", AS_IT_WAS] };
                site.look(&what, (&ended, words), &|| {});
            }
        }
    }
    println!("calls that fail: {ways:?}; {} wrong", site.n_bad);
    site.n_bad
}

/// Some of the places among all calls of a kind in a log, which are counted in each thread: the first, and so many more.
pub(crate) fn places((log, call): (&Path, &str), n_places: usize) -> BTreeSet<usize> {
    let calls = fs::read_to_string(log).unwrap_or_default();
    let mut threads: BTreeMap<&str, usize> = BTreeMap::new();
    calls
        .lines()
        .filter(|line| line.contains(&format!("{call}(")))
        .filter_map(|line| line.split(' ').next())
        .for_each(|thread| *threads.entry(thread).or_default() += 1);
    let n_calls = threads.values().max().copied().unwrap_or_default();
    (1..=n_places).map(|place| place * n_calls / n_places).chain([1]).filter(|place| 0 < *place).collect()
}

/// Whether a call that was made to fail is one by which the program says what is wrong: that says nothing then.
fn hits_message(log: &Path) -> bool {
    let calls = fs::read_to_string(log).unwrap_or_default();
    calls.lines().any(|line| line.contains(" write(2, ") && line.contains("(INJECTED)"))
}

/// Holds a build to this: what is new is on the disk before it takes its place.
fn hold_order(site: &mut Site, log: &Path) {
    site.write(1 - site.standing);
    traced(site, log, ("syncfs,renameat2", None));
    site.finish("a traced build");
    let calls = fs::read_to_string(log).unwrap_or_default();
    let at = |call: &str| calls.lines().position(|line| line.contains(call) && line.trim_end().ends_with("= 0"));
    let is_ordered = at("syncfs(").is_some_and(|kept| at("RENAME_EXCHANGE").is_some_and(|placed| kept < placed));
    site.hold(is_ordered, &format!("the new site takes its place before it is on the disk: {calls}"));
}

/// A build whose calls of one kind are logged, and one of which may have an accident.
fn traced(site: &Site, log: &Path, calls: (&str, Option<(&str, usize)>)) -> Ended {
    trace(&site.command(), (&site.root, &site.temp), log, calls)
}

/// Runs a command in a folder, and with one for what is temporary, whose calls of one kind are logged, and one of which may have an
/// accident.
pub(crate) fn trace(traced: &Command, (root, temp): (&Path, &Path), log: &Path, (call, accident): (&str, Option<(&str, usize)>)) -> Ended {
    let mut command = Command::new("strace");
    command.args(["-f", "-e", &format!("trace={call}"), "-e", "signal=none", "-o"]).arg(log);
    if let Some((accident, place)) = accident {
        command.args(["-e", &format!("inject={call}:{accident}:when={place}")]);
    }
    command.arg(traced.get_program()).args(traced.get_args()).current_dir(root);
    command.env("NO_COLOR", "1").env("TMPDIR", temp).env("RAYON_NUM_THREADS", "1");
    run(&mut command)
}
