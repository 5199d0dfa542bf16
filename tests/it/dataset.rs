//! The ledger as data: the table says what the JSON says, the package describes the table as it is, every place that the data name
//! is on the site, and only what was granted is told as a grant.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use dossier::pipeline;
use dossier::site::{Memory, page};
use serde_json::Value;

use crate::cases::{BASE, CASES, Files, build, lay, member, sha256, shipped, site, text};
use crate::cli;
use crate::metadata::graph;

/// The sites that are looked at: that of the dossier that ships, and those of the cases.
fn sites() -> impl Iterator<Item = (&'static str, &'static Files)> {
    let cases = CASES.iter().map(|case| (*case, site(case, None)));
    cases.chain([("the shipped dossier", shipped())])
}

/// The shipped dossier with a file changed.
fn changed(path: &str, change: impl Fn(&str) -> String) -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    cli::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &root.path().join("content"));
    let file = root.path().join(path);
    let before = fs::read_to_string(&file).expect("a file");
    let after = change(&before);
    assert_ne!(before, after, "{path} is changed");
    fs::write(&file, after).expect("a writable file");
    root
}

/// A JSON file of a site.
fn json(files: &Files, path: &str) -> Value {
    serde_json::from_str(text(files, path)).expect(path)
}

/// The members of a list.
fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().expect(name)
}

/// The names of the columns, and the rows by name of column.
fn table(files: &Files) -> (Vec<String>, Vec<BTreeMap<String, String>>) {
    let mut reader = csv::ReaderBuilder::new().from_reader(text(files, "data/funding.csv").as_bytes());
    let names: Vec<String> = reader.headers().expect("a head").iter().map(str::to_owned).collect();
    let row = |record: csv::StringRecord| names.iter().cloned().zip(record.iter().map(str::to_owned)).collect();
    let rows = reader.records().map(|record| row(record.expect("a row with a cell for each column"))).collect();
    (names, rows)
}

/// What a JSON amount has in a column: a text, the ids of a list, or the text of a language.
fn cell(amount: &Value, column: &str) -> String {
    let of = |value: &Value| match value {
        Value::Array(ids) => ids.iter().map(|id| id.as_str().expect("an id")).collect::<Vec<_>>().join(";"),
        other => other.as_str().unwrap_or_default().to_owned(),
    };
    match column.split_once('_') {
        Some((name, lang)) if amount[name].is_object() => of(&amount[name][lang]),
        _ => of(&amount[column]),
    }
}

#[test]
fn the_table_says_what_the_json_says() {
    for (site, files) in sites() {
        let funding = json(files, "data/funding.json");
        let (names, rows) = table(files);
        let amounts = list(&funding, "amounts");
        assert_eq!(rows.len(), amounts.len(), "{site}");
        for (row, amount) in rows.iter().zip(amounts) {
            for name in &names {
                assert_eq!(
                    row[name].trim_start_matches('\''),
                    cell(amount, name).trim_start_matches('\''),
                    "{site}: {}: {name}",
                    row["id"]
                );
            }
        }
        let told: BTreeSet<&str> = names.iter().map(|name| name.split('_').next().expect("a name")).collect();
        let places = ["figure", "row", "status_parts", "status_passage"];
        for key in
            amounts.iter().flat_map(|amount| amount.as_object().expect("an object").keys()).filter(|key| !places.contains(&key.as_str()))
        {
            assert!(told.contains(key.split('_').next().expect("a name")), "{site}: no column has `{key}`");
        }
        let described = json(files, "data/dossier.json");
        let days: Vec<usize> = rows
            .iter()
            .map(|row| list(&described, "letters").iter().position(|letter| member(letter, "id") == row["letter"]).expect("a letter"))
            .collect();
        assert!(days.is_sorted(), "{site}: the letters follow each other in time");
    }
}

