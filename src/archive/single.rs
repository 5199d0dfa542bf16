//! The whole dossier in one HTML file, all languages and the search included: it opens from a mail, a disk, in viewers without scripts.
//!
//! The file is made of the site's own pages, one after the other, with the theme's style and its search. Nothing is hidden: without a
//! script all of it is there to read. Mail takes about 25 MB with the third that sending adds, so a file has a limit. What is the least
//! for reading is then left out, which the file says itself; a dossier that is larger still has no such file, which is told.

mod assets;
mod parts;
mod rules;
mod search;

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use super::book::leaves::{Leaf, leaves};
use super::book::page::Page;
use super::book::tags::{Start, escaped};
use super::book::{self, Ids, Link, Medium, Piece};
use super::words::{self, Words};
use super::{Folder, Inputs, megabytes};
use crate::model::letter::LetterId;
use crate::site::SitePath;
use crate::site::routes::source_path;

/// The most bytes that a file may have: 16 MB, which are 22 MB on their way by mail.
const MOST: usize = 16_000_000;

/// Kinds of pages that are left out of a file that would be too large.
const NOT_NEEDED: &[&str] = &["parallel", "source", "index"];

/// How our own rules of style end what the theme's begin.
const STYLE: &str = include_str!("single/single.css");

/// Writes the file.
///
/// # Errors
/// If it cannot be written.
pub fn write(inputs: &Inputs<'_>, folder: &mut dyn Folder) -> io::Result<()> {
    write_within(inputs, MOST, folder)
}

/// Writes the file in at most so many bytes; one that would be larger is written without what is least needed, or not at all.
///
/// # Errors
/// If it cannot be written.
pub fn write_within(inputs: &Inputs<'_>, most: usize, folder: &mut dyn Folder) -> io::Result<()> {
    let limit = megabytes(most);
    // HTML has no fewer bytes than its text. That is quickly told: the pages of a large dossier need not be read.
    let may_fit = inputs.n_text_bytes(&|_| true) <= most;
    for is_brief in [false, true].into_iter().filter(|_| may_fit) {
        let Some(text) = Single::new(inputs, most, is_brief).text()? else { continue };
        if is_brief {
            folder.tell(&format!(
                "the one HTML file is without side-by-side pages, sources and the index: with them it would have more than {limit}, too much for a mail"
            ));
        }
        return folder.file(&format!("{}.html", inputs.stem()), &mut |out| out.write_all(text.as_bytes()));
    }
    folder.tell(&format!(
        "no one HTML file: it would have more than {limit}, too much for a mail and for many browsers; the ZIP of the site has it all"
    ));
    Ok(())
}

/// A file that is being made.
struct Single<'a> {
    /// What it is made of.
    inputs: &'a Inputs<'a>,
    /// The most bytes that it may have.
    most: usize,
    /// Whether it is without what is least needed.
    is_brief: bool,
    /// The words of its languages.
    words: Vec<Words<'a>>,
    /// The pages in it.
    leaves: Vec<Leaf<'a>>,
    /// The id of each page in it.
    names: BTreeMap<&'a SitePath, String>,
    /// The ids of each page.
    ids: Ids,
    /// The ids that would be there twice, with what they are instead.
    renamed: BTreeMap<(SitePath, String), String>,
    /// The sources of letters, by where they lie on the site.
    sources: BTreeMap<SitePath, &'a LetterId>,
}

impl<'a> Single<'a> {
    /// Lays out a file.
    fn new(inputs: &'a Inputs<'a>, most: usize, is_brief: bool) -> Self {
        let dossier = inputs.resolved.dossier;
        let languages = &dossier.settings.languages;
        let leaves = leaves(inputs.resolved.listing, languages, &|kind| !is_brief || !NOT_NEEDED.contains(&kind));
        let names = names(&leaves);
        let ids = book::ids(inputs.site, &leaves);
        let letters = dossier.letters.iter().filter(|_| !is_brief);
        Self {
            inputs,
            most,
            is_brief,
            words: words::all(inputs, languages),
            renamed: renamed(&names, &ids),
            leaves,
            names,
            ids,
            sources: letters.map(|letter| (SitePath::new(source_path(letter)), &letter.id)).collect(),
        }
    }

    /// The whole file; none where it is too large.
    fn text(&self) -> io::Result<Option<String>> {
        let search = search::data(self);
        let n_search: usize = search.iter().map(|(_, data)| data.len()).sum();
        if n_search > self.most {
            return Ok(None);
        }
        let Some(body) = self.body()? else { return Ok(None) };
        let style = format!("{}\n{STYLE}", assets::style(self.inputs.site));
        let engine = search::engine(self.inputs.site).filter(|_| !search.is_empty());
        let has_search = engine.is_some();
        let script = search::script(engine.as_deref());
        let mut text = self.head(&style, &script);
        text.push_str(&parts::top(self, has_search));
        text.push_str(&format!("<main>\n{body}</main>\n"));
        for (lang, data) in search.iter().filter(|_| has_search) {
            text.push_str(&format!("<script type=\"application/json\" id=\"search-{lang}\">{data}</script>\n"));
        }
        text.push_str(&format!("<script>{script}</script>\n</body>\n</html>\n"));
        Ok((text.len() <= self.most).then_some(text))
    }

