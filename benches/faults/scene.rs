//! A site, or copies, made again and again from changing states of a dossier, and killed while they are being made.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::corpus;
use crate::world::{self, Chance, ELSEWHERE, Sums, World, names, program, run, sums};

/// How many letters make a site large enough for a twin.
const N_LETTERS: usize = 700;

/// The stage of a run that had ended before it was killed: that is no kill.
pub(crate) const OVER: &str = "after its end";

/// A state of the dossier, and what is made of it.
struct State {
    /// The files that differ from other states: path and text.
    files: Vec<(PathBuf, String)>,
    /// What is made of it.
    sums: Sums,
}

/// What is made of a dossier, and killed.
pub(crate) struct Scene {
    /// What it is.
    name: &'static str,
    /// The folder of the dossier.
    root: PathBuf,
    /// Where it is made.
    output: PathBuf,
    /// The temporary folder.
    temp: PathBuf,
    /// The command.
    arguments: Vec<String>,
    /// What marks the output as whole; it is written last.
    manifest: &'static str,
    /// Where it is written: the ending of a folder beside the output.
    staging: &'static str,
    /// The states.
    states: Vec<State>,
    /// The state whose output stands there.
    standing: Option<usize>,
    /// Whether everything is taken away before each run.
    is_cold: bool,
    /// How long a run takes until it begins to write, until all is written, and until it ends.
    times: [Duration; 3],
}

/// By what a file or folder is known: it is another one if this differs.
type Known = Option<(u64, i64, i64)>;

/// By what a file or folder is known.
fn known(path: &Path) -> Known {
    let metadata = fs::symlink_metadata(path).ok()?;
    Some((metadata.ino(), metadata.mtime(), metadata.mtime_nsec()))
}

impl Scene {
    /// A site where there was none.
    pub(crate) fn cold(world: &World) -> Option<Self> {
        let root = world.dossier("cold");
        let output = root.join("site");
        Some(Self { is_cold: true, ..Self::new("cold build", (root, output), world) })
    }

    /// A site over another.
    pub(crate) fn warm(world: &World) -> Option<Self> {
        let root = world.dossier("warm");
        let output = root.join("site");
        Some(Self::new("warm build", (root, output), world))
    }

    /// A site over another, on another file system; none where there is no such.
    pub(crate) fn elsewhere(world: &World) -> Option<Self> {
        let root = world.dossier("apart");
        let folder = Path::new(ELSEWHERE).join(format!("dossier-faults-{}", std::process::id()));
        let device = |path: &Path| fs::metadata(path).ok().map(|metadata| metadata.dev());
        if device(Path::new(ELSEWHERE))? == device(&root)? {
            return None;
        }
        Some(Self::new("warm build, other disk", (root, folder.join("deep/site")), world))
    }

    /// A large site that has a twin, over another.
    pub(crate) fn twin(world: &World) -> Option<Self> {
        if world.is_small() {
            return None;
        }
        let root = world.folder("large");
        corpus::write(&root, N_LETTERS).expect("a dossier");
        let locked = run(&mut program(&root, &["lock".to_owned()], &world.folder("temporary")));
        assert_eq!(locked.code, 0, "{}", locked.words);
        let output = root.join("site");
        let scene = Self { staging: "twin", ..Self::new("warm build of a large site", (root, output), world) };
        assert!(scene.beside("twin").is_dir(), "{} letters make a site that has a twin", N_LETTERS);
        Some(scene)
    }

    /// Copies over others.
    pub(crate) fn copies(world: &World) -> Option<Self> {
        let root = world.dossier("archive");
        let output = root.join("copies");
        let mut scene = Self::begin("archive", (root, output), world);
        scene.manifest = dossier::archive::SUMS;
        scene.arguments = ["archive", "--only", "zip,bag,html,epub", "--output"].map(str::to_owned).to_vec();
        scene.arguments.push(scene.output.to_string_lossy().into_owned());
        Some(scene.prepared())
    }

    /// A site of a dossier, built twice.
    fn new(name: &'static str, places: (PathBuf, PathBuf), world: &World) -> Self {
        Self::begin(name, places, world).prepared()
    }

    /// The site of a dossier, before anything is built.
    fn begin(name: &'static str, (root, output): (PathBuf, PathBuf), world: &World) -> Self {
        let arguments = vec!["build".to_owned(), "--output".to_owned(), output.to_string_lossy().into_owned()];
        let (temp, manifest, staging) = (world.folder("temporary"), dossier::output::manifest::MANIFEST, "new");
        let (states, standing, times) = (Vec::new(), None, [Duration::ZERO; 3]);
        Self { name, root, output, temp, arguments, manifest, staging, states, standing, is_cold: false, times }
    }

