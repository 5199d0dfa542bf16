//! Writes blocks as the Markdown of an edition, and proves that they read as they were meant.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::body::Body;
use super::certain;
use super::draft::{Draft, Note, Shape};
use super::notes::raised;
use crate::markdown::{blocks, superscript};
use crate::model::file::SourceFile;
use crate::problem::Problems;

/// How much of a text is escaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Escape {
    /// What Markdown would read as a mark where it stands.
    Marks,
    /// Every sign of punctuation.
    All,
}

/// The Markdown of a document.
pub(super) fn of(body: &Body) -> String {
    let text = write(body, &vec![Escape::Marks; body.drafts.len()]);
    let found = read(&text);
    let expected = || body.drafts.iter().map(|draft| draft.text.as_str());
    if found.iter().map(String::as_str).take(body.drafts.len()).eq(expected()) {
        return text;
    }
    // What does not read as it was meant is written with all its signs escaped.
    let found: BTreeSet<&str> = found.iter().map(String::as_str).collect();
    let is_right: Vec<Escape> =
        body.drafts.iter().map(|draft| if found.contains(draft.text.as_str()) { Escape::Marks } else { Escape::All }).collect();
    write(body, &is_right)
}

/// The texts of the blocks of Markdown.
fn read(text: &str) -> Vec<String> {
    let file = Arc::new(SourceFile::new(String::new(), text.to_owned()));
    blocks::find(&file, 0, &mut Problems::default()).into_iter().map(|block| block.text.read().to_string()).collect()
}

/// Writes the blocks and the footnotes.
fn write(body: &Body, escapes: &[Escape]) -> String {
    let numbers: BTreeSet<u32> = body.notes.iter().map(|note| note.number).collect();
    let is_known = body.drafts.iter().any(|draft| !draft.marks.is_empty());
    let question_level = question_level(&body.drafts);
    // Below the text of a numbered item, too.
    let step = if body.drafts.iter().any(|draft| matches!(draft.shape, Shape::Item(_, Some(_)))) { 4 } else { 2 };
    let mut text = String::new();
    let mut lists = Lists::default();
    let mut previous: Option<&Draft> = None;
    for (idx, (draft, escape)) in body.drafts.iter().zip(escapes).enumerate() {
        let mut n_raised = 0;
        let mut inline = |text: &str| match is_known {
            true => in_lines(text, |line| certain::written(&escaped(line, *escape), &draft.marks, &mut n_raised)),
            false => marked(text, &numbers, *escape),
        };
        let is_same_list = previous.is_some_and(|previous| {
            previous.is_item() && draft.is_item() && !needs_gap(previous, draft)
                || previous.shape == Shape::Row && draft.shape == Shape::Row
        });
        if !text.is_empty() && !is_same_list {
            text.push('\n');
        }
        if !draft.is_item() {
            lists = Lists::default();
        }
        let is_first_row = draft.shape == Shape::Row && previous.is_none_or(|previous| previous.shape != Shape::Row);
        match &draft.shape {
            Shape::Heading(level) => text.push_str(&format!("{} {}\n", "#".repeat(usize::from(*level) + 1), inline(&draft.text))),
            Shape::Question => text.push_str(&format!("{} {} {{.question}}\n", "#".repeat(question_level), inline(&draft.text))),
            Shape::Answer => text.push_str(&format!("{} {} {{.answer}}\n", "#".repeat(question_level + 1), inline(&draft.text))),
            Shape::Paragraph => text.push_str(&format!("{}\n", inline(&draft.text))),
            Shape::Item(depth, number) => {
                text.push_str(&item(depth * step, &lists.mark(*depth, number.as_deref()), &inline(&draft.text)));
            }
            Shape::Row => text.push_str(&row(&draft.text, is_first_row.then(|| n_columns(&body.drafts, idx)), &mut inline)),
        }
        previous = Some(draft);
    }
    // A note of nothing at all was none.
    let marks: BTreeSet<&str> = text.split("[^").skip(1).filter_map(|mark| mark.split_once(']')).map(|(number, _)| number).collect();
    let is_note = |note: &&Note| !note.text.is_empty() || marks.contains(note.number.to_string().as_str());
    let notes: Vec<&Note> = body.notes.iter().filter(is_note).collect();
    for note in notes {
        let words = marked(&note.text, &BTreeSet::new(), Escape::Marks).replace('\n', " ");
        text.push_str(&format!("\n[^{}]:{}{words}\n", note.number, if words.is_empty() { "" } else { " " }));
    }
    text
}

/// The level of the headings of questions: below the last section before the first of them.
fn question_level(drafts: &[Draft]) -> usize {
    let before = drafts.iter().take_while(|draft| draft.shape != Shape::Question);
    let level = before.filter_map(|draft| if let Shape::Heading(level) = draft.shape { Some(usize::from(level) + 1) } else { None }).last();
    (level.unwrap_or(1) + 1).min(5)
}