    /// The head of the file, with what its policy allows: these rules, this script, and nothing from anywhere.
    fn head(&self, style: &str, script: &str) -> String {
        let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
        let policy = format!(
            "default-src 'none'; script-src {}; style-src {}; img-src data:; font-src data:; form-action 'none'; base-uri 'none'",
            hash(script),
            hash(style)
        );
        let (lang, title, description) =
            self.words.first().map_or(("und", "", ""), |words| (words.locale.lang.tag(), words.title, words.description));
        let mut html = Start::new("html");
        html.add("lang", lang);
        for (name, value) in parts::told(self) {
            html.add(&name, &value);
        }
        let mut described = Start::new("meta");
        described.add("name", "description");
        described.add("content", description);
        format!(
            "<!DOCTYPE html>\n{}\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
             <title>{}</title>\n{}\n<style>{style}</style>\n</head>\n<body>\n",
            html.finish(false),
            escaped(title),
            described.finish(false)
        )
    }

    /// All pages, language by language, and the sources; none where they are too large.
    fn body(&self) -> io::Result<Option<String>> {
        let mut body = String::new();
        let make = |leaf: &Leaf<'_>, page: &Page| self.leaf(leaf, page);
        for of_lang in self.leaves.chunk_by(|one, next| one.lang == next.lang) {
            let (begin, end) = of_lang.first().map(|leaf| parts::language(self, leaf)).unwrap_or_default();
            body.push_str(&begin);
            for some in of_lang.chunks(64) {
                book::each(self.inputs.site, some, &make, &mut |_, text| {
                    body.push_str(&text);
                    Ok(())
                })?;
                if body.len() > self.most {
                    return Ok(None);
                }
            }
            body.push_str(&end);
        }
        body.push_str(&parts::sources(self));
        Ok(Some(body))
    }

    /// A page as a part of the file.
    fn leaf(&self, leaf: &Leaf<'_>, page: &Page) -> String {
        let mut part = Start::new("div");
        part.add("class", format!("page {}", page.classes).trim());
        part.add("id", self.names.get(leaf.path).map_or("", String::as_str));
        page.dir.iter().for_each(|dir| part.add("dir", dir));
        format!("{}\n{}{}</div>\n", part.finish(false), parts::ways(self, leaf), book::write(page, Piece::Main, self))
    }

    /// The id of a page.
    fn name(&self, path: &SitePath) -> Option<&str> {
        self.names.get(path).map(String::as_str)
    }
}

impl Medium for Single<'_> {
    fn is_book(&self) -> bool {
        false
    }

    fn id(&self, page: &SitePath, id: &str) -> String {
        let renamed = self.renamed.get(&(page.clone(), id.to_owned()));
        renamed.cloned().unwrap_or_else(|| joined(self.name(page).unwrap_or_default(), id))
    }

    fn link(&self, _: &SitePath, (file, anchor): (&SitePath, Option<&str>)) -> Link {
        if let Some(name) = self.name(file) {
            let has = |anchor: &&str| self.ids.get(file).is_some_and(|ids| ids.contains(*anchor));
            let id = anchor.filter(has).map_or_else(|| name.to_owned(), |anchor| self.id(file, anchor));
            return Link::To(format!("#{id}"));
        }
        if let Some(letter) = self.sources.get(file) {
            return Link::To(format!("#source-{letter}"));
        }
        if file.as_str() == "index.html" {
            return Link::To("#top".to_owned());
        }
        let anchor = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
        let base_url = self.inputs.resolved.dossier.settings.base_url.as_ref();
        base_url.map_or(Link::Nowhere, |base_url| Link::To(format!("{base_url}{file}{anchor}")))
    }

    fn picture(&self, _: &SitePath, file: &SitePath) -> Option<String> {
        assets::picture(self.inputs.site, file)
    }
}

/// An id with the name of its page before it.
fn joined(name: &str, id: &str) -> String {
    format!("{name}-{id}")
}

/// The id of each page: of a letter its language and its own name; of others with an `_`, which no letter's name has.
fn names<'a>(leaves: &[Leaf<'a>]) -> BTreeMap<&'a SitePath, String> {
    let mut n_of: BTreeMap<String, usize> = BTreeMap::new();
    let name = |leaf: &Leaf<'a>| {
        let name = match (leaf.kind, leaf.letter) {
            ("letter" | "stub", Some(letter)) => format!("{}-{letter}", leaf.lang),
            (kind, Some(letter)) => format!("{}_{kind}_{letter}", leaf.lang),
            (kind, None) => format!("{}_{kind}", leaf.lang),
        };
        let n_before = n_of.entry(name.clone()).or_default();
        *n_before += 1;
        // The parts of a list that is split are pages of one kind.
        let name = if *n_before > 1 { format!("{name}_{n_before}") } else { name };
        (leaf.path, name)
    };
    leaves.iter().map(name).collect()
}

/// The ids that would be there twice, since a letter's name and an id can together be what another letter's are.
fn renamed(names: &BTreeMap<&SitePath, String>, ids: &Ids) -> BTreeMap<(SitePath, String), String> {
    let mut taken: BTreeSet<String> = names.values().cloned().collect();
    let mut renamed = BTreeMap::new();
    for (path, of_page) in ids {
        let Some(name) = names.get(path) else { continue };
        for id in of_page {
            let mut own = joined(name, id);
            let is_new = taken.insert(own.clone());
            if !is_new {
                own.push('_');
                while !taken.insert(own.clone()) {
                    own.push('_');
                }
                renamed.insert((path.clone(), id.clone()), own);
            }
        }
    }
    renamed
}
