//! What texts state in numbers: the amounts and percentages of the letters that we ship, and the ways to write them.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use dossier::pipeline;
use dossier::problem::Problems;
use dossier::reading::amounts::{NamedAmount, Unit, read, unread};
use dossier::reading::languages;
use expect_test::{Expect, expect, expect_file};

use crate::cases::lay;

mod hedges;
mod multipliers;

/// An amount as `words = low-high unit [hedges]`; a hedge that its words only may say has a `?`.
fn line(text: &str, amount: &NamedAmount) -> String {
    let NamedAmount { span, unit, low, high, hedges, may } = amount;
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
    let may = may.iter().map(|hedge| format!("{hedge}?"));
    let all: Vec<String> = hedges.iter().cloned().chain(may).collect();
    if !all.is_empty() {
        write!(line, " [{}]", all.join(" ")).expect("a text");
    }
    line
}

/// What texts of a language state, one text a line; what names money and cannot be read stands after `?`.
#[track_caller]
fn check(lang: &str, texts: &[&str], expected: &Expect) {
    let mut problems = Problems::default();
    let root = lay(match lang {
        "fr" => "three-languages",
        "de-be" => "belgium",
        _ => "translation-missing",
    });
    // With the shipped words of every language.
    _ = fs::remove_dir_all(root.path().join("themes"));
    let (dossier, theme) = pipeline::load(root.path(), None, &mut problems).expect("settings");
    let all = languages(&dossier, &theme.locales);
    let (_, language) = all.iter().find(|(known, _)| known.tag() == lang).expect("a known language");
    let mut lines = String::new();
    for text in texts {
        let found = read(text, language);
        let open = unread(text, language, &found).into_iter().map(|span| format!("? {}", &text[span]));
        let found: Vec<String> = found.iter().map(|amount| line(text, amount)).chain(open).collect();
        writeln!(lines, "{}", found.join(" | ")).expect("a text");
    }
    // What no reader sees is shown.
    expected.assert_eq(&lines.replace('\u{ad}', "~"));
}

/// What the letters that we ship state, one a line.
fn shipped(is_wanted: fn(&Unit) -> bool) -> String {
    let mut problems = Problems::default();
    let (dossier, theme) = pipeline::load(root(), None, &mut problems).expect("settings");
    let all = languages(&dossier, &theme.locales);
    let mut lines = String::new();
    for letter in &dossier.letters {
        for edition in &letter.editions {
            for block in &edition.blocks {
                for amount in read(&block.text.read(), &all[&edition.lang]).iter().filter(|amount| is_wanted(&amount.unit)) {
                    let line = line(&block.text.read(), amount);
                    writeln!(lines, "{} {} {}: {line}", letter.id, block.id.0, edition.lang.tag()).expect("a text");
                }
            }
        }
    }
    lines
}

/// The project's own folder, which is a dossier.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn amounts_of_the_letters() {
    let lines = shipped(|unit| *unit != Unit::None);
    for lang in ["nl", "en"] {
        let of_lang: Vec<&str> = lines.lines().filter(|line| line.contains(&format!(" {lang}: "))).collect();
        let n_percent = of_lang.iter().filter(|line| line.contains(" %")).count();
        assert_eq!((of_lang.len() - n_percent, n_percent), (22, 4), "amounts and percentages in {lang}");
    }
    expect_file![root().join("tests/reading/amounts.txt")].assert_eq(&lines);
}

