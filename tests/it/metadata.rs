//! What other programs are told of letters: heads, data blocks, citations, feeds and sitemaps, in sites built in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use dossier::site::SitePath;
use dossier::site::page::{facts, resolve};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

use crate::cases::{BASE, CASES, Files, alternates, build, described, lay, member, site, tags, text};
use crate::hostile::hostile;
use crate::render::{LETTER, built, check, dossier};

/// The data block of a page, as a browser would cut it out; `None` where there is none.
pub(crate) fn graph(html: &str) -> Option<Value> {
    let (_, rest) = html.split_once("<script type=\"application/ld+json\">")?;
    let (block, _) = rest.split_once("</script>").expect("the end of the block");
    Some(serde_json::from_str(block).expect(block))
}

/// The values of a key, wherever it stands.
fn values<'a>(value: &'a Value, key: &str, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(object) => {
            found.extend(object.get(key).and_then(Value::as_str));
            object.values().for_each(|value| values(value, key, found));
        }
        Value::Array(list) => list.iter().for_each(|value| values(value, key, found)),
        _ => {}
    }
}

/// The values of a page's `meta` elements of a name.
fn metas(html: &str, name: &str) -> Vec<String> {
    let all = tags(html).into_iter().filter(|(tag, _)| tag == "meta");
    let of_name = |tag: &BTreeMap<String, String>| ["name", "property"].iter().any(|key| tag.get(*key).is_some_and(|found| found == name));
    all.filter(|(_, tag)| of_name(tag)).filter_map(|(_, tag)| tag.get("content").cloned()).collect()
}

