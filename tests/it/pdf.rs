//! PDF copies: held against the letters that they show, and opened with the tools of poppler and with qpdf.

use std::collections::BTreeSet;
use std::io::{self, Cursor};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use dossier::archive::{FORMATS, Folder, Format, Out, pdf};
use dossier::output::scratch::Scratch;
use dossier::pipeline;
use dossier::pipeline::archive::Order;
use dossier::site::tally::Tally;
use serde_json::Value;

use crate::cases::{self, Files};
use crate::cli;

/// Takes copies as a value.
#[derive(Default)]
struct Copies(Files);

impl Folder for Copies {
    fn file(&mut self, path: &str, write: &mut dyn FnMut(&mut dyn Out) -> io::Result<()>) -> io::Result<()> {
        let mut bytes = Cursor::new(Vec::new());
        write(&mut bytes)?;
        self.0.insert(path.to_owned(), bytes.into_inner());
        Ok(())
    }
}

/// A dossier with its site and its PDFs.
struct Made {
    /// The files of the site.
    site: Files,
    /// The PDFs.
    copies: Files,
}

impl Made {
    /// Makes the PDFs of a dossier.
    fn of(root: &Path) -> Self {
        Self { site: cases::build(root, None), copies: copies(root) }
    }

    /// The shipped dossier, made once.
    fn shipped() -> &'static Self {
        static MADE: OnceLock<Made> = OnceLock::new();
        MADE.get_or_init(|| Self { site: cases::shipped().clone(), copies: copies(Path::new(env!("CARGO_MANIFEST_DIR"))) })
    }

    /// A file of data of the site.
    fn data(&self, path: &str) -> Value {
        serde_json::from_slice(&self.site[path]).expect("JSON")
    }

    /// The PDF of the whole dossier, or of one language by its mark: `-nl`.
    fn whole(&self, mark: &str) -> &[u8] {
        let ending = format!("-1.0.0{mark}.pdf");
        self.copies.iter().find(|(name, _)| name.ends_with(&ending)).map(|(_, pdf)| pdf.as_slice()).expect("a PDF of many letters")
    }

    /// Each edition of each letter: its language, its blocks, its title, its PDF.
    fn editions(&self) -> Vec<(String, Vec<Value>, String, &[u8])> {
        let mut editions = Vec::new();
        for letter in self.data("data/dossier.json")["letters"].as_array().expect("letters") {
            let blocks = self.data(&format!("data/letters/{}.json", letter["id"].as_str().expect("an id")));
            for (lang, edition) in letter["editions"].as_object().expect("editions") {
                let name = edition["path"].as_str().expect("a path").rsplit('/').next().expect("a name").replace(".html", ".pdf");
                let pdf = &self.copies[&format!("pdf/{lang}/{name}")];
                let title = edition["title"].as_str().expect("a title").to_owned();
                editions.push((lang.clone(), blocks["blocks"].as_array().expect("blocks").clone(), title, pdf.as_slice()));
            }
        }
        editions
    }
}

/// The PDFs of a dossier.
fn copies(root: &Path) -> Files {
    let format = FORMATS.iter().find(|format| format.name == "pdf").expect("the form");
    copies_in(root, format).0
}

/// The PDFs of a dossier in a form, and what is told of them.
fn copies_in(root: &Path, format: &'static Format) -> (Files, Vec<String>) {
    let mut copies = Copies::default();
    let order = Order { root, base_url: None, formats: &[format], tally: &Tally::default() };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let scratch = Scratch::begin(folder.path().join("site")).expect("a new folder");
    let outcome = pipeline::archive::archive(&order, (&scratch, &mut copies)).expect("memory takes all");
    assert!(!outcome.problems.has_errors());
    copies.0.retain(|name, _| name.ends_with(".pdf"));
    (copies.0, outcome.notes)
}

/// What a tool says of a PDF.
#[track_caller]
pub(crate) fn tool(name: &str, before: &[&str], pdf: &[u8], after: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path: PathBuf = folder.path().join("copy.pdf");
    std::fs::write(&path, pdf).expect("a new file");
    let output = Command::new(name).args(before).arg(&path).args(after).env("TZ", "UTC").output().expect("poppler-utils and qpdf");
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A text without what differs between a line of text and lines on paper: spaces, places where words may be parted, raised figures.
fn plain(text: &str) -> Vec<char> {
    let is_unseen = |sign: &char| sign.is_whitespace() || "\u{AD}\u{200B}\u{200C}\u{200E}\u{200F}".contains(*sign);
    let flat = |sign: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|raised| raised == sign).map_or(sign, |at| (b'0' + at as u8) as char);
    text.chars().map(flat).filter(|sign| !is_unseen(sign)).collect()
}

