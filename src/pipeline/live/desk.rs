//! One state of a dossier, in a thread of its own: makes each file of its site when it is asked for, with the bytes that a build gives it.
//!
//! What is not needed to make a file is checked beside that, in one thread, until all is checked or a newer state calls it off.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

use super::shelf::Data;
use crate::cache::sound::Sound;
use crate::model::dossier::Dossier;
use crate::model::lang::Lang;
use crate::output::manifest::{self, MANIFEST, Manifest};
use crate::output::packed::{self, Packed};
use crate::pipeline::watch::Watched;
use crate::pipeline::{Resolved, is_complete, put_rest, put_search};
use crate::problem::Problems;
use crate::reading;
use crate::render::Pages;
use crate::search;
use crate::site::assets::{FOLDER, without_digest};
use crate::site::routes::source_path;
use crate::site::{Memory, Shelf, Sink, SitePath};
use crate::theme::Theme;

/// What a file of the site turned out to be.
#[derive(Clone, Debug)]
pub enum Answer {
    /// Its bytes.
    File(Vec<u8>),
    /// There is no such file.
    Missing,
    /// It could not be made.
    Failed,
}

/// Takes what was found wrong so far in a state, by its number.
pub type Tell = Arc<dyn Fn(u64, Problems) + Send + Sync>;

/// How long the checks of a new state, and the clearing away of an old one, let those go before them who ask for files.
const HEAD_START: Duration = Duration::from_millis(40);

/// A state to make files from.
pub(super) struct State {
    /// Which one: later ones have higher numbers.
    pub(super) number: u64,
    /// The dossier.
    pub(super) dossier: Dossier,
    /// The theme.
    pub(super) theme: Arc<Theme>,
    /// What was found wrong in loading them.
    pub(super) problems: Problems,
    /// Whether the templates must be tried.
    pub(super) is_new_theme: bool,
}

/// A file that is wanted, and who waits for it.
struct Order {
    /// The path from the site's root.
    path: String,
    /// Takes the answer.
    reply: Box<dyn FnOnce(Answer) + Send>,
}

/// Where files of one state can be ordered. The state lasts as long as anybody has a desk.
#[derive(Clone)]
pub struct Desk {
    /// Takes orders.
    orders: Sender<Order>,
    /// Whether a newer state has come.
    is_called_off: Arc<AtomicBool>,
}

/// What is known of a state once files can be made.
pub(super) struct Opened {
    /// Whether they can.
    pub(super) can_make: bool,
    /// What was found wrong so far, without what the publisher accepts.
    pub(super) problems: Problems,
}

impl Desk {
    /// Opens a desk for a state, and waits until files can be made.
    pub(super) fn open(state: State, tell: Tell) -> (Self, Opened) {
        let (orders, wanted) = mpsc::channel();
        let (opened, is_open) = mpsc::sync_channel(1);
        let is_called_off = Arc::new(AtomicBool::new(false));
        let work = Work { is_called_off: Arc::clone(&is_called_off), tell };
        _ = thread::Builder::new().spawn(move || work.run(&state, &wanted, &|found| _ = opened.send(found)));
        // A thread that cannot be had, or ends without a word as it has found a fault of ours: nothing can be made.
        let found = is_open.recv().unwrap_or(Opened { can_make: false, problems: Problems::default() });
        (Self { orders, is_called_off }, found)
    }

    /// Orders a file, by its path from the site's root.
    pub fn order(&self, path: &str, reply: impl FnOnce(Answer) + Send + 'static) {
        // Who waits for an order that cannot be given sees that its reply is gone.
        _ = self.orders.send(Order { path: path.to_owned(), reply: Box::new(reply) });
    }

    /// Ends all checks: there is a newer state.
    pub(super) fn call_off(&self) {
        self.is_called_off.store(true, Ordering::Relaxed);
    }
}

/// What the thread of a state needs.
struct Work {
    /// Whether a newer state has come.
    is_called_off: Arc<AtomicBool>,
    /// Takes what is found wrong.
    tell: Tell,
}

