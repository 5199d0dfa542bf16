//! Pages that the publisher writes as Markdown, and the introductions of other pages.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::frame::{Frame, frame};
use super::page::Page;
use super::{LinkView, address, code};
use crate::markdown::needs::{Labels, Needs};
use crate::markdown::{blocks, html};
use crate::model::dossier::TextPage;
use crate::model::lang::Lang;
use crate::model::letter::{Block, BlockId, BlockKind, Letter};
use crate::model::slug;
use crate::problem::{Problem, Problems};
use crate::site::page::OWN_TEXT;
use crate::site::routes::CitationFormat;

/// A text page.
#[derive(Debug, Serialize)]
pub(super) struct TextView {
    /// The frame.
    page: Frame,
    /// The text.
    body: String,
    /// The parts of the text, for its contents.
    sections: Vec<Section>,
    /// One sentence about it.
    summary: String,
    /// The data files that every site has, for the data page.
    files: Vec<LinkView>,
}

/// A part of a text, under a heading of the second level.
#[derive(Debug, Serialize)]
pub(super) struct Section {
    /// The anchor of its heading.
    id: String,
    /// Its heading.
    label: String,
}

/// What the anchor of a heading begins with, so that it is never one of the page's own, and how long it can be.
const ANCHOR: (&str, usize) = ("part-", 60);

/// The data files that every site has.
const FILES: &[&str] = &[
    "data/dossier.json",
    "data/funding.json",
    "data/funding.csv",
    "data/datapackage.json",
    CitationFormat::CSL.all,
    CitationFormat::BIBLATEX.all,
    CitationFormat::RIS.all,
];

/// The link to a data file.
fn file(page: &Page<'_>, path: &str) -> LinkView {
    LinkView { href: page.to_file(path), label: path.to_owned(), lang: None }
}

/// The title of a letter in a language, or in that of its original.
pub(super) fn title_of(letter: &Letter, lang: &Lang) -> String {
    letter.nearest_edition(lang).map_or_else(|| letter.id.to_string(), |edition| edition.title.clone())
}

/// The template of a text page.
pub(super) fn template(id: &str) -> &'static str {
    match id {
        "about" => "about.html",
        "data" => "data.html",
        _ => "text.html",
    }
}

/// A text page.
pub(super) fn view(page: &Page<'_>, problems: &mut Vec<Problem>) -> TextView {
    let id = page.planned.kind.name();
    let text = page.stage.inputs.dossier.page(id, page.lang);
    TextView {
        page: frame(page, ""),
        body: body(page, id, problems),
        sections: text.map(sections).unwrap_or_default(),
        summary: text.map(|text| text.summary.clone()).unwrap_or_default(),
        files: FILES.iter().map(|path| file(page, path)).collect(),
    }
}

/// The publisher's introduction of a page that is made, as HTML between marks; nothing where there is none.
pub(super) fn introduction(page: &Page<'_>, id: &str, problems: &mut Vec<Problem>) -> String {
    marked(&body(page, id, problems))
}

/// HTML of the publisher between the marks by which comparisons find it; nothing of nothing.
pub(super) fn marked(html: &str) -> String {
    let (start, end) = OWN_TEXT;
    if html.trim().is_empty() { String::new() } else { format!("{start}{html}{end}") }
}

/// The publisher's Markdown of a page as HTML; nothing where there is none.
pub(super) fn body(page: &Page<'_>, id: &str, problems: &mut Vec<Problem>) -> String {
    page.stage.inputs.dossier.page(id, page.lang).map(|text| markdown(page, text, problems)).unwrap_or_default()
}

/// The headings of a text page, each with an anchor made of its words.
fn headings(text: &TextPage) -> Vec<Block> {
    let (start, max_bytes) = ANCHOR;
    let (mut taken, mut tried) = (BTreeSet::new(), BTreeMap::new());
    let mut headings = blocks::find_with(&text.file, text.body_start, text.elements, &mut Problems::default());
    headings.retain(|block| matches!(block.kind, BlockKind::Heading(..)));
    for heading in &mut headings {
        let words = slug::in_language(&heading.text.read(), &text.lang, max_bytes);
        let stem = format!("{start}{words}");
        // Every lower number of these words is taken: nothing that was taken becomes free.
        let number = tried.entry(stem.clone()).or_insert(1);
        let mut id = if *number == 1 { stem.clone() } else { format!("{stem}-{number}") };
        while !taken.insert(id.clone()) {
            *number += 1;
            id = format!("{stem}-{number}");
        }
        heading.id = BlockId(id);
    }
    headings
}

