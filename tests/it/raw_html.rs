//! Raw HTML in letters and pages: text for every reader and every program, as it is written, but for the elements that a dossier allows.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use dossier::exchange::Form;
use dossier::markdown::blocks;
use dossier::model::file::SourceFile;
use dossier::model::markup::Element;
use dossier::pipeline::{self, translate};
use dossier::problem::Problems;
use dossier::site::Memory;
use html5gum::{Token, Tokenizer};
use serde_json::Value;

use crate::cli;
use crate::mutations::page;

/// Raw HTML of all kinds, the same in each language, with words that mean harm.
const MARKDOWN: &str = r##"
H<sub>2</sub>O en <B>vet</B>, <b onclick="alert(1)">klik</b>, <i>open en <abbr title="Algemene &lt;wet&gt; &quot;x">Awb</abbr><br>regel.

<div class="x" onclick="alert(2)">
  <script>alert(3)</script>

- <section>tekst</section>
- *a <b>b* c</b> <sup>d</sup>

<!-- een <b>opmerking</b>

met een lege regel -->

e <script>alert(4)</script> <img src=x onerror=alert(5)> <svg onload=alert(6)><iframe src="javascript:alert(7)"></iframe>
<math><mi></math><style></style><b><style><img src=x onerror=alert(8)></style></b> <sub style="x:y">f</sub> <!-- g --> <?h i?> <![CDATA[j]]>

| <b>k</b> | <b>l |
|---|---|
| m</b> | ![n <b>o</b>](file:assets/icon.svg) |
"##;

/// What the blocks of that text say where nothing is allowed.
const AS_WRITTEN: &[&str] = &[
    "H<sub>2</sub>O en <B>vet</B>, <b onclick=\"alert(1)\">klik</b>, <i>open en <abbr title=\"Algemene &lt;wet&gt; &quot;x\">Awb</abbr><br>regel.",
    "<div class=\"x\" onclick=\"alert(2)\">\n<script>alert(3)</script>",
    "<section>tekst</section>",
    "a <b>b c</b> <sup>d</sup>",
    "<!-- een <b>opmerking</b>\n\nmet een lege regel -->",
    "e <script>alert(4)</script> <img src=x onerror=alert(5)> <svg onload=alert(6)><iframe src=\"javascript:alert(7)\"></iframe> <math><mi></math><style></style><b><style><img src=x onerror=alert(8)></style></b> <sub style=\"x:y\">f</sub> <!-- g --> <?h i?> <![CDATA[j]]>",
    "<b>k</b>\t<b>l",
    "m</b>\tn <b>o</b>",
];

/// The same where some elements are allowed.
const ALLOWED: &[&str] = &[
    "H2O en <B>vet</B>, <b onclick=\"alert(1)\">klik</b>, <i>open en Awb\nregel.",
    "<div class=\"x\" onclick=\"alert(2)\">\n<script>alert(3)</script>",
    "<section>tekst</section>",
    "a <b>b c</b> d",
    "<!-- een <b>opmerking</b>\n\nmet een lege regel -->",
    "e <script>alert(4)</script> <img src=x onerror=alert(5)> <svg onload=alert(6)><iframe src=\"javascript:alert(7)\"></iframe> <math><mi></math><style></style><style><img src=x onerror=alert(8)></style> <sub style=\"x:y\">f</sub> <!-- g --> <?h i?> <![CDATA[j]]>",
    "k\t<b>l",
    "m</b>\tn <b>o</b>",
];

/// The setting that allows them.
const SETTING: &str = "html = [\"sub\", \"sup\", \"b\", \"br\", \"abbr\"]\n";

/// A dossier whose letter and page have raw HTML, with a setting.
fn dossier(setting: &str) -> tempfile::TempDir {
    dossier_with(setting, MARKDOWN)
}

/// A dossier whose letter and page have this Markdown, too, with a setting.
fn dossier_with(setting: &str, markdown: &str) -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    cli::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/base"), root.path());
    cli::take_text_of_source(root.path());
    let edit = |path: &str, change: &dyn Fn(String) -> String| {
        let path = root.path().join(path);
        let text = fs::read_to_string(&path).expect("a readable file");
        fs::write(path, change(text)).expect("a writable file");
    };
    edit("content/dossier.toml", &|text| format!("{setting}{text}"));
    for lang in ["nl", "en"] {
        edit(&format!("content/letters/first/{lang}.md"), &|text| text + markdown);
        edit(&format!("content/pages/about/{lang}.md"), &|text| text + markdown);
    }
    let outcome = cli::run(root.path(), &["lock"]);
    assert_eq!(outcome.code, 0, "{}", outcome.problems);
    root
}

