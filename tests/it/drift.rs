//! A change of the original makes exactly its translations stale, until somebody says that they were looked at.

use tempfile::TempDir;

use crate::lock::{EN, NL, dossier, edit, lock, read, run};
use crate::{cases, cli};

/// The places at which `dossier check` finds stale translations, in both its forms: file and block.
#[track_caller]
fn stale(root: &TempDir) -> Vec<(String, String)> {
    let json = cli::run(root.path(), &["check", "--format", "json"]).results;
    let found: serde_json::Value = serde_json::from_str(&json).expect("valid JSON");
    let of_kind = found.as_array().expect("a list").iter().filter(|problem| problem["id"] == "stale-translation");
    let word = |problem: &serde_json::Value, key: &str| problem[key].as_str().unwrap_or_default().to_owned();
    let found: Vec<(String, String)> =
        of_kind.map(|problem| (word(problem, "file"), word(problem, "message").split('`').nth(1).unwrap_or_default().to_owned())).collect();
    let human = cli::run(root.path(), &["check"]).problems;
    assert_eq!(human.matches("warning[stale-translation]").count(), found.len(), "{human}");
    for (file, block) in &found {
        assert!(human.lines().any(|line| line.starts_with(file.as_str()) && line.contains(&format!("block `{block}`"))), "{human}");
    }
    found
}

#[test]
fn one_sentence_makes_exactly_its_block_stale_in_every_translation() {
    let root = cases::lay("three-languages");
    cli::take_text_of_source(root.path());
    let (en, fr) = (EN.to_owned(), "content/letters/first/fr.md".to_owned());
    edit(&root, NL, "één rijbaan smal", "één rijstrook smal");
    let expected = vec![(en.clone(), "p2".to_owned()), (fr.clone(), "p2".to_owned())];
    assert_eq!(stale(&root), expected, "before the change is locked");
    lock(&root);
    assert_eq!(stale(&root), expected, "a bare `dossier lock` does not say that anybody looked");
    run(&root, &["lock"]);
    assert_eq!(stale(&root), expected);
    run(&root, &["build"]);
    for (lang, name) in [("en", "repair-old-bridge"), ("fr", "reparation-vieux-pont")] {
        let page = read(&root, &format!("site/{lang}/letters/{name}.html"));
        assert_eq!(page.matches("class=\"stale-mark\"").count(), 1, "{name}: {page}");
        assert_eq!(page.matches("class=\"stale\"").count(), 1, "{name}");
        assert!(page.contains("id=\"p2\" class=\"stale\"") && page.contains("The original of 1 paragraph has changed"), "{name}");
        let parallel = read(&root, &format!("site/{lang}/letters/{name}-side-by-side.html"));
        let row = parallel.split("<div class=\"pair").find(|row| row.contains("id=\"p2\"")).expect("the block's row");
        assert_eq!((parallel.matches("stale-mark").count(), row.matches("stale-mark").count()), (1, 1), "{name}: {parallel}");
    }
    assert!(!read(&root, "site/nl/brieven/herstel-oude-brug.html").contains("stale"), "the original is never stale");
    let data: serde_json::Value = serde_json::from_str(&read(&root, "site/data/letters/first.json")).expect("valid JSON");
    let blocks = data["blocks"].as_array().expect("blocks").iter().filter(|block| block["stale"].is_array());
    assert_eq!(
        blocks.map(|block| (block["id"].clone(), block["stale"].clone())).collect::<Vec<_>>(),
        [("p2".into(), serde_json::json!(["en", "fr"]))]
    );
    run(&root, &["lock", "--to", "fr", "--translated", "first:p2"]);
    assert_eq!(stale(&root), [(en.clone(), "p2".to_owned())], "only the French translator has looked");
    run(&root, &["lock", "--translated", "first:p2"]);
    assert_eq!(stale(&root), []);
    let outcome = cli::run(root.path(), &["lock", "--to", "de", "--translated", "first"]);
    assert!(outcome.code == 1 && outcome.problems.contains("`de`"), "{}", outcome.problems);
}

#[test]
fn exactly_what_was_looked_at_is_cleared() {
    let root = dossier();
    edit(&root, NL, "Geachte raad,", "Geachte leden van de raad,");
    edit(&root, NL, "## Kosten", "## De kosten");
    edit(&root, NL, "één rijbaan", "één rijstrook");
    lock(&root);
    let blocks = |root: &TempDir| stale(root).into_iter().map(|(_, block)| block).collect::<Vec<_>>();
    assert_eq!(blocks(&root), ["p1", "p2", "h1"]);
    run(&root, &["build"]);
    for page in ["en/letters/repair-old-bridge.html", "en/letters/repair-old-bridge-side-by-side.html"] {
        assert_eq!(read(&root, &format!("site/{page}")).matches("stale-mark").count(), 3, "{page}: headings too");
    }
    run(&root, &["lock", "--translated", "first:h1"]);
    assert_eq!(blocks(&root), ["p1", "p2"]);
    run(&root, &["lock", "--translated", "first:p1"]);
    assert_eq!(blocks(&root), ["p2"]);
    // A change on top of one that nobody has looked at, and back to what the translation was made from.
    edit(&root, NL, "één rijstrook", "één smalle rijbaan");
    run(&root, &["lock"]);
    assert_eq!(blocks(&root), ["p2"]);
    edit(&root, NL, "één smalle rijbaan", "één rijbaan");
    run(&root, &["lock"]);
    assert_eq!(blocks(&root), Vec::<String>::new(), "the translation is of this text");
}
