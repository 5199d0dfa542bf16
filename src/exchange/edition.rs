//! Puts translations into an edition: a new one in the shape of the original, or one that exists, where nothing else changes a byte.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::mend::mended;
use super::settle::Taken;
use super::unit::{SUMMARY, TITLE, Unit, inlines, is_for_translators};
use super::{Imported, front};
use crate::data::put::Before;
use crate::markdown::inline::write::to_markdown;
use crate::markdown::inline::{Inline, lines_of, plain};
use crate::model::dossier::Dossier;
use crate::model::file::SourceFile;
use crate::model::lang::Lang;
use crate::model::letter::{Block, BlockKind, Edition, Letter};
use crate::model::place::Place;
use crate::problem::{Problem, Problems, Severity, kinds};

/// Everything that an edition is put together from.
struct Parts<'a> {
    /// The original.
    original: &'a Edition,
    /// The edition as it is.
    there: Option<&'a Edition>,
    /// The translations that came back.
    taken: &'a BTreeMap<String, Taken>,
    /// The translator's file.
    file: &'a Arc<SourceFile>,
}

/// What becomes of a block.
enum Fill {
    /// It gets another text.
    Changed(Taken),
    /// It stays as it is: its Markdown and its edition text.
    Kept(String, String),
    /// It is the same in every language.
    Copied,
    /// It is not translated.
    Gap,
}

/// The edition that the translations make.
pub(super) fn assemble(
    dossier: &Dossier,
    (letter, lang): (&Letter, &Lang),
    (units, taken, file): (&[Unit], &BTreeMap<String, Taken>, &Arc<SourceFile>),
    problems: &mut Problems,
) -> Option<Imported> {
    let parts = Parts { original: letter.original_edition()?, there: letter.edition(lang), taken, file };
    let path = format!("content/letters/{}/{lang}.md", letter.id);
    let result = fills(&parts).and_then(|fills| {
        let filled = parts.there.filter(|there| !there.gaps.iter().any(|(id, _)| taken.contains_key(id)));
        let body = filled.map_or_else(|| reshaped(&parts, &fills), |there| patched(&parts, there, &fills))?;
        let head = match parts.there {
            Some(there) => patched_head(there, taken, &gaps(&parts, &fills)),
            None => new_head(&parts, &fills, (dossier, letter, lang))?,
        };
        verified(&parts, &path, (&head, &body), &fills)
    });
    let text = match result {
        Ok(text) => text,
        Err(found) => {
            problems.list.extend(found);
            return None;
        }
    };
    let ids = |is_wanted: &dyn Fn(&Taken) -> bool| -> Vec<String> {
        units.iter().filter(|unit| taken.get(&unit.id).is_some_and(is_wanted)).map(|unit| unit.id.clone()).collect()
    };
    let is_stale: BTreeSet<&str> = units.iter().filter(|unit| unit.is_stale).map(|unit| unit.id.as_str()).collect();
    Some(Imported {
        path,
        text,
        before: parts.there.map_or(Before::Nothing, |there| Before::text(&there.file.text())),
        letter: letter.id.to_string(),
        lang: lang.clone(),
        is_new: parts.there.is_none(),
        changed: ids(&|taken| taken.is_changed),
        untranslated: units
            .iter()
            .filter(|unit| unit.target.is_none() && !taken.contains_key(&unit.id))
            .map(|unit| unit.id.clone())
            .collect(),
        n_returned: taken.len(),
        not_returned: units
            .iter()
            .filter(|unit| unit.target.is_some() && !taken.contains_key(&unit.id))
            .map(|unit| unit.id.clone())
            .collect(),
        as_original: ids(&|taken| taken.is_as_original),
        looked_at: ids(&|taken| taken.is_done).into_iter().filter(|id| is_stale.contains(id.as_str())).collect(),
    })
}

