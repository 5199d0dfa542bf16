//! One of the two sites that are compared: its data files, read and known to be of a form that can be compared.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Map, Value};

use super::Version;
use super::fault::{FORM, Fault};
use super::fields::{self, Fields};
use crate::copy::{Copy, CopyError};
use crate::site::manifest::INDEX;

/// What is compared of the dossier as a whole.
const ABOUT: &[&str] = &["title", "languages", "description", "licence", "licence_url", "publisher", "data_licence"];

/// A JSON object.
pub(super) type Object = Map<String, Value>;

/// Hands out the files of a site.
pub struct Read<'a> {
    /// What the site is called in messages: `the copy …`.
    pub name: String,
    /// Reads a file by its path from the root of the site; nothing where there is none.
    #[expect(clippy::type_complexity, reason = "a name for it would say no more")]
    pub file: Box<dyn Fn(&str) -> Result<Option<Vec<u8>>, CopyError> + 'a>,
}

/// Hands out the files of the site in a copy.
#[must_use]
pub fn of_copy(copy: &Copy) -> Read<'_> {
    let file = |path: &str| match copy.of_site(path) {
        path if copy.has(&path) => copy.read_data(&path).map(Some),
        _ => Ok(None),
    };
    Read { name: format!("the copy `{}`", copy.path().display()), file: Box::new(file) }
}

/// A site that is compared.
pub(super) struct Side<'a> {
    /// Where its files come from.
    read: &'a Read<'a>,
    /// What it says of itself.
    dossier: Object,
    /// The tags of its languages.
    languages: BTreeSet<String>,
    /// What texts call its letters and pages in links, by their paths; nothing hangs on their order.
    names: HashMap<String, String>,
}

impl<'a> Side<'a> {
    /// Reads what a site says of itself.
    pub(super) fn open(read: &'a Read<'a>) -> Result<Self, Fault> {
        let mut side = Self { read, dossier: Object::new(), languages: BTreeSet::new(), names: HashMap::new() };
        side.dossier = side.data("data/dossier.json")?;
        side.languages = list(&side.dossier, "languages").iter().filter_map(Value::as_str).map(str::to_owned).collect();
        side.names = names(&side.dossier);
        Ok(side)
    }

    /// A data file that every site has.
    pub(super) fn data(&self, path: &str) -> Result<Object, Fault> {
        let Some(bytes) = (self.read.file)(path)? else {
            let (copy, file) = (self.read.name.clone(), path.to_owned());
            return Err(if (self.read.file)(INDEX)?.is_some() { Fault::Copies { copy } } else { Fault::Missing { copy, file } });
        };
        let not = |reason: String| Fault::NotData { copy: self.read.name.clone(), file: path.to_owned(), reason };
        let value: Value = serde_json::from_slice(&bytes).map_err(|error| not(error.to_string()))?;
        let Value::Object(object) = value else { return Err(not("it is no JSON object".to_owned())) };
        let form = object.get("schema_version").and_then(Value::as_str).and_then(|form| form.parse().ok());
        match form {
            Some(form) if FORM < form => Err(Fault::Newer { copy: self.read.name.clone(), file: path.to_owned(), form }),
            Some(_) => Ok(object),
            None => Err(not("it does not say of which form it is (`schema_version`)".to_owned())),
        }
    }

    /// A page; nothing where there is none.
    pub(super) fn page(&self, path: &str) -> Result<Option<String>, Fault> {
        Ok((self.read.file)(path)?.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
    }

    /// What texts call a letter or a page in links, by its path: `letter:ID`, `page:KIND`.
    pub(super) fn name_of(&self, path: &str) -> Option<&str> {
        self.names.get(path).map(String::as_str)
    }

    /// A list of what the site says of itself.
    pub(super) fn list(&self, name: &str) -> &[Value] {
        list(&self.dossier, name)
    }

    /// The fields of a record, as they are compared.
    pub(super) fn fields(&self, record: &Value, without: &[&str]) -> Fields {
        fields::of(record, (&self.languages, without))
    }

    /// What it says of the dossier as a whole.
    pub(super) fn about(&self) -> Fields {
        let about = ABOUT.iter().filter_map(|name| Some(((*name).to_owned(), self.dossier.get(*name)?.clone())));
        self.fields(&Value::Object(about.collect()), &[])
    }

    /// What a newer site says of the dossier as a whole and this one does not: it was made when that was not said.
    pub(super) fn about_lacks(&self, newer: &Self) -> Vec<&'static str> {
        ABOUT.iter().copied().filter(|name| newer.dossier.contains_key(*name) && !self.dossier.contains_key(*name)).collect()
    }

    /// Which version it is.
    pub(super) fn version(&self) -> Version {
        Version {
            version: text(&self.dossier, "version"),
            published: text(&self.dossier, "published"),
            title: texts(self.dossier.get("title")),
        }
    }
}

/// What texts call letters and pages in links, by their paths.
fn names(dossier: &Object) -> HashMap<String, String> {
    let mut names = HashMap::new();
    for page in list(dossier, "pages").iter().filter_map(Value::as_object) {
        names.insert(text(page, "path"), format!("page:{}", text(page, "kind")));
    }
    for letter in list(dossier, "letters").iter().filter_map(Value::as_object) {
        let editions = letter.get("editions").and_then(Value::as_object).into_iter().flatten();
        for (_, edition) in editions {
            if let Some(path) = edition.get("path").and_then(Value::as_str) {
                names.insert(path.to_owned(), format!("letter:{}", text(letter, "id")));
            }
        }
    }
    names
}

/// A list of an object; an empty one where there is none.
pub(super) fn list<'a>(object: &'a Object, name: &str) -> &'a [Value] {
    object.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// A text of an object; an empty one where there is none.
pub(super) fn text(object: &Object, name: &str) -> String {
    object.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// Texts by language.
pub(super) fn texts(value: Option<&Value>) -> BTreeMap<String, String> {
    let texts = value.and_then(Value::as_object).into_iter().flatten();
    texts.filter_map(|(lang, text)| Some((lang.clone(), text.as_str()?.to_owned()))).collect()
}
