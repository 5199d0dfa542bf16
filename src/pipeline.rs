//! The whole pipeline on one screen: from a dossier's folder to the finished files of its site.

pub mod archive;
pub mod import;
pub mod live;
mod previous;
pub mod translate;
pub mod warm;
mod watch;

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::cache::sound::Sound;
use crate::changes::Changes;
use crate::funding::Ledger;
use crate::links::Links;
use crate::model::dossier::{Accept, Dossier};
use crate::model::lang::Lang;
use crate::model::memo::Memo;
use crate::model::place::Place;
use crate::output::packed::Packed;
use crate::problem::{Problems, kinds};
use crate::proof::Proofs;
use crate::reading::language::Language;
use crate::render::Listing;
use crate::site::routes::{Routes, SINGLE_PAGES, source_path};
use crate::site::{Shelf, Sink, SitePath};
use crate::spent::give_back;
use crate::theme::Theme;
use crate::timeline::Chronicle;
use crate::{check, config, content, export, funding, links, lock, parity, proof, reading, render, search, theme, timeline};
use watch::Watched;

/// What was made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// Letters.
    pub n_letters: usize,
    /// Languages.
    pub n_languages: usize,
    /// Pages.
    pub n_pages: usize,
    /// Bytes of search data.
    pub n_search_bytes: usize,
    /// Whether the site knows its address.
    pub has_base_url: bool,
    /// The languages in which search finds words only as they are written.
    pub unstemmed: Vec<String>,
}

/// Builds the site of the dossier at `root` into a sink. All problems are returned, settled and sorted; if any is an error,
/// what the sink holds is not a site. A `base_url` replaces the one of the settings.
pub fn build(root: &Path, base_url: Option<&str>, sink: &dyn Sink) -> (Made, Problems) {
    build_after(root, (base_url, None, &Memo::default()), sink)
}

/// Builds as `build` does; `previous` is an earlier copy of the site, instead of the one that the settings name, and a memo keeps what was
/// worked out before and what the next build need not work out.
fn build_after(root: &Path, (base_url, previous, memo): (Option<&str>, Option<&Path>, &Memo), sink: &dyn Sink) -> (Made, Problems) {
    let mut problems = Problems::default();
    sink.begins("reading");
    let mut build = || {
        let (mut dossier, theme) = load_with(root, (base_url, memo), &mut problems)?;
        if let Some(previous) = previous {
            dossier.settings.previous = Some((previous.to_owned(), Place::of_path("--previous")));
        }
        let made = make((&dossier, &theme), sink, &mut |_, _| (), &mut problems);
        let accepts = std::mem::take(&mut dossier.settings.accepts);
        give_back((dossier, theme));
        Some((made, accepts))
    };
    // Among the threads that take part in the work: one that only waits for them has memory of its own, which must be cleared first.
    let made = rayon::scope(|_| build());
    let (made, accepts): (Made, Vec<Accept>) = made.unwrap_or_default();
    problems.settle(&accepts);
    (made, problems)
}

/// Loads a dossier with its theme, block ids given; `None` if the settings are broken.
pub fn load(root: &Path, base_url: Option<&str>, problems: &mut Problems) -> Option<(Dossier, Theme)> {
    load_with(root, (base_url, &Memo::default()), problems)
}

/// Loads as `load` does, with what an earlier build keeps in a memo.
fn load_with(root: &Path, (base_url, memo): (Option<&str>, &Memo), problems: &mut Problems) -> Option<(Dossier, Theme)> {
    let mut settings = config::load(root, problems)?;
    if let Some(base_url) = base_url {
        settings.base_url = Some(base_url.to_owned());
    }
    let (mut of_theme, mut of_content) = (Problems::default(), Problems::default());
    let for_theme = settings.clone();
    let (theme, mut dossier) =
        rayon::join(|| theme::load(root, &for_theme, &mut of_theme), || content::load_with(root, settings, memo, &mut of_content));
    problems.append(of_theme);
    dossier.broken.extend(content::broken(problems));
    problems.append(of_content);
    lock::apply(root, &mut dossier, problems);
    Some((dossier, theme))
}

