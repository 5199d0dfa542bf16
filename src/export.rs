//! The site's data files: what other tools read. Their formats are promised to last; the JSON Schemas lie beside them.

pub mod citations;
pub mod dossier;
pub mod feeds;
pub mod funding;
pub mod government;
pub mod hosting;
pub mod letters;
mod made_of;
pub mod names;
pub mod opensearch;
mod references;
mod shelf;
pub mod sitemap;
pub mod timeline;

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::ser::SerializeSeq;

use crate::changes::Changes;
use crate::digest::Digest;
use crate::funding::Ledger;
use crate::links::Links;
use crate::model::dossier::Dossier;
use crate::model::lang::{Lang, LangText};
use crate::model::letter::{Letter, Passage};
use crate::model::locale::Locale;
use crate::model::text::Text;
use crate::proof::{Proof, Proofs};
use crate::render::Listing;
use crate::site::assets::Assets;
use crate::site::routes::{CitationFormat, Routes};
use crate::timeline::Chronicle;
pub use shelf::{Awaited, DataFiles};

/// What data files are made of.
pub struct Inputs<'a> {
    /// The dossier.
    pub dossier: &'a Dossier,
    /// Its references, both ways.
    pub links: &'a Links,
    /// How each source leads to its edition.
    pub proofs: &'a Proofs,
    /// Its ledger, checked.
    pub ledger: &'a Ledger,
    /// What became of expectations.
    pub chronicle: &'a Chronicle,
    /// What changed since an earlier copy, where one is named.
    pub changes: Option<&'a Changes>,
    /// What belongs to each language.
    pub locales: &'a BTreeMap<Lang, Locale>,
    /// Where every page lies.
    pub routes: &'a Routes,
    /// The pages of the site, and where each amount stands on them.
    pub listing: &'a Listing,
    /// The policy of its pages for what they may load and run, where the theme has one for all.
    pub policy: Option<Text>,
    /// The theme's files.
    pub assets: &'a Assets,
}

/// One data file, by its path from the site's root, made with as few others as can be; nothing where there is no such file.
#[must_use]
pub fn file(inputs: &Inputs<'_>, path: &str) -> Option<String> {
    let files = match path.strip_prefix(OF_LETTERS) {
        Some(name) => {
            let id = name.split('.').next().unwrap_or_default();
            of_letter(inputs, inputs.dossier.letters.iter().find(|letter| letter.id.as_str() == id)?)
        }
        None => (GROUPS.iter().find(|group| (group.has)(path))?.make)(inputs),
    };
    files.into_iter().find(|(known, _)| known == path).map(|(_, text)| text)
}

/// Whether a file is made of what pages there are; all others are made without.
#[must_use]
pub fn lists_pages(path: &str) -> bool {
    !path.starts_with(OF_LETTERS) && GROUPS.iter().find(|group| (group.has)(path)).is_some_and(|group| group.lists_pages)
}

/// The paths of all data files, sorted.
#[must_use]
pub fn paths(inputs: &Inputs<'_>) -> Vec<String> {
    let of_groups = GROUPS.iter().flat_map(|group| (group.make)(inputs)).map(|(path, _)| path);
    let mut paths: Vec<String> = of_groups.chain(inputs.dossier.letters.iter().flat_map(paths_of_letter)).collect();
    paths.sort();
    paths
}

/// Where the files of single letters lie.
const OF_LETTERS: &str = "data/letters/";

/// Files by path.
type Files = Vec<(String, String)>;

/// The paths of the files of a letter.
fn paths_of_letter(letter: &Letter) -> impl Iterator<Item = String> {
    let citations = CitationFormat::ALL.map(|format| format.of_letter(&letter.id));
    [format!("{OF_LETTERS}{}.json", letter.id)].into_iter().chain(citations)
}

/// The files of a letter.
fn of_letter(inputs: &Inputs<'_>, letter: &Letter) -> Files {
    let (languages, none) = (&inputs.dossier.settings.languages, Proof::default());
    let proof = inputs.proofs.get(&letter.id).map_or(&none, AsRef::as_ref);
    let mut files = vec![(format!("{OF_LETTERS}{}.json", letter.id), pretty(&letters::view(letter, proof, languages)))];
    files.extend(citations::of_letter(inputs, letter));
    files
}

