//! Copies of strangers: archives that lie, and archives with random damage.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use zip::write::{SimpleFileOptions, ZipWriter};

use super::{built, copy_of, verify};
use crate::cli;
use dossier::output::manifest::hash;

/// Writes an archive of some files, with a manifest of them.
fn packed(path: &Path, files: &[(&str, &str)]) {
    let mut zip = ZipWriter::new(File::create(path).expect("a new file"));
    let sums: String = files.iter().map(|(name, text)| format!("{}  {name}\n", hash(text.as_bytes()))).collect();
    for (name, text) in files.iter().copied().chain([("manifest-sha512.txt", sums.as_str())]) {
        zip.start_file(name, SimpleFileOptions::default()).expect("a file");
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("an archive");
}

#[test]
fn names_that_lead_out_are_not_followed() {
    let root = tempfile::tempdir().expect("a temporary folder");
    packed(&root.path().join("x.zip"), &[("index.html", "<p>x"), ("../../out.txt", "out"), ("/etc/x", "x"), ("a\\b", "x")]);
    let (outcome, report) = verify(root.path(), "x.zip", &[]);
    assert_eq!(outcome.code, 1, "{}{}", outcome.results, outcome.problems);
    let kinds: Vec<&str> = report["faults"].as_array().expect("a list").iter().filter_map(|fault| fault["kind"].as_str()).collect();
    assert!(kinds.contains(&"odd") && kinds.contains(&"bad-manifest"), "{report:#}");
    assert_eq!(fs::read_dir(root.path()).expect("a folder").count(), 1, "nothing was unpacked");
}

#[test]
fn signs_that_command_a_terminal_are_not_printed() {
    let root = tempfile::tempdir().expect("a temporary folder");
    packed(&root.path().join("x.zip"), &[("index.html", "<a href='\u{1b}[2J'>x</a>"), ("\u{1b}]0;x\u{7}\n.txt", "x")]);
    let outcome = cli::run(root.path(), &["verify", "x.zip"]);
    assert_eq!(outcome.code, 1, "{}{}", outcome.results, outcome.problems);
    assert!(!outcome.results.contains(['\u{1b}', '\u{7}']), "{:?}", outcome.results);
}

#[test]
fn a_ledger_of_a_stranger_is_no_trouble() {
    let root = tempfile::tempdir().expect("a temporary folder");
    let nines = "9".repeat(36);
    let amounts =
        format!(r#"[{{"id":"a","value_low":"{nines}.00"}},{{"id":"b","value_low":"{nines}.00"}},{{"id":"c","value_low":"-1.00"}}]"#);
    let sum = r#"{"total":"c","parts":["a","b","a","b"],"is_rounded":true,"sum":"0.00","difference":"0.00"}"#;
    let again = r#"{"id":"c","restates":"a","difference":"x"}"#;
    let ledger = format!(r#"{{"schema_version":"1","amounts":{amounts},"sums":[{sum}],"restatements":[{again}]}}"#);
    let deep = "[".repeat(100_000);
    for text in [ledger.as_str(), deep.as_str(), "{\"schema_version\":\"1\"}", "", "null", "{\"schema_version\":1}"] {
        packed(&root.path().join("x.zip"), &[("index.html", ""), ("data/funding.json", text)]);
        let (outcome, report) = verify(root.path(), "x.zip", &[]);
        let is_unknown = text.contains(":1}") || text == "null";
        assert_eq!(outcome.code, i32::from(!is_unknown), "{} {}{}", &text[..text.len().min(60)], outcome.results, outcome.problems);
        assert_eq!(report["notes"].as_array().map(Vec::len), Some(usize::from(is_unknown)));
    }
}

#[test]
fn no_damage_of_an_archive_stops_the_program() {
    let root = built();
    let sound = fs::read(copy_of(root.path(), "-data.zip")).expect("an archive");
    let target = root.path().join("x.zip");
    // Always the same numbers, from anywhere.
    let mut state = 7_u64;
    let mut below = |end: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).expect("small") % end
    };
    for round in 0..60 {
        let mut bytes = sound.clone();
        if round % 4 == 0 {
            bytes.truncate(below(sound.len()));
        } else {
            // Most of all where the lists of an archive are: at its end.
            let from = if round % 2 == 0 { 0 } else { sound.len() - 3000 };
            for _ in 0..=round % 5 {
                let at = from + below(sound.len() - from);
                bytes[at] = u8::try_from(below(256)).expect("a byte");
            }
        }
        let is_same = bytes == sound;
        fs::write(&target, bytes).expect("written");
        let outcome = cli::run(root.path(), &["verify", "x.zip"]);
        assert!(is_same || matches!(outcome.code, 0..=2), "round {round}: {} {}{}", outcome.code, outcome.results, outcome.problems);
        assert!(!outcome.problems.contains("panicked"), "{}", outcome.problems);
    }
}
