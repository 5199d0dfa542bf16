//! Every word of the interface that the code asks for by name stands in every language file of the shipped theme.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The keys of `word("…")` in some code.
fn asked(code: &str) -> BTreeSet<String> {
    code.split("word(\"").skip(1).filter_map(|rest| rest.split_once('"')).map(|(key, _)| key.to_owned()).collect()
}

/// The dotted keys of a TOML table's texts.
fn keys(table: &toml::Table, prefix: &str) -> BTreeSet<String> {
    table
        .iter()
        .flat_map(|(name, value)| match value {
            toml::Value::Table(inside) => keys(inside, &format!("{prefix}{name}.")),
            _ => BTreeSet::from([format!("{prefix}{name}")]),
        })
        .collect()
}

#[test]
fn words_are_found_in_code() {
    assert_eq!(asked(r#"page.word("a.b") + locale.word("c") + word(key)"#), ["a.b", "c"].map(str::to_owned).into());
}

#[test]
fn every_language_has_every_word_that_the_code_asks_for() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let code = walkdir::WalkDir::new(root.join("src")).into_iter().map(|entry| entry.expect("a readable folder"));
    let asked: BTreeSet<String> = code
        .filter(|entry| entry.file_type().is_file())
        .filter_map(|entry| fs::read_to_string(entry.path()).ok())
        .flat_map(|code| asked(&code))
        .collect();
    assert!(asked.len() > 20, "the code asks for words");
    for entry in fs::read_dir(root.join("themes/dossier/i18n")).expect("the theme's languages") {
        let path = entry.expect("a readable folder").path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            let file: toml::Table = toml::from_str(&fs::read_to_string(&path).expect("a readable file")).expect("a valid file");
            let known = keys(file["words"].as_table().expect("a table of words"), "");
            let missing: Vec<&String> = asked
                .iter()
                .filter(|key| !known.contains(*key) && !known.iter().any(|name| name.starts_with(&format!("{key}."))))
                .collect();
            assert!(missing.is_empty(), "{}: {missing:?}", path.display());
        }
    }
}

#[test]
fn words_that_a_language_lacks_are_printed_as_a_file_of_it() {
    let root = crate::cases::lay("belgium");
    let words = |tag: &str| crate::cli::run(root.path(), &["words", tag, "--root", "."]);
    let printed = words("fy");
    assert_eq!((printed.code, printed.problems.as_str()), (0, ""));
    let folder = root.path().join("themes/dossier/i18n");
    fs::create_dir_all(&folder).expect("a new folder");
    fs::write(folder.join("fy.toml"), printed.results.replacen("name = \"\"", "name = \"Frysk\"", 1)).expect("a new file");
    let none = words("fy");
    assert_eq!((none.code, none.results.as_str(), none.problems.trim_end()), (0, "", "no word of the interface is missing in `fy`"));
    assert_eq!(words("FY").code, 2, "a tag is in lower case");
}
