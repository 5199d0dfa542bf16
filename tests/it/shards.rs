//! The index of a large dossier: the same as elasticlunr's own, in shards that together hold all of it.

use std::collections::{BTreeMap, BTreeSet};

use dossier::search::{Hints, Letter, Limits, Search, Section};
use dossier::site::Memory;
use serde_json::Value;

use crate::mutations::random::Random;
use crate::search::{paragraphs, search, texts};
use crate::trie::Trie;

/// No limit at all: one shard, one list.
const ENDLESS: Limits = Limits { shard: usize::MAX, heavy: usize::MAX, list: usize::MAX };

/// Limits so narrow that a small dossier has many shards.
const NARROW: Limits = Limits { shard: 150, heavy: 200, list: 60 };

/// The values of the files that something puts, as JSON by name.
fn files(put: impl FnOnce(&Memory) -> usize) -> BTreeMap<String, String> {
    let memory = Memory::default();
    put(&memory);
    let value = |text: String| text.split_once("]=").expect("a value").1.trim_end_matches(";\n").to_owned();
    let name = |path: &str| path.rsplit_once('/').expect("a folder").1.trim_end_matches(".js").to_owned();
    let files = memory.into_files().into_iter();
    files.map(|(path, bytes)| (name(path.as_str()), value(String::from_utf8(bytes).expect("text")))).collect()
}

/// What stands between two texts, the second one looked for from the end.
#[track_caller]
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let rest = text.split_once(start).expect(start).1;
    rest.rsplit_once(end).expect(end).0
}

/// A file as a value.
fn parsed(json: &str) -> Value {
    serde_json::from_str(json).expect("JSON")
}

/// Compares one shard without a limit with what elasticlunr makes, byte by byte.
#[track_caller]
fn check_whole(search: &Search<'_>) {
    let small = files(|sink| search.put_small(sink));
    let large = files(|sink| search.put_large(&ENDLESS, sink));
    let (boot, shard) = (&small["boot"], &large["0"]);
    let expected = between(between(boot, "\n\"index\":{", "}"), "\"index\":", ",\"documentStore\":");
    let found = unpacked(&parsed(shard)["terms"]);
    assert!(expected == found, "{}", difference(expected, &found));
    assert_eq!(between(boot, ",\n\"stems\":", "}"), between(shard, ",\n\"stems\":", "}"));
    assert_eq!(between(boot, "\"average\":", ",\n\"index\":"), between(&large["boot"], "\"average\":", ",\n\"shards\":"));
    let cut = |boot: &str| -> String {
        between(boot, "{\"lengths\":\"", "\",\"average\"").replace(|digit: char| digit.is_ascii_alphanumeric(), "0")
    };
    assert_eq!(cut(boot), between(&large["boot"], "{\"lengths\":\"", "\",\"average\""));
    let others = |files: &BTreeMap<String, String>| -> Vec<String> {
        files
            .iter()
            .filter(|(name, _)| name.starts_with("letter-") || *name == "facets")
            .map(|(name, text)| format!("{name}{text}"))
            .collect()
    };
    assert_eq!(others(&small), others(&large));
}

/// Where two texts differ.
fn difference(one: &str, other: &str) -> String {
    let n_same = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
    let around =
        |text: &str| String::from_utf8_lossy(&text.as_bytes()[n_same.saturating_sub(150)..text.len().min(n_same + 150)]).into_owned();
    format!("at byte {n_same}:\n{}\n\n{}", around(one), around(other))
}

/// The numbers of a packed text.
fn numbers(packed: &str) -> Vec<usize> {
    let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let (mut numbers, mut number, mut factor) = (Vec::new(), 0, 1);
    for digit in packed.chars() {
        let value = digits.find(digit).expect("a digit");
        number += value % 32 * factor;
        factor *= 32;
        if value < 32 {
            numbers.push(number);
            (number, factor) = (0, 1);
        }
    }
    assert_eq!(factor, 1, "the last number ends");
    numbers
}

