//! What comes back never takes the place of what somebody wrote meanwhile, and what does not come back is told.

use std::fs;

use dossier::exchange::Form;

use super::{edit, export, import, inside, lay, text, try_import, unit};
use crate::cli;

/// The edition that goes to the translator.
const EDITION: &str = "content/letters/first/en.md";

#[test]
fn what_stands_there_is_not_overwritten() {
    let root = lay("tests/problems/base");
    let export = |path: &str| cli::run(root.path(), &["translate", "export", "first", "--to", "en", "--output", path]);
    let original = "content/letters/first/nl.md";
    let before = text(&root, original);
    let refused = export(original);
    let expected = format!(
        "error: `{original}` exists and has another text than the one to be written; nothing was written; choose another --output, or move it away\n"
    );
    assert_eq!((refused.code, refused.problems.as_str(), refused.results.as_str()), (2, expected.as_str(), ""));
    assert_eq!(text(&root, original), before);
    assert_eq!(export("content").code, 2, "a folder");
    assert_eq!((export("first.en.xlf").code, export("first.en.xlf").code), (0, 0), "the same text again");
    fs::write(root.path().join("first.en.xlf"), "the work of a translator").expect("written");
    assert_eq!(export("first.en.xlf").code, 2);
    assert_eq!(text(&root, "first.en.xlf"), "the work of a translator");
}

#[test]
fn what_a_translator_left_alone_stays_as_it_stands() {
    let root = lay("tests/problems/base");
    let xliff = export(&root, "first", Form::Xliff);
    edit(&root, EDITION, "Dear councillors,", "Dear council,");
    edit(&root, EDITION, "title = \"Repair of the Old Bridge\"", "title = \"Mending the Old Bridge\"");
    let mended = text(&root, EDITION);
    // A tool sets it in other lines, and says that it is done.
    let back = xliff.replace("Dear councillors,", "\n  Dear\n  councillors,").replace("<target state=\"new\"", "<target state=\"final\"");
    let imported = import(&root, &back);
    assert_eq!((imported.changed, imported.text), (vec![], mended));
    // What the translator changed is taken, and only that.
    let imported = import(&root, &xliff.replace("one lane wide", "one lane narrow"));
    assert_eq!(imported.changed, ["p2"]);
    assert!(imported.text.contains("Dear council,") && imported.text.contains("one lane narrow"), "{}", imported.text);
}

#[test]
fn what_both_have_changed_is_refused() {
    let root = lay("tests/problems/base");
    let xliff = export(&root, "first", Form::Xliff);
    edit(&root, EDITION, "Dear councillors,", "Dear council,");
    let before = text(&root, EDITION);
    let found = try_import(&root, &xliff.replace("Dear councillors,", "Dear members,")).expect_err("refused");
    let expected =
        "target-changed: `p1` is “Dear members,” here and “Dear council,” in the edition, and was neither when it was handed out";
    assert_eq!(found, [expected]);
    assert_eq!(text(&root, EDITION), before);
    // Both to the same text: nothing is left to decide.
    assert_eq!(import(&root, &xliff.replace("Dear councillors,", "Dear council,")).text, before);
    // A file without what was handed out is taken as it stands.
    let without: String = xliff
        .replace("Dear councillors,", "Dear members,")
        .split(" extradata=\"")
        .fold(String::new(), |text, rest| if text.is_empty() { rest.to_owned() } else { text + rest.split_once('"').expect("its end").1 });
    assert!(!without.contains("extradata"));
    assert_eq!(import(&root, &without).changed, ["p1"]);
}

#[test]
fn a_translation_that_somebody_wrote_meanwhile_is_not_overwritten() {
    let root = lay("tests/problems/base");
    let whole = text(&root, EDITION);
    edit(&root, EDITION, "Dear councillors,\n\n", "");
    edit(&root, EDITION, "\n+++\n\n", "\ngaps = [\"p1\"]\n+++\n\n");
    let xliff = export(&root, "first", Form::Xliff);
    assert_eq!(inside(unit(&xliff, "p1"), "target"), "");
    fs::write(root.path().join(EDITION), &whole).expect("written");
    let back = xliff.replacen("<target state=\"new\"></target>", "<target state=\"translated\">Dear members,</target>", 1);
    let found = try_import(&root, &back).expect_err("refused");
    assert!(found[0].starts_with("target-changed: `p1` is “Dear members,” here and “Dear councillors,” in the edition"), "{found:?}");
    assert_eq!(import(&root, &xliff).text, whole, "nothing came back for it");
}

#[test]
fn what_came_back_empty_is_told() {
    let root = lay("tests/problems/base");
    let xliff = export(&root, "first", Form::Xliff);
    let said = |xliff: &str| {
        fs::write(root.path().join("back.xlf"), xliff).expect("written");
        let outcome = cli::run(root.path(), &["translate", "import", "back.xlf"]);
        (outcome.code, outcome.results)
    };
    let as_it_is = format!("{EDITION} has these texts already\n");
    assert_eq!(said(&xliff), (0, as_it_is));
    let expected =
        format!("{EDITION} has these texts already\n1 text came back without a translation, and is in the edition as it was: p1\n");
    assert_eq!(said(&xliff.replace("Dear councillors,", "")), (0, expected));
    let without: String = xliff.lines().filter(|line| !line.starts_with("<target")).map(|line| format!("{line}\n")).collect();
    let expected = "back.xlf has no translation, so nothing was written\n\
                    6 texts came back without a translation, and are in the edition as they were: title, summary, p1, p2, h1, p3\n";
    assert_eq!(said(&without), (0, expected.to_owned()));
}

#[test]
fn two_translations_of_one_text_are_refused() {
    let root = lay("tests/problems/base");
    let xliff = export(&root, "first", Form::Xliff);
    for (name, end) in [("target", "Dear councillors,</target>"), ("source", "Geachte raad,</source>")] {
        let twice = xliff.replace(end, &format!("{end}\n<{name}>and more</{name}>"));
        assert_ne!(twice, xliff);
        let found = try_import(&root, &twice).expect_err("refused");
        assert_eq!(found, [format!("broken-xml: the unit `p1` has more than one `{name}`")]);
    }
}

#[test]
fn a_file_of_two_bytes_a_sign_is_told_to_be_one() {
    let root = lay("tests/problems/base");
    let xliff = export(&root, "first", Form::Xliff);
    let bytes: Vec<u8> = "\u{feff}".encode_utf16().chain(xliff.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    fs::write(root.path().join("back.xlf"), bytes).expect("written");
    let outcome = cli::run(root.path(), &["translate", "import", "back.xlf"]);
    let expected = "error[unreadable-file]: cannot read this file: it is UTF-16, expected UTF-8";
    assert!(outcome.problems.contains(expected) && outcome.problems.contains("hint: save it as UTF-8"), "{}", outcome.problems);
}
