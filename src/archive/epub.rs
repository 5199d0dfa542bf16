//! The dossier as books (EPUB 3.3): one for each language, and one with all of them where there are several.

mod cover;
mod nav;
mod package;
mod sheet;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Mutex, PoisonError};

use super::book::leaves::{Leaf, leaves};
use super::book::page::{Heading, Page};
use super::book::tags::xml_id;
use super::book::{self, Ids, Link, Medium, Piece};
use super::pack::{Pack, Packer};
use super::words::{self, Words};
use super::{Folder, Inputs, uuid};
use crate::model::lang::Lang;
use crate::model::letter::LetterId;
use crate::site::SitePath;
use crate::site::routes::source_path;

/// The name of the media type.
const MEDIA_TYPE: &[u8] = b"application/epub+zip";

/// The pictures that every reader of books shows, by the endings of their names.
const PICTURES: &[(&str, &str)] = &[
    ("gif", "image/gif"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("webp", "image/webp"),
];

/// Where the package lies.
const CONTAINER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"#;

/// Writes the books.
///
/// # Errors
/// If a book cannot be written.
pub fn write(inputs: &Inputs<'_>, folder: &mut dyn Folder) -> io::Result<()> {
    let languages = &inputs.resolved.dossier.settings.languages;
    let stem = inputs.stem();
    // Those of each page are the same in every book that has it.
    let ids = book::ids(inputs.site, &leaves(inputs.resolved.listing, languages, &|_| true));
    if languages.len() > 1 {
        for lang in languages {
            write_book((inputs, &ids), std::slice::from_ref(lang), &format!("{stem}-{lang}.epub"), folder)?;
        }
    }
    write_book((inputs, &ids), languages, &format!("{stem}.epub"), folder)
}

/// A book that is being made.
struct Book<'a> {
    /// What it is made of.
    inputs: &'a Inputs<'a>,
    /// Its languages.
    languages: &'a [Lang],
    /// The words of its languages.
    words: Vec<Words<'a>>,
    /// Its pages.
    leaves: Vec<Leaf<'a>>,
    /// The language of each page.
    of_lang: BTreeMap<&'a SitePath, &'a Lang>,
    /// The ids of each page, those of other books among them.
    ids: &'a Ids,
    /// The texts as received, each with what tells of it in each language.
    sources: BTreeMap<SitePath, &'a LetterId>,
    /// The pictures that its pages show.
    pictures: Mutex<BTreeSet<SitePath>>,
}

/// What is told of a written page.
struct Told {
    /// Whether it has drawings.
    has_svg: bool,
    /// Its headings.
    headings: Vec<Heading>,
}

