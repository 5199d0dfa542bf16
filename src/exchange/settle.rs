//! Holds what came back against what was handed out: ids, originals, marks. Anything that does not fit is a problem.

use std::collections::{BTreeMap, BTreeSet};

use super::marks::{Numbers, numbers};
use super::read::{Received, ReceivedUnit, Token};
use super::unit::Unit;
use crate::markdown::inline::Piece;
use crate::model::letter::BlockKind;
use crate::model::place::Place;
use crate::problem::{Problems, kinds};

/// A translation that can be taken.
#[derive(Clone, Debug)]
pub(super) struct Taken {
    /// Its pieces.
    pub pieces: Vec<Piece>,
    /// Where it stands.
    pub place: Place,
    /// Whether its text is another than that of the edition.
    pub is_changed: bool,
    /// Whether it reads as the original.
    pub is_as_original: bool,
    /// Whether the translator says that it is done.
    pub is_done: bool,
}

/// The translations that came back, by the ids of their units.
pub(super) fn settle(received: &Received, units: &[Unit], problems: &mut Problems) -> BTreeMap<String, Taken> {
    let by_id: BTreeMap<&str, &Unit> = units.iter().map(|unit| (unit.id.as_str(), unit)).collect();
    let (mut seen, mut taken) = (BTreeSet::new(), BTreeMap::new());
    for one in &received.units {
        let Some(unit) = by_id.get(one.id.as_str()) else {
            let near = crate::problem::nearest(&one.id, by_id.keys().copied());
            problems.add(kinds::exchange::unknown_unit(one.place.clone(), &one.id, near));
            continue;
        };
        if !seen.insert(one.id.as_str()) {
            problems.add(kinds::exchange::unknown_unit(one.place.clone(), &one.id, None));
            continue;
        }
        if !is_of_this_text(one, unit) {
            problems.add(kinds::exchange::source_changed(one.place.clone(), &one.id));
            continue;
        }
        match settle_unit(one, unit) {
            Ok(Some(found)) => _ = taken.insert(unit.id.clone(), found),
            Ok(None) => {}
            Err(reason) => problems.add(kinds::exchange::lost_mark(one.place.clone(), &one.id, &reason)),
        }
    }
    taken
}

/// Whether the original that came back is the original as it is now; tools may treat white space as they like.
fn is_of_this_text(one: &ReceivedUnit, unit: &Unit) -> bool {
    let words = |text: &str| text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    let numbers = numbers(&unit.source, &[]);
    let mut marks = numbers.source.iter().map(|(number, _)| *number);
    let mut expected = String::new();
    for piece in &unit.source {
        match piece {
            Piece::Text(text) => expected.push_str(text),
            Piece::Mark(_) => expected.push_str(&format!(" \u{1}{} ", marks.next().unwrap_or_default())),
            Piece::Open(_) => expected.push_str(&format!(" \u{2}{} ", marks.next().unwrap_or_default())),
            Piece::Close => expected.push_str(" \u{3} "),
        }
    }
    let mut found = String::new();
    for token in &one.source {
        match token {
            Token::Text(text) => found.push_str(text),
            Token::Mark(number) => found.push_str(&format!(" \u{1}{number} ")),
            Token::Open(number) => found.push_str(&format!(" \u{2}{number} ")),
            Token::Close => found.push_str(" \u{3} "),
        }
    }
    words(&expected) == words(&found)
}

