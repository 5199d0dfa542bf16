//! Editions: from Markdown to blocks, to their words without marks, to HTML, and back to Markdown.

use std::sync::Arc;

use dossier::markdown::inline::write::to_markdown;
use dossier::markdown::needs::{Labels, Needs};
use dossier::markdown::{blocks, escape, html, inline, links};
use dossier::model::file::SourceFile;
use dossier::model::letter::{Block, BlockId, BlockKind};
use dossier::model::markup::Elements;
use dossier::model::place::find_control;
use dossier::problem::Problems;

use super::super::page;
use super::errors;

/// An edition's Markdown: blocks, inline texts and HTML say the same, and HTML is well formed.
pub(super) fn edition(data: &[u8]) {
    let text = String::from_utf8_lossy(data).into_owned();
    let front = "+++\ntitle = 'é'\n+++\n";
    let file = Arc::new(SourceFile::new("nl.md".into(), format!("{front}{text}")));
    let mut problems = Problems::default();
    let mut blocks = blocks::find(&file, front.len(), &mut problems);
    let errors = errors(&problems);
    for (idx, block) in blocks.iter_mut().enumerate() {
        block.id = BlockId(format!("p{}", idx + 1));
    }
    for block in &blocks {
        assert!(file.text().get(block.span.clone()).is_some() && front.len() <= block.span.start, "{block:?} in {text:?}");
        assert_eq!(block.text.read().trim_end(), &*block.text.read(), "{block:?} in {text:?}");
    }
    for link in links(&text) {
        assert!(text.get(link.span.clone()).is_some(), "{link:?} in {text:?}");
    }
    same_texts(&file, front.len(), &blocks);
    // A character that no page can show is told when the file is read.
    // A question that occurs twice is told by who loads the edition.
    let mut containers: Vec<String> = blocks.iter().filter_map(|block| block.kind.container()).collect();
    let n_containers = containers.len();
    containers.sort();
    containers.dedup();
    if errors.is_empty() && containers.len() == n_containers && find_control(&file.text()).is_none() {
        page_of(&file, front.len(), &blocks);
    }
}

/// Panics unless the inline texts are those of the blocks, and can be written as Markdown again.
fn same_texts(file: &SourceFile, body_start: usize, blocks: &[Block]) {
    let found = inline::find(&file.text(), body_start, Elements::default());
    let texts: Vec<String> = found.iter().map(|inline| inline::plain(&inline.pieces)).collect();
    let expected: Vec<_> = blocks.iter().map(|block| block.text.read()).collect();
    let joined = |text: &str| text.split(['\t', ' ']).collect::<Vec<_>>().join(" ");
    assert_eq!(
        texts.iter().map(|text| joined(text)).collect::<Vec<_>>(),
        expected.iter().map(|text| joined(text)).collect::<Vec<_>>(),
        "{:?}",
        file.text()
    );
    for (inline, block) in found.iter().zip(blocks) {
        assert!(file.text().get(inline.span.clone()).is_some(), "{inline:?} in {:?}", file.text());
        let lines = inline::lines_of(&file.text(), block, inline);
        assert!(file.text().get(lines.clone()).is_some(), "{lines:?} in {:?}", file.text());
        _ = to_markdown(&inline.pieces, &block.kind, Elements::default());
    }
}

/// Panics unless the edition's HTML is well formed, without code in it, and has an anchor for each block.
fn page_of(file: &SourceFile, body_start: usize, blocks: &[Block]) {
    let none = |_: &Block| String::new();
    let own = |block: &Block| format!("<a href=\"#{0}\">#</a>", block.id.0);
    let needs = Needs {
        elements: Elements::default(),
        body_start,
        blocks,
        retired: &[],
        id_prefix: "x-",
        annotations: &[],
        link: &|destination| format!("link.html?{}", destination.len()),
        code: &|_, text| format!("<pre><code>{}</code></pre>\n", escape::attribute(text)),
        tools: &own,
        at_end: &own,
        after: &none,
        labels: Labels { question: "Vraag", note_missing: "ontbreekt", notes: "Noten", back: "terug", note: "noot", stale: "oud" },
    };
    let body = file.text().part(body_start..file.len()).expect("the body");
    let html = html::render(&body, &needs);
    page::check_page(&html).unwrap_or_else(|error| panic!("{error}\n{html}\n{body:?}"));
    for block in blocks {
        let anchor = format!("id=\"x-{}\"", block.id.0);
        let n_anchors = html.matches(&anchor).count();
        let is_heading_of_part = matches!(&block.kind, BlockKind::Heading(..));
        assert!(n_anchors == 1, "{n_anchors} anchors of {block:?}, heading: {is_heading_of_part}\n{html}\n{body:?}");
    }
}
