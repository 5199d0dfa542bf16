//! Figures as each language of the shipped theme writes them: nothing rounded, and read back as what they were.
//!
//! In what is expected `_` is a space at which no line ends and `~` the narrow one.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use dossier::model::lang::Lang;
use dossier::model::locale::{Locale, NumberNotation};
use dossier::model::money::{Currency, Value};
use dossier::problem::Problems;
use dossier::reading::amounts::{self, Unit};
use dossier::reading::language::Language;
use dossier::render::figures::Figures;
use dossier::{config, theme};

use crate::render::{EN, NL, SETTINGS, built};

/// Every language of the shipped theme, by tag.
fn languages() -> BTreeMap<String, Locale> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/dossier/i18n");
    let files = fs::read_dir(folder).expect("the theme's languages").map(|entry| entry.expect("a readable folder").path());
    let names: Vec<String> = files.map(|path| path.file_name().expect("a name").to_string_lossy().into_owned()).collect();
    let mut tags: Vec<&str> = names.iter().filter_map(|name| name.strip_suffix(".toml")).collect();
    tags.sort();
    let root = tempfile::tempdir().expect("a scratch folder");
    fs::create_dir_all(root.path().join("content")).expect("a folder");
    let all = format!("languages = [\"{}\"]", tags.join("\", \""));
    let settings = SETTINGS.replace("languages = [\"nl\", \"en\", \"fr\"]", &all);
    fs::write(root.path().join("content/dossier.toml"), settings).expect("settings");
    let mut problems = Problems::default();
    let settings = config::load(root.path(), &mut problems).expect("settings");
    assert_eq!(settings.languages.len(), tags.len(), "every language of the theme");
    let locales = theme::load(root.path(), &settings, &mut problems).locales;
    locales.into_iter().map(|(lang, locale)| (lang.tag().to_owned(), locale)).collect()
}

/// How a language writes numbers.
fn notation(locale: &Locale) -> &NumberNotation {
    locale.numbers.as_ref().expect("a notation")
}

/// A language with another tag.
fn renamed(locale: &Locale, tag: &str) -> Locale {
    Locale { lang: Lang::parse(tag).expect("a tag"), ..locale.clone() }
}

/// What is written, with its spaces seen.
fn seen(text: &str) -> String {
    text.replace('\u{a0}', "_").replace('\u{202f}', "~")
}