/// The translation of a unit; nothing if it is not translated. Marks that are lost, doubled or unknown are an error.
fn settle_unit(one: &ReceivedUnit, unit: &Unit) -> Result<Option<Taken>, String> {
    let numbers = numbers(&unit.source, unit.target.as_deref().unwrap_or_default());
    let is_code = unit.kind == Some(BlockKind::Code);
    let trimmed = |pieces| trimmed(pieces, is_code);
    let pieces = trimmed(pieces(one, &numbers, is_code)?);
    // Where the original is code alone, so is its translation.
    if pieces.is_empty() || has_words(&unit.source) && !has_words(&pieces) {
        return Ok(None);
    }
    let is_as_original = pieces == trimmed(unit.source.clone());
    let is_open = matches!(one.state.as_str(), "new" | "needs-translation");
    if is_as_original && is_open && unit.target.is_none() {
        // Some tools fill what nobody has translated with the original.
        return Ok(None);
    }
    let is_changed = unit.target.as_ref().is_none_or(|target| trimmed(target.clone()) != pieces);
    let used: Vec<usize> = used(&one.target).collect();
    let had: BTreeSet<usize> = numbers.target.iter().map(|(number, _)| *number).collect();
    for (number, mark) in &numbers.source {
        // A translation that did without a mark so far may go on without it.
        let is_needed = unit.target.is_none() || had.contains(number);
        if is_changed && is_needed && !used.contains(number) {
            return Err(format!("`{}` is missing", mark.raw.replace('\n', "")));
        }
    }
    let is_done = match one.state.as_str() {
        "translated" | "final" | "signed-off" => true,
        "" => is_changed,
        _ => false,
    };
    Ok(Some(Taken { pieces, place: one.place.clone(), is_changed, is_as_original, is_done }))
}

/// Whether there is a text beside marks.
fn has_words(pieces: &[Piece]) -> bool {
    pieces.iter().any(|piece| matches!(piece, Piece::Text(text) if !text.trim().is_empty()))
}

/// The numbers of the marks of a translation.
fn used(tokens: &[Token]) -> impl Iterator<Item = usize> {
    tokens.iter().filter_map(|token| match token {
        Token::Mark(number) | Token::Open(number) => Some(*number),
        Token::Text(_) | Token::Close => None,
    })
}

/// The pieces of a translation: each mark as the translation wrote it so far, else as the original does.
fn pieces(one: &ReceivedUnit, numbers: &Numbers<'_>, is_code: bool) -> Result<Vec<Piece>, String> {
    let mut seen = BTreeSet::new();
    let mut find = |number: usize, is_pair: bool| {
        if !seen.insert(number) {
            return Err(format!("the mark {number} occurs twice"));
        }
        let (_, mark) =
            numbers.target.iter().chain(&numbers.source).find(|(known, _)| *known == number).ok_or(format!("there is no mark {number}"))?;
        if mark.close.is_empty() == is_pair {
            return Err(format!("the mark {number} is written otherwise"));
        }
        Ok((*mark).clone())
    };
    let pieces = one.target.iter().map(|token| {
        Ok(match token {
            Token::Text(text) if is_code => Piece::Text(text.clone()),
            Token::Text(text) => Piece::Text(on_one_line(text)),
            Token::Mark(number) => Piece::Mark(find(*number, false)?),
            Token::Open(number) => Piece::Open(find(*number, true)?),
            Token::Close => Piece::Close,
        })
    });
    pieces.collect()
}

/// A text without line ends, as Markdown would have it.
fn on_one_line(text: &str) -> String {
    let mut lines = text.split(['\n', '\r', '\t']);
    let mut out = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        out.truncate(out.trim_end_matches(' ').len());
        out.push(' ');
        out.push_str(line.trim_start_matches(' '));
    }
    out
}

/// Pieces without white space that Markdown does not keep: at both ends, and beside a line break. Code keeps that with which it begins.
fn trimmed(mut pieces: Vec<Piece>, is_code: bool) -> Vec<Piece> {
    let is_break = |piece: Option<&Piece>| match piece {
        None => true,
        Some(Piece::Mark(mark)) => mark.text == "\n" || mark.text == "\t",
        Some(_) => false,
    };
    for idx in 0..pieces.len() {
        let starts = idx.checked_sub(1).is_none_or(|before| is_break(pieces.get(before)));
        let ends = is_break(pieces.get(idx + 1));
        if let Some(Piece::Text(text)) = pieces.get_mut(idx) {
            if starts && !is_code {
                *text = text.trim_ascii_start().to_owned();
            }
            if ends {
                *text = text.trim_ascii_end().to_owned();
            }
        }
    }
    pieces.retain(|piece| *piece != Piece::Text(String::new()));
    pieces
}
