//! The timeline: which dates a text names, which outcomes an expectation can have, and lists that are long.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use dossier::model::date::Edtf;
use dossier::pipeline;
use dossier::problem::Problems;
use dossier::reading::{dates, languages};
use dossier::site::Memory;
use expect_test::{Expect, expect};

use crate::cases::{build, lay, text};
use crate::cli;

/// The dates of texts of a language, one a line.
#[track_caller]
fn check(lang: &str, texts: &[&str], expected: &Expect) {
    let mut problems = Problems::default();
    let root = match lang {
        "fr" => lay("three-languages"),
        _ => lay("translation-missing"),
    };
    // With the shipped words of every language.
    _ = fs::remove_dir_all(root.path().join("themes"));
    let (dossier, theme) = pipeline::load(root.path(), None, &mut problems).expect("settings");
    let all = languages(&dossier, &theme.locales);
    let (_, language) = all.iter().find(|(known, _)| known.tag() == lang).expect("a known language");
    let mut lines = String::new();
    for text in texts {
        let found = dates::read(text, language);
        let found: Vec<&str> = found.iter().map(|date| &text[date.span.clone()]).collect();
        writeln!(lines, "{}", found.join(" | ")).expect("a text");
    }
    expected.assert_eq(&lines);
}

#[test]
fn dates_of_dutch_texts() {
    check(
        "nl",
        &[
            "Op 13 oktober 2025 en 9 december; in april jl., uiterlijk in januari.",
            "eind 2027 of begin 2028, in het tweede kwartaal van 2026 en in Q3 2026",
            "in de zomer van 2025, dit najaar en voor het zomerreces",
            "19, 20 en 21 juni 2025; van 01-02-2025 tot 3 maart",
            "Kamerstuk 26643 1499, 2595 BD, € 2025, 1.600 CPU’s, 2025Z19779 en 17:00",
            "voor de helft, een kwart, de tweede vraag, mei en Maart",
        ],
        &expect![[r#"
            13 oktober 2025 | 9 december | april | januari
            2027 | 2028 | tweede kwartaal van 2026 | Q3 2026
            zomer van 2025 | najaar | zomerreces
            19 | 20 | 21 juni 2025 | 01-02-2025 | 3 maart

            mei | Maart
        "#]],
    );
}

#[test]
fn dates_of_english_texts() {
    check(
        "en",
        &[
            "On 13 October 2025 and December 9; last April, by January.",
            "at the end of 2027 or in the second quarter of 2026, Q3 2026, spring 2027",
            "May I ask? March! That may be so; they march on. In May 2025, in March. On [9 December 2025]",
            "a quarter of the 2,025 members, half of 2025",
        ],
        &expect![[r#"
            13 October 2025 | December 9 | April | January
            2027 | second quarter of 2026 | Q3 2026 | spring 2027
            May 2025 | March | 9 December 2025
            2025
        "#]],
    );
}

#[test]
fn dates_of_french_texts() {
    check(
        "fr",
        &[
            "Le 13 octobre 2025, en avril dernier, au deuxième trimestre de 2026.",
            "Cela a été fait l’été 2025 et à l’automne ; 1er mai 2024.",
        ],
        &expect![[r#"
            13 octobre 2025 | avril | deuxième trimestre de 2026
            l’été 2025 | l’automne | 1er mai 2024
        "#]],
    );
}

/// The parts of a year that the dates of texts name and the sides of them, one text a line. The region speaks two languages, Belgium three.
#[track_caller]
fn check_parts(case: &str, lang: &str, texts: &[&str], expected: &Expect) {
    let root = lay(case);
    _ = fs::remove_dir_all(root.path().join("themes"));
    let (dossier, theme) = pipeline::load(root.path(), None, &mut Problems::default()).expect("settings");
    let all = languages(&dossier, &theme.locales);
    let (_, language) = all.iter().find(|(known, _)| known.tag() == lang).expect("a known language");
    let mut lines = String::new();
    for text in texts {
        let found = dates::read(text, language).into_iter().map(|date| {
            let part = date.period.map_or(String::new(), |part| format!(" {part:?}"));
            let side = date.side.map_or(String::new(), |side| format!(" {side:?}"));
            format!("{}{part}{side}", &text[date.span])
        });
        writeln!(lines, "{}", found.collect::<Vec<_>>().join(" | ")).expect("a text");
    }
    expected.assert_eq(&lines);
}

#[test]
fn parts_of_a_year_and_sides_of_dates() {
    check_parts(
        "translation-missing",
        "nl",
        &[
            "in het najaar van 2025, na de zomer, vóór het eerste kwartaal van 2026, in Q4, in een kwartaal",
            "vanaf donderdag 1 mei 2026 tot 3 juni, uiterlijk in januari, na overleg op 2 mei, voor 2026, sinds 2025",
            "in het 1e kwartaal 2026 en het tweede halfjaar, na het zomerreces",
        ],
        &expect![[r#"
            najaar van 2025 Season(2) | zomer Season(1) After | eerste kwartaal van 2026 Months(1, 3) Before | Q4 Months(10, 12) | kwartaal Other
            1 mei 2026 After | 3 juni Before | januari Before | 2 mei | 2026 | 2025 After
            1e kwartaal 2026 Months(1, 3) | tweede halfjaar Months(7, 12) | zomerreces Other After
        "#]],
    );
    check_parts(
        "translation-missing",
        "en",
        &[
            "in the autumn of 2025, before the summer, by the second quarter of 2026, in the second half of the year",
            "after 1 May 2026, no later than Monday 3 June, from 4 June, by January, since 2025, after a talk on 2 May",
        ],
        &expect![[r#"
            autumn of 2025 Season(2) | summer Season(1) Before | second quarter of 2026 Months(4, 6) Before
            1 May 2026 After | 3 June Before | 4 June | January Before | 2025 After | 2 May
        "#]],
    );
    check_parts(
        "other-kinds-and-money",
        "de",
        &[
            "im Herbst 2025, nach dem ersten Quartal 2026, im 1. Quartal 2026, bis zum 1. Mai 2026, ab Januar, seit 2025",
            "vor dem Sommer, im Quartal",
        ],
        &expect![[r#"
            Herbst 2025 Season(2) | ersten Quartal 2026 Months(1, 3) After | 1. Quartal 2026 Months(1, 3) | 1. Mai 2026 Before | Januar After | 2025 After
            Sommer Season(1) Before | Quartal Other
        "#]],
    );
    check_parts(
        "three-languages",
        "fr",
        &[
            "à l’automne 2025, avant l’été, au premier trimestre 2026, au 1er trimestre 2026, au cours d’un trimestre",
            "après le 1er mai 2026, à partir du 2 mai, avant le lundi 3 juin, depuis 2025",
        ],
        &expect![[r#"
            l’automne 2025 Season(2) | l’été Season(1) Before | premier trimestre 2026 Months(1, 3) | 1er trimestre 2026 Months(1, 3) | trimestre Other
            1er mai 2026 After | 2 mai After | 3 juin Before | 2025 After
        "#]],
    );
}

#[test]
fn dates_to_the_day_are_written_as_the_language_does() {
    let write = |case: &str, tag: &str| -> Vec<String> {
        let root = lay(case);
        _ = fs::remove_dir_all(root.path().join("themes"));
        let (_, theme) = pipeline::load(root.path(), None, &mut Problems::default()).expect("settings");
        let (_, locale) = theme.locales.iter().find(|(lang, _)| lang.tag() == tag).expect("a known language");
        let dates = ["2026-05-01", "2026-05-02/2026-06-01", "2026-05/2026-06", "2026-05-01/..", "../2026-05-02", "../2026"];
        dates.iter().map(|date| locale.date(&Edtf::parse(date).expect("a date"))).collect()
    };
    let french = ["1er mai 2026", "entre le 2 mai 2026 et le 1er juin 2026", "entre mai 2026 et juin 2026"];
    assert_eq!(
        write("three-languages", "fr"),
        [&french[..], &["le 1er mai 2026 ou après", "le 2 mai 2026 ou avant", "2026 ou avant"]].concat()
    );
    let german = ["1. Mai 2026", "zwischen dem 2. Mai 2026 und dem 1. Juni 2026", "zwischen Mai 2026 und Juni 2026"];
    assert_eq!(
        write("other-kinds-and-money", "de"),
        [&german[..], &["frühestens am 1. Mai 2026", "spätestens am 2. Mai 2026", "spätestens 2026"]].concat()
    );
}

/// An event of a letter, with a reason for its date.
fn event(id: &str, date: &str, rest: &str, (letter, quote): (&str, &str)) -> String {
    let why = r#"{ nl = "Zo is het.", en = "So it is." }"#;
    format!(
        "[[events]]\nid = \"{id}\"\ndate = \"{date}\"\ntext = {{ nl = \"Nummer {id}\", en = \"Number {id}\" }}\nreason = {why}\n{rest}\
         letter = \"{letter}\"\nblock = \"p2\"\nquote = {quote}\n\n"
    )
}

/// Something that the first letter expects.
fn expected(id: &str, date: &str, outcome: &str) -> String {
    let rest = format!("status = \"expected\"\noutcome = \"{outcome}\"\n");
    event(id, date, &rest, ("first", r#"{ nl = "de keuring", en = "the survey" }"#))
}

/// Something that the second letter, a later one without a translation, says to have happened.
fn happened(id: &str, date: &str) -> String {
    event(id, date, "status = \"happened\"\n", ("second", r#"{ nl = "De wethouder is ziek." }"#))
}

/// A dossier of two letters with a timeline.
fn laid(timeline: &str) -> tempfile::TempDir {
    let root = lay("translation-missing");
    fs::write(root.path().join("content/timeline.toml"), timeline).expect("a writable file");
    root
}

/// The ids and messages of the problems of a dossier.
fn problems(root: &Path) -> Vec<String> {
    let (_, problems) = pipeline::build(root, None, &Memory::default());
    problems.list.iter().map(|problem| format!("{}: {}", problem.id, problem.message)).collect()
}

#[test]
fn an_outcome_is_told_by_a_later_letter_and_did_not_happen_before() {
    let root = laid(&(expected("late", "2024-07", "done") + &happened("done", "2024-08-01")));
    assert_eq!(problems(root.path()), Vec::<String>::new());
    let files = build(root.path(), None);
    let page = text(&files, "nl/tijdlijn.html");
    assert!(page.contains("<a href=\"#event-done\">1 augustus 2024: Nummer done</a> (<strong>na de verwachte datum</strong>"), "{page}");
    assert!(page.contains("Eerder verwacht: <a href=\"#event-late\">juli 2024</a>"), "{page}");
    assert_eq!(page.matches("class=\"outcome\"").count(), 2, "the arrow and the words");

    let undated = happened("done", "2024-08-01").replace("date = \"2024-08-01\"", "when = { nl = \"ooit\", en = \"some day\" }");
    let root = laid(&(expected("late", "2024-07", "done") + &undated));
    let files = build(root.path(), None);
    let page = text(&files, "nl/tijdlijn.html");
    assert!(page.contains("ooit: Nummer done</a> (of dit vóór of na de verwachte datum is, is niet vast te stellen"), "{page}");
    assert!(page.contains("Zonder datum</h2>"), "{page}");

    let root = laid(&(expected("late", "2024-07", "done") + &happened("done", "2024-05-13")));
    assert_eq!(problems(root.path()), ["earlier-outcome: `done` cannot be the outcome: it happened before `first`, which expects it"]);

    let turned = happened("done", "2024-08-01").replace("status = \"happened\"", "status = \"expected\"\noutcome = \"early\"");
    let early =
        expected("early", "2024-09-01", "not-told").replace("status = \"expected\"\noutcome = \"not-told\"", "status = \"happened\"");
    let root = laid(&(turned + &early));
    assert_eq!(problems(root.path()), ["earlier-outcome: `early` cannot be the outcome: `first` tells it, and is older than `second`"]);
}

#[test]
fn a_long_timeline_is_counted_by_year_and_split() {
    let mut timeline = expected("ahead", "2019-07", "done-1");
    for idx in 0..500 {
        timeline.push_str(&happened(&format!("done-{idx}"), &format!("{}-08-01", 2024 + idx % 70)));
    }
    let root = laid(&timeline);
    assert_eq!(problems(root.path()), Vec::<String>::new());
    let files = build(root.path(), None);
    let pages: Vec<&String> = files.keys().filter(|path| path.starts_with("nl/tijdlijn")).collect();
    assert!(3 < pages.len(), "{pages:?}");
    assert!(pages.iter().all(|path| files[*path].len() < 500_000));
    let overview = text(&files, "nl/tijdlijn.html");
    assert_eq!(overview.matches("<rect class=\"mark-happened\"").count(), 60, "a bar for each year, up to sixty");
    assert!(!overview.contains("<ol class=\"timeline\">"), "its parts have the rows");
    assert!(overview.contains("<li id=\"event-done-1\"><a href=\"tijdlijn-2025.html#event-done-1\">"), "a former address of a row");
    let before = text(&files, "nl/tijdlijn-2019.html");
    assert!(before.contains("<a href=\"tijdlijn-2025.html#event-done-1\">"), "an outcome on another page of the list\n{before}");
    let after = text(&files, "nl/tijdlijn-2025.html");
    assert!(after.contains("Eerder verwacht: <a href=\"tijdlijn-2019.html#event-ahead\">") && after.contains("<svg"), "{after}");
}

#[test]
fn a_date_of_the_shipped_dossier_that_loses_its_event_is_found() {
    let root = tempfile::tempdir().expect("a temporary folder");
    cli::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &root.path().join("content"));
    let path = root.path().join("content/timeline.toml");
    let whole = fs::read_to_string(&path).expect("a readable file");
    let start = whole.find("[[events]]\nid = \"midterm-review\"").expect("an event");
    let end = start + whole[start..].find("\n\n").expect("an end");
    fs::write(&path, format!("{}{}", &whole[..start], &whole[end..])).expect("a writable file");
    assert_eq!(problems(root.path()), ["untracked-date: no event of the timeline quotes the date `2029`"]);
}

#[test]
fn outcomes_that_lead_back_are_none_and_one_that_is_expected_says_so() {
    let again = happened("again", "2024-08-01").replace("status = \"happened\"", "status = \"expected\"\noutcome = \"not-told\"");
    let root = laid(&(expected("late", "2024-07", "again") + &again));
    let files = build(root.path(), None);
    let page = text(&files, "nl/tijdlijn.html");
    let told = "1 augustus 2024: Nummer again</a> <span class=\"status expected\">verwacht</span> (<strong>na de verwachte datum";
    assert!(page.contains(told), "{page}");

    let back = again.replace("not-told", "late");
    let root = laid(&(expected("late", "2024-07", "again") + &back));
    let letter = root.path().join("content/letters/second/letter.toml");
    let of_one_day = fs::read_to_string(&letter).expect("metadata").replace("2024-05-20/..", "2024-05-14").replace("bounds", "derived");
    fs::write(letter, of_one_day).expect("written");
    assert_eq!(
        problems(root.path()),
        [
            "earlier-outcome: `again` cannot be the outcome: what became of it leads back to `late`",
            "earlier-outcome: `late` cannot be the outcome: what became of it leads back to `again`",
        ]
    );
}
