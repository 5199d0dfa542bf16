//! Finds the blocks of a text by how its lines stand: paragraphs, items of lists, lines that end on purpose.

use super::draft::{Draft, Shape};
use super::hyphens::{self, Hyphens, Verdict};
use super::join::{self, Relation, Segment};
use super::line::{Line, Setting, is_finished};
use super::lists::{self, Depths, Mark};
use super::{tables, words};
use crate::model::locale::ImportWords;

/// What is not sure about a paragraph before which a page ends.
pub(super) const AFTER_PAGE: &str = "a page ends before it; it may belong to the paragraph there";

/// What is known while lines are read.
struct Reader<'a> {
    /// How the lines are set.
    setting: &'a Setting,
    /// The language's words.
    words: &'a ImportWords,
    /// What is known of hyphens.
    hyphens: Hyphens<'a>,
    /// Whether letters can be misread bullets.
    has_misread: bool,
    /// The blocks so far.
    drafts: Vec<Draft>,
    /// The segments of the block that is open.
    open: Vec<Segment>,
    /// How that block looks.
    look: Option<super::line::Look>,
    /// The item that is open: its depth, its number, whether its mark was misread.
    item: Option<(usize, Option<String>, bool)>,
    /// How deep items are.
    depths: Depths,
    /// The width of the lines around.
    width: usize,
}

/// The blocks of a text.
pub(super) fn drafts(lines: &[Line], setting: &Setting, words: &ImportWords) -> Vec<Draft> {
    let mut reader = Reader {
        setting,
        words,
        hyphens: Hyphens::new(lines, words),
        has_misread: lists::has_misread(lines),
        drafts: Vec::new(),
        open: Vec::new(),
        look: None,
        item: None,
        depths: Depths::default(),
        width: 0,
    };
    let widths = widths(lines, setting);
    let rows = tables::rows(lines, words);
    for (idx, line) in lines.iter().enumerate() {
        reader.width = widths.get(idx).copied().unwrap_or_default();
        let before = idx.checked_sub(1).and_then(|idx| lines.get(idx));
        match rows.get(&idx) {
            Some(row) => reader.take_row(line, row),
            None => reader.take(before.filter(|_| !rows.contains_key(&(idx.wrapping_sub(1)))), line),
        }
    }
    reader.close();
    let Reader { mut drafts, hyphens, .. } = reader;
    drafts.iter_mut().for_each(|draft| heal(draft, &hyphens));
    drafts
}

/// Closes up a word that was parted at the end of a line which is no more one: `AI- fabriek`.
fn heal(draft: &mut Draft, hyphens: &Hyphens<'_>) {
    let places: Vec<usize> = draft.text.match_indices("- ").map(|(at, _)| at).collect();
    for at in places.into_iter().rev() {
        let (before, after) = (draft.text.get(..=at).unwrap_or_default(), draft.text.get(at + 2..).unwrap_or_default());
        let is_parted = before.trim_end_matches('-').ends_with(char::is_alphabetic) && after.starts_with(char::is_lowercase);
        if !is_parted {
            continue;
        }
        let shown = format!("{}- {}", hyphens::last_word(before.trim_end_matches('-')), hyphens::first_word(after));
        match hyphens.verdict(before, after) {
            Verdict::Space => {}
            Verdict::Keep => {
                draft.text.replace_range(at + 1..at + 2, "");
                draft.doubts.push(format!("“{shown}” was closed up"));
            }
            Verdict::Drop => {
                draft.text.replace_range(at..at + 2, "");
                draft.doubts.push(format!("“{shown}” was closed up"));
            }
            Verdict::MayKeep | Verdict::MayDrop => draft.doubts.push(format!("“{shown}” may be one word")),
        }
    }
}

/// How wide the lines around each line are: those of its own run where that is long enough to know.
fn widths(lines: &[Line], setting: &Setting) -> Vec<usize> {
    let all = setting.width.unwrap_or(lines.iter().map(Line::length).max().unwrap_or_default());
    let spaced = usize::from(setting.is_spaced);
    let mut widths = Vec::with_capacity(lines.len());
    let mut rest = lines;
    while let Some((_, behind)) = rest.split_first() {
        let n_run = 1 + behind.iter().take_while(|line| line.gap <= spaced && !line.is_after_page).count();
        let (run, next) = rest.split_at(n_run.min(rest.len()));
        let own = run.iter().map(Line::length).max().unwrap_or_default();
        let width = if 3 <= run.len() && own * 4 >= all * 3 { own } else { all };
        widths.extend(run.iter().map(|_| width));
        rest = next;
    }
    widths
}

