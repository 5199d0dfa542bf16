//! The dossier as a book: the finished pages of the site in the order in which one reads them, each written anew for the form of a copy.
//!
//! Such copies are made of the finished pages and not with templates of their own. Whatever the theme, they then say what the site says,
//! word for word, and a page that a theme or a publisher adds is in them without anybody thinking of it. What it costs is that pages are
//! read once more, by a parser that follows HTML's own rules, so that a theme's HTML need not be XML.

mod fate;
pub mod leaves;
pub mod page;
pub mod tags;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::site::page::resolve;
use crate::site::{Built, SitePath};
use leaves::Leaf;
use page::Page;
pub use write::{Piece, write};

/// Where a link of a copy leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// To this address.
    To(String),
    /// To nothing that the copy has.
    Nowhere,
}

/// A form in which pages are written anew.
pub trait Medium: Sync {
    /// Whether it is written as XML, with what books say of their parts; else as HTML, where pages are parts of one page.
    fn is_book(&self) -> bool;

    /// The id that an id of a page gets.
    fn id(&self, page: &SitePath, id: &str) -> String;

    /// Where a link of a page leads: to a file of the site, or a place in it.
    fn link(&self, page: &SitePath, to: (&SitePath, Option<&str>)) -> Link;

    /// The address of a picture of the site; none where the copy has no pictures of its kind.
    fn picture(&self, page: &SitePath, file: &SitePath) -> Option<String>;
}

/// The ids that the pages of a book have once they are written anew.
pub type Ids = BTreeMap<SitePath, BTreeSet<String>>;

/// The ids of pages.
#[must_use]
pub fn ids(site: &dyn Built, leaves: &[Leaf<'_>]) -> Ids {
    let of_leaf = |leaf: &Leaf<'_>| Some((leaf.path.clone(), write::ids(&page::read(site, leaf.path)?, Piece::Main)));
    leaves.par_iter().filter_map(of_leaf).collect()
}

/// What a link on a page means, as written: out of the site, or a file and a place in it; none where it leads to nothing.
fn meaning(page: &SitePath, href: &str) -> Option<Meaning> {
    if ["https://", "http://", "mailto:"].iter().any(|scheme| href.starts_with(scheme)) {
        return Some(Meaning::Outside);
    }
    resolve(page, href).map(|(file, anchor)| Meaning::Inside(file, anchor))
}

/// What a link means.
enum Meaning {
    /// An address on another host.
    Outside,
    /// A file of the site, and a place in it.
    Inside(SitePath, Option<String>),
}

/// Writes pages one after the other, some at a time side by side.
///
/// # Errors
/// If a page cannot be read, or `take` fails.
pub fn each<T: Send>(
    site: &dyn Built,
    leaves: &[Leaf<'_>],
    make: &(dyn Fn(&Leaf<'_>, &Page) -> T + Sync),
    take: &mut dyn FnMut(&Leaf<'_>, T) -> std::io::Result<()>,
) -> std::io::Result<()> {
    for some in leaves.chunks(64) {
        let made: Vec<Option<T>> = some.par_iter().map(|leaf| Some(make(leaf, &page::read(site, leaf.path)?))).collect();
        for (leaf, made) in some.iter().zip(made) {
            take(leaf, made.ok_or_else(|| std::io::Error::other(format!("cannot read `{}`", leaf.path)))?)?;
        }
    }
    Ok(())
}
