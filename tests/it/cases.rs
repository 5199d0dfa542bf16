//! Small dossiers of other shapes than the shipped one, built in memory: one language, three, a region, one written from right to
//! left, a missing translation, other kinds and money.
//!
//! A file `LANGUAGES` lends a language words of another: `fr en` takes the shipped words of `en` for `fr`, without how it writes
//! and says numbers; `LENT.toml` is what the settings say of that. `files.txt` lists what the site is made of.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, OnceLock};

use dossier::pipeline;
use dossier::site::Memory;
use expect_test::expect_file;
use html5gum::{Token, Tokenizer};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::cli;

/// Every case.
pub(crate) const CASES: &[&str] =
    &["belgium", "one-language", "other-kinds-and-money", "region", "reviewed", "right-to-left", "three-languages", "translation-missing"];

/// An address that a site may be given.
pub(crate) const BASE: &str = "https://example.org/brug/";

/// A site: its files by path.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// The folder of all cases.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// Lays a case out in a folder of its own.
pub(crate) fn lay(case: &str) -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    let from = folder().join(case);
    cli::copy(&from, root.path());
    for line in fs::read_to_string(from.join("LANGUAGES")).unwrap_or_default().lines() {
        let (to, from) = line.split_once(' ').expect("two languages");
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("themes/dossier/i18n/{from}.toml"));
        let mut words: toml::Table = fs::read_to_string(shipped).expect("words").parse().expect("valid TOML");
        words.remove("numbers");
        words.remove("parity");
        let own = root.path().join("themes/dossier/i18n");
        fs::create_dir_all(&own).expect("a new folder");
        fs::write(own.join(format!("{to}.toml")), words.to_string()).expect("a new file");
    }
    if let Ok(of_words) = fs::read_to_string(from.join("LENT.toml")) {
        let settings = root.path().join("content/dossier.toml");
        let own = fs::read_to_string(&settings).expect("settings");
        fs::write(&settings, format!("{own}\n{of_words}")).expect("settings");
    }
    root
}

/// Builds a dossier that has no problem.
#[track_caller]
pub(crate) fn build(root: &Path, base_url: Option<&str>) -> Files {
    let memory = Memory::default();
    let (_, problems) = pipeline::build(root, base_url, &memory);
    let found: Vec<String> =
        problems.list.iter().map(|problem| format!("{} {:?} {}", problem.id, problem.place.line_and_column(), problem.message)).collect();
    assert!(found.is_empty(), "{}:\n{}", root.display(), found.join("\n"));
    memory.into_files().into_iter().map(|(path, bytes)| (path.to_string(), bytes)).collect()
}

/// The site of a case, with or without an address, built once.
pub(crate) fn site(case: &str, base_url: Option<&str>) -> &'static Files {
    type Sites = BTreeMap<(String, Option<String>), &'static OnceLock<Files>>;
    static SITES: Mutex<Sites> = Mutex::new(Sites::new());
    let key = (case.to_owned(), base_url.map(str::to_owned));
    let made: &'static OnceLock<Files> =
        SITES.lock().expect("no panic at the list").entry(key).or_insert_with(|| Box::leak(Box::default()));
    made.get_or_init(|| build(lay(case).path(), base_url))
}

/// The site of the dossier that ships, without an address, built once.
pub(crate) fn shipped() -> &'static Files {
    static SITE: LazyLock<Files> = LazyLock::new(|| build(Path::new(env!("CARGO_MANIFEST_DIR")), None));
    &SITE
}

/// The SHA-256 of bytes, in hexadecimal digits.
pub(crate) fn sha256(bytes: impl AsRef<[u8]>) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A file of a site as text.
pub(crate) fn text<'a>(files: &'a Files, path: &str) -> &'a str {
    std::str::from_utf8(files.get(path).expect(path)).expect("text")
}

/// All search files of a language.
pub(crate) fn search(files: &Files, lang: &str) -> String {
    let folder = format!("search/{lang}/");
    let texts: Vec<&str> = files.keys().filter(|path| path.starts_with(&folder)).map(|path| text(files, path)).collect();
    assert!(!texts.is_empty(), "{folder}");
    texts.concat()
}

