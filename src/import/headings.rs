//! Finds the headings among the blocks of a text: by their look where the document has one, else by how they stand.

use std::collections::BTreeSet;

use super::draft::{Draft, Shape};
use super::line::is_finished;
use super::{names, words};
use crate::model::locale::Locale;

/// The most characters of a heading.
const MAX_LENGTH: usize = 120;

/// From how many characters a paragraph is one beyond doubt.
const MIN_BODY: usize = 60;

/// How much larger than the text the letters of a heading are, in per cent.
const LARGER: u32 = 108;

/// The deepest level of a heading, below the title.
const MAX_LEVEL: u8 = 4;

/// Makes headings of the blocks that are; those before the salutation are none. Returns whether the levels are guessed.
pub(super) fn mark(drafts: &mut Vec<Draft>, locale: &Locale) -> bool {
    split_first_lines(drafts, locale);
    let first = after_salutation(drafts, locale);
    let body_size = body_size(drafts);
    let mut found: BTreeSet<usize> = BTreeSet::new();
    for idx in (first..drafts.len()).rev() {
        let Some(draft) = drafts.get(idx) else { continue };
        let has_look = is_distinct(draft, body_size);
        let is_followed = drafts.get(idx + 1).is_some_and(|next| begins_text(next) || found.contains(&(idx + 1)));
        if can_be(draft, locale, has_look) && is_followed {
            found.insert(idx);
        }
    }
    let levels = levels(drafts, &found, body_size);
    let is_guessed = levels.iter().any(|(_, is_guessed)| *is_guessed) && 1 < found.len();
    for (idx, (level, _)) in found.iter().zip(levels) {
        if let Some(draft) = drafts.get_mut(*idx) {
            let number = if let Shape::Item(_, Some(number)) = &draft.shape { Some(number.clone()) } else { None };
            draft.shape = Shape::Heading(level);
            draft.doubts.retain(|doubt| doubt != super::shape::AFTER_PAGE);
            draft.text = draft.text.replace('\n', " ");
            if let Some(number) = number {
                draft.text = format!("{number}. {}", draft.text);
            }
            if draft.n_lines > 1 {
                draft.doubts.push("taken for one heading of several lines".into());
            }
        }
    }
    is_guessed
}

/// Parts a first line from the text that follows it without an empty line, where that line can be a heading.
fn split_first_lines(drafts: &mut Vec<Draft>, locale: &Locale) {
    let mut idx = 0;
    while idx < drafts.len() {
        let is_before_item = drafts.get(idx + 1).is_some_and(Draft::is_item);
        if let Some(draft) = drafts.get_mut(idx)
            && draft.is_paragraph()
            && let Some((line, rest)) = draft.text.clone().split_once('\n')
            && (is_before_item && !rest.contains('\n') || MIN_BODY <= rest.len() && !rest.contains('\n') && is_finished(rest))
            && can_be(&Draft::new(Shape::Paragraph, line, 0), locale, false)
        {
            let mut second =
                Draft { text: rest.to_owned(), line: draft.line + 1, n_lines: draft.n_lines.saturating_sub(1), ..draft.clone() };
            second.doubts.clear();
            (draft.text, draft.n_lines) = (line.to_owned(), 1);
            drafts.insert(idx + 1, second);
        }
        idx += 1;
    }
}

/// The index of the first block behind the salutation; 0 where there is none.
pub(super) fn after_salutation(drafts: &[Draft], locale: &Locale) -> usize {
    let is_salutation = |draft: &Draft| {
        let line = draft.text.lines().last().unwrap_or_default();
        line.ends_with([',', ':', '!']) && line.chars().count() <= 80 && words::after(line, &locale.import.salutation).is_some()
    };
    drafts.iter().take(40).position(is_salutation).map_or(0, |idx| idx + 1)
}

/// The size of most of the text, where the document says it.
fn body_size(drafts: &[Draft]) -> Option<u32> {
    let mut sizes: std::collections::BTreeMap<u32, usize> = std::collections::BTreeMap::new();
    for draft in drafts {
        if let Some(look) = draft.look.filter(|look| 0 < look.size) {
            *sizes.entry(look.size).or_default() += draft.text.len();
        }
    }
    sizes.into_iter().max_by_key(|(_, length)| *length).map(|(size, _)| size)
}

/// Whether a block looks unlike the text: larger, or bold.
fn is_distinct(draft: &Draft, body_size: Option<u32>) -> bool {
    let is_larger = |size: u32| body_size.is_some_and(|body| body * LARGER < size * 100);
    draft.look.is_some_and(|look| look.is_bold || is_larger(look.size))
}

