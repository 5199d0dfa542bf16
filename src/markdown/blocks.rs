//! Finds the blocks of an edition: headings, paragraphs, list items, table rows, code, with their edition text.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag, TagEnd};

use super::losses::Losses;
use super::marks::Marks;
use super::{events, plain};
use crate::model::file::SourceFile;
use crate::model::letter::{Block, BlockId, BlockKind, BlockText, Opens};
use crate::model::markup::Elements;
use crate::model::place::{Place, find_control};
use crate::problem::{Problems, kinds};

/// Finds the blocks of the Markdown that begins at a byte of a file. No raw HTML is allowed in it.
#[must_use]
pub fn find(file: &Arc<SourceFile>, body_start: usize, problems: &mut Problems) -> Vec<Block> {
    find_with(file, body_start, Elements::default(), problems)
}

/// Finds the blocks of Markdown in which some elements of HTML are allowed. Other raw HTML, unknown heading classes and questions without
/// a number are problems.
#[must_use]
pub fn find_with(file: &Arc<SourceFile>, body_start: usize, elements: Elements, problems: &mut Problems) -> Vec<Block> {
    let body = file.text().rest(body_start);
    let mut finder = Finder {
        file,
        blocks: Vec::new(),
        open: None,
        text: String::new(),
        question: None,
        items: Vec::new(),
        level: 1,
        depth: 0,
        is_in_note: false,
        links: Vec::new(),
        marks: Marks::default(),
        losses: Losses::default(),
        problems,
    };
    let mut refused = Vec::new();
    for (event, span) in events(&body, elements, &mut refused) {
        finder.take(event, body_start + span.start..body_start + span.end);
    }
    finder.marks.check(file, finder.problems);
    finder.losses.check((file, body_start), &finder.blocks, finder.problems);
    let mut found = finder.blocks;
    // A vector that is cut to its length mostly keeps the room that it had.
    let mut blocks = Vec::with_capacity(found.len());
    blocks.append(&mut found);
    for span in refused {
        problems.add(kinds::raw_html(Place::new(file, body_start + span.start..body_start + span.end)));
    }
    blocks
}

/// What is known while the events pass.
struct Finder<'a> {
    /// The file.
    file: &'a Arc<SourceFile>,
    /// The blocks so far.
    blocks: Vec<Block>,
    /// The block whose text is being collected: what it is, and its bytes.
    open: Option<(BlockKind, Range<usize>)>,
    /// What is collected.
    text: String,
    /// The number of the question whose answer is awaited.
    question: Option<String>,
    /// For each list item that is open: its bytes.
    items: Vec<Range<usize>>,
    /// The level of the last heading; the title is of the first.
    level: u8,
    /// How many lists, quotes and footnotes are open.
    depth: usize,
    /// Whether a footnote is open.
    is_in_note: bool,
    /// For each link that is open: how much was collected when it began.
    links: Vec<usize>,
    /// The footnotes so far and their marks.
    marks: Marks,
    /// What the page would be without.
    losses: Losses,
    /// What is wrong.
    problems: &'a mut Problems,
}

