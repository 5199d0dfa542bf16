//! Money that must not be added twice, or read as what it is not.

use expect_test::{Expect, expect};

use crate::cases::{build, text};
use crate::small::{PLAIN, Small};

mod tables;

/// A status without words and a programme.
const HEAD: &str = "[[statuses]]\nid = \"said\"\nname = \"said\"\nmeaning = \"m\"\n[[programmes]]\nid = \"p\"\nname = \"P\"\n";

/// An amount of euros: its id, its value, its words, and what is said of it beside.
fn amount(id: &str, value: &str, quote: &str, more: &[(&str, &str)]) -> String {
    let usual = [("role", "component"), ("status", "said"), ("side", "sources"), ("qualifier", "exact"), ("currency", "EUR")];
    let is_own = |key: &str| more.iter().any(|(own, _)| *own == key);
    let keys = usual.iter().filter(|(key, _)| !is_own(key)).chain(more).filter(|(_, value)| !value.is_empty());
    let keys: String = keys.map(|(key, value)| format!("{key} = \"{value}\"\n")).collect();
    format!(
        "[[amounts]]\nid = \"{id}\"\nprogramme = \"p\"\nvalue = \"{value}\"\nletter = \"a\"\nblock = \"p1\"\nnote = \"n\"\nquote = \"{quote}\"\n{keys}"
    )
}

/// A component of thousands of euros, quoted by its words.
fn part(id: &str, thousands: usize, more: &[(&str, &str)]) -> String {
    amount(id, &format!("{thousands}000.00"), &format!("€{thousands},000"), more)
}

/// A total of thousands of euros.
fn total(id: &str, thousands: usize) -> String {
    part(id, thousands, &[("role", "total"), ("status", "")])
}

/// A sum to the cent.
fn sum(total: &str, parts: &[&str]) -> String {
    format!("[[sums]]\ntotal = \"{total}\"\nparts = {parts:?}\n")
}

/// A ledger of these records.
fn ledger(records: &[String]) -> String {
    format!("{HEAD}{}", records.concat())
}

/// Compares what is told of a ledger and a text with what is expected.
#[track_caller]
fn check((lang, words): (&str, &str), records: &[String], expected: &Expect) {
    let ledger = ledger(records);
    expected.assert_eq(&Small { lang, text: words, files: &[("funding.toml", &ledger)], ..PLAIN }.told());
}

