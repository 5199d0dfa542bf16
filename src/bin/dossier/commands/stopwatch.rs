//! How long each stage of a build takes, on the clock and on all processors together.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

/// A moment of a build: how long it has run, and how long processors have worked for it.
type Moment = (Duration, Duration);

/// Notes when stages begin.
pub struct Stopwatch {
    /// When the build began.
    start: Instant,
    /// The stages with when they began.
    stages: Mutex<Vec<(&'static str, Moment)>>,
}

impl Stopwatch {
    /// The build begins with a stage, and with it whatever processors have done for the program before.
    pub fn start(stage: &'static str) -> Self {
        Self { start: Instant::now(), stages: Mutex::new(vec![(stage, Moment::default())]) }
    }

    /// A stage begins, and with it the one before ends.
    pub fn begin(&self, stage: &'static str) {
        let moment = self.now();
        self.stages.lock().unwrap_or_else(PoisonError::into_inner).push((stage, moment));
    }

    /// This moment.
    fn now(&self) -> Moment {
        let processors = clock_gettime(ClockId::ProcessCPUTime);
        let seconds = Duration::from_secs(processors.tv_sec.try_into().unwrap_or_default());
        (self.start.elapsed(), seconds + Duration::from_nanos(processors.tv_nsec.try_into().unwrap_or_default()))
    }

    /// The last stage ends: how long the build took, and a line for each stage and one for all of them.
    pub fn stop(self) -> (Duration, Vec<String>) {
        let end = self.now();
        (end.0, lines(&self.stages.into_inner().unwrap_or_else(PoisonError::into_inner), end))
    }
}

/// A line for each stage, and one for all of them. A stage takes what lies between two rounded moments, so that what is printed adds up.
fn lines(stages: &[(&'static str, Moment)], end: Moment) -> Vec<String> {
    let rounded = |(wall, processors): Moment| (tenths(wall), tenths(processors));
    let ends = stages.iter().skip(1).map(|(_, moment)| *moment).chain([end]);
    let first = stages.first().map_or(end, |(_, moment)| *moment);
    let spans = stages.iter().zip(ends).map(|((name, begin), end)| (*name, *begin, end)).chain([("all", first, end)]);
    spans
        .map(|(name, begin, end)| {
            let ((wall, processors), (wall_end, processors_end)) = (rounded(begin), rounded(end));
            format!("{name:<20}{:>10} ms {:>10} ms CPU", decimal(wall_end - wall), decimal(processors_end.saturating_sub(processors)))
        })
        .collect()
}

/// A time in tenths of milliseconds, rounded down.
fn tenths(time: Duration) -> u128 {
    time.as_micros() / 100
}

/// Tenths of milliseconds as milliseconds.
fn decimal(tenths: u128) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_adds_up() {
        let at = |wall: u64, processors: u64| (Duration::from_micros(wall), Duration::from_micros(processors));
        let stages = [("reading", at(99, 5_050)), ("pages", at(1_198, 7_149)), ("placing", at(2_297, 9_248))];
        let expected = [
            "reading                    1.1 ms        2.1 ms CPU",
            "pages                      1.1 ms        2.1 ms CPU",
            "placing                    1.1 ms        2.1 ms CPU",
            "all                        3.3 ms        6.3 ms CPU",
        ];
        assert_eq!(lines(&stages, at(3_396, 11_399)), expected);
    }

    #[test]
    fn a_stage_ends_where_the_next_begins() {
        let stopwatch = Stopwatch::start("one");
        stopwatch.begin("two");
        let (time, lines) = stopwatch.stop();
        let names: Vec<&str> = lines.iter().filter_map(|line| line.split_whitespace().next()).collect();
        assert_eq!(names, ["one", "two", "all"]);
        assert!(lines.last().is_some_and(|line| line.contains(&format!(" {} ms ", decimal(tenths(time))))), "{lines:?}");
    }
}
