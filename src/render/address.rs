//! Turns the destinations that authors write into relative links: `letter:ID#BLOCK`, `page:NAME`, `file:PATH`, `#BLOCK`.

use super::page::Page;
use crate::model::letter::LetterId;

/// The address of a destination, seen from a page; what names nothing stays as written and is reported where links are checked.
pub(super) fn resolve(page: &Page<'_>, destination: &str) -> String {
    find(page, destination).unwrap_or_else(|| destination.to_owned())
}

/// The address of what a destination names.
fn find(page: &Page<'_>, destination: &str) -> Option<String> {
    let (kind, rest) = destination.split_once(':')?;
    let (name, fragment) = rest.split_once('#').map_or((rest, None), |(name, fragment)| (name, Some(fragment)));
    match kind {
        "letter" => {
            let letter = page.stage.letter(&LetterId::parse(name)?)?;
            Some(page.to_letter(letter, fragment))
        }
        "page" => {
            // A theme without search has the index instead.
            let href = page.to_kind(name).or_else(|| page.to_kind("index").filter(|_| name == "search"))?;
            Some(with(href, fragment))
        }
        "file" => Some(with(page.to_file(name), fragment)),
        _ => None,
    }
}

/// An address with the anchor that it had.
fn with(href: String, fragment: Option<&str>) -> String {
    fragment.map_or_else(|| href.clone(), |fragment| format!("{href}#{fragment}"))
}
