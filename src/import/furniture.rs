//! Tells what belongs to the page from what belongs to the text: numbers of pages, and lines that come back on page after page.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::Removed;
use super::line::{Line, Setting};
use super::words;
use crate::model::locale::ImportWords;

/// How many lines at the top and at the bottom of a page can be furniture.
const MAX_EDGE: usize = 6;

/// From how many empty lines on a page may end there, where the document does not say where pages end.
const PAGE_GAP: usize = 3;

/// How many short lines behind the number of a page are furniture; fewer may be a heading.
const MIN_RUN: usize = 3;

/// The most characters of a line that comes back.
const MAX_LENGTH: usize = 120;

/// Takes page furniture out; the line behind it knows that a page may end there.
pub(super) fn take(lines: Vec<Line>, setting: &Setting, words: &ImportWords) -> (Vec<Line>, Vec<Removed>) {
    let mut gone: BTreeMap<usize, Option<&'static str>> = BTreeMap::new();
    let numbers: BTreeSet<usize> = (0..lines.len()).filter(|idx| is_page_number(&lines, *idx, words)).collect();
    gone.extend(numbers.iter().map(|idx| (*idx, None)));
    gone.extend(repeated(&lines, &numbers).into_iter().map(|idx| (idx, None)));
    for idx in &numbers {
        for beside in run_behind(&lines, *idx, setting) {
            gone.entry(beside).or_insert(Some("it stands beside the number of a page, and once only"));
        }
    }
    let mut removed = Vec::new();
    let mut kept = Vec::with_capacity(lines.len());
    let mut carried: Option<usize> = None;
    for (idx, mut line) in lines.into_iter().enumerate() {
        if let Some(doubt) = gone.get(&idx) {
            carried = Some(carried.unwrap_or_default() + line.gap);
            removed.push(Removed { text: line.text, line: line.number, doubt: *doubt });
        } else {
            line.is_after_page |= carried.is_some() || PAGE_GAP <= line.gap;
            line.gap += carried.take().unwrap_or_default();
            kept.push(line);
        }
    }
    (kept, removed)
}

/// Whether a line is the number of a page. A number alone is one only at the edge of the page that it numbers.
fn is_page_number(lines: &[Line], idx: usize, words: &ImportWords) -> bool {
    let Some(line) = lines.get(idx) else { return false };
    if words::page_number(&line.text, &words.page, &words.page_of).is_some() {
        return true;
    }
    let is_number_of = |page: usize| words::number(&line.text).is_some_and(|number| usize::try_from(number) == Ok(page + 1));
    line.page.is_some_and(|page| is_number_of(page) && edge(lines, idx) == Some(0))
}

/// How far a line is from the edge of its page; `None` where pages are not known, or it is far from both.
fn edge(lines: &[Line], idx: usize) -> Option<usize> {
    let page = lines.get(idx)?.page?;
    let is_same = |line: &&Line| line.page == Some(page);
    let n_before = lines.get(..idx)?.iter().rev().take(MAX_EDGE).take_while(is_same).count();
    let n_behind = lines.get(idx + 1..)?.iter().take(MAX_EDGE).take_while(is_same).count();
    Some(n_before.min(n_behind)).filter(|edge| *edge < MAX_EDGE)
}

/// The lines that come back at the edges of pages, whatever numbers they have.
fn repeated(lines: &[Line], numbers: &BTreeSet<usize>) -> BTreeSet<usize> {
    let mut by_text: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (idx, line) in lines.iter().enumerate().filter(|(_, line)| line.length() <= MAX_LENGTH) {
        let is_at_edge = if line.page.is_some() { edge(lines, idx).is_some() } else { is_near_page_end(lines, idx, numbers) };
        let key: String = line.text.chars().map(|char| if char.is_ascii_digit() { '0' } else { char }).collect();
        // A sentence can come back, such as the answer `Ja.`.
        if is_at_edge && !super::line::is_finished(&line.text) && line.text.chars().any(char::is_alphabetic) {
            by_text.entry(key).or_default().push(idx);
        }
    }
    let page_of = |idx: &usize| lines.get(*idx).and_then(|line| line.page);
    let comes_back = |found: &Vec<usize>| {
        let pages: BTreeSet<Option<usize>> = found.iter().map(page_of).collect();
        2 <= found.len() && (pages.contains(&None) || 2 <= pages.len())
    };
    by_text.into_values().filter(comes_back).flatten().collect()
}

