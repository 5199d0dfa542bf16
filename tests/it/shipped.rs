//! The dossier that ships with the project: no problem, a ledger that nobody changes unseen, and as many words as its sources.

use std::path::Path;

use dossier::funding::Ledger;
use dossier::model::dossier::Dossier;
use dossier::model::lang::Lang;
use dossier::model::letter::Letter;
use dossier::model::money::{Amount, Measure, plain_cents};
use dossier::problem::Problems;
use dossier::reading::amounts::{self, Unit};
use dossier::reading::languages;
use dossier::site::Memory;
use dossier::timeline::tracked::{Coverage, tracked};
use dossier::{funding, pipeline};
use expect_test::expect;
use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::cases;

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
    let source = words(&String::from_utf8_lossy(&letter.source.bytes()));
    let edition = letter.original_edition().expect("an original");
    let edition = words(&edition.blocks.iter().map(|block| block.text.read()).collect::<Vec<_>>().join("\n"));
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
fn what_the_pages_count_is_told_by_what_it_is() {
    let check = |path: &str, words: &str| assert!(cases::text(cases::shipped(), path).contains(words), "{path} lacks {words}");
    // What the edition has as the source has it is no correction.
    check("en/letters/progress-ai-factory.html", "all 503 corrections, with place and reason; 29 slips left as they are");
    check("nl/brieven/voortgang-ai-fabriek.html", "alle 503 correcties, met plaats en reden; 29 fouten die zijn blijven staan");
    // 24 amounts and percentages, and 3 numbers, are 27 rows.
    check("en/funding.html", "24 are in the ledger");
    check("en/funding.html", "The ledger has 3 rows more, each with a number of things");
    check("en/funding.html", "(27 rows)");
}

/// A remark about an amount, if there is one.
fn remark(name: &str, value: &str) -> String {
    if value.is_empty() { String::new() } else { format!("; {name} {value}") }
}

/// The shipped ledger, checked, and the language in which it is told here.
fn ledger() -> (Ledger, Lang) {
    let mut problems = Problems::default();
    let (dossier, theme) = pipeline::load(root(), None, &mut problems).expect("settings");
    let ledger = funding::tally(&dossier, &languages(&dossier, &theme.locales), &mut problems);
    (ledger, dossier.settings.languages[0].clone())
}

