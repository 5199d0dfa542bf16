//! What texts name is found, and nothing else is: rows of small texts, and two shipped letters against counts by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use dossier::links::Links;
use dossier::links::patterns::{Numbers, Patterns};
use dossier::links::recognise::{Class, Recogniser};
use dossier::model::dossier::Dossier;
use dossier::model::lang::Lang;
use dossier::model::letter::{LetterId, Number};
use dossier::model::records::{Actor, ActorKind, Wording};
use dossier::model::reference::{End, FoundBy, Target};
use dossier::problem::Problems;
use dossier::theme::Theme;
use dossier::{links, parity, pipeline, reading};
use expect_test::{Expect, expect};

/// The project's own folder.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A dossier as loaded.
fn load(root: &Path) -> (Dossier, Theme) {
    pipeline::load(root, None, &mut Problems::default()).expect("settings")
}

/// The shipped dossier.
static SHIPPED: LazyLock<(Dossier, Theme)> = LazyLock::new(|| load(root()));

/// The shipped dossier's links.
static LINKS: LazyLock<Links> = LazyLock::new(|| links::resolve(&SHIPPED.0, &SHIPPED.1.locales, &[], &mut Problems::default()));

/// The small dossier of the problems' cases.
fn small() -> (Dossier, Theme) {
    load(&root().join("tests/problems/base"))
}

/// Dutch.
fn dutch() -> Lang {
    Lang::parse("nl").expect("a language")
}

/// An actor that Dutch texts name.
fn actor(dossier: &Dossier, id: &str, (aliases, except): (&[&str], &[&str])) -> Actor {
    let words = |words: &[&str]| BTreeMap::from([(dutch(), words.iter().map(|word| (*word).to_owned()).collect())]);
    Actor {
        id: id.to_owned(),
        place: dossier.externals[0].place.clone(),
        kind: ActorKind::Organisation,
        name: dossier.externals[0].title.clone(),
        listed_as: None,
        note: dossier.externals[0].note.clone(),
        roles: Vec::new(),
        see_also: Vec::new(),
        wording: Wording { aliases: words(aliases), except: words(except) },
        passages: Vec::new(),
    }
}

#[track_caller]
fn check_names(text: &str, expect: Expect) {
    let (mut dossier, _) = small();
    dossier.actors = vec![
        actor(&dossier, "house", (&["de Kamer", "De Kamer"], &["de Kamer van Koophandel"])),
        actor(&dossier, "ez", (&["Ministerie van Economische Zaken", "EZ"], &[])),
        actor(&dossier, "ezk", (&["Ministerie van Economische Zaken en Klimaat", "EZK"], &[])),
        actor(&dossier, "dijkstra", (&["Six Dijkstra"], &[])),
        actor(&dossier, "al", (&["Al"], &[])),
    ];
    dossier.terms.clear();
    let recogniser = Recogniser::new(&dossier, &dutch(), &mut Problems::default()).expect("names");
    let names = recogniser.names(text);
    let names = names.iter().map(|named| format!("{}: {}", dossier.actors[named.owner].id, &text[named.span.clone()]));
    expect.assert_eq(&names.collect::<Vec<_>>().join("\n"));
}