/// The texts of the elements of a name in a file of XML, which must be well formed.
fn elements(xml: &str, name: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let (mut found, mut open) = (Vec::new(), Vec::new());
    loop {
        match reader.read_event().expect(xml) {
            Event::Start(tag) => {
                open.push(tag.name().as_ref().to_owned());
                found.extend((open.last().is_some_and(|last| last == name)).then(String::new));
            }
            Event::End(_) => _ = open.pop(),
            Event::Text(text) if open.last().is_some_and(|last| last == name) => {
                found.last_mut().expect("an element").push_str(&text);
            }
            Event::GeneralRef(name_of) if open.last().is_some_and(|last| last == name) => {
                let sign = quick_xml::escape::resolve_xml_entity(&name_of).expect("a known entity");
                found.last_mut().expect("an element").push_str(sign);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty(), "{open:?} is not closed");
    found
}

/// The pages of a site.
fn pages(files: &Files) -> impl Iterator<Item = (&str, &str)> {
    files.keys().filter(|path| path.ends_with(".html")).map(|path| (path.as_str(), text(files, path)))
}

/// The letter of the page tests with another date, built.
fn dated(date: &str, base_url: Option<&str>) -> BTreeMap<String, String> {
    let letter = LETTER.replace("\"2025-12\"", &format!("\"{date}\"")).replace("\"printed\"", "\"bounds\"");
    let root = dossier(&[("content/letters/first/letter.toml", &letter)]);
    built(root.path(), base_url).0
}

#[test]
fn what_a_graph_names_lies_in_the_site() {
    for (case, base) in CASES.iter().flat_map(|case| [(case, None), (case, Some(BASE))]) {
        let files = site(case, base);
        let mut n_named = 0;
        for (path, html) in pages(files) {
            let Some(graph) = graph(html) else { continue };
            let mut named = Vec::new();
            ["@id", "contentUrl", "url"].iter().for_each(|key| values(&graph, key, &mut named));
            for address in &named {
                let (page, link) = match base {
                    Some(base) => (SitePath::new("index.html"), address.strip_prefix(base).unwrap_or_else(|| panic!("{path}: {address}"))),
                    None => (SitePath::new(path), *address),
                };
                let (file, anchor) = resolve(&page, link).unwrap_or_else(|| panic!("{case}: {path}: {address} is not relative"));
                assert!(files.contains_key(file.as_str()), "{case}: {path}: {address}");
                let is_there = anchor.is_none_or(|anchor| facts(text(files, file.as_str())).anchors.contains(&anchor));
                assert!(is_there, "{case}: {path}: {address} names no place");
            }
            n_named += named.len();
        }
        assert!(n_named > 10, "{case}");
    }
}

#[test]
fn translations_name_each_other() {
    for case in CASES {
        let files = site(case, Some(BASE));
        let graphs: BTreeMap<String, Value> = pages(files)
            .filter_map(|(_, html)| graph(html))
            .filter_map(|graph| Some((graph.get("@id")?.as_str()?.to_owned(), graph)))
            .collect();
        let pairs = |key: &str, is_turned: bool| -> BTreeSet<(String, String)> {
            let named = |value: &Value| {
                let mut found = Vec::new();
                values(&value[key], "@id", &mut found);
                found.into_iter().map(str::to_owned).collect::<Vec<_>>()
            };
            let all = graphs.iter().flat_map(|(id, graph)| named(graph).into_iter().map(move |other| (id.clone(), other)));
            all.map(|(one, other)| if is_turned { (other, one) } else { (one, other) }).collect()
        };
        assert_eq!(pairs("workTranslation", false), pairs("translationOfWork", true), "{case}");
        let described = described(files);
        let n_translations: usize = described["letters"]
            .as_array()
            .expect("letters")
            .iter()
            .map(|letter| letter["editions"].as_object().expect("editions").len() - 1)
            .sum();
        assert_eq!(pairs("workTranslation", false).len(), n_translations, "{case}");
    }
}

#[test]
fn a_field_for_dates_holds_no_more_than_is_certain() {
    let (page, html) = ("nl/brieven/een-brief.html", |files: &BTreeMap<String, String>| files["nl/brieven/een-brief.html"].clone());
    for (date, slashed, ris) in [
        ("2025-12-19", Some("2025/12/19"), Some("2025/12/19/")),
        ("2025-12", Some("2025/12"), Some("2025/12//")),
        ("2025-04-18/2025-06-19", Some("2025"), Some("2025///")),
        ("2025-11-13/..", None, None),
        ("../2025-06-19", None, None),
        ("2024-12-31/2025-01-01", None, None),
    ] {
        let files = dated(date, Some("https://example.org/d/"));
        let html = html(&files);
        let dashed = slashed.map(|date| date.replace('/', "-"));
        assert_eq!(metas(&html, "citation_publication_date").first().map(String::as_str), slashed, "{date}");
        assert_eq!(metas(&html, "DCTERMS.issued").first(), dashed.as_ref(), "{date}");
        let day = dashed.as_deref().filter(|day| day.len() == 10);
        assert_eq!(graph(&html).expect(page)["dateSent"].as_str(), day, "{date}");
        let record = &files["data/letters/first.ris"];
        let field = |tag: &str| record.lines().find_map(|line| line.strip_prefix(&format!("{tag}  - ")).map(str::to_owned));
        assert_eq!(field("DA").as_deref(), ris, "{date}");
        assert_eq!(field("PY").as_deref(), ris.map(|date| &date[..4]), "{date}");
        let bib = &files["data/letters/first.bib"];
        assert_eq!(bib.contains("  date = {"), dashed.is_some(), "{bib}");
        dashed.iter().for_each(|dashed| assert!(bib.contains(&format!("  date = {{{dashed}}},")), "{bib}"));
        let is_told = record.contains("N1  - Datum: ") && bib.contains("  note = {Datum: ");
        assert!(is_told, "what is known in words: {record}{bib}");
        let published: BTreeSet<String> = elements(&files["nl/feed.xml"], "published").into_iter().collect();
        assert_eq!(published, day.map(|day| format!("{day}T00:00:00Z")).into_iter().collect(), "{date}");
        assert_eq!(elements(&files["nl/feed.xml"], "updated"), ["2026-01-02T00:00:00Z"; 2], "the day of the dossier, not of today");
    }
}

#[test]
fn software_is_no_translator() {
    let translators = |case: &str| {
        let root = lay(case);
        // Who made the original has translated nothing.
        let letter = root.path().join("content/letters/first/letter.toml");
        let records = fs::read_to_string(&letter).expect("a letter");
        fs::write(&letter, records.replacen("\"validated\"", "\"made\"", 1)).expect("a writable file");
        let files = build(root.path(), None);
        let csl: Value = serde_json::from_str(text(&files, "data/citations.json")).expect("valid JSON");
        let english = graph(text(&files, "en/letters/repair-old-bridge.html")).expect("a graph");
        let dutch = graph(text(&files, "nl/brieven/herstel-oude-brug.html")).expect("a graph");
        assert!(dutch.get("translator").is_none() && dutch.get("translationOfWork").is_none());
        assert_eq!(csl[0].get("translator"), None, "the original");
        (csl[1]["translator"].clone(), english["translator"].clone(), text(&files, "data/citations.ris").matches("A4  - ").count())
    };
    assert_eq!(translators("translation-missing"), (Value::Null, Value::Null, 0));
    let named = serde_json::json!([{ "family": "Reid", "given": "Clare" }]);
    assert_eq!(translators("reviewed"), (named, serde_json::json!([{ "@type": "Person", "name": "Clare Reid" }]), 1));
}

#[test]
fn a_feed_needs_an_address_and_has_an_end() {
    let letters: Vec<(String, String)> = (0..60)
        .flat_map(|number| {
            let day = LETTER.replace("\"2025-12\"", &format!("\"2025-{:02}-{:02}\"", 1 + number / 20, 1 + number % 20));
            let edition = crate::render::NL
                .replace("een-brief", &format!("brief-{number}"))
                .replace("Een <brief>", &format!("Brief {number} & <meer>"));
            let path = |name: &str| format!("content/letters/letter-{number}/{name}");
            [(path("letter.toml"), day), (path("nl.md"), edition), (path("source.pdf"), "Klopt het? Ja.\n".to_owned())]
        })
        .collect();
    let over: Vec<(&str, &str)> = letters.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let root = dossier(&over);
    let (without, _) = built(root.path(), None);
    assert!(!without.keys().any(|path| path.ends_with("feed.xml")), "Atom needs full addresses");
    assert!(!without["nl/index.html"].contains("application/atom+xml"));
    let (files, _) = built(root.path(), Some("https://example.org/d/"));
    let titles = elements(&files["nl/feed.xml"], "title");
    assert_eq!(titles.len(), 1 + 50, "the feed's and those of the newest letters");
    assert_eq!(titles[1..3], ["Een <brief>", "Brief 59 & <meer>"], "newest first");
    let ids: BTreeSet<String> = elements(&files["nl/feed.xml"], "id").into_iter().collect();
    assert_eq!(ids.len(), 1 + 50);
    assert!(ids.contains("https://example.org/d/data/letters/letter-59.json#nl"), "{ids:?}");
    check(
        &files,
        "nl/brieven/brief-59.html",
        &["<link rel=\"alternate\" type=\"application/atom+xml\" title=\"Dossier\" href=\"../feed.xml\">"],
    );
    assert_eq!(elements(&files["fr/feed.xml"], "title"), ["Fichier"], "no letter has a French edition");
}

#[test]
fn pages_of_a_sitemap_name_each_other() {
    for case in CASES {
        let files = site(case, Some(BASE));
        let mut named: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        for entry in text(files, "sitemap.xml").split("<url>").skip(1) {
            let address = entry.split("<loc>").nth(1).and_then(|rest| rest.split('<').next()).expect("an address");
            let links = tags(entry).into_iter().filter(|(name, _)| name == "xhtml:link");
            let links = links.map(|(_, tag)| (tag["hreflang"].clone(), tag["href"].clone())).collect();
            named.insert(address.to_owned(), links);
        }
        assert!(!elements(text(files, "sitemap.xml"), "loc").is_empty(), "well formed");
        for (address, links) in &named {
            assert!(links.is_empty() || links.values().any(|link| link == address), "{case}: {address} does not name itself");
            for link in links.values() {
                assert_eq!(named.get(link), Some(links), "{case}: {address} names {link}, which does not name the same");
            }
            let path = address.strip_prefix(BASE).expect("an address of the site");
            let is_start = path == "index.html" || path.matches('/').count() == 1 && path.ends_with("/index.html");
            assert_eq!(links.contains_key("x-default"), is_start, "{case}: {address}");
            if !links.is_empty() {
                assert_eq!(alternates(text(files, path)), *links, "{case}: the head of {address}");
            }
        }
    }
}

#[test]
fn every_page_for_readers_says_what_it_is() {
    for (case, base) in CASES.iter().flat_map(|case| [(case, None), (case, Some(BASE))]) {
        let files = site(case, base);
        let described = described(files);
        for page in described["pages"].as_array().expect("pages") {
            let (path, kind) = (member(page, "path"), member(page, "kind"));
            let html = text(files, path);
            let is_left_out = matches!(kind, "stub" | "redirect" | "not-found");
            let one = |name: &str| metas(html, name).into_iter().next();
            assert_eq!(one("og:title").as_deref(), (!is_left_out).then(|| member(page, "title")), "{case}: {path}");
            assert_eq!(one("og:type").as_deref(), (!is_left_out).then_some(if kind == "letter" { "article" } else { "website" }));
            assert_eq!(one("og:url"), base.filter(|_| !is_left_out).map(|base| format!("{base}{path}")), "{case}: {path}");
            assert_eq!(metas(html, "z:itemType").len(), usize::from(kind == "letter"), "{case}: {path}");
            assert!(one("og:image").is_none(), "{path}");
        }
    }
}

#[test]
fn no_text_leaves_its_place_in_what_programs_read() {
    let root = hostile();
    assert_eq!(crate::cli::run(root.path(), &["lock"]).code, 0);
    let (files, problems) = built(root.path(), Some(BASE));
    assert!(!problems.has_errors());
    let title = elements(&files["en/feed.xml"], "title").pop().expect("a letter");
    assert!(title.contains("'><script>alert(1)</script>") && title.contains("]]>"), "{title}");
    let graphs: Vec<Value> = files.values().filter_map(|html| graph(html)).collect();
    assert_eq!(graphs.iter().filter(|graph| graph["name"].as_str() == Some(&title)).count(), 2, "the letter in two languages");
    let letter = files.iter().find(|(_, html)| metas(html, "z:itemType").len() == 1).expect("a letter").1;
    for name in ["og:title", "citation_title", "DC.title"] {
        assert_eq!(metas(letter, name), [title.as_str()], "{name}");
    }
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".xml")) {
        let name = match path.rsplit('/').next() {
            Some("feed.xml") => "id",
            Some("opensearch.xml") => "ShortName",
            _ => "loc",
        };
        assert!(!elements(text, name).is_empty(), "{path}");
    }
}

