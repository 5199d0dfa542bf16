//! What a publisher does to a dossier, as chance has it.

use std::fs;
use std::path::Path;

use super::Files;
use crate::mutations::random::{self, Random};

/// Terms, one of which every letter uses.
const GLOSSARY: &str = r#"[[terms]]
id = "lane"
term = { nl = "rijbaan", en = "lane" }
definition = { nl = "Een strook van een weg.", en = "A strip of a road." }
"#;

/// Actors, one of which every letter names.
const ACTORS: &str = r#"[[actors]]
id = "province"
kind = "organisation"
name = { nl = "Provincie", en = "Province" }
[actors.aliases]
nl = ["provincie"]
en = ["province"]
"#;

/// A paragraph that leads to another letter, in each language.
const LINKS: [(&str, &str); 2] =
    [("nl", "\nZie [de eerste brief](letter:first#p2).\n"), ("en", "\nSee [the first letter](letter:first#p2).\n")];

/// A dossier of three letters, with terms and actors; the second and the third have sources without a text, so that they can be edited.
pub(super) fn dossier() -> Files {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/base");
    let mut files = super::files(&base);
    for name in ["second", "third"] {
        let of_first: Vec<(String, Vec<u8>)> = files.iter().filter(|(path, _)| path.contains("letters/first/")).map(cloned).collect();
        for (path, bytes) in of_first.into_iter().filter(|(path, _)| !path.ends_with("corrections.toml")) {
            files.insert(path.replace("/first/", &format!("/{name}/")).replace("source.txt", "source.pdf"), bytes);
        }
        rename_slugs(&mut files, name, &format!("-{name}"));
        edit(&mut files, &letter(name, "letter.toml"), &[("\"source.txt\"", "\"source.pdf\"\nnot-compared = \"A scan.\"")]);
        for (lang, text) in LINKS {
            append(&mut files, &letter(name, &format!("{lang}.md")), text);
        }
    }
    edit(&mut files, &letter("third", "letter.toml"), &[("2024-05-14", "2024-05-20")]);
    edit(&mut files, "content/funding.toml", &[("[[statuses]]", "complete = false\n\n[[statuses]]")]);
    files.insert("content/glossary.toml".into(), GLOSSARY.into());
    files.insert("content/actors.toml".into(), ACTORS.into());
    files
}

/// A file with its path.
fn cloned((path, bytes): (&String, &Vec<u8>)) -> (String, Vec<u8>) {
    (path.clone(), bytes.clone())
}

/// The path of a letter's file.
fn letter(id: &str, name: &str) -> String {
    format!("content/letters/{id}/{name}")
}

/// Replaces words of a text file; what it does not have is left alone.
fn edit(files: &mut Files, path: &str, words: &[(&str, &str)]) {
    if let Some(bytes) = files.get_mut(path) {
        let text = words.iter().fold(String::from_utf8_lossy(bytes).into_owned(), |text, (from, to)| text.replacen(from, to, 1));
        *bytes = text.into_bytes();
    }
}

/// Adds a text to the end of a file.
fn append(files: &mut Files, path: &str, text: &str) {
    files.entry(path.to_owned()).or_default().extend(text.bytes());
}

/// Gives the editions of a letter slugs of their own, by an ending.
fn rename_slugs(files: &mut Files, id: &str, ending: &str) {
    for name in ["nl.md", "en.md", "letter.lock"] {
        for slug in ["herstel-oude-brug", "repair-old-bridge"] {
            edit(files, &letter(id, name), &[(slug, &format!("{slug}{ending}"))]);
        }
    }
}

/// The ids of the letters that can be edited.
fn letters(files: &Files) -> Vec<String> {
    let ids = files.keys().filter_map(|path| path.strip_prefix("content/letters/")?.strip_suffix("/letter.toml"));
    ids.filter(|id| *id != "first").map(str::to_owned).collect()
}

/// Moves all files of a letter, or copies them.
fn put_letter(files: &mut Files, (from, to): (&str, &str), keeps: bool) {
    let prefix = letter(from, "");
    let of_letter: Vec<(String, Vec<u8>)> = files.iter().filter(|(path, _)| path.starts_with(&prefix)).map(cloned).collect();
    for (path, bytes) in of_letter {
        if !keeps {
            files.remove(&path);
        }
        files.insert(path.replacen(&prefix, &letter(to, ""), 1), bytes);
    }
}