impl Reader<'_> {
    /// Takes a row of a table.
    fn take_row(&mut self, line: &Line, row: &str) {
        self.close();
        self.depths.end();
        if !row.is_empty() {
            self.drafts.push(Draft::new(Shape::Row, row, line.number));
        }
    }

    /// Takes the next line.
    fn take(&mut self, before: Option<&Line>, line: &Line) {
        if let Some((mark, text)) = lists::mark(&line.text).filter(|(mark, _)| self.has_misread || !matches!(mark, Mark::Misread(_))) {
            self.begin_item(line, &mark, text);
            return;
        }
        let relation = match before {
            Some(before) if !self.stands_alone(before) && !self.stands_alone(line) => {
                join::relation((before, line), self.setting, self.width)
            }
            _ => Relation::Break,
        };
        let ends_part = |before: &Line| self.item.is_some() && before.text.ends_with(';') && line.text.starts_with(char::is_uppercase);
        let relation = if relation == Relation::Join && before.is_some_and(ends_part) { Relation::Early } else { relation };
        match (relation, self.open.last_mut()) {
            (Relation::Join, Some(last)) => last.join(line, &self.hyphens),
            (Relation::MayJoin, Some(last)) => {
                last.join(line, &self.hyphens);
                let words: Vec<&str> = line.text.split(' ').take(4).collect();
                last.doubts.push(format!("white lines before “{}” were taken out of a sentence", words.join(" ")));
            }
            (Relation::Early, Some(last)) => {
                let is_finished = is_finished(&last.text);
                self.take_early(line, is_finished);
            }
            _ => self.begin(line, relation == Relation::MayBreak),
        }
    }

    /// Whether a line says no more than the number of a question, or that an answer follows.
    fn stands_alone(&self, line: &Line) -> bool {
        words::number(&line.text).is_some() || is_answer(&line.text, self.words) || is_question(&line.text, self.words)
    }

    /// Takes a line before which one ended early.
    fn take_early(&mut self, line: &Line, is_finished: bool) {
        match self.item.clone() {
            Some((depth, _, _)) if is_finished => {
                self.close();
                self.open.push(Segment::new(line, &line.text));
                if let Some(segment) = self.open.last_mut() {
                    segment.doubts.push("taken for an item of the list, though it has no mark".into());
                }
                self.item = Some((depth, None, false));
            }
            Some(_) => {
                if let Some(last) = self.open.last_mut() {
                    last.join(line, &self.hyphens);
                }
            }
            None => self.open.push(Segment::new(line, &line.text)),
        }
    }

    /// Begins a paragraph.
    fn begin(&mut self, line: &Line, is_doubtful: bool) {
        self.close();
        self.depths.end();
        self.look = line.look;
        let mut segment = Segment::new(line, &line.text);
        if is_doubtful {
            segment.doubts.push(AFTER_PAGE.into());
        }
        self.open.push(segment);
    }

    /// Begins an item of a list.
    fn begin_item(&mut self, line: &Line, mark: &Mark, text: &str) {
        self.close();
        self.look = line.look;
        let depth = self.depths.next(mark, line.indent);
        let number = if let Mark::Number(number) = mark { Some(number.clone()) } else { None };
        self.item = Some((depth, number, matches!(mark, Mark::Misread(_))));
        self.open.push(Segment::new(line, text));
    }

    /// Ends the block that is open.
    fn close(&mut self) {
        let segments = std::mem::take(&mut self.open);
        if segments.is_empty() {
            return;
        }
        let (look, first) = (self.look, self.drafts.len());
        match self.item.take() {
            Some((depth, number, is_misread)) => {
                let mut drafts = segments.into_iter().map(|segment| {
                    let mut draft = Draft::new(Shape::Item(depth, number.clone()), segment.text, segment.line);
                    draft.n_lines = segment.n_lines;
                    draft.doubts = segment.doubts;
                    if is_misread {
                        draft.doubts.push("the letter before it was taken for a misread bullet".into());
                    }
                    draft
                });
                self.drafts.extend(drafts.by_ref());
            }
            None => self.drafts.extend(join::blocks(segments, self.width)),
        }
        for draft in self.drafts.iter_mut().skip(first) {
            draft.look = look;
        }
    }
}

/// Whether a line is the word above an answer, with the number of its question or not.
pub(super) fn is_answer(text: &str, words: &ImportWords) -> bool {
    let Some(rest) = words::after(text, &words.answer) else { return false };
    let rest = rest.trim_end_matches([':', '.']).trim();
    let last = rest.rsplit(' ').next().unwrap_or_default();
    rest.is_empty() || rest.len() <= 30 && words::number(last).is_some() && text.starts_with(char::is_uppercase)
}

/// Whether a line is the word for a question with its number.
pub(super) fn is_question(text: &str, words: &ImportWords) -> bool {
    words::after(text, &words.question).is_some_and(|rest| words::number(rest.trim_end_matches([':', '.'])).is_some())
}
