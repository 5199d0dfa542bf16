//! Recognises numbered questions and their answers.

use super::draft::{Draft, Shape};
use super::{shape, words};
use crate::model::locale::ImportWords;

/// Marks the numbers of questions and the words above answers. A number is that of a question where it follows the one before it and an
/// answer comes before the next, or its text asks something.
pub(super) fn mark(drafts: &mut [Draft], words: &ImportWords) {
    let mut expected = 1;
    let mut questions: Vec<usize> = Vec::new();
    for idx in 0..drafts.len() {
        let Some(number) = drafts.get(idx).and_then(|draft| number(draft, words)) else { continue };
        if number == expected && (asks(drafts, idx) || is_answered(drafts, idx, words)) {
            questions.push(idx);
            expected = number + 1;
        }
    }
    for idx in &questions {
        if let Some(draft) = drafts.get_mut(*idx) {
            draft.shape = Shape::Question;
        }
    }
    let mut is_asked = false;
    for draft in drafts.iter_mut() {
        if draft.shape == Shape::Question {
            is_asked = true;
        } else if is_asked && is_alone(draft) && shape::is_answer(&draft.text, words) {
            draft.shape = Shape::Answer;
            is_asked = false;
        }
    }
}

/// Whether a block can be no more than a word or a number.
fn is_alone(draft: &Draft) -> bool {
    matches!(draft.shape, Shape::Paragraph | Shape::Heading(_)) && !draft.text.contains('\n')
}

/// The number of a block that is no more than the number of a question.
fn number(draft: &Draft, words: &ImportWords) -> Option<u32> {
    let text = draft.text.trim_end_matches([':', '.']);
    let rest = words::after(text, &words.question).unwrap_or(text);
    words::number(rest).filter(|_| is_alone(draft))
}

/// Whether the block behind a number asks something.
fn asks(drafts: &[Draft], idx: usize) -> bool {
    let next = drafts.get(idx + 1);
    next.is_some_and(|next| next.text.contains('?'))
}

/// Whether an answer comes after a number, and before the next.
fn is_answered(drafts: &[Draft], idx: usize, words: &ImportWords) -> bool {
    let behind = drafts.iter().skip(idx + 1).take_while(|draft| number(draft, words).is_none());
    behind.filter(|draft| is_alone(draft)).any(|draft| shape::is_answer(&draft.text, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(texts: &[&str], expected: &str) {
        let mut drafts: Vec<Draft> = texts.iter().map(|text| Draft::new(Shape::Paragraph, *text, 1)).collect();
        mark(&mut drafts, &ImportWords { question: vec!["vraag".into()], answer: vec!["antwoord".into()], ..ImportWords::default() });
        let found: String = drafts
            .iter()
            .map(|draft| match draft.shape {
                Shape::Question => 'q',
                Shape::Answer => 'a',
                _ => '.',
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn numbers_run_on_and_are_answered() {
        check(&["1", "Klopt het?", "Antwoord", "Ja.", "2", "Waarom.", "Antwoord op vraag 2:", "Daarom."], "q.a.q.a.");
        check(&["Vraag 1", "Klopt het?", "Antwoord", "Ja."], "q.a.");
    }

    #[test]
    fn other_numbers_are_none() {
        check(&["3", "Klopt het?", "Antwoord", "Ja."], "....");
        check(&["1", "Doelen.", "2", "Middelen."], "....");
        check(&["Antwoord", "Ja."], "..");
    }
}