#[test]
fn the_amounts_of_the_ledger_are_these() {
    let (ledger, lang) = ledger();
    let amounts = ledger.amounts.iter().map(|amount| {
        let (unit, role, status, qualifier) = (amount.measure.unit(), amount.role.name(), ledger.status(amount), amount.qualifier.name());
        let [of, payer] = [&amount.about.of, &amount.about.payer].map(|text| text.find(&lang).unwrap_or_default());
        let payers: Vec<&str> = amount.about.payers.iter().map(|(id, _)| id.as_str()).collect();
        let about = remark("of", of) + &remark("paid by", payer) + &remark("who is", &payers.join(", "));
        let side = amount.about.side.name();
        format!("{} {} {unit} {} {role} {side} {status} {qualifier}{about}", amount.id, amount.value, amount.programme)
    });
    let lines: Vec<String> = amounts.collect();
    expect![[r#"
        total 202635000.00 EUR ai-factory total sources mixed exact; paid by EuroHPC JU, Rijk en regio
        eu 71700000.00 EUR ai-factory component sources granted exact; paid by EuroHPC JU (EU); who is eurohpc-ju
        national-and-region 130935000.00 EUR ai-factory subtotal sources reserved exact; paid by Rijk en regio
        national 70935000.00 EUR ai-factory subtotal sources reserved exact; paid by Rijk (zes ministeries)
        ez 31000000.00 EUR ai-factory component sources reserved exact; paid by Ministerie van Economische Zaken; who is ministry-ez
        defence 30000000.00 EUR ai-factory component sources reserved exact; paid by Ministerie van Defensie; who is ministry-defence
        ocw 3935000.00 EUR ai-factory component sources reserved exact; paid by Ministerie van Onderwijs, Cultuur en Wetenschap; who is ministry-ocw
        bzk 2000000.00 EUR ai-factory component sources reserved exact; paid by Ministerie van Binnenlandse Zaken en Koninkrijksrelaties; who is ministry-bzk
        lvvn 2000000.00 EUR ai-factory component sources reserved exact; paid by Ministerie van Landbouw, Visserij, Voedselzekerheid en Natuur; who is ministry-lvvn
        vws 2000000.00 EUR ai-factory component sources reserved exact; paid by Ministerie van Volksgezondheid, Welzijn en Sport; who is ministry-vws
        region 60000000.00 EUR ai-factory component sources reserved exact; paid by Regio Groningen en Noord-Drenthe, vanuit de Economische Agenda van Nij Begun; who is region
        region-reserved 60000000.00 EUR ai-factory restatement sources reserved exact; paid by Regio Groningen en Noord-Drenthe; who is region
        national-in-letter 71000000.00 EUR ai-factory restatement sources reserved exact; paid by Nationale middelen van de departementen
        region-in-letter 60000000.00 EUR ai-factory restatement sources reserved exact; paid by Regionale middelen vanuit de Economische Agenda van Nij Begun; who is region
        eu-in-letter 71700000.00 EUR ai-factory restatement sources granted about; paid by EU, via EuroHPC JU; who is european-union, eurohpc-ju
        total-in-letter 200000000.00 EUR ai-factory restatement sources mixed more-than
        question-total 200000000.00 EUR ai-factory restatement uses by-others exact
        supercomputer 150000000.00 EUR ai-factory component uses not-stated more-than
        expertise-centre 50000000.00 EUR ai-factory component uses not-stated exact
        gigafactory-each-2025 3000000000.00-5000000000.00 EUR ai-gigafactories context neither planned range
        gigafactory-count-questions 5.00 in number ai-gigafactories context neither planned at-most; of AI-gigafabrieken
        gigafactory-private-share 65.00 per cent ai-gigafactories context neither planned exact; of investeringsuitgaven (CAPEX); paid by Private partijen
        gigafactory-public-share 35.00 per cent ai-gigafactories context neither planned at-most; of investeringsuitgaven (CAPEX); paid by Publieke middelen van de Europese Commissie en de lidstaten
        gigafactory-count-progress 5.00 in number ai-gigafactories context neither planned exact; of AI-gigafabrieken
        gigafactory-count-position 5.00 in number ai-gigafactories context neither planned at-most; of AI-gigafabrieken
        gigafactory-each-2026 3000000000.00-5000000000.00 EUR ai-gigafactories context neither planned range
        mckinsey-estimate 2600000000000.00-4400000000000.00 USD world-economy context neither by-others range"#]]
    .assert_eq(&lines.join("\n"));
}

#[test]
fn the_sums_of_the_ledger_are_these() {
    let (ledger, _) = ledger();
    let cents = |cents: i64| plain_cents(cents);
    let sums = ledger.sums.iter().map(|sum| {
        let sign = if sum.is_rounded { "≈" } else { "=" };
        format!("{} {sign} {}; sum {}, difference {}", sum.total, sum.parts.join(" + "), cents(sum.sum_cents), cents(sum.difference_cents))
    });
    let restated =
        ledger.restatements.iter().map(|it| format!("{} restates {}; difference {}", it.id, it.restates, cents(it.difference_cents)));
    let covered = ledger.coverage.iter().map(|it| format!("{}: {} stated, {} in the ledger", it.letter, it.n_stated, it.n_listed));
    let lines: Vec<String> = sums.chain(restated).chain(covered).collect();
    expect![[r#"
        national = ez + defence + ocw + bzk + lvvn + vws; sum 70935000.00, difference 0.00
        national-and-region = national + region; sum 130935000.00, difference 0.00
        total = national-and-region + eu; sum 202635000.00, difference 0.00
        total ≈ supercomputer + expertise-centre; sum 200000000.00, difference 2635000.00
        region-reserved restates region; difference 0.00
        national-in-letter restates national; difference 65000.00
        region-in-letter restates region; difference 0.00
        eu-in-letter restates eu; difference 0.00
        total-in-letter restates total; difference -2635000.00
        question-total restates total; difference -2635000.00
        note-ai-factory-questions: 3 stated, 3 in the ledger
        answers-jansen-ai-factory: 3 stated, 3 in the ledger
        progress-ai-factory: 19 stated, 17 in the ledger
        note-gigafactory-position: 1 stated, 1 in the ledger"#]]
    .assert_eq(&lines.join("\n"));
}

#[test]
fn the_ledger_has_what_the_reader_finds() {
    let mut problems = Problems::default();
    let (dossier, theme) = pipeline::load(root(), None, &mut problems).expect("settings");
    let languages = languages(&dossier, &theme.locales);
    let lines = dossier.letters.iter().flat_map(|letter| {
        let rows: Vec<&Amount> = dossier.funding.amounts.iter().filter(|amount| amount.passage.letter == letter.id).collect();
        let n_counts = rows.iter().filter(|amount| amount.measure == Measure::Count).count();
        let language = &languages;
        letter.editions.iter().map(move |edition| {
            let read = edition.blocks.iter().flat_map(|block| amounts::read(&block.text.read(), &language[&edition.lang]));
            let (n_money, n_shares) = read.fold((0, 0), |(n_money, n_shares), amount| match amount.unit {
                Unit::Money(_) => (n_money + 1, n_shares),
                Unit::Percent | Unit::Points => (n_money, n_shares + 1),
                Unit::None => (n_money, n_shares),
            });
            let (letter, lang, n_rows) = (&letter.id, edition.lang.tag(), rows.len());
            format!("{letter} {lang}: {n_money} amounts and {n_shares} percentages read; {n_rows} rows, {n_counts} of them counts")
        })
    });
    let lines: Vec<String> = lines.collect();
    expect![[r#"
        note-ai-factory-questions nl: 1 amounts and 2 percentages read; 4 rows, 1 of them counts
        note-ai-factory-questions en: 1 amounts and 2 percentages read; 4 rows, 1 of them counts
        answers-jansen-ai-factory nl: 3 amounts and 0 percentages read; 3 rows, 0 of them counts
        answers-jansen-ai-factory en: 3 amounts and 0 percentages read; 3 rows, 0 of them counts
        progress-ai-factory nl: 17 amounts and 2 percentages read; 18 rows, 1 of them counts
        progress-ai-factory en: 17 amounts and 2 percentages read; 18 rows, 1 of them counts
        note-gigafactory-position nl: 1 amounts and 0 percentages read; 2 rows, 1 of them counts
        note-gigafactory-position en: 1 amounts and 0 percentages read; 2 rows, 1 of them counts
        answers-vermeer-gigafactories nl: 0 amounts and 0 percentages read; 0 rows, 0 of them counts
        answers-vermeer-gigafactories en: 0 amounts and 0 percentages read; 0 rows, 0 of them counts"#]]
    .assert_eq(&lines.join("\n"));
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
