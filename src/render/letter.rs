//! The page of a letter: what it is, what it lacks, its text with marks, what it refers to, its neighbours.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::annotations::{self, Marked};
use super::citation::{self, CitationView};
use super::frame::{Frame, frame};
use super::map::{self, MapView};
use super::numbers::NumberView;
use super::page::Page;
use super::passage::PassageView;
use super::references::{self, ReferenceView, TieView};
use super::terms::{self, TermView};
use super::text::LabelWords;
use super::{LinkView, address, code, notes, numbers, reviews, source};
use crate::markdown::escape::attribute;
use crate::markdown::html;
use crate::markdown::needs::Needs;
use crate::model::letter::{Basis, Block, BlockKind, Edition, Letter, Opens, Party, RetiredBlock};
use crate::problem::{Problem, kinds};
use crate::site::routes::source_path;

/// The page of a letter.
#[derive(Debug, Serialize)]
pub(super) struct LetterView {
    /// The frame.
    page: Frame,
    /// What it is.
    about: About,
    /// What it answers, elaborates or has as an annex, and what does so with it.
    ties: Vec<TieView>,
    /// What the source lacks.
    lacks: Vec<Lacking>,
    /// The parts of the text.
    contents: Vec<ContentsItem>,
    /// The text.
    body: String,
    /// How many blocks are stale, in words; nothing where none is.
    stale: String,
    /// The way from the source to the edition.
    corrections: Option<LinkView>,
    /// How to cite it, in the conventions of each language.
    citations: Vec<CitationView>,
    /// The letter as files for reference managers.
    citation_files: Vec<LinkView>,
    /// How many references the page lists.
    n_references: String,
    /// What it refers to.
    outgoing: Vec<ReferenceView>,
    /// What refers to it.
    incoming: Vec<ReferenceView>,
    /// How many more passages refer to it, in words; nothing where all are listed.
    more_incoming: String,
    /// How many terms it uses.
    n_terms: String,
    /// The terms that it uses.
    terms: Vec<TermView>,
    /// The map around it; nothing where it has no neighbours.
    map: Option<MapView>,
    /// The letters around it.
    neighbours: Vec<LinkView>,
    /// The letter before it in time.
    before: Option<LinkView>,
    /// The letter after it in time.
    after: Option<LinkView>,
}

/// What a letter is.
#[derive(Debug, Serialize)]
struct About {
    /// Its kind.
    kind: String,
    /// Its date in words.
    date: String,
    /// On what the date rests.
    basis: String,
    /// Whether the date is printed.
    is_printed: bool,
    /// The reasoning.
    date_note: String,
    /// The passages that show it.
    evidence: Vec<PassageView>,
    /// Who sent it.
    senders: Vec<Vec<PartyPart>>,
    /// To whom.
    recipients: Vec<Vec<PartyPart>>,
    /// Its official numbers.
    numbers: Vec<NumberView>,
    /// What it says.
    summary: String,
    /// How the edition was made and who has checked it.
    state: String,
    /// Whether the page shows a translation.
    is_translation: bool,
    /// The original, where the page shows a translation.
    original: Option<LinkView>,
    /// The page with both languages.
    parallel: Option<String>,
    /// The source as received.
    source: SourceView,
}

/// A name, a role or an organisation of a sender or recipient.
#[derive(Debug, Serialize)]
struct PartyPart {
    /// The words.
    text: String,
    /// The entry of the actor that they name, where there is one.
    href: Option<String>,
}

/// The source as received.
#[derive(Debug, Serialize)]
struct SourceView {
    /// Where it lies.
    href: String,
    /// Its name when it was received.
    received_as: String,
    /// Its checksum.
    sha256: String,
    /// The letter as data.
    data: String,
}

/// Something that the source lacks.
#[derive(Debug, Serialize)]
struct Lacking {
    /// What it is called.
    what: String,
    /// For the reader.
    note: String,
}