impl Work {
    /// Works until nobody can order any more.
    fn run(&self, state: &State, wanted: &Receiver<Order>, opened: &dyn Fn(Opened)) {
        let State { dossier, theme, .. } = state;
        let mut problems = state.problems.clone();
        let languages = reading::languages(dossier, &theme.locales);
        let resolved = Resolved::new((dossier, theme), &languages, (Sound::nothing(), &|_| ()), &mut problems);
        let is_complete = is_complete(dossier, theme, &mut problems);
        let data = Data { resolved: &resolved, dossier, theme, listing: OnceLock::new() };
        let inputs = resolved.render_inputs((dossier, theme), &data);
        let pages = match Pages::new(&inputs) {
            Ok(pages) if is_complete => pages,
            Ok(_) => return self.end(state, problems, opened),
            Err(found) => {
                problems.append(found);
                return self.end(state, problems, opened);
            }
        };
        if state.is_new_theme {
            problems.list.extend(pages.trial());
        }
        opened(Opened { can_make: true, problems: self.told(state, &problems) });
        let room = Room { state, data: &data, pages: &pages, searches: BTreeMap::new() }.with_searches();
        thread::scope(|scope| {
            scope.spawn(|| self.check(&room, problems));
            for Order { path, reply } in wanted {
                // Who waits for an answer for which there is no thread sees that its reply is gone.
                _ = thread::Builder::new().spawn_scoped(scope, || {
                    let path = path;
                    reply(room.answer(&path));
                });
            }
        });
        // What this state held is given back when its files are no longer in anybody's way.
        thread::sleep(HEAD_START);
    }

    /// Ends where nothing can be made.
    fn end(&self, state: &State, problems: Problems, opened: &dyn Fn(Opened)) {
        opened(Opened { can_make: false, problems: self.told(state, &problems) });
    }

    /// What is told before all is checked: without what the publisher accepts.
    fn told(&self, state: &State, problems: &Problems) -> Problems {
        let mut told = problems.clone();
        told.drop_accepted(&state.dossier.settings.accepts);
        told.sort();
        told
    }

    /// Whether a newer state has come.
    fn is_called_off(&self) -> bool {
        self.is_called_off.load(Ordering::Relaxed)
    }

    /// Checks what is left to check, as a build would, in one thread: the others make files.
    fn check(&self, room: &Room<'_>, problems: Problems) {
        let check = || {
            let mut problems = problems;
            let (state, Data { resolved, .. }) = (room.state, room.data);
            let languages = reading::languages(&state.dossier, &state.theme.locales);
            resolved.compare(Sound::nothing(), (&state.dossier, &languages), &mut problems);
            if self.is_called_off() {
                return;
            }
            (self.tell)(state.number, self.told(state, &problems));
            room.check(&|| self.is_called_off(), &mut problems);
            if !self.is_called_off() {
                problems.settle(&state.dossier.settings.accepts);
                (self.tell)(state.number, problems);
            }
        };
        // What was just saved is asked for first.
        thread::sleep(HEAD_START);
        if self.is_called_off() {
            return;
        }
        match rayon::ThreadPoolBuilder::new().num_threads(1).build() {
            Ok(pool) => pool.install(check),
            Err(_) => check(),
        }
    }
}

/// Files by path.
type Files = BTreeMap<SitePath, Vec<u8>>;

/// What files are made from.
struct Room<'a> {
    /// The state.
    state: &'a State,
    /// The data files.
    data: &'a Data<'a>,
    /// The pages.
    pages: &'a Pages<'a>,
    /// The search files of each language, made at the first question for one.
    searches: BTreeMap<String, (Lang, OnceLock<Files>)>,
}

