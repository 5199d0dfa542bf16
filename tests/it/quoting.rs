//! Quoting: how a letter is cited in each language, where the editors' notes stand, and that a link to any passage leads somewhere.

use crate::render::{EN, LETTER, NL, built, check, dossier};

/// The page of the original.
const DUTCH: &str = "nl/brieven/een-brief.html";

/// The page of the translation.
const ENGLISH: &str = "en/letters/a-letter.html";

/// The citations on a page: of the letter, and of a passage of it.
#[track_caller]
fn citations(html: &str) -> Vec<(String, String)> {
    let list = html.split_once("<dl class=\"citations\">").and_then(|(_, rest)| rest.split_once("</dl>")).expect("citations").0;
    let citation = |item: &str| {
        let (passage, rest) = item.split_once('"').expect("the end of a passage's citation");
        let text = rest.split_once('>').and_then(|(_, rest)| rest.split_once("</dd>")).expect("a citation").0;
        (text.to_owned(), passage.to_owned())
    };
    list.split("data-passage=\"").skip(1).map(citation).collect()
}

/// The text of the letter's settings with other lines under its date, and lines before it.
fn letter(date: &str, rest: &str) -> String {
    let (before, after) = LETTER.split_once("value = \"2025-12\"\nbasis = \"printed\"").expect("a date");
    format!("{before}{date}{after}{rest}")
}

#[test]
fn each_language_cites_its_own_edition_or_the_original() {
    let root = dossier(&[]);
    let (pages, _) = built(root.path(), None);
    let expected = [
        ("‘Een &lt;brief&gt;’, Brief, december 2025, in: Dossier", "passage {block}, in: Dossier, {address}#{block}"),
        (
            "‘A letter’ (unofficial translation of ‘<span lang=\"nl\">Een &lt;brief&gt;</span>’), Letter, December 2025, in: File",
            "passage {block}, in: File, {address}#{block}",
        ),
        (
            "«\u{a0}<span lang=\"nl\">Een &lt;brief&gt;</span>\u{a0}», Lettre, décembre 2025, dans\u{a0}: Fichier",
            "passage {block}, dans\u{a0}: Fichier, {address}#{block}",
        ),
    ];
    for page in [DUTCH, ENGLISH, "en/letters/a-letter-side-by-side.html"] {
        let found = citations(&pages[page]);
        assert_eq!(found.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>(), expected.map(|(text, _)| text), "{page}");
        for ((_, passage), (_, end)) in found.iter().zip(expected) {
            assert!(passage.ends_with(end), "{page}: {passage}");
        }
    }
}

#[test]
fn a_citation_names_senders_numbers_and_the_address_and_is_honest_about_dates() {
    let rest = r#"
[[senders]]
name = "A. Ander"
role = { nl = "minister", en = "Minister", fr = "ministre" }

[[senders]]
organisation = { nl = "Directie X", en = "Department X", fr = "Direction X" }

[[senders]]
name = "B. Beer"

[[numbers]]
kind = "reference"
value = "X / 1"
"#;
    let kinds = "\n[number-kinds.reference]\nname = { nl = \"Kenmerk\", en = \"Reference\", fr = \"Référence\" }\n";
    let settings = format!("{}{kinds}", crate::render::SETTINGS);
    let found = |date: &str| {
        let root = dossier(&[("content/letters/first/letter.toml", &letter(date, rest)), ("content/dossier.toml", &settings)]);
        citations(&built(root.path(), Some("https://example.org/d/")).0[ENGLISH]).swap_remove(1)
    };
    let start = "A. Ander (Minister), Department X and B. Beer, ‘A letter’ (unofficial translation of ‘Een &lt;brief&gt;’), Letter, Reference X / 1";
    let url = "https://example.org/d/en/letters/a-letter.html";
    for (date, words) in [
        ("value = \"2025-12-19\"\nbasis = \"printed\"", "19 December 2025"),
        ("value = \"2025-12-19\"\nbasis = \"derived\"", "19 December 2025 (date derived from other documents)"),
        ("value = \"2025-11-13/..\"\nbasis = \"bounds\"", "on or after 13 November 2025"),
        ("value = \"2025-11-13/2025-11-20\"\nbasis = \"bounds\"", "between 13 November 2025 and 20 November 2025"),
    ] {
        let (text, passage) = found(date);
        let marked = start.replace("Een &lt;brief&gt;", "<span lang=\"nl\">Een &lt;brief&gt;</span>");
        assert_eq!(text, format!("{marked}, {words}, in: File, {url}"));
        assert_eq!(passage, format!("{start}, {words}, passage {{block}}, in: File, {url}#{{block}}"));
    }
}