/// A part of the text.
#[derive(Debug, Serialize)]
struct ContentsItem {
    /// Its anchor.
    href: String,
    /// Its heading.
    label: String,
    /// How deep it lies, from 2.
    level: u8,
    /// Its questions.
    questions: Vec<LinkView>,
}

/// The page of a letter.
pub(super) fn view(page: &Page<'_>, (letter, edition): (&Letter, &Edition), problems: &mut Vec<Problem>) -> LetterView {
    let mut marked = annotations::of(page, letter, edition);
    let (marks, terms) = terms::of(page, (letter, edition), &marked.annotations);
    marked.annotations.extend(marks);
    let (before, after) = page.stage.around(&letter.id);
    let n_unlisted = references::n_unlisted(page, letter);
    let n_stale = edition.blocks.iter().filter(|block| block.is_stale).count();
    let (outgoing, incoming) = (references::outgoing(page, letter), references::incoming(page, letter));
    LetterView {
        n_references: page.figures.count(outgoing.len() + incoming.len()),
        n_terms: page.figures.count(terms.len()),
        page: frame(page, &edition.summary),
        about: about(page, letter, edition),
        ties: references::ties(page, letter),
        lacks: lacks(page, letter),
        contents: contents(edition),
        body: body(page, (letter, edition), &marked, problems),
        stale: if n_stale == 0 { String::new() } else { page.count("letter.stale_blocks", n_stale) },
        corrections: source::summary(page, letter),
        citations: citation::of(page, letter),
        citation_files: citation::files(page, letter),
        outgoing,
        incoming,
        more_incoming: if n_unlisted == 0 { String::new() } else { page.count("actors.more_passages", n_unlisted) },
        map: map::around(page, letter),
        neighbours: references::neighbours(page, letter),
        terms,
        before: before.map(|letter| page.letter(letter)),
        after: after.map(|letter| page.letter(letter)),
    }
}

/// What a letter is.
fn about(page: &Page<'_>, letter: &Letter, edition: &Edition) -> About {
    let routes = page.stage.inputs.routes;
    let is_translation = edition.lang != letter.original;
    let original = routes.letter(&letter.id, &letter.original).filter(|_| is_translation);
    let basis = match letter.date.basis {
        Basis::Printed => "letter.basis_printed",
        Basis::Derived => "letter.basis_derived",
        Basis::Bounds => "letter.basis_bounds",
    };
    let original_name = page.stage.inputs.locales.get(&letter.original).map(|locale| locale.name.clone());
    About {
        kind: page.kind_of(letter),
        date: page.locale.date(&letter.date.value),
        basis: page.word(basis),
        is_printed: letter.date.basis == Basis::Printed,
        date_note: page.text(&letter.date.note),
        evidence: letter.date.evidence.iter().filter_map(|passage| page.passage(passage)).collect(),
        senders: letter.parties.senders.iter().map(|party| party_parts(page, party)).collect(),
        recipients: letter.parties.recipients.iter().map(|party| party_parts(page, party)).collect(),
        numbers: numbers::of(page, &letter.numbers),
        summary: edition.summary.clone(),
        state: reviews::state(page.locale, letter, &edition.lang),
        is_translation,
        original: original.map(|path| LinkView {
            href: page.to(path),
            label: original_name.unwrap_or_default(),
            lang: page.foreign(&letter.original),
        }),
        parallel: routes.parallel(&letter.id, page.lang).map(|path| page.to(path)),
        source: source_view(page, letter),
    }
}

/// A sender or recipient in parts, those that name an actor with the link to it.
fn party_parts(page: &Page<'_>, party: &Party) -> Vec<PartyPart> {
    let parts = [party.name.clone().unwrap_or_default(), page.text(&party.role), page.text(&party.organisation)];
    let part = |text: String| PartyPart { href: page.to_actor(&text), text };
    parts.into_iter().filter(|part| !part.is_empty()).map(part).collect()
}

