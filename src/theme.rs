//! The chosen theme's files after overriding, and what they say of each language.
//!
//! Two layers by relative path: the theme that ships with the program under the chosen name, if one does, then the dossier's own
//! `themes/NAME/`. The nearer file wins whole. Over a theme that ships, a file that overrides nothing is a problem, unless it adds a
//! language, something in a folder `own/` or styles of its own. A name that no shipped theme has is a whole theme of the dossier's own.
//! The words of the interface are the program's, whatever the theme; a theme and a dossier may replace them one by one.

mod assets;
mod bundles;
mod layers;
pub mod locale;
mod placeholders;
mod sheet;
mod vocabulary;
mod words;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::data;
use crate::model::dossier::Settings;
use crate::model::file::SourceFile;
use crate::model::lang::Lang;
use crate::model::letter::is_slug;
use crate::model::locale::Locale;
use crate::model::place::Place;
use crate::model::text::Text;
use crate::problem::{Problems, kinds, nearest};
use crate::site::assets::Assets;
use layers::Files;

/// The shipped theme that stands in for one that does not exist, and whose words every theme has.
const FIRST: &str = "dossier";

/// A theme, ready to use.
#[derive(Debug, Default)]
pub struct Theme {
    /// Templates, by path inside `templates/`.
    pub templates: BTreeMap<String, Arc<SourceFile>>,
    /// Static files, by path inside `static/`, and what the files in `scripts/` and `styles/` become.
    pub assets: Assets,
    /// What belongs to each language of the dossier.
    pub locales: BTreeMap<Lang, Locale>,
    /// Whether its sites can be searched.
    pub has_search: bool,
}

impl Theme {
    /// The Content-Security-Policy of the template on which pages are based; none where it is not the same for all of them.
    #[must_use]
    pub fn policy(&self) -> Option<Text> {
        let text = self.templates.get("base.html")?.text();
        let (_, rest) = text.split_once("http-equiv=\"Content-Security-Policy\" content=\"")?;
        let policy = rest.split('"').next()?;
        let is_plain = policy.bytes().all(|byte| byte.is_ascii_alphanumeric() || b" ;:'*/.-_=+".contains(&byte));
        is_plain.then(|| policy.into())
    }
}

/// Text files by path inside a folder of the theme.
type Texts = BTreeMap<String, Arc<SourceFile>>;

/// Loads the theme for a dossier.
pub fn load(root: &Path, settings: &Settings, problems: &mut Problems) -> Theme {
    let name = chosen(root, settings, problems);
    let mut files = layers::shipped(name);
    let own = layers::own(root, name, &files, problems);
    let words = language_files(name, (&files, &own), problems);
    files.extend(own);
    let templates = texts((name, "templates"), &files, problems);
    let has_search = files.get("theme.toml").is_none_or(|bytes| has_search(name, bytes, problems));
    let mut statics = inside(&files, "static");
    statics.extend(bundles::scripts(&inside(&files, "scripts")));
    let styles = inside(&files, "styles");
    if !styles.is_empty() {
        statics.insert(assets::STYLE.to_owned(), bundles::style(&styles));
    }
    let assets = assets::named(&statics, (name, &files), problems);
    Theme { templates, assets, locales: locale::load(&words, settings, problems), has_search }
}

/// Returns the shipped theme with the words of the first of some languages that it knows, or of English: for what stands on no site.
#[must_use]
pub fn shipped(tags: &[&str]) -> Theme {
    let mut problems = Problems::default();
    let files = layers::shipped(FIRST);
    let words = vec![texts((FIRST, "i18n"), &files, &mut problems)];
    let known = tags.iter().chain(&["en"]).filter_map(|tag| Lang::parse(tag));
    let locale = known.into_iter().find_map(|lang| Some(locale::read(&words, &lang, &mut problems)?.0));
    let mut assets = Assets::default();
    assets.insert(assets::STYLE, bundles::style(&inside(&files, "styles")));
    Theme {
        templates: texts((FIRST, "templates"), &files, &mut problems),
        assets,
        locales: locale.map(|locale| (locale.lang.clone(), locale)).into_iter().collect(),
        has_search: false,
    }
}

/// Returns the tags of the languages for which the program brings the words of the interface.
#[must_use]
pub fn languages() -> Vec<String> {
    let files = inside(&layers::shipped(FIRST), "i18n");
    files.keys().filter_map(|name| name.strip_suffix(".toml")).map(str::to_owned).collect()
}