impl Finder<'_> {
    /// Takes the next event.
    fn take(&mut self, event: Event<'_>, span: Range<usize>) {
        match event {
            Event::Start(tag) => {
                self.losses.start((&tag, &span), self.file, self.problems);
                self.start(tag, span);
            }
            Event::End(tag) => {
                self.losses.end(tag, self.file, self.problems);
                self.end(tag, span);
            }
            Event::Rule => self.close(),
            other => self.inline(&other, span),
        }
    }

    /// A tag opens.
    fn start(&mut self, tag: Tag<'_>, span: Range<usize>) {
        match tag {
            Tag::Heading { level, classes, id, attrs } => {
                self.close();
                let opens = self.opens(&classes, &span);
                self.open(BlockKind::Heading(number(level), opens), span.clone());
                let id = id.map(|id| format!("#{id}"));
                let others = id.into_iter().chain(attrs.iter().map(|(name, _)| name.to_string()));
                let unknown = classes.iter().filter(|class| !matches!(class.as_ref(), "question" | "answer")).map(ToString::to_string);
                self.check_heading(number(level), others.chain(unknown), span);
            }
            Tag::Paragraph => {
                self.close();
                self.open(BlockKind::Paragraph, span);
            }
            Tag::Item => {
                self.close();
                self.items.push(span);
            }
            Tag::TableHead | Tag::TableRow => self.open(BlockKind::Row, span),
            Tag::CodeBlock(_) => {
                self.close();
                self.open(BlockKind::Code, span);
            }
            Tag::List(_) | Tag::BlockQuote(_) => {
                self.close();
                self.depth += 1;
            }
            Tag::FootnoteDefinition(name) => {
                self.depth += 1;
                self.is_in_note = true;
                self.marks.note(&name, span);
            }
            Tag::Link { .. } => {
                // What is collected for no block is of none.
                if self.open.is_none() {
                    self.text.clear();
                }
                self.links.push(self.text.len());
            }
            _ => {}
        }
    }

    /// A tag closes.
    fn end(&mut self, tag: TagEnd, span: Range<usize>) {
        match tag {
            TagEnd::Heading(_) => self.close_heading(),
            TagEnd::Link => {
                let start = self.links.pop().unwrap_or_default();
                if self.text.get(start..).unwrap_or_default().trim().is_empty() {
                    self.problems.add(kinds::losses::empty_link(Place::new(self.file, span)));
                }
            }
            TagEnd::Paragraph | TagEnd::TableHead | TagEnd::TableRow | TagEnd::CodeBlock => self.close(),
            TagEnd::Item => {
                self.close();
                self.items.pop();
            }
            TagEnd::TableCell => self.push("\t"),
            TagEnd::List(_) | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition => {
                self.depth = self.depth.saturating_sub(1);
                self.is_in_note &= !matches!(tag, TagEnd::FootnoteDefinition);
            }
            _ => {}
        }
    }

    /// Inline content: it opens a block where a tight list item begins with it.
    fn inline(&mut self, event: &Event<'_>, span: Range<usize>) {
        if !matches!(self.open, Some((BlockKind::Code, _))) {
            self.marks.inline(self.file, (event, &span));
        }
        let Some(text) = plain(event) else { return };
        if let Some((_, char)) = find_control(&text).filter(|_| self.is_escaped(&span)) {
            self.problems.add(kinds::control_character(Place::new(self.file, span.clone()), char));
        }
        if self.open.is_none()
            && let Some(item) = self.items.last().cloned()
        {
            let mut inside = self.blocks.iter().rev().take_while(|block| item.start <= block.span.start);
            if inside.any(|block| block.kind == BlockKind::Item && block.span == item) {
                self.problems.add(kinds::losses::split_item(Place::new(self.file, span)));
            }
            self.open(BlockKind::Item, item);
        }
        self.push(&text);
    }

    /// Whether a character that no page can show comes from an escape such as `&#1;`: one that stands in the file was told there.
    fn is_escaped(&self, span: &Range<usize>) -> bool {
        self.file.text().get(span.clone()).is_none_or(|written| find_control(written).is_none())
    }

    /// Begins to collect a block.
    fn open(&mut self, kind: BlockKind, span: Range<usize>) {
        self.text.clear();
        self.open = Some((kind, span));
    }

    /// Adds to the text of the open block.
    fn push(&mut self, text: &str) {
        if self.open.is_some() {
            self.text.push_str(text);
        }
    }

    /// Ends the open block.
    fn close(&mut self) {
        if let Some((kind, span)) = self.open.take() {
            let text = BlockText::of(self.text.trim_end(), (self.file, &span));
            self.blocks.push(Block { id: BlockId(String::new()), kind, span, text, is_note: self.is_in_note, is_stale: false });
        }
    }

    /// Ends a heading: a question's number is its text, an answer's that of the question before it.
    fn close_heading(&mut self) {
        let mut wrong = None;
        if let Some((BlockKind::Heading(_, opens), span)) = &mut self.open {
            let place = || Place::new(self.file, span.clone());
            let is_empty = self.text.trim().is_empty();
            match opens {
                Opens::Section => wrong = is_empty.then(|| kinds::losses::empty_heading(place())),
                Opens::Question(number) => {
                    number.extend(self.text.chars().filter(|char| char.is_ascii_alphanumeric()).map(|char| char.to_ascii_lowercase()));
                    self.question = Some(number.clone());
                    wrong = (number.is_empty() || begins_with_word(&self.text)).then(|| kinds::question_without_number(place()));
                }
                Opens::Answer(number) => match self.question.take() {
                    Some(question) => {
                        *number = question;
                        wrong = is_empty.then(|| kinds::losses::empty_heading(place()));
                    }
                    None => wrong = Some(kinds::answer_without_question(place())),
                },
            }
        }
        self.problems.list.extend(wrong);
        self.close();
    }

    /// What a heading opens. In a list, a quote or a footnote it can open nothing: a question with its answer would end inside of it.
    fn opens(&mut self, classes: &[CowStr<'_>], span: &Range<usize>) -> Opens {
        let opens = opens(classes);
        if self.depth == 0 || opens == Opens::Section {
            return opens;
        }
        let class = if matches!(opens, Opens::Question(_)) { "question" } else { "answer" };
        self.problems.add(kinds::inner_class(Place::new(self.file, span.clone()).find(class), class));
        Opens::Section
    }

    /// Reports a heading of level 1, one that skips a level, and marks that mean nothing: other classes, ids, attributes.
    fn check_heading(&mut self, level: u8, unknown: impl Iterator<Item = String>, span: Range<usize>) {
        let place = Place::new(self.file, span);
        if level < 2 {
            self.problems.add(kinds::first_level_heading(place.clone()));
        } else if self.level + 1 < level {
            self.problems.add(kinds::skipped_level(place.clone(), level, self.level));
        }
        self.level = level;
        for mark in unknown {
            self.problems.add(kinds::unknown_class(place.find(&mark), &mark));
        }
    }
}

