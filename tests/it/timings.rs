//! `dossier build --timings` says how long each stage took, and the stages add up to the whole.

use std::path::Path;

use crate::cli;

/// A stage and its tenths of milliseconds: on the clock and on all processors.
type Stage = (String, [u64; 2]);

/// The stages that a build tells of, the last of them all together; and how many milliseconds its summary says.
fn stages(output: &Path) -> (Vec<Stage>, u64) {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/belgium");
    let site = output.join("site");
    let outcome = cli::run(output, &["build", "--timings", "--root", root, "--output", &site.to_string_lossy()]);
    assert_eq!(outcome.code, 0, "{}", outcome.problems);
    let tenths = |time: &str| time.trim_end_matches(" ms").trim().replace('.', "").parse().expect("a time");
    let stage = |line: &str| {
        let (line, name) = (line.strip_suffix(" CPU")?, line.get(..20)?.trim_end());
        let (wall, processors) = line.get(20..)?.split_once(" ms ")?;
        Some((name.to_owned(), [tenths(wall), tenths(processors)]))
    };
    let summary = outcome.problems.lines().find_map(|line| line.strip_suffix(" ms")?.rsplit_once(" in ")).expect("a summary");
    (outcome.problems.lines().filter_map(stage).collect(), summary.1.parse().expect("a time"))
}

/// Holds the stages to the whole, and the whole to the summary.
#[track_caller]
fn check((stages, time): &(Vec<Stage>, u64), some: &[&str]) {
    let (all, stages) = stages.split_last().expect("stages");
    assert_eq!(all.0, "all");
    for column in [0, 1] {
        assert_eq!(stages.iter().map(|(_, times)| times[column]).sum::<u64>(), all.1[column], "{stages:?}");
    }
    assert_eq!(all.1[0] / 10, *time, "the summary says the same");
    assert!(0 < all.1[1], "processors have worked");
    let names: Vec<&str> = stages.iter().map(|(name, _)| name.as_str()).collect();
    assert!(some.iter().all(|name| names.contains(name)), "{names:?}");
}

#[test]
fn stages_add_up_cold_and_warm() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let cold = stages(folder.path());
    check(&cold, &["starting", "reading", "proofs and checks", "parity", "placing"]);
    std::thread::sleep(std::time::Duration::from_millis(50));
    let warm = stages(folder.path());
    check(&warm, &["starting", "looking for changes"]);
    assert!(warm.0.len() < cold.0.len(), "where nothing changed there are fewer stages: {warm:?}");
}