/// Returns what a language lacks of the words of the interface, as a file to be translated; nothing where it lacks none.
pub fn words_to_translate(root: &Path, (settings, lang): (&Settings, &Lang), problems: &mut Problems) -> Option<String> {
    let name = chosen(root, settings, problems);
    let files = layers::shipped(name);
    let own = layers::own(root, name, &files, problems);
    let layers = language_files(name, (&files, &own), problems);
    let known = locale::read(&layers, lang, problems).map(|(locale, _)| locale);
    let others: Vec<Locale> = settings.languages.iter().filter_map(|lang| Some(locale::read(&layers, lang, problems)?.0)).collect();
    let lender = words::lender(&layers);
    let missing = words::missing(known.as_ref(), &lender.iter().chain(&others).collect::<Vec<_>>());
    let dates = lender.filter(|_| known.is_none()).map(|lender| lender.dates);
    Some(words::to_translate(&missing, dates.as_ref())).filter(|text| !text.is_empty())
}

/// Returns the paths of the dossier's own files of its theme, from the root: those that the program does not bring in the same bytes.
pub fn own_paths(root: &Path, settings: &Settings, problems: &mut Problems) -> Vec<String> {
    let name = &settings.theme.0;
    let shipped = layers::shipped(name);
    let own = layers::own(root, name, &shipped, problems);
    let is_own = |(path, bytes): &(&String, &Vec<u8>)| shipped.get(*path) != Some(*bytes);
    own.iter().filter(is_own).map(|(path, _)| format!("themes/{name}/{path}")).collect()
}

/// Returns the language files of a theme, layer over layer: the program's, those of the chosen theme, the dossier's own.
fn language_files(name: &str, (shipped, own): (&Files, &Files), problems: &mut Problems) -> Vec<Texts> {
    let mut layers = Vec::new();
    if name != FIRST {
        layers.push(texts((FIRST, "i18n"), &layers::shipped(FIRST), problems));
    }
    layers.push(texts((name, "i18n"), shipped, problems));
    layers.push(texts((name, "i18n"), own, problems));
    layers
}

/// Returns the name of the theme that the settings choose; one that does not exist is a problem, and the first stands in for it.
fn chosen<'a>(root: &Path, settings: &'a Settings, problems: &mut Problems) -> &'a str {
    let (name, place) = &settings.theme;
    let names: Vec<String> = layers::names(root).into_iter().collect();
    if is_slug(name) && names.contains(name) {
        return name;
    }
    let near = nearest(name, names.iter().map(String::as_str));
    problems.add(kinds::theme::unknown_theme(place.clone(), name, (&names, near)));
    FIRST
}

/// Returns the files of a folder, by path inside it.
fn inside(files: &Files, folder: &str) -> Files {
    let below = |path: &str| Some(path.strip_prefix(folder)?.strip_prefix('/')?.to_owned());
    files.iter().filter_map(|(path, bytes)| Some((below(path)?, bytes.clone()))).collect()
}

/// Returns the text files of a folder of a theme; one that is not text is a problem.
fn texts((theme, folder): (&str, &str), files: &Files, problems: &mut Problems) -> Texts {
    let mut texts = Texts::new();
    for (name, bytes) in inside(files, folder) {
        let path = format!("themes/{theme}/{folder}/{name}");
        match String::from_utf8(bytes) {
            Ok(text) => _ = texts.insert(name, Arc::new(SourceFile::new(path, text))),
            Err(_) => problems.add(kinds::unreadable_file(Place::of_path(&path), "it is not UTF-8 text")),
        }
    }
    texts
}

/// Whether a theme's `theme.toml` lets its sites be searched: they can be unless it says `search = false`.
fn has_search(theme: &str, bytes: &[u8], problems: &mut Problems) -> bool {
    let path = format!("themes/{theme}/theme.toml");
    let Ok(text) = String::from_utf8(bytes.to_vec()) else {
        problems.add(kinds::unreadable_file(Place::of_path(&path), "it is not UTF-8 text"));
        return true;
    };
    let file = Arc::new(SourceFile::new(path, text));
    data::read(&file, 0..file.len(), problems, |table| table.flag("search")).is_none_or(|(flag, _)| flag)
}