/// What becomes of each block of the original. A heading is needed where something under it is translated.
fn fills(parts: &Parts<'_>) -> Result<Vec<Fill>, Vec<Problem>> {
    let there: BTreeMap<&str, (&Block, Inline)> =
        parts.there.map(inlines).unwrap_or_default().into_iter().map(|(block, inline)| (block.id.0.as_str(), (block, inline))).collect();
    let raw = |inline: &Inline| parts.there.and_then(|there| there.file.text().part(inline.span.clone())).unwrap_or_default().to_string();
    let mut fills: Vec<Option<Fill>> = Vec::new();
    for block in &parts.original.blocks {
        let taken = parts.taken.get(&block.id.0).filter(|taken| taken.is_changed);
        fills.push(match (taken, there.get(block.id.0.as_str())) {
            (Some(taken), _) => Some(Fill::Changed(taken.clone())),
            (None, Some((block, inline))) => Some(Fill::Kept(raw(inline), block.text.read().to_string())),
            (None, None) if level(block).is_none() && !is_for_translators(block) => Some(Fill::Copied),
            (None, None) => None,
        });
    }
    let mut problems = Vec::new();
    for (idx, block) in parts.original.blocks.iter().enumerate().rev() {
        let Some(None) = fills.get(idx) else { continue };
        let below = below(&parts.original.blocks, &fills, idx);
        let has_text = below.iter().any(|fill| matches!(fill, Fill::Changed(_) | Fill::Kept(..)));
        if has_text && is_for_translators(block) {
            let place = place_of(parts, &block.id.0);
            problems.push(kinds::exchange::untranslated_unit(place, &block.id.0, "something under it is translated"));
        }
        // A heading that is the same in every language is left out only with all that is under it.
        let is_copied = !is_for_translators(block) && (has_text || !below.iter().any(|fill| matches!(fill, Fill::Gap)));
        if let Some(fill) = fills.get_mut(idx) {
            *fill = Some(if is_copied { Fill::Copied } else { Fill::Gap });
        }
    }
    if problems.is_empty() { Ok(fills.into_iter().map(|fill| fill.unwrap_or(Fill::Gap)).collect()) } else { Err(problems) }
}

/// The level of a heading.
fn level(block: &Block) -> Option<u8> {
    if let BlockKind::Heading(level, _) = block.kind { Some(level) } else { None }
}

/// What becomes of the blocks under a heading, as far as it is known; nothing is under a block that is no heading.
fn below<'a>(blocks: &[Block], fills: &'a [Option<Fill>], idx: usize) -> Vec<&'a Fill> {
    let Some(own) = blocks.get(idx).and_then(level) else { return Vec::new() };
    let below = blocks.iter().zip(fills).skip(idx + 1).take_while(|(block, _)| level(block).is_none_or(|level| own < level));
    below.filter_map(|(_, fill)| fill.as_ref()).collect()
}

/// Where a unit stands in the translator's file; the file if it is not in it.
fn place_of(parts: &Parts<'_>, id: &str) -> Place {
    parts.taken.get(id).map_or_else(|| Place::start_of(parts.file).find(&format!("<trans-unit id=\"{id}\"")), |taken| taken.place.clone())
}

/// The ids that the edition lacks.
fn gaps(parts: &Parts<'_>, fills: &[Fill]) -> Vec<String> {
    let gaps = parts.original.blocks.iter().zip(fills).filter(|(_, fill)| matches!(fill, Fill::Gap));
    gaps.map(|(block, _)| block.id.0.clone()).collect()
}

/// The front matter of a new edition; it needs title and summary.
fn new_head(parts: &Parts<'_>, fills: &[Fill], (dossier, letter, lang): (&Dossier, &Letter, &Lang)) -> Result<String, Vec<Problem>> {
    let text = |id: &str| {
        let why = "a new edition cannot be without it";
        let taken = parts.taken.get(id).ok_or_else(|| vec![kinds::exchange::untranslated_unit(place_of(parts, id), id, why)])?;
        Ok::<String, Vec<Problem>>(plain(&taken.pieces))
    };
    let others = dossier.letters.iter().filter(|other| other.id != letter.id);
    let kept = |other| Letter::paths_in(other, lang).map(|path| path.slug.as_str()).chain([other.slug(lang)]);
    let taken: Vec<&str> = others.flat_map(kept).collect();
    let title = text(TITLE)?;
    Ok(front::new(&title, &front::slug((&title, lang), letter.id.as_str(), &taken), &text(SUMMARY)?, &gaps(parts, fills)))
}

/// The front matter of an edition that exists, with what changed in it.
fn patched_head(there: &Edition, taken: &BTreeMap<String, Taken>, gaps: &[String]) -> String {
    let mut edits = Vec::new();
    for id in [TITLE, SUMMARY] {
        if let (Some(taken), Some(span)) = (taken.get(id).filter(|taken| taken.is_changed), front::value(there, id)) {
            edits.push((span, front::quoted(&plain(&taken.pieces))));
        }
    }
    if gaps.len() < there.gaps.len()
        && let Some(span) = front::lines(there, "gaps")
    {
        edits.push((span, if gaps.is_empty() { String::new() } else { front::gaps_line(gaps) }));
    }
    edited(there.file.text().get(..there.body_start).unwrap_or_default(), 0, edits)
}