/// The files of the site of a dossier that has no problem but raw HTML: a text by its path.
fn build(root: &Path) -> impl Fn(&str) -> String {
    let memory = Memory::default();
    let (_, problems) = pipeline::build(root, None, &memory);
    let others: Vec<_> = problems.list.iter().filter(|problem| problem.id != "raw-html").map(|problem| &problem.message).collect();
    assert!(others.is_empty() && !problems.has_errors() && !problems.list.is_empty(), "{others:?}");
    let files = memory.into_files();
    page::check_site(&files).expect("a sound site");
    move |path: &str| {
        let of = |known: &str| known == path || path.ends_with('/') && known.starts_with(path);
        let found: Vec<String> =
            files.iter().filter(|(known, _)| of(known.as_str())).map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect();
        assert!(!found.is_empty(), "{path}");
        found.concat()
    }
}

/// The texts of the blocks that were added to the letter, in a language.
fn texts(letter: &str, lang: &str) -> Vec<String> {
    let letter: Value = serde_json::from_str(letter).expect("valid JSON");
    let blocks = letter["blocks"].as_array().expect("blocks");
    blocks.iter().skip(4).map(|block| block["text"][lang].as_str().expect("a text").to_owned()).collect()
}

/// The elements and attributes of the text of a page that only raw HTML can have brought.
fn brought(html: &str) -> Vec<String> {
    let main = html.split_once("<main").and_then(|(_, rest)| rest.split_once("</main>")).expect("a page").0;
    let tags = Tokenizer::new(main).flatten().filter_map(|token| if let Token::StartTag(tag) = token { Some(tag) } else { None });
    let is_ours = |name: &str| {
        ["script", "svg", "iframe", "math", "mi", "style", "section", "b", "i", "sub", "abbr", "img"].contains(&name) || name == "sup"
    };
    let told = tags.filter_map(|tag| {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let attributes: Vec<String> = tag.attributes.keys().map(|key| String::from_utf8_lossy(key).into_owned()).collect();
        (is_ours(&name) && tag.attributes.keys().all(|key| ![&b"class"[..], b"aria-label"].contains(&key.as_slice())))
            .then(|| [vec![name], attributes].concat().join(" "))
    });
    told.collect()
}

#[test]
fn raw_html_is_text_on_pages_in_data_and_in_the_search() {
    let root = dossier("");
    let file = build(root.path());
    for lang in ["nl", "en"] {
        assert_eq!(texts(&file("data/letters/first.json"), lang), AS_WRITTEN, "{lang}");
    }
    let letter = file("nl/brieven/herstel-oude-brug.html");
    for html in [&letter, &file("nl/over.html")] {
        assert_eq!(brought(html), ["img alt src"], "the picture is Markdown's");
        assert!(html.contains("H&lt;sub&gt;2&lt;/sub&gt;O en &lt;B&gt;vet&lt;/B&gt;"));
        assert!(html.contains("&lt;div class=\"x\" onclick=\"alert(2)\"&gt;<br />\n&lt;script&gt;alert(3)&lt;/script&gt;"), "{html}");
        assert!(html.contains("alt=\"n &lt;b&gt;o&lt;/b&gt;\""));
    }
    let search = file("search/nl/");
    assert!(search.contains("onclick") && search.contains("opmerking"), "the search knows the words");
}

