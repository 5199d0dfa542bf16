//! How long each stage of a build takes.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Notes when stages begin.
#[derive(Default)]
pub struct Stopwatch {
    /// The stages with when they began.
    stages: Mutex<Vec<(&'static str, Instant)>>,
}

impl Stopwatch {
    /// A stage begins, and with it the one before ends.
    pub fn begin(&self, stage: &'static str) {
        self.stages.lock().unwrap_or_else(PoisonError::into_inner).push((stage, Instant::now()));
    }

    /// The last stage ends: a line for each stage, and one for all of them.
    pub fn stop(self) -> Vec<String> {
        let stages = self.stages.into_inner().unwrap_or_else(PoisonError::into_inner);
        let ends = stages.iter().skip(1).map(|(_, begin)| *begin).chain([Instant::now()]);
        let times: Vec<(&str, Duration)> = stages.iter().zip(ends).map(|((name, begin), end)| (*name, end - *begin)).collect();
        let all = ("all", times.iter().map(|(_, time)| *time).sum());
        times
            .iter()
            .chain([&all])
            .map(|(name, time)| format!("{name:<20}{:>8}.{} ms", time.as_millis(), time.as_micros() / 100 % 10))
            .collect()
    }
}
