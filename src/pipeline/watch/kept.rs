//! Checks that each page of a letter's text has the anchors that lock files keep for ever.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::model::dossier::Dossier;
use crate::model::place::Place;
use crate::problem::{Problems, kinds};
use crate::render::PageEntry;
use crate::site::PathMap;
use crate::site::page::Facts;
use crate::theme::Theme;

/// The kinds of page that show the text of a letter, and lead to each passage of it.
const KINDS: [&str; 2] = ["letter", "parallel"];

/// A page, with the first anchor that it lacks and how many more.
type Lacking<'a> = (&'a PageEntry, (String, usize));

/// Reports pages of letters that lack anchors, once a kind: what one page lacks by its template, all of its kind lack. A page that was kept
/// from an earlier site had them all, and they are among what it draws on.
pub(super) fn check(facts: &PathMap<Facts>, (dossier, theme): (&Dossier, &Theme), pages: &[PageEntry], problems: &mut Problems) {
    let lacking = pages.par_iter().filter(|page| KINDS.contains(&page.kind.as_str())).filter_map(|page| lacking(facts, dossier, page));
    let mut by_kind: BTreeMap<&str, Vec<Lacking<'_>>> = BTreeMap::new();
    for (page, anchors) in lacking.collect::<Vec<_>>() {
        by_kind.entry(&page.kind).or_default().push((page, anchors));
    }
    for (kind, pages) in by_kind {
        let Some((page, (anchor, n_more))) = pages.first() else { continue };
        let template = theme.templates.get(&format!("{kind}.html"));
        let place = template.map_or_else(|| Place::of_path(page.path.as_str()), Place::start_of);
        problems.add(kinds::theme::missing_anchor(place, (anchor, *n_more), (page.path.as_str(), pages.len() - 1)));
    }
}

/// The anchors that a page of a letter lacks; none where it has them all, or was not made now.
fn lacking<'a>(facts: &PathMap<Facts>, dossier: &Dossier, page: &'a PageEntry) -> Option<Lacking<'a>> {
    let has = &facts.get(&page.path)?.anchors;
    let letter = dossier.letter(page.letter.as_ref()?)?;
    let mut lacking = letter.anchors().filter(|id| !has.contains(id));
    let first = lacking.next()?.into_owned();
    Some((page, (first, lacking.count())))
}
