//! Finds what Markdown would swallow, or show otherwise than it is written: cells past the last column of a table, definitions of links that
//! no link uses, numbers of items out of their order.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{LinkType, Tag, TagEnd};

use crate::model::file::SourceFile;
use crate::model::letter::Block;
use crate::model::place::Place;
use crate::problem::{Problems, kinds};

/// What is known while the events of a text pass.
#[derive(Default)]
pub(super) struct Losses {
    /// The lists that are open; nothing for one without numbers.
    lists: Vec<Option<Numbers>>,
    /// The row that is open, and where its last cell ends.
    row: Option<(Range<usize>, usize)>,
    /// The names of the definitions that links use.
    used: BTreeSet<String>,
}

/// The numbers of a list.
struct Numbers {
    /// That of the first item.
    first: u64,
    /// That of the next.
    next: u64,
    /// Whether all items so far are written with the first number: then Markdown is meant to count.
    is_same: bool,
}

impl Losses {
    /// A tag opens.
    pub(super) fn start(&mut self, (tag, span): (&Tag<'_>, &Range<usize>), file: &Arc<SourceFile>, problems: &mut Problems) {
        match tag {
            Tag::List(first) => self.lists.push(first.map(|first| Numbers { first, next: first, is_same: true })),
            Tag::Item => self.item(span, file, problems),
            Tag::TableRow => self.row = Some((span.clone(), span.start)),
            Tag::TableCell => self.row.iter_mut().for_each(|(_, end)| *end = span.end),
            Tag::Link { link_type: LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut, id, .. }
            | Tag::Image { link_type: LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut, id, .. } => {
                self.used.insert(folded(id));
            }
            _ => {}
        }
    }

    /// A tag closes.
    pub(super) fn end(&mut self, tag: TagEnd, file: &Arc<SourceFile>, problems: &mut Problems) {
        match tag {
            TagEnd::List(_) => _ = self.lists.pop(),
            TagEnd::TableRow => {
                let Some((row, end)) = self.row.take() else { return };
                let rest = file.text().part(end..row.end).unwrap_or_default();
                let lost = rest.trim_matches(|char: char| char == '|' || char.is_whitespace());
                if !lost.is_empty() {
                    problems.add(kinds::losses::lost_cell(Place::new(file, end..row.end).find(lost), lost));
                }
            }
            _ => {}
        }
    }

    /// Holds the number of an item against the one that the page will show.
    fn item(&mut self, span: &Range<usize>, file: &Arc<SourceFile>, problems: &mut Problems) {
        let Some(Some(numbers)) = self.lists.last_mut() else { return };
        let text = file.text();
        let written = text.get(span.clone()).unwrap_or_default();
        let start = span.start + written.len() - written.trim_start().len();
        let n_digits = written.trim_start().bytes().take_while(u8::is_ascii_digit).count();
        let place = Place::new(file, start..start + n_digits);
        let digits = text.get(place.span.clone()).unwrap_or_default();
        let Ok(number) = digits.parse::<u64>() else { return };
        let is_counted_for_us = numbers.is_same && 1 < numbers.next - numbers.first;
        numbers.is_same &= number == numbers.first;
        if !numbers.is_same && (number != numbers.next || is_counted_for_us) {
            let other = if written.trim_start().as_bytes().get(n_digits) == Some(&b')') { '.' } else { ')' };
            problems.add(kinds::losses::list_number(place, (digits, other), numbers.next));
        }
        numbers.next += 1;
    }

    /// Tells of the lines that define a link, are in no block, and that no link uses.
    pub(super) fn check(self, (file, body_start): (&Arc<SourceFile>, usize), blocks: &[Block], problems: &mut Problems) {
        let text = file.text();
        let body = text.get(body_start..).unwrap_or_default();
        if !body.contains("]:") {
            return;
        }
        let covered = covered(blocks);
        let is_in_block = |at: usize| {
            let n_before = covered.partition_point(|span| span.end <= at);
            covered.get(n_before).is_some_and(|span| span.contains(&at))
        };
        let mut known = BTreeSet::new();
        let mut at = body_start;
        for line in body.split_inclusive('\n') {
            let start = at + line.len() - line.trim_start_matches(|char: char| char.is_whitespace() || char == '>').len();
            at += line.len();
            let name = text.get(start..at).and_then(defined).filter(|_| !is_in_block(start));
            let Some(name) = name.map(folded) else { continue };
            if !self.used.contains(&name) || !known.insert(name) {
                let line = text.get(start..at).unwrap_or_default().trim_end();
                problems.add(kinds::losses::unused_definition(Place::new(file, start..start + line.len()), line));
            }
        }
    }
}

/// The bytes that blocks have, in order and apart.
fn covered(blocks: &[Block]) -> Vec<Range<usize>> {
    let mut spans: Vec<Range<usize>> = blocks.iter().map(|block| block.span.clone()).filter(|span| !span.is_empty()).collect();
    spans.sort_by_key(|span| span.start);
    let mut covered: Vec<Range<usize>> = Vec::new();
    for span in spans {
        match covered.last_mut().filter(|last| span.start <= last.end) {
            Some(last) => last.end = last.end.max(span.end),
            None => covered.push(span),
        }
    }
    covered
}

/// The name that a line defines, if it can be the definition of a link.
fn defined(line: &str) -> Option<&str> {
    let (name, _) = line.strip_prefix('[')?.split_once("]:")?;
    (!name.starts_with('^') && !name.contains(['[', ']'])).then_some(name)
}

/// A name as links find it: without a difference between cases, blanks as one.
fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use crate::markdown::blocks::told;

    #[test]
    fn cells_past_the_last_column_are_told() {
        let table = |row: &str| format!("> | a | b |\n> |---|---|\n> {row}\n");
        assert_eq!(told(&table("| c | d | e | f |")), [("lost-cell", "e | f".to_owned())]);
        assert_eq!(told(&table("c | d | é")), [("lost-cell", "é".to_owned())]);
        for row in ["| c | d |", "| c | d | |", "| c |", "c | d", r"| c \| x | d |"] {
            assert_eq!(told(&table(row)), [], "{row}");
        }
    }

    #[test]
    fn definitions_that_no_link_uses_are_told() {
        assert_eq!(told("a\n\n[b]: c\n"), [("unused-definition", "[b]: c".to_owned())]);
        assert_eq!(told("> [b]: c \"d\"\n\n[^1]: e[^1]\n"), [("unused-definition", "[b]: c \"d\"".to_owned())]);
        assert_eq!(
            told("[a][B  é] ![x]\n\n[b É]: page:about\n[x]: <y>\n[x]: z\n"),
            [("unused-definition", "[x]: z".to_owned())],
            "a second one is none"
        );
        assert_eq!(told("[b]: c d\n\n\\[b]: c\n\nx\n[b]: c\n\n```\n[b]: c\n```\n"), [], "all of this is shown");
    }

    #[test]
    fn numbers_that_the_page_would_not_show_are_told() {
        assert_eq!(told("1. a\n3. b\n   1. c\n   9. d\n4. e\n"), ["3", "9", "4"].map(|number| ("list-number", number.to_owned())));
        assert_eq!(told("2. a\n2. b\n4. c\n"), [("list-number", "4".to_owned())], "the one before it would be shown as 3");
        assert_eq!(told("1. a\n1. b\n2. c\n"), [("list-number", "2".to_owned())]);
        assert_eq!(told("3. a\n4. b\n\n- c\n- d\n\n1) e\n1) f\n"), []);
    }
}