/// Whether an item must stand apart from the one in which its list is: in the middle of a text, Markdown takes no other number than 1 for
/// the beginning of a list.
fn needs_gap(previous: &Draft, draft: &Draft) -> bool {
    let (Shape::Item(above, _), Shape::Item(depth, Some(number))) = (&previous.shape, &draft.shape) else { return false };
    above < depth && number != "1"
}

/// The lists that are open, by depth: of one with numbers the next number, and the sign behind its numbers.
#[derive(Default)]
struct Lists(Vec<Option<(u64, char)>>);

impl Lists {
    /// The mark of an item. Markdown counts the items of a list whatever numbers they have: one that is not the next begins a list of its
    /// own, which another sign behind the number does.
    fn mark(&mut self, depth: usize, number: Option<&str>) -> String {
        self.0.resize(depth + 1, None);
        let open = self.0.pop().flatten();
        let Some(number) = number else {
            self.0.push(None);
            return "-".to_owned();
        };
        let value: u64 = number.parse().unwrap_or_default();
        let sign = match open {
            Some((next, sign)) if next == value => sign,
            Some((_, '.')) => ')',
            _ => '.',
        };
        self.0.push(Some((value.saturating_add(1), sign)));
        format!("{number}{sign}")
    }
}

/// An item of a list with its mark, so many columns in.
fn item(column: usize, mark: &str, text: &str) -> String {
    let indent = " ".repeat(column);
    let inner = " ".repeat(indent.len() + mark.len() + 1);
    format!("{indent}{mark} {}\n", text.replace('\n', &format!("\n{inner}")))
}

/// How many columns the table has that begins at a place: Markdown leaves out what a row has more than the head.
fn n_columns(drafts: &[Draft], start: usize) -> usize {
    let rows = drafts.iter().skip(start).take_while(|draft| draft.shape == Shape::Row);
    rows.map(|row| row.text.split('\t').count()).max().unwrap_or_default()
}

/// A row of a table; the first is its head, with a cell for each of so many columns.
fn row(text: &str, n_columns: Option<usize>, mut inline: impl FnMut(&str) -> String) -> String {
    let mut cells: Vec<String> =
        text.split('\t').map(|cell| inline(cell.trim()).replace('|', "\\|").replace("\\\n", " ").replace('\n', " ")).collect();
    cells.resize(n_columns.unwrap_or(cells.len()), String::new());
    let below = n_columns.map(|n_columns| format!("|{}\n", "---|".repeat(n_columns)));
    format!("| {} |\n{}", cells.join(" | "), below.unwrap_or_default())
}

/// A text with its footnote marks and its line ends as Markdown writes them, and what would be a mark escaped.
fn marked(text: &str, numbers: &BTreeSet<u32>, escape: Escape) -> String {
    in_lines(text, |line| with_notes(&escaped(line, escape), numbers))
}

/// A text whose lines are written one by one, with its line ends as Markdown writes them.
fn in_lines(text: &str, write: impl FnMut(&str) -> String) -> String {
    text.split('\n').map(write).collect::<Vec<_>>().join("\\\n")
}

/// A line in which superscript figures that are the number of a note are its mark.
fn with_notes(line: &str, numbers: &BTreeSet<u32>) -> String {
    let is_raised = |char: char| raised(char).is_some();
    let mut out = String::with_capacity(line.len() + 8);
    let mut rest = line;
    while let Some(at) = rest.find(is_raised) {
        let (before, figures_on) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let behind = figures_on.trim_start_matches(is_raised);
        let figures = figures_on.strip_suffix(behind).unwrap_or_default();
        let number = figures.chars().filter_map(raised).try_fold(0_u32, |sum, digit| sum.checked_mul(10)?.checked_add(digit));
        let number = number.filter(|number| numbers.contains(number) && superscript(&number.to_string()) == figures);
        let n_letters = out.chars().rev().take(3).take_while(|char| char.is_alphabetic()).count();
        match number.filter(|_| !out.is_empty() && !matches!(n_letters, 1 | 2)) {
            Some(number) => out.push_str(&format!("[^{number}]")),
            None => out.push_str(figures),
        }
        rest = behind;
    }
    out + rest
}