/// The source of a letter.
fn source_view(page: &Page<'_>, letter: &Letter) -> SourceView {
    SourceView {
        href: page.to_file(&source_path(letter)),
        received_as: letter.source.received_as.clone(),
        sha256: letter.source.sha256.clone(),
        data: page.to_file(&format!("data/letters/{}.json", letter.id)),
    }
}

/// What the source of a letter lacks.
fn lacks(page: &Page<'_>, letter: &Letter) -> Vec<Lacking> {
    let named = |what: &str| page.locale.words.get(&format!("lacks.{what}")).cloned().unwrap_or_else(|| what.to_owned());
    letter.lacks.iter().map(|lack| Lacking { what: named(&lack.what), note: page.text(&lack.note) }).collect()
}

/// The parts of an edition: headings of the two upper levels, and the questions under them.
fn contents(edition: &Edition) -> Vec<ContentsItem> {
    let mut items: Vec<ContentsItem> = Vec::new();
    for block in &edition.blocks {
        match &block.kind {
            BlockKind::Heading(level, Opens::Section) if *level <= 3 => items.push(ContentsItem {
                href: format!("#{}", block.id),
                label: block.text.read().to_string(),
                level: *level,
                questions: Vec::new(),
            }),
            BlockKind::Heading(_, Opens::Question(number)) => {
                let question = LinkView { href: format!("#q{number}"), label: block.text.read().to_string(), lang: None };
                if items.is_empty() {
                    items.push(ContentsItem { href: question.href.clone(), label: String::new(), level: 2, questions: Vec::new() });
                }
                if let Some(item) = items.last_mut() {
                    item.questions.push(question);
                }
            }
            _ => {}
        }
    }
    items
}

/// The text of a letter with its marks.
fn body(page: &Page<'_>, (letter, edition): (&Letter, &Edition), marked: &Marked<'_>, problems: &mut Vec<Problem>) -> String {
    let found = RefCell::new(Vec::new());
    let words = LabelWords::new(page);
    let cited = references::cited(page, letter);
    let cited_at = |id: &str| cited.get(id).map(String::as_str).unwrap_or_default();
    let others: Vec<Headings<'_>> = letter.editions.iter().filter(|edition| edition.lang != *page.lang).map(Headings::of).collect();
    let missing = |path: &str| kinds::missing_excerpt(crate::model::place::Place::start_of(&edition.file).find(path), path, None);
    let html = html::render(
        &edition.body(),
        &Needs {
            body_start: edition.body_start,
            elements: edition.elements,
            blocks: &edition.blocks,
            retired: &anchors(letter, edition),
            id_prefix: "",
            annotations: &marked.annotations,
            link: &|destination| address::resolve(page, destination),
            code: &|info, text| code::block(page, (info, text), &mut |path| found.borrow_mut().push(missing(path))),
            tools: &|block| tools(page, (letter, &others), (block, &cited_at)),
            at_end: &|block| own_link(page, block) + cited_at(&block.id.0),
            after: &|block| notes::folded(page, letter, marked.notes.get(block.id.0.as_str()).map(Vec::as_slice).unwrap_or_default()),
            labels: words.labels(),
        },
    );
    problems.append(&mut found.into_inner());
    html
}

/// Ids that have no block in this edition: the retired ones, and those of blocks that it lacks, each where its text would stand.
fn anchors(letter: &Letter, edition: &Edition) -> Vec<RetiredBlock> {
    let mut anchors = letter.retired.clone();
    let Some(original) = letter.original_edition().filter(|_| !edition.gaps.is_empty()) else { return anchors };
    let own: BTreeSet<&str> = edition.blocks.iter().map(|block| block.id.0.as_str()).collect();
    let mut next: Option<&str> = None;
    let mut lacking = BTreeMap::new();
    for block in original.blocks.iter().rev() {
        let id = block.id.0.as_str();
        if own.contains(id) {
            next = Some(id);
        } else if !id.is_empty() {
            lacking.insert(id, next);
            let ids = [Some(block.id.0.clone()), block.kind.container()];
            anchors.extend(ids.into_iter().flatten().map(|id| RetiredBlock { id, at: next.map(str::to_owned) }));
        }
    }
    for retired in &mut anchors {
        if let Some(next) = retired.at.as_deref().and_then(|at| lacking.get(at)) {
            retired.at = next.map(str::to_owned);
        }
    }
    anchors
}

