//! Metadata for the Dutch government: what is written of what is settled, and what is refused. That it is valid is shown against the
//! schemas, by libxml2, in `tests/browser/government.test.mjs`.

use std::fs;
use std::path::Path;

use dossier::model::government::{CATEGORIES, is_organisation, kind_of_document};

use crate::cases::{build, sha256, text};
use crate::cli;
use crate::small::{PLAIN, Small};

/// What a public body settles.
const SETTLED: &str = r#"
[government.diwoo]
publisher = "gemeente Groningen"
publisher-uri = "https://identifier.overheid.nl/tooi/id/gemeente/gm0014"
handling = "vaststelling"
[government.diwoo.categories]
proposal = "006"

[government.mdto]
identification = "Brugarchief"
archiefvormer = "Gemeente De Brug"
waardering = { label = "Blijvend te bewaren", code = "B", list = "Selectielijst gemeenten 2020" }

[[government.mdto.beperking-gebruik]]
label = "Geen beperking & vrij"
list = "Lijst van de gemeente"
"#;

/// The dossier of the bridge with more settings.
fn dossier(settings: &str) -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    cli::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/base"), root.path());
    let path = root.path().join("content/dossier.toml");
    let text = fs::read_to_string(&path).expect("settings");
    fs::write(path, format!("{text}{settings}")).expect("a writable file");
    root
}

#[test]
fn what_is_settled_is_written() {
    let root = dossier(SETTLED);
    let files = build(root.path(), Some("https://x.example/"));
    let index = text(&files, "sitemapindex-diwoo-infocat006.xml");
    assert!(index.contains("<loc>https://x.example/sitemap-diwoo-infocat006-1.xml</loc><lastmod>2024-06-01</lastmod>"), "{index}");
    let sitemap = text(&files, "sitemap-diwoo-infocat006-1.xml");
    for part in [
        "<loc>https://x.example/sources/first.txt</loc>",
        "<diwoo:publisher resource=\"https://identifier.overheid.nl/tooi/id/gemeente/gm0014\">gemeente Groningen</diwoo:publisher>",
        "c_8c840238\">bij vertegenwoordigende organen ingekomen stukken<",
        "c_641ecd76\">vaststelling</diwoo:soortHandeling>\n<diwoo:atTime>2024-05-14T00:00:00</diwoo:atTime>",
        "<diwoo:identifier>B-24/17</diwoo:identifier>",
        "language/NLD\">Nederlands<",
        "file-type/TXT\">Plain text<",
    ] {
        assert!(sitemap.contains(part), "{part}:\n{sitemap}");
    }
    let robots = text(&files, "robots.txt");
    assert!(
        robots.ends_with("Sitemap: https://x.example/sitemap.xml\nSitemap: https://x.example/sitemapindex-diwoo-infocat006.xml\n"),
        "{robots}"
    );
    let record = text(&files, "data/mdto/first.mdto.xml");
    for part in
        ["<begripCode>B</begripCode>", "Geen beperking &amp; vrij", "Gemeente De Brug", "<taal>nl</taal>", "Selectielijst gemeenten 2020"]
    {
        assert!(record.contains(part), "{part}:\n{record}");
    }
    let source = fs::read(root.path().join("content/letters/first/source.txt")).expect("a source");
    let record = text(&files, "data/mdto/first.txt.bestand.mdto.xml");
    let hash = sha256(&source);
    for part in [
        format!("<omvang>{}</omvang>", source.len()).as_str(),
        hash.as_str(),
        "<checksumDatum>2024-06-01T00:00:00</checksumDatum>",
        "x-fmt/111",
    ] {
        assert!(record.contains(part), "{part}:\n{record}");
    }
}

#[test]
fn a_letter_that_names_the_number_of_another_refers_to_it() {
    let words = "We answer REF-1 herewith.";
    let letter = format!(
        "kind = \"letter\"\noriginal = \"en\"\n[date]\nvalue = \"2026-01-03\"\nbasis = \"printed\"\n[source]\nfile = \"source.txt\"\nsha256 = \"{}\"\n",
        sha256(words)
    );
    let edition = format!("+++\ntitle = \"Second\"\nslug = \"b\"\nsummary = \"S\"\n+++\n\n{words}\n");
    let settled = "[government.diwoo]\npublisher = \"gemeente Groningen\"\nhandling = \"vaststelling\"\n[government.diwoo.categories]\nletter = \"006\"\n";
    let settings = format!("written = ['REF-\\d+']\n{settled}");
    let root = Small {
        letter: "[[numbers]]\nkind = \"ref\"\nvalue = \"REF-1\"\n",
        settings: ("", &settings),
        files: &[("letters/b/letter.toml", &letter), ("letters/b/source.txt", words), ("letters/b/en.md", &edition)],
        ..PLAIN
    }
    .lay();
    let files = build(root.path(), Some("https://x.example/"));
    let sitemap = text(&files, "sitemap-diwoo-infocat006-1.xml");
    assert_eq!(sitemap.matches("c_75fac459\">verwijst naar<").count(), 1, "{sitemap}");
    assert!(sitemap.contains("<diwoo:relation resource=\"https://x.example/sources/a.txt\">Title</diwoo:relation>"), "{sitemap}");
}

