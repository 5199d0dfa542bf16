//! The dossier as a whole: settings, letters, pages and the records that link them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Bound;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use regex_automata::meta::Regex;

use super::automaton::pattern;
use super::file::SourceFile;
use super::government::Government;
use super::hosting::Hosting;
use super::lang::{Lang, LangText};
use super::letter::{Letter, LetterId};
use super::markup::Elements;
use super::memo::Memo;
use super::money::Funding;
use super::place::Place;
use super::records::{Actor, External, Term};
use super::text::Text;
use super::timeline::Timeline;

/// What a publisher settles once for the whole dossier.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The settings file.
    pub file: Arc<SourceFile>,
    /// The dossier's version.
    pub version: String,
    /// The day it was published, as `2026-11-21`.
    pub published: String,
    /// The languages of the site, in order.
    pub languages: Vec<Lang>,
    /// The dossier's name and one sentence about it.
    pub title: LangText,
    /// One sentence about it.
    pub description: LangText,
    /// The address of the site, ending in `/`.
    pub base_url: Option<String>,
    /// The name of the theme, with the place where it is chosen.
    pub theme: (String, Place),
    /// The kinds of letters and other documents.
    pub kinds: BTreeMap<String, DocumentKind>,
    /// Names of the kinds of numbers.
    pub number_kinds: BTreeMap<String, NumberKind>,
    /// Ids of amounts that the home page shows.
    pub key_figures: Vec<(String, Place)>,
    /// The licence of the publisher's own texts.
    pub licence: LangText,
    /// The address of that licence; none where it has none.
    pub licence_url: Option<String>,
    /// Who publishes the dossier; none where the settings do not say.
    pub publisher: Option<Publisher>,
    /// The licence of the ledger as data; none where the publisher states none.
    pub data_licence: Option<DataLicence>,
    /// An earlier copy of the site, with which this one is compared; with the place where it is named.
    pub previous: Option<(PathBuf, Place)>,
    /// The elements of HTML that letters and pages may have as marks.
    pub html: Elements,
    /// What is settled for the host of the site.
    pub hosting: Hosting,
    /// What a Dutch public body settles about metadata.
    pub government: Government,
    /// Problems that the publisher has looked at and accepts.
    pub accepts: Vec<Accept>,
}

/// Who publishes a dossier.
#[derive(Clone, Debug)]
pub struct Publisher {
    /// The name of the organisation or person.
    pub name: LangText,
    /// Its address on the web.
    pub url: Option<String>,
    /// The address by which a register knows it, such as that of ROR.
    pub uri: Option<String>,
    /// Who answers for it: `mailto:` with an address for mail, or an address on the web.
    pub contact: Option<String>,
}

/// The licence under which the ledger can be used as data.
#[derive(Clone, Debug)]
pub struct DataLicence {
    /// Its identifier, such as `CC0-1.0`.
    pub name: String,
    /// The address of its text.
    pub path: Option<String>,
    /// What it is called.
    pub title: LangText,
}

/// A kind of letter or other document.
#[derive(Clone, Debug)]
pub struct DocumentKind {
    /// What it is called.
    pub name: LangText,
    /// Its address in a list of kinds that others keep, such as the document types of the Dutch government's TOOI.
    pub uri: Option<String>,
}

/// A kind of official number: what it is called, how texts write it, where the numbered document is officially published.
#[derive(Clone, Debug)]
pub struct NumberKind {
    /// What it is called.
    pub name: LangText,
    /// Patterns by which texts write it.
    pub written: Vec<(String, Place)>,
    /// The number itself, made of the groups of such a pattern: `$1$2-$3`.
    pub number: String,
    /// The address of the official publication, with `{number}`; derived from the number, never fetched.
    pub address: Option<String>,
    /// The patterns, made ready when a number is first held against them.
    pub patterns: Arc<OnceLock<Vec<Regex>>>,
}

/// The most memory of a pattern of numbers, in bytes.
pub const MAX_PATTERN: usize = 1 << 20;

impl NumberKind {
    /// The address of the official publication of a number, which may be as printed.
    #[must_use]
    pub fn address(&self, number: &str) -> Option<String> {
        self.address.as_ref().map(|address| address.replace("{number}", &in_address(&self.form(number))))
    }

    /// The form in which a number is known: what a pattern makes of one that is written as texts write it, any other as it is.
    #[must_use]
    pub fn form<'a>(&self, number: &'a str) -> Cow<'a, str> {
        let made = || self.written.iter().filter_map(|(find, _)| pattern(find, MAX_PATTERN, true).ok()).collect();
        let whole = 0..number.len();
        let captures = self.patterns.get_or_init(made).iter().find_map(|pattern| {
            let mut all = pattern.captures_iter(number);
            all.find(|captures| captures.get_match().is_some_and(|found| found.range() == whole))
        });
        let mut form = String::new();
        captures.iter().for_each(|captures| captures.interpolate_string_into(number, &self.number, &mut form));
        if form.is_empty() { Cow::Borrowed(number) } else { Cow::Owned(form) }
    }
}

