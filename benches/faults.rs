//! Kills the program at random moments, and lets disks fail under it: `cargo bench --bench faults -- 500`.
//!
//! So many builds are killed, a fifth as many runs of `archive`, of `lock` and of `serve`; then disks fill up, turn read-only or fail at a
//! single call of the system. After each, what stands in the output must be the old site or the new one, byte for byte; the next run must
//! make the new one and leave nothing else behind. Where a call fails by which `build`, `archive` or `lock` reads, nothing may be taken for
//! missing. In which stage each kill fell is told in the end. A second number is the seed from which all moments follow, and `small` after
//! that takes a smaller dossier than the one that ships. The disks need root, `unshare` and `strace`: what is missing is told, and left out.
//!
//! `tests/it/kill.rs` and `tests/it/weather.rs` do a little of this in each run of the tests.
#![expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    reason = "a measurement that cannot begin says so, and looks at files; it tells what it finds"
)]

#[path = "corpus/written.rs"]
mod corpus;
#[path = "faults/disks.rs"]
mod disks;
#[path = "faults/killed.rs"]
mod killed;
#[path = "faults/reads.rs"]
mod reads;
#[path = "faults/scene.rs"]
mod scene;
#[path = "faults/world.rs"]
mod world;

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::time::Instant;

use scene::{OVER, Scene};
use world::{Chance, World};

/// What was found: how many kills fell in each stage, by what was killed; and what was wrong after one.
#[derive(Default)]
pub(crate) struct Findings {
    /// The stages.
    stages: BTreeMap<(&'static str, &'static str), usize>,
    /// How many kills there were, by what was killed.
    counts: BTreeMap<&'static str, usize>,
    /// What was wrong.
    faults: Vec<String>,
}

impl Findings {
    /// Takes in what a kill came to.
    fn add(&mut self, name: &'static str, stage: &'static str, faults: Vec<String>) {
        let number = self.counts.entry(name).or_default();
        *number += 1;
        *self.stages.entry((name, stage)).or_default() += 1;
        for fault in faults {
            println!("{name}, number {number}, killed {stage}: {fault}");
            self.faults.push(fault);
        }
    }

    /// Tells in which stages the kills of something fell.
    fn tell(&self, of: &str) {
        for ((name, stage), count) in self.stages.iter().filter(|((name, _), _)| *name == of) {
            println!("{name:28} {stage:44} {count:5}");
        }
    }
}

/// Sets a scene; none where the machine has no place for it.
type Make = fn(&World) -> Option<Scene>;

/// Does it all.
fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if arguments.first().is_some_and(|first| first == disks::INSIDE) {
        return disks::inside(arguments.get(1).map(String::as_str).unwrap_or_default());
    }
    let number = |at: usize| arguments.get(at).and_then(|argument| argument.parse::<u64>().ok());
    let (n_kills, seed) = (number(0).unwrap_or(50), number(1).unwrap_or(1));
    println!("{n_kills} builds are killed; the seed is {seed}");
    let start = Instant::now();
    let world = World::new(arguments.get(2).is_some_and(|word| word == "small"));
    let mut findings = Findings::default();
    kill_builds(&world, usize::try_from(n_kills).unwrap_or_default(), (&mut Chance(seed), &mut findings));
    let n_others = usize::try_from(n_kills / 5).unwrap_or_default();
    killed::locks(&world, n_others, (&mut Chance(seed), &mut findings));
    killed::servers(&world, n_others, (&mut Chance(seed), &mut findings));
    ["lock", "serve"].into_iter().for_each(|name| findings.tell(name));
    let n_all: usize = findings.stages.iter().filter(|((_, stage), _)| *stage != OVER).map(|(_, count)| count).sum();
    println!("{n_all} kills in {:.0?}; {} left something that was not whole", start.elapsed(), findings.faults.len());
    let n_bad = disks::all(&world);
    if findings.faults.is_empty() && n_bad == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Kills builds, each kind of them as often as its share says, and runs of `archive`.
fn kill_builds(world: &World, n_kills: usize, (chance, findings): (&mut Chance, &mut Findings)) {
    let scenes: [(usize, Make); 5] = [(25, Scene::cold), (50, Scene::warm), (20, Scene::elsewhere), (5, Scene::twin), (20, Scene::copies)];
    let mut n_left = n_kills;
    for (idx, (share, make)) in scenes.into_iter().enumerate() {
        // The third takes what is left of the builds where there is no fourth; copies are counted by themselves.
        let n_wanted = match idx {
            2 if world.is_small() => n_left,
            3 => n_left,
            _ => n_kills * share / 100,
        };
        if n_wanted == 0 {
            continue;
        }
        let Some(mut scene) = make(world) else {
            println!("left out: a second file system, which is not at {}, or a large site, which is not small", world::ELSEWHERE);
            continue;
        };
        n_left -= n_wanted.min(n_left);
        scene.measure();
        let (mut n_killed, mut n_runs) = (0, 0);
        // A run that ended too early is not counted; a machine that never is in time is not waited for.
        while n_killed < n_wanted && n_runs < n_wanted * 4 {
            let (stage, faults) = scene.kill(chance);
            findings.add(scene.name(), stage, faults);
            n_killed += usize::from(stage != OVER);
            n_runs += 1;
        }
        scene.remove();
        findings.tell(scene.name());
    }
}