    /// Makes what each state comes to, in a place where there was nothing; the last is made twice.
    fn prepared(mut self) -> Self {
        for files in states(&self.root) {
            self.states.push(State { files, sums: Sums::new() });
            let state_idx = self.states.len() - 1;
            self.take_away();
            self.write(state_idx);
            self.make();
            let made = sums(&self.output).expect("an output");
            self.states.last_mut().expect("a state").sums = made;
            self.standing = Some(state_idx);
        }
        self.write(0);
        self.make();
        self.standing = Some(0);
        self.write(1);
        self.make();
        self.standing = Some(1);
        self
    }

    /// What it is.
    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    /// A path of the program beside the output.
    fn beside(&self, what: &str) -> PathBuf {
        let name = self.output.file_name().expect("a name").to_string_lossy();
        self.output.with_file_name(format!(".{name}.dossier-{what}"))
    }

    /// Takes everything away, but the dossier.
    fn take_away(&mut self) {
        let paths = ["new", "twin"].map(|what| self.beside(what));
        paths.iter().chain([&self.output]).for_each(|path| _ = fs::remove_dir_all(path));
        _ = fs::remove_file(self.beside("cache"));
        self.standing = None;
    }

    /// Brings the dossier to a state.
    fn write(&self, state_idx: usize) {
        for (path, text) in &self.states.get(state_idx).expect("a state").files {
            let path = self.root.join(path);
            if fs::read_to_string(&path).ok().as_ref() != Some(text) {
                fs::write(path, text).expect("a writable file");
            }
        }
    }

    /// Runs the command to its end; what it came to.
    fn make(&self) -> world::Ended {
        let ended = run(&mut program(&self.root, &self.arguments, &self.temp));
        if ended.code != 0 {
            println!("{}: {}", self.name, ended.words);
        }
        ended
    }

    /// Measures how long a run takes to each of its stages.
    pub(crate) fn measure(&mut self) {
        let target = self.begin_run(&mut Chance(0));
        let (start, marks) = (Instant::now(), self.marks());
        let mut child = self.spawn();
        for mark in 0..2 {
            self.wait_for((mark, &marks), &mut child);
            self.times[mark] = start.elapsed();
        }
        _ = child.wait();
        self.times[2] = start.elapsed();
        self.standing = Some(target);
        let ([begins, written, ends], n_files) = (self.times, self.states[0].sums.len());
        println!("{}: {n_files} files; writes after {begins:.0?}, has written after {written:.0?}, ends after {ends:.0?}", self.name);
    }

    /// Starts a run.
    fn spawn(&self) -> Child {
        program(&self.root, &self.arguments, &self.temp).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("a run")
    }

    /// Brings the dossier to another state than the one whose output stands there.
    fn begin_run(&mut self, chance: &mut Chance) -> usize {
        let n_states = self.states.len();
        let step = 1 + usize::try_from(chance.below(n_states as u64 - 1)).unwrap_or_default();
        let target = (self.standing.unwrap_or_default() + step) % n_states;
        if self.is_cold {
            self.take_away();
        }
        self.write(target);
        target
    }

    /// Where it can be seen that writing has begun, and that it has ended.
    fn marks(&self) -> [(PathBuf, Known); 2] {
        let staging = self.beside(self.staging);
        [staging.clone(), staging.join(self.manifest)].map(|path| (path.clone(), known(&path)))
    }

    /// Waits until a run has reached a mark, or its end.
    fn wait_for(&self, (mark, marks): (usize, &[(PathBuf, Known); 2]), child: &mut Child) {
        let (path, before) = marks.get(mark).expect("a mark");
        while child.try_wait().expect("a state").is_none() {
            let now = known(path);
            if now.is_some() && now != *before {
                return;
            }
            std::thread::sleep(Duration::from_micros(50));
        }
    }

    /// Kills a run at a moment; in which stage it was, and what is wrong after it and after the next one.
    pub(crate) fn kill(&mut self, chance: &mut Chance) -> (&'static str, Vec<String>) {
        let target = self.begin_run(chance);
        let (old, remembered, marks) = (self.standing, known(&self.beside("cache")), self.marks());
        let mut child = self.spawn();
        let [begins, written, ends] = self.times;
        // Half of them at any moment, a quarter while files are written, a quarter after that.
        let longest = match chance.below(4) {
            0 => {
                self.wait_for((1, &marks), &mut child);
                ends.saturating_sub(written)
            }
            1 => {
                self.wait_for((0, &marks), &mut child);
                written.saturating_sub(begins)
            }
            _ => ends,
        };
        std::thread::sleep(longest * u32::try_from(chance.below(1_100)).unwrap_or_default() / 1_000);
        _ = child.kill();
        let is_over = child.wait().expect("an end").success();
        let found = sums(&self.output);
        let is = |state: Option<usize>| found.as_ref() == state.and_then(|idx| self.states.get(idx)).map(|state| &state.sums);
        let (is_old, is_new) = (is(old), is(Some(target)));
        let stage = if is_over { OVER } else { self.stage(is_new, remembered) };
        let mut faults = Vec::new();
        if !is_old && !is_new {
            faults.push(format!("the output is neither the old one nor the new one: {:?}", found.map(|sums| sums.len())));
        } else if found.is_some() {
            let path = self.output.to_string_lossy().into_owned();
            let verified = run(&mut program(&self.root, &["verify".to_owned(), path], &self.temp));
            faults.extend((verified.code != 0).then_some(verified.words));
        }
        faults.extend(self.again(target));
        (stage, faults)
    }

