//! Joins the lines of a text to paragraphs: what runs on is one, what ends early ends on purpose.

use super::draft::{Draft, Shape};
use super::hyphens::{self, Hyphens, Verdict};
use super::line::{Line, Setting, is_finished};

/// How a line goes on from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// It begins a block.
    Break,
    /// It begins a block, or goes on with one that fills its last line.
    MayBreak,
    /// It goes on.
    Join,
    /// It goes on, though white lines stand between.
    MayJoin,
    /// The line before it ends early, on purpose.
    Early,
}

/// A part of a block: lines that run on.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    /// Its text, unwrapped.
    pub(super) text: String,
    /// The line in which it begins.
    pub(super) line: usize,
    /// How many lines it has.
    pub(super) n_lines: usize,
    /// What is not sure about it.
    pub(super) doubts: Vec<String>,
}

impl Segment {
    /// A segment of one line.
    pub(super) fn new(line: &Line, text: &str) -> Self {
        Self { text: text.to_owned(), line: line.number, n_lines: 1, doubts: Vec::new() }
    }

    /// Adds a line that runs on.
    pub(super) fn join(&mut self, line: &Line, hyphens: &Hyphens<'_>) {
        self.n_lines += 1;
        if !self.text.ends_with(['-', '\u{ad}']) || self.text.ends_with(" -") {
            self.text.push(' ');
        } else {
            let verdict = hyphens.verdict(&self.text, &line.text);
            if !verdict.is_sure() {
                self.doubts.push(hyphen_doubt(&self.text, &line.text, verdict));
            }
            match verdict {
                Verdict::Space => self.text.push(' '),
                _ if !verdict.keeps() => _ = self.text.pop(),
                _ => {}
            }
        }
        self.text.push_str(&line.text);
    }
}

/// What is not sure about a hyphen at the end of a line.
fn hyphen_doubt(before: &str, after: &str, verdict: Verdict) -> String {
    let (left, right) = (hyphens::last_word(before), hyphens::first_word(after));
    let what = if verdict.keeps() { "kept" } else { "taken out" };
    format!("the hyphen of “{left}|{right}” at the end of a line was {what}")
}

/// How a line goes on from another; `width` is that of the lines around it.
pub(super) fn relation((before, line): (&Line, &Line), setting: &Setting, width: usize) -> Relation {
    let gap = if setting.is_spaced { line.gap.saturating_sub(1) } else { line.gap };
    let is_open = !is_finished(&before.text) && !before.text.ends_with("  ");
    let runs_on = is_open && (line.text.starts_with(char::is_lowercase) || before.text.ends_with('-'));
    // Without a width, a line of this length is no heading and no address.
    let is_full = width.min(120) * 2 <= before.length() * 3;
    if before.look != line.look {
        return Relation::Break;
    }
    if line.is_after_page || 0 < gap {
        return match (runs_on && is_full, line.is_after_page && is_full && setting.width.is_some()) {
            (true, _) => Relation::MayJoin,
            (false, true) => Relation::MayBreak,
            (false, false) => Relation::Break,
        };
    }
    if setting.width.is_none() {
        let is_short = |line: &Line| line.length() <= 80;
        return if before.is_ended || is_short(before) && is_short(line) { Relation::Early } else { Relation::Break };
    }
    if ends_early(before, line, width) { Relation::Early } else { Relation::Join }
}

/// Whether a line ends though the first word of the next had found room in it, and that begins something.
fn ends_early(before: &Line, line: &Line, width: usize) -> bool {
    let begins = line.text.starts_with(|char: char| !char.is_lowercase() && !matches!(char, '(' | '&' | '€' | '-'));
    let word = line.text.split_whitespace().next().unwrap_or_default().chars().count();
    let has_room = (before.length() + 1 + word) * 100 <= width * 92;
    begins && !before.text.ends_with('-') && has_room
}

/// The blocks of a run of segments, each of which ended early.
pub(super) fn blocks(segments: Vec<Segment>, width: usize) -> Vec<Draft> {
    let is_short = |segment: &Segment| segment.n_lines == 1 && segment.text.chars().count() * 10 <= width * 9;
    let mut drafts: Vec<Draft> = Vec::new();
    let are_short = segments.iter().all(|segment| is_short(segment) && !segment.text.ends_with('.'));
    let mut is_open = false;
    for (idx, segment) in segments.iter().enumerate() {
        let is_line = is_short(segment) && !is_finished(&segment.text);
        match drafts.last_mut() {
            Some(last) if is_open && (are_short || is_line) => {
                last.text.push('\n');
                last.text.push_str(&segment.text);
                last.n_lines += segment.n_lines;
                last.doubts.extend(segment.doubts.iter().cloned());
            }
            _ => {
                let mut draft = Draft::new(Shape::Paragraph, segment.text.clone(), segment.line);
                draft.n_lines = segment.n_lines;
                draft.doubts.clone_from(&segment.doubts);
                if 0 < idx && drafts.last().is_some_and(|last| is_finished(&last.text)) {
                    draft.doubts.push("a paragraph was begun here, because the line before it ends early".into());
                }
                drafts.push(draft);
            }
        }
        is_open = is_line || are_short;
    }
    drafts
}