/// The kinds of edits.
pub(super) const N_KINDS: usize = 27;

/// Edits a dossier in one way; says in which.
pub(super) fn apply(files: &mut Files, random: &mut Random, kind: usize) -> String {
    let (number, ids) = (random.below(1000), letters(files));
    let Some(id) = ids.get(random.below(ids.len())) else { return "no letter to edit".into() };
    let both = |files: &mut Files, nl: (&str, &str), en: (&str, &str)| {
        edit(files, &letter(id, "nl.md"), &[nl]);
        edit(files, &letter(id, "en.md"), &[en]);
    };
    match kind {
        0 => both(files, ("Geachte", "Zeer geachte"), ("Dear", "Very dear")),
        1 => {
            append(files, &letter(id, "nl.md"), &format!("\nNog {number} bomen.\n"));
            append(files, &letter(id, "en.md"), &format!("\nAnother {number} trees.\n"));
        }
        2 => both(files, ("\n## Kosten\n", ""), ("\n## Costs\n", "")),
        3 => edit(files, &letter(id, "nl.md"), &[("title = \"", &format!("title = \"{number} "))]),
        4 => rename_slugs(files, id, &format!("-{number}")),
        5 => edit(files, &letter(id, "en.md"), &[("slug = \"", &format!("slug = \"n{number}-"))]),
        6 => edit(files, &letter(id, "en.md"), &[("summary = \"", "summary = \"Now: ")]),
        7 => {
            let day = format!("value = \"20{}-0{}-11\"", 10 + number % 15, 1 + number % 9);
            let text = String::from_utf8_lossy(files.get(&letter(id, "letter.toml")).map(Vec::as_slice).unwrap_or_default()).into_owned();
            let old = text.lines().find(|line| line.starts_with("value = \"20")).unwrap_or_default().to_owned();
            edit(files, &letter(id, "letter.toml"), &[(&old, &day)]);
        }
        8 => edit(files, &letter(id, "letter.toml"), &[("B-24/", &format!("B-{number}/"))]),
        9 => {
            put_letter(files, (id, &format!("new-{number}")), true);
            rename_slugs(files, &format!("new-{number}"), &format!("-new-{number}"));
            files.remove(&letter(&format!("new-{number}"), "letter.lock"));
        }
        10 => put_letter(files, (id, &format!("moved-{number}")), false),
        11 => files.retain(|path, _| !path.starts_with(&letter(id, ""))),
        12 => edit(files, "content/glossary.toml", &[("strip", &format!("strip, {number}")), ("\"lane\" }", "\"lane wide\" }")]),
        13 => edit(files, "content/actors.toml", &[("Provincie", "De provincie"), ("[\"provincie\"]", "[\"provincie\", \"gemeente\"]")]),
        14 => edit(files, "content/external.toml", &[("Keuring", "Nieuwe keuring")]),
        15 => edit(files, "content/funding.toml", &[("toegezegd", "vast toegezegd")]),
        16 => return edit_settings(files, random),
        17 => return edit_theme(files, random),
        18 => return edit_pages(files, random),
        19 => edit(files, &letter("first", "nl.md"), &[("smal", "nauw")]),
        20..25 => edit_names(files, (id, number), kind),
        25 => {
            files.retain(|path, _| !matches!(path.as_str(), "content/glossary.toml" | "content/actors.toml"));
        }
        _ => return random::mutate(files, random),
    }
    format!("edit {kind} of {id} ({number})")
}

