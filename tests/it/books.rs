//! Copies that are made of the finished pages: books, the one HTML file, the web archive.

mod read;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Cursor, Read as _};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use dossier::archive::{FORMATS, Folder, Format, Out, single};
use dossier::output::scratch::Scratch;
use dossier::pipeline::archive::{Order, archive};
use dossier::site::tally::Tally;
use read::{Page, squeezed};

/// Copies in memory, and what was told of them.
#[derive(Default)]
struct Shelf {
    /// The copies, by path.
    files: BTreeMap<String, Vec<u8>>,
    /// What was told.
    notes: Vec<String>,
}

impl Folder for Shelf {
    fn file(&mut self, path: &str, write: &mut dyn FnMut(&mut dyn Out) -> io::Result<()>) -> io::Result<()> {
        let mut bytes = Cursor::new(Vec::new());
        write(&mut bytes)?;
        self.files.insert(path.to_owned(), bytes.into_inner());
        Ok(())
    }
}

impl Shelf {
    /// The copy whose name ends so.
    #[track_caller]
    fn ending(&self, ending: &str) -> &[u8] {
        let found: Vec<&String> = self.files.keys().filter(|path| path.ends_with(ending)).collect();
        assert!(!found.is_empty(), "no copy ends with {ending}: {:?}", self.files.keys());
        &self.files[found[0]]
    }
}

/// The folder of the project.
fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The copies of a dossier.
#[track_caller]
fn copies(root: &Path, base_url: Option<&str>, formats: &[&'static Format]) -> Shelf {
    let mut shelf = Shelf::default();
    let tally = Tally::default();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let scratch = Scratch::begin(folder.path().join("site")).expect("a new folder");
    let outcome = archive(&Order { root, base_url, formats, tally: &tally }, (&scratch, &mut shelf)).expect("memory takes all");
    assert!(!outcome.problems.has_errors(), "{:?}", outcome.problems.list);
    shelf.notes = outcome.notes;
    shelf
}

/// The forms of these names.
fn forms(names: &[&str]) -> Vec<&'static Format> {
    FORMATS.iter().filter(|format| names.contains(&format.name)).collect()
}

/// The copies of the shipped dossier.
fn shipped() -> &'static Shelf {
    static SHELF: OnceLock<Shelf> = OnceLock::new();
    SHELF.get_or_init(|| copies(&project(), None, &forms(&["zip", "html", "epub"])))
}

/// The files of a ZIP archive, by path, in its order.
pub(crate) fn members(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a ZIP archive");
    let n_members = archive.len();
    let read = |idx| {
        let mut file = archive.by_index(idx).expect("a member");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("readable bytes");
        (file.name().expect("a name of UTF-8").into_owned(), bytes)
    };
    (0..n_members).map(read).collect()
}

/// The pages of a book, by path.
fn pages(bytes: &[u8]) -> BTreeMap<String, Page> {
    let is_page = |path: &str| path.ends_with(".xhtml");
    let read = |(path, bytes): (String, Vec<u8>)| (path, Page::read(std::str::from_utf8(&bytes).expect("UTF-8")));
    members(bytes).into_iter().filter(|(path, _)| is_page(path)).map(read).collect()
}

/// The texts of all blocks of the shipped dossier as its data files have them: letter, language, block, text.
fn blocks() -> Vec<(String, String, String, String)> {
    let mut blocks = Vec::new();
    for (path, bytes) in members(shipped().ending(".zip")) {
        let Some(letter) = path.split_once("data/letters/").and_then(|(_, name)| name.strip_suffix(".json")) else { continue };
        let data: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
        for block in data["blocks"].as_array().into_iter().flatten() {
            for (lang, text) in block["text"].as_object().into_iter().flatten() {
                let text = text.as_str().expect("a text");
                blocks.push((letter.to_owned(), lang.clone(), block["id"].as_str().expect("an id").to_owned(), text.to_owned()));
            }
        }
    }
    assert!(blocks.len() > 400, "{} blocks", blocks.len());
    blocks
}

/// Whether what is shown of a block is its text; the heading of a question says more than the letter, which may give a number alone.
fn is_shown(block: &str, shown: &str, text: &str) -> bool {
    let text = squeezed(text);
    !text.is_empty() && (shown == text || block.starts_with('h') && shown.ends_with(&text))
}

