//! Compares texts of which at least one is in a language that the theme knows nothing of: figures only.

use std::ops::Range;

use super::compare::Difference;
use crate::reading::text::{Kind, tokens};

/// The figures of a text without their marks, with their bytes and whether the other text must have them.
fn read(text: &str) -> Vec<(String, Range<usize>, bool)> {
    let tokens = tokens(text);
    let figures = tokens.iter().filter(|token| matches!(token.kind, Kind::Number | Kind::Code));
    figures
        .map(|token| {
            let plain = token.text.chars().filter(char::is_ascii_alphanumeric).collect();
            (plain, token.span.clone(), !token.is_bracketed)
        })
        .collect()
}

/// What differs in the figures of two texts.
#[must_use]
pub fn compare(original: &str, translation: &str) -> Difference {
    let (first, second) = (read(&original.replace(['[', ']'], "|")), read(translation));
    let surplus = |from: &[(String, Range<usize>, bool)], to: &[(String, Range<usize>, bool)]| -> Vec<Range<usize>> {
        let mut answers: Vec<&str> = to.iter().map(|(plain, _, _)| plain.as_str()).collect();
        let mut surplus = Vec::new();
        for (plain, span, is_stated) in from {
            match answers.iter().position(|answer| answer == plain) {
                Some(idx) => _ = answers.swap_remove(idx),
                None if *is_stated => surplus.push(span.clone()),
                None => {}
            }
        }
        surplus
    };
    Difference { lost: surplus(&first, &second), added: surplus(&second, &first) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_do_not_count_and_figures_do() {
        assert_eq!(compare("€ 70.935.000 op 3-5", "€70,935,000 on 3-5 [2025]"), Difference::default());
        let differences = compare("74% 5", "47% 5");
        assert_eq!(format!("{:?} {:?}", differences.lost, differences.added), "[0..2] [0..2]");
    }
}
