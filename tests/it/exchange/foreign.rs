//! What comes back from tools that we do not know, and from people who mean harm.

use dossier::exchange::Form;

use super::{blocks, edit, export, import, lay, text, try_import};

#[test]
fn habits_of_tools_do_no_harm() {
    let root = lay("tests/problems/base");
    edit(&root, "content/letters/first/nl.md", "Geachte raad,", "Geachte *raad*,");
    edit(&root, "content/letters/first/en.md", "Dear councillors,", "Dear *councillors*,");
    let xliff = "<?xml version='1.0' encoding='utf-8'?>\r\n<!-- a tool -->\r\n\
        <xlf:xliff xmlns:xlf='urn:oasis:names:tc:xliff:document:1.2' xmlns:sdl='urn:sdl' version='1.2'><xlf:file target-language='en-GB' \
        source-language='nl-NL' original='first' sdl:x='&lt;'><xlf:header><sdl:source>no</sdl:source></xlf:header><xlf:body><xlf:group id='g1'>\
        <xlf:trans-unit approved='yes' id='p1'><xlf:source>Geachte\r\n <xlf:g id='1'>raad</xlf:g>,</xlf:source>\
        <xlf:seg-source><xlf:mrk mtype='seg' mid='0'>Geachte <xlf:x id='9'/></xlf:mrk></xlf:seg-source>\
        <xlf:target state='signed-off'>\r\n  <xlf:mrk mtype='seg' mid='0'>Dear &quot;<xlf:g id='1'><![CDATA[<council>]]></xlf:g>&#x22;\
        \r\n  &amp; all, </xlf:mrk></xlf:target><xlf:alt-trans><xlf:source>x</xlf:source><xlf:target>wrong</xlf:target></xlf:alt-trans>\
        <sdl:seg-defs><sdl:seg id='0'/></sdl:seg-defs></xlf:trans-unit></xlf:group></xlf:body></xlf:file></xlf:xliff>\r\n";
    let imported = import(&root, xliff);
    assert!(
        imported.text.contains("\nDear \"*\\<council\\>*\" & all,\n") || imported.text.contains("\nDear \"*\\<council\\>*\" \\& all,\n"),
        "{}",
        imported.text
    );
    assert_eq!(imported.changed, ["p1"]);
    assert_eq!(blocks(&root, "first", "en")[0].1, "Dear \"<council>\" & all,");
}

#[test]
fn words_that_look_like_markdown_stay_words() {
    for words in [
        "# Dear council,",
        "1. Dear council,",
        "- Dear",
        "&gt; Dear",
        "*Dear* [council](x)",
        "a | b `c` _d_ &amp;amp; {.question} [^1] \\",
        "+++",
        "---",
        "    code",
        "&lt;b&gt;",
    ] {
        let root = lay("tests/problems/base");
        let xliff = export(&root, "first", Form::Xliff).replace("Dear councillors,", words).replace(">Costs<", &format!(">{words}<"));
        import(&root, &xliff);
        let expected = words.trim().replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&");
        let found = blocks(&root, "first", "en");
        assert_eq!((found[0].1.as_str(), found[2].1.as_str()), (expected.as_str(), expected.as_str()));
    }
}

#[test]
fn hostile_files_are_refused() {
    let root = lay("tests/problems/base");
    let xliff = export(&root, "first", Form::Xliff);
    let before = text(&root, "content/letters/first/en.md");
    let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>";
    for (from, to, expected) in [
        ("<xliff ", &*format!("{laughs}<xliff "), "broken-xml: a document type"),
        ("Dear councillors,", "Dear &b;,", "broken-xml: the entity"),
        ("Dear councillors,", "Dear &#0;,", "broken-xml"),
        ("Dear councillors,", "Dear &#27;[31m", "broken-xml"),
        ("Dear councillors,", "Dear <b>councillors</b>,", "broken-xml: `b` is no mark"),
        ("Dear councillors,", "Dear <sub>councillors</sub>,", "broken-xml: `sub` is no mark"),
        ("Dear councillors,", "Dear <x id=\"1\"/>,", "lost-mark"),
        ("Dear councillors,", "Dear <x id=\"one\"/>,", "broken-xml: no mark `one`"),
        ("</target>", "", "broken-xml"),
        ("</file>\n</xliff>", "", "broken-xml"),
        ("</xliff>", "</xliff>\n</xliff>", "broken-xml"),
        ("id=\"p1\"", "id=\"p1\" id=\"p2\"", "broken-xml"),
        ("id=\"p1\"", "id=\"p2\"", "source-changed"),
        ("id=\"p2\"", "id=\"../../x\"", "unknown-unit"),
        ("original=\"first\"", "original=\"../first\"", "unknown-letter"),
        ("original=\"first\"", "", "broken-xml: `file` has no `original`"),
        ("target-language=\"en\"", "target-language=\"de\"", "wrong-language"),
        ("source-language=\"nl\"", "source-language=\"en\"", "wrong-language"),
        ("version=\"1.2\"", "version=\"2.0\"", "broken-xml: this is `xliff`"),
        ("UTF-8", "ISO-8859-1", "broken-xml: the encoding"),
    ] {
        assert!(xliff.contains(from), "{from}");
        let found = try_import(&root, &xliff.replacen(from, to, 1)).expect_err(to);
        assert!(found.iter().any(|problem| problem.starts_with(expected)), "{from} is {to}: {found:?}");
    }
    for text in
        ["", "\u{feff}", "no XML", "<a/>", "<xliff version=\"1.2\"/>", &"<xliff version=\"1.2\">".repeat(100_000), "<?xml?>", "<![CDATA["]
    {
        assert!(try_import(&root, text).is_err(), "{}", &text[..text.len().min(20)]);
    }
    assert_eq!(text(&root, "content/letters/first/en.md"), before);
}
