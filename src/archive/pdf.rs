//! PDF copies: each letter in each language, all of a language, the whole dossier. They hold what the pages of the site hold, set for
//! paper: tagged, with bookmarks, the numbers of blocks in the margin, each of them a place that links can lead to (`#p12`).
//!
//! A page of the site comes in as a tree of elements (`markup`), its parts become pieces (`flow`, `lists`, `tables`, with words set by
//! `rich` and `setting`), pages are filled with those (`pages`) and drawn (`draw`). Only here floats are used: the measures of paper.
//! They are added and multiplied, which gives the same on every machine.

mod draw;
mod face;
mod flow;
mod front;
mod links;
mod lists;
mod markup;
mod pages;
mod piece;
mod rich;
mod setting;
mod tables;
mod tags;
mod unset;

use std::collections::BTreeMap;
use std::io;

use rayon::prelude::*;

use self::draw::{About, Unwritten};
use self::face::{BACK, BESIDE, TEXT};
use self::flow::{Flow, Frame};
use self::front::{Cover, Entry};
use self::links::Places;
use self::markup::Element;
use self::tags::Kind;
use self::unset::Unset;
use super::{Folder, Inputs, megabytes};
use crate::model::lang::Lang;
use crate::model::letter::{Letter, LetterId};
use crate::render::PageEntry;

/// The kinds of pages that stand after the letters of a language, in order; then come the other pages of the publisher.
const KINDS: &[&str] = &["funding", "ledger", "timeline", "glossary", "actors", "documents", "about"];

/// The kinds of pages that are for the site alone.
const OFF_PAPER: &[&str] = &["choice", "not-found", "redirect", "home", "letters", "index", "search", "parallel", "data", "accessibility"];

/// The most bytes of text in a PDF of more than one letter, and in those that are set side by side: they take some 270 times as much
/// memory, a gigabyte.
const MOST: usize = 4_000_000;

/// How many letters are set side by side before they are written.
const BATCH: usize = 64;

/// A page of the site in a PDF.
struct Sheet<'a> {
    /// The page.
    entry: &'a PageEntry,
    /// What the names of its places begin with.
    prefix: String,
}

/// A PDF.
struct Book<'a> {
    /// Its path from the folder of copies.
    path: String,
    /// Its languages, in order.
    languages: Vec<&'a Lang>,
    /// Its pages.
    sheets: Vec<Sheet<'a>>,
    /// The letter, if it is one letter.
    letter: Option<&'a Letter>,
}

impl Book<'_> {
    /// How many bytes of text it has.
    fn n_text_bytes(&self, inputs: &Inputs<'_>) -> usize {
        inputs.n_text_bytes(&|lang| self.languages.contains(&lang))
    }
}

/// Writes the PDF copies.
///
/// # Errors
/// If one cannot be written.
pub fn write(inputs: &Inputs<'_>, folder: &mut dyn Folder) -> io::Result<()> {
    write_within(inputs, MOST, folder)
}

/// Writes the PDF copies; of more than one letter only those with at most so many bytes of text.
///
/// # Errors
/// If one cannot be written.
pub fn write_within(inputs: &Inputs<'_>, most: usize, folder: &mut dyn Folder) -> io::Result<()> {
    let languages: Vec<&Lang> = inputs.resolved.dossier.settings.languages.iter().collect();
    let letters: Vec<Book<'_>> = languages.iter().flat_map(|lang| letters_of(inputs, lang)).collect();
    let wholes = wholes(inputs, (&languages, most), folder);
    // As many side by side as the limit leaves room for.
    let mut n_before = 0;
    let wholes = wholes.chunk_by(|book, next| {
        n_before += book.n_text_bytes(inputs);
        let is_room = n_before + next.n_text_bytes(inputs) <= most;
        if !is_room {
            n_before = 0;
        }
        is_room
    });
    let mut unset = Unset::default();
    for batch in letters.chunks(BATCH).chain(wholes) {
        let made: Vec<Result<Vec<u8>, Unwritten>> = batch.par_iter().map(|book| make(inputs, book)).collect();
        for (book, bytes) in batch.iter().zip(made) {
            match bytes {
                Ok(bytes) => folder.file(&book.path, &mut |out| out.write_all(&bytes))?,
                Err(Unwritten::Lacks(signs)) => unset.add(&book.path, signs),
                Err(Unwritten::Other(error)) => return Err(io::Error::other(format!("`{}`: {error}", book.path))),
            }
        }
    }
    if !unset.paths.is_empty() {
        folder.leave_out(&unset.to_string());
    }
    Ok(())
}