#[test]
fn notes_stand_after_their_passage_and_only_where_their_words_are() {
    let text = "## Kop met fout\n\nEen zin met fout.\n\n- punt fout\n  - onder\n\n| A | B |\n|---|---|\n| x | fout |\n\n> Ja fout.\n";
    let front = |edition: &str| edition.rsplit_once("+++\n").expect("front matter").0.to_owned() + "+++\n\n";
    let note = |block: &str, words: &str| {
        let note = "{ nl = \"Zo <in> de bron.\", en = \"Thus.\", fr = \"Ainsi.\" }";
        format!(
            "[[corrections]]\nclass = \"sic\"\nblock = \"{block}\"\nwords = {words}\nsource = \"f<ut\"\nlines = \"1\"\ncertainty = \"certain\"\nnote = {note}\n\n"
        )
    };
    let both = "{ nl = \"fout\", en = \"fout\" }";
    let mut notes: String = ["h1", "p1", "p2", "p5", "p6"].map(|block| note(block, both)).concat();
    notes.push_str(&note("p1", "{ nl = \"zin\" }"));
    let (nl, en) = (front(NL) + text, front(EN) + text);
    let root = dossier(&[
        ("content/letters/first/nl.md", &nl),
        ("content/letters/first/en.md", &en),
        ("content/letters/first/corrections.toml", &notes),
    ]);
    let (pages, _) = built(root.path(), None);
    let page = pages[DUTCH].replace('\n', "");
    for near in [
        "</p></div><details class=\"notes\"><summary>Aantekening a</summary><ul><li id=\"note-1\">",
        "</p><details class=\"notes\"><summary>Aantekeningen b–c</summary><ul><li id=\"note-2\"><b>b</b> <em>Sic</em> <q>zin</q>",
        "</a><details class=\"notes\"><summary>Aantekening d</summary>",
        "</tbody></table></div><a class=\"own\" href=\"#p4\" aria-label=\"Passage p4\"></a><details class=\"notes\"><summary>Aantekening e</summary>",
        "</p><details class=\"notes\"><summary>Aantekening f</summary>",
        "— Zo &lt;in&gt; de bron. <small>In de bron: <code>f&lt;ut</code>, <a href=\"een-brief-bron.html#l1\">regel 1</a> · zeker</small></li>",
        "<a class=\"own\" href=\"#p5\" aria-label=\"Passage p5\"></a></td>\t</tr>",
    ] {
        assert!(page.contains(near), "{near}:\n{page}");
    }
    assert!(pages[ENGLISH].contains("<code lang=\"nl\">f&lt;ut</code>"), "the source is in the language of the original");
    assert_eq!((pages[DUTCH].matches("<li id=\"note-").count(), pages[ENGLISH].matches("<li id=\"note-").count()), (6, 5));
    check(&pages, "nl/brieven/een-brief-naast-elkaar.html", &["<a href=\"een-brief.html#note-2\">Aantekeningen b–c</a>", "href=\"#p6\""]);
    assert!(
        !pages["data/letters/first.json"].contains("f<ut") && !pages["search/nl/letter-0.js"].contains("Aantekening"),
        "no notes in data"
    );
}

#[test]
fn a_passage_that_a_translation_lacks_has_its_anchor_where_it_would_stand() {
    let english =
        EN.replace("summary = \"Short.\"", "summary = \"Short.\"\ngaps = [\"p1\"]").replace("Is it[^1]?\n\n", "").replace("\n[^1]:\n", "");
    let root = dossier(&[("content/letters/first/en.md", &english)]);
    let (pages, _) = built(root.path(), None);
    check(&pages, ENGLISH, &["<span id=\"p1\"></span>"]);
    check(&pages, "en/letters/a-letter-side-by-side.html", &["<p class=\"gap\" lang=\"en\">Missing in this edition.</p>"]);
}