/// The text of a PDF without what stands around it on each page: the running title, the foot with the number of the page.
fn text_of(pdf: &[u8]) -> Vec<char> {
    let text = tool("pdftotext", &["-raw"], pdf, &["-"]);
    let pages: Vec<&str> = text.trim_end_matches('\u{C}').split('\u{C}').collect();
    let body = |(number, page): (usize, &&str)| {
        let mut lines = page.lines();
        let (_, foot) = (lines.next().expect("a running title"), lines.next().expect("a foot"));
        assert!(foot.ends_with(&format!("{} / {}", number + 1, pages.len())), "{foot}");
        lines.collect::<Vec<_>>().join("\n")
    };
    plain(&pages.iter().enumerate().map(body).collect::<Vec<_>>().join("\n"))
}

/// Where a text ends that begins at a place, marks of notes passed over.
fn end_of(words: &[char], text: &[char], start: usize) -> Option<usize> {
    let mut at = start;
    for word in words {
        let is_mark = |n: &usize| text.get(at..at + n).is_some_and(|mark| mark.iter().all(|sign| sign.is_ascii_alphanumeric()));
        at += (0..4).take_while(|n| *n == 0 || is_mark(n)).find(|n| text.get(at + n) == Some(word))? + 1;
    }
    Some(at)
}

/// Holds every block of every letter against the PDF: its number and its words, in order. Says how many there are.
fn check_blocks(made: &Made) -> usize {
    let mut n_blocks = 0;
    for (lang, blocks, title, pdf) in made.editions() {
        let text = text_of(pdf);
        let mut at = 0;
        for block in blocks {
            let Some(words) = block["text"][&lang].as_str() else { continue };
            let words = plain(words);
            let label = plain(block["opens"].as_str().or(block["id"].as_str()).expect("an id"));
            // A number stands before its words, with at most the mark of an item or the word of a question between.
            let has_label = |start: usize| text[start.saturating_sub(14)..start].windows(label.len()).any(|before| before == label);
            let found = (at..text.len())
                .filter(|start| text.get(*start) == words.first())
                .find_map(|start| end_of(&words, &text, start).filter(|_| has_label(start)));
            assert!(found.is_some(), "{lang}, {title}: {} is not found: {}", block["id"], words.iter().collect::<String>());
            at = found.unwrap_or_default();
            n_blocks += 1;
        }
    }
    n_blocks
}

/// The bookmarks of a PDF.
fn bookmarks(pdf: &[u8]) -> Vec<String> {
    let xml = tool("pdftohtml", &["-xml", "-i", "-stdout"], pdf, &[]);
    let (_, outline) = xml.split_once("<outline>").expect("bookmarks");
    let items = outline.split("<item page=").skip(1).filter_map(|item| item.split_once('>')?.1.split_once("</item>"));
    items.map(|(title, _)| title.replace("&amp;", "&").replace("&#34;", "\"")).collect()
}

#[test]
fn every_block_stands_in_order_with_its_number() {
    assert!(400 < check_blocks(Made::shipped()));
    for case in ["other-kinds-and-money", "belgium", "translation-missing"] {
        assert_ne!(check_blocks(&Made::of(cases::lay(case).path())), 0, "{case}");
    }
}

#[test]
fn every_block_is_a_place() {
    for (_, blocks, title, pdf) in Made::shipped().editions() {
        let said = tool("pdfinfo", &["-dests"], pdf, &[]);
        let names: BTreeSet<&str> = said.lines().filter_map(|line| line.split('"').nth(1)).collect();
        for block in blocks {
            for id in [&block["id"], &block["opens"]].into_iter().filter_map(Value::as_str) {
                assert!(names.contains(id), "{title}: {id}");
            }
        }
    }
    let said = tool("pdfinfo", &["-dests"], Made::shipped().whole(""), &[]);
    for name in ["nl-progress-ai-factory-p12", "en-progress-ai-factory-p12", "nl-answers-jansen-ai-factory-q3", "en-funding-total"] {
        assert!(said.contains(&format!("\"{name}\"")), "{name}");
    }
}

