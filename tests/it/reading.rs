//! What texts state in numbers: the amounts and percentages of the letters that we ship, and the ways to write them.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use dossier::pipeline;
use dossier::problem::Problems;
use dossier::reading::amounts::{NamedAmount, Unit, read};
use dossier::reading::languages;
use expect_test::{Expect, expect};

use crate::cases::lay;

/// An amount as `words = low-high unit [hedges]`.
fn line(text: &str, amount: &NamedAmount) -> String {
    let NamedAmount { span, unit, low, high, hedges } = amount;
    let words = text[span.clone()].replace('\n', " ");
    let mut line = format!("{words} = {low}");
    if low != high {
        write!(line, "-{high}").expect("a text");
    }
    match unit {
        Unit::Money(code) => write!(line, " {code}").expect("a text"),
        Unit::Percent => line.push_str(" %"),
        Unit::Points => line.push_str(" points"),
        Unit::None => {}
    }
    if !hedges.is_empty() {
        write!(line, " [{}]", hedges.join(" ")).expect("a text");
    }
    line
}

/// What texts of a language state, one text a line.
#[track_caller]
fn check(lang: &str, texts: &[&str], expected: &Expect) {
    let mut problems = Problems::default();
    let root = lay(if lang == "fr" { "three-languages" } else { "translation-missing" });
    // With the shipped words of every language.
    _ = fs::remove_dir_all(root.path().join("themes"));
    let (dossier, theme) = pipeline::load(root.path(), None, &mut problems).expect("settings");
    let all = languages(&dossier, &theme.locales);
    let (_, language) = all.iter().find(|(known, _)| known.tag() == lang).expect("a known language");
    let mut lines = String::new();
    for text in texts {
        let found: Vec<String> = read(text, language).iter().map(|amount| line(text, amount)).collect();
        writeln!(lines, "{}", found.join(" | ")).expect("a text");
    }
    expected.assert_eq(&lines);
}

