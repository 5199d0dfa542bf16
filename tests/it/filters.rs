//! What lists of letters and the search can be narrowed by: no choice hides a letter that may belong to it.

use std::fs;

use serde_json::{Value, json};

use crate::cases::{build, lay, text};

/// The values of a filter of a page, in order.
fn options<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let (_, rest) = page.split_once(&format!("<select name=\"{name}\"")).expect("a filter");
    let (select, _) = rest.split_once("</select>").expect("its end");
    select.split("<option value=\"").skip(2).filter_map(|option| option.split('"').next()).collect()
}

#[test]
fn a_letter_is_of_every_year_and_of_everyone_by_whom_it_can_be_looked_for() {
    let root = lay("translation-missing");
    // The second letter is of 20 May 2024 or later, without an end.
    let settings = root.path().join("content/dossier.toml");
    let written = fs::read_to_string(&settings).expect("settings").replace("2024-06-01", "2025-01-05");
    fs::write(&settings, written).expect("written");
    let letter = root.path().join("content/letters/second/letter.toml");
    let written = fs::read_to_string(&letter).expect("a letter");
    let sender = "[[senders]]\nname = \"A.B. Visser\"\norganisation = { nl = \"Provincie\", en = \"Province\" }\n\n[source]";
    fs::write(&letter, written.replace("[source]", sender)).expect("written");
    let files = build(root.path(), None);
    for page in ["en/letters/index.html", "en/search.html"] {
        let page = text(&files, page);
        assert_eq!(options(page, "year"), ["2025", "2024"]);
        assert_eq!(options(page, "sender"), ["A.B. Visser", "College van burgemeester en wethouders", "Provincie"]);
    }
    let list = text(&files, "en/letters/index.html");
    assert_eq!(
        list.matches(" v1-1 v1-2 v2-1 v2-3\"").count(),
        1,
        "the second letter is of both years, the person and the organisation: {list}"
    );
    let facets = files.iter().find(|(path, bytes)| path.starts_with("search/en/") && String::from_utf8_lossy(bytes).contains("\"year\":{"));
    let (_, bytes) = facets.expect("the file with what letters are chosen by");
    let script = String::from_utf8_lossy(bytes);
    let (_, rest) = script.split_once("\"year\":").expect("years");
    let year: Value = serde_json::Deserializer::from_str(rest).into_iter().next().expect("a value").expect("JSON");
    assert_eq!(year, json!({ "values": ["2024", "2025"], "of": [0, [0, 1]] }));
}