/// The fewest letters of a word that is no part of a number, such as `bis`.
const MIN_WORD: usize = 4;

/// Whether a text begins with a word that is no Roman number: `Question 4`.
fn begins_with_word(text: &str) -> bool {
    let word: String = text.chars().skip_while(|char| !char.is_alphanumeric()).take_while(|char| char.is_alphabetic()).collect();
    MIN_WORD <= word.chars().count() && !word.bytes().all(|letter| b"ivxlcdm".contains(&letter.to_ascii_lowercase()))
}

/// What a heading's classes say that it opens; the number is filled in when its text is known.
fn opens(classes: &[CowStr<'_>]) -> Opens {
    match classes.iter().find_map(|class| matches!(class.as_ref(), "question" | "answer").then(|| class.as_ref())) {
        Some("question") => Opens::Question(String::new()),
        Some(_) => Opens::Answer(String::new()),
        None => Opens::Section,
    }
}

/// A heading's level as a number.
pub(super) fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// What is told of a text: the kind of each problem and the words at which it points, in order.
#[cfg(test)]
pub(super) fn told(text: &str) -> Vec<(&'static str, String)> {
    let file = Arc::new(SourceFile::new("x.md".into(), text.into()));
    let mut problems = Problems::default();
    let _ = find(&file, 0, &mut problems);
    let words = |place: &Place| text.get(place.span.clone()).unwrap_or_default().to_owned();
    problems.list.iter().map(|problem| (problem.id, words(&problem.place))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, expected: &[&str]) {
        let file = Arc::new(SourceFile::new("x.md".into(), body.into()));
        let mut problems = Problems::default();
        let found: Vec<String> =
            find(&file, 0, &mut problems).iter().map(|block| format!("{}: {}", block.kind.name(), block.text.read())).collect();
        assert_eq!(found, expected);
        assert!(problems.list.is_empty(), "{:?}", problems.list);
    }

    #[test]
    fn lists_tight_loose_and_nested() {
        check("- a **b**\n- c\n  - d\n- e\n", &["list item: a b", "list item: c", "list item: d", "list item: e"]);
        check("- a\n\n  b\n\n- c\n", &["paragraph: a", "paragraph: b", "paragraph: c"]);
    }

    #[test]
    fn questions_and_answers_are_paired() {
        let body = "## 3 {.question}\n\nKlopt[^1] het?\\\nEcht?\n\n### Antwoord {.answer}\n\nJa.\n\n[^1]:\n";
        check(body, &["question: 3", "paragraph: Klopt¹ het?\nEcht?", "answer: Antwoord", "paragraph: Ja."]);
    }

    #[test]
    fn headings_and_links_without_words_are_told() {
        let headings = told("a\n\n##\n\n### b\n\n## 1 {.question}\n\n### {.answer}\n");
        assert_eq!(headings, ["##\n", "### {.answer}\n"].map(|text| ("empty-heading", text.to_owned())));
        let links = "[](x) [ ](x) [![](x)](x)\n\n- [](y)\n\nlong\n\n- [](z) b\n\n[c][]\n\n[c]: x\n";
        let found: Vec<String> = told(links).into_iter().filter(|(id, _)| *id == "empty-link").map(|(_, text)| text).collect();
        assert_eq!(found, ["[](x)", "[ ](x)", "[![](x)](x)", "[](y)", "[](z)"]);
        assert_eq!(told("- [a](x)\n\n[`b`](x) [![c](x)](x) <https://x.example>\n\nlong\n\n1. [d](x)\n\n## [e](x)\n"), []);
    }

    #[test]
    fn text_of_an_item_that_goes_on_after_another_block_is_told() {
        let split = |text: &str| vec![("split-item", text.to_owned())];
        assert_eq!(told("- a\n  ***\n  b *c*\n"), split("b "));
        assert_eq!(told("## x\n\n- a\n  ### d\n  b\n- c\n"), split("b"));
        assert_eq!(told("1. a\n   ```\n   d\n   ```\n   b\n"), split("b"));
        assert_eq!(told("- a\n\n  ***\n\n  b\n- ```\n  d\n  ```\n  c\n- e\n  - f\n- g\n"), []);
    }

    #[test]
    fn rows_and_code_are_blocks() {
        check("| a | b |\n|--|--|\n| 1 | *2* |\n\n```json\n{}\n```\n", &["table row: a\tb", "table row: 1\t2", "code: {}"]);
    }

    #[test]
    fn raw_html_and_level_one_are_problems() {
        let text = "# x\n\na <b>c</b>\n\n## y {.z}\n\n### A {.answer}\n\n## - {.question}\n";
        let file = Arc::new(SourceFile::new("x.md".into(), text.into()));
        let mut problems = Problems::default();
        let _ = find(&file, 0, &mut problems);
        let ids: Vec<&str> = problems.list.iter().map(|problem| problem.id).collect();
        let expected =
            ["first-level-heading", "unknown-class", "answer-without-question", "question-without-number", "raw-html", "raw-html"];
        assert_eq!(ids, expected);
    }
}