impl Room<'_> {
    /// With room for the search files of each language.
    fn with_searches(mut self) -> Self {
        let languages = self.state.dossier.settings.languages.iter().filter(|_| self.state.theme.has_search);
        self.searches = languages.map(|lang| (lang.tag().to_owned(), (lang.clone(), OnceLock::new()))).collect();
        self
    }

    /// Makes the file of a path, which may be another file packed.
    fn answer(&self, path: &str) -> Answer {
        let ways = &self.state.dossier.settings.hosting.compress;
        let packed = ways.iter().find_map(|way| Some((path.strip_suffix(way.ending())?, *way)));
        let Some((path, way)) = packed else { return self.plain(path) };
        match self.plain(path) {
            Answer::File(bytes) if packed::is_worth_it(path, &bytes) => Answer::File(packed::pack(&bytes, way)),
            Answer::File(_) => Answer::Missing,
            other => other,
        }
    }

    /// Makes the file of a path as it is.
    fn plain(&self, path: &str) -> Answer {
        if let Some((html, _)) = self.pages.page(path) {
            return html.map_or(Answer::Failed, |html| Answer::File(html.into_bytes()));
        }
        let found = match path.split_once('/') {
            Some(("assets", name)) if !name.ends_with(".htaccess") => self.asset(path),
            Some(("sources", name)) => self.source(path, name),
            Some(("entries", _)) => self.pages.lookup(path).map(String::into_bytes),
            Some(("search", name)) if !name.ends_with(".xml") => self.search(path, name),
            None if path == MANIFEST => Some(self.manifest().into_bytes()),
            _ => self.data.find(path).map(|text| text.into_owned().into_bytes()),
        };
        found.map_or(Answer::Missing, Answer::File)
    }

    /// A file of the theme. Where it was changed, its former name stands for what it is now: a page that was not loaded anew asks for it.
    fn asset(&self, path: &str) -> Option<Vec<u8>> {
        let assets = &self.state.theme.assets;
        let of_now = || assets.find(without_digest(path).strip_prefix(FOLDER)?);
        let found = assets.iter().map(|(_, asset)| asset).find(|asset| asset.path.as_str() == path).or_else(of_now);
        found.map(|asset| asset.bytes.clone())
    }

    /// The source of a letter, as received.
    fn source(&self, path: &str, name: &str) -> Option<Vec<u8>> {
        let id = name.split('.').next()?;
        let letter = self.state.dossier.letters.iter().find(|letter| letter.id.as_str() == id)?;
        (source_path(letter) == path).then(|| letter.source.bytes().into_owned())
    }

    /// A search file.
    fn search(&self, path: &str, name: &str) -> Option<Vec<u8>> {
        let (tag, file) = name.split_once('/')?;
        let (lang, files) = self.searches.get(tag)?;
        let (dossier, theme, routes) = (&self.state.dossier, &self.state.theme, &self.data.resolved.routes);
        if let Some(file) = file.strip_suffix(".js").filter(|file| file.starts_with("letter-")) {
            return search::letters::letter_file(dossier, theme.locales.get(lang)?, (routes, file)).map(String::into_bytes);
        }
        let make = || {
            let memory = Memory::default();
            let locale = theme.locales.get(lang);
            locale.into_iter().for_each(|locale| _ = search::letters::put_one(dossier, locale, (routes, &memory)));
            memory.into_files()
        };
        files.get_or_init(make).get(&SitePath::new(path)).cloned()
    }

    /// The manifest of the site: every file must be made for it.
    fn manifest(&self) -> String {
        let manifest = Hashed::default();
        let (dossier, theme, data) = (&self.state.dossier, self.state.theme.as_ref(), self.data);
        let packed = Packed::new(&manifest, &dossier.settings.hosting.compress);
        _ = self.pages.put_all(&packed, &|| false);
        put_search((dossier, theme), &data.resolved.routes, &packed);
        data.put(&packed);
        put_rest(dossier, theme, &packed);
        manifest.0.into_inner().unwrap_or_default().to_text()
    }

    /// Makes every page and checks that all their links lead somewhere.
    fn check(&self, is_called_off: &(dyn Fn() -> bool + Sync), problems: &mut Problems) {
        let (dossier, theme) = (&self.state.dossier, self.state.theme.as_ref());
        let watched = Watched::new(&Nowhere);
        problems.append(self.pages.put_all(&watched, is_called_off));
        if is_called_off() {
            return;
        }
        // That a file exists is enough of all that is no page.
        put_rest(dossier, theme, &watched);
        let searches = self.searches.keys().flat_map(|tag| ["boot", "facets"].map(|name| format!("search/{tag}/{name}.js")));
        self.data.paths().into_iter().chain(searches).for_each(|path| watched.put(SitePath::new(path), Vec::new()));
        watched.check((dossier, theme), &self.data.listing().pages, problems);
    }
}

/// Takes files and keeps none.
struct Nowhere;

impl Sink for Nowhere {
    fn put(&self, _path: SitePath, _bytes: Vec<u8>) {}
}

/// Keeps the hash of each file.
#[derive(Default)]
struct Hashed(std::sync::Mutex<Manifest>);

impl Sink for Hashed {
    fn put(&self, path: SitePath, bytes: Vec<u8>) {
        let hash = manifest::hash(&bytes);
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).insert(path.as_str(), hash);
    }
}