/// What the site says of itself.
pub(crate) fn described(files: &Files) -> Value {
    serde_json::from_str(text(files, "data/dossier.json")).expect("valid JSON")
}

/// A member of a JSON object as text.
pub(crate) fn member<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

/// The opening tags of a page: name and attributes.
pub(crate) fn tags(html: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let own = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Tokenizer::new(html)
        .flatten()
        .filter_map(|token| match token {
            Token::StartTag(tag) => Some((own(&tag.name), tag.attributes.iter().map(|(name, value)| (own(name), own(value))).collect())),
            _ => None,
        })
        .collect()
}

/// The path of a file of the theme in a site, by its name in the theme.
#[track_caller]
pub(crate) fn asset<'a, Bytes>(files: &'a BTreeMap<String, Bytes>, name: &str) -> &'a str {
    let paths: Vec<&str> = files.keys().map(String::as_str).collect();
    dossier::site::assets::find(&paths, name).expect("a file of the theme")
}

/// The languages and addresses of a page's alternates in its head.
pub(crate) fn alternates(html: &str) -> BTreeMap<String, String> {
    let is_alternate =
        |tag: &BTreeMap<String, String>| tag.get("rel").is_some_and(|rel| rel == "alternate") && tag.contains_key("hreflang");
    let links = tags(html).into_iter().filter(|(name, tag)| name == "link" && is_alternate(tag));
    links.map(|(_, tag)| (tag["hreflang"].clone(), tag["href"].clone())).collect()
}

#[test]
fn every_case_is_in_the_list() {
    let found: BTreeSet<String> =
        fs::read_dir(folder()).expect("cases").map(|entry| entry.expect("a folder").file_name().to_string_lossy().into_owned()).collect();
    assert_eq!(found, CASES.iter().map(|case| (*case).to_owned()).collect());
}

#[test]
fn a_site_is_made_of_these_files() {
    for case in CASES {
        let files = site(case, None);
        let paths: String = files.keys().filter(|path| !path.starts_with("assets/")).map(|path| format!("{path}\n")).collect();
        expect_file![folder().join(case).join("files.txt")].assert_eq(&paths);
    }
}

#[test]
fn the_pages_that_a_site_names_exist_in_their_language() {
    for case in CASES {
        let files = site(case, None);
        let described = described(files);
        let pages = described["pages"].as_array().expect("a list of pages");
        let named: BTreeSet<&str> = pages.iter().map(|page| member(page, "path")).collect();
        let made: BTreeSet<&str> = files.keys().map(String::as_str).filter(|path| path.ends_with(".html")).collect();
        assert_eq!(
            named,
            made.difference(&BTreeSet::from(["404.html"])).copied().chain(named.get("404.html").copied()).collect(),
            "{case}"
        );
        for page in pages.iter().filter(|page| page["lang"].is_string()) {
            let html = tags(text(files, member(page, "path")));
            let lang = html.iter().find(|(name, _)| name == "html").and_then(|(_, tag)| tag.get("lang").cloned());
            assert_eq!(lang.as_deref(), page["lang"].as_str(), "{case}: {page}");
        }
    }
}

#[test]
fn every_language_has_every_kind_of_page() {
    for case in CASES {
        let described = described(site(case, None));
        let pages = described["pages"].as_array().expect("a list of pages");
        let kinds = |lang: &str| -> BTreeSet<(&str, &str)> {
            let of_lang =
                pages.iter().filter(|page| member(page, "lang") == lang && !["parallel", "source"].contains(&member(page, "kind")));
            of_lang
                .map(|page| (member(page, "kind").trim_start_matches("stub").trim_start_matches("letter"), member(page, "letter")))
                .collect()
        };
        let languages = described["languages"].as_array().expect("a list of languages");
        let languages: Vec<&str> = languages.iter().map(|lang| lang.as_str().unwrap_or_else(|| member(lang, "tag"))).collect();
        for lang in &languages {
            assert_eq!(kinds(lang), kinds(languages[0]), "{case}: {lang}");
        }
    }
}

