//! What of a PDF is not in its text, and what is in it that nobody sees: each with its page.

use super::seen::Unseen;
use super::{Sheet, Signs, columns, direction, lines};
use crate::import::received::Fault;

/// The most characters of words that are told.
const MAX_QUOTE: usize = 60;

/// The most characters of words that nobody sees on a page.
const MAX_UNSEEN: usize = 500;

/// How many places of a kind are told.
const MAX_LISTED: usize = 20;

/// What is not sure.
///
/// # Errors
/// If there is no text that can be read.
pub(super) fn of(signs: &Signs, rows: &[Vec<lines::Row>]) -> Result<Vec<String>, Fault> {
    let turned = turned(signs);
    let n_unknown: usize = signs.sheets.iter().map(|sheet| sheet.n_unknown).sum();
    check_text(signs, n_unknown, &turned)?;
    let mut doubts = Vec::new();
    if 0 < n_unknown {
        let pages = on_page(&pages(signs, &|sheet| 0 < sheet.n_unknown));
        doubts.push(format!(
            "signs of the PDF have no text behind them, or one that only their font knows, and stand here as `\u{fffd}` or as what no other \
             font shows ({n_unknown}): {pages}"
        ));
    }
    if !turned.is_empty() {
        doubts.push(format!("words of the PDF that do not run from left to right were left out: {}", listed(&turned)));
    }
    unseen(signs, &mut doubts);
    pictures(signs, rows, &mut doubts);
    order(rows, &mut doubts);
    doubts.extend(signs.beside.iter().cloned());
    Ok(doubts)
}

/// The numbers of the pages for which something is so.
fn pages(signs: &Signs, is_one: &dyn Fn(&Sheet) -> bool) -> Vec<usize> {
    (1..).zip(&signs.sheets).filter(|(_, sheet)| is_one(sheet)).map(|(page, _)| page).collect()
}

/// Words that do not run from left to right, page by page.
fn turned(signs: &Signs) -> Vec<String> {
    let turned = (1..).zip(&signs.sheets).filter(|(_, sheet): &(usize, _)| !sheet.turned.is_empty());
    turned.map(|(page, sheet)| format!("page {page} {}", quoted(&sheet.turned))).collect()
}

/// Fails where the signs have no letters behind them, or no word runs from left to right.
fn check_text(signs: &Signs, n_unknown: usize, turned: &[String]) -> Result<(), Fault> {
    if 0 < signs.n_all && signs.n_all < n_unknown * 3 {
        let reason = "its fonts do not say which letters their signs are: let a program recognise the pages as pictures, for instance \
                      `ocrmypdf --force-ocr`, and import what it makes";
        return Err(Fault::Textless(reason.into()));
    }
    if signs.pages.iter().all(Vec::is_empty) && !turned.is_empty() {
        return Err(Fault::Textless(format!("none of its words runs from left to right: {}", listed(turned))));
    }
    Ok(())
}

/// Tells the words that nobody sees.
fn unseen(signs: &Signs, doubts: &mut Vec<String>) {
    for why in [Unseen::Covered, Unseen::Invisible, Unseen::White, Unseen::Clipped, Unseen::Outside] {
        let of_sheet = |(page, sheet): (usize, &Sheet)| {
            sheet.unseen.iter().find(|(known, _)| *known == why).map(|(_, words)| format!("page {page} {}", shortened(words, MAX_UNSEEN)))
        };
        let unseen: Vec<String> = (1..).zip(&signs.sheets).filter_map(of_sheet).collect();
        if !unseen.is_empty() {
            let why = why.why();
            doubts.push(format!(
                "words stand here that nobody sees in the PDF, as {why}: look whether they may be read: {}",
                listed(&unseen)
            ));
        }
    }
}

/// Tells the pictures and drawings.
fn pictures(signs: &Signs, rows: &[Vec<lines::Row>], doubts: &mut Vec<String>) {
    let has_text = |page: usize| rows.get(page - 1).is_some_and(|rows| !rows.is_empty());
    let with_pictures = pages(signs, &|sheet| 0 < sheet.n_pictures);
    let (beside, alone): (Vec<usize>, Vec<usize>) = with_pictures.into_iter().partition(|page| has_text(*page));
    if !alone.is_empty() {
        doubts.push(format!("pages of the PDF are pictures without a text, and nothing of them stands here: {}", on_page(&alone)));
    }
    let mut drawn = pages(signs, &|sheet| sheet.n_pictures == 0 && 0 < sheet.n_paths);
    drawn.retain(|page| !has_text(*page));
    if !drawn.is_empty() {
        doubts.push(format!("pages of the PDF are drawn without a text, and nothing of them stands here: {}", on_page(&drawn)));
    }
    if !beside.is_empty() {
        let count: usize = (1..).zip(&signs.sheets).filter(|(page, _)| has_text(*page)).map(|(_, sheet)| sheet.n_pictures).sum();
        doubts.push(format!("pictures of the PDF are not in the text ({count}): {}", on_page(&beside)));
    }
}

/// Tells where words may stand in another order than they are read.
fn order(rows: &[Vec<lines::Row>], doubts: &mut Vec<String>) {
    let columns = |(page, rows): (usize, &Vec<lines::Row>)| {
        columns::found(rows).into_iter().map(|words| format!("page {page} {}", quoted(&words))).collect::<Vec<_>>()
    };
    let columns: Vec<String> = (1..).zip(rows).flat_map(columns).collect();
    if !columns.is_empty() {
        doubts
            .push(format!("texts that may stand side by side in columns were read across them, line by line, from: {}", listed(&columns)));
    }
    let has_turned = |rows: &[lines::Row]| rows.iter().any(|row| direction::has_right_to_left(&row.text));
    let pages: Vec<usize> = (1..).zip(rows).filter(|(_, rows)| has_turned(rows)).map(|(page, _)| page).collect();
    if !pages.is_empty() {
        doubts.push(format!("look at the order of words that are written from right to left: {}", on_page(&pages)));
    }
}

/// The first words of a text, in quotes.
pub(super) fn quoted(text: &str) -> String {
    shortened(text, MAX_QUOTE)
}

/// So many characters of a text, in quotes.
fn shortened(text: &str, max: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let head: String = text.chars().take(max).collect();
    if head.len() == text.len() { format!("“{text}”") } else { format!("“{}…”", head.trim_end()) }
}

/// Some things, and how many more there are.
pub(super) fn listed(things: &[String]) -> String {
    let more = things.len().saturating_sub(MAX_LISTED);
    let listed = things.iter().take(MAX_LISTED).cloned().collect::<Vec<_>>().join(", ");
    if 0 < more { format!("{listed}, and {more} more") } else { listed }
}

/// Numbers of pages, each once.
pub(super) fn on_page(pages: &[usize]) -> String {
    let mut pages = pages.to_vec();
    pages.dedup();
    listed(&pages.iter().map(|page| format!("page {page}")).collect::<Vec<_>>())
}
