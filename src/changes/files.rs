//! The files of two copies, counted, so that nothing that differs goes untold.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Fault, page};
use crate::copy::Copy;
use crate::site::assets::without_digest;
use crate::site::manifest::{LICENCES, MANIFEST, README};

/// Files that are of a copy and not of the site: its sums, and what archives have for readers without the network.
const BESIDE: &[&str] = &[MANIFEST, LICENCES, README];

/// The files of two copies: how many are alike, and of which kind those are that differ.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FileCounts {
    /// Alike, byte for byte.
    pub same: usize,
    /// Only in the newer copy.
    pub added: usize,
    /// Only in the older copy.
    pub removed: usize,
    /// Pages of which the text differs, or what a link in it leads to.
    pub pages_text: usize,
    /// Pages of which only the layout differs: head, menu, footer, code.
    pub pages_layout: usize,
    /// Data files, and what the search draws on.
    pub data: usize,
    /// Sources as received.
    pub sources: usize,
    /// Styles, scripts and all other files.
    pub other: usize,
}

impl FileCounts {
    /// Whether anything differs.
    #[must_use]
    pub fn differ(&self) -> bool {
        *self != Self { same: self.same, ..Self::default() }
    }
}

/// Counts the files of the sites in two copies.
pub(super) fn count(old: &Copy, new: &Copy) -> Result<FileCounts, Fault> {
    let (before, after) = (paths(old), paths(new));
    let lacking = |of: &Paths<'_>, other: &Paths<'_>| of.keys().filter(|path| !other.contains_key(*path)).count();
    let mut counts = FileCounts { added: lacking(&after, &before), removed: lacking(&before, &after), ..FileCounts::default() };
    for (path, old_path) in &before {
        let Some(new_path) = after.get(path) else { continue };
        let (was, now) = (old.read(&old.of_site(old_path))?, new.read(&new.of_site(new_path))?);
        *slot(&mut counts, path, (&was, &now)) += 1;
    }
    Ok(counts)
}

/// Files of a site by what they are called, whatever they hold.
type Paths<'a> = BTreeMap<String, &'a str>;

/// The files of a site; what sums them up, and what an archive of it has beside it, says nothing of its own.
fn paths(copy: &Copy) -> Paths<'_> {
    let mut named = Paths::new();
    for path in copy.site_paths().filter(|path| !BESIDE.contains(path)) {
        let name = without_digest(path);
        let is_taken = named.contains_key(&name);
        named.insert(if is_taken { path.to_owned() } else { name }, path);
    }
    named
}

/// Where a file counts that both copies have.
fn slot<'a>(counts: &'a mut FileCounts, path: &str, (was, now): (&[u8], &[u8])) -> &'a mut usize {
    let target = |link: &str| (!link.starts_with('#')).then(|| link.to_owned());
    let text = |bytes: &[u8]| page::text(&String::from_utf8_lossy(bytes), &target);
    if was == now {
        &mut counts.same
    } else if path.ends_with(".html") {
        if text(was) == text(now) { &mut counts.pages_layout } else { &mut counts.pages_text }
    } else if path.starts_with("sources/") {
        &mut counts.sources
    } else if path.starts_with("data/") || path.starts_with("search/") {
        &mut counts.data
    } else {
        &mut counts.other
    }
}