#[test]
fn every_passage_is_in_the_one_file_under_its_own_id() {
    let html = std::str::from_utf8(shipped().ending(".html")).expect("UTF-8");
    let page = Page::read(html);
    for (letter, lang, block, text) in blocks() {
        let shown = page.text(&format!("{lang}-{letter}-{block}"));
        assert!(is_shown(&block, &shown, &text), "{lang} {letter} {block}: {shown} and not {text}");
    }
}

#[test]
fn every_passage_is_in_the_books_of_its_language() {
    for (ending, languages) in [("-nl.epub", &["nl"][..]), ("-en.epub", &["en"]), (".0.epub", &["nl", "en"])] {
        let pages = pages(shipped().ending(ending));
        for (letter, lang, block, text) in blocks().iter().filter(|(_, lang, ..)| languages.contains(&lang.as_str())) {
            let is_own = |path: &str| path.starts_with(&format!("EPUB/{lang}/"));
            let is_there = pages.iter().any(|(path, page)| is_own(path) && is_shown(block, &page.text(block), text));
            assert!(is_there, "{ending}: {lang} {letter} {block} {text}");
        }
    }
}

#[test]
fn every_link_in_the_one_file_leads_to_a_place_in_it() {
    let page = Page::read(std::str::from_utf8(shipped().ending(".html")).expect("UTF-8"));
    assert!(page.twice.is_empty(), "{:?}", page.twice);
    assert!(page.links.len() > 3_000, "{} links", page.links.len());
    for link in &page.links {
        let is_whole = link.strip_prefix('#').map_or_else(|| link.starts_with("https://"), |id| page.has(id));
        assert!(is_whole, "{link}");
    }
    for id in &page.named {
        assert!(page.has(id), "{id} is named as a label or a part, and not there");
    }
}

#[test]
fn every_link_in_a_book_leads_to_a_place_in_it() {
    for ending in ["-nl.epub", "-en.epub", ".0.epub"] {
        let pages = pages(shipped().ending(ending));
        let mut n_links = 0;
        for (path, page) in &pages {
            assert!(page.twice.is_empty(), "{ending} {path} {:?}", page.twice);
            for link in page.links.iter().filter(|link| !link.starts_with("https://") && !link.starts_with("mailto:")) {
                let (file, id) = link.split_once('#').map_or((link.as_str(), None), |(file, id)| (file, Some(id)));
                let target = if file.is_empty() { path.clone() } else { read::joined(path, file) };
                let found = pages.get(&target);
                assert!(found.is_some_and(|page| id.is_none_or(|id| page.has(id))), "{ending} {path}: {link}");
                n_links += 1;
            }
        }
        assert!(n_links > 1_000, "{n_links} links");
    }
}

#[test]
fn a_book_lists_its_passages_and_says_how_it_can_be_read() {
    let members = members(shipped().ending("-nl.epub"));
    assert_eq!(members[0], ("mimetype".to_owned(), b"application/epub+zip".to_vec()), "first, for who looks at the file alone");
    let text = |name: &str| String::from_utf8(members.iter().find(|(path, _)| path == name).expect("a member").1.clone()).expect("UTF-8");
    let nav = text("EPUB/nav.xhtml");
    let (_, list) = nav.split_once("epub:type=\"page-list\"").expect("a list of passages");
    let n_blocks = blocks().iter().filter(|(_, lang, ..)| lang == "nl").count();
    assert_eq!(list.matches("<li>").count(), n_blocks);
    assert!(list.contains(">progress-ai-factory p32</a>"), "named by letter and number");
    let package = text("EPUB/package.opf");
    for said in ["accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard", "accessibilitySummary"] {
        assert!(package.contains(&format!("schema:{said}")), "{said}");
    }
    assert!(package.contains("<meta property=\"dcterms:modified\">2026-11-21T00:00:00Z</meta>"));
    let letter = text("EPUB/nl/brieven/voortgang-ai-fabriek.xhtml");
    assert!(letter.contains("epub:type=\"noteref\"") && letter.contains("epub:type=\"footnote\""), "notes are known as such");
    assert!(letter.contains("lang=\"en\" xml:lang=\"en\""), "foreign passages are marked in both ways");
    for (path, bytes) in &members {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("<script") && !text.contains("<form"), "{path} has what a book cannot do");
    }
}