#[test]
fn browsers_learn_how_to_search_where_the_site_knows_its_address() {
    let settings =
        crate::render::SETTINGS.replace("nl = \"Dossier\"", "nl = \"Het dossier van de oude brug & <meer>, en van wat er nog volgt\"");
    let root = dossier(&[("content/dossier.toml", &settings)]);
    let (without, _) = built(root.path(), None);
    assert!(!without.keys().any(|path| path.ends_with("opensearch.xml")), "it holds a full address");
    assert!(!without["nl/index.html"].contains("opensearch"));
    let (files, problems) = built(root.path(), Some("https://example.org/d/"));
    assert!(!problems.has_errors());
    for (lang, page) in [("nl", "nl/zoeken.html"), ("fr", "fr/recherche.html")] {
        let path = format!("search/{lang}/opensearch.xml");
        let xml = files[&path].as_str();
        let one = |name: &str| elements(xml, name).pop().expect(name);
        for (name, most) in [("ShortName", 16), ("LongName", 48), ("Description", 1024)] {
            assert!((1..=most).contains(&one(name).chars().count()), "{name}: {}", one(name));
        }
        assert_eq!((one("Language").as_str(), one("InputEncoding").as_str()), (lang, "UTF-8"));
        let template = format!("<Url type=\"text/html\" method=\"get\" template=\"https://example.org/d/{page}?q={{searchTerms}}\"/>");
        assert!(files.contains_key(page) && xml.contains(&template), "{xml}");
        let is_inside = |from: &str| from.starts_with(&format!("{lang}/")) && from.ends_with(".html") && !from.ends_with("/404.html");
        for (from, html) in files.iter().filter(|(from, _)| is_inside(from)) {
            let link = tags(html).into_iter().find(|(tag, link)| tag == "link" && link.get("rel").is_some_and(|rel| rel == "search"));
            let href = link.as_ref().and_then(|(_, link)| link.get("href")).expect(from);
            assert_eq!(resolve(&SitePath::new(from.as_str()), href).map(|(path, _)| path.to_string()), Some(path.clone()), "{from}");
        }
    }
    assert_eq!(elements(&files["search/nl/opensearch.xml"], "LongName"), ["Het dossier van de oude brug & <meer>, en van…"]);
}
