//! Where every page of the site lies: `<lang>/…`, in that language's words, each ending in a file name.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::SitePath;
use crate::model::dossier::{Dossier, LockedPage};
use crate::model::lang::{Lang, LangMap};
use crate::model::letter::{Edition, Letter, LetterId, LockedPath};
use crate::model::locale::Locale;

/// The kinds of page of which every language has one, with the key of their name.
pub const SINGLE_PAGES: &[&str] = &["funding", "ledger", "timeline", "actors", "documents", "glossary", "index", "search", "about", "data"];

/// The kinds of page that are not one of a language: no text page has such a name.
pub const KINDS: &[&str] = &["choice", "not-found", "redirect", "letter", "stub", "source", "parallel", "changes"];

/// A format in which other programs take citations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CitationFormat {
    /// Its name.
    pub name: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// The file with every edition of the dossier.
    pub all: &'static str,
    /// How the name of a letter's file ends.
    ending: &'static str,
}

impl CitationFormat {
    /// The JSON of the Citation Style Language.
    pub const CSL: Self =
        Self { name: "CSL-JSON", media_type: "application/vnd.citationstyles.csl+json", all: "data/citations.json", ending: "csl.json" };
    /// The format of BibLaTeX, which most readers of BibTeX take too.
    pub const BIBLATEX: Self = Self { name: "BibLaTeX", media_type: "application/x-bibtex", all: "data/citations.bib", ending: "bib" };
    /// The format that nearly every reference manager takes.
    pub const RIS: Self = Self { name: "RIS", media_type: "application/x-research-info-systems", all: "data/citations.ris", ending: "ris" };
    /// All of them.
    pub const ALL: [Self; 3] = [Self::RIS, Self::BIBLATEX, Self::CSL];

    /// The file with the editions of a letter.
    #[must_use]
    pub fn of_letter(&self, id: &LetterId) -> String {
        format!("data/letters/{id}.{}", self.ending)
    }
}

/// Where the pages of a letter lie in a language.
#[derive(Debug)]
struct OfLetter {
    /// The letter, or what stands in its place.
    page: SitePath,
    /// The page that leads from source to edition.
    source: Option<SitePath>,
    /// The page with two languages.
    parallel: Option<SitePath>,
    /// Where pages of it lay, each with the one that replaced it.
    former: Vec<(SitePath, SitePath)>,
}

/// Where every page of the site lies.
#[derive(Debug)]
pub struct Routes {
    /// The pages of letters. Nothing hangs on their order.
    letters: HashMap<LetterId, LangMap<OfLetter>>,
    /// The other pages, by kind.
    pages: BTreeMap<(String, Lang), SitePath>,
}

impl Routes {
    /// Lays out a dossier's site.
    #[must_use]
    pub fn new(dossier: &Dossier, locales: &BTreeMap<Lang, Locale>) -> Self {
        let mut routes = Self { letters: HashMap::new(), pages: BTreeMap::new() };
        for lang in &dossier.settings.languages {
            let Some(locale) = locales.get(lang) else { continue };
            routes.lay_pages(dossier, locale);
            routes.lay_letters(dossier, locale);
        }
        routes
    }

    /// Lays out the page of each language that says what changed since an earlier copy.
    pub fn lay_changes(&mut self, locales: &BTreeMap<Lang, Locale>) {
        for (lang, locale) in locales {
            let path = SitePath::new(format!("{lang}/{}.html", locale.path("changes")));
            self.pages.insert(("changes".to_owned(), lang.clone()), path);
        }
    }

    /// Leaves a kind of page out, in every language.
    pub fn leave_out(&mut self, kind: &str) {
        self.pages.retain(|(name, _), _| name != kind);
    }

    /// Lays out the pages of which a language has one each.
    fn lay_pages(&mut self, dossier: &Dossier, locale: &Locale) {
        let lang = &locale.lang;
        let mut lay = |kind: &str, path: String| self.pages.insert((kind.to_owned(), lang.clone()), SitePath::new(path));
        lay("home", format!("{lang}/index.html"));
        lay("letters", format!("{lang}/{}/index.html", locale.path("letters")));
        for kind in SINGLE_PAGES {
            lay(kind, format!("{lang}/{}.html", locale.path(kind)));
        }
        for page in dossier.pages.iter().filter(|page| page.lang == *lang && !is_built_in(&page.id)) {
            lay(&page.id, format!("{lang}/{}.html", page.slug.as_deref().unwrap_or(&page.id)));
        }
    }

    /// Lays out the pages of letters; one without an edition gets a stub.
    fn lay_letters(&mut self, dossier: &Dossier, locale: &Locale) {
        let lang = &locale.lang;
        let folder = format!("{lang}/{}", locale.path("letters"));
        let lay = |letter: &Letter| {
            let slug = letter.slug(lang);
            let beside = |slug: &str, word: &str| SitePath::new(format!("{folder}/{slug}-{}.html", locale.path(word)));
            let page = SitePath::new(format!("{folder}/{slug}.html"));
            let source = letter.edition(lang).map(|_| beside(slug, "source"));
            let parallel = counterpart(letter.original.clone(), &letter.editions, lang).map(|_| beside(slug, "parallel"));
            let mut former = Vec::new();
            let had_parallel = parallel.is_some() || had_counterpart(letter, lang);
            for (slug, is_stub) in former_slugs(letter, lang) {
                former.push((SitePath::new(format!("{folder}/{slug}.html")), page.clone()));
                if !is_stub {
                    former.push((beside(slug, "source"), source.clone().unwrap_or_else(|| page.clone())));
                }
                if !is_stub && had_parallel {
                    former.push((beside(slug, "parallel"), parallel.clone().unwrap_or_else(|| page.clone())));
                }
            }
            // Under an address that is kept a page of it may be gone.
            let gone = [("source", source.is_none() && letter.had_edition(lang)), ("parallel", parallel.is_none() && had_parallel)];
            former.extend(gone.into_iter().filter(|(_, is_gone)| *is_gone).map(|(word, _)| (beside(slug, word), page.clone())));
            OfLetter { page, source, parallel, former }
        };
        let laid: Vec<OfLetter> = dossier.letters.par_iter().map(lay).collect();
        for (letter, paths) in dossier.letters.iter().zip(laid) {
            self.letters.entry(letter.id.clone()).or_default().insert(lang.clone(), paths);
        }
    }

