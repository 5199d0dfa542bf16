//! Tests: what is told of two sites that are written out here.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::*;

/// A site of data files.
#[derive(Clone)]
struct Site(BTreeMap<&'static str, Value>);

impl Site {
    /// A site with one letter of three blocks, one amount and one event.
    fn new() -> Self {
        let letter = json!({
            "id": "bridge", "kind": "letter", "date": "2025-03-03", "date_precision": "day", "numbers": [{"kind": "file", "value": "12"}],
            "source": {"file": "sources/bridge.txt", "received_as": "b.txt", "sha256": "aa"},
            "editions": {
                "en": {"path": "en/letters/the-bridge.html", "title": "The bridge", "is_original": false},
                "nl": {"path": "nl/brieven/de-brug.html", "title": "De brug", "is_original": true}
            },
            "references": [], "referenced_by": []
        });
        let block = |id: &str, nl: &str, en: &str| json!({"id": id, "kind": "paragraph", "text": {"nl": nl, "en": en}});
        let blocks = [block("p1", "De brug is oud.", "The bridge is old."), block("p2", "Twee.", "Two."), block("p3", "Drie.", "Three.")];
        let amount = json!({
            "id": "repair", "purpose": {"nl": "Herstel", "en": "Repair"}, "value_low": "1000.00", "value_high": "1000.00",
            "status": "granted", "letter": "bridge", "block": "p2", "quote": {"nl": "Twee"}, "passage": {"nl": "nl/brieven/de-brug.html#p2"}
        });
        let files = [
            (
                "data/dossier.json",
                json!({
                    "schema_version": "1", "version": "1.0", "published": "2025-04-01", "title": {"nl": "Brug", "en": "Bridge"},
                    "languages": ["nl", "en"], "letters": [letter], "externals": [],
                    "pages": [{"kind": "about", "lang": "en", "path": "en/about.html", "title": "About"}]
                }),
            ),
            (
                "data/letters/bridge.json",
                json!({"schema_version": "1", "id": "bridge", "original": "nl", "reviews": [], "rules": [], "corrections": [], "blocks": blocks}),
            ),
            ("data/funding.json", json!({"schema_version": "1", "amounts": [amount], "sums": []})),
            ("data/timeline.json", json!({"schema_version": "1", "events": [{"id": "start", "date": "2025", "text": {"en": "Start"}}]})),
            ("data/actors.json", json!({"schema_version": "1", "actors": []})),
            ("data/glossary.json", json!({"schema_version": "1", "terms": []})),
            ("en/about.html", json!("<main><p>Who we are.</p></main>")),
        ];
        Self(files.into_iter().collect())
    }

    /// A value of one of its files.
    fn at(&mut self, file: &'static str, place: &str) -> &mut Value {
        self.0.get_mut(file).and_then(|value| value.pointer_mut(place)).expect(place)
    }

    /// Its files, for a comparison.
    fn read(&self) -> Read<'_> {
        let file =
            |path: &str| Ok(self.0.get(path).map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned).into_bytes()));
        Read { name: "the copy `x`".to_owned(), file: Box::new(file) }
    }
}

/// What is told of a change to a site: the report without its first two lines.
fn told(edit: impl FnOnce(&mut Site)) -> String {
    let old = Site::new();
    let mut new = old.clone();
    *new.at("data/dossier.json", "/version") = json!("1.1");
    edit(&mut new);
    let changes = compare(&old.read(), &new.read()).expect("a comparison");
    let report = text::write(&changes);
    report.lines().skip(3).collect::<Vec<_>>().join("\n")
}

/// Compares what is told.
#[track_caller]
fn check(edit: impl FnOnce(&mut Site), expected: &str) {
    assert_eq!(told(edit), expected);
}

#[test]
fn nothing() {
    check(|_| {}, "Nothing changed in the letters, the records and the text pages.");
    let site = Site::new();
    let changes = compare(&site.read(), &site.read()).expect("a comparison");
    assert!(!changes.has_changes && !changes.differ());
}

#[test]
fn a_word_in_one_edition() {
    check(
        |site| *site.at("data/letters/bridge.json", "/blocks/0/text/en") = json!("The bridge is very old."),
        "Letter: The bridge (bridge), 2025-03-03: changed\n  p1, paragraph, changed\n    text (en):\n      The bridge is {+very+} old.",
    );
}