#[test]
fn names_are_whole_words_as_written() {
    check_names("De Kamer las de Kamerbrief; de kamer was leeg.", expect!["house: De Kamer"]);
    check_names("Alleen AI, al het geld, Ali, ALS en ‘Al’.", expect!["al: Al"]);
    check_names(
        "EZ² en EZK¹, niet EZKx of DEZ.",
        expect![[r#"
        ez: EZ
        ezk: EZK"#]],
    );
    check_names("het lid Six Dijkstra, niet Dijkstra of Six", expect!["dijkstra: Six Dijkstra"]);
}

#[test]
fn the_longest_name_wins_and_a_phrase_may_mean_something_else() {
    check_names("het Ministerie van Economische Zaken en Klimaat", expect!["ezk: Ministerie van Economische Zaken en Klimaat"]);
    check_names("het Ministerie van Economische Zaken en landbouw", expect!["ez: Ministerie van Economische Zaken"]);
    check_names("ingeschreven bij de Kamer van Koophandel", expect![""]);
    check_names("de Kamer van vroeger", expect!["house: de Kamer"]);
}

/// What the small dossier's letter refers to with another text in its second paragraph, and what pattern finds it.
#[track_caller]
fn check_references(text: &str, expect: Expect) {
    let (mut dossier, theme) = small();
    let kind = dossier.settings.number_kinds.get_mut("reference").expect("a kind of number");
    kind.written = vec![(r"B-(\d\d)/(\d+)".to_owned(), dossier.externals[0].place.clone())];
    kind.number = "B-$1/$2".to_owned();
    dossier.externals[0].numbers = vec![Number { kind: "reference".to_owned(), value: "B-23/4".to_owned() }];
    dossier.externals[0].wording.aliases.insert(dutch(), vec!["keuring".to_owned()]);
    let letter = &mut dossier.letters[0];
    letter.references.clear();
    let edition = letter.editions.iter_mut().find(|edition| edition.lang == dutch()).expect("an edition");
    edition.blocks[1].text = text.into();
    let links = links::resolve(&dossier, &theme.locales, &[], &mut Problems::default());
    let lines = links.outgoing.values().flatten().map(|reference| {
        let quote = reference.evidence.quote.text(&dutch());
        format!("{:?} by {}: {quote}", reference.target, reference.found_by.name())
    });
    expect.assert_eq(&lines.collect::<Vec<_>>().join("\n"));
}

#[test]
fn documents_are_found_by_name_and_number() {
    check_references("De keuring en nog een keuring.", expect![[r#"External("survey") by name: keuring"#]]);
    check_references("Zie B-23/4.", expect![[r#"External("survey") by number: B-23/4"#]]);
    check_references("Zie B-22/17, en xB-22/18 of B-22/19x niet.", expect![[r#"External("reference-b-22-17") by number: B-22/17"#]]);
    check_references("Onze brief B-24/17 zelf.", expect![""]);
    check_references("Zie het antwoord op vraag 3, die er niet is.", expect![""]);
}

#[test]
fn a_letter_names_its_own_questions_and_answers() {
    let found = |text: &str| {
        let problems = &mut Problems::default();
        let patterns = Patterns::new(&Numbers::new(&SHIPPED.0, problems), SHIPPED.1.locales.get(&dutch()), problems);
        patterns.find(text).iter().map(|(what, span)| format!("{what:?}: {}", &text[span.clone()])).collect::<Vec<_>>().join("\n")
    };
    expect![[r#"
        Inner("a12"): beantwoording op vraag 12
        Inner("q3"): vraag 3"#]]
    .assert_eq(&found("Zie de beantwoording op vraag 12, en vraag 3."));
    expect![[r#"Document("paper", "26643-1499"): Kamerstuk 26643 1499"#]].assert_eq(&found("(Kamerstuk 26643 1499)"));
    expect![[r#"Document("paper", "26643-1499"): Kamerstuk 26 643, nr. 1499"#]].assert_eq(&found("Kamerstuk 26 643, nr. 1499."));
    expect![[r#"Document("paper", "21501-33-1200"): Kamerstuk 21501-33, nr. 1200"#]].assert_eq(&found("Kamerstuk 21501-33, nr. 1200"));
    expect![[""]].assert_eq(&found("Postbus 20401 2500 EK Den Haag, 12026Z07494, Horizon 2020"));
}

#[test]
fn a_broken_pattern_of_a_language_is_told() {
    let (dossier, theme) = small();
    let mut locale = theme.locales[&dutch()].clone();
    locale.inner_references.push(('a', "vraag (".to_owned(), dossier.externals[0].place.clone()));
    let mut problems = Problems::default();
    Patterns::new(&Numbers::new(&dossier, &mut problems), Some(&locale), &mut problems);
    assert_eq!(problems.list.iter().map(|problem| problem.id).collect::<Vec<_>>(), ["bad-pattern"]);
}

#[test]
fn a_document_of_which_only_the_number_is_known_is_told_as_that() {
    let (mut dossier, theme) = small();
    let kind = dossier.settings.number_kinds.get_mut("reference").expect("a kind of number");
    kind.written = vec![(r"X\d+".to_owned(), dossier.externals[0].place.clone())];
    kind.address = Some("https://example.org/{number}.html".to_owned());
    dossier.letters[0].editions[0].blocks[1].text = "Zie X12 en X12.".into();
    let links = links::resolve(&dossier, &theme.locales, &[], &mut Problems::default());
    let [document] = links.unrecorded.as_slice() else { panic!("one document: {:?}", links.unrecorded) };
    assert_eq!((document.id.as_str(), document.title.text(&dutch())), ("reference-x12", "Kenmerk X12"));
    assert_eq!(dossier.settings.number_kinds["reference"].address("a/b é").as_deref(), Some("https://example.org/a%2Fb%20%C3%A9.html"));
    assert_eq!(links.external["reference-x12"].len(), 1, "one passage refers to it");
}

#[test]
fn a_document_that_only_one_language_names_is_a_difference() {
    let english = Lang::parse("en").expect("a language");
    let found = |dutch_text: &str, english_text: &str| {
        let (mut dossier, theme) = small();
        dossier.externals[0].wording.aliases =
            BTreeMap::from([(dutch(), vec!["Deltaplan".to_owned()]), (english.clone(), vec!["Delta Plan".to_owned()])]);
        dossier.letters[0].references.clear();
        for (lang, text) in [(dutch(), dutch_text), (english.clone(), english_text)] {
            let edition = dossier.letters[0].editions.iter_mut().find(|edition| edition.lang == lang).expect("an edition");
            edition.blocks[1].text = text.into();
        }
        let mut problems = Problems::default();
        let links = links::resolve(&dossier, &theme.locales, &[], &mut Problems::default());
        parity::check(&dossier, &links, &reading::languages(&dossier, &theme.locales), &mut problems);
        problems.list.iter().map(|problem| format!("{}: {}", problem.id, problem.message)).collect::<Vec<_>>().join("\n")
    };
    expect![[""]].assert_eq(&found("Zie het Deltaplan.", "See the Delta Plan."));
    expect![["parity-name: names differ: the original has `Deltaplan`, the translation does not"]]
        .assert_eq(&found("Zie het Deltaplan.", "See the plan."));
    expect![["parity-name: names differ: the translation has `Delta Plan`, the original does not"]]
        .assert_eq(&found("Zie het plan.", "See the Delta Plan."));
}

#[test]
fn the_way_back_is_derived() {
    for (from, references) in &LINKS.outgoing {
        for reference in references {
            let back = match &reference.target {
                Target::Letter(to, _) if to == from => continue,
                Target::Letter(to, _) => &LINKS.incoming[to],
                Target::External(to) => &LINKS.external[to],
            };
            let end = End::Letter(from.clone());
            let block = &reference.evidence.block;
            assert!(back.iter().any(|incoming| incoming.from == end && incoming.reference.evidence.block == *block), "{from} {block}");
        }
    }
}

/// A count by hand.
fn by_hand(name: &str, key: &str) -> Vec<(String, String, String, String)> {
    let text = fs::read_to_string(root().join(format!("tests/mentions/{name}.toml"))).expect("a count");
    let table: toml::Table = text.parse().expect("TOML");
    let mentions = table["mentions"].as_array().expect("mentions").clone();
    let text = |mention: &toml::Value, key: &str| mention[key].as_str().expect("a text").to_owned();
    let row = |mention: &toml::Value| {
        let [letter, lang, block, words] = ["letter", "lang", "block", "words"].map(|key| text(mention, key));
        let block_text = SHIPPED.0.letter(&LetterId::parse(&letter).expect("a name")).and_then(|letter| {
            let edition = letter.edition(&Lang::parse(&lang).expect("a language"))?;
            Some(edition.find_block(&block)?.text.clone())
        });
        assert!(block_text.is_some_and(|text| text.read().contains(&words)), "{letter} {lang} {block}: `{words}` does not stand there");
        (letter, lang, block, text(mention, key))
    };
    mentions.iter().map(row).collect()
}

/// How often each row occurs.
fn counted<T: Ord>(rows: impl IntoIterator<Item = T>) -> BTreeMap<T, usize> {
    let mut counts = BTreeMap::new();
    for row in rows {
        *counts.entry(row).or_default() += 1;
    }
    counts
}

/// What was found of a count by hand: a line for each letter and language, and every row that was missed or is false.
fn compared(hand: &[(String, String, String, String)], found: &[(String, String, String, String)]) -> String {
    let (hand, found) = (counted(hand.iter().cloned()), counted(found.iter().cloned()));
    let places: BTreeSet<(&String, &String)> = hand.keys().map(|(letter, lang, ..)| (letter, lang)).collect();
    let mut lines = String::new();
    for (letter, lang) in places {
        let here = |row: &&(String, String, String, String)| row.0 == *letter && row.1 == *lang;
        let n_hand: usize = hand.iter().filter(|(row, _)| here(row)).map(|(_, count)| count).sum();
        let n_both: usize =
            hand.iter().filter(|(row, _)| here(row)).map(|(row, n)| found.get(row).copied().unwrap_or_default().min(*n)).sum();
        let n_false: usize =
            found.iter().filter(|(row, _)| here(row)).map(|(row, n)| n.saturating_sub(hand.get(row).copied().unwrap_or_default())).sum();
        lines.push_str(&format!("{letter} {lang}: {n_both} of {n_hand}, {n_false} false\n"));
        for (row, n) in hand.iter().filter(|(row, n)| here(row) && found.get(*row).copied().unwrap_or_default() < **n) {
            lines.push_str(&format!("  missed {}× in {}: {}\n", n - found.get(row).copied().unwrap_or_default(), row.2, row.3));
        }
        for (row, n) in found.iter().filter(|(row, n)| here(row) && hand.get(*row).copied().unwrap_or_default() < **n) {
            lines.push_str(&format!("  false {}× in {}: {}\n", n - hand.get(row).copied().unwrap_or_default(), row.2, row.3));
        }
    }
    lines
}

/// Every place where the two counted letters name an actor or, once for each block, use a term.
fn named(hand: &[(String, String, String, String)], class: Class) -> Vec<(String, String, String, String)> {
    let letters: BTreeSet<&str> = hand.iter().map(|(letter, ..)| letter.as_str()).collect();
    let dossier = &SHIPPED.0;
    let mut found = Vec::new();
    for letter in dossier.letters.iter().filter(|letter| letters.contains(letter.id.as_str())) {
        for edition in &letter.editions {
            let recogniser = Recogniser::new(dossier, &edition.lang, &mut Problems::default()).expect("names");
            for block in &edition.blocks {
                let names = recogniser.names(&block.text.read()).into_iter().filter(|named| named.class == class);
                let mut ids: Vec<&str> = names
                    .map(|named| match class {
                        Class::Actor => dossier.actors[named.owner].id.as_str(),
                        Class::Document => dossier.externals[named.owner].id.as_str(),
                        Class::Term => dossier.terms[named.owner].id.as_str(),
                    })
                    .collect();
                if class == Class::Term {
                    ids.sort_unstable();
                    ids.dedup();
                }
                found.extend(
                    ids.into_iter().map(|id| (letter.id.to_string(), edition.lang.to_string(), block.id.to_string(), id.to_owned())),
                );
            }
        }
    }
    found
}

#[test]
fn actors_are_found_as_counted_by_hand() {
    let hand = by_hand("actors", "actor");
    let mut found = named(&hand, Class::Actor);
    for actor in &SHIPPED.0.actors {
        for passage in &actor.passages {
            for (lang, _) in passage.quote.by_lang.iter() {
                found.push((passage.letter.to_string(), lang.to_string(), passage.block.to_string(), actor.id.clone()));
            }
        }
    }
    expect![[r#"
        answers-jansen-ai-factory en: 23 of 23, 0 false
        answers-jansen-ai-factory nl: 23 of 23, 0 false
        note-gigafactory-position en: 9 of 9, 0 false
        note-gigafactory-position nl: 9 of 9, 0 false
    "#]]
    .assert_eq(&compared(&hand, &found));
}

#[test]
fn terms_are_found_as_counted_by_hand() {
    let hand = by_hand("terms", "term");
    expect![[r#"
        answers-jansen-ai-factory en: 70 of 70, 0 false
        answers-jansen-ai-factory nl: 70 of 70, 0 false
        note-gigafactory-position en: 42 of 42, 0 false
        note-gigafactory-position nl: 42 of 42, 0 false
    "#]]
    .assert_eq(&compared(&hand, &named(&hand, Class::Term)));
}

#[test]
fn documents_are_found_as_counted_by_hand() {
    let hand: BTreeSet<_> = by_hand("documents", "document").into_iter().collect();
    let letters: BTreeSet<&str> = hand.iter().map(|(letter, ..)| letter.as_str()).collect();
    // A letter's words for itself need no link.
    let hand: Vec<_> = hand.iter().filter(|(letter, _, _, document)| letter != document).cloned().collect();
    let mut found = BTreeSet::new();
    for (letter, references) in LINKS.outgoing.iter().filter(|(letter, _)| letters.contains(letter.as_str())) {
        for reference in references.iter().filter(|reference| !reference.relation.is_mutual()) {
            let document = match &reference.target {
                Target::Letter(to, _) if to == letter => continue,
                Target::Letter(to, _) => to.to_string(),
                Target::External(to) => to.clone(),
            };
            for lang in reference.evidence.quote.by_lang.keys() {
                found.insert((letter.to_string(), lang.to_string(), reference.evidence.block.to_string(), document.clone()));
            }
        }
    }
    expect![[r#"
        answers-vermeer-gigafactories en: 42 of 42, 0 false
        answers-vermeer-gigafactories nl: 42 of 42, 0 false
        note-gigafactory-position en: 11 of 11, 0 false
        note-gigafactory-position nl: 11 of 11, 0 false
    "#]]
    .assert_eq(&compared(&hand, &found.into_iter().collect::<Vec<_>>()));
}

#[test]
fn references_of_the_shipped_dossier() {
    let mut lines = String::new();
    for letter in &SHIPPED.0.letters {
        let out = LINKS.outgoing.get(&letter.id).map(Vec::as_slice).unwrap_or_default();
        let n_incoming = LINKS.incoming.get(&letter.id).map_or(0, Vec::len);
        let to_letters = out.iter().filter(|of| matches!(&of.target, Target::Letter(to, _) if *to != letter.id)).count();
        let inner = out.iter().filter(|of| matches!(&of.target, Target::Letter(to, _) if *to == letter.id)).count();
        let recognised = out.iter().filter(|of| of.found_by != FoundBy::Record).count();
        lines.push_str(&format!(
            "{}: {} out ({to_letters} to letters, {inner} inside, {} outside; {recognised} recognised), {n_incoming} in\n",
            letter.id,
            out.len(),
            out.len() - to_letters - inner,
        ));
    }
    let kinds = counted(LINKS.outgoing.values().flatten().map(|reference| reference.relation.name()));
    let kinds = kinds.iter().map(|(kind, n)| format!("{kind} {n}")).collect::<Vec<_>>().join(", ");
    expect![[r#"
        note-ai-factory-questions: 9 out (0 to letters, 0 inside, 9 outside; 3 recognised), 8 in
        answers-jansen-ai-factory: 15 out (10 to letters, 1 inside, 4 outside; 2 recognised), 0 in
        progress-ai-factory: 39 out (5 to letters, 1 inside, 33 outside; 16 recognised), 20 in
        note-gigafactory-position: 19 out (9 to letters, 0 inside, 10 outside; 5 recognised), 7 in
        answers-vermeer-gigafactories: 61 out (10 to letters, 3 inside, 48 outside; 21 recognised), 0 in
        has-annex 2, is-reaction-to 3, refers-to 109, related-passage 28, same-sentence-as 1
    "#]]
    .assert_eq(&format!("{lines}{kinds}\n"));
}