#[test]
fn amounts_of_the_letters() {
    let mut problems = Problems::default();
    let (dossier, theme) = pipeline::load(Path::new(env!("CARGO_MANIFEST_DIR")), None, &mut problems).expect("settings");
    let all = languages(&dossier, &theme.locales);
    let mut lines = String::new();
    let blocks = dossier.letters.iter().flat_map(|letter| {
        letter.editions.iter().flat_map(move |edition| edition.blocks.iter().map(move |block| (&letter.id, &edition.lang, block)))
    });
    for (letter, lang, block) in blocks {
        for amount in read(&block.text, &all[lang]).iter().filter(|amount| amount.unit != Unit::None) {
            writeln!(lines, "{letter} {} {}: {}", block.id.0, lang.tag(), line(&block.text, amount)).expect("a text");
        }
    }
    expect![[r#"
        note-ai-factory-questions p8 nl: EUR 3-5 mld. = 3000000000-5000000000 EUR
        note-ai-factory-questions p10 nl: 65% = 65 %
        note-ai-factory-questions p10 nl: 35% = 35 % [at-most]
        note-ai-factory-questions p8 en: EUR 3-5 billion = 3000000000-5000000000 EUR
        note-ai-factory-questions p10 en: 65% = 65 %
        note-ai-factory-questions p10 en: 35% = 35 % [at-most]
        answers-jansen-ai-factory p4 nl: 200 miljoen euro = 200000000 EUR
        answers-jansen-ai-factory p5 nl: 150 miljoen euro = 150000000 EUR [more-than]
        answers-jansen-ai-factory p5 nl: 50 miljoen euro = 50000000 EUR
        answers-jansen-ai-factory p4 en: 200 million euros = 200000000 EUR
        answers-jansen-ai-factory p5 en: 150 million euros = 150000000 EUR [more-than]
        answers-jansen-ai-factory p5 en: 50 million euros = 50000000 EUR
        progress-ai-factory p2 nl: € 71 miljoen = 71000000 EUR
        progress-ai-factory p2 nl: € 60 miljoen = 60000000 EUR
        progress-ai-factory p2 nl: € 71,7 miljoen = 71700000 EUR [about]
        progress-ai-factory p2 nl: € 200 miljoen = 200000000 EUR [more-than]
        progress-ai-factory p6 nl: 5% = 5 %
        progress-ai-factory p6 nl: 74% = 74 %
        progress-ai-factory p32 nl: € 202,635 mln. = 202635000 EUR
        progress-ai-factory p32 nl: € 71,7 miljoen = 71700000 EUR
        progress-ai-factory p32 nl: € 130,935 mln. = 130935000 EUR
        progress-ai-factory p33 nl: € 70.935.000,- = 70935000 EUR
        progress-ai-factory p33 nl: € 31mln. = 31000000 EUR
        progress-ai-factory p33 nl: € 30mln. = 30000000 EUR
        progress-ai-factory p33 nl: € 3,935mln. = 3935000 EUR
        progress-ai-factory p33 nl: € 2mln. = 2000000 EUR
        progress-ai-factory p33 nl: € 2mln. = 2000000 EUR
        progress-ai-factory p33 nl: € 2mln. = 2000000 EUR
        progress-ai-factory p34 nl: € 60 mln. = 60000000 EUR
        progress-ai-factory p34 nl: € 60mln. = 60000000 EUR
        progress-ai-factory p38 nl: 2,6 en 4,4 biljoen dollar = 2600000000000-4400000000000 USD
        progress-ai-factory p2 en: €71 million = 71000000 EUR
        progress-ai-factory p2 en: €60 million = 60000000 EUR
        progress-ai-factory p2 en: €71.7 million = 71700000 EUR [about]
        progress-ai-factory p2 en: €200 million = 200000000 EUR [more-than]
        progress-ai-factory p6 en: 5% = 5 %
        progress-ai-factory p6 en: 74% = 74 %
        progress-ai-factory p32 en: €202.635 million = 202635000 EUR
        progress-ai-factory p32 en: €71.7 million = 71700000 EUR
        progress-ai-factory p32 en: €130.935 million = 130935000 EUR
        progress-ai-factory p33 en: €70,935,000 = 70935000 EUR
        progress-ai-factory p33 en: €31 million = 31000000 EUR
        progress-ai-factory p33 en: €30 million = 30000000 EUR
        progress-ai-factory p33 en: €3.935 million = 3935000 EUR
        progress-ai-factory p33 en: €2 million = 2000000 EUR
        progress-ai-factory p33 en: €2 million = 2000000 EUR
        progress-ai-factory p33 en: €2 million = 2000000 EUR
        progress-ai-factory p34 en: €60 million = 60000000 EUR
        progress-ai-factory p34 en: €60 million = 60000000 EUR
        progress-ai-factory p38 en: 2.6 and 4.4 trillion dollars = 2600000000000-4400000000000 USD
        note-gigafactory-position p13 nl: € 3-5 miljard = 3000000000-5000000000 EUR
        note-gigafactory-position p13 en: €3-5 billion = 3000000000-5000000000 EUR
    "#]]
    .assert_eq(&lines);
}

#[test]
fn numbers_of_the_letters() {
    let mut problems = Problems::default();
    let (dossier, theme) = pipeline::load(Path::new(env!("CARGO_MANIFEST_DIR")), None, &mut problems).expect("settings");
    let all = languages(&dossier, &theme.locales);
    let mut lines = String::new();
    let blocks = dossier.letters.iter().flat_map(|letter| {
        letter.editions.iter().flat_map(move |edition| edition.blocks.iter().map(move |block| (&letter.id, &edition.lang, block)))
    });
    for (letter, lang, block) in blocks {
        let found: Vec<String> = read(&block.text, &all[lang])
            .iter()
            .filter(|amount| amount.unit == Unit::None)
            .map(|amount| line(&block.text, amount))
            .collect();
        if !found.is_empty() {
            writeln!(lines, "{letter} {} {}: {}", block.id.0, lang.tag(), found.join(" | ")).expect("a text");
        }
    }
    expect![[r#"
        note-ai-factory-questions p8 nl: vijf = 5 [at-most]
        note-ai-factory-questions p8 en: five = 5 [at-most]
        answers-jansen-ai-factory h2 nl: 1 = 1
        answers-jansen-ai-factory h4 nl: 2 = 2
        answers-jansen-ai-factory h6 nl: 3 = 3
        answers-jansen-ai-factory h8 nl: 4 = 4
        answers-jansen-ai-factory p11 nl: 1.600 = 1600 [about] | 500 = 500 [about]
        answers-jansen-ai-factory h10 nl: 5 = 5
        answers-jansen-ai-factory p14 nl: 2 = 2
        answers-jansen-ai-factory h12 nl: 6 = 6
        answers-jansen-ai-factory h14 nl: 7 = 7
        answers-jansen-ai-factory p17 nl: zes = 6
        answers-jansen-ai-factory p18 nl: zes = 6
        answers-jansen-ai-factory h16 nl: 8 = 8
        answers-jansen-ai-factory h18 nl: 9 = 9
        answers-jansen-ai-factory h2 en: 1 = 1
        answers-jansen-ai-factory h4 en: 2 = 2
        answers-jansen-ai-factory h6 en: 3 = 3
        answers-jansen-ai-factory h8 en: 4 = 4
        answers-jansen-ai-factory p11 en: 1,600 = 1600 [about] | 500 = 500 [about]
        answers-jansen-ai-factory h10 en: 5 = 5
        answers-jansen-ai-factory p14 en: 2 = 2
        answers-jansen-ai-factory h12 en: 6 = 6
        answers-jansen-ai-factory h14 en: 7 = 7
        answers-jansen-ai-factory p17 en: six = 6
        answers-jansen-ai-factory p18 en: six = 6
        answers-jansen-ai-factory h16 en: 8 = 8
        answers-jansen-ai-factory h18 en: 9 = 9
        progress-ai-factory p15 nl: twee = 2 | vijf = 5
        progress-ai-factory h11 nl: 1 = 1
        progress-ai-factory h12 nl: 2 = 2
        progress-ai-factory p31 nl: Zes = 6
        progress-ai-factory h13 nl: 3 = 3
        progress-ai-factory h14 nl: 4 = 4
        progress-ai-factory h15 nl: 5 = 5
        progress-ai-factory h16 nl: 6 = 6
        progress-ai-factory p41 nl: 26 = 26
        progress-ai-factory p3 en: 3.1 = 3.1
        progress-ai-factory h3 en: 3.1 = 3.1
        progress-ai-factory p12 en: 3.1 = 3.1 | 3.1 = 3.1
        progress-ai-factory p15 en: two = 2 | five = 5
        progress-ai-factory h10 en: 3.1 = 3.1
        progress-ai-factory h11 en: 1 = 1
        progress-ai-factory h12 en: 2 = 2
        progress-ai-factory p31 en: Six = 6
        progress-ai-factory h13 en: 3 = 3
        progress-ai-factory h14 en: 4 = 4
        progress-ai-factory h15 en: 5 = 5
        progress-ai-factory h16 en: 6 = 6
        progress-ai-factory p41 en: 26 = 26
        note-gigafactory-position p11 nl: 5 = 5 [at-most]
        note-gigafactory-position p13 nl: 100.000 = 100000 [about]
        note-gigafactory-position p14 nl: vier = 4
        note-gigafactory-position p11 en: 5 = 5 [at-most]
        note-gigafactory-position p13 en: 100,000 = 100000 [about]
        note-gigafactory-position p14 en: four = 4
        answers-vermeer-gigafactories p2 nl: 2500 = 2500
        answers-vermeer-gigafactories p3 nl: 6 = 6 | 2595 = 2595
        answers-vermeer-gigafactories h2 nl: 1 = 1
        answers-vermeer-gigafactories h4 nl: 2 = 2
        answers-vermeer-gigafactories p11 nl: 1499 = 1499
        answers-vermeer-gigafactories h6 nl: 3 = 3
        answers-vermeer-gigafactories h8 nl: 4 = 4
        answers-vermeer-gigafactories h10 nl: 5 = 5
        answers-vermeer-gigafactories h12 nl: 6 = 6
        answers-vermeer-gigafactories p21 nl: 90 = 90
        answers-vermeer-gigafactories h14 nl: 7 = 7
        answers-vermeer-gigafactories h16 nl: 8 = 8
        answers-vermeer-gigafactories h18 nl: 9 = 9
        answers-vermeer-gigafactories h20 nl: 10 = 10
        answers-vermeer-gigafactories p29 nl: 3 = 3
        answers-vermeer-gigafactories h22 nl: 11 = 11
        answers-vermeer-gigafactories h24 nl: 12 = 12
        answers-vermeer-gigafactories h26 nl: 13 = 13
        answers-vermeer-gigafactories p36 nl: 12 = 12
        answers-vermeer-gigafactories h28 nl: 14 = 14
        answers-vermeer-gigafactories h30 nl: 15 = 15
        answers-vermeer-gigafactories h32 nl: 16 = 16
        answers-vermeer-gigafactories h34 nl: 17 = 17
        answers-vermeer-gigafactories h36 nl: 18 = 18
        answers-vermeer-gigafactories h38 nl: 19 = 19
        answers-vermeer-gigafactories p2 en: 2500 = 2500
        answers-vermeer-gigafactories p3 en: 6 = 6 | 2595 = 2595
        answers-vermeer-gigafactories h2 en: 1 = 1
        answers-vermeer-gigafactories h4 en: 2 = 2
        answers-vermeer-gigafactories p11 en: 1499 = 1499
        answers-vermeer-gigafactories h6 en: 3 = 3
        answers-vermeer-gigafactories h8 en: 4 = 4
        answers-vermeer-gigafactories h10 en: 5 = 5
        answers-vermeer-gigafactories h12 en: 6 = 6
        answers-vermeer-gigafactories p21 en: 90 = 90
        answers-vermeer-gigafactories h14 en: 7 = 7
        answers-vermeer-gigafactories h16 en: 8 = 8
        answers-vermeer-gigafactories h18 en: 9 = 9
        answers-vermeer-gigafactories h20 en: 10 = 10
        answers-vermeer-gigafactories p29 en: 3 = 3
        answers-vermeer-gigafactories h22 en: 11 = 11
        answers-vermeer-gigafactories h24 en: 12 = 12
        answers-vermeer-gigafactories h26 en: 13 = 13
        answers-vermeer-gigafactories p36 en: 12 = 12
        answers-vermeer-gigafactories h28 en: 14 = 14
        answers-vermeer-gigafactories h30 en: 15 = 15
        answers-vermeer-gigafactories h32 en: 16 = 16
        answers-vermeer-gigafactories h34 en: 17 = 17
        answers-vermeer-gigafactories h36 en: 18 = 18
        answers-vermeer-gigafactories h38 en: 19 = 19
        answers-vermeer-gigafactories p49 en: two = 2
    "#]]
    .assert_eq(&lines);
}

#[test]
fn amounts_of_dutch_texts() {
    check(
        "nl",
        &[
            "ruim 150 miljoen euro; € 70.935.000,- aan; (€ 3,935mln.); circa € 71,7 miljoen; € 31mln.",
            "EUR 3-5 mld. per stuk, € 3-5 miljard, tussen 2,6 en 4,4 biljoen dollar, € 1 tot 2 miljoen, € 1 à 2 mln.",
            "€ 12,34 en € 1.234.567,89, 1,5 miljard euro, $ 5 mld., CHF 1’000, 30 mln. euro, € 5,-",
            "een half miljard euro, een kwart van een miljard euro, enkele miljoen euro, geen euro, een paar miljoen euro",
            "een miljoen euro, acht miljoen euro, anderhalf miljard euro, 5 duizend euro, twee duizend euro, vijf mensen",
            "20 procent, 5%-punt, 5 procentpunt, 10–15%, tussen 5% en 10%, 65 en 35%, 65%-35%, maximaal 35%",
            "-/- € 5 mln., € -5 mln., -€ 5, −3%, -3 tot 5%, zwart-wit, A - € 5, AI-5%",
            "in 2025 € 31 mln. en 2026 € 30 mln., 200 euro 5 jaar geleden, per euro 3 cent, HK$ 5, euro 5 miljoen",
            "€ 2 en € 3 miljoen, € 2 en 3 miljoen, van 3 naar 5 miljoen euro, € 3 en $ 5 miljoen, € 71 miljoen en € 60 miljoen",
            "tussen € 100 en € 200, tussen € 1 miljoen en € 2 miljoen, € 1 mln. tot € 2 mln., € 100-200, 10 tot 20 euro, € 5-€ 10 mln.",
            "€ 5 miljoen tot 2026, € 100 tot 17:00 uur, € 5 aan 3 mensen, € 5 tot 1 januari 2026, € 20 tot € 10",
            "€ 1.50, € 5m, € 2½ miljoen, € 1/2 miljoen, € 5 ton, tweede miljoen euro, 3e miljoen euro, elke tweede euro",
            "20 juni 2025 om 17:00 uur, Kamerstuk 26643 1499, 2595 BD, Horizon 2020, CW 3.1, 2025Z19779, 26 643, 06-12345678, 5%[^6]",
            "minder dan 5%, ten minste € 5 mln., meer dan de € 5 miljoen, bijna vijf, nog geen 5%, beschikt over € 5 mln., tot € 5 miljoen",
            "[circa € 5 mln.], drie tot vijf, 3-5, 2025-2026, 2 tot 3 maart, € 70.935.000¹",
        ],
        &expect![[r#"
            150 miljoen euro = 150000000 EUR [more-than] | € 70.935.000,- = 70935000 EUR | € 3,935mln. = 3935000 EUR | € 71,7 miljoen = 71700000 EUR [about] | € 31mln. = 31000000 EUR
            EUR 3-5 mld. = 3000000000-5000000000 EUR | € 3-5 miljard = 3000000000-5000000000 EUR | 2,6 en 4,4 biljoen dollar = 2600000000000-4400000000000 USD | € 1 tot 2 miljoen = 1000000-2000000 EUR | € 1 à 2 mln. = 1000000-2000000 EUR
            € 12,34 = 12.34 EUR | € 1.234.567,89 = 1234567.89 EUR | 1,5 miljard euro = 1500000000 EUR | $ 5 mld. = 5000000000 USD | CHF 1’000 = 1000 CHF | 30 mln. euro = 30000000 EUR | € 5,- = 5 EUR

            een miljoen euro = 1000000 EUR | acht miljoen euro = 8000000 EUR | anderhalf miljard euro = 1500000000 EUR | 5 duizend euro = 5000 EUR | twee duizend euro = 2000 EUR | vijf = 5
            20 procent = 20 % | 5%-punt = 5 points | 5 procentpunt = 5 points | 10–15% = 10-15 % | 5% en 10% = 5-10 % | 65 = 65 % | 35% = 35 % | 65% = 65 % | 35% = 35 % | 35% = 35 % [at-most]
            € 5 mln. = -5000000 EUR | € -5 mln. = -5000000 EUR | € 5 = -5 EUR | 3% = -3 % | € 5 = 5 EUR | 5% = 5 %
            € 31 mln. = 31000000 EUR | € 30 mln. = 30000000 EUR | 200 euro = 200 EUR | 5 = 5 | 3 = 3 | 5 = 5 | euro 5 miljoen = 5000000 EUR
            € 2 = 2 EUR | € 3 miljoen = 3000000 EUR | € 2 = 2000000 EUR | 3 miljoen = 3000000 EUR | 3 = 3000000 EUR | 5 miljoen euro = 5000000 EUR | € 3 = 3 EUR | $ 5 miljoen = 5000000 USD | € 71 miljoen = 71000000 EUR | € 60 miljoen = 60000000 EUR
            € 100 en € 200 = 100-200 EUR | € 1 miljoen en € 2 miljoen = 1000000-2000000 EUR | € 1 mln. tot € 2 mln. = 1000000-2000000 EUR | € 100-200 = 100-200 EUR | 10 tot 20 euro = 10-20 EUR | € 5-€ 10 mln. = 5000000-10000000 EUR
            € 5 miljoen = 5000000 EUR | € 100 = 100 EUR | € 5 = 5 EUR | 3 = 3 | € 20 = 20 EUR | € 10 = 10 EUR
            2 miljoen = 2000000
            1499 = 1499 | 2595 = 2595 | 5% = 5 % | 6 = 6
            5% = 5 % [less-than] | € 5 mln. = 5000000 EUR [at-least] | € 5 miljoen = 5000000 EUR [more-than] | vijf = 5 [nearly] | 5% = 5 % [less-than] | € 5 mln. = 5000000 EUR | € 5 miljoen = 5000000 EUR
            € 5 mln. = 5000000 EUR [about] | drie tot vijf = 3-5 | 3-5 = 3-5 | € 70.935.000 = 70935000 EUR
        "#]],
    );
}

#[test]
fn amounts_of_english_texts() {
    check(
        "en",
        &[
            "just over 150 million euros; €70,935,000; about €71.7 million; (€3.935 million); €0.50; €12.34; at most 35%",
            "€3-5 billion, EUR 3-5 billion each, between 2.6 and 4.4 trillion dollars, €1 to 2 million, from €5 million to €10 million",
            "half a billion euros, a half billion euros, a quarter of a billion euros, two and a half million euros, a couple million dollars",
            "a million euros, one or two billion euros, twenty-five million pounds, 200 thousand euros, €5bn, 5 million Canadian dollars",
            "In March 20 million euros was paid, on March 5 €3 million, 5 million US dollars, 5 million Swiss francs, US$ 5 million",
            "5 per cent, 5 percentage points, 5–10 per cent, [at least €5 million], gave €5 million to two companies, €12.345",
            "€5 million, no less than €6 million, the second million euros, 1990s, in the 3rd quarter, five AI gigafactories",
        ],
        &expect![[r#"
            150 million euros = 150000000 EUR [more-than] | €70,935,000 = 70935000 EUR | €71.7 million = 71700000 EUR [about] | €3.935 million = 3935000 EUR | €0.50 = 0.5 EUR | €12.34 = 12.34 EUR | 35% = 35 % [at-most]
            €3-5 billion = 3000000000-5000000000 EUR | EUR 3-5 billion = 3000000000-5000000000 EUR | 2.6 and 4.4 trillion dollars = 2600000000000-4400000000000 USD | €1 to 2 million = 1000000-2000000 EUR | €5 million to €10 million = 5000000-10000000 EUR
            two = 2
            a million euros = 1000000 EUR | one = 1000000000 EUR | two billion euros = 2000000000 EUR | twenty-five million pounds = 25000000 GBP | 200 thousand euros = 200000 EUR | €5bn = 5000000000 EUR | 5 million = 5000000
            20 million euros = 20000000 EUR | €3 million = 3000000 EUR | 5 million US dollars = 5000000 USD | 5 million Swiss francs = 5000000 CHF | US$ 5 million = 5000000 USD
            5 per cent = 5 % | 5 percentage points = 5 points | 5–10 per cent = 5-10 % | €5 million = 5000000 EUR [at-least] | €5 million = 5000000 EUR | two = 2 | €12.345 = 12.345 EUR
            €5 million = 5000000 EUR | €6 million = 6000000 EUR [at-least] | 3rd = 3 | five = 5
        "#]],
    );
}

#[test]
fn amounts_of_french_texts() {
    check(
        "fr",
        &[
            "12,5 millions d’euros, environ 70 935 000 €, 5 à 10 millions d’euros, entre 2,6 et 4,4 milliards de dollars",
            "un demi milliard d’euros, une centaine de millions d’euros, cinq pour cent, 5 % et 74 %, deux mille euros, 5 mille euros",
            "un million d’euros, 3 millions de francs suisses, au plus 35 %, neuf millions d’euros, la deuxième million d’euros",
        ],
        &expect![[r#"
            12,5 millions d’euros = 12500000 EUR | 70 935 000 € = 70935000 EUR [about] | 5 à 10 millions d’euros = 5000000-10000000 EUR | 2,6 et 4,4 milliards de dollars = 2600000000-4400000000 USD
            une centaine = 100 | cinq pour cent = 5 % | 5 % = 5 % | 74 % = 74 % | deux mille euros = 2000 EUR | 5 mille euros = 5000 EUR
            un million d’euros = 1000000 EUR | 3 millions de francs suisses = 3000000 CHF | 35 % = 35 % [at-most] | neuf millions d’euros = 9000000 EUR
        "#]],
    );
}
