//! Every file of every shipped theme can be replaced by a dossier: a mark in the replacement reaches the site.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use dossier::site::assets::{without_digest, without_styles};

use crate::{cli, render};

/// The files of a site, as text.
type Site = BTreeMap<String, String>;

/// Builds the dossier of a folder, which must have no problem.
#[track_caller]
pub(crate) fn built(root: &Path) -> Site {
    let (files, problems) = render::built(root, None);
    let found: Vec<String> = problems
        .list
        .iter()
        .map(|problem| format!("{}:{:?} {}", problem.place.file.path, problem.place.line_and_column(), problem.message))
        .collect();
    assert_eq!(found, [""; 0]);
    files
}

/// The shipped dossier in a folder of its own, with a theme.
pub(crate) fn shipped_with(theme: &str) -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    cli::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &root.path().join("content"));
    choose(root.path(), theme);
    root
}

/// Chooses the theme of a dossier.
pub(crate) fn choose(root: &Path, theme: &str) {
    let settings = root.join("content/dossier.toml");
    let text = fs::read_to_string(&settings).expect("settings");
    let other: String = text.split_inclusive('\n').filter(|line| !line.starts_with("theme = ")).collect();
    fs::write(&settings, format!("theme = \"{theme}\"\n{other}")).expect("written");
}

/// A small dossier in every shipped language with what the shipped one lacks: a letter without a translation, one that moved, a page of
/// the publisher's own.
fn small_with(theme: &str) -> tempfile::TempDir {
    let page = "+++\ntitle = \"Own\"\nsummary = \"Own.\"\n+++\n\nOwn.\n";
    let root = render::dossier(
        &["nl", "en", "fr", "de"]
            .map(|lang| (format!("content/pages/own/{lang}.md"), page))
            .each_ref()
            .map(|(path, page)| (path.as_str(), *page)),
    );
    fs::write(root.path().join("content/letters/first/nl.md"), render::NL.replace("een-brief", "de-brief")).expect("the edition");
    let settings = render::SETTINGS.replace("\"fr\"]", "\"fr\", \"de\"]").replace(", fr = ", ", de = \"Auf Deutsch.\", fr = ");
    fs::write(root.path().join("content/dossier.toml"), settings).expect("settings");
    let letter = render::LETTER.replace(", fr = ", ", de = \"So steht es da.\", fr = ");
    fs::write(root.path().join("content/letters/first/letter.toml"), letter).expect("the letter");
    let (locks, _) = dossier::pipeline::renew_locks(root.path(), &dossier::lock::Looked::default());
    dossier::lock::write(root.path(), &locks).expect("a lock file");
    choose(root.path(), theme);
    root
}

/// Lets the site of a dossier be compared with a copy of it as it is now.
fn compare_with_itself(root: &Path) {
    for (path, text) in built(root) {
        let path = root.join("copy").join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
        fs::write(path, text).expect("a new file");
    }
    let settings = root.join("content/dossier.toml");
    let text = fs::read_to_string(&settings).expect("settings");
    fs::write(&settings, format!("previous = \"copy\"\n{text}")).expect("written");
}

/// The files of a shipped theme by path inside it, but those beside its folders.
fn files(theme: &str) -> BTreeMap<String, String> {
    let folder = super::folder().join(theme);
    let entries = walkdir::WalkDir::new(&folder).into_iter().map(|entry| entry.expect("a readable folder"));
    let entries = entries.filter(|entry| entry.file_type().is_file() && !entry.file_name().to_string_lossy().starts_with('.'));
    entries
        .map(|entry| (cli::below(&folder, entry.path()), fs::read_to_string(entry.path()).expect("a text")))
        .filter(|(path, _)| path.contains('/'))
        .collect()
}

/// A file with a mark that a reader of the site could find.
fn marked(path: &str, text: &str) -> String {
    let mark = mark(path);
    match path.split('/').next().expect("a folder") {
        "templates" if text.contains("{% block main %}\n") => {
            text.replacen("{% block main %}\n", &format!("{{% block main %}}\n<!-- {mark} -->"), 1)
        }
        "templates" if text.contains("<body") => text.replacen("</head>", &format!("<!-- {mark} --></head>"), 1),
        "templates" => format!("<!-- {mark} -->{text}"),
        "i18n" => format!("[words.frame]\nmain = \"{mark}\"\n"),
        "styles" => format!("{text}\n.{mark} {{ color: red; }}\n"),
        "static" if path.ends_with(".svg") => format!("{text}<!-- {mark} -->\n"),
        _ => format!("{text}\nvoid \"{mark}\";\n"),
    }
}

