//! Reads what a Dutch public body settles about the metadata of its letters.

use std::collections::BTreeMap;

use crate::data::Table;
use crate::model::government::{self, Category, Concept, Diwoo, Government, Handling, Mdto, ORGANISATION};
use crate::problem::kinds;

/// What the number of a category is.
const NUMBER: &str = "the number of a category of information, from \"001\" to \"017\"";

/// Reads `[government]`.
pub(super) fn government(table: &Table<'_>) -> Government {
    Government { diwoo: table.table("diwoo", diwoo).flatten(), mdto: table.table("mdto", mdto).flatten() }
}

/// Reads what is settled for the Woo-index.
fn diwoo(table: &Table<'_>) -> Option<Diwoo> {
    let publisher = table.need_text("publisher", "the public body that publishes, as its list calls it");
    let handling = table.need_name("handling", Handling::NAMES, Handling::find);
    let mut categories = BTreeMap::new();
    for (kind, (number, place)) in table.flat_texts("categories") {
        match Category::find(&number) {
            Some(category) => _ = categories.insert(kind, (category, place)),
            None => table.report(kinds::wrong_value(place, &kind, NUMBER)),
        }
    }
    let has_categories = table.has("categories");
    if !has_categories {
        table.report(kinds::missing_key(table.place(), "categories", "the category of information of each kind of letter"));
    }
    let (publisher_uri, leave_out) = (organisation(table), table.distinct_texts("leave-out"));
    has_categories.then_some(Diwoo {
        place: table.place(),
        publisher: publisher?.0,
        publisher_uri,
        handling: handling?,
        categories,
        leave_out,
    })
}

/// Reads the address of a public body.
fn organisation(table: &Table<'_>) -> Option<String> {
    let (address, place) = table.text("publisher-uri")?;
    let is_known = government::is_organisation(&address);
    if !is_known {
        let expected = format!("an address of the list of public bodies of DiWoo 0.9.8, which begin with `{ORGANISATION}`");
        let mut problem = kinds::wrong_value(place, "publisher-uri", &expected);
        problem.hints.push("a body that is not in the list is named by `publisher` alone".to_owned());
        table.report(problem);
    }
    is_known.then_some(address)
}

/// Reads what is settled for archives.
fn mdto(table: &Table<'_>) -> Option<Mdto> {
    let identification = table.need_text("identification", "from where the names of letters come, such as the name of the system");
    let archiefvormer = table.need_text("archiefvormer", "the body that formed the archive");
    let waardering = table.need_table("waardering", "whether and how long the letters are kept, by the selection list that holds", concept);
    let restrictions = table.tables("beperking-gebruik", concept);
    if restrictions.is_empty() {
        let what = "what restricts the use of the letters, `[[government.mdto.beperking-gebruik]]`; that nothing does is said there too";
        table.report(kinds::missing_key(table.place(), "beperking-gebruik", what));
        return None;
    }
    Some(Mdto {
        identification: identification?.0,
        archiefvormer: archiefvormer?.0,
        waardering: waardering??,
        beperking_gebruik: restrictions.into_iter().collect::<Option<_>>()?,
    })
}

/// Reads a concept of a list.
fn concept(table: &Table<'_>) -> Option<Concept> {
    let label = table.need_text("label", "what the concept is called in its list");
    let code = table.text("code").map(|(code, _)| code);
    let list = table.need_text("list", "the list that has the concept");
    Some(Concept { label: label?.0, code, list: list?.0 })
}
