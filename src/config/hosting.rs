//! Reads what is settled for the host of the site.

use jiff::Timestamp;

use super::plain_address;
use crate::data::{Located, Table};
use crate::model::hosting::{Compression, Host, Hosting, SecurityContact};
use crate::model::lang::Lang;
use crate::model::place::Place;
use crate::problem::{kinds, nearest};

/// What a way to tell of faults is.
const CONTACT: &str = "a list of addresses that begin with `mailto:`, `https://` or `tel:`, the best first";

/// What the end of a time is.
const MOMENT: &str = "a moment with its time zone, such as \"2027-11-21T00:00:00Z\", after the day of publication";

/// Reads `[hosting]`; `published` is the day of publication, where it is known.
pub(super) fn hosting(table: &Table<'_>, published: Option<&str>) -> Hosting {
    Hosting {
        hosts: names(table, ("hosts", Host::NAMES), Host::find),
        compress: names(table, ("compress", Compression::NAMES), Compression::find),
        security: table.table("security-txt", |table| security(table, published)).flatten(),
    }
}

/// Reads a list of names of which each means something; each once, in their own order.
pub(super) fn names<T: Ord>(
    table: &Table<'_>,
    (key, known): (&'static str, &'static [&'static str]),
    find: impl Fn(&str) -> Option<T>,
) -> Vec<T> {
    let mut found = Vec::new();
    for (name, place) in table.texts(key) {
        match find(&name) {
            Some(value) => found.push(value),
            None => {
                let listed = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
                let near = nearest(&name, known.iter().copied());
                let mut problem = kinds::wrong_value(place, key, &format!("a list of names of {listed}"));
                problem.hints.extend(near.map(|near| format!("did you mean `{near}`?")));
                table.report(problem);
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Reads where faults of security are told.
fn security(table: &Table<'_>, published: Option<&str>) -> Option<SecurityContact> {
    let contact = contact(table);
    let expires = table.need_text("expires", "until when this holds: the publisher's own choice, at most a year ahead");
    let languages = table.texts("languages").into_iter().filter_map(|tag| language(table, tag)).collect();
    let (policy, encryption) = (plain_address(table, "policy"), plain_address(table, "encryption"));
    let (expires, place) = expires?;
    let day = |moment: Timestamp| moment.strftime("%Y-%m-%d").to_string();
    let is_sound = expires.parse::<Timestamp>().is_ok_and(|moment| published.is_none_or(|published| *published < *day(moment)));
    // What RFC 3339 writes, and no more of what the parser takes.
    if !is_sound || !expires.bytes().all(|byte| byte.is_ascii_digit() || b"-:.+TZ".contains(&byte)) {
        table.report(kinds::wrong_value(place, "expires", MOMENT));
        return None;
    }
    Some(SecurityContact { contact: contact?, expires, languages, policy, encryption })
}

/// Reads the ways to tell of faults, of which there must be one.
fn contact(table: &Table<'_>) -> Option<Vec<String>> {
    let ways = table.texts("contact");
    if !table.has("contact") {
        table.report(kinds::missing_key(table.place(), "contact", CONTACT));
    } else if let Some(place) = wrong(&ways).or_else(|| ways.is_empty().then(|| table.place())) {
        table.report(kinds::wrong_value(place, "contact", CONTACT));
        return None;
    }
    Some(ways.into_iter().map(|(way, _)| way).collect())
}

/// The place of the first way that is none.
fn wrong(ways: &[Located]) -> Option<Place> {
    let is_way = |way: &str| {
        let rest = ["mailto:", "https://", "tel:"].iter().find_map(|start| way.strip_prefix(start));
        rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_graphic()))
    };
    ways.iter().find(|(way, _)| !is_way(way)).map(|(_, place)| place.clone())
}

/// A tag of a language, as it is.
fn language(table: &Table<'_>, (tag, place): Located) -> Option<String> {
    let lang = Lang::parse(&tag);
    if lang.is_none() {
        table.report(kinds::bad_language(place, &tag));
    }
    lang.map(|lang| lang.tag().to_owned())
}
