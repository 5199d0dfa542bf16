//! The styles of a Word document: which of them are headings, and of what level, whatever the document's language calls them.

use std::collections::BTreeMap;

use crate::import::xml::Element;

/// How many styles can be based on each other.
const MAX_CHAIN: usize = 20;

/// A style.
#[derive(Clone, Debug, Default)]
struct Style {
    /// The style on which it is based.
    base: Option<String>,
    /// The level of the headings that have it.
    level: Option<u8>,
    /// The list in which paragraphs of it stand.
    list: Option<Element>,
}

/// The styles, by id.
#[derive(Clone, Debug, Default)]
pub(super) struct Styles(BTreeMap<String, Style>);

impl Styles {
    /// Reads the styles.
    pub(super) fn of(part: &Element) -> Self {
        let styles = part.elements().filter(|style| style.name == "style" && style.attribute("type") == Some("paragraph"));
        let read = |style: &Element| {
            let id = style.attribute("styleId")?.to_owned();
            let name = style.value("name").unwrap_or_default().to_lowercase();
            // Word writes the names of its own styles in English, whatever it shows.
            let by_name = name.strip_prefix("heading ").and_then(|level| level.parse().ok()).or_else(|| (name == "title").then_some(1));
            let properties = style.find("pPr");
            let by_outline = || properties?.value("outlineLvl")?.parse::<u8>().ok().filter(|level| *level < 9).map(|level| level + 1);
            let list = properties.and_then(|properties| properties.find("numPr")).cloned();
            Some((id, Style { base: style.value("basedOn").map(str::to_owned), level: by_name.or_else(by_outline), list }))
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

    /// A style, and those on which it is based.
    fn chain(&self, id: Option<&str>) -> impl Iterator<Item = &Style> {
        let first = id.and_then(|id| self.0.get(id));
        std::iter::successors(first, |style| style.base.as_ref().and_then(|base| self.0.get(base))).take(MAX_CHAIN)
    }
}
