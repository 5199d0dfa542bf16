//! The way to an entry of a list that stands on another page than the address says.
//!
//! An address such as `actors.html#jansen` was right while the list was one page; of a list that is split, the entry stands on one of its
//! parts, and as the list grows it may move on to the next. A page of the list has no room for a link to each of any number of entries.
//! So its first page has links for readers without scripts, as many as it has room for: to the entries that were recorded first, which
//! are those that the list had when it was one page. For readers with scripts there are files that say of every entry where it stands; of
//! these a script loads the one that the id of the entry chooses.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use super::timeline::Timeline;
use super::{Part, items, parts};
use crate::model::lang::Lang;
use crate::render::entrance::Moved;
use crate::render::page::{LISTS, Page, Stage};
use crate::render::plan::Kind;
use crate::site::SitePath;

/// How many entries a file tells of, about.
const FILE_ENTRIES: usize = 2000;
/// The most bytes that links to entries and to the parts of a list take: more than those to all entries of a list that fits on one page.
const LINKS_BYTES: usize = 420_000;
/// What the link to a part weighs, about, in bytes.
const PART_BYTES: usize = 200;

/// The way to entries of a list that stand on another page.
#[derive(Debug, Default, Serialize)]
pub(in crate::render) struct ElsewhereView {
    /// The link to each, for readers without scripts; where not all have room, to those that were recorded first.
    links: Vec<Moved>,
    /// For scripts, how the address of each page of the list begins.
    stem: String,
    /// How the address of each file begins that says where entries stand.
    files: String,
    /// How many such files there are.
    n_files: usize,
}

/// A list in a language.
struct List<'s, 'a> {
    /// What it draws on.
    stage: &'s Stage<'a>,
    /// Its kind.
    kind: Kind<'static>,
    /// The language.
    lang: &'s Lang,
    /// The path of its first page.
    path: &'s SitePath,
    /// Its pages; none where it is one.
    parts: Vec<Part>,
}

/// The kind of list that has a name.
pub(in crate::render) fn kind_of(name: &str) -> Kind<'static> {
    match name {
        "actors" => Kind::Actors,
        "documents" => Kind::Documents,
        "glossary" => Kind::Glossary,
        "timeline" => Kind::Timeline,
        "index" => Kind::Index,
        _ => Kind::Ledger,
    }
}

/// The lists whose entries have anchors.
fn names() -> impl Iterator<Item = &'static str> {
    LISTS.into_iter().chain(["timeline", "index"])
}

impl<'s, 'a> List<'s, 'a> {
    /// The list that has a name; none where the site has none.
    fn find(stage: &'s Stage<'a>, name: &str, lang: &'s Lang) -> Option<Self> {
        let (kind, path) = (kind_of(name), stage.inputs.routes.page(name, lang)?);
        Some(Self { parts: parts(stage, &kind, lang), stage, kind, lang, path })
    }

    /// Its anchors in order, each with its place among the records.
    fn entries(&self) -> Vec<(Cow<'s, str>, usize)> {
        let (stage, lang) = (self.stage, self.lang);
        match self.kind {
            Kind::Timeline => {
                let mut entries: Vec<_> =
                    Timeline::of(stage).places.iter().map(|(id, place)| (Cow::Borrowed(id.as_str()), *place)).collect();
                entries.sort_by_key(|(_, place)| *place);
                entries
            }
            Kind::Index => stage.index.anchors(lang).iter().map(|id| Cow::Borrowed(id.as_str())).zip(0..).collect(),
            _ => items(stage, &self.kind, lang).into_iter().map(|item| (Cow::Owned(item.id.to_owned()), item.place)).collect(),
        }
    }

    /// Each part with its entries; the whole list where it is one page.
    fn by_part<'e, Entry>(&self, entries: &'e [Entry]) -> Vec<(&str, &str, &'e [Entry])> {
        if self.parts.is_empty() {
            return vec![("", "", entries)];
        }
        let of_part = |part: &'_ Part| entries.get(part.items.clone()).unwrap_or_default();
        self.parts.iter().map(|part| (part.suffix.as_str(), part.label.as_str(), of_part(part))).collect()
    }

    /// How the path of each of its pages begins.
    fn stem(&self) -> &str {
        self.path.as_str().trim_end_matches(".html")
    }

    /// Links from a page to its entries, as far as they have room, those first that were recorded first.
    fn links(&self, page: &Page<'_>, is_wanted: &dyn Fn(&str) -> bool) -> Vec<Moved> {
        let entries = self.entries();
        let mut links: Vec<(usize, Moved)> = Vec::new();
        for (suffix, label, entries) in self.by_part(&entries) {
            let path = SitePath::new(format!("{}{suffix}.html", self.stem()));
            let href = page.to(&path);
            for (id, place) in entries.iter().filter(|(id, _)| is_wanted(id)) {
                let words = [("entry", id.as_ref()), ("part", label)];
                let label = if label.is_empty() { id.to_string() } else { page.fill("lists.entry", &words) };
                links.push((*place, Moved { href: format!("{href}#{id}"), label, id: id.to_string() }));
            }
        }
        links.sort_by_key(|(place, _)| *place);
        let mut n_bytes = PART_BYTES * self.parts.len();
        let has_room = |(_, link): &(usize, Moved)| {
            n_bytes += link.bytes();
            n_bytes <= LINKS_BYTES
        };
        links.into_iter().take_while(has_room).map(|(_, link)| link).collect()
    }

    /// How many files say where its entries stand: none where it is one page.
    fn n_files(&self) -> usize {
        n_files(self.parts.last().map_or(0, |part| part.items.end))
    }
}

