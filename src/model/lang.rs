//! Language tags, and texts that exist in several languages.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::{PoisonError, RwLock};

use litemap::LiteMap;

use super::letter::is_device;
use super::place::Place;

/// A language as a BCP 47 tag in lower case with regions kept, such as `nl` or `fr-be`. Texts name few languages, and each very often: all
/// that name the same share its tag, which stays in memory for as long as the program runs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(&'static str);

/// The tags of all languages that were met so far.
static TAGS: RwLock<BTreeSet<&'static str>> = RwLock::new(BTreeSet::new());

/// The tag that all share who name a language.
fn shared(tag: &str) -> &'static str {
    let known = TAGS.read().unwrap_or_else(PoisonError::into_inner).get(tag).copied();
    known.unwrap_or_else(|| {
        let mut tags = TAGS.write().unwrap_or_else(PoisonError::into_inner);
        // Another thread may have met it in between.
        let tag = tags.get(tag).copied().unwrap_or_else(|| Box::leak(tag.into()));
        tags.insert(tag);
        tag
    })
}

impl Lang {
    /// Takes a tag of a primary subtag of 2 or 3 letters and subtags of 1 to 8 letters or digits; `None` for anything else.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let mut subtags = tag.split('-');
        let primary = subtags.next()?;
        let is_primary = matches!(primary.len(), 2 | 3) && primary.bytes().all(|byte| byte.is_ascii_lowercase());
        let are_rest =
            subtags.all(|sub| matches!(sub.len(), 1..=8) && sub.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()));
        (is_primary && are_rest && !is_device(tag)).then(|| Self(shared(tag)))
    }

    /// The tag as written.
    #[must_use]
    pub fn tag(&self) -> &str {
        self.0
    }

    /// The tags from the widest to this one: `zh`, `zh-hant`, `zh-hant-tw`.
    pub fn wider(&self) -> impl Iterator<Item = &str> {
        let ends = self.0.match_indices('-').map(|(at, _)| at).chain([self.0.len()]);
        ends.filter_map(|end| self.0.get(..end))
    }

    /// The primary subtag: `fr` of `fr-be`.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(self.0)
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}

/// Something in each of some languages. A dossier has a few, and tens of thousands of these: a node of a `BTreeMap` has room for eleven.
pub type LangMap<T> = LiteMap<Lang, T>;

/// A short text in each language of the dossier, or one text for all of them (a name).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct LangText {
    /// The text for every language that has none of its own.
    pub shared: Option<String>,
    /// The texts by language.
    pub by_lang: LangMap<String>,
    /// Where the texts by language are recorded.
    pub place: Option<Place>,
}

impl LangText {
    /// A text that is the same in every language.
    #[must_use]
    pub fn same(text: &str) -> Self {
        Self { shared: Some(text.to_owned()), ..Self::default() }
    }

    /// The text in a language; `None` where it has none.
    #[must_use]
    pub fn find(&self, lang: &Lang) -> Option<&str> {
        self.by_lang.get(lang).or(self.shared.as_ref()).map(String::as_str)
    }

    /// The text in a language, or nothing at all.
    #[must_use]
    pub fn text(&self, lang: &Lang) -> &str {
        self.find(lang).unwrap_or_default()
    }

    /// Whether there is no text in any language.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.shared.is_none() && self.by_lang.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_checked() {
        let found: Vec<bool> =
            ["nl", "fr-be", "deu", "Dutch", "n", "nl_BE", "", "nl-", "fr-BE", "nul"].map(|tag| Lang::parse(tag).is_some()).into();
        assert_eq!(found, [true, true, true, false, false, false, false, false, false, false]);
    }

    #[test]
    fn all_share_the_tag_of_a_language() {
        let [one, other] = ["nl-be", "nl-be"].map(|tag| Lang::parse(tag).unwrap());
        assert!(std::ptr::eq(one.tag(), other.tag()) && one < Lang::parse("nl-bq").unwrap());
    }

    #[test]
    fn a_region_has_wider_tags() {
        assert_eq!(Lang::parse("zh-hant-tw").unwrap().wider().collect::<Vec<_>>(), ["zh", "zh-hant", "zh-hant-tw"]);
        assert_eq!(Lang::parse("nl").unwrap().wider().collect::<Vec<_>>(), ["nl"]);
    }

    #[test]
    fn a_name_is_the_same_in_all_languages() {
        let lang = Lang::parse("nl").unwrap();
        assert_eq!(LangText::same("SURF").text(&lang), "SURF");
        assert_eq!(LangText::default().find(&lang), None);
    }
}
