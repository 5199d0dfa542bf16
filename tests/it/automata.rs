//! What finds words and numbers in texts is made in one way for little text and in another for much, and finds the same.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use dossier::links::patterns::{Numbers, Patterns};
use dossier::links::recognise::Recogniser;
use dossier::model::automaton::is_little;
use dossier::model::dossier::Dossier;
use dossier::model::file::SourceFile;
use dossier::model::lang::Lang;
use dossier::model::locale::Locale;
use dossier::problem::Problems;
use dossier::reading::{amounts, hedges};
use dossier::{links, parity, pipeline, proof, reading};

/// All that is found in the letters of a dossier, by text.
fn found(dossier: &Dossier, locales: &BTreeMap<Lang, Locale>) -> Vec<String> {
    let problems = &mut Problems::default();
    let (numbers, languages) = (Numbers::new(dossier, problems), reading::languages(dossier, locales));
    let mut found = Vec::new();
    for lang in &dossier.settings.languages {
        let names = Recogniser::new(dossier, lang, problems).expect("names");
        let (patterns, language) = (Patterns::new(&numbers, locales.get(lang), problems), &languages[lang]);
        for edition in dossier.letters.iter().filter_map(|letter| letter.edition(lang)) {
            for text in edition.blocks.iter().map(|block| block.text.read()) {
                let (names, numbers) = (names.names(&text), patterns.find(&text));
                let (hedges, amounts) = (hedges::read(&text, language), amounts::read(&text, language));
                found.push(format!("{names:?} {numbers:?} {hedges:?} {amounts:?} {}", language.masked(&text)));
            }
        }
    }
    found.extend(proof::prove(dossier, problems).into_values().map(|proof| format!("{proof:?}")));
    let links = links::resolve(dossier, locales, &[], problems);
    parity::check(dossier, &links, &languages, problems);
    found.extend(problems.list.iter().map(|problem| problem.message.clone()));
    found
}

#[test]
fn much_text_is_read_as_little_is() {
    let (little, theme) = pipeline::load(Path::new(env!("CARGO_MANIFEST_DIR")), None, &mut Problems::default()).expect("settings");
    let mut much = little.clone();
    // No block has what follows the last one.
    let edition = much.letters.iter_mut().flat_map(|letter| &mut letter.editions).next().expect("an edition");
    let text = edition.file.text().to_string() + &" ".repeat(2 << 20);
    edition.file = Arc::new(SourceFile::new(edition.file.path.clone(), text));
    assert!(is_little(little.n_bytes()) && !is_little(much.n_bytes()));
    assert_eq!(found(&little, &theme.locales), found(&much, &theme.locales));
}