    /// Makes the output that a killed run did not; what is wrong then.
    fn again(&mut self, target: usize) -> Vec<String> {
        let mut faults = Vec::new();
        let next = self.make();
        if next.code != 0 {
            faults.push(format!("the next run: {}", next.words));
        }
        if sums(&self.output).as_ref() != self.states.get(target).map(|state| &state.sums) {
            faults.push("the next run did not make the new output".to_owned());
        }
        let own = [Some(self.output.clone()), Some(self.beside("lock")), Some(self.beside("cache"))];
        let twin = (self.staging == "twin").then(|| self.beside("twin"));
        let own: Vec<PathBuf> = own.into_iter().chain([twin, Some(self.root.join("content"))]).flatten().collect();
        let folder = self.output.parent().expect("a folder");
        let left = names(folder).into_iter().filter(|name| !own.contains(&folder.join(name))).chain(names(&self.temp));
        faults.extend(left.map(|name| format!("the next run left `{name}`")));
        self.standing = Some(target);
        faults
    }

    /// In which stage a run was, by what it left.
    fn stage(&self, is_new: bool, remembered: Known) -> &'static str {
        let number = |path: &Path| fs::symlink_metadata(path).ok().map(|metadata| metadata.ino());
        let staging = self.beside(self.staging);
        let manifest = number(&staging.join(self.manifest));
        let is_twin = self.staging == "twin";
        // The manifest of a twin at rest is that of the site.
        let is_same = manifest.is_some() && manifest == number(&self.output.join(self.manifest));
        let is_at_rest = if is_twin { is_same && is_twin_of(&staging, &self.output) } else { !staging.exists() };
        match (is_new, is_at_rest) {
            (false, true) => "1 before anything was written",
            (false, false) if manifest.is_some() && !is_same => "3 all written, not yet in its place",
            (false, false) => "2 writing",
            (true, false) => "4 in its place, the old one not yet removed",
            (true, true) if self.manifest == dossier::archive::SUMS || known(&self.beside("cache")) != remembered => {
                "6 all done but the end"
            }
            (true, true) => "5 in its place, not yet remembered",
        }
    }

    /// Takes away what lies on another disk.
    pub(crate) fn remove(&mut self) {
        self.take_away();
        if self.output.starts_with(ELSEWHERE) {
            _ = self.output.ancestors().nth(2).map(fs::remove_dir_all);
        }
    }
}

/// Whether each file of a folder is one of another.
fn is_twin_of(twin: &Path, site: &Path) -> bool {
    let files = |folder: &Path| -> Vec<(PathBuf, u64)> {
        let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
        let files = entries.filter(|entry| entry.file_type().is_file());
        let number = |path: &Path| fs::symlink_metadata(path).map_or(0, |metadata| metadata.ino());
        files.map(|entry| (entry.path().strip_prefix(folder).expect("below").to_owned(), number(entry.path()))).collect()
    };
    files(twin) == files(site)
}

/// States of a dossier: as it is, with another version, which stands on every page, and with more words on one page.
fn states(root: &Path) -> Vec<Vec<(PathBuf, String)>> {
    let (settings, page) = (PathBuf::from("content/dossier.toml"), PathBuf::from("content/pages/about/en.md"));
    let read = |path: &Path| fs::read_to_string(root.join(path)).ok();
    let text = read(&settings).expect("settings");
    let version = text.lines().find(|line| line.starts_with("version")).expect("a version");
    let other = text.replace(version, "version = \"77.7.7\"");
    let mut states = vec![vec![(settings.clone(), text.clone())], vec![(settings.clone(), other)]];
    if let Some(words) = read(&page) {
        states.iter_mut().for_each(|files| files.push((page.clone(), words.clone())));
        states.push(vec![(settings, text), (page, format!("{words}\nSome words more.\n"))]);
    }
    states
}
