//! What of a web page is not in its text, to be told: nothing else could show that it was there, for what was read is all that the
//! edition is held to.

use scraper::Html;

use super::elements::{Attributes, Fate};
use super::tree::{single_spaced, words_of};

/// The most characters of what was left out that are told.
const MAX_QUOTE: usize = 60;

/// Of how many elements that were left out words are told.
const MAX_LISTED: usize = 10;

/// How many pictures and addresses are told.
const MAX_SHOWN: usize = 50;

/// What is not in the text.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// The words outside the part that is the text, without navigation.
    outside: String,
    /// The words of navigation there.
    navigation: String,
    /// The words of each element that stands beside the text.
    beside: Vec<String>,
    /// The words of each element that is not shown.
    hidden: Vec<String>,
    /// The words that stand for each picture; empty where none do.
    pictures: Vec<String>,
    /// The words of links, and where they lead.
    links: Vec<(String, String)>,
    /// What is filled in.
    fields: Vec<String>,
    /// The addresses of what is shown from elsewhere.
    embedded: Vec<String>,
}

impl Told {
    /// Words outside the part that is the text, in its navigation or not.
    pub(super) fn outside(&mut self, words: &str, is_navigation: bool) {
        if is_navigation { &mut self.navigation } else { &mut self.outside }.push_str(words);
    }

    /// An element without an end within the text.
    pub(super) fn void(&mut self, name: &str, attributes: &Attributes) {
        let attribute = |name: &str| attributes.get(name).map(|value| single_spaced(value)).unwrap_or_default();
        match name {
            "img" => self.pictures.push(attribute("alt")),
            "area" if !attribute("alt").is_empty() => self.pictures.push(attribute("alt")),
            "embed" => self.embedded.extend(Some(attribute("src")).filter(|address| !address.is_empty())),
            "input" => match attribute("type").to_lowercase().as_str() {
                "hidden" => {}
                "checkbox" | "radio" if attributes.contains_key("checked") => self.fields.push("a checked box".into()),
                "checkbox" | "radio" => self.fields.push("an empty box".into()),
                _ => self.fields.extend(Some(attribute("value")).filter(|value| !value.is_empty()).map(|value| quoted(&value))),
            },
            _ => {}
        }
    }

    /// A link within the text: its words, and where it leads.
    pub(super) fn link(&mut self, words: String, address: &str) {
        let address = address.trim();
        let bare = |text: &str| {
            let text = text.strip_prefix("mailto:").or_else(|| text.strip_prefix("tel:")).unwrap_or(text);
            let text = text.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
            text.trim_end_matches('/').to_lowercase()
        };
        let says_nothing = address.is_empty() || address.starts_with('#') || address.to_lowercase().starts_with("javascript:");
        let link = (words, address.to_owned());
        if !says_nothing && bare(&link.0) != bare(address) && self.links.last() != Some(&link) {
            self.links.push(link);
        }
    }

    /// An element within the text that is not taken, with its words.
    pub(super) fn skipped(&mut self, (name, attributes): (&str, &Attributes), fate: Fate, words: String) {
        let addresses = ["src", "data"].iter().filter_map(|key| attributes.get(*key)).filter(|address| !address.trim().is_empty());
        if matches!(name, "iframe" | "object" | "video" | "audio") {
            self.embedded.extend(addresses.cloned());
        }
        let framed = attributes.get("srcdoc").map(|markup| words_of(markup));
        let words = if matches!(name, "noscript" | "iframe" | "noembed" | "noframes") { words_of(&words) } else { words };
        let list = if fate == Fate::Hidden { &mut self.hidden } else { &mut self.beside };
        list.extend([framed.unwrap_or_default(), words].into_iter().filter(|words| !words.is_empty()));
    }

    /// What is to be told.
    pub(super) fn doubts(&self) -> Vec<String> {
        let mut doubts = Vec::new();
        let (outside, navigation) = (single_spaced(&self.outside), single_spaced(&self.navigation));
        let (n_words, n_navigation) = (count(&outside), count(&navigation));
        if 0 < n_words + n_navigation {
            let first = if outside.is_empty() { &navigation } else { &outside };
            let of_navigation = if 0 < n_navigation { format!(", {n_navigation} of them in navigation") } else { String::new() };
            doubts.push(format!(
                "words of the page stand outside its main part and are not in the text ({}{of_navigation}): {}",
                n_words + n_navigation,
                quoted(first)
            ));
        }
        let listed_as = |what: &str, texts: &[String]| {
            (!texts.is_empty()).then(|| format!("{what}: {}", listed(texts, MAX_LISTED, |text| quoted(text))))
        };
        let beside = "what stands beside the text in the page's main part, or in forms and formulas, is not in it";
        doubts.extend(listed_as(beside, &self.beside));
        doubts.extend(listed_as("words that the page hides are not in the text", &self.hidden));
        if !self.pictures.is_empty() {
            let shown = |words: &String| if words.is_empty() { "one without a text".into() } else { quoted(words) };
            let pictures = listed(&self.pictures, MAX_SHOWN, shown);
            doubts.push(format!("pictures of the page are not in the text ({}): {pictures}", self.pictures.len()));
        }
        if !self.links.is_empty() {
            let shown = |(words, address): &(String, String)| format!("{} leads to {address}", quoted(words));
            let links = listed(&self.links, MAX_SHOWN, shown);
            doubts.push(format!("addresses to which the page links are not in the text ({}): {links}", self.links.len()));
        }
        let plain = |texts: &[String]| listed(texts, MAX_SHOWN, String::clone);
        if !self.fields.is_empty() {
            doubts.push(format!("what is filled in on the page is not in the text: {}", plain(&self.fields)));
        }
        if !self.embedded.is_empty() {
            doubts.push(format!("what the page shows from other files is not in the text: {}", plain(&self.embedded)));
        }
        doubts
    }
}

/// The pages that a page of frames shows; none where it is a page of its own.
pub(super) fn frames(html: &Html) -> Option<Vec<String>> {
    let elements = || html.tree.nodes().filter_map(|node| node.value().as_element());
    let frames = || elements().filter(|element| element.name() == "frame").filter_map(|frame| frame.attr("src")).map(str::to_owned);
    elements().any(|element| element.name() == "frameset").then(|| frames().collect())
}

/// How many words a text has.
fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

/// The first words of a text, in quotes.
pub(super) fn quoted(text: &str) -> String {
    let head: String = text.chars().take(MAX_QUOTE).collect();
    if head.len() == text.len() { format!("“{text}”") } else { format!("“{}…”", head.trim_end()) }
}

/// Some things, and how many more there are.
fn listed<T>(things: &[T], max: usize, shown: impl Fn(&T) -> String) -> String {
    let more = things.len().saturating_sub(max);
    let listed: Vec<String> = things.iter().take(max).map(shown).collect();
    format!("{}{}", listed.join(", "), if 0 < more { format!(", and {more} more") } else { String::new() })
}
