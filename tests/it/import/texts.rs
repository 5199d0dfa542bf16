//! Plain texts with what no edition can have.

use std::fs;

use super::documents::dossier;
use crate::cli;

#[test]
fn control_characters_of_a_source_become_a_rule() {
    let root = dossier();
    let text = "Datum 12 mei 2031\n\nGeachte voorzitter,\n\nDe \u{1b}[31mkosten van de brug zijn\u{8} voor de gemeente en de provincie.\n";
    fs::write(root.path().join("letter.txt"), text).expect("a file");
    let outcome = cli::run(root.path(), &["import", "--id", "bridge", "--original", "nl", "letter.txt"]);
    assert_eq!(outcome.code, 0, "{}", outcome.problems);
    let path = root.path().join("content/letters/bridge/corrections.toml");
    let corrections = fs::read_to_string(&path).expect("corrections");
    assert!(corrections.contains(r"find = '[\x00-\x08"), "{corrections}");
    assert!(!corrections.contains("\\u"), "{corrections}");
    fs::write(&path, corrections.replace("note = \"\"", "note = \"From a terminal.\"")).expect("written");
    let letter = root.path().join("content/letters/bridge/letter.toml");
    let found = fs::read_to_string(&letter).expect("a letter");
    let filled = found.replace("kind = \"\"", "kind = \"letter\"");
    fs::write(&letter, filled).expect("written");
    let locked = cli::run(root.path(), &["lock"]);
    assert_eq!(locked.code, 0, "{}", locked.problems);
    let checked = cli::run(root.path(), &["check"]);
    assert!(!checked.problems.contains("control-character") && !checked.problems.contains("edition-differs"), "{}", checked.problems);
}

#[test]
fn a_text_that_is_no_text_alone_is_told_or_refused() {
    let root = dossier();
    fs::write(root.path().join("a.txt"), "{\\rtf1\\ansi De kosten van de brug.}").expect("a file");
    fs::write(root.path().join("b.txt"), "PKO: de kosten van de brug zijn voor de gemeente.\n").expect("a file");
    let refused = cli::run(root.path(), &["import", "--id", "a", "--original", "nl", "a.txt"]);
    assert!(refused.code == 1 && refused.problems.contains("this is no text"), "{}", refused.problems);
    assert_eq!(cli::run(root.path(), &["import", "--id", "b", "--original", "nl", "b.txt"]).code, 0);
}