#[test]
fn without_an_address_no_link_is_absolute() {
    for case in CASES {
        for (path, bytes) in site(case, None).iter().filter(|(path, _)| path.ends_with(".html")) {
            for (name, tag) in tags(&String::from_utf8_lossy(bytes)) {
                for address in ["href", "src", "action"].iter().filter_map(|key| tag.get(*key)) {
                    let is_relative = !address.contains(':') && !address.starts_with('/') && !address.is_empty();
                    assert!(is_relative, "{case}: {path}: <{name}> leads to `{address}`");
                }
            }
        }
    }
}

#[test]
fn with_an_address_a_page_names_its_true_translations() {
    for case in CASES {
        let files = site(case, Some(BASE));
        let described = described(files);
        for letter in described["letters"].as_array().expect("a list of letters") {
            let editions = letter["editions"].as_object().expect("editions");
            let expected: BTreeMap<String, String> =
                editions.iter().map(|(lang, edition)| (lang.clone(), format!("{BASE}{}", member(edition, "path")))).collect();
            for edition in editions.values() {
                let html = text(files, member(edition, "path"));
                assert_eq!(alternates(html), expected, "{case}: {edition}");
                assert!(
                    html.contains(&format!("<link rel=\"canonical\" href=\"{BASE}{}\">", member(edition, "path"))),
                    "{case}: {edition}"
                );
            }
        }
    }
}

#[test]
fn the_sitemap_lists_what_is_for_search_engines() {
    for case in CASES {
        assert!(!site(case, None).contains_key("sitemap.xml"), "{case}: without an address there is no sitemap");
        let files = site(case, Some(BASE));
        let described = described(files);
        let pages = described["pages"].as_array().expect("a list of pages");
        let public = pages.iter().filter(|page| !matches!(member(page, "kind"), "stub" | "redirect" | "not-found"));
        let expected: BTreeSet<String> = public.map(|page| format!("{BASE}{}", member(page, "path"))).collect();
        let sitemap = text(files, "sitemap.xml");
        let listed: BTreeSet<String> =
            sitemap.split("<loc>").skip(1).map(|rest| rest.split('<').next().unwrap_or_default().to_owned()).collect();
        assert_eq!(listed, expected, "{case}");
    }
}

#[test]
fn the_page_for_missing_addresses_has_no_relative_link() {
    for case in CASES {
        let addresses = |base_url: Option<&str>| -> Vec<String> {
            let tags = tags(text(site(case, base_url), "404.html"));
            tags.into_iter().flat_map(|(_, tag)| ["href", "src", "action"].map(|key| tag.get(key).cloned())).flatten().collect()
        };
        assert_eq!(addresses(None), Vec::<String>::new(), "{case}: it is served at any depth");
        let full = addresses(Some(BASE));
        assert!(!full.is_empty() && full.iter().all(|address| address.starts_with(BASE)), "{case}: {full:?}");
    }
}

#[test]
fn a_stub_claims_nothing() {
    let files = site("translation-missing", Some(BASE));
    let described = described(files);
    let pages = described["pages"].as_array().expect("a list of pages");
    let stubs: Vec<&Value> = pages.iter().filter(|page| member(page, "kind") == "stub").collect();
    assert_eq!(stubs.iter().map(|stub| (member(stub, "lang"), member(stub, "letter"))).collect::<Vec<_>>(), [("en", "second")]);
    let path = member(stubs[0], "path");
    let html = text(files, path);
    assert_eq!(alternates(html), BTreeMap::new(), "a stub has no translation");
    assert!(html.contains("noindex") && !html.contains("canonical"), "no search engine should keep a stub");
    assert!(!html.contains("De wethouder is ziek. Zie"), "no Dutch text on an English page");
    assert!(!search(files, "en").contains(path), "nothing to find on a stub");
    assert!(search(files, "nl").contains("zieke-wethouder"));
    for (other, bytes) in files.iter().filter(|(other, _)| other.ends_with(".html")) {
        let claims = alternates(&String::from_utf8_lossy(bytes));
        assert!(!claims.values().any(|address| address.ends_with(path)), "{other} says that the stub is a translation");
    }
    let letter = described["letters"].as_array().and_then(|list| list.iter().find(|letter| member(letter, "id") == "second"));
    let editions = letter.and_then(|letter| letter["editions"].as_object()).expect("editions");
    assert_eq!(editions.keys().collect::<Vec<_>>(), ["nl"]);
}