/// Whether a page seems to end near a line of a text that does not say where pages end.
fn is_near_page_end(lines: &[Line], idx: usize, numbers: &BTreeSet<usize>) -> bool {
    let near = idx.saturating_sub(3)..=idx + 3;
    let is_by_number = numbers.range(near).next().is_some();
    let gap_of = |idx: usize| lines.get(idx).map_or(0, |line| line.gap);
    is_by_number || PAGE_GAP <= gap_of(idx) || PAGE_GAP <= gap_of(idx + 1)
}

/// The short lines behind the number of a page, up to the text.
fn run_behind(lines: &[Line], idx: usize, setting: &Setting) -> Vec<usize> {
    // Where the document says where its pages are, what is furniture comes back.
    let is_paged = lines.get(idx).is_some_and(|line| line.page.is_some());
    let Some(width) = setting.width.filter(|_| !is_paged) else { return Vec::new() };
    let is_short =
        |line: &Line| line.length() * 3 <= width * 2 && !super::line::is_finished(&line.text) && super::lists::mark(&line.text).is_none();
    let run: Vec<usize> = (idx + 1..lines.len()).take_while(|idx| lines.get(*idx).is_some_and(is_short)).take(MAX_EDGE + 3).collect();
    if MIN_RUN <= run.len() && run.len() <= MAX_EDGE + 2 { run } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::line;

    /// The lines that are kept of a text, and those that are not; `?` marks one that is not sure.
    #[track_caller]
    fn check(text: &str, kept: &[&str], removed: &[&str]) {
        let lines = line::of(text);
        let setting = Setting::of(&lines);
        let words = ImportWords { page: vec!["pagina".into()], page_of: vec!["van".into()], ..ImportWords::default() };
        let (found, gone) = take(lines, &setting, &words);
        assert_eq!(found.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(), kept);
        let gone: Vec<String> = gone.iter().map(|gone| format!("{}{}", gone.text, if gone.doubt.is_some() { "?" } else { "" })).collect();
        assert_eq!(gone, removed);
    }

    #[test]
    fn what_comes_back_at_the_edges_of_pages_is_furniture() {
        check(
            "Ministerie\nEen.\nTwee.\nPagina 1 van 2\n\u{c}Ministerie\nDrie.\nPagina 2 van 2",
            &["Een.", "Twee.", "Drie."],
            &["Ministerie", "Pagina 1 van 2", "Ministerie", "Pagina 2 van 2"],
        );
        check("a\n1\n\u{c}b\n2", &["a", "b"], &["1", "2"]);
    }

    #[test]
    fn what_comes_back_in_the_text_is_not() {
        check(
            "1\nKan het?\nAntwoord\nJa.\n\n2\nEcht?\nAntwoord\nJa.",
            &["1", "Kan het?", "Antwoord", "Ja.", "2", "Echt?", "Antwoord", "Ja."],
            &[],
        );
    }

    #[test]
    fn short_lines_behind_the_number_of_a_page_are_not_sure() {
        let text = "Een regel die tot de rand van het blad loopt en dan verder.\n".repeat(4);
        let lines: Vec<&str> = text.lines().collect();
        let all = format!("{text}\n\nPagina 2 van 2\n\nDirectie\nKenmerk\nX / 1\n\n{text}");
        let kept: Vec<&str> = lines.iter().chain(&lines).copied().collect();
        check(&all, &kept, &["Pagina 2 van 2", "Directie?", "Kenmerk?", "X / 1?"]);
        let all = format!("{text}\n\nPagina 2 van 2\n\nKop\n\n{text}");
        let kept: Vec<&str> = lines.iter().chain(["Kop"].iter()).chain(&lines).copied().collect();
        check(&all, &kept, &["Pagina 2 van 2"]);
    }
}