/// The parts of a text page.
fn sections(text: &TextPage) -> Vec<Section> {
    let parts = headings(text).into_iter().filter(|block| matches!(block.kind, BlockKind::Heading(2, _)));
    parts.map(|block| Section { id: block.id.0, label: block.text.read().to_string() }).collect()
}

/// Renders the Markdown of a text page.
fn markdown(page: &Page<'_>, text: &TextPage, problems: &mut Vec<Problem>) -> String {
    let found = RefCell::new(Vec::new());
    let words = LabelWords::new(page);
    let html = html::render(
        &text.body(),
        &Needs {
            body_start: text.body_start,
            elements: text.elements,
            blocks: &headings(text),
            retired: &[],
            id_prefix: "",
            annotations: &[],
            link: &|destination| address::resolve(page, destination),
            code: &|info, source| code::block(page, (info, source), &mut |path| found.borrow_mut().push(code::missing(page, text, path))),
            tools: &|_| String::new(),
            at_end: &|_| String::new(),
            after: &|_| String::new(),
            labels: words.labels(),
        },
    );
    problems.append(&mut found.into_inner());
    html
}

/// The words that the Markdown renderer adds, owned.
pub(super) struct LabelWords {
    /// Before a question's number.
    question: String,
    /// Where a note is not in the source.
    note_missing: String,
    /// The heading of the footnotes.
    notes: String,
    /// The name of a link back.
    back: String,
    /// The name of a footnote mark.
    note: String,
    /// Before a stale block.
    stale: String,
}

impl LabelWords {
    /// The words of the page's language.
    pub(super) fn new(page: &Page<'_>) -> Self {
        Self {
            question: page.word("letter.question"),
            note_missing: page.word("letter.note_missing"),
            notes: page.word("letter.footnotes"),
            back: page.word("letter.footnote_back"),
            note: page.word("letter.footnote"),
            stale: page.word("letter.stale"),
        }
    }

    /// The words as the renderer takes them.
    pub(super) fn labels(&self) -> Labels<'_> {
        let Self { question, note_missing, notes, back, note, stale } = self;
        Labels { question, note_missing, notes, back, note, stale }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::file::SourceFile;
    use crate::model::markup::Elements;

    /// A page with a text.
    fn page(text: String) -> TextPage {
        let lang = Lang::parse("nl").unwrap();
        let (title, summary) = (String::new(), String::new());
        let file = Arc::new(SourceFile::new("nl.md".into(), text));
        TextPage {
            id: "about".into(),
            lang,
            title,
            slug: None,
            former: Vec::new(),
            summary,
            file,
            body_start: 8,
            elements: Elements::default(),
        }
    }

    #[test]
    fn headings_that_are_the_same_are_numbered_past_those_that_have_a_number() {
        let ids = |text: &str| headings(&page(text.to_owned())).into_iter().map(|block| block.id.0).collect::<Vec<_>>();
        let found = ids("+++\n+++\n\n## h-2\n\n## h\n\n## h\n\n## h-2\n\n## h\n\n## h-4\n");
        assert_eq!(found, ["part-h-2", "part-h", "part-h-3", "part-h-2-2", "part-h-4", "part-h-4-2"]);
        let many = ids(&format!("+++\n+++\n\n{}", "## h\n\n".repeat(20_000)));
        assert_eq!((many.len(), many.last().map(String::as_str)), (20_000, Some("part-h-20000")));
    }

    #[test]
    fn parts_have_anchors_of_their_words_each_its_own() {
        let page = page("+++\n+++\n\n# T\n\n## De bron\n\nEen.\n\n### Dieper\n\n## De bron\n\n## …\n".to_owned());
        let ids: Vec<String> = headings(&page).into_iter().map(|block| block.id.0).collect();
        assert_eq!(ids, ["part-t", "part-de-bron", "part-dieper", "part-de-bron-2", "part-"]);
        let parts: Vec<(String, String)> = sections(&page).into_iter().map(|part| (part.id, part.label)).collect();
        let expected = [("part-de-bron", "De bron"), ("part-de-bron-2", "De bron"), ("part-", "…")];
        assert_eq!(parts, expected.map(|(id, label)| (id.to_owned(), label.to_owned())));
    }
}
