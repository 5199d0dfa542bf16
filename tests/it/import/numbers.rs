//! The numbers of lists and notes in Word documents, which count and do not print them, are those that their readers saw, or it is told;
//! so are the levels of headings.

use super::word::{check, par, read, run};

/// A level of a list.
fn level(depth: usize, format: &str, text: &str, more: &str) -> String {
    format!("<lvl ilvl='{depth}'><start val='1'/><numFmt val='{format}'/>{more}<lvlText val='{text}'/></lvl>")
}

/// The lists of a document: one of some levels.
fn lists(levels: &str) -> String {
    format!("<numbering><abstractNum abstractNumId='1'>{levels}</abstractNum><num numId='1'><abstractNumId val='1'/></num></numbering>")
}

/// An item of the list.
fn item(depth: usize, text: &str) -> String {
    format!("<p><pPr><numPr><ilvl val='{depth}'/><numId val='1'/></numPr></pPr>{}</p>", run(text))
}

/// A paragraph of a style, with more properties.
fn styled(style: &str, more: &str, text: &str) -> String {
    format!("<p><pPr><pStyle val='{style}'/>{more}</pPr>{}</p>", run(text))
}

#[test]
fn a_list_that_is_made_of_a_style_has_its_numbers() {
    let lists = format!(
        "<numbering><abstractNum abstractNumId='1'><numStyleLink val='L'/></abstractNum><abstractNum abstractNumId='2'><styleLink val='L'/>{}\
         </abstractNum><num numId='1'><abstractNumId val='1'/></num><num numId='2'><abstractNumId val='2'/></num></numbering>",
        level(0, "decimal", "%1.", "")
    );
    let styles = "<styles><style type='numbering' styleId='L'><pPr><numPr><numId val='2'/></numPr></pPr></style></styles>";
    let parts = [("word/numbering.xml", lists.as_str()), ("word/styles.xml", styles)];
    check(&(item(0, "een") + &item(0, "twee")), &parts, ("1. een\n2. twee", &[]));
}

#[test]
fn words_without_a_number_are_kept() {
    let lists = lists(&level(0, "none", "Bijlage bij besluit: ", ""));
    check(
        &(item(0, "Kosten") + &item(0, "Baten")),
        &[("word/numbering.xml", &lists)],
        ("- Bijlage bij besluit: Kosten\n- Bijlage bij besluit: Baten", &[]),
    );
}

#[test]
fn levels_that_do_not_begin_anew_count_on() {
    let levels = |restart: &str| lists(&(level(0, "upperRoman", "%1.", "") + &level(1, "decimal", "%2.", restart)));
    let items = item(0, "a") + &item(1, "x") + &item(1, "y") + &item(0, "b") + &item(1, "z");
    let never = levels("<lvlRestart val='0'/>");
    check(&items, &[("word/numbering.xml", &never)], ("- I. a\n    1. x\n    2. y\n- II. b\n\n    3. z", &[]));
    let always = levels("");
    check(&items, &[("word/numbering.xml", &always)], ("- I. a\n    1. x\n    2. y\n- II. b\n    1. z", &[]));
}

#[test]
fn legal_numbers_are_figures() {
    let lists = lists(&(level(0, "upperRoman", "Artikel %1.", "") + &level(1, "decimal", "%1.%2", "<isLgl/>")));
    check(&(item(0, "a") + &item(1, "x")), &[("word/numbering.xml", &lists)], ("- Artikel I. a\n  - 1.1 x", &[]));
}

#[test]
fn numbers_that_are_written_in_words_are_told() {
    let lists = lists(&level(0, "ordinalText", "%1", ""));
    let (text, doubts) = read(&item(0, "a"), &[("word/numbering.xml", &lists)]);
    assert_eq!(text, "- 1 a");
    assert_eq!(doubts, ["p2, “1 a”: the document writes the number before it in another way (`ordinalText`): write it as it is there"]);
}

#[test]
fn what_was_deleted_is_not_counted() {
    let lists = lists(&level(0, "decimal", "%1.", ""));
    let gone =
        "<p><pPr><numPr><ilvl val='0'/><numId val='1'/></numPr><rPr><del id='1'/></rPr></pPr><del><r><delText>weg</delText></r></del></p>";
    let (text, doubts) = read(&format!("{}{gone}{}", item(0, "een"), item(0, "twee")), &[("word/numbering.xml", &lists)]);
    assert_eq!((text.as_str(), doubts.len()), ("1. een\n2. twee", 1));
}

#[test]
fn lists_of_styles_are_found() {
    let list = "<pPr><numPr><numId val='1'/></numPr></pPr>";
    let styles = format!("<styles><style type='paragraph' styleId='L'><name val='L'/>{list}</style></styles>");
    let only = lists(&(level(0, "decimal", "%1.", "") + &level(1, "decimal", "%2)", "")));
    let body = styled("L", "", "Een") + &styled("L", "<numPr><ilvl val='1'/></numPr>", "Twee") + &styled("L", "", "Drie");
    check(&body, &[("word/numbering.xml", &only), ("word/styles.xml", &styles)], ("1. Een\n    1. Twee\n2. Drie", &[]));
    let of_headings = "<style type='paragraph' styleId='H1'><name val='heading 1'/><pPr><numPr><numId val='1'/></numPr></pPr></style>\
                       <style type='paragraph' styleId='H2'><name val='heading 2'/><basedOn val='H1'/></style>";
    let bound = lists(&(level(0, "decimal", "%1", "<pStyle val='H1'/>") + &level(1, "decimal", "%1.%2", "<pStyle val='H2'/>")));
    let body = styled("H1", "", "Een") + &styled("H2", "", "Twee") + &styled("H2", "", "Drie");
    let styles = format!("<styles>{of_headings}</styles>");
    let expected = "## 1 Een\n\n### 1.1 Twee\n\n### 1.2 Drie";
    check(&body, &[("word/numbering.xml", &bound), ("word/styles.xml", &styles)], (expected, &[]));
}

