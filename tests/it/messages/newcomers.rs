//! Who begins is told what is wrong where it is, and not that something is not there.

use std::fs;

use super::copy;
use crate::cli;

#[test]
fn a_letter_that_is_not_complete_is_there() {
    let root = copy();
    let path = root.path().join("content/letters/first/letter.toml");
    let text = fs::read_to_string(&path).expect("metadata");
    fs::write(&path, text.replace("kind = \"proposal\"", "kind = \"\"")).expect("written");
    let xliff = "<xliff version=\"1.2\"><file original=\"first\" source-language=\"nl\" target-language=\"en\"></file></xliff>";
    fs::write(root.path().join("back.xlf"), xliff).expect("written");
    let commands: [&[&str]; 4] = [
        &["corrections", "first"],
        &["blocks", "first"],
        &["translate", "export", "first", "--to", "en"],
        &["translate", "import", "back.xlf"],
    ];
    for arguments in commands {
        let outcome = cli::run(root.path(), arguments);
        assert_eq!((outcome.code, outcome.results.as_str()), (1, ""), "{arguments:?}: {}", outcome.problems);
        let place = "content/letters/first/letter.toml:1:8: error[missing-key]: `kind` is missing";
        assert!(outcome.problems.contains(place) && !outcome.problems.contains("no letter"), "{arguments:?}: {}", outcome.problems);
    }
}

#[test]
fn of_several_files_the_one_that_was_not_imported_is_named() {
    let root = copy();
    let text = "Geachte raad,\n\nHierbij stuur ik u de brief over de oude brug van de gemeente en de kosten van het herstel.\n";
    ["a.txt", "b.txt"].iter().for_each(|name| fs::write(root.path().join(name), text).expect("written"));
    let outcome = cli::run(root.path(), &["import", "a.txt", "b.txt", "--original", "nl"]);
    assert_eq!(outcome.code, 1);
    assert!(outcome.results.starts_with("a.txt: wrote content/letters/"), "{}", outcome.results);
    assert!(outcome.problems.contains("import the file by itself with another name for the letter, `--id ID`"), "{}", outcome.problems);
    assert!(outcome.problems.ends_with("nothing was written for `b.txt`\n"), "{}", outcome.problems);
}

#[test]
fn a_page_without_a_text_is_told() {
    let root = copy();
    let made = cli::run(root.path(), &["new", "page", "method", "--title", "nl=Werkwijze", "--title", "en=Method"]);
    assert_eq!(made.code, 0, "{}", made.problems);
    let outcome = cli::run(root.path(), &["check"]);
    assert_eq!(outcome.code, 1);
    for tag in ["nl", "en"] {
        let told = format!("content/pages/method/{tag}.md:1:1: error[missing-text]: this page has no text in `{tag}`");
        assert!(outcome.problems.contains(&told), "{}", outcome.problems);
    }
}

#[test]
fn options_that_take_each_others_place_are_refused() {
    let root = copy();
    let outcome = cli::run(root.path(), &["new", "page", "method", "--title", "nl=A", "--title", "nl=B"]);
    assert_eq!((outcome.code, outcome.problems.as_str()), (2, "error: --title: the title in `nl` is given twice\n"));
}

#[test]
fn what_stands_in_the_way_of_a_new_dossier_is_told() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    fs::write(scratch.path().join("file"), "x").expect("written");
    let said = |path: &str| {
        let outcome = cli::run(scratch.path(), &["init", path]);
        (outcome.code, outcome.problems)
    };
    let expected = "error: cannot write `file/x`: Not a directory (os error 20); move what stands in the way\n";
    assert_eq!(said("file/x"), (3, expected.to_owned()));
    if cfg!(target_os = "linux") {
        let (code, problems) = said("/proc/x");
        assert!(code == 3 && problems.contains("No such file or directory") && !problems.contains("taken"), "{problems}");
    }
}

#[test]
fn a_list_of_sums_is_no_copy() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    fs::write(scratch.path().join("SHA512SUMS"), "").expect("written");
    let outcome = cli::run(scratch.path(), &["verify", "SHA512SUMS"]);
    assert!(outcome.code == 1 && outcome.results.contains("give the folder in which it lies"), "{}", outcome.results);
}