#[test]
fn the_policy_of_the_one_file_allows_its_own_code_alone() {
    use base64::Engine as _;
    use sha2::Digest as _;
    let html = std::str::from_utf8(shipped().ending(".html")).expect("UTF-8");
    let inside = |begin: &str, end: &str| {
        let (_, rest) = html.split_once(begin).expect("its beginning");
        rest.split_once(end).expect("its end").0
    };
    let policy = inside("http-equiv=\"Content-Security-Policy\" content=\"", "\"");
    for (directive, text) in [("style-src", inside("<style>", "</style>")), ("script-src", inside("<script>", "</script>"))] {
        let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(text));
        assert!(policy.contains(&format!("{directive} 'sha256-{hash}';")), "{policy}");
    }
    assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe"));
    assert_eq!(html.matches("<script>").count(), 1, "one script, all else is data");
    assert!(!html.contains(" style=") && !html.contains(" onclick="));
}

#[test]
fn the_one_file_holds_the_sources_as_received() {
    let page = Page::read(std::str::from_utf8(shipped().ending(".html")).expect("UTF-8"));
    let source = std::fs::read_to_string(project().join("content/letters/progress-ai-factory/source.txt")).expect("the source");
    assert!(page.raw("source-progress-ai-factory").contains(&source), "letter by letter, line by line");
}

#[test]
fn a_large_dossier_has_a_smaller_file_or_none_and_that_is_told() {
    let brief = Format {
        name: "html",
        standard: "",
        needs_base_url: false,
        write: |inputs, folder| single::write_within(inputs, 2_200_000, folder),
    };
    let none =
        Format { name: "html", standard: "", needs_base_url: false, write: |inputs, folder| single::write_within(inputs, 500_000, folder) };
    let (brief, none): (&'static Format, &'static Format) = (Box::leak(Box::new(brief)), Box::leak(Box::new(none)));
    let shelf = copies(&project(), None, &[brief, none]);
    let html = std::str::from_utf8(shelf.ending(".html")).expect("UTF-8");
    assert!(html.len() <= 2_200_000, "{}", html.len());
    assert!(html.contains("kleiner dan 2.2 MB") && html.contains("smaller than 2.2 MB"), "the file says so itself");
    let page = Page::read(html);
    assert!(page.links.iter().all(|link| link.strip_prefix('#').is_none_or(|id| page.has(id))), "its links are whole");
    assert_eq!(shelf.notes.len(), 2, "{:?}", shelf.notes);
    assert!(shelf.notes[0].contains("without side-by-side pages") && shelf.notes[1].starts_with("no one HTML file"), "{:?}", shelf.notes);
}

#[test]
fn copies_are_the_same_from_any_folder() {
    let names = forms(&["html", "epub", "wacz"]);
    let case = project().join("tests/cases/belgium");
    let folder = tempfile::tempdir().expect("a folder");
    let other = folder.path().join("elders");
    for entry in walkdir::WalkDir::new(&case).into_iter().map(|entry| entry.expect("a readable folder")) {
        let to = other.join(entry.path().strip_prefix(&case).expect("below"));
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(to).expect("a folder")
        } else {
            _ = std::fs::copy(entry.path(), to).expect("a copy")
        }
    }
    let (one, two) = (copies(&case, Some("https://example.org/d/"), &names), copies(&other, Some("https://example.org/d/"), &names));
    let endings: BTreeSet<&str> = one.files.keys().filter_map(|path| path.rsplit_once('.').map(|(_, ending)| ending)).collect();
    assert!(["epub", "html", "wacz"].iter().all(|ending| endings.contains(ending)), "{endings:?}");
    assert!(one.files == two.files, "{:?} and {:?}", one.files.keys(), two.files.keys());
}

#[test]
fn languages_and_themes_of_all_kinds_make_whole_copies() {
    for case in ["belgium", "right-to-left", "one-language", "translation-missing", "other-kinds-and-money", "reviewed"] {
        let shelf = copies(&project().join("tests/cases").join(case), None, &forms(&["html", "epub"]));
        let page = Page::read(std::str::from_utf8(shelf.ending(".html")).expect("UTF-8"));
        assert!(page.twice.is_empty(), "{case}: {:?}", page.twice);
        let broken: Vec<&String> = page.links.iter().filter(|link| link.strip_prefix('#').is_some_and(|id| !page.has(id))).collect();
        assert!(broken.is_empty(), "{case}: {broken:?}");
        assert!(page.links.iter().all(|link| link.starts_with('#') || link.contains(':')), "{case}: {:?}", page.links);
    }
}