/// A block's link to itself: its number, which the style sheet writes, so that copied text is without it.
pub(super) fn own_link(page: &Page<'_>, block: &Block) -> String {
    if block.id.0.is_empty() {
        return String::new();
    }
    format!("<a class=\"own\" href=\"#{0}\" aria-label=\"{1} {0}\"></a>", block.id, attribute(&page.word("letter.passage")))
}

/// The headings of an edition by their ids and what they open: a letter can have many thousands.
struct Headings<'a> {
    /// The edition.
    edition: &'a Edition,
    /// The headings.
    by_anchor: BTreeMap<Cow<'a, str>, &'a Block>,
}

impl<'a> Headings<'a> {
    /// The headings of an edition; of two of one id the first.
    fn of(edition: &'a Edition) -> Self {
        let mut by_anchor = BTreeMap::new();
        for block in edition.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading(..))) {
            let names = [Some(Cow::Borrowed(block.id.0.as_str())), block.kind.container().map(Cow::Owned)];
            for name in names.into_iter().flatten() {
                by_anchor.entry(name).or_insert(block);
            }
        }
        Self { edition, by_anchor }
    }
}

/// What stands beside a heading: its own link, and but for an answer the same place in the other languages.
fn tools<'c>(page: &Page<'_>, (letter, others): (&Letter, &[Headings<'_>]), (block, cited): (&Block, &dyn Fn(&str) -> &'c str)) -> String {
    let anchor = block.kind.container().unwrap_or_else(|| block.id.0.clone());
    if anchor.is_empty() {
        return String::new();
    }
    let mut tools =
        format!("<p class=\"tools\"><a class=\"own\" href=\"#{anchor}\" aria-label=\"{}\"></a>", attribute(&permalink(page, block)));
    let is_answer = matches!(block.kind, BlockKind::Heading(_, Opens::Answer(_)));
    for other in others.iter().filter(|_| !is_answer) {
        tools.push_str(&there(page, (letter, other), &anchor));
    }
    tools.push_str(cited(&anchor));
    tools.push_str("</p>");
    tools
}

/// The link to the same heading in another language; nothing where that edition lacks it.
fn there(page: &Page<'_>, (letter, other): (&Letter, &Headings<'_>), anchor: &str) -> String {
    let (inputs, edition) = (page.stage.inputs, other.edition);
    let (Some(there), Some(path), Some(locale)) =
        (other.by_anchor.get(anchor), inputs.routes.letter(&letter.id, &edition.lang), inputs.locales.get(&edition.lang))
    else {
        return String::new();
    };
    let is_question = matches!(there.kind, BlockKind::Heading(_, Opens::Question(_)));
    let label = if is_question { format!("{} ", locale.word("letter.question")) } else { String::new() };
    format!(
        " <a href=\"{}#{anchor}\"{} hreflang=\"{tag}\">{}<span class=\"vh\">: {}{}</span></a>",
        attribute(&page.to(path)),
        page.stage.directions.attributes(edition.lang.tag()),
        attribute(&locale.name),
        attribute(&label),
        attribute(&there.text.read()),
        tag = edition.lang,
    )
}

/// The name of the link to a heading.
fn permalink(page: &Page<'_>, block: &Block) -> String {
    let label = match &block.kind {
        BlockKind::Heading(_, Opens::Question(_)) => format!("{} {}", page.word("letter.question"), block.text.read()),
        BlockKind::Heading(_, Opens::Answer(number)) => format!("{} ({} {number})", block.text.read(), page.word("letter.question")),
        _ => block.text.read().to_string(),
    };
    page.fill("letter.permalink", &[("heading", &label)])
}