#[test]
fn bookmarks_are_the_headings() {
    for (lang, blocks, title, pdf) in Made::shipped().editions() {
        let marks = bookmarks(pdf);
        assert_eq!(marks[0], title);
        let mut rest = marks[1..].iter();
        for block in blocks.iter().filter(|block| ["heading", "question", "answer"].contains(&block["kind"].as_str().expect("a kind"))) {
            let words = plain(block["text"][&lang].as_str().expect("words"));
            // Marks of notes stay in a heading's bookmark.
            let is_it = |mark: &&String| {
                end_of(&words, &plain(mark), plain(mark).len().saturating_sub(words.len() + 4)).is_some()
                    || plain(mark).ends_with(&words)
                    || plain(mark).starts_with(&words)
            };
            assert!(rest.any(|mark| is_it(&mark)), "{title}: {} of {marks:?}", block["id"]);
        }
    }
    let marks = bookmarks(Made::shipped().whole("-nl"));
    let pages: Vec<&str> = marks.iter().map(String::as_str).collect();
    for page in ["Inhoud", "Financiering", "Register", "Tijdlijn", "Begrippen", "Betrokkenen"] {
        assert!(pages.contains(&page), "{page}");
    }
}

#[test]
fn a_copy_says_what_it_is() {
    for (lang, _, title, pdf) in Made::shipped().editions() {
        let said = tool("pdfinfo", &[], pdf, &[]);
        let of = |name: &str| said.lines().find_map(|line| line.strip_prefix(name)).map(str::trim).unwrap_or_default().to_owned();
        assert_eq!((of("Title:"), of("Tagged:"), of("Page size:")), (title, "yes".to_owned(), "595.28 x 841.89 pts (A4)".to_owned()));
        assert_eq!(of("CreationDate:"), "Sat Nov 21 00:00:00 2026 UTC");
        let bytes = String::from_utf8_lossy(pdf);
        assert!(bytes.contains(&format!("/Lang({lang})")) || bytes.contains(&format!("/Lang ({lang})")), "{lang}");
        assert!(!bytes.contains("pdfaid:"), "a claim of PDF/A that nothing proves");
    }
}

#[test]
fn tags_say_what_each_part_is() {
    let said = tool("pdfinfo", &["-struct"], Made::shipped().whole("-nl"), &[]);
    let found: BTreeSet<&str> = said.lines().filter_map(|line| line.trim_start().split([' ', ':']).next()).collect();
    let kinds = "Art Sect H1 H2 H3 P L LI Lbl LBody Table THead TBody TR TH TD Note Link Quote Code TOC TOCI Span";
    for kind in kinds.split(' ') {
        assert!(found.contains(kind), "{kind}: {found:?}");
    }
    // What is read follows what is seen: words before a link come before it.
    let letter = tool("pdfinfo", &["-struct-text"], &Made::shipped().copies["pdf/nl/antwoorden-jansen-ai-fabriek.pdf"], &[]);
    let (date, basis) =
        (letter.find("op of na 13 november 2025").expect("the date"), letter.find("alleen grenzen bekend").expect("its basis"));
    assert!(date < basis, "{letter}");
}

#[test]
fn copies_are_whole_and_the_same_every_time() {
    let case = |name: &str| copies(cases::lay(name).path());
    for name in ["other-kinds-and-money", "right-to-left"] {
        let (one, other) = (case(name), case(name));
        assert!(!one.is_empty());
        assert!(one == other, "{name}");
        one.values().for_each(|pdf| check_whole(pdf));
    }
    let shipped = &Made::shipped().copies;
    assert_eq!(shipped.len(), 13);
    shipped.values().for_each(|pdf| check_whole(pdf));
}