#[test]
fn two_builds_from_different_folders_are_the_same() {
    for case in CASES {
        let (one, other) = (site(case, None), build(lay(case).path(), None));
        assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>(), "{case}");
        for (path, bytes) in one {
            assert!(other[path] == *bytes, "{case}: {path} differs");
        }
    }
}

#[test]
fn one_language_leads_straight_on_and_offers_no_other() {
    let files = site("one-language", None);
    let refresh = "<meta http-equiv=\"refresh\" content=\"0; url=nl/index.html\">";
    assert!(text(files, "index.html").contains(refresh), "the entrance leads to the only home page");
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html") && !["index.html", "404.html"].contains(&path.as_str())) {
        let html = String::from_utf8_lossy(bytes);
        assert!(!html.contains("hreflang") && !html.contains("class=\"languages\""), "{path} offers another language");
    }
    let three = site("three-languages", None);
    assert!(!text(three, "index.html").contains("http-equiv=\"refresh\""), "with three there is a choice");
}

#[test]
fn a_page_says_its_direction_and_that_of_every_foreign_passage() {
    let files = site("right-to-left", None);
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        for (name, tag) in tags(&String::from_utf8_lossy(bytes)).iter().filter(|(_, tag)| tag.contains_key("lang")) {
            let expected = if tag["lang"] == "ar" { "rtl" } else { "ltr" };
            assert_eq!(tag.get("dir").map(String::as_str), Some(expected), "{path}: <{name} lang={}>", tag["lang"]);
        }
    }
    let letter = |lang: &str, slug: &str| text(files, &format!("{lang}/{slug}.html")).to_owned();
    assert!(letter("ar", "letters/tarmim-aljisr").contains(">←</a>") && letter("nl", "brieven/herstel-oude-brug").contains(">→</a>"));
    let others = site("belgium", None);
    assert!(others.iter().all(|(path, bytes)| !path.ends_with(".html") || !String::from_utf8_lossy(bytes).contains(" dir=")));
}

#[test]
fn a_key_figure_of_no_payer_is_named_after_its_programme() {
    let files = site("one-language", None);
    let home = text(files, "nl/index.html");
    let link = |figure: &str| figure.split_once("<a ")?.1.split_once('>')?.1.split('<').next().map(str::to_owned);
    let names: Vec<String> = home.split("<dt>").skip(1).filter_map(link).collect();
    assert!(!names.is_empty() && names.iter().all(|name| !name.is_empty()), "{names:?}");
}

#[test]
fn a_region_has_the_words_of_its_language_and_those_of_its_own() {
    let root = lay("belgium");
    let words = root.path().join("themes/dossier/i18n");
    fs::create_dir_all(&words).expect("a new folder");
    fs::write(words.join("fr.toml"), "[words.nav]\nletters = \"Courriers\"\ntimeline = \"Dates\"\n").expect("a new file");
    fs::write(words.join("fr-be.toml"), "[words.nav]\ntimeline = \"Calendrier\"\n").expect("a new file");
    let files = build(root.path(), None);
    let home = text(&files, "fr-be/index.html");
    for word in [">Courriers</a>", ">Calendrier</a>", ">Financement</a>"] {
        assert!(home.contains(word), "{word}");
    }
}

#[test]
fn a_count_takes_the_plural_of_its_language() {
    let files = site("right-to-left", None);
    assert!(text(files, "ar/index.html").contains("رسالة واحدة (1)"), "one letter");
}

#[test]
fn money_is_shown_in_its_own_currency() {
    let files = site("other-kinds-and-money", None);
    let page = files.keys().find(|path| path.ends_with("funding.html")).expect("a page of money");
    let html = text(files, page);
    assert!(html.contains("CHF") && !html.contains('€'), "{html}");
    let ledger: Value = serde_json::from_str(text(files, "data/funding.json")).expect("valid JSON");
    assert_eq!(ledger["amounts"][0]["currency"], "CHF");
}