/// Fails unless Dutch, English and French write these.
#[track_caller]
fn check(write: impl Fn(&Figures<'_>) -> String, expected: [&str; 3]) {
    let languages = languages();
    let found = ["nl", "en", "fr"].map(|tag| seen(&write(&Figures::new(&languages[tag]))));
    assert_eq!(found.each_ref().map(String::as_str), expected);
}

/// A currency.
fn currency(code: &str) -> Currency {
    Currency::parse(code).expect("a code")
}

/// Fails unless an amount in euros is written so in full, and so shortly.
#[track_caller]
fn euros(low_cents: i64, high_cents: i64, [full, short]: [[&str; 3]; 2]) {
    let value = Value { low_cents, high_cents };
    check(|figures| figures.full_value(&currency("EUR"), &value), full);
    check(|figures| figures.short_value(&currency("EUR"), &value), short);
}

/// Fails unless an amount that has no short form is written so.
#[track_caller]
fn in_full(low_cents: i64, high_cents: i64, full: [&str; 3]) {
    euros(low_cents, high_cents, [full, full]);
}

#[test]
fn amounts_of_each_magnitude() {
    let one = |cents, full, short| euros(cents, cents, [full, short]);
    one(7_093_500_000, ["€_70.935.000", "€70,935,000", "70~935~000_€"], ["€_70,935_mln.", "€70.935_million", "70,935_millions_d’euros"]);
    one(
        20_263_500_000,
        ["€_202.635.000", "€202,635,000", "202~635~000_€"],
        ["€_202,635_mln.", "€202.635_million", "202,635_millions_d’euros"],
    );
    one(100_000_000, ["€_1.000.000", "€1,000,000", "1~000~000_€"], ["€_1_mln.", "€1_million", "1_million_d’euros"]);
    one(
        199_900_000_000,
        ["€_1.999.000.000", "€1,999,000,000", "1~999~000~000_€"],
        ["€_1,999_mld.", "€1.999_billion", "1,999_milliard_d’euros"],
    );
    one(200_000_000_000, ["€_2.000.000.000", "€2,000,000,000", "2~000~000~000_€"], ["€_2_mld.", "€2_billion", "2_milliards_d’euros"]);
    one(
        150_000_000_000_000,
        ["€_1.500.000.000.000", "€1,500,000,000,000", "1~500~000~000~000_€"],
        ["€_1,5_biljoen", "€1.5_trillion", "1,5_billion_d’euros"],
    );
    one(
        123_450_000_000_000_000,
        ["€_1.234.500.000.000.000", "€1,234,500,000,000,000", "1~234~500~000~000~000_€"],
        ["€_1.234,5_biljoen", "€1,234.5_trillion", "1~234,5_billions_d’euros"],
    );
}

#[test]
fn nothing_is_rounded() {
    let one = |cents, full| in_full(cents, cents, full);
    one(0, ["€_0", "€0", "0_€"]);
    one(5, ["€_0,05", "€0.05", "0,05_€"]);
    one(1230, ["€_12,30", "€12.30", "12,30_€"]);
    one(99_999_900, ["€_999.999", "€999,999", "999~999_€"]);
    one(100_050_000, ["€_1.000.500", "€1,000,500", "1~000~500_€"]);
    one(100_000_001, ["€_1.000.000,01", "€1,000,000.01", "1~000~000,01_€"]);
    one(123_456_700_000, ["€_1.234.567.000", "€1,234,567,000", "1~234~567~000_€"]);
    one(i64::MAX, ["€_92.233.720.368.547.758,07", "€92,233,720,368,547,758.07", "92~233~720~368~547~758,07_€"]);
    one(i64::MIN, ["−€_92.233.720.368.547.758,08", "−€92,233,720,368,547,758.08", "−92~233~720~368~547~758,08_€"]);
}

#[test]
fn below_zero_is_a_minus_before_all() {
    euros(
        -7_093_500_000,
        -7_093_500_000,
        [["−€_70.935.000", "−€70,935,000", "−70~935~000_€"], ["−€_70,935_mln.", "−€70.935_million", "−70,935_millions_d’euros"]],
    );
}

#[test]
fn ranges_are_short_where_both_ends_are() {
    euros(
        300_000_000_000,
        500_000_000_000,
        [
            ["€_3.000.000.000–5.000.000.000", "€3,000,000,000–5,000,000,000", "3~000~000~000–5~000~000~000_€"],
            ["€_3–5_mld.", "€3–5_billion", "3–5_milliards_d’euros"],
        ],
    );
    in_full(90_000_000_000, 120_000_000_000, ["€_900.000.000–1.200.000.000", "€900,000,000–1,200,000,000", "900~000~000–1~200~000~000_€"]);
    in_full(100_000_000, 200_050_000, ["€_1.000.000–2.000.500", "€1,000,000–2,000,500", "1~000~000–2~000~500_€"]);
}

#[test]
fn a_currency_without_a_word_is_its_code() {
    let value = Value::exactly(300_000_000);
    check(|figures| figures.full_value(&currency("CHF"), &value), ["CHF_3.000.000", "CHF_3,000,000", "3~000~000_CHF"]);
    check(|figures| figures.short_value(&currency("CHF"), &value), ["CHF_3_mln.", "CHF_3_million", "3_millions_CHF"]);
    check(|figures| figures.short_value(&currency("USD"), &value), ["US$_3_mln.", "US$3_million", "3_millions_de_dollars_américains"]);
}

#[test]
fn percentages_and_counts() {
    check(|figures| figures.tenths_of_percent(350), ["35,0%", "35.0%", "35,0_%"]);
    check(|figures| figures.tenths_of_percent(354), ["35,4%", "35.4%", "35,4_%"]);
    check(|figures| figures.tenths_of_percent(-5), ["−0,5%", "−0.5%", "−0,5_%"]);
    check(|figures| figures.tenths_of_percent(0), ["0,0%", "0.0%", "0,0_%"]);
    check(|figures| figures.tenths_of_percent(1_234_567), ["123.456,7%", "123,456.7%", "123~456,7_%"]);
    check(|figures| figures.count(999), ["999", "999", "999"]);
    check(|figures| figures.count(1234), ["1.234", "1,234", "1~234"]);
}

#[test]
fn what_a_language_writes_is_what_its_notation_reads() {
    for (tag, locale) in languages() {
        let (figures, notation) = (Figures::new(&locale), notation(&locale));
        let marks: Vec<char> = figures.full_value(&currency("EUR"), &Value::exactly(123_456_789)).chars().collect();
        let marks: Vec<char> = marks.into_iter().filter(|char| !(char.is_ascii_digit() || "€\u{a0}".contains(*char))).collect();
        assert_eq!(marks, [notation.group, notation.group, notation.decimal], "{tag}");
        let powers: Vec<u32> = notation.short.many.keys().copied().collect();
        assert_eq!(powers, [6, 9, 12], "{tag}: the magnitudes that have a word");
        for (power, word) in notation.short.one.iter().chain(&notation.short.many) {
            assert_eq!(notation.scales.get(word), Some(power), "{tag}: {word}");
        }
    }
}

/// The amounts in euros that a text states.
fn stated(text: &str, language: &Language<'_>) -> Vec<Value> {
    let cents = |number: &str| {
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        format!("{whole}{fraction:0<2}").parse().expect("cents")
    };
    let euros = |amount: &amounts::NamedAmount| {
        assert_eq!(amount.unit, Unit::Money("EUR".into()), "{text}");
        Value { low_cents: cents(&amount.low), high_cents: cents(&amount.high) }
    };
    amounts::read(text, language).iter().map(euros).collect()
}

#[test]
fn what_is_written_is_read_back_as_it_was() {
    let units = [100_000_000, 100_000_000_000, 100_000_000_000_000];
    let values = units.iter().flat_map(|unit| [1000, 1001, 1500, 2000, 2345, 999_999, 70_935].map(|number| unit / 1000 * number));
    let values: Vec<i64> = values.chain([0, 1, 1230, 99_999_999, 123_456_789, i64::MAX]).collect();
    for (tag, locale) in languages() {
        let (figures, language) = (Figures::new(&locale), Language::new(&locale, &[], 0).expect("words of numbers"));
        for cents in &values {
            let range = Value { low_cents: *cents, high_cents: cents.saturating_add(units[0]) };
            for value in [Value::exactly(*cents), range] {
                for text in [figures.full_value(&currency("EUR"), &value), figures.short_value(&currency("EUR"), &value)] {
                    assert_eq!(stated(&text, &language), [value], "{tag}: {text}");
                }
            }
        }
    }
}

#[test]
fn a_region_or_an_unknown_language_has_figures_too() {
    let languages = languages();
    let count = |tag: &str| seen(&Figures::new(&renamed(&languages["nl"], tag)).count(1_234_567));
    assert_eq!(count("nl-be"), "1.234.567");
    assert_eq!(count("fr-be"), "1~234~567");
    assert_eq!(count("de-at"), "1_234_567", "a region that writes otherwise than its language");
    assert_eq!(count("qaa"), "1,234,567", "a language that nobody knows");
    assert_eq!(count("nl-b"), "1.234.567", "no tag that there can be");
}

#[test]
fn german_and_regions_write_as_they_do() {
    let languages = languages();
    let written = |tag: &str, base: &str| {
        let locale = renamed(&languages[base], tag);
        let figures = Figures::new(&locale);
        let euros = currency("EUR");
        let (large, exact) = (Value::exactly(150_000_000_000), Value::exactly(123_456_750));
        [figures.short_value(&euros, &large), figures.full_value(&euros, &exact), figures.tenths_of_percent(655), figures.count(1234)]
            .map(|text| seen(&text))
            .join(" | ")
    };
    let found =
        [("de", "de"), ("de-be", "de"), ("de-at", "de"), ("de-ch", "de"), ("fr", "fr"), ("fr-be", "fr"), ("nl-be", "nl"), ("en-us", "en")];
    let found: String = found.iter().map(|(tag, base)| format!("{tag}: {}\n", written(tag, base))).collect();
    expect_test::expect![[r#"
        de: 1,5_Mrd._€ | 1.234.567,50_€ | 65,5_% | 1.234
        de-be: 1,5_Mrd._€ | 1.234.567,50_€ | 65,5_% | 1.234
        de-at: 1,5_Mrd._€ | 1_234_567,50_€ | 65,5_% | 1_234
        de-ch: 1.5_Mrd._€ | 1'234'567.50_€ | 65.5_% | 1'234
        fr: 1,5_milliard_d’euros | 1~234~567,50_€ | 65,5_% | 1~234
        fr-be: 1,5_milliard_d’euros | 1~234~567,50_€ | 65,5_% | 1~234
        nl-be: €_1,5_mld. | €_1.234.567,50 | 65,5% | 1.234
        en-us: €1.5_billion | €1,234,567.50 | 65.5% | 1,234
    "#]]
    .assert_eq(&found);
}

#[test]
fn a_count_has_the_form_of_its_language() {
    let languages = languages();
    let forms = |tag: &str, base: &str, counts: &[usize]| {
        let locale = renamed(&languages[base], tag);
        let figures = Figures::new(&locale);
        counts.iter().map(|count| figures.form(*count)).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(forms("de", "de", &[0, 1, 2]), "other one other");
    assert_eq!(forms("fr-be", "fr", &[0, 1, 2, 1_000_000]), "one one other many");
    assert_eq!(forms("pl", "en", &[1, 2, 5]), "one few many");
    assert_eq!(forms("ar", "en", &[0, 1, 2, 3, 11, 100]), "zero one two few many other");
}

#[test]
fn a_theme_without_notation_writes_in_full() {
    let locale = Locale { numbers: None, ..languages()["nl"].clone() };
    let figures = Figures::new(&locale);
    assert_eq!(seen(&figures.short_value(&currency("EUR"), &Value::exactly(200_000_000))), "€_2.000.000");
    assert_eq!(figures.tenths_of_percent(354), "35,4%");
}

#[test]
fn counts_on_pages_stand_in_groups() {
    let paragraphs = "Luna.\n\n".repeat(1001);
    let root = crate::render::dossier(&[
        (
            "content/actors.toml",
            "[[actors]]\nid = \"luna\"\nkind = \"person\"\nname = \"Luna\"\n[actors.aliases]\nnl = [\"Luna\"]\nen = [\"Luna\"]\n",
        ),
        ("content/letters/first/nl.md", &NL.replace("Ja.", &paragraphs)),
        ("content/letters/first/en.md", &EN.replace("Yes.", &paragraphs)),
    ]);
    let (pages, _) = built(root.path(), None);
    for (path, words) in [("nl/betrokkenen.html", "1.001 passages"), ("en/actors.html", "1,001 passages")] {
        crate::render::check(&pages, path, &[words]);
    }
}

#[test]
fn templates_print_no_count_of_their_own() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/dossier/templates");
    for entry in fs::read_dir(folder).expect("the theme's templates") {
        let path = entry.expect("a readable folder").path();
        let template = fs::read_to_string(&path).expect("a template");
        let printed = template.split("{{").skip(1).filter_map(|rest| rest.split_once("}}"));
        let counts: Vec<&str> = printed.map(|(printed, _)| printed).filter(|printed| printed.contains("length")).collect();
        assert!(counts.is_empty(), "{}: {counts:?} stand in no groups", path.display());
    }
}

#[test]
fn a_key_figure_says_of_what_it_is() {
    let letter = NL.replace("Ja.", "Ja, 65,25% van de kosten van 5 treinen, en € 7 mln.");
    let amount = |id: &str, rest: &str| {
        format!(
            "[[amounts]]\nid = \"{id}\"\nprogramme = \"rail\"\nrole = \"context\"\nside = \"neither\"\nqualifier = \"exact\"\nstatus = \"said\"\nletter = \"first\"\nblock = \"p2\"\n{rest}\n"
        )
    };
    let money = format!(
        "[[statuses]]\nid = \"said\"\nname = \"gezegd\"\nmeaning = \"Zo staat het er.\"\n\n[[programmes]]\nid = \"rail\"\nname = \"Spoor\"\n\n{}{}{}",
        amount("cost", "share = \"65.25\"\nof = \"de kosten\"\npayer = \"Rijk\"\nquote = { nl = \"65,25%\", en = \"Yes\" }"),
        amount("trains", "count = \"5\"\nof = \"treinen\"\nquote = { nl = \"5 treinen\", en = \"Yes\" }"),
        amount("more", "value = \"7000000.00\"\ncurrency = \"EUR\"\nquote = { nl = \"en € 7 mln\", en = \"Yes\" }"),
    );
    let settings = SETTINGS.replacen("\ntitle", "\nkey-figures = [\"cost\", \"trains\", \"more\"]\ntitle", 1);
    let over = [("content/letters/first/nl.md", letter.as_str()), ("content/funding.toml", &money), ("content/dossier.toml", &settings)];
    let (pages, _) = built(crate::render::dossier(&over).path(), None);
    for words in [
        "65,25%</dd>\n<dd class=\"purpose\">aandeel in: de kosten</dd>",
        "5</dd>\n<dd class=\"purpose\">treinen</dd>",
        "mln.</dd>\n<dd class=\"purpose\"><q>en € 7 mln</q></dd>",
    ] {
        crate::render::check(&pages, "nl/index.html", &[words]);
    }
}