/// A text as a part of an address: letters, figures and `-._~` as they are, the rest in per cent.
#[must_use]
pub fn in_address(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            safe.push(char::from(byte));
        } else {
            safe.push_str(&format!("%{byte:02X}"));
        }
    }
    safe
}

/// A problem that the publisher has looked at and accepts, with the reason.
#[derive(Clone, Debug)]
pub struct Accept {
    /// Where it is recorded.
    pub place: Place,
    /// The id of the problem.
    pub problem: String,
    /// The letter in whose folder it occurs.
    pub letter: Option<String>,
    /// The block in which it occurs.
    pub block: Option<String>,
    /// Words that its message holds.
    pub words: Option<String>,
}

/// A text page of the publisher: about, data, the introduction of another page.
#[derive(Clone, Debug, Hash)]
pub struct TextPage {
    /// Its name: the folder's.
    pub id: String,
    /// The language.
    pub lang: Lang,
    /// The title.
    pub title: String,
    /// The last part of its address.
    pub slug: Option<String>,
    /// Former addresses that lead to it, from the folder of its language and without an ending.
    pub former: Vec<(String, Place)>,
    /// One sentence about it.
    pub summary: String,
    /// The file.
    pub file: Arc<SourceFile>,
    /// Where the Markdown begins.
    pub body_start: usize,
    /// The elements of HTML that are allowed in it.
    pub elements: Elements,
}

impl TextPage {
    /// The Markdown, from after the front matter.
    #[must_use]
    pub fn body(&self) -> Text {
        self.file.text().rest(self.body_start)
    }
}

/// Where each letter stands in a list, by its id; nothing hangs on its order.
#[derive(Clone, Debug)]
pub struct Places(HashMap<LetterId, usize>);

impl Places {
    /// Of a list of letters.
    #[must_use]
    pub fn of(letters: &[Letter]) -> Self {
        Self(letters.iter().enumerate().map(|(idx, letter)| (letter.id.clone(), idx)).collect())
    }
}

/// Everything a site is made of.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// The settings.
    pub settings: Settings,
    /// The letters, oldest first, then by id.
    pub letters: Vec<Letter>,
    /// Where each stands among them.
    pub places: Places,
    /// The text pages.
    pub pages: Vec<TextPage>,
    /// Documents outside the dossier.
    pub externals: Vec<External>,
    /// The timeline.
    pub timeline: Timeline,
    /// People and organisations.
    pub actors: Vec<Actor>,
    /// The glossary.
    pub terms: Vec<Term>,
    /// Money.
    pub funding: Funding,
    /// Files that have errors: what is missing because of them has been told.
    pub broken: BTreeSet<String>,
    /// The addresses that its pages have and had which are not of a letter, oldest first; none where they were never recorded.
    pub locked_pages: Option<Vec<LockedPage>>,
    /// What was worked out of its letters, where that is kept.
    pub memo: Memo,
}

/// Where the addresses of pages are recorded that are not of a letter.
pub const PAGES_LOCK: &str = "content/pages.lock";

/// A recorded address of a page that is not one of a letter.
#[derive(Clone, Debug)]
pub struct LockedPage {
    /// The language.
    pub lang: Lang,
    /// The kind of page, or the id of a text page.
    pub kind: String,
    /// The path from the site's root, without its ending.
    pub path: String,
    /// Where it is recorded.
    pub place: Place,
}

impl Dossier {
    /// Whether a file has errors, or a file in a folder that ends in `/`.
    #[must_use]
    pub fn is_broken(&self, path: &str) -> bool {
        let mut following = self.broken.range::<str, _>((Bound::Included(path), Bound::Unbounded));
        following.next().is_some_and(|broken| broken == path || path.ends_with('/') && broken.starts_with(path))
    }

    /// How many bytes the texts of all editions have.
    #[must_use]
    pub fn n_bytes(&self) -> usize {
        self.letters.iter().flat_map(|letter| &letter.editions).map(|edition| edition.file.len()).sum()
    }

    /// The letters by id, for who looks up many.
    #[must_use]
    pub fn letters_by_id(&self) -> BTreeMap<&LetterId, &Letter> {
        self.letters.iter().map(|letter| (&letter.id, letter)).collect()
    }

    /// Finds a letter.
    #[must_use]
    pub fn letter(&self, id: &LetterId) -> Option<&Letter> {
        self.letters.get(*self.places.0.get(id)?)
    }

    /// Finds a text page.
    #[must_use]
    pub fn page(&self, id: &str, lang: &Lang) -> Option<&TextPage> {
        self.pages.iter().find(|page| page.id == id && page.lang == *lang)
    }

    /// Finds the record of a document outside the dossier.
    #[must_use]
    pub fn external(&self, id: &str) -> Option<&External> {
        self.externals.iter().find(|external| external.id == id)
    }
}
