//! What the commands beside `build` and `check` say.

use std::fs;

use expect_test::expect;

use super::{base, check, copy};
use crate::cli;

#[test]
fn lock_says_what_it_wrote() {
    let root = copy();
    check(
        root.path(),
        &["lock"],
        expect![[r#"
        0
        all blocks and addresses are locked already
        --
    "#]],
    );
    fs::remove_file(root.path().join("content/letters/first/letter.lock")).expect("a lock file");
    check(
        root.path(),
        &["lock"],
        expect![[r#"
        0
        wrote content/letters/first/letter.lock
        --
    "#]],
    );
    check(
        root.path(),
        &["lock", "--translated", "frist"],
        expect![[r#"
        1
        --
        --translated:1:1: error[unknown-letter]: no letter `frist` in this dossier
          hint: did you mean `first`?

        1 error
        nothing was written
    "#]],
    );
    check(
        root.path(),
        &["lock", "--translated", "first:p9", "--to", "fr"],
        expect![[r#"
        1
        --
        --to:1:1: error[unknown-language]: language `fr` is not one of the dossier's
          hint: add it to `languages` in `content/dossier.toml`, or mend the tag

        --translated:1:1: error[unknown-block]: no block `p9` in letter `first`
          hint: `letter.lock` lists the blocks; `dossier blocks LETTER` prints them with their text

        2 errors
        nothing was written
    "#]],
    );
}

#[test]
fn corrections_says_when_there_is_nothing_to_propose() {
    check(
        &base(),
        &["corrections", "first"],
        expect![[r#"
        0
        --
        source and corrections give the edition: there is nothing to propose
    "#]],
    );
    let root = copy();
    cli::take_text_of_source(root.path());
    check(
        root.path(),
        &["corrections", "first"],
        expect![[r#"
        0
        --
        the source of this letter has no text to which its edition could be held
    "#]],
    );
    let root = copy();
    fs::write(root.path().join("content/letters/first/corrections.toml"), "").expect("written");
    check(
        root.path(),
        &["corrections", "first"],
        expect![[r#"
        0
        [[rules]]
        rule = "join-lines"
        count = 3

        [[corrections]]
        class = "page-furniture"
        source = "B-24/17, 14 mei 2024"
        edition = ""
        lines = "1"

        --
        look at each, give reasons in `note`, and append them to `corrections.toml`
    "#]],
    );
    check(
        root.path(),
        &["corrections", "frist"],
        expect![[r#"
        2
        --
        error: no letter `frist`; did you mean `first`?
    "#]],
    );
}

#[test]
fn explain_says_how_to_mend_it_and_how_to_accept_it() {
    check(
        &base(),
        &["check", "--explain", "unlisted-amount"],
        expect![[r#"
            0
            unlisted-amount: A letter states an amount that the ledger does not have.

            The ledger promises every amount of money and every percentage of every edition, unless `funding.toml` says `complete = false`. In a table, numbers count in the unit that the caption, the head of the column or the first cell of the row gives them, such as `x € 1.000`. What is no money can be accepted with a reason, figure by figure.

            To mend it: Add the amount to `funding.toml` with the passage. If it is no money, such as a share of computing power, accept it for that block and those words.

            It can be accepted with a reason, by a record in `content/dossier.toml`:

            [[accept]]
            problem = "unlisted-amount"
            letter = "…"
            block = "…"
            words = "…"
            reason = "…"
            --
        "#]],
    );
    check(
        &base(),
        &["check", "--explain", "broken-toml"],
        expect![[r#"
        0
        broken-toml: A file in TOML has a syntax error.

        The file is not valid TOML. Nothing of it can be read until it is mended.

        To mend it: Look at the place of the caret and just before it: a quote or bracket that does not end, a text without quotes, a key that occurs twice. Long texts with quotes in them stand best between `'''`.
        --
    "#]],
    );
    check(
        &base(),
        &["check", "--explain", "brokentoml"],
        expect![[r#"
        2
        --
        error: there is no kind of problem `brokentoml`; did you mean `broken-toml`?
    "#]],
    );
}

#[test]
fn schemas_are_listed_by_file() {
    check(
        &base(),
        &["schema"],
        expect![[r#"
        0
        dossier      content/dossier.toml                 The settings of a dossier
        letter       content/letters/*/letter.toml        What is known of a letter
        corrections  content/letters/*/corrections.toml   What makes a letter’s source its edition
        edition      content/letters/*/*.md               The front matter of an edition
        page         content/pages/*/*.md                 The front matter of a page of text
        funding      content/funding.toml                 The money that the letters name
        timeline     content/timeline.toml                What happened and what was expected
        actors       content/actors.toml                  People and organisations
        glossary     content/glossary.toml                Terms and what they mean
        external     content/external.toml                Documents outside the dossier
        theme        themes/*/theme.toml                  The settings of a theme
        language     themes/*/i18n/*.toml                 What belongs to a language
        --
    "#]],
    );
    check(
        &base(),
        &["schema", "zzzzzzzz"],
        expect![[r#"
        2
        --
        error: there is no schema `zzzzzzzz`; `dossier schema` lists them
    "#]],
    );
    check(
        &base(),
        &["schema", "--output", "content/dossier.toml/x"],
        expect![[r#"
            3
            --
            error: cannot write `content/dossier.toml/x`: Not a directory (os error 20); move what stands in the way
        "#]],
    );
}

#[test]
fn wrong_use_is_told_with_what_is_meant() {
    check(
        &base(),
        &["biuld"],
        expect![[r#"
        2
        --
        error: unrecognized subcommand 'biuld'

          tip: a similar subcommand exists: 'build'

        Usage: dossier [OPTIONS] <COMMAND>

        For more information, try '--help'.
    "#]],
    );
    check(
        &base(),
        &["init"],
        expect![[r#"
        2
        --
        error: the following required arguments were not provided:
          <NAME>

        Usage: dossier init <NAME>

        For more information, try '--help'.
    "#]],
    );
    check(
        &base(),
        &["completions", "tcsh"],
        expect![[r#"
        2
        --
        error: invalid value 'tcsh' for '<SHELL>'
          [possible values: bash, elvish, fish, powershell, zsh]

          tip: a similar value exists: 'zsh'

        For more information, try '--help'.
    "#]],
    );
    check(
        &base(),
        &["build", "--base-url", "x.example"],
        expect![[r#"
        2
        --
        error: invalid value 'x.example' for '--base-url <URL>': expected an address that begins with `https://` or `http://`, then a host and folders in plain letters

        For more information, try '--help'.
    "#]],
    );
}

#[test]
fn completions_know_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let outcome = cli::run(&base(), &["completions", shell]);
        assert_eq!((outcome.code, outcome.problems.as_str()), (0, ""), "{shell}");
        for word in ["init", "translate", "completions", "explain"] {
            assert!(outcome.results.contains(word), "{shell}: {word}");
        }
    }
}

#[test]
fn manual_pages_exist_for_every_command() {
    let main = cli::run(&base(), &["man"]);
    assert!(main.code == 0 && main.results.contains(".TH dossier 1") && main.results.contains("dossier init bridge"), "{}", main.results);
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let written = cli::run(scratch.path(), &["man", "--output", "man1"]);
    assert_eq!(written.code, 0, "{}", written.problems);
    for name in ["dossier", "dossier-build", "dossier-new-letter", "dossier-translate-export"] {
        let page = fs::read_to_string(scratch.path().join(format!("man1/{name}.1"))).expect("a page");
        assert!(page.contains(".SH NAME") && page.contains(".SH SYNOPSIS"), "{name}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_a_failure_of_the_machine() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("a device");
    let output = cli::command(&base(), &["schema"]).stdout(full).output().expect("the program runs");
    let outcome = cli::outcome(&output);
    assert_eq!(outcome.code, 3);
    expect![[r#"
        error: cannot write the result: No space left on device (os error 28)
    "#]]
    .assert_eq(&outcome.problems);
}