/// Files that are made together.
struct Group {
    /// Whether a path can be that of one of them.
    has: fn(&str) -> bool,
    /// Whether they are made of what pages there are.
    lists_pages: bool,
    /// Makes them.
    make: fn(&Inputs<'_>) -> Files,
    /// By what they are kept from an earlier site; none for files that are made anew each time.
    kept: Option<Kept>,
}

/// By what files are kept that take long to make.
#[derive(Clone, Copy)]
struct Kept {
    /// Their paths.
    paths: fn() -> Vec<String>,
    /// The digest of all that they are made of.
    made_of: fn(&Inputs<'_>) -> Digest,
}

impl Group {
    /// Files that are made anew each time.
    const fn new(has: fn(&str) -> bool, lists_pages: bool, make: fn(&Inputs<'_>) -> Files) -> Self {
        Self { has, lists_pages, make, kept: None }
    }
}

/// All files but those of single letters.
const GROUPS: &[Group] = &[
    Group::new(|path| path.ends_with(".schema.json"), false, |_| schemas()),
    Group {
        has: |path| path == DOSSIER,
        lists_pages: true,
        make: |inputs| one("dossier", &dossier::view(inputs)),
        kept: Some(Kept { paths: || vec![DOSSIER.to_owned()], made_of: made_of::dossier }),
    },
    Group::new(|path| path == "data/actors.json", false, |inputs| one("actors", &names::actors(inputs))),
    Group::new(|path| path == "data/glossary.json", false, |inputs| one("glossary", &names::glossary(inputs))),
    Group::new(|path| path == "data/changes.json", false, |inputs| inputs.changes.map(|of| one("changes", of)).unwrap_or_default()),
    Group::new(|path| path == "data/timeline.json", false, |inputs| one("timeline", &timeline::view(inputs))),
    Group {
        has: |path| path.starts_with("data/citations."),
        lists_pages: false,
        make: citations::files,
        kept: Some(Kept { paths: || CitationFormat::ALL.map(|format| format.all.to_owned()).into(), made_of: made_of::citations }),
    },
    Group::new(government::has, false, government::files),
    Group::new(|path| path.starts_with("data/"), true, |inputs| funding::files(inputs).into()),
    Group::new(|path| path.starts_with("sitemap"), true, sitemap::files),
    Group::new(|path| path.ends_with("/feed.xml"), false, feeds::files),
    Group::new(hosting::has, true, hosting::files),
    Group::new(|path| path.ends_with("/opensearch.xml"), false, opensearch::files),
];

/// The file of the whole dossier.
const DOSSIER: &str = "data/dossier.json";

/// A file of `data/`.
fn one(name: &str, view: &impl serde::Serialize) -> Files {
    vec![(format!("data/{name}.json"), pretty(view))]
}

/// The JSON Schemas, by path.
fn schemas() -> Files {
    SCHEMAS.iter().map(|(name, schema)| (format!("data/{name}.schema.json"), (*schema).to_owned())).collect()
}

/// The JSON Schemas of the data files.
const SCHEMAS: &[(&str, &str)] = &[
    ("actors", include_str!("export/actors.schema.json")),
    ("changes", include_str!("export/changes.schema.json")),
    ("dossier", include_str!("export/dossier.schema.json")),
    ("glossary", include_str!("export/glossary.schema.json")),
    ("funding", include_str!("export/funding.schema.json")),
    ("letter", include_str!("export/letter.schema.json")),
    ("timeline", include_str!("export/timeline.schema.json")),
];

/// Views of the items of a list, some of them made at once when they are written: of a large dossier all of them together would take
/// several times the room of the items.
struct Each<'a, Item, View>(&'a Inputs<'a>, &'a [Item], fn(&Inputs<'_>, &Item) -> View);

/// How many views are made at once.
const VIEWS: usize = 128;

impl<Item: Sync, View: serde::Serialize + Send> serde::Serialize for Each<'_, Item, View> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(inputs, items, view) = self;
        let mut list = serializer.serialize_seq(Some(items.len()))?;
        for items in items.chunks(VIEWS) {
            let views: Vec<View> = items.par_iter().map(|item| view(inputs, item)).collect();
            views.iter().try_for_each(|view| list.serialize_element(view))?;
        }
        list.end()
    }
}

/// A value as indented JSON with a line feed at the end.
fn pretty(value: &impl serde::Serialize) -> String {
    // Serialisation of maps with text keys, texts and whole numbers cannot fail.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

/// The words of a passage, by language; absent in a language in which the letter lacks it.
fn quoted(inputs: &Inputs<'_>, passage: &Passage) -> BTreeMap<String, String> {
    let letter = inputs.dossier.letter(&passage.letter);
    let in_lang = |lang: &Lang| {
        letter?.edition_with(lang, &passage.block.0)?;
        Some((lang.tag().to_owned(), passage.quote.find(lang)?.to_owned()))
    };
    inputs.dossier.settings.languages.iter().filter_map(in_lang).collect()
}

/// A text per language of the dossier; languages that have none are absent.
fn texts(text: &LangText, languages: &[Lang]) -> BTreeMap<String, String> {
    let in_lang = |lang: &Lang| Some((lang.tag().to_owned(), text.find(lang)?.to_owned()));
    languages.iter().filter_map(in_lang).collect()
}
