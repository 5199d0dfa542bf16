//! What the publisher writes on pages that the program makes, what links of text pages lead to, and copies that lack pages.

use std::fs;
use std::path::Path;

use super::diff;
use super::versions::Versions;
use crate::cli;

/// Introductions of pages, one version and the next.
const INTRODUCTIONS: &[(&str, &str, &str)] = &[
    ("funding", "The money comes from the State.", "The money comes from the province."),
    ("home", "It takes no part.\n\n## Where to begin\n\nRead on.", "It takes part.\n\n## Where to begin\n\nRead all."),
    ("letters", "All [letters](page:funding).", "All [letters](letter:first)."),
    ("index", "Every word.", "Every number."),
];

/// Writes the introductions of pages in both languages.
fn introduce(root: &Path, text: impl Fn(&(&'static str, &'static str, &'static str)) -> &'static str) {
    for introduction in INTRODUCTIONS {
        let folder = root.join("content/pages").join(introduction.0);
        fs::create_dir_all(&folder).expect("a folder");
        for lang in ["nl", "en"] {
            let written = format!("+++\ntitle = \"T {lang}\"\nsummary = \"S\"\n+++\n\n{}\n", text(introduction));
            fs::write(folder.join(lang).with_extension("md"), written).expect("written");
        }
    }
}

/// Takes the marks of the publisher's text out of the pages of a site: as versions of the program made it that had none.
fn without_marks(site: &Path) {
    for entry in walkdir::WalkDir::new(site).into_iter().map(|entry| entry.expect("an entry")) {
        if entry.path().extension().is_some_and(|ending| ending == "html") {
            let html = fs::read_to_string(entry.path()).expect("a page");
            let plain = html.replace("<!--own-->", "").replace("<!--/own-->", "");
            // Files of two sites can be one on disk.
            fs::remove_file(entry.path()).expect("a page");
            fs::write(entry.path(), plain).expect("written");
        }
    }
}

/// Builds a dossier with a theme twice, the second time with other introductions: `first`, `second`.
fn introduced(theme: &str) -> Versions {
    let versions = Versions::new(&[]);
    let root = versions.path().join("dossier");
    let settings = root.join("content/dossier.toml");
    let text = fs::read_to_string(&settings).expect("settings");
    fs::write(&settings, format!("theme = \"{theme}\"\n{text}")).expect("written");
    introduce(&root, |(_, before, _)| before);
    versions.build("first", &[]);
    introduce(&root, |(_, _, after)| after);
    versions.build("second", &[]);
    versions
}

#[test]
fn introductions_of_made_pages_are_compared() {
    for theme in ["dossier", "plain"] {
        let versions = introduced(theme);
        let n_marks = versions.read("first/en/index.html").matches("<!--own-->").count();
        assert_eq!(n_marks, 2, "both parts of the front page are marked");
        let told = diff(versions.path(), &["first", "second"]);
        for words in [
            "from the [-State-] {+province+}.",
            "It takes [-no-] part.",
            "Read [-on-] {+all+}.",
            "All letters ([-page:funding-] {+letter:first+}).",
            "Every [-word-] {+number+}.",
        ] {
            // The plain theme has no page of the search, but every other.
            assert_eq!(told.matches(words).count(), 2, "{theme}, {words}: {told}");
        }
        // A copy of an older version of the program has no marks.
        let expected = told.lines().take_while(|line| !line.starts_with("Files: ")).collect::<Vec<_>>();
        without_marks(&versions.path().join("first"));
        let told = diff(versions.path(), &["first", "second"]);
        assert_eq!(told.lines().take_while(|line| !line.starts_with("Files: ")).collect::<Vec<_>>(), expected, "{theme}");
    }
}

#[test]
fn a_title_alone_is_told() {
    let versions = Versions::new(&[]);
    let folder = versions.path().join("dossier/content/pages/funding");
    fs::create_dir_all(&folder).expect("a folder");
    for (site, title) in [("first", "The money"), ("second", "The funds")] {
        for lang in ["nl", "en"] {
            fs::write(folder.join(lang).with_extension("md"), format!("+++\ntitle = \"{title}\"\nsummary = \"S\"\n+++\n\nText.\n"))
                .expect("written");
        }
        versions.build(site, &[]);
    }
    let told = diff(versions.path(), &["first", "second"]);
    assert_eq!(told.matches("The [-money-] {+funds+}").count(), 2, "{told}");
}

#[test]
fn the_site_tells_of_introductions() {
    let versions = introduced("dossier");
    without_marks(&versions.path().join("first"));
    versions.build("told", &["--previous", "first"]);
    let html = versions.read("told/en/changes.html");
    assert!(html.contains("State") && html.contains("province") && !html.contains("Nothing changed"), "{html}");
}

#[test]
fn a_link_that_leads_elsewhere_is_told() {
    let versions = Versions::new(&[]);
    let page = versions.path().join("dossier/content/pages/about/en.md");
    let text = fs::read_to_string(&page).expect("a page");
    fs::write(&page, format!("{text}\nSee [the letter](page:letters).\n")).expect("written");
    versions.build("first", &[]);
    fs::write(&page, format!("{text}\nSee [the letter](letter:first).\n")).expect("written");
    versions.build("second", &[]);
    let told = diff(versions.path(), &["first", "second"]);
    assert!(told.contains("See the letter ([-page:letters-] {+letter:first+})."), "{told}");
    assert!(told.contains("1 pages in their text or links, 0 pages in their layout only"), "{told}");
}

#[test]
fn a_page_that_a_copy_lacks_is_not_called_changed() {
    let versions = Versions::new(&[]);
    let folder = versions.path();
    cli::copy(&folder.join("old/data"), &folder.join("data-only/data"));
    for arguments in [["data-only", "old"], ["old", "data-only"]] {
        let told = diff(folder, &arguments);
        assert!(told.contains("\nNothing changed in the letters") && !told.contains("Page: "), "{told}");
        assert!(told.contains("\nNot compared, as one of the copies does not hold it: pages."), "{told}");
    }
}

#[test]
fn an_archive_of_a_site_is_the_site() {
    let versions = Versions::new(&[]);
    let folder = versions.path();
    cli::copy(&folder.join("old"), &folder.join("unpacked"));
    for name in ["README.txt", "LICENCES.txt"] {
        fs::write(folder.join("unpacked").join(name), "words for who finds it").expect("written");
    }
    for arguments in [["unpacked", "old"], ["old", "unpacked"]] {
        assert_eq!(cli::run(folder, &[&["diff", "--exit-code"][..], &arguments].concat()).code, 0);
    }
}

#[test]
fn a_version_that_is_not_later_is_told() {
    let versions = Versions::new(&[]);
    let folder = versions.path();
    let settings = folder.join("dossier/content/dossier.toml");
    let page = folder.join("dossier/content/pages/about/en.md");
    assert!(!diff(folder, &["old", "new"]).contains("note:"), "nothing changed");
    let text = fs::read_to_string(&page).expect("a page");
    fs::write(&page, format!("{text}\nMore.\n")).expect("written");
    versions.build("same", &[]);
    assert!(diff(folder, &["old", "same"]).contains("\nnote: both copies say that they are this version, and they differ\n"));
    let text = fs::read_to_string(&settings).expect("settings");
    fs::write(&settings, text.replace("1.0.0", "1.10.0").replace("2024-06-01", "2024-07-01")).expect("written");
    versions.build("later", &[]);
    assert!(!diff(folder, &["same", "later"]).contains("note:"));
    let told = diff(folder, &["later", "same"]);
    assert!(told.contains("\nnote: the second copy says that it is older than the first"), "{told}");
    let outcome = versions.try_build("told", &["--previous", "later"]);
    assert!(!outcome.problems.contains("version-not-raised"), "nothing changed: {}", outcome.problems);
    fs::write(&settings, text.replace("1.0.0", "1.9.0")).expect("written");
    let outcome = versions.try_build("told", &["--previous", "later"]);
    assert_eq!(outcome.code, 0, "{}", outcome.problems);
    assert!(outcome.problems.contains("warning[version-not-raised]: the dossier is version 1.9.0 (2024-06-01), "), "{}", outcome.problems);
}

#[test]
fn folders_of_copies_are_compared_one_by_one() {
    let versions = Versions::new(&[]);
    fs::create_dir(versions.path().join("copies")).expect("a folder");
    fs::write(versions.path().join("copies/copies.json"), "{}").expect("written");
    let outcome = cli::run(versions.path(), &["diff", "copies", "new"]);
    assert_eq!(outcome.code, 2);
    assert_eq!(
        outcome.problems,
        "error: the copy `copies` is a folder of copies: give one of the copies in it, such as the ZIP archive of the site\n"
    );
}