/// Where a term stands, unpacked: field, reference of the document, how often.
fn places(packed: &str) -> Vec<(&'static str, String, u32)> {
    let mut numbers = numbers(packed).into_iter();
    let (mut places, mut letter) = (Vec::new(), 0);
    while let Some(further) = numbers.next() {
        letter += further;
        let code = numbers.next().expect("a place");
        let count = if code % 2 == 1 { numbers.next().expect("a count") } else { 1 };
        let field = [["title", "numbers"], ["body", "heading"]][usize::from(3 < code)][code / 2 % 2];
        let reference = if code < 4 { letter.to_string() } else { format!("{letter}.{}", code / 4 - 1) };
        places.push((field, reference, u32::try_from(count).expect("a count")));
    }
    places
}

/// The terms of shards as elasticlunr writes an index.
fn unpacked(terms: &Value) -> String {
    let mut fields: BTreeMap<&str, BTreeMap<&str, BTreeMap<String, u32>>> =
        ["body", "heading", "numbers", "title"].map(|field| (field, BTreeMap::new())).into();
    for (term, packed) in terms.as_object().expect("terms") {
        for (field, reference, count) in places(packed.as_str().expect("text")) {
            let known = fields.get_mut(field).expect(field).entry(term).or_default().insert(reference, count);
            assert_eq!(known, None, "each place once");
        }
    }
    let trie = |(field, terms): (&str, BTreeMap<&str, BTreeMap<String, u32>>)| {
        let mut trie = Trie::new();
        for (term, documents) in terms {
            let frequency = |count: u32| format!("{}}}", serde_json::to_string(&f64::from(count).sqrt()).expect("a number"));
            documents.iter().for_each(|(reference, count)| trie.add(term, (&format!("\"{reference}\":{{\"tf\":"), &frequency(*count))));
            trie.end_term();
        }
        format!("\"{field}\":{}", trie.take())
    };
    format!("{{{}}}", fields.into_iter().map(trie).collect::<Vec<_>>().join(","))
}

/// The terms of a shard, with the number of places of each.
fn terms(terms: &Value) -> BTreeMap<String, usize> {
    terms.as_object().expect("terms").iter().map(|(term, packed)| (term.clone(), places(packed.as_str().expect("text")).len())).collect()
}

/// The words of some stems, each with its stem.
fn words(stems: &Value) -> BTreeMap<String, String> {
    let groups = stems.as_object().expect("stems").iter();
    let word = |key: &str, beginning: &str| {
        let (before, after) = key.split_once('>').expect("an end");
        let beginning = beginning.trim_start_matches('!');
        (format!("{beginning}{before}"), format!("{beginning}{after}"))
    };
    groups.flat_map(|(key, group)| group.as_str().expect("words").split(' ').map(move |beginning| word(key, beginning))).collect()
}

/// Checks that narrow shards hold all of the index, each term in the range where it is looked for; says how many are heavy.
#[track_caller]
fn check_shards(search: &Search<'_>) -> usize {
    let whole = files(|sink| search.put_large(&ENDLESS, sink));
    let large = files(|sink| search.put_large(&NARROW, sink));
    let boot = parsed(&large["boot"]);
    let starts: Vec<&str> = boot["shards"].as_array().expect("shards").iter().filter_map(Value::as_str).collect();
    let heavy = boot["heavy"].as_object().expect("heavy terms");
    assert!(starts.is_sorted_by(|one, other| one < other), "{starts:?}");
    assert_eq!(large.keys().filter(|name| name.bytes().all(|byte| byte.is_ascii_digit())).count(), starts.len());
    let one = parsed(&whole["0"]);
    let stems = words(&one["stems"]);
    let mut merged = serde_json::Map::new();
    let mut all_words = BTreeMap::new();
    for (number, start) in starts.iter().enumerate() {
        let shard = parsed(&large[&number.to_string()]);
        let found = terms(&shard["terms"]);
        let own_words = words(&shard["stems"]);
        let is_here = |text: &String| *start <= text.as_str() && starts.get(number + 1).is_none_or(|next| text.as_str() < *next);
        assert!(found.keys().all(is_here), "{start}");
        let expected: BTreeMap<&String, &String> = stems.iter().filter(|(word, stem)| is_here(word) || found.contains_key(*stem)).collect();
        assert!(expected.into_iter().eq(&own_words), "{start}: {own_words:?}");
        if found.keys().any(|term| heavy.contains_key(term)) {
            assert_eq!(found.keys().collect::<Vec<_>>(), [*start], "a heavy term stands alone");
            assert!(own_words.iter().all(|(word, stem)| word == start || stem == start), "{own_words:?}");
        } else {
            let n_docs: usize = found.values().sum();
            assert!(found.len() < 2 || n_docs < 60, "{start}: {n_docs} documents");
        }
        all_words.extend(own_words);
        for (term, packed) in shard["terms"].as_object().expect("terms") {
            assert_eq!(merged.insert(term.clone(), packed.clone()), None, "each term once");
        }
    }
    assert_eq!(Value::Object(merged), one["terms"]);
    assert_eq!(all_words, stems);
    check_lists(&large, &boot, &one);
    heavy.len()
}