#[test]
fn what_says_an_amount_again_is_never_added() {
    let again = |id: &str, quote: &str, more: &[(&str, &str)]| amount(id, "6000.00", quote, more);
    let records = [total("tt", 12), again("x", "is €6,000", &[]), again("y", "and €6,000", &[("restates", "x")]), sum("tt", &["x", "y"])];
    check(
        ("en", "€12,000 is €6,000 and €6,000."),
        &records,
        &expect![[r#"
            content/funding.toml:46:12: error[wrong-value]: `restates` is of amounts with `role = "restatement"`, and this one is recorded as `component`
              hint: what says an amount again counts in no sum: make it a `restatement`, or take `restates` out
        "#]],
    );
}

#[test]
fn a_part_of_a_part_is_never_added_beside_it() {
    let of = |parts: &[&str]| {
        let (s, a) =
            (amount("s", "60000.00", "s €60,000", &[("status", ""), ("role", "subtotal")]), amount("a", "60000.00", "a €60,000", &[]));
        [total("tt", 160), s, part("b", 40, &[]), a, sum("s", &["a"]), sum("tt", parts)]
    };
    check(
        ("en", "€160,000 is s €60,000, €40,000 and a €60,000."),
        &of(&["s", "b", "a"]),
        &expect![[r#"
        content/funding.toml:63:20: error[mixed-sum]: `a` cannot be a part of `tt`: it is part of `s`, which the sum adds too
    "#]],
    );
    check(
        ("en", "€160,000 is s €60,000, €40,000 and a €60,000."),
        &of(&["a", "b", "s"]),
        &expect![[r#"
        content/funding.toml:63:10: error[mixed-sum]: `a` cannot be a part of `tt`: it is part of `s`, which the sum adds too
    "#]],
    );
    let both = [
        total("tt", 20),
        total("s", 11),
        total("u", 9),
        part("a", 5, &[]),
        part("b", 6, &[]),
        part("c", 4, &[]),
        sum("tt", &["s", "u"]),
        sum("s", &["a", "b"]),
        sum("u", &["a", "c"]),
    ];
    check(
        ("en", "€20,000, €11,000, €9,000, €5,000, €6,000, €4,000."),
        &both,
        &expect![[r#"
        content/funding.toml:85:15: error[mixed-sum]: `u` cannot be a part of `tt`: `a` is part of it and of `s`, and would be added twice
    "#]],
    );
}

#[test]
fn what_is_neither_counts_in_no_sum() {
    let neither = [("side", "neither")];
    let records = [total("tt", 10), part("a", 6, &[]), part("b", 4, &neither), sum("tt", &["a", "b"])];
    check(
        ("en", "€10,000 is €6,000 and €4,000."),
        &records,
        &expect![[r#"
        content/funding.toml:48:15: error[mixed-sum]: `b` cannot be a part of `tt`: it is recorded with `side = "neither"`, and what is neither counts in no sum
    "#]],
    );
    let records = [
        part("tt", 10, &[("side", "neither"), ("role", "total"), ("status", "")]),
        part("a", 6, &[]),
        part("b", 4, &[]),
        sum("tt", &["a", "b"]),
    ];
    check(
        ("en", "€10,000 is €6,000 and €4,000."),
        &records,
        &expect![[r#"
        content/funding.toml:48:10: error[mixed-sum]: `a` cannot be a part of `tt`: the total is recorded with `side = "neither"`, and what is neither counts in no sum
    "#]],
    );
}

#[test]
fn a_total_that_two_sums_divide_is_shown_with_both() {
    let records = [
        total("tt", 100),
        part("a", 60, &[]),
        part("b", 40, &[]),
        part("c", 70, &[]),
        part("d", 30, &[]),
        sum("tt", &["a", "b"]),
        sum("tt", &["c", "d"]),
    ];
    let ledger = ledger(&records);
    let text_of_it = "€100,000 is €60,000 and €40,000, or €70,000 and €30,000.";
    let root = Small { text: text_of_it, files: &[("funding.toml", &ledger)], ..PLAIN }.lay();
    let files = build(root.path(), None);
    let page = text(&files, "en/funding.html");
    for row in ["a", "b", "c", "d"] {
        assert_eq!(page.matches(&format!("id=\"{row}\"")).count(), 1, "{row}");
        assert!(page.contains(&format!("href=\"#{row}\"")), "the sums name {row}");
    }
    assert_eq!(page.matches("correct to the cent").count(), 2, "{page}");
}

#[test]
fn a_minus_in_words_is_one() {
    let said = |lang: &str, words: &str, quote: &str| {
        let ledger = ledger(&[amount("x", "4000000.00", quote, &[])]);
        Small { lang, text: words, files: &[("funding.toml", &ledger)], ..PLAIN }.told()
    };
    for (lang, words, quote) in [
        ("nl", "Het kost min € 4 miljoen.", "min € 4 miljoen"),
        ("nl", "Het kost minus 4 miljoen euro.", "minus 4 miljoen euro"),
        ("en", "It costs minus €4 million.", "minus €4 million"),
        ("en", "It costs -€4 million.", "-€4 million"),
        ("de", "Es kostet minus 4 Millionen Euro.", "minus 4 Millionen Euro"),
        ("fr", "Cela coûte moins 4 millions d’euros.", "moins 4 millions d’euros"),
    ] {
        let told = said(lang, words, quote);
        assert!(told.contains("reads as -4000000.00 EUR, and the ledger holds no amounts below zero"), "{words}: {told}");
        let told = Small { lang, text: words, files: &[("funding.toml", HEAD)], ..PLAIN }.told();
        assert!(told.contains("is an amount below zero"), "{words}: {told}");
    }
    for (lang, words, quote) in [
        ("nl", "Van 10 miljoen euro min 4 miljoen euro blijft iets.", "min 4 miljoen euro"),
        ("fr", "Cela coûte au moins 4 millions d’euros.", "au moins 4 millions d’euros"),
        ("fr", "Cela coûte moins de 4 millions d’euros.", "moins de 4 millions d’euros"),
    ] {
        assert!(!said(lang, words, quote).contains("below zero"), "{words}");
    }
}

#[test]
fn an_amount_that_cannot_be_read_says_what_to_do() {
    let records = [amount("x", "12.50", "SEK 12.50", &[("currency", "SEK")]), amount("y", "7.00", "a few euros", &[])];
    check(
        ("en", "It costs SEK 12.50, or a few euros."),
        &records,
        &expect![[r#"
        content/funding.toml:15:10: error[amount-differs]: `SEK 12.50` reads as no amount, the ledger says 12.50 SEK
          hint: no word or sign of `en` means SEK: add those that the letters use to `[parity.currencies]` in a copy of the theme's `i18n/en.toml`, such as `SEK = ["SEK"]`
        content/funding.toml:28:10: error[amount-differs]: `a few euros` reads as no amount, the ledger says 7.00 EUR
          hint: quote the whole figure, with its currency, as the edition has it; the ledger says what the words say
          hint: what the words leave open, such as `a few million`, is no amount: tell it as a statement
    "#]],
    );
}

#[test]
fn what_is_said_again_is_of_the_same_programme() {
    let again = amount("y", "6000.00", "and €6,000", &[("role", "restatement"), ("restates", "x")]);
    let records = [amount("x", "6000.00", "is €6,000", &[]), again.replace("programme = \"p\"", "programme = \"other\"")];
    let other = "[[programmes]]\nid = \"other\"\nname = \"O\"\n".to_owned();
    check(
        ("en", "It is €6,000 and €6,000."),
        &[&[other][..], &records].concat(),
        &expect![[r#"
        content/funding.toml:26:13: error[wrong-value]: `programme` must be `p`, the programme of `x`, which it says again
    "#]],
    );
}

#[test]
fn a_share_has_at_most_two_decimals() {
    let share = |id: &str, share: &str, quote: &str| {
        amount(id, "0", quote, &[("currency", ""), ("of", "money")]).replace("value = \"0\"", &format!("share = \"{share}\""))
    };
    check(
        ("en", "That is 0.5%, 12.25%, 7% or 0.125%."),
        &[share("a", "0.5", "is 0.5%"), share("b", "12.25", "12.25%"), share("c", "7.5", "7%"), share("d", "0.125", "0.125%")],
        &expect![[r#"
            content/funding.toml:41:10: error[amount-differs]: `7%` reads as 7.00 per cent, the ledger says 7.50 per cent
              hint: the ledger says what the words say: mend the record, or the edition where it is not what the source prints
            content/funding.toml:50:9: error[wrong-value]: `share` must be a number, with at most two decimals, such as "65", or two of them with `-` between, the smaller one first
        "#]],
    );
}

#[test]
fn a_range_that_restates_another_differs_at_an_end() {
    let range = |id: &str, until: usize, more: &[(&str, &str)]| {
        amount(id, &format!("3000000.00-{until}000000.00"), &format!("€3-{until} million"), &[&[("qualifier", "range")], more].concat())
    };
    let records = [range("x", 6, &[]), range("y", 5, &[("role", "restatement"), ("restates", "x")])];
    check(
        ("en", "It costs €3-6 million, say €3-5 million."),
        &records,
        &expect![[r#"
        content/funding.toml:34:12: error[restatement-differs]: `y` (3000000.00-5000000.00 EUR) is not a rounding of `x` (3000000.00-6000000.00 EUR): 1000000.00 EUR too little at the upper end
          hint: what a letter says again may be rounded, no more; another amount is a row of its own, with another role
    "#]],
    );
}

#[test]
fn a_total_of_rounded_parts_alone_needs_a_status() {
    let records = [total("tt", 10), part("a", 6, &[]), part("b", 4, &[]), sum("tt", &["a", "b"]) + "rounded = true\n"];
    check(
        ("en", "€10,000 is €6,000 and €4,000."),
        &records,
        &expect![[r#"
        content/funding.toml:9:6: error[missing-key]: `status` is missing: one of the statuses that this file declares; it follows from the parts only where a sum to the cent names them
    "#]],
    );
}

#[test]
fn amounts_in_a_language_that_cannot_be_read_are_told() {
    let shipped = include_str!("../../themes/dossier/i18n/en.toml");
    let (before, after) = shipped.split_once("\n[numbers]").expect("how numbers are written");
    let words = after.find("\n[words").expect("words");
    let own = [before, &after[words..]].concat();
    let ledger = ledger(&[amount("x", "7.00", "5 millones de euros", &[]), amount("y", "8.00", "6 millones de euros", &[])]);
    let files = [("funding.toml", ledger.as_str()), ("../themes/dossier/i18n/es.toml", &own)];
    let told = Small { lang: "es", text: "Cuesta 5 millones de euros y 6 millones de euros.", files: &files, ..PLAIN }.told();
    expect![[r#"
        content/funding.toml:15:10: warning[no-parity-data]: the amounts of the ledger are not held against their words in `es`
          hint: the theme does not say how `es` writes numbers: add `[numbers]` and `[parity]` to `themes/dossier/i18n/es.toml`
    "#]]
    .assert_eq(&told);
}

#[test]
fn a_currency_more_leaves_the_others() {
    let ledger = ledger(&[amount("x", "12.50", "SEK 12.50", &[("currency", "SEK")]), amount("y", "6000.00", "about €7,000", &[])]);
    let own = "[numbers.scales]\ngrand = 3\n[parity.currencies]\nSEK = [\"SEK\"]\n";
    let files = [("funding.toml", ledger.as_str()), ("../themes/dossier/i18n/en.toml", own)];
    let told = Small { text: "It costs SEK 12.50, or about €7,000.", files: &files, ..PLAIN }.told();
    expect![[r#"
        content/funding.toml:28:10: error[amount-differs]: `about €7,000` reads as 7000.00 EUR, the ledger says 6000.00 EUR
          hint: the ledger says what the words say: mend the record, or the edition where it is not what the source prints
        content/funding.toml:28:10: error[qualifier-differs]: the words at `about €7,000` make it `about`, the ledger says `exact`
          hint: `qualifier` follows from words directly at the figure, in every language: `exact` where there are none
    "#]]
    .assert_eq(&told);
}
