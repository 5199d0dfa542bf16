//! The sanitiser, which decides on each tag of an allowed element. The one home of ammonia.

use std::collections::{HashMap, HashSet};

use ammonia::Builder;
use html5gum::{Token, Tokenizer};

use crate::model::markup::{Element, Elements};

/// The sanitiser of a text; it is made when the first tag comes to it.
pub(super) struct Sieve {
    /// What is allowed.
    elements: Elements,
    /// The sanitiser.
    builder: Option<Builder<'static>>,
    /// What it made of each tag.
    known: HashMap<String, Option<String>>,
}

impl Sieve {
    /// One that lets some elements through.
    pub(super) fn new(elements: Elements) -> Self {
        Self { elements, builder: None, known: HashMap::new() }
    }

    /// The opening tag of an allowed element as the sanitiser writes it; `None` where it would take anything out of it, an attribute or
    /// the tag itself: what a reader does not get as it is written is shown as text.
    pub(super) fn tag(&mut self, element: Element, raw: &str) -> Option<String> {
        if let Some(known) = self.known.get(raw) {
            return known.clone();
        }
        let elements = self.elements;
        let builder = self.builder.get_or_insert_with(|| builder(elements));
        let closing = if element == Element::Break { String::new() } else { format!("</{}>", element.name()) };
        let clean = builder.clean(&format!("{raw}{closing}")).to_string();
        let tag = clean.strip_suffix(&closing).map(str::to_owned);
        let tag = tag.filter(|tag| is_same(element, raw, tag));
        self.known.insert(raw.to_owned(), tag.clone());
        tag
    }
}

/// A sanitiser that lets some elements through, and no attribute but the `title` of `abbr`.
fn builder(elements: Elements) -> Builder<'static> {
    let names = Element::NAMES.iter().copied().filter(|name| Element::find(name).is_some_and(|element| elements.has(element)));
    let titled = elements.has(Element::Abbr).then(|| (Element::Abbr.name(), HashSet::from(["title"])));
    let mut builder = Builder::empty();
    builder.tags(names.collect()).generic_attributes(HashSet::new()).tag_attributes(titled.into_iter().collect());
    builder
}

/// Whether two texts are one and the same opening tag of an element and nothing else, however it is written.
fn is_same(element: Element, one: &str, other: &str) -> bool {
    let tag = |text: &str| -> Option<Vec<(Vec<u8>, Vec<u8>)>> {
        let mut tokens = Tokenizer::new(text).flatten();
        let (Some(Token::StartTag(tag)), None) = (tokens.next(), tokens.next()) else { return None };
        let is_whole = tag.name.0 == element.name().as_bytes() && (element == Element::Break || !tag.self_closing);
        is_whole.then(|| tag.attributes.iter().map(|(name, value)| (name.0.clone(), value.value.0.clone())).collect())
    };
    tag(one).is_some_and(|one| tag(other) == Some(one))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a sanitiser that allows everything makes of a tag.
    fn made_of(raw: &str) -> Option<String> {
        let all: Elements = Element::NAMES.iter().filter_map(|name| Element::find(name)).collect();
        let name = raw.get(1..).unwrap_or_default().split(|char: char| !char.is_ascii_alphanumeric()).next()?;
        Sieve::new(all).tag(Element::find(name)?, raw)
    }

    #[test]
    fn a_tag_goes_through_as_it_is_written_or_not_at_all() {
        for name in Element::NAMES {
            assert_eq!(made_of(&format!("<{name}>")), Some(format!("<{name}>")), "{name}");
            assert_eq!(made_of(&format!("<{name} onclick=\"x()\">")), None, "{name}");
            assert_eq!(made_of(&format!("<{name} style='color:red'>")), None, "{name}");
            assert_eq!(made_of(&format!("<{name} title='x'>")).is_some(), *name == "abbr", "{name}");
        }
        assert_eq!(made_of("<br />").as_deref(), Some("<br>"));
        assert_eq!(made_of("<b/>"), None, "HTML would not close it");
        assert_eq!(made_of("<abbr title='\"><script>x'>").as_deref(), Some("<abbr title=\"&quot;&gt;&lt;script&gt;x\">"));
        assert_eq!(made_of("<abbr title=a id=b>"), None);
        assert_eq!(Sieve::new(Elements::from_iter([Element::Bold])).tag(Element::Italic, "<i>"), None);
    }
}
