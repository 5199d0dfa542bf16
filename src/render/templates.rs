//! The theme's templates as a Tera engine. Unknown variables are errors, with their place in the template's file.

mod faults;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;
use serde_json::{Map, Value as Json};
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use super::Inputs;
use super::direction::Directions;
use crate::digest::Digester;
use crate::model::file::SourceFile;
use crate::model::lang::Lang;
use crate::model::locale::Locale;
use crate::model::text::Text;
use crate::problem::{Problem, Problems};
use crate::site::assets::Assets;
use crate::site::{Sink, SitePath};

/// How many bytes most pages have at most.
const PAGE: usize = 64 << 10;

/// The templates, ready to be filled, with the words of each language.
pub(super) struct Engine<'a> {
    /// The templates.
    tera: Tera,
    /// Their files.
    files: &'a BTreeMap<String, Arc<SourceFile>>,
    /// The words of each language, nested.
    words: BTreeMap<&'a Lang, Value>,
    /// What every page of a language is made of beside its view.
    made_of: BTreeMap<&'a Lang, Digester>,
}

impl<'a> Engine<'a> {
    /// Reads the templates; the error holds what is wrong in all of them.
    pub(super) fn new(inputs: &Inputs<'a>) -> Result<Self, Problems> {
        let files = inputs.templates;
        let mut tera = engine(Directions::new(inputs.locales.keys()), names(inputs.assets));
        let texts = files.iter().map(|(name, file)| (name.as_str(), file.text()));
        if tera.add_raw_templates(texts).is_err() {
            return Err(faults::all(files));
        }
        let words = inputs.locales.iter().map(|(lang, locale)| (lang, words(locale))).collect();
        let made_of = inputs.locales.values().map(|locale| (&locale.lang, made_of(inputs, locale))).collect();
        Ok(Self { tera, files, words, made_of })
    }

    /// What every page of a language is made of beside its view.
    pub(super) fn made_of(&self) -> &BTreeMap<&'a Lang, Digester> {
        &self.made_of
    }

    /// The engine, for a page that lies at a path and goes into a sink.
    pub(super) fn to<'b>(&'b self, path: &'b SitePath, sink: &'b dyn Sink) -> Filling<'b> {
        Filling { engine: self, path, sink }
    }

    /// Fills a template with a view and the words of a language.
    fn render<View: Serialize>(&self, name: &str, lang: &Lang, view: &View) -> Result<Vec<u8>, Box<Problem>> {
        let failed = |error: tera::Error| {
            let view = Value::from_serializable(view);
            let given = view.as_map().into_iter().flat_map(|map| map.keys().map(ToString::to_string)).chain(["w".to_owned()]);
            let given: BTreeSet<String> = given.collect();
            Box::new(faults::one(self.files, (name, &given), &error))
        };
        let mut context = Context::from_serialize(view).map_err(failed)?;
        context.insert_value("w", self.words.get(lang).cloned().unwrap_or_else(|| Value::from_serializable(&Map::new())));
        let mut page = Vec::with_capacity(PAGE);
        self.tera.render_to(name, &context, &mut page).map_err(failed)?;
        Ok(page)
    }
}

/// The engine at work on a page.
pub(super) struct Filling<'a> {
    /// The engine.
    engine: &'a Engine<'a>,
    /// Where the page lies.
    path: &'a SitePath,
    /// Where it goes.
    sink: &'a dyn Sink,
}

impl Filling<'_> {
    /// Fills a template with a view and the words of a language, and puts the page; keeps the one that is there already, if that is made
    /// of the same.
    pub(super) fn render<View: Serialize>(&self, name: &str, lang: &Lang, view: &View) -> Result<(), Box<Problem>> {
        let made_of = || {
            let mut digester = self.engine.made_of.get(lang).cloned().unwrap_or_default().with(name.as_bytes());
            digester.add_value(view);
            digester.digest()
        };
        if !self.sink.keep(self.path, &made_of) {
            self.sink.put(self.path.clone(), self.engine.render(name, lang, view)?);
        }
        Ok(())
    }
}

/// Fills a template for a page that stands alone, with the words of its language.
pub(super) fn fill_alone<View: Serialize>(
    files: &BTreeMap<String, Arc<SourceFile>>,
    (locale, name): (&Locale, &str),
    view: &View,
) -> Result<String, String> {
    let mut tera = engine(Directions::new([&locale.lang].into_iter()), Names::new());
    let texts = files.iter().map(|(name, file)| (name.as_str(), file.text()));
    tera.add_raw_templates(texts).map_err(|error| error.to_string())?;
    let mut context = Context::from_serialize(view).map_err(|error| error.to_string())?;
    context.insert_value("w", words(locale));
    tera.render(name, &context).map_err(|error| error.to_string())
}