/// The PDFs of each language and, where there are several, of all; those that would have too much text are told instead.
fn wholes<'a>(inputs: &Inputs<'a>, (languages, most): (&[&'a Lang], usize), folder: &mut dyn Folder) -> Vec<Book<'a>> {
    let mut wholes: Vec<Book<'_>> = languages.iter().map(|lang| book(inputs, &[lang])).collect();
    if 1 < languages.len() {
        wholes.push(book(inputs, languages));
    }
    let too_large = wholes.extract_if(.., |book| most < book.n_text_bytes(inputs));
    for Book { path, .. } in too_large {
        let limit = megabytes(most);
        folder.tell(&format!(
            "no `{path}`: it would have more than {limit} of text, too much for many machines; each letter has a PDF of its own"
        ));
    }
    wholes
}

/// A PDF of each letter in a language.
fn letters_of<'a>(inputs: &Inputs<'a>, lang: &'a Lang) -> Vec<Book<'a>> {
    let entries = &inputs.resolved.listing.pages;
    let of_kind = |kind: &'static str| entries.iter().filter(move |entry| entry.kind == kind && entry.lang.as_ref() == Some(lang));
    let sources: BTreeMap<Option<&LetterId>, &PageEntry> = of_kind("source").map(|entry| (entry.letter.as_ref(), entry)).collect();
    let one = |entry: &'a PageEntry| {
        let id = entry.letter.as_ref()?;
        let name = entry.path.as_str().rsplit('/').next()?.trim_end_matches(".html");
        let mut sheets = vec![Sheet { entry, prefix: String::new() }];
        sheets.extend(sources.get(&Some(id)).map(|entry| Sheet { entry, prefix: "source-".to_owned() }));
        let letter = inputs.resolved.dossier.letter(id);
        Some(Book { path: format!("pdf/{lang}/{name}.pdf"), languages: vec![lang], sheets, letter })
    };
    of_kind("letter").filter_map(one).collect()
}

/// A PDF of all that some languages have.
fn book<'a>(inputs: &Inputs<'a>, languages: &[&'a Lang]) -> Book<'a> {
    let is_whole = 1 < languages.len();
    let mut sheets = Vec::new();
    for lang in languages {
        let entries = inputs.resolved.listing.pages.iter().filter(|entry| entry.lang.as_ref() == Some(*lang));
        let mut chosen: Vec<(usize, &PageEntry)> = entries.filter_map(|entry| Some((rank(entry)?, entry))).collect();
        chosen.sort_by_key(|(rank, _)| *rank);
        let start = if is_whole { format!("{lang}-") } else { String::new() };
        sheets.extend(chosen.into_iter().map(|(_, entry)| {
            let name = entry.letter.as_ref().map_or(entry.kind.as_str(), |letter| letter.as_str());
            let end = if entry.kind == "source" { "source-" } else { "" };
            Sheet { entry, prefix: format!("{start}{name}-{end}") }
        }));
    }
    let stem = inputs.stem();
    let name = if is_whole { stem } else { languages.first().map(|lang| format!("{stem}-{lang}")).unwrap_or_default() };
    Book { path: format!("{name}.pdf"), languages: languages.to_vec(), sheets, letter: None }
}

/// Where a page stands among those of its language, as those of one kind are listed; nothing for pages that are not for paper.
fn rank(entry: &PageEntry) -> Option<usize> {
    match entry.kind.as_str() {
        "letter" | "stub" => Some(0),
        "source" => Some(KINDS.len() + 2),
        kind if OFF_PAPER.contains(&kind) => None,
        kind => Some(1 + KINDS.iter().position(|known| *known == kind).unwrap_or(KINDS.len())),
    }
}

/// Makes a PDF.
fn make(inputs: &Inputs<'_>, book: &Book<'_>) -> Result<Vec<u8>, Unwritten> {
    let (flow, about) = flow_of(inputs, book).map_err(|error| Unwritten::Other(error.to_string()))?;
    draw::write(flow, &about)
}

/// Sets the pages of a PDF.
fn flow_of<'a>(inputs: &Inputs<'a>, book: &Book<'a>) -> io::Result<(Flow<'a>, About)> {
    let mut places = Places::new(inputs.resolved.dossier.settings.base_url.as_deref());
    for sheet in &book.sheets {
        places.add(sheet.entry.path.as_str(), sheet.prefix.clone(), &read(inputs, sheet.entry)?);
    }
    let mut flow = Flow::new(places);
    let Some(first) = book.languages.first() else { return Err(io::Error::other("a dossier without languages")) };
    let about = about(inputs, book, first)?;
    if book.letter.is_none() {
        front(inputs, book, &mut flow)?;
    }
    let is_whole = 1 < book.languages.len();
    for lang in &book.languages {
        let part = if is_whole { flow.part(0, lang.tag()) } else { 0 };
        if is_whole {
            part_cover(inputs, (&mut flow, part), lang)?;
        }
        for sheet in book.sheets.iter().filter(|sheet| sheet.entry.lang.as_ref() == Some(*lang)) {
            add(inputs, (&mut flow, part), sheet)?;
        }
    }
    Ok((flow, about))
}

/// What a PDF says of itself.
fn about(inputs: &Inputs<'_>, book: &Book<'_>, lang: &Lang) -> io::Result<About> {
    let settings = &inputs.resolved.dossier.settings;
    let dossier = settings.title.text(lang);
    let edition = book.letter.and_then(|letter| letter.edition(lang));
    let version = inputs.resolved.locales.get(lang).map_or("", |locale| locale.word("frame.version"));
    Ok(About {
        title: edition.map_or(dossier, |edition| &edition.title).to_owned(),
        lang: lang.tag().to_owned(),
        is_rtl: is_rtl(&home(inputs, lang)?),
        description: edition.map_or(settings.description.text(lang), |edition| &edition.summary).to_owned(),
        authors: book.letter.into_iter().flat_map(|letter| letter.parties.signed(lang)).map(str::to_owned).collect(),
        published: settings.published.clone(),
        foot: format!("{dossier} · {version} {}", settings.version),
    })
}

/// Adds the title page and the contents.
fn front(inputs: &Inputs<'_>, book: &Book<'_>, flow: &mut Flow<'_>) -> io::Result<()> {
    let settings = &inputs.resolved.dossier.settings;
    let is_whole = 1 < book.languages.len();
    flow.end_page("");
    for (number, lang) in book.languages.iter().enumerate() {
        let home = home(inputs, lang)?;
        let (title, description) = (settings.title.text(lang).to_owned(), settings.description.text(lang).to_owned());
        let foot = if is_whole { None } else { home.find("footer") };
        let node = flow.tags.open(0, Kind::Group, is_whole.then(|| lang.tag()));
        let frame = Frame::text(node, (lang.tag(), is_rtl(&home)), TEXT);
        at_home(inputs, flow, lang);
        flow.cover(&Cover { title, description, foot }, (&frame, None), if number == 0 { 150.0 } else { 30.0 });
    }
    for lang in &book.languages {
        let home = home(inputs, lang)?;
        let Some(locale) = inputs.resolved.locales.get(lang) else { continue };
        let title = locale.word("frame.contents").to_owned();
        let of_lang = book.sheets.iter().filter(|sheet| sheet.entry.lang.as_ref() == Some(*lang));
        let entries: Vec<Entry> = of_lang.map(|sheet| entry(inputs, flow, (sheet, lang))).collect();
        flow.end_page(settings.title.text(lang));
        let node = flow.tags.open(0, Kind::Section, is_whole.then(|| lang.tag()));
        flow.contents(&title, &entries, &Frame::text(node, (lang.tag(), is_rtl(&home)), TEXT));
    }
    flow.shift = u16::from(is_whole);
    Ok(())
}

/// A page in the contents: of a letter what kind it is of, and when it was written.
fn entry(inputs: &Inputs<'_>, flow: &Flow<'_>, (sheet, lang): (&Sheet<'_>, &Lang)) -> Entry {
    let dossier = inputs.resolved.dossier;
    let letter = sheet.entry.letter.as_ref().filter(|_| sheet.entry.kind == "letter").and_then(|id| dossier.letter(id));
    let note = letter.zip(inputs.resolved.locales.get(lang)).map(|(letter, locale)| {
        let kind = dossier.settings.kinds.get(&letter.kind).map(|kind| kind.name.text(lang)).unwrap_or_default();
        format!("{kind}, {}", locale.date(&letter.date.value))
    });
    let place = flow.places.name(sheet.entry.path.as_str(), "");
    Entry { title: sheet.entry.title.clone(), note: note.unwrap_or_default(), place }
}

/// Adds the title page of a language in the whole dossier.
fn part_cover(inputs: &Inputs<'_>, (flow, part): (&mut Flow<'_>, usize), lang: &Lang) -> io::Result<()> {
    let settings = &inputs.resolved.dossier.settings;
    let home = home(inputs, lang)?;
    flow.end_page("");
    let (title, description) = (settings.title.text(lang).to_owned(), settings.description.text(lang).to_owned());
    let frame = Frame::text(part, (lang.tag(), is_rtl(&home)), TEXT);
    at_home(inputs, flow, lang);
    flow.cover(&Cover { title, description, foot: home.find("footer") }, (&frame, Some(1)), 150.0);
    flow.level = 1;
    Ok(())
}

/// Adds a page of the site.
fn add(inputs: &Inputs<'_>, (flow, part): (&mut Flow<'_>, usize), sheet: &Sheet<'_>) -> io::Result<()> {
    let page = read(inputs, sheet.entry)?;
    let root = page.find("html").unwrap_or(&page);
    let running = root.attribute("data-running").unwrap_or(&sheet.entry.title);
    flow.end_page(running);
    flow.path = sheet.entry.path.to_string();
    flow.level = flow.shift;
    let lang = sheet.entry.lang.as_ref().map(Lang::tag).unwrap_or_default();
    let letter = sheet.entry.letter.as_ref().filter(|_| sheet.entry.kind == "letter").and_then(|id| inputs.resolved.dossier.letter(id));
    let edition = letter.zip(sheet.entry.lang.as_ref()).and_then(|(letter, lang)| letter.edition(lang));
    let blocks = edition.into_iter().flat_map(|edition| &edition.blocks);
    flow.blocks = blocks.flat_map(|block| block.kind.container().into_iter().chain([block.id.0.clone()])).collect();
    flow.anchors.push(flow.places.name(&flow.path, ""));
    let node = flow.tags.open(part, Kind::Article, None);
    let size = match sheet.entry.kind.as_str() {
        "letter" => TEXT,
        "source" => BACK,
        _ => BESIDE,
    };
    let text = root.find("main").or_else(|| root.find("body")).unwrap_or(root);
    flow.children(text, &Frame::text(node, (lang, is_rtl(&page)), size));
    Ok(())
}

/// The home page of a language.
fn home(inputs: &Inputs<'_>, lang: &Lang) -> io::Result<Element> {
    let entry = inputs.resolved.listing.pages.iter().find(|entry| entry.kind == "home" && entry.lang.as_ref() == Some(lang));
    entry.map_or_else(|| Ok(Element::default()), |entry| read(inputs, entry))
}

/// Takes links as they lead from the home page of a language.
fn at_home(inputs: &Inputs<'_>, flow: &mut Flow<'_>, lang: &Lang) {
    let entry = inputs.resolved.listing.pages.iter().find(|entry| entry.kind == "home" && entry.lang.as_ref() == Some(lang));
    flow.path = entry.map(|entry| entry.path.to_string()).unwrap_or_default();
}

/// Whether a page is written from right to left.
fn is_rtl(page: &Element) -> bool {
    page.find("html").and_then(|html| html.attribute("dir")) == Some("rtl")
}

/// Reads a page of the site.
fn read(inputs: &Inputs<'_>, entry: &PageEntry) -> io::Result<Element> {
    let bytes = inputs.site.read(&entry.path).ok_or_else(|| io::Error::other(format!("cannot read `{}`", entry.path)))?;
    Ok(markup::read(&String::from_utf8_lossy(&bytes)))
}
