//! The README is true: its commands exist with their options, and the files that it names are there.

use std::fs;
use std::path::Path;
use std::process::Command;

/// The commands of the README's shell blocks, without comments.
fn commands(readme: &str) -> Vec<String> {
    let blocks = readme.split("```sh\n").skip(1).filter_map(|rest| rest.split_once("```"));
    let lines = blocks.flat_map(|(block, _)| block.lines());
    lines.map(|line| line.split(" #").next().unwrap_or_default().trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// The README.
fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("a readable file")
}

#[test]
fn commands_are_found() {
    assert_eq!(commands("a\n```sh\ndossier x   # y\n\n```\n```toml\nz\n```\n"), ["dossier x"]);
}

#[test]
fn every_command_exists_with_its_options() {
    let commands = commands(&readme());
    let ours: Vec<&str> =
        commands.iter().filter_map(|line| line.strip_prefix("dossier ").or_else(|| line.strip_prefix("cargo run --release -- "))).collect();
    assert!(ours.len() >= 5, "{commands:?}");
    for line in ours {
        let command = line.split(' ').next().expect("a command");
        let output = Command::new(env!("CARGO_BIN_EXE_dossier")).args([command, "--help"]).output().expect("a run");
        let help = String::from_utf8(output.stdout).expect("text");
        assert!(output.status.success(), "{line}");
        for option in line.split(' ').filter(|word| word.starts_with("--")) {
            assert!(help.contains(option), "{line}: no {option}");
        }
    }
}

#[test]
fn every_file_that_it_names_is_there() {
    let readme = readme();
    let links = readme.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target);
    let tools = ["tests/run", "src/lib.rs", "LICENSE"].into_iter().filter(|path| readme.contains(path));
    for path in links.filter(|target| !target.contains("://")).chain(tools) {
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(path).exists(), "{path}");
    }
    assert!(readme.lines().count() <= 75, "a landing page, not a manual");
}
