//! Which pages a book has, in which order.

use crate::model::lang::Lang;
use crate::model::letter::LetterId;
use crate::render::{Listing, PageEntry};
use crate::site::SitePath;

/// A page of a book.
#[derive(Clone, Copy, Debug)]
pub struct Leaf<'a> {
    /// Where it lies on the site.
    pub path: &'a SitePath,
    /// Its language.
    pub lang: &'a Lang,
    /// Its kind: `letter`, `home`, `funding`, …, or a text page's id.
    pub kind: &'a str,
    /// The letter that it shows.
    pub letter: Option<&'a LetterId>,
    /// Its title.
    pub title: &'a str,
}

/// Kinds of pages that no book has: those that search, lead on, or describe files that stand beside the site.
const LEFT_OUT: &[&str] = &["choice", "not-found", "redirect", "search", "data"];

/// Kinds of pages in the order of a book; those that are not named come before the sources.
const ORDER: &[&str] = &["home", "letters", "letter", "funding", "ledger", "timeline", "actors", "documents", "glossary", "index", "about"];

/// The pages of a book in some languages: language by language, first what is read first.
#[must_use]
pub fn leaves<'a>(listing: &'a Listing, languages: &'a [Lang], is_wanted: &dyn Fn(&str) -> bool) -> Vec<Leaf<'a>> {
    let of_lang = |lang: &'a Lang| {
        let mut of_lang: Vec<Leaf<'a>> = listing.pages.iter().filter_map(|entry| leaf(entry, lang)).collect();
        of_lang.retain(|leaf| !LEFT_OUT.contains(&leaf.kind) && is_wanted(leaf.kind));
        of_lang.sort_by_key(|leaf| rank(leaf.kind));
        of_lang
    };
    languages.iter().flat_map(of_lang).collect()
}

/// A page as one of a language.
fn leaf<'a>(entry: &'a PageEntry, lang: &'a Lang) -> Option<Leaf<'a>> {
    (entry.lang.as_ref() == Some(lang)).then_some(Leaf {
        path: &entry.path,
        lang,
        kind: &entry.kind,
        letter: entry.letter.as_ref(),
        title: &entry.title,
    })
}

/// Where a kind of page stands in a book.
fn rank(kind: &str) -> usize {
    let kind = if matches!(kind, "stub" | "parallel") { "letter" } else { kind };
    let last = ORDER.len() + usize::from(kind == "source");
    ORDER.iter().position(|known| *known == kind).unwrap_or(last)
}