/// How many files say where so many entries stand.
fn n_files(n_entries: usize) -> usize {
    n_entries.div_ceil(FILE_ENTRIES)
}

/// How the path begins of each file that says where entries of a list stand.
fn stem_of_files(name: &str, lang: &Lang) -> String {
    format!("entries/{lang}/{name}-")
}

/// Which of some files tells of an entry, from 1: FNV-1a, which the scripts of a theme work out too.
fn file_of(id: &str, n_files: usize) -> usize {
    let hash = id.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    1 + usize::try_from(hash).unwrap_or_default() % n_files.max(1)
}

/// The way from a page of a list to entries on its other pages; from the funding page to amounts that only the ledger has room for.
pub(in crate::render) fn elsewhere(page: &Page<'_>) -> ElsewhereView {
    let name = if matches!(page.planned.kind, Kind::Funding) { "ledger" } else { page.planned.kind.name() };
    let is_split = !page.planned.parts.is_empty() || name != page.planned.kind.name();
    let Some(list) = names().find(|known| *known == name && is_split).and_then(|name| List::find(page.stage, name, page.lang)) else {
        return ElsewhereView::default();
    };
    let links = match (&page.planned.kind, page.planned.part_idx) {
        (Kind::Funding, _) => list.links(page, &|id| !page.stage.is_on_funding_page(id)),
        (_, None) => list.links(page, &|_| true),
        // A part says with scripts alone where an entry is that it had before.
        _ => Vec::new(),
    };
    let (n_files, files) = (list.n_files(), page.to(&SitePath::new(stem_of_files(name, page.lang))));
    ElsewhereView { links, stem: page.to(&SitePath::new(list.stem())), files, n_files }
}

/// Links to the entries of the list that lies at a path, as far as they have room; none where no such list lies there.
pub(in crate::render) fn links(page: &Page<'_>, to: &SitePath) -> Vec<Moved> {
    let routes = page.stage.inputs.routes;
    let name = names().find(|name| routes.page(name, page.lang) == Some(to));
    let list = name.and_then(|name| List::find(page.stage, name, page.lang));
    list.map(|list| list.links(page, &|_| true)).unwrap_or_default()
}

/// The files that say where the entries of split lists stand, each with its path.
pub(in crate::render) fn files(stage: &Stage<'_>) -> Vec<(SitePath, String)> {
    let languages = &stage.inputs.dossier.settings.languages;
    languages.iter().flat_map(|lang| names().flat_map(|name| files_of(stage, name, lang))).collect()
}

/// The file at a path, if it is one of these.
pub(in crate::render) fn file(stage: &Stage<'_>, path: &str) -> Option<String> {
    let languages = &stage.inputs.dossier.settings.languages;
    let mut lists = languages.iter().flat_map(|lang| names().map(move |name| (name, lang)));
    let (name, lang) = lists.find(|(name, lang)| path.starts_with(&stem_of_files(name, lang)))?;
    files_of(stage, name, lang).into_iter().find_map(|(found, text)| (found.as_str() == path).then_some(text))
}

/// The files that say where the entries of a list stand; none where it is one page.
fn files_of(stage: &Stage<'_>, name: &str, lang: &Lang) -> Vec<(SitePath, String)> {
    let Some(list) = List::find(stage, name, lang).filter(|list| !list.parts.is_empty()) else { return Vec::new() };
    let (entries, n_files) = (list.entries(), list.n_files());
    let mut told: Vec<BTreeMap<&str, String>> = vec![BTreeMap::new(); n_files];
    for (suffix, _, entries) in list.by_part(&entries) {
        for (id, _) in entries {
            let Some(file) = told.get_mut(file_of(id, n_files) - 1) else { continue };
            let ids = file.entry(suffix).or_default();
            if !ids.is_empty() {
                ids.push(' ');
            }
            ids.push_str(id);
        }
    }
    let path = |number: usize| SitePath::new(format!("{}{number}.js", stem_of_files(name, lang)));
    let text = |told: &BTreeMap<&str, String>| format!("dossierEntries({});\n", serde_json::json!(told));
    told.iter().enumerate().map(|(idx, told)| (path(idx + 1), text(told))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_chosen_as_scripts_choose_it() {
        // By the definition of FNV-1a with 32 bits: of no bytes, of `a`, of `foobar`.
        let hashes = [("", 0x811c_9dc5_usize), ("a", 0xe40c_292c), ("foobar", 0xbf9c_f968)];
        for (id, hash) in hashes {
            assert_eq!(file_of(id, 7), 1 + hash % 7);
        }
        assert_eq!((file_of("jansen", 1), n_files(0), n_files(2000), n_files(2001)), (1, 0, 1, 2));
    }
}
