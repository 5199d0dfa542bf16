//! Records that say nothing, say something twice, name themselves or contradict one another.

use std::fs;

use expect_test::{Expect, expect};

use crate::cases::{build, text};
use crate::small::{PLAIN, Small, told};

/// A review of the edition, on a day.
fn review(date: &str) -> String {
    format!("[[reviews]]\nlang = \"en\"\nstate = \"proofread\"\nby = \"Anna\"\ndate = \"{date}\"\ntext = \"7020d9524716e7ae\"\n")
}

/// Compares what is told of a letter's metadata with what is expected.
#[track_caller]
fn check_letter(letter: &str, expected: &Expect) {
    expected.assert_eq(&Small { letter, ..PLAIN }.told());
}

/// Compares what is told of a file with what is expected.
#[track_caller]
fn check_file(path: &str, records: &str, expected: &Expect) {
    expected.assert_eq(&Small { files: &[(path, records)], ..PLAIN }.told());
}

/// A dossier whose source has three lines, with corrections.
fn corrected<'a>(text: &'a str, files: &'a [(&'a str, &'a str)]) -> Small<'a> {
    Small { text, source: Some("Dear council,\n\nteh bridge"), files, ..PLAIN }
}

/// Compares what is told of corrections with what is expected.
#[track_caller]
fn check_corrections(text: &str, records: &str, expected: &Expect) {
    expected.assert_eq(&corrected(text, &[("letters/a/corrections.toml", records)]).told());
}

