//! Amounts in tables whose head, caption or first cell says what the numbers count.

use expect_test::{Expect, expect};

use super::{amount, ledger};
use crate::small::{PLAIN, Small};

/// Compares what is told of a ledger and a text with tables, whose source has a tab between cells, with what is expected.
#[track_caller]
fn check((lang, words): (&str, &str), records: &[String], expected: &Expect) {
    let cells = |row: &str| row.trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>().join("\t").trim_end().to_owned() + "\n";
    let row = |line: &str| if line.starts_with('|') { cells(line) } else { line.to_owned() };
    let lines: Vec<String> = words.lines().filter(|line| !line.starts_with("|--") && !line.is_empty()).map(row).collect();
    let (ledger, source) = (ledger(records), lines.join("\n\n").replace("\n\n\n", "\n\n"));
    let files = [("funding.toml", ledger.as_str())];
    expected.assert_eq(&Small { lang, text: words, source: Some(source.trim_end()), files: &files, ..PLAIN }.told());
}

/// An amount in a row.
fn of_row(row: usize, id: &str, value: &str, quote: &str) -> String {
    amount(id, value, quote, &[]).replace("block = \"p1\"", &format!("block = \"p{row}\""))
}

#[test]
fn the_head_of_a_column_says_what_its_cells_count() {
    check(
        (
            "nl",
            "| Partij | 2025 (x € 1.000) | Deel | fte |\n|---|---|---|---|\n| Rijk | 1.250 | 5% | 12 |\n| Provincie | 2025 | 7% | 3 |\n| Gemeente | p.m. | - | 4 |\n| EU | 0 | (5) | 5 |\n| Rest | (50) | | |",
        ),
        &[of_row(2, "rijk", "1250000.00", "1.250")],
        &expect![[r#"
            content/letters/a/nl.md:9:18: error[unlisted-amount]: no amount of the ledger quotes `5%`
              hint: add it to `content/funding.toml` with `letter = "a"`, `block = "p2"` and these words in the `nl` of its `quote`
              hint: where it is no money, say why in an `[[accept]]` record with `letter`, `block = "p2"` and `words`
            content/letters/a/nl.md:10:15: error[unlisted-amount]: no amount of the ledger quotes `2025`
              hint: add it to `content/funding.toml` with `letter = "a"`, `block = "p3"` and these words in the `nl` of its `quote`
              hint: where it is no money, say why in an `[[accept]]` record with `letter`, `block = "p3"` and `words`
              hint: in its table it is 2025000.00 EUR
            content/letters/a/nl.md:10:22: error[unlisted-amount]: no amount of the ledger quotes `7%`
              hint: add it to `content/funding.toml` with `letter = "a"`, `block = "p3"` and these words in the `nl` of its `quote`
              hint: where it is no money, say why in an `[[accept]]` record with `letter`, `block = "p3"` and `words`
            content/letters/a/nl.md:13:10: error[unlisted-amount]: `(50)` looks like money, but cannot be read as an amount in `nl`
              hint: tell it as a statement, and say why in an `[[accept]]` record with `letter = "a"`, `block = "p6"` and `words`
        "#]],
    );
}

#[test]
fn an_amount_of_a_cell_is_held_to_the_unit() {
    check(
        ("nl", "| | in miljoenen euro’s |\n|---|---|\n| Rijk | 12,5 |\n| EU | € 3 |\n| Jaar | 2025 |"),
        &[of_row(2, "rijk", "12500.00", "12,5")],
        &expect![[r#"
            content/funding.toml:15:10: error[amount-differs]: `12,5` reads as 12500000.00 EUR, the ledger says 12500.00 EUR
              hint: the ledger says what the words say: mend the record, or the edition where it is not what the source prints
            content/letters/a/nl.md:7:1: error[edition-differs]: the edition has `	`, the source has not (line 1 of the source)
              hint: mend the edition, or record the difference: `dossier corrections LETTER` proposes how
            content/letters/a/nl.md:10:8: error[unlisted-amount]: `€ 3` looks like money, but cannot be read as an amount in `nl`
              hint: tell it as a statement, and say why in an `[[accept]]` record with `letter = "a"`, `block = "p3"` and `words`
            content/letters/a/nl.md:11:10: error[unlisted-amount]: no amount of the ledger quotes `2025`
              hint: add it to `content/funding.toml` with `letter = "a"`, `block = "p4"` and these words in the `nl` of its `quote`
              hint: where it is no money, say why in an `[[accept]]` record with `letter`, `block = "p4"` and `words`
              hint: in its table it is 2025000000.00 EUR
        "#]],
    );
}

#[test]
fn a_caption_or_a_first_cell_says_what_cells_count() {
    check(
        (
            "en",
            "Table 1. Budget (€ million), revised.\n\n| Year | 2025 | 2026 |\n|---|---|---|\n| 2025 | 1.5 | 2030 |\n| Staff (€'000) | 250 | 1,000 |\n\nMany millions of euros:\n\n| a | 5 |\n|---|---|\n| b | 6 |\n\n| c | €bn |\n|---|---|\n| d | 3-5 |\n| e | about 7 |",
        ),
        &[],
        &expect![[r#"
            content/letters/a/en.md:11:10: error[unlisted-amount]: no amount of the ledger quotes `1.5`
              hint: add it to `content/funding.toml` with `letter = "a"`, `block = "p3"` and these words in the `en` of its `quote`
              hint: where it is no money, say why in an `[[accept]]` record with `letter`, `block = "p3"` and `words`
              hint: in its table it is 1500000.00 EUR
            content/letters/a/en.md:12:19: error[unlisted-amount]: no amount of the ledger quotes `250`
              hint: add it to `content/funding.toml` with `letter = "a"`, `block = "p4"` and these words in the `en` of its `quote`
              hint: where it is no money, say why in an `[[accept]]` record with `letter`, `block = "p4"` and `words`
              hint: in its table it is 250000.00 EUR
            content/letters/a/en.md:12:25: error[unlisted-amount]: no amount of the ledger quotes `1,000`
              hint: add it to `content/funding.toml` with `letter = "a"`, `block = "p4"` and these words in the `en` of its `quote`
              hint: where it is no money, say why in an `[[accept]]` record with `letter`, `block = "p4"` and `words`
              hint: in its table it is 1000000.00 EUR
            content/letters/a/en.md:22:7: error[unlisted-amount]: no amount of the ledger quotes `3-5`
              hint: add it to `content/funding.toml` with `letter = "a"`, `block = "p9"` and these words in the `en` of its `quote`
              hint: where it is no money, say why in an `[[accept]]` record with `letter`, `block = "p9"` and `words`
              hint: in its table it is 3000000000.00-5000000000.00 EUR
            content/letters/a/en.md:23:13: error[unlisted-amount]: no amount of the ledger quotes `7`
              hint: add it to `content/funding.toml` with `letter = "a"`, `block = "p10"` and these words in the `en` of its `quote`
              hint: where it is no money, say why in an `[[accept]]` record with `letter`, `block = "p10"` and `words`
              hint: in its table it is 7000000000.00 EUR
        "#]],
    );
}

#[test]
fn the_head_of_a_column_may_be_a_currency_and_more() {
    check(
        (
            "nl",
            "| | Bedrag € | Kosten in euro per jaar | € per inwoner | Top 5 euro |\n|---|---|---|---|---|\n| a | 11 | 12 | 14 | 13 |\n\n| | Totaal EUR | Europa | Bijdrage (EUR mln.) |\n|---|---|---|---|\n| b | 21 | 22 | 2,3 |",
        ),
        &[],
        &expect![[r#"
            content/letters/a/nl.md:7:1: error[edition-differs]: the edition has `	`, the source has not (line 1 of the source)
              hint: mend the edition, or record the difference: `dossier corrections LETTER` proposes how
            content/letters/a/nl.md:7:62: error[unlisted-amount]: no amount of the ledger quotes `5 euro`
              hint: add it to `content/funding.toml` with `letter = "a"`, `block = "p1"` and these words in the `nl` of its `quote`
              hint: where it is no money, say why in an `[[accept]]` record with `letter`, `block = "p1"` and `words`
            content/letters/a/nl.md:9:7: error[unlisted-amount]: no amount of the ledger quotes `11`
              hint: add it to `content/funding.toml` with `letter = "a"`, `block = "p2"` and these words in the `nl` of its `quote`
              hint: where it is no money, say why in an `[[accept]]` record with `letter`, `block = "p2"` and `words`
              hint: in its table it is 11.00 EUR
            content/letters/a/nl.md:9:12: error[unlisted-amount]: no amount of the ledger quotes `12`
              hint: add it to `content/funding.toml` with `letter = "a"`, `block = "p2"` and these words in the `nl` of its `quote`
              hint: where it is no money, say why in an `[[accept]]` record with `letter`, `block = "p2"` and `words`
              hint: in its table it is 12.00 EUR
            content/letters/a/nl.md:9:17: error[unlisted-amount]: no amount of the ledger quotes `14`
              hint: add it to `content/funding.toml` with `letter = "a"`, `block = "p2"` and these words in the `nl` of its `quote`
              hint: where it is no money, say why in an `[[accept]]` record with `letter`, `block = "p2"` and `words`
              hint: in its table it is 14.00 EUR
            content/letters/a/nl.md:13:7: error[unlisted-amount]: no amount of the ledger quotes `21`
              hint: add it to `content/funding.toml` with `letter = "a"`, `block = "p4"` and these words in the `nl` of its `quote`
              hint: where it is no money, say why in an `[[accept]]` record with `letter`, `block = "p4"` and `words`
              hint: in its table it is 21.00 EUR
            content/letters/a/nl.md:13:17: error[unlisted-amount]: no amount of the ledger quotes `2,3`
              hint: add it to `content/funding.toml` with `letter = "a"`, `block = "p4"` and these words in the `nl` of its `quote`
              hint: where it is no money, say why in an `[[accept]]` record with `letter`, `block = "p4"` and `words`
              hint: in its table it is 2300000.00 EUR
        "#]],
    );
}

#[test]
fn an_amount_of_a_thousand_in_a_head_is_one() {
    check(
        ("nl", "| Kosten | Bijdrage € 1.000 |\n|---|---|\n| a | 5 |\n| b | 3 x € 1.000 |"),
        &[],
        &expect![[r#"
        content/letters/a/nl.md:7:21: error[unlisted-amount]: no amount of the ledger quotes `€ 1.000`
          hint: add it to `content/funding.toml` with `letter = "a"`, `block = "p1"` and these words in the `nl` of its `quote`
          hint: where it is no money, say why in an `[[accept]]` record with `letter`, `block = "p1"` and `words`
        content/letters/a/nl.md:10:11: error[unlisted-amount]: no amount of the ledger quotes `€ 1.000`
          hint: add it to `content/funding.toml` with `letter = "a"`, `block = "p3"` and these words in the `nl` of its `quote`
          hint: where it is no money, say why in an `[[accept]]` record with `letter`, `block = "p3"` and `words`
    "#]],
    );
}