#[test]
fn other_numbers_of_the_letters() {
    expect_file![root().join("tests/reading/numbers.txt")].assert_eq(&shipped(|unit| *unit == Unit::None));
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
            "respectievelijk € 10, € 20 en € 30 miljoen, € 10, 20 en 30 miljoen, € 5 mln. of meer, ongeveer tussen 3 en 5 miljoen euro",
            "[circa € 5 mln.], drie tot vijf, 3-5, 2025-2026, 2 tot 3 maart, € 70.935.000¹",
            "min € 5 mln., minus vijf miljoen euro, € 9 miljoen min € 5 miljoen, min 3%, min 3 tot 5%, in 2025 min € 4 mln., plusminus € 4 mln.",
        ],
        &expect![[r#"
            150 miljoen euro = 150000000 EUR [more-than] | € 70.935.000,- = 70935000 EUR | € 3,935mln. = 3935000 EUR | € 71,7 miljoen = 71700000 EUR [about] | € 31mln. = 31000000 EUR
            EUR 3-5 mld. = 3000000000-5000000000 EUR | € 3-5 miljard = 3000000000-5000000000 EUR | 2,6 en 4,4 biljoen dollar = 2600000000000-4400000000000 USD | € 1 tot 2 miljoen = 1000000-2000000 EUR | € 1 à 2 mln. = 1000000-2000000 EUR
            € 12,34 = 12.34 EUR | € 1.234.567,89 = 1234567.89 EUR | 1,5 miljard euro = 1500000000 EUR | $ 5 mld. = 5000000000 USD | CHF 1’000 = 1000 CHF | 30 mln. euro = 30000000 EUR | € 5,- = 5 EUR
            ? miljard euro | ? miljard euro | ? miljoen euro | ? miljoen euro
            een miljoen euro = 1000000 EUR | acht miljoen euro = 8000000 EUR | anderhalf miljard euro = 1500000000 EUR | 5 duizend euro = 5000 EUR | twee duizend euro = 2000 EUR | vijf = 5
            20 procent = 20 % | 5%-punt = 5 points | 5 procentpunt = 5 points | 10–15% = 10-15 % | 5% en 10% = 5-10 % | 65 = 65 % | 35% = 35 % | 65% = 65 % | 35% = 35 % | 35% = 35 % [at-most]
            € 5 mln. = -5000000 EUR | € -5 mln. = -5000000 EUR | € 5 = -5 EUR | 3% = -3 % | € 5 = 5 EUR | 5% = 5 %
            € 31 mln. = 31000000 EUR | € 30 mln. = 30000000 EUR | 200 euro = 200 EUR | 5 = 5 | 3 = 3 | 5 = 5 | euro 5 miljoen = 5000000 EUR | ? euro 3 | ? $ 5
            € 3 miljoen = 3000000 EUR | € 2 = 2000000 EUR | 3 miljoen = 3000000 EUR | 3 = 3000000 EUR | 5 miljoen euro = 5000000 EUR | $ 5 miljoen = 5000000 USD | € 71 miljoen = 71000000 EUR | € 60 miljoen = 60000000 EUR | ? € 2 | ? € 3
            € 100 en € 200 = 100-200 EUR | € 1 miljoen en € 2 miljoen = 1000000-2000000 EUR | € 1 mln. tot € 2 mln. = 1000000-2000000 EUR | € 100-200 = 100-200 EUR | 10 tot 20 euro = 10-20 EUR | € 5-€ 10 mln. = 5000000-10000000 EUR
            € 5 miljoen = 5000000 EUR | € 100 = 100 EUR | € 5 = 5 EUR | 3 = 3 | € 20 = 20 EUR | € 10 = 10 EUR [at-most?] | ? € 5
            2 miljoen = 2000000 | ? € 1.50 | ? € 5 | ? € 2 | ? € 1 | ? 2 miljoen | ? € 5 | ? miljoen euro | ? miljoen euro
            1499 = 1499 | 2595 = 2595 | 5% = 5 % | 6 = 6
            5% = 5 % [less-than] | € 5 mln. = 5000000 EUR [at-least] | € 5 miljoen = 5000000 EUR [more-than] | vijf = 5 [nearly] | 5% = 5 % [less-than] | € 5 mln. = 5000000 EUR | € 5 miljoen = 5000000 EUR [at-most?]
            € 30 miljoen = 30000000 EUR | 20 = 20000000 | 30 miljoen = 30000000 | € 5 mln. = 5000000 EUR [at-least] | 3 en 5 miljoen euro = 3000000-5000000 EUR [about] | ? € 10 | ? € 20 | ? € 10 | ? 30 miljoen
            € 5 mln. = 5000000 EUR [about] | drie tot vijf = 3-5 | 3-5 = 3-5 | € 70.935.000 = 70935000 EUR
            € 5 mln. = -5000000 EUR | vijf miljoen euro = -5000000 EUR | € 9 miljoen = 9000000 EUR | € 5 miljoen = 5000000 EUR | 3% = -3 % | € 4 mln. = -4000000 EUR | € 4 mln. = 4000000 EUR [about]
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
            two = 2 | ? billion euros | ? billion euros | ? billion euros | ? million euros | ? million dollars
            a million euros = 1000000 EUR | one = 1000000000 EUR | two billion euros = 2000000000 EUR | twenty-five million pounds = 25000000 GBP | 200 thousand euros = 200000 EUR | €5bn = 5000000000 EUR | 5 million = 5000000
            20 million euros = 20000000 EUR | €3 million = 3000000 EUR | 5 million US dollars = 5000000 USD | 5 million Swiss francs = 5000000 CHF | US$ 5 million = 5000000 USD
            5 per cent = 5 % | 5 percentage points = 5 points | 5–10 per cent = 5-10 % | €5 million = 5000000 EUR [at-least] | €5 million = 5000000 EUR | two = 2 | ? €12.345
            €5 million = 5000000 EUR | €6 million = 6000000 EUR [at-least] | 3rd = 3 | five = 5 | ? million euros
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
            une centaine = 100 | cinq pour cent = 5 % | 5 % = 5 % | 74 % = 74 % | deux mille euros = 2000 EUR | 5 mille euros = 5000 EUR | ? milliard d’euros | ? millions d’euros
            un million d’euros = 1000000 EUR | 3 millions de francs suisses = 3000000 CHF | 35 % = 35 % [at-most] | neuf millions d’euros = 9000000 EUR | ? million d’euros
        "#]],
    );
}