/// Checks that the lists hold all words of letters, each in the list of its first letter, and what words end in others.
#[track_caller]
fn check_lists(large: &BTreeMap<String, String>, boot: &Value, one: &Value) {
    let starts: Vec<&str> = boot["lists"].as_array().expect("lists").iter().filter_map(Value::as_str).collect();
    let found = terms(&one["terms"]);
    let known: BTreeSet<String> = found.into_keys().chain(words(&one["stems"]).into_keys()).collect();
    let expected: BTreeSet<&String> = known.iter().filter(|word| word.chars().all(char::is_alphabetic)).collect();
    let mut listed = Vec::new();
    for (number, start) in starts.iter().enumerate() {
        let list = parsed(&large[&format!("words-{number}")]);
        for entry in list.as_str().expect("words").split(' ').filter(|entry| !entry.is_empty()) {
            assert!(*start <= entry && starts.get(number + 1).is_none_or(|next| entry < *next), "{start} {entry}");
            listed.push(entry.to_owned());
        }
    }
    let parts = |entry: &str| {
        entry.split_once('<').map_or_else(|| (entry.to_owned(), String::new()), |(end, beginning)| (end.to_owned(), beginning.to_owned()))
    };
    assert!(listed.is_sorted_by(|one, other| parts(one) < parts(other)), "in order, each once");
    let (parted, listed): (Vec<String>, Vec<String>) = listed.into_iter().partition(|entry| entry.contains('<'));
    assert!(listed.iter().eq(expected));
    for entry in &parted {
        let (end, beginning) = entry.split_once('<').expect("two parts");
        assert!(!known.contains(end) && known.contains(&format!("{beginning}{end}")), "{entry}");
    }
}

#[test]
fn one_shard_of_real_texts_is_what_elasticlunr_makes() {
    let texts = texts();
    for tag in ["nl", "en", "el", "x-none"] {
        let letters = texts.iter().enumerate().map(|(number, (name, text))| paragraphs(number, name, text));
        check_whole(&search(tag, letters.collect(), Hints::default()));
    }
}

#[test]
fn shards_of_real_texts_together_are_the_whole() {
    let texts = texts();
    let letters = texts.iter().enumerate().map(|(number, (name, text))| paragraphs(number, name, text));
    assert!(check_shards(&search("nl", letters.collect(), Hints::default())) > 20);
}