/// The Markdown of an edition that exists, with the blocks that changed.
fn patched(parts: &Parts<'_>, there: &Edition, fills: &[Fill]) -> Result<String, Vec<Problem>> {
    let fills: BTreeMap<&str, &Fill> = parts.original.blocks.iter().map(|block| block.id.0.as_str()).zip(fills).collect();
    let mut edits = Vec::new();
    for (block, inline) in inlines(there) {
        if let Some(Fill::Changed(taken)) = fills.get(block.id.0.as_str()) {
            edits.push((inline.span.clone(), markdown(taken, block, (there, &inline.span)).map_err(|problem| vec![*problem])?));
        }
    }
    Ok(edited(&there.body(), there.body_start, edits))
}

/// The Markdown of the original with the texts of the translation; what is not translated is left out.
fn reshaped(parts: &Parts<'_>, fills: &[Fill]) -> Result<String, Vec<Problem>> {
    let original = parts.original;
    let (mut edits, mut problems) = (Vec::new(), Vec::new());
    for ((block, inline), fill) in inlines(original).into_iter().zip(fills) {
        match fill {
            Fill::Changed(taken) => match markdown(taken, block, (original, &inline.span)) {
                Ok(text) => edits.push((inline.span, text)),
                Err(problem) => problems.push(*problem),
            },
            Fill::Kept(raw, _) => edits.push((inline.span, raw.clone())),
            Fill::Copied => {}
            Fill::Gap => edits.push((lines_of(&original.file.text(), block, &inline), String::new())),
        }
    }
    if problems.is_empty() { Ok(edited(&original.body(), original.body_start, edits)) } else { Err(problems) }
}

/// A translation as the Markdown that stands at some bytes of an edition.
fn markdown(taken: &Taken, block: &Block, (edition, span): (&Edition, &Range<usize>)) -> Result<String, Box<Problem>> {
    let markdown = to_markdown(&taken.pieces, &block.kind, edition.elements)
        .ok_or_else(|| Box::new(kinds::exchange::unusable_translation(taken.place.clone(), &block.id.0)))?;
    // The lines after the first stand below it: in a list item behind the same blanks, in a quotation behind the same signs.
    let before = edition.file.text().part(0..span.start).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let prefix: String = line.chars().map(|char| if char == '>' || char.is_whitespace() { char } else { ' ' }).collect();
    Ok(markdown.replace('\n', &format!("\n{prefix}")))
}

/// A text with other words at some bytes, which are counted from an offset.
fn edited(text: &str, offset: usize, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(span, _)| span.start);
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for (span, words) in edits {
        let (start, end) = (span.start.saturating_sub(offset), span.end.saturating_sub(offset));
        out.push_str(text.get(at..start).unwrap_or_default());
        out.push_str(&words);
        at = end.max(at);
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// The finished edition, if it reads as it should: the same blocks as the original without the gaps, each with its text.
fn verified(parts: &Parts<'_>, path: &str, (head, body): (&str, &str), fills: &[Fill]) -> Result<String, Vec<Problem>> {
    let file = Arc::new(SourceFile::new(path.to_owned(), format!("{head}{body}")));
    let (file, blocks, found) = mended(file, head.len(), parts.original.elements);
    let expected: Vec<(&Block, &Fill)> = parts.original.blocks.iter().zip(fills).filter(|(_, fill)| !matches!(fill, Fill::Gap)).collect();
    let is_right = |block: &Block, model: &Block, fill: &Fill| {
        let text = match fill {
            Fill::Changed(taken) => plain(&taken.pieces),
            Fill::Kept(_, text) => text.clone(),
            Fill::Copied | Fill::Gap => model.text.read().to_string(),
        };
        block.kind == model.kind && *block.text.read() == *text
    };
    let unusable = |id: &str| Err(vec![kinds::exchange::unusable_translation(place_of(parts, id), id)]);
    for (idx, (model, fill)) in expected.iter().enumerate() {
        if !blocks.get(idx).is_some_and(|block| is_right(block, model, fill)) {
            return unusable(&model.id.0);
        }
    }
    match found.list.iter().find(|problem| problem.severity == Severity::Error).map(|problem| problem.message.clone()) {
        None if blocks.len() == expected.len() => Ok(file.text().to_string()),
        reason => unusable(&reason.unwrap_or_else(|| "the end".into())),
    }
}
