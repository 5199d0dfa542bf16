//! Sets words that are written from right to left in the order in which they are read: a PDF has each sign where it stands.

/// Whether a text has letters that are written from right to left.
pub(super) fn has_right_to_left(text: &str) -> bool {
    text.chars().any(is_right_to_left)
}

/// Whether a letter is written from right to left: Hebrew, Arabic, their neighbours and presentation forms.
fn is_right_to_left(char: char) -> bool {
    matches!(char, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// A line as it is read, of one as it stands: what lies between the first and the last letter of a passage that is written from right to
/// left is turned, its figures are not.
pub(super) fn as_read(line: &str) -> String {
    let chars: Vec<char> = line.chars().collect();
    let mut read = String::with_capacity(line.len());
    let mut at = 0;
    while let Some(char) = chars.get(at) {
        if !is_right_to_left(*char) {
            read.push(*char);
            at += 1;
            continue;
        }
        // The passage ends before the next letter that is written from left to right.
        let rest = chars.get(at..).unwrap_or_default();
        let open = rest.iter().position(|char| char.is_alphabetic() && !is_right_to_left(*char)).unwrap_or(rest.len());
        let passage = rest.get(..open).unwrap_or_default();
        let n_chars = passage.iter().rposition(|char| is_right_to_left(*char)).map_or(0, |last| last + 1);
        read.push_str(&turned(passage.get(..n_chars).unwrap_or_default()));
        at += n_chars.max(1);
    }
    read
}

/// A passage turned, with its figures as they were and its brackets the other way round.
fn turned(passage: &[char]) -> String {
    let mut turned = String::new();
    let mut rest = passage;
    while let Some(last) = rest.last() {
        let is_figure = |char: &char| char.is_ascii_digit() || matches!(char, '.' | ',');
        let n_figures = if last.is_ascii_digit() { rest.iter().rev().take_while(|char| is_figure(char)).count() } else { 1 };
        let (before, here) = rest.split_at(rest.len() - n_figures);
        turned.extend(here.iter().map(|char| match char {
            '(' => ')',
            ')' => '(',
            '[' => ']',
            ']' => '[',
            char => *char,
        }));
        rest = before;
    }
    turned
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_from_where_they_begin() {
        assert_eq!(as_read("Hij zei םלוע םולש en ging."), "Hij zei שלום עולם en ging.");
        assert_eq!(as_read("(1.500 חש)"), "(1.500 שח)");
        assert_eq!(as_read("ב 1.500 א"), "א 1.500 ב");
        assert_eq!(as_read("Gewoon (2)."), "Gewoon (2).");
    }
}
