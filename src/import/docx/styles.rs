//! The styles of a Word document: which of them are headings, and of what level, whatever the document's language calls them; in which list
//! their paragraphs stand, and how their words look.

use std::collections::BTreeMap;

use crate::import::xml::Element;

/// How many styles can be based on each other.
const MAX_CHAIN: usize = 20;

/// A style.
#[derive(Clone, Debug, Default)]
struct Style {
    /// Its id.
    id: String,
    /// The style on which it is based.
    base: Option<String>,
    /// The level of the headings that have it.
    level: Option<u8>,
    /// The list in which paragraphs of it stand.
    list: Option<Element>,
    /// How words of it look.
    look: Option<Element>,
}

/// The styles, by id.
#[derive(Clone, Debug, Default)]
pub(super) struct Styles(BTreeMap<String, Style>);

impl Styles {
    /// Reads the styles.
    pub(super) fn of(part: &Element) -> Self {
        let styles = part.elements().filter(|style| style.name == "style");
        let read = |style: &Element| {
            let id = style.attribute("styleId")?.to_owned();
            let name = style.value("name").unwrap_or_default().to_lowercase();
            let is_of_paragraphs = style.attribute("type") == Some("paragraph");
            // Word writes the names of its own styles in English, whatever it shows.
            let by_name = name.strip_prefix("heading ").and_then(|level| level.parse().ok()).or_else(|| (name == "title").then_some(1));
            let properties = style.find("pPr");
            let by_outline = || properties?.value("outlineLvl")?.parse::<u8>().ok().filter(|level| *level < 9).map(|level| level + 1);
            let list = properties.and_then(|properties| properties.find("numPr")).cloned();
            let base = style.value("basedOn").map(str::to_owned);
            let level = by_name.or_else(by_outline).filter(|_| is_of_paragraphs);
            Some((id.clone(), Style { id, base, level, list, look: style.find("rPr").cloned() }))
        };
        Self(styles.filter_map(read).collect())
    }

    /// The level of the headings that have a style; `None` if it is none of a heading.
    pub(super) fn level(&self, id: Option<&str>) -> Option<u8> {
        self.chain(id).find_map(|style| style.level)
    }

    /// The list in which paragraphs of a style stand.
    pub(super) fn list(&self, id: Option<&str>) -> Option<&Element> {
        self.chain(id).find_map(|style| style.list.as_ref())
    }

    /// The ids of a style and of those on which it is based.
    pub(super) fn ids(&self, id: Option<&str>) -> impl Iterator<Item = &str> {
        self.chain(id).map(|style| style.id.as_str())
    }

    /// What a style says of how its words look, by the name of the property.
    pub(super) fn look(&self, id: Option<&str>, name: &str) -> Option<&Element> {
        self.chain(id).find_map(|style| style.look.as_ref().and_then(|look| look.find(name)))
    }

    /// A style, and those on which it is based.
    fn chain(&self, id: Option<&str>) -> impl Iterator<Item = &Style> {
        let first = id.and_then(|id| self.0.get(id));
        std::iter::successors(first, |style| style.base.as_ref().and_then(|base| self.0.get(base))).take(MAX_CHAIN)
    }
}