#[test]
fn blocks_that_come_go_and_move() {
    check(
        |site| {
            let blocks = site.at("data/letters/bridge.json", "/blocks").as_array_mut().expect("blocks");
            blocks.remove(1);
            blocks.swap(0, 1);
            blocks.push(json!({"id": "p4", "kind": "list item", "text": {"nl": "Vier."}}));
        },
        "Letter: The bridge (bridge), 2025-03-03: changed\n  p2, paragraph, removed\n    text (en):\n      [-Two.-]\n    text (nl):\n      \
         [-Twee.-]\n  p3, paragraph, moved\n  p4, list item, added\n    text (nl):\n      {+Vier.+}",
    );
}

#[test]
fn metadata_and_addresses() {
    check(
        |site| {
            *site.at("data/dossier.json", "/letters/0/date") = json!("2025-03-04");
            *site.at("data/dossier.json", "/letters/0/editions/en/path") = json!("en/letters/a-bridge.html");
            *site.at("data/dossier.json", "/letters/0/source/sha256") = json!("bb");
        },
        "Letter: The bridge (bridge), 2025-03-03: changed\n  address (en): en/letters/the-bridge.html → en/letters/a-bridge.html\n  \
         date: 2025-03-03 → 2025-03-04\n  source: aa → bb"
            .replace("2025-03-03: changed", "2025-03-04: changed")
            .as_str(),
    );
}

#[test]
fn what_readers_see_of_a_letter_beside_its_text() {
    let mut old = Site::new();
    let letter = old.at("data/dossier.json", "/letters/0").as_object_mut().expect("a letter");
    letter.insert("summary".to_owned(), json!({ "en": "It asks for money." }));
    letter.insert("lacks".to_owned(), json!([]));
    old.at("data/dossier.json", "").as_object_mut().expect("an object").insert("licence".to_owned(), json!({ "en": "Free." }));
    let mut new = old.clone();
    *new.at("data/dossier.json", "/letters/0/summary/en") = json!("It asks for no money.");
    *new.at("data/dossier.json", "/letters/0/lacks") = json!([{ "what": "date", "note": { "en": "It has no date." } }]);
    *new.at("data/dossier.json", "/licence/en") = json!("Not free.");
    new.at("data/dossier.json", "").as_object_mut().expect("an object").insert("description".to_owned(), json!({ "en": "Letters." }));
    let changes = compare(&old.read(), &new.read()).expect("two sites");
    let found: Vec<(String, Option<&str>)> =
        changes.letters.iter().flat_map(|letter| &letter.details).map(|one| (one.field.clone(), one.lang.as_deref())).collect();
    assert_eq!(found, [("lacks".to_owned(), None), ("lacks".to_owned(), Some("en")), ("summary".to_owned(), Some("en"))]);
    assert_eq!(changes.dossier.iter().map(|one| one.field.as_str()).collect::<Vec<_>>(), ["licence"]);
    assert_eq!(changes.not_compared, ["description"]);
}

#[test]
fn who_publishes_under_what_terms_and_how_lists_name_an_actor() {
    let mut old = Site::new();
    let about = old.at("data/dossier.json", "").as_object_mut().expect("an object");
    about.insert("licence_url".to_owned(), Value::Null);
    about.insert("publisher".to_owned(), json!({ "name": { "nl": "Stad", "en": "Town" }, "url": null }));
    about.insert("data_licence".to_owned(), json!({ "name": "CC0-1.0", "path": null, "title": {} }));
    *old.at("data/actors.json", "/actors") = json!([{ "id": "x", "name": { "en": "X" }, "listed_as": null }]);
    let mut new = old.clone();
    *new.at("data/dossier.json", "/licence_url") = json!("https://example.org/");
    *new.at("data/dossier.json", "/publisher/name/en") = json!("City");
    *new.at("data/dossier.json", "/data_licence/name") = json!("CC-BY-4.0");
    *new.at("data/actors.json", "/actors/0/listed_as") = json!("X, the");
    let changes = compare(&old.read(), &new.read()).expect("two sites");
    let found: Vec<&str> = changes.dossier.iter().map(|one| one.field.as_str()).collect();
    assert_eq!(found, ["data_licence.name", "licence_url", "publisher.name"]);
    let found: Vec<&str> = changes.records.iter().flat_map(|one| &one.details).map(|one| one.field.as_str()).collect();
    assert_eq!(found, ["listed_as"]);
    assert!(changes.has_changes && changes.not_compared.is_empty());
    // A copy that says nothing of them was made by an older form.
    let mut before = Site::new();
    *before.at("data/actors.json", "/actors") = json!([{ "id": "x", "name": { "en": "X" } }]);
    let changes = compare(&before.read(), &new.read()).expect("two sites");
    assert!(!changes.has_changes);
    assert_eq!(changes.not_compared, ["listed_as", "licence_url", "publisher", "data_licence"]);
}

