//! Makes the problems of copies of a site.

use super::super::Problem;
use crate::model::place::Place;

/// The site has nothing at an address at which the earlier copy has a page; the language and the rest of the address, where a page of
/// the publisher can name it.
#[must_use]
pub fn lost_address(place: Place, path: &str, address: Option<(&str, &str)>) -> Problem {
    lost(place, (&format!("the earlier copy has a page `{path}`"), address))
}

/// The site has nothing at an address that is recorded for a page; the language and the rest of the address, as above.
#[must_use]
pub fn lost_page(place: Place, path: &str, address: Option<(&str, &str)>) -> Problem {
    lost(place, (&format!("there was a page `{path}`"), address))
}

/// The site has nothing at an address, of which is said why something is missed there.
fn lost(place: Place, (why, address): (&str, Option<(&str, &str)>)) -> Problem {
    let way_out = match address {
        Some((lang, address)) => {
            format!(
                "write `former = [\"{address}\"]` in `content/pages/ID/{lang}.md` of the page to which it is to lead, or accept the loss"
            )
        }
        None => "bring the page back, or accept the loss".to_owned(),
    };
    Problem::warning("lost-address", place, format!("{why}, and this site has nothing there")).hint(way_out)
}

/// The dossier differs from the earlier copy, and its version is not a later one.
#[must_use]
pub fn version_not_raised(place: Place, (old, new): (&str, &str)) -> Problem {
    let message =
        format!("the dossier is version {new}, which is not later than the earlier copy with which it is compared, version {old}");
    Problem::warning("version-not-raised", place, message)
        .hint("raise `version` and `published` in `content/dossier.toml`, or name the copy that came before")
}

/// The earlier copy, with which the site is to be compared, cannot be used.
#[must_use]
pub fn unusable_copy(place: Place, reason: &str) -> Problem {
    Problem::error("unusable-copy", place, format!("what changed since the earlier copy cannot be told: {reason}"))
}
