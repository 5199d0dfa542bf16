//! The dossier that ships with the project: no problem, a ledger that nobody changes unseen, and as many words as its sources.

use std::path::Path;

use dossier::model::dossier::Dossier;
use dossier::model::letter::Letter;
use dossier::pipeline;
use dossier::problem::Problems;
use dossier::reading::languages;
use dossier::site::Memory;
use dossier::timeline::tracked::{Coverage, tracked};
use expect_test::expect;
use similar::{Algorithm, DiffTag, capture_diff_slices};

/// The project's own folder, which is a dossier.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The dossier as loaded.
fn dossier() -> Dossier {
    let mut problems = Problems::default();
    pipeline::load(root(), None, &mut problems).expect("settings").0
}

/// The words of a text, folded so that what a scan confuses is the same: letters l, I, the figure 1; accents; upper case.
fn words(text: &str) -> Vec<String> {
    use unicode_normalization::UnicodeNormalization;
    let fold = |char: char| match char {
        'l' | 'I' | '1' | '|' | '¹' => 'i',
        '0' | 'O' => 'o',
        other => other,
    };
    let folded: String = text.nfd().filter(|char| !('\u{300}'..='\u{36f}').contains(char)).map(fold).collect();
    folded.to_lowercase().split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// A letter's words: in the source, in the original edition, only in the one, only in the other.
fn counts(letter: &Letter) -> String {
    let source = words(&String::from_utf8_lossy(&letter.source.bytes));
    let edition = letter.original_edition().expect("an original");
    let edition = words(&edition.blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n"));
    let (mut only_source, mut only_edition) = (0, 0);
    for operation in capture_diff_slices(Algorithm::Myers, &source, &edition) {
        let (tag, in_source, in_edition) = operation.as_tag_tuple();
        if tag != DiffTag::Equal {
            only_source += in_source.len();
            only_edition += in_edition.len();
        }
    }
    format!(
        "{}: {} in the source, {} in the edition; only there {only_source}, only here {only_edition}",
        letter.id,
        source.len(),
        edition.len()
    )
}

#[test]
fn it_builds_without_any_problem() {
    let (made, problems) = pipeline::build(root(), None, &Memory::default());
    let found: Vec<String> =
        problems.list.iter().map(|problem| format!("{} {}: {}", problem.place.file.path, problem.id, problem.message)).collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
    assert_eq!((made.n_letters, made.n_languages), (5, 2));
}

#[test]
fn the_ledger_is_this() {
    let funding = dossier().funding;
    let amounts = funding.amounts.iter().map(|amount| {
        let (role, status, qualifier) = (amount.role.name(), amount.status.name(), amount.qualifier.name());
        format!("{} {} {} {} {role} {status} {qualifier}", amount.id, amount.value, amount.currency.code(), amount.programme)
    });
    let sums = funding.sums.iter().map(|sum| format!("{} = {}", sum.total, sum.parts.join(" + ")));
    let restated = funding.amounts.iter().filter_map(|amount| Some(format!("{} restates {}", amount.id, amount.restates.as_ref()?)));
    let ledger: Vec<String> = amounts.chain(sums).chain(restated).collect();
    expect![[r#"
        total 202635000.00 EUR ai-factory total mixed exact
        eu 71700000.00 EUR ai-factory component granted exact
        national-and-region 130935000.00 EUR ai-factory subtotal reserved exact
        national 70935000.00 EUR ai-factory subtotal reserved exact
        ez 31000000.00 EUR ai-factory component reserved exact
        defence 30000000.00 EUR ai-factory component reserved exact
        ocw 3935000.00 EUR ai-factory component reserved exact
        bzk 2000000.00 EUR ai-factory component reserved exact
        lvvn 2000000.00 EUR ai-factory component reserved exact
        vws 2000000.00 EUR ai-factory component reserved exact
        region 60000000.00 EUR ai-factory component reserved exact
        region-reserved 60000000.00 EUR ai-factory restatement reserved exact
        national-in-letter 71000000.00 EUR ai-factory restatement reserved exact
        region-in-letter 60000000.00 EUR ai-factory restatement reserved exact
        eu-in-letter 71700000.00 EUR ai-factory restatement granted about
        total-in-letter 200000000.00 EUR ai-factory restatement mixed more-than
        question-total 200000000.00 EUR ai-factory restatement third-party-claim exact
        supercomputer 150000000.00 EUR ai-factory component estimated more-than
        expertise-centre 50000000.00 EUR ai-factory component estimated exact
        gigafactory-each-2025 3000000000.00-5000000000.00 EUR ai-gigafactories context estimated range
        gigafactory-each-2026 3000000000.00-5000000000.00 EUR ai-gigafactories context estimated range
        mckinsey-estimate 2600000000000.00-4400000000000.00 USD world-economy context third-party-claim range
        national = ez + defence + ocw + bzk + lvvn + vws
        national-and-region = national + region
        total = national-and-region + eu
        region-reserved restates region
        national-in-letter restates national
        region-in-letter restates region
        eu-in-letter restates eu
        total-in-letter restates total
        question-total restates total"#]]
    .assert_eq(&ledger.join("\n"));
}

#[test]
fn the_editions_have_the_words_of_their_sources() {
    let counts: Vec<String> = dossier().letters.iter().map(counts).collect();
    expect![[r#"
        note-ai-factory-questions: 441 in the source, 425 in the edition; only there 16, only here 0
        answers-jansen-ai-factory: 961 in the source, 961 in the edition; only there 0, only here 0
        progress-ai-factory: 3215 in the source, 3213 in the edition; only there 28, only here 26
        note-gigafactory-position: 402 in the source, 398 in the edition; only there 5, only here 1
        answers-vermeer-gigafactories: 2048 in the source, 2048 in the edition; only there 0, only here 0"#]]
    .assert_eq(&counts.join("\n"));
}

/// Every date that the originals name, with what covers it on the timeline.
fn dates() -> Vec<(Coverage, String)> {
    let mut problems = Problems::default();
    let (dossier, theme) = pipeline::load(root(), None, &mut problems).expect("settings");
    let dates = tracked(&dossier, &languages(&dossier, &theme.locales));
    dates.into_iter().map(|date| (date.coverage, format!("{} {} {}", date.letter, date.block, date.words))).collect()
}

#[test]
fn every_date_that_the_letters_name_is_on_the_timeline() {
    let dates = dates();
    let lines: Vec<String> = dates.iter().map(|(coverage, line)| format!("{line}: {coverage:?}")).collect();
    expect![[r#"
        note-ai-factory-questions p1 20 juni: Ground
        note-ai-factory-questions p1 19 juni: Event
        note-ai-factory-questions p3 20 juni: Event
        note-ai-factory-questions p4 30 juni: Event
        note-ai-factory-questions p7 18 april: Event
        note-ai-factory-questions p7 30 juni: Event
        answers-jansen-ai-factory p2 13 november 2025: Event
        answers-jansen-ai-factory p15 2020: None
        answers-jansen-ai-factory p16 2020: None
        progress-ai-factory p2 13 oktober 2025: Event
        progress-ai-factory p13 april 2026: Event
        progress-ai-factory p13 2027: Event
        progress-ai-factory p13 2028: Event
        progress-ai-factory p15 9 december: Event
        progress-ai-factory p17 april 2025: Event
        progress-ai-factory p17 20 juni 2025: Event
        progress-ai-factory p18 eerste kwartaal van 2026: Event
        progress-ai-factory p20 januari: Event
        progress-ai-factory p21 april: Event
        progress-ai-factory p28 2024: Event
        progress-ai-factory p28 maart 2025: Event
        progress-ai-factory p38 juni 2023: Event
        progress-ai-factory p40 2029: Event
        note-gigafactory-position p1 19 december: Letter
        note-gigafactory-position p3 9 december: Ground
        note-gigafactory-position p5 10 maart: Event
        note-gigafactory-position p14 zomer van 2025: Event
        answers-vermeer-gigafactories p4 13 mei 2026: Letter
        answers-vermeer-gigafactories p7 9 april 2026: Event
        answers-vermeer-gigafactories p9 8 april: Event
        answers-vermeer-gigafactories p11 23 maart: Letter
        answers-vermeer-gigafactories p11 10 maart 2026: Ground
        answers-vermeer-gigafactories p14 2025: Event
        answers-vermeer-gigafactories p16 10 maart 2026: Ground
        answers-vermeer-gigafactories p17 19 december: Event"#]]
    .assert_eq(&lines.join("\n"));
    let count = |of: Coverage| dates.iter().filter(|(coverage, _)| *coverage == of).count();
    let counts = [Coverage::Event, Coverage::Letter, Coverage::Ground, Coverage::None].map(count);
    assert_eq!((dates.len(), counts), (35, [26, 3, 4, 2]), "in words that an event quotes, that date a letter, that are a ground; in none");
}