#[test]
fn amounts_of_german_texts() {
    check(
        "de-be",
        &[
            "12,5 Millionen Euro, rund 70.935.000 €, 5 bis 10 Mio. Euro, zwischen 2,6 und 4,4 Milliarden Dollar, 3 Mrd. EUR",
            "anderthalb Millionen Euro, eine halbe Milliarde Euro, fünf Prozent, 5 % und 74 v. H., zweitausend Euro, 25’000 Franken",
            "höchstens 35 %, Über 150 Millionen Euro, ein Darlehen über 5 Mio. Euro, gut 20 Mio. €, knapp 3 Mrd. €, 1.234.567,50 €, 2 Billionen Euro",
            "am 1. Januar 2026 um 17.00 Uhr, Artikel 5, Paragraf 3.1, das dritte Quartal 2026, 750 TEUR, 2,5 Prozentpunkte, mindestens 5 Mio. Euro",
        ],
        &expect![[r#"
            12,5 Millionen Euro = 12500000 EUR | 70.935.000 € = 70935000 EUR [about] | 5 bis 10 Mio. Euro = 5000000-10000000 EUR | 2,6 und 4,4 Milliarden Dollar = 2600000000-4400000000 USD | 3 Mrd. EUR = 3000000000 EUR
            anderthalb Millionen Euro = 1500000 EUR | fünf Prozent = 5 % | 5 % = 5 % | 74 v. H. = 74 % | zweitausend Euro = 2000 EUR | 25’000 Franken = 25000 CHF | ? Milliarde Euro
            35 % = 35 % [at-most] | 150 Millionen Euro = 150000000 EUR [more-than] | 5 Mio. Euro = 5000000 EUR | 20 Mio. € = 20000000 EUR [more-than] | 3 Mrd. € = 3000000000 EUR [nearly] | 1.234.567,50 € = 1234567.5 EUR | 2 Billionen Euro = 2000000000000 EUR
            5 = 5 | 750 TEUR = 750000 EUR | 2,5 Prozentpunkte = 2.5 points | 5 Mio. Euro = 5000000 EUR [at-least]
        "#]],
    );
}

#[test]
fn nothing_in_dutch_is_read_as_another_value() {
    check(
        "nl",
        &[
            "€ 5 miljoen (waarvan € 2 miljoen), 65% van € 5 miljoen, € 5 miljoen, 3 daarvan, 5 euro per 3 jaar, € 12,- per m2",
            "€ 5,- tot € 10,-; € 5,00; € 0; USD 5,5 mld; circa 5-10%; ",
            "€ 3 tot circa 5 miljoen; 3 tot wel 5 miljoen euro; van € 3 miljoen in 2025 tot € 5 miljoen in 2026; van 1 januari tot € 5",
            "vijf miljoen euro; vijf procent; € 5 à € 6 miljoen; € 1 mld; EUR 70935000; € 26 643; € 2025; 0,5%; 5.000 euro; €5.000.000",
            "1 op de 3 euro; € 5 of € 6 miljoen; 5 miljoen tot 10 miljoen euro; 5 miljoen euro tot 10 miljoen euro; tussen de € 5 en € 10 miljoen; tussen circa 5 en 10 miljoen euro",
            "150 miljoen euro, waarvan 50 miljoen euro; € 71,7 miljoen, € 60 miljoen en € 2 mln; 3 van de 5%; artikel 5, 10%",
            "op 5 mei € 3 mln.; om 17.00 uur € 5; vraag 5: € 3; (5) € 3; 5. € 3; 1) 5%; € 3 [5]; 2026-2030 € 5 mln.; Q3 2026 5%; 5 € 3",
            "een miljoen; miljoenen euro’s; tientallen miljoenen euro; een miljard; het miljard; een derde; 50-50; 100%-dochter; 24/7; 9,5 fte",
            "€ 12,34 miljoen per 1 januari 2026, € 5 mln./jaar, € 5/jaar, 3x € 5 mln., € 5 per 100 km, +5%, ± € 5 mln, ~5%, >5%, < € 5",
            "twee keer 5 miljoen euro, drie tot vier miljard euro, twee à drie procent, honderd euro, duizend euro, tweehonderd duizend euro",
            "€ 2½; 5-euromunt; € 200-miljoen; 2 euro 50; € 5 miljard euro; eurocent 5; 5 eurocent; € 3,- - € 5,-; 2 euro 50; art. 3.1 € 5; nr. 12 5%; jaar 2025 5 miljoen euro; 2025 5%",
        ],
        &expect![[r#"
            € 5 miljoen = 5000000 EUR | € 2 miljoen = 2000000 EUR | 65% = 65 % | € 5 miljoen = 5000000 EUR | € 5 miljoen = 5000000 EUR | 3 = 3 | 5 euro = 5 EUR | 3 = 3 | € 12,- = 12 EUR | 2 = 2
            € 5,- tot € 10,- = 5-10 EUR | € 5,00 = 5 EUR | € 0 = 0 EUR | USD 5,5 mld = 5500000000 USD | 5-10% = 5-10 % [about]
            € 3 tot circa 5 miljoen = 3000000-5000000 EUR | 3 tot wel 5 miljoen euro = 3000000-5000000 EUR | € 3 miljoen = 3000000 EUR | € 5 miljoen = 5000000 EUR [at-most?] | € 5 = 5 EUR [at-most?]
            vijf miljoen euro = 5000000 EUR | vijf procent = 5 % | € 5 à € 6 miljoen = 5000000-6000000 EUR | € 1 mld = 1000000000 EUR | EUR 70935000 = 70935000 EUR | € 26 643 = 26643 EUR | € 2025 = 2025 EUR | 0,5% = 0.5 % | 5.000 euro = 5000 EUR | €5.000.000 = 5000000 EUR
            1 = 1 | 3 euro = 3 EUR | € 6 miljoen = 6000000 EUR | 5 miljoen tot 10 miljoen euro = 5000000-10000000 EUR | 5 miljoen euro tot 10 miljoen euro = 5000000-10000000 EUR | € 5 en € 10 miljoen = 5000000-10000000 EUR | 5 en 10 miljoen euro = 5000000-10000000 EUR [about] | ? € 5
            150 miljoen euro = 150000000 EUR | 50 miljoen euro = 50000000 EUR | € 71,7 miljoen = 71700000 EUR | € 60 miljoen = 60000000 EUR | € 2 mln = 2000000 EUR | 3 = 3 | 5% = 5 % | 5 = 5 | 10% = 10 %
            € 3 mln. = 3000000 EUR | € 5 = 5 EUR | 5 = 5 | € 3 = 3 EUR | 5 = 5 | € 3 = 3 EUR | 5 = 5 | € 3 = 3 EUR | 1 = 1 | 5% = 5 % | € 3 = 3 EUR | 5 = 5 | € 5 mln. = 5000000 EUR | 3 = 3 | 5% = 5 % | 5 = 5 | € 3 = 3 EUR
            een miljoen = 1000000 | een miljard = 1000000000 | derde = 3 | 50 = 50 | 50 = 50 | 100% = 100 % | 24 = 24 | 7 = 7 | 9,5 = 9.5 | ? een miljoen | ? miljoenen euro’s | ? miljoenen euro | ? een miljard
            € 12,34 miljoen = 12340000 EUR | € 5 mln. = 5000000 EUR | € 5 = 5 EUR | 3 = 3 | € 5 mln. = 5000000 EUR | € 5 = 5 EUR | 100 = 100 | 5% = 5 % | € 5 mln = 5000000 EUR [about] | 5% = 5 % [about] | 5% = 5 % [more-than] | € 5 = 5 EUR [less-than]
            twee = 2 | 5 miljoen euro = 5000000 EUR | drie tot vier miljard euro = 3000000000-4000000000 EUR | twee à drie procent = 2-3 % | honderd euro = 100 EUR | duizend euro = 1000 EUR | tweehonderd duizend euro = 200000 EUR
            5 = 5 | € 200-miljoen = 200000000 EUR | 50 = 50 | € 5 miljard euro = 5000000000 EUR | 5 = 5 | 5 = 5 | € 3,- - € 5,- = 3-5 EUR | 50 = 50 | € 5 = 5 EUR | 12 = 12 | 5% = 5 % | 5 miljoen euro = 5000000 EUR | 5% = 5 % | ? € 2 | ? 2 euro 50 | ? 2 euro 50
        "#]],
    );
}

#[test]
fn nothing_in_english_is_read_as_another_value() {
    check(
        "en",
        &[
            "€1,234.56; between about €3 and €5 million; €5m; USD 5.5bn; 5-year €3 million; five-year; EUR 1.5 to 2 billion; a €5 million grant; the €200-million fund; a $5bn plan; one euro; one percent; a percent; no percent; 100 per cent; £1,000; €5 and 10%; up to €5 million; 50 000 euros; 20 May 2025; May 5; 5% in May; in May 5%; March 20 euros; 17:00; 5 pm; 3 pm €5",
        ],
        &expect![[r#"
            €1,234.56 = 1234.56 EUR | €3 and €5 million = 3000000-5000000 EUR [about] | USD 5.5bn = 5500000000 USD | 5 = 5 | €3 million = 3000000 EUR | five = 5 | EUR 1.5 to 2 billion = 1500000000-2000000000 EUR | €5 million = 5000000 EUR | €200-million = 200000000 EUR | $5bn = 5000000000 USD | one euro = 1 EUR | one percent = 1 % | a percent = 1 % | 100 per cent = 100 % | £1,000 = 1000 GBP | €5 = 5 EUR | 10% = 10 % | €5 million = 5000000 EUR [at-most] | 50 000 euros = 50000 EUR | 5% = 5 % | 5% = 5 % | €5 = 5 EUR | ? €5 | ? 20 euros
        "#]],
    );
}

#[test]
fn nothing_in_french_is_read_as_another_value() {
    check(
        "fr",
        &[
            "de 5 à 10 %; 1er juin; 5 € ; 5,50 €; entre 5 € et 10 €; 12 000 euros; mille euros; 2 000 à 3 000 €; 1,5 milliard d’euros; le 20 juin 2025 à 17 h 30; en 2025 5 millions d’euros; un et demi million d’euros; 5 points de pourcentage; dix pour cent; l’article 5; 20 %",
        ],
        &expect![[r#"
            5 à 10 % = 5-10 % | 5 € = 5 EUR | 5,50 € = 5.5 EUR | 5 € et 10 € = 5-10 EUR | 12 000 euros = 12000 EUR | mille euros = 1000 EUR | 2 000 à 3 000 € = 2000-3000 EUR | 1,5 milliard d’euros = 1500000000 EUR | 5 millions d’euros = 5000000 EUR | 5 points de pourcentage = 5 points | dix pour cent = 10 % | 5 = 5 | 20 % = 20 % | ? million d’euros
        "#]],
    );
}

#[test]
fn money_that_cannot_be_read_is_not_overlooked() {
    let dutch = ["€ 1.50", "€5m", "een half miljard euro", "€ 5 ton", "2 euro 50", "€ 10 en € 30 miljoen", "€ 2½", "enkele miljoenen euro"];
    check(
        "nl",
        &dutch,
        &expect![[r#"
        ? € 1.50
        ? €5
        ? miljard euro
        ? € 5
        50 = 50 | ? 2 euro 50
        € 30 miljoen = 30000000 EUR | ? € 10
        ? € 2
        ? miljoenen euro
    "#]],
    );
    check(
        "nl",
        &["de euro daalt", "EUR-Lex 32", "de eurolanden, 20 in getal", "in 2025 € 31 mln."],
        &expect![[r#"

        32 = 32
        20 = 20
        € 31 mln. = 31000000 EUR
    "#]],
    );
}

#[test]
fn a_million_of_nothing_may_be_money() {
    let bare = [
        "een bijdrage van 150 miljoen.",
        "ruim 150 miljoen voor de regio",
        "17 miljoen inwoners",
        "3 tot 5 miljard per stuk",
        "100.000 GPU’s",
    ];
    check(
        "nl",
        &bare,
        &expect![[r#"
        150 miljoen = 150000000 | ? 150 miljoen
        150 miljoen = 150000000 [more-than] | ? 150 miljoen
        17 miljoen = 17000000
        3 tot 5 miljard = 3000000000-5000000000 | ? 3 tot 5 miljard
        100.000 = 100000
    "#]],
    );
}

#[test]
fn money_that_cannot_be_read_in_english_is_not_overlooked() {
    check(
        "en",
        &["€12.345", "half a billion euros", "€5m", "the euro area", "$ 5 billion"],
        &expect![[r#"
        ? €12.345
        ? billion euros
        ? €5

        $ 5 billion = 5000000000 USD
    "#]],
    );
}

#[test]
fn the_second_end_of_a_range_may_lack_the_currency() {
    check(
        "nl",
        &[
            "€ 2.000 tot 3.000, € 25.000 tot 50.000 per gemeente, € 2.000 à 3.000, € 500 – 1.000, € 10 tot 20.",
            "€ 1500 tot 2000, € 500 tot 1.000 deelnemers; € 5 tot 2027; € 3 miljoen tot 2030; € 20 tot 10; € 2.000 tot 2027",
        ],
        &expect![[r#"
            € 2.000 tot 3.000 = 2000-3000 EUR | € 25.000 tot 50.000 = 25000-50000 EUR | € 2.000 à 3.000 = 2000-3000 EUR | € 500 – 1.000 = 500-1000 EUR | € 10 tot 20 = 10-20 EUR
            € 5 = 5 EUR | € 3 miljoen = 3000000 EUR | € 20 = 20 EUR | 10 = 10 [at-most?] | € 2.000 = 2000 EUR | ? € 1500 | ? € 500
        "#]],
    );
    check(
        "en",
        &["€2,000 to 3,000, €500 to 1,000 people"],
        &expect![[r#"
        €2,000 to 3,000 = 2000-3000 EUR | ? €500
    "#]],
    );
    check(
        "de-be",
        &["EUR 2.000 bis 3.000"],
        &expect![[r#"
        EUR 2.000 bis 3.000 = 2000-3000 EUR
    "#]],
    );
}