/// The mark of a file.
fn mark(path: &str) -> String {
    format!("own-{}-", path.replace(|char: char| !char.is_ascii_alphanumeric(), "-"))
}

/// Replaces every file of the theme in a dossier, builds it, and gives the paths of the files whose marks the site has.
fn found(root: &Path, theme: &str) -> Vec<String> {
    let files = files(theme);
    for (path, text) in &files {
        let target = root.join("themes").join(theme).join(path);
        fs::create_dir_all(target.parent().expect("a folder")).expect("a new folder");
        fs::write(target, marked(path, text)).expect("a new file");
    }
    let site = built(root);
    files.into_keys().filter(|path| site.values().any(|text| text.contains(&mark(path)))).collect()
}

#[test]
fn every_file_of_every_shipped_theme_can_be_replaced() {
    for theme in super::SHIPPED {
        let (large, small) = (shipped_with(theme), small_with(theme));
        let mut reached = found(large.path(), theme);
        compare_with_itself(small.path());
        reached.extend(found(small.path(), theme));
        let lost: Vec<String> = files(theme).into_keys().filter(|path| !reached.contains(path)).collect();
        assert_eq!(lost, [""; 0], "{theme}: files of a dossier that leave no trace");
    }
}

/// A site in which files of the theme are called what they are called there, and pages name their style sheet so.
fn without_digests(site: Site) -> Site {
    let text = |text: String| String::from_utf8(without_styles(text.as_bytes())).expect("a text");
    site.into_iter().map(|(path, page)| (without_digest(&path), text(page))).collect()
}

#[test]
fn a_file_replaced_alone_leaves_the_others_as_they_are() {
    for theme in super::SHIPPED {
        let plain = without_digests(built(small_with(theme).path()));
        for (path, text) in files(theme).into_iter().filter(|(path, _)| path.ends_with("base.html") || path.ends_with(".css")) {
            let root = small_with(theme);
            let target = root.path().join("themes").join(theme).join(&path);
            fs::create_dir_all(target.parent().expect("a folder")).expect("a new folder");
            fs::write(target, marked(&path, &text)).expect("a new file");
            let changed: Vec<String> = without_digests(built(root.path()))
                .into_iter()
                .filter(|(name, text)| plain.get(name) != Some(text))
                .map(|(name, _)| name)
                .collect();
            let is_expected = |name: &String| if path.ends_with(".css") { name == "assets/style.css" } else { name.ends_with(".html") };
            assert!(!changed.is_empty() && changed.iter().all(is_expected), "{theme}, {path}: {changed:?}");
        }
    }
}

#[test]
fn the_settings_of_a_theme_can_be_replaced() {
    let root = small_with("dossier");
    let target = root.path().join("themes/dossier/theme.toml");
    fs::create_dir_all(target.parent().expect("a folder")).expect("a new folder");
    fs::write(target, "search = false\n").expect("a new file");
    let site = built(root.path());
    let former = &site["en/search.html"];
    assert!(former.contains("<a href=\"index.html\">") && !former.contains("search-results"), "a former address is kept: {former}");
    assert!(site.keys().all(|path| !path.starts_with("search/")));
    assert!(!site["en/index.html"].contains("role=\"search\""), "no form that leads nowhere");
    let (_, main) = site["en/index.html"].split_once("<nav class=\"main\"").expect("the main navigation");
    let (main, _) = main.split_once("</nav>").expect("its end");
    assert!(main.contains("<a href=\"index-of-terms.html\">Index</a>"), "the index is in the navigation");
}

#[test]
fn a_folder_of_the_dossier_can_be_a_whole_theme() {
    let root = small_with("mine");
    cli::copy(&super::folder().join("plain"), &root.path().join("themes/mine"));
    let (own, plain) = (built(root.path()), built(small_with("plain").path()));
    assert!(own == plain, "the words are the program's, whatever the theme is called");
}

#[test]
fn a_theme_without_search_leads_to_the_index_instead() {
    let root = small_with("plain");
    let page = "+++\ntitle = \"Own\"\nsummary = \"Own.\"\n+++\n\n[Look](page:search)\n";
    fs::write(root.path().join("content/pages/own/en.md"), page).expect("a page");
    assert!(built(root.path())["en/own.html"].contains("<a href=\"index-of-terms.html\">Look</a>"));
}