#[test]
fn names_are_never_blank() {
    check_letter(
        "[[senders]]\norganisation = \"\"\n[[senders]]\nname = \"\"\nrole = \"  \"\n",
        &expect![[r#"
            content/letters/a/letter.toml:10:16: error[wrong-value]: `organisation` must be a text that is not blank
              hint: where there is nothing to say, leave it out
            content/letters/a/letter.toml:12:8: error[wrong-value]: `name` must be a text that is not blank
              hint: where there is nothing to say, leave it out
            content/letters/a/letter.toml:13:8: error[wrong-value]: `role` must be a text that is not blank
              hint: where there is nothing to say, leave it out
        "#]],
    );
    check_file(
        "actors.toml",
        "[[actors]]\nid = \"x\"\nkind = \"person\"\nname = \"X\"\nlisted-as = \" \"\nnote = { en = \"\" }\n",
        &expect![[r#"
            content/actors.toml:5:13: error[wrong-value]: `listed-as` must be a text that is not blank
              hint: where there is nothing to say, leave it out
            content/actors.toml:6:8: error[wrong-value]: `note` must be a text that is not blank
              hint: where there is nothing to say, leave it out
        "#]],
    );
}

#[test]
fn nothing_is_there_twice() {
    let number = "[[numbers]]\nkind = \"ref\"\nvalue = \"1\"\n";
    let recipient = "[[recipients]]\nname = \"Anna\"\nrole = { en = \"clerk\" }\n";
    check_letter(
        &[number, number, recipient, recipient].concat(),
        &expect![[r#"
            content/letters/a/letter.toml:12:1: error[duplicate-id]: this number occurs twice
            content/letters/a/letter.toml:18:1: error[duplicate-id]: this recipient occurs twice
        "#]],
    );
    check_letter(
        &[review("2026-02-03"), review("2026-02-03")].concat(),
        &expect![[r#"
            content/letters/a/letter.toml:15:1: error[duplicate-id]: this review occurs twice
        "#]],
    );
    check_file(
        "actors.toml",
        "[[actors]]\nid = \"x\"\nkind = \"person\"\nname = \"X\"\nsee-also = [\"y\", \"y\", \"x\"]\naliases = { en = [\"Dear\", \"Dear\", \"\"] }\n[[actors]]\nid = \"y\"\nkind = \"person\"\nname = \"Y\"\n",
        &expect![[r#"
            content/actors.toml:5:18: error[duplicate-id]: `y` occurs twice
            content/actors.toml:5:23: error[wrong-value]: `see-also` must be the id of another record: `x` is this one
            content/actors.toml:6:27: error[duplicate-id]: `Dear` occurs twice
            content/actors.toml:6:35: error[wrong-value]: `en` must be a text that is not blank
              hint: where there is nothing to say, leave it out
        "#]],
    );
    expect![[r#"
        content/dossier.toml:6:16: error[unknown-amount]: no amount `k` in `funding.toml`
        content/dossier.toml:6:21: error[duplicate-id]: `k` occurs twice
    "#]]
    .assert_eq(&Small { settings: ("key-figures = [\"k\", \"k\"]", ""), ..PLAIN }.told());
}

#[test]
fn words_of_a_language_that_is_none_of_the_dossier_are_told() {
    check_file(
        "actors.toml",
        "[[actors]]\nid = \"x\"\nkind = \"person\"\nname = \"X\"\naliases = { en = [\"Dear\"], fr = [\"Cher\"] }\nexcept = { eng = [\"No\"] }\n",
        &expect![[r#"
            content/actors.toml:2:6: error[unknown-language]: language `eng` is not one of the dossier's
              hint: add it to `languages` in `content/dossier.toml`, or mend the tag
            content/actors.toml:2:6: error[unknown-language]: language `fr` is not one of the dossier's
              hint: add it to `languages` in `content/dossier.toml`, or mend the tag
        "#]],
    );
}

#[test]
fn a_missing_key_hides_no_other() {
    let diwoo = "[government.diwoo]\npublisher = \"Stad\"\nhandling = \"vaststelling\"\nleave-out = [\"a\"]\n";
    expect![[r#"
        content/dossier.toml:11:1: error[missing-key]: `categories` is missing: the category of information of each kind of letter
    "#]]
    .assert_eq(&Small { settings: ("", diwoo), ..PLAIN }.told());
}

#[test]
fn payers_are_named_once() {
    let ledger = "[[statuses]]\nid = \"s\"\nname = \"s\"\nmeaning = \"m\"\n[[programmes]]\nid = \"p\"\nname = \"P\"\n[[amounts]]\nid = \"m\"\nprogramme = \"p\"\nrole = \"component\"\nstatus = \"s\"\nside = \"sources\"\nqualifier = \"exact\"\nvalue = \"5.00\"\ncurrency = \"EUR\"\nnote = \"n\"\npayer = \"\"\npayee = { en = \"  \" }\npayers = [\"k\", \"k\"]\nletter = \"a\"\nblock = \"p1\"\nquote = \"Pay €5\"\n";
    let actors = "[[actors]]\nid = \"k\"\nkind = \"person\"\nname = \"K\"\n";
    expect![[r#"
        content/funding.toml:18:9: error[wrong-value]: `payer` must be a text that is not blank
          hint: where there is nothing to say, leave it out
        content/funding.toml:19:9: error[wrong-value]: `payee` must be a text that is not blank
          hint: where there is nothing to say, leave it out
        content/funding.toml:20:16: error[duplicate-id]: `k` occurs twice
    "#]]
    .assert_eq(&Small { text: "Pay €5.", files: &[("funding.toml", ledger), ("actors.toml", actors)], ..PLAIN }.told());
}

#[test]
fn nothing_is_related_to_itself() {
    check_letter(
        "[[references]]\nto = \"a\"\ntype = \"is-reaction-to\"\nblock = \"p1\"\nquote = \"Dear\"\n",
        &expect![[r#"
            content/letters/a/letter.toml:10:6: error[wrong-value]: `to` must be the id of another record: `a` is this one
        "#]],
    );
    check_file(
        "external.toml",
        "[[externals]]\nid = \"x\"\ntitle = \"X\"\n[[externals.references]]\nexternal = \"x\"\ntype = \"refers-to\"\nletter = \"a\"\nblock = \"p1\"\nquote = \"Dear\"\n",
        &expect![[r#"
            content/external.toml:5:12: error[wrong-value]: `external` must be the id of another record: `x` is this one
        "#]],
    );
}

#[test]
fn no_review_is_later_than_the_publication() {
    check_letter(
        &review("2026-11-22"),
        &expect![[r#"
            content/letters/a/letter.toml:13:8: error[wrong-value]: `date` must be no later than 2026-11-21, the day of publication
        "#]],
    );
}

#[test]
fn corrections_never_contradict_one_another() {
    let sic = "class = \"sic\"\nsource = \"teh\"\nlines = \"3\"\ncertainty = \"certain\"\nnote = \"n\"\n";
    let keep = format!("[[corrections]]\n{sic}");
    let change = |to: &str| format!("[[corrections]]\nclass = \"ocr\"\nsource = \"teh\"\nedition = \"{to}\"\nlines = \"3\"\n");
    check_corrections(
        "Dear council,\n\nthe bridge",
        &(change("the") + &keep),
        &expect![[r#"
            content/letters/a/corrections.toml:8:10: error[reading-not-found]: `teh` is kept as the author’s slip, and another record changes it
              hint: keep the record that says what the edition has
        "#]],
    );
    check_corrections(
        "Dear council,\n\nthe bridge",
        &format!("[[corrections]]\nedition = \"the\"\n{sic}"),
        &expect![[r#"
            content/letters/a/corrections.toml:2:11: error[wrong-value]: `edition` must be left out: a slip of the author (`sic`) is kept as the source has it
              hint: where the edition has another reading, the record is of another class
        "#]],
    );
    check_corrections(
        "Dear council,\n\nteh bridge",
        &change("teh"),
        &expect![[r#"
        content/letters/a/corrections.toml:4:1: error[wrong-value]: `edition` must be another reading than that of the source: both have `teh`
          hint: a record that only remarks on its place has no `edition`
    "#]],
    );
    let spaced = "[[corrections]]\nclass = \"typography\"\nsource = \"teh bridge\"\nedition = \"teh  bridge\"\nlines = \"3\"\n";
    check_corrections("Dear council,\n\nteh bridge", &keep, &expect![[r#""#]]);
    let both = corrected("Dear council,\n\nteh, bridge", &[]).told();
    assert!(both.contains("edition-differs"), "{both}");
    let kept = spaced.replace("teh  bridge", "teh, bridge") + &keep;
    check_corrections("Dear council,\n\nteh, bridge", &kept, &expect![[r#""#]]);
}

#[test]
fn lines_of_corrections_are_those_of_the_source() {
    let words = "block = \"p2\"\nwords = \"teh\"\n";
    let sic = |lines: &str| {
        format!("[[corrections]]\nclass = \"sic\"\nsource = \"teh\"\nlines = \"{lines}\"\ncertainty = \"certain\"\nnote = \"n\"\n{words}")
    };
    check_corrections(
        "Dear council,\n\nteh bridge",
        &sic("1-99"),
        &expect![[r#"
            content/letters/a/corrections.toml:4:9: error[wrong-value]: `lines` must be lines of the source: it has 3, and the record names 1–99
        "#]],
    );
    let records = sic("1-3");
    let root = corrected("Dear council,\n\nteh bridge", &[("letters/a/corrections.toml", &records)]).lay();
    let files = build(root.path(), None);
    let page = text(&files, "en/letters/a.html");
    assert!(page.contains("#l3\">line 3</a>"), "{page}");
    assert!(
        text(&files, "data/letters/a.json").contains("\"lines\": [\n        3,\n        3\n"),
        "{}",
        text(&files, "data/letters/a.json")
    );
}

#[test]
fn words_have_places_for_values_that_are_given_only() {
    let root = PLAIN.lay();
    let folder = root.path().join("themes/dossier/i18n");
    fs::create_dir_all(&folder).expect("a new folder");
    let words = "[words.cite]\npattern = \"‘{titel}’[, {date}]\"\n[words.letters.count]\none = \"{n} letter of {m}\"\n[words.nav]\nhome = \"{x}\"\n";
    fs::write(folder.join("en.toml"), words).expect("a new file");
    expect![[r#"
        themes/dossier/i18n/en.toml:2:11: error[wrong-value]: `cite.pattern` has a place for `{titel}`, and nothing is put there
          hint: did you mean `{title}`?
        themes/dossier/i18n/en.toml:4:7: error[wrong-value]: `letters.count.one` has a place for `{m}`, and nothing is put there
          hint: these words are given `{count}`
        themes/dossier/i18n/en.toml:4:7: error[wrong-value]: `letters.count.one` has a place for `{n}`, and nothing is put there
          hint: these words are given `{count}`
        themes/dossier/i18n/en.toml:6:8: error[wrong-value]: `nav.home` has a place for `{x}`, and nothing is put there
          hint: these words are given no values
    "#]]
    .assert_eq(&told(root.path()));
}
