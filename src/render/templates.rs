//! The theme's templates as a Tera engine. Unknown variables are errors, with their place in the template's file.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use serde_json::{Map, Value as Json};
use tera::{Context, ErrorKind, Tera, Value};

use super::Inputs;
use crate::model::lang::Lang;
use crate::model::locale::Locale;
use crate::model::place::{Place, SourceFile};
use crate::problem::{Problem, Problems, kinds};

/// The templates, ready to be filled, with the words of each language.
pub(super) struct Engine<'a> {
    /// The templates.
    tera: Tera,
    /// Their files.
    files: &'a BTreeMap<String, Arc<SourceFile>>,
    /// The words of each language, nested.
    words: BTreeMap<&'a Lang, Value>,
}

impl<'a> Engine<'a> {
    /// Reads the templates; the error holds what is wrong in all of them.
    pub(super) fn new(inputs: &Inputs<'a>) -> Result<Self, Problems> {
        let files = inputs.templates;
        let mut tera = Tera::new();
        let texts = files.iter().map(|(name, file)| (name.as_str(), file.text.as_str()));
        if let Err(error) = tera.add_raw_templates(texts) {
            return Err(faults(files, &error));
        }
        let words = inputs.locales.iter().map(|(lang, locale)| (lang, words(locale))).collect();
        Ok(Self { tera, files, words })
    }

    /// Fills a template with a view and the words of a language.
    pub(super) fn render<View: Serialize>(&self, name: &str, lang: &Lang, view: &View) -> Result<String, Box<Problem>> {
        let failed = |error: tera::Error| Box::new(problem(self.files, name, &error));
        let mut context = Context::from_serialize(view).map_err(failed)?;
        context.insert_value("w", self.words.get(lang).cloned().unwrap_or_else(|| Value::from_serializable(&Map::new())));
        self.tera.render(name, &context).map_err(failed)
    }
}

/// Every fault of the templates: of each alone, or else the one of all together.
fn faults(files: &BTreeMap<String, Arc<SourceFile>>, error: &tera::Error) -> Problems {
    let mut problems = Problems::default();
    for (name, file) in files {
        if let Err(error) = Tera::new().add_raw_template(name, &file.text)
            && let ErrorKind::SyntaxError(_) = error.kind()
        {
            problems.add(problem(files, name, &error));
        }
    }
    if problems.list.is_empty() {
        problems.add(problem(files, "base.html", error));
    }
    problems
}

/// A template's error as a problem at its place.
fn problem(files: &BTreeMap<String, Arc<SourceFile>>, name: &str, error: &tera::Error) -> Problem {
    let place_in = |name: &str, span: Option<std::ops::Range<usize>>| match (files.get(name), span) {
        (Some(file), Some(span)) => Place::new(file, span),
        (Some(file), None) => Place::start_of(file),
        (None, _) => Place::of_path(&format!("themes/templates/{name}")),
    };
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            kinds::template_error(place_in(report.filename(), Some(report.span().range.clone())), &lower_first(report.message()))
        }
        ErrorKind::MissingParent { current, .. } => kinds::template_error(place_in(current, None), &lower_first(&error.to_string())),
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            kinds::template_error(place_in(tpl, None), &lower_first(&error.to_string()))
        }
        _ => kinds::template_error(place_in(name, None), &lower_first(&error.to_string())),
    }
}

/// A message that begins in lower case and has no full stop, as ours do.
fn lower_first(message: &str) -> String {
    let mut chars = message.trim_end_matches('.').chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
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