/// A line in which nothing is a mark of Markdown.
fn escaped(line: &str, escape: Escape) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let chars: Vec<char> = line.chars().collect();
    let n_digits = chars.iter().take_while(|char| char.is_ascii_digit()).count();
    for (idx, char) in chars.iter().enumerate() {
        let (before, next) = (idx.checked_sub(1).and_then(|idx| chars.get(idx)), chars.get(idx + 1));
        let is_apart = next.is_none_or(|next| next.is_whitespace());
        let is_mark = match char {
            '\\' | '`' | '*' => true,
            '_' => !(before.is_some_and(|char| char.is_alphanumeric()) && next.is_some_and(|char| char.is_alphanumeric())),
            '<' => next.is_some_and(|next| next.is_alphabetic() || matches!(next, '/' | '!' | '?')),
            '&' => {
                next.is_some_and(|next| next.is_ascii_alphabetic() || *next == '#')
                    && chars.iter().skip(idx).take(12).any(|char| *char == ';')
            }
            '[' => next == Some(&'^'),
            ']' => next.is_some_and(|next| matches!(next, '(' | '[' | ':')),
            '#' | '-' | '+' => {
                idx == 0 && (is_apart || *char == '#') || idx == 0 && *char == '-' && chars.iter().all(|char| matches!(char, '-' | ' '))
            }
            '>' | '|' | '~' | '=' => idx == 0,
            '.' | ')' => idx == n_digits && 0 < n_digits && is_apart,
            '{' => chars.last() == Some(&'}'),
            _ => false,
        };
        if is_mark || escape == Escape::All && char.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(*char);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// That texts read as they were meant, whatever signs they have.
    #[track_caller]
    fn check(texts: &[&str]) {
        let drafts = texts.iter().map(|text| Draft::new(Shape::Paragraph, *text, 1)).collect();
        assert_eq!(read(&of(&Body { drafts, ..Body::default() })), texts);
    }

    #[test]
    fn tables_have_a_column_for_every_cell() {
        let row = |text: &str| Draft::new(Shape::Row, text, 1);
        let drafts = vec![row("a\tb"), row("c"), row("d\te\tf"), Draft::new(Shape::Paragraph, "g", 1), row("h")];
        let texts: Vec<String> = drafts.iter().map(|draft| draft.text.clone()).collect();
        let text = of(&Body { drafts, ..Body::default() });
        assert_eq!(text, "| a | b |  |\n|---|---|---|\n| c |\n| d | e | f |\n\ng\n\n| h |\n|---|\n");
        assert_eq!(read(&text), texts);
    }

    #[test]
    fn a_note_of_nothing_is_none() {
        let note = |number, text: &str| Note { number, text: text.to_owned(), line: Some(1) };
        let notes = vec![note(1, ""), note(2, ""), note(3, "Three.")];
        let text = of(&Body { drafts: vec![Draft::new(Shape::Paragraph, "brief¹", 1)], notes, ..Body::default() });
        assert_eq!(text, "brief[^1]\n\n[^1]:\n\n[^3]: Three.\n");
    }

    #[test]
    fn numbers_of_items_are_those_of_the_letter() {
        let items = [(0, "4"), (0, "1"), (1, "2"), (1, "3"), (1, "7"), (0, "2"), (0, "4"), (0, "4"), (0, ""), (0, "9")];
        let drafts = items
            .map(|(depth, number)| Draft::new(Shape::Item(depth, Some(number.to_owned()).filter(|number| !number.is_empty())), "x", 1));
        let text = of(&Body { drafts: drafts.into(), ..Body::default() });
        assert_eq!(text, "4. x\n1) x\n\n    2. x\n    3. x\n    7) x\n2) x\n4. x\n4) x\n- x\n9. x\n");
        let mut problems = Problems::default();
        let found = blocks::find(&Arc::new(SourceFile::new(String::new(), text)), 0, &mut problems);
        assert_eq!((found.len(), problems.list.len()), (10, 0), "{:?}", problems.list);
    }

    #[test]
    fn signs_that_markdown_knows_are_kept_as_text() {
        check(&[
            "> Retour",
            "# een",
            "- een",
            "1. een",
            "+ een",
            "*een* _twee_ `drie`",
            "a_b_c",
            "<b> & &amp; &eacute;",
            "[...] en [1](2) en [^1]",
            "een\n2) twee",
        ]);
        check(&["---", "===", "| a |", "~~~", "a\\b", "een {.x}", "[a]: b", "1986) en", "https://x.example/a_b"]);
    }

    #[test]
    fn notes_lists_rows_and_questions() {
        let mut body = Body::default();
        let mut push = |shape, text: &str| body.drafts.push(Draft::new(shape, text, 1));
        push(Shape::Heading(1), "Kop");
        push(Shape::Question, "1");
        push(Shape::Paragraph, "Klopt¹ het, 3 m²?");
        push(Shape::Answer, "Antwoord");
        push(Shape::Item(0, None), "een");
        push(Shape::Item(1, None), "twee");
        push(Shape::Row, "a\tb|c");
        push(Shape::Row, "1\t2");
        body.notes.push(Note { number: 1, text: "Noot.".into(), line: None });
        let text = of(&body);
        let expected = "## Kop\n\n### 1 {.question}\n\nKlopt[^1] het, 3 m²?\n\n#### Antwoord {.answer}\n\n- een\n  - twee\n\n\
                        | a | b\\|c |\n|---|---|\n| 1 | 2 |\n\n[^1]: Noot.\n";
        assert_eq!(text, expected);
        assert_eq!(read(&text), ["Kop", "1", "Klopt¹ het, 3 m²?", "Antwoord", "een", "twee", "a\tb|c", "1\t2", "Noot."]);
    }
}