    /// The page of a letter in a language.
    #[must_use]
    pub fn letter(&self, id: &LetterId, lang: &Lang) -> Option<&SitePath> {
        Some(&self.letters.get(id)?.get(lang)?.page)
    }

    /// The page that leads from a letter's source to its edition; none in a language without an edition.
    #[must_use]
    pub fn source(&self, id: &LetterId, lang: &Lang) -> Option<&SitePath> {
        self.letters.get(id)?.get(lang)?.source.as_ref()
    }

    /// The page of a letter with two editions side by side.
    #[must_use]
    pub fn parallel(&self, id: &LetterId, lang: &Lang) -> Option<&SitePath> {
        self.letters.get(id)?.get(lang)?.parallel.as_ref()
    }

    /// The page of a kind (`home`, `letters`, `funding`, … or a text page's id) in a language.
    #[must_use]
    pub fn page(&self, kind: &str, lang: &Lang) -> Option<&SitePath> {
        self.pages.get(&(kind.to_owned(), lang.clone()))
    }

    /// The pages of which a language has one each, by kind.
    #[must_use]
    pub fn pages(&self) -> &BTreeMap<(String, Lang), SitePath> {
        &self.pages
    }

    /// Where pages of a letter lay in a language, each with the page that replaced it.
    #[must_use]
    pub fn former(&self, id: &LetterId, lang: &Lang) -> &[(SitePath, SitePath)] {
        self.letters.get(id).and_then(|letter| letter.get(lang)).map_or(&[], |paths| paths.former.as_slice())
    }

    /// The kinds of page that a language has.
    #[must_use]
    pub fn kinds(&self, lang: &Lang) -> Vec<&str> {
        self.pages.keys().filter(|(_, of)| of == lang).map(|(kind, _)| kind.as_str()).collect()
    }
}

/// Where the feed of a language lies, on sites that know their address.
#[must_use]
pub fn feed_path(lang: &Lang) -> SitePath {
    SitePath::new(format!("{lang}/feed.xml"))
}

/// Where browsers read how to search the dossier in a language, on sites that know their address.
#[must_use]
pub fn opensearch_path(lang: &Lang) -> SitePath {
    SitePath::new(format!("search/{lang}/opensearch.xml"))
}

/// Where the page for addresses that do not exist lies: of a language for those below its folder, or of the whole site.
#[must_use]
pub fn not_found_path(lang: Option<&Lang>) -> SitePath {
    SitePath::new(lang.map_or_else(|| "404.html".to_owned(), |lang| format!("{lang}/404.html")))
}

/// Whether a text page is one of the site's own kinds, or the introduction of one.
#[must_use]
pub fn is_built_in(id: &str) -> bool {
    matches!(id, "home" | "letters") || SINGLE_PAGES.contains(&id)
}

/// The edition that stands beside the original on a language's side-by-side page: its own, or the first translation.
#[must_use]
pub fn counterpart(original: Lang, editions: &[Edition], lang: &Lang) -> Option<Lang> {
    editions.iter().find(|edition| edition.lang == original)?;
    let wanted = |edition: &&Edition| if *lang == original { edition.lang != original } else { edition.lang == *lang };
    editions.iter().find(wanted).map(|edition| edition.lang.clone())
}

/// The slugs that a letter had in a language and has no more, each with whether no edition lay there.
fn former_slugs<'a>(letter: &'a Letter, lang: &'a Lang) -> BTreeMap<&'a str, bool> {
    let mut slugs = BTreeMap::new();
    for path in letter.paths_in(lang).filter(|path| path.slug != letter.slug(lang)) {
        *slugs.entry(path.slug.as_str()).or_insert(true) &= path.is_stub;
    }
    slugs
}

/// Whether a letter ever had a page with two languages in a language: an edition of it, or of any other for that of the original.
fn had_counterpart(letter: &Letter, lang: &Lang) -> bool {
    let is_other = |path: &LockedPath| !path.is_stub && path.lang != letter.original;
    if *lang == letter.original { letter.paths.iter().any(is_other) } else { letter.had_edition(lang) }
}

/// Where a page of the publisher lay, by a former address in a language: `extra`, `letters/first`.
#[must_use]
pub fn former_path(lang: &Lang, address: &str) -> SitePath {
    SitePath::new(format!("{lang}/{address}.html"))
}

/// Where a page lies, or lay, whose address is recorded.
#[must_use]
pub fn locked_path(page: &LockedPage) -> SitePath {
    SitePath::new(format!("{}.html", page.path))
}

/// Where a letter's source lies on the site: under its own id, with the ending of the file as received.
#[must_use]
pub fn source_path(letter: &Letter) -> String {
    let ending = letter.source.file.rsplit_once('.').map_or("txt", |(_, ending)| ending);
    format!("sources/{}.{ending}", letter.id)
}