#[test]
fn a_letter_that_comes_and_one_that_goes() {
    check(
        |site| {
            *site.at("data/dossier.json", "/letters/0/id") = json!("tunnel");
            *site.at("data/dossier.json", "/letters/0/editions/en/path") = json!("en/letters/tunnel.html");
            *site.at("data/dossier.json", "/letters/0/editions/nl/path") = json!("nl/brieven/tunnel.html");
            let letter = site.0["data/letters/bridge.json"].clone();
            site.0.insert("data/letters/tunnel.json", letter);
        },
        "Letter: The bridge (tunnel), 2025-03-03: added, 3 blocks\n  en: en/letters/tunnel.html\n  nl: nl/brieven/tunnel.html\n\n\
         Letter: The bridge (bridge), 2025-03-03: removed, 3 blocks\n  en: en/letters/the-bridge.html\n  nl: nl/brieven/de-brug.html",
    );
}

#[test]
fn a_letter_whose_folder_has_another_name() {
    check(
        |site| {
            *site.at("data/dossier.json", "/letters/0/id") = json!("tunnel");
            *site.at("data/dossier.json", "/letters/0/editions/en/path") = json!("en/letters/tunnel.html");
            let letter = site.0["data/letters/bridge.json"].clone();
            site.0.insert("data/letters/tunnel.json", letter);
        },
        "Letter: The bridge (tunnel), 2025-03-03: changed\n  address (en): en/letters/the-bridge.html → en/letters/tunnel.html\n  \
         id: bridge → tunnel",
    );
}

#[test]
fn amounts_events_and_pages() {
    check(
        |site| {
            *site.at("data/funding.json", "/amounts/0/value_high") = json!("1500.00");
            *site.at("data/funding.json", "/amounts/0/passage/nl") = json!("nl/brieven/brug.html#p2");
            *site.at("data/timeline.json", "/events/0/id") = json!("begin");
            *site.0.get_mut("en/about.html").expect("a page") = json!("<main><p>Who <b>they</b> are.</p></main><footer>x</footer>");
        },
        "Ledger: amounts\n  repair (“Repair”), changed\n    value: 1000.00 → 1000.00 – 1500.00\n\nTimeline\n  begin (“Start”), added\n    date: (nothing) → \
         2025\n    text (en):\n      {+Start+}\n  start (“Start”), removed\n    date: 2025 → (nothing)\n    text (en):\n      [-Start-]\n\nPage: About (en), changed: en/about.html\n  Who [-we-] {+they+} are.",
    );
}

#[test]
fn what_an_older_copy_does_not_hold_is_named() {
    let report = told(|site| {
        let letter = site.at("data/dossier.json", "/letters/0").as_object_mut().expect("a letter");
        letter.insert("senders".to_owned(), json!([{"name": "A"}]));
    });
    assert!(report.ends_with("Not compared, as the older copy does not hold it: senders."), "{report}");
}

#[test]
fn copies_that_cannot_be_compared_are_refused() {
    let refused = |edit: &dyn Fn(&mut Site)| {
        let old = Site::new();
        let mut new = old.clone();
        edit(&mut new);
        compare(&old.read(), &new.read()).expect_err("refused").to_string()
    };
    let newer = refused(&|site| *site.at("data/funding.json", "/schema_version") = json!("2"));
    assert!(
        newer.starts_with("`data/funding.json` of the copy `x` is of form 2, and this version of dossier reads no form after 1"),
        "{newer}"
    );
    let missing = refused(&|site| _ = site.0.remove("data/letters/bridge.json"));
    assert!(missing.starts_with("the copy `x` has no `data/letters/bridge.json`"), "{missing}");
    let broken = refused(&|site| *site.0.get_mut("data/actors.json").expect("a file") = json!("{"));
    assert!(broken.starts_with("`data/actors.json` of the copy `x` cannot be read: EOF"), "{broken}");
    let other = refused(&|site| *site.0.get_mut("data/dossier.json").expect("a file") = json!({}));
    assert!(other.contains("does not say of which form it is"), "{other}");
}

#[test]
fn nobodys_text_commands_a_terminal() {
    let report = told(|site| *site.at("data/letters/bridge.json", "/blocks/1/text/en") = json!("\u{1b}[2JTwo\u{202e}."));
    assert!(report.contains("\u{fffd}[2JTwo\u{fffd}") && !report.contains('\u{1b}'), "{report}");
}