/// What a language lacks of the words of the interface, as a file to be translated; `None` where it lacks none, or with problems.
pub fn words_to_translate(root: &Path, lang: &Lang, problems: &mut Problems) -> Option<String> {
    let settings = config::load(root, problems)?;
    theme::words_to_translate(root, (&settings, lang), problems)
}

/// Shown what data files are made of, once the site is whole, and what was found; whether it has errors is known when that is settled.
type Then<'a> = dyn FnMut(&export::Inputs<'_>, &Problems) + 'a;

/// Resolves, checks and renders a loaded dossier; then calls `then`.
fn make((dossier, theme): (&Dossier, &Theme), sink: &dyn Sink, then: &mut Then<'_>, problems: &mut Problems) -> Made {
    let languages = reading::languages(dossier, &theme.locales);
    let mut resolved = Resolved::new((dossier, theme), &languages, (sink.sound(), &|stage| sink.begins(stage)), problems);
    sink.begins("parity");
    resolved.compare(sink.sound(), (dossier, &languages), problems);
    if !is_complete(dossier, theme, problems) {
        return Made::default();
    }
    previous::look(&mut resolved, (dossier, theme), sink, problems);
    sink.begins("data files");
    // Pages may show data files, and these tell which pages there are.
    let packed = Packed::new(sink, &dossier.settings.hosting.compress);
    let watched = Watched::new(&packed);
    let (listing, export_inputs);
    let awaited = export::Awaited::default();
    let inputs = resolved.render_inputs((dossier, theme), &awaited);
    let pages = match render::Pages::planned(&inputs) {
        Ok(pages) => pages,
        Err(found) => {
            problems.append(found);
            return Made::default();
        }
    };
    listing = pages.listing();
    previous::report_lost(resolved.earlier_pages.as_deref().unwrap_or_default(), dossier, &listing.pages, problems);
    export_inputs = resolved.export_inputs((dossier, theme), &listing);
    let data_files = awaited.get_or_make(|| export::DataFiles::after(&export_inputs, &watched));
    sink.expect_pages(listing.pages.len());
    sink.begins("pages and search");
    let search = || put_search((dossier, theme), &resolved.routes, &watched);
    let (found, n_search_bytes) = rayon::join(|| pages.put_all(&watched, &|| false), search);
    problems.append(found);
    sink.begins("other files");
    rayon::join(|| data_files.put(&watched), || put_rest(dossier, theme, &watched));
    sink.begins("links of pages");
    watched.check((dossier, theme), &listing.pages, problems);
    then(&export_inputs, problems);
    let n_pages = listing.pages.len();
    give_back(resolved);
    Made {
        n_letters: dossier.letters.len(),
        n_languages: dossier.settings.languages.len(),
        n_pages,
        n_search_bytes,
        has_base_url: dossier.settings.base_url.is_some(),
        unstemmed: search::letters::unstemmed(dossier).iter().filter(|_| theme.has_search).map(ToString::to_string).collect(),
    }
}

/// The languages that the theme knows, made ready for reading.
type Languages<'a> = BTreeMap<&'a Lang, Language<'a>>;

/// What is worked out of a dossier before its pages are made.
struct Resolved {
    /// Where every page lies.
    routes: Routes,
    /// How each source leads to its edition.
    proofs: Proofs,
    /// Who cites whom.
    links: Links,
    /// The ledger, checked.
    ledger: Ledger,
    /// What became of expectations.
    chronicle: Chronicle,
    /// What changed since an earlier copy, where one is named and that has been looked for.
    changes: Option<Changes>,
    /// The paths of the pages of that copy.
    earlier_pages: Option<Vec<String>>,
}