#[test]
fn lists_in_notes_keep_their_numbers() {
    let lists = lists(&level(0, "decimal", "%1.", ""));
    let cell = |text: &str| format!("<tc>{}</tc>", par(&[&run(text)]));
    let notes = format!(
        "<footnotes><footnote id='2'>{}{}{}<tbl><tr>{}{}</tr></tbl></footnote></footnotes>",
        par(&[&run("Zie artikel")]),
        item(0, "eerste"),
        item(0, "tweede"),
        cell("a"),
        cell("b")
    );
    check(
        &par(&[&run("Noot"), "<r><footnoteReference id='2'/></r>"]),
        &[("word/numbering.xml", &lists), ("word/footnotes.xml", &notes)],
        (
            "Noot[^1]\n\n[^1]: Zie artikel 1. eerste 2. tweede a b",
            &["in the footnote “Zie artikel 1. eerste 2. tweede a b”: a table within a cell or a note stands in one line"],
        ),
    );
}

/// Two footnotes.
fn notes() -> String {
    let note = |id: usize, text: &str| format!("<footnote id='{id}'>{}</footnote>", par(&[&run(text)]));
    format!("<footnotes>{}{}</footnotes>", note(2, "Ster."), note(3, "Een."))
}

#[test]
fn numbers_of_notes_that_are_others_here_are_told() {
    let doubt = "the document numbers its footnotes in its own way; here they are 1, 2, 3: look at what the text says of their numbers";
    check(
        &par(&[
            &run("A"),
            "<r><footnoteReference customMarkFollows='1' id='2'/><t>*</t></r>",
            &run(" en B"),
            "<r><footnoteReference id='3'/></r>",
            &run(". Zie noot 1."),
        ]),
        &[("word/footnotes.xml", &notes())],
        (
            "A[^1] en B[^2]. Zie noot 1.\n\n[^1]: Ster.\n\n[^2]: Een.",
            &[doubt, "p2, “A¹ en B². Zie noot 1.”: the note that has the mark “*” in the document is note 1 here"],
        ),
    );
    let section = "<sectPr><footnotePr><numFmt val='lowerLetter'/><numStart val='7'/></footnotePr></sectPr>";
    let body = par(&[&run("A"), "<r><footnoteReference id='2'/></r>", &run(" en B"), "<r><footnoteReference id='3'/></r>"]);
    let text = "A[^1] en B[^2]\n\n[^1]: Ster.\n\n[^2]: Een.";
    check(&format!("{body}{section}"), &[("word/footnotes.xml", &notes())], (text, &[doubt]));
    // Every document says of itself where its separators are.
    let settings = "<settings><footnotePr><footnote id='-1'/></footnotePr></settings>";
    check(&body, &[("word/footnotes.xml", &notes()), ("word/settings.xml", settings)], (text, &[]));
    let each_page = "<settings><footnotePr><numRestart val='eachPage'/></footnotePr></settings>";
    check(&body, &[("word/footnotes.xml", &notes()), ("word/settings.xml", each_page)], (text, &[doubt]));
}

#[test]
fn roman_numbers_of_endnotes_are_told() {
    let note = format!(
        "<endnotes><endnote id='2'>{}</endnote><endnote id='4'>{}</endnote></endnotes>",
        par(&[&run("Eind.")]),
        par(&[&run("Los.")])
    );
    let body = par(&[&run("A"), "<r><endnoteReference id='2'/></r>", &run(" zie noot i.")]);
    let text = "A[^1] zie noot i.\n\n[^1]: Eind.";
    let loose = "an endnote of the document has no mark, and is not in the text: “Los.”";
    let doubt = "the document numbers its endnotes in its own way; here they are 1, 2, 3: look at what the text says of their numbers";
    check(&body, &[("word/endnotes.xml", &note)], (text, &[loose, doubt]));
    let settings = "<settings><endnotePr><numFmt val='decimal'/></endnotePr></settings>";
    check(&body, &[("word/endnotes.xml", &note), ("word/settings.xml", settings)], (text, &[loose]));
}

#[test]
fn deep_headings_that_come_up_are_told() {
    let style = |level: usize| format!("<style type='paragraph' styleId='H{level}'><name val='heading {level}'/></style>");
    let styles = format!("<styles>{}</styles>", (1..10).map(style).collect::<String>());
    let heading = |level: usize| format!("<p><pPr><pStyle val='H{level}'/></pPr>{}</p>", run(&format!("Kop {level}")));
    let all: String = [1, 2, 3, 4, 5, 6].map(heading).concat();
    let (text, doubts) = read(&all, &[("word/styles.xml", &styles)]);
    assert!(text.ends_with("##### Kop 4\n\n##### Kop 5\n\n##### Kop 6"), "{text}");
    let told = |level: usize| format!("h{level}, “Kop {level}”: a heading of level {level} in the document stands at level 4, the deepest");
    assert_eq!(doubts, [told(5), told(6)]);
    // Levels that are higher in all stay apart.
    let (text, doubts) = read(&[4, 5, 6].map(heading).concat(), &[("word/styles.xml", &styles)]);
    assert_eq!((text.as_str(), doubts.len()), ("## Kop 4\n\n### Kop 5\n\n#### Kop 6", 0));
}
