//! Addresses that no letter or page can have.

use std::fs;

use super::{PAGES_LOCK, check, heads};
use crate::lock::{EN, dossier, edit};

#[test]
fn a_name_that_cannot_be_part_of_an_address_is_told_why() {
    let long = "a".repeat(101);
    for (slug, why, way_out) in [
        (long.as_str(), ": it has 101 characters, and may have at most 100", "shorten it"),
        ("con", ": Windows keeps this name for a device", "make it longer, such as `con-1`"),
        ("Old_Bridge", "", "use lower-case letters a to z, digits, and single hyphens between them"),
    ] {
        let root = dossier();
        edit(&root, EN, "\"repair-old-bridge\"", &format!("\"{slug}\""));
        let said = check(&root);
        let message = format!("error[bad-name]: `{slug}` cannot be part of an address{why}\n");
        assert!(said.contains(&message) && said.contains(&format!("hint: {way_out}\n")), "{said}");
    }
}

#[test]
fn the_address_of_a_letter_is_not_that_of_a_page() {
    let root = dossier();
    let path = root.path().join(PAGES_LOCK);
    let lock = fs::read_to_string(&path).expect("a lock file").replace("end 24", "page nl about nl/brieven/herstel-oude-brug\nend 25");
    fs::write(&path, lock).expect("written");
    let expected =
        "content/pages.lock:27:1: error[broken-lock]: the address `nl/brieven/herstel-oude-brug` of this line is that of letter `first`";
    assert_eq!(heads(&root), [expected]);
    assert!(check(&root).ends_with("\n1 error\n"), "{}", check(&root));
}
