//! What a Dutch public body settles about the metadata that the law asks of it: for the Woo-index (DiWoo) and for archives (MDTO).
//!
//! The lists are those of DiWoo 0.9.8, of August 2025. What they do not have, no sitemap may name.

use std::collections::BTreeMap;

use super::named::named;
use super::place::Place;

/// The identifiers of public bodies, a line each, sorted.
const ORGANISATIONS: &str = include_str!("government/organisations.txt");

/// The kinds of documents: the identifier and the name, a line each.
const KINDS: &str = include_str!("government/kinds.txt");

/// How the addresses of public bodies begin.
pub const ORGANISATION: &str = "https://identifier.overheid.nl/tooi/id/";

/// How the addresses of values in TOOI's core lists begin.
pub const VALUE: &str = "https://identifier.overheid.nl/tooi/def/thes/kern/";

/// A category of information that the Woo names.
#[derive(Debug, PartialEq, Eq)]
pub struct Category {
    /// Its number in the names of sitemaps.
    pub number: &'static str,
    /// Its identifier.
    pub code: &'static str,
    /// What it is called.
    pub name: &'static str,
}

/// A category.
const fn category(number: &'static str, code: &'static str, name: &'static str) -> Category {
    Category { number, code, name }
}

/// The categories, in the order of article 3.3 of the Woo.
pub const CATEGORIES: &[Category] = &[
    category("001", "c_139c6280", "wetten en algemeen verbindende voorschriften"),
    category("002", "c_aab6bfc7", "overige besluiten van algemene strekking"),
    category("003", "c_759721e2", "ontwerpen van wet- en regelgeving met adviesaanvraag"),
    category("004", "c_40a05794", "organisatie en werkwijze"),
    category("005", "c_89ee6784", "bereikbaarheidsgegevens"),
    category("006", "c_8c840238", "bij vertegenwoordigende organen ingekomen stukken"),
    category("007", "c_c76862ab", "vergaderstukken Staten-Generaal"),
    category("008", "c_db4862c3", "vergaderstukken decentrale overheden"),
    category("009", "c_3a248e3a", "agenda’s en besluitenlijsten bestuurscolleges"),
    category("010", "c_99a836c7", "adviezen"),
    category("011", "c_8fc2335c", "convenanten"),
    category("012", "c_c6cd1213", "jaarplannen en jaarverslagen"),
    category("013", "c_cf268088", "subsidieverplichtingen anders dan met beschikking"),
    category("014", "c_3baef532", "Woo-verzoeken en -besluiten"),
    category("015", "c_fdaee95e", "onderzoeksrapporten"),
    category("016", "c_46a81018", "beschikkingen"),
    category("017", "c_a870c43d", "klachtoordelen"),
];

impl Category {
    /// Finds the category of a number.
    #[must_use]
    pub fn find(number: &str) -> Option<&'static Self> {
        CATEGORIES.iter().find(|category| category.number == number)
    }
}

named! {
    /// What was done with a document on its day.
    Handling {
        /// It was signed.
        Signed = "ondertekening",
        /// It was received.
        Received = "ontvangst",
        /// It was adopted.
        Adopted = "vaststelling",
    }
}

impl Handling {
    /// Its identifier.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Signed => "c_e1ec050e",
            Self::Received => "c_dfcee535",
            Self::Adopted => "c_641ecd76",
        }
    }
}

/// What a public body settles.
#[derive(Clone, Debug, Default)]
pub struct Government {
    /// For the Woo-index.
    pub diwoo: Option<Diwoo>,
    /// For archives.
    pub mdto: Option<Mdto>,
}

/// What is settled for the Woo-index.
#[derive(Clone, Debug)]
pub struct Diwoo {
    /// Where it is settled.
    pub place: Place,
    /// The public body that publishes.
    pub publisher: String,
    /// Its address in the list.
    pub publisher_uri: Option<String>,
    /// What was done with each letter on its day.
    pub handling: Handling,
    /// The category of each kind of letter, with where it is settled.
    pub categories: BTreeMap<String, (&'static Category, Place)>,
    /// Letters that are not listed.
    pub leave_out: Vec<(String, Place)>,
}

/// What is settled for archives.
#[derive(Clone, Debug)]
pub struct Mdto {
    /// From where the names of letters come.
    pub identification: String,
    /// The body that formed the archive.
    pub archiefvormer: String,
    /// Whether and how long it is kept.
    pub waardering: Concept,
    /// What restricts its use.
    pub beperking_gebruik: Vec<Concept>,
}

/// A concept of a list.
#[derive(Clone, Debug)]
pub struct Concept {
    /// What it is called.
    pub label: String,
    /// Its code.
    pub code: Option<String>,
    /// The list.
    pub list: String,
}

/// Whether an address is that of a public body in the list.
#[must_use]
pub fn is_organisation(address: &str) -> bool {
    let name = address.strip_prefix(ORGANISATION);
    name.is_some_and(|name| ORGANISATIONS.lines().any(|known| known == name))
}

/// The name of the kind of document that an address stands for, if the list has it.
#[must_use]
pub fn kind_of_document(address: &str) -> Option<&'static str> {
    let code = address.strip_prefix(VALUE)?;
    KINDS.lines().filter_map(|line| line.split_once(' ')).find(|(known, _)| *known == code).map(|(_, name)| name)
}