/// What is wrong with a cell by the field that describes its column.
fn fault(field: &Value, cell: &str) -> Option<String> {
    let constraints = &field["constraints"];
    if cell.is_empty() {
        return (constraints["required"] == true).then(|| "required".to_owned());
    }
    let is_number = || {
        let (units, cents) = cell.split_once('.').unwrap_or((cell, "0"));
        [units, cents].iter().all(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
    };
    assert!(matches!(member(field, "type"), "string" | "number"), "{field}");
    let is_type = member(field, "type") == "string" || is_number();
    let is_one = constraints.get("enum").is_none_or(|names| names.as_array().expect("a list").iter().any(|name| name == cell));
    let is_code = constraints.get("pattern").is_none_or(|pattern| {
        assert_eq!(pattern, "[A-Z]{3}");
        cell.len() == 3 && cell.bytes().all(|byte| byte.is_ascii_uppercase())
    });
    (!is_type || !is_one || !is_code).then(|| cell.to_owned())
}

#[test]
fn the_package_describes_the_table_as_it_is() {
    for (site, files) in sites() {
        let package = json(files, "data/datapackage.json");
        let [resource] = list(&package, "resources") else { panic!("{site}: one table") };
        let bytes = &files[&format!("data/{}", member(resource, "path"))];
        let digest = sha256(bytes);
        assert_eq!(resource["bytes"], bytes.len(), "{site}");
        assert_eq!(resource["hash"], format!("sha256:{digest}"), "{site}");
        let fields = list(&resource["schema"], "fields");
        let (names, rows) = table(files);
        assert_eq!(fields.iter().map(|field| member(field, "name")).collect::<Vec<_>>(), names, "{site}");
        for row in &rows {
            for field in fields {
                let name = member(field, "name");
                assert_eq!(fault(field, &row[name]), None, "{site}: {}: {name}", row["id"]);
            }
        }
        let ids: BTreeSet<&str> = rows.iter().map(|row| row["id"].as_str()).collect();
        assert_eq!(ids.len(), rows.len(), "{site}: each id once");
        assert!(rows.iter().all(|row| row["restates"].is_empty() || ids.contains(row["restates"].as_str())), "{site}");
        let described = json(files, "data/dossier.json");
        assert_eq!(package["created"], format!("{}T00:00:00Z", member(&described, "published")), "{site}: no clock");
        assert!(package.get("homepage").is_none() && package.get("contributors").is_none(), "{site}");
        let is_name =
            |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        assert!(is_name(member(&package, "name")), "{site}: {}", package["name"]);
        let of_package = package.get("sources").and_then(Value::as_array).into_iter().flatten();
        let sources: BTreeSet<&str> = of_package.map(|source| member(source, "path")).collect();
        let quoted: BTreeSet<String> = rows.iter().map(|row| format!("letters/{}.json", row["letter"])).collect();
        assert!(sources.iter().copied().eq(quoted.iter().map(String::as_str)), "{site}: {sources:?}");
        assert!(sources.iter().all(|path| files.contains_key(&format!("data/{path}"))), "{site}: {sources:?}");
    }
}

#[test]
fn a_cell_that_is_none_is_seen() {
    let package = json(shipped(), "data/datapackage.json");
    let fields = list(&package["resources"][0]["schema"], "fields");
    let check = |name: &str, cell: &str| {
        let field = fields.iter().find(|field| member(field, "name") == name).expect(name);
        fault(field, cell).is_some()
    };
    for (name, cell) in [
        ("value_low", "31.000.000"),
        ("value_low", ""),
        ("value_high", "31,00"),
        ("status", "paid"),
        ("role", "sum"),
        ("measure", "EUR"),
        ("qualifier", ""),
        ("programme", "no-such-programme"),
        ("currency", "euro"),
        ("id", ""),
    ] {
        assert!(check(name, cell), "{name}: `{cell}`");
    }
    assert!(!check("value_low", "31000000.00") && !check("status", "mixed") && !check("currency", ""));
}

#[test]
fn the_description_tells_every_status_and_that_no_licence_is_stated() {
    let package = json(shipped(), "data/datapackage.json");
    let funding = json(shipped(), "data/funding.json");
    let fields = list(&package["resources"][0]["schema"], "fields");
    let about = fields.iter().find(|field| member(field, "name") == "status").map(|field| member(field, "description")).expect("a field");
    for meaning in list(&funding, "statuses").iter().flat_map(|status| status["meaning"].as_object().expect("texts").values()) {
        assert!(about.contains(meaning.as_str().expect("a text")), "{meaning} in {about}");
    }
    assert!(package.get("licenses").is_none());
    for words in
        ["Tel de regels niet op.", "Do not add up the rows.", "geen licentie vastgesteld", "No licence has been stated for these data."]
    {
        assert!(member(&package, "description").contains(words), "{words}");
    }
}

#[test]
fn a_licence_of_the_data_is_told_where_the_settings_declare_one() {
    let licence = "\n[data-licence]\nname = \"CC0-1.0\"\npath = \"https://example.org/zero\"\ntitle = { nl = \"Nul\", en = \"Zero\" }\n";
    let root = changed("content/dossier.toml", |text| format!("{text}{licence}"));
    let files = build(root.path(), Some(BASE));
    let package = json(&files, "data/datapackage.json");
    assert_eq!(package["licenses"], serde_json::json!([{ "name": "CC0-1.0", "path": "https://example.org/zero", "title": "Nul" }]));
    assert!(!member(&package, "description").contains("licen"), "{}", package["description"]);
    assert_eq!(package["homepage"], format!("{BASE}nl/financiering.html"));
    let told = graph(text(&files, "en/funding.html")).expect("a graph");
    assert_eq!(told["@graph"][0]["license"], "https://example.org/zero");
    for (licence, id) in [
        ("name = \"CC 0\"", "wrong-value"),
        ("name = \"\"", "missing-key"),
        ("path = \"https://example.org/zero\"", "missing-key"),
        ("name = \"CC0-1.0\"\npath = \"zero\"", "wrong-value"),
    ] {
        let root = changed("content/dossier.toml", |text| format!("{text}\n[data-licence]\n{licence}\n"));
        let (_, problems) = pipeline::build(root.path(), None, &Memory::default());
        assert_eq!(problems.list.iter().map(|problem| problem.id).collect::<Vec<_>>(), [id], "{licence}");
    }
}

/// Every address in the data, wherever it stands: paths with anchors, by language.
fn places<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(object) => {
            let own = ["passage", "row", "figure"].iter().filter_map(|key| object.get(*key)).filter_map(Value::as_object);
            found.extend(own.flat_map(|places| places.values().filter_map(Value::as_str)));
            object.values().for_each(|value| places(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| places(value, found)),
        _ => {}
    }
}

#[test]
fn every_place_that_the_data_name_is_on_the_site() {
    for (site, files) in sites() {
        let funding = json(files, "data/funding.json");
        let mut found = Vec::new();
        places(&funding, &mut found);
        let mut anchors: BTreeMap<&str, page::Anchors> = BTreeMap::new();
        for place in &found {
            let (path, anchor) = place.split_once('#').expect("an anchor");
            let known = anchors.entry(path).or_insert_with(|| page::facts(text(files, path)).anchors);
            assert!(known.contains(anchor), "{site}: {place}");
        }
        let languages = list(&json(files, "data/dossier.json"), "languages").len();
        for amount in list(&funding, "amounts") {
            let count = |key: &str| amount[key].as_object().expect(key).len();
            assert_eq!(count("row"), languages, "{site}: {}", amount["id"]);
            assert_eq!(
                (count("figure"), count("passage")),
                (count("quote").min(count("passage")), count("passage")),
                "{site}: {}",
                amount["id"]
            );
        }
    }
}

#[test]
fn the_shipped_ledger_is_whole_in_its_data() {
    let funding = json(shipped(), "data/funding.json");
    let amount = |id: &str| list(&funding, "amounts").iter().find(|amount| amount["id"] == id).unwrap_or_else(|| panic!("no `{id}`"));
    let total = amount("total");
    assert_eq!(total["status"], "mixed");
    assert_eq!(total["status_parts"], serde_json::json!(["granted", "reserved"]));
    assert_eq!(total["row"]["nl"], "nl/financiering.html#total");
    let figure = member(&total["figure"], "en");
    assert!(figure.starts_with("en/letters/") && figure.contains("#amount-"), "{figure}");
    let eu = amount("eu");
    assert!(eu.get("status_parts").is_none());
    assert_eq!(eu["payers"], serde_json::json!(["eurohpc-ju"]));
    assert_eq!(member(&eu["status_passage"], "block"), "p2");
    for amount in list(&funding, "amounts") {
        assert_eq!(amount.get("currency").is_some(), amount["measure"] == "money", "{amount}");
    }
    let measures: BTreeSet<&str> = list(&funding, "amounts").iter().map(|amount| member(amount, "measure")).collect();
    assert_eq!(measures.into_iter().collect::<Vec<_>>(), ["count", "money", "share"]);
    let absences = list(&funding, "statements").iter().filter(|statement| statement["absence"] == true).count();
    assert!(absences > 0 && absences < list(&funding, "statements").len());
    let rounded: Vec<&Value> = list(&funding, "sums").iter().filter(|sum| sum["is_rounded"] == true).collect();
    assert!(
        !rounded.is_empty() && rounded.iter().all(|sum| sum["difference"] != "0.00" && !member(&sum["note"], "en").is_empty()),
        "{rounded:?}"
    );
    let described = json(shipped(), "data/dossier.json");
    let known = |id: &Value| list(&described, "externals").iter().any(|external| external["id"] == *id);
    assert!(list(&funding, "missing").iter().all(|missing| known(&missing["document"])) && !list(&funding, "missing").is_empty());
    assert_eq!(funding["newest_letter"], list(&described, "letters").last().expect("a letter")["id"]);
    assert!(list(&funding, "coverage").iter().all(|of| of["listed"].as_u64() <= of["stated"].as_u64()) && funding["is_complete"] == true);
}

/// The grants that the funding page tells other programs of: funders, currency and worth.
fn grants(files: &Files) -> Vec<String> {
    let graph = graph(text(files, "en/funding.html")).expect("a graph");
    let things = list(&graph, "@graph").iter().filter(|thing| thing["@type"] == "MonetaryGrant");
    let told = |grant: &Value| {
        let funders: Vec<&str> = list(grant, "funder").iter().map(|funder| member(funder, "name")).collect();
        let amount = &grant["amount"];
        format!(
            "{} {} {} for {}",
            funders.join(", "),
            member(amount, "currency"),
            member(amount, "value"),
            member(&grant["fundedItem"], "name")
        )
    };
    things.map(told).collect()
}

#[test]
fn only_what_was_granted_is_told_as_a_grant() {
    assert_eq!(grants(shipped()), ["EuroHPC Joint Undertaking (EuroHPC JU) EUR 71700000.00 for AI factory in Groningen"]);
    let none = changed("content/funding.toml", |text| text.replace("is-grant = true\n", ""));
    assert_eq!(grants(&build(none.path(), None)), [""; 0]);
    let reserved = changed("content/funding.toml", |text| text.replace("id = \"reserved\"\n", "id = \"reserved\"\nis-grant = true\n"));
    let all = grants(&build(reserved.path(), None));
    assert_eq!(all.len(), 8, "parts, and no total, subtotal or restatement: {all:#?}");
}

#[test]
fn pages_of_the_ledger_tell_of_its_files() {
    for path in ["nl/financiering.html", "nl/register.html", "en/funding.html", "en/ledger.html"] {
        let graph = graph(text(shipped(), path)).expect(path);
        let [dataset, ..] = list(&graph, "@graph") else { panic!("{path}: nothing") };
        assert_eq!(dataset["@type"], "Dataset", "{path}");
        let files: Vec<&str> = list(dataset, "distribution").iter().map(|file| member(file, "contentUrl")).collect();
        assert_eq!(files, ["../data/funding.csv", "../data/funding.json", "../data/datapackage.json"], "{path}");
        let has_more = path.ends_with("financiering.html") || path.ends_with("funding.html");
        assert_eq!(list(&graph, "@graph").len() > 1, has_more, "{path}: grants are told once in each language");
    }
}

#[test]
fn the_ledger_can_be_cited_in_each_language() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (base, address) in [(None, None), (Some(BASE), Some("https://example.org/brug/en/funding.html"))] {
        let files = build(root, base);
        let items = json(&files, "data/citations.json");
        let datasets: Vec<&Value> = items.as_array().expect("items").iter().filter(|item| item["type"] == "dataset").collect();
        assert_eq!(datasets.iter().map(|item| member(item, "id")).collect::<Vec<_>>(), ["ledger:nl", "ledger:en"]);
        assert!(member(datasets[0], "title").ends_with(": register van bedragen"));
        assert!(member(datasets[1], "title").ends_with(": ledger of amounts"));
        assert_eq!(datasets[1]["issued"]["date-parts"], serde_json::json!([[2026, 11, 21]]));
        assert_eq!((member(datasets[1], "version"), datasets[1].get("URL").and_then(Value::as_str)), ("1.0.0", address));
        let (bib, ris) = (text(&files, "data/citations.bib"), text(&files, "data/citations.ris"));
        let entry = bib.split("@dataset{").nth(2).expect("an entry");
        for line in ["ledger:en,\n", ": ledger of amounts},\n", "  version = {1.0.0},\n", "  date = {2026-11-21},\n"] {
            assert!(entry.contains(line), "{line} in {entry}");
        }
        let record = ris.split("TY  - DATA\r\n").nth(2).expect("a record");
        for line in ["ID  - ledger:en\r\n", ": ledger of amounts\r\n", "DA  - 2026/11/21/\r\n", "ET  - 1.0.0\r\n", "ER  - \r\n"] {
            assert!(record.contains(line), "{line} in {record}");
        }
        assert_eq!((entry.contains("  url = {"), record.contains("UR  - ")), (address.is_some(), address.is_some()));
    }
    let root = lay("one-language");
    fs::remove_file(root.path().join("content/funding.toml")).expect("a ledger");
    let settings = root.path().join("content/dossier.toml");
    let kept: Vec<String> = fs::read_to_string(&settings)
        .expect("settings")
        .lines()
        .filter(|line| !line.starts_with("key-figures"))
        .map(str::to_owned)
        .collect();
    fs::write(&settings, kept.join("\n")).expect("a writable file");
    let files = build(root.path(), None);
    assert!(!text(&files, "data/citations.bib").contains("@dataset"), "without a ledger there is none to cite");
    assert_eq!(table(&files).1.len(), 0);
}
