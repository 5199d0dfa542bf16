//! The two texts that are held to each other: the source and the edition.

use std::ops::Range;

use crate::model::file::SourceFile;
use crate::model::letter::Edition;
use crate::model::text::Text;

/// The text of a source, without the white space around it, with its lines.
pub(super) struct SourceText {
    /// The text.
    pub(super) text: Text,
    /// The number of the line in which it begins.
    first_line: usize,
    /// Where each of its lines begins.
    starts: Vec<usize>,
    /// How many lines the file has.
    pub(super) n_lines: usize,
}

impl SourceText {
    /// Takes the text of a file.
    pub(super) fn new(file: &SourceFile) -> Self {
        let text = super::source_text(file);
        let all = file.text();
        let n_before = all.len() - all.trim_start().len();
        let first_line = all.get(..n_before).unwrap_or_default().matches('\n').count() + 1;
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let n_lines = all.lines().count();
        Self { text, first_line, starts, n_lines }
    }

    /// The number of the line of the file in which a byte stands.
    pub(super) fn line_at(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at) - 1 + self.first_line
    }

    /// The bytes of lines of the file.
    pub(super) fn lines(&self, first: usize, last: usize) -> Range<usize> {
        let start = |line: usize| match line.checked_sub(self.first_line) {
            None => 0,
            Some(idx) => self.starts.get(idx).copied().unwrap_or(self.text.len()),
        };
        start(first)..start(last + 1)
    }

    /// A range with the white space before it, or after it at the start of the text: what goes out takes its space along.
    pub(super) fn with_space(&self, range: Range<usize>) -> Range<usize> {
        let before = self.text.get(..range.start).unwrap_or_default();
        let after = self.text.get(range.end..).unwrap_or_default();
        if before.is_empty() {
            return range.start..range.end + (after.len() - after.trim_start().len());
        }
        before.trim_end().len()..range.end
    }
}

/// The text of an edition: its blocks, a blank line between them.
pub(super) struct EditionText {
    /// The text.
    pub(super) text: String,
    /// Where each block begins.
    pub(super) starts: Vec<usize>,
}

impl EditionText {
    /// Joins the blocks of an edition.
    pub(super) fn new(edition: &Edition) -> Self {
        let mut text = String::new();
        let mut starts = Vec::with_capacity(edition.blocks.len());
        for block in &edition.blocks {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            starts.push(text.len());
            text.push_str(&block.text.read());
        }
        Self { text, starts }
    }

    /// The index of the block in which a byte stands; white space between two belongs to the first.
    pub(super) fn block_at(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }
}