#[test]
fn what_is_too_large_for_one_pdf_is_told() {
    /// The form with at most so many bytes of text in a PDF of more than one letter.
    fn form<const MOST: usize>() -> Format {
        Format { name: "pdf", standard: "", needs_base_url: false, write: |inputs, folder| pdf::write_within(inputs, MOST, folder) }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/base");
    // The texts in one language have less than the larger number, those in both have more.
    for (form, endings) in [(form::<200>(), &["-nl.pdf", "-en.pdf"][..]), (form::<10>(), &[])] {
        let (made, told) = copies_in(&root, Box::leak(Box::new(form)));
        let wholes: Vec<&String> = made.keys().filter(|path| !path.starts_with("pdf/")).collect();
        assert!(
            wholes.len() == endings.len() && endings.iter().all(|ending| wholes.iter().any(|path| path.ends_with(ending))),
            "{wholes:?}"
        );
        assert_eq!((made.len() - wholes.len(), told.len()), (2, 3 - wholes.len()), "each letter has its own: {:?}", made.keys());
        assert!(told.iter().all(|told| told.starts_with("no `") && told.contains("each letter has a PDF of its own")), "{told:?}");
    }
}

/// Looks for faults in a PDF.
#[track_caller]
fn check_whole(pdf: &[u8]) {
    let said = tool("qpdf", &["--check"], pdf, &[]);
    assert!(said.contains("No syntax or stream encoding errors found"), "{said}");
    assert!(!said.contains("WARNING"), "{said}");
}

/// A dossier of one letter that ends with a table of some rows, each a number and a word.
fn with_table(n_rows: usize) -> tempfile::TempDir {
    let root = cases::lay("one-language");
    cli::take_text_of_source(root.path());
    let edition = root.path().join("content/letters/first/nl.md");
    let rows: String = (1..=n_rows).map(|row| format!("| {row} | rij {row} |\n")).collect();
    let text = std::fs::read_to_string(&edition).expect("an edition");
    std::fs::write(&edition, format!("{text}\n| Nummer | Omschrijving |\n|---|---|\n{rows}")).expect("a file");
    let locked = cli::run(root.path(), &["lock"]);
    assert_eq!(locked.code, 0, "{}", locked.problems);
    root
}

#[test]
fn heads_of_tables_are_shown_again_on_each_page() {
    let root = with_table(100);
    let pdf = &copies(root.path())["pdf/nl/herstel-oude-brug.pdf"];
    let text = tool("pdftotext", &["-raw"], pdf, &["-"]);
    // Each page without its running title and its foot.
    let pages = text.split('\u{C}').map(|page| page.lines().skip(2).flat_map(str::split_whitespace).collect::<Vec<_>>().join(" "));
    let with_rows: Vec<String> = pages.filter(|page| page.contains(" rij ")).collect();
    assert!(2 < with_rows.len(), "{with_rows:?}");
    for (number, page) in with_rows.iter().enumerate() {
        assert_eq!(page.matches("Nummer Omschrijving").count(), 1, "{page}");
        assert!(number == 0 || page.starts_with("Nummer Omschrijving"), "{page}");
    }
    let rows = (1..=100).map(|row| format!(" {row} rij {row}"));
    let whole = with_rows.join(" ") + " ";
    rows.for_each(|row| assert_eq!(whole.matches(&format!("{row} ")).count(), 1, "{row}"));
    // Who reads by ear hears it once: again it is an artifact.
    let tagged = tool("pdfinfo", &["-struct-text"], pdf, &[]);
    assert_eq!(tagged.matches("Omschrijving").count(), 1, "{tagged}");
    check_whole(pdf);
}

#[test]
fn text_runs_from_right_to_left() {
    let made = Made::of(cases::lay("right-to-left").path());
    let pdf = &made.copies["pdf/ar/tarmim-aljisr.pdf"];
    let text = tool("pdftotext", &[], pdf, &["-"]);
    assert!(text.contains("التكاليف"), "{text}");
    assert!(String::from_utf8_lossy(pdf).contains("/Direction/R2L") || String::from_utf8_lossy(pdf).contains("/Direction /R2L"));
}

#[test]
fn pdfs_with_signs_that_the_fonts_lack_are_left_out() {
    let root = tempfile::tempdir().expect("a temporary folder");
    cli::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/base"), root.path());
    let page = root.path().join("content/pages/about/en.md");
    let text = std::fs::read_to_string(&page).expect("a page");
    std::fs::write(&page, format!("{text}\n信\n")).expect("written");
    let outcome = cli::run(root.path(), &["archive"]);
    assert_eq!(outcome.code, 0, "{}", outcome.problems);
    assert!(outcome.results.contains("copies/pdf/") && outcome.results.contains(".zip: "), "{}", outcome.results);
    let reason = ": the fonts for PDF have no sign for 信 (U+4FE1); the other forms of copies need no fonts";
    let note = outcome.problems.lines().find(|line| line.contains(reason)).expect("a note");
    assert!(note.contains("no `de-oude-brug-1.0.0-en.pdf`, `de-oude-brug-1.0.0.pdf`: "), "{note}");
    let has = |name: &str| root.path().join("copies").join(name).exists();
    assert!(has("pdf/en") && has("pdf/nl") && has("de-oude-brug-1.0.0-nl.pdf") && !has("de-oude-brug-1.0.0.pdf"));
    let before = std::fs::read(root.path().join("copies/SHA512SUMS")).expect("sums");
    let outcome = cli::run(root.path(), &["archive", "--only", "pdf,zip"]);
    assert_eq!(outcome.code, 2, "{}", outcome.problems);
    assert!(
        outcome.problems.contains("error: no `de-oude-brug-1.0.0-en.pdf`") && outcome.problems.contains(reason),
        "{}",
        outcome.problems
    );
    assert_eq!(std::fs::read(root.path().join("copies/SHA512SUMS")).expect("sums"), before, "all stays as it was");
}
