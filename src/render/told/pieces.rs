//! Words that went and came, as views: long stretches that did not change are cut, line ends are pieces of their own.

use serde::Serialize;

use crate::changes::{Holder, Piece};

/// How many words that did not change are shown before and after those that did.
const N_AROUND: usize = 40;

/// Words that both copies have, or one.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(in crate::render) struct PieceView {
    /// `same`, `old`, `new`, or `line` for the end of a line.
    of: &'static str,
    /// The words.
    text: String,
}

/// Fewer words than this are not left out.
const N_SPARED: usize = 20;

/// The views of pieces.
pub(super) fn views(pieces: &[Piece]) -> Vec<PieceView> {
    let last = pieces.len().saturating_sub(1);
    let mut views: Vec<PieceView> = Vec::new();
    for (idx, piece) in pieces.iter().enumerate() {
        let of = match piece.of {
            Holder::Same => "same",
            Holder::Old => "old",
            Holder::New => "new",
        };
        // New words do not run on from those that they replace.
        if of == "new" && views.last().is_some_and(|before| before.of == "old" && !before.text.ends_with(char::is_whitespace)) {
            views.push(PieceView { of: "same", text: " ".to_owned() });
        }
        let text = if piece.of == Holder::Same { cut(&piece.text, (idx == 0, idx == last)) } else { piece.text.clone() };
        for (line_idx, line) in text.split('\n').enumerate() {
            if 0 < line_idx {
                views.push(PieceView { of: "line", text: String::new() });
            }
            if !line.is_empty() {
                views.push(PieceView { of, text: line.to_owned() });
            }
        }
    }
    views
}

/// What is shown of words that did not change: all of few; of many those beside a change.
fn cut(text: &str, (is_first, is_last): (bool, bool)) -> String {
    let ends: Vec<usize> = text.match_indices(char::is_whitespace).map(|(at, _)| at).collect();
    let n_shown = usize::from(!is_first) + usize::from(!is_last);
    if ends.len() <= n_shown.max(1) * N_AROUND + N_SPARED {
        return text.to_owned();
    }
    let head = ends.get(N_AROUND).and_then(|at| text.get(..*at)).filter(|_| !is_first).unwrap_or_default();
    let tail = ends.get(ends.len() - N_AROUND).and_then(|at| text.get(*at..)).filter(|_| !is_last).unwrap_or_default();
    format!("{head} …{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compares the views of pieces.
    #[track_caller]
    fn check(pieces: &[(Holder, &str)], expected: &[(&str, &str)]) {
        let pieces: Vec<Piece> = pieces.iter().map(|(of, text)| Piece { of: *of, text: (*text).to_owned() }).collect();
        let views = views(&pieces);
        assert_eq!(views.iter().map(|view| (view.of, view.text.as_str())).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn new_words_stand_apart_and_lines_end() {
        check(
            &[(Holder::Same, "a\nb "), (Holder::Old, "c"), (Holder::New, "d\ne")],
            &[("same", "a"), ("line", ""), ("same", "b "), ("old", "c"), ("same", " "), ("new", "d"), ("line", ""), ("new", "e")],
        );
        check(&[(Holder::Old, "c "), (Holder::New, "d")], &[("old", "c "), ("new", "d")]);
    }

    #[test]
    fn of_many_words_those_beside_a_change_are_shown() {
        let many = "word ".repeat(200);
        let shown = format!(" …{} ", " word".repeat(39));
        check(&[(Holder::Same, &many), (Holder::New, "x")], &[("same", &shown), ("new", "x")]);
        check(&[(Holder::Same, "few words "), (Holder::New, "x")], &[("same", "few words "), ("new", "x")]);
    }
}
