//! Finished pages: what the quick reader of start tags finds is what the library finds.

use dossier::model::place::Place;
use dossier::problem::Problems;
use dossier::site::{PathMap, PathSet, SitePath, page};

/// What no browser shows and the quick reader leaves to the library, with all that follows.
const ODD: &str = "<?>";

/// A page: links, anchors and code in it are the same whoever reads it; links are resolved inside the site.
pub(super) fn page(data: &[u8]) {
    let html = String::from_utf8_lossy(data);
    let (quick, slow) = (page::facts(&html), page::facts(&format!("{ODD}{html}")));
    assert_eq!(format!("{quick:?}"), format!("{slow:?}"), "{html:?}");
    let path = SitePath::new("nl/letters/a.html");
    for link in quick.links.iter() {
        if let Some((file, _)) = page::resolve(&path, link) {
            assert!(!file.as_str().starts_with('/') && file.as_str().split('/').all(|part| part != ".."), "{link:?} leads to {file}");
        }
    }
    let pages = PathMap::from_iter([(path.clone(), quick)]);
    let files = PathSet::from_iter([path]);
    let has_anchor = |page: &str, anchor: &str| pages.get(page).is_some_and(|facts| facts.anchors.contains(anchor));
    let mut problems = Problems::default();
    page::check(&pages, (&files, &has_anchor), (&|page, _| Place::of_path(page.as_str()), &|_, _| None), &mut problems);
    _ = super::errors(&problems);
}