/// Takes in all that a page of a language is made of, or checked against, beside its view: the templates, as one takes in others, the
/// words, the dossier's languages, by which directions are told, the names of the theme's other files, and the address of the site, by
/// which a page may ask for files.
fn made_of(inputs: &Inputs<'_>, locale: &Locale) -> Digester {
    let mut digester = Digester::default();
    let base_url = inputs.dossier.settings.base_url.iter().map(|base| ("", base.as_str()));
    let texts: Vec<Text> = inputs.templates.values().map(|file| file.text()).collect();
    let templates = inputs.templates.keys().zip(&texts).map(|(name, text)| (name.as_str(), &**text));
    let words = locale.words.iter().map(|(key, word)| (key.as_str(), word.as_str()));
    let languages = inputs.locales.keys().map(|lang| ("", lang.tag()));
    let assets = inputs.assets.iter().map(|(name, asset)| (name, asset.path.as_str()));
    for part in [base_url.collect::<Vec<_>>(), templates.collect(), words.collect(), languages.collect(), assets.collect()] {
        digester.add(&part.len().to_le_bytes());
        for (name, text) in part {
            digester.add(name.as_bytes());
            digester.add(text.as_bytes());
        }
    }
    digester
}

/// Where the theme's other files lie in the site, by their names in the theme.
type Names = BTreeMap<String, String>;

/// Where the theme's other files lie.
fn names(assets: &Assets) -> Names {
    assets.iter().map(|(name, asset)| (name.to_owned(), asset.path.to_string())).collect()
}

/// An engine without templates, with the filters that templates have beside Tera's own.
fn engine(directions: Directions, names: Names) -> Tera {
    let mut tera = Tera::new();
    tera.register_filter("safe", safe);
    tera.register_filter("lang", move |value: Value, _: Kwargs, _: &State<'_>| lang(&value, &directions));
    tera.register_filter("asset", move |value: Value, _: Kwargs, state: &State<'_>| asset(&value, state, &names));
    tera
}

/// The filter `safe`, for values that are HTML. Tera's own writes nothing where there is no such value: a page would lose its text.
fn safe(value: Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    if value.is_undefined() {
        return Err(tera::Error::message(faults::NOTHING));
    }
    Ok(value.mark_safe())
}

/// The filter `lang`: the attributes of an element whose words are in a language, with the direction where it must be said; nothing for
/// words in the language of the page.
fn lang(value: &Value, directions: &Directions) -> TeraResult<Value> {
    if value.is_undefined() {
        return Err(tera::Error::message(faults::NOTHING));
    }
    Ok(Value::safe_string(&value.as_str().map(|tag| directions.attributes(tag)).unwrap_or_default()))
}

/// The filter `asset`: the link from the page to a file of the theme, by its name there.
fn asset(value: &Value, state: &State<'_>, names: &Names) -> TeraResult<String> {
    if value.is_undefined() {
        return Err(tera::Error::message(faults::NOTHING));
    }
    let name = value.as_str().unwrap_or_default();
    let path = names.get(name).ok_or_else(|| tera::Error::message(faults::no_asset(name, names.keys())))?;
    let page = state.get::<Value>("page")?;
    let root = page.as_ref().and_then(|page| page.get_from_path("root")?.as_str()).unwrap_or_default();
    Ok(format!("{root}{path}"))
}

/// The words of a language as nested values: `letter.source` is `w.letter.source` in a template.
fn words(locale: &Locale) -> Value {
    let mut root = Map::new();
    for (key, word) in &locale.words {
        let parts: Vec<&str> = key.split('.').collect();
        insert(&mut root, &parts, word);
    }
    Value::from_serializable(&Json::Object(root))
}

/// Puts a word where its key says.
fn insert(map: &mut Map<String, Json>, key: &[&str], word: &str) {
    match key {
        [] => {}
        [last] => {
            map.insert((*last).to_owned(), Json::String(word.to_owned()));
        }
        [first, rest @ ..] => {
            if let Json::Object(inner) = map.entry(*first).or_insert_with(|| Json::Object(Map::new())) {
                insert(inner, rest, word);
            }
        }
    }
}