#[test]
fn an_allowed_element_is_a_mark_and_all_else_is_text() {
    let root = dossier(SETTING);
    let file = build(root.path());
    for lang in ["nl", "en"] {
        assert_eq!(texts(&file("data/letters/first.json"), lang), ALLOWED, "{lang}");
    }
    for path in ["nl/brieven/herstel-oude-brug.html", "nl/over.html"] {
        let html = file(path);
        assert_eq!(brought(&html), ["sub", "abbr title", "sup", "b", "b", "img alt src"], "{path}");
        for expected in [
            "H<sub>2</sub>O en &lt;B&gt;vet&lt;/B&gt;, &lt;b onclick=\"alert(1)\"&gt;klik&lt;/b&gt;, &lt;i&gt;open",
            "<abbr title=\"Algemene &lt;wet&gt; &quot;x\">Awb</abbr><br />\nregel.",
            "<em>a &lt;b&gt;b</em> c&lt;/b&gt; <sup>d</sup>",
            "<b>&lt;style&gt;&lt;img src=x onerror=alert(8)&gt;&lt;/style&gt;</b> &lt;sub style=\"x:y\"&gt;f&lt;/sub&gt;",
        ] {
            assert!(html.contains(expected), "{path} has no {expected}:\n{html}");
        }
    }
}

#[test]
fn an_edition_must_have_the_raw_html_of_its_original() {
    let root = dossier("");
    let path = root.path().join("content/letters/first/en.md");
    let text = fs::read_to_string(&path).expect("a readable file");
    fs::write(&path, text.replace("<!-- een <b>opmerking</b>\n\nmet een lege regel -->\n\n", "")).expect("a writable file");
    let said = cli::run(root.path(), &["check"]).problems;
    assert!(said.contains("error[structure-differs]"), "{said}");
}

#[test]
fn a_name_outside_the_set_is_refused() {
    let root = dossier(SETTING);
    let path = root.path().join("content/dossier.toml");
    let text = fs::read_to_string(&path).expect("a readable file");
    fs::write(&path, text.replace("\"abbr\"", "\"script\"")).expect("a writable file");
    let said = cli::run(root.path(), &["check"]).problems;
    assert!(said.contains("content/dossier.toml:1:34: error[wrong-value]"), "{said}");
}

#[test]
fn raw_html_goes_to_a_translator_and_comes_back() {
    for setting in ["", SETTING] {
        let root = dossier_with(setting, &MARKDOWN.replace("- <section>tekst</section>\n", ""));
        let path = root.path().join("content/letters/first/en.md");
        fs::remove_file(&path).expect("removed");
        let (xliff, problems) = translate::export(root.path(), ("first", "en"), Form::Xliff);
        let xliff = xliff.unwrap_or_else(|| panic!("{:?}", problems.list));
        // The translator says everything in the words of the original.
        let filled = filled(&xliff);
        let back = root.path().join("back.xlf");
        fs::write(&back, filled).expect("a new file");
        let (imported, problems) = translate::import(root.path(), &back.to_string_lossy());
        let imported = imported.unwrap_or_else(|| panic!("{:#?}", problems.list));
        let original = fs::read_to_string(root.path().join("content/letters/first/nl.md")).expect("a readable file");
        let texts = blocks_of(setting, &imported.text);
        assert!(4 < texts.len() && texts == blocks_of(setting, &original), "{}", imported.text);
    }
}

/// An XLIFF file in which each source is the translation, too.
fn filled(xliff: &str) -> String {
    let mut out = String::new();
    for unit in xliff.split_inclusive("</trans-unit>") {
        let source =
            unit.split_once("<source").and_then(|(_, rest)| rest.split_once('>')).and_then(|(_, rest)| rest.split_once("</source>"));
        let Some((source, _)) = source.filter(|_| unit.contains("</trans-unit>")) else {
            out.push_str(unit);
            continue;
        };
        let target = format!("<target state=\"translated\" xml:lang=\"en\">{source}</target>");
        let head = unit.split_once("<target").map_or(unit, |(head, _)| head);
        let (before, _) = head.split_once("</source>").expect("a source");
        out.push_str(&format!("{before}</source>{target}</trans-unit>"));
    }
    out
}

/// The texts of the blocks of an edition of a dossier with a setting.
fn blocks_of(setting: &str, edition: &str) -> Vec<String> {
    let elements = Element::NAMES.iter().filter(|name| setting.contains(&format!("\"{name}\""))).filter_map(|name| Element::find(name));
    let body_start = edition.rfind("+++\n").expect("front matter") + 4;
    let file = Arc::new(SourceFile::new("x.md".into(), edition.to_owned()));
    let blocks = blocks::find_with(&file, body_start, elements.collect(), &mut Problems::default());
    blocks.into_iter().map(|block| block.text.read().to_string()).collect()
}
