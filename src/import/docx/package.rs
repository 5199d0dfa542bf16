//! The parts of a Word document: which part is which, its relationships say, not its name. The one home of `zip` in imports.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::import::received::Fault;
use crate::import::xml::{self, Element};

/// The most bytes that a part of the document may unpack to.
const MAX_PART: u64 = 100_000_000;

/// Where the main part of a document is that does not say it.
const MAIN: &str = "word/document.xml";

/// What a part has to do with another one, or with an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Relation {
    /// What it is: the last word of its type.
    pub(super) kind: String,
    /// The name of the other part, or the address.
    pub(super) target: String,
    /// Whether it is an address outside the document.
    pub(super) is_outside: bool,
}

/// The relationships of a part, by id.
pub(super) type Relations = BTreeMap<String, Relation>;

/// The parts of a document.
pub(super) struct Package<'a>(ZipArchive<Cursor<&'a [u8]>>);

impl<'a> Package<'a> {
    /// Opens a document.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        ZipArchive::new(Cursor::new(bytes)).map(Self).map_err(|error| Fault::Broken(error.to_string()))
    }

    /// A part as a tree; `None` if there is no such part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Element>, Fault> {
        let file = match self.0.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(Fault::Broken(format!("`{name}` in it: {error}"))),
        };
        let mut bytes = Vec::new();
        file.take(MAX_PART + 1).read_to_end(&mut bytes).map_err(|error| Fault::Broken(error.to_string()))?;
        if MAX_PART < u64::try_from(bytes.len()).unwrap_or(u64::MAX) {
            return Err(Fault::TooLarge);
        }
        let text = String::from_utf8(bytes).map_err(|_| Fault::Broken(format!("`{name}` in it is not UTF-8")))?;
        let text = text.trim_start_matches('\u{feff}');
        xml::read(text).map(Some).map_err(|reason| Fault::Broken(format!("`{name}` in it: {reason}")))
    }

    /// The name of the main part.
    pub(super) fn main(&mut self) -> Result<String, Fault> {
        let relations = self.relations("")?;
        let found = relations.into_values().find(|relation| relation.kind == "officeDocument");
        Ok(found.map_or_else(|| MAIN.to_owned(), |relation| relation.target))
    }

    /// The relationships of a part; those of the document itself where it has no name.
    pub(super) fn relations(&mut self, name: &str) -> Result<Relations, Fault> {
        let (folder, file) = name.rsplit_once('/').map_or((String::new(), name), |(folder, file)| (format!("{folder}/"), file));
        let part = self.part(&format!("{folder}_rels/{file}.rels"))?.unwrap_or_default();
        let one = |element: &Element| {
            let is_outside = element.attribute("TargetMode") == Some("External");
            let target = element.attribute("Target")?;
            let target = if is_outside { target.to_owned() } else { resolved(&folder, target) };
            let kind = element.attribute("Type").and_then(|kind| kind.rsplit('/').next()).unwrap_or_default().to_owned();
            Some((element.attribute("Id")?.to_owned(), Relation { kind, target, is_outside }))
        };
        Ok(part.elements().filter_map(one).collect())
    }

    /// The names of the parts with headers and footers, in order: those that the main part has, and those that are named so.
    pub(super) fn furniture(&self, relations: &Relations) -> Vec<String> {
        let is_named = |name: &String| (name.starts_with("word/header") || name.starts_with("word/footer")) && name.ends_with(".xml");
        let named = self.0.file_names().filter_map(|name| name.ok().map(|name| name.into_owned())).filter(is_named);
        let related = relations.values().filter(|relation| matches!(relation.kind.as_str(), "header" | "footer"));
        let mut names: Vec<String> = named.chain(related.map(|relation| relation.target.clone())).collect();
        names.sort();
        names.dedup();
        names
    }
}

/// The name of the part of a kind that the main part has; that beside it of the usual name where it does not say.
pub(super) fn named(kind: &str, relations: &Relations, main: &str) -> String {
    let found = relations.values().find(|relation| relation.kind == kind && !relation.is_outside);
    found.map_or_else(|| resolved(main, &format!("{kind}.xml")), |relation| relation.target.clone())
}

/// The name of a part to which another one leads, in whose folder the way begins.
fn resolved(from: &str, target: &str) -> String {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut names: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for name in target.split('/') {
        match name {
            "" | "." => {}
            ".." => _ = names.pop(),
            name => names.push(name),
        }
    }
    names.retain(|name| !name.is_empty());
    names.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_to_parts() {
        let found = [("word/", "a.xml"), ("word/", "/a/b.xml"), ("word/document.xml", "../c/./d.xml"), ("", "word/e.xml"), ("", "../f")];
        assert_eq!(found.map(|(from, target)| resolved(from, target)), ["word/a.xml", "a/b.xml", "c/d.xml", "word/e.xml", "f"]);
    }
}