/// Edits what texts and records call by name.
fn edit_names(files: &mut Files, (id, number): (&str, usize), kind: usize) {
    let both = |files: &mut Files, nl: (&str, &str), en: (&str, &str)| {
        edit(files, &letter(id, "nl.md"), &[nl]);
        edit(files, &letter(id, "en.md"), &[en]);
    };
    match kind {
        20 => edit(files, "content/funding.toml", &[("Herstel van de brug", "Herstel"), ("Repair of the bridge", "Repair")]),
        21 => both(files, ("rijbaan", "RIJBAAN"), ("lane", "LANE")),
        22 => both(files, ("De provincie", "De PROVINCIE"), ("The province", "The PROVINCE")),
        23 => {
            append(files, &letter(id, "nl.md"), &format!("\nZie B-24/17 en\\\nB {number}/17: de *Keuring van de Oude Brug* &amp; meer.\n"));
            append(
                files,
                &letter(id, "en.md"),
                &format!("\nSee B-24/17 and\\\nB {number}/17: the *Survey of the Old Bridge* &amp; more.\n"),
            );
        }
        _ => edit(
            files,
            "content/external.toml",
            &[("id = \"survey\"", "id = \"survey\"\naliases = { nl = [\"keuring\"], en = [\"survey\"] }")],
        ),
    }
}

/// Edits the settings.
fn edit_settings(files: &mut Files, random: &mut Random) -> String {
    let path = "content/dossier.toml";
    let number = random.below(100);
    let change: (&str, &str) = *random.one(&[
        ("version = \"1", "version = \"2.1"),
        ("languages = [\"nl\", \"en\"]", "languages = [\"en\", \"nl\"]"),
        ("languages = [\"nl\", \"en\"]", "languages = [\"nl\"]"),
        ("The Old Bridge", "The Very Old Bridge"),
        ("Een brief", "Enkele brieven"),
        ("key-figures = [\"total\"]", "key-figures = [\"total\"]\nbase-url = \"https://example.org/brug/\""),
        ("key-figures = [\"total\"]", "key-figures = [\"town\"]"),
        ("Raadsvoorstel", "Voorstel"),
        ("[kinds.proposal]", "[[accept]]\nproblem = \"stale-translation\"\nreason = \"So it is.\"\n\n[kinds.proposal]"),
        ("2024-06-01", "2024-06-02"),
    ]);
    edit(files, path, &[change]);
    format!("{path}: {change:?} ({number})")
}

/// Overrides something of the theme, or takes that away.
fn edit_theme(files: &mut Files, random: &mut Random) -> String {
    let shipped = |path: &str| fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/dossier").join(path)).expect("a shipped file");
    let number = random.below(1000);
    let (path, bytes) = match random.below(6) {
        0 => ("templates/base.html", [shipped("templates/base.html"), format!("<!-- {number} -->\n").into_bytes()].concat()),
        1 => ("templates/letter.html", [shipped("templates/letter.html"), b"{# nothing #}".to_vec()].concat()),
        2 => ("styles/own.css", format!("a {{ margin: {number}px; }}\n").into_bytes()),
        3 => ("static/own/words.txt", format!("{number}").into_bytes()),
        4 => ("i18n/nl.toml", format!("[words.nav]\nletters = \"Alle {number} brieven\"\n").into_bytes()),
        _ => ("i18n/en.toml", format!("[paths]\nletters = \"letters-{number}\"\n").into_bytes()),
    };
    let path = format!("themes/dossier/{path}");
    if files.contains_key(&path) && random.below(2) == 0 {
        files.remove(&path);
        return format!("{path} is gone");
    }
    files.insert(path.clone(), bytes);
    format!("{path} ({number})")
}

/// Adds, changes or takes away text pages.
fn edit_pages(files: &mut Files, random: &mut Random) -> String {
    let number = random.below(1000);
    let path = |lang: &str| format!("content/pages/more/{lang}.md");
    match random.below(4) {
        0 => append(files, "content/pages/about/en.md", &format!("\nNow {number}.\n")),
        1 => files.retain(|path, _| !path.starts_with("content/pages/more/")),
        2 => append(files, &path("nl"), "\n[Zie](letter:second#p4), [zie](letter:third#p4) en [zie](page:glossary#lane).\n"),
        _ => {
            for lang in ["nl", "en"] {
                let text = format!("+++\ntitle = \"More {number}\"\n+++\n\nMore, at [once](letter:second#p5).\n");
                files.insert(path(lang), text.into_bytes());
            }
        }
    }
    format!("pages ({number})")
}