impl Resolved {
    /// Resolves and checks a loaded dossier; only its translations are not compared. Of what was found sound before not all is looked at
    /// again; `begins` is told when a stage begins, by its name.
    fn new(
        (dossier, theme): (&Dossier, &Theme),
        languages: &Languages<'_>,
        (sound, begins): (&Sound, &dyn Fn(&'static str)),
        problems: &mut Problems,
    ) -> Self {
        let routes = routes(dossier, theme);
        begins("proofs and checks");
        let [mut of_proofs, mut of_links, mut of_checks, mut of_timeline] = std::array::from_fn(|_| Problems::default());
        let prove = || proof::prove(dossier, &mut of_proofs);
        let resolve = || links::resolve(dossier, &theme.locales, &page_names(dossier), &mut of_links);
        let checks = || {
            let ledger = funding::tally_after(sound, (dossier, languages), &mut of_checks);
            check::run(dossier, &routes, &mut of_checks);
            ledger
        };
        let follow = || timeline::resolve(dossier, languages, &mut of_timeline);
        // Each has parts that keep one thread busy alone: side by side they leave fewer idle.
        let ((links, proofs), (ledger, chronicle)) = rayon::join(|| rayon::join(resolve, prove), || rayon::join(checks, follow));
        [of_proofs, of_links, of_checks, of_timeline].into_iter().for_each(|found| problems.append(found));
        Self { routes, proofs, links, ledger, chronicle, changes: None, earlier_pages: None }
    }

    /// Compares the translations, but for those that were found sound before.
    fn compare(&self, sound: &Sound, (dossier, languages): (&Dossier, &Languages<'_>), problems: &mut Problems) {
        parity::check_after(sound, (dossier, &self.links, languages), problems);
    }

    /// What pages are made of.
    fn render_inputs<'a>(&'a self, (dossier, theme): (&'a Dossier, &'a Theme), data_files: &'a dyn Shelf) -> render::Inputs<'a> {
        render::Inputs {
            dossier,
            links: &self.links,
            proofs: &self.proofs,
            ledger: &self.ledger,
            chronicle: &self.chronicle,
            changes: self.changes.as_ref(),
            locales: &theme.locales,
            routes: &self.routes,
            templates: &theme.templates,
            assets: &theme.assets,
            data_files,
        }
    }

    /// What data files are made of.
    fn export_inputs<'a>(&'a self, (dossier, theme): (&'a Dossier, &'a Theme), listing: &'a Listing) -> export::Inputs<'a> {
        export::Inputs {
            dossier,
            links: &self.links,
            proofs: &self.proofs,
            ledger: &self.ledger,
            chronicle: &self.chronicle,
            changes: self.changes.as_ref(),
            locales: &theme.locales,
            routes: &self.routes,
            listing,
            policy: theme.policy(),
            assets: &theme.assets,
        }
    }
}

/// Where every page of the site lies; a theme may do without the search page.
fn routes(dossier: &Dossier, theme: &Theme) -> Routes {
    let mut routes = Routes::new(dossier, &theme.locales);
    if !theme.has_search {
        routes.leave_out("search");
    }
    routes
}

/// Puts the search data, where the theme has search; says how many bytes it has.
fn put_search((dossier, theme): (&Dossier, &Theme), routes: &Routes, sink: &dyn Sink) -> usize {
    if theme.has_search { search::letters::put(dossier, &theme.locales, (routes, sink)) } else { 0 }
}

/// Whether a theme has all that pages are made with: words for every language, and every template, the lack of which is a problem.
fn is_complete(dossier: &Dossier, theme: &Theme, problems: &mut Problems) -> bool {
    let is_needed = |name: &str| match name {
        "search.html" => theme.has_search,
        "changes.html" => dossier.settings.previous.is_some(),
        _ => true,
    };
    let needed = render::TEMPLATES.iter().filter(|name| is_needed(name));
    let missing: Vec<&str> = needed.filter(|name| !theme.templates.contains_key(**name)).copied().collect();
    let (name, place) = &dossier.settings.theme;
    if !missing.is_empty() {
        problems.add(kinds::theme::missing_template(place.clone(), name, &missing));
    }
    missing.is_empty() && theme.locales.len() == dossier.settings.languages.len()
}

/// The names by which `page:NAME` can link.
fn page_names(dossier: &Dossier) -> Vec<&str> {
    let mut names: Vec<&str> = SINGLE_PAGES.to_vec();
    names.extend(["home", "letters"]);
    names.extend(dossier.pages.iter().map(|page| page.id.as_str()));
    names
}

/// Puts everything that is not a page, a search script or a data file: the theme's static files, sources.
fn put_rest(dossier: &Dossier, theme: &Theme, sink: &dyn Sink) {
    for (_, asset) in theme.assets.iter() {
        sink.put(asset.path.clone(), asset.bytes.clone());
    }
    dossier.letters.par_iter().for_each(|letter| {
        let path = SitePath::new(source_path(letter));
        if !sink.keep(&path, &|| letter.source.digest()) {
            sink.put(path, letter.source.bytes().into_owned());
        }
    });
}

/// The new lock files of the dossier at `root`; problems that keep them from being made.
pub fn renew_locks(root: &Path, looked: &lock::Looked<'_>) -> (Vec<lock::Renewed>, Problems) {
    let mut problems = Problems::default();
    let Some(settings) = config::load(root, &mut problems) else { return (Vec::new(), problems) };
    let dossier = content::load(root, settings, &mut problems);
    if let Some(tag) = looked.to.filter(|tag| dossier.settings.languages.iter().all(|lang| lang.tag() != *tag)) {
        problems.add(kinds::unknown_language(Place::of_path("--to"), tag));
    }
    for name in looked.at {
        let letter = name.split(':').next().unwrap_or(name);
        if !dossier.letters.iter().any(|known| known.id.as_str() == letter) {
            let near = crate::problem::nearest(letter, dossier.letters.iter().map(|letter| letter.id.as_str()));
            problems.add(kinds::unknown_letter(Place::of_path("--translated"), letter, near));
        }
    }
    let mut files = lock::renew(root, &dossier, looked, &mut problems);
    // A translation that is not there yet keeps no id from the original: its translator needs them.
    problems.list.retain(|problem| problem.id != "missing-translation");
    // Most acceptances are of problems that only a build finds: one that applies to nothing is not told here.
    problems.drop_accepted(&dossier.settings.accepts);
    if !problems.has_errors() {
        files.extend(renewed_pages(root, dossier, &mut problems));
    }
    problems.sort();
    (files, problems)
}

/// The new file of the addresses of pages that are not of a letter: those that the next build gives them, and those that they had; none
/// where it need not be written, or where the theme lacks something, which the next build tells.
fn renewed_pages(root: &Path, mut dossier: Dossier, problems: &mut Problems) -> Option<lock::Renewed> {
    let ignored = &mut Problems::default();
    let theme = theme::load(root, &dossier.settings, ignored);
    if !is_complete(&dossier, &theme, ignored) {
        return None;
    }
    lock::apply(root, &mut dossier, ignored);
    let languages = reading::languages(&dossier, &theme.locales);
    let resolved = Resolved::new((&dossier, &theme), &languages, (Sound::nothing(), &|_| ()), ignored);
    let no_files = BTreeMap::new();
    let listing = render::listing(&resolved.render_inputs((&dossier, &theme), &no_files));
    let passing = ["not-found", "redirect"];
    let is_kept = |page: &&render::PageEntry| page.letter.is_none() && !passing.contains(&page.kind.as_str());
    let kept = listing.pages.iter().filter(is_kept);
    let now: Vec<(Lang, String, String)> = kept
        .filter_map(|page| Some((page.lang.clone()?, page.kind.clone(), page.path.as_str().trim_end_matches(".html").to_owned())))
        .collect();
    lock::pages::renew(root, &now, problems)
}
