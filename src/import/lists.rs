//! Recognises the marks of list items, those that text recognition misread among them.

use super::line::Line;

/// Marks that stand for nothing but an item.
const BULLETS: &[char] = &['•', '·', '▪', '‣', '◦', '●', '○', '■', '□', '➢', '\u{f0b7}', '\u{f0a7}', '–', '—', '-', '*'];

/// How many items must begin with a letter for a misread bullet, before one of them is taken for one.
const MIN_MISREAD: usize = 3;

/// The mark of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A bullet.
    Bullet(char),
    /// A letter that text recognition read for a bullet.
    Misread(char),
    /// A number.
    Number(String),
}

/// The mark at the start of a line, and what follows it; `None` for a line without one.
pub(super) fn mark(text: &str) -> Option<(Mark, &str)> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let rest = chars.as_str();
    let item = rest.trim_start();
    let is_apart = item.len() < rest.len() && !item.is_empty();
    if BULLETS.contains(&first) && is_apart {
        return Some((Mark::Bullet(first), item));
    }
    if matches!(first, 'e' | 'o' | '¢' | '°' | '®' | '«' | '»') && is_apart && item.starts_with(char::is_uppercase) {
        return Some((Mark::Misread(first), item));
    }
    let n_digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at_checked(n_digits).filter(|(number, _)| matches!(number.len(), 1 | 2))?;
    let item = rest.strip_prefix(['.', ')'])?;
    let text = item.trim_start();
    (text.len() < item.len() && !text.is_empty()).then(|| (Mark::Number(number.to_owned()), text))
}

/// Whether letters at the start of lines can be misread bullets: a few lines begin with one.
pub(super) fn has_misread(lines: &[Line]) -> bool {
    let is_misread = |line: &&Line| matches!(mark(&line.text), Some((Mark::Misread(_), _)));
    MIN_MISREAD <= lines.iter().filter(is_misread).count()
}

/// How deep the items of a list are, by the order in which their marks, or their indents, came.
#[derive(Debug, Default)]
pub(super) struct Depths {
    /// The marks of the open levels, with their indents.
    open: Vec<(String, usize)>,
}

impl Depths {
    /// The depth of the next item.
    pub(super) fn next(&mut self, mark: &Mark, indent: usize) -> usize {
        let name = match mark {
            Mark::Bullet(char) | Mark::Misread(char) => char.to_string(),
            Mark::Number(_) => "0".to_owned(),
        };
        let depth = match self.open.iter().position(|(known, at)| *known == name && at.abs_diff(indent) <= 1) {
            Some(depth) => depth,
            None => self
                .open
                .iter()
                .rposition(|(known, at)| *known == name && *at < indent)
                .map_or_else(|| self.deepest(&name, indent), |idx| idx + 1),
        };
        self.open.truncate(depth);
        self.open.push((name, indent));
        depth
    }

    /// The depth of an item whose mark is new: below all that are not further in.
    fn deepest(&self, name: &str, indent: usize) -> usize {
        match self.open.iter().position(|(known, at)| known == name || indent < *at) {
            Some(depth) => depth,
            None => self.open.len(),
        }
    }

    /// Ends the list.
    pub(super) fn end(&mut self) {
        self.open.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_apart_from_their_items() {
        let found = |text| mark(text).map(|(mark, rest)| (mark, rest.to_owned()));
        assert_eq!(found("• Op 20 juni"), Some((Mark::Bullet('•'), "Op 20 juni".into())));
        assert_eq!(found("2) twee"), Some((Mark::Number("2".into()), "twee".into())));
        assert_eq!(found("e Op 9 december"), Some((Mark::Misread('e'), "Op 9 december".into())));
        for text in ["-fabriek", "3 miljoen", "2026. Dat", "e op", "3.5", "•", ""] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn depths_follow_marks_and_indents() {
        let mut depths = Depths::default();
        let (dot, ring) = (Mark::Bullet('•'), Mark::Bullet('○'));
        let found = [(&dot, 0), (&ring, 0), (&ring, 0), (&dot, 0), (&dot, 4), (&dot, 0)].map(|(mark, indent)| depths.next(mark, indent));
        assert_eq!(found, [0, 1, 1, 0, 1, 0]);
    }
}