/// Whether a block can be a heading by what it says.
fn can_be(draft: &Draft, locale: &Locale, has_look: bool) -> bool {
    let is_numbered = matches!(&draft.shape, Shape::Item(0, Some(_)));
    let text = draft.text.as_str();
    let import = &locale.import;
    let is_right_shape = draft.is_paragraph() || is_numbered && draft.n_lines <= 2;
    let is_line = !text.contains('\n') && draft.n_lines <= if has_look { 4 } else { 2 };
    let is_short = text.chars().count() <= MAX_LENGTH && text.split(' ').count() <= 16;
    let begins = text.starts_with(|char: char| char.is_uppercase() || char.is_ascii_digit() || matches!(char, '‘' | '“' | '"' | '('));
    let is_ended = is_finished(text) || text.ends_with([',', '-']);
    let is_label =
        [&import.date, &import.subject, &import.recipient, &import.salutation].iter().any(|label| words::after(text, label).is_some());
    let is_alone = words::number(text).is_some() || super::shape::is_answer(text, import) || super::shape::is_question(text, import);
    let has_letters = text.chars().any(char::is_alphabetic);
    is_right_shape
        && is_line
        && is_short
        && begins
        && (!is_ended || has_look)
        && has_letters
        && !(is_label || is_alone || names::begins_with_office(text, import) || names::date_line(text, locale).is_some())
}

/// Whether a block shows that the one before it is a heading: text, a list, a question.
fn begins_text(draft: &Draft) -> bool {
    match &draft.shape {
        Shape::Paragraph => {
            MIN_BODY <= draft.text.chars().count() && !draft.text.contains('\n')
                || is_finished(&draft.text)
                || words::number(&draft.text).is_some()
        }
        Shape::Item(..) | Shape::Row | Shape::Heading(_) | Shape::Question => true,
        Shape::Answer => false,
    }
}

/// The levels of headings, and whether each is a guess: by their size, their numbers, or where they stand.
fn levels(drafts: &[Draft], found: &BTreeSet<usize>, body_size: Option<u32>) -> Vec<(u8, bool)> {
    let look = |idx: &usize| drafts.get(*idx).and_then(|draft| draft.look).filter(|look| body_size.is_some() && 0 < look.size);
    let mut looks: Vec<(u32, bool)> = found.iter().filter_map(|idx| look(idx).map(|look| (look.size, look.is_bold))).collect();
    looks.sort_unstable_by(|one, other| other.cmp(one));
    looks.dedup();
    let mut levels: Vec<(u8, bool)> = Vec::new();
    let (mut last, mut has_plain) = (0_u8, false);
    for idx in found {
        let Some(draft) = drafts.get(*idx) else { continue };
        let by_look = look(idx).and_then(|look| looks.iter().position(|known| *known == (look.size, look.is_bold)));
        let is_below = idx.checked_sub(1).is_some_and(|before| found.contains(&before));
        let is_numbered = matches!(draft.shape, Shape::Item(..))
            || draft.text.starts_with(|char: char| char.is_ascii_digit()) && draft.text.contains('.');
        let (level, is_guess) = match by_look {
            Some(level) => (u8::try_from(level + 1).unwrap_or(4), false),
            None if is_below && !is_numbered => (last + 1, true),
            None if is_numbered => (1 + u8::from(has_plain), true),
            None => (1, true),
        };
        has_plain |= !is_numbered;
        // No level is skipped on the way down.
        last = level.min(last + 1).min(4);
        levels.push((last, is_guess));
    }
    levels
}

/// Levels of headings from the highest on, none skipped. One that comes up to those above it, as there is no deeper level, is told.
pub(super) fn even_levels(drafts: &mut [Draft]) {
    let highest = drafts.iter().filter_map(|draft| if let Shape::Heading(level) = draft.shape { Some(level) } else { None }).min();
    let mut last = 0;
    for draft in drafts {
        if let (Shape::Heading(level), Some(highest)) = (&mut draft.shape, highest) {
            let (said, depth) = (*level, *level - highest + 1);
            *level = depth.min(last + 1).min(MAX_LEVEL);
            if MAX_LEVEL < depth && last == MAX_LEVEL {
                draft.doubts.push(format!("a heading of level {said} in the document stands at level {MAX_LEVEL}, the deepest"));
            }
            last = *level;
        }
    }
}
