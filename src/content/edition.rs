//! Editions and text pages: front matter between two lines `+++`, then Markdown.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::marks;
use super::walk::PageFile;
use crate::data::{self, Table, file};
use crate::markdown::blocks;
use crate::model::dossier::TextPage;
use crate::model::file::SourceFile;
use crate::model::lang::Lang;
use crate::model::letter::{Edition, is_slug};
use crate::model::markup::Elements;
use crate::model::memo::Memo;
use crate::model::place::Place;
use crate::problem::{Problems, kinds};

/// Loads an edition, in which some elements of HTML are allowed; `None` if it cannot be read or has no front matter.
pub fn load(root: &Path, path: &str, (lang, elements, memo): (&Lang, Elements, &Memo), problems: &mut Problems) -> Option<Edition> {
    let file = file::text(root, path, problems)?;
    let (front, body_start) = split(&file, problems)?;
    marks::report(&file, front.start..body_start, problems);
    let (title, slug, summary, gaps) = data::read(&file, front, problems, |table| {
        let gaps = table.texts("gaps");
        (table.need_text("title", "the letter's title"), slug(table, true), table.need_text("summary", "one or two sentences"), gaps)
    });
    let blocks = super::blocks::find((&file, body_start), elements, memo, problems);
    report_duplicate_questions(&blocks, &file, problems);
    Some(Edition { lang: lang.clone(), title: title?.0, slug: slug?, summary: summary?.0, file, body_start, elements, blocks, gaps })
}

/// Loads a text page.
pub fn load_page(root: &Path, page: &PageFile, elements: Elements, problems: &mut Problems) -> Option<TextPage> {
    let file = file::text(root, &page.path, problems)?;
    let (front, body_start) = split(&file, problems)?;
    let (title, slug, former, summary) = data::read(&file, front, problems, |table| {
        (table.need_text("title", "the page's title"), slug(table, false), former(table), table.any_text("summary"))
    });
    // Blocks of pages are not cited, but their Markdown is held to the same rules.
    if blocks::find_with(&file, body_start, elements, problems).is_empty() {
        problems.add(kinds::records::empty_page(Place::start_of(&file), page.lang.tag()));
    }
    let summary = summary.map(|(text, _)| text).unwrap_or_default();
    Some(TextPage { id: page.id.clone(), lang: page.lang.clone(), title: title?.0, slug, former, summary, file, body_start, elements })
}

/// Reads a slug.
fn slug(table: &Table<'_>, is_needed: bool) -> Option<String> {
    let (slug, place) = if is_needed { table.need_text("slug", "the last part of the letter's address") } else { table.text("slug") }?;
    if !is_slug(&slug) {
        table.report(kinds::addresses::bad_name(place, &slug));
        return None;
    }
    Some(slug)
}

/// Reads the former addresses that lead to a page.
fn former(table: &Table<'_>) -> Vec<(String, Place)> {
    let mut former = table.texts("former");
    former.retain(|(address, place)| {
        let is_address = address.split('/').all(is_slug);
        if !is_address {
            let expected = "addresses from the folder of the language, without `.html`, such as `extra` or `letters/first`";
            table.report(kinds::wrong_value(place.clone(), "former", expected));
        }
        is_address
    });
    former
}

/// The bytes of the front matter and the start of the Markdown.
fn split(file: &Arc<SourceFile>, problems: &mut Problems) -> Option<(Range<usize>, usize)> {
    let text = file.text();
    let found = (|| {
        let start = text.strip_prefix("+++\n").map(|_| 4).or_else(|| text.strip_prefix("+++\r\n").map(|_| 5))?;
        let rest = text.get(start..)?;
        let end = if rest.starts_with("+++") { start } else { start + rest.find("\n+++")? + 1 };
        let after = text.get(end..)?;
        let body = after.find('\n').map_or(text.len(), |at| end + at + 1);
        after.get(3..)?.lines().next().unwrap_or_default().trim().is_empty().then_some((start..end, body))
    })();
    if found.is_none() {
        let start = Place::start_of(file);
        problems.add(if text.starts_with("+++") {
            kinds::endless_front_matter(start.find("+++"))
        } else {
            kinds::missing_front_matter(start)
        });
    }
    found
}

/// Reports question numbers that occur twice.
fn report_duplicate_questions(blocks: &[crate::model::letter::Block], file: &Arc<SourceFile>, problems: &mut Problems) {
    let mut seen = std::collections::BTreeSet::new();
    for block in blocks {
        if let Some(container) = block.kind.container()
            && !seen.insert(container.clone())
        {
            problems.add(kinds::duplicate_question(Place::new(file, block.span.clone()), container.get(1..).unwrap_or_default()));
        }
    }
}
