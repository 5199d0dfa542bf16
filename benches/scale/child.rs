//! Measures one command as a whole: wall time, processor time and peak memory, by a process of its own that runs nothing else.
//!
//! The system counts a process's peak memory from before the program is loaded, when it still is its parent: so the parent must be small.

use std::ffi::OsString;
use std::process::{Command, Stdio};
use std::time::Instant;

use wait4::Wait4;

/// What a command took.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    /// Seconds on the wall.
    pub wall: f64,
    /// Seconds of processors, of the program and the system for it.
    pub processor: f64,
    /// The most memory that a process of it had, in MiB.
    pub memory: f64,
}

/// Runs a command that was handed over, as this program's only child, and prints what it took; the child's last lines go to stderr.
pub fn run(mut command: impl Iterator<Item = OsString>) {
    let program = command.next().expect("a command");
    let start = Instant::now();
    let child = Command::new(&program).args(command).stdin(Stdio::null()).stdout(Stdio::null()).spawn().expect("a command that starts");
    let used = child.wait4().expect("a command that ends");
    let wall = start.elapsed();
    assert!(used.status.success(), "{} ended with {}", program.display(), used.status);
    let processor = used.rusage.utime + used.rusage.stime;
    println!("{} {} {}", wall.as_micros(), processor.as_micros(), used.rusage.maxrss);
}

/// Runs a command in a process that measures it; what it took, and what it said on stderr.
pub fn measure(command: &[OsString]) -> (Cost, String) {
    let program = std::env::current_exe().expect("this program");
    let output = Command::new(program).arg("measure").args(command).output().expect("a process that measures");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{command:?}:\n{said}");
    let numbers: Vec<f64> = String::from_utf8_lossy(&output.stdout).split_whitespace().filter_map(|text| text.parse().ok()).collect();
    let [wall, processor, memory] = numbers.try_into().expect("three numbers");
    (Cost { wall: wall / 1e6, processor: processor / 1e6, memory: memory / f64::from(1 << 20) }, said)
}

/// The median of each number.
pub fn median(costs: &[Cost]) -> Cost {
    let middle = |of: fn(&Cost) -> f64| {
        let mut sorted: Vec<f64> = costs.iter().map(of).collect();
        sorted.sort_by(f64::total_cmp);
        sorted.get(sorted.len() / 2).copied().unwrap_or_default()
    };
    Cost { wall: middle(|cost| cost.wall), processor: middle(|cost| cost.processor), memory: middle(|cost| cost.memory) }
}