#[test]
fn without_an_address_there_is_no_sitemap_and_without_a_decision_nothing() {
    let is_of_government = |path: &String| path.contains("diwoo") || path.contains("mdto");
    let files = build(dossier(SETTLED).path(), None);
    let found: Vec<&String> = files.keys().filter(|path| is_of_government(path)).collect();
    assert_eq!(found, ["data/mdto/first.mdto.xml", "data/mdto/first.txt.bestand.mdto.xml"]);
    assert!(!text(&files, "data/mdto/first.mdto.xml").contains("raadpleeglocatie"));
    assert!(!build(dossier("").path(), Some("https://x.example/")).keys().any(is_of_government));
    let left = SETTLED.replace("handling =", "leave-out = [\"first\"]\nhandling =");
    assert!(!build(dossier(&left).path(), Some("https://x.example/")).keys().any(|path| path.contains("diwoo")));
}

#[test]
fn what_only_the_publisher_can_decide_is_refused() {
    let without = |line: &str| SETTLED.lines().filter(|other| !other.starts_with(line)).map(|line| format!("{line}\n")).collect::<String>();
    let (none, base): (&[&str], &[&str]) = (&[], &["--base-url", "http://x.example/"]);
    for (settings, arguments, message) in [
        (without("publisher ="), none, "`publisher` is missing"),
        (without("handling"), none, "`handling` is missing"),
        (
            without("proposal"),
            none,
            "error[undecided-metadata]: the category of information of letters of the kind `proposal` is not settled",
        ),
        (SETTLED.replace("\"006\"", "\"018\""), none, "`proposal` must be the number of a category of information"),
        (SETTLED.replace("proposal =", "letter ="), none, "no kind `letter`"),
        (SETTLED.replace("gm0014", "gm9999"), none, "`publisher-uri` must be an address of the list of public bodies"),
        (SETTLED.replace("handling =", "leave-out = [\"frist\"]\nhandling ="), none, "no letter `frist`"),
        (SETTLED.to_owned(), base, "error[undecided-metadata]: the Woo-index reads only addresses that begin with `https://`"),
        (without("waardering"), none, "`waardering` is missing"),
        (without("archiefvormer"), none, "`archiefvormer` is missing"),
        (SETTLED.split("\n[[").next().expect("a part").to_owned(), none, "`beperking-gebruik` is missing"),
    ] {
        let outcome = cli::run(dossier(&settings).path(), &[&["build"], arguments].concat());
        assert!(outcome.code == 1 && outcome.problems.contains(message), "{message}:\n{settings}\n{}", outcome.problems);
    }
}

#[test]
fn the_lists_are_those_of_the_schema() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas/diwoo/diwoo-metadata-lijsten.xsd");
    let schema = fs::read_to_string(path).expect("a schema");
    let list = |name: &str| {
        let (_, rest) = schema.split_once(&format!("<xs:simpleType name=\"{name}\"")).expect(name);
        let own = rest.split("</xs:simpleType>").next().expect("a list");
        let values = own.split("<xs:enumeration value=\"").skip(1);
        let value = |part: &str| {
            let label = part.split_once("<dita:p ").and_then(|(_, rest)| rest.split_once('>')).expect("a label").1;
            (part.split('"').next().expect("a value").to_owned(), label.split('<').next().expect("its end").to_owned())
        };
        values.map(value).collect::<Vec<(String, String)>>()
    };
    let mut n_organisations = 0;
    for name in ["col", "gemeente", "ministerie", "provincie", "oorg", "so", "waterschaps", "zbo"] {
        let organisations = list(&format!("{name}lijst"));
        n_organisations += organisations.len();
        assert!(organisations.iter().all(|(address, _)| is_organisation(address)), "{name}");
    }
    let ours = include_str!("../../src/model/government/organisations.txt").lines().count();
    assert_eq!(ours, n_organisations);
    assert!(!is_organisation("https://identifier.overheid.nl/tooi/id/gemeente/") && !is_organisation("gemeente/gm0014"));
    let kinds = list("documentsoortlijst");
    assert!(kinds.iter().all(|(address, name)| kind_of_document(address) == Some(name)));
    assert_eq!(include_str!("../../src/model/government/kinds.txt").lines().count(), kinds.len());
    let categories = list("informatiecategorielijst");
    for category in CATEGORIES {
        let address = format!("https://identifier.overheid.nl/tooi/def/thes/kern/{}", category.code);
        assert!(categories.contains(&(address, category.name.to_owned())), "{category:?}");
    }
    // Article 3.1 of the Woo is a duty of effort, and has no sitemap.
    assert_eq!(CATEGORIES.len() + 1, categories.len());
}