/// Writes a book.
fn write_book((inputs, ids): (&Inputs<'_>, &Ids), languages: &[Lang], name: &str, folder: &mut dyn Folder) -> io::Result<()> {
    let is_wanted = |kind: &str| kind != "parallel" || languages.len() > 1;
    let leaves = leaves(inputs.resolved.listing, languages, &is_wanted);
    let letters = &inputs.resolved.dossier.letters;
    let book = Book {
        inputs,
        languages,
        words: words::all(inputs, languages),
        of_lang: leaves.iter().map(|leaf| (leaf.path, leaf.lang)).collect(),
        ids,
        leaves,
        sources: letters.iter().map(|letter| (SitePath::new(source_path(letter)), &letter.id)).collect(),
        pictures: Mutex::default(),
    };
    let packer = Packer::new(inputs);
    folder.file(name, &mut |out| book.write(packer, Pack::begin(packer, out)))
}

impl Book<'_> {
    /// Writes all files of the book.
    fn write(&self, packer: Packer, mut pack: Pack<'_>) -> io::Result<()> {
        pack.add_stored("mimetype", &mut |out| out.write_all(MEDIA_TYPE))?;
        pack.add("META-INF/container.xml", CONTAINER.as_bytes())?;
        pack.add("EPUB/book.css", include_bytes!("epub/book.css"))?;
        pack.add("EPUB/cover.svg", cover::drawing(self).as_bytes())?;
        pack.add("EPUB/cover.xhtml", sheet::cover(self).as_bytes())?;
        pack.add("EPUB/title.xhtml", sheet::title(self).as_bytes())?;
        let mut told = Vec::with_capacity(self.leaves.len());
        let make = |leaf: &Leaf<'_>, page: &Page| {
            let (text, of_leaf) = self.leaf(leaf, page);
            (packer.pack(&format!("EPUB/{}", xhtml(leaf.path)), text.as_bytes()), of_leaf)
        };
        book::each(self.inputs.site, &self.leaves, &make, &mut |_, (packed, of_leaf)| {
            told.push(of_leaf);
            pack.add_packed(packed?)
        })?;
        pack.add("EPUB/nav.xhtml", nav::nav(self, &told).as_bytes())?;
        let pictures = self.pictures.lock().unwrap_or_else(PoisonError::into_inner);
        for path in pictures.iter() {
            pack.add(&format!("EPUB/{path}"), &self.inputs.site.read(path).unwrap_or_default())?;
        }
        pack.add("EPUB/package.opf", package::package(self, &told, &pictures).as_bytes())?;
        pack.finish()
    }

    /// A page as a file of the book.
    fn leaf(&self, leaf: &Leaf<'_>, page: &Page) -> (String, Told) {
        let main = book::write(page, Piece::Main, self);
        let told = Told { has_svg: main.contains("<svg"), headings: page.headings() };
        (sheet::leaf((leaf, &self.title(leaf)), page, &main), told)
    }

    /// The title of a page: those beside a letter are told from it.
    fn title(&self, leaf: &Leaf<'_>) -> String {
        let words = self.words.iter().find(|words| words.locale.lang == *leaf.lang);
        match (leaf.kind, words.map(|words| words.locale)) {
            ("parallel", Some(locale)) => {
                format!("{} · {} / {}", leaf.title, locale.word("parallel.original"), locale.word("parallel.translation"))
            }
            ("source", Some(locale)) => format!("{} · {}", leaf.title, locale.word("source.title")),
            _ => leaf.title.to_owned(),
        }
    }

    /// The name by which the book is known.
    fn identifier(&self) -> String {
        let tags: Vec<&str> = self.languages.iter().map(Lang::tag).collect();
        uuid::of(self.inputs, &format!("epub {}", tags.join(" ")))
    }

    /// The ids of the passages of a page, in order; none for one that is no letter.
    fn passages(&self, leaf: &Leaf<'_>) -> Vec<&str> {
        let letter = leaf.letter.filter(|_| leaf.kind == "letter").and_then(|id| self.inputs.resolved.dossier.letter(id));
        let blocks = letter.and_then(|letter| letter.edition(leaf.lang)).into_iter().flat_map(|edition| &edition.blocks);
        let has = |id: &&str| self.ids.get(leaf.path).is_some_and(|ids| ids.contains(*id));
        blocks.map(|block| block.id.0.as_str()).filter(has).collect()
    }

    /// The full address of a file of the site, where the site has one.
    fn full(&self, file: &SitePath, anchor: Option<&str>) -> Link {
        let anchor = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
        let base_url = self.inputs.resolved.dossier.settings.base_url.as_ref();
        base_url.map_or(Link::Nowhere, |base_url| Link::To(format!("{base_url}{file}{anchor}")))
    }

    /// The page that tells of a text as received, in the language of a page.
    fn provenance(&self, page: &SitePath, file: &SitePath) -> Option<&SitePath> {
        self.inputs.resolved.routes.source(self.sources.get(file)?, self.of_lang.get(page)?)
    }
}

impl Medium for Book<'_> {
    fn is_book(&self) -> bool {
        true
    }

    fn id(&self, _: &SitePath, id: &str) -> String {
        xml_id(id)
    }

    fn link(&self, page: &SitePath, (file, anchor): (&SitePath, Option<&str>)) -> Link {
        let file = self.provenance(page, file).unwrap_or(file);
        let Some(ids) = self.ids.get(file).filter(|_| self.of_lang.contains_key(file)) else { return self.full(file, anchor) };
        let anchor = anchor.filter(|anchor| ids.contains(*anchor)).map(|anchor| format!("#{}", xml_id(anchor)));
        match anchor {
            Some(anchor) if file == page => Link::To(anchor),
            None if file == page => Link::Nowhere,
            anchor => Link::To(format!("{}{}", xhtml(file).from(page), anchor.unwrap_or_default())),
        }
    }

    fn picture(&self, page: &SitePath, file: &SitePath) -> Option<String> {
        picture_type(file)?;
        self.inputs.site.read(file)?;
        self.pictures.lock().unwrap_or_else(PoisonError::into_inner).insert(file.clone());
        Some(file.from(page))
    }
}

/// The media type of a picture that every reader of books shows.
fn picture_type(file: &SitePath) -> Option<&'static str> {
    let ending = file.as_str().rsplit_once('.')?.1;
    PICTURES.iter().find(|(known, _)| *known == ending).map(|(_, media_type)| *media_type)
}

/// Where a page of the site lies in a book.
fn xhtml(path: &SitePath) -> SitePath {
    SitePath::new(format!("{}.xhtml", path.as_str().trim_end_matches(".html")))
}