/// Pieces of texts that are odd somewhere on the way from a text to an index.
const PIECES: &[&str] = &[
    "brief",
    "Brieven",
    "brieven",
    "ai-brieven",
    "de",
    "De",
    "DE",
    "het",
    "van",
    "70",
    "935",
    "000",
    "2025Z19779",
    "71,7",
    "65",
    "%",
    "65%",
    "€",
    "(cofinancierings-)aanvraag",
    "GPU’s",
    "één",
    "Łódź",
    "中文",
    "министр",
    "𐐷",
    "ﬁnanciering",
    "²",
    "½",
    "٣٤٥",
    "\u{301}",
    "\u{ad}",
    "\u{200b}",
    "\u{feff}",
    "\u{ff9e}",
    "\u{2028}",
    "\u{2029}",
    "\0",
    "\u{1}",
    "\u{7f}",
    "\\",
    "\"",
    "'",
    "</script>",
    "__proto__",
    "constructor",
    "docs",
    "df",
    "&",
    "R&D",
    "--",
    "—",
    ".",
    ",",
    ";",
    "/",
    "\n",
    "\t",
    "\r",
    "\u{b}",
    "\u{c}",
    "\u{85}",
    "\u{a0}",
    "\u{2009}",
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
];

/// A text of a few pieces.
fn text(random: &mut Random) -> String {
    let mut text: String = (0..random.below(25)).map(|_| *random.one(PIECES)).collect();
    match random.below(40) {
        0 => text.push_str(&"lang".repeat(24 + random.below(4))),
        1 => text.push_str(&"é".repeat(98 + random.below(5))),
        2 => text.push_str(&"de ".repeat(300)),
        _ => {}
    }
    text
}

/// The letters of a dossier by chance, each a list of texts: title, numbers, then heading and two blocks for each section.
fn letters(random: &mut Random) -> Vec<Vec<String>> {
    let n_letters = [0, 1, 3, 14][random.below(4)];
    let n_sections = [0, 1, 2, 13];
    (0..n_letters).map(|_| (0..2 + 3 * n_sections[random.below(4)]).map(|_| text(random)).collect()).collect()
}

/// The search of such letters; every third letter of the dossier has no edition in the language.
fn dossier<'a>(tag: &'a str, letters: &'a [Vec<String>]) -> Search<'a> {
    let section = |texts: &'a [String]| Section {
        anchor: "h1".to_owned(),
        heading: texts[0].as_str().into(),
        blocks: vec![("p1", texts[1].as_str().into()), ("p2", texts[2].as_str().into())],
    };
    let letter = |(idx, texts): (usize, &'a Vec<String>)| Letter {
        number: idx + idx / 2,
        id: "brief",
        path: "nl/brief.html",
        title: &texts[0],
        label: String::new(),
        numbers: texts[1].clone(),
        sections: texts[2..].chunks(3).map(section).collect(),
    };
    let mut search = search(tag, letters.iter().enumerate().map(letter).collect(), Hints::default());
    search.n_letters = 3 * letters.len();
    search
}

#[test]
fn one_shard_of_any_texts_is_what_elasticlunr_makes() {
    for number in 0..300 {
        let mut random = Random::new(number);
        let letters = letters(&mut random);
        check_whole(&dossier(["nl", "en", "ru", "xx"][random.below(4)], &letters));
    }
}

#[test]
fn shards_of_any_texts_together_are_the_whole() {
    for number in 0..150 {
        let mut random = Random::new(number);
        let letters = letters(&mut random);
        check_shards(&dossier(["nl", "ru", "xx"][random.below(3)], &letters));
    }
}

#[test]
fn the_same_large_dossier_makes_the_same_bytes() {
    let letters = letters(&mut Random::new(7));
    let search = dossier("nl", &letters);
    assert_eq!(files(|sink| search.put_large(&NARROW, sink)), files(|sink| search.put_large(&NARROW, sink)));
}

#[test]
fn a_word_of_a_title_is_in_all_sections_of_its_letter() {
    let texts = |title: &str, heading: &str| [title, "7", heading, "de brief", "", heading, "de kast", ""].map(str::to_owned).to_vec();
    let letters = [texts("de titel", "kop"), texts("titel", "de kop"), texts("titel", "kop")];
    let narrow = Limits { heavy: 20, ..NARROW };
    let large = files(|sink| dossier("nl", &letters).put_large(&narrow, sink));
    let heavy = parsed(&large["boot"])["heavy"].clone();
    assert_eq!(heavy, serde_json::json!({"7": 6, "brief": 3, "de": 6, "kast": 3, "kop": 6, "titel": 6}));
}
