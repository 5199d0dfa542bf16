//! Copies of which a part is lost or cannot be read, and parts of copies that are proven alone.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use super::{built, copy_of, faults, found, verify};
use crate::cli;
use crate::weather::{as_nobody, left_out};

/// A fault by its kind and path.
fn fault(kind: &str, path: &str) -> (String, String) {
    (kind.to_owned(), path.to_owned())
}

#[test]
fn what_cannot_be_read_does_not_keep_the_rest_from_it() {
    let root = built();
    fs::set_permissions(root.path(), fs::Permissions::from_mode(0o755)).expect("permissions");
    let site = root.path().join("site");
    for path in ["nl/index.html", "sources/first.txt", "data/letters"] {
        fs::set_permissions(site.join(path), fs::Permissions::from_mode(0o000)).expect("permissions");
    }
    fs::remove_file(site.join("data/funding.csv")).expect("removed");
    let arguments = ["verify", "site", "--format", "json"];
    let Some(mut command) = as_nobody(root.path(), &arguments) else {
        return left_out("files that cannot be read: the program cannot be run as another account here");
    };
    let outcome = cli::outcome(&command.output().expect("a run"));
    assert_eq!(outcome.code, 3, "{}{}", outcome.results, outcome.problems);
    let report: Value = serde_json::from_str(&outcome.results).expect("a report");
    let told = faults(&report);
    for path in ["data/letters", "nl/index.html", "sources/first.txt"] {
        assert!(told.contains(&fault("unreadable", path)), "{told:?}");
    }
    assert!(told.contains(&fault("missing", "data/funding.csv")), "{told:?}");
    assert!(!told.iter().any(|(_, path)| path.starts_with("data/letters/")), "nobody knows what lies there: {told:?}");
    let diff = as_nobody(root.path(), &["diff", "site", "site"]).expect("as before").output().expect("a run");
    assert_eq!(cli::outcome(&diff).code, 3, "a comparison needs all of both");
}

#[test]
fn a_lost_list_is_named() {
    let root = built();
    fs::remove_file(root.path().join("copies/SHA512SUMS")).expect("removed");
    let (_, report) = verify(root.path(), "copies", &[]);
    assert_eq!(report["kind"], "copies");
    assert_eq!(
        found(root.path(), "copies").into_iter().filter(|(kind, _)| kind != "extra").collect::<Vec<_>>(),
        [fault("no-manifest", "SHA512SUMS")]
    );
    let root = built();
    let bag = copy_of(root.path(), "-bag");
    fs::remove_file(bag.join("bagit.txt")).expect("removed");
    let path = bag.strip_prefix(root.path()).expect("a path").to_string_lossy().into_owned();
    let told = found(root.path(), &path);
    assert!(told.contains(&fault("missing", "bagit.txt")) && told.iter().all(|(kind, _)| kind == "missing"), "{told:?}");
    fs::remove_file(bag.join("tagmanifest-sha512.txt")).expect("removed");
    let told = found(root.path(), &path);
    assert!(told.contains(&fault("missing", "bagit.txt")) && told.contains(&fault("no-manifest", "tagmanifest-sha512.txt")), "{told:?}");
}

#[test]
fn a_part_of_the_copies_is_proven_by_the_list_above_it() {
    let root = built();
    let copies = root.path().join("copies");
    fs::create_dir_all(copies.join("pdf/nl")).expect("a folder");
    fs::write(copies.join("pdf/nl/brief.pdf"), "%PDF").expect("written");
    let sums = fs::read_to_string(copies.join("SHA512SUMS")).expect("sums");
    let line = format!("{}  pdf/nl/brief.pdf\n", dossier::output::manifest::hash(b"%PDF"));
    fs::write(copies.join("SHA512SUMS"), format!("{sums}{line}")).expect("written");
    for (path, kind) in [("copies/pdf/nl/brief.pdf", "file"), ("copies/pdf/nl", "folder"), ("copies/pdf", "folder")] {
        let (outcome, report) = verify(root.path(), path, &[]);
        assert_eq!((outcome.code, report["kind"].as_str()), (0, Some(kind)), "{path}: {}{}", outcome.results, outcome.problems);
        assert_eq!((&report["checked"]["files"], &report["checked"]["manifest_lines"]), (&1.into(), &1.into()), "{path}");
    }
    fs::write(copies.join("pdf/nl/brief.pdf"), "%PDX").expect("written");
    fs::write(copies.join("pdf/other.pdf"), "").expect("written");
    assert_eq!(found(root.path(), "copies/pdf/nl/brief.pdf"), [fault("changed", "pdf/nl/brief.pdf")]);
    assert_eq!(found(root.path(), "copies/pdf"), [fault("changed", "nl/brief.pdf"), fault("extra", "other.pdf")]);
    fs::remove_file(copies.join("pdf/nl/brief.pdf")).expect("removed");
    assert!(found(root.path(), "copies/pdf").contains(&fault("missing", "nl/brief.pdf")));
}
