//! Holds what came back against what was handed out: ids, originals, marks. Anything that does not fit is a problem.

use std::collections::{BTreeMap, BTreeSet};

use super::handed;
use super::marks::{Numbers, numbers};
use super::read::{Received, ReceivedUnit, Token};
use super::unit::Unit;
use crate::markdown::inline::{Piece, plain};
use crate::model::letter::BlockKind;
use crate::model::place::Place;
use crate::problem::{Problem, Problems, kinds};

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
            Err(problem) => problems.add(*problem),
        }
    }
    taken
}

/// Whether the original that came back is the original as it is now; tools may treat white space as they like.
fn is_of_this_text(one: &ReceivedUnit, unit: &Unit) -> bool {
    handed::of_pieces(&unit.source, &numbers(&unit.source, &[]).source) == handed::of_tokens(&one.source)
}

/// The translation of a unit; nothing if it is not translated. Marks that are lost, doubled or unknown are an error, and so is a text that
/// both the translator and somebody else have changed since it was handed out.
fn settle_unit(one: &ReceivedUnit, unit: &Unit) -> Result<Option<Taken>, Box<Problem>> {
    let numbers = numbers(&unit.source, unit.target.as_deref().unwrap_or_default());
    let is_code = unit.kind == Some(BlockKind::Code);
    let trimmed = |pieces| trimmed(pieces, is_code);
    let stands = handed::fingerprint(&handed::of_pieces(unit.target.as_deref().unwrap_or_default(), &numbers.target));
    // Where nothing stands, what comes back is in nobody's way.
    let is_mended = unit.target.is_some() && one.handed_out.as_ref().is_some_and(|handed_out| *handed_out != stands);
    let kept = || {
        let pieces = trimmed(unit.target.clone()?);
        let is_as_original = pieces == trimmed(unit.source.clone());
        let is_done = !is_mended && is_done(one, false);
        Some(Taken { pieces, place: one.place.clone(), is_changed: false, is_as_original, is_done })
    };
    let back = handed::fingerprint(&handed::of_tokens(&one.target));
    if unit.target.is_some() && one.handed_out.as_ref().is_some_and(|handed_out| *handed_out == back) {
        return Ok(kept());
    }
    let lost_mark = |reason: String| Box::new(kinds::exchange::lost_mark(one.place.clone(), &one.id, &reason));
    let pieces = trimmed(pieces(one, &numbers, is_code).map_err(lost_mark)?);
    // Where the original is code alone, so is its translation.
    if pieces.is_empty() || has_words(&unit.source) && !has_words(&pieces) {
        return Ok(None);
    }
    let is_as_original = pieces == trimmed(unit.source.clone());
    let is_open = matches!(one.state.as_str(), "new" | "needs-translation");
    let was_empty = one.handed_out.as_ref().map_or(unit.target.is_none(), |handed_out| *handed_out == handed::fingerprint(""));
    if is_as_original && is_open && was_empty {
        // Some tools fill what nobody has translated with the original.
        return Ok(kept());
    }
    let is_changed = unit.target.as_ref().is_none_or(|target| trimmed(target.clone()) != pieces);
    if is_changed && is_mended {
        let texts = [&pieces, unit.target.as_deref().unwrap_or_default()].map(plain);
        return Err(Box::new(kinds::exchange::target_changed(one.place.clone(), &one.id, [&texts[0], &texts[1]])));
    }
    let used: Vec<usize> = used(&one.target).collect();
    let had: BTreeSet<usize> = numbers.target.iter().map(|(number, _)| *number).collect();
    for (number, mark) in &numbers.source {
        // A translation that did without a mark so far may go on without it.
        let is_needed = unit.target.is_none() || had.contains(number);
        if is_changed && is_needed && !used.contains(number) {
            return Err(lost_mark(format!("`{}` is missing", mark.raw.replace('\n', ""))));
        }
    }
    let is_done = is_done(one, is_changed);
    Ok(Some(Taken { pieces, place: one.place.clone(), is_changed, is_as_original, is_done }))
}

/// Whether the translator says that a unit is done, or has changed it and says nothing.
fn is_done(one: &ReceivedUnit, is_changed: bool) -> bool {
    match one.state.as_str() {
        "translated" | "final" | "signed-off" => true,
        "" => is_changed,
        _ => false,
    }
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
